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
    tense: Tense = ""
    perfect: bool = False
    """Its verb is past perfect: it steps back from the story."""
    attributive: bool = False
    """It describes a thing and doesn't set the scene: "the 1975 agreement"."""
    year: int | None = None
    """The year that a neighbour lends it: 1943 for "spring" in "spring and summer of 1943"."""


@dataclass(frozen=True, slots=True)
class Resolved:
    kind: TimeKind
    edtf: str | None = None
    date_from: Literal["stated", "relative"] | None = None


@dataclass(slots=True)
class Story:
    """How far the text has come."""

    article: Reference | None
    """When it appeared, None where that is not known."""
    history: bool
    anchor: Reference | None = None
    """The date that the text gave last."""
    day: Reference | None = None
    """The last one told to the day."""

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

    def remember(self, one: Found, result: Resolved) -> None:
        """Let the story stand where `one` put it, unless it stepped aside."""
        reference = Reference.of(result.edtf)
        if reference is None or one.attributive or result.kind not in ("date", "time"):
            return
        if reference.rank <= 5:
            self.anchor = reference
        if reference.rank == 0:
            self.day = reference


def is_history(found: Sequence[Found], article: edtf.Interval | None) -> bool:
    """Whether the text tells of times long past.

    So it is where at least four dates name month or season and year, and the years named that
    ended more than a year before the article appeared (any year, where it is undated) are more
    than half of the years named and three times as many as what is told from the day of writing
    ("yesterday", "on Sunday", "two years ago").
    """
    limit = article.first.year - 1 if article else 10_000
    full = past = named = spoken = 0
    for one in found:
        groups = one.match.groups
        if one.match.rule in ("deictic", "weekday") or groups.get("dir") == "ago":
            spoken += 1
        elif "y" in groups and one.match.rule not in ("slash", "century"):
            named += 1
            past += "era" in groups or int(groups["y"].ljust(4, "0")) < limit
            full += "m" in groups or "season" in groups
    return full >= 4 and past >= 3 * spoken and 2 * past > named


# ---------------------------------------------------------------- years lent by a neighbour

_JOINING = frozenset(words(", & and or to until till through into - – — / by from between the early late"))


def lend_years(found: Sequence[Found]) -> list[Found]:
    """ "From January to March 2010", "the spring and summer of 1943": the year belongs to both.

    The year goes backwards, to the year before where the months would otherwise not be in order
    ("from November to March 1942").
    """
    lent = list(found)
    for at in range(len(lent) - 2, -1, -1):
        one, other = lent[at], lent[at + 1]
        year = _stated_year(other)
        if year is None or _stated_year(one) is not None or "rel" in one.match.groups:
            continue
        mine, theirs = _month_of(one), _month_of(other)
        if mine is not None and theirs is not None and _joined(other.gap):
            lent[at] = replace(one, year=year - (mine > theirs))
    return lent


def _joined(gap: str | None) -> bool:
    return gap is not None and all(word in _JOINING for word in gap.replace(",", " , ").lower().split())


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
