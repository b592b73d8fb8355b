"""Given names, and words that are places too but mostly something else."""

from __future__ import annotations

from functools import cache

from sitegen.gazetteer.tables import lines

GIVEN_NAMES: frozenset[str] = frozenset(name for line in lines("given_names.txt") for name in line.split())
"""Common given names of many cultures, folded (naming.fold), Arabic ones in their usual spellings."""


@cache
def _genders() -> dict[str, str]:
    """Given name -> "f", or "" for one of either."""
    table: dict[str, str] = {}
    gender = ""
    for line in lines("genders.txt"):
        if line[0] == "=":
            gender = "f" if line == "= f" else ""
        else:
            table.update(dict.fromkeys(line.split(), gender))
    return table


def gender_of(name: str) -> str:
    """ "f" or "m" for a folded given name that is mostly one's, "" for any other word."""
    return _genders().get(name, "m") if name in GIVEN_NAMES else ""


ORDINARY: frozenset[str] = frozenset(word for line in lines("ordinary.txt") for word in line.split(", "))
"""Folded names of cities and regions that are ordinary words, months, given names or surnames:
"of", "most", "march", "reading", "mobile", "jordan". Ask for evidence before you take one for a place."""
