"""All that a template sees: one frozen view a page kind, and the parts that views share.

A view holds text to be escaped, never markup (but for `TextView.pieces`, which read/ made safe).
Every `href` is relative to the page that shows it. Dates are shown through `When`. Views encode to
msgpack, and those bytes are the key under which a page is remembered: nothing in a view may change
from build to build unless the page does.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model import Piece, Span

# ---------------------------------------------------------------- shared parts


@dataclass(frozen=True, slots=True)
class Link:
    """A link. `kind` is a class for its looks: article, person, organisation, place, group, event or ""."""

    href: str
    text: str
    kind: str = ""
    note: str = ""
    """A few words after it; may be empty."""


@dataclass(frozen=True, slots=True)
class When:
    """A date for people and machines."""

    label: str
    """"17 May 2025"; "Undated" where nothing is known."""
    edtf: str = ""
    machine: str = ""
    """For <time datetime>: a day, a month or a year; empty where HTML has no form for it."""
    note: str = ""
    """How it is known: "relative to the article's date"."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the frame of a page needs."""

    path: str
    """The page's own address, relative to the site's root."""
    title: str
    description: str = ""
    canonical: str = ""
    """Absolute address; empty without [site] url."""
    kind: str = "website"
    """og:type."""
    crumbs: tuple[Link, ...] = ()
    section: str = ""
    """The section of the header's navigation that it belongs to."""
    feed: str = ""
    """Address of its Atom feed, relative to the page; empty where it has none."""
    hidden: bool = False
    """Keep it out of search engines."""
    language: str = ""
    """Language of the page where it is not the site's."""


@dataclass(frozen=True, slots=True)
class Page:
    """What every view begins with."""

    head: Head
    root: str
    """The way to the site's root: "", "../" or "../../"."""


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A sentence and where it stands."""

    text: str
    """Empty where the archive publishes no text."""
    marks: tuple[Span, ...]
    """Characters of `text` that name the subject, in order, apart from each other."""
    source: Link
    """To the sentence in its article; the text is the article's title."""
    publisher: str
    when: When


@dataclass(frozen=True, slots=True)
class ArticleRow:
    link: Link
    when: When
    publisher: str
    summary: str
    """Its first sentence or two; may be empty."""


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity in a list. `link.href` is empty where it has no page."""

    link: Link
    anchor: str
    """Its id, unique within the page."""
    type: str
    """In words: "Ministry"."""
    line: str
    """Who or what it is; may be empty."""
    mentions: int
    named_in: tuple[Link, ...] = ()
    """In an index, for what has no page: articles that name it."""


@dataclass(frozen=True, slots=True)
class EventRow:
    link: Link
    when: When
    type: str
    """In words: "Raid"."""
    family: str
    status: str
    """In words; empty for what simply occurred."""
    place: str
    role: str = ""
    """What the page's subject did in it, in words; may be empty."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time in a strip: how many articles and events fall into it."""

    label: str
    href: str
    """Page that lists them; may be empty."""
    articles: int
    events: int


@dataclass(frozen=True, slots=True)
class Strip:
    """A row of bars, without gaps in time. Empty where few things are dated."""

    grain: str
    """"month" or "year"."""
    bars: tuple[Bar, ...]
    outside: int = 0
    """Events before or after the strip."""


@dataclass(frozen=True, slots=True)
class MapPoint:
    lat: float
    lon: float
    label: str
    href: str
    size: int
    """Mentions."""
    precision: str
    """exact, city, region or country."""


@dataclass(frozen=True, slots=True)
class MapView:
    """Points on a map, and the part of the world to show, in degrees."""

    points: tuple[MapPoint, ...]
    west: float
    south: float
    east: float
    north: float
    land: str
    """Address of the picture of the land, relative to the page."""


@dataclass(frozen=True, slots=True)
class Section:
    """A headed list of links, for A to Z and the like."""

    title: str
    anchor: str
    links: tuple[Link, ...]


# ---------------------------------------------------------------- articles


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
    """(target, href): the addresses of the articles and assets that the text points to."""
    missing: tuple[str, ...]
    """Targets that the site doesn't have: their links lead nowhere."""


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


# ---------------------------------------------------------------- entities


@dataclass(frozen=True, slots=True)
class RoleView:
    text: str
    of: Link | None
    when: When
    evidence: EvidenceView


@dataclass(frozen=True, slots=True)
class Related:
    link: Link
    type: str
    how: str
    """"leads", "member of", or "named together 12 times"."""
    evidence: EvidenceView


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


# ---------------------------------------------------------------- events


@dataclass(frozen=True, slots=True)
class ParticipantView:
    role: str
    """In words, for a heading: "Carried out by"."""
    people: tuple[EntityRow, ...]


@dataclass(frozen=True, slots=True)
class TallyView:
    field: str
    best: int
    range: str
    """"2 to 4", or empty where all say the same."""


@dataclass(frozen=True, slots=True)
class SaidBy:
    """One account of a value: who says so, and where."""

    source: str
    """"the article's own account" or the name of whoever it quotes."""
    evidence: EvidenceView


