"""schema.org JSON-LD of a page, as the text of a <script type="application/ld+json">."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from sitegen.config import SiteSettings
from sitegen.edtf import parse
from sitegen.plan.views import (
    ArticleView,
    EntityView,
    EventRow,
    EventView,
    HomeView,
    Link,
    MovedView,
    Page,
    When,
)

_ENTITY = {"person": "Person", "organisation": "Organization", "place": "Place", "group": "Thing"}
_STATUS = {
    "planned": "https://schema.org/EventScheduled",
    "called-off": "https://schema.org/EventCancelled",
}
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def island(data: Any) -> Markup:
    """`data` as JSON that no HTML parser can take for markup."""
    text = json.dumps(_clean(data), ensure_ascii=False, allow_nan=False, sort_keys=True)
    for char, escaped in _ESCAPES.items():
        text = text.replace(char, escaped)
    return Markup(text)


def jsonld(page: Page, site: SiteSettings) -> Markup:
    """What the page is about, and its breadcrumbs where the site's address is known."""
    if isinstance(page, MovedView):
        return Markup("")
    graph = [_about(page, site)]
    if site.url and page.head.crumbs:
        graph.append(_crumbs(page, site))
    return island({"@context": "https://schema.org", "@graph": graph})


def _about(page: Page, site: SiteSettings) -> dict[str, Any]:
    common = {"url": page.head.canonical, "isPartOf": {"@type": "WebSite", "name": site.title}}
    if isinstance(page, ArticleView):
        return _full(
            common,
            {
                "@type": "NewsArticle",
                "headline": page.title[:110],
                "datePublished": page.when.machine,
                "author": _named("Person", page.byline),
                "publisher": _named("Organization", page.publisher),
                "sameAs": page.original,
                "inLanguage": page.language or site.language,
                "keywords": ", ".join(page.tags),
                "about": [
                    _thing(r.link, site, page) for r in (*page.people, *page.organisations, *page.places)[:20]
                ],
            },
        )
    if isinstance(page, EntityView):
        return _full(
            common,
            {
                "@type": _ENTITY[page.kind],
                "name": page.name,
                "alternateName": [text for text, _ in page.aliases if text != page.name],
                "description": page.description,
                "sameAs": [i.href for i in page.identifiers],
                "jobTitle": [r.text for r in page.roles] if page.kind == "person" else None,
                "geo": _geo(page),
                "containedInPlace": _named("Place", page.within[0].text) if page.within else None,
            },
        )
    if isinstance(page, EventView):
        return _full(common, _event(page, site))
    if isinstance(page, HomeView):
        return _full(
            {"url": page.head.canonical},
            {"@type": "WebSite", "name": site.title, "description": site.description},
        )
    return _full(common, {"@type": "WebPage", "name": page.head.title})


def _event(page: EventView, site: SiteSettings) -> dict[str, Any]:
    """Who took part stands under `about`: schema.org's actors are those of a play."""
    first, last = _days(page.when)
    return {
        "@type": "Event",
        "name": page.title,
        "description": page.head.description,
        "startDate": first,
        "endDate": last,
        "eventStatus": _STATUS.get(page.status_key),
        "location": _location(page, site),
        "about": [
            thing
            for p in page.participants
            for r in p.people
            if (thing := _thing(r.link, site, page))["@type"] != "Place"
        ],
        "superEvent": _part(page.part_of, site, page) if page.part_of else None,
        "subEvent": [_part(row, site, page) for row in page.parts if row.is_page],
        "subjectOf": [
            _full(
                {"@type": "NewsArticle", "headline": r.article.link.text[:110]},
                {
                    "datePublished": r.article.when.machine,
                    "publisher": _named("Organization", r.article.publisher),
                    "url": _absolute(r.article.link.href, page, site) if site.url else "",
                },
            )
            for r in page.reports
        ],
    }


def _part(row: EventRow, site: SiteSettings, page: Page) -> dict[str, Any]:
    first, last = _days(row.when)
    url = _absolute(row.link.href, page, site) if site.url else ""
    return _full({"@type": "Event", "name": row.link.text}, {"startDate": first, "endDate": last, "url": url})


def _location(page: EventView, site: SiteSettings) -> dict[str, Any] | None:
    """The place within the places that hold it."""
    found: dict[str, Any] | None = None
    for link in reversed([*([page.place] if page.place else []), *page.within]):
        found = _full(_thing(link, site, page), {"containedInPlace": found})
    return found


def _days(when: When) -> tuple[str, str]:
    """Start and end in ISO 8601: a day, month or year as it stands, all else by its first and last day.

    Schema.org has no word for "about" and "perhaps": what is only that has neither.
    """
    if when.machine:
        return when.machine, ""
    try:
        value = parse(when.edtf)
    except ValueError:
        return "", ""
    if value.uncertain or value.approximate:
        return "", ""
    first = "" if value.open_start else value.first.isoformat()
    return first, "" if value.open_end else value.last.isoformat()


def _crumbs(page: Page, site: SiteSettings) -> dict[str, Any]:
    items = [
        {"@type": "ListItem", "position": n, "name": c.text, "item": _absolute(c.href, page, site)}
        for n, c in enumerate(page.head.crumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _absolute(href: str, page: Page, site: SiteSettings) -> str:
    return site.url + href.removeprefix(page.root)


def _thing(link: Link, site: SiteSettings, page: Page) -> dict[str, Any]:
    url = _absolute(link.href, page, site) if site.url and link.href else ""
    return _full({}, {"@type": _ENTITY[link.kind], "name": link.text, "url": url})


def _named(kind: str, name: str) -> dict[str, str] | None:
    return {"@type": kind, "name": name} if name else None


def _geo(page: EntityView) -> dict[str, Any] | None:
    if page.map is None or not page.coordinates:
        return None
    point = page.map.points[0]
    return {"@type": "GeoCoordinates", "latitude": point.lat, "longitude": point.lon}


def _full(common: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Both together, without what is empty."""
    return {key: value for key, value in (common | own).items() if value}


def _clean(value: Any) -> Any:
    """Strings without lone surrogates, which UTF-8 cannot hold."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {key: _clean(inner) for key, inner in value.items()}
    return [_clean(inner) for inner in value] if isinstance(value, list | tuple) else value
