"""What the places and the times of two reports say of whether they are of one event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from sitegen.resolve.event_dates import bounds, compatible, days_apart, grain
from sitegen.resolve.event_kinds import AGAIN, FIGHTING
from sitegen.resolve.event_reports import Report
from sitegen.resolve.event_told import AFTER, LEAD, same_counts

A_WEEK = timedelta(days=7)
COARSE = ("year", "decade", "century", "interval", None)
"""Grains of dates that agree too easily to mean anything."""
NAMED_TIME = re.compile(
    r"\b(?:\w+day|january|february|march|april|june|july|august|\w+ember|october|\d{4})\b"
)
"""Weekdays, months and years: words that mean the same wherever they stand in an article."""


def where_and_when(a: Report, b: Report) -> Iterator[str]:
    same_article = a.position == b.position
    if a.place and b.place and (a.place in b.places or b.place in a.places):
        yield "same country" if a.broad or b.broad else "same place"
    first, second = a.mention.date, b.mention.date
    if _too_early(a, b) or _too_early(b, a):
        yield "not yet when it was told"
    if (same_article or a.type in AGAIN) and (_long_before(a, b) or _long_before(b, a)):
        yield "long before the headline"
    if not same_article and _days_later(a, b):
        yield "news of another day"
    if not same_article and a.type in AGAIN and (_weeks_later(a, b) or _weeks_later(b, a)):
        yield "told as news weeks later"
    if first and second:
        if first == second and grain(first) == "day":
            yield "same day, of one article" if same_article else "same day"
        elif (
            (same_article or a.type in AGAIN)
            and grain(first) == grain(second) == "day"
            and not same_counts(a, b)
        ):
            yield "another day"
        elif not compatible(first, second):
            yield "dates a few days apart"
        elif grain(first) not in COARSE and grain(second) not in COARSE:
            yield "compatible dates"
    elif a.when and a.when == b.when and not same_article and NAMED_TIME.search(a.when):
        yield "same words for the time"  # "on Saturday", where an article without a date says so
    elif a.when and b.when and same_article and NAMED_TIME.search(a.when) and NAMED_TIME.search(b.when):
        yield "same words for the time" if a.when == b.when else "other words for the time"


def _days_later(a: Report, b: Report) -> bool:
    """Whether both tell news of other days: fighting goes on, with new attacks.

    What leads an article is news of its day, what stands below may be some days old.
    """
    if a.type not in FIGHTING and not (a.type == "bombing" and a.doers and b.doers):
        return False  # what a side bombs, it bombs from the air, day after day
    ours, theirs = (_news_day(r) for r in (a, b))
    if ours is None or theirs is None or same_counts(a, b):
        return False
    leading = max(a.mention.sentence, b.mention.sentence) <= AFTER
    return days_apart(ours, theirs) > (timedelta(days=1) if leading else A_WEEK)


def _news_day(r: Report) -> str | None:
    """The day it happened, or the day it was told where only a month or a year is given."""
    date = r.mention.date
    return date if date is not None and grain(date) == "day" else r.written


def _weeks_later(news: Report, other: Report) -> bool:
    """Whether `news` is told as news, without a day and referring to nothing, weeks after `other`."""
    if news.definite or news.mention.date or news.written is None or other.mention.date is None:
        return False
    if news.mention.status != "occurred":
        return False
    when, written = bounds(other.mention.date), bounds(news.written)
    return when is not None and written is not None and written[0] - when[1] > 2 * A_WEEK


def _long_before(headline: Report, other: Report) -> bool:
    """Whether `other` is dated well before the day of the article whose headline tells of `headline`."""
    if not headline.headed or headline.mention.sentence > LEAD or headline.written is None:
        return False
    if headline.mention.date is not None or other.mention.date is None:
        return False
    when, written = bounds(other.mention.date), bounds(headline.written)
    return when is not None and written is not None and written[0] - when[1] > 2 * A_WEEK


def _too_early(told: Report, other: Report) -> bool:
    """Whether `told` had happened before the day that `other` gives it, or was still to come after it."""
    if told.written is None or other.mention.date is None or told.mention.date is not None:
        return False
    when, written = bounds(other.mention.date), bounds(told.written)
    if when is None or written is None:
        return False
    if told.mention.status in ("occurred", "background"):
        return when[0] > written[1] and other.mention.status == "planned"
    return told.mention.status == "planned" and written[0] - when[1] > A_WEEK
