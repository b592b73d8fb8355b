"""YAML front matter -> Meta, every scalar as it was written, every fault with its line.

YAML is read as events and built here, so that nothing is constructed: no tags, no anchors or
aliases (an alias bomb is a few bytes), no numbers, no dates, little depth.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from sitegen.problems import Problem
from sitegen.read import dates
from sitegen.read.encoding import clean
from sitegen.read.links import safe_alias, web_address

MAX_CHARACTERS = 64_000
MAX_DEPTH = 8
MAX_ITEMS = 200
MAX_ITEM = 200
"""Characters of one tag, alias or source."""

KEYS = (
    "title",
    "date",
    "author",
    "publisher",
    "url",
    "tags",
    "language",
    "draft",
    "aliases",
    "sources",
)
_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"[A-Za-z_][\w-]*[ \t]*:(?:[ \t\n]|$)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_YES, _NO = {"true", "yes", "on", "1"}, {"false", "no", "off", "0", ""}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Meta:
    """What front matter, or the head of a page, says of an article. None and () where it is silent."""

    title: str | None = None
    date: str | None = None
    byline: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    draft: bool = False


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Meta is None where an error says why the article cannot be read."""

    meta: Meta | None
    body: str
    problems: tuple[Problem, ...] = ()


class _BadYamlError(Exception):
    def __init__(self, line: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.line, self.message, self.hint = line, message, hint


@dataclass(slots=True)
class _Value:
    """A node of the YAML. `data` is a string, None, a list of _Value or a dict of _Value."""

    data: Any
    line: int


@dataclass(slots=True)
class _Fields:
    """Takes typed values out of a mapping and collects what is wrong with them."""

    source: str
    values: dict[str, _Value]
    problems: list[Problem] = field(default_factory=list)

    def error(self, line: int, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(self.source, line, code, "error", message, hint))

    def warn(self, line: int, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(self.source, line, code, "warning", message, hint))

    def line(self, key: str) -> int:
        return self.values[key].line if key in self.values else 0

    def text(self, key: str) -> str | None:
        value = self.values.get(key)
        if value is None or value.data is None:
            return None
        if not isinstance(value.data, str):
            self.error(value.line, "wrong-type", f"{key} takes one text", f'write {key}: "…"')
            return None
        return one_line(value.data) or None

    def texts(self, key: str, split: bool = True) -> tuple[str, ...]:
        """A list of texts; one text stands for itself, split at commas where `split`."""
        value = self.values.get(key)
        if value is None or value.data is None:
            return ()
        if isinstance(value.data, str):
            parts = value.data.split(",") if split else [value.data]
        elif isinstance(value.data, list) and all(
            item.data is None or isinstance(item.data, str) for item in value.data
        ):
            parts = [item.data or "" for item in value.data]
        else:
            self.error(value.line, "wrong-type", f"{key} takes a list of texts", f"write {key}: [one, two]")
            return ()
        texts = list(dict.fromkeys(text for part in parts if (text := one_line(part))))
        kept = [text for text in texts if len(text) <= MAX_ITEM][:MAX_ITEMS]
        if len(kept) < len(texts):
            self.warn(
                value.line,
                "too-many",
                f"{len(texts) - len(kept)} of {len(texts)} {key} are left out",
                f"at most {MAX_ITEMS} of at most {MAX_ITEM} characters each",
            )
        return tuple(kept)


def split(text: str, source: str) -> FrontMatter:
    """Front matter and body of a Markdown file's clean text."""
    opening = _OPENING.match(text)
    if opening is None:
        if re.match(r"\+\+\+[ \t]*\n|\{[ \t]*\n\s*\"", text):
            return _refuse(
                source,
                _BadYamlError(1, "front matter of another kind", "write YAML between two lines of ---"),
            )
        return FrontMatter(Meta(), text)
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        if _KEY.match(text, opening.end()):
            return _refuse(
                source, _BadYamlError(1, "the front matter is never closed", "end it with a line of ---")
            )
        return FrontMatter(Meta(), text)
    head = text[opening.end() : closing.start()]
    body = text[closing.end() :]
    if len(head) > MAX_CHARACTERS:
        return _refuse(
            source,
            _BadYamlError(
                1, f"front matter of more than {MAX_CHARACTERS:,} characters", "move text to the body"
            ),
        )
    fields = _Fields(source, {})
    try:
        fields.values = _mapping(_load(head), fields)
    except _BadYamlError as error:
        return _refuse(source, error)
    meta = _meta(fields)
    failed = any(problem.severity == "error" for problem in fields.problems)
    return FrontMatter(None if failed else meta, body, tuple(fields.problems))


def one_line(text: str) -> str:
    """Clean text with every run of blanks and breaks as one space."""
    return re.sub(r"[ \t\n]+", " ", clean(text)).strip()


def language_tag(text: str) -> str | None:
    """A BCP 47 tag, or None where it is none."""
    return text.replace("_", "-") if _LANGUAGE.fullmatch(text) else None


def _refuse(source: str, error: _BadYamlError) -> FrontMatter:
    problem = Problem(source, error.line, "front-matter", "error", error.message, error.hint)
    return FrontMatter(None, "", (problem,))


def _meta(fields: _Fields) -> Meta:
    for key in fields.values:
        near = difflib.get_close_matches(key, KEYS, 1, 0.8) if key not in KEYS else []
        if near and near[0] not in fields.values:
            fields.problems.append(
                Problem(
                    fields.source,
                    fields.line(key),
                    "unknown-key",
                    "note",
                    f"{key} is not read",
                    f"did you mean {near[0]}?",
                )
            )
    date = fields.text("date")
    edtf = dates.from_text(date) if date else None
    if date and edtf is None:
        fields.error(
            fields.line("date"), "bad-date", f"{date[:80]!r} is not a date", "write it as 2025-05-18"
        )
    url = fields.text("url")
    address = web_address(url) if url else None
    if url and address is None:
        fields.warn(fields.line("url"), "bad-url", "url is no http or https address", "it is left out")
    language = fields.text("language")
    tag = language_tag(language) if language else None
    if language and tag is None:
        fields.warn(
            fields.line("language"), "bad-language", f"{language[:40]!r} is no language tag", "write en or ar"
        )
    draft = (fields.text("draft") or "").lower()
    if draft not in _YES | _NO:
        fields.error(fields.line("draft"), "wrong-type", "draft takes true or false", "write draft: true")
    aliases = []
    for written in fields.texts("aliases", split=False):
        alias = safe_alias(written)
        if alias is None:
            fields.warn(
                fields.line("aliases"),
                "bad-alias",
                f"the alias {written[:80]!r} cannot be an address of this site",
                "write it as old/path.html",
            )
        else:
            aliases.append(alias)
    return Meta(
        title=fields.text("title"),
        date=edtf,
        byline=", ".join(fields.texts("author", split=False)) or None,
        publisher=fields.text("publisher"),
        url=address,
        language=tag,
        tags=fields.texts("tags"),
        aliases=tuple(dict.fromkeys(aliases)),
        sources=fields.texts("sources", split=False),
        draft=draft in _YES,
    )


def _mapping(root: _Value, fields: _Fields) -> dict[str, _Value]:
    if root.data is None:
        return {}
    if not isinstance(root.data, dict):
        raise _BadYamlError(root.line, "front matter must be lines of key: value", "write title: … on a line")
    for line, key in root.data.pop(None, ()):
        fields.warn(line, "duplicate-key", f"{key} is given twice; the last one counts", "delete one of them")
    values: dict[str, _Value] = root.data
    return values


def _load(head: str) -> _Value:
    """The YAML of `head`, which begins on the file's second line."""
    events = yaml.parse(head, Loader=_LOADER)
    root = _Value(None, 2)
    try:
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _BadYamlError(_line(event), "a second YAML document")
            elif isinstance(event, yaml.NodeEvent):
                root = _node(event, events, 0)
    except yaml.YAMLError as error:
        raise _explained(error, head) from error
    return root


def _node(event: Any, events: Any, depth: int) -> _Value:
    line = _line(event)
    if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
        raise _BadYamlError(line, "YAML anchors and aliases are not read", "write the value out")
    if event.tag not in (None, "!", "tag:yaml.org,2002:str"):
        raise _BadYamlError(line, f"the YAML tag {event.tag[:60]} is not read", "write plain text")
    if depth > MAX_DEPTH:
        raise _BadYamlError(line, f"YAML nested more than {MAX_DEPTH} deep", "make it flat")
    if isinstance(event, yaml.ScalarEvent):
        plain = event.implicit[0] and event.style in (None, "")
        return _Value(
            None if plain and event.value in ("", "~", "null", "Null", "NULL") else event.value, line
        )
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(inner := next(events), yaml.SequenceEndEvent):
            items.append(_node(inner, events, depth + 1))
        return _Value(items, line)
    found: dict[str | None, Any] = {}
    repeated: list[tuple[int, str]] = []
    while not isinstance(inner := next(events), yaml.MappingEndEvent):
        key = _node(inner, events, depth + 1)
        value = _node(next(events), events, depth + 1)
        name = key.data if isinstance(key.data, str) else ""
        if name in found:
            repeated.append((key.line, name))
        # The line of the key: a person looks for the key, not for the end of its value.
        found[name] = _Value(value.data, key.line)
    if depth == 0 and repeated:
        found[None] = repeated
    return _Value(found, line)


def _line(event: Any) -> int:
    """1-based line in the file; the front matter begins on its second."""
    return int(event.start_mark.line) + 2


def _explained(error: yaml.YAMLError, head: str) -> _BadYamlError:
    problem = getattr(error, "problem", None) or "not YAML"
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context", None) or ""
    # libyaml points to the end of the file for a quote that is never closed; its start is of use.
    if "quoted scalar" in context and getattr(error, "context_mark", None):
        mark = error.context_mark  # type: ignore[attr-defined]
    if mark is not None:
        line = min(mark.line, head.count("\n")) + 2
    else:
        line = head.count("\n", 0, int(getattr(error, "position", 0) or 0)) + 2
    if "mapping values are not allowed" in problem:
        hint = "put a value that holds a colon in quotes"
    elif "cannot start any token" in problem:
        hint = "put the value in quotes, and indent with spaces, not tabs"
    elif "quoted scalar" in context and "end of stream" in problem:
        hint = "close the quote"
    else:
        hint = "see that it is YAML: key: value"
    return _BadYamlError(line, f"{problem}{f' ({context})' if context else ''}", hint)
