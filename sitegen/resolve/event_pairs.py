"""Pairs of reports that may be of one event, and their scores: a visible table of reasons.

Pairs come from one article, from neighbours (similarity.py) that share a stem or a type, and, across
the archive, from what can only be one: a meeting of the same two on a day, the death of a man.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations

from sitegen import edtf
from sitegen.resolve.event_reports import Report

WEIGHTS = {
    "same sentence in two articles": 4.0,
    "same word": 1.0,
    "same type": 0.7,
    "types differ": -0.4,
    "one of no type": -0.1,
    "somebody else's": -1.5,
    "same party": 1.0,
    "a further party": 0.5,
    "same victim": 1.0,
    "same place": 0.8,
    "same day": 1.0,
    "compatible dates": 0.4,
    "same article": 0.9,
    "refers back": 0.9,
    "same counts": 0.6,
    "same party, common in the article": 0.3,
    "party differs": -0.9,
    "another party differs": -0.6,
    "same words for the time": 0.6,
    "other words for the time": -0.7,
    "status differs": -0.8,
    "one of many": -0.5,
    "many, and none named": -1.0,
    "nothing named in common": -0.7,
    "far apart": -1.2,
    "dates a few days apart": -1.0,
    "generic word": -0.6,
}
LIKENESS = 3.5
"""What a cosine of 1 between two articles adds."""
JOIN = 1.9
"""Least score of a pair that joins."""
DOUBT = 1.6
"""Least score of a pair that goes to review."""
COMMON = 0.25
"""A party of more than this share of an article's events tells little."""
WIDESPREAD = 0.1
"""A party in the events of this share of all articles tells as little between articles unlike each other."""
CLOSE = 0.22
"""Cosine of articles that tell one story: from here a shared word may do without a shared name."""
NAMED_ALIKE = frozenset(
    ("same party", "same place", "same day", "same counts", "same victim", "same sentence in two articles")
)
FAR = 6
"""Sentences between two reports in one article from which they need more to be one."""
STATUS_GROUP = {
    "occurred": 0, "background": 0, "ongoing": 1, "planned": 2, "called-off": 2, "alleged": 0, "denied": 3,
    "hypothetical": 4,
}  # fmt: skip
GENERIC = frozenset(
    "said be have do make get go come take give use see know think want need include become show "
    "help lead caus happen remain keep hold leav expect follow start begin end continu work play run".split()
)
MEETINGS = frozenset(("meeting", "call", "visit", "merger", "match", "agreement", "marriage"))


NAMED_TIME = re.compile(
    r"\b(?:\w+day|january|february|march|april|june|july|august|\w+ember|october|\d{4})\b"
)
"""Weekdays, months and years: words that mean the same wherever they stand in an article."""


ONCE = frozenset("death killing assassination overthrow".split())
"""What happens to a person once: reports of it are of one event wherever they stand."""
PUBLIC = frozenset("summit raid bombing attack strike offensive capture demonstration election visit".split())
"""Of one day, one place and one party there is one, however little else two articles share."""
WINDOW = timedelta(days=45)
"""Between the articles of reports of one meeting that give no date in common."""
SANCTIONS = ("sanctions-imposed", "sanctions-lifted")
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


@lru_cache(maxsize=65536)
def _bounds(value: str) -> tuple[date, date] | None:
    return edtf.bounds(value)


@lru_cache(maxsize=65536)
def _grain(value: str) -> str | None:
    return edtf.grain(value)


@lru_cache(maxsize=65536)
def _compatible(a: str, b: str) -> bool:
    return edtf.compatible(a, b)


@lru_cache(maxsize=65536)
def days_apart(a: str, b: str) -> timedelta:
    first, second = _bounds(a), _bounds(b)
    if first is None or second is None:
        return timedelta(0)
    return max(first[0] - second[1], second[0] - first[1], timedelta(0))


def pairs_of(found: Sequence[Report], near: Mapping[tuple[int, int], float]) -> Iterator[Pair]:
    by_article: dict[int, dict[str, list[Report]]] = defaultdict(lambda: defaultdict(list))
    for r in found:
        if r.type != "statement":
            for key in _keys(r):
                by_article[r.position][key].append(r)
    common = _common(found)
    widespread = _widespread(found)
    seen: set[tuple[int, int]] = set()
    for position in sorted(by_article):
        for group in by_article[position].values():
            for n, a in enumerate(group):
                for b in group[n + 1 : n + 25]:
                    if (a.number, b.number) not in seen:
                        seen.add((a.number, b.number))
                        yield from _scored(a, b, 1.0, common[position])
    for (first, second), cosine in near.items():
        left, right = by_article.get(first), by_article.get(second)
        if not left or not right:
            continue
        for key in left.keys() & right.keys():
            for a in left[key][:12]:
                for b in right[key][:12]:
                    if (a.number, b.number) not in seen:
                        seen.add((a.number, b.number))
                        little = common[first] & common[second]
                        yield from _scored(a, b, cosine, little if cosine >= CLOSE else little | widespread)

    yield from _kin_pairs(found, near, common, seen)


