"""The grammar of time expressions, on bare text."""

from __future__ import annotations

import re
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.annotate.times_patterns import STARTERS, TRIGGERS, Match, match_at
from sitegen.annotate.times_words import add_months, easter, number, ordinal


def first_match(text: str) -> Match:
    return next(match_at(text, 0, len(text)))


@pytest.mark.parametrize(
    ("text", "read", "rule"),
    [
        ("17 May 2025 saw", "17 May 2025", "dmy"),
        ("the 20th of March, he", "the 20th of March", "dmy"),
        ("Tuesday, 5 May, he", "Tuesday, 5 May", "dmy"),
        ("the morning of 17 May 1940", "the morning of 17 May 1940", "dmy"),
        ("September 1, 1939, Germany", "September 1, 1939", "mdy"),
        ("Oct. 7 was", "Oct. 7", "mdy"),
        ("May 17-18, 2011", "May 17-18, 2011", "mdy"),
        ("August of that year", "August of that year", "my"),
        ("the end of September 1940", "the end of September 1940", "my"),
        ("May 2025, the", "May 2025", "my"),
        ("last March and", "last March", "m"),
        ("early October", "early October", "m"),
        ("the spring of 1943", "the spring of 1943", "season"),
        ("last summer", "last summer", "season"),
        ("the winter of 1941-42 was", "the winter of 1941-42", "season_range"),
        ("the third quarter of 2012", "the third quarter of 2012", "quarter"),
        ("Q3 2024 profit", "Q3 2024", "quarter"),
        ("the second half of 1942", "the second half of 1942", "half"),
        ("fiscal 2026", "fiscal 2026", "fiscal"),
        ("the late 1980s", "the late 1980s", "decade"),
        ("the nineties", "the nineties", "decade_word"),
        ("the 20th century", "the 20th century", "century"),
        ("eighteenth-century", "eighteenth-century", "century"),
        ("three days later, he", "three days later", "ago"),
        ("almost two decades earlier", "almost two decades earlier", "ago"),
        ("the day before yesterday", "the day before yesterday", "day_by"),
        ("the day before", "the day before", "day_by"),
        ("yesterday evening", "yesterday evening", "deictic"),
        ("last night", "last night", "pod"),
        ("Friday morning", "Friday morning", "weekday"),
        ("Monday last week", "Monday last week", "weekday"),
        ("10:30 p.m. GMT", "10:30 p.m. GMT", "time"),
        ("18:00 UTC", "18:00 UTC", "time"),
        ("every day", "every day", "set"),
        ("annually", "annually", "set"),
        ("the last two weeks", "the last two weeks", "several"),
        ("later that month", "later that month", "rel_unit"),
        ("the end of the year", "the end of the year", "the_unit"),
        ("year's end", "year's end", "the_unit"),
        ("two and a half years", "two and a half years", "duration"),
        ("12-hour flight", "12-hour", "duration"),
        ("Christmas Eve 1941", "Christmas Eve 1941", "feast"),
        ("1939–45 and", "1939–45", "year_range"),
        ("264 to 241 BC", "264 to 241 BC", "year_range"),
        ("mid-2011", "mid-2011", "year"),
        ("480 BC", "480 BC", "year"),
        ("'68 was", "'68", "year"),
        ("9/11 attacks", "9/11", "nine_eleven"),
        ("25-year-old man", "25-year-old", "age"),
    ],
)
def test_an_expression_is_read_to_its_end(text: str, read: str, rule: str) -> None:
    found = first_match(text)
    assert (found.text, found.rule) == (read, rule)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "text",
    ["march on", "may be", "2,500 people", "1,990", "20115", "second", "12/34567", "sunday", "the"],
)
def test_other_words_are_not_read(text: str) -> None:
    assert list(match_at(text, 0, len(text))) == []


def test_groups_point_into_the_text() -> None:
    text = "from May 17-18, 2011"
    found = next(match_at(text, 5, len(text)))
    assert {name: text[slice(*span)] for name, span in found.spans.items()} == {
        "m": "May",
        "d2": "17",
        "d": "18",
        "y": "2011",
    }


def test_nothing_is_read_beyond_the_end_given() -> None:
    assert next(match_at("May 2011", 0, 3)).text == "May"


@given(st.lists(st.sampled_from(sorted(STARTERS | {"may", "1990", "2,000", "17th", "of"})), max_size=8))
def test_what_is_read_has_a_trigger_or_a_digit(words: list[str]) -> None:
    text = " ".join(words).title()
    for match in match_at(text, 0, len(text)):
        said = re.findall(r"o[’']clock|[\w.]+|[’']\w*", match.text.lower())
        parts = {part for word in said for part in (word, word.rstrip("."), word.removesuffix("s"))}
        assert parts & TRIGGERS or any(c.isdigit() for c in match.text)


@pytest.mark.parametrize(
    "unit", ["two ", "the early ", "1,000", "May 17 to ", "19:00-", "twenty-one-", "a a "]
)
def test_long_repetition_does_not_blow_up(unit: str) -> None:
    """Backtracking over it would take minutes; the bound only tells that apart, it claims no speed."""
    text = unit * 4000
    begin = time.process_time()
    list(match_at(text, 0, len(text)))
    assert time.process_time() - begin < 30


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("three", 3),
        ("27", 27),
        ("1,000", 1000),
        ("twenty-one", 21),
        ("two and a half", 2.5),
        ("a", 1),
        ("two hundred", 200),
        ("a dozen", 12),
        ("half a", 0.5),
        ("several", None),
        ("a few", None),
        ("no", None),
    ],
)
def test_number(text: str, value: float | None) -> None:
    assert number(text) == value


def test_ordinal_easter_and_months() -> None:
    assert [ordinal(w) for w in ("1st", "21st", "nineteenth", "Twenty-first", "dog")] == [1, 21, 19, 21, None]
    assert [easter(y).isoformat() for y in (1961, 2000, 2024, 2025)] == [
        "1961-04-02",
        "2000-04-23",
        "2024-03-31",
        "2025-04-20",
    ]
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2024, 1, 31), -2) == date(2023, 11, 30)
