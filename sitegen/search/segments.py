"""Documents -> segments: runs of neighbouring documents, each coded by itself.

Coding is most of the work of an index, and a segment's result depends on its own documents alone: kept
under their hash it serves until one of them changes. Runs end at documents that their ids choose, not
after so many, so that one that is added or goes away changes its own run, seldom the next or two as well.
Assembling the browser's shards joins what the segments have of a term; the Whoosh index is the segments.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from sitegen.model import SearchDocument
from sitegen.search.fields import FIELDS, KINDS
from sitegen.search.invert import Posting, invert
from sitegen.search.numbers import encode
from sitegen.search.source import Statistics

Run = tuple[SearchDocument, ...]

_RUNS = 16
"""So many at most, about: each repeats the terms of the others, and has a dozen files."""
_LEAST = 1 << 19
"""Weight of a run that is coded in an instant."""
_EACH = 200
"""What a document weighs beside the letters of its text."""
_NAME = 16


@dataclass(frozen=True, slots=True)
class CodedField:
    """The postings of a field in one segment. The lists go side by side, sorted by term."""

    documents: int
    """How many have the field."""
    length: int
    """Of all of them together, in terms."""
    terms: list[str]
    often: list[int]
    """Documents that have the term."""
    heads: list[int]
    """The first number of its postings: see postings in shards.py."""
    lasts: list[int]
    """The last document that has it."""
    postings: list[str]
    """The numbers after the first."""
    positions: list[str]


@dataclass(frozen=True, slots=True)
class Coded:
    """A segment. Its documents are counted from 0."""

    name: str
    size: int
    fields: list[CodedField]


@dataclass(frozen=True, slots=True)
class Term:
    """A term in a field of the whole index, coded as the browser's shards have it."""

    term: str
    often: int
    postings: str
    positions: str


def cut(documents: Iterable[SearchDocument]) -> list[Run]:
    """The documents in the order of the index, in at least one run."""
    ordered = sorted(documents, key=lambda document: (KINDS.index(document.kind), document.id))
    # a power of two, so that a growing archive seldom changes all of its runs at once
    aim = max(_LEAST, 1 << (sum(map(_weight, ordered)) // _RUNS).bit_length())
    runs: list[Run] = []
    run: list[SearchDocument] = []
    weight = 0
    for document in ordered:
        mark = zlib.crc32(f"{document.kind}/{document.id}".encode())
        if weight >= aim // 2 and mark * aim < _weight(document) << 33:
            runs.append(tuple(run))
            run, weight = [], 0
        run.append(document)
        weight += _weight(document)
    return [*runs, tuple(run)] if run or not runs else runs


def _weight(document: SearchDocument) -> int:
    return len(document.text) + _EACH


def code(run: Run, publish: bool) -> tuple[Coded, list[tuple[str, bytes]]]:
    """A segment, and where the Whoosh index is published its files: site-relative paths and bytes."""
    from sitegen.search.index import SegmentWriter, kept_length  # imports whoosh

    inverted = invert(run)
    name = hashlib.sha256(msgspec.msgpack.encode(run)).hexdigest()[:_NAME]
    writer = SegmentWriter(inverted, name) if publish else None
    fields = []
    for number, field in enumerate(FIELDS):
        lengths = inverted.lengths[number]
        kept = [kept_length(length) for length in lengths]
        coded = CodedField(sum(1 for length in lengths if length), sum(lengths), [], [], [], [], [], [])
        if writer is not None:
            writer.start_field(number)
        for term, postings in inverted.field(number):
            _add(coded, term, postings, kept, bool(field.boost))
            if writer is not None:
                writer.term(number, term, postings)
        fields.append(coded)
    return Coded(name, len(run), fields), list(writer.finish()) if writer is not None else []


def _add(
    field: CodedField, term: str, postings: Sequence[Posting], kept: Sequence[int], positions: bool
) -> None:
    """`kept`: lengths of the field as Whoosh keeps them, by document."""
    coded: list[int] = []
    steps: list[int] = []
    last = 0
    for doc, places in postings:
        often = len(places)
        coded.append((doc - last) * 2 + (often > 1))
        if often > 1:
            coded.append(often)
        coded.append(kept[doc])
        last = doc
        before = 0
        for place in places:
            steps.append(place - before)
            before = place
    field.terms.append(term)
    field.often.append(len(postings))
    field.heads.append(coded[0])
    field.lasts.append(last)
    field.postings.append(encode(coded[1:]))
    field.positions.append(encode(steps) if positions else "")


def united(segments: Sequence[Coded], number: int) -> Iterator[Term]:
    """The terms of a field in the whole index, in no order."""
    found: dict[str, list[tuple[int, int, int]]] = {}
    base = 0
    for at, segment in enumerate(segments):
        for row, term in enumerate(segment.fields[number].terms):
            found.setdefault(term, []).append((at, row, base))
        base += segment.size
    for term, places in found.items():
        often = last = 0
        postings = []
        positions = []
        for at, row, base in places:
            field = segments[at].fields[number]
            often += field.often[row]
            postings += [encode((field.heads[row] + 2 * (base - last),)), field.postings[row]]
            positions.append(field.positions[row])
            last = base + field.lasts[row]
        yield Term(term, often, "".join(postings), "".join(positions))


def statistics(segments: Sequence[Coded], runs: Iterable[Run]) -> Statistics:
    """Of the whole index."""
    kinds = dict.fromkeys(KINDS, (0, 0))
    for number, document in enumerate(document for run in runs for document in run):
        first, end = kinds[document.kind]
        kinds[document.kind] = (first if end else number, number + 1)
    return Statistics(
        size=sum(segment.size for segment in segments),
        documents=tuple(sum(s.fields[n].documents for s in segments) for n in range(len(FIELDS))),
        terms=tuple(sum(s.fields[n].length for s in segments) for n in range(len(FIELDS))),
        kinds=kinds,
    )
