"""Extended Date/Time Format (EDTF): strings at the boundary, one interval type inside.

Understood are levels 0 and 1 for the years 0001 to 9999 (dates, date-times, "?", "~" and "%",
unspecified digits such as 199X and 2004-XX, intervals with open and unknown ends), and of
level 2 the seasons 21 to 24, quarters 33 to 36 and halves 40 and 41 after the year, and the
decade 199. Source: ISO 8601-2:2019 and the Library of Congress specification of EDTF.

Seasons are those of the northern hemisphere, in whole months: spring is March to May, winter
December of the year named to February of the next.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

Grain = Literal["day", "week", "month", "season", "quarter", "half", "year", "decade", "century", "interval"]

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_ORDINALS = ("first", "second", "third", "fourth")
_POINT = re.compile(
    r"(?P<year>[0-9]{4})"
    r"(?:-(?P<part>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX)"
    r"(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?:Z|[+-][0-9]{2}(?::[0-9]{2})?)?)?)?)?"
    r"(?P<mark>[?~%]?)",
    re.ASCII,
)
_COARSE = re.compile(r"(?:(?P<century>[0-9]{2})XX|(?P<decade>[0-9]{3})X?)(?P<mark>[?~%]?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Interval:
    """The days that a value may mean, both ends included; open ends reach date.min or date.max."""

    first: date
    last: date
    grain: Grain
    uncertain: bool = False
    approximate: bool = False
    open_start: bool = False
    open_end: bool = False

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def holds(self, other: Interval) -> bool:
        return self.first <= other.first and other.last <= self.last


@lru_cache(maxsize=4096)
def parse(value: str) -> Interval:
    """The interval of an EDTF string. Raises ValueError where it is not one of those above."""
    if not isinstance(value, str):
        raise ValueError(f"not an EDTF string: {value!r}")
    start, slash, end = value.partition("/")
    if not slash:
        return _point(value)
    if start in ("", "..") and end in ("", ".."):
        raise ValueError(f"an interval needs a start or an end: {value!r}")
    low = None if start in ("", "..") else _point(start)
    high = None if end in ("", "..") else _point(end)
    first = low.first if low else date.min
    last = high.last if high else date.max
    if first > last or (low and high and low.first > high.first):
        raise ValueError(f"an interval must not end before it starts: {value!r}")
    by_day = bool(low and high and low.grain == high.grain == "day")
    return Interval(
        first,
        last,
        "week" if by_day and (last - first).days == 6 else "interval",
        uncertain=any(p.uncertain for p in (low, high) if p),
        approximate=any(p.approximate for p in (low, high) if p),
        open_start=low is None,
        open_end=high is None,
    )


def _point(value: str) -> Interval:
    found = _POINT.fullmatch(value)
    if found:
        first, last, grain = _calendar(int(found["year"]), found["part"], found["day"], value)
    else:
        found = _COARSE.fullmatch(value)
        if not found:
            raise ValueError(f"not an EDTF date: {value!r}")
        width = 100 if found["century"] else 10
        low = int(found["century"] or found["decade"]) * width
        first, last = date(max(low, 1), 1, 1), date(low + width - 1, 12, 31)
        grain = "century" if found["century"] else "decade"
    mark = found["mark"]
    return Interval(first, last, grain, uncertain=mark in ("?", "%"), approximate=mark in ("~", "%"))


def _calendar(year: int, part: str | None, day: str | None, value: str) -> tuple[date, date, Grain]:
    if year < 1:
        raise ValueError(f"years run from 0001 to 9999: {value!r}")
    if part is None or (part == "XX" and day in (None, "XX")):
        return date(year, 1, 1), date(year, 12, 31), "year"
    if part == "XX":
        raise ValueError(f"a day without its month: {value!r}")
    number = int(part)
    if 1 <= number <= 12:
        if day is None or day == "XX":
            return date(year, number, 1), _month_end(year, number), "month"
        exact = date(year, number, int(day))
        return exact, exact, "day"
    if day is not None:
        raise ValueError(f"no such day: {value!r}")
    if number in (21, 22, 23):
        start = 3 * (number - 20)
        return date(year, start, 1), _month_end(year, start + 2), "season"
    if number == 24:
        return date(year, 12, 1), date.max if year == 9999 else _month_end(year + 1, 2), "season"
    if 33 <= number <= 36:
        start = 3 * (number - 33) + 1
        return date(year, start, 1), _month_end(year, start + 2), "quarter"
    if number in (40, 41):
        start = 6 * (number - 40) + 1
        return date(year, start, 1), _month_end(year, start + 5), "half"
    raise ValueError(f"no such month, season, quarter or half: {value!r}")


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


# ---------------------------------------------------------------- reading values


def is_edtf(value: str) -> bool:
    try:
        parse(value)
    except ValueError:
        return False
    return True


def bounds(value: str) -> tuple[date, date] | None:
    """First and last day that the value may mean; None where it is no EDTF."""
    try:
        interval = parse(value)
    except ValueError:
        return None
    return interval.first, interval.last


def grain(value: str) -> Grain | None:
    """How exact the value is; None where it is no EDTF."""
    try:
        return parse(value).grain
    except ValueError:
        return None


def compatible(a: str, b: str) -> bool:
    """Whether one may be a coarser statement of the other: the days of one hold those of the other."""
    try:
        one, other = parse(a), parse(b)
    except ValueError:
        return False
    return one.holds(other) or other.holds(one)


def order_key(value: str | None) -> tuple[int, int, int, str]:
    """Sorts by first day, then finer first, then text; what has no date comes last."""
    try:
        interval = parse(value or "")
    except ValueError:
        return 1, 0, 0, value or ""
    return 0, interval.first.toordinal(), interval.days, value or ""


# ---------------------------------------------------------------- writing values


def day(value: date) -> str:
    return value.isoformat()


def month(year: int, number: int) -> str:
    return f"{year:04d}-{number:02d}"


def span(first: str, last: str) -> str:
    """The interval from the start of `first` to the end of `last`. Raises ValueError if that is none."""
    value = f"{first}/{last}"
    parse(value)
    return value


def since(first: str) -> str:
    """Open to the right. Raises ValueError where `first` is not a single date."""
    return _open_ended(first, f"{first}/..")


def until(last: str) -> str:
    """Open to the left. Raises ValueError where `last` is not a single date."""
    return _open_ended(last, f"../{last}")


def _open_ended(point: str, value: str) -> str:
    _point(point)
    return value


def week(within: date, first_weekday: int) -> str:
    """The seven days around `within` of a week that begins on `first_weekday` (Monday is 0).

    Raises ValueError at the ends of the calendar.
    """
    back = (within.weekday() - first_weekday) % 7
    try:
        start = within - timedelta(days=back)
        return f"{start.isoformat()}/{(start + timedelta(days=6)).isoformat()}"
    except OverflowError as error:
        raise ValueError(f"no whole week around {within.isoformat()}") from error


# ---------------------------------------------------------------- words for people


def describe(value: str) -> str:
    """The value in words: "17 May 2025", "spring 2025", "since 2011". Other text comes back as it is."""
    try:
        interval = parse(value)
    except ValueError:
        return value
    start, slash, end = value.partition("/")
    if not slash:
        return _describe_point(value)
    if interval.open_start:
        return f"until {_describe_point(end)}"
    if interval.open_end:
        return f"since {_describe_point(start)}"
    return _describe_range(start, end)


def _describe_range(start: str, end: str) -> str:
    first, last = _describe_point(start), _describe_point(end)
    if first == last:
        return first
    # "11 to 17 May 2025": what both ends share is said once.
    marked = any(mark in start + end for mark in "?~%")
    low, high = parse(start), parse(end)
    whole = parse(f"{start}/{end}")
    if whole.grain == "week" and not marked and whole.first.weekday() in (0, 6):
        # A week of the calendar is said of what happened in the course of it: "last week".
        return f"week of {first}"
    if not marked and low.grain == high.grain and low.grain in ("day", "month"):
        if low.grain == "day" and low.first.replace(day=1) == high.first.replace(day=1):
            first = str(low.first.day)
        elif low.first.year == high.first.year:
            first = first.rpartition(" ")[0]
    return f"{first} to {last}"


def _describe_point(value: str) -> str:
    point = parse(value)
    words = _bare_point(point)
    if point.approximate:
        words = f"about {words}"
    if point.uncertain:
        words = f"perhaps {words}"
    return words


def _bare_point(point: Interval) -> str:
    year = _year(point.first.year)
    number = point.first.month
    if point.grain == "day":
        return f"{point.first.day} {MONTHS[number - 1]} {year}"
    if point.grain == "month":
        return f"{MONTHS[number - 1]} {year}"
    if point.grain == "season":
        return f"{_SEASONS[20 + number // 3]} {year}"
    if point.grain == "quarter":
        return f"{_ORDINALS[number // 3]} quarter of {year}"
    if point.grain == "half":
        return f"{_ORDINALS[number // 6]} half of {year}"
    if point.grain == "decade":
        return f"{point.last.year // 10 * 10}s"
    if point.grain == "century":
        return f"{_ordinal(point.last.year // 100 + 1)} century"
    return year


def _year(year: int) -> str:
    return str(year) if year >= 1000 else f"AD {year}"


def _ordinal(number: int) -> str:
    tail = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"
