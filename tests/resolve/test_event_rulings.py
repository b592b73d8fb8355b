"""The editor's word on an event's fields holds: through another model, renamed files and new articles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sitegen.model import Event
from tests.resolve.conftest import Pair, World
from tests.resolve.test_events import MEETING, RAID, Told, article

OTHER = Told("Marco Rubio came to Homs", "came", "visit", ("agent rubio",), "homs", "2025-05-20")
TITLE = "Raid in Aleppo, 17 May 2025"


def pair(source: str, *told: Told, date: str | None = None) -> Pair:
    made, _ = article(source, *told, date=date)
    return made.article, made.annotation


def raid_of(world: World, rulings: str = "") -> Event:
    return next(e for e in world.build(rulings).events if e.id == "raid-in-aleppo-17-may-2025")


def ruling(text: str) -> str:
    return f'[[event]]\nid = "raid-in-aleppo-17-may-2025"\n{text}\n'


@pytest.fixture
def built(world: Callable[..., World]) -> World:
    made = world(pair("a", RAID), pair("b", OTHER), pair("c", MEETING))
    assert raid_of(made).ruled == ()
    return made


RULINGS = [
    ('title = "The raid"', "title", "The raid", "title"),
    ('type = "arrest"', "type", "arrest", "type"),
    ('status = "denied"', "status", "denied", "status"),
    ('date = "2025-05"', "date", "2025-05", "date"),
    ('place = "homs"', "place", "homs", "place"),
    ('place = "Homs"', "place", "homs", "place"),
    (
        'participants = [{ entity = "marco-rubio", role = "agent" }, { entity = "ISIS", role = "target" }]',
        "participants",
        [("marco-rubio", "agent"), ("isis", "target")],
        "participant",
    ),
    ("participants = []", "participants", [], "participant"),
    ("killed = 5\narrested = 2", "numbers", [("killed", 5), ("arrested", 2)], "killed arrested"),
]


def said(event: Event, field: str) -> object:
    if field == "participants":
        return [(p.entity, p.role) for p in event.participants]
    if field == "numbers":
        return [(t.field, t.best) for t in event.numbers if t.low == t.best == t.high]
    return getattr(event, field)


@pytest.mark.parametrize(("text", "field", "value", "ruled"), RULINGS)
def test_a_ruling_on_a_field_lasts(built: World, text: str, field: str, value: object, ruled: str) -> None:
    rulings = ruling(text)

    def holds() -> None:
        event = raid_of(built, rulings)
        assert said(event, field) == value
        assert event.ruled == tuple(ruled.split())
        assert built.problems == ()

    holds()
    holds()  # and the second build as the first
    (first, notes), *others = built.pairs
    # A renamed file.
    built.pairs = [(replace(first, source="renamed.txt"), notes), *others]
    holds()
    # A new article that joins the event.
    built.pairs = [*built.pairs, pair("d", replace(RAID, text="The raid in Aleppo killed three ISIS men"))]
    holds()
    assert len({m.article for m in raid_of(built, rulings).mentions}) == 2
    # Another model, which reads less of the sentence.
    bare = replace(RAID, parties=(), date=None, counts=(), confidence=0.6)
    built.pairs = [(replace(first, source="renamed.txt"), pair("a", bare)[1]), *others]
    holds()
    # And taken out it is as if it had never been.
    built.pairs = [(first, notes), *others]
    assert (raid_of(built).title, raid_of(built).ruled) == (TITLE, ())


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ('type = "raod"', "'raod' is no event type", "nearest: raid"),
        ('status = "planed"', "'planed' is no status", "nearest: planned"),
        ('date = "17 May 2025"', "is no EDTF date", "write 2025-05-17"),
        ('place = "alepo"', "'alepo' is no place of the archive", "nearest: aleppo"),
        ('place = "isis"', "'isis' is no place of the archive", ""),
        (
            'participants = [{ entity = "marco-rubbio", role = "agent" }]',
            "'marco-rubbio' names no entity of the archive",
            "nearest: marco-rubio",
        ),
        (
            'participants = [{ entity = "isis", role = "targt" }]',
            "'targt' is no role of a participant",
            "nearest: target",
        ),
    ],
)
def test_a_value_that_makes_no_sense_is_a_warning_and_changes_nothing(
    built: World, text: str, message: str, hint: str
) -> None:
    before = raid_of(built)
    assert raid_of(built, ruling(text)) == before
    (problem,) = built.problems
    assert (problem.line, problem.severity, problem.code) == (1, "warning", "bad-ruling")
    assert message in problem.message
    assert problem.hint.startswith(hint)


@pytest.mark.parametrize(
    "text",
    [
        'participants = ["isis"]',
        'participants = [{ entity = "isis" }]',
        'participants = [{ entity = "isis", role = "target", x = 1 }]',
        "killed = -1",
        'killed = "5"',
    ],
)
def test_a_value_of_another_shape_is_an_error_with_its_line(built: World, text: str) -> None:
    before = raid_of(built)
    assert raid_of(built, ruling(text)) == before
    (problem,) = built.problems
    assert (problem.line, problem.severity) == (3, "error")


def test_of_a_list_of_participants_what_holds_is_kept(built: World) -> None:
    text = 'participants = [{ entity = "isis", role = "agent" }, { entity = "nobody", role = "agent" }]'
    assert said(raid_of(built, ruling(text)), "participants") == [("isis", "agent")]
    assert [p.code for p in built.problems] == ["bad-ruling"]


def test_a_place_that_was_joined_with_another_is_still_found(built: World) -> None:
    rulings = ruling('place = "homs"') + '[[same]]\nentities = ["riyadh", "homs"]\n'
    assert raid_of(built, rulings).place == "riyadh"
    assert raid_of(built, rulings).place == "riyadh"
    assert built.problems == ()


def test_of_two_rulings_on_one_event_the_first_holds_and_the_second_is_told(built: World) -> None:
    event = raid_of(built, ruling('title = "First"') + ruling('title = "Second"'))
    assert event.title == "First"
    (problem,) = built.problems
    assert (problem.line, problem.code) == (4, "vain-ruling")


def test_a_split_that_leaves_nothing_is_told(built: World) -> None:
    before = raid_of(built)
    assert raid_of(built, ruling(f'split = ["{before.mentions[0].article}"]')) == before
    assert [p.code for p in built.problems] == ["vain-ruling"]


def test_a_denied_event_has_no_page_unless_the_editor_asks(built: World) -> None:
    assert not raid_of(built, ruling('status = "denied"')).page
    assert raid_of(built, ruling('status = "denied"\npage = true')).page


def test_what_is_ruled_beats_what_a_part_tells(built: World) -> None:
    arrests = Told(
        "At least three ISIS members were arrested", "arrested", "arrest", ("target isis",),
        counts=(("arrested", 3, 3, None),),
    )  # fmt: skip
    built.pairs[0] = pair("a", RAID, arrests)
    assert [(t.field, t.best) for t in raid_of(built).numbers] == [("killed", 3), ("arrested", 3)]
    event = raid_of(built, ruling("arrested = 4"))
    assert [(t.field, t.best) for t in event.numbers] == [("killed", 3), ("arrested", 4)]
