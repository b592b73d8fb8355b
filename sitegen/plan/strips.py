"""Strips of time: how many articles and events fall into each month or year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sitegen import edtf
from sitegen.model import ArchiveArticle, Event
from sitegen.plan.articles import month_address, month_key
from sitegen.plan.parts import Here
from sitegen.plan.views import Bar, Strip

MONTHS = 36
"""The longest strip of months; a longer time is drawn by year."""

YEARS = 60
FEWEST = 3
"""Dated things, and bars, that are worth a strip."""
NONE = Strip("month", ())


def strip(here: Here, articles: Iterable[ArchiveArticle], events: Iterable[Event]) -> Strip:
    """The strip of the articles and of the events that are dated to a year or finer."""
    written = [key for a in articles if (key := month_key(a))]
    happened = [key for e in events if (key := _month(e.date))]
    if len(written) + len(happened) < FEWEST:
        return NONE
    # The months of the articles, as long as no more than a third of the events lie outside them.
    around = [_number(k) for k in written if len(k) == 7] or [_number(k) for k in happened if len(k) == 7]
    every = [int(k[:4]) for k in (*written, *happened)]
    if around and max(around) - min(around) < MONTHS - 4:
        inside = range(min(around) - 2, max(around) + 3)
        kept = [k for k in happened if len(k) == 7 and _number(k) in inside]
        if len(kept) * 3 >= len(happened) * 2 and all(len(k) == 7 for k in written):
            drawn = [_number(k) for k in (*written, *kept)]
            keys = [_month_of(n) for n in range(min(drawn), max(drawn) + 1)]
            if len(keys) < FEWEST:
                return NONE
            return Strip("month", _bars(here, keys, written, kept), len(happened) - len(kept))
    last = max(every)
    keys = [f"{year:04}" for year in range(max(min(every), last - YEARS + 1), last + 1)]
    if len(keys) < FEWEST:
        return NONE
    before = sum(1 for k in happened if k[:4] < keys[0])
    return Strip("year", _bars(here, keys, written, happened), before)


def _month_of(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _bars(here: Here, keys: list[str], written: list[str], happened: list[str]) -> tuple[Bar, ...]:
    articles = Counter(key[: len(keys[0])] for key in written)
    events = Counter(key[: len(keys[0])] for key in happened)
    pages = set(written)
    return tuple(
        Bar(
            edtf.describe(key),
            here.to(month_address(key)) if key in pages else "",
            articles[key],
            events[key],
        )
        for key in keys
    )


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _month(date: str | None) -> str:
    """ "2025-05" or "2025" for the start of an event; "" where it is not known to the year."""
    days = edtf.bounds(date) if date else None
    if not date or days is None or "/" in date or not 1000 <= days[0].year <= 2999:
        return ""
    if (days[0].year, days[0].month) == (days[1].year, days[1].month):
        return f"{days[0].year:04}-{days[0].month:02}"
    return f"{days[0].year:04}" if days[0].year == days[1].year else ""
