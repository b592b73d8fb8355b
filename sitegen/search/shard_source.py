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
from sitegen.search.shards import CALL, FACETS, FOLDER, MANIFEST, VERSION, part_name
from sitegen.search.source import Posting, Record, Statistics


class ShardSource:
    """A Source. Raises SitegenError for shards that are missing, damaged or of another version."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._shards: dict[str, Any] = {}
        self._lists: dict[str, Mapping[str, list[Any]]] = {}
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
            self.statistics.check()
            if self.statistics.size > FACETS * len(self._manifest["facets"]["names"]):
                raise ValueError
        except (KeyError, TypeError, IndexError, ValueError) as error:
            raise _damaged(MANIFEST) from error

    @property
    def types(self) -> Sequence[str]:
        types: list[str] = self._manifest["types"]
        return types

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
        index = self._listed("words")
        at = max(0, bisect_right(index["firsts"], start) - 1)
        for name in index["names"][at:]:
            for term, documents in self._shard(name):
                if term.startswith(start):
                    yield term, documents
                elif term > start:
                    return

    def tails(self, tail: str) -> Iterator[tuple[str, int]]:
        index = self._listed("tails")
        at = bisect_right(index["firsts"], tail) - 1
        if at >= 0:
            for known, letters, *documents in self._shard(index["names"][at]):
                if known == tail:
                    yield from zip((letter + tail for letter in letters), documents, strict=True)

    def days(self, doc: int) -> tuple[int, int] | None:
        index = self._listed("facets")
        at = bisect_right(index["firsts"], doc) - 1
        facets, number = index["names"][at], doc - index["firsts"][at]
        key = f"facets {facets}"
        if key not in self._shards:
            self._shards[key] = decode(self._shard(facets)["rows"])
        _, _, first, more = self._shards[key][number * 4 : number * 4 + 4]
        return (first, first + more) if first else None

    def record(self, doc: int) -> Record:
        id_, url, title, type_, date, source, publisher, _, weight, *also = self._document(doc)
        kind = next(kind for kind, (first, end) in self.statistics.kinds.items() if first <= doc < end)
        return Record(kind, id_, url, title, type_, date, source, publisher, weight, tuple(also))

    def text(self, doc: int) -> str:
        return str(self._document(doc)[7])

    def _document(self, doc: int) -> list[Any]:
        index = self._listed("docs")
        at = bisect_right(index["firsts"], doc) - 1
        number = doc - index["firsts"][at]
        part = 0
        for size in decode(index["sizes"][at]):
            if number < size:
                break
            number -= size
            part += 1
        row: list[Any] = self._shard(part_name(index["names"][at], part))[number]
        return row

    def _row(self, term: str) -> tuple[list[Any], list[str]]:
        """The term's row and the names of its shard's positions; empty where there is no such term."""
        index = self._listed("terms")
        at = bisect_right(index["firsts"], term) - 1
        if at < 0:
            return [], []
        shard = self._shard(index["names"][at])
        if "rows" not in shard:
            shard["rows"] = {row[0]: row for row in shard["terms"]}
        return shard["rows"].get(term, []), shard["positions"]

    def _listed(self, group: str) -> Mapping[str, list[Any]]:
        """Where a kind of shards is, see Index in shards.py."""
        if group not in self._lists:
            index = self._manifest[group]
            if "lists" in index:
                parts = [self._shard(name) for name in index["lists"]]
                index = {name: [each for part in parts for each in part[name]] for name in parts[0]}
            self._lists[group] = index
        return self._lists[group]

    def _shard(self, name: str) -> Any:
        if name not in self._shards:
            if not re.fullmatch(r"[0-9a-f]{1,64}(-[0-9]{1,4})?", name):
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
