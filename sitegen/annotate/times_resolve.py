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
from datetime import date, timedelta

from sitegen import edtf
from sitegen.annotate.times_calendar import Reference, day_near, month_near, season_near, shift, week, weekday
from sitegen.annotate.times_story import Found, Resolved, Story, is_history, lend_years
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

_BEFORE = frozenset(("last", "past", "previous", "preceding", "prior"))
_AFTER = frozenset(("next", "coming", "following", "ensuing", "succeeding", "subsequent"))
_FROM_TEXT = frozenset(
    ("previous", "preceding", "prior", "following", "ensuing", "succeeding", "subsequent", "same", "that")
)
"""Told from the text's own last date, whenever the article appeared."""
_SPANS = frozenset(("past", "coming", "intervening"))


def resolve(found: Sequence[Found], article: str | None) -> list[Resolved]:
    """One Resolved for each expression, in order. `article` is the article's date, EDTF or None."""
    interval = edtf.parse(article) if article and edtf.is_edtf(article) else None
    story = Story(Reference.of(article), is_history(found, interval))
    results = []
    for one in lend_years(found):
        result = _RULES[one.match.rule](one, story)
        story.remember(one, result)
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


# ---------------------------------------------------------------- results


def _date(value: str | None, stated: bool = False) -> Resolved:
    if value is None or not edtf.is_edtf(value):
        return Resolved("date")
    return Resolved("date", value, "stated" if stated else "relative")


def _timed(one: Found, value: Resolved) -> Resolved:
    """A date with a part of the day is a time."""
    return Resolved("time", value.edtf, value.date_from) if "pod" in one.match.groups else value


def _said_year(one: Found, story: Story) -> tuple[int | None, bool]:
    """The year that the expression names or points to, and whether it is stated; None where neither."""
    groups = one.match.groups
    if "y" in groups:
        return int(groups["y"]), True
    if "yy" in groups:
        return _full_year(int(groups["yy"]), story), True
    if one.year is not None:
        return one.year, True
    if "rel" in groups:
        value = _relative("year", one, story)
        if value:
            return int(value[:4]), False
    return None, False


def _full_year(two: int, story: Story) -> int:
    """The century of a two-digit year: the last one that doesn't lie ahead by more than ten years."""
    limit = (story.now.day.year if story.now else 2000) + 10
    return limit - (limit - two) % 100


def _era_is_open(one: Found) -> bool:
    """Years before Christ are none of ours: the calendar begins in the year 1."""
    return one.match.groups.get("era", "").startswith("b")


# ---------------------------------------------------------------- rules


def _iso(one: Found, story: Story) -> Resolved:
    groups = one.match.groups
    return _date(f"{groups['y']}-{groups['mm']}-{groups['d']}", stated=True)


def _slash(one: Found, story: Story) -> Resolved:
    """7/8/07 is the day nearest the article, of 8 July and 7 August."""
    groups = one.match.groups
    a, b = int(groups["d2"]), int(groups["d"])
    year = int(groups["y"]) if len(groups["y"]) == 4 else _full_year(int(groups["y"]), story)
    choices = {v for v in (f"{year:04d}-{a:02d}-{b:02d}", f"{year:04d}-{b:02d}-{a:02d}") if edtf.is_edtf(v)}
    if len(choices) == 1:
        return _date(choices.pop(), stated=True)
    if not choices or story.article is None:
        return Resolved("date")
    written = story.article.day
    return _date(min(sorted(choices), key=lambda v: abs((date.fromisoformat(v) - written).days)), stated=True)


def _day_of_month(one: Found, story: Story) -> Resolved:
    if _era_is_open(one):
        return Resolved("date")
    groups = one.match.groups
    month, day = month_number(groups["m"]), int(groups["d"])
    year, stated = _said_year(one, story)
    if year is not None:
        return _timed(one, _date(f"{year:04d}-{month:02d}-{day:02d}", stated))
    if story.now is None:
        return _timed(one, Resolved("date"))
    return _timed(one, _date(day_near(story.now, month, day, story.told(one.tense))))


