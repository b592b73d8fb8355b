"""The Whoosh index: written from an Inverted, read as a Source.

Any Whoosh 2.7 opens it: standard field types, one segment, terms separated by spaces. It is
written through Whoosh's own codec, with the postings that are sorted in memory already, instead
of through its IndexWriter: that is an order of magnitude quicker, and the segment has a fixed
name, so the same documents give the same bytes.

Whoosh keeps pickles in the table of contents, the term table and the postings. Reading goes
through _Storage and _Codec, which unpickle with the restricted reader of pickles.py: opening an
index that someone else wrote runs nothing of it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from pickle import dumps
from typing import Any

from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher, W3PerDocReader, W3Segment
from whoosh.columns import CompressedBytesColumn
from whoosh.fields import ID, STORED, TEXT, Schema
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC
from whoosh.matching import ListMatcher
from whoosh.system import pack_uint
from whoosh.util.numeric import byte_to_length, length_to_byte

from sitegen.problems import SitegenError
from sitegen.search import pickles
from sitegen.search.fields import FIELD_NUMBERS, FIELDS, KINDS, SEARCHED
from sitegen.search.invert import Inverted, days, record
from sitegen.search.source import Posting, Record, Statistics

FOLDER = "search/index"
_NAME = "MAIN"
_SEGMENT = "archive"
_LARGEST_BLOCK = 64 * 1024 * 1024
_STORED = ("kind", "id", "url", "date", "source", "publisher")
_HAS = "has"
"""A field that holds the names of the fields a document has: its frequencies are their counts."""


def kept_length(length: int) -> int:
    """A field's length as Whoosh keeps it, in a byte."""
    return int(byte_to_length(length_to_byte(length)))


def schema() -> Any:
    """Text fields hold folded terms with positions; `type` is one term; the rest is stored."""
    text = {field.name: TEXT(analyzer=SpaceSeparatedTokenizer(), stored=True) for field in FIELDS[:-1]}
    return Schema(type=ID(stored=True), has=ID(), **text, **{name: STORED() for name in _STORED})


class IndexWriter:
    """Writes an Inverted. `term` is called for every term of every field, in order; then `finish`."""

    def __init__(self, inverted: Inverted) -> None:
        self._inverted = inverted
        self._schema = schema()
        self._storage = RamStorage()
        codec = W3Codec()
        self._segment = W3Segment(codec, _NAME, segid=_SEGMENT)
        self._write_documents(codec)
        self._fields = codec.field_writer(self._storage, self._segment)

    def _write_documents(self, codec: Any) -> None:
        writer = codec.per_document_writer(self._storage, self._segment)
        for doc, document in enumerate(self._inverted.documents):
            shown = record(document)
            stored: dict[str, Any] = {name: getattr(shown, name) for name in (*_STORED, "title", "type")}
            stored["text"] = document.text
            writer.start_doc(doc)
            for name in sorted(stored):
                number = FIELD_NUMBERS.get(name)
                length = self._inverted.lengths[number][doc] if number is not None and name != "text" else 0
                writer.add_field(name, self._schema[name], stored[name], length)
            for number, field in enumerate(FIELDS):
                if field.name not in stored or field.name == "text":
                    length = self._inverted.lengths[number][doc]
                    writer.add_field(field.name, self._schema[field.name], None, length)
            writer.finish_doc()
        writer.close()
        self._segment.set_doc_count(len(self._inverted.documents))

    def start_field(self, number: int) -> None:
        self._fields.start_field(FIELDS[number].name, self._schema[FIELDS[number].name])

    def term(self, number: int, term: str, postings: Sequence[tuple[int, list[int]]]) -> None:
        lengths = self._inverted.lengths[number]
        positions = FIELDS[number].boost > 0
        self._fields.start_term(term.encode("utf-8"))
        for doc, places in postings:
            value = _encoded(places) if positions else b""
            self._fields.add(doc, float(len(places)), value, lengths[doc])
        self._fields.finish_term()

    def finish(self) -> tuple[tuple[str, bytes], ...]:
        """Site-relative paths and bytes, sorted."""
        self._fields.start_field(_HAS, self._schema[_HAS])
        for name, number in sorted(FIELD_NUMBERS.items()):
            having = [doc for doc, length in enumerate(self._inverted.lengths[number]) if length]
            if having:
                self._fields.start_term(name.encode())
                for doc in having:
                    self._fields.add(doc, 1.0, b"", 1)
                self._fields.finish_term()
        self._fields.finish_field()
        self._fields.close()
        TOC(self._schema, [self._segment], 1).write(self._storage, _NAME)
        return tuple((f"{FOLDER}/{name}", bytes(data)) for name, data in sorted(self._storage.files.items()))

    def finish_field(self) -> None:
        self._fields.finish_field()


def _encoded(places: list[int]) -> bytes:
    """As whoosh.formats.Positions encodes them."""
    deltas = [places[0]] + [b - a for a, b in zip(places, places[1:], strict=False)]
    return bytes(pack_uint(len(deltas))) + dumps(deltas, 2)
