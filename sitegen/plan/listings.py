"""Indexes: A to Z of each type of entity, events by type, articles by month, the undated, the timeline.

A list that would make too long a page is split where its members belong (by letters, months, days,
years), never by number, so that one more member changes one page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sitegen import edtf
from sitegen.model import ArchiveArticle, Entity, Event
from sitegen.plan import words
from sitegen.plan.addresses import FOLDERS, shelf_address
from sitegen.plan.articles import month_address, month_key
from sitegen.plan.letters import Shelf, letter, shelves, sort_key
from sitegen.plan.parts import Here, when
from sitegen.plan.strips import NONE, strip
from sitegen.plan.views import (
    DaySection,
    EntityIndexView,
    EntitySection,
    EventIndexView,
    EventSection,
    Link,
    MonthsView,
    MonthView,
    PagePlan,
    Section,
)
from sitegen.plan.world import World, grouped, newest_first
from sitegen.taxonomy import EVENT_TYPES

LIMIT = 400
"""Rows of a page of articles or events."""

MOST = 60
"""The most named, on the front page of a long A to Z."""

HOME = ("Home", "index.html")
UNDATED = "Undated, as they were reported"


# ---------------------------------------------------------------- A to Z


def plan_entity_indexes(world: World) -> Iterator[PagePlan]:
    by_type = grouped(world.archive.entities, lambda e: e.type)
    for type_, folder in FOLDERS.items():
        members = by_type.get(type_, ())  # type: ignore[call-overload]
        on_shelves = world.where.shelves[type_]
        front = Here(world, f"{folder}/index.html")
        if not on_shelves:
            ordered = sorted(members, key=lambda e: (*sort_key(e.name), e.id))
            yield _a_to_z(front, type_, _sections(front, ordered), (), len(members))
            continue
        most = sorted(members, key=lambda e: (-len(e.mentions), e.id))[:MOST]
        yield _a_to_z(front, type_, (), _letters(front, type_, on_shelves), len(members), most)
        for shelf in on_shelves:
            here = Here(world, shelf_address(type_, shelf.prefix))
            rows = [world.entities[id_] for id_ in shelf.ids]
            links = _letters(here, type_, on_shelves, shelf)
            yield _a_to_z(here, type_, _sections(here, rows), links, len(rows), label=shelf.label)


def _a_to_z(
    here: Here,
    type_: str,
    sections: tuple[EntitySection, ...],
    letters: tuple[Link, ...],
    total: int,
    most: Sequence[Entity] = (),
    label: str = "",
) -> PagePlan:
    plural = words.PLURALS[type_]
    title = f"{plural}: {label}" if label else plural
    crumbs = [HOME, (plural, f"{FOLDERS[type_]}/index.html")] if label else [HOME]
    view = EntityIndexView(
        head=here.head(title, f"{plural} named in the archive, A to Z.", crumbs=crumbs, section=plural),
        root=here.root,
        title=title,
        letters=letters or tuple(Link(f"#{s.anchor}", s.title) for s in sections),
        sections=sections,
        most=tuple(here.entity_row(e) for e in most),
        total=total,
    )
    return PagePlan(here.path, "entities.html", view)


def _sections(here: Here, ordered: Sequence[Entity]) -> tuple[EntitySection, ...]:
    groups = grouped(ordered, lambda e: letter(e.name))
    return tuple(
        EntitySection(Shelf(key, ()).label, f"letter-{key}", tuple(here.index_row(e) for e in groups[key]))
        for key in sorted(groups)
    )


def _letters(here: Here, type_: str, on: Sequence[Shelf], own: Shelf | None = None) -> tuple[Link, ...]:
    return tuple(
        Link("" if s == own else here.to(shelf_address(type_, s.prefix)), s.label, note=f"{len(s.ids):,}")
        for s in on
    )


# ---------------------------------------------------------------- events by type


def plan_event_indexes(world: World) -> Iterator[PagePlan]:
    """events/index.html, and a page for each type that has more events than fit there."""
    paged = newest_first(world.in_order(e for e in world.archive.events if e.page), lambda e: e.date)
    groups = grouped(paged, lambda e: e.type if e.type in EVENT_TYPES else "other")
    here = Here(world, "events/index.html")
    fits = len(paged) <= LIMIT
    sections = []
    for type_ in (t for t in EVENT_TYPES if t in groups):
        events = groups[type_]
        shown = events if fits else events[:10]
        address = f"events/types/{type_}.html"
        more = Link(here.to(address), f"All {len(events):,}") if len(shown) < len(events) else None
        sections.append(_event_section(here, EVENT_TYPES[type_].label, f"type-{type_}", shown, more))
        if more:
            yield from _event_type_pages(world, address, EVENT_TYPES[type_].label, events)
    view = EventIndexView(
        head=here.head("Events", "Events of the archive, by type.", crumbs=[HOME], section="Events"),
        root=here.root,
        title="Events",
        lead="By type, the latest first.",
        letters=tuple(Link(f"#{s.anchor}", s.title) for s in sections),
        sections=tuple(sections),
        strip=NONE,
        total=len(paged),
    )
    yield PagePlan(here.path, "events.html", view)


def _event_type_pages(world: World, address: str, label: str, events: Sequence[Event]) -> Iterator[PagePlan]:
    by_year = _years(events)
    long = len(events) > LIMIT
    here = Here(world, address)
    title = f"Events of type {label.lower()}"
    crumbs = [HOME, ("Events", "events/index.html")]
    sections, letters = [], []
    for year, some in by_year.items():
        own = f"{address.removesuffix('.html')}/{year or 'undated'}.html"
        name = year or "Undated"
        if long:
            yield _timeline_page(
                Here(world, own), f"{title}, {name}", some, [*crumbs, (title, address)], "Events"
            )
            letters.append(Link(here.to(own), name, note=f"{len(some):,}"))
        else:
            sections.append(_event_section(here, name, f"year-{year or 'undated'}", some, None))
            letters.append(Link(f"#year-{year or 'undated'}", name))
    view = EventIndexView(
        head=here.head(title, crumbs=crumbs, section="Events"),
        root=here.root,
        title=title,
        lead="The latest first.",
        letters=tuple(letters),
        sections=tuple(sections),
        strip=NONE,
        total=len(events),
    )
    yield PagePlan(address, "events.html", view)


# ---------------------------------------------------------------- timeline


def plan_timeline(world: World) -> Iterator[PagePlan]:
    """timeline/index.html; where all events do not fit, a page a year, and a page a month of a long year."""
    paged = world.in_order(e for e in world.archive.events if e.page)
    here = Here(world, "timeline/index.html")
    by_year = _years(paged)
    fits = len(paged) <= LIMIT
    sections: list[EventSection] = []
    letters: list[Link] = []
    for year, events in by_year.items():
        name, key = year or UNDATED, year or "undated"
        if fits:
            sections.append(_event_section(here, name, f"year-{key}", events, None))
            letters.append(Link(f"#year-{key}", year or "Undated"))
            continue
        letters.append(Link(here.to(f"timeline/{key}.html"), year or "Undated", note=f"{len(events):,}"))
        crumbs = [HOME, ("Timeline", "timeline/index.html")]
        yield from _year_pages(world, key, f"Timeline, {year or 'undated'}", events, crumbs)
    view = EventIndexView(
        head=here.head(
            "Timeline", "Events of the archive in order of time.", crumbs=[HOME], section="Timeline"
        ),
        root=here.root,
        title="Timeline",
        lead="Events in order of time, each at the precision that its sources give. A date in italics is "
        "known no closer, so that its place among the days around it is open.",
        letters=tuple(letters),
        sections=tuple(sections),
        strip=strip(here, world.newest, paged),
        total=len(paged),
    )
    yield PagePlan(here.path, "events.html", view)


def _year_pages(
    world: World, key: str, title: str, events: Sequence[Event], crumbs: list[tuple[str, str]]
) -> Iterator[PagePlan]:
    address = f"timeline/{key}.html"
    here = Here(world, address)
    if len(events) <= LIMIT:
        yield _timeline_page(here, title, events, crumbs, "Timeline")
        return
    links = []
    for month, some in _months(events).items():
        name = edtf.describe(month) if month else "Time of year unknown"
        own = f"timeline/{month or key + '-year'}.html"
        links.append(Link(here.to(own), name, note=f"{len(some):,}"))
        yield _timeline_page(
            Here(world, own), f"Timeline, {name}", some, [*crumbs, (title, address)], "Timeline"
        )
    head = here.head(title, crumbs=crumbs, section="Timeline")
    view = EventIndexView(head, here.root, title, "By month.", tuple(links), (), NONE, len(events))
    yield PagePlan(address, "events.html", view)


def _timeline_page(
    here: Here, title: str, events: Sequence[Event], crumbs: list[tuple[str, str]], section: str
) -> PagePlan:
    months = _months(events)
    sections = tuple(
        _event_section(
            here,
            edtf.describe(month) if month else "No month known",
            f"month-{month or 'unknown'}",
            some,
            None,
        )
        for month, some in months.items()
    )
    head = here.head(title, crumbs=crumbs, section=section)
    letters = tuple(Link(f"#{s.anchor}", s.title) for s in sections)
    return PagePlan(
        here.path,
        "events.html",
        EventIndexView(head, here.root, title, "", letters, sections, NONE, len(events)),
    )


def _event_section(
    here: Here, title: str, anchor: str, events: Sequence[Event], more: Link | None
) -> EventSection:
    rows = (here.event_row(e) for e in events)
    # What the heading says need not be said in every row.
    return EventSection(
        title, anchor, tuple(replace(r, type="") if r.type == title else r for r in rows), more
    )


def _years(events: Sequence[Event]) -> dict[str, tuple[Event, ...]]:
    return grouped(events, _year)


def _year(event: Event) -> str:
    days = edtf.bounds(event.date) if event.date else None
    return f"{days[0].year:04}" if days and days[0].year > 1 else ""


def _months(events: Sequence[Event]) -> dict[str, tuple[Event, ...]]:
    def month(event: Event) -> str:
        days = edtf.bounds(event.date) if event.date else None
        whole = days and (days[0].year, days[0].month) == (days[1].year, days[1].month)
        return f"{days[0].year:04}-{days[0].month:02}" if days and whole else ""

    return grouped(events, month)


# ---------------------------------------------------------------- articles


def plan_months(world: World) -> Iterator[PagePlan]:
    """months/index.html and a page a month; a page a day where a month has too many."""
    months = {k: v for k, v in grouped(world.archive.articles, month_key).items() if k}
    undated = sum(1 for a in world.archive.articles if not month_key(a))
    here = Here(world, "months/index.html")
    years: dict[str, list[Link]] = defaultdict(list)
    ordered = sorted(months, reverse=True)
    for n, key in enumerate(ordered):
        label = edtf.describe(key)
        years[key[:4]].append(Link(here.to(month_address(key)), label, note=f"{len(months[key]):,}"))
        near = (ordered[n + 1] if n + 1 < len(ordered) else "", ordered[n - 1] if n else "")
        yield from _month_pages(world, key, months[key], near)
    view = MonthsView(
        head=here.head("Articles", "Articles of the archive by month.", crumbs=[HOME], section="Articles"),
        root=here.root,
        years=tuple(Section(year, f"year-{year}", tuple(links)) for year, links in years.items()),
        undated=Link(here.to("undated/index.html"), "Undated articles", note=f"{undated:,}")
        if undated
        else None,
        total=len(world.archive.articles),
    )
    yield PagePlan(here.path, "months.html", view)


def _month_pages(
    world: World, key: str, articles: Sequence[ArchiveArticle], near: tuple[str, str]
) -> Iterator[PagePlan]:
    days = grouped(newest_first(articles, lambda a: a.article.date), lambda a: a.article.date or "")
    label, address = edtf.describe(key), month_address(key)
    here = Here(world, address)
    crumbs = [HOME, ("Articles", "months/index.html")]
    earlier, later = (Link(here.to(month_address(k)), edtf.describe(k)) if k else None for k in near)
    if len(articles) <= LIMIT:
        view = _month_view(here, f"Articles of {label}", days, crumbs, earlier, later, ())
        yield PagePlan(address, "month.html", view)
        return
    parts = {day: f"months/{key}/{day.replace('/', '--')}.html" for day in days}
    links = tuple(Link(here.to(parts[d]), edtf.describe(d), note=f"{len(days[d]):,}") for d in days)
    yield PagePlan(
        address, "month.html", _month_view(here, f"Articles of {label}", {}, crumbs, earlier, later, links)
    )
    for day, path in parts.items():
        title = f"Articles of {edtf.describe(day)}"
        above = [*crumbs, (label, address)]
        own = Here(world, path)
        yield PagePlan(path, "month.html", _month_view(own, title, {day: days[day]}, above, None, None, ()))


def _month_view(
    here: Here,
    title: str,
    days: dict[str, tuple[ArchiveArticle, ...]],
    crumbs: list[tuple[str, str]],
    earlier: Link | None,
    later: Link | None,
    pages: tuple[Link, ...],
) -> MonthView:
    return MonthView(
        head=here.head(title, crumbs=crumbs, section="Articles"),
        root=here.root,
        title=title,
        days=tuple(
            DaySection(when(day), tuple(here.article_row(a.id, summary=True) for a in some))
            for day, some in days.items()
        ),
        earlier=earlier,
        later=later,
        total=sum(len(some) for some in days.values()),
        pages=pages,
    )


def plan_undated(world: World) -> Iterator[PagePlan]:
    """undated/index.html; on shelves by title where they are many."""
    articles = sorted(
        (a for a in world.archive.articles if not month_key(a)),
        key=lambda a: (*sort_key(world.titles[a.id]), a.id),
    )
    here = Here(world, "undated/index.html")
    crumbs = [HOME, ("Articles", "months/index.html")]
    if len(articles) <= LIMIT:
        view = _month_view(here, "Undated articles", {"": tuple(articles)}, crumbs, None, None, ())
        yield PagePlan(here.path, "month.html", view)
        return
    by_id = {a.id: a for a in articles}
    on_shelves = shelves(((a.id, world.titles[a.id]) for a in articles), LIMIT)
    links = tuple(
        Link(here.to(f"undated/{s.prefix}.html"), s.label, note=f"{len(s.ids):,}") for s in on_shelves
    )
    yield PagePlan(
        here.path, "month.html", _month_view(here, "Undated articles", {}, crumbs, None, None, links)
    )
    for shelf in on_shelves:
        own = Here(world, f"undated/{shelf.prefix}.html")
        some = {"": tuple(by_id[i] for i in shelf.ids)}
        title = f"Undated articles: {shelf.label}"
        above = [*crumbs, ("Undated", here.path)]
        yield PagePlan(own.path, "month.html", _month_view(own, title, some, above, None, None, ()))
