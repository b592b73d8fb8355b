"""The browser's shards as a Source, for a site that publishes no Whoosh index."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from sitegen.problems import SitegenError
from sitegen.search.fields import FIELDS, KINDS
from sitegen.search.numbers import decode
from sitegen.search.shards import CALL, FOLDER, MANIFEST, VERSION
from sitegen.search.source import Posting, Record, Statistics


class ShardSource:
    """A Source. Raises SitegenError for shards that are missing, damaged or of another version."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._shards: dict[str, Any] = {}
        self._lists: dict[str, tuple[list[Any], list[str]]] = {}
        self._manifest = self._read("manifest", MANIFEST)
        try:
            names = [each[0] for each in self._manifest["fields"]]
            if self._manifest["version"] != VERSION or names != [field.name for field in FIELDS]:
                raise SitegenError(f"{MANIFEST}: written by another version (hint: build the archive again)")
            self.statistics = Statistics(
                size=self._manifest["size"],
                documents=tuple(each[2] for each in self._manifest["fields"]),
                terms=tuple(each[3] for each in self._manifest["fields"]),
                kinds={kind: tuple(self._manifest["kinds"][kind]) for kind in KINDS},
            )
        except (KeyError, TypeError, IndexError) as error:
            raise _damaged(MANIFEST) from error

    def postings(self, term: str) -> Mapping[int, Sequence[Posting]]:
        row, _ = self._row(term)
        return {row[at]: _postings(row[at + 1]) for at in range(2, len(row), 2)}

    def positions(self, term: str, field: int, wanted: AbstractSet[int]) -> Mapping[int, Sequence[int]]:
        row, shards = self._row(term)
        found = {}
        if row:
            entry = self._shard(shards[row[1]])[term]
            at = entry.index(field)
            steps = iter(decode(entry[at + 1]))
            for doc, often, _ in self.postings(term)[field]:
                place = 0
                places = []
                for _ in range(often):
                    place += next(steps)
                    places.append(place)
                found[doc] = places
        return found

    def common(self, term: str) -> bool:
        return term in self._manifest["common"]

    def vocabulary(self, start: str) -> Iterator[tuple[str, int]]:
        firsts, names = self._listed("words")
        at = max(0, bisect_right(firsts, start) - 1)
        for name in names[at:]:
            for term, documents in self._shard(name):
                if term.startswith(start):
                    yield term, documents
                elif term > start:
                    return

    def tails(self, tail: str) -> Iterator[tuple[str, int]]:
        firsts, names = self._listed("tails")
        at = bisect_right(firsts, tail) - 1
        if at >= 0:
            for known, letters, *documents in self._shard(names[at]):
                if known == tail:
                    yield from zip((letter + tail for letter in letters), documents, strict=True)

    def days(self, doc: int) -> tuple[int, int] | None:
        facets, number = self._numbered("facets", doc)
        key = f"facets {facets}"
        if key not in self._shards:
            self._shards[key] = decode(self._shard(facets))
        _, first, more = self._shards[key][number * 3 : number * 3 + 3]
        return (first, first + more) if first else None

    def record(self, doc: int) -> Record:
        row = self._document(doc)
        kind = next(kind for kind, (first, end) in self.statistics.kinds.items() if first <= doc < end)
        return Record(kind, *row[:7])

    def text(self, doc: int) -> str:
        return str(self._document(doc)[7])

    def _document(self, doc: int) -> list[Any]:
        name, number = self._numbered("docs", doc)
        row: list[Any] = self._shard(name)[number]
        return row

    def _numbered(self, group: str, doc: int) -> tuple[str, int]:
        firsts, names = self._listed(group)
        at = bisect_right(firsts, doc) - 1
        return names[at], doc - firsts[at]

    def _row(self, term: str) -> tuple[list[Any], list[str]]:
        """The term's row and the names of its shard's positions; empty where there is no such term."""
        firsts, names = self._listed("terms")
        at = bisect_right(firsts, term) - 1
        if at < 0:
            return [], []
        shard = self._shard(names[at])
        if "rows" not in shard:
            shard["rows"] = {row[0]: row for row in shard["terms"]}
        return shard["rows"].get(term, []), shard["positions"]

    def _listed(self, group: str) -> tuple[list[Any], list[str]]:
        """The first keys and the names of a kind of shards."""
        if group not in self._lists:
            firsts, names, *lists = self._manifest[group]
            if lists:
                parts = [self._shard(name) for name in names]
                firsts = [first for part in parts for first in part[0]]
                names = [name for part in parts for name in part[1]]
            self._lists[group] = (firsts, names)
        return self._lists[group]

    def _shard(self, name: str) -> Any:
        if name not in self._shards:
            if not re.fullmatch(r"[0-9a-f]{1,64}", name):
                raise _damaged(MANIFEST)
            self._shards[name] = self._read(name, f"{FOLDER}/{name}.js")
        return self._shards[name]

    def _read(self, name: str, path: str) -> Any:
        before, after = f'{CALL}("{name}",', ");\n"
        try:
            text = (self._site / path).read_text(encoding="utf-8")
            if not text.startswith(before) or not text.endswith(after):
                raise ValueError
            return json.loads(text[len(before) : -len(after)])
        except (OSError, ValueError, RecursionError) as error:
            raise _damaged(path) from error


def _damaged(path: str) -> SitegenError:
    return SitegenError(f"{path}: missing or damaged (hint: build the archive again)")


def _postings(text: str) -> list[Posting]:
    found = []
    numbers = iter(decode(text))
    doc = 0
    for step in numbers:
        doc += step >> 1
        often = next(numbers) if step & 1 else 1
        found.append((doc, often, next(numbers)))
    return found
