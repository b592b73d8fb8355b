"""Dates told from another: "yesterday", "two days later", "last week", "on Sunday", "year's end"."""

from __future__ import annotations

from collections.abc import Callable

from sitegen import edtf
from sitegen.annotate.times_calendar import Reference, shift, week_of, weekday, weekday_beyond
from sitegen.annotate.times_story import Found, Resolved, Story, date_result, with_part_of_day
from sitegen.annotate.times_words import CLOCK_UNITS, WEEKDAY_NUMBERS, number
from sitegen.model import TimeKind

_BEFORE = frozenset(("last", "past", "previous", "preceding", "prior"))
_AFTER = frozenset(("next", "coming", "following", "ensuing", "succeeding", "subsequent"))
_FROM_TEXT = frozenset(
    ("previous", "preceding", "prior", "following", "ensuing", "succeeding", "subsequent", "same", "that")
)
"""Told from the text's own last date, whenever the article appeared."""
_SPANS = frozenset(("past", "coming", "intervening"))
_APPOSED = frozenset((",", "-", "–", "—", "(", ""))


def _from_text(one: Found, story: Story) -> bool:
    """Told from the text's last date: "the following", "that", and "the next", but not "next"."""
    groups = one.match.groups
    if groups.get("rel") in _FROM_TEXT or groups.get("rel", "").startswith("the "):
        return True
    at = one.match.spans["rel"][0] - one.match.start
    ahead = one.tense == "future" and not story.history
    return groups["rel"] == "next" and one.text[:at].lower().endswith("the ") and not ahead


def relative(unit: str, one: Found, story: Story) -> str | None:
    """The unit that "last", "this", "the following" and their like point to."""
    rel = one.match.groups["rel"].removeprefix("the ")
    reference = story.anchor if _from_text(one, story) else story.now
    if reference is None:
        return None
    step = -1 if rel in _BEFORE else 1 if rel in _AFTER else 0
    if unit == "week" and reference.rank == 0:
        return week_of(reference, step, story.written)
    if unit == "weekend" and step == 0:
        return _weekend(one, story, reference)
    return shift(reference, unit, step)


def named_near(one: Found, story: Story, named: Callable[[int], str]) -> str | None:
    """The nearest of the name that lies on the right side: "last March", "that spring", "next summer"."""
    rel = one.match.groups["rel"]
    reference = story.anchor if _from_text(one, story) else story.now
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


def ago(one: Found, story: Story) -> Resolved:
    groups = one.match.groups
    direction, unit = groups["dir"], groups["unit"]
    forward = direction in ("later", "after", "afterward", "afterwards", "thereafter", "hence", "from now")
    spoken = direction in ("ago", "hence", "from now")
    reference = story.now if spoken else story.anchor
    if direction == "earlier" and reference is None:
        reference = story.article
    kind: TimeKind = "time" if unit in CLOCK_UNITS else "date"
    if (direction in ("before", "after") and "n" in groups and _has_event(one)) or one.after == "than":
        return _beside_event(one, story, kind)
    count = number(groups["n"]) if "n" in groups else None
    if reference is None or count is None:
        return Resolved(kind)
    if count % 1 and unit in ("year", "decade", "century"):
        unit, count = "month", count * {"year": 12, "decade": 120, "century": 1200}[unit]
    result = date_result(shift(reference, unit, round(count) if forward else -round(count)))
    return Resolved(kind, result.edtf, result.date_from)


def _has_event(one: Found) -> bool:
    """As in "a day after the raid", not in "two years before, the …"."""
    return one.after[:1].isalnum() or one.after[:1] in ('"', "“", "‘", "$")


def _beside_event(one: Found, story: Story, kind: TimeKind) -> Resolved:
    """In "on Sunday, a day after the raid" it is another way to say Sunday.

    Elsewhere the event's date is not known, but in a history days count from the one told last.
    """
    if one.gap in _APPOSED and story.said is not None:
        return Resolved(kind, story.said, "relative")
    count = number(one.match.groups.get("n", "?"))
    unit = one.match.groups["unit"]
    if story.history and story.anchor and unit in ("day", *CLOCK_UNITS) and one.before != "for" and count:
        ahead = one.match.groups["dir"] in ("after", "later")
        result = date_result(shift(story.anchor, unit, round(count) if ahead else -round(count)))
        return Resolved(kind, result.edtf, result.date_from)
    return Resolved("duration")


def day_by(one: Found, story: Story) -> Resolved:
    groups = one.match.groups
    forward = groups["dir"] in ("after", "following")
    step = 1 if forward else -1
    if "word" in groups:
        steps = {"yesterday": -1, "tomorrow": 1}[groups["word"]]
        return date_result(
            shift(story.article, "day", steps + step) if story.article and not story.history else None
        )
    return date_result(shift(story.anchor, groups["unit"], step) if story.anchor else None)


def deictic(one: Found, story: Story) -> Resolved:
    groups = one.match.groups
    kind = "time" if groups["word"] in ("tonight", "tonite") or "pod" in groups else "date"
    value = None
    if story.article and not story.history:
        value = shift(story.article, "day", {"yesterday": -1, "tomorrow": 1}.get(groups["word"], 0))
    result = date_result(value)
    return Resolved("time", result.edtf, result.date_from) if kind == "time" else result


def weekday_(one: Found, story: Story) -> Resolved:
    groups = one.match.groups
    number_ = WEEKDAY_NUMBERS[groups["wd"]]
    rel = groups.get("rel")
    reference = story.anchor if rel and _from_text(one, story) else story.now
    if reference is None or reference.rank != 0:
        return with_part_of_day(one, Resolved("date"))
    if "week" in groups:
        weeks = {"last": -1, "next": 1}.get(groups["week"], 0)
        value = shift(reference, "day", 7 * weeks + number_ - reference.day.weekday())
    elif rel in _BEFORE or rel in _AFTER:
        value = weekday_beyond(reference, number_, -1 if rel in _BEFORE else 1)
    else:
        value = weekday(reference, number_, story.told(one.tense))
    return with_part_of_day(one, date_result(value))


def part_of_day(one: Found, story: Story) -> Resolved:
    result = date_result(relative("day", one, story))
    return Resolved("time", result.edtf, result.date_from)


def relative_unit(one: Found, story: Story) -> Resolved:
    groups = one.match.groups
    the_last = groups["rel"] == "last" and groups["unit"] != "quarter" and one.text.lower().startswith("the ")
    if (groups["rel"] in _SPANS or the_last) and groups["unit"] not in ("day", "night"):
        return Resolved("duration")
    if groups["unit"] in CLOCK_UNITS:
        return Resolved("time")
    result = date_result(relative(groups["unit"], one, story))
    if groups["unit"] == "night":
        return Resolved("time", result.edtf, result.date_from)
    return result


def weekend(one: Found, story: Story) -> Resolved:
    """For "over the weekend", that is the last one or the next as the tense has it."""
    return date_result(_weekend(one, story, story.now) if story.now else None)


def _weekend(one: Found, story: Story, reference: Reference) -> str | None:
    """In a clause about the past, said before Friday, the weekend is over."""
    over = story.told(one.tense) == "past" and reference.day.weekday() < 4
    return shift(reference, "weekend", -1 if over else 0)


def the_unit(one: Found, story: Story) -> Resolved:
    """For "the end of the year" and "year's end"."""
    return date_result(shift(story.now, one.match.groups["unit"], 0) if story.now else None)
