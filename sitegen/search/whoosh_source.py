"""The Whoosh index as a Source: its segments one after the other, as whoosh_segment.py opens them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec

from sitegen.problems import SitegenError
from sitegen.search.fields import FIELDS, KINDS, SEARCHED
from sitegen.search.index import DATE, FOLDER, HAS, NAME, schema
from sitegen.search.invert import days
from sitegen.search.source import Posting, Record, Statistics, is_common
from sitegen.search.whoosh_api import TOC, byte_to_length
from sitegen.search.whoosh_segment import SegmentReader, Storage, only_ours, positions


def check_index(folder: Path) -> None:
    """Reads a whole index. Raises SitegenError if it is damaged or not one that sitegen wrote."""
    with WhooshSource(folder) as source:
        source.check()


class WhooshSource:
    """A Source. Raises SitegenError wherever the index turns out damaged or foreign. Close it after use."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._cache: dict[str, dict[int, list[Posting]]] = {}
        self._days: dict[int, tuple[int, int]] | None = None
        self._vocabulary: dict[str, list[tuple[str, int]]] = {}
        self._tails: dict[str, set[str]] | None = None
        self._storage = Storage(str(folder), supports_mmap=False, readonly=True)
        try:
            with _Damage(folder):
                self._read(only_ours(TOC.read(self._storage, NAME, schema=schema()).segments))
        except SitegenError:
            self.close()
            raise

    def __enter__(self) -> WhooshSource:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        for file in self._storage.opened:
            file.close()

    def _read(self, listed: Sequence[Any]) -> None:
        self._segments: list[tuple[int, SegmentReader]] = []
        """Each with the number of its first document."""
        size = 0
        for each in listed:
            segment = SegmentReader(self._storage, each)
            self._segments.append((size, segment))
            size += segment.size
        kinds = {}
        for kind in KINDS:
            having = self._ids(HAS, f"kind={kind}")
            kinds[kind] = (having[0], having[-1] + 1) if having else (0, 0)
        self.statistics = Statistics(
            size=size,
            documents=tuple(self._often(HAS, field.name) for field in FIELDS),
            terms=tuple(sum(int(s.lengths.get(f.name, 0)) for _, s in self._segments) for f in FIELDS),
            kinds=kinds,
        )
        self.statistics.check()
        self._lengths = [b"".join(s.length_bytes(field.name) for _, s in self._segments) for field in FIELDS]

    @property
    def types(self) -> Sequence[str]:
        with _Damage(self._folder):
            return sorted({each for _, segment in self._segments for each in segment.terms_from("type", "")})

    def postings(self, term: str) -> Mapping[int, Sequence[Posting]]:
        if term not in self._cache:
            found: dict[int, list[Posting]] = {}
            with _Damage(self._folder):
                for number, field in enumerate(FIELDS):
                    lengths = self._lengths[number]
                    read = [
                        (doc, int(weight), byte_to_length(lengths[doc]))
                        for doc, weight, _ in self._walk(field.name, term)
                    ]
                    if read:
                        found[number] = read
            self._cache[term] = found
        return self._cache[term]

    def positions(self, term: str, field: int, wanted: AbstractSet[int]) -> Mapping[int, Sequence[int]]:
        with _Damage(self._folder):
            walk = self._walk(FIELDS[field].name, term)
            return {doc: positions(value) for doc, _, value in walk if doc in wanted}

    def common(self, term: str) -> bool:
        with _Damage(self._folder):
            return is_common(self._often("text", term), self.statistics)

    def vocabulary(self, start: str) -> Iterator[tuple[str, int]]:
        if start not in self._vocabulary:
            with _Damage(self._folder):
                self._vocabulary[start] = sorted(self._beginning(start).items())
        return iter(self._vocabulary[start])

    def _beginning(self, start: str) -> dict[str, int]:
        found: dict[str, int] = {}
        for number in SEARCHED:
            own: dict[str, int] = {}
            for _, segment in self._segments:
                for term in segment.terms_from(FIELDS[number].name, start):
                    own[term] = own.get(term, 0) + segment.often(FIELDS[number].name, term)
            found |= {term: max(often, found.get(term, 0)) for term, often in own.items()}
        return found

    def tails(self, tail: str) -> Iterator[tuple[str, int]]:
        with _Damage(self._folder):
            if self._tails is None:
                self._tails = self._all_tails()
            found = {term: self._most(term) for term in self._tails.get(tail, ()) if term.isalpha()}
        return iter(sorted(found.items()))

    def _all_tails(self) -> dict[str, set[str]]:
        """The terms of the searched fields by what follows their first letter."""
        names = {FIELDS[number].name for number in SEARCHED}
        tails: dict[str, set[str]] = {}
        for _, segment in self._segments:
            for name, term in segment.terms():
                if name in names:
                    tails.setdefault(term[1:], set()).add(term)
        return tails

    def _most(self, term: str) -> int:
        """How many documents have it in the searched field where most do."""
        return max(self._often(FIELDS[number].name, term) for number in SEARCHED)

    def days(self, doc: int) -> tuple[int, int] | None:
        if self._days is None:
            self._days = {}
            with _Damage(self._folder):
                for value in {
                    value for _, segment in self._segments for value in segment.terms_from(DATE, "")
                }:
                    meant = days(value)
                    if meant:
                        self._days |= dict.fromkeys(self._ids(DATE, value), meant)
        return self._days.get(doc)

    def record(self, doc: int) -> Record:
        with _Damage(self._folder):
            stored = self._stored(doc)
            return Record(
                kind=stored["kind"],
                id=stored["id"],
                url=stored["url"],
                title=stored["title"],
                type=stored["type"],
                date=stored.get(DATE),
                source=stored["source"],
                publisher=stored["publisher"],
                weight=int(stored["weight"]),
                also=tuple(msgspec.json.decode(stored["also"], type=list[str])),
            )

    def text(self, doc: int) -> str:
        with _Damage(self._folder):
            return str(self._stored(doc).get("text") or "")

    def check(self) -> None:
        """Reads every term, posting and document."""
        for doc in range(self.statistics.size):
            self.record(doc)
        with _Damage(self._folder):
            for _, segment in self._segments:
                for name, term in list(segment.terms()):
                    for _, _, value in segment.walk(name, term):
                        if value:
                            positions(value)

    def _stored(self, doc: int) -> dict[str, Any]:
        first, segment = next(each for each in reversed(self._segments) if each[0] <= doc)
        return segment.stored(doc - first)

    def _often(self, field: str, term: str) -> int:
        return sum(segment.often(field, term) for _, segment in self._segments)

    def _ids(self, field: str, term: str) -> list[int]:
        return [doc for doc, _, _ in self._walk(field, term)]

    def _walk(self, field: str, term: str) -> Iterator[tuple[int, float, bytes]]:
        for first, segment in self._segments:
            for doc, weight, value in segment.walk(field, term):
                yield first + doc, weight, value


class _Damage:
    """Turns whatever reading a damaged index raises, which may be anything, into a SitegenError."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> None: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Exception) and not isinstance(error, SitegenError):
            why = str(error) or type(error).__name__
            raise SitegenError(
                f"{FOLDER}: this search index is damaged or not one that sitegen wrote: {why}"
                " (hint: build the archive again)"
            ) from error