@dataclass(frozen=True, slots=True)
class AccountValue:
    value: str
    by: tuple[SaidBy, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Account:
    """All that was said of one field of an event."""

    field: str
    disputed: bool
    values: tuple[AccountValue, ...]


@dataclass(frozen=True, slots=True)
class EventView(Page):
    title: str
    id: str
    type: str
    family: str
    status: str
    """In words; empty for what simply occurred."""
    status_key: str
    when: When
    place: Link | None
    within: tuple[Link, ...]
    """The places that hold the place."""
    participants: tuple[ParticipantView, ...]
    numbers: tuple[TallyView, ...]
    accounts: tuple[Account, ...]
    evidence: tuple[EvidenceView, ...]
    more_evidence: int
    part_of: EventRow | None
    parts: tuple[EventRow, ...]
    before: tuple[EventRow, ...]
    after: tuple[EventRow, ...]
    maybe_same: tuple[EventRow, ...]
    reports: tuple[ArticleRow, ...]
    more_reports: int
    map: MapView | None
    joined: tuple[str, ...]
    calendar: str
    """Address of its .ics file; empty where it has no date."""


# ---------------------------------------------------------------- indexes and the rest


@dataclass(frozen=True, slots=True)
class HomeView(Page):
    description: str
    latest: tuple[ArticleRow, ...]
    strip: Strip
    events: tuple[EventRow, ...]
    people: tuple[EntityRow, ...]
    organisations: tuple[EntityRow, ...]
    places: tuple[EntityRow, ...]
    groups: tuple[EntityRow, ...]
    months: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class EntitySection:
    title: str
    anchor: str
    rows: tuple[EntityRow, ...]


@dataclass(frozen=True, slots=True)
class EntityIndexView(Page):
    """A to Z of one type; in a large archive the front page of its letters."""

    title: str
    letters: tuple[Link, ...]
    """To sections of this page or to other pages; `href` is empty for the letter shown."""
    sections: tuple[EntitySection, ...]
    most: tuple[EntityRow, ...]
    """The most named, where the rows stand on other pages."""
    total: int


@dataclass(frozen=True, slots=True)
class EventSection:
    title: str
    anchor: str
    rows: tuple[EventRow, ...]
    more: Link | None
    """Where further rows stand."""


@dataclass(frozen=True, slots=True)
class EventIndexView(Page):
    """Events under headings: types on the index, years and months on the timeline."""

    title: str
    lead: str
    letters: tuple[Link, ...]
    sections: tuple[EventSection, ...]
    strip: Strip
    total: int


@dataclass(frozen=True, slots=True)
class MonthsView(Page):
    """The years and months that have articles."""

    years: tuple[Section, ...]
    undated: Link | None
    total: int


@dataclass(frozen=True, slots=True)
class DaySection:
    when: When
    rows: tuple[ArticleRow, ...]


@dataclass(frozen=True, slots=True)
class MonthView(Page):
    """The articles of one month, or the undated ones."""

    title: str
    days: tuple[DaySection, ...]
    earlier: Link | None
    later: Link | None
    total: int
    pages: tuple[Link, ...]
    """The parts of a long list; `href` is empty for the one shown."""


@dataclass(frozen=True, slots=True)
class WorldMapView(Page):
    map: MapView | None
    countries: tuple[Section, ...]
    unplaced: int


@dataclass(frozen=True, slots=True)
class SearchView(Page):
    """The search page. `indexes` lead on where scripts do not run."""

    indexes: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ProblemView:
    where: str
    severity: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class QualityView(Page):
    made: tuple[tuple[str, str], ...]
    """Label and value: the model, its version."""
    counts: tuple[tuple[str, int], ...]
    unsure: tuple[tuple[str, int], ...]
    """How many of what is doubtful."""
    unread: tuple[Link, ...]
    """Articles that the pipeline could not read, each with the reason as its note."""
    problems: tuple[ProblemView, ...]
    more_problems: int
    downloads: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class MissingView(Page):
    """404.html, shown at whatever address was asked for."""

    indexes: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class MovedView(Page):
    """An old address. Without a target it says that the page is gone."""

    target: Link | None


# ---------------------------------------------------------------- files that are no pages


@dataclass(frozen=True, slots=True)
class FeedEntry:
    address: str
    title: str
    updated: str
    """RFC 3339, at midnight UTC of the article's first day."""
    summary: str
    author: str


@dataclass(frozen=True, slots=True)
class FeedView:
    """An Atom feed; addresses are relative to the site's root."""

    address: str
    page: str
    title: str
    entries: tuple[FeedEntry, ...]


@dataclass(frozen=True, slots=True)
class CalendarView:
    """An event as iCalendar: whole days from `first` up to `last`, both in."""

    id: str
    address: str
    title: str
    description: str
    place: str
    first: str
    last: str
    status: str
    """CONFIRMED, TENTATIVE or CANCELLED."""


@dataclass(frozen=True, slots=True)
class SitemapView:
    """A sitemap of pages, or an index of sitemaps."""

    addresses: tuple[str, ...]
    index: bool = False


@dataclass(frozen=True, slots=True)
class FileView:
    """A small file of the site, already whole."""

    text: str


AnyView = Page | FeedView | CalendarView | SitemapView | FileView


@dataclass(frozen=True, slots=True)
class PagePlan:
    """One file of the site, decided but not yet rendered."""

    path: str
    """Relative to the site's root."""
    template: str
    """A file of templates/; for what is no page, a name of render.files.WRITERS: atom, calendar, …"""
    view: AnyView
