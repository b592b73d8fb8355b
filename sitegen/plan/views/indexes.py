"""Views of the pages that lead to others, and of the pages that a site has one of."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.plan.views.parts import (
    ArticleRow,
    EntityRow,
    EventRow,
    Link,
    MapView,
    Page,
    Section,
    Strip,
    When,
)


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
