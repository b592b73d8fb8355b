"""curation.toml: the editor's rulings, with the line each stands on."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, get_args, get_type_hints

from rapidfuzz import fuzz, process

from sitegen.model import EntityType
from sitegen.problems import Problem, SitegenError

WHERE = "curation.toml"


@dataclass(frozen=True, slots=True)
class Same:
    """These entities are one; the first gives the id."""

    entities: tuple[str, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class NotSame:
    """No two of these are one. Either entities or events."""

    entities: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class EntityRuling:
    id: str
    name: str | None = None
    type: str | None = None
    subtype: str | None = None
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    geonameid: int | None = None
    page: bool | None = None
    hide: bool = False
    forget: bool = False
    """Like hide, and no name of it stays in the store, in redirects or in permalinks.json."""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Party:
    """Who took part in an event, and how: a role of taxonomy.ROLES."""

    entity: str
    role: str


@dataclass(frozen=True, slots=True)
class EventRuling:
    id: str
    title: str | None = None
    type: str | None = None
    status: str | None = None
    date: str | None = None
    place: str | None = None
    participants: tuple[Party, ...] | None = None
    """All of them; those that were found are left out."""
    killed: int | None = None
    injured: int | None = None
    arrested: int | None = None
    displaced: int | None = None
    same: tuple[str, ...] = ()
    split: tuple[str, ...] = ()
    """Ids of articles whose reports are another event."""
    page: bool | None = None
    hide: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class MentionRuling:
    """What `text` means where `context`, which holds it, occurs in the article."""

    article: str
    text: str
    entity: str
    context: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Curation:
    same: tuple[Same, ...] = ()
    not_same: tuple[NotSame, ...] = ()
    entities: tuple[EntityRuling, ...] = ()
    events: tuple[EventRuling, ...] = ()
    mentions: tuple[MentionRuling, ...] = ()


_TABLES: dict[str, tuple[str, type[Any]]] = {
    "same": ("same", Same),
    "not-same": ("not_same", NotSame),
    "entity": ("entities", EntityRuling),
    "event": ("events", EventRuling),
    "mention": ("mentions", MentionRuling),
}
_REQUIRED = {
    "same": ("entities",),
    "entity": ("id",),
    "event": ("id",),
    "mention": ("article", "text", "entity"),
}
_HEADER = re.compile(r"^\s*\[\[?\s*[\"']?([\w-]+)[\"']?\s*\]\]?\s*(?:#.*)?$")


def parse_curation(text: str) -> tuple[Curation, tuple[Problem, ...]]:
    """The rulings, and an error Problem for each that can't be used; the others hold.

    Raises SitegenError for text that is not TOML: to build without any ruling would publish what
    the editor took away.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column \d+\)", str(error))
        line = found.group(1) if found else str(text.count("\n") + 1)
        what = re.sub(r"\s*\(at [^)]*\)$", "", str(error))
        raise SitegenError(f"{WHERE}:{line}: {what} (hint: mend the file's TOML)") from error
    lines = _Lines(text)
    problems: list[Problem] = []
    rulings: dict[str, tuple[Any, ...]] = {}
    for name, tables in data.items():
        if (
            name not in _TABLES
            or not isinstance(tables, list)
            or not all(isinstance(t, dict) for t in tables)
        ):
            known = ", ".join(f"[[{table}]]" for table in _TABLES)
            problems.append(_error(lines.table(name, 0), f"{name} is no table of rulings", f"use {known}"))
            continue
        key, kind = _TABLES[name]
        found_rulings = [_ruling(name, kind, t, n, lines, problems) for n, t in enumerate(tables)]
        rulings[key] = tuple(r for r in found_rulings if r is not None)
    return Curation(**rulings), tuple(sorted(problems))


