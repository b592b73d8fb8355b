"""Places: which of the world's places a name may mean, and what is kept of the one that is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sitegen import gazetteer
from sitegen.gazetteer import Kind, Place, spellings
from sitegen.model import Coordinates
from sitegen.naming import fold, words
from sitegen.resolve.names import country_of

LEAD = 8
"""How many times more people make one of two places of a name the one that is meant."""
COMPASS = words(
    """north south east west northern southern eastern western northeast northwest southeast southwest
    northeastern northwestern southeastern southwestern central upper lower greater historic downtown uptown
    suburban rural metro metropolitan mid inner outer old new n s e w ne nw se sw"""
)
"""Words before a place's name that mean a part of it, or the place and what is around it."""
LINKS = words("of in at near for")


@dataclass(frozen=True, slots=True)
class Spot:
    """What the gazetteer knows of one place of the archive."""

    coordinates: Coordinates
    iso: str
    admin1: str
    kind: str
    """city, county, region or country."""
    name: str
    """The gazetteer's own name for it."""
    reason: str

    @property
    def key(self) -> str:
        """What tells it from its namesakes."""
        if self.coordinates.geonameid:
            return f"g{self.coordinates.geonameid}"
        # Hand-made regions of several countries, and counties without an id.
        return (
            f"{self.iso}.{self.admin1}" if self.kind == "region" else f"{self.iso}.{self.admin1}.{self.name}"
        )


@lru_cache(maxsize=65536)
def known_places(name: str) -> tuple[Place, ...]:
    """Cities and regions of the name that are widely known, the likeliest first."""
    if fold(name) in gazetteer.PLACE_HEADS:
        return ()
    return tuple(p for p in gazetteer.places(name) if p.kind != "country")


@lru_cache(maxsize=65536)
def candidates(name: str) -> tuple[tuple[Place, float], ...]:
    """Every place that a name may mean, each with its share of all that the name means elsewhere.

    Shares go by people, damped, since papers write of small towns more than their people's part; a
    place that has the name as another name only, or a county whose "County" was left out, has less.
    The country of the name is among them. The shares add up to 1.
    """
    if fold(name) in gazetteer.PLACE_HEADS or len(fold(name)) < 2:
        return ()
    found = _weighed(name, _any)
    if not any(place.kind != "county" for place in found):
        for text, kinds in _bare_names(name):
            found = _weighed(text, kinds) or found
    iso = country_of(name)
    if iso and not any(place.kind == "country" for place in found):
        country = gazetteer.country_by_code(iso)
        if country is not None:  # a demonym
            c = country
            place = Place(c.name, "country", c.iso, "", c.lat, c.lon, c.population, c.geonameid)
            found[place] = _weight(place, name)
    total = sum(found.values())
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0].iso, item[0].geonameid))
    return tuple((place, weight / total) for place, weight in ranked[:MOST])


_any: tuple[Kind, ...] = ("city", "region", "county", "country")
_REGIONS = words("province governorate state region county oblast prefecture canton territory republic")
_CITIES = words("city town village municipality township twp borough hamlet")


def called_region(name: str) -> str:
    """ "aleppo" for "Aleppo province" and "province of Aleppo"; "" for what is not called a region."""
    return next((fold(bare) for bare, kinds in _bare_names(name) if "region" in kinds), "")


def _bare_names(name: str) -> Iterator[tuple[str, tuple[Kind, ...]]]:
    """The name without the word that says what it is, and the kinds that have such a word:
    "Aleppo province", "state of Kano"; "City of Norfolk", "Dublin City"."""
    parts = name.split()
    if len(parts) > 2 and parts[1].lower() == "of":
        head, rest = parts[0].lower(), " ".join(parts[2:])
    elif len(parts) > 1:
        head, rest = parts[-1].lower(), " ".join(parts[:-1])
    else:
        return
    if head in _REGIONS:
        yield rest, ("region", "county")
    elif head in _CITIES:
        yield rest, ("city",)


def _weighed(name: str, kinds: tuple[Kind, ...]) -> dict[Place, float]:
    found: dict[Place, float] = {}
    country = bool(country_of(name))
    known = gazetteer.places(name)
    first = next((place for place in known if place.kind != "country"), None)
    for place in (*known, *gazetteer.lesser_places(name)):
        if place.kind in kinds and (place.kind != "country" or country):
            found.setdefault(place, _weight(place, name, place == first))
    homes = {(place.iso, place.admin1) for place in found if place.kind == "city"}
    for place in found:
        if place.kind in ("region", "county") and (place.iso, place.admin1) in homes:
            found[place] *= AROUND  # the bare name is the city's
        elif country and place.kind in ("city", "county"):
            found[place] *= NAMED_AFTER
    return found


