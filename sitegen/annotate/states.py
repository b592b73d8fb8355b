"""States that act without their name: "the authorities", "security troops", "the former regime".

The article's state is the one country whose government or forces it speaks of, or the only country that
it names. Where two states act, "the authorities" may be either's and stay unlinked.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sitegen.annotate.grid import Draft, Grid
from sitegen.gazetteer import country, is_capital, places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

RULERS = frozenset("authorities government leadership regime".split())
FORCES = frozenset("troops forces personnel services".split())
"""With "security" or "government" before them they serve a state."""
SERVING = frozenset(("security", "government"))
BODIES = RULERS | frozenset("army military troops forces police security navy warplanes state".split())
"""What a state acts by, where its name or demonym stands before it."""
NOW = frozenset("new current interim transitional caretaker central ruling".split())
GONE = frozenset("former ousted deposed toppled overthrown fallen old previous".split())
SOURCE_SHARE = 2
"""An acting state that another country outdoes by this factor is not what the article is about."""


def state_actors(grid: Grid, named: Sequence[Draft]) -> list[tuple[int, int, Draft]]:
    """(first token, one past the last, the country or regime meant). `named` are in text order."""
    found: list[tuple[int, int, Draft]] = []
    spots = [k for k, low in enumerate(grid.lowers) if low in RULERS or low in FORCES]
    if not spots:
        return found
    countries = [(d, code) for d in named if d.subtype == "country" and (code := _code(grid, d))]
    regimes = [
        d for d in named if d.type == "organisation" and grid.lowers[d.j - 1] in RULERS and d.j > d.i + 1
    ]
    state = _acting(grid, countries)
    for k in spots:
        if grid.owner[k] is not None or _goes_on(grid, k):
            continue
        i, past = _start(grid, k)
        if i < 0:
            continue
        if past:
            model = _only(grid, regimes)
        else:
            code = _seat(grid, k, countries) or state
            model = _nearest(countries, i, code) if code else None
        if model is not None:
            found.append((i, k + 1, model))
    return found


def _code(grid: Grid, draft: Draft) -> str:
    known = country(draft.name or grid.span(draft.i, draft.j))
    return known.iso if known else ""


def _start(grid: Grid, k: int) -> tuple[int, bool]:
    """First token of the phrase that ends with noun k, -1 where it names no state's body; whether that
    body is of the past."""
    i = k
    serves = grid.lowers[k] in FORCES
    if serves:
        if i == 0 or grid.lowers[i - 1] not in SERVING:
            return -1, False
        i -= 1
    past = False
    while i > 0 and grid.lowers[i - 1] in NOW | GONE:
        past = past or grid.lowers[i - 1] in GONE
        i -= 1
    if i > 0 and grid.lowers[i - 1] == "the" and grid.owner[i - 1] is None:
        return i - 1, past
    # "security troops", "authorities say": bare only as the first word of their phrase
    plural = grid.tags[k] == "NNS"
    bare = i == 0 or not (
        grid.tags[i - 1][:2] in ("NN", "JJ", "VB", "CD") or grid.tags[i - 1] in ("PRP$", "POS", "DT", "HYPH")
    )
    verb_before = i > 0 and grid.tags[i - 1][:2] == "VB" and grid.tags[i - 1] != "VBN"
    return (i, past) if plural and (bare or verb_before) else (-1, False)


def _goes_on(grid: Grid, k: int) -> bool:
    """ "the government of X", "the government official" """
    if k + 1 >= len(grid.words) or not grid.same_sentence(k, k + 1):
        return False
    return grid.lowers[k + 1] in ("of", "-") or grid.tags[k + 1] in (
        "NN",
        "NNS",
        "NNP",
        "NNPS",
        "HYPH",
        "POS",
    )


def _seat(grid: Grid, k: int, countries: Sequence[tuple[Draft, str]]) -> str:
    """The country of "the authorities in Damascus"."""
    if k + 2 < len(grid.words) and grid.lowers[k + 1] == "in":
        place = grid.owner[k + 2]
        if place is not None and place.type in ("place", "organisation"):
            known = places(grid.span(place.i, place.j))
            code = known[0].iso if known and is_capital(known[0]) else _code(grid, place)
            return code if any(code == other for _, other in countries) else ""
    return ""


def _acting(grid: Grid, countries: Sequence[tuple[Draft, str]]) -> str:
    """The country whose government and forces the article speaks of."""
    mentioned = Counter(code for _, code in countries)
    if len(mentioned) == 1:
        return next(iter(mentioned))
    acting = Counter(_bodies(grid, countries))
    if len(acting) != 1:
        return ""
    code = next(iter(acting))
    return code if SOURCE_SHARE * mentioned[code] > max(mentioned.values()) else ""


def _bodies(grid: Grid, countries: Sequence[tuple[Draft, str]]) -> Iterator[str]:
    for draft, code in countries:
        k = draft.j
        if k < len(grid.words) and grid.tags[k] == "POS":
            k += 1
        if any(
            grid.lowers[m] in BODIES
            for m in range(k, min(k + 2, len(grid.words)))
            if grid.same_sentence(draft.i, m)
        ):
            yield code


def _only(grid: Grid, regimes: Sequence[Draft]) -> Draft | None:
    """The one regime that the article names, before or after."""
    names = {grid.span(d.i, d.j).lower().removeprefix("the ") for d in regimes}
    return regimes[0] if len(names) == 1 else None


def _nearest(countries: Sequence[tuple[Draft, str]], i: int, code: str) -> Draft | None:
    own = [d for d, other in countries if other == code]
    return next((d for d in reversed(own) if d.j <= i), own[0] if own else None)
