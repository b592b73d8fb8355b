"""Entities: a cluster of chains under its id becomes what the pages show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

from sitegen import gazetteer
from sitegen.model import (
    Alias,
    ArchiveArticle,
    Entity,
    EntityMention,
    EntityType,
)
from sitegen.naming import fold, slug
from sitegen.resolve.aliases import NAMED
from sitegen.resolve.chains import Chain
from sitegen.resolve.clusters import Cluster
from sitegen.resolve.curation import EntityRuling
from sitegen.resolve.persons import surname_only

JOINS = 30
"""Reasons kept of one entity, the first ones."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A cluster with its id and the editor's ruling on it."""

    id: str
    cluster: Cluster
    ruling: EntityRuling | None


def name_entities(
    drafts: Sequence[Draft], articles: tuple[ArchiveArticle, ...]
) -> tuple[tuple[Entity, ...], dict[tuple[str, int], str]]:
    """The entities with type, name, aliases and mentions; and which mention names which."""
    entities, by_mention = [], {}
    for draft in drafts:
        entities.append(_named(draft, articles))
        for chain in draft.cluster.chains:
            for n in chain.mentions:
                by_mention[articles[chain.article].id, n] = draft.id
    return tuple(sorted(entities, key=lambda e: e.id)), by_mention


def _named(draft: Draft, articles: tuple[ArchiveArticle, ...]) -> Entity:
    chains, ruling = draft.cluster.chains, draft.ruling
    mentions: list[EntityMention] = []
    names: Counter[str] = Counter()
    peoples: Counter[str] = Counter()
    aliases: Counter[str] = Counter()
    types: Counter[EntityType] = Counter()
    subtypes: Counter[str] = Counter()
    for chain in chains:
        article = articles[chain.article]
        types[chain.type] += len(chain.mentions)
        for n in chain.mentions:
            m = article.annotation.mentions[n]
            sentence = article.annotation.sentences[m.sentence]
            mentions.append(
                EntityMention(article.id, m.start, m.end, m.text, m.kind, m.confidence, m.reason, sentence)
            )
            if m.subtype and m.type == chain.type:
                subtypes[m.subtype] += 1
            if m.kind in NAMED:
                aliases[" ".join((m.text if m.kind in ("demonym", "metonym") else m.name).split())] += 1
            if m.kind in ("name", "acronym"):
                names[" ".join(m.name.split())] += 1
            elif m.kind == "demonym":
                peoples[" ".join(m.name.split())] += 1
    type_ = cast(EntityType, ruling.type) if ruling and ruling.type else _first(types)
    iso = _country(chains, type_)
    country = gazetteer.country_by_code(iso) if iso else None
    name = country.name if country else _preferred(names or peoples or aliases, type_)
    spot = next((chain.spot for chain in chains if chain.spot is not None), None)
    if spot is not None and name.endswith("."):
        name = spot.name
    told = next((chain.ruled for chain in chains if chain.ruled), "")
    if told and all(chain.ruled for chain in chains) and told != slug(told, "entity"):
        name = told  # a ruling made it and gave it a name
    if ruling:
        name = ruling.name or name
        for extra in ruling.aliases:
            aliases.setdefault(extra, 0)
    subtype = ruling.subtype if ruling and ruling.subtype else None
    if subtype is None:
        subtype = "country" if country else (_first(subtypes) if subtypes else None)
    return Entity(
        id=draft.id,
        type=type_,
        subtype=subtype,
        name=name or "?",
        aliases=tuple(Alias(text, count) for text, count in _ranked(aliases)),
        mentions=tuple(sorted(mentions, key=lambda m: (m.article, m.start, m.end))),
        joined=draft.cluster.joined[:JOINS],
    )


def _country(chains: Sequence[Chain], type_: EntityType) -> str:
    if type_ != "place":
        return ""
    owners = Counter(chain.owner for chain in chains if chain.owner and chain.key.startswith("country "))
    return _first(owners) if owners else ""


def _preferred(names: Counter[str], type_: EntityType) -> str:
    """The most frequent full form: not a bare surname, an acronym or a headline in capitals where
    there is better."""

    def rank(name: str) -> tuple[bool, bool, int, int, str]:
        letters = "".join(c for c in name if c.isalpha())
        shouted = letters.isupper() and (len(name.split()) > 1 or len(letters) > 6)
        short = surname_only(fold(name)) if type_ == "person" else letters.isupper() and len(letters) <= 6
        return shouted, short, -names[name], -len(name), name

    return min(names, key=rank) if names else ""


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


_T = TypeVar("_T")


def _first(counts: Counter[_T]) -> _T:
    return min(counts, key=lambda item: (-counts[item], str(item)))
