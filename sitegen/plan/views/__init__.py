"""All that a template sees: one frozen view a page kind, and the parts that views share.

A view holds text to be escaped, never markup (but for `TextView.pieces`, which read/ made safe).
Every `href` is relative to the page that shows it. Dates are shown through `When`. Views encode to
msgpack, and those bytes are the key under which a page is remembered: nothing in a view may change
from build to build unless the page does.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.plan.views.files import CalendarEntry, CalendarView, FeedEntry, FeedView, FileView, SitemapView
from sitegen.plan.views.indexes import (
    DaySection,
    EntityIndexView,
    EntitySection,
    EventIndexView,
    EventSection,
    HomeView,
    MissingView,
    MonthsView,
    MonthView,
    MovedView,
    ProblemView,
    QualityView,
    SearchView,
    WorldMapView,
)
from sitegen.plan.views.parts import (
    ArticleRow,
    Bar,
    EntityRow,
    EventRow,
    EvidenceView,
    Head,
    Link,
    MapPoint,
    MapView,
    Page,
    Section,
    Strip,
    When,
)
from sitegen.plan.views.things import (
    Account,
    AccountValue,
    ArticleView,
    EntityView,
    EventGroup,
    EventView,
    MentionGroup,
    MentionsView,
    ParticipantView,
    QuoteView,
    Reason,
    Related,
    Report,
    RoleView,
    SaidBy,
    Step,
    TallyView,
    TextLink,
    TextView,
)

__all__ = [
    "Account",
    "AccountValue",
    "AnyView",
    "ArticleRow",
    "ArticleView",
    "Bar",
    "CalendarEntry",
    "CalendarView",
    "DaySection",
    "EntityIndexView",
    "EntityRow",
    "EntitySection",
    "EntityView",
    "EventGroup",
    "EventIndexView",
    "EventRow",
    "EventSection",
    "EventView",
    "EvidenceView",
    "FeedEntry",
    "FeedView",
    "FileView",
    "Head",
    "HomeView",
    "Link",
    "MapPoint",
    "MapView",
    "MentionGroup",
    "MentionsView",
    "MissingView",
    "MonthView",
    "MonthsView",
    "MovedView",
    "Page",
    "PagePlan",
    "ParticipantView",
    "ProblemView",
    "QualityView",
    "QuoteView",
    "Reason",
    "Related",
    "Report",
    "RoleView",
    "SaidBy",
    "SearchView",
    "Section",
    "SitemapView",
    "Step",
    "Strip",
    "TallyView",
    "TextLink",
    "TextView",
    "When",
    "WorldMapView",
]

AnyView = Page | FeedView | CalendarView | SitemapView | FileView


@dataclass(frozen=True, slots=True)
class PagePlan:
    """One file of the site, decided but not yet rendered."""

    path: str
    """Relative to the site's root."""
    template: str
    """A file of templates/; for what is no page, a name of render.files.WRITERS: atom, calendar, …"""
    view: AnyView
