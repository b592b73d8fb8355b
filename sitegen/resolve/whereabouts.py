"""Whereabouts: which of the places of one name an article means, from all the places it names.

A name's places each have a share of it (places.candidates). Every name of the article speaks for the
neighbourhoods, regions and countries of its places, by their shares; then each name is given the place
that the other names speak for most, and once more with what is settled settled. What the text says
outright ("Paris, Texas") comes before. So the names of an article settle each other, as in Leidner's
minimality and Lieberman and Samet's local lexicons. Without evidence a name stays unresolved.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sitegen import gazetteer
from sitegen.gazetteer import Place
from sitegen.model import Annotation, EntityType
from sitegen.naming import fold
from sitegen.resolve.names import country_of
from sitegen.resolve.places import (
    LEAD,
    UNTOLD,
    Spot,
    candidates,
    country_spot,
    held_by,
    known_places,
    place_inside,
    spot_of,
)

PROMINENT = 150_000
"""People: a city that is known by its bare name if it outnumbers its namesakes by LEAD."""
NEAR, REGION, COUNTRY = 1.0, 1.5, 0.4
"""What a name that speaks for a place's neighbourhood, region or country counts."""
ENOUGH = 0.5
"""Support from which a place may be meant that is not prominent."""
ENOUGH_ALONE = 0.3
"""The same where no other place has the name."""
CLEAR = 1.5
"""How many times better than the next the best place must be."""
ALONE = 0.03
"""What a place's share counts without any support."""
AMIDST = 1.0
"""Names of the neighbourhood from which a town may be meant by a country's name."""
GREAT_REGION = 1_000_000
"""People: a region that may be meant by the name of a country elsewhere (Georgia)."""
LOUD = 2.0
"""What the name of a region that the article spells out counts."""

Area = tuple[str, str]
Cell = tuple[int, int]


@dataclass(slots=True)
class Voice:
    """A name of the article, and the places it may mean."""

    name: str
    weight: float
    shares: list[tuple[Place, float]]
    holders: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Clues:
    """What an article says of where its places are."""

    countries: Mapping[str, float]
    regions: Mapping[Area, float]
    cells: Mapping[Cell, float]
    named: frozenset[str]
    """Codes of the countries, as named."""
    spelt: Mapping[Area, str]
    """Regions that are named, as written."""
    voices: Mapping[str, Voice]
    elsewhere: frozenset[str] = frozenset()
    """Folded names of countries that the article has for a place that another country holds."""
    peoples: frozenset[str] = frozenset()
    """Codes of the countries whose people it names."""


NAMED = ("name", "acronym", "demonym", "metonym")
ORDINARY_WEIGHT = 0.3
INSIDE_WEIGHT = 0.7
HOLDER_WEIGHT = 1.5


def clues_of(annotation: Annotation) -> Clues:
    """What the places, peoples, containers and bodies called after places that an article names say."""
    voices: dict[str, Voice] = {}
    twins: dict[tuple[Place, ...], Voice] = {}
    elsewhere = set()
    peoples = set()

    def hear(name: str, weight: float) -> Voice | None:
        key = fold(name)
        voice = voices.get(key)
        if voice is None:
            shares = candidates(name)
            if not shares:
                return None
            if key in gazetteer.ORDINARY or key in gazetteer.GIVEN_NAMES:
                weight *= ORDINARY_WEIGHT
            # "Dublin City" says no more than "Dublin" where that has been said.
            twin = tuple(place for place, _ in shares)
            voice = voices[key] = twins.setdefault(twin, Voice(name, weight, list(shares)))
        voice.weight = max(voice.weight, weight)
        return voice

    for mention in annotation.mentions:
        if mention.kind not in NAMED:
            continue
        if mention.container:
            hear(mention.container, HOLDER_WEIGHT)
        if mention.kind == "demonym":
            peoples.add(country_of(mention.name))
        if mention.type == "place" or (mention.type == "group" and country_of(mention.name)):
            voice = hear(mention.name, 1.0)
            if voice is not None and mention.container:
                voice.holders[mention.container] += 1
                if country_of(mention.name) and held_by(known_places(mention.name), mention.container):
                    elsewhere.add(fold(mention.name))
            inside = "" if voice is not None else place_inside(mention.name)
        else:
            inside = place_inside(mention.name) if mention.type == "organisation" else ""
        if inside:
            hear(inside, INSIDE_WEIGHT)
    for voice in twins.values():
        if voice.holders:
            _hold(voice)
    said = frozenset(elsewhere), frozenset(peoples - {""})
    clues = _count(voices, *said)
    for _ in range(ROUNDS):
        settled = [(voice, _settle(voice, clues)) for voice in twins.values()]
        for voice, shares in settled:
            voice.shares = shares
        clues = _count(voices, *said)
    return clues


