"""Files beside the pages: feeds, calendars, sitemap, robots.txt, _headers, .nojekyll."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen import edtf
from sitegen.model import ArchiveArticle, Event
from sitegen.plan.addresses import sibling
from sitegen.plan.parts import article_summary, base_url
from sitegen.plan.views import (
    CalendarEntry,
    CalendarView,
    FeedEntry,
    FeedView,
    FileView,
    PagePlan,
    SitemapView,
)
from sitegen.plan.world import World, newest_first

ENTRIES = 30
SITEMAP_LIMIT = 50_000
"""Addresses of one sitemap, as sitemaps.org has it."""

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'"
)
"""The policy of every page's first meta; templates/base.html has the same."""

HEADERS = f"""/*
  Content-Security-Policy: {POLICY}; frame-ancestors 'none'
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
"""


def plan_files(world: World) -> Iterator[PagePlan]:
    yield PagePlan(".nojekyll", "text", FileView(""))
    yield PagePlan("_headers", "text", FileView(HEADERS))
    base = base_url(world.settings.site.url)
    robots = "User-agent: *\nAllow: /\n" + (f"Sitemap: {base}sitemap.xml\n" if base else "")
    yield PagePlan("robots.txt", "text", FileView(robots))
    yield from plan_calendars(world)
    if base:
        yield from plan_feeds(world)


def plan_feeds(world: World) -> Iterator[PagePlan]:
    """The site's feed and one for each entity that a dated article names."""
    dated = [a for a in world.newest if edtf.bounds(a.article.date or "")]
    if dated:
        yield _feed(world, "feed.xml", "index.html", world.settings.site.title, dated[:ENTRIES])
    for entity in world.archive.entities:
        if entity.id not in world.where.entities:
            continue
        naming = (world.articles[i] for i in world.in_articles[entity.id])
        own = newest_first((a for a in naming if edtf.bounds(a.article.date or "")), lambda a: a.article.date)
        if own:
            page = world.where.entities[entity.id]
            title = f"{entity.name} | {world.settings.site.title}"
            yield _feed(world, sibling(page, ".xml"), page, title, own[:ENTRIES])


def _feed(world: World, address: str, page: str, title: str, articles: Iterable[ArchiveArticle]) -> PagePlan:
    entries = tuple(
        FeedEntry(
            address=world.where.articles[a.id],
            title=world.titles[a.id],
            updated=f"{_first_day(a.article.date)}T00:00:00Z",
            summary=article_summary(world, a),
            author=a.article.byline or a.article.publisher or "",
        )
        for a in articles
    )
    return PagePlan(address, "atom", FeedView(address, page, title, entries))


def _first_day(date: str | None) -> str:
    days = edtf.bounds(date or "")
    return days[0].isoformat() if days else ""


def plan_calendars(world: World) -> Iterator[PagePlan]:
    """A calendar file beside every dated event, and one of them all among the data."""
    entries = []
    for event in world.archive.events:
        if event.id in world.where.events and (entry := _calendar_entry(world, event)):
            entries.append(entry)
            yield PagePlan(sibling(entry.address, ".ics"), "calendar", CalendarView((entry,)))
    if entries:
        yield PagePlan("data/events.ics", "calendar", CalendarView(tuple(entries)))


def _calendar_entry(world: World, event: Event) -> CalendarEntry | None:
    days = edtf.bounds(event.date) if event.date else None
    if days is None:
        return None
    place = world.entities.get(event.place or "")
    status = {
        "called-off": "CANCELLED",
        "denied": "CANCELLED",
        "occurred": "CONFIRMED",
        "ongoing": "CONFIRMED",
    }
    return CalendarEntry(
        id=event.id,
        address=world.where.events[event.id],
        title=event.title,
        description=f"Date: {edtf.describe(event.date or '')}.",
        place=place.name if place else "",
        first=days[0].isoformat(),
        last=days[1].isoformat(),
        status=status.get(event.status, "TENTATIVE"),
    )


def sitemap(world: World, pages: Iterable[PagePlan]) -> Iterator[PagePlan]:
    """The sitemap of the pages that search engines may list; needs [site] url."""
    if not base_url(world.settings.site.url):
        return
    addresses = sorted(
        p.path
        for p in pages
        if p.path.endswith(".html") and not getattr(p.view, "head").hidden  # noqa: B009
    )
    if len(addresses) <= SITEMAP_LIMIT:
        yield PagePlan("sitemap.xml", "sitemap", SitemapView(tuple(addresses)))
        return
    parts = []
    for n, start in enumerate(range(0, len(addresses), SITEMAP_LIMIT), 1):
        parts.append(f"sitemap-{n}.xml")
        chunk = tuple(addresses[start : start + SITEMAP_LIMIT])
        yield PagePlan(parts[-1], "sitemap", SitemapView(chunk))
    yield PagePlan("sitemap.xml", "sitemap", SitemapView(tuple(parts), index=True))