def _month(one: Found, story: Story) -> Resolved:
    if _era_is_open(one):
        return Resolved("date")
    month = month_number(one.match.groups["m"])
    rel = one.match.groups.get("rel") if one.match.rule == "m" else None
    if rel:
        return _date(_rel_in_year(one, story, lambda year: edtf.month(year, month)))
    year, stated = _said_year(one, story)
    if year is not None:
        return _date(edtf.month(year, month) if year else None, stated)
    return _date(month_near(story.now, month, story.told(one.tense)) if story.now else None)


def _season(one: Found, story: Story) -> Resolved:
    if _era_is_open(one):
        return Resolved("date")
    code = SEASONS[one.match.groups["season"]]
    if "rel" in one.match.groups and "year" not in one.text.lower():
        return _date(_rel_in_year(one, story, lambda year: f"{year:04d}-{code}"))
    year, stated = _said_year(one, story)
    if year is not None:
        return _date(f"{year:04d}-{code}", stated)
    return _date(season_near(story.now, code, story.told(one.tense)) if story.now else None)


def _rel_in_year(one: Found, story: Story, named: Callable[[int], str]) -> str | None:
    """ "Last March", "that spring", "next summer": the nearest of the name that lies on the right side."""
    rel = one.match.groups["rel"]
    reference = story.anchor if _from_text(one) else story.now
    if reference is None:
        return None
    year = reference.day.year
    choices = [v for v in (named(y) for y in (year - 1, year, year + 1)) if edtf.is_edtf(v)]
    if rel in _BEFORE:
        sides = [v for v in choices if edtf.parse(v).last < reference.day]
        return max(sides, default=None)
    if rel in _AFTER:
        sides = [v for v in choices if edtf.parse(v).first > reference.day]
        return min(sides, default=None)
    return named(year) if edtf.is_edtf(named(year)) else None


def _quarter(one: Found, story: Story) -> Resolved:
    groups = one.match.groups
    code = 32 + (ordinal(groups["ord"]) or int(groups["ord"]))
    year, stated = _said_year(one, story)
    if year is None and story.now and story.now.rank <= 4:
        year, stated = story.now.day.year, False
        first = edtf.bounds(f"{year:04d}-{code}")
        past = story.told(one.tense) == "past" and "of" not in groups
        if past and first and first[0] > story.now.day and story.now.rank <= 2:
            year -= 1
    if year is None:
        return Resolved("date")
    return _date(f"{year:04d}-{code}" + ("~" if "fy" in groups else ""), stated)


def _half(one: Found, story: Story) -> Resolved:
    code = 40 if one.match.groups["ord"] == "first" else 41
    year, stated = _said_year(one, story)
    if year is None and story.now and story.now.rank <= 4:
        year, stated = story.now.day.year, False
    return _date(None if year is None else f"{year:04d}-{code}", stated)


def _fiscal(one: Found, story: Story) -> Resolved:
    """A fiscal year is about the year of its name: no two firms agree on its first day."""
    groups = one.match.groups
    if "y" in groups:
        return _date(f"{groups['y']}~", stated=True)
    value = _relative("year", one, story) if "rel" in groups else None
    return _date(value and f"{value}~")


def _decade(one: Found, story: Story) -> Resolved:
    if _era_is_open(one):
        return Resolved("date")
    groups = one.match.groups
    if "y" in groups:
        return _date(f"{groups['y']}X", stated=True)
    tens = DECADES[groups["word"]] if "word" in groups else 10 * int(groups["yy"])
    if story.now is None:
        return Resolved("date")
    return _date(f"{_full_year(tens, story):04d}"[:3] + "X", stated=True)


def _century(one: Found, story: Story) -> Resolved:
    count = ordinal(one.match.groups["ord"])
    if _era_is_open(one) or count is None or not 1 <= count <= 100:
        return Resolved("date")
    return _date(f"{count - 1:02d}XX", stated=True)


