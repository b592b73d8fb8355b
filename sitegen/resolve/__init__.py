"""Resolve: from what each article says to what the archive knows.

articles      their ids; which are copies
chains        the mentions of one thing in one article
nodes         every name of the archive once
clusters      names that are one entity, and why; rulings have the last word
permalinks    the ids they had before
whereabouts, geography    which place of its name a place is, and what holds it
entities, details    what the pages show of them
events        the same for events
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.config import ResolveSettings
from sitegen.model import Annotation, Archive, ArchiveArticle, Article, Doubt, Permalink, Permalinks
from sitegen.naming import slug
from sitegen.problems import Problem
from sitegen.resolve.articles import archive_articles
from sitegen.resolve.chains import chains
from sitegen.resolve.clusters import Cluster, Clusters, Rulings
from sitegen.resolve.curation import WHERE, Curation, EntityRuling, parse_curation
from sitegen.resolve.details import detail
from sitegen.resolve.entities import Draft, name_entities
from sitegen.resolve.entity_salience import with_event_salience
from sitegen.resolve.events import resolve_events
from sitegen.resolve.index import EntityIndex
from sitegen.resolve.nodes import Node, Surroundings, nodes_of
from sitegen.resolve.permalinks import Assignment, Claimant, assign_ids, parse_permalinks, write_permalinks
from sitegen.resolve.quotes import quotes_of
from sitegen.resolve.relations import relations_of
from sitegen.resolve.rulings import References, mention_rulings, node_rulings

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
    known = _known_entities(articles, curation, permalinks.entities)
    named, by_mention = name_entities(known.drafts, articles)
    detailed = detail(named, by_mention, known.drafts, articles, settings)
    index = EntityIndex({e.id: e for e in detailed.entities}, by_mention)
    events = resolve_events(articles, index, curation, permalinks, settings)
    entities = with_event_salience(detailed.entities, events.events, detailed.verdicts)
    forgotten = {d.id for d in known.drafts if d.ruling is not None and d.ruling.forget}
    archive = Archive(
        articles=articles,
        entities=entities,
        events=events.events,
        relations=relations_of(articles, index),
        quotes=quotes_of(articles, index),
        doubts=tuple(
            sorted([*known.doubts, *events.doubts], key=lambda d: (-d.impact, d.kind, d.first, d.second))
        ),
        permalinks=Permalinks(
            articles=article_links,
            entities=tuple(link for link in known.links if not {link.id, link.to} & forgotten),
            events=tuple(sorted(events.links, key=lambda link: link.id)),
        ),
    )
    return archive, tuple(sorted({*known.problems, *events.problems}))


@dataclass(frozen=True, slots=True)
class _Known:
    drafts: tuple[Draft, ...]
    links: tuple[Permalink, ...]
    doubts: tuple[Doubt, ...]
    problems: tuple[Problem, ...]


def _known_entities(
    articles: tuple[ArchiveArticle, ...], curation: Curation, before: Sequence[Permalink]
) -> _Known:
    ruled, problems = mention_rulings(articles, curation.mentions)
    found = [
        chain
        for at, article in enumerate(articles)
        for chain in chains(at, article.annotation, ruled.get(at, {}))
    ]
    nodes = nodes_of(found, articles)
    around = Surroundings(nodes, articles)

    # First without the editor, so that rulings find what they name whatever they change.
    plain = Clusters(nodes, articles, around, Rulings())
    plain.join_all()
    clusters = tuple(c for c in plain.clusters() if not any(nodes[n].ruled for n in c.nodes))
    assigned = _assign(clusters, nodes, before, {})
    references = References(nodes, clusters, assigned.ids, assigned.links)

    rulings, prefer, warnings = node_rulings(curation, nodes, references)
    joined = plain
    if rulings.same or rulings.apart or any(node.ruled for node in nodes):
        joined = Clusters(nodes, articles, around, rulings)
        joined.join_all()
        clusters = joined.clusters()
        assigned = _assign(clusters, nodes, assigned.links, dict(reversed(prefer)))
    id_of = {n: id_ for cluster, id_ in zip(clusters, assigned.ids, strict=True) for n in cluster.nodes}

    entity_rulings: dict[str, EntityRuling] = {}
    more: list[Problem] = [*problems, *warnings]
    for ruling in curation.entities:
        numbers = references.find(ruling.id)
        ids = sorted({id_of[n] for n in numbers if n in id_of})
        if ruling.id in assigned.ids:
            ids = [ruling.id]
        if not ids:
            more.append(references.unknown(ruling.id, ruling.line, "[[entity]]"))
        for id_ in ids[:1]:
            if id_ in entity_rulings:
                message = f"a second [[entity]] for {id_!r}; the first holds"
                more.append(Problem(WHERE, ruling.line, "vain-ruling", "warning", message, "make them one"))
            entity_rulings.setdefault(id_, ruling)
    gone = {id_ for id_, r in entity_rulings.items() if r.hide or r.forget}
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
    drafts = tuple(
        Draft(id_, cluster, entity_rulings.get(id_))
        for cluster, id_ in zip(clusters, assigned.ids, strict=True)
    )
    return _Known(drafts, assigned.links, doubts, tuple(more))


def _assign(
    clusters: Sequence[Cluster], nodes: Sequence[Node], before: Sequence[Permalink], prefer: dict[int, str]
) -> Assignment:
    claimants = []
    for cluster in clusters:
        wanted = [prefer[n] for n in sorted(cluster.nodes) if n in prefer]
        claimants.append(Claimant(cluster.keys, _wish(cluster, nodes), wanted[0] if wanted else ""))
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