def _kin_pairs(
    found: Sequence[Report],
    near: Mapping[tuple[int, int], float],
    common: Mapping[int, frozenset[str]],
    seen: set[tuple[int, int]],
) -> Iterator[Pair]:
    """Reports of one meeting of the same two, or of what happens to one person once, in any articles."""
    kin: dict[tuple[str, ...], list[Report]] = defaultdict(list)
    for r in found:
        if (r.type in MEETINGS or r.type in ("summit", *SANCTIONS)) and 2 <= len(r.entities) <= 4:
            for two in combinations(sorted(r.entities), 2):
                kin[r.type, *two].append(r)
        if r.type in PUBLIC and r.place and r.mention.date and _grain(r.mention.date) == "day":
            for id_ in sorted(r.entities):
                kin[r.type, r.place, r.mention.date, id_].append(r)
        if r.type in ONCE:
            for victim in sorted(r.victims):
                kin[r.type, victim].append(r)
    for key in sorted(kin):
        group = kin[key]
        for n, a in enumerate(group):
            for b in group[n + 1 : n + 1 + KIN]:
                pair = (a.number, b.number)
                if a.position == b.position or pair in seen or not (a.type in ONCE or _one_meeting(a, b)):
                    continue
                seen.add(pair)
                cosine = near.get((min(a.position, b.position), max(a.position, b.position)), 0.0)
                yield from _scored(a, b, cosine, common[a.position] & common[b.position])


def _one_meeting(a: Report, b: Report) -> bool:
    """The same two meet again: only a date, or the place and the days of the articles, make it one."""
    first, second = a.mention.date, b.mention.date
    if first and second:
        return _compatible(first, second)
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
    yield "stem:" + r.stem
    if r.type != "other":
        yield "type:" + r.type


def _common(found: Sequence[Report]) -> dict[int, frozenset[str]]:
    """For each article the parties that stand in so many of its events that they tell little."""
    totals: Counter[int] = Counter()
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for r in found:
        if r.type not in ("statement", "other"):
            totals[r.position] += 1
            counts[r.position].update(r.entities)
    result: dict[int, frozenset[str]] = defaultdict(frozenset)
    for position, count in counts.items():
        least = max(3.0, COMMON * totals[position])
        result[position] = frozenset(id_ for id_, n in count.items() if n >= least)
    return result


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


def _widespread(found: Sequence[Report]) -> frozenset[str]:
    """Parties in the events of so many articles that they tell little where the articles are not alike."""
    spread: dict[str, set[int]] = defaultdict(set)
    told: set[int] = set()
    for r in found:
        if r.type not in ("statement", "other"):
            told.add(r.position)
            for id_ in r.entities:
                spread[id_].add(r.position)
    least = max(5.0, WIDESPREAD * len(told))
    return frozenset(id_ for id_, articles in spread.items() if len(articles) >= least)


def _scored(a: Report, b: Report, cosine: float, common: frozenset[str]) -> Iterator[Pair]:
    if a.position != b.position and _hopeless(a, b, cosine):
        return
    reasons = list(_reasons(a, b, common))
    score = sum(WEIGHTS[r] for r in reasons)
    if a.position != b.position:
        if cosine < CLOSE and not NAMED_ALIKE.intersection(reasons):
            reasons.append("nothing named in common")
            score += WEIGHTS["nothing named in common"]
        score += LIKENESS * cosine
        reasons.append(f"articles {round(100 * cosine)} % alike")
    if score >= DOUBT:
        first, second = sorted((a.number, b.number))
        yield Pair(first, second, round(score, 6), tuple(reasons))


def _reasons(a: Report, b: Report, common: frozenset[str]) -> Iterator[str]:
    same_word = a.stem == b.stem
    if same_word:
        yield "same word"
    if a.type == b.type != "other":
        yield "same type"
    elif a.type != b.type:
        if "other" not in (a.type, b.type):
            yield "types differ"
        elif any(r.type == "other" and (r.mention.date or r.place) for r in (a, b)):
            yield "one of no type"
    if a.type in ONCE and (_somebody_else(a, b) or _somebody_else(b, a)):
        yield "somebody else's"
    if a.position == b.position:
        yield "same article"
        later = b if b.number > a.number else a
        gap = abs(a.mention.sentence - b.mention.sentence)
        if later.refers or (later.definite and gap <= 2 and not same_word and a.type == b.type != "other"):
            yield "refers back"
        elif gap > FAR:
            yield "far apart"
    elif same_word and a.told == b.told and len(a.told) > 40:
        yield "same sentence in two articles"
    shared = a.entities & b.entities
    if shared:
        yield "same party" if shared - common else "same party, common in the article"
        if len(shared) > 1:
            yield "a further party"
        elif _others(a, shared) and _others(b, shared) and not _others(a, shared) & _others(b, shared):
            yield "another party differs"
    elif a.parties and b.parties:
        yield "party differs"
    if a.type == b.type and a.victims & b.victims:
        yield "same victim"
    if a.place and b.place and (a.place in b.places or b.place in a.places):
        yield "same place"
    first, second = a.mention.date, b.mention.date
    if first and second:
        if first == second and _grain(first) == "day":
            yield "same day"
        elif _compatible(first, second):
            yield "compatible dates"
        else:
            yield "dates a few days apart"
    elif (
        a.when
        and b.when
        and a.article == b.article
        and NAMED_TIME.search(a.when)
        and NAMED_TIME.search(b.when)
    ):
        yield "same words for the time" if a.when == b.when else "other words for the time"
    if STATUS_GROUP[a.mention.status] != STATUS_GROUP[b.mention.status]:
        yield "status differs"
    if a.plural != b.plural and same_word and a.mention.lemma == b.mention.lemma:
        yield "one of many"
    if a.position != b.position and any(
        r.plural and not r.parties and r.mention.time is None for r in (a, b)
    ):
        yield "many, and none named"
    if a.mention.counts and any(
        c.field == d.field and c.best == d.best for c in a.mention.counts for d in b.mention.counts
    ):
        yield "same counts"
    if a.stem in GENERIC and a.type == "other":
        yield "generic word"


def _somebody_else(a: Report, b: Report) -> bool:
    """A died, and "hundreds died": whom b counts or names by a common noun is not a's victim."""
    return bool(a.victims) and not b.victims and bool(b.others) and bool(b.mention.counts)


def _others(r: Report, shared: frozenset[str]) -> frozenset[str]:
    return (r.entities - shared) | r.others
