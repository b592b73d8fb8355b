"""How many: totals, parts, corrections and disagreements."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitegen.model import Claim, Event
from tests.resolve.test_events import RAID, Told, article, resolved

Count = tuple[str, int | None, int, int | None]


def killed(low: int | None, best: int, high: int | None) -> Count:
    return ("killed", low, best, high)


def exactly(number: int) -> Count:
    return killed(number, number, number)


def told(count: Count, source: str | None = None) -> Told:
    return replace(RAID, counts=(count,), source=source)


def event_of(*reports: tuple[str | None, tuple[Told, ...]]) -> Event:
    """The one event of these articles, each with its date."""
    (event,) = resolved(
        *(article("abc"[n], *some, date=date) for n, (date, some) in enumerate(reports))
    ).events
    return event


def standings(event: Event) -> dict[tuple[str, str], str]:
    return {(c.article, c.value): c.standing for c in event.claims if c.field == "killed"}


def range_of(event: Event) -> tuple[int, int, int]:
    (tally,) = event.numbers
    return tally.low, tally.best, tally.high


def test_a_rising_toll_is_no_dispute_and_the_latest_holds() -> None:
    event = event_of(
        ("2025-05-17", (told(killed(20, 20, None)),)),
        ("2025-05-18", (told(exactly(22)),)),
        ("2025-05-19", (told(exactly(25)),)),
    )
    assert event.disputed == ()
    assert range_of(event) == (25, 25, 25)
    assert standings(event) == {("a", "20 or more"): "earlier", ("b", "22"): "earlier", ("c", "25"): ""}


def test_a_source_corrects_itself_down() -> None:
    event = event_of(
        ("2025-05-17", (told(exactly(25), "syria"),)), ("2025-05-19", (told(exactly(20), "syria"),))
    )
    assert (event.disputed, range_of(event)) == ((), (20, 20, 20))


@pytest.mark.parametrize(
    ("first", "second", "date"),
    [
        (told(exactly(25)), told(exactly(20)), "2025-05-19"),  # no toll falls by itself
        (told(exactly(20)), told(exactly(25)), "2025-05-17"),  # neither is later
        (told(exactly(20)), told(exactly(25)), None),
        (told(exactly(20)), told(exactly(25)), "2025-08-01"),  # too late to be the same count
        (told(exactly(20), "syria"), told(exactly(25), "sdf"), "2025-05-30"),  # two who count apart
    ],
)
def test_what_no_later_report_corrects_is_a_dispute(first: Told, second: Told, date: str | None) -> None:
    event = event_of(("2025-05-17", (first,)), (date, (second,)))
    assert event.disputed == ("killed",)
    assert (range_of(event)[0], range_of(event)[2]) == (20, 25)


def test_parts_that_add_up_to_the_total_of_another_agree_with_it() -> None:
    parts = (told(exactly(3)), replace(told(exactly(1)), text="The raid in Aleppo killed an ISIS man"))
    event = event_of((None, parts), (None, (told(exactly(4)),)))
    assert (event.disputed, range_of(event)) == ((), (4, 4, 4))
    assert standings(event) == {("a", "3"): "part", ("a", "1"): "part", ("b", "4"): ""}


def test_an_article_that_gives_a_part_and_a_total_agrees_with_itself() -> None:
    event = event_of((None, (told(exactly(10)), told(exactly(7)))))
    assert (event.disputed, range_of(event)) == ((), (10, 10, 10))
    assert standings(event) == {("a", "10"): "", ("a", "7"): "part"}


def test_a_first_count_that_is_told_again_is_an_earlier_one() -> None:
    event = event_of(
        ("2025-05-17", (told(exactly(20)),)), ("2025-05-19", (told(exactly(25)), told(exactly(20))))
    )
    assert standings(event) == {("a", "20"): "earlier", ("b", "25"): "", ("b", "20"): "earlier"}


def test_a_headline_speaks_for_whom_its_article_cites() -> None:
    """So that the headline of one count does not correct that of another."""
    event = event_of(
        ("2025-05-10", (told(exactly(20)), told(exactly(20), "syria"))),
        ("2025-05-30", (told(exactly(25)), told(exactly(25), "sdf"))),
    )
    assert event.disputed == ("killed",)


def test_a_wire_copy_is_no_second_voice() -> None:
    other = replace(told(exactly(25)), text="The raid in Aleppo killed 25 ISIS members")
    event = event_of((None, (told(exactly(20)),)), (None, (told(exactly(20)),)), (None, (other,)))
    assert (event.disputed, range_of(event)) == (("killed",), (20, 25, 25))


def test_one_who_is_named_is_one_of_those_who_are_counted() -> None:
    event = event_of((None, (told(exactly(3)),)), (None, (told(exactly(1)),)))
    assert (event.disputed, range_of(event)) == ((), (3, 3, 3))
    assert standings(event) == {("a", "3"): "", ("b", "1"): "part"}
    alone = event_of((None, (told(exactly(1)),)), (None, (told(killed(0, 1, 1)),)))
    assert range_of(alone)[1:] == (1, 1)


def test_claims_have_the_words_and_the_role() -> None:
    event = event_of((None, (RAID,)))
    by_field: dict[str, Claim] = {c.field: c for c in event.claims}
    text = RAID.text + ".\n"
    place, raid = by_field["place"].words, by_field["type"].words
    assert place and text[place[0] : place[1]] == "Aleppo"
    assert raid and text[raid[0] : raid[1]] == "raid"
    assert by_field["participant"].role == "target"


def test_one_article_that_names_two_days_does_not_disagree_with_itself() -> None:
    slip = replace(RAID, date="2025-05-16")
    one = event_of((None, (RAID, RAID, slip)))
    assert (one.date, one.disputed) == ("2025-05-17", ())
    two = event_of((None, (RAID, RAID)), (None, (slip,)))
    assert (two.date, two.disputed) == ("2025-05-17", ("date",))


@pytest.mark.parametrize(
    ("same_article", "source", "reason", "disputed"),
    [
        (False, "syria", "“denied”", True),
        (True, "syria", "“denied”", True),
        (False, "isis", "negated: “not”", True),  # who is said to have taken part says no
        (False, "syria", "negated: “not”", False),  # "the raid did not end it"
        (False, None, "“failed”", False),
        (True, None, "“denied”", False),
    ],
)
def test_a_denial_is_a_dispute_where_it_is_one(
    same_article: bool, source: str | None, reason: str, disputed: bool
) -> None:
    denial = replace(RAID, status="denied", source=source, reason=reason)
    told = [(None, (RAID, denial))] if same_article else [(None, (RAID,)), (None, (denial,))]
    assert event_of(*told).disputed == (("status",) if disputed else ())


def test_weeks_that_overlap_are_no_dispute() -> None:
    one, other = (replace(RAID, date=d) for d in ("2025-05-11/2025-05-17", "2025-05-12/2025-05-18"))
    assert event_of((None, (one,)), (None, (other,))).disputed == ()
