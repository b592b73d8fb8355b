"""The browser's copy of the index: small classic scripts, named by their content's hash.

A script is `sitegenShard("<name>", <JSON>);`, because a `<script>` element works from file:// and
under `script-src 'self'`, where fetch does not. search/manifest.js, the one with a fixed name, says
where everything is; all others stand in search/shards/ and are loaded when a query needs them:

terms       {"positions": [name…], "terms": [[term, p, field, postings, field, postings…]…]}
            postings: numbers (see numbers.py): step in document number * 2 + (more than once),
            how often if more than once, length of the field. p: index into "positions".
positions   {term: [field, numbers, …]}: for each posting in turn the steps between its positions
words       [[term, documents]…] of the searched fields, for prefixes and misspellings
tails       [[tail, letters, documents…]…]: the same words without their first letters, which are the
            letters; for misspellings of the first
docs        [[id, url, title, type, date, source, publisher, text, weight, other name…]…]; so small
            and many that some are named together: by what all of them hold, then -0, -1…
facets      {"publishers": [name…], "rows": numbers}: for each document its type (index into the
            manifest's types), publisher, first day of its date counted as date.toordinal does (0
            undated) and how many days more it may mean
suggest     [[key, name, title, kind, type, url, weight]…], sorted by key: a name or alias, folded,
            from each of its words on; title is the name of the page
tops        [[start, row of suggest…]…]: what to suggest where more rows begin so than are read
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import Any, TypeVar

from sitegen.model import SearchDocument
from sitegen.search import fields as ranking
from sitegen.search import forms
from sitegen.search.analyzer import folding, tokens
from sitegen.search.fields import FIELD_NUMBERS, FIELDS, SEARCHED
from sitegen.search.invert import days, record
from sitegen.search.numbers import encode
from sitegen.search.segments import Term
from sitegen.search.source import Statistics, is_common

FOLDER = "search/shards"
MANIFEST = "search/manifest.js"
VERSION = 4
CALL = "sitegenShard"

_SIZE = 10_000
_TERMS_SIZE = 5_000
_TOGETHER = 8
"""Shards of terms that share shards of positions."""
_DOCS_SIZE = 5_000
_NAMED_TOGETHER = 8
"""Shards of documents: a change of one renames all."""
_SUGGEST_SIZE = 40_000
"""These are compressed to a sixth, the others to half."""
FACETS = 10_000
"""Documents a shard of facets."""
_NAME = 8
"""Hex digits of a shard's name; twice as many where two shards would share one."""
_LISTED = 2048
"""Shards of a kind that the manifest lists itself; where there are more, it lists lists of them."""
_LIST = 256
_MANY = 300
"""Suggestions with one start: more than that is not looked through while one types."""
_LONGEST_START = 8
_TOPS = 8
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_CONSTANTS = (
    "K1",
    "B",
    "ROUNDING",
    "ALL_WORDS",
    "LONGEST_NAME",
    "PART_OF_NAME",
    "VARIANT",
    "FUZZY",
    "EXPANSION",
    "FUZZY_EXPANSION",
    "LONG_WORD",
    "SHORTEST_FUZZY",
    "SHORTEST_PREFIX",
)

T = TypeVar("T")
Index = dict[str, list[Any]]
"""Where the shards of a kind are: "firsts", the first key of each, and "names"; of documents those of the
shards named together, with "sizes", how many documents each holds, as numbers. Where they are a great
many, "firsts" and "lists": the names of shards that hold such an index each."""

Files = Generator[tuple[str, bytes], None, T]
"""Site-relative paths and bytes of files as they are made, and what is known when all are."""


