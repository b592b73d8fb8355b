"""When an undated article may have been written: inferred from what it tells, never used to date anything.

It is no older than the latest past date that it states, nor than an event that it tells of as done.
Where it says "on Saturday" or "yesterday" of an event whose day other articles know, that bounds it on
the other side too. Events are resolved before this and know nothing of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sitegen import edtf
from sitegen.model import ArchiveArticle, Event, EventMention, Span
from sitegen.naming import fold

_AHEAD = re.compile(r"\b(?:will|shall|would|by|until|till|before|next|due|expected|planned)\b", re.IGNORECASE)
"""Before a date in its sentence: it may be one to come."""

DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
NUMBERS = "one two three four five six seven eight nine ten".split()
LAG = {
    "today": (0, 0),
    "tonight": (0, 0),
    "this morning": (0, 0),
    "this afternoon": (0, 0),
    "this evening": (0, 0),
    "yesterday": (1, 1),
    "last night": (0, 1),
    "this week": (0, 6),
    "earlier this week": (0, 6),
    "last week": (1, 13),
    "a week ago": (6, 8),
}
"""Folded words of the past -> fewest and most days from what they mean to the day of writing."""
_DAY = re.compile(
    rf"(?:on |early |late |early on |late on )*(last )?({'|'.join(DAYS)})"
    r"(?: morning| afternoon| evening| night)?"
)
_AGO = re.compile(rf"({'|'.join(NUMBERS)}|[0-9]{{1,2}}) days? ago")


@dataclass(frozen=True, slots=True)
class _Bound:
    """`first` to `last` is when the article may have been written; None for no end."""

    first: date
    last: date | None
    why: str


def infer_dates(articles: Sequence[ArchiveArticle], events: Iterable[Event]) -> tuple[ArchiveArticle, ...]:
    """The articles; the undated with the EDTF interval that they were written in, where something tells."""
    undated = {a.id: a for a in articles if a.article.date is None}
    if not undated:
        return tuple(articles)
    told: dict[str, list[tuple[Span, Event]]] = defaultdict(list)
    for event in events:
        if event.type != "statement" and event.date and event.status in ("occurred", "ongoing"):
            for m in event.mentions:
                if m.article in undated:
                    told[m.article].append(((m.start, m.end), event))
    inferred = {id_: _inferred(a, told.get(id_, ())) for id_, a in undated.items()}
    return tuple(
        replace(a, date_inferred=found[0], inferred_why=found[1]) if (found := inferred.get(a.id)) else a
        for a in articles
    )


def _inferred(article: ArchiveArticle, told: Sequence[tuple[Span, Event]]) -> tuple[str, str] | None:
    bounds = [*_stated(article), *_reported(article, told)]
    if not bounds:
        return None
    low = max(bounds, key=lambda b: (b.first, b.last is not None))
    ends = [b for b in bounds if b.last is not None and b.last >= low.first]
    high = min(ends, key=lambda b: b.last or date.max, default=None)
    if high is None or high.last is None or any(b.last and b.last < low.first for b in bounds):
        # No end, or one that something else in the article lies after: a slip somewhere.
        return f"{low.first.isoformat()}/..", low.why
    why = high.why if high.why == low.why else f"{low.why}; {high.why}"
    return edtf.span(low.first.isoformat(), high.last.isoformat()), why


def _stated(article: ArchiveArticle) -> Iterator[_Bound]:
    """Dates that it states itself. Those that may be of what is to come say nothing."""
    notes = article.annotation
    ahead = {e.time for e in notes.events if e.status in ("planned", "hypothetical")}
    past = {e.time for e in notes.events if e.status in ("occurred", "background", "ongoing")}
    for n, time in enumerate(notes.times):
        if time.kind != "date" or time.date_from != "stated" or not time.edtf or ".." in time.edtf:
            continue
        before = article.article.text[notes.sentences[time.sentence][0] : time.start]
        days = edtf.bounds(time.edtf)
        if days is not None and (n in past or not (n in ahead or _AHEAD.search(before))):
            yield _Bound(days[0], None, f"it speaks of {edtf.describe(time.edtf)}")


def _reported(article: ArchiveArticle, told: Sequence[tuple[Span, Event]]) -> Iterator[_Bound]:
    """Events that it tells of as done, dated by whoever dates them."""
    own: Mapping[Span, EventMention] = {(m.start, m.end): m for m in article.annotation.events}
    for span, event in told:
        mention, days = own.get(span), edtf.bounds(event.date or "")
        if mention is None or not mention.asserted or days is None or days[0] == date.min:
            continue
        if mention.status not in ("occurred", "ongoing"):
            continue
        known = edtf.describe(event.date or "")
        time = article.annotation.times[mention.time] if mention.time is not None else None
        if time is None or time.edtf is not None:
            yield _Bound(days[0], None, f"it tells of an event of {known}")
            continue
        lag = _lag(time.text, days)
        if lag is not None and edtf.grain(event.date or "") == "day":
            first, last = (days[0] + timedelta(days=n) for n in lag)
            yield _Bound(first, last, f"it says “{time.text}” of an event of {known}")


def _lag(text: str, days: tuple[date, date]) -> tuple[int, int] | None:
    """Days from the event to the day of writing; None where the words do not tell or do not fit."""
    words = fold(text)
    named = _DAY.fullmatch(words)
    if named:
        if DAYS.index(named[2]) != days[0].weekday():
            return None
        return (1, 13) if named[1] else (0, 6)
    ago = _AGO.fullmatch(words)
    if ago:
        number = int(ago[1]) if ago[1].isdigit() else NUMBERS.index(ago[1]) + 1
        return number, number
    return LAG.get(words)
