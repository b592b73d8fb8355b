"""Which reports are of one event: greedy joining of scored pairs, and what forbids it.

The pairs with the best score (event_pairs.py) join first, and two clusters join only where nothing
in them speaks against it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sitegen.resolve.event_dates import days_apart
from sitegen.resolve.event_kinds import MEETINGS, SEVERAL
from sitegen.resolve.event_pairs import pairs_of
from sitegen.resolve.event_reports import Report
from sitegen.resolve.event_scores import Scales
from sitegen.taxonomy import PAGELESS

JOIN = 2.0
"""Least score of a pair that joins."""
JOIN_AGAIN = 4.0
"""The same in two articles, of a kind that comes again within a story."""
TIED = (frozenset(("a further party", "same place")), frozenset(("same party", "same day")))
"""Reasons that together make up for being of two articles: the same two in one place, one on the same day."""
FIT = 1.2
"""Least mean score of the pairs across two clusters that join."""
FIT_AGAIN = 1.5
"""The same for events of a kind that comes again within a story."""
JOIN_PAGELESS = 1.7
"""The same where no page is at stake."""
FIT_PAGELESS = 0.8
TELLING = 3
"""Reports that speak for a cluster, those that tell most."""
COMPARED = 24
"""Reports of one word in one article that are looked at for being told as two."""

SLACK = timedelta(days=3)
"""Dates no farther apart than this are a disagreement about one event, not two events."""
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Merged:
    clusters: tuple[tuple[int, ...], ...]
    """Numbers of the reports of each event, ascending, first report first."""
    why: tuple[tuple[str, ...], ...]
    """For each cluster the reasons of its joins."""
    doubtful: tuple[tuple[int, int, tuple[str, ...]], ...]
    """(cluster, cluster, reasons) that may be one."""


@dataclass(slots=True)
class _Cluster:
    members: list[int]
    types: frozenset[str]
    dates: frozenset[str]
    places: dict[str, frozenset[str]]
    victims: frozenset[str]
    parties: frozenset[str]
    people: frozenset[str]
    telling: list[int]
    """Its TELLING members that tell most."""
    told: dict[str, list[int]]
    """What its members are told in, see _tellings -> the first of those members, COMPARED at most."""
    reasons: dict[str, None] = field(default_factory=dict)


def merge(
    found: Sequence[Report],
    near: Mapping[tuple[int, int], float],
    together: Sequence[Collection[int]] = (),
    apart: Sequence[tuple[Collection[int], Collection[int]]] = (),
) -> Merged:
    """Cluster the reports. `together` and `apart` are rulings."""
    clusters = {r.number: _single(r) for r in found}
    home = {r.number: r.number for r in found}
    barred: dict[int, set[int]] = defaultdict(set)
    for left, right in apart:
        for a in left:
            barred[a].update(right)
        for b in right:
            barred[b].update(left)
    for group in together:
        first, *rest = sorted(group)
        for other in rest:
            _join(clusters, home, found, (first, other), ("ruling",))
    doubtful = []
    scales = Scales(found, near)
    pairs = sorted(pairs_of(found, near, scales), key=lambda p: (-p.score, p.first, p.second))
    for pair in pairs:
        a, b = home[pair.first], home[pair.second]
        if a == b:
            continue
        if any(barred[m].intersection(clusters[b].members) for m in clusters[a].members if m in barred):
            continue
        if _conflict(clusters[a], clusters[b]) or _told_as_two(clusters[a], clusters[b], found, scales):
            continue
        types = clusters[a].types | clusters[b].types
        one_article = found[pair.first].position == found[pair.second].position
        least = _least_score(types, one_article or any(t.issubset(pair.reasons) for t in TIED))
        if pair.score >= least and _fit(clusters[a], clusters[b], found, scales, _least_fit(types)):
            _join(clusters, home, found, (pair.first, pair.second), pair.reasons)
        else:
            doubtful.append(pair)
    order = sorted(clusters)
    rank = {key: n for n, key in enumerate(order)}
    unsure: dict[tuple[int, int], tuple[str, ...]] = {}
    for pair in doubtful:
        a, b = sorted((rank[home[pair.first]], rank[home[pair.second]]))
        if a != b and not _conflict(clusters[order[a]], clusters[order[b]]):
            unsure.setdefault((a, b), pair.reasons)
    return Merged(
        tuple(tuple(sorted(clusters[key].members)) for key in order),
        tuple(tuple(clusters[key].reasons) for key in order),
        tuple((a, b, why) for (a, b), why in sorted(unsure.items())),
    )


def _single(r: Report) -> _Cluster:
    return _Cluster(
        [r.number],
        frozenset((r.type,)),
        frozenset((r.mention.date,)) if r.mention.date else NONE,
        {r.place: r.places} if r.place and r.located else {},
        r.victims,
        r.entities - r.people if r.type in MEETINGS else NONE,
        r.people if r.type in MEETINGS else NONE,
        [r.number],
        {key: [r.number] for key in _tellings(r)},
    )


def _join(
    clusters: dict[int, _Cluster],
    home: dict[int, int],
    found: Sequence[Report],
    pair: tuple[int, int],
    reasons: tuple[str, ...],
) -> None:
    a, b = pair
    left, right = sorted((home[a], home[b]))
    if left == right:
        return
    kept, gone = clusters[left], clusters.pop(right)
    for member in gone.members:
        home[member] = left
    kept.members += gone.members
    kept.types |= gone.types
    kept.dates |= gone.dates
    kept.places |= gone.places
    kept.victims |= gone.victims
    kept.parties |= gone.parties
    kept.people |= gone.people
    kept.telling = sorted(kept.telling + gone.telling, key=lambda n: (-found[n].weight, n))[:TELLING]
    for key, members in gone.told.items():
        kept.told[key] = sorted(kept.told.get(key, []) + members)[:COMPARED]
    kept.reasons |= gone.reasons
    kept.reasons["; ".join(reasons)] = None


def _least_score(types: frozenset[str], close: bool) -> float:
    if types <= PAGELESS:
        return JOIN_PAGELESS
    return JOIN_AGAIN if types & SEVERAL and not close else JOIN


def _least_fit(types: frozenset[str]) -> float:
    if types <= PAGELESS:
        return FIT_PAGELESS
    return FIT_AGAIN if types & SEVERAL else FIT


def _fit(a: _Cluster, b: _Cluster, found: Sequence[Report], scales: Scales, least: float) -> bool:
    """Whether two clusters speak for each other beyond the pair that is to join them."""
    if len(a.members) == len(b.members) == 1:
        return True
    ours, theirs = ([found[n] for n in c.telling] for c in (a, b))
    if any(len(c) == 1 and scales.points_back(c[0]) for c in (ours, theirs)):
        return True  # it is what it points back to, whatever else that is
    scores = [scales.weigh(r, s)[0] for r in ours for s in theirs]
    return sum(scores) >= least * len(scores)


def _tellings(r: Report) -> frozenset[str]:
    """What reports that one text tells as two have in common: the sentence, or the article and the word."""
    return frozenset((r.told, f"{r.position}:{r.stem}"))


def _told_as_two(a: _Cluster, b: _Cluster, found: Sequence[Report], scales: Scales) -> bool:
    """Whether one sentence or one article tells a report of each as two events."""
    return any(
        scales.told_as_two(found[r], found[t])
        for key in a.told.keys() & b.told.keys()
        for r in a.told[key]
        for t in b.told[key]
    )


def _conflict(a: _Cluster, b: _Cluster) -> bool:
    """What two clusters can't both be: of other days, in other places, with other victims."""
    if any(days_apart(x, y) > SLACK for x in a.dates for y in b.dates):
        return True
    for place, held in a.places.items():
        for other, others in b.places.items():
            if other not in held and place not in others:
                return True
    if a.victims and b.victims and not a.victims & b.victims:
        return True
    # "Rubio met Shaibani" and "Rubio met the Syrian minister" name one meeting: persons conflict with
    # persons alone, and countries and organisations with their like.
    return (a.types | b.types) - PAGELESS <= MEETINGS and any(
        ours and theirs and len(ours & theirs) < min(2, len(ours), len(theirs))
        for ours, theirs in ((a.people, b.people), (a.parties, b.parties))
    )
