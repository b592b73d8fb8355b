"""What the reports of one event say together, field by field, and where they disagree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sitegen import edtf
from sitegen.model import Claim, Count, EventReport, Participant, Status, Tally
from sitegen.resolve.event_reports import Report
from sitegen.taxonomy import FIELDS

DateFrom = Literal["stated", "relative", "publication"]
STATUSES: tuple[Status, ...] = (
    "occurred", "ongoing", "called-off", "planned", "alleged", "denied", "background", "hypothetical",
)  # fmt: skip
"""Where reports differ the first of these that any has holds; a fact beats what was planned before it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An event before it has an id."""

    reports: tuple[Report, ...]
    joined: tuple[str, ...]
    type: str
    status: Status
    date: str | None
    date_from: DateFrom | None
    place: str | None
    participants: tuple[Participant, ...]
    numbers: tuple[Tally, ...]
    claims: tuple[Claim, ...]
    disputed: tuple[str, ...]
    name: str | None
    """Proper name."""

    @property
    def first(self) -> Report:
        return self.reports[0]

    @property
    def confidence(self) -> float:
        return max(r.mention.confidence for r in self.reports)

    @property
    def articles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(r.article for r in self.reports))


def draft(found: Sequence[Report], joined: tuple[str, ...], within: Mapping[str, tuple[str, ...]]) -> Draft:
    """One event of its reports, which stand in the order of articles and texts.

    `within` gives for each place the places that hold it.
    """
    type_ = _type(found)
    date, date_from, dates_differ = _date(found)
    place, places_differ = _place(found, within)
    numbers, numbers_differ = tallies(found)
    status = next(s for s in STATUSES if any(r.mention.status == s for r in found))
    disputed = {field for field, bad in (("date", dates_differ), ("place", places_differ)) if bad}
    disputed.update(numbers_differ)
    states = {r.mention.status for r in found}
    if "denied" in states and states & {"occurred", "alleged", "ongoing"}:
        disputed.add("status")
    return Draft(
        reports=tuple(found),
        joined=joined,
        type=type_,
        status=status,
        date=date,
        date_from=date_from,
        place=place,
        participants=_participants(found, place, within),
        numbers=numbers,
        claims=tuple(_claims(found)),
        disputed=tuple(sorted(disputed)),
        name=next((r.name for r in found if r.name), None),
    )


def _type(found: Sequence[Report]) -> str:
    votes: dict[str, float] = defaultdict(float)
    for r in found:
        if r.type != "other":
            votes[r.type] += r.mention.confidence
    return min(votes, key=lambda t: (-round(votes[t], 6), t)) if votes else "other"


def _date(found: Sequence[Report]) -> tuple[str | None, DateFrom | None, bool]:
    """The date that most reports agree with, the finest of those; whether any disagrees.

    What the event itself is dated counts; the date of an article never does.
    """
    dated = [r for r in found if r.mention.date]
    if not dated:
        return None, None, False
    values = [r.mention.date for r in dated if r.mention.date]
    support = {v: sum(edtf.compatible(v, w) for w in values) for v in values}
    best = min(support, key=lambda v: (-support[v], _days(v), edtf.order_key(v)))
    origin = min(
        (r.mention.date_from or "relative" for r in dated if r.mention.date == best), key=ORIGINS.index
    )
    return best, origin, any(not edtf.compatible(best, v) for v in values)


ORIGINS: tuple[DateFrom, ...] = ("stated", "relative", "publication")


def _days(value: str) -> int:
    limits = edtf.bounds(value)
    return (limits[1] - limits[0]).days if limits else 0


def _place(found: Sequence[Report], within: Mapping[str, tuple[str, ...]]) -> tuple[str | None, bool]:
    """The place that most reports agree with, the innermost of those; whether any disagrees."""
    places = [r.place for r in found if r.place]
    if not places:
        return None, False

    def agree(a: str, b: str) -> bool:
        return a == b or a in within.get(b, ()) or b in within.get(a, ())

    count = Counter(places)
    support = {p: sum(agree(p, q) for q in places) for p in count}
    known = {r.place for r in found if r.located}
    best = min(count, key=lambda p: (p not in known, -support[p], -len(within.get(p, ())), -count[p], p))
    return best, any(q in known and not agree(best, q) for q in places)


def _participants(
    found: Sequence[Report], place: str | None, within: Mapping[str, tuple[str, ...]]
) -> tuple[Participant, ...]:
    """Every entity once, in the role that most reports give it; the event's place is none."""
    roles: dict[str, Counter[str]] = defaultdict(Counter)
    named: dict[str, str] = {}
    for r in found:
        for id_, role, words in r.parties:
            roles[id_][role] += 1
            named.setdefault(id_, words)
    shut = {place, *within.get(place, ())} if place else set()
    kept = []
    for id_, count in roles.items():
        # Where it is even the one who undergoes it: "A named minister" reads like "A named B".
        role = min(count, key=lambda name: (-count[name], name != "target", name))
        if id_ == place or (id_ in shut and role in ("target", "instrument")):
            continue
        kept.append(Participant(id_, role, named[id_]))
    return tuple(kept)


