"""Demonyms: "Syrian" is Syria, "Kurds" are a people."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from sitegen.gazetteer.tables import lines
from sitegen.naming import fold


@dataclass(frozen=True, slots=True)
class Demonym:
    """What a demonym stands for.

    `type` is "place" for a country's or region's people, whose `name` is the place; "group" for a
    people or faith, whose `name` is its own. `iso` is the country's code, None where there is not one.
    """

    name: str
    type: Literal["place", "group"]
    iso: str | None


def demonym(word: str) -> Demonym | None:
    """What `word` (an adjective or noun, singular or plural, in capitals or with one) stands for.

    None for a word without a capital ("polish") and for one that is no demonym. "Congolese" and
    "Dominican" fit two countries and stand for the first in the table, the more populous.
    """
    if not word[:1].isupper():
        return None
    table = _table()
    key = fold(word)
    singular = table.get(key)
    if singular is None and key.endswith("s"):
        singular = table.get(key[:-1])
    return singular


@cache
def _table() -> dict[str, Demonym]:
    table: dict[str, Demonym] = {}
    for line in lines("demonyms.tsv"):
        name, kind, iso, words = line.split("\t")
        found = Demonym(name, "group" if kind == "group" else "place", iso or None)
        for word in words.split("|"):
            table.setdefault(fold(word), found)
        if kind == "group":
            table.setdefault(fold(name), found)
    return table
