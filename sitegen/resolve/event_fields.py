"""What the reports of one event say together, field by field, and where they disagree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sitegen import edtf
from sitegen.model import Claim, EventReport, Participant, Span, Standing, Status, Tally
from sitegen.resolve.event_reports import Report
from sitegen.resolve.figures import Figure, weigh
from sitegen.taxonomy import EVENT_TYPES, FIELDS

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
    ruled: tuple[str, ...] = ()
    """Fields that the editor gives."""

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
    numbers, numbers_differ, counted = tallies(found)
    # A report that only names it ("the merger plan") says nothing against one that calls it planned.
    states = {r.mention.status for r in found if r.mention.asserted or r.mention.status != "occurred"}
    status: Status = next((s for s in STATUSES if s in states), "occurred")
    disputed = {field for field, bad in (("date", dates_differ), ("place", places_differ)) if bad}
    disputed.update(numbers_differ)
    if _denied(found):
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
        claims=(*_claims(found), *counted),
        disputed=tuple(sorted(disputed)),
        name=next((r.name for r in found if r.name), None),
    )


def _denied(found: Sequence[Report]) -> bool:
    """Whether somebody denies what somebody else says.

    A denial is a named voice with a word of denial; a bare "not" is mostly of something else about the
    event ("not yet", "not known"), but for whoever is said to have used force and says that he did not.
    """
    saying = {(r.article, r.source) for r in found if r.mention.status in ("occurred", "alleged", "ongoing")}
    return bool(saying) and any(
        r.mention.status == "denied"
        and r.source is not None
        and (r.article, r.source) not in saying
        and ("negated" not in r.mention.reason or (r.source in r.entities and _force(r)))
        for r in found
    )


def _force(r: Report) -> bool:
    return EVENT_TYPES[r.type].family in ("fighting", "security")


def _type(found: Sequence[Report]) -> str:
    votes: dict[str, float] = defaultdict(float)
    for r in found:
        if r.type != "other":
            votes[r.type] += r.mention.confidence
    return min(votes, key=lambda t: (-round(votes[t], 6), t)) if votes else "other"


def _date(found: Sequence[Report]) -> tuple[str | None, DateFrom | None, bool]:
    """The date that most reports agree with, the finest of those; whether any article disagrees.

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
    agreeing = {r.article for r in dated if _overlap(best, r.mention.date or "")}
    return best, origin, any(r.article not in agreeing for r in dated)


def _overlap(a: str, b: str) -> bool:
    """Whether some day may be meant by both: "last week" of a Sunday paper and of another."""
    one, other = edtf.bounds(a), edtf.bounds(b)
    return bool(one and other and one[0] <= other[1] and other[0] <= one[1])


ORIGINS: tuple[DateFrom, ...] = ("stated", "relative", "publication")


def _days(value: str) -> int:
    limits = edtf.bounds(value)
    return (limits[1] - limits[0]).days if limits else 0


def _place(found: Sequence[Report], within: Mapping[str, tuple[str, ...]]) -> tuple[str | None, bool]:
    """The place that most reports agree with, the innermost of those; whether any article disagrees."""
    places = [r.place for r in found if r.place]
    if not places:
        return None, False

    def agree(a: str, b: str) -> bool:
        return a == b or a in within.get(b, ()) or b in within.get(a, ())

    count = Counter(places)
    support = {p: sum(agree(p, q) for q in places) for p in count}
    known = {r.place for r in found if r.located}
    best = min(count, key=lambda p: (p not in known, -support[p], -len(within.get(p, ())), -count[p], p))
    agreeing = {r.article for r in found if r.place and agree(best, r.place)}
    return best, any(r.place and r.place in known and r.article not in agreeing for r in found)


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


def tallies(found: Sequence[Report]) -> tuple[tuple[Tally, ...], tuple[str, ...], tuple[Claim, ...]]:
    """Low, best, high of each count, the fields on which reports differ, and the claims of all counts."""
    merged = []
    disputed = []
    claims = []
    for field in FIELDS:
        own = [Figure(r, c) for r in found for c in r.mention.counts if c.field == field]
        if not own:
            continue
        weighed = weigh(own)
        merged.append(weighed.tally)
        claims += [_count_claim(f, s) for f, s in zip(own, weighed.standing, strict=True)]
        if weighed.disputed:
            disputed.append(field)
    return tuple(merged), tuple(disputed), tuple(claims)


def _claims(found: Sequence[Report]) -> Iterator[Claim]:
    """What the reports say, but for the counts."""
    for r in found:
        m = r.mention
        at = (r.article, *r.sentence, r.source)
        trigger = (m.start, m.end)
        if m.type != "other":
            yield Claim("type", m.type, *at, trigger)
        yield Claim("status", m.status, *at, trigger)
        if m.date:
            yield Claim("date", m.date, *at, _inside(r.when_at, r.sentence))
        if r.place:
            yield Claim("place", r.place, *at, _inside(r.where_at, r.sentence))
        for id_, role, _ in r.parties:
            yield Claim("participant", id_, *at, None, role)


def _inside(words: Span | None, sentence: Span) -> Span | None:
    """The words, where they stand in the sentence that is shown."""
    return words if words and sentence[0] <= words[0] and words[1] <= sentence[1] else None


def _count_claim(figure: Figure, standing: Standing) -> Claim:
    """ "3", "3 or more", "20 at most", "10 to 15" """
    r, c = figure.report, figure.count
    if c.low == c.high:
        value = str(c.best)
    elif c.high is None:
        value = f"{c.low} or more"
    elif c.low is None:
        value = f"{c.high} at most"
    else:
        value = f"{c.low} to {c.high}"
    words = _inside((c.start, c.end), r.sentence)
    return Claim(c.field, value, r.article, *r.sentence, r.source, words, standing=standing)


def absorb(whole: Draft, parts: Sequence[Draft]) -> Draft:
    """An operation with the counts of its parts, where it has none of its own."""
    reports = [r for part in parts for r in part.reports]
    more, differ, told = tallies(reports)
    own = {t.field for t in whole.numbers}
    gained = tuple(t for t in more if t.field not in own)
    fields = {t.field for t in gained}
    claims = tuple(c for c in told if c.field in fields)
    disputed = tuple(sorted({*whole.disputed, *(field for field in differ if field in fields)}))
    numbers = tuple(sorted((*whole.numbers, *gained), key=lambda t: FIELDS.index(t.field)))
    return replace(whole, numbers=numbers, claims=(*whole.claims, *claims), disputed=disputed)


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
