"""Details: what is known of an entity once every entity has its id: roles, place, description, page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sitegen.config import ResolveSettings
from sitegen.model import ArchiveArticle, Coordinates, Entity, Role, Sourced
from sitegen.naming import fold
from sitegen.resolve.chains import Chain
from sitegen.resolve.descriptions import apposition, role_line
from sitegen.resolve.entities import Draft
from sitegen.resolve.entity_salience import Parts, Verdict, verdict
from sitegen.resolve.index import EntityIndex
from sitegen.resolve.places import Spot, country_spot, locate_by_spelling
from sitegen.resolve.roles import roles_of
from sitegen.resolve.whereabouts import Clues, clues_of, locate

SOME = 20
"""Mentions of countries below which an archive has no country of its own."""


VAGUE_KINDS = (None, "facility", "terrain")
"""Kinds of a place that the gazetteer knows better: "Hama", an airport by one article's words, is a city."""


@dataclass(frozen=True, slots=True)
class Detailed:
    entities: tuple[Entity, ...]
    verdicts: Mapping[str, Verdict]


def detail(
    named: Sequence[Entity],
    by_mention: Mapping[tuple[str, int], str],
    drafts: Iterable[Draft],
    articles: tuple[ArchiveArticle, ...],
    settings: ResolveSettings,
) -> Detailed:
    """The same entities, sorted by id, with everything but what events add."""
    index = EntityIndex({e.id: e for e in named}, by_mention)
    draft_of = {draft.id: draft for draft in drafts}
    spots = _spots(named, draft_of, articles)
    holders = _holders(named, draft_of, spots, index, articles)
    parts = Parts(articles)
    entities, verdicts = [], {}
    for entity in named:
        draft = draft_of[entity.id]
        chains = draft.cluster.chains
        roles = roles_of(chains, articles, index) if entity.type == "person" else ()
        spot, holder = spots.get(entity.id), holders.get(entity.id)
        coordinates = spot.coordinates if spot else None
        if coordinates is None and holder is not None and holder in spots and spots[holder].kind == "city":
            # A quarter that no gazetteer knows is where its city is.
            coordinates = replace(spots[holder].coordinates, geonameid=None)
        entity = replace(
            entity,
            roles=roles,
            description=_description(entity, roles, chains, articles, index),
            coordinates=coordinates,
            located_in=holder,
            identifiers=_identifiers(draft, coordinates),
            subtype=spot.kind if spot and entity.subtype in VAGUE_KINDS else entity.subtype,
        )
        found = verdict(entity, chains, articles, parts, draft.ruling, settings)
        verdicts[entity.id] = found
        entities.append(replace(entity, page=found.page, page_reason=found.reason))
    return Detailed(tuple(entities), verdicts)


def _description(
    entity: Entity,
    roles: tuple[Role, ...],
    chains: Sequence[Chain],
    articles: tuple[ArchiveArticle, ...],
    index: EntityIndex,
) -> Sourced | None:
    if entity.subtype == "country":
        return None  # nobody asks what a country is
    return role_line(roles, index) or apposition(chains, articles)


def _identifiers(draft: Draft, coordinates: Coordinates | None) -> tuple[tuple[str, str], ...]:
    ruling = draft.ruling
    geonameid = ruling.geonameid if ruling and ruling.geonameid else None
    if geonameid is None and coordinates is not None:
        geonameid = coordinates.geonameid
    found = [("geonames", str(geonameid))] if geonameid else []
    if ruling and ruling.wikidata:
        found.append(("wikidata", ruling.wikidata))
    return tuple(found)


def _spots(
    named: Iterable[Entity], draft_of: Mapping[str, Draft], articles: tuple[ArchiveArticle, ...]
) -> dict[str, Spot]:
    """Entity id -> where it is. What an article can't tell, the country that most articles name may."""
    everywhere: Counter[str] = Counter()
    for article in articles:
        everywhere.update(clues_of(article.annotation).named)
    main = [iso for iso, n in everywhere.items() if n >= SOME and 2 * n > everywhere.total()]
    majority = Clues({iso: 1.0 for iso in main}, {}, {}, frozenset(main), {}, {})
    spots = {}
    for entity in named:
        if entity.type != "place":
            continue
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
            spot = locate(names, containers, majority) or locate_by_spelling(entity.name, containers)
        ruling = draft_of[entity.id].ruling
        if spot is not None and ruling is not None and ruling.geonameid:
            # Where the editor's place is another the gazetteer's names can't say where that is.
            spot = spot if ruling.geonameid == spot.coordinates.geonameid else None
        if spot is not None:
            spots[entity.id] = spot
    return spots


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
        if spot is not None:
            # Not by the region's name alone: a town may have the name of another region.
            options += [id_ for id_ in regions.get((spot.iso, spot.admin1), ()) if spot.kind != "region"]
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