@dataclass(slots=True)
class ShardWriter:
    """Writes an index: all `term`s of each field in order of fields, then `finish`."""

    documents: Sequence[SearchDocument]
    statistics: Statistics
    _terms: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    """Number, coded postings and coded positions of each field that has the term, one after the other."""
    _words: dict[str, int] = field(default_factory=dict)
    _common: list[str] = field(default_factory=list)
    _names: dict[str, str] = field(default_factory=dict)
    """Shards by name, as the whole digest of what they hold."""

    def term(self, number: int, term: Term) -> None:
        name = term.term
        self._terms[name] = (*self._terms.get(name, ()), number, term.postings, term.positions)
        if FIELDS[number].boost:
            self._words[name] = max(self._words.get(name, 0), term.often)
        if number == FIELD_NUMBERS["text"] and is_common(term.often, self.statistics):
            self._common.append(name)

    def finish(self) -> Files[None]:
        """The manifest comes last. What was written is forgotten."""
        statistics = self.statistics
        types = sorted({document.type for document in self.documents})
        suggestions = _suggestions(self.documents)
        manifest = {
            "version": VERSION,
            "size": statistics.size,
            "kinds": statistics.kinds,
            "types": types,
            "fields": [
                [each.name, each.boost, statistics.documents[number], statistics.terms[number]]
                for number, each in enumerate(FIELDS)
            ],
            "searched": SEARCHED,
            "named": ranking.NAMED,
            "constants": {name: getattr(ranking, name) for name in _CONSTANTS},
            "common": sorted(self._common),
            "folding": folding(),
            "forms": forms.tables(),
            "terms": (yield from self._term_shards()),
            "words": (
                yield from self._index(([term, self._words[term]] for term in sorted(self._words)), _SIZE)
            ),
            "tails": (yield from self._index(self._tails(), _SIZE)),
            "docs": (yield from self._docs()),
            "facets": (yield from self._facets(types)),
            "suggest": (yield from self._index(iter(suggestions), _SUGGEST_SIZE)),
            "tops": (yield from self._index(iter(sorted(_tops(suggestions))), _SIZE)),
        }
        yield MANIFEST, _script("manifest", _json(manifest))

    def _term_shards(self) -> Files[Index]:
        index: Index = {"firsts": [], "names": []}
        rows = ((term, self._terms.pop(term)) for term in sorted(self._terms))
        for several in _chunks(rows, _TOGETHER * _TERMS_SIZE, _postings_room):
            searched = [(term, row) for term, row in several if any(row[2::3])]
            places = list(_chunks(searched, _SIZE, lambda row: _room(row[1][2::3]) + len(row[0]) + 8))
            where: dict[str, str] = {}
            for part in places:
                positions = {term: _pairs(row[::3], row[2::3]) for term, row in part}
                name = yield from self._shard(_json(positions))
                where |= dict.fromkeys(positions, name)
            for chunk in _chunks(several, _TERMS_SIZE, _postings_room):
                names = list(dict.fromkeys(where[term] for term, _ in chunk if term in where))
                terms = [
                    [term, names.index(where[term]) if term in where else 0, *_pairs(row[::3], row[1::3])]
                    for term, row in chunk
                ]
                index["firsts"].append(chunk[0][0])
                shard = {"positions": names, "terms": terms}
                index["names"].append((yield from self._shard(_json(shard))))
        return (yield from self._listed(index))

    def _tails(self) -> Iterator[list[Any]]:
        rows: dict[str, list[Any]] = {}
        for word in sorted(self._words):
            if len(word) >= ranking.SHORTEST_FUZZY - 1 and word.isalpha():
                row = rows.setdefault(word[1:], [word[1:], ""])
                row[1] += word[0]
                row.append(self._words[word])
        return (rows[tail] for tail in sorted(rows))

    def _docs(self) -> Files[Index]:
        index: Index = {"firsts": [], "names": [], "sizes": []}
        rows = (_json(_row(document)) for document in self.documents)
        shards = _chunks(rows, _DOCS_SIZE, len)
        number = 0
        while together := list(islice(shards, _NAMED_TOGETHER)):
            bodies = [_array(shard) for shard in together]
            name, _ = self._named(b"".join(bodies))
            for part, body in enumerate(bodies):
                yield _file(part_name(name, part), body)
            index["firsts"].append(number)
            index["names"].append(name)
            index["sizes"].append(encode(map(len, together)))
            number += sum(map(len, together))
        return (yield from self._listed(index))

    def _facets(self, types: list[str]) -> Files[Index]:
        index: Index = {"firsts": [], "names": []}
        numbers = {name: number for number, name in enumerate(types)}
        for first in range(0, len(self.documents), FACETS):
            some = self.documents[first : first + FACETS]
            publishers = {name: number for number, name in enumerate(sorted({d.publisher for d in some}))}
            coded = []
            for document in some:
                meant = days(document.date)
                coded += [numbers[document.type], publishers[document.publisher]]
                coded += (meant[0], meant[1] - meant[0]) if meant else (0, 0)
            facets = {"publishers": list(publishers), "rows": encode(coded)}
            index["firsts"].append(first)
            index["names"].append((yield from self._shard(_json(facets))))
        return index

    def _index(self, rows: Iterator[list[Any]], size: int) -> Files[Index]:
        """Shards of rows; their first keys are the rows' first cells."""
        index: Index = {"firsts": [], "names": []}
        for chunk in _chunks(((row[0], _json(row)) for row in rows), size, lambda row: len(row[1]) + 1):
            index["firsts"].append(chunk[0][0])
            index["names"].append((yield from self._shard(_array([coded for _, coded in chunk]))))
        return (yield from self._listed(index))

    def _listed(self, index: Index) -> Files[Index]:
        if len(index["names"]) <= _LISTED:
            return index
        lists: Index = {"firsts": [], "lists": []}
        for at in range(0, len(index["names"]), _LIST):
            part = {key: values[at : at + _LIST] for key, values in index.items()}
            lists["firsts"].append(part["firsts"][0])
            lists["lists"].append((yield from self._shard(_json(part))))
        return lists

    def _shard(self, body: bytes) -> Files[str]:
        """One shard of this JSON; what it returns is its name."""
        name, is_new = self._named(body)
        if is_new:
            yield _file(name, body)
        return name

    def _named(self, content: bytes) -> tuple[str, bool]:
        """A name by what is in it, and whether nothing had it yet."""
        digest = hashlib.sha256(content).hexdigest()
        for name in (digest[:_NAME], digest[: 2 * _NAME]):
            is_new = name not in self._names
            if self._names.setdefault(name, digest) == digest:
                return name, is_new
        raise AssertionError("two shards share half a digest")


