"""Parts that several views share: links, dates, evidence, rows, pictures."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model import Span


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
    """How it is known: "counted from the date of the report"."""
    coarse: bool = False
    """Known no closer than to a month, a season, a year or an interval."""


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
    """In words: "Ministry"; empty where it says no more than the list does: "Person"."""
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
    told: str = ""
    """Of what has no date: the words of the text that tell when, and when it was reported."""
    line: str = ""
    """A sentence that tells of it, where it has no page; may be empty."""
    is_page: bool = True
    """Whether the link leads to a page of its own."""


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
