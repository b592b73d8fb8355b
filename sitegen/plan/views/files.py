"""Views of files that are no pages: feeds, calendars, sitemaps."""

from __future__ import annotations

from dataclasses import dataclass


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
class CalendarEntry:
    """An event in iCalendar: whole days from `first` up to `last`, both in."""

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
class CalendarView:
    """A calendar file of one event or many; never none, which RFC 5545 has no place for."""

    entries: tuple[CalendarEntry, ...]


@dataclass(frozen=True, slots=True)
class SitemapView:
    """A sitemap of pages, or an index of sitemaps."""

    addresses: tuple[str, ...]
    index: bool = False


@dataclass(frozen=True, slots=True)
class FileView:
    """A small file of the site, already whole."""

    text: str