def part_name(name: str, part: int) -> str:
    """Of a shard that is named together with others."""
    return f"{name}-{part}"


def stale(manifest: bytes) -> bytes:
    """The manifest of an index that is older than the pages beside it; the search page says so."""
    head = b'%s("manifest",{' % CALL.encode()
    assert manifest.startswith(head)
    return head + b'"stale":true,' + manifest.removeprefix(head)


def _row(document: SearchDocument) -> list[Any]:
    r = record(document)
    about = [r.id, r.url, r.title, r.type, r.date, r.source, r.publisher]
    return [*about, document.text, r.weight, *r.also]


def _suggestions(documents: Sequence[SearchDocument]) -> list[list[Any]]:
    rows = set()
    for document in documents:
        if document.kind == "article":
            continue
        for name in {document.title, *document.aliases}:
            words = tokens(name)
            for at in range(min(len(words), 6)):
                key = " ".join(words[at:])
                rows.add(
                    (
                        key,
                        name,
                        document.title,
                        document.kind,
                        document.type,
                        document.address,
                        document.weight,
                    )
                )
    return [list(row) for row in sorted(rows)]


def _tops(rows: list[list[Any]]) -> Iterator[list[Any]]:
    """For each start of keys that many rows share, its most mentioned pages."""
    for length in range(2, _LONGEST_START + 1):
        starts = ((row[0][:length], row) for row in rows)
        for start, same in groupby(starts, lambda each: each[0]):
            shared = [row for _, row in same]
            if len(start) == length and len(shared) > _MANY:
                best: dict[str, list[Any]] = {}
                for row in sorted(shared, key=lambda row: (-row[6], row[1] != row[2], len(row[0]), row[1])):
                    best.setdefault(row[5], row)
                yield [start, *list(best.values())[:_TOPS]]


def _postings_room(row: tuple[str, tuple[Any, ...]]) -> int:
    return _room(row[1][1::3]) + len(row[0]) + 16


def _room(coded: Iterable[str]) -> int:
    return sum(map(len, coded))


def _pairs(numbers: Sequence[int], coded: Sequence[str]) -> list[Any]:
    """Field, text, field, text… of the fields that have a text."""
    return [part for pair in zip(numbers, coded, strict=True) if pair[1] for part in pair]


def _chunks(rows: Iterable[Any], size: int, measure: Callable[[Any], int]) -> Iterator[list[Any]]:
    """Rows in runs of about `size`; a larger row is a run of its own."""
    chunk: list[Any] = []
    room = size
    for row in rows:
        cost = measure(row)
        if chunk and cost > room:
            yield chunk
            chunk, room = [], size
        chunk.append(row)
        room -= cost
    if chunk:
        yield chunk


def _file(name: str, body: bytes) -> tuple[str, bytes]:
    return f"{FOLDER}/{name}.js", _script(name, body)


def _array(rows: Iterable[bytes]) -> bytes:
    """JSON of rows that are JSON."""
    return b"[" + b",".join(rows) + b"]"


def _script(name: str, body: bytes) -> bytes:
    return b'%s("%s",%s);\n' % (CALL.encode(), name.encode(), body)


def _json(value: object) -> bytes:
    text = _ENCODER.encode(value)
    # line separators that older scripts may not hold
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()
