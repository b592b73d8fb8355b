"""EDTF: what is valid, which days it means, how it sorts and reads."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import edtf

days = st.dates().map(edtf.day)
years = st.integers(1, 9999).map(lambda y: f"{y:04d}")
parts = st.sampled_from(["01", "06", "12", "21", "22", "23", "24", "33", "34", "35", "36", "40", "41", "XX"])
months = st.builds(lambda y, p: f"{y}-{p}", years, parts)
coarse = st.one_of(
    st.integers(0, 99).map(lambda c: f"{c:02d}XX"),
    st.integers(0, 999).map(lambda d: f"{d:03d}X"),
    st.integers(0, 999).map(lambda d: f"{d:03d}"),
)
points = st.builds(
    lambda p, mark: p + mark, days | years | months | coarse, st.sampled_from(["", "?", "~", "%"])
)
pairs = st.tuples(points, points).filter(lambda pair: edtf.parse(pair[0]).first <= edtf.parse(pair[1]).first)
intervals = st.one_of(
    pairs.map("/".join), points.map("../{}".format), points.map("{}/..".format), points.map("{}/".format)
)
values = points | intervals


@pytest.mark.parametrize(
    ("value", "first", "last", "grain", "words"),
    [
        ("2025-05-17", date(2025, 5, 17), date(2025, 5, 17), "day", "17 May 2025"),
        ("2025-05-17T10:30", date(2025, 5, 17), date(2025, 5, 17), "day", "17 May 2025"),
        ("2025-05-17T10:30:00Z", date(2025, 5, 17), date(2025, 5, 17), "day", "17 May 2025"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month", "February 2024"),
        ("2025-21", date(2025, 3, 1), date(2025, 5, 31), "season", "spring 2025"),
        ("2025-22", date(2025, 6, 1), date(2025, 8, 31), "season", "summer 2025"),
        ("2025-23", date(2025, 9, 1), date(2025, 11, 30), "season", "autumn 2025"),
        ("2023-24", date(2023, 12, 1), date(2024, 2, 29), "season", "winter 2023"),
        ("2012-33", date(2012, 1, 1), date(2012, 3, 31), "quarter", "first quarter of 2012"),
        ("2012-36", date(2012, 10, 1), date(2012, 12, 31), "quarter", "fourth quarter of 2012"),
        ("2012-40", date(2012, 1, 1), date(2012, 6, 30), "half", "first half of 2012"),
        ("2012-41", date(2012, 7, 1), date(2012, 12, 31), "half", "second half of 2012"),
        ("2012", date(2012, 1, 1), date(2012, 12, 31), "year", "2012"),
        ("2012-XX", date(2012, 1, 1), date(2012, 12, 31), "year", "2012"),
        ("2012-XX-XX", date(2012, 1, 1), date(2012, 12, 31), "year", "2012"),
        ("2012-04-XX", date(2012, 4, 1), date(2012, 4, 30), "month", "April 2012"),
        ("0079", date(79, 1, 1), date(79, 12, 31), "year", "AD 79"),
        ("199X", date(1990, 1, 1), date(1999, 12, 31), "decade", "1990s"),
        ("199", date(1990, 1, 1), date(1999, 12, 31), "decade", "1990s"),
        ("000X", date(1, 1, 1), date(9, 12, 31), "decade", "0s"),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31), "century", "20th century"),
        ("20XX", date(2000, 1, 1), date(2099, 12, 31), "century", "21st century"),
        ("10XX", date(1000, 1, 1), date(1099, 12, 31), "century", "11th century"),
        ("2011/2024", date(2011, 1, 1), date(2024, 12, 31), "interval", "2011 to 2024"),
        ("2011/..", date(2011, 1, 1), date.max, "interval", "since 2011"),
        ("2011/", date(2011, 1, 1), date.max, "interval", "since 2011"),
        ("../2011-03", date.min, date(2011, 3, 31), "interval", "until March 2011"),
        ("2025-05-11/2025-05-17", date(2025, 5, 11), date(2025, 5, 17), "week", "week of 11 May 2025"),
        ("2025-05-13/2025-05-19", date(2025, 5, 13), date(2025, 5, 19), "week", "13 to 19 May 2025"),
        ("2025-04-28/2025-05-04", date(2025, 4, 28), date(2025, 5, 4), "week", "week of 28 April 2025"),
        ("2025-04-29/2025-05-05", date(2025, 4, 29), date(2025, 5, 5), "week", "29 April to 5 May 2025"),
        ("2024-12-30/2025-01-05", date(2024, 12, 30), date(2025, 1, 5), "week", None),
        ("2025-03/2025-05", date(2025, 3, 1), date(2025, 5, 31), "interval", "March to May 2025"),
        ("2025/2025", date(2025, 1, 1), date(2025, 12, 31), "interval", "2025"),
        ("2025-21/2025-22", date(2025, 3, 1), date(2025, 8, 31), "interval", "spring 2025 to summer 2025"),
        ("2011~", date(2011, 1, 1), date(2011, 12, 31), "year", "about 2011"),
        ("2011?", date(2011, 1, 1), date(2011, 12, 31), "year", "perhaps 2011"),
        ("2011-05%", date(2011, 5, 1), date(2011, 5, 31), "month", "perhaps about May 2011"),
        ("2011~/2024", date(2011, 1, 1), date(2024, 12, 31), "interval", "about 2011 to 2024"),
    ],
)
def test_a_value_means_its_days(value: str, first: date, last: date, grain: str, words: str | None) -> None:
    assert edtf.bounds(value) == (first, last)
    assert edtf.grain(value) == grain
    if words is not None:
        assert edtf.describe(value) == words


@pytest.mark.parametrize(
    "value",
    ["", "..", "/", "../..", "../", "0000", "20", "20255", "2025-13", "2025-00", "2025-02-30", "2025-5-1"],
)
def test_a_slip_is_no_value(value: str) -> None:
    assert not edtf.is_edtf(value)
    with pytest.raises(ValueError, match=r"."):
        edtf.parse(value)


@pytest.mark.parametrize(
    "value",
    ["2025-21-01", "2025-XX-01", "2025-05-17T25:00", "May 2025", "2024/2011", "2024-05/2024-04", "a/b"],
)
def test_an_impossible_date_is_no_value(value: str) -> None:
    assert not edtf.is_edtf(value)


@pytest.mark.parametrize(
    "value",
    ["２０２５", "2025-05-17\n", " 2025", "2025/2026/2027", "1X9X", "2025-W20", "-0044", "Y170000"],
)
def test_other_text_is_no_value(value: str) -> None:
    assert not edtf.is_edtf(value)
    assert edtf.bounds(value) is None
    assert edtf.grain(value) is None
    assert edtf.describe(value) == value
    assert not edtf.compatible(value, "2025")
    with pytest.raises(ValueError, match=r"."):
        edtf.parse(value)


def test_compatible_is_coarser_or_the_same() -> None:
    assert edtf.compatible("2025-05-17", "2025-05")
    assert edtf.compatible("2025", "2025-05-17")
    assert edtf.compatible("2025-05-11/2025-05-17", "2025-05-15")
    assert edtf.compatible("2011/..", "2014")
    assert not edtf.compatible("2025-05-17", "2025-05-18")
    assert not edtf.compatible("2011/2013", "2012/2014")


def test_order_is_by_first_day_then_finer_then_text_and_undated_last() -> None:
    mixed = [None, "2025", "nonsense", "2025-01-01", "2024-12-31", "2025-01", "../2020"]
    wanted = ["../2020", "2024-12-31", "2025-01-01", "2025-01", "2025", None, "nonsense"]
    assert sorted(mixed, key=edtf.order_key) == wanted


def test_a_week_begins_on_the_day_asked_for() -> None:
    assert edtf.week(date(2025, 5, 18), 6) == "2025-05-18/2025-05-24"
    assert edtf.week(date(2025, 5, 18), 0) == "2025-05-12/2025-05-18"
    with pytest.raises(ValueError, match="no whole week"):
        edtf.week(date.max, 6)


@given(values)
def test_every_value_has_days_a_grain_and_words(value: str) -> None:
    assert edtf.is_edtf(value)
    found = edtf.bounds(value)
    assert found is not None and found[0] <= found[1]
    assert edtf.grain(value) is not None
    assert edtf.describe(value).strip() == edtf.describe(value) != ""
    assert edtf.compatible(value, value)


@given(values, values)
def test_compatible_is_symmetric_and_order_follows_the_days(a: str, b: str) -> None:
    assert edtf.compatible(a, b) == edtf.compatible(b, a)
    one, other = edtf.parse(a), edtf.parse(b)
    if (one.first, one.days) < (other.first, other.days):
        assert edtf.order_key(a) < edtf.order_key(b)


@given(st.dates(), st.integers(0, 6))
def test_a_week_holds_its_day(within: date, first_weekday: int) -> None:
    try:
        value = edtf.week(within, first_weekday)
    except ValueError:
        assert within.year in (1, 9999)
        return
    interval = edtf.parse(value)
    assert interval.grain == "week"
    assert interval.first <= within <= interval.last
    assert interval.first.weekday() == first_weekday


@given(st.text(max_size=20))
def test_no_text_makes_it_raise(text: str) -> None:
    assert edtf.is_edtf(text) == (edtf.bounds(text) is not None)
    assert isinstance(edtf.describe(text), str)
    assert len(edtf.order_key(text)) == 4


@given(pairs)
def test_span_joins_two_points(pair: tuple[str, str]) -> None:
    joined = edtf.parse(edtf.span(*pair))
    assert joined.first == edtf.parse(pair[0]).first
    assert joined.last == edtf.parse(pair[1]).last
