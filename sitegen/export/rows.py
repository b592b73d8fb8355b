"""The records of data/*.jsonl, one frozen dataclass a file; keys are written in this order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitegen.model import (
    Alias,
    Archive,
    ArchiveArticle,
    Claim,
    Coordinates,
    Entity,
    Event,
    EventReport,
    Participant,
    Relation,
    Role,
    Sourced,
    Span,
)
from sitegen.taxonomy import EVENT_TYPES, FIELDS

EXCERPT = 300
"""Characters of text that `[publish] text = "excerpt"` lets out; offsets stay valid."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Site-relative addresses of the pages by id; an id without a page is missing."""

    articles: Mapping[str, str]
    entities: Mapping[str, str]
    events: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """data/articles.jsonl"""

    id: str
    source: str
    url: str
    title: str | None
    byline: str | None
    publisher: str | None
    language: str | None
    date: str | None
    date_from: str | None
    date_inferred: str | None
    copy_of: str | None
    text: str | None
    sentences: tuple[Span, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class DescriptionCell:
    text: str
    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MentionCell:
    article: str
    start: int
    end: int
    text: str
    kind: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class RoleCell:
    text: str
    of: str | None
    date: str | None
    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EntityRow:
    """data/entities.jsonl"""

    id: str
    url: str | None
    type: str
    subtype: str | None
    name: str
    aliases: tuple[Alias, ...]
    description: DescriptionCell | None
    coordinates: Coordinates | None
    located_in: str | None
    identifiers: dict[str, str]
    mentions: tuple[MentionCell, ...]
    roles: tuple[RoleCell, ...]


@dataclass(frozen=True, slots=True)
class RangeCell:
    low: int
    best: int
    high: int


@dataclass(frozen=True, slots=True)
class CodesCell:
    plover: str | None
    acled: str | None


@dataclass(frozen=True, slots=True)
class ClaimCell:
    """`reported`: date of the article, null where it has none. `words`: where in the article's text the
    value is said. `standing` of a figure: "" counts all, "part" some, "earlier" all before a later
    report gave another figure."""

    field: str
    value: str
    article: str
    start: int
    end: int
    source: str | None
    words: Span | None
    role: str | None
    standing: str
    reported: str | None


@dataclass(frozen=True, slots=True)
class EventRow:
    """data/events.jsonl"""

    id: str
    url: str | None
    type: str
    family: str
    codes: CodesCell
    title: str
    status: str
    date: str | None
    date_from: str | None
    place: str | None
    participants: tuple[Participant, ...]
    numbers: dict[str, RangeCell]
    claims: tuple[ClaimCell, ...]
    disputed: tuple[str, ...]
    ruled: tuple[str, ...]
    mentions: tuple[EventReport, ...]
    part_of: str | None
    maybe_same: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimeRow:
    """data/times.jsonl"""

    article: str
    start: int
    end: int
    text: str
    kind: str
    edtf: str | None
    grain: str | None


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """data/quotes.jsonl"""

    article: str
    start: int
    end: int
    speaker: str | None
    cue: str
    text: str


Row = ArticleRow | EntityRow | EventRow | Relation | TimeRow | QuoteRow
SCHEMAS: dict[str, type[Row]] = {
    "articles": ArticleRow,
    "entities": EntityRow,
    "events": EventRow,
    "relations": Relation,
    "times": TimeRow,
    "quotes": QuoteRow,
}


def rows(archive: Archive, addresses: Addresses, text: str) -> dict[str, Sequence[Row]]:
    """All records by the name of their file, sorted by id, or by article, start and end."""
    written = {a.id: a.article.date for a in archive.articles}
    return {
        "articles": [_article(a, addresses, text) for a in archive.articles],
        "entities": [_entity(e, addresses) for e in archive.entities],
        "events": [_event(e, addresses, written) for e in archive.events],
        "relations": _relations(archive),
        "times": [
            TimeRow(a.id, t.start, t.end, t.text, t.kind, t.edtf, t.grain)
            for a in archive.articles
            for t in a.annotation.times
        ],
        "quotes": [
            QuoteRow(q.article, q.start, q.end, q.speaker, q.cue, q.text)
            for q in sorted(archive.quotes, key=lambda q: (q.article, q.start, q.end))
        ],
    }


def _relations(archive: Archive) -> list[Relation]:
    def order(r: Relation) -> tuple[str, int, int, str, str, str]:
        return (r.article, r.start, r.end, r.subject, r.relation, r.object)

    return sorted(archive.relations, key=order)


def _article(article: ArchiveArticle, addresses: Addresses, text: str) -> ArticleRow:
    a = article.article
    return ArticleRow(
        id=article.id,
        source=a.source,
        url=addresses.articles[article.id],
        title=a.title,
        byline=a.byline,
        publisher=a.publisher,
        language=article.annotation.language,
        date=a.date,
        date_from=a.date_from,
        date_inferred=article.date_inferred,
        copy_of=article.copy_of,
        text=a.text if text == "full" else a.text[:EXCERPT] if text == "excerpt" else None,
        sentences=article.annotation.sentences,
        digest=a.digest,
    )


def _entity(entity: Entity, addresses: Addresses) -> EntityRow:
    return EntityRow(
        id=entity.id,
        url=addresses.entities.get(entity.id),
        type=entity.type,
        subtype=entity.subtype,
        name=entity.name,
        aliases=entity.aliases,
        description=_description(entity.description),
        coordinates=entity.coordinates,
        located_in=entity.located_in,
        identifiers=dict(entity.identifiers),
        mentions=tuple(
            MentionCell(m.article, m.start, m.end, m.text, m.kind, m.confidence, m.reason)
            for m in sorted(entity.mentions, key=lambda m: (m.article, m.start, m.end))
        ),
        roles=tuple(_role(r) for r in entity.roles),
    )


def _description(line: Sourced | None) -> DescriptionCell | None:
    if line is None:
        return None
    return DescriptionCell(line.text, line.evidence.article, line.evidence.start, line.evidence.end)


def _role(role: Role) -> RoleCell:
    return RoleCell(
        role.text, role.of, role.date, role.evidence.article, role.evidence.start, role.evidence.end
    )


def _event(event: Event, addresses: Addresses, written: Mapping[str, str | None]) -> EventRow:
    kind = EVENT_TYPES[event.type]
    numbers = {t.field: RangeCell(t.low, t.best, t.high) for t in event.numbers}
    return EventRow(
        id=event.id,
        url=addresses.events.get(event.id),
        type=event.type,
        family=kind.family,
        codes=CodesCell(kind.plover, kind.acled),
        title=event.title,
        status=event.status,
        date=event.date,
        date_from=event.date_from,
        place=event.place,
        participants=event.participants,
        numbers={name: numbers[name] for name in FIELDS if name in numbers},
        claims=tuple(_claim(c, written.get(c.article)) for c in event.claims),
        disputed=event.disputed,
        ruled=event.ruled,
        mentions=event.mentions,
        part_of=event.part_of,
        maybe_same=event.maybe_same,
    )


def _claim(c: Claim, reported: str | None) -> ClaimCell:
    return ClaimCell(
        c.field, c.value, c.article, c.start, c.end, c.source, c.words, c.role, c.standing, reported
    )
