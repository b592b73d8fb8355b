"""Resolve: from what each article says to what the archive knows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from sitegen.config import ResolveSettings
from sitegen.model import (
    Alias,
    Annotation,
    Archive,
    ArchiveArticle,
    Article,
    Entity,
    EntityMention,
    Permalinks,
    Quote,
    Relation,
)
from sitegen.naming import slug
from sitegen.problems import Problem
from sitegen.resolve.articles import archive_articles
from sitegen.resolve.chains import Chain, chains
from sitegen.resolve.curation import Curation, parse_curation
from sitegen.resolve.index import EntityIndex
from sitegen.resolve.permalinks import Claimant, assign_ids, parse_permalinks, write_permalinks

__all__ = ["Curation", "EntityIndex", "parse_curation", "parse_permalinks", "resolve", "write_permalinks"]


def resolve(
    inputs: Sequence[tuple[Article, Annotation]],
    curation: Curation,
    permalinks: Permalinks,
    settings: ResolveSettings,
) -> tuple[Archive, tuple[Problem, ...]]:
    """The archive, and what the editor should know. Resolving again with the archive's permalinks
    gives the same archive."""
    from sitegen.resolve.events import resolve_events

    articles, article_links = archive_articles(inputs, permalinks.articles)
    groups: dict[tuple[str, str], list[Chain]] = defaultdict(list)
    for position, article in enumerate(articles):
        for chain in chains(position, article.annotation):
            groups[chain.type, chain.key].append(chain)
    ordered = sorted(groups, key=lambda k: (-sum(len(c.mentions) for c in groups[k]), k))
    assigned = assign_ids(
        [Claimant((f"{type_}:{key}",), slug(key, type_)) for type_, key in ordered], permalinks.entities
    )
    entities = {}
    by_mention = {}
    for id_, group_key in zip(assigned.ids, ordered, strict=True):
        group = groups[group_key]
        entities[id_] = _entity(id_, group, articles, settings)
        for chain in group:
            for n in chain.mentions:
                by_mention[articles[chain.article].id, n] = id_
    index = EntityIndex(dict(sorted(entities.items())), by_mention)
    events = resolve_events(articles, index, curation, permalinks, settings)
    archive = Archive(
        articles=articles,
        entities=tuple(index.entities.values()),
        events=events.events,
        relations=_relations(articles, index),
        quotes=_quotes(articles, index),
        doubts=events.doubts,
        permalinks=Permalinks(article_links, assigned.links, events.links),
    )
    return archive, tuple(sorted(events.problems))


def _entity(
    id_: str, group: list[Chain], articles: tuple[ArchiveArticle, ...], settings: ResolveSettings
) -> Entity:
    mentions, names = [], Counter[str]()
    subtypes = Counter[str]()
    for chain in group:
        article = articles[chain.article]
        for n in chain.mentions:
            m = article.annotation.mentions[n]
            sentence = article.annotation.sentences[m.sentence]
            mentions.append(
                EntityMention(article.id, m.start, m.end, m.text, m.kind, m.confidence, m.reason, sentence)
            )
            if m.kind not in ("title", "pronoun"):
                names[m.name] += 1
            if m.subtype:
                subtypes[m.subtype] += 1
    ranked = sorted(names.items(), key=lambda item: (-item[1], -len(item[0]), item[0]))
    named = sum(names.values())
    page = group[0].type in ("person", "organisation", "place", "group") and named >= settings.min_mentions
    return Entity(
        id=id_,
        type=group[0].type,
        subtype=min(subtypes, key=lambda s: (-subtypes[s], s)) if subtypes else None,
        name=ranked[0][0],
        aliases=tuple(Alias(text, count) for text, count in ranked),
        mentions=tuple(sorted(mentions, key=lambda m: (m.article, m.start, m.end))),
        page=page,
        page_reason=f"named {named} times" if page else "named too seldom",
    )


def _relations(articles: tuple[ArchiveArticle, ...], index: EntityIndex) -> tuple[Relation, ...]:
    found = set()
    for article in articles:
        for r in article.annotation.relations:
            subject, object_ = index.of(article.id, r.subject), index.of(article.id, r.object)
            if subject and object_ and subject.id != object_.id:
                found.add((subject.id, r.relation, object_.id, article.id, r.start, r.end))
    return tuple(Relation(*row) for row in sorted(found))


def _quotes(articles: tuple[ArchiveArticle, ...], index: EntityIndex) -> tuple[Quote, ...]:
    quotes = []
    for article in articles:
        for q in article.annotation.quotes:
            speaker = index.of(article.id, q.speaker)
            quotes.append(
                Quote(article.id, q.start, q.end, speaker.id if speaker else None, q.cue, q.text, q.direct)
            )
    return tuple(sorted(quotes, key=lambda q: (q.article, q.start, q.end)))
