"""What ranking reads an index through: the Whoosh index and the browser's shards both answer it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Protocol

from sitegen.search.fields import COMMON_LEAST, COMMON_SHARE, FIELD_NUMBERS, KINDS

Posting = tuple[int, int, int]
"""Document number, how often, length of the field in terms (as kept in a byte)."""


@dataclass(frozen=True, slots=True)
class Record:
    """A document as a hit shows it."""

    kind: str
    id: str
    url: str
    title: str
    type: str
    date: str | None
    source: str
    publisher: str
    weight: int
    """How often an entity or event is mentioned; of an article, how many entities it names."""
    also: tuple[str, ...]
    """An entity's other names, the most used first."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """Of the whole index. `documents` and `terms` go by field number: how many documents have the
    field, and how many terms it has in all; `kinds` gives the range of document numbers of each kind."""

    size: int
    documents: tuple[int, ...]
    terms: tuple[int, ...]
    kinds: Mapping[str, tuple[int, int]]

    def check(self) -> None:
        """ValueError where they cannot be true, as of an index that somebody else wrote."""
        end = 0
        for kind in KINDS:
            if self.kinds[kind] != (0, 0):
                first, last = self.kinds[kind]
                if first != end or last <= first:
                    raise ValueError(f"its {kind} documents are not where they should be")
                end = last
        if end != self.size:
            raise ValueError(f"it has {self.size} documents, of which {end} are of a kind")
        for having, terms in zip(self.documents, self.terms, strict=True):
            if not 0 <= having <= min(self.size, terms):
                raise ValueError(f"{having} documents with {terms} terms in all")


def is_common(often: int, statistics: Statistics) -> bool:
    """Whether a word that so many articles have is left out beside rarer ones."""
    return often >= COMMON_LEAST and often * COMMON_SHARE > statistics.documents[FIELD_NUMBERS["text"]]


class Source(Protocol):
    @property
    def statistics(self) -> Statistics: ...

    @property
    def types(self) -> Sequence[str]:
        """Of all documents, sorted."""

    def postings(self, term: str) -> Mapping[int, Sequence[Posting]]:
        """By field number, in document order; empty where no field has the term."""

    def positions(self, term: str, field: int, wanted: AbstractSet[int]) -> Mapping[int, Sequence[int]]:
        """By document number, for at least those documents among `wanted` that have the term."""

    def common(self, term: str) -> bool:
        """Whether it is too frequent to search by, see fields.COMMON_SHARE."""

    def vocabulary(self, start: str) -> Iterable[tuple[str, int]]:
        """Every term of the searched fields that begins so, sorted, with its highest document frequency."""

    def tails(self, tail: str) -> Iterable[tuple[str, int]]:
        """The same for the terms that are one letter, then `tail`; those of letters alone."""

    def days(self, doc: int) -> tuple[int, int] | None:
        """First and last day that its date may mean, as date.toordinal counts; None if undated."""

    def record(self, doc: int) -> Record: ...

    def text(self, doc: int) -> str: ...
