"""Places: where a place is, and which place holds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sitegen import gazetteer
from sitegen.model import ArchiveArticle, Coordinates
from sitegen.resolve.names import country_of

PROMINENT = 300_000
"""People: a city that is known by its bare name if it outnumbers its namesakes by LEAD."""
LEAD = 8


@dataclass(frozen=True, slots=True)
class Spot:
    """What the gazetteer knows of one place of the archive."""

    coordinates: Coordinates
    iso: str
    admin1: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Clues:
    """What the articles say of where a place is."""

    containers: tuple[str, ...]
    """Names of what the text says holds it, most frequent first."""
    countries: Mapping[str, int]
    """ISO code -> how often the articles that name the place name the country."""


def countries_named(article: ArchiveArticle) -> Counter[str]:
    """ISO code -> mentions, in one article."""
    counts: Counter[str] = Counter()
    for mention in article.annotation.mentions:
        if mention.type in ("place", "group"):
            iso = country_of(mention.name)
            if iso:
                counts[iso] += 1
        if mention.container:
            iso = country_of(mention.container)
            if iso:
                counts[iso] += 1
    return counts


def country_spot(iso: str) -> Spot | None:
    country = gazetteer.country_by_code(iso)
    if country is None:
        return None
    at = Coordinates(country.lat, country.lon, "country", country.geonameid or None)
    return Spot(at, country.iso, "", "country", "a country's name")


def locate(names: Sequence[str], clues: Clues) -> Spot | None:
    """The spot of a place by the first of its names that the gazetteer knows; None without evidence.

    Order: what the text says holds it; a country that its articles name; the bare name where one
    city has it to itself in the world, or nearly so.
    """
    for name in names:
        known = [p for p in gazetteer.places(name) if p.kind != "country"]
        if not known:
            continue
        for container in clues.containers:
            held = [p for p in known if p.iso == country_of(container)] or _in_region(known, container)
            if held:
                return _spot(held[0], f"the text puts it in {container}")
        # A country that is named once beside one that is named ten times says little.
        most = max(clues.countries.values(), default=0)
        near = {iso: n for iso, n in clues.countries.items() if 4 * n >= most}
        # The gazetteer's order tells within a country, the articles between countries.
        first = {p.iso: p for p in reversed(known) if p.iso in near}
        if first:
            best = min(first.values(), key=lambda p: (-near[p.iso] * p.population, p.iso))
            return _spot(best, "its articles name the country")
        rest = known[1].population if len(known) > 1 else 0
        if known[0].population >= PROMINENT and known[0].population >= LEAD * rest:
            return _spot(known[0], "no other place of the name is nearly as large")
    return None


def _in_region(known: Iterable[gazetteer.Place], container: str) -> list[gazetteer.Place]:
    regions = {(p.iso, p.admin1) for p in gazetteer.places(container) if p.kind == "region"}
    return [p for p in known if (p.iso, p.admin1) in regions]


def _spot(place: gazetteer.Place, reason: str) -> Spot:
    at = Coordinates(place.lat, place.lon, place.kind, place.geonameid or None)
    return Spot(at, place.iso, place.admin1, place.kind, reason)
