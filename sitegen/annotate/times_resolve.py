"""Resolution: from what the patterns read to dates, in the order of the text.

What names its year stands by itself. "Yesterday", "last week", "in March" are told from the day
the article appeared. "Two days later", "the same month", "that spring" are told from the date
that the text gave last, the anchor. A history (see `is_history`) tells everything from the
anchor. In an undated article there is nothing to tell "yesterday" from, so it stays open.

The two strategies are those of Strötgen and Gertz, "Multilingual and cross-domain temporal
tagging" (2013); the rules are our own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sitegen import edtf
from sitegen.annotate import times_relative as told
from sitegen.annotate import times_stated as stated
from sitegen.annotate.times_calendar import Reference
from sitegen.annotate.times_story import Found, Resolved, Story, asides, is_history, lend_years


def resolve(found: Sequence[Found], article: str | None) -> list[Resolved]:
    """One Resolved for each expression, in order. `article` is the article's date, EDTF or None."""
    interval = edtf.parse(article) if article and edtf.is_edtf(article) else None
    story = Story(Reference.of(article), is_history(found, interval))
    results = []
    aside = asides(found)
    for n, one in enumerate(lend_years(found)):
        result = _RULES[one.match.rule](one, story)
        story.remember(one, result, n in aside)
        results.append(result)
    return _give_clocks_a_day(found, results, story)


def _give_clocks_a_day(found: Sequence[Found], results: list[Resolved], story: Story) -> list[Resolved]:
    """A time of day belongs to the nearest day of its sentence, else to the last one told, else to the
    article's where it is news."""
    days = [(n, r.edtf) for n, r in enumerate(results) if r.edtf and edtf.grain(r.edtf) == "day"]
    today = story.article if not story.history else None
    fallback = edtf.day(today.day) if today and today.rank == 0 else None
    for n, one in enumerate(found):
        if (
            results[n].kind != "time"
            or results[n].edtf is not None
            or one.match.rule not in ("time", "pod_bare")
        ):
            continue
        near = [(abs(k - n), k > n, d) for k, d in days if found[k].sentence == one.sentence]
        if near:
            day: str | None = min(near)[2]
        else:
            told = [d for k, d in days if k < n and found[k].sentence >= one.sentence - 3]
            day = told[-1] if told else fallback
        results[n] = Resolved("time", day, "relative" if day else None)
    return results


def _open(one: Found, story: Story) -> Resolved:
    return Resolved("date")


def _clock(one: Found, story: Story) -> Resolved:
    return Resolved("time")


def _duration(one: Found, story: Story) -> Resolved:
    return Resolved("duration")


def _set(one: Found, story: Story) -> Resolved:
    return Resolved("set")


_RULES: dict[str, Callable[[Found, Story], Resolved]] = {
    "iso": stated.iso,
    "slash": stated.slash,
    "dmy": stated.day_of_month,
    "of_that_month": stated.nth,
    "mdy": stated.day_of_month,
    "my": stated.month_,
    "m": stated.month_,
    "season_range": stated.season,
    "season": stated.season,
    "year_season": stated.season,
    "quarter": stated.quarter,
    "half": stated.half,
    "fiscal": stated.fiscal,
    "decade": stated.decade,
    "old_decade": _open,
    "decade_word": stated.decade,
    "century": stated.century,
    "ago": told.ago,
    "day_by": told.day_by,
    "deictic": told.deictic,
    "pod": told.part_of_day,
    "weekday_set": _set,
    "weekday": told.weekday_,
    "time": _clock,
    "set": _set,
    "several": _duration,
    "rel_unit": told.relative_unit,
    "the_unit": told.the_unit,
    "weekend": told.weekend,
    "duration": _duration,
    "feast": stated.feast,
    "nth": stated.nth,
    "nine_eleven": stated.nine_eleven,
    "year_range": stated.year_,
    "year": stated.year_,
    "now": _open,
    "then": _open,
    "pod_bare": _clock,
}