def _ruling(
    name: str, kind: type[Any], table: Mapping[str, Any], n: int, lines: _Lines, problems: list[Problem]
) -> Any:
    hints = get_type_hints(kind)
    known = [f.name for f in fields(kind) if f.name != "line"]
    line = lines.table(name, n)
    values: dict[str, Any] = {"line": line}
    for key, value in table.items():
        at = lines.key(name, n, key)
        if key not in known:
            problems.append(_error(at, f"unknown key {key} in [[{name}]]", f"keys are {', '.join(known)}"))
            continue
        fitting, wanted = _fit(hints[key], value)
        if key == "type" and kind is EntityRuling and value not in get_args(EntityType):
            fitting, wanted = None, "one of " + ", ".join(get_args(EntityType))
        if fitting is None:
            problems.append(_error(at, f"{key} in [[{name}]] is {value!r}", f"it takes {wanted}"))
            continue
        values[key] = fitting
    missing = [key for key in _REQUIRED.get(name, ()) if key not in values]
    if missing:
        if all(key not in table for key in missing):
            problems.append(_error(line, f"[[{name}]] lacks {' and '.join(missing)}", "add it"))
        return None
    ruling = kind(**values)
    wrong = _senseless(ruling)
    if wrong:
        problems.append(_error(line, f"[[{name}]] {wrong[0]}", wrong[1]))
        return None
    return ruling


def _senseless(ruling: Any) -> tuple[str, str] | None:
    if isinstance(ruling, Same) and len(set(ruling.entities)) < 2:
        return "joins fewer than two entities", "name two or more"
    if isinstance(ruling, NotSame):
        if ruling.entities and ruling.events:
            return "has entities and events", "make it two rulings"
        if len(set(ruling.entities)) < 2 and len(set(ruling.events)) < 2:
            return "keeps fewer than two apart", "name two entities or two events"
    if isinstance(ruling, MentionRuling):
        if not ruling.text.strip():
            return "has an empty text", "give the words of the mention"
        if ruling.context is not None and ruling.text not in ruling.context:
            return "has a context without its text", "copy a stretch of the article around the words"
    return None


def _fit(hint: Any, value: Any) -> tuple[Any, str]:
    """The value as its field takes it, None where it doesn't fit, and what would."""
    kinds = get_args(hint)
    if tuple[Party, ...] in kinds:
        return _parties(value), 'a list of { entity = "…", role = "…" }'
    if hint is str or str in kinds:
        if kinds and kinds[-1] is Ellipsis:
            fits = isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value)
            return (tuple(value) if fits else None), "a list of strings"
        return (value if isinstance(value, str) and value.strip() else None), "a string"
    if hint is bool or bool in kinds:
        return (value if isinstance(value, bool) else None), "true or false"
    return (value if type(value) is int and value > 0 else None), "a whole number above 0"


def _parties(value: Any) -> tuple[Party, ...] | None:
    if not isinstance(value, list) or not all(
        isinstance(v, dict)
        and v.keys() == {"entity", "role"}
        and all(isinstance(t, str) and t.strip() for t in v.values())
        for v in value
    ):
        return None
    return tuple(Party(v["entity"], v["role"]) for v in value)


def _error(line: int, message: str, hint: str) -> Problem:
    return Problem(WHERE, line, "bad-ruling", "error", message, hint)


def nearest(wanted: str, ids: Iterable[str], otherwise: str = "") -> str:
    """ "nearest: a, b, c": the ids that are written most like `wanted`; `otherwise` if none is."""
    return nearest_named(wanted, dict.fromkeys(ids, ()), otherwise)


def nearest_named(wanted: str, names: Mapping[str, Iterable[str]], otherwise: str = "") -> str:
    """The same for ids that have names: what is like a name counts too."""
    spelt = [(text, id_) for id_ in sorted(names) for text in (id_, *names[id_])]
    close = process.extract(
        wanted.casefold(),
        [text.casefold() for text, _ in spelt],
        scorer=fuzz.WRatio,
        limit=9,
        score_cutoff=60,
    )
    best = list(dict.fromkeys(spelt[at][1] for _, _, at in close))[:3]
    return f"nearest: {', '.join(best)}" if best else otherwise


class _Lines:
    """Where tables and keys stand in the text. Rulings are one key a line by habit; else the header's."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._headers: list[tuple[str, int]] = []
        for number, line in enumerate(self._lines, 1):
            header = _HEADER.match(line)
            if header:
                self._headers.append((header.group(1), number))

    def table(self, name: str, n: int) -> int:
        found = [number for header, number in self._headers if header == name]
        if n < len(found):
            return found[n]
        return self._scan(name, 0, len(self._lines)) or 1

    def key(self, name: str, n: int, key: str) -> int:
        start = self.table(name, n)
        end = next((number - 1 for _, number in self._headers if number > start), len(self._lines))
        return self._scan(key, start, end) or start

    def _scan(self, key: str, start: int, end: int) -> int | None:
        pattern = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]")
        for number in range(start, end):
            if pattern.match(self._lines[number]):
                return number + 1
        return None
