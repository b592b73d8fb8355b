"""Whereabouts: which of the places of one name is meant, and why; None without evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sitegen import gazetteer
from sitegen.gazetteer import Place
from sitegen.model import EntityType, Mention
from sitegen.naming import fold
from sitegen.resolve.clues import ALONE, Clues, Support, supported
from sitegen.resolve.names import country_of
from sitegen.resolve.places import (
    LEAD,
    UNTOLD,
    Spot,
    candidates,
    country_spot,
    held_by,
    known_people,
    place_inside,
    spot_of,
)

PROMINENT = 150_000
"""People: a city that is known by its bare name if it outnumbers its namesakes by LEAD."""
ENOUGH = 0.35
"""Support from which a place may be meant that is not prominent."""
ENOUGH_ALONE = 0.3
"""The same where no other place has the name."""
SLIGHT = 0.3
FAR_BETTER = 1.0
"""Where nothing but its country is named a place may not be this much less known than another."""
CLEAR = 1.5
"""How many times better than the next the best place must be."""
AMIDST = 1.0
"""Names of the neighbourhood from which a town may be meant by a country's name."""
GREAT_REGION = 1_000_000
"""People: a region that may be meant by the name of a country elsewhere (Georgia)."""


def country_meant(name: str, clues: Clues) -> str:
    """ISO code of the country that a place's name means in an article, "" where it means none.

    "Georgia" beside Atlanta and the United States is a state of theirs, "Palestine, Texas" a town.
    """
    iso = country_of(name)
    if not iso or fold(name) in clues.elsewhere:
        return ""
    heard = list(supported(name, candidates(name), clues))
    others = [h for h in heard if h[0].kind != "country"]
    if not others:
        return iso
    best = max(others, key=_score)
    place, _, support = best
    own = next((h[2].country for h in heard if h[0].kind == "country"), 0.0)
    if place.kind == "region" and place.population >= GREAT_REGION:
        rest = max((_score(h) for h in heard if h[0].kind == "country"), default=0.0)
        return "" if support.sum >= ENOUGH and _score(best) >= CLEAR * rest else iso
    # A town of the name is rarely meant, and then in an article about what is around it.
    town = support.near >= AMIDST and own < 0.2 and iso not in clues.peoples
    return "" if town else iso


def holders_apart(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """What holds each of the mentions of one name where they are of several places: "Tripoli, Lebanon"
    and "Tripoli, Libya"; one without a holder is the place that was named before it. Else nothing."""
    known = [place for place, _ in candidates(mentions[0].name)] if mentions else []
    spots = {m.container: held_by(known, m.container)[:1] for m in mentions if m.container}
    told = {found[0] for found in spots.values() if found}
    if len(told) < 2 or len({(place.iso, place.admin1) for place in told}) < 2:
        return ()
    holders: list[str] = []
    for mention in mentions:
        last = holders[-1] if holders else next(text for text, found in spots.items() if found)
        sure = mention.container and spots[mention.container]
        holders.append(f"in {mention.container}" if sure else last)
    return tuple(holders)


def locate(
    names: Sequence[str], containers: Iterable[str], clues: Clues, region: bool = False
) -> Spot | None:
    """The spot of a place by the first of its names that the gazetteer knows; None without evidence.

    Order: what the text says holds it; what the article's other places speak for; the bare name where
    one city has it to itself in the world, or nearly so. `region`: the text calls it a province or so.
    """
    holders = list(containers)
    for name in names:
        known = [item for item in candidates(name) if item[0].kind != "country"]
        if region:
            known = [item for item in known if item[0].kind in ("region", "county")] or known
        elif fold(name) in clues.called:
            known = [item for item in known if item[0].kind == "city"] or known
        if not known:
            continue
        heard = list(supported(name, known, clues))
        for holder in holders:
            inside = set(held_by([place for place, _ in known], holder))
            if inside:
                best = max((h for h in heard if h[0] in inside), key=_score)
                return spot_of(best[0], f"the text puts it in {holder}")
        spot = _by_support(name, heard, clues) or _prominent(name, heard)
        if spot is not None:
            return spot
    return None


def seat(type_: EntityType, names: Iterable[str], containers: Sequence[str], clues: Clues) -> Spot | None:
    """The place that an organisation's, facility's or quarter's name gives it: Concord for "Concord
    Police Department", Arlington for "South Arlington"."""
    for name in names:
        if type_ == "place" and UNTOLD & set(fold(name).split()):
            continue
        inside = place_inside(name)
        iso = country_meant(inside, clues) if inside else ""
        spot = country_spot(iso) if iso else locate([inside], containers, clues) if inside else None
        if spot is not None:
            return replace(spot, reason=f"called after {inside}")
    return None


Heard = tuple[Place, float, Support]


def _score(heard: Heard) -> float:
    _, share, support = heard
    return share * (ALONE + support.sum)


def _by_support(name: str, heard: Sequence[Heard], clues: Clues) -> Spot | None:
    """The place that the article's other places speak for, where that is clear."""
    best = max(heard, key=_score)
    place, _, support = best
    least = ENOUGH if len(heard) > 1 else ENOUGH_ALONE
    if fold(name) in gazetteer.ORDINARY and place.population < 2 * PROMINENT:
        least = 2 * ENOUGH
    rest = max((_score(h) for h in heard if not _together(h[0], place)), default=0.0)
    if support.sum < least or _score(best) < CLEAR * rest:
        return None
    most = max(share for _, share, _ in heard)
    if max(support.near, support.region) < SLIGHT and best[1] * FAR_BETTER < most:
        return None  # the country alone makes no Geneva of Illinois out of Geneva
    if (place.iso, place.admin1) in clues.spelt and place.kind != "region":
        reason = f"its article names {clues.spelt[place.iso, place.admin1]}"
    elif support.near >= ENOUGH or support.region >= ENOUGH:
        reason = "near other places of its article"
    else:
        reason = "its article names the country"
    return spot_of(place, reason)


def _together(one: Place, other: Place) -> bool:
    """A city and the region or county around it, or two villages side by side, are no rivals."""
    near = abs(one.lat - other.lat) + abs(one.lon - other.lon) < 1.0
    return (one.iso, one.admin1) == (other.iso, other.admin1) and (
        near or "city" not in (one.kind, other.kind) or "region" in (one.kind, other.kind)
    )


def _prominent(name: str, heard: Sequence[Heard]) -> Spot | None:
    """The place that its bare name means the world over, unless the article dwells on another's region."""
    ranked = sorted(heard, key=lambda h: (-h[1], h[0].iso, h[0].geonameid))
    place = ranked[0][0]
    others = [h for h in ranked if not _together(h[0], place)]
    least = PROMINENT * (2 if fold(name) in gazetteer.ORDINARY else 1)
    lead: float = LEAD
    if gazetteer.is_capital(place):
        lead = 0.5
        others = [h for h in others if h[0].kind != "region"]
    rest = max((known_people(h[0]) for h in others), default=0)
    people = known_people(place)
    if people < least or people < lead * rest:
        return None
    if any(_score(h) > _score(ranked[0]) and h[2].sum >= ENOUGH for h in others):
        return None  # the article is about somewhere else
    return spot_of(place, "no other place of the name is nearly as large")
