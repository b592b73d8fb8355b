"""The change log: what each build made new, joined, renamed or let go, by entity and event.

A build's pages must not depend on the build before (promise 12), so this stands in the store alone.
It is worked out after publishing, from the catalogue of the last build that got so far; a build that
was killed in between is simply part of the next one's changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from sitegen.catalogue import Catalogue, KnownEntity, KnownEvent

BATCHES = 50
"""Builds that the log remembers."""
LISTED = ("person", "organisation", "place", "group")
"""Types of entity that a reader meets on a page or in an index."""
WORDS = {
    "new": "new",
    "merged": "merged",
    "renamed": "renamed",
    "retyped": "of another type",
    "hidden": "hidden",
    "gone": "gone",
    "more": "with more mentions",
    "less": "with fewer mentions",
    "forgotten": "forgotten",
}
"""What can become of a thing, in the order in which a summary tells it."""


@dataclass(frozen=True, slots=True)
class Change:
    """kind: entity or event. what: a key of WORDS. `detail`: what it was, became or was joined with."""

    kind: str
    id: str
    what: str
    name: str
    detail: str = ""
    articles: tuple[str, ...] = ()
    """Ids of the articles that brought or lost mentions."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One build's changes."""

    build: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Log:
    builds: int = 0
    """How many builds this store has seen."""
    forgotten: tuple[str, ...] = ()
    """The opaque ids whose names have been purged from the store."""
    batches: tuple[Batch, ...] = ()
    """The oldest first; builds that changed nothing have none."""
    before: str = ""
    after: str = ""
    """Digests of the catalogues between which the last build stands."""

    def last(self) -> tuple[Change, ...]:
        """What the last build changed."""
        newest = self.batches[-1] if self.batches else None
        return newest.changes if newest and newest.build == self.builds else ()


def differences(
    before: Catalogue,
    after: Catalogue,
    heir: Callable[[str, str], str | None],
    hidden: Collection[tuple[str, str]] = (),
) -> tuple[Change, ...]:
    """What changed, entities first, by id. `heir`(kind, id): the id that one was merged into, if any;
    `hidden`: the (kind, id) that the editor hides."""
    entities = _differences(
        "entity",
        {e.id: e for e in before.entities},
        {e.id: e for e in after.entities},
        lambda e: e.page or e.type in LISTED,
        heir,
        hidden,
    )
    events = _differences(
        "event",
        {e.id: e for e in before.events},
        {e.id: e for e in after.events},
        lambda e: e.page,
        heir,
        hidden,
    )
    return (*entities, *events)


Known = KnownEntity | KnownEvent


def _differences(
    kind: str,
    before: Mapping[str, Known],
    after: Mapping[str, Known],
    counts: Callable[[Known], bool],
    heir: Callable[[str, str], str | None],
    hidden: Collection[tuple[str, str]],
) -> Iterator[Change]:
    for id_ in sorted(before.keys() | after.keys()):
        old, new = before.get(id_), after.get(id_)
        if not any(counts(one) for one in (old, new) if one is not None):
            continue
        if old is None and new is not None:
            yield Change(kind, id_, "new", _name(new), "", _articles(new))
        elif new is None and old is not None:
            to = heir(kind, id_)
            into = after.get(to) if to else None
            gone = "hidden" if (kind, id_) in hidden else "gone"
            what, detail = ("merged", f"into {into.id}") if into else (gone, "")
            yield Change(kind, id_, what, _name(old), detail)
        elif old is not None and new is not None:
            yield from _edits(kind, old, new)


def _edits(kind: str, old: Known, new: Known) -> Iterator[Change]:
    if _name(old) != _name(new):
        yield Change(kind, new.id, "renamed", _name(new), f"was {_name(old)}")
    if old.type != new.type:
        yield Change(kind, new.id, "retyped", _name(new), f"was {old.type}, is {new.type}")
    had, has = _count(old), _count(new)
    if had != has:
        what, articles = ("more", _articles(new)) if has > had else ("less", _articles(old))
        other = set(_articles(old if has > had else new))
        yield Change(
            kind, new.id, what, _name(new), f"{had} → {has}", tuple(a for a in articles if a not in other)
        )


