"""What two expressions, or an expression and the word before it, say of an event's date together.

The expressions themselves stay apart ("2011" and "2024"); an event that lasted "from 2011 to 2024"
gets the interval 2011/2024.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen import edtf
from sitegen.annotate.times_calendar import Reference, shift
from sitegen.annotate.times_words import number, words
from sitegen.model import TimeExpression

_JOINTS = frozenset(words("to until till through - – —"))
_SINCE = frozenset(("since",))
_UNTIL = frozenset(("until", "till"))
_OFFSET = re.compile(
    r"(?:.* )?(?P<count>an?|[\w,.-]+(?: [\w-]+)?)[ -](?P<unit>day|week|month|year)s?(?: or (?:so|more))? "
    r"(?P<side>before|after)",
    re.IGNORECASE,
)


def interval(text: str, times: Sequence[TimeExpression], index: int) -> str | None:
    """The EDTF of times[index] with what stands beside it.

    "From 2011 to 2024", "between 2011 and 2024" and "2011–2024" give 2011/2024 for either year,
    "since 2011" 2011/.., "until 2011" ../2011; anything else the expression's own value, None
    where it has none. `times` are sorted and their offsets point into `text`.
    """
    time = times[index]
    if time.edtf is None or "/" in time.edtf:
        return time.edtf
    for first, last in ((index, index + 1), (index - 1, index)):
        if first >= 0 and last < len(times):
            joined = _joined(text, times[first], times[last])
            if joined:
                return joined
    before = _word_before(text, time.start)
    if before in _SINCE:
        return edtf.since(time.edtf)
    if before in _UNTIL:
        return edtf.until(time.edtf)
    return time.edtf


def _joined(text: str, first: TimeExpression, last: TimeExpression) -> str | None:
    if first.edtf is None or last.edtf is None or "/" in first.edtf + last.edtf:
        return None
    if first.sentence != last.sentence or "date" not in (first.kind, last.kind):
        return None
    joint = text[first.end : last.start].strip().lower()
    between = joint == "and" and _word_before(text, first.start) == "between"
    if joint not in _JOINTS and not between:
        return None
    value = f"{first.edtf}/{last.edtf}"
    return value if edtf.is_edtf(value) else None


def _word_before(text: str, start: int) -> str:
    found = re.search(r"([^\W\d_]+)\s+(?:the\s+)?$", text[max(0, start - 24) : start])
    return found[1].lower() if found else ""


def beyond(time: TimeExpression) -> str | None:
    """The date of what "a day after …" or "two weeks before …" is counted from.

    In "on Sunday, a day after a raid" the expression is another way to say Sunday and has its
    date; the raid was on Saturday. None for other expressions and where the date is not known.
    """
    found = _OFFSET.fullmatch(time.text)
    reference = Reference.of(time.edtf)
    if found is None or reference is None:
        return None
    count = number(found["count"])
    if count is None or count % 1:
        return None
    steps = -int(count) if found["side"].lower() == "after" else int(count)
    return shift(reference, found["unit"].lower(), steps)
