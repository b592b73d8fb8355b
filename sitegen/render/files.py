"""Writers of files that are no pages: Atom (RFC 4287), iCalendar (RFC 5545), sitemaps, plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from html import escape
from urllib.parse import quote

from sitegen.config import SiteSettings
from sitegen.plan.views import AnyView, CalendarEntry, CalendarView, FeedView, FileView, SitemapView

_XML = '<?xml version="1.0" encoding="utf-8"?>\n'
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def atom(view: AnyView, site: SiteSettings) -> str:
    """An Atom feed. Its time is that of its newest entry: the same input gives the same bytes."""
    assert isinstance(view, FeedView)
    author = site.author or site.title
    parts = [
        f'{_XML}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{_x(site.language)}">',
        f"<title>{_x(view.title)}</title>",
        f"<id>{_at(site, view.address)}</id>",
        f"<updated>{max(e.updated for e in view.entries)}</updated>",
        f"<author><name>{_x(author)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{_at(site, view.address)}"/>',
        f'<link rel="alternate" type="text/html" href="{_at(site, view.page)}"/>',
    ]
    for entry in view.entries:
        parts += (
            "<entry>",
            f"<title>{_x(entry.title)}</title>",
            f"<id>{_at(site, entry.address)}</id>",
            f'<link rel="alternate" type="text/html" href="{_at(site, entry.address)}"/>',
            f"<updated>{entry.updated}</updated>",
            f"<published>{entry.updated}</published>",
            f"<author><name>{_x(entry.author)}</name></author>" if entry.author else "",
            f"<summary>{_x(entry.summary)}</summary>" if entry.summary else "",
            "</entry>",
        )
    return "\n".join(p for p in [*parts, "</feed>"] if p) + "\n"


def calendar(view: AnyView, site: SiteSettings) -> str:
    """Events as whole days. An event's stamp is its first day, since a build has no clock."""
    assert isinstance(view, CalendarView)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//sitegen//archive//EN"]
    lines += [line for entry in view.entries for line in _calendar_entry(entry, site)]
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) + "\r\n" for line in lines)


def _calendar_entry(entry: CalendarEntry, site: SiteSettings) -> list[str]:
    first, last = date.fromisoformat(entry.first), date.fromisoformat(entry.last)
    after = last + timedelta(days=1) if last < date.max else last
    return [
        "BEGIN:VEVENT",
        f"UID:{entry.id}@{_host(site)}",
        f"DTSTAMP:{_compact(first)}T000000Z",
        f"DTSTART;VALUE=DATE:{_compact(first)}",
        f"DTEND;VALUE=DATE:{_compact(after)}",
        f"SUMMARY:{_ical(entry.title)}",
        f"DESCRIPTION:{_ical(entry.description)}",
        f"STATUS:{entry.status}",
        *([f"LOCATION:{_ical(entry.place)}"] if entry.place else []),
        *([f"URL:{_at(site, entry.address)}"] if site.url else []),
        "END:VEVENT",
    ]


def _compact(day: date) -> str:
    """YYYYMMDD; strftime pads years before 1000 on some systems only."""
    return day.isoformat().replace("-", "")


def sitemap(view: AnyView, site: SiteSettings) -> str:
    assert isinstance(view, SitemapView)
    outer, inner = ("sitemapindex", "sitemap") if view.index else ("urlset", "url")
    rows = "".join(f"<{inner}><loc>{_at(site, a)}</loc></{inner}>\n" for a in view.addresses)
    return f'{_XML}<{outer} xmlns="{_SITEMAP}">\n{rows}</{outer}>\n'


def text(view: AnyView, site: SiteSettings) -> str:
    assert isinstance(view, FileView)
    return view.text


WRITERS: Mapping[str, Callable[[AnyView, SiteSettings], str]] = {
    "atom": atom,
    "calendar": calendar,
    "sitemap": sitemap,
    "text": text,
}
"""By the name that a PagePlan has in place of a template."""


def _x(value: str) -> str:
    return escape(" ".join(value.split()))


def _at(site: SiteSettings, address: str) -> str:
    return escape(site.url + quote(address))


def _host(site: SiteSettings) -> str:
    found = re.match(r"https?://([A-Za-z0-9.-]+)", site.url)
    return found.group(1) if found else "sitegen.invalid"


def _ical(value: str) -> str:
    line = " ".join(value.split())
    return line.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """Lines of at most 75 octets, each further one begun with a blank."""
    parts: list[str] = []
    current = ""
    for char in line:
        if len((current + char).encode("utf-8", "replace")) > (75 if not parts else 74):
            parts.append(current)
            current = ""
        current += char
    return "\r\n ".join([*parts, current])
