"""What the rulings already join and keep apart, and where each says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sitegen.editor.finder import Kind
from sitegen.resolve.curation import WHERE, Curation


@dataclass(frozen=True, slots=True)
class Joining:
    """One ruling's ids and its line."""

    ids: tuple[str, ...]
    line: int

    @property
    def where(self) -> str:
        return f"{WHERE}:{self.line}"


def joinings(curation: Curation, kind: Kind) -> tuple[Joining, ...]:
    if kind == "entity":
        return tuple(Joining(s.entities, s.line) for s in curation.same)
    return tuple(Joining((e.id, *e.same), e.line) for e in curation.events if e.same)


def partings(curation: Curation, kind: Kind) -> tuple[Joining, ...]:
    found = ((n.entities if kind == "entity" else n.events, n.line) for n in curation.not_same)
    return tuple(Joining(ids, line) for ids, line in found if ids)


def group_of(
    ids: Iterable[str], joined: Iterable[Joining], now: Callable[[str], str]
) -> tuple[frozenset[str], tuple[Joining, ...]]:
    """All that the rulings make one with `ids`, and the rulings that do. `now` names ids alike."""
    group = {now(id_) for id_ in ids}
    left = [(j, {now(id_) for id_ in j.ids}) for j in joined]
    used: list[Joining] = []
    grown = True
    while grown:
        grown = False
        for one in [pair for pair in left if pair[1] & group]:
            left.remove(one)
            group |= one[1]
            used.append(one[0])
            grown = True
    return frozenset(group), tuple(used)