MOST = 40
"""Candidates of one name that are looked at."""
DAMPED = 0.5
SMALL_REGION = 100_000
GREAT = 3_000_000
BARE_COUNTY = 0.1
OTHER_NAME = 0.2
OTHER_SPELLING = 0.5
CAPITAL = 4.0
AROUND = 0.1
NAMED_AFTER = 0.1
"""Towns that have a country's name."""


def known_people(place: Place) -> int:
    """How many people make a place known: a region less than a city of as many, but at least a big town."""
    if place.kind != "region":
        return place.population
    if not place.geonameid:
        return GREAT  # hand-made: "Europe", "Kashmir"
    if place.population >= GREAT:
        return place.population
    return max(place.population // 3, SMALL_REGION)


def _weight(place: Place, name: str, first: bool = False) -> float:
    people = max(known_people(place), 500)
    weight = float(people**DAMPED)
    if place.kind == "county" and not gazetteer.bare_county(name) and fold(name) != fold(place.name):
        weight *= BARE_COUNTY
    elif place.kind == "city" and first and gazetteer.is_capital(place):
        weight *= CAPITAL
    elif place.kind == "city" and fold(name) != fold(place.name) and not first:
        weight *= OTHER_SPELLING if fold(name) in spellings(place.name) else OTHER_NAME
    return weight


@lru_cache(maxsize=65536)
def place_inside(name: str) -> str:
    """The place that a longer name is called after: "Concord" of "Concord Police Department",
    "Lombard" of "Lutheran School in Lombard"; "" where there is none."""
    parts = name.split()
    if parts[:1] == ["The"]:
        parts = parts[1:]
    for at in range(len(parts) - 2, 0, -1):
        if parts[at] in LINKS:
            tail = " ".join(parts[at + 1 :])
            if _names_a_place(tail):
                return tail
    while len(parts) > 2 and fold(parts[0]) in COMPASS and not _names_a_place(" ".join(parts[:2])):
        parts = parts[1:]
    for size in range(min(4, len(parts) - 1), 0, -1):
        head = " ".join(parts[:size])
        if _names_a_place(head.removesuffix("’s").removesuffix("'s")):
            return head.removesuffix("’s").removesuffix("'s")
    if len(parts) == 2 and fold(parts[0]) in COMPASS and _names_a_place(parts[1]):
        return parts[1]
    return ""


UNTOLD = words(
    """street avenue road lane boulevard drive highway parkway square park river creek lake bay sea ocean
    mountain mountains mount hill hills valley gulf strait island islands forest canyon falls"""
)
"""What is called after a place, or a person, and often lies elsewhere."""


def _names_a_place(text: str) -> bool:
    if not text[:1].isupper() or gazetteer.demonym(text) is not None:
        return False
    if len(fold(text)) < 3:
        return text[-1] == "." and bool(gazetteer.places(text))  # "S.C."
    if fold(text) in gazetteer.ORDINARY or fold(text) in gazetteer.GIVEN_NAMES:
        return False
    return bool(gazetteer.places(text) or gazetteer.lesser_places(text))


def country_spot(iso: str) -> Spot | None:
    country = gazetteer.country_by_code(iso)
    if country is None:
        return None
    at = Coordinates(country.lat, country.lon, "country", country.geonameid or None)
    return Spot(at, country.iso, "", "country", country.name, "a country's name")


def held_by(known: Sequence[Place], container: str) -> list[Place]:
    """Those of the places that lie in a country, region or county of this name."""
    iso = country_of(container)
    if iso and any(p.iso == iso for p in known):
        return [p for p in known if p.iso == iso]
    regions = {(p.iso, p.admin1) for p in known_places(container) if p.kind == "region"}
    regions = regions or {(p.iso, p.admin1) for p in _postal(container)}
    regions = regions or {(p.iso, p.admin1) for p in gazetteer.lesser_places(container) if p.kind == "county"}
    return [p for p in known if (p.iso, p.admin1) in regions]


def _postal(code: str) -> tuple[Place, ...]:
    region = gazetteer.region_by_code(code)
    return (region,) if region else ()


def locate_by_spelling(name: str, containers: Iterable[str]) -> Spot | None:
    """A place that is spelt otherwise in the gazetteer, in a country that the text puts it in."""
    for container in containers:
        iso = country_of(container)
        found = gazetteer.spelt_like(name, iso) if iso else ()
        if len(found) == 1 or (len(found) > 1 and found[0].population >= LEAD * found[1].population):
            return spot_of(found[0], f"spelt like {found[0].name} in {container}")
    return None


def spot_of(place: Place, reason: str) -> Spot:
    precision = "region" if place.kind == "county" else place.kind
    at = Coordinates(place.lat, place.lon, precision, place.geonameid or None)
    return Spot(at, place.iso, place.admin1, place.kind, place.name, reason)
