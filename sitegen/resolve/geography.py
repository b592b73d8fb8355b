"""Geography: where the archive's places are, what holds them, and what bodies are called after.

Each article has said where its names are (whereabouts.py); here they vote, and the gazetteer gives the
hierarchy: a city lies in its region, a region in its country, as far as the archive has them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sitegen.model import ArchiveArticle, Entity
from sitegen.naming import fold
from sitegen.resolve.chains import Chain
from sitegen.resolve.clues import Clues
from sitegen.resolve.entities import Draft
from sitegen.resolve.index import EntityIndex
from sitegen.resolve.places import Spot, candidates, country_spot, locate_by_spelling
from sitegen.resolve.whereabouts import locate

SOME = 20
"""Articles that name a country or region below which it is not the archive's own."""
HOME = 2.0
"""Names of an article that the archive's home speaks as loud as."""


@dataclass(frozen=True, slots=True)
class Geography:
    spots: Mapping[str, Spot]
    """Place -> where it is."""
    seats: Mapping[str, Spot]
    """Organisation or place -> the place that its name holds."""
    holders: Mapping[str, str]
    """Place -> the place that holds it."""

    def around(self, id_: str) -> Spot | None:
        """What is around an entity that the gazetteer doesn't know, with its precision."""
        spot = self.seats.get(id_)
        holder = self.spots.get(self.holders.get(id_, ""))
        if spot is None and holder is not None and holder.kind in ("city", "county"):
            spot = replace(holder, reason=f"it lies in {holder.name}")
        if spot is None:
            return None
        return replace(spot, coordinates=replace(spot.coordinates, geonameid=None))

    def unplaced(self, entity: Entity) -> str:
        """Why a place has no coordinates."""
        if entity.type != "place":
            return ""
        known = len(candidates(entity.name))
        if not known:
            return "no table knows the name"
        return f"{known} place{'s' if known > 1 else ''} of this name and nothing that says which is meant"


def geography(
    named: Sequence[Entity],
    draft_of: Mapping[str, Draft],
    index: EntityIndex,
    articles: tuple[ArchiveArticle, ...],
) -> Geography:
    spots = _spots(named, draft_of, articles)
    seats = _seats(named, draft_of, spots)
    return Geography(spots, seats, _holders(named, draft_of, spots, seats, index, articles))


def _spots(
    named: Iterable[Entity], draft_of: Mapping[str, Draft], articles: tuple[ArchiveArticle, ...]
) -> dict[str, Spot]:
    """Entity id -> where it is. What an article can't tell, the archive's home may."""
    named = [entity for entity in named if entity.type == "place"]
    home = _home(chain for entity in named for chain in draft_of[entity.id].cluster.chains)
    spots = {}
    for entity in named:
        chains = draft_of[entity.id].cluster.chains
        iso = next((c.owner for c in chains if c.key.startswith("country ")), "")
        spot = country_spot(iso) if iso else None
        if spot is None:
            told = Counter(chain.spot.key for chain in chains if chain.spot is not None)
            best = min(told, key=lambda key: (-told[key], key)) if told else ""
            spot = next((c.spot for c in chains if c.spot is not None and c.spot.key == best), None)
        if spot is None:
            containers = _containers(chains, articles)
            names = list(dict.fromkeys([entity.name, *(a.text for a in entity.aliases if a.count)]))
            spot = locate(names, containers, EMPTY) or locate_by_spelling(entity.name, containers)
            if spot is None:
                spot = _at_home(names, home)
        ruling = draft_of[entity.id].ruling
        if spot is not None and ruling is not None and ruling.geonameid:
            # Where the editor's place is another the gazetteer's names can't say where that is.
            spot = spot if ruling.geonameid == spot.coordinates.geonameid else None
        if spot is not None:
            spots[entity.id] = spot
    return spots


EMPTY = Clues({}, {}, {}, frozenset(), {}, {})


def _at_home(names: Sequence[str], home: Clues) -> Spot | None:
    """The place that a name means where the archive is at home; no guess among several of a country."""
    spot = locate(names, (), home)
    if spot is None:
        return None
    here = {p.admin1 for name in names for p, _ in candidates(name) if p.iso == spot.iso}
    sure = (spot.iso, spot.admin1) in home.regions or len(here) == 1
    return replace(spot, reason="in the country or region that most articles name") if sure else None


