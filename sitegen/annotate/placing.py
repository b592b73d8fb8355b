"""Places by the words around them: "district of X", "X district", "Aleppo, Syria", datelines."""

from __future__ import annotations

from itertools import pairwise

from sitegen.annotate.completing import particle_right
from sitegen.annotate.grid import Draft, Grid, drafts
from sitegen.annotate.lists import CALENDAR, DETERMINERS, MEDIA
from sitegen.annotate.reading import reading
from sitegen.annotate.sentences import DATELINE
from sitegen.gazetteer import (
    PLACE_HEADS,
    bare_county,
    country,
    demonym,
    lesser_places,
    places,
    region_by_code,
)
from sitegen.naming import fold

WEAK_HEADS = frozenset("state park house building tower street road station hall centre center court".split())
"""Heads that in lower case after a name say too little about it."""


REGIONS = frozenset("province governorate county state oblast prefecture region".split())
"""Heads of a region that is often called after its city: with the head it is a name of its own."""


LARGE = 80_000
"""People of a city whose bare name beside "district" may mean the city."""


def heads_around(grid: Grid) -> None:
    """Lower-case heads beside capitals: make or retype a place, give it a subtype and a container."""
    size = len(grid.words)
    for k in range(size):
        low = grid.lowers[k]
        if low in SEVERAL:
            _regions(grid, k)
            continue
        if low not in PLACE_HEADS or grid.words[k] != low:
            continue
        if low in REGIONS and _region(grid, k):
            continue
        if low in WEAK_HEADS:
            continue
        subtype = PLACE_HEADS[low]
        if k + 2 < size and grid.lowers[k + 1] == "of" and grid.same_sentence(k, k + 2):
            place = _named(grid, k + 2)
            if place is not None and not (subtype != "city" and _large(grid.span(place.i, place.j))):
                _is_place(place, subtype, f"“{low} of” stands before it")
                outer = _possessor(grid, k)
                if outer is not None:
                    place.container = grid.span(outer.i, outer.j)
                continue
        place = grid.owner[k - 1] if k else None
        if place is None and k and grid.tags[k - 1] in ("NNP", "NNPS") and grid.same_sentence(k - 1, k):
            i = k - 1
            while (
                i > 0
                and grid.tags[i - 1] == "NNP"
                and grid.owner[i - 1] is None
                and grid.same_sentence(i - 1, k)
            ):
                i -= 1
            if not grid.headline[i] and grid.lowers[i] not in CALENDAR:
                place = Draft(i, k, "place", "", [f"“{low}” stands behind it"], 0.65)
                grid.claim(place)
        if place is None or place.type == "group" or not grid.same_sentence(place.i, k):
            continue
        text = grid.span(place.i, place.j)
        if country(text) is not None or (subtype != "city" and _large(text)):
            continue  # "the Aleppo district" may be any part of it
        if place.type in ("place", "person") or not place.label:
            _is_place(place, subtype, f"“{low}” stands behind it")
            outer = grid.before(place.i)
            if outer is not None and outer is not place and grid.tags[place.i - 1] == "POS":
                place.container = grid.span(outer.i, outer.j)
            elif k + 2 < size and grid.lowers[k + 1] in ("of", "in"):
                after = _named(grid, k + 2, make=False)
                if after is not None and after.type == "place":
                    place.container = grid.span(after.i, after.j)


def _large(text: str) -> bool:
    known = places(text)
    return bool(known) and known[0].kind == "city" and known[0].population > LARGE


def _region(grid: Grid, k: int) -> bool:
    """ "Aleppo province", "Washington state", "province of Aleppo": not the city, nor the capital."""
    head = grid.lowers[k]
    if k + 2 < len(grid.words) and grid.lowers[k + 1] == "of" and grid.same_sentence(k, k + 2):
        place = _named(grid, k + 2, make=False)
        if place is None or not _is_region(grid.span(place.i, place.j)):
            return False
        place.type = "place"
        _is_place(place, "region", f"“{head} of” stands before it")
        place.name = f"{grid.span(place.i, place.j)} {head}"
        return True
    place = grid.owner[k - 1] if k and grid.same_sentence(k - 1, k) else None
    if place is None or grid.owner[k] is not None:
        return False
    text = grid.span(place.i, place.j)
    if grid.tags[place.j - 1] == "POS" or demonym(text) is not None or not _is_region(text):
        return False
    place.j = k + 1
    place.type = "place"
    grid.owner[k] = place
    _is_place(place, "region", f"called a {head}")
    return True


SEVERAL = {f"{head}s": head for head in REGIONS - {"county"}}
"""Heads that name several regions at once; counties have their own rule (locales.py)."""


def _regions(grid: Grid, k: int) -> None:
    """ "the provinces of Hama, Homs and Tartus", "Hama and Homs provinces"."""
    behind = k + 1 < len(grid.words) and grid.lowers[k + 1] == "of"
    step = 1 if behind else -1
    n = k + 2 if behind else k - 1
    found: list[Draft] = []
    while 0 <= n < len(grid.words) and grid.same_sentence(n, k):
        place = grid.owner[n]
        if place is not None:
            if found and found[-1] is place:
                break
            found.append(place)
            n = place.j if behind else place.i - 1
        elif grid.lowers[n] in (",", "and", "the"):
            n += step
        else:
            break
    if not any(_is_region(grid.span(place.i, place.j)) for place in found):
        return
    for place in found:
        if place.type in ("place", "person", "organisation"):
            place.type = "place"
            place.name = f"{grid.span(place.i, place.j)} {SEVERAL[grid.lowers[k]]}"
            _is_place(place, "region", f"one of several “{grid.lowers[k]}”")


