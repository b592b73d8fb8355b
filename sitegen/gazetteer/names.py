"""Given names, and words that are places too but mostly something else."""

from __future__ import annotations

from functools import cache

from sitegen.gazetteer.tables import lines, sections

_LATIN = ("English", "French", "German", "African")
"""Sections of given_names.txt whose names have one spelling, that of their own language."""
_BY_SECTION = {
    heading: frozenset(name for line in rows for name in line.split())
    for heading, rows in sections("given_names.txt").items()
}

GIVEN_NAMES: frozenset[str] = frozenset().union(*_BY_SECTION.values())
"""Common given names of many cultures, folded (naming.fold), Arabic ones in their usual spellings."""

ROMANISED: frozenset[str] = frozenset().union(
    *(own for heading, own in _BY_SECTION.items() if not heading.startswith(_LATIN))
) - frozenset().union(*(own for heading, own in _BY_SECTION.items() if heading.startswith(_LATIN)))
"""Those that come from other scripts, which English papers spell in many ways."""


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
