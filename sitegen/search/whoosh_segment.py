"""One segment of a Whoosh index, opened safely.

Whoosh keeps pickles in the table of contents, the term table, the postings and the stored fields.
Here each goes through pickles.py, so that an index that someone else wrote runs nothing: the
schema's pickle is skipped (it is ours), the others are read by overriding the few methods that
unpickle. A field's postings hold more pickles, the positions, which are read the same way.
What is damaged raises anything: whoosh_source.py turns it into a SitegenError.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from sitegen.search import pickles
from sitegen.search.index import NAME, schema
from sitegen.search.whoosh_api import (
    LENGTHS_COLUMN,
    FileStorage,
    StructFile,
    TermNotFound,
    VarBytesColumn,
    W3Codec,
    W3LeafMatcher,
    W3PerDocReader,
    W3Segment,
    W3TermInfo,
    W3TermsReader,
)

_LARGEST = 256 * 1024 * 1024
"""No compressed block of an index of ours grows beyond so many bytes."""
_BODY = 4
"""Where the pickle of positions begins in a posting's value: after their number."""


class SegmentReader:
    """Documents are counted from 0."""

    def __init__(self, storage: Storage, segment: Any) -> None:
        codec = _Codec()
        self._schema = schema()
        self._documents = codec.per_document_reader(storage, segment)
        self._terms = codec.terms_reader(storage, segment)
        self._stored = self._documents.column_reader("_stored", VarBytesColumn())
        self.size = int(segment.doc_count_all())
        if self.size > storage.file_length(codec.column_filename(segment, "_stored")):
            raise ValueError("it has fewer documents than it says")
        self.lengths: dict[str, int] = segment._fieldlengths
        """Of each field in terms, all documents together."""

    def walk(self, field: str, term: str) -> Iterator[tuple[int, float, bytes]]:
        """Each document that has the term, how often, and a value that `positions` reads."""
        try:
            matcher = self._terms.matcher(field, term.encode("utf-8"), self._schema[field].format)
        except TermNotFound:
            return
        while matcher.is_active():
            yield from matcher.block()
            matcher._next_block()

    def often(self, field: str, term: str) -> int:
        """How many documents have the term."""
        key = term.encode("utf-8")
        return int(self._terms.doc_frequency(field, key)) if (field, key) in self._terms else 0

    def terms(self) -> Iterator[tuple[str, str]]:
        """Every field and term."""
        return ((name, key.decode("utf-8")) for name, key in self._terms.terms())

    def terms_from(self, field: str, start: str) -> Iterator[str]:
        """The terms of a field that begin so, sorted."""
        for name, key in self._terms.terms_from(field, start.encode("utf-8")):
            term = key.decode("utf-8")
            if name != field or not term.startswith(start):
                return
            yield term

    def length_bytes(self, field: str) -> bytes:
        """A field's length in each document, coded as Whoosh does."""
        column = f"_{field}_len"
        if not self._documents.has_column(column):
            return bytes(self.size)
        reader = self._documents.column_reader(column, LENGTHS_COLUMN)
        return bytes(reader[doc] for doc in range(self.size))

    def stored(self, doc: int) -> dict[str, Any]:
        stored = pickles.loads(_inflated(self._stored[doc]))
        if not isinstance(stored, dict) or not all(isinstance(v, str | None) for v in stored.values()):
            raise ValueError("a document's stored fields are not text")
        return stored


def only_ours(segments: Any) -> list[Any]:
    """The segments of a table of contents. Their names become names of files, so they must be ours."""
    if not isinstance(segments, list) or not segments or not all(map(_is_ours, segments)):
        raise ValueError("its segments are not ours")
    if len({each.segid for each in segments}) < len(segments):
        raise ValueError("it has a segment twice")
    return segments


def _is_ours(segment: Any) -> bool:
    if type(segment) is not W3Segment or (segment.indexname, segment.compound) != (NAME, False):
        return False
    return isinstance(segment.segid, str) and bool(re.fullmatch("[0-9a-f]{16}", segment.segid))


class _File(StructFile):  # type: ignore[misc]
    def read_pickle(self) -> Any:
        return pickles.load(self.file)


class Storage(FileStorage):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opened: list[BinaryIO] = []
        """Every file that a reader was given: to close."""

    def open_file(self, name: str, **kwargs: Any) -> Any:
        if not re.fullmatch(r"_?MAIN_[a-z0-9._]+", name, re.IGNORECASE):
            raise ValueError(f"it names the file {name!r}")
        file = (Path(self.folder) / name).open("rb")
        self.opened.append(file)
        return _File(file, name=name)


class _Matcher(W3LeafMatcher):  # type: ignore[misc]
    def _read_data(self) -> None:
        data = self._postfile.get(self._dataoffset, self._nextoffset - self._dataoffset)
        self._data = pickles.loads(_inflated(data) if self._compression else data)

    def block(self) -> Iterator[tuple[int, float, bytes]]:
        """The postings of the present block."""
        self._read_ids()
        self._read_weights()
        self._read_values()
        values = self._values or (b"",) * self._blocklength
        return zip(self._ids, self._weights, values, strict=True)


class _Terms(W3TermsReader):  # type: ignore[misc]
    def term_info(self, fieldname: str, tbytes: bytes) -> Any:
        try:
            data = self._tindex[self._keycoder(fieldname, tbytes)]
        except KeyError as error:
            raise TermNotFound(f"{fieldname}:{tbytes!r}") from error
        if data[0]:
            raise ValueError("it keeps postings in its term table, as no index of ours does")
        return W3TermInfo.from_bytes(data)


class _Documents(W3PerDocReader):  # type: ignore[misc]
    def stored_fields(self, docnum: int) -> Any:
        raise NotImplementedError("SegmentReader reads them itself, safely")


class _Codec(W3Codec):  # type: ignore[misc]
    def terms_reader(self, storage: Any, segment: Any) -> Any:
        name = segment.make_filename(self.TERMS_EXT)
        terms = storage.open_file(name)
        return _Terms(self, terms, storage.file_length(name), segment.open_file(storage, self.POSTS_EXT))

    def per_document_reader(self, storage: Any, segment: Any) -> Any:
        return _Documents(storage, segment)

    def postings_reader(
        self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None
    ) -> Any:
        offset, length = terminfo.extent()
        return _Matcher(dbfile, offset, length, format_, term=term)


def _inflated(data: bytes) -> bytes:
    inflater = zlib.decompressobj()
    plain = inflater.decompress(data, _LARGEST)
    if inflater.unconsumed_tail:
        raise ValueError("a block is larger than any of ours")
    return plain


def positions(value: bytes) -> list[int]:
    """The positions in a posting's value."""
    places: list[int] = []
    position = 0
    for delta in pickles.loads(value[_BODY:]):
        position += int(delta)
        places.append(position)
    return places
