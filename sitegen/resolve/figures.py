"""How many: which figures of one field count the whole, which a part, which a later report corrects.

A voice is an article's own, or that of whoever it has say so. What several voices say of the whole at
present gives low, best and high; where they have no number in common they disagree.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sitegen import edtf
from sitegen.model import Count, Standing, Tally
from sitegen.resolve.event_reports import Report

PART = 0.5
"""A figure below this share of its article's largest counts a part of those."""
ADDENDS = 8
"""Figures of one article that may add up to another's total, at most."""
SETTLING = timedelta(days=31)
"""As long as a toll rises; a larger one that is reported later than that is another count."""
SOON = timedelta(days=7)
"""The same where two who are named give the figures: they may well count apart."""


@dataclass(frozen=True, slots=True)
class Figure:
    report: Report
    count: Count


@dataclass(frozen=True, slots=True)
class Weighed:
    tally: Tally
    disputed: bool
    standing: tuple[Standing, ...]
    """Of each figure, in their order."""


@dataclass(frozen=True, slots=True)
class _Total:
    """What voices say of the whole: those who say the same on the same day are told once."""

    source: str | None
    written: str | None
    low: int | None
    best: int
    high: int | None


def weigh(figures: Sequence[Figure]) -> Weighed:
    """The figures of one field of one event, of which there is one at least.

    Best is what most voices say, of equals the one written last, for figures are corrected, or the
    largest where an article has no date. A figure beats a vague word ("dozens"), whose best is only
    the least that it can mean. "A man was killed" names one of those whom others count.
    """
    totals = _totals(figures)
    outdated = {t for t in totals if any(_corrects(later, t) for later in totals)}
    largest = max(t.best for t in totals)
    current = [t for t in totals if t not in outdated and not (t.high == 1 < largest)]
    exact = [t for t in current if not _vague(t)] or current
    votes: Counter[int] = Counter()
    for t in exact:
        votes[t.best] += len(set(totals[t].values()))
    dated = all(t.written for t in exact)
    latest: dict[int, str] = {}
    for t in exact:
        latest[t.best] = max(latest.get(t.best, ""), (t.written or "") if dated else "")
    best = max(votes, key=lambda b: (votes[b], latest[b], b))
    low = min(t.low if t.low is not None else min(1, t.best) for t in current)
    high = max(t.high if t.high is not None else t.best for t in current)
    differ = any(
        _differ(a, b) and _two_voices(a, b, totals) for n, a in enumerate(current) for b in current[:n]
    )
    told = {(article, t.best) for t in current for article in totals[t]}
    before = {t.best for t in outdated}
    return Weighed(
        Tally(figures[0].count.field, min(low, best), best, max(high, best)),
        differ,
        tuple(_standing(f, told, before) for f in figures),
    )


def _totals(figures: Sequence[Figure]) -> dict[_Total, dict[str, str]]:
    """The largest count of each voice, without those that count a part of what their article counts; the
    articles that give it, with their sentence: a wire copy has the same."""
    best: dict[tuple[str, str | None], Figure] = {}
    largest: dict[str, int] = {}
    told: dict[str, set[int]] = defaultdict(set)
    for f in figures:
        article, voice = f.report.article, (f.report.article, f.report.source)
        if voice not in best or f.count.best > best[voice].count.best:
            best[voice] = f
        largest[article] = max(largest.get(article, 0), f.count.best)
        told[article].add(f.count.best)
    values = set(largest.values())
    summed = {
        article
        for article, own in largest.items()
        if any(other > own and _adds_up(other - own, told[article] - {own}) for other in values)
    }
    found: dict[_Total, dict[str, str]] = defaultdict(dict)
    for (article, source), f in best.items():
        if article in summed or f.count.best < PART * largest[article]:
            continue
        if source is None:
            # A headline repeats, in the article's own voice, what somebody says below it.
            source = next(
                (s for (a, s), g in best.items() if a == article and s and g.count.best == f.count.best), None
            )
        c = f.count
        found[_Total(source, f.report.written, c.low, c.best, c.high)][article] = f.report.told
    return found


def _adds_up(rest: int, told: Iterable[int]) -> bool:
    """Whether some of the figures make up what is missing: "three militants" and "one officer" are four."""
    sums = {0}
    for value in sorted(told)[:ADDENDS]:
        sums |= {s + value for s in sums if s + value <= rest}
    return rest in sums


def _corrects(later: _Total, earlier: _Total) -> bool:
    """Whether a later report's figure takes the place of an earlier one.

    A source corrects itself up and down. Others only go on counting: up, and soon.
    """
    gap = _gap(earlier.written, later.written)
    if gap is None or earlier.best == later.best:
        return False
    if earlier.source is not None and earlier.source == later.source:
        return later.best > earlier.best or _differ(earlier, later)
    both = earlier.source is not None and later.source is not None
    return later.best > earlier.best and gap <= (SOON if both else SETTLING)


def _gap(first: str | None, second: str | None) -> timedelta | None:
    """The time between two dates; None where the second is not known to be later."""
    a, b = edtf.bounds(first or ""), edtf.bounds(second or "")
    return b[0] - a[1] if a and b and b[0] > a[1] else None


def _standing(f: Figure, told: Collection[tuple[str, int]], before: Collection[int]) -> Standing:
    """`told`: article and figure of what holds; `before`: figures that held before."""
    if (f.report.article, f.count.best) in told:
        return ""
    # "A first count had spoken of 20": what was the whole before.
    return "earlier" if f.count.best in before else "part"


def _vague(t: _Total) -> bool:
    """ "dozens", which has a most but no best of its own; "at least 20" has no most."""
    return t.high is not None and t.low == t.best < t.high


def _differ(a: _Total, b: _Total) -> bool:
    """Whether two counts have no number in common."""
    return (a.high is not None and a.high < (b.low or 0)) or (b.high is not None and b.high < (a.low or 0))


def _two_voices(a: _Total, b: _Total, articles: Mapping[_Total, Collection[str]]) -> bool:
    """One voice that gives two figures counts different people; two voices disagree."""
    apart = len({*articles[a], *articles[b]}) > 1
    return apart or (a.source is not None and b.source is not None and a.source != b.source)
