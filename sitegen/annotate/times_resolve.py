"""Resolution: from what the patterns read to dates, in the order of the text.

What names its year stands by itself. "Yesterday", "last week", "in March" are told from the day
the article appeared. "Two days later", "the same month", "that spring" are told from the date
that the text gave last, the anchor. A history, most of whose dates name years long before the
article appeared, tells everything from the anchor; what counts as one is decided by
`is_history`. The strategies of news and narrative follow Strötgen and Gertz, "Multilingual and
cross-domain temporal tagging" (2013); the rules are our own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from sitegen import edtf
from sitegen.annotate.times_calendar import (
    Reference,
    Tense,
    day_near,
    month_near,
    season_near,
    shift,
    week,
    weekday,
)
from sitegen.annotate.times_patterns import Match
from sitegen.annotate.times_words import (
    CLOCK_UNITS,
    DECADES,
    FEASTS,
    SEASONS,
    WEEKDAY_NUMBERS,
    easter,
    month_number,
    number,
    ordinal,
)
from sitegen.model import TimeKind

DateFrom = Literal["stated", "relative"]


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression with what its sentence says about it."""

    match: Match
    start: int
    end: int
    text: str
    sentence: int
    tense: Tense = ""
    perfect: bool = False
    """Its verb is past perfect: it steps back from the story."""
    attributive: bool = False
    before: str = ""
    """The word before it, in lower case."""
    year: int | None = None
    """The year a neighbour lends it: 1943 for "spring" in "spring and summer of 1943"."""


@dataclass(frozen=True, slots=True)
class Resolved:
    kind: TimeKind
    edtf: str | None
    date_from: DateFrom | None


@dataclass(slots=True)
class Story:
    """How far the text has come. `article` is the day it appeared, None where it is not known."""

    article: Reference | None
    written: date | None
    history: bool
    anchor: Reference | None = None
    day: str | None = None
    """The last date told to the day, for times of day."""
    sentence: int = -1
    said: str | None = field(default=None)
    """The last day of the sentence at hand."""

    @property
    def now(self) -> Reference | None:
        """What "last year" and "in March" are told from."""
        return self.anchor if self.history else self.article

    def told(self, tense: Tense) -> Tense:
        """In a history every clause is past, so tense says nothing about before or after the anchor."""
        return "" if self.history else tense or "past"


def resolve(found: Sequence[Found], article: str | None) -> list[Resolved]:
    """One Resolved for each expression, in order. `article` is the article's date, EDTF."""
    interval = edtf.parse(article) if article and edtf.is_edtf(article) else None
    reference = Reference.of(article)
    story = Story(
        article=reference,
        written=interval.first if interval and interval.grain == "day" else None,
        history=is_history(found, interval),
    )
    results = []
    for one in lend_years(found):
        if one.sentence != story.sentence:
            story.sentence, story.said = one.sentence, None
        result = _one(one, story)
        results.append(result)
        _remember(one, result, story)
    return _clocks(found, results)


def is_history(found: Sequence[Found], article: edtf.Interval | None) -> bool:
    """Whether the text tells of times long past: most of its dates name years before the last.

    At least four dates with year and month, and years (months or not) that outnumber what is
    told from the day of writing ("yesterday", "on Sunday") three to one.
    """
    limit = article.first.year - 1 if article else 10_000
    full = past = deictic = 0
    for one in found:
        groups = one.match.groups
        if one.match.rule in ("deictic", "weekday") or groups.get("dir") == "ago":
            deictic += "y" not in groups
        elif "y" in groups and groups["y"].isdigit() and one.match.rule != "slash":
            value = int(groups["y"])
            if len(groups["y"]) == 4:
                past += value < limit
                full += "m" in groups or "season" in groups
            else:
                past += 1
    return full >= 4 and past >= 3 * deictic and past * 2 > sum("y" in f.match.groups for f in found)


# ---------------------------------------------------------------- years lent by a neighbour

_NEAR = frozenset("and or to until till through into – — - / , & , and".split())


def lend_years(found: Sequence[Found]) -> list[Found]:
    """"From January to March 2010", "the spring and summer of 1943": the year belongs to both."""
    lent = list(found)
    for at in range(len(lent) - 2, -1, -1):
        one, other = lent[at], lent[at + 1]
        year = _stated_year(other)
        if year is None or _stated_year(one) is not None or not _joins(one, other):
            continue
        mine, theirs = _month_of(one), _month_of(other)
        if mine is not None and theirs is not None and "rel" not in one.match.groups:
            lent[at] = replace(one, year=year - (mine > theirs))
    return lent


def _joins(one: Found, other: Found) -> bool:
    if one.sentence != other.sentence or other.start < one.end or other.start - one.end > 16:
        return False
    return one.gap_to(other) if hasattr(one, "gap_to") else True


def _stated_year(one: Found) -> int | None:
    groups = one.match.groups
    if one.year is not None:
        return one.year
    if one.match.rule in ("dmy", "mdy", "my", "season") and "y" in groups and "era" not in groups:
        return int(groups["y"])
    return None


def _month_of(one: Found) -> int | None:
    groups = one.match.groups
    if one.match.rule in ("dmy", "mdy", "my", "m") and "m" in groups:
        return month_number(groups["m"])
    if one.match.rule == "season":
        return 3 * (SEASONS[groups["season"]] - 20)
    return None
