"""Given names, and words that are places too but mostly something else."""

from __future__ import annotations

from sitegen.gazetteer.tables import lines

GIVEN_NAMES: frozenset[str] = frozenset(name for line in lines("given_names.txt") for name in line.split())
"""Common given names of many cultures, folded (naming.fold), Arabic ones in their usual spellings."""

ORDINARY: frozenset[str] = frozenset(word for line in lines("ordinary.txt") for word in line.split(", "))
"""Folded names of cities and regions that are ordinary words, months, given names or surnames:
"of", "most", "march", "reading", "mobile", "jordan". Ask for evidence before you take one for a place."""
