"""Views of what the archive is about: articles, entities, events."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model import Piece, Span
from sitegen.plan.views.parts import (
    ArticleRow,
    EntityRow,
    EventRow,
    EvidenceView,
    Link,
    MapView,
    Page,
    Strip,
    When,
)


@dataclass(frozen=True, slots=True)
class TextLink:
    """A stretch of an article's text that leads to a page."""

    start: int
    end: int
    href: str
    kind: str


@dataclass(frozen=True, slots=True)
class TextView:
    """What render/text.py makes the article's markup from. Offsets count characters of `text`."""

    text: str
    title: Span
    """Of the title within `text`; empty at 0 where there is none."""
    pieces: tuple[Piece, ...]
    sentences: tuple[Span, ...]
    """Sentence n has the anchor s{n+1}."""
    links: tuple[TextLink, ...]
    """Sorted; never overlapping."""
    targets: tuple[tuple[str, str], ...]
    """(target, href): where the articles and assets that the text points to stand. A target that is
    not here is one that the site doesn't have: its words are shown without a link."""


@dataclass(frozen=True, slots=True)
class QuoteView:
    text: str
    cue: str
    direct: bool
    speaker: Link
    """`href` may be empty; `text` is empty where nobody is named."""
    source: Link
    when: When


@dataclass(frozen=True, slots=True)
class ArticleView(Page):
    title: str
    untitled: bool
    """The title was made from its first words."""
    when: When
    byline: str
    publisher: str
    original: str
    """Address where it was first published; may be empty."""
    source: str
    """Its file."""
    language: str
    """BCP 47; empty where it is the site's."""
    tags: tuple[str, ...]
    sources: tuple[Link, ...]
    """Public sources of the facts; `href` is empty where one is not an address."""
    text: TextView
    shown: str
    """full, excerpt or none."""
    notes: tuple[str, ...]
    """What a reader should know: not read, an excerpt only."""
    copy_of: Link | None
    copies: tuple[ArticleRow, ...]
    events: tuple[EventRow, ...]
    slight: tuple[str, ...]
    """Events found in it that have no page, in words."""
    people: tuple[EntityRow, ...]
    organisations: tuple[EntityRow, ...]
    places: tuple[EntityRow, ...]
    groups: tuple[EntityRow, ...]
    quotes: tuple[QuoteView, ...]
    related: tuple[ArticleRow, ...]
    earlier: Link | None
    later: Link | None


@dataclass(frozen=True, slots=True)
class RoleView:
    text: str
    of: Link | None
    when: When
    """Date of the first article that gives it."""
    until: When | None
    """Date of the last, where that is another."""
    evidence: EvidenceView


@dataclass(frozen=True, slots=True)
class Related:
    link: Link
    type: str
    how: str
    """"its foreign minister", "member of", or "named together 12 times"."""
    evidence: EvidenceView
    """Without text where its sentence stands with one of the related before."""


@dataclass(frozen=True, slots=True)
class MentionGroup:
    """The sentences of one article that name the subject."""

    article: ArticleRow
    sentences: tuple[EvidenceView, ...]
    more: int
    """How many further sentences the article has."""


@dataclass(frozen=True, slots=True)
class EventGroup:
    """Events in which the subject had one part."""

    title: str
    rows: tuple[EventRow, ...]
    more: int


@dataclass(frozen=True, slots=True)
class EntityView(Page):
    name: str
    kind: str
    """person, organisation, place or group."""
    type: str
    """In words."""
    description: str
    evidence: EvidenceView | None
    aliases: tuple[tuple[str, int], ...]
    more_aliases: int
    roles: tuple[RoleView, ...]
    first: When
    last: When
    mentions: int
    articles: int
    within: tuple[Link, ...]
    """The places that hold it, the nearest first."""
    holds: tuple[Link, ...]
    """The places that it holds."""
    identifiers: tuple[Link, ...]
    coordinates: str
    """"36.20° N, 37.16° E (of the city)"; may be empty."""
    joined: tuple[str, ...]
    page_reason: str
    strip: Strip
    map: MapView | None
    events: tuple[EventGroup, ...]
    said: tuple[QuoteView, ...]
    about: tuple[QuoteView, ...]
    related: tuple[Related, ...]
    groups: tuple[MentionGroup, ...]
    months: tuple[Link, ...]
    """Pages with all mentions, by month of the article; empty where this page shows them all."""


