"""The Whoosh index as a Source, opened safely.

Whoosh keeps pickles in the table of contents, the term table, the postings and the stored fields.
Here each goes through pickles.py, so that an index that someone else wrote runs nothing: the
schema's pickle is skipped (it is ours), the others are read by overriding the few methods that
unpickle. A field's postings hold more pickles, the positions, which are read the same way.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from sitegen.problems import SitegenError
from sitegen.search import pickles
from sitegen.search.fields import FIELDS, KINDS, SEARCHED
from sitegen.search.index import DATE, FOLDER, HAS, NAME, SEGMENT, schema
from sitegen.search.invert import days
from sitegen.search.source import Posting, Record, Statistics, is_common
from sitegen.search.whoosh_api import (
    LENGTHS_COLUMN,
    TOC,
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
    byte_to_length,
)

_LARGEST = 256 * 1024 * 1024
"""No compressed block of an index of ours grows beyond so many bytes."""
_LETTER = (1,) * 12 + (2, 2, 3, 4)
"""Bytes of a letter in UTF-8, by the upper half of its first."""
_BODY = 4
"""Where the pickle of positions begins in a posting's value: after their number."""


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
        self._tails: dict[bytes, list[tuple[str, bytes]]] | None = None
        self._storage = _Storage(str(folder), supports_mmap=False, readonly=True)
        try:
            with _Damage(folder):
                self._read(_only_segment(TOC.read(self._storage, NAME, schema=schema()).segments))
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

    def _read(self, segment: Any) -> None:
        codec = _Codec()
        self._schema = schema()
        self._documents = codec.per_document_reader(self._storage, segment)
        self._terms = codec.terms_reader(self._storage, segment)
        self._stored = self._documents.column_reader("_stored", VarBytesColumn())
        size = int(segment.doc_count_all())
        kinds = {}
        for kind in KINDS:
            having = self._ids(HAS, f"kind={kind}")
            kinds[kind] = (having[0], having[-1] + 1) if having else (0, 0)
        self.statistics = Statistics(
            size=size,
            documents=tuple(len(self._ids(HAS, field.name)) for field in FIELDS),
            terms=tuple(int(segment._fieldlengths.get(field.name, 0)) for field in FIELDS),
            kinds=kinds,
        )
        self._lengths = [self._length_bytes(field.name, size) for field in FIELDS]

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
            return {doc: _positions(value) for doc, _, value in walk if doc in wanted}

    def common(self, term: str) -> bool:
        key = term.encode("utf-8")
        with _Damage(self._folder):
            often = self._terms.doc_frequency("text", key) if ("text", key) in self._terms else 0
        return is_common(int(often), self.statistics)

    def vocabulary(self, start: str) -> Iterator[tuple[str, int]]:
        if start not in self._vocabulary:
            self._vocabulary[start] = self._beginning(start)
        return iter(self._vocabulary[start])

    def _beginning(self, start: str) -> list[tuple[str, int]]:
        found: dict[str, int] = {}
        with _Damage(self._folder):
            for number in SEARCHED:
                for name, key in self._terms.terms_from(FIELDS[number].name, start.encode("utf-8")):
                    term = key.decode("utf-8")
                    if name != FIELDS[number].name or not term.startswith(start):
                        break
                    found[term] = max(found.get(term, 0), int(self._terms.doc_frequency(name, key)))
        return sorted(found.items())

    def tails(self, tail: str) -> Iterator[tuple[str, int]]:
        found: dict[str, int] = {}
        with _Damage(self._folder):
            if self._tails is None:
                self._tails = self._all_tails()
            for name, key in self._tails.get(tail.encode("utf-8"), ()):
                term = key.decode("utf-8")
                if term.isalpha():
                    found[term] = max(found.get(term, 0), int(self._terms.doc_frequency(name, key)))
        return iter(sorted(found.items()))

    def _all_tails(self) -> dict[bytes, list[tuple[str, bytes]]]:
        """The terms of the searched fields by what follows their first letter."""
        names = {FIELDS[number].name for number in SEARCHED}
        tails: dict[bytes, list[tuple[str, bytes]]] = {}
        for name, key in self._terms.terms():
            if name in names and key:
                tails.setdefault(key[_LETTER[key[0] >> 4] :], []).append((name, key))
        return tails

    def days(self, doc: int) -> tuple[int, int] | None:
        if self._days is None:
            self._days = {}
            with _Damage(self._folder):
                for name, key in self._terms.terms_from(DATE, b""):
                    if name != DATE:
                        break
                    value = key.decode("utf-8")
                    meant = days(value)
                    if meant:
                        self._days |= dict.fromkeys(self._ids(DATE, value), meant)
        return self._days.get(doc)

    def record(self, doc: int) -> Record:
        stored = self._document(doc)
        with _Damage(self._folder):
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
                also=tuple(json.loads(stored["also"])),
            )

    def text(self, doc: int) -> str:
        return str(self._document(doc).get("text") or "")

    def check(self) -> None:
        """Reads every term, posting and document."""
        for doc in range(self.statistics.size):
            self.record(doc)
        with _Damage(self._folder):
            for name, key in list(self._terms.terms()):
                for _, _, value in self._walk(name, key.decode("utf-8")):
                    if value:
                        _positions(value)

    def _document(self, doc: int) -> dict[str, Any]:
        with _Damage(self._folder):
            stored = pickles.loads(_inflated(self._stored[doc]))
            if not isinstance(stored, dict) or not all(
                isinstance(value, str | None) for value in stored.values()
            ):
                raise ValueError("a document's stored fields are not text")
            return stored

    def _length_bytes(self, name: str, size: int) -> bytes:
        column = f"_{name}_len"
        if not self._documents.has_column(column):
            return bytes(size)
        reader = self._documents.column_reader(column, LENGTHS_COLUMN)
        return bytes(reader[doc] for doc in range(size))

    def _ids(self, field: str, term: str) -> list[int]:
        return [doc for doc, _, _ in self._walk(field, term)]

    def _walk(self, field: str, term: str) -> Iterator[tuple[int, float, bytes]]:
        try:
            matcher = self._terms.matcher(field, term.encode("utf-8"), self._schema[field].format)
        except TermNotFound:
            return
        while matcher.is_active():
            yield from matcher.block()
            matcher._next_block()


def _only_segment(segments: Any) -> Any:
    """Our one segment. Its names become names of files, so they must be ours."""
    if isinstance(segments, list) and len(segments) == 1 and type(segments[0]) is W3Segment:
        segment = segments[0]
        if (segment.segid, segment.indexname, segment.compound) == (SEGMENT, NAME, False):
            return segment
    raise ValueError("its segments are not ours")


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


class _File(StructFile):  # type: ignore[misc]
    def read_pickle(self) -> Any:
        return pickles.load(self.file)


class _Storage(FileStorage):  # type: ignore[misc]
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
        raise NotImplementedError("WhooshSource reads them itself, safely")


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


def _positions(value: bytes) -> list[int]:
    places: list[int] = []
    position = 0
    for delta in pickles.loads(value[_BODY:]):
        position += int(delta)
        places.append(position)
    return places
