"""Shelves: a long alphabetical list in parts that do not shift when one name is added.

A shelf holds the names that begin with the same letters; one that grows over the limit is split by
its next letter. Numbered pages would move every row behind a new one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.naming import fold

DEEPEST = 6
"""Letters of a prefix at most: names that share more stay on one shelf, however many."""


@dataclass(frozen=True, slots=True)
class Shelf:
    prefix: str
    """Folded letters that its names begin with; "0-9" for digits, "other" for the rest."""
    ids: tuple[str, ...]
    """In order of the names."""

    @property
    def label(self) -> str:
        if self.prefix == "0-9":
            return "0–9"
        return "Other" if self.prefix == "other" else self.prefix.capitalize()


def sort_key(name: str) -> tuple[str, str]:
    return fold(name), name


def letter(name: str) -> str:
    """The shelf of one letter: "a" to "z", "0-9" or "other"."""
    first = fold(name)[:1]
    if first.isdigit():
        return "0-9"
    return first or "other"


def shelves(names: Iterable[tuple[str, str]], limit: int) -> tuple[Shelf, ...]:
    """The (id, name) pairs on shelves of at most `limit` where letters can tell them apart.

    >>> [(s.prefix, s.ids) for s in shelves([("1", "Aba"), ("2", "Abb"), ("3", "7 Days"), ("4", "B")], 1)]
    [('0-9', ('3',)), ('aba', ('1',)), ('abb', ('2',)), ('b', ('4',))]
    """
    ordered = sorted(names, key=lambda pair: (*sort_key(pair[1]), pair[0]))
    by_letter: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for id_, name in ordered:
        by_letter[letter(name)].append((id_, fold(name).replace(" ", "")))
    found: list[Shelf] = []
    for first in sorted(by_letter):
        if first in ("0-9", "other"):
            found.append(Shelf(first, tuple(id_ for id_, _ in by_letter[first])))
        else:
            found += _split(first, by_letter[first], limit)
    return tuple(found)


def _split(prefix: str, pairs: list[tuple[str, str]], limit: int) -> list[Shelf]:
    if len(pairs) <= limit or len(prefix) >= DEEPEST:
        return [Shelf(prefix, tuple(id_ for id_, _ in pairs))]
    deeper: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair in pairs:
        deeper[pair[1][: len(prefix) + 1]].append(pair)
    whole = deeper.pop(prefix, [])
    found = [Shelf(prefix, tuple(id_ for id_, _ in whole))] if whole else []
    for longer in sorted(deeper):
        found += _split(longer, deeper[longer], limit)
    return found