def _year(one: Found, story: Story) -> Resolved:
    if _era_is_open(one):
        return Resolved("date")
    year, stated = _said_year(one, story)
    return _date(f"{year:04d}" if year else None, stated)


def _ago(one: Found, story: Story) -> Resolved:
    groups = one.match.groups
    direction, unit = groups["dir"], groups["unit"]
    forward = direction in ("later", "after", "afterward", "afterwards", "thereafter", "hence", "from now")
    spoken = direction in ("ago", "hence", "from now")
    reference = story.now if spoken else story.anchor
    if direction == "earlier" and reference is None:
        reference = story.article
    count = number(groups["n"]) if "n" in groups else None
    kind_is_time = unit in CLOCK_UNITS
    if reference is None or count is None:
        return Resolved("time" if kind_is_time else "date")
    if direction in ("before", "after") and "n" in groups and _apposed(one, story):
        # "On Sunday, a day after the raid": another way to say Sunday.
        return _date(edtf.day(reference.day))
    if count % 1 and unit in ("year", "decade", "century"):
        unit, count = "month", count * {"year": 12, "decade": 120, "century": 1200}[unit]
    value = shift(reference, unit, round(count) if forward else -round(count))
    result = _date(value)
    return Resolved("time", result.edtf, result.date_from) if kind_is_time else result


def _apposed(one: Found, story: Story) -> bool:
    return one.gap == "," and story.anchor is not None and story.anchor.rank == 0


def _day_by(one: Found, story: Story) -> Resolved:
    groups = one.match.groups
    forward = groups["dir"] in ("after", "following")
    step = 1 if forward else -1
    if "word" in groups:
        steps = {"yesterday": -1, "tomorrow": 1}[groups["word"]]
        return _date(
            shift(story.article, "day", steps + step) if story.article and not story.history else None
        )
    return _date(shift(story.anchor, groups["unit"], step) if story.anchor else None)


def _deictic(one: Found, story: Story) -> Resolved:
    groups = one.match.groups
    kind = "time" if groups["word"] in ("tonight", "tonite") or "pod" in groups else "date"
    value = None
    if story.article and not story.history:
        value = shift(story.article, "day", {"yesterday": -1, "tomorrow": 1}.get(groups["word"], 0))
    result = _date(value)
    return Resolved("time", result.edtf, result.date_from) if kind == "time" else result


def _weekday(one: Found, story: Story) -> Resolved:
    groups = one.match.groups
    number_ = WEEKDAY_NUMBERS[groups["wd"]]
    rel = groups.get("rel")
    reference = story.anchor if rel and _from_text(one) else story.now
    if reference is None or reference.rank != 0:
        return _timed(one, Resolved("date"))
    if "week" in groups:
        steps = {"last": -1, "next": 1}.get(groups["week"], 0)
        monday = reference.day - timedelta(days=reference.day.weekday())
        return _timed(one, _date(shift(Reference(monday, 0), "day", 7 * steps + number_)))
    value = weekday(reference, number_, story.told(one.tense))
    if rel in _BEFORE:
        value = weekday(Reference(reference.day - timedelta(days=1), 0), number_, "past")
    elif rel in _AFTER:
        value = weekday(Reference(reference.day + timedelta(days=1), 0), number_, "future")
    return _timed(one, _date(value))


def _part_of_day(one: Found, story: Story) -> Resolved:
    result = _date(_relative("day", one, story))
    return Resolved("time", result.edtf, result.date_from)


def _from_text(one: Found) -> bool:
    """Told from the text's last date: "the following", "that", and "the next", but not "next"."""
    groups = one.match.groups
    if groups.get("rel") in _FROM_TEXT or groups.get("rel", "").startswith("the "):
        return True
    at = one.match.spans["rel"][0] - one.match.start
    return groups["rel"] == "next" and one.text[:at].lower().endswith("the ")


