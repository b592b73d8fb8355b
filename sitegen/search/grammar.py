"""The query grammar. static/search-query.js is the same parser; tests/search/vectors.json holds both to it.

    query   = item*                     words: any of them, better all; see Words
    item    = all ("OR" all)*
    all     = one ("AND" one)*
    one     = ("NOT" | "-" | field ":")* atom      spaces may follow the colon
    atom    = word | word* | word~ | word~2 | "a phrase" | (query)
    field   = person place org event title date publisher | kind type before after

A quoted phrase and a field must match, and of loose words at least one. Words that are joined by
punctuation (al-Shara) are loose words in the open and a phrase behind a field, a minus or an
operator. Anything else is punctuation and separates. An error is a quotation mark or bracket without
its partner, a field that nothing follows, and a day that is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, Union

from sitegen.problems import SitegenError, printable
from sitegen.search.analyzer import SPACES, tokens, unspaced
from sitegen.search.fields import NAMED, SHORTEST_PREFIX


class QueryError(SitegenError):
    """`at` is the place in the query of the character to blame, from 0."""

    def __init__(self, reason: str, query: str, at: int) -> None:
        line = printable(query)
        caret = len(printable(query[:at]))
        super().__init__(f"{reason}\n  {line}\n  {' ' * caret}^", status=2)
        self.reason = reason
        self.at = at


@dataclass(frozen=True, slots=True)
class Word:
    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    text: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    text: str
    edits: int


@dataclass(frozen=True, slots=True)
class Phrase:
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class In:
    """`node` in one field alone; `field` is a name from fields.FIELDS."""

    field: str
    node: Node


@dataclass(frozen=True, slots=True)
class Is:
    """A filter: kind and type are equal to the value; before and after a date (YYYY, YYYY-MM, YYYY-MM-DD).

    `after` takes what may be on or later than the first day of its value, `before` what may be earlier.
    """

    field: Literal["kind", "type", "before", "after"]
    value: str


@dataclass(frozen=True, slots=True)
class Not:
    node: Node


@dataclass(frozen=True, slots=True)
class All:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """All of `must`, none of `never`, and any of `should`, better all, if there are any."""

    should: tuple[Node, ...] = ()
    must: tuple[Node, ...] = ()
    never: tuple[Node, ...] = ()


Node = Union[Word, Prefix, Fuzzy, Phrase, In, Is, Not, All, Any, Words]  # noqa: UP007 (a forward reference)

QUOTES = '"“”„«»'
DEEPEST = 30
"""Brackets within so many others are read over."""
_SPACE = re.compile(f"[{SPACES}]")
_EDGES = re.compile(f"^[{SPACES}]+|[{SPACES}]+$")
_CHUNK = re.compile(f"[^{SPACES}(){QUOTES}]+")
_FIELD = re.compile(f"({'|'.join(NAMED)}|kind|type|before|after):[{SPACES}]*", re.IGNORECASE | re.ASCII)
_NEGATION = re.compile(f"-[^{SPACES})]")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_KINDS = {
    "article": ("kind", "article"),
    "articles": ("kind", "article"),
    "entity": ("kind", "entity"),
    "entities": ("kind", "entity"),
    "event": ("kind", "event"),
    "events": ("kind", "event"),
    "people": ("type", "person"),
    "persons": ("type", "person"),
    "person": ("type", "person"),
    "places": ("type", "place"),
    "place": ("type", "place"),
    "org": ("type", "organisation"),
    "orgs": ("type", "organisation"),
    "organisation": ("type", "organisation"),
    "organisations": ("type", "organisation"),
    "group": ("type", "group"),
    "groups": ("type", "group"),
}


def parse(text: str) -> Node:
    """The tree of a query. An empty query is `Words()`, which matches nothing. Raises QueryError."""
    return _Parser(_lex(text)).sequence()


def day_number(value: str) -> int | None:
    """The first day of YYYY, YYYY-MM or YYYY-MM-DD, as date.toordinal counts; None for anything else."""
    match = _DATE.fullmatch(value)
    if not match:
        return None
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Literal["(", ")", "phrase", "word", "field", "not", "AND", "OR", "NOT"]
    text: str = ""


def _lex(text: str) -> list[_Token]:
    found: list[_Token] = []
    opened: list[int] = []
    at = 0
    while at < len(text):
        char = text[at]
        if char in QUOTES:
            end = next((i for i in range(at + 1, len(text)) if text[i] in QUOTES), -1)
            if end < 0:
                raise QueryError("this quotation mark has no partner", text, at)
            found.append(_Token("phrase", text[at + 1 : end]))
            at = end + 1
        elif char == "(":
            if len(opened) < DEEPEST:
                found.append(_Token("("))
            opened.append(at)
            at += 1
        elif char == ")":
            if not opened:
                raise QueryError("this bracket closes nothing", text, at)
            opened.pop()
            if len(opened) < DEEPEST:
                found.append(_Token(")"))
            at += 1
        elif _SPACE.match(char):
            at += 1
        else:
            at = _lex_chunk(text, at, found)
    if opened:
        raise QueryError("this bracket is never closed", text, opened[-1])
    return found


def _lex_chunk(text: str, at: int, found: list[_Token]) -> int:
    """Appends what begins at `at`, which is neither space, bracket nor quotation mark; returns its end."""
    fresh = at == 0 or text[at - 1] in "(:-" or _SPACE.match(text[at - 1])
    if text[at] == "-" and fresh and _NEGATION.match(text, at):
        found.append(_Token("not"))
        return at + 1
    field = _FIELD.match(text, at)
    if field:
        if field.end() == len(text) or text[field.end()] == ")":
            raise QueryError("nothing stands after this colon", text, field.end(1))
        found.append(_Token("field", field[1].lower()))
        value = _CHUNK.match(text, field.end())
        if field[1].lower() in ("before", "after") and value and day_number(value[0]) is None:
            raise QueryError("this is no date: write 2024, 2024-11 or 2024-11-30", text, field.end())
        return field.end()
    chunk = _CHUNK.match(text, at)
    assert chunk
    word = chunk[0]
    if word in ("AND", "OR", "NOT"):
        found.append(_Token(word, word.lower()))  # type: ignore[arg-type]
    else:
        found.append(_Token("word", word))
    return chunk.end()


class _Parser:
    """Recursive descent over the tokens; brackets are balanced already."""

    def __init__(self, found: list[_Token]) -> None:
        self._tokens = found
        self._at = 0

    def sequence(self) -> Node:
        should: list[Node] = []
        must: list[Node] = []
        never: list[Node] = []
        while self._at < len(self._tokens) and self._tokens[self._at].kind != ")":
            loose = self._loose()
            if loose is not None:
                should += loose
                continue
            strict = self._tokens[self._at].kind in ("phrase", "field")
            node = self._either()
            if isinstance(node, Not):
                never.append(node.node)
            elif strict and isinstance(node, Phrase | In | Is):
                must.append(node)
            elif node is not None:
                should.append(node)
        self._at += 1  # the closing bracket, or past the end
        if len(should) + len(must) == 1 and not never:
            return (should + must)[0]
        return Words(tuple(should), tuple(must), tuple(never))

    def _loose(self) -> list[Node] | None:
        """The words of a chunk that no operator touches; None where something else stands here."""
        token = self._tokens[self._at]
        if token.kind != "word" or self._peek(1) in ("AND", "OR"):
            return None
        self._at += 1
        return _loose(token.text)

    def _peek(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._tokens[at].kind if at < len(self._tokens) else ")"

    def _either(self) -> Node | None:
        nodes = [self._both()]
        while self._peek() == "OR" and self._peek(1) != ")":
            self._at += 1
            nodes.append(self._both())
        return _joined(Any, nodes)

    def _both(self) -> Node | None:
        nodes = [self._one()]
        while self._peek() == "AND" and self._peek(1) != ")":
            self._at += 1
            nodes.append(self._one())
        return _joined(All, nodes)

    def _one(self) -> Node | None:
        negated = False
        field = ""
        while self._peek() in ("NOT", "not", "field") and self._peek(1) != ")":
            token = self._tokens[self._at]
            self._at += 1
            if token.kind == "field":
                field = token.text
            else:
                negated = not negated
        node = self._atom(field)
        return Not(node) if node is not None and negated else node

    def _atom(self, field: str) -> Node | None:
        if self._at >= len(self._tokens):
            return None
        token = self._tokens[self._at]
        if token.kind == ")":
            return None
        self._at += 1
        if token.kind == "(":
            node: Node | None = self.sequence()
            if node == Words():
                node = None
        elif token.kind == "phrase":
            words = tuple(tokens(token.text))
            node = Phrase(words) if words else None
        else:
            node = _strict(_loose(token.text))
        if field in ("kind", "type", "before", "after"):
            return _filter(field, token.text) or node
        return In(NAMED[field], node) if field and node is not None else node


def _loose(chunk: str) -> list[Node]:
    words = tokens(chunk)
    if not words:
        return []
    if len(words) > 1 and all(len(word) == 1 and unspaced(word) for word in words):
        return [Phrase(tuple(words))]
    nodes: list[Node] = [Word(word) for word in words]
    if chunk.endswith("*") and len(words[-1]) >= SHORTEST_PREFIX:
        nodes[-1] = Prefix(words[-1])
    elif chunk.endswith(("~", "~1", "~2")):
        if chunk[-1] != "~":
            words = tokens(chunk[:-2])
            nodes = [Word(word) for word in words]
        if nodes:
            nodes[-1] = Fuzzy(words[-1], 2 if chunk.endswith("2") else 1)
    return nodes


def _strict(nodes: list[Node]) -> Node | None:
    words = [node.text for node in nodes if isinstance(node, Word)]
    if len(words) == len(nodes) > 1:
        return Phrase(tuple(words))
    return _joined(All, list(nodes))


def _joined(kind: type[All] | type[Any], nodes: list[Node | None]) -> Node | None:
    present = tuple(node for node in nodes if node is not None)
    if len(present) < 2:
        return present[0] if present else None
    return kind(present)


def _filter(field: str, value: str) -> Node | None:
    """The filter, or None where the value is none and stands for itself as a word."""
    plain = "-".join(tokens(value))
    if field in ("kind", "type") and plain:
        known, name = _KINDS.get(plain, (field, plain))
        if known == "type":
            return Is("type", name)
        return Is("kind", name) if field == "kind" else Is("type", plain)
    day = _EDGES.sub("", value)
    if field in ("before", "after") and day_number(day) is not None:
        return Is("before" if field == "before" else "after", day)
    return None