def _name(one: Known) -> str:
    return one.name if isinstance(one, KnownEntity) else one.title


def _count(one: Known) -> int:
    return one.mentions if isinstance(one, KnownEntity) else one.reports


def _articles(one: Known) -> tuple[str, ...]:
    return tuple(a for a, _ in one.texts) if isinstance(one, KnownEntity) else one.articles


def extended(log: Log, before: str, after: str, changes: Sequence[Change], forgotten: Iterable[str]) -> Log:
    """The log with one more build. `before` and `after`: digests of the catalogues.

    A build that was killed before it wrote its catalogue is dropped: `changes` include its own. Where a
    name is newly forgotten, nothing that could tell it stays: only that something was forgotten.
    """
    gone = tuple(sorted(forgotten))
    new = set(gone) - set(log.forgotten)
    batches, number = log.batches, log.builds + 1
    if log.after != before and log.before == before:
        batches, number = tuple(b for b in batches if b.build != log.builds), log.builds
    if new:
        batches, changes = (), [Change("entity", id_, "forgotten", "") for id_ in sorted(new)]
    if changes:
        batches = (*batches, Batch(number, tuple(changes)))
    return Log(number, gone, batches[-BATCHES:], before, after)


def summary(changes: Iterable[Change]) -> str:
    """ "3 entities new, 1 merged, 2 renamed; 1 event new", empty where there is nothing to tell."""
    told = []
    for kind, one, many in (("entity", "entity", "entities"), ("event", "event", "events")):
        counts = Counter(c.what for c in changes if c.kind == kind)
        parts = [f"{counts[what]} {words}" for what, words in WORDS.items() if counts[what]]
        if parts:
            number, rest = parts[0].split(" ", 1)
            told.append(", ".join([f"{number} {one if number == '1' else many} {rest}", *parts[1:]]))
    return "; ".join(told)


# ---------------------------------------------------------------- the files


def read_log(path: Path) -> Log:
    """The log; an empty one where there is none or a damaged one."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Log)
    except (OSError, msgspec.MsgspecError):
        return Log()


@dataclass(frozen=True, slots=True)
class _Cell:
    article: str


@dataclass(frozen=True, slots=True)
class _EntityLine:
    id: str
    url: str | None
    type: str
    name: str
    mentions: tuple[_Cell, ...]


@dataclass(frozen=True, slots=True)
class _EventLine:
    id: str
    url: str | None
    type: str
    title: str
    mentions: tuple[_Cell, ...]


def published_catalogue(site: Path) -> Catalogue | None:
    """What a published site's own data tell, where the store has no catalogue of it."""
    try:
        people = _lines(site / "data" / "entities.jsonl", _EntityLine)
        events = _lines(site / "data" / "events.jsonl", _EventLine)
    except (OSError, msgspec.MsgspecError):
        return None
    return Catalogue(
        entities=tuple(
            KnownEntity(
                e.id, e.type, e.name, (), e.url or "", e.url is not None, _cells(e.mentions), len(e.mentions)
            )
            for e in people
        ),
        events=tuple(
            KnownEvent(
                e.id,
                e.type,
                e.title,
                e.url or "",
                e.url is not None,
                tuple(a for a, _ in _cells(e.mentions)),
                len(e.mentions),
            )
            for e in events
        ),
    )


def _cells(mentions: Iterable[_Cell]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((article, ()) for article in dict.fromkeys(m.article for m in mentions))


Line = TypeVar("Line")


def _lines(path: Path, kind: type[Line]) -> list[Line]:
    decoder = msgspec.json.Decoder(kind)
    with path.open("rb") as file:
        return [decoder.decode(line) for line in file]
