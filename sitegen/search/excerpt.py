"""The passage of a text that shows most of a query's words. static/search-rank.js picks the same one."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sitegen.search.analyzer import tokens, unspaced

LENGTH = 240
"""Characters at most, the ellipses aside."""
LEAD = 60
"""Characters kept before the first marked word."""

_RUN = re.compile(r"[^\W_]+(?:['’.\-]?[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Excerpt:
    text: str
    marks: tuple[tuple[int, int], ...]
    """Spans of `text` to mark."""


def excerpt(text: str, terms: AbstractSet[str]) -> Excerpt:
    """The best passage of `text`, on one line, with the words among `terms` marked."""
    line = " ".join(text.split())
    found = marked(line, terms)
    start = _start(found)
    if start:
        space = line.rfind(" ", 0, start)
        start = space + 1 if space >= 0 and start - space < LEAD else start
    end = min(len(line), start + LENGTH)
    if end < len(line):
        space = line.rfind(" ", start, end)
        end = space if space > start + LENGTH // 2 else end
    before = "… " if start else ""
    after = " …" if end < len(line) else ""
    shift = len(before) - start
    inside = tuple((a + shift, b + shift) for a, b, _ in found if a >= start and b <= end)
    return Excerpt(before + line[start:end] + after, inside)


def marked(text: str, terms: AbstractSet[str]) -> list[tuple[int, int, str]]:
    """Start, end and term of every word of `text` that folds to one of `terms`."""
    if not terms:
        return []
    found = []
    for match in _RUN.finditer(text):
        if any(map(unspaced, match[0])):
            places = [(match.start() + i, match.start() + i + 1) for i in range(len(match[0]))]
        else:
            places = [(match.start() + a, match.start() + b) for a, b in _parts(match[0])]
        for start, end in places:
            hit = next((term for term in tokens(text[start:end]) if term in terms), None)
            if hit is not None:
                found.append((start, end, hit))
    return found


def _parts(run: str) -> list[tuple[int, int]]:
    """A run is cut at its hyphens, as the terms are."""
    cut = []
    start = 0
    for part in run.split("-"):
        cut.append((start, start + len(part)))
        start += len(part) + 1
    return cut


def _start(found: list[tuple[int, int, str]]) -> int:
    """Where the window with most different terms begins, LEAD characters early; the first of equals."""
    best, best_count = 0, 0
    for number, (start, _, _) in enumerate(found):
        inside = {term for _, end, term in found[number : number + 40] if end <= start + LENGTH - LEAD}
        if len(inside) > best_count:
            best, best_count = start, len(inside)
    return max(0, best - LEAD)
