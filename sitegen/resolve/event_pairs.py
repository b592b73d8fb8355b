"""Pairs of reports that may be of one event: what is worth comparing, in near-linear time.

Pairs come from one article, from neighbours (similarity.py) that share a stem or a type, and, across
the archive, from what can only be one: a meeting of the same two on a day, the death of a man.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

from sitegen.resolve.event_dates import compatible, days_apart, grain
from sitegen.resolve.event_kinds import GATHERINGS, MEETINGS, ONCE, PLAIN, PUBLIC, SANCTIONS
from sitegen.resolve.event_reports import Report
from sitegen.resolve.event_scores import CLOSE, DOUBT, LIKENESS, Scales
from sitegen.resolve.event_weights import WEIGHTS

WINDOW = timedelta(days=45)
"""Between the articles of reports of one meeting that give no date in common."""
WEEKS = timedelta(days=14)
"""Between articles that tell of one step of the same two in their sanctions."""
KIN = 24
"""Reports of one type and one pair of parties that each is compared with, the next ones in order."""


@dataclass(frozen=True, slots=True)
class Pair:
    first: int
    second: int
    score: float
    reasons: tuple[str, ...]


def pairs_of(
    found: Sequence[Report], near: Mapping[tuple[int, int], float], scales: Scales
) -> Iterator[Pair]:
    """Pairs that score DOUBT or more, each once.

    What only points back is what its own article told before: it is compared within that alone.
    """
    seen: set[tuple[int, int]] = set()
    for a, b in _candidates(found, near, scales):
        if a.position != b.position and (scales.points_back(a) or scales.points_back(b)):
            continue
        pair = (a.number, b.number) if a.number < b.number else (b.number, a.number)
        if pair not in seen:
            seen.add(pair)
            if not (
                _unlike(a, b, scales) if a.position == b.position else _hopeless(a, b, scales.cosine(a, b))
            ):
                score, reasons = scales.weigh(a, b)
                if score >= DOUBT:
                    yield Pair(*pair, score, reasons)


def _candidates(
    found: Sequence[Report], near: Mapping[tuple[int, int], float], scales: Scales
) -> Iterator[tuple[Report, Report]]:
    by_article: dict[int, dict[str, list[Report]]] = defaultdict(lambda: defaultdict(list))
    for r in found:
        for key in _keys(r):
            by_article[r.position][key].append(r)
    for position in sorted(by_article):
        for group in by_article[position].values():
            for n, a in enumerate(group):
                for b in group[n + 1 : n + 25]:
                    yield a, b
    for later, earlier in scales.antecedents.items():
        yield found[earlier], found[later]
    for first, second in near:
        left, right = by_article.get(first), by_article.get(second)
        if left and right:
            for key in left.keys() & right.keys():
                for a in left[key][:12]:
                    for b in right[key][:12]:
                        yield a, b
    yield from _kin_pairs(found)


def _kin_pairs(found: Sequence[Report]) -> Iterator[tuple[Report, Report]]:
    """Reports of one meeting of the same two, of one party on one day, of what happens to somebody once."""
    kin: dict[tuple[str, ...], list[Report]] = defaultdict(list)
    for r in found:
        if (r.type in MEETINGS or r.type in ("summit", *SANCTIONS)) and 2 <= len(r.entities) <= 4:
            for two in combinations(sorted(r.entities), 2):
                kin[r.type, *two].append(r)
        if r.type in PUBLIC and r.mention.date and grain(r.mention.date) == "day":
            if r.type == "summit" and r.place and not r.broad:
                kin[r.type, r.place, r.mention.date].append(r)
            for id_ in sorted(r.entities):
                kin[r.type, r.mention.date, id_].append(r)
        if r.type in ONCE:
            for victim in sorted(r.victims):
                kin[r.type, victim].append(r)
    for key in sorted(kin):
        group = kin[key]
        for n, a in enumerate(group):
            for b in group[n + 1 : n + 1 + KIN]:
                if a.position != b.position and (a.type in ONCE or _one_meeting(a, b)):
                    yield a, b


def _one_meeting(a: Report, b: Report) -> bool:
    """The same two meet again: only a date, or the place and the days of the articles, make it one."""
    first, second = a.mention.date, b.mention.date
    if first and second:
        return compatible(first, second)
    if a.type in SANCTIONS:
        near = a.written is not None and b.written is not None and days_apart(a.written, b.written) <= WEEKS
        return near and a.mention.status == b.mention.status
    if a.type not in MEETINGS and a.type != "summit":
        return False
    if a.place is None or b.place is None or not (a.place in b.places or b.place in a.places):
        return False
    if not (a.written and b.written):
        return True
    return days_apart(a.written, b.written) <= WINDOW


def _keys(r: Report) -> Iterator[str]:
    if r.type == "statement":
        # What somebody says is told again only as what the same one says.
        for id_ in sorted(r.entities):
            yield f"said:{r.stem}:{id_}"
        return
    yield "stem:" + r.stem
    if r.type != "other":
        yield "type:" + r.type
    if r.type in GATHERINGS:
        yield "gathering"


def _unlike(a: Report, b: Report, scales: Scales) -> bool:
    """Whether two reports of one article have nothing but their type in common, by what is quick to see."""
    if a.stem == b.stem or a.type in PLAIN or a.type != b.type:
        return False
    return (
        a.entities.isdisjoint(b.entities)
        and a.undergoers.isdisjoint(b.undergoers)
        and scales.antecedents.get(max(a.number, b.number)) != min(a.number, b.number)
        and not (a.mention.date and b.mention.date)
    )


def _hopeless(a: Report, b: Report, cosine: float) -> bool:
    """Whether two reports of different articles can't reach DOUBT, by what is quick to see."""
    best = LIKENESS * cosine
    if a.stem == b.stem:
        if a.told == b.told:
            return False
        best += WEIGHTS["same word"]
    if a.type == b.type:
        best += WEIGHTS["same type"]
    if best >= DOUBT + 0.7 or (a.entities and not a.entities.isdisjoint(b.entities)):
        return False
    if (
        (a.mention.date and b.mention.date)
        or (a.place and b.place)
        or (a.mention.counts and b.mention.counts)
    ):
        return False
    if cosine < CLOSE:
        best += WEIGHTS["nothing named in common"]
    return best < DOUBT
