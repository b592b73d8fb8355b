"""The domain. Every stage speaks in these values and in no others.

All offsets count characters (code points) of `Article.text` and are half open.
Dates are EDTF strings (see edtf.py). Everything is frozen, holds tuples, not lists,
and goes through msgspec to the store and back unchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]

# ---------------------------------------------------------------- 1 read

Format = Literal["txt", "md", "html"]
DateFrom = Literal["front-matter", "html-metadata", "file-name"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an article's body in reading order.

    kind "markup": `html` is safe markup (tags, nothing that a reader reads).
    kind "text":   the characters start..end of Article.text, to be escaped; `linkable` is
                   False inside a link, code or preformatted text.
    kind "target": markup with one NUL where an address belongs, that of the article or asset
                   whose path relative to the seeds folder is `target`; a fragment follows the
                   NUL in `html` where there was one.
    """

    kind: Literal["markup", "text", "target"]
    html: str = ""
    start: int = 0
    end: int = 0
    target: str = ""
    linkable: bool = True


@dataclass(frozen=True, slots=True)
class Article:
    """One article as its file gives it.

    `text` is `title + "\\n\\n" + body`, or the body alone where there is no title.
    `blocks` are the spans of the paragraphs, headings, list items and cells of `text`, in order,
    the title first; no sentence crosses a block.
    """

    source: str
    """Path relative to the seeds folder, with `/`."""
    digest: str
    """sha256 of the file, in hex."""
    format: Format
    title: str | None
    text: str
    blocks: tuple[Span, ...]
    body: tuple[Piece, ...]
    date: str | None = None
    date_from: DateFrom | None = None
    byline: str | None = None
    publisher: str | None = None
    url: str | None = None
    """Where it was first published; http or https."""
    language: str | None = None
    """What the file says, a BCP 47 tag; None where it says nothing."""
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    """Site-relative addresses that must lead here."""
    sources: tuple[str, ...] = ()
    """Front matter `sources`: public sources of the facts, shown in the facts box."""
    assets: tuple[str, ...] = ()
    """Images it shows, as paths relative to the seeds folder, all of them inside it."""


# ---------------------------------------------------------------- 2 annotate