ROUNDS = 2


def _hold(voice: Voice) -> None:
    """Leave of a name's places those in what the text says holds it."""
    for holder in sorted(voice.holders, key=lambda text: (-voice.holders[text], text)):
        inside = set(held_by([place for place, _ in voice.shares], holder))
        inside -= {place for place in inside if place.kind == "country"}
        if inside:
            total = sum(share for place, share in voice.shares if place in inside)
            voice.shares = [(place, share / total) for place, share in voice.shares if place in inside]
            return


def _count(voices: Mapping[str, Voice], elsewhere: frozenset[str], peoples: frozenset[str]) -> Clues:
    countries: dict[str, float] = defaultdict(float)
    regions: dict[Area, float] = defaultdict(float)
    cells: dict[Cell, float] = defaultdict(float)
    named = set()
    spelt: dict[Area, str] = {}
    for voice in {id(voice): voice for voice in voices.values()}.values():
        for place, share in voice.shares:
            said = voice.weight * share
            if place.iso:
                countries[place.iso] += said
            if place.kind == "country":
                named.add(place.iso)
            elif place.kind == "region":
                if place.admin1:
                    regions[place.iso, place.admin1] += LOUD * said
                    if share > 0.5:
                        spelt.setdefault((place.iso, place.admin1), place.name)
            else:
                regions[place.iso, place.admin1] += said
                cells[_cell(place)] += said
    return Clues(countries, regions, cells, frozenset(named), spelt, voices, elsewhere, peoples)


def _cell(place: Place) -> Cell:
    """A degree of latitude by a degree of longitude."""
    return int(place.lat // 1), int(place.lon // 1)


@dataclass(frozen=True, slots=True)
class Support:
    """How much the other names of an article speak for a place's neighbourhood, region and country."""

    near: float
    region: float
    country: float

    @property
    def sum(self) -> float:
        return NEAR * min(self.near, 3) + REGION * min(self.region, 3) + COUNTRY * min(self.country, 3)


def _supported(
    name: str, places: Iterable[tuple[Place, float]], clues: Clues
) -> Iterator[tuple[Place, float, Support]]:
    """Each place that a name may mean, its share and its support, what the name itself says left out."""
    countries: dict[str, float] = defaultdict(float)
    regions: dict[Area, float] = defaultdict(float)
    cells: dict[Cell, float] = defaultdict(float)
    voice = clues.voices.get(fold(name))
    for place, share in voice.shares if voice is not None else ():
        said = voice.weight * share if voice is not None else 0.0
        countries[place.iso] += said
        if place.kind == "region":
            regions[place.iso, place.admin1] += LOUD * said
        elif place.kind != "country":
            regions[place.iso, place.admin1] += said
            cells[_cell(place)] += said
    for place, share in places:
        area = place.iso, place.admin1
        near = region = 0.0
        country = clues.countries.get(place.iso, 0.0) - countries.get(place.iso, 0.0)
        if place.kind != "country" and place.admin1:
            region = clues.regions.get(area, 0.0) - regions.get(area, 0.0)
        if place.kind in ("city", "county"):
            row, column = _cell(place)
            for r in (row - 1, row, row + 1):
                for c in (column - 1, column, column + 1):
                    near += clues.cells.get((r, c), 0.0) - cells.get((r, c), 0.0)
        yield place, share, Support(max(near, 0.0), max(region, 0.0), max(country, 0.0))


def _settle(voice: Voice, clues: Clues) -> list[tuple[Place, float]]:
    """The shares of a name's places once the others have spoken."""
    if len(voice.shares) == 1:
        return voice.shares
    heard = _supported(voice.name, voice.shares, clues)
    scores = [(place, share * (ALONE + support.sum)) for place, share, support in heard]
    total = sum(score for _, score in scores)
    return [(place, score / total) for place, score in scores if score > total / 1000]


def country_meant(name: str, clues: Clues) -> str:
    """ISO code of the country that a place's name means in an article, "" where it means none.

    "Georgia" beside Atlanta and the United States is a state of theirs, "Palestine, Texas" a town.
    """
    iso = country_of(name)
    if not iso or fold(name) in clues.elsewhere:
        return ""
    heard = list(_supported(name, candidates(name), clues))
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
        if not known:
            continue
        heard = list(_supported(name, known, clues))
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
    rest = max((h[0].population for h in others), default=0)
    if place.population < least or place.population < lead * rest:
        return None
    if any(_score(h) > _score(ranked[0]) and h[2].sum >= ENOUGH for h in others):
        return None  # the article is about somewhere else
    return spot_of(place, "no other place of the name is nearly as large")