def _relative(unit: str, one: Found, story: Story) -> str | None:
    """The unit that "last", "this", "the following" and their like point to."""
    rel = one.match.groups["rel"].removeprefix("the ")
    reference = story.anchor if _from_text(one) else story.now
    if reference is None:
        return None
    step = -1 if rel in _BEFORE else 1 if rel in _AFTER else 0
    if unit in ("week", "weekend") and reference.rank == 0:
        if unit == "week":
            return week(reference.day + timedelta(weeks=step), story.written)
        if step == 0 and story.told(one.tense) == "past" and reference.day.weekday() < 4:
            step = -1
    return shift(reference, unit, step)


def _relative_unit(one: Found, story: Story) -> Resolved:
    groups = one.match.groups
    the_last = groups["rel"] == "last" and one.text.lower().startswith("the ")
    if (groups["rel"] in _SPANS or the_last) and groups["unit"] not in ("day", "night"):
        return Resolved("duration")
    if groups["unit"] in CLOCK_UNITS:
        return Resolved("time")
    result = _date(_relative(groups["unit"], one, story))
    if groups["unit"] == "night":
        return Resolved("time", result.edtf, result.date_from)
    return result


def _the_unit(one: Found, story: Story) -> Resolved:
    """ "The end of the year", "year's end"."""
    return _date(shift(story.now, one.match.groups["unit"], 0) if story.now else None)


def _nth(one: Found, story: Story) -> Resolved:
    """ "On the 17th", "the 17th of that month": of the month that the text is in."""
    reference = story.anchor or story.article
    if reference is None or reference.rank > 2:
        return Resolved("date")
    return _date(f"{reference.day.year:04d}-{reference.day.month:02d}-{int(one.match.groups['d']):02d}")


def _feast(one: Found, story: Story) -> Resolved:
    name = one.match.groups["feast"].replace("’", "'")
    fixed = FEASTS.get(name)

    def named(year: int) -> str:
        if fixed:
            return f"{year:04d}-{fixed[0]:02d}-{fixed[1]:02d}"
        return edtf.day(easter(year)) if 1583 <= year <= 9999 else "unknown"

    if "rel" in one.match.groups and "year" not in one.text.lower():
        return _date(_rel_in_year(one, story, named))
    year, stated = _said_year(one, story)
    if year is not None:
        return _date(named(year), stated)
    if story.now is None:
        return Resolved("date")
    easter_day = named(story.now.day.year)
    month, day = fixed or (
        (int(easter_day[5:7]), int(easter_day[8:])) if edtf.is_edtf(easter_day) else (4, 1)
    )
    return _date(day_near(story.now, month, day, story.told(one.tense)))


def _nine_eleven(one: Found, story: Story) -> Resolved:
    return _date("2001-09-11", stated=True)


def _open(one: Found, story: Story) -> Resolved:
    return Resolved("date")


def _clock(one: Found, story: Story) -> Resolved:
    return Resolved("time")


def _duration(one: Found, story: Story) -> Resolved:
    return Resolved("duration")


def _set(one: Found, story: Story) -> Resolved:
    return Resolved("set")


_RULES: dict[str, Callable[[Found, Story], Resolved]] = {
    "iso": _iso,
    "slash": _slash,
    "dmy": _day_of_month,
    "of_that_month": _nth,
    "mdy": _day_of_month,
    "my": _month,
    "m": _month,
    "season_range": _season,
    "season": _season,
    "year_season": _season,
    "quarter": _quarter,
    "half": _half,
    "fiscal": _fiscal,
    "decade": _decade,
    "old_decade": _open,
    "decade_word": _decade,
    "century": _century,
    "ago": _ago,
    "day_by": _day_by,
    "deictic": _deictic,
    "pod": _part_of_day,
    "weekday_set": _set,
    "weekday": _weekday,
    "time": _clock,
    "set": _set,
    "several": _duration,
    "rel_unit": _relative_unit,
    "the_unit": _the_unit,
    "duration": _duration,
    "feast": _feast,
    "nth": _nth,
    "nine_eleven": _nine_eleven,
    "year_range": _year,
    "year": _year,
    "now": _open,
    "then": _open,
    "pod_bare": _clock,
}
