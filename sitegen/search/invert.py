"""A run of SearchDocuments -> its postings in memory, which segments.py codes and index.py writes."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sitegen.edtf import bounds
from sitegen.model import SearchDocument
from sitegen.search.analyzer import tokens
from sitegen.search.fields import FIELDS
from sitegen.search.source import Record

Posting = tuple[int, list[int]]
"""A document, counted from the run's first, and the positions there."""
TermPostings = tuple[str, list[Posting]]
"""A term, and its postings in the order of documents."""

_GAP = 2
"""Positions between two values of a field, so that no phrase spans them."""
_DATE = re.compile("([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_MONTHS = """
    January February March April May June July August September October November December
""".split()
_OWN_FIELD = {"person": "people", "organisation": "organisations", "place": "places"}


@dataclass(frozen=True, slots=True)
class Inverted:
    documents: tuple[SearchDocument, ...]
    """Their places are the document numbers."""
    lengths: tuple[array[int], ...]
    """By field number, then document number: how many terms."""
    _terms: tuple[dict[str, array[int]], ...]

    def field(self, number: int) -> Iterator[TermPostings]:
        """The terms of a field, sorted. Each is forgotten once it was given: this reads a field once."""
        terms = self._terms[number]
        for term in sorted(terms):
            packed = terms.pop(term)
            postings = []
            at = 0
            while at < len(packed):
                end = at + 2 + packed[at + 1]
                postings.append((packed[at], packed[at + 2 : end].tolist()))
                at = end
            yield term, postings


def invert(documents: Sequence[SearchDocument]) -> Inverted:
    lengths = tuple(array("I", bytes(4 * len(documents))) for _ in FIELDS)
    terms: tuple[dict[str, array[int]], ...] = tuple({} for _ in FIELDS)
    for doc, document in enumerate(documents):
        for number, values in enumerate(_values(document)):
            places: dict[str, list[int]] = {}
            position = 0
            for value in values:
                for term in tokens(value) if FIELDS[number].boost else (value,):
                    places.setdefault(term, []).append(position)
                    position += 1
                    lengths[number][doc] += 1
                position += _GAP
            into = terms[number]
            for term, found in places.items():
                packed = into.get(term)
                if packed is None:
                    packed = into[term] = array("I")
                packed.extend((doc, len(found), *found))
    return Inverted(tuple(documents), lengths, terms)


def record(document: SearchDocument) -> Record:
    return Record(
        kind=document.kind,
        id=document.id,
        url=document.address,
        title=document.title,
        type=document.type,
        date=document.date,
        source=document.source,
        publisher=document.publisher,
        weight=document.weight,
        also=document.aliases,
    )


def days(value: str | None) -> tuple[int, int] | None:
    """First and last day that an EDTF date may mean, as date.toordinal counts."""
    found = bounds(value) if value else None
    return (found[0].toordinal(), found[1].toordinal()) if found else None


def _values(document: SearchDocument) -> tuple[tuple[str, ...], ...]:
    """The values of every field, in the order of FIELDS."""
    article = document.kind == "article"
    named = {
        "title": (document.title,),
        "aliases": document.aliases,
        "text": (document.text,) if article else (),
        "summary": () if article else (document.text,),
        "people": document.people,
        "organisations": document.organisations,
        "places": document.places,
        "events": document.events,
        "when": tuple(_written(document.date or "")),
        "publisher": (document.publisher,),
        "type": ("-".join(tokens(document.type)),),
        "name": _whole_names(document) if document.kind == "entity" else (),
    }
    # an entity or event is found by its own kind of field: person:assad finds the person too
    own = "events" if document.kind == "event" else _OWN_FIELD.get(document.type, "")
    if own and not article and document.title not in named[own]:
        named[own] = (document.title, *document.aliases, *named[own])
    return tuple(named[field.name] for field in FIELDS)


def _written(date: str) -> Iterator[str]:
    """The days, months and years of an EDTF date, as it has them and as one says them."""
    for found in _DATE.finditer(date):
        yield found[0]
        if found[2] and 1 <= int(found[2]) <= 12:
            yield f"{int(found[3]) if found[3] else ''} {_MONTHS[int(found[2]) - 1]} {found[1]}"


def _whole_names(document: SearchDocument) -> tuple[str, ...]:
    names = (" ".join(tokens(name)) for name in (document.title, *document.aliases))
    return tuple(dict.fromkeys(name for name in names if name))
