"""What `sitegen explain` says of an event."""

from __future__ import annotations

import re
from dataclasses import replace

from sitegen.explain import explain, lines
from sitegen.model import Archive, Event
from tests.plan.test_events import toll
from tests.plan.test_plan import with_event
from tests.plan.worlds import syria

RAID = "raid-in-aleppo-2025-05-17"


def facts(archive: Archive, id_: str) -> list[tuple[str, str]]:
    return list(explain(archive, {f"events/{id_}.html": ("event", id_)}, f"events/{id_}.html").facts)


def value(archive: Archive, id_: str, label: str) -> list[str]:
    return [v for name, v in facts(archive, id_) if name.strip() == label]


def test_an_event_says_what_each_field_rests_on() -> None:
    archive = syria()
    assert value(archive, RAID, "date") == [
        "2025-05-17 (17 May 2025): counted from the date of the report or of another event"
    ]
    assert value(archive, RAID, "says") == [
        "2025-05-17 in an article of 2025-05-18: report 1",
        "2025-05-17 in an article of 2025-05-19: cell-arrested.txt, another sentence",
        "aleppo: report 1; cell-arrested.txt, another sentence",
    ]
    assert value(archive, RAID, "number") == ["killed 4, 3 to 4", "arrested 3"]
    assert value(archive, RAID, "disputed") == ["killed: reports differ, and none corrects the other"]
    assert value(archive, RAID, "one event") == ["same type, same day, same city, shared ISIS"]
    assert value(archive, RAID, "has part") == [
        "arrests-in-aleppo (Arrest of three ISIS members in Aleppo, 17 May 2025)"
    ]
    (first,) = value(archive, RAID, "report 1")
    assert first.startswith("aleppo-raid.txt (2025-05-18): “Syrian security forces [raided] a house")


def test_figures_say_which_was_corrected() -> None:
    archive = toll(("25", "2025-06-24", ""), ("20", "2025-06-22", "earlier"), ("3", None, "part"))
    assert value(archive, "bombing", "figure") == [
        "25 (“25”), 2025-06-24: report 1",
        "20 (“20”), 2025-06-22: report 2, before later reports gave another",
        "3 (“3”), undated: report 3, less than its article counts in all",
    ]


def test_a_ruling_and_a_part_and_what_has_no_page_say_so() -> None:
    archive = with_event(syria(), RAID, ruled=("date",), joined=("ruling",))
    assert value(archive, RAID, "ruled") == ["the editor says date"]
    assert value(archive, RAID, "date")[0].endswith("the editor's ruling")
    assert value(archive, RAID, "one event") == ["by the editor's ruling"]
    assert value(archive, "arrests-in-aleppo", "part of") == [f"{RAID} (Raid in Aleppo, 17 May 2025)"]
    assert value(archive, "rubio-meeting", "row only") == ["too slight"]


def test_the_reason_of_a_status_is_told() -> None:
    archive = syria()

    def called(event: Event) -> Event:
        told = tuple(replace(m, reason="detector 0.90; planned: “will”") for m in event.mentions)
        return replace(event, mentions=told)

    planned = replace(
        archive, events=tuple(called(e) if e.id == "us-sanctions-lifted" else e for e in archive.events)
    )
    assert value(planned, "us-sanctions-lifted", "status") == ["planned (“will”)"]


def test_the_lines_are_even() -> None:
    text = list(lines(explain(syria(), {}, RAID)))
    assert text[0] == f"event {RAID}: Raid in Aleppo, 17 May 2025"
    columns = {len(re.match(r"  ( *\S+(?: \S+)*  +)", line)[1]) for line in text[1:]}  # type: ignore[index]
    assert len(columns) == 1


def test_on_a_terminal_no_line_is_wider_than_it() -> None:
    told = explain(syria(), {}, RAID)
    narrow = list(lines(told, 60))
    assert max(len(line) for line in narrow[1:]) <= 60
    assert " ".join(" ".join(narrow).split()) == " ".join(" ".join(lines(told)).split())
    unbroken = [value for _, value in told.facts if len(value) < 40]
    assert all(any(value in line for line in narrow) for value in unbroken)
