"""The catalogue: what the last build found, as the editor's commands need it.

It stands in the store, beside the site and never in it. It is quick to read where the archive itself
would have to be resolved again: ids, names, addresses, who is named where, and the open questions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sitegen.model import Archive, ArchiveArticle, Entity, Event, Span

CONTEXT = 300
"""Characters of a sentence that a question shows."""
NAMING = ("name", "acronym", "demonym", "metonym")


@dataclass(frozen=True, slots=True)
class KnownArticle:
    id: str
    source: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """`texts`: for each article that names it, by id, the words that it is named by there."""

    id: str
    type: str
    name: str
    names: tuple[tuple[str, int], ...]
    """Every spelling with its count, most frequent first."""
    address: str
    """Of its page or its row; empty where it has neither."""
    page: bool
    texts: tuple[tuple[str, tuple[str, ...]], ...]
    mentions: int


@dataclass(frozen=True, slots=True)
class KnownEvent:
    id: str
    type: str
    title: str
    address: str
    page: bool
    articles: tuple[str, ...]
    reports: int


@dataclass(frozen=True, slots=True)
class Sentence:
    article: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A pair that may be one, with a sentence on each."""

    kind: str
    first: str
    second: str
    impact: int
    reasons: tuple[str, ...]
    evidence: tuple[Sentence | None, Sentence | None]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Sorted by id throughout, questions by impact."""

    articles: tuple[KnownArticle, ...] = ()
    entities: tuple[KnownEntity, ...] = ()
    events: tuple[KnownEvent, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Places:
    """Addresses by id."""

    articles: Mapping[str, str]
    entities: Mapping[str, str]
    rows: Mapping[str, str]
    events: Mapping[str, str]


def catalogue(archive: Archive, where: Places) -> Catalogue:
    articles = {a.id: a for a in archive.articles}
    entities = {e.id: e for e in archive.entities}
    events = {e.id: e for e in archive.events}

    def shown(kind: str, id_: str) -> Sentence | None:
        if kind == "entity" and id_ in entities:
            return _naming_sentence(entities[id_], articles)
        return _reporting_sentence(events[id_], articles) if id_ in events else None

    return Catalogue(
        articles=tuple(
            KnownArticle(a.id, a.article.source, a.article.title or a.article.source, where.articles[a.id])
            for a in archive.articles
        ),
        entities=tuple(
            KnownEntity(
                id=e.id,
                type=e.type,
                name=e.name,
                names=tuple((alias.text, alias.count) for alias in e.aliases),
                address=where.entities.get(e.id) or where.rows.get(e.id, ""),
                page=e.page,
                texts=_texts(e),
                mentions=len(e.mentions),
            )
            for e in archive.entities
        ),
        events=tuple(
            KnownEvent(
                id=e.id,
                type=e.type,
                title=e.title,
                address=where.events.get(e.id, ""),
                page=e.page,
                articles=tuple(dict.fromkeys(m.article for m in e.mentions)),
                reports=len(e.mentions),
            )
            for e in archive.events
        ),
        questions=tuple(
            Question(
                d.kind,
                d.first,
                d.second,
                d.impact,
                d.reasons,
                (shown(d.kind, d.first), shown(d.kind, d.second)),
            )
            for d in archive.doubts
        ),
    )


def _texts(entity: Entity) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for m in entity.mentions:
        own = found[m.article]
        if m.kind in NAMING:
            own[" ".join(m.text.split())] = None
    return tuple((article, tuple(texts)) for article, texts in sorted(found.items()))


def _naming_sentence(entity: Entity, articles: Mapping[str, ArchiveArticle]) -> Sentence | None:
    """The first sentence of a body that names it in its fullest form, a headline for want of one."""

    def rank(n: int) -> tuple[bool, bool, int, int]:
        m = entity.mentions[n]
        return (
            m.kind not in NAMING,
            articles[m.article].annotation.sentences[0] == m.sentence,
            -len(m.text),
            n,
        )

    best = min(range(len(entity.mentions)), key=rank, default=None)
    if best is None:
        return None
    mention = entity.mentions[best]
    return _cut(articles[mention.article], mention.sentence, (mention.start, mention.end))


def _reporting_sentence(event: Event, articles: Mapping[str, ArchiveArticle]) -> Sentence | None:
    """The surest report outside a headline."""

    def rank(n: int) -> tuple[bool, float, int]:
        m = event.mentions[n]
        return articles[m.article].annotation.sentences[0] == m.sentence, -m.confidence, n

    best = min(range(len(event.mentions)), key=rank, default=None)
    if best is None:
        return None
    report = event.mentions[best]
    return _cut(articles[report.article], report.sentence, (report.start, report.end))


def _cut(article: ArchiveArticle, sentence: Span, around: Span) -> Sentence:
    """The sentence on one line, cut around what it is shown for where it is long."""
    start, end = sentence
    if end - start > CONTEXT:
        start = max(start, around[0] - CONTEXT // 2)
        end = min(end, start + CONTEXT)
    text = " ".join(article.article.text[start:end].split())
    return Sentence(
        article.id, ("… " if start > sentence[0] else "") + text + (" …" if end < sentence[1] else "")
    )
