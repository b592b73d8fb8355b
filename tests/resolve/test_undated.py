"""When an undated article may have been written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sitegen.model import (
    Annotation,
    Archive,
    ArchiveArticle,
    Article,
    Event,
    EventMention,
    EventReport,
    Status,
    TimeExpression,
)
from sitegen.resolve.undated import infer_dates
from tests.resolve.conftest import Pair, World, make

RAID = "2025-05-17"  # a Saturday


def undated(*sentences: tuple[str, str, str | None, Status | None]) -> ArchiveArticle:
    """An article; each sentence has the words and the EDTF of a date, and the status of its raid if any."""
    text, spans, times, events = "", [], [], []
    for n, (line, words, value, status) in enumerate(sentences):
        start = len(text)
        text += line + "\n"
        spans.append((start, len(text) - 1))
        at = start + line.index(words)
        times.append(
            TimeExpression(at, at + len(words), words, "date", value, None, "stated" if value else None, n)
        )
        if status:
            at = start + line.index("raid")
            events.append(EventMention(at, at + 4, "raid", "raid", "raid", n, status, 0.9, "", time=n))
    body = Article("a.txt", "a", "txt", None, text, tuple(spans), ())
    return ArchiveArticle("a", body, Annotation("en", True, tuple(spans), (), tuple(times), tuple(events)))


def inferred(article: ArchiveArticle, date: str | None = RAID) -> str | None:
    """With every raid of the article one event of that date."""
    reports = tuple(
        EventReport("a", m.start, m.end, m.text, (0, 1), None, 0.9, "") for m in article.annotation.events
    )
    event = Event("raid", "raid", "Raid", "occurred", date, "stated", None, (), (), (), reports)
    (found,) = infer_dates([article], [event])
    assert bool(found.date_inferred) == bool(found.inferred_why)
    assert infer_dates([found], [event]) == (found,)
    return found.date_inferred


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on Saturday", "2025-05-17/2025-05-23"),
        ("Saturday night", "2025-05-17/2025-05-23"),
        ("last Saturday", "2025-05-18/2025-05-30"),
        ("yesterday", "2025-05-18/2025-05-18"),
        ("two days ago", "2025-05-19/2025-05-19"),
        ("last week", "2025-05-18/2025-05-30"),
        ("on Monday", None),  # not that day: whatever it tells of is none of ours
        ("at the time", None),
    ],
)
def test_the_words_of_an_event_that_others_date_bound_it_on_both_sides(
    words: str, expected: str | None
) -> None:
    assert inferred(undated((f"The raid came {words}.", words, None, "occurred"))) == expected


def test_without_such_words_it_is_only_no_older_than_what_it_tells() -> None:
    told = undated(("The raid came on 17 May 2025.", "17 May 2025", RAID, "occurred"))
    assert inferred(told) == "2025-05-17/.."
    assert inferred(told, None) == "2025-05-17/.."  # it says so itself
    plain = undated(("A raid on them, he said.", "on", "2024", "occurred"))
    assert inferred(plain) == "2025-05-17/.."


@pytest.mark.parametrize("status", ["planned", "hypothetical", "denied", "alleged"])
def test_what_is_not_told_as_done_bounds_nothing(status: Status) -> None:
    assert inferred(undated(("The raid is to come on Saturday.", "on Saturday", None, status))) is None


def test_a_coarse_date_bounds_one_side_at_most() -> None:
    told = undated(("The raid came on Saturday.", "on Saturday", None, "occurred"))
    assert inferred(told, "2025-05") is None
    assert inferred(told, None) is None


def test_where_the_article_contradicts_the_end_it_stays_open() -> None:
    told = undated(
        ("The raid came on Saturday.", "on Saturday", None, "occurred"),
        ("In June 2025 he spoke of it.", "June 2025", "2025-06", None),
    )
    assert inferred(told) == "2025-06-01/.."


def test_a_dated_article_keeps_its_date() -> None:
    told = undated(("The raid came on Saturday.", "on Saturday", None, "occurred"))
    dated = replace(told, article=replace(told.article, date="2025-05-18"))
    assert inferred(dated) is None


def test_dates_that_may_be_to_come_say_nothing(world: Callable[..., World]) -> None:
    """And what is inferred dates no event: building again gives the same archive."""
    text = "A war that began in 2014 ended in 2024. They will vote by 2030."
    first, notes = make("a.txt", text)
    times = tuple(
        TimeExpression(at, at + 4, year, "date", year, "year", "stated", 0)
        for year in ("2014", "2024", "2030")
        for at in [text.index(year)]
    )
    pair: Pair = (first, replace(notes, times=times))
    archive = world(pair)
    built: Archive = archive.build()
    assert built.articles[0].date_inferred == "2024-01-01/.."
    assert archive.build() == built