EntityType = Literal["person", "organisation", "place", "group", "work", "other"]
MentionKind = Literal["name", "acronym", "demonym", "metonym", "title", "pronoun"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names or points to an entity. Indexes point into Annotation.mentions."""

    start: int
    end: int
    text: str
    kind: MentionKind
    type: EntityType
    subtype: str | None
    name: str
    """What to match by: `text` without honorific, role and possessive ("Al Shara" for "Mr Al
    Shara's"); the place for a demonym ("Syria" for "Syrian"); the bare noun for a nominal."""
    sentence: int
    """Index into Annotation.sentences."""
    confidence: float
    reason: str
    honorific: str | None = None
    role: str | None = None
    """Office or title named with it: "Foreign Minister"."""
    role_of: int | None = None
    """The mention that the role belongs to: "Syria" of "Syria's Foreign Minister"."""
    antecedent: int | None = None
    """The mention that a pronoun, a nominal or a defined acronym stands for, where the evidence is good."""
    container: str | None = None
    """The place that the sentence puts it in: "Syria" for "Aleppo, Syria"."""


TimeKind = Literal["date", "time", "duration", "set"]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    start: int
    end: int
    text: str
    kind: TimeKind
    edtf: str | None
    grain: str | None
    """day, week, month, season, quarter, half, year, decade, century, interval or None."""
    date_from: Literal["stated", "relative", "publication"] | None
    sentence: int


@dataclass(frozen=True, slots=True)
class Argument:
    """Who took part, and how. `role` is one of ROLES in taxonomy.py."""

    role: str
    mention: int | None
    """None where the words (text[start:end]) name nobody that is a mention."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Count:
    """How many were killed, injured, arrested or displaced, with the words it rests on."""

    field: str
    low: int | None
    best: int
    high: int | None
    start: int
    end: int


Status = Literal[
    "occurred", "ongoing", "planned", "called-off", "alleged", "denied", "hypothetical", "background"
]


@dataclass(frozen=True, slots=True)
class EventMention:
    """One trigger and what its sentence binds to it."""

    start: int
    end: int
    text: str
    """The trigger words alone."""
    lemma: str
    type: str
    """A key of taxonomy.EVENT_TYPES."""
    sentence: int
    status: Status
    confidence: float
    reason: str
    arguments: tuple[Argument, ...] = ()
    place: int | None = None
    """Index of a mention."""
    date: str | None = None
    """EDTF; may be an interval that two expressions make together."""
    date_from: Literal["stated", "relative", "publication"] | None = None
    time: int | None = None
    """Index of the time expression it rests on."""
    counts: tuple[Count, ...] = ()
    source: int | None = None
    """The mention of whoever the article has say so."""
    asserted: bool = True
    """False where the sentence only names it: "a merger proposal", "in Oman for talks"."""
    noun: bool = False
    """Told by a noun ("the raid"), not by a verb ("they raided")."""


@dataclass(frozen=True, slots=True)
class QuoteMention:
    start: int
    end: int
    text: str
    speaker: int | None
    cue: str
    sentence: int
    direct: bool


@dataclass(frozen=True, slots=True)
class RelationMention:
    """`relation` is one of RELATIONS in taxonomy.py; start..end is the sentence it rests on."""

    subject: int
    relation: str
    object: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """What the pipeline found in one article. Every tuple is sorted by start, then end."""

    language: str | None
    """As declared or detected; the article was read by the pipeline only if it is `en`."""
    read: bool
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    events: tuple[EventMention, ...] = ()
    quotes: tuple[QuoteMention, ...] = ()
    relations: tuple[RelationMention, ...] = ()


# ---------------------------------------------------------------- 3 resolve


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of an article: article id and span."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EntityMention:
    article: str
    start: int
    end: int
    text: str
    kind: MentionKind
    confidence: float
    reason: str
    sentence: Span


@dataclass(frozen=True, slots=True)
class Alias:
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Role:
    """An office or title that a source gives a person, with the date of the article or of the words."""

    text: str
    of: str | None
    """Id of the organisation or place it belongs to."""
    date: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Sourced:
    """A line of text and the sentence it rests on."""

    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Coordinates:
    lat: float
    lon: float
    precision: str
    """exact, city, region or country."""
    geonameid: int | None


@dataclass(frozen=True, slots=True)
class Entity:
    id: str
    type: EntityType
    subtype: str | None
    name: str
    aliases: tuple[Alias, ...]
    """Every spelling with its count, most frequent first."""
    mentions: tuple[EntityMention, ...]
    description: Sourced | None = None
    coordinates: Coordinates | None = None
    placed: str = ""
    """Why it has these coordinates, or why a place has none."""
    roles: tuple[Role, ...] = ()
    located_in: str | None = None
    """Id of the place that holds this place."""
    identifiers: tuple[tuple[str, str], ...] = ()
    """("wikidata", "Q…"), ("geonames", "170063")"""
    joined: tuple[str, ...] = ()
    """Why its names are one entity, a line a join."""
    page: bool = False
    page_reason: str = ""
    """Why it has a page, or why only a row."""


@dataclass(frozen=True, slots=True)
class Participant:
    entity: str
    role: str
    as_named: str


@dataclass(frozen=True, slots=True)
class Tally:
    field: str
    low: int
    best: int
    high: int


Standing = Literal["", "part", "earlier"]
"""What a figure counts: all of them; some of them; all, before a later report gave another figure."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one sentence says of one field of an event.

    field: date, place, type, status, killed, injured, arrested, displaced or participant.
    `source` is the entity id of whoever the article has say so, None for the article's own voice.
    """

    field: str
    value: str
    article: str
    start: int
    end: int
    source: str | None = None
    words: Span | None = None
    """The words of the sentence that say it, where they are known apart: "on Saturday", "three men"."""
    role: str | None = None
    """Of a participant."""
    standing: Standing = ""
    """Of a figure."""


@dataclass(frozen=True, slots=True)
class EventReport:
    """A mention of an event in an article."""

    article: str
    start: int
    end: int
    text: str
    sentence: Span
    date: str | None
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Event:
    id: str
    type: str
    title: str
    status: Status
    date: str | None
    date_from: Literal["stated", "relative", "publication"] | None
    place: str | None
    participants: tuple[Participant, ...]
    numbers: tuple[Tally, ...]
    claims: tuple[Claim, ...]
    mentions: tuple[EventReport, ...]
    disputed: tuple[str, ...] = ()
    """Fields on which the claims disagree."""
    ruled: tuple[str, ...] = ()
    """Fields that the editor's ruling gives."""
    part_of: str | None = None
    maybe_same: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    page: bool = False
    page_reason: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    subject: str
    relation: str
    object: str
    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quote:
    article: str
    start: int
    end: int
    speaker: str | None
    cue: str
    text: str
    direct: bool


@dataclass(frozen=True, slots=True)
class ArchiveArticle:
    """An article in the archive, under its stable id."""

    id: str
    article: Article
    annotation: Annotation
    date_inferred: str | None = None
    """EDTF interval in which an undated one was written; anchors nothing."""
    inferred_why: str = ""
    copy_of: str | None = None
    """Id of the article that this one is a near-identical copy of."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A pair that may be one, for `sitegen review`. kind is entity or event."""

    kind: Literal["entity", "event"]
    first: str
    second: str
    impact: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Permalink:
    """What permalinks.json keeps of one id.

    keys: what recognises the thing again. An article: "digest:…" and "source:…"; an entity:
    "person:ahmad shara" (type and folded name), most telling first; an event: an anchor a report.
    addresses: every site-relative address it ever had, the present one last.
    to: the id that it was merged into, None while it stands for itself.
    """

    id: str
    keys: tuple[str, ...]
    addresses: tuple[str, ...] = ()
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Permalinks:
    """permalinks.json. Every tuple is sorted by id; an id is never given twice within its kind."""

    articles: tuple[Permalink, ...] = ()
    entities: tuple[Permalink, ...] = ()
    events: tuple[Permalink, ...] = ()


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything that the pages, the search index and the data export say. Sorted by id throughout."""

    articles: tuple[ArchiveArticle, ...]
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    relations: tuple[Relation, ...]
    quotes: tuple[Quote, ...]
    doubts: tuple[Doubt, ...]
    permalinks: Permalinks
    """With this build's ids; plan/ adds the addresses."""


# ---------------------------------------------------------------- 4 plan, 5 render, search


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One page as the search index sees it. Tuples hold names in every spelling."""

    kind: Literal["article", "entity", "event"]
    id: str
    address: str
    title: str
    type: str
    """Entity or event type; "article" for an article."""
    text: str
    """What is searched and excerpted: an article's body, an entity's description and roles, an
    event's evidence sentences."""
    date: str | None
    """EDTF."""
    source: str = ""
    """The article's file; empty for entities and events."""
    publisher: str = ""
    aliases: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    weight: int = 0
    """Number of mentions; orders suggestions."""


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file of the site. `load` gives its bytes; `digest` is their sha256 in hex."""

    path: str
    digest: str
    load: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The whole site: path relative to its root, with `/`, to file."""

    files: Mapping[str, OutputFile]
