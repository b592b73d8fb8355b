"""The passage of a text that shows most of a query's words. static/search-excerpt.js picks the same one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import islice

from sitegen.search.analyzer import GROUPED, SPACES, inside_word, tokens, unspaced

PHRASE = "_"
"""Between the words of a phrase; no word has it."""
LENGTH = 240
"""Characters at most, the ellipses aside."""
SCANNED = 100_000
"""No passage begins later: an excerpt costs no more than that to find."""
LEAD = 60
"""Characters kept before the first marked word."""
NAMES = 3
"""Other names of a document shown with it."""

_EDGES = "'’‘."
"""Characters of a word that none begins with."""
_SPACE = re.compile(f"[{SPACES}]+")


@dataclass(frozen=True, slots=True)
class Excerpt:
    text: str
    marks: tuple[tuple[int, int], ...]
    """Spans of `text` to mark."""


def excerpt(text: str, terms: AbstractSet[str]) -> Excerpt:
    """The best passage of `text`, on one line, with the words among `terms` marked."""
    line = _SPACE.sub(" ", text[:SCANNED]).strip(" ")
    found = marked(line, terms)
    start = _start(found)
    if start:
        space = line.rfind(" ", 0, start)
        start = space + 1 if start - space < LEAD else start
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
    """Start, end and term of every word of `text` that folds to one of `terms`, or to part of a phrase."""
    if not terms:
        return []
    runs = [(start, end, tokens(text[start:end])) for start, end in _runs(text)]
    hits: dict[int, str] = {}
    for number, (_, _, words) in enumerate(runs):
        hit = next((word for word in words if word in terms), None)
        if hit is not None:
            hits[number] = hit
    phrases = [term.split(PHRASE) for term in sorted(terms) if PHRASE in term]
    flat = [(word, number) for number, (_, _, words) in enumerate(runs) for word in words] if phrases else []
    for phrase in phrases:
        for at in range(len(flat) - len(phrase) + 1):
            part = flat[at : at + len(phrase)]
            if part[0][0] == phrase[0] and [word for word, _ in part] == phrase:
                for word, number in part:
                    hits.setdefault(number, word)
    found = [(runs[number][0], runs[number][1], term) for number, term in sorted(hits.items())]
    return [(start, start + len(text[start:end].rstrip(_EDGES)), term) for start, end, term in found]


def other_names(names: Iterable[str], title: str, terms: AbstractSet[str]) -> tuple[str, ...]:
    """The first few of `names` that have a word to mark which the title has not."""
    told = {term for _, _, term in marked(title, terms)}
    telling = (name for name in names if any(term not in told for _, _, term in marked(name, terms)))
    return tuple(islice(telling, NAMES))


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Spans of words; every character of a script without spaces is one."""
    start = -1
    grouped = {found.end() - 1 for found in GROUPED.finditer(text)}
    for at, char in enumerate(text):
        alone = unspaced(char)
        if start >= 0 and (alone or not inside_word(char)) and at not in grouped:
            yield start, at
            start = -1
        if alone:
            yield at, at + 1
        elif start < 0 and inside_word(char) and char not in _EDGES:
            start = at
    if start >= 0:
        yield start, len(text)


def _start(found: list[tuple[int, int, str]]) -> int:
    """Where the window with most different terms begins, LEAD characters early; the first of equals."""
    best, best_count = 0, 0
    for number, (start, _, _) in enumerate(found):
        inside = {term for _, end, term in found[number : number + 40] if end <= start + LENGTH - LEAD}
        if len(inside) > best_count:
            best, best_count = start, len(inside)
    return max(0, best - LEAD)
