"""Clues: what all the places that an article names say of where each of them is.

A name's places each have a share of it (places.candidates). Every name of the article speaks for the
neighbourhoods, regions and countries of its places, by their shares; then each name is given the place
that the other names speak for most, and once more with what is settled settled. What the text says
outright ("Paris, Texas") comes before. So the names of an article settle each other, as in Leidner's
minimality and Lieberman and Samet's local lexicons. Without evidence a name stays unresolved.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sitegen import gazetteer
from sitegen.gazetteer import Place
from sitegen.model import Annotation
from sitegen.naming import fold
from sitegen.resolve.names import country_of
from sitegen.resolve.places import (
    called_region,
    candidates,
    held_by,
    known_places,
    place_inside,
)

NEAR, REGION, COUNTRY = 1.0, 1.5, 0.4
"""What a name that speaks for a place's neighbourhood, region or country counts."""
ALONE = 0.03
"""What a place's share counts without any support."""
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
    called: frozenset[str] = frozenset()
    """Folded names that it calls provinces or states: beside "Washington state", "Washington" is none."""


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
    called = frozenset(called_region(voice.name) for voice in voices.values()) - {""}
    for key in called & voices.keys():
        rest = [item for item in voices[key].shares if item[0].kind not in ("region", "county")]
        total = sum(share for _, share in rest)
        voices[key].shares = [(p, share / total) for p, share in rest] or voices[key].shares
    said = frozenset(elsewhere), frozenset(peoples - {""}), called
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


def _count(voices: Mapping[str, Voice], *told: frozenset[str]) -> Clues:
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
    return Clues(countries, regions, cells, frozenset(named), spelt, voices, *told)


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
    def local(self) -> float:
        return NEAR * min(self.near, 3) + REGION * min(self.region, 3)

    @property
    def sum(self) -> float:
        return self.local + COUNTRY * min(self.country, 3)


def supported(
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
    heard = supported(voice.name, voice.shares, clues)
    # Not by the country, which would speak for its every namesake.
    scores = [(place, share * (ALONE + support.local)) for place, share, support in heard]
    total = sum(score for _, score in scores)
    return [(place, score / total) for place, score in scores if score > total / 1000]