def _home(chains: Iterable[Chain]) -> Clues:
    """The country and the region that most articles speak of, as if an article named them."""
    lands: set[tuple[int, str]] = set()
    areas: set[tuple[int, tuple[str, str]]] = set()
    for chain in chains:
        if chain.spot is not None and chain.spot.iso:
            lands.add((chain.article, chain.spot.iso))
            if chain.spot.admin1:
                areas.add((chain.article, (chain.spot.iso, chain.spot.admin1)))
        elif chain.key.startswith("country "):
            lands.add((chain.article, chain.owner))
    countries = Counter(iso for _, iso in lands)
    regions = Counter(at for _, at in areas)
    land = {iso: HOME for iso, n in countries.items() if n >= SOME and 2 * n > countries.total()}
    area = {at: HOME for at, n in regions.items() if n >= SOME and 2 * n > regions.total()}
    land |= {iso: HOME for iso, _ in area}
    return Clues(land, area, {}, frozenset(land), {}, {})


def _seats(
    named: Iterable[Entity], draft_of: Mapping[str, Draft], spots: Mapping[str, Spot]
) -> dict[str, Spot]:
    """Entity id -> the place that its names are called after, where its articles agree on one."""
    seats = {}
    for entity in named:
        if entity.id in spots or entity.type not in ("organisation", "place"):
            continue
        told: dict[str, Spot] = {}
        counts: Counter[str] = Counter()
        for chain in draft_of[entity.id].cluster.chains:
            if chain.seat is not None:
                told.setdefault(chain.seat.key, chain.seat)
                counts[chain.seat.key] += 1
        if counts:
            best = min(counts, key=lambda key: (-counts[key], key))
            if 2 * counts[best] > counts.total():
                seats[entity.id] = told[best]
    return seats


def _containers(chains: Iterable[Chain], articles: Sequence[ArchiveArticle]) -> list[str]:
    counts: Counter[str] = Counter()
    for chain in chains:
        for n in chain.mentions:
            container = articles[chain.article].annotation.mentions[n].container
            if container:
                counts[container] += 1
    return sorted(counts, key=lambda text: (-counts[text], text))


def _holders(
    named: Iterable[Entity],
    draft_of: Mapping[str, Draft],
    spots: Mapping[str, Spot],
    seats: Mapping[str, Spot],
    index: EntityIndex,
    articles: tuple[ArchiveArticle, ...],
) -> dict[str, str]:
    """Place -> the place that holds it: as the text says, else its region or country by the gazetteer."""
    places = [e for e in named if e.type == "place"]
    by_name: dict[str, set[str]] = defaultdict(set)
    countries: dict[str, str] = {}
    regions: dict[tuple[str, str], list[str]] = defaultdict(list)
    for place in places:
        for alias in place.aliases:
            by_name[fold(alias.text)].add(place.id)
        spot = spots.get(place.id)
        if spot is not None and spot.kind == "country":
            countries.setdefault(spot.iso, place.id)
        elif spot is not None and spot.kind == "region":
            regions[spot.iso, spot.admin1].append(place.id)
    stated: dict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        for r in article.annotation.relations:
            one, two = index.of(article.id, r.subject), index.of(article.id, r.object)
            if r.relation == "located-in" and one and two and one.type == two.type == "place":
                stated[one.id][two.id] += 1
    by_key = {spot.key: id_ for id_, spot in spots.items()}
    holders: dict[str, str] = {}
    for place in places:
        spot = spots.get(place.id)
        if spot is not None and spot.kind == "country":
            continue
        options = [
            next(iter(by_name[fold(text)]))
            for text in _containers(draft_of[place.id].cluster.chains, articles)
            if len(by_name[fold(text)]) == 1
        ]
        options += sorted(stated[place.id], key=lambda id_: (-stated[place.id][id_], id_))
        if place.id in seats:
            seat = seats[place.id]
            options += [by_key[seat.key]] if seat.key in by_key else []
            spot = spot or seat
        if spot is not None:
            # A town may have the name of another region, so not by the region's name alone; what the
            # text says holds it may be the country, with its region between them.
            around = regions.get((spot.iso, spot.admin1), []) if spot.kind != "region" else []
            wide = [id_ for id_ in options if id_ in spots and spots[id_].kind == "country"]
            options = [*(id_ for id_ in options if id_ not in wide), *around, *wide]
            options += [countries[spot.iso]] if spot.iso in countries else []
        for option in options:
            if option != place.id and not _holds(place.id, option, holders):
                holders[place.id] = option
                break
    return holders


def _holds(place: str, other: str, holders: Mapping[str, str]) -> bool:
    """True where `place` already holds `other`, at any remove."""
    at: str | None = other
    while at is not None and at != place:
        at = holders.get(at)
    return at == place
