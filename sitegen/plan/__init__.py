"""Stage 4: an Archive becomes the pages of a site, each a view and the template that shows it.

Every address is decided in addresses.py, everything a template sees is in views.py. A kind of page is
one planner (a function from World to its pages), one view and one template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sitegen.config import Settings
from sitegen.model import Archive, Permalinks, SearchDocument
from sitegen.plan.addresses import Addresses, decide
from sitegen.plan.articles import broken_links, plan_articles
from sitegen.plan.documents import documents
from sitegen.plan.entities import plan_entities
from sitegen.plan.events import plan_events
from sitegen.plan.files import plan_files, sitemap
from sitegen.plan.listings import (
    plan_entity_indexes,
    plan_event_indexes,
    plan_months,
    plan_timeline,
    plan_undated,
)
from sitegen.plan.singles import (
    plan_home,
    plan_map,
    plan_missing,
    plan_moved,
    plan_quality,
    plan_search,
)
from sitegen.plan.views import PagePlan
from sitegen.plan.world import World, build_world
from sitegen.problems import Problem

__all__ = ["PLANNERS", "PagePlan", "Plan", "plan"]

PLANNERS: tuple[Callable[[World], Iterator[PagePlan]], ...] = (
    plan_home,
    plan_articles,
    plan_entities,
    plan_events,
    plan_entity_indexes,
    plan_event_indexes,
    plan_months,
    plan_undated,
    plan_timeline,
    plan_map,
    plan_search,
    plan_quality,
    plan_missing,
    plan_moved,
    plan_files,
)
"""Every kind of page. A new one is a planner here, a view in views.py and a template."""


@dataclass(frozen=True, slots=True)
class Plan:
    pages: tuple[PagePlan, ...]
    """Sorted by path; no two share one."""
    documents: tuple[SearchDocument, ...]
    permalinks: Permalinks
    """The archive's, with this build's addresses."""
    problems: tuple[Problem, ...]
    addresses: Addresses


def plan(
    archive: Archive,
    settings: Settings,
    *,
    problems: Sequence[Problem] = (),
    made: Sequence[tuple[str, str]] = (),
) -> Plan:
    """Plans the whole site.

    `problems`: what went wrong before, for the quality page. `made`: what the archive was made with,
    as (label, value), for the same page.
    """
    where = decide(archive)
    own = (*where.problems, *broken_links(archive, where))
    world = build_world(archive, settings, where, (*problems, *own), made)
    pages = [page for planner in PLANNERS for page in planner(world)]
    pages += sitemap(world, pages)
    return Plan(
        pages=tuple(sorted(pages, key=lambda p: p.path)),
        documents=tuple(documents(world)),
        permalinks=where.permalinks,
        problems=own + _notes(settings),
        addresses=where,
    )


def _notes(settings: Settings) -> tuple[Problem, ...]:
    if settings.site.url:
        return ()
    message = "without [site] url the pages have no canonical address, and there are no feeds and no sitemap"
    return (Problem("sitegen.toml", 0, "no-site-url", "note", message, 'set url = "https://…" under [site]'),)
