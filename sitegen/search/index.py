"""Writing the Whoosh index: a segment from an Inverted, and the table of contents that lists segments.

whoosh_source.py reads it, and any Whoosh 2.7 opens it: standard field types, terms separated by spaces.
It is written through Whoosh's own codec, with the postings that are sorted in memory already, instead
of through its IndexWriter: that is an order of magnitude quicker, and a segment is named by what is in
it instead of by chance, so the same documents give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pickle import dumps
from typing import Any

from sitegen.search.fields import FIELDS
from sitegen.search.invert import Inverted, record
from sitegen.search.segments import Coded
from sitegen.search.whoosh_api import (
    ID,
    STORED,
    TEXT,
    TOC,
    RamStorage,
    Schema,
    SpaceSeparatedTokenizer,
    W3Codec,
    W3PostingsWriter,
    W3Segment,
    byte_to_length,
    length_to_byte,
    pack_uint,
)

FOLDER = "search/index"
NAME = "MAIN"
HAS = "has"
"""A field that says what a document has: the names of its fields, and its kind as "kind=article"."""
DATE = "date"
"""A field that holds a document's EDTF date as one term."""
_COMPRESSION = 3
_SMALL = 4
"""Postings of a term."""
_STORED = ("kind", "id", "url", "source", "weight", "also")


def kept_length(length: int) -> int:
    """A field's length as Whoosh keeps it, in a byte."""
    return int(byte_to_length(length_to_byte(length)))


def schema() -> Any:
    """Text fields hold folded terms with positions; `type` and `name` whole terms; the rest is stored."""
    searched = [field.name for field in FIELDS if field.boost]
    text = {name: TEXT(analyzer=SpaceSeparatedTokenizer(), stored=True) for name in searched}
    terms = {"type": ID(stored=True), "name": ID(), DATE: ID(stored=True), HAS: ID()}
    return Schema(**text, **terms, **{name: STORED() for name in _STORED})


class _Postings(W3PostingsWriter):  # type: ignore[misc]
    """Whoosh's writer of postings, taking all of a term at once instead of one by one."""

    def add_all(
        self, postings: Sequence[tuple[int, list[int]]], lengths: Sequence[int], places: bool
    ) -> None:
        # what is small takes longer to compress than to write
        self._compression = _COMPRESSION if len(postings) > _SMALL else 0
        for start in range(0, len(postings), self._blocklimit):
            if start:
                self._write_block()
            block = postings[start : start + self._blocklimit]
            often = [float(len(found)) for _, found in block]
            known = [lengths[doc] for doc, _ in block]
            self._ids.extend([doc for doc, _ in block])
            self._weights.extend(often)
            self._maxweight = max(often)
            self._minlength, self._maxlength = min(known), max(known)
            if places:
                self._values.extend([_encoded(found) for _, found in block])


class _Codec(W3Codec):  # type: ignore[misc]
    def postings_writer(self, dbfile: Any, byteids: bool = False) -> _Postings:
        return _Postings(dbfile, self._blocklimit, byteids, self._compression, self._inlinelimit)


class _Memory(RamStorage):  # type: ignore[misc]
    def temp_storage(self, name: str | None = None) -> RamStorage:
        return RamStorage()


class SegmentWriter:
    """Writes an Inverted: `start_field` and its `term`s for each field in order, then `finish`."""

    def __init__(self, inverted: Inverted, name: str) -> None:
        self._inverted = inverted
        self._schema = schema()
        self._storage = _Memory()
        codec = _Codec()
        self._segment = W3Segment(W3Codec(), NAME, segid=name)
        self._write_documents(codec)
        self._fields = codec.field_writer(self._storage, self._segment)
        self._started = False

    def start_field(self, number: int) -> None:
        self._finish_field()
        self._started = True
        self._fields.start_field(FIELDS[number].name, self._schema[FIELDS[number].name])

    def term(self, number: int, term: str, postings: Sequence[tuple[int, list[int]]]) -> None:
        """The next term of the field that was started."""
        self._fields.start_term(term.encode("utf-8"))
        writer: _Postings = self._fields._postwriter
        writer.add_all(postings, self._inverted.lengths[number], bool(FIELDS[number].boost))
        self._fields.finish_term()

    def _finish_field(self) -> None:
        if self._started:
            self._fields.finish_field()
            self._started = False

    def finish(self) -> Iterator[tuple[str, bytes]]:
        """Site-relative paths and bytes, sorted. What was given is forgotten."""
        self._finish_field()
        has: dict[str, list[int]] = {}
        dated: dict[str, list[int]] = {}
        for number, field in enumerate(FIELDS):
            has[field.name] = [doc for doc, length in enumerate(self._inverted.lengths[number]) if length]
        for doc, document in enumerate(self._inverted.documents):
            has.setdefault(f"kind={document.kind}", []).append(doc)
            if document.date:
                dated.setdefault(document.date, []).append(doc)
        self._plain_field(DATE, dated)
        self._plain_field(HAS, has)
        self._fields.close()
        files = self._storage.files
        return ((f"{FOLDER}/{name}", bytes(files.pop(name))) for name in sorted(files))

    def _plain_field(self, name: str, terms: dict[str, list[int]]) -> None:
        self._fields.start_field(name, self._schema[name])
        for term in sorted(terms):
            if terms[term]:
                self._fields.start_term(term.encode("utf-8"))
                for doc in terms[term]:
                    self._fields.add(doc, 1.0, b"", 1)
                self._fields.finish_term()
        self._fields.finish_field()

    def _write_documents(self, codec: Any) -> None:
        writer = codec.per_document_writer(self._storage, self._segment)
        for doc, document in enumerate(self._inverted.documents):
            shown = record(document)
            named = ("kind", "id", "url", "source", "title", "type", "publisher", DATE)
            stored: dict[str, str | None] = {name: getattr(shown, name) for name in named}
            stored |= {"weight": str(shown.weight), "also": json.dumps(shown.also), "text": document.text}
            lengths = {f.name: self._inverted.lengths[n][doc] for n, f in enumerate(FIELDS)}
            writer.start_doc(doc)
            for name in sorted(stored | lengths):
                writer.add_field(name, self._schema[name], stored.get(name), lengths.get(name, 0))
            writer.finish_doc()
        writer.close()


def contents(segments: Sequence[Coded]) -> Iterator[tuple[str, bytes]]:
    """The file that makes an index of segments."""
    listed = []
    for each in segments:
        segment = W3Segment(W3Codec(), NAME, each.size, segid=each.name)
        lengths = {field.name: coded.length for field, coded in zip(FIELDS, each.fields, strict=True)}
        segment._fieldlengths = {name: length for name, length in lengths.items() if length}
        listed.append(segment)
    storage = _Memory()
    TOC(schema(), listed, 1).write(storage, NAME)
    return ((f"{FOLDER}/{name}", bytes(storage.files[name])) for name in sorted(storage.files))


def _encoded(places: list[int]) -> bytes:
    """As whoosh.formats.Positions encodes them."""
    if len(places) == 1:
        return _encoded_one(places[0])
    deltas = [places[0]] + [b - a for a, b in pairwise(places)]
    return bytes(pack_uint(len(deltas))) + dumps(deltas, 2)


@lru_cache(maxsize=4096)
def _encoded_one(place: int) -> bytes:
    return bytes(pack_uint(1)) + dumps([place], 2)
