"""Acronyms that news doesn't spell out: NATO, UNICEF."""

from __future__ import annotations

from functools import cache

from sitegen.gazetteer.tables import lines


def expansions(acronym: str) -> tuple[str, ...]:
    """The folded full names of a well-known body, in British spelling; none for an unknown acronym."""
    return _table().get(acronym.casefold(), ())


def bodies() -> tuple[tuple[str, ...], ...]:
    """The full names of each well-known body that has several."""
    return tuple(names for names in _table().values() if len(names) > 1)


@cache
def _table() -> dict[str, tuple[str, ...]]:
    rows = (line.split("\t") for line in lines("acronyms.tsv"))
    return {acronym.casefold(): tuple(names.split("|")) for acronym, names in rows}
