"""What events are called, by type, status, parties, place and date."""

from __future__ import annotations

import pytest

from sitegen.model import Entity, EntityType, Participant, Status
from sitegen.resolve.event_fields import Draft
from sitegen.resolve.titles import title

WHO: dict[str, tuple[EntityType, str]] = {
    "trump": ("person", "Donald Trump"),
    "shara": ("person", "Ahmad Al Shara"),
    "rubio": ("person", "Marco Rubio"),
    "eu": ("organisation", "European Union"),
    "league": ("organisation", "Arab League"),
    "isis": ("organisation", "ISIS"),
    "hts": ("organisation", "HTS"),
    "arabs": ("group", "Arabs"),
    "syria": ("place", "Syria"),
    "us": ("place", "United States"),
    "aleppo": ("place", "Aleppo"),
    "riyadh": ("place", "Riyadh"),
}


def entity(id_: str, type_: EntityType, name: str) -> Entity:
    return Entity(id=id_, type=type_, subtype=None, name=name, aliases=(), mentions=())


ENTITIES = {id_: entity(id_, *what) for id_, what in WHO.items()}


def called(
    type_: str,
    *parties: str,
    place: str | None = None,
    date: str | None = None,
    status: Status = "occurred",
    name: str | None = None,
) -> str:
    """The title of an event; parties are "role entity"."""
    who = tuple(Participant(p.split()[1], p.split()[0], p.split()[1]) for p in parties)
    draft = Draft((), (), type_, status, date, None, place, who, (), (), (), name)
    return title(draft, ENTITIES)


@pytest.mark.parametrize(
    ("expected", "type_", "parties", "place", "date"),
    [
        ("Raid in Aleppo, 17 May 2025", "raid", ["target isis"], "aleppo", "2025-05-17"),
        ("Raid on ISIS", "raid", ["target isis"], None, None),
        ("Attack on HTS by ISIS", "attack", ["agent isis", "target hts"], None, None),
        ("Offensive by HTS, December 2024", "offensive", ["agent hts"], None, "2024-12"),
        ("Offensive against ISIS", "offensive", ["target isis"], None, None),
        (
            "Meeting of Donald Trump and Ahmad Al Shara in Riyadh",
            "meeting",
            ["participant us", "participant trump", "participant shara"],
            "riyadh",
            None,
        ),
        ("Meeting with Marco Rubio", "meeting", ["participant rubio"], None, None),
        ("Meeting of Arab League", "meeting", ["participant league"], None, None),
        ("Agreement by European Union", "agreement", ["participant eu"], None, None),
        ("Agreement between HTS and Syria", "agreement", ["participant hts", "agent syria"], None, None),
        ("Summit in Riyadh", "summit", ["participant shara", "participant league"], "riyadh", None),
        ("Summit of Arab League", "summit", ["participant shara", "participant league"], None, None),
        ("Arrest of ISIS members", "arrest", ["target isis", "agent syria"], None, None),
        ("Arrest by Syria", "arrest", ["agent syria"], None, None),
        ("Sanctions lifted on Syria", "sanctions-lifted", ["agent us", "target syria"], None, None),
        ("Sanctions lifted by European Union", "sanctions-lifted", ["agent eu"], None, None),
        ("Resignation of Marco Rubio", "resignation", ["agent rubio"], None, None),
        ("Visit to Riyadh by Donald Trump", "visit", ["agent trump", "target shara"], "riyadh", None),
        ("Capture of Aleppo", "capture", ["agent hts"], "aleppo", None),
        ("Law in Syria", "law", ["agent syria"], None, None),
        ("Law by Ahmad Al Shara", "law", ["agent shara"], None, None),
        ("Disaster", "disaster", [], None, None),
    ],
)
def test_a_title_names_type_parties_place_and_date(
    expected: str, type_: str, parties: list[str], place: str | None, date: str | None
) -> None:
    assert called(type_, *parties, place=place, date=date) == expected


def test_what_is_to_come_does_not_read_as_done() -> None:
    planned = called("sanctions-lifted", "target syria", status="planned")
    assert planned == "Planned lifting of sanctions on Syria"
    off = called("meeting", "participant rubio", status="called-off")
    assert off == "Called off: meeting with Marco Rubio"


def test_a_proper_name_wins_and_peoples_stand_last() -> None:
    assert called("summit", name="Arab Summit", place="riyadh") == "Arab Summit in Riyadh"
    assert called("summit", name="Riyadh Summit", place="riyadh") == "Riyadh Summit"
    assert called("clash", "participant arabs", "participant isis") == "Clash between ISIS and Arabs"
    four = ("participant hts", "participant isis", "participant eu", "participant league")
    assert called("ceasefire", *four) == "Ceasefire between HTS, ISIS and others"
