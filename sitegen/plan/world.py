"""World: the archive with its indexes, each built once, that the planners look things up in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sitegen import edtf
from sitegen.config import Settings
from sitegen.model import (
    Archive,
    ArchiveArticle,
    Entity,
    EntityMention,
    Event,
    EventReport,
    Evidence,
    Quote,
    Relation,
    Span,
)
from sitegen.plan.addresses import Addresses
from sitegen.plan.words import shortened
from sitegen.problems import Problem

EXCERPT = 400
"""Characters of a body at least, as far as it has them, where excerpts are published."""

CROWD = 12
"""A sentence that names more entities is a list; it ties none of them together."""

NAMING = frozenset({"name", "acronym", "demonym", "metonym"})
"""Kinds of mention whose words are a spelling of the entity."""


Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class World:
    """Keys are ids unless said otherwise; lists are in the archive's order unless said otherwise."""

    archive: Archive
    settings: Settings
    where: Addresses
    problems: tuple[Problem, ...]
    made: tuple[tuple[str, str], ...]
    articles: Mapping[str, ArchiveArticle]
    entities: Mapping[str, Entity]
    events: Mapping[str, Event]
    newest: tuple[ArchiveArticle, ...]
    """Newest first, the undated last; without near-identical copies."""
    mentions: Mapping[str, tuple[tuple[EntityMention, Entity], ...]]
    """Of each article, by place in the text."""
    reports: Mapping[str, tuple[tuple[EventReport, Event], ...]]
    """Of each article, by place in the text."""
    starts: Mapping[str, tuple[int, ...]]
    """Of the sentences of each article."""
    quotes: Mapping[str, tuple[Quote, ...]]
    """Of each article."""
    said: Mapping[str, tuple[Quote, ...]]
    """By speaker."""
    took_part: Mapping[str, tuple[tuple[Event, str], ...]]
    """Of each entity: events with a page and its role in them ("place" for where it happened), in
    order of time. What it did in a part stands under the whole, once."""
    told_at: Mapping[str, tuple[str, str, int]]
    """Of each event with a page: date of its first report, "~" where no report has one; article; offset."""
    relations: Mapping[str, tuple[Relation, ...]]
    """By subject and by object."""
    copies: Mapping[str, tuple[ArchiveArticle, ...]]
    """Near-identical copies of an article."""
    holds: Mapping[str, tuple[Entity, ...]]
    """Places directly within a place."""
    parts: Mapping[str, tuple[Event, ...]]
    """Of an event, with a page or without."""
    together: Mapping[tuple[str, int], tuple[str, ...]]
    """(article, start of a sentence): entities with a page that it names."""
    in_articles: Mapping[str, tuple[str, ...]]
    """Articles that name an entity."""
    spellings: Mapping[str, tuple[str, ...]]
    """Names of an entity that are names, the preferred one first."""
    titles: Mapping[str, str]
    """Of articles; made from the first words where there is none."""
    ranks: Mapping[str, int]
    """Of entities and events with a page that share their name and type with an earlier one: 2, 3, …"""
    cuts: Mapping[str, int]
    """Where the published text of an article ends."""

    def within(self, place: str) -> tuple[Entity, ...]:
        """The places that hold a place, nearest first."""
        chain: list[Entity] = []
        entity = self.entities.get(place)
        while entity is not None and entity.located_in is not None:
            entity = self.entities.get(entity.located_in)
            if entity is None or entity.id == place or entity in chain:
                break
            chain.append(entity)
        return tuple(chain)

    def in_order(self, events: Iterable[Event]) -> list[Event]:
        """Events with a page by date; those without one, last, as they were reported and are told."""
        return sorted(events, key=lambda e: _order(e, self.told_at))

    def sentence_of(self, article: str, offset: int) -> int | None:
        """Index of the sentence that holds a character, None between sentences."""
        n = bisect_right(self.starts[article], offset) - 1
        return n if n >= 0 and offset < self.articles[article].annotation.sentences[n][1] else None

    def named_within(self, evidence: Evidence) -> tuple[tuple[EntityMention, Entity], ...]:
        """The mentions that begin in a sentence."""
        named = self.mentions.get(evidence.article, ())
        first = bisect_left(named, evidence.start, key=_start)
        return named[first : bisect_left(named, evidence.end, lo=first, key=_start)]


