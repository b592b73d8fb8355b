"""Details: what is known of an entity once every entity has its id: roles, place, description, page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sitegen.config import ResolveSettings
from sitegen.model import ArchiveArticle, Coordinates, Entity, Role, Sourced
from sitegen.resolve.chains import Chain
from sitegen.resolve.descriptions import apposition, role_line
from sitegen.resolve.entities import Draft
from sitegen.resolve.entity_salience import Parts, Verdict, verdict
from sitegen.resolve.geography import geography
from sitegen.resolve.index import EntityIndex
from sitegen.resolve.places import Spot
from sitegen.resolve.roles import roles_of

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
    places = geography(named, draft_of, index, articles)
    parts = Parts(articles)
    entities, verdicts = [], {}
    for entity in named:
        draft = draft_of[entity.id]
        chains = draft.cluster.chains
        roles = roles_of(chains, articles, index) if entity.type == "person" else ()
        spot = places.spots.get(entity.id)
        around = places.around(entity.id) if spot is None else None
        found_at = spot or around
        coordinates = found_at.coordinates if found_at else None
        entity = replace(
            entity,
            roles=roles,
            description=_description(entity, roles, chains, articles, index),
            coordinates=coordinates,
            placed=found_at.reason if found_at else places.unplaced(entity),
            located_in=places.holders.get(entity.id),
            identifiers=_identifiers(draft, coordinates),
            subtype=_subtype(entity, spot),
        )
        found = verdict(entity, chains, articles, parts, draft.ruling, settings)
        verdicts[entity.id] = found
        entities.append(replace(entity, page=found.page, page_reason=found.reason))
    return Detailed(tuple(entities), verdicts)


def _subtype(entity: Entity, spot: Spot | None) -> str | None:
    if spot is None or (entity.subtype not in VAGUE_KINDS and spot.kind == "city"):
        return entity.subtype
    if entity.subtype in ("district", "facility", "terrain") and spot.kind != "country":
        return entity.subtype
    return "region" if spot.kind == "county" else spot.kind


def _description(
    entity: Entity,
    roles: tuple[Role, ...],
    chains: Sequence[Chain],
    articles: tuple[ArchiveArticle, ...],
    index: EntityIndex,
) -> Sourced | None:
    if entity.subtype == "country":
        return None  # nobody asks what a country is
    office, phrase = role_line(roles, index), apposition(chains, articles)
    if office is None or phrase is None:
        return office or phrase
    # "Member of the committee that drafted the text" says more than "Member of the committee".
    fuller = phrase.text.casefold().startswith(office.text.casefold())
    return phrase if fuller or " " not in office.text else office


def _identifiers(draft: Draft, coordinates: Coordinates | None) -> tuple[tuple[str, str], ...]:
    ruling = draft.ruling
    geonameid = ruling.geonameid if ruling and ruling.geonameid else None
    if geonameid is None and coordinates is not None:
        geonameid = coordinates.geonameid
    found = [("geonames", str(geonameid))] if geonameid else []
    if ruling and ruling.wikidata:
        found.append(("wikidata", ruling.wikidata))
    return tuple(found)