def tallies(found: Sequence[Report]) -> tuple[tuple[Tally, ...], tuple[str, ...]]:
    """Low, best, high of each count, and the fields on which reports differ.

    A voice that gives several figures counts parts and a total: its largest stands for it. Best is
    what most voices say, of equals the one written last, for figures are corrected, or the largest
    where an article has no date. A figure beats a vague word ("dozens"), whose best is only the
    least that it can mean.
    """
    merged = []
    disputed = []
    counts = [(n, c) for n, r in enumerate(found) for c in r.mention.counts]
    for field in FIELDS:
        own = _totals(found, [(n, c) for n, c in counts if c.field == field])
        if not own:
            continue
        exact = [(n, c) for n, c in own if not _vague(c)] or own
        votes = Counter(c.best for _, c in exact)
        dated = all(found[n].written for n, _ in exact)
        latest = {c.best: (found[n].written or "") if dated else "" for n, c in exact}
        best = max(votes, key=lambda b: (votes[b], latest[b], b))
        low = min(c.low if c.low is not None else min(1, c.best) for _, c in own)
        high = max(c.high if c.high is not None else c.best for _, c in own)
        merged.append(Tally(field, min(low, best), best, max(high, best)))
        if any(_differ(c, d) and _two_voices(found[n], found[m]) for n, c in own for m, d in own if n < m):
            disputed.append(field)
    return tuple(merged), tuple(disputed)


def _vague(c: Count) -> bool:
    """ "dozens", which has a most but no best of its own; "at least 20" has no most."""
    return c.high is not None and c.low == c.best < c.high


PART = 0.5
"""A figure below this share of its article's largest counts a part of those."""


def _totals(found: Sequence[Report], counts: Sequence[tuple[int, Count]]) -> list[tuple[int, Count]]:
    """The largest count of each voice, without those that count a part of what its article counts."""
    best: dict[tuple[str, str | None], tuple[int, Count]] = {}
    largest: dict[str, int] = {}
    for n, c in counts:
        article, voice = found[n].article, (found[n].article, found[n].source)
        if voice not in best or c.best > best[voice][1].best:
            best[voice] = n, c
        largest[article] = max(largest.get(article, 0), c.best)
    kept = [(n, c) for n, c in best.values() if c.best >= PART * largest[found[n].article]]
    # The article's own voice and those that it quotes speak apart only where they differ.
    return sorted(kept, key=lambda item: (item[0], item[1].start))


def _differ(a: Count, b: Count) -> bool:
    """Whether two counts have no number in common."""
    return (a.high is not None and a.high < (b.low or 0)) or (b.high is not None and b.high < (a.low or 0))


def _two_voices(a: Report, b: Report) -> bool:
    """One voice that gives two figures counts different people; two voices disagree."""
    return a.article != b.article or (a.source is not None and b.source is not None and a.source != b.source)


def _claims(found: Sequence[Report]) -> Iterator[Claim]:
    for r in found:
        start, end = r.sentence

        def claim(field: str, value: str, r: Report = r, start: int = start, end: int = end) -> Claim:
            return Claim(field, value, r.article, start, end, r.source)

        m = r.mention
        if m.type != "other":
            yield claim("type", m.type)
        yield claim("status", m.status)
        if m.date:
            yield claim("date", m.date)
        if r.place:
            yield claim("place", r.place)
        for id_, _, _ in r.parties:
            yield claim("participant", id_)
        yield from count_claims(r)


def count_claims(r: Report) -> Iterator[Claim]:
    """ "3", "3 or more", "20 at most", "10 to 15" """
    for c in r.mention.counts:
        if c.low == c.high:
            value = str(c.best)
        elif c.high is None:
            value = f"{c.low} or more"
        elif c.low is None:
            value = f"{c.high} at most"
        else:
            value = f"{c.low} to {c.high}"
        yield Claim(c.field, value, r.article, *r.sentence, r.source)


def absorb(whole: Draft, parts: Sequence[Draft]) -> Draft:
    """An operation with the counts of its parts, where it has none of its own."""
    reports = [r for part in parts for r in part.reports]
    more, _ = tallies(reports)
    own = {t.field for t in whole.numbers}
    gained = tuple(t for t in more if t.field not in own)
    fields = {t.field for t in gained}
    claims = tuple(c for r in reports for c in count_claims(r) if c.field in fields)
    numbers = tuple(sorted((*whole.numbers, *gained), key=lambda t: FIELDS.index(t.field)))
    return replace(whole, numbers=numbers, claims=(*whole.claims, *claims))


def event_reports(found: Sequence[Report]) -> tuple[EventReport, ...]:
    return tuple(
        EventReport(
            article=r.article,
            start=r.mention.start,
            end=r.mention.end,
            text=r.mention.text,
            sentence=r.sentence,
            date=r.mention.date,
            confidence=r.mention.confidence,
            reason=r.mention.reason,
        )
        for r in found
    )