def build_world(
    archive: Archive,
    settings: Settings,
    where: Addresses,
    problems: Sequence[Problem],
    made: Sequence[tuple[str, str]],
) -> World:
    entities = {e.id: e for e in archive.entities}
    articles = {a.id: a for a in archive.articles}
    paged = [e for e in archive.events if e.page]
    named = _named(archive.entities, articles)
    told_at = {e.id: _told_at(e, articles) for e in paged}
    return World(
        archive=archive,
        settings=settings,
        where=where,
        problems=tuple(problems),
        made=tuple(made),
        articles=articles,
        entities=entities,
        events={e.id: e for e in archive.events},
        newest=tuple(
            newest_first((a for a in archive.articles if a.copy_of is None), lambda a: a.article.date)
        ),
        mentions=named,
        reports=_reported(archive.events, articles),
        starts={a.id: tuple(s for s, _ in a.annotation.sentences) for a in archive.articles},
        quotes=grouped(archive.quotes, lambda q: q.article),
        said=grouped((q for q in archive.quotes if q.speaker), lambda q: q.speaker or ""),
        took_part=_took_part(archive.events, told_at),
        told_at=told_at,
        relations=_both_ways(archive.relations),
        copies=grouped((a for a in archive.articles if a.copy_of), lambda a: a.copy_of or ""),
        holds=grouped(
            (e for e in archive.entities if e.located_in is not None and e.page), lambda e: e.located_in or ""
        ),
        parts=grouped((e for e in archive.events if e.part_of is not None), lambda e: e.part_of or ""),
        together=_together(named, where.entities),
        in_articles=_in_articles(archive.entities, articles),
        spellings={e.id: _spellings(e) for e in archive.entities},
        ranks={
            **_ranks((e.id, f"{e.type} {e.name}") for e in archive.entities if e.page),
            **_ranks((e.id, e.title) for e in paged),
        },
        titles={a.id: article_title(a) for a in archive.articles},
        cuts={a.id: _cut(a, settings.publish.text) for a in archive.articles},
    )


def _start(pair: tuple[EntityMention, Entity]) -> int:
    return pair[0].start


def grouped(items: Iterable[Value], by: Callable[[Value], Key]) -> dict[Key, tuple[Value, ...]]:
    """The items under their key, in the order they came."""
    groups: dict[Key, list[Value]] = defaultdict(list)
    for item in items:
        groups[by(item)].append(item)
    return {key: tuple(values) for key, values in groups.items()}


def newest_first(items: Iterable[Value], date: Callable[[Value], str | None]) -> list[Value]:
    """Sorted by date, the latest first, what has none last; equals keep their order."""
    dated: list[Value] = []
    undated: list[Value] = []
    for item in items:
        (dated if edtf.bounds(date(item) or "") else undated).append(item)
    dated.sort(key=lambda item: edtf.order_key(date(item))[:2], reverse=True)
    return dated + undated


def _ranks(named: Iterable[tuple[str, str]]) -> dict[str, int]:
    groups = grouped(named, lambda pair: pair[1].casefold())
    return {id_: n for group in groups.values() for n, (id_, _) in enumerate(group, 1) if n > 1}


def _named(
    entities: Iterable[Entity], articles: Mapping[str, ArchiveArticle]
) -> dict[str, tuple[tuple[EntityMention, Entity], ...]]:
    pairs = ((m, e) for e in entities for m in e.mentions if m.article in articles)
    groups = grouped(pairs, lambda pair: pair[0].article)
    return {
        id_: tuple(sorted(g, key=lambda p: (p[0].start, -p[0].end, p[1].id))) for id_, g in groups.items()
    }


def _reported(
    events: Iterable[Event], articles: Mapping[str, ArchiveArticle]
) -> dict[str, tuple[tuple[EventReport, Event], ...]]:
    pairs = ((m, e) for e in events for m in e.mentions if m.article in articles)
    groups = grouped(pairs, lambda pair: pair[0].article)
    return {
        id_: tuple(sorted(g, key=lambda p: (p[0].start, -p[0].end, p[1].id))) for id_, g in groups.items()
    }


