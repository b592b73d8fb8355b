"""What the whole archive says of how much a party or a word tells: what stands everywhere tells little."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from sitegen.resolve.event_reports import Report
from sitegen.taxonomy import PAGELESS

COMMON = 0.25
"""A party of more than this share of an article's events tells little."""
WIDESPREAD = 0.1
"""A party in the events of this share of all articles tells as little between articles unlike each other."""
RARE = 20
"""A word of more than one in so many sentences says nothing of what they tell."""


class Sentences:
    """How alike two sentences are: the cosine of their rarer words."""

    def __init__(self, found: Sequence[Report]) -> None:
        told = {r.told for r in found}
        spread = Counter(word for line in told for word in set(line.split()))
        self._weights = {word: math.log(len(told) / n) for word, n in spread.items() if n * RARE <= len(told)}
        self._vectors: dict[str, tuple[dict[str, float], float]] = {}

    def of(self, a: str, b: str) -> float:
        (ours, length), (theirs, other) = self._vector(a), self._vector(b)
        shared = sum(weight * weight for word, weight in ours.items() if word in theirs)
        return shared / (length * other)

    def _vector(self, told: str) -> tuple[dict[str, float], float]:
        if told not in self._vectors:
            vector = {w: self._weights[w] for w in told.split() if w in self._weights}
            self._vectors[told] = vector, math.sqrt(sum(x * x for x in vector.values())) or 1.0
        return self._vectors[told]


def common_parties(found: Sequence[Report]) -> dict[int, frozenset[str]]:
    """For each article the parties that stand in so many of its events that they tell little."""
    totals: Counter[int] = Counter()
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for r in found:
        if r.type not in PAGELESS:
            totals[r.position] += 1
            counts[r.position].update(r.entities)
    result: dict[int, frozenset[str]] = defaultdict(frozenset)
    for position, count in counts.items():
        least = max(3.0, COMMON * totals[position])
        result[position] = frozenset(id_ for id_, n in count.items() if n >= least)
    return result


def widespread_parties(found: Sequence[Report]) -> frozenset[str]:
    """Parties in the events of so many articles that they tell little where the articles are not alike."""
    spread: dict[str, set[int]] = defaultdict(set)
    told: set[int] = set()
    for r in found:
        if r.type not in PAGELESS:
            told.add(r.position)
            for id_ in r.entities:
                spread[id_].add(r.position)
    least = max(5.0, WIDESPREAD * len(told))
    return frozenset(id_ for id_, articles in spread.items() if len(articles) >= least)
