"""Pages that a site has one of: home, map, search, quality, 404; and the pages at old addresses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit

from sitegen import edtf
from sitegen.model import Entity
from sitegen.plan import words
from sitegen.plan.articles import month_address, month_key
from sitegen.plan.letters import sort_key
from sitegen.plan.parts import Here, base_url
from sitegen.plan.strips import strip
from sitegen.plan.views import (
    EntityRow,
    HomeView,
    Link,
    MissingView,
    MovedView,
    PagePlan,
    ProblemView,
    QualityView,
    SearchView,
    Section,
    WorldMapView,
)
from sitegen.plan.world import World, newest_first

LATEST = 8
EVENTS = 10
MOST = 10
MONTHS = 24
PINS = 400
PROBLEMS = 200
UNREAD = 200

SURE = 0.75
"""Mentions and events below this confidence are counted as unsure."""

HOME = ("Home", "index.html")
INDEXES = (
    ("Articles by month", "months/index.html"),
    ("Undated articles", "undated/index.html"),
    ("People", "people/index.html"),
    ("Organisations", "organisations/index.html"),
    ("Places", "places/index.html"),
    ("Groups", "groups/index.html"),
    ("Events by type", "events/index.html"),
    ("Timeline", "timeline/index.html"),
    ("Map", "map/index.html"),
)
DOWNLOADS = (
    ("archive.json", "what the data is: version, counts, checksums"),
    ("articles.jsonl", "articles with their sentences"),
    ("entities.jsonl", "people, organisations, places, groups with every mention"),
    ("events.jsonl", "events with every claim and report"),
    ("relations.jsonl", "relations between entities"),
    ("times.jsonl", "expressions of time"),
    ("quotes.jsonl", "quotes with speakers"),
)


def plan_home(world: World) -> Iterator[PagePlan]:
    here = Here(world, "index.html")
    site = world.settings.site
    paged = [e for e in world.archive.events if e.page]
    months = sorted({k for a in world.archive.articles if (k := month_key(a))}, reverse=True)
    view = HomeView(
        head=here.head(site.title, site.description, feed="feed.xml" if months else ""),
        root=here.root,
        description=site.description,
        latest=tuple(here.article_row(a.id, summary=True) for a in world.newest[:LATEST]),
        strip=strip(here, world.newest, paged),
        events=tuple(here.event_row(e) for e in newest_first(paged, lambda e: e.date)[:EVENTS]),
        people=_most(here, "person"),
        organisations=_most(here, "organisation"),
        places=_most(here, "place"),
        groups=_most(here, "group"),
        months=tuple(Link(here.to(month_address(k)), edtf.describe(k)) for k in months[:MONTHS]),
    )
    yield PagePlan(here.path, "home.html", view)


def _most(here: Here, type_: str) -> tuple[EntityRow, ...]:
    """The most present: named most often, then in the most articles."""
    world = here.world
    found = [e for e in world.archive.entities if e.type == type_ and e.page]
    found.sort(key=lambda e: (-len(e.mentions), -len(world.in_articles[e.id]), e.id))
    return tuple(here.entity_row(e) for e in found[:MOST])


def plan_map(world: World) -> Iterator[PagePlan]:
    here = Here(world, "map/index.html")
    places = [e for e in world.archive.entities if e.type == "place" and e.page]
    placed = sorted((p for p in places if p.coordinates), key=lambda p: (-len(p.mentions), p.id))
    by_country: dict[str, list[Entity]] = defaultdict(list)
    for place in placed:
        holders = world.within(place.id)
        top = holders[-1].name if holders else place.name if place.subtype == "country" else ""
        by_country[top].append(place)
    view = WorldMapView(
        head=here.head("Map", "Places of the archive on a map.", crumbs=[HOME], section="Map"),
        root=here.root,
        map=here.map_of(placed[:PINS], margin=4.0),
        countries=tuple(
            Section(
                name or "Elsewhere",
                f"country-{n}",
                tuple(
                    here.entity(p) for p in sorted(by_country[name], key=lambda p: sort_key(p.name))[:PINS]
                ),
            )
            for n, name in enumerate(sorted(by_country, key=lambda c: (not c, *sort_key(c))), 1)
        ),
        unplaced=len(places) - len(placed),
    )
    yield PagePlan(here.path, "map.html", view)


def plan_search(world: World) -> Iterator[PagePlan]:
    here = Here(world, "search/index.html")
    head = here.head("Search", "Search the archive.", crumbs=[HOME])
    yield PagePlan(here.path, "search.html", SearchView(head, here.root, _indexes(here.root)))


def _indexes(root: str) -> tuple[Link, ...]:
    return tuple(Link(root + address, text) for text, address in INDEXES)


def plan_quality(world: World) -> Iterator[PagePlan]:
    here, archive = Here(world, "quality/index.html"), world.archive
    mentions = [m for e in archive.entities for m in e.mentions]
    events = [e for e in archive.events if e.type != "statement"]
    unread = [a for a in archive.articles if not a.annotation.read]
    counts = [
        ("Articles", len(archive.articles)),
        ("Articles without a date", sum(1 for a in archive.articles if not a.article.date)),
        ("Near-identical copies", sum(1 for a in archive.articles if a.copy_of)),
        *((words.PLURALS[t], sum(1 for e in archive.entities if e.type == t)) for t in words.PLURALS),
        ("Mentions of them", len(mentions)),
        ("Events", len(events)),
        ("Events with a page", len(world.where.events)),
        ("Quotes", len(archive.quotes)),
    ]
    unsure = [
        ("Mentions less than three quarters sure", sum(1 for m in mentions if m.confidence < SURE)),
        ("Reports of events less than three quarters sure", _unsure_reports(world)),
        ("Events whose accounts differ", sum(1 for e in events if e.disputed)),
        ("Events without a date", sum(1 for e in events if not e.date)),
        ("Pairs that may be one entity", sum(1 for d in archive.doubts if d.kind == "entity")),
        ("Pairs that may be one event", sum(1 for d in archive.doubts if d.kind == "event")),
        ("Quotes without a known speaker", sum(1 for q in archive.quotes if q.speaker is None)),
    ]
    view = QualityView(
        head=here.head(
            "How this archive was made", "What was read, by what, and how sure it is.", crumbs=[HOME]
        ),
        root=here.root,
        made=world.made,
        counts=tuple(counts),
        unsure=tuple(unsure),
        unread=tuple(
            Link(
                here.article(a.id).href,
                here.article(a.id).text,
                "article",
                _why_unread(a.annotation.language),
            )
            for a in unread[:UNREAD]
        ),
        problems=tuple(
            ProblemView(p.where + (f":{p.line}" if p.line else ""), p.severity, p.message, p.hint)
            for p in sorted(world.problems)[:PROBLEMS]
        ),
        more_problems=max(0, len(world.problems) - PROBLEMS),
        downloads=tuple(Link(here.to(f"data/{name}"), name, note=note) for name, note in DOWNLOADS),
    )
    yield PagePlan(here.path, "quality.html", view)


def _unsure_reports(world: World) -> int:
    return sum(1 for e in world.archive.events for r in e.mentions if r.confidence < SURE)


def _why_unread(language: str | None) -> str:
    return f"language: {language}" if language else "language unknown"


def plan_missing(world: World) -> Iterator[PagePlan]:
    """404.html. A host shows it at whatever address was asked for, so a relative link in it leads
    astray below the root: with [site] url its links begin with the path of that. Without one relative
    links are all there is: "/" would leave a site under a sub-path, and means nothing in files.
    """
    here = Here(world, "404.html")
    root = urlsplit(base_url(world.settings.site.url)).path or here.root
    home = Link(root + "index.html", "Home")
    head = here.head("Page not found", hidden=True)
    yield PagePlan(here.path, "missing.html", MissingView(head, root, (home, *_indexes(root))))


def plan_moved(world: World) -> Iterator[PagePlan]:
    """A page at each address that a thing once had: it leads on, or says that the thing is gone."""
    where = world.where
    names = {where.articles[a.id]: world.titles[a.id] for a in world.archive.articles}
    names |= {where.rows[e.id]: e.name for e in world.archive.entities if e.id in where.rows}
    names |= {where.entities[e.id]: e.name for e in world.archive.entities if e.id in where.entities}
    names |= {where.events[e.id]: e.title for e in world.archive.events if e.id in where.events}
    for old, address in world.where.moved:
        here = Here(world, old)
        target = Link(here.to(address), names.get(address, address)) if address else None
        title = f"Moved: {old}" if address else f"No longer here: {old}"
        yield PagePlan(old, "moved.html", MovedView(here.head(title, hidden=True), here.root, target))
