"""Resolve: from what each article says to what the archive knows.

articles      their ids; which are copies
chains        the mentions of one thing in one article
nodes         every name of the archive once; namesakes: one name, several people
clusters      names that are one entity, and why; unions: what forbids it; rulings have the last word
permalinks    the ids they had before
clues, whereabouts, geography    which place of its name a place is, and what holds it
entities, details    what the pages show of them
event_reports, event_pairs, event_reasons, event_scores, event_merging    which event words tell of one event
event_fields, figures, event_parts    what its reports say together; of what it is part
events, event_salience, titles        events with their ids; which have a page; what they are called
undated       when an article without a date may have been written
curation, rulings, spots, event_rulings    what the editor says of all that
forgetting, gone    what must not be named any more
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from sitegen.config import ResolveSettings
from sitegen.model import (
    Annotation,
    Archive,
    ArchiveArticle,
    Article,
    Doubt,
    EntityType,
    Permalink,
    Permalinks,
)
from sitegen.naming import slug
from sitegen.problems import Problem
from sitegen.resolve.articles import archive_articles
from sitegen.resolve.chains import chains
from sitegen.resolve.clusters import Cluster, Clusters
from sitegen.resolve.curation import WHERE, Curation, EntityRuling, parse_curation
from sitegen.resolve.details import detail
from sitegen.resolve.entities import Draft, name_entities
from sitegen.resolve.entity_salience import with_event_salience
from sitegen.resolve.events import resolve_events
from sitegen.resolve.forgetting import name_of, reveal, veil
from sitegen.resolve.gone import Unspoken, slips_of, without_names
from sitegen.resolve.index import EntityIndex
from sitegen.resolve.nodes import Node, Surroundings, nodes_of
from sitegen.resolve.permalinks import (
    Assignment,
    Claimant,
    assign_ids,
    follow,
    parse_permalinks,
    reclaim,
    write_permalinks,
)
from sitegen.resolve.quotes import quotes_of
from sitegen.resolve.relations import relations_of
from sitegen.resolve.rulings import References, node_rulings, unknown_meanings
from sitegen.resolve.spots import mention_rulings
from sitegen.resolve.undated import infer_dates
from sitegen.resolve.unions import Rulings

__all__ = ["Curation", "EntityIndex", "parse_curation", "parse_permalinks", "resolve", "write_permalinks"]


def resolve(
    inputs: Sequence[tuple[Article, Annotation]],
    curation: Curation,
    permalinks: Permalinks,
    settings: ResolveSettings,
) -> tuple[Archive, tuple[Problem, ...]]:
    """The archive, and what the editor should know.

    The order of inputs is of no account. Resolving again with the archive's permalinks gives the
    same archive and the same permalinks.
    """
    articles, article_links = archive_articles(inputs, permalinks.articles)
    ruled = mention_rulings(articles, curation.mentions, _types(permalinks.entities))
    articles = ruled.articles
    known = _known_entities(articles, ruled.names, curation, permalinks.entities)
    gone = [d for d in known.drafts if d.id in known.hidden]
    forgotten = [d for d in gone if d.id in known.forgotten]
    hidden, unspoken = Unspoken(gone, articles), Unspoken(forgotten, articles)
    shown = [d for d in known.drafts if d.id not in known.hidden]
    named, by_mention = name_entities(shown, articles)
    detailed = detail(named, by_mention, shown, articles, settings)
    index = EntityIndex({e.id: e for e in detailed.entities}, by_mention)
    events = resolve_events(articles, index, curation, permalinks, settings, hidden, unspoken, known.links)
    entities = with_event_salience(detailed.entities, events.events, detailed.verdicts)
    archive = Archive(
        articles=infer_dates(articles, events.events),
        entities=without_names(entities, hidden),
        events=events.events,
        relations=relations_of(articles, index),
        quotes=quotes_of(articles, index),
        doubts=tuple(
            sorted([*known.doubts, *events.doubts], key=lambda d: (-d.impact, d.kind, d.first, d.second))
        ),
        permalinks=Permalinks(
            articles=article_links,
            entities=veil(
                known.links,
                {d.id for d in forgotten},
                unspoken.names,
                {d.id for d in known.drafts},
            ),
            events=tuple(sorted(events.links, key=lambda link: link.id)),
        ),
    )
    return archive, tuple(sorted({*ruled.problems, *known.problems, *events.problems}))


def _types(links: Sequence[Permalink]) -> Callable[[str], EntityType]:
    """The type of what an id names, as permalinks.json knows it; "other" where it does not."""
    table = {link.id: link for link in links}

    def of(id_: str) -> EntityType:
        link = table.get(follow(id_, table))
        kinds = [key.partition(":")[0] for key in link.keys] if link else []
        return next((t for k in kinds for t in get_args(EntityType) if t == k), "other")

    return of


@dataclass(frozen=True, slots=True)
class _Known:
    drafts: tuple[Draft, ...]
    links: tuple[Permalink, ...]
    doubts: tuple[Doubt, ...]
    problems: tuple[Problem, ...]
    hidden: frozenset[str]
    """Ids that are in no page, list, search or export."""
    forgotten: frozenset[str]
    """Those of them whose names are kept nowhere."""


def _known_entities(
    articles: tuple[ArchiveArticle, ...],
    ruled: Mapping[int, Mapping[int, str]],
    curation: Curation,
    before: Sequence[Permalink],
) -> _Known:
    found = [
        chain
        for at, article in enumerate(articles)
        for chain in chains(at, article.annotation, ruled.get(at, {}), article.article.text)
    ]
    nodes = nodes_of(found, articles)
    around = Surroundings(nodes, articles)
    labels = [label for node in nodes for label in node.labels]
    before = reclaim(reveal(before, curation, labels), labels, name_of)

    # First without the editor, so that rulings find what they name whatever they change.
    plain = Clusters(nodes, articles, around, Rulings())
    plain.join_all()
    clusters = _without_ruled(plain.clusters(), nodes)
    assigned = _assign(clusters, nodes, before, {})
    references = References(nodes, clusters, assigned.ids, assigned.links)

    ruling = node_rulings(curation, nodes, references)
    rulings = ruling.rulings
    joined = plain
    if rulings.same or rulings.apart or any(node.ruled for node in nodes):
        joined = Clusters(nodes, articles, around, rulings)
        joined.join_all()
        clusters = joined.clusters()
        assigned = _assign(clusters, nodes, assigned.links, ruling.prefer)
    id_of = {n: id_ for cluster, id_ in zip(clusters, assigned.ids, strict=True) for n in cluster.nodes}

    entity_rulings: dict[str, EntityRuling] = {}
    more = [*ruling.problems, *unknown_meanings(curation, articles, nodes, references)]
    for one in curation.entities:
        numbers = references.find(one.id)
        ids = sorted({id_of[n] for n in numbers if n in id_of})
        if one.id in assigned.ids:
            ids = [one.id]
        if not ids and not one.forget:  # who is forgotten may well be gone for good
            more.append(references.unknown(one.id, one.line, "[[entity]]"))
        for id_ in ids[:1]:
            if id_ in entity_rulings:
                message = f"a second [[entity]] for {id_!r}; the first holds"
                more.append(Problem(WHERE, one.line, "vain-ruling", "warning", message, "make them one"))
            entity_rulings.setdefault(id_, one)
    drafts = tuple(
        Draft(id_, cluster, entity_rulings.get(id_))
        for cluster, id_ in zip(clusters, assigned.ids, strict=True)
    )
    forgotten = {d.id for d in drafts if d.ruling is not None and d.ruling.forget}
    if forgotten:
        names = Unspoken((d for d in drafts if d.id in forgotten), articles).names
        forgotten |= slips_of(drafts, names)
    gone = forgotten | {id_ for id_, r in entity_rulings.items() if r.hide}
    doubts = tuple(
        Doubt(
            "entity",
            min(id_of[d.first], id_of[d.second]),
            max(id_of[d.first], id_of[d.second]),
            d.impact,
            d.reasons,
        )
        for d in joined.open_doubts()
        if d.first in id_of and d.second in id_of and id_of[d.first] != id_of[d.second]
        if not {id_of[d.first], id_of[d.second]} & gone
    )
    return _Known(drafts, assigned.links, doubts, tuple(more), frozenset(gone), frozenset(forgotten))


def _without_ruled(clusters: Sequence[Cluster], nodes: Sequence[Node]) -> tuple[Cluster, ...]:
    """The clusters without the names that [[mention]] rulings make."""
    ruled = {node.number: node.label for node in nodes if node.ruled}
    if not ruled:
        return tuple(clusters)
    return tuple(
        replace(c, nodes=c.nodes - ruled.keys(), keys=tuple(k for k in c.keys if k not in ruled.values()))
        for c in clusters
        if c.nodes - ruled.keys()
    )


def _assign(
    clusters: Sequence[Cluster],
    nodes: Sequence[Node],
    before: Sequence[Permalink],
    prefer: Mapping[int, tuple[int, str]],
) -> Assignment:
    claimants = []
    for cluster in clusters:
        _, wanted = min((prefer[n] for n in cluster.nodes if n in prefer), default=(0, ""))
        claimants.append(Claimant(cluster.keys, _wish(cluster, nodes), wanted))
    return assign_ids(claimants, before)


def _wish(cluster: Cluster, nodes: Sequence[Node]) -> str:
    """The slug of the cluster's most telling name."""
    by_label = {nodes[n].label: nodes[n] for n in cluster.nodes}
    node = by_label[cluster.keys[0]]
    if node.ruled:
        return slug(node.ruled, "entity")
    spot = next((chain.spot for chain in node.chains if chain.spot is not None), None)
    if spot is not None and node.name.endswith("."):
        return slug(spot.name, node.type)
    return slug(node.wish, node.type)
