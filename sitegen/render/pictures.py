"""Pictures drawn at build time, as SVG inside the page: strips of time and maps."""

from __future__ import annotations

from html import escape
from math import cos, log, radians, sqrt

from markupsafe import Markup

from sitegen.plan.views import Bar, MapPoint, MapView, Strip

STRIP = (720, 84)
"""Width and height of a strip, in its own units."""

WORLD = (360.0, 180.0)
"""Size of the picture of the land in degrees: plate carrée, 180° W and 90° N at its corner."""

NEAR = 40
"""Degrees of longitude; a map of fewer shows a small part of the world."""

LABELS = 40
"""Labelled points on a map at most."""

LABEL = 11
BESIDE = 12
"""Size of a label and its distance from the middle of its dot, in pixels."""


def strip_svg(strip: Strip) -> Markup:
    """A bar of articles upwards and one of events downwards for each month or year."""
    width, height = STRIP
    if not strip.bars:
        return Markup("")
    top = max(max(b.articles for b in strip.bars), max(b.events for b in strip.bars), 1)
    step = min(width / len(strip.bars), 40.0)
    middle = 34.0
    parts = []
    for n, bar in enumerate(strip.bars):
        parts.append(_bar(bar, n * step, step, middle, top))
    every = max(1, -(-len(strip.bars) * 64 // int(max(step * len(strip.bars), 64))))
    labels = [
        f'<text class="tick" x="{n * step + 1:.1f}" y="{height - 2}">'
        f"{escape(_tick(bar.label, strip.grain))}</text>"
        for n, bar in enumerate(strip.bars)
        if n % every == 0
    ]
    used = step * len(strip.bars)
    axis = f'<line class="axis" x1="0" x2="{used:.1f}" y1="{middle}" y2="{middle}"/>'
    name = f"Articles (up) and events (down) from {strip.bars[0].label} to {strip.bars[-1].label}"
    return Markup(
        f'<svg class="strip" viewBox="0 0 {width} {height}" role="group" aria-label="{escape(name)}">'
        + axis
        + "".join(parts)
        + "".join(labels)
        + "</svg>"
    )


def _bar(bar: Bar, x: float, step: float, middle: float, top: int) -> str:
    wide = max(step - 2, 1.5)
    told = f"{bar.label}: {_count(bar.articles, 'article')}, {_count(bar.events, 'event')}"
    shapes = []
    for kind, number, up in (("articles", bar.articles, True), ("events", bar.events, False)):
        if number:
            # Square roots, so that one article beside a hundred can still be seen.
            tall = max(3.0, sqrt(number / top) * 32)
            y = middle - tall if up else middle
            shapes.append(
                f'<rect class="{kind}" x="{x + 1:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{tall:.1f}"/>'
            )
    if not shapes:
        return ""
    inside = f"<title>{escape(told)}</title>{''.join(shapes)}"
    if bar.href:
        return f'<a href="{escape(bar.href)}" aria-label="{escape(told)}">{inside}</a>'
    return f"<g>{inside}</g>"


def _count(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"


def _tick(label: str, grain: str) -> str:
    if grain == "year":
        return label
    month, _, year = label.partition(" ")
    return f"{month[:3]} {year}" if year else label


def map_svg(view: MapView, pixels: int = 340) -> Markup:
    """The points over the land. Longitudes are narrowed by the cosine of the middle latitude.

    `pixels`: the width that it is usually shown at; names and dots are sized for it.
    """
    squeeze = max(0.3, cos(radians((view.north + view.south) / 2)))
    width, height = (view.east - view.west) * squeeze, view.north - view.south
    unit = width / pixels
    largest = max(p.size for p in view.points)
    # The larger first, so that the smaller stay on top and can be reached.
    points = sorted(view.points, key=lambda p: (-p.size, p.label))
    dots = "".join(_dot(p, view, squeeze, unit, largest) for p in points)
    labels = "".join(_labels(points[:LABELS], view, squeeze, unit, width))
    # Lines grow with the picture: where a small part of it is shown, it is asked for thinner ones.
    near = "#near" if view.east - view.west < NEAR else ""
    land = (
        f'<image class="land" href="{escape(view.land)}{near}" x="{(-180 - view.west) * squeeze:.2f}" '
        f'y="{view.north - 90:.2f}" width="{WORLD[0] * squeeze:.2f}" height="{WORLD[1]:.0f}" '
        'preserveAspectRatio="none"/>'
    )
    name = f"Map of {points[0].label}" if len(points) == 1 else f"Map of {len(points)} places"
    return Markup(
        f'<svg class="map" viewBox="0 0 {width:.2f} {height:.2f}" role="group" aria-label="{escape(name)}">'
        f"{land}{_graticule(view, squeeze, unit)}{dots}{labels}</svg>"
    )


def _dot(point: MapPoint, view: MapView, squeeze: float, unit: float, largest: int) -> str:
    x, y = _at(point, view, squeeze)
    radius = unit * (4 + 6 * log(1 + point.size) / log(1 + largest))
    kind = "dot" if point.precision in ("exact", "city") else "dot rough"
    circle = f'<circle class="{kind}" cx="{x:.2f}" cy="{y:.2f}" r="{radius:.3f}" stroke-width="{unit:.3f}"/>'
    told = f"{point.label}, named {point.size:,} time{'' if point.size == 1 else 's'}"
    inside = f"<title>{escape(told)}</title>{circle}"
    if not point.href:
        return f"<g>{inside}</g>"
    return f'<a href="{escape(point.href)}" aria-label="{escape(told)}">{inside}</a>'


def _labels(points: list[MapPoint], view: MapView, squeeze: float, unit: float, width: float) -> list[str]:
    """Names beside the points, as long as they stay clear of each other."""
    size = unit * LABEL
    taken: list[tuple[float, float, float, float]] = []
    found = []
    for point in points:
        x, y = _at(point, view, squeeze)
        long = len(point.label) * size * 0.56
        anchor, at, base = "", x + unit * BESIDE, y + size * 0.35
        start = at
        if start + long > width:
            anchor, at = "end", x - unit * BESIDE
            start = at - long
        if start < 0:
            # On neither side: below it, as far within the picture as it goes.
            anchor, at, base = "middle", min(max(x, long / 2), max(width - long / 2, long / 2)), y + size * 2
            start = at - long / 2
        box = (start, base - size * 1.35, start + long, base + size * 0.05)
        if any(box[0] < t[2] and t[0] < box[2] and box[1] < t[3] and t[1] < box[3] for t in taken):
            continue
        taken.append(box)
        anchored = f' text-anchor="{anchor}"' if anchor else ""
        found.append(
            f'<text class="name" x="{at:.2f}" y="{base:.2f}" font-size="{size:.3f}" '
            f'stroke-width="{size / 5:.3f}"{anchored} aria-hidden="true">{escape(point.label)}</text>'
        )
    return found


def _graticule(view: MapView, squeeze: float, unit: float) -> str:
    step = next(s for s in (1, 2, 5, 10, 20, 30, 60) if (view.east - view.west) / s <= 8 or s == 60)
    lines = []
    lon = int(view.west // step + 1) * step
    while lon < view.east:
        x = (lon - view.west) * squeeze
        lines.append(f"M{x:.2f} 0V{view.north - view.south:.2f}")
        lon += step
    lat = int(view.south // step + 1) * step
    while lat < view.north:
        lines.append(f"M0 {view.north - lat:.2f}H{(view.east - view.west) * squeeze:.2f}")
        lat += step
    return f'<path class="graticule" d="{"".join(lines)}" stroke-width="{unit / 2:.3f}"/>'


def _at(point: MapPoint, view: MapView, squeeze: float) -> tuple[float, float]:
    return (point.lon - view.west) * squeeze, view.north - point.lat
