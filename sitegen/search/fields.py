"""What is searched and how it counts. Both readers take these figures: the browser from the manifest.

Ranking is Whoosh's BM25F: for each field, idf = ln(documents / (df + 1)) + 1, where `documents`
counts those that have the field, times tf (K1 + 1) / (tf + K1 (1 - B + B length / mean length)),
with lengths as Whoosh keeps them in a byte; times the field's boost; summed over fields.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    boost: float
    """Weight of a match in it; 0 where only a query that names the field looks there."""


FIELDS = (
    Field("title", 0.7),
    Field("aliases", 1.0),
    Field("text", 1.0),
    Field("summary", 0.6),
    Field("people", 0.3),
    Field("organisations", 0.3),
    Field("places", 0.3),
    Field("events", 0.3),
    Field("when", 0.6),
    Field("publisher", 0.3),
    Field("type", 0.0),
    Field("name", 0.0),
)
"""`text` is an article's, `summary` an entity's or event's: their lengths do not compare. `when` has the
document's date as 2024-12-08 and as 8 December 2024. A `type` and
a `name` are one term each: an event's type, and an entity's whole names, "ahmad al shara"."""

FIELD_NUMBERS = {field.name: number for number, field in enumerate(FIELDS)}
SEARCHED = tuple(number for number, field in enumerate(FIELDS) if field.boost)
NAMED = {
    "person": "people",
    "people": "people",
    "org": "organisations",
    "organisation": "organisations",
    "organization": "organisations",
    "place": "places",
    "event": "events",
    "title": "title",
    "date": "when",
    "publisher": "publisher",
}
"""The fields a query may name, and where they look."""

KINDS = ("article", "entity", "event")

K1 = 1.2
B = 0.75
ROUNDING = 1e6
"""Scores are compared in steps of 1 / ROUNDING; ties go by document number."""
ALL_WORDS = 1.5
"""What a score is multiplied with where every word of the query was found."""
LONGEST_NAME = 8
"""Words of a query that may be a name."""
PART_OF_NAME = 0.5
"""What of the best score is added to the only entity that has all of them in its names."""
VARIANT = 0.55
"""Weight of another form of a query word (flows for flow)."""
FUZZY = 0.5
"""Weight of a word that is spelt alike."""
EXPANSION = 64
"""A prefix stands for so many words at most, the most frequent ones."""
FUZZY_EXPANSION = 16
COMMON_SHARE = 5
COMMON_LEAST = 1000
"""A word in more than one of COMMON_SHARE articles, and in at least COMMON_LEAST, is common: left
out of the ranking where the query has a rarer one beside it."""
SHORTEST_PREFIX = 3
SHORTEST_FUZZY = 4
LONG_WORD = 8
"""From this length on a misspelt word may have two faults."""
