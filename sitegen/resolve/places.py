"""Places: which of the world's places of one name an article means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sitegen import gazetteer
from sitegen.model import Annotation, Coordinates
from sitegen.naming import fold
from sitegen.resolve.names import country_of

PROMINENT = 150_000
"""People: a city that is known by its bare name if it outnumbers its namesakes by LEAD."""
LEAD = 8
GREAT_REGION = 1_000_000
"""People: a region that may be meant by the name of a country elsewhere (Georgia)."""


@dataclass(frozen=True, slots=True)
class Spot:
    """What the gazetteer knows of one place of the archive."""

    coordinates: Coordinates
    iso: str
    admin1: str
    kind: str
    name: str
    """The gazetteer's own name for it."""
    reason: str

    @property
    def key(self) -> str:
        """What tells it from its namesakes."""
        return f"g{self.coordinates.geonameid}" if self.coordinates.geonameid else f"{self.iso}.{self.admin1}"


@dataclass(frozen=True, slots=True)
class Clues:
    """What an article says of where its places are: counts of mentions, by ISO code and by region."""

    countries: Mapping[str, int]
    regions: Mapping[tuple[str, str], int]
    towns: Mapping[tuple[str, str], int]
    """Regions of its towns that have no namesake."""
    names: Mapping[str, int]
    """Folded names of countries."""
    elsewhere: frozenset[str] = frozenset()
    """Folded names of countries that the article has for a place that another country holds."""


@lru_cache(maxsize=65536)
def known_places(name: str) -> tuple[gazetteer.Place, ...]:
    """Cities and regions of the name, the likeliest first."""
    if fold(name) in gazetteer.PLACE_HEADS:
        return ()
    return tuple(p for p in gazetteer.places(name) if p.kind != "country")


def clues_of(annotation: Annotation) -> Clues:
    """The countries and regions that an article names, as a place, a people or a container."""
    countries: Counter[str] = Counter()
    regions: Counter[tuple[str, str]] = Counter()
    towns: Counter[tuple[str, str]] = Counter()
    names: Counter[str] = Counter()
    elsewhere = set()
    for mention in annotation.mentions:
        for name in (mention.name if mention.type in ("place", "group") else None, mention.container):
            if not name:
                continue
            iso = country_of(name)
            if iso:
                countries[iso] += 1
                names[fold(name)] += 1
                continue
            known = known_places(name)
            if not known or fold(name) in gazetteer.ORDINARY:
                continue
            home = known[0].iso, known[0].admin1
            if known[0].kind == "region":
                countries[home[0]] += 1
                regions[home] += 1
            elif all((p.iso, p.admin1) == home for p in known):
                towns[home] += 1
        if (
            mention.container
            and country_of(mention.name)
            and held_by(known_places(mention.name), mention.container)
        ):
            elsewhere.add(fold(mention.name))
    return Clues(countries, regions, towns, names, frozenset(elsewhere))


def country_meant(name: str, clues: Clues) -> str:
    """ISO code of the country that a place's name means in an article, "" where it means none.

    "Georgia" beside Atlanta and the United States is a state of theirs, "Palestine, Texas" a town.
    """
    iso = country_of(name)
    if not iso or fold(name) in clues.elsewhere:
        return ""
    # What else of that country is there, beside the name itself?
    own = clues.countries.get(iso, 0) - clues.names.get(fold(name), 0)
    for place in known_places(name):
        home = place.iso, place.admin1
        if place.iso == iso or own > 0:
            continue
        great = place.kind == "region" and place.population >= GREAT_REGION
        if (great and clues.countries.get(place.iso, 0) + clues.towns.get(home, 0)) or home in clues.regions:
            return ""
    return iso


def country_spot(iso: str) -> Spot | None:
    country = gazetteer.country_by_code(iso)
    if country is None:
        return None
    at = Coordinates(country.lat, country.lon, "country", country.geonameid or None)
    return Spot(at, country.iso, "", "country", country.name, "a country's name")


def locate(names: Sequence[str], containers: Iterable[str], clues: Clues) -> Spot | None:
    """The spot of a place by the first of its names that the gazetteer knows; None without evidence.

    Order: what the text says holds it; a region, then a country, that the article names; the bare
    name where one city has it to itself in the world, or nearly so.
    """
    holders = list(containers)
    for name in names:
        known = known_places(name)
        if not known:
            continue
        for container in holders:
            held = held_by(known, container)
            if held:
                return _spot(held[0], f"the text puts it in {container}")
        if fold(name) in gazetteer.ORDINARY and known[0].population < 2 * PROMINENT:
            continue
        spot = _prominent(known, clues) or _by_region(known, clues) or _by_country(known, clues.countries)
        if spot is not None:
            return spot
    return None


def held_by(known: Sequence[gazetteer.Place], container: str) -> list[gazetteer.Place]:
    """Those of the places that lie in a country or region of this name."""
    iso = country_of(container)
    regions = {(p.iso, p.admin1) for p in known_places(container) if p.kind == "region"}
    return [p for p in known if p.iso == iso] or [p for p in known if (p.iso, p.admin1) in regions]


def _prominent(known: Sequence[gazetteer.Place], clues: Clues) -> Spot | None:
    """The place that its bare name means the world over, unless the article dwells on another's region."""
    # The region around a city is no namesake.
    home = known[0].iso, known[0].admin1
    others = [p for p in known if (p.iso, p.admin1) != home]
    rest = max((p.population for p in others), default=0)
    if known[0].population < PROMINENT or known[0].population < LEAD * rest:
        return None
    dwells = any(clues.regions.get((p.iso, p.admin1), 0) >= 2 for p in others)
    if dwells and not clues.countries.get(known[0].iso):
        return None
    return _spot(known[0], "no other place of the name is nearly as large")


def _by_region(known: Sequence[gazetteer.Place], clues: Clues) -> Spot | None:
    for regions, reason in (
        (clues.regions, "its article names the region"),
        (clues.towns, "near other towns"),
    ):
        near = [p for p in known if (p.iso, p.admin1) in regions and (p.kind == "city" or p is known[0])]
        if near:
            best = min(near, key=lambda p: (-regions[p.iso, p.admin1], known.index(p)))
            return _spot(best, reason)
    return None


def locate_by_spelling(name: str, containers: Iterable[str]) -> Spot | None:
    """A place that is spelt otherwise in the gazetteer, in a country that the text puts it in."""
    for container in containers:
        iso = country_of(container)
        found = gazetteer.spelt_like(name, iso) if iso else ()
        if len(found) == 1 or (len(found) > 1 and found[0].population >= LEAD * found[1].population):
            return _spot(found[0], f"spelt like {found[0].name} in {container}")
    return None


def _by_country(known: Sequence[gazetteer.Place], countries: Mapping[str, int]) -> Spot | None:
    # A country that is named once beside one that is named ten times says little.
    most = max(countries.values(), default=0)
    near = {iso: n for iso, n in countries.items() if 4 * n >= most}
    # The gazetteer's order tells within a country, the article between countries.
    first = {p.iso: p for p in reversed(known) if p.iso in near}
    if not first:
        return None
    best = min(first.values(), key=lambda p: (-near[p.iso] * p.population, p.iso))
    return _spot(best, "its article names the country")


def _spot(place: gazetteer.Place, reason: str) -> Spot:
    at = Coordinates(place.lat, place.lon, place.kind, place.geonameid or None)
    return Spot(at, place.iso, place.admin1, place.kind, place.name, reason)
