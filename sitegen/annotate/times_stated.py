"""Dates that have a name of their own, in whole or in part: days, months, seasons, years, feasts."""

from __future__ import annotations

from datetime import date

from sitegen import edtf
from sitegen.annotate.times_calendar import day_near, month_near, season_near
from sitegen.annotate.times_relative import named_near, relative
from sitegen.annotate.times_story import Found, Resolved, Story, date_result, with_part_of_day
from sitegen.annotate.times_words import DECADES, FEASTS, SEASONS, easter, month_number, ordinal


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
        value = relative("year", one, story)
        if value:
            return int(value[:4]), False
    return None, False


def _full_year(two: int, story: Story) -> int:
    """The century of a two-digit year: the last one that doesn't lie ahead by more than ten years."""
    limit = (story.now.day.year if story.now else 2000) + 10
    return limit - (limit - two) % 100


def iso(one: Found, story: Story) -> Resolved:
    groups = one.match.groups
    return date_result(f"{groups['y']}-{groups['mm']}-{groups['d']}", stated=True)


def slash(one: Found, story: Story) -> Resolved:
    """7/8/07 is the day nearest the article, of 8 July and 7 August."""
    groups = one.match.groups
    a, b = int(groups["d2"]), int(groups["d"])
    year = int(groups["y"]) if len(groups["y"]) == 4 else _full_year(int(groups["y"]), story)
    choices = {v for v in (f"{year:04d}-{a:02d}-{b:02d}", f"{year:04d}-{b:02d}-{a:02d}") if edtf.is_edtf(v)}
    if len(choices) == 1:
        return date_result(choices.pop(), stated=True)
    if not choices or story.article is None:
        return Resolved("date")
    written = story.article.day
    return date_result(
        min(sorted(choices), key=lambda v: abs((date.fromisoformat(v) - written).days)), stated=True
    )


def day_of_month(one: Found, story: Story) -> Resolved:
    if one.before_christ:
        return Resolved("date")
    groups = one.match.groups
    month, day = month_number(groups["m"]), int(groups["d"])
    year, stated = _said_year(one, story)
    if year is not None:
        return with_part_of_day(one, date_result(f"{year:04d}-{month:02d}-{day:02d}", stated))
    if story.now is None:
        return with_part_of_day(one, Resolved("date"))
    # "Announced a July 26 match": what is new may lie ahead.
    tense = "present" if one.attributive and one.before in ("a", "an") else one.tense
    return with_part_of_day(one, date_result(day_near(story.now, month, day, story.told(tense))))


def month_(one: Found, story: Story) -> Resolved:
    if one.before_christ:
        return Resolved("date")
    month = month_number(one.match.groups["m"])
    rel = one.match.groups.get("rel") if one.match.rule == "m" else None
    if rel:
        return date_result(named_near(one, story, lambda year: edtf.month(year, month)))
    year, stated = _said_year(one, story)
    if year is not None:
        return date_result(edtf.month(year, month) if year else None, stated)
    return date_result(month_near(story.now, month, story.told(one.tense)) if story.now else None)


def season(one: Found, story: Story) -> Resolved:
    if one.before_christ:
        return Resolved("date")
    code = SEASONS[one.match.groups["season"]]
    if "rel" in one.match.groups and "year" not in one.text.lower():
        return date_result(named_near(one, story, lambda year: f"{year:04d}-{code}"))
    year, stated = _said_year(one, story)
    if year is not None:
        return date_result(f"{year:04d}-{code}", stated)
    if not story.history and (one.attributive or one.tense == "present"):
        return Resolved("date")  # "the winter sales", "spring brings rain": of any year
    return date_result(season_near(story.now, code, story.told(one.tense)) if story.now else None)


def quarter(one: Found, story: Story) -> Resolved:
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
    return date_result(f"{year:04d}-{code}" + ("~" if "fy" in groups else ""), stated)


def half(one: Found, story: Story) -> Resolved:
    code = 40 if one.match.groups["ord"] == "first" else 41
    year, stated = _said_year(one, story)
    if year is None and story.now and story.now.rank <= 4:
        year, stated = story.now.day.year, False
    return date_result(None if year is None else f"{year:04d}-{code}", stated)


def fiscal(one: Found, story: Story) -> Resolved:
    """A fiscal year is about the year of its name: no two firms agree on its first day."""
    groups = one.match.groups
    if "y" in groups:
        return date_result(f"{groups['y']}~", stated=True)
    value = relative("year", one, story) if "rel" in groups else None
    return date_result(value and f"{value}~")


def decade(one: Found, story: Story) -> Resolved:
    if one.before_christ:
        return Resolved("date")
    groups = one.match.groups
    if "y" in groups:
        return date_result(f"{groups['y']}X", stated=True)
    tens = DECADES[groups["word"]] if "word" in groups else 10 * int(groups["yy"])
    if story.now is None:
        return Resolved("date")
    return date_result(f"{_full_year(tens, story):04d}"[:3] + "X", stated=True)


def century(one: Found, story: Story) -> Resolved:
    count = ordinal(one.match.groups["ord"])
    if one.before_christ or count is None or not 1 <= count <= 100:
        return Resolved("date")
    return date_result(f"{count - 1:02d}XX", stated=True)


def year_(one: Found, story: Story) -> Resolved:
    if one.before_christ:
        return Resolved("date")
    year, stated = _said_year(one, story)
    return date_result(f"{year:04d}" if year else None, stated)


def nth(one: Found, story: Story) -> Resolved:
    """For "on the 17th" and "the 17th of that month": of the month that the text is in."""
    reference = story.anchor or story.article
    if reference is None or reference.rank > 2:
        return Resolved("date")
    return date_result(f"{reference.day.year:04d}-{reference.day.month:02d}-{int(one.match.groups['d']):02d}")


def feast(one: Found, story: Story) -> Resolved:
    name = one.match.groups["feast"].replace("’", "'")
    fixed = FEASTS.get(name)

    def named(year: int) -> str:
        if fixed:
            return f"{year:04d}-{fixed[0]:02d}-{fixed[1]:02d}"
        return edtf.day(easter(year)) if 1583 <= year <= 9999 else "unknown"

    if "rel" in one.match.groups and "year" not in one.text.lower():
        return date_result(named_near(one, story, named))
    year, stated = _said_year(one, story)
    if year is not None:
        return date_result(named(year), stated)
    if story.now is None:
        return Resolved("date")
    easter_day = named(story.now.day.year)
    month, day = fixed or (
        (int(easter_day[5:7]), int(easter_day[8:])) if edtf.is_edtf(easter_day) else (4, 1)
    )
    return date_result(day_near(story.now, month, day, story.told(one.tense)))


def nine_eleven(one: Found, story: Story) -> Resolved:
    return date_result("2001-09-11", stated=True)
