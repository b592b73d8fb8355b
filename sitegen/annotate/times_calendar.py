"""Arithmetic on dates of limited precision: what "two months later" is, said from a day, a month or a year.

All functions return EDTF strings, None where the reference is too coarse or the calendar ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sitegen import edtf
from sitegen.annotate.times_words import add_months

Tense = Literal["past", "present", "future", ""]

RANKS = {"day": 0, "week": 1, "month": 2, "season": 3, "quarter": 3, "half": 3, "year": 4}
RANKS |= {"decade": 5, "century": 6, "interval": 7}
_LONGEST = 9990 * 366


@dataclass(frozen=True, slots=True)
class Reference:
    """The date that others are told from: its first day and how coarse it is (see RANKS)."""

    day: date
    rank: int

    @staticmethod
    def of(value: str | None) -> Reference | None:
        if value is None or not edtf.is_edtf(value):
            return None
        interval = edtf.parse(value)
        if interval.open_start:
            return None
        return Reference(interval.first, RANKS[interval.grain])


def shift(reference: Reference, unit: str, count: int) -> str | None:
    """`count` units after the reference (before it, where negative), at the unit's own grain."""
    try:
        return _shift(reference, unit, count)
    except (ValueError, OverflowError):
        return None  # The calendar ends at the years 1 and 9999.


def _shift(reference: Reference, unit: str, count: int) -> str | None:
    day, rank = reference.day, reference.rank
    if abs(count) > _LONGEST:
        return None
    if unit in ("day", "night") and rank == 0:
        return edtf.day(day + timedelta(days=count))
    if unit in ("second", "minute", "hour") and rank == 0:
        return edtf.day(day + timedelta(days=int(count / 24) if unit == "hour" else 0)) + "~"
    if unit in ("week", "fortnight") and rank == 0:
        weeks = count * 2 if unit == "fortnight" else count
        return week(day + timedelta(weeks=weeks), day)
    if unit == "weekend" and rank == 0:
        saturday = day + timedelta(days=5 - day.weekday(), weeks=count)
        return edtf.span(edtf.day(saturday), edtf.day(saturday + timedelta(days=1)))
    if unit == "month" and rank <= 2:
        moved = add_months(day.replace(day=1), count)
        return edtf.month(moved.year, moved.month)
    if unit == "quarter" and rank <= 2:
        moved = add_months(day.replace(day=1), 3 * count)
        return edtf.month(moved.year, 33 + (moved.month - 1) // 3)
    if unit == "year" and rank <= 4:
        return _year(day.year + count)
    if unit == "decade" and rank <= 5:
        return f"{_year(day.year // 10 * 10 + 10 * count)[:3]}X"
    if unit == "century" and rank <= 6:
        return f"{_year(day.year // 100 * 100 + 100 * count)[:2]}XX"
    return None


def week(within: date, written: date) -> str:
    """The week around a day: from Sunday where the article appeared on one, else from Monday."""
    return edtf.week(within, 6 if written.weekday() == 6 else 0)


def _year(year: int) -> str:
    return f"{date(year, 1, 1).year:04d}"


def week_of(reference: Reference, count: int, written: date) -> str | None:
    """The week `count` weeks after that of the reference, as weeks begin in an article of that day."""
    try:
        return week(reference.day + timedelta(weeks=count), written)
    except (ValueError, OverflowError):
        return None


def weekday_beyond(reference: Reference, number: int, step: int) -> str | None:
    """The last (step -1) or next (step 1) weekday of this name that is not the reference itself."""
    ahead = (number - reference.day.weekday()) % 7
    return shift(reference, "day", ahead - 7 if step < 0 else ahead or 7)


def weekday(reference: Reference, number: int, tense: Tense) -> str | None:
    """The weekday nearest the reference that the tense allows; the reference itself is allowed to both."""
    if reference.rank != 0:
        return None
    ahead = (number - reference.day.weekday()) % 7
    return shift(reference, "day", ahead - 7 * _behind(ahead, 3, tense))


def month_near(reference: Reference, number: int, tense: Tense) -> str | None:
    """The month of this name that the tense calls for, seen from the reference."""
    if reference.rank > 3:
        return edtf.month(reference.day.year, number) if reference.rank == 4 else None
    if reference.rank == 3:
        # From the middle of a season or quarter.
        reference = Reference.of(shift(Reference(reference.day, 2), "month", 1)) or reference
    ahead = (number - reference.day.month) % 12
    return shift(reference, "month", ahead - 12 * _behind(ahead, 6, tense))


def _behind(ahead: int, half: int, tense: Tense) -> bool:
    """Whether to step back instead of `ahead`: the past always does, the present where that is nearer."""
    return ahead > 0 if tense == "past" else tense != "future" and ahead > half


def day_near(reference: Reference, month: int, day: int, tense: Tense, slack: int = 60) -> str | None:
    """The day of the year that the tense calls for; one within `slack` days wins whatever the tense."""
    choices = []
    for year in (reference.day.year - 1, reference.day.year, reference.day.year + 1):
        try:
            choices.append(date(year, month, day))
        except ValueError:
            continue  # 29 February, or the calendar's end.
    if reference.rank in (3, 4):
        same = [c for c in choices if c.year == reference.day.year]
        return edtf.day(same[0]) if same else None
    if not choices or reference.rank > 4:
        return None
    nearest = min(choices, key=lambda c: abs((c - reference.day).days))
    if abs((nearest - reference.day).days) > slack:
        wanted = [
            c
            for c in choices
            if (tense == "past" and c <= reference.day) or (tense == "future" and c >= reference.day)
        ]
        if wanted:
            nearest = min(wanted, key=lambda c: abs((c - reference.day).days))
    return edtf.day(nearest)


def season_near(reference: Reference, code: int, tense: Tense) -> str | None:
    """The season (EDTF code) that the tense calls for: under way, last or next, seen from the reference."""
    year = reference.day.year
    if reference.rank > 3:
        return edtf.month(year, code) if reference.rank == 4 else None
    choices = []
    for candidate in (year - 1, year, year + 1):
        value = f"{candidate:04d}-{code}"
        found = edtf.bounds(value)
        if found:
            first, last = found
            gap = (
                (first - reference.day).days
                if first > reference.day
                else -max(0, (reference.day - last).days)
            )
            choices.append((abs(gap), gap, value))
    if tense == "past":
        choices = [c for c in choices if c[1] <= 0] or choices
    elif tense == "future":
        choices = [c for c in choices if c[1] >= 0] or choices
    return min(choices)[2] if choices else None
