"""What the time expressions of one article share: the years they lend, and where the story stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from sitegen import edtf
from sitegen.annotate.times_calendar import Reference, Tense
from sitegen.annotate.times_patterns import Match
from sitegen.annotate.times_words import SEASONS, month_number, words
from sitegen.model import TimeKind


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression with what its sentence says about it."""

    match: Match
    start: int
    end: int
    text: str
    sentence: int
    gap: str | None = None
    """The words since the expression before it, where that is near and in the same sentence."""
    before: str = ""
    """The word before it, in lower case."""
    after: str = ""
    """The word or mark after it, in lower case."""
    tense: Tense = ""
    perfect: bool = False
    """Its verb is past perfect: it steps back from the story."""
    attributive: bool = False
    """It describes a thing and doesn't set the scene: "the 1975 agreement"."""
    year: int | None = None
    """The year that a neighbour lends it: 1943 for "spring" in "spring and summer of 1943"."""

    @property
    def before_christ(self) -> bool:
        """The calendar begins in the year 1: such a date is found and stays open."""
        return self.match.groups.get("era", "").startswith("b")


@dataclass(frozen=True, slots=True)
class Resolved:
    kind: TimeKind
    edtf: str | None = None
    date_from: Literal["stated", "relative"] | None = None


def date_result(value: str | None, stated: bool = False) -> Resolved:
    """A date, open where `value` is none that exists ("30 February")."""
    if value is None or not edtf.is_edtf(value):
        return Resolved("date")
    return Resolved("date", value, "stated" if stated else "relative")


def with_part_of_day(one: Found, value: Resolved) -> Resolved:
    """A time where it names a part of the day: "Friday morning" is one, on the day of "Friday"."""
    return Resolved("time", value.edtf, value.date_from) if "pod" in one.match.groups else value


@dataclass(slots=True)
class Story:
    """How far the text has come."""

    article: Reference | None
    """When it appeared, None where that is not known."""
    history: bool
    anchor: Reference | None = None
    """The date that the text gave last."""
    said: str | None = None
    """The value of the expression before this one."""

    @property
    def now(self) -> Reference | None:
        """What "last year" and "in March" are told from."""
        return self.anchor if self.history else self.article

    @property
    def written(self) -> date:
        """The day that decides how weeks begin."""
        return self.article.day if self.article and self.article.rank == 0 else date(1, 1, 1)

    def told(self, tense: Tense) -> Tense:
        """A clause without a tense tells the past; in a history tense says nothing of before and after."""
        return "" if self.history else tense or "past"

    def remember(self, one: Found, result: Resolved, aside: bool) -> None:
        """Let the story stand where `one` put it, unless it stepped aside."""
        self.said = result.edtf
        if one.attributive or aside or result.kind not in ("date", "time"):
            return
        reference = Reference.of(result.edtf)
        if reference is not None and reference.rank <= 4:
            self.anchor = reference
        elif one.before_christ:
            self.anchor = None  # Before Christ: what follows is told from no date of ours.


def is_history(found: Sequence[Found], article: edtf.Interval | None) -> bool:
    """Whether the text tells of times long past and not of the days before it was written.

    For: years named that ended more than a year before the article appeared (any year, where it is
    undated), six at least and most of the years named. Against: what is told from the day of
    writing ("yesterday", "on Sunday", "two years ago"), above all in the first sentences, where
    news says when.
    """
    limit = article.first.year - 1 if article else 10_000
    past = named = spoken = full = months = 0
    for one in found:
        groups = one.match.groups
        months += "m" in groups or "season" in groups
        if _spoken(one):
            spoken += 1
            if one.sentence < LEAD:
                return False
        elif "y" in groups and one.match.rule not in ("slash", "century"):
            named += 1
            past += "era" in groups or int(groups["y"].ljust(4, "0")) < limit
            full += "m" in groups or "season" in groups
    return past >= 6 and 2 * past > named and past >= 3 * spoken and (full >= 4 or months >= 10)


def _spoken(one: Found) -> bool:
    """Told from the day of writing."""
    groups = one.match.groups
    if one.match.rule in ("deictic", "weekday") or groups.get("dir") == "ago":
        return True
    near = one.match.rule in ("rel_unit", "pod") and groups["rel"] in ("last", "next", "this")
    return near and not one.text.lower().startswith("the ")


LEAD = 4
"""Sentences, the title included, in which news says when."""


def asides(found: Sequence[Found]) -> frozenset[int]:
    """Which expressions step out of the story: 2004 in "1920 … declassified in 2004 … 1921".

    Such a date is more than ASIDE months away both from the date stated before it and from one of
    the next, and these two are nearer to one another than either is to it.
    """
    stated = [(n, at) for n, one in enumerate(found) if (at := _months_stated(one)) is not None]
    aside: set[int] = set()
    last: int | None = None
    for place, (n, at) in enumerate(stated):
        back = 0 if last is None else abs(at - last)
        for _, following in stated[place + 1 : place + 1 + LOOK_AHEAD]:
            away = min(back, abs(at - following))
            if last is not None and away > ASIDE and abs(following - last) < away:
                aside.add(n)
                break
        else:
            last = at
    return frozenset(aside)


ASIDE = 12
LOOK_AHEAD = 1


def _months_stated(one: Found) -> int | None:
    groups = one.match.groups
    if one.attributive or "era" in groups or len(groups.get("y", "")) != 4:
        return None
    if one.match.rule in ("dmy", "mdy", "my", "season", "year", "iso"):
        month = _month_of(one)
        return 12 * int(groups["y"]) + (6 if month is None else month - 1)
    return None


# ---------------------------------------------------------------- years lent by a neighbour

_JOINING = frozenset(words(", & and or to until till through into - – — / by from between the early late"))


def lend_years(found: Sequence[Found]) -> list[Found]:
    """The year belongs to both in "from January to March 2010", "the spring and summer of 1943".

    The year goes backwards, to the year before where the months would otherwise not be in order
    ("from November to March 1942").
    """
    lent = list(found)
    for at in range(len(lent) - 2, -1, -1):
        one, other = lent[at], lent[at + 1]
        year, mine = _stated_year(other), _month_of(one)
        if year is None or mine is None or _stated_year(one) is not None or "rel" in one.match.groups:
            continue
        theirs = _month_of(other)
        if theirs is None:
            if _bracketed(other.gap):
                lent[at] = replace(one, year=year)
        elif _joined(other.gap) or other.gap == "(":
            lent[at] = replace(one, year=year - (mine > theirs))
    return lent


def _bracketed(gap: str | None) -> bool:
    """As in "7 December (8 December in Asia), 1941"."""
    return gap is not None and (gap in (",", ")") or gap.endswith("),"))


def _joined(gap: str | None) -> bool:
    return gap is not None and all(word in _JOINING for word in gap.replace(",", " , ").lower().split())


def _stated_year(one: Found) -> int | None:
    groups = one.match.groups
    if one.year is not None:
        return one.year
    if one.match.rule in ("dmy", "mdy", "my", "season", "year") and "y" in groups and "era" not in groups:
        return int(groups["y"])
    return None


def _month_of(one: Found) -> int | None:
    groups = one.match.groups
    if one.match.rule in ("dmy", "mdy", "my", "m") and "m" in groups:
        return month_number(groups["m"])
    if one.match.rule == "season":
        return 3 * (SEASONS[groups["season"]] - 20)
    return None