@dataclass(frozen=True, slots=True)
class MentionsView(Page):
    """The mentions of one entity in the articles of one month."""

    name: str
    label: str
    """The month, or "Undated"."""
    groups: tuple[MentionGroup, ...]


@dataclass(frozen=True, slots=True)
class ParticipantView:
    role: str
    """In words, for a heading: "Carried out by"."""
    people: tuple[EntityRow, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A figure on the way to the present one, at the date it was first reported."""

    when: When
    value: str


@dataclass(frozen=True, slots=True)
class TallyView:
    field: str
    figure: str
    """"1,426", or the word that is all they say: "hundreds"."""
    range: str
    """"2 to 4", "or more"; empty where all say the same."""
    words: str
    """The words that say so; may be empty."""
    source: Link | None
    """To their sentence."""
    course: tuple[Step, ...]
    """How later reports changed it, in the order of their dates; empty where none did."""


@dataclass(frozen=True, slots=True)
class SaidBy:
    """One article's account of a value."""

    article: Link
    publisher: str
    when: When
    """When it was reported."""
    sources: tuple[str, ...]
    """Whoever the article has say so; empty for its own account."""
    sentences: tuple[EvidenceView, ...]
    """Without text where the links are enough."""


@dataclass(frozen=True, slots=True)
class AccountValue:
    value: str
    by: tuple[SaidBy, ...]
    more: int
    """How many further articles give it."""
    earlier: bool = False
    """Later reports give another figure."""
    copies: int = 0
    """How many near-identical copies of those articles give it too."""

    @property
    def rows(self) -> int:
        return len(self.by)


@dataclass(frozen=True, slots=True)
class Account:
    """All that was said of one field of an event. Figures stand in the order they were reported in."""

    field: str
    title: str
    disputed: bool
    note: str
    """What became of it: "Later reports say 25."; may be empty."""
    values: tuple[AccountValue, ...]
    besides: tuple[AccountValue, ...]
    """Figures that count less than their own article's largest."""

    @property
    def rows(self) -> int:
        return sum(value.rows for value in (*self.values, *self.besides))


@dataclass(frozen=True, slots=True)
class Report:
    """An article that tells of the event: when it was reported, and when it says that it happened."""

    article: ArticleRow
    happened: tuple[When, ...]
    """With the words that say so as their note; empty where it gives no date."""
    copy: bool
    """Near-identical to another of them."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A statement and the words that it rests on."""

    text: str
    words: str = ""
    source: Link | None = None


@dataclass(frozen=True, slots=True)
class EventView(Page):
    title: str
    id: str
    type: str
    family: str
    status: str
    """In words; empty for what simply occurred."""
    status_key: str
    status_why: Reason
    when: When
    dated: Reason
    """How the date is known, or what is known instead of one."""
    place: Link | None
    within: tuple[Link, ...]
    """The places that hold the place."""
    participants: tuple[ParticipantView, ...]
    numbers: tuple[TallyView, ...]
    accounts: tuple[Account, ...]
    evidence: tuple[EvidenceView, ...]
    more_evidence: int
    quotes: tuple[QuoteView, ...]
    part_of: EventRow | None
    parts: tuple[EventRow, ...]
    before: tuple[EventRow, ...]
    after: tuple[EventRow, ...]
    maybe_same: tuple[EventRow, ...]
    reports: tuple[Report, ...]
    """By date of the article."""
    more_reports: int
    map: MapView | None
    ruled: tuple[str, ...]
    """What the editor's ruling gives."""
    page_reason: str
    joined: tuple[str, ...]
    calendar: str
    """Address of its .ics file; empty where it has no date."""