def _told_at(event: Event, articles: Mapping[str, ArchiveArticle]) -> tuple[str, str, int]:
    told = [m for m in event.mentions if m.article in articles]
    return min(
        ((articles[m.article].article.date or "~", m.article, m.start) for m in told), default=("~", "", 0)
    )


def _order(
    event: Event, told_at: Mapping[str, tuple[str, str, int]]
) -> tuple[tuple[int, int, int, str], tuple[str, str, int], str]:
    return edtf.order_key(event.date), told_at[event.id], event.id


def _took_part(
    events: Iterable[Event], told_at: Mapping[str, tuple[str, str, int]]
) -> dict[str, tuple[tuple[Event, str], ...]]:
    paged = {e.id: e for e in events if e.page}
    roles: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for event in paged.values():
        for entity, role in _roles(event):
            roles[entity][event.id, role] = None
    known = {entity: {id_ for id_, _ in own} for entity, own in roles.items()}
    for event in events:
        whole = paged.get(event.part_of or "")
        if whole is None:
            continue
        for entity, role in _roles(event):
            if whole.id in known.get(entity, ()):
                roles[entity].pop((event.id, role), None)
            elif not event.page:
                roles[entity][whole.id, role] = None
    return {
        entity: tuple(
            sorted(
                ((paged[id_], role) for id_, role in own),
                key=lambda pair: (_order(pair[0], told_at), pair[1]),
            )
        )
        for entity, own in roles.items()
        if own
    }


def _roles(event: Event) -> Iterator[tuple[str, str]]:
    yield from ((p.entity, p.role) for p in event.participants)
    if event.place is not None:
        yield event.place, "place"


def _both_ways(relations: Iterable[Relation]) -> dict[str, tuple[Relation, ...]]:
    found: dict[str, list[Relation]] = defaultdict(list)
    for relation in relations:
        found[relation.subject].append(relation)
        if relation.object != relation.subject:
            found[relation.object].append(relation)
    return {id_: tuple(group) for id_, group in found.items()}


def _together(
    named: Mapping[str, tuple[tuple[EntityMention, Entity], ...]], pages: Mapping[str, str]
) -> dict[tuple[str, int], tuple[str, ...]]:
    sentences: dict[tuple[str, int], dict[str, None]] = defaultdict(dict)
    for article, pairs in named.items():
        for mention, entity in pairs:
            if entity.id in pages:
                sentences[article, mention.sentence[0]][entity.id] = None
    return {key: tuple(ids) for key, ids in sentences.items() if 1 < len(ids) <= CROWD}


def _in_articles(
    entities: Iterable[Entity], articles: Mapping[str, ArchiveArticle]
) -> dict[str, tuple[str, ...]]:
    return {
        e.id: tuple(dict.fromkeys(m.article for m in e.mentions if m.article in articles)) for e in entities
    }


def _spellings(entity: Entity) -> tuple[str, ...]:
    naming = {m.text for m in entity.mentions if m.kind in NAMING}
    others = {m.text for m in entity.mentions if m.kind not in NAMING} - naming
    return tuple(dict.fromkeys([entity.name, *(a.text for a in entity.aliases if a.text not in others)]))


def article_title(article: ArchiveArticle) -> str:
    """Its title; its first words where it has none."""
    title = article.article.title
    if title and title.strip():
        return shortened(title, 300)
    return shortened(article.article.text, 70) or "Untitled article"


def title_span(article: ArchiveArticle) -> Span:
    """The title's characters within the text, (0, 0) where there is none."""
    title = article.article.title
    if title and article.article.text.startswith(title):
        return 0, len(title)
    return 0, 0


def _cut(article: ArchiveArticle, shown: str) -> int:
    whole = len(article.article.text)
    start = title_span(article)[1]
    if shown == "full":
        return whole
    if shown == "none":
        return start
    ends = [end for _, end in article.annotation.sentences or article.article.blocks if end > start]
    return next((end for end in ends if end - start >= EXCERPT), whole)
