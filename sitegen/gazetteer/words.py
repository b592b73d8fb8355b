"""Titles, offices, and the head nouns that tell organisations and places; all lower case."""

from __future__ import annotations

from sitegen.gazetteer.tables import lines


def _words(table: str) -> frozenset[str]:
    return frozenset(word for line in lines(table) for word in line.split(", "))


def _heads(table: str) -> dict[str, str]:
    """From lines "subtype: head, head" to head -> subtype."""
    rows = [line.partition(": ") for line in lines(table)]
    return {head: subtype for subtype, _, heads in rows for head in heads.split(", ")}


HONORIFICS: frozenset[str] = _words("honorifics.txt")
"""Words before a name that are no part of it, without their full stop. Some are offices too: see ROLES."""

ROLES: frozenset[str] = _words("roles.txt")
"""Offices, titles and occupations that stand before or beside a name; some of several words."""

ORG_HEADS: dict[str, str] = _heads("org_heads.txt")
"""Head nouns of organisations' names, and the subtype each tells (taxonomy.ORGANISATION_SUBTYPES).

Look up the longest ending of the name first: "liberation army" is an armed group, "army" a security force."""

PLACE_HEADS: dict[str, str] = _heads("place_heads.txt")
"""Head nouns of places' names, and the subtype each tells (taxonomy.PLACE_SUBTYPES)."""
