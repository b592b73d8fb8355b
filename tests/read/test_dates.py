"""Dates as people write them -> EDTF as written, or none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import edtf
from sitegen.read import dates


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-03-03", "2024-03-03"),
        ("2024-03", "2024-03"),
        ("2024", "2024"),
        ("2024-21", "2024-21"),
        ("199X", "199X"),
        ("2024-03-01/2024-03-05", "2024-03-01/2024-03-05"),
        ("2024-03-03T23:30:00-08:00", "2024-03-03"),
        ("2024-03-03 10:00:00", "2024-03-03"),
        ("2024-06-30T23:59:60Z", "2024-06-30"),
        ("9999-12-31T23:59:59-14:00", "9999-12-31"),
        ("2024/3/5", "2024-03-05"),
        ("2024.03.05", "2024-03-05"),
        ("20240303", "2024-03-03"),
        ("18 May 2025", "2025-05-18"),
        ("May 18, 2025", "2025-05-18"),
        ("Sunday, May 18th, 2025, 10:15 am", "2025-05-18"),
        ("Sun, 03 Mar 2024 10:00:00 GMT", "2024-03-03"),
        ("Sept. 2025", "2025-09"),
        ("1969-12-31", "1969-12-31"),
        # refused: impossible, ambiguous, relative, foreign
        ("2024-02-30", None),
        ("0000-00-00", None),
        ("99999-01-01", None),
        ("2024-13", None),
        ("03/04/2024", None),
        ("-1", None),
        ("yesterday", None),
        ("3. März 2024", None),
        ("2024-03/05", None),
        ("", None),
    ],
)
def test_a_date_in_words_or_figures(written: str, expected: str | None) -> None:
    assert dates.from_text(written) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("2025-05-18-raid.md", "2025-05-18"),
        ("a/2025_05_18.txt", "2025-05-18"),
        ("2025-02-30-x.md", None),
        ("2025-05-181.md", None),
        ("raid-2025-05-18.md", None),
        ("2025-05-18/raid.md", None),
        ("10_13ecbplus.txt", None),
    ],
)
def test_a_date_that_a_file_name_begins_with(source: str, expected: str | None) -> None:
    assert dates.from_file_name(source) == expected


@given(
    st.text(max_size=30)
    | st.from_regex(r"[0-9]{1,4}[-/. ][0-9A-Za-z]{1,9}[-/. ,]{1,2}[0-9]{1,4}", fullmatch=True)
)
def test_what_comes_out_is_edtf(written: str) -> None:
    date = dates.from_text(written)
    assert date is None or edtf.is_edtf(date)
