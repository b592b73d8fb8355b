"""Known organisations: names of several words that the tables have, over what the model made of them."""

from __future__ import annotations

from collections import defaultdict

from sitegen.annotate.grid import Draft, Grid
from sitegen.annotate.lists import ARMED_GROUPS, IGO, MEDIA, POWER_HOUSES
from sitegen.naming import fold


def known(grid: Grid) -> None:
    """Claim the organisations of several words that the tables know, over what the model made of them."""
    i = 0
    while i < len(grid.words):
        lengths = KNOWN.get(grid.lowers[i], ()) if grid.capital(i) else ()
        for length in lengths:
            j = i + length
            if j > len(grid.words) or not grid.same_sentence(i, j - 1):
                continue
            if not grid.capital(j - 1) or fold(grid.span(i, j)) not in NAMES:
                continue
            inside = [found for k in range(i, j) if (found := grid.owner[k]) is not None]
            if any(found.i < i or found.j > j or (found.i, found.j) == (i, j) for found in inside):
                continue
            for found in inside:
                grid.release(found)
            grid.claim(Draft(i, j, "organisation", "", ["an organisation that the tables know"], 0.85))
            i = j - 1
            break
        i += 1


def _lengths() -> dict[str, tuple[int, ...]]:
    table: dict[str, set[int]] = defaultdict(set)
    for name in NAMES:
        words = name.split()
        if len(words) > 1:
            table[words[0]] |= {len(words), len(words) + 1}  # a hyphen may stand in it
    return {word: tuple(sorted(sizes, reverse=True)) for word, sizes in table.items()}


NAMES = frozenset(fold(name) for name in IGO | MEDIA | ARMED_GROUPS | set(POWER_HOUSES))
KNOWN = _lengths()
"""First word, in lower case, of a known organisation -> how many tokens its names may have."""