def _is_region(text: str) -> bool:
    """A region has the name, or none but a region could: "Kandahar"; no country ("Georgia state")."""
    return country(text) is None and (
        any(p.kind == "region" for p in places(text)) or bool(lesser_places(f"{text} County"))
    )


def _named(grid: Grid, k: int, make: bool = True) -> Draft | None:
    """The draft at k, a determiner allowed before it; a new one over the words in capitals there."""
    while k < len(grid.words) and grid.lowers[k] in DETERMINERS and not grid.capital(k):
        k += 1
    if k >= len(grid.words):
        return None
    found = grid.owner[k]
    if found is not None or not make:
        return found if found is not None and found.i == k else None
    j = k
    while (
        j < len(grid.words)
        and grid.same_sentence(k, j)
        and grid.capital(j)
        and grid.tags[j] in ("NNP", "NNPS")
    ):
        if grid.owner[j] is not None or grid.lowers[j] in CALENDAR:
            break
        j += 1
    if j == k:
        j = particle_right(grid, k)
    if j == k or not grid.free(k, j):
        return None
    draft = Draft(k, j, "place", "", [], 0.65)
    grid.claim(draft)
    return draft


def _possessor(grid: Grid, k: int) -> Draft | None:
    """ "Damascus" of "the Damascus suburb of …" and "Aleppo's suburb of …"."""
    found = grid.before(k)
    return found if found is not None and found.type == "place" else None


def _is_place(draft: Draft, subtype: str, reason: str) -> None:
    if draft.type == "group":
        return
    draft.type, draft.subtype, draft.fixed = "place", subtype, True
    draft.reasons.append(reason)
    draft.confidence = max(draft.confidence, 0.8)


def containers(grid: Grid) -> None:
    """ "Aleppo, Syria": the place after the comma holds the one before it, where tables or "in" say so."""
    found = drafts(grid)
    for first in found:
        _coded(grid, first)
    for first, second in pairwise(found):
        if first.container or first.type not in ("place", "person", "organisation") or second.type != "place":
            continue
        gap = grid.words[first.j : second.i]
        inner, outer = grid.span(first.i, first.j), grid.span(second.i, second.j)
        if gap == [","] and country(inner) is None and _holds(inner, outer):
            first.container = outer
            if first.type != "place" and (first.type == "person" or places(inner)):
                first.type = "place"
                first.reasons.append(f"{outer} stands behind it")
        elif gap == ["in"] and first.type == "place" and country(inner) is None and _holds(inner, outer):
            first.container = outer


def _coded(grid: Grid, draft: Draft) -> None:
    """ "Paris, TX": a postal code and a town of that state."""
    j = draft.j
    if j + 1 >= len(grid.words) or grid.words[j] != "," or not grid.same_sentence(draft.i, j + 1):
        return
    code, inner = grid.words[j + 1], grid.span(draft.i, draft.j)
    state = region_by_code(code)
    known = (*places(inner), *lesser_places(inner)) if state is not None else ()
    if state is not None and any((p.iso, p.admin1) == (state.iso, state.admin1) for p in known):
        if draft.type not in ("place", "person", "organisation"):
            return
        draft.type, draft.container = "place", code
        draft.reasons.append(f"{code} stands behind it")


def _holds(inner: str, outer: str) -> bool:
    """`outer` is a country or region that has a place `inner`, or whose own places the tables don't know."""
    wide = country(outer)
    if wide is not None:
        known = (*places(inner), *lesser_places(inner))
        return not known or any(p.iso == wide.iso for p in known)
    regions = [p for p in places(outer) if p.kind == "region"]
    state = region_by_code(outer)
    regions = regions or ([state] if state is not None else [])
    regions = regions or [p for p in lesser_places(outer) if p.kind == "county" and bare_county(outer)]
    if not regions:
        return False
    inside = {(p.iso, p.admin1) for p in regions}
    known = (*places(inner), *lesser_places(inner))
    return not known or any((p.iso, p.admin1) in inside for p in known)


def datelines(grid: Grid) -> None:
    """ "BERLIN, March 3 (Reuters) -" at the start of a block: a city and an agency."""
    index = {start: k for k, start in enumerate(grid.starts)}
    for start, end in reading(grid.doc).blocks:
        match = DATELINE.match(grid.text, start, end)
        if match is None or start not in index:
            continue
        city = match["place"].strip(" .")
        known = places(city.title()) or lesser_places(city.title())
        if not (match["agency"] or known):
            continue
        i = j = index[start]
        while j < len(grid.words) and grid.starts[j] < start + len(city):
            j += 1
        for k in range(i, j):
            _release(grid, grid.owner[k])
        if known or country(city):
            draft = Draft(i, j, "place", "", ["the place of a dateline"], 0.9, fixed=True)
            draft.name = city.title() if city.isupper() and len(city) > 3 else city
            grid.claim(draft)
        if match["agency"]:
            _agency(grid, match.start("agency"), match.end("agency"))


def _agency(grid: Grid, start: int, end: int) -> None:
    inside = [k for k, at in enumerate(grid.starts) if start <= at < end]
    words = grid.text[start:end].split()
    if inside and (fold(grid.text[start:end]) in MEDIA or all(w[:1].isupper() for w in words)):
        for k in inside:
            _release(grid, grid.owner[k])
        draft = Draft(inside[0], inside[-1] + 1, "organisation", "", ["the agency of a dateline"], 0.9)
        draft.subtype, draft.fixed = "media", True
        grid.claim(draft)


def _release(grid: Grid, draft: Draft | None) -> None:
    if draft is not None:
        for k in range(draft.i, draft.j):
            grid.owner[k] = None
