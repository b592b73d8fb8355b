"""Resolution, without a parse: every match is taken, the tense is given."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import edtf
from sitegen.annotate.times_calendar import Tense
from sitegen.annotate.times_patterns import STARTERS, match_at
from sitegen.annotate.times_resolve import resolve
from sitegen.annotate.times_story import Found, is_history

SUNDAY = "2025-05-18"
TUESDAY = "2025-05-20"


def find(text: str, tense: Tense = "past") -> Iterator[Found]:
    """Sentences end at full stops that a capital follows."""
    done, sentence, last = 0, 0, -1
    ends = [m.end() for m in re.finditer(r"\.(?= [A-Z])", text)]
    for place in re.finditer(r"[\w’']+", text):
        at = place.start()
        if at < done:
            continue
        match = next(match_at(text, at, len(text)), None)
        if match is None:
            continue
        sentence = sum(e <= at for e in ends)
        gap = text[done:at].strip() if sentence == last else None
        after = re.match(r"\s*(\w+|.?)", text[match.end :])
        yield Found(
            match,
            match.start,
            match.end,
            match.text,
            sentence,
            gap=gap,
            after=after[1].lower() if after else "",
            tense=tense,
        )
        done, last = match.end, sentence


def values(text: str, article: str | None = SUNDAY, tense: Tense = "past") -> list[str | None]:
    return [r.edtf for r in resolve(list(find(text, tense)), article)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("17 May 2025", "2025-05-17"),
        ("May 17, 2025", "2025-05-17"),
        ("the morning of 17 May 2025", "2025-05-17"),
        ("30 February 2025", None),
        ("May 2025", "2025-05"),
        ("the end of May 2025", "2025-05"),
        ("2025-02-01", "2025-02-01"),
        ("2025-13-01", None),
        ("31/12/2024", "2024-12-31"),
        ("spring 2025", "2025-21"),
        ("the winter of 1941-42", "1941-24"),
        ("the first quarter of 2012", "2012-33"),
        ("the second half of 2012", "2012-41"),
        ("fiscal 2026", "2026~"),
        ("mid-2011", "2011"),
        ("the 1990s", "199X"),
        ("the '90s", "199X"),
        ("the nineties", "199X"),
        ("the 20th century", "19XX"),
        ("AD 79", "0079"),
        ("480 BC", None),
        ("the 5th century BC", None),
        ("Christmas 1941", "1941-12-25"),
        ("Easter 2024", "2024-03-31"),
        ("9/11", "2001-09-11"),
    ],
)
@pytest.mark.parametrize("article", [SUNDAY, "1999-01-01"])
def test_a_full_date_stands_by_itself(text: str, value: str | None, article: str) -> None:
    (result,) = resolve(list(find(text)), article)
    assert result.edtf == value
    assert result.date_from == ("stated" if value else None)


@pytest.mark.parametrize(
    ("text", "tense", "value"),
    [
        ("today", "past", "2025-05-18"),
        ("yesterday", "past", "2025-05-17"),
        ("the day before yesterday", "past", "2025-05-16"),
        ("tomorrow", "future", "2025-05-19"),
        ("the day after tomorrow", "future", "2025-05-20"),
        ("tonight", "future", "2025-05-18"),
        ("last night", "past", "2025-05-17"),
        ("this morning", "past", "2025-05-18"),
        ("Sunday", "past", "2025-05-18"),
        ("Saturday", "past", "2025-05-17"),
        ("Saturday", "future", "2025-05-24"),
        ("Tuesday", "present", "2025-05-20"),
        ("Friday", "present", "2025-05-16"),
        ("last Sunday", "past", "2025-05-11"),
        ("next Sunday", "future", "2025-05-25"),
        ("Monday last week", "past", "2025-05-05"),
        ("last week", "past", "2025-05-11/2025-05-17"),
        ("this week", "past", "2025-05-18/2025-05-24"),
        ("next week", "future", "2025-05-25/2025-05-31"),
        ("last month", "past", "2025-04"),
        ("next month", "future", "2025-06"),
        ("this year", "past", "2025"),
        ("earlier this year", "past", "2025"),
        ("last year", "past", "2024"),
        ("last quarter", "past", "2025-33"),
        ("this decade", "past", "202X"),
        ("last century", "past", "19XX"),
        ("the end of the year", "future", "2025"),
        ("year's end", "future", "2025"),
        ("March", "past", "2025-03"),
        ("March", "future", "2026-03"),
        ("May", "past", "2025-05"),
        ("December", "past", "2024-12"),
        ("December", "future", "2025-12"),
        ("December", "present", "2024-12"),
        ("last March", "past", "2025-03"),
        ("next March", "future", "2026-03"),
        ("early June", "future", "2025-06"),
        ("3 May", "past", "2025-05-03"),
        ("25 May", "past", "2025-05-25"),
        ("December 3", "past", "2024-12-03"),
        ("December 3", "future", "2025-12-03"),
        ("29 February", "past", "2024-02-29"),
        ("last summer", "past", "2024-22"),
        ("next summer", "future", "2025-22"),
        ("this spring", "past", "2025-21"),
        ("the third quarter", "past", "2024-35"),
        ("the third quarter", "future", "2025-35"),
        ("two days ago", "past", "2025-05-16"),
        ("a week ago", "past", "2025-05-11/2025-05-17"),
        ("three months ago", "past", "2025-02"),
        ("ten years ago", "past", "2015"),
        ("a year and a half ago", "past", None),
        ("two and a half years ago", "past", "2022-11"),
        ("several years ago", "past", None),
        ("a year earlier", "past", "2024"),
        ("two days later", "past", None),
        ("the next day", "past", None),
        ("9 a.m.", "past", "2025-05-18"),
        ("5/3/25", "past", "2025-05-03"),
        ("now", "present", None),
        ("for two days", "past", None),
        ("the past year", "past", None),
    ],
)
def test_news_is_told_from_the_day_it_appeared(text: str, tense: Tense, value: str | None) -> None:
    results = resolve(list(find(text, tense)), SUNDAY)
    assert [r.edtf for r in results][:1] == [value]
    assert results[0].date_from == ("relative" if value and text != "5/3/25" else "stated" if value else None)


def test_weeks_begin_on_the_day_the_article_suggests() -> None:
    assert values("last week", TUESDAY) == ["2025-05-12/2025-05-18"]
    assert values("the weekend", TUESDAY) == ["2025-05-17/2025-05-18"]
    assert values("this weekend", TUESDAY, "future") == ["2025-05-24/2025-05-25"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He came on 3 May 2024. Two days later he left", ["2024-05-03", "2024-05-05"]),
        ("He came on Friday. The next day he left", ["2025-05-16", "2025-05-17"]),
        ("In March 2024 he fell ill. Later that month he died", ["2024-03", "2024-03"]),
        ("In 2019 he came. The following year he left", ["2019", "2020"]),
        ("He came on 28 May 2024 and left on the 30th", ["2024-05-28", "2024-05-30"]),
        ("On Sunday, a day after the raid, he spoke", ["2025-05-18", "2025-05-18"]),
        ("On Friday he came. A day after the raid he left", ["2025-05-16", None]),
        ("In 480 BC they won. Ten years later they lost", [None, None]),
        ("from January to March 2010", ["2010-01", "2010-03"]),
        ("from November to March 2010", ["2009-11", "2010-03"]),
        ("the spring and summer of 1943", ["1943-21", "1943-22"]),
        ("8 December (9 December in Tokyo), 1941", ["1941-12-08", "1941-12-09", "1941"]),
        ("At 10:30 p.m. on Friday", ["2025-05-16", "2025-05-16"]),
    ],
)
def test_a_text_goes_on_from_its_own_dates(text: str, wanted: list[str | None]) -> None:
    assert values(text) == wanted


def test_without_a_date_only_what_the_text_states_is_resolved() -> None:
    text = (
        "Yesterday he came. On Sunday, last week and in March he left. On 3 May 2024 he died. Two days later"
    )
    assert values(text, None) == [None, None, None, None, "2024-05-03", "2024-05-05"]


def test_a_coarse_date_anchors_only_what_is_as_coarse() -> None:
    assert values("Yesterday, on Sunday, last week, last month, last year", "2025-05") == [
        None,
        None,
        None,
        "2025-04",
        "2024",
    ]
    assert values("Last month, last year", "2025") == [None, "2024"]


HISTORY = (
    "The war began. It was in June 1940 a new war. On 3 August 1940 the town fell. "
    "In December 1940 it was lost. "
    "In 1941 they came back. In February 1941 and in March 1941 they won. "
)


def test_a_history_is_told_from_its_own_dates() -> None:
    text = (
        HISTORY + "In April they crossed the river. On 9 May the city fell. That summer was hot. In January"
    )
    assert values(text)[-4:] == ["1941-04", "1941-05-09", "1941-22", "1942-01"]
    assert values(text, None)[-4:] == ["1941-04", "1941-05-09", "1941-22", "1942-01"]
    assert values("In April they crossed the river. " + HISTORY)[0] is None


def test_a_date_far_from_the_story_does_not_move_it() -> None:
    text = HISTORY + "Papers of 2004 show it. In April they won. In May 1941 it ended"
    assert values(text)[-2:] == ["1941-04", "1941-05"]


def test_news_with_a_background_is_no_history() -> None:
    lead = list(find("He said on Sunday. " + HISTORY))
    assert not is_history(lead, edtf.parse(SUNDAY))
    assert is_history(list(find(HISTORY)), edtf.parse(SUNDAY))
    assert not is_history(list(find(HISTORY)), edtf.parse("1941-05-18"))


_WORDS = [*sorted(STARTERS), "of", "May", "Sunday", "Christmas", "1990", "17", "٣", "9999", "0001", ",", "."]


@given(
    st.lists(st.sampled_from(_WORDS), max_size=30).map(" ".join),
    st.none() | st.dates().map(edtf.day) | st.sampled_from(["2025-05", "2025", "199X", "nonsense"]),
    st.sampled_from(["past", "present", "future", ""]),
)
def test_whatever_the_words_every_value_is_edtf(text: str, article: str | None, tense: Tense) -> None:
    found = list(find(text, tense))
    for one, result in zip(found, resolve(found, article), strict=True):
        assert text[one.start : one.end] == one.text
        assert result.edtf is None or edtf.is_edtf(result.edtf)
        assert (result.edtf is None) == (result.date_from is None)
        if result.kind in ("duration", "set"):
            assert result.edtf is None
