"""Draws static/world.svg, the land under the maps, from Natural Earth's 1:50m countries (public domain).

    python -m sitegen.tools.draw_world countries-50m.json static/world.svg

The input is the TopoJSON file of the npm package world-atlas 2.0.2. One unit is a degree, plate carrée,
180° W and 90° N at the corner; coordinates are rounded to `GRAIN` degrees.
"""

from __future__ import annotations

import json
import sys
from itertools import chain
from pathlib import Path
from typing import Any

GRAIN = 0.1
SMALLEST = 0.25
"""Islands smaller than this many degrees across are left out."""

Point = tuple[int, int]

STYLE = (
    "path{fill:#fbf8f1;stroke:#b9b09c;stroke-width:.7;stroke-linejoin:round}"
    "#near:target path{stroke-width:.32}"  # asked for by its fragment where a map shows a small part
    "@media(prefers-color-scheme:dark){path{fill:#2a2d31;stroke:#5a5d63}}"
)


def arcs_of(topology: dict[str, Any]) -> list[list[Point]]:
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points: list[Point] = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            point = (round((x * kx + dx + 180) / GRAIN), round((90 - (y * ky + dy)) / GRAIN))
            if not points or points[-1] != point:
                points.append(point)
        arcs.append(points)
    return arcs


def ring(arcs: list[list[Point]], indexes: list[int]) -> list[Point]:
    parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indexes]
    points = list(chain(parts[0], *(p[1:] for p in parts[1:])))
    return [p for n, p in enumerate(points) if n == 0 or p != points[n - 1]]


def unwrapped(points: list[Point]) -> list[list[Point]]:
    """The ring, twice where it crosses the 180th meridian: once beyond each edge, which cut it off."""
    world = round(360 / GRAIN)
    whole = [points[0]]
    for x, y in points[1:]:
        near = whole[-1][0]
        whole.append((x + world * round((near - x) / world), y))
    if whole == points:
        return [points]
    return [[(x + shift, y) for x, y in whole] for shift in (-world, 0, world)]


def path(points: list[Point]) -> str:
    """A closed path in relative steps."""
    (x, y), *rest = points
    steps = []
    for px, py in rest[:-1]:
        steps.append(f"{px - x} {py - y}")
        x, y = px, py
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}z".replace(" -", "-")


def main(source: Path, target: Path) -> None:
    topology = json.loads(source.read_text())
    arcs = arcs_of(topology)
    land = []
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for polygon in polygons:
            points = ring(arcs, polygon[0])
            wide = max(max(axis) - min(axis) for axis in zip(*points, strict=True))
            if len(points) > 3 and wide * GRAIN >= SMALLEST:
                land += [path(p) for p in unwrapped(points)]
    size = f"{round(360 / GRAIN)} {round(180 / GRAIN)}"
    target.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" preserveAspectRatio="none">'
        f"<!-- Natural Earth, public domain --><style>{STYLE}</style>"
        f'<g id="near"><path d="{"".join(land)}"/></g></svg>\n'
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
