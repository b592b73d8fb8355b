"""What expressions say together."""

from __future__ import annotations

import pytest

from sitegen import edtf
from sitegen.annotate.times_interval import beyond, interval
from sitegen.model import TimeExpression


def dates(text: str, **values: str) -> list[TimeExpression]:
    """A time expression for each keyword's words, "_" for a space."""
    found = []
    for words, value in values.items():
        said = words.removeprefix("y").replace("_", " ")
        start = text.index(said)
        found.append(
            TimeExpression(start, start + len(said), said, "date", value, edtf.grain(value), "stated", 0)
        )
    return found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He ruled from 2011 to 2024.", "2011/2024"),
        ("The 2011 to 2024 war", "2011/2024"),
        ("between 2011 and 2024", "2011/2024"),
        ("the war (2011–2024)", "2011/2024"),
        ("from 2011 until 2024", "2011/2024"),
        ("in 2011 and 2024", None),
        ("in 2011, not 2024", None),
    ],
)
def test_two_dates_make_an_interval_for_either(text: str, wanted: str | None) -> None:
    times = dates(text, y2011="2011", y2024="2024")
    assert interval(text, times, 0) == (wanted or "2011")
    assert interval(text, times, 1) == (wanted or "2024")


def test_since_and_until_leave_an_end_open() -> None:
    assert interval("since 2011", dates("since 2011", y2011="2011"), 0) == "2011/.."
    assert interval("Since the 2011", dates("Since the 2011", y2011="2011"), 0) == "2011/.."
    assert interval("until 2011", dates("until 2011", y2011="2011"), 0) == "../2011"
    assert interval("in 2011", dates("in 2011", y2011="2011"), 0) == "2011"


def test_what_is_no_single_date_stays_as_it_is() -> None:
    text = "since last week"
    week = "2025-05-11/2025-05-17"
    assert interval(text, dates(text, last_week=week), 0) == week
    backwards = "from 2024 to 2011"
    assert interval(backwards, dates(backwards, y2024="2024", y2011="2011"), 0) == "2024"


@pytest.mark.parametrize(
    ("words", "value", "wanted"),
    [
        ("a day after", "2025-05-18", "2025-05-17"),
        ("two days before", "2025-05-18", "2025-05-20"),
        ("just three weeks after", "2025-05-18", "2025-04-27/2025-05-03"),
        ("a year after", "2025-05-18", "2024"),
        ("six months before", "1979-07", "1980-01"),
        ("several days after", "2025-05-18", None),
        ("a month after", "2025", None),
        ("Sunday", "2025-05-18", None),
    ],
)
def test_beyond_is_what_the_expression_counts_from(words: str, value: str, wanted: str | None) -> None:
    time = TimeExpression(0, len(words), words, "date", value, edtf.grain(value), "relative", 0)
    assert beyond(time) == wanted
