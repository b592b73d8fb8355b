"""Offices over time, what they say of their holder, and lines that tell who somebody is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sitegen.model import Archive, Argument, Entity, EventMention
from sitegen.resolve.relations import said_by


def one(archive: Archive, id_: str) -> Entity:
    return next(e for e in archive.entities if e.id == id_)


def test_an_office_that_ended_is_said_to_have(world: Any, article: Callable[..., Any]) -> None:
    archive = world(
        article(
            "a.txt", "[place:Syria]'s [person:Omar Khan|role=president|role_of=0] spoke.", date="2024-11-30"
        ),
        article("b.txt", "The [person:Omar Khan|role=former president] fled.", date="2025-03-10"),
    ).build()
    khan = one(archive, "omar-khan")
    assert [(r.text, r.of, r.date) for r in khan.roles] == [
        ("president", "syria", "2024-11-30"),
        ("former president", "syria", "2025-03-10"),
    ]
    assert khan.description is not None
    assert khan.description.text == "Former president of Syria"
    assert {r.relation for r in archive.relations} == {"leads"}


def test_the_latest_office_is_the_line(world: Any, article: Callable[..., Any]) -> None:
    archive = world(
        article("a.txt", "[person:Omar Khan|role=Caretaker Prime Minister] spoke.", date="2024-12-10"),
        article("b.txt", "[person:Omar Khan|role=Energy Minister] signed.", date="2025-05-29"),
    ).build()
    line = one(archive, "omar-khan").description
    assert line is not None
    assert line.text == "Energy Minister"


@pytest.mark.parametrize(
    ("role", "holder", "line"),
    [
        ("Secretary of State", "[place:Syria|subtype=country]", "Secretary of State of Syria"),
        ("special envoy for Yemen", "[place:Syria|subtype=country]", "Syria special envoy for Yemen"),
        ("spokesman", "[organisation:Hutchison]", "Spokesman for Hutchison"),
        ("analyst", "[organisation:Hutchison]", "Analyst at Hutchison"),
        ("physician", "[place:Trenton|subtype=city]", "Physician in Trenton"),
    ],
)
def test_an_office_reads_as_people_say_it(world: Any, role: str, holder: str, line: str) -> None:
    archive = world(f"{holder} [person:Ann Lee|role={role}|role_of=0] spoke.").build()
    description = one(archive, "ann-lee").description
    assert description is not None
    assert description.text == line


def test_a_chairman_is_not_chairman_of_whatever_company(world: Any) -> None:
    archive = world(
        "[person:Li Wei|role=chairman|role_of=1] of [organisation:Hutchison|subtype=company] spoke.",
        "[organisation:Cheung Kong|subtype=company] grew, [person:Li Wei|role=chairman] said.",
    ).build()
    assert {(r.text, r.of) for r in one(archive, "li-wei").roles} == {
        ("chairman", "hutchison"),
        ("chairman", None),
    }


@pytest.mark.parametrize(
    ("role", "type_", "subtype", "demonym", "relation"),
    [
        ("Interim President", "place", "country", True, "leads"),
        ("former president", "place", "country", False, "led"),
        ("foreign minister", "place", "country", False, "works-for"),
        ("foreign minister", "organisation", "ministry", False, "leads"),
        ("deputy minister", "organisation", "ministry", False, "works-for"),
        ("Chancellor of the Exchequer", "place", "country", True, "works-for"),
        ("opposition leader", "place", "country", True, None),
        ("singer", "place", "country", True, "nationality"),
        ("physician", "place", "city", False, None),
        ("Governor", "place", "region", False, "leads"),
        ("chief of staff", "organisation", "government", False, "works-for"),
        ("vice president", "organisation", "company", False, "works-for"),
        ("president and chief executive", "organisation", "company", False, "leads"),
        ("director", "organisation", "company", False, "member-of"),
        ("former director", "organisation", "security-force", False, "led"),
        ("chairman emeritus", "organisation", "company", False, "worked-for"),
        ("candidate", "organisation", "party", True, "member-of"),
        ("co-founder", "organisation", "company", False, "founded"),
        ("alleged leader", "organisation", "armed-group", False, None),
        ("president-elect", "place", "country", False, None),
        ("student", "organisation", "other", False, None),
    ],
)
def test_what_an_office_says(
    role: str, type_: Any, subtype: str, demonym: bool, relation: str | None
) -> None:
    assert said_by(role, Entity("x", type_, subtype, "X", (), ()), demonym=demonym) == relation


@pytest.mark.parametrize(
    ("text", "id_", "line"),
    [
        ("The state news agency [organisation:SANA] said so.", "sana", "State news agency"),
        ("The Kurdish [organisation:YPG] militia fought.", "ypg", "Kurdish militia"),
        (
            "The [organisation:Nusra Front], which was once al-Qaeda's branch in Syria, fought.",
            "nusra-front",
            "Once al-Qaeda's branch in Syria",
        ),
        ("A little known group, [organisation:Ansar], said so.", "ansar", "Little known group"),
        (
            "A unit of [organisation:R.J. Nabisco], a maker of R.J. Reynolds cigarettes.",
            "rj-nabisco",
            "Maker of R.J. Reynolds cigarettes",
        ),
    ],
)
def test_a_phrase_beside_a_name_says_what_it_is(world: Any, text: str, id_: str, line: str) -> None:
    found = one(world(text).build(), id_).description
    assert found is not None
    assert found.text == line


@pytest.mark.parametrize(
    "text",
    [
        "In dealings with [organisation:Congress], the press and the bureaucracy, he lost.",
        "In a filing with the [organisation:SEC], the group, led by a bank, sold shares.",
        "Bombs fell on [place:Trenton], a maker of chemicals.",
        "The ratings on the unit [organisation:Mack Financial] fell.",
        "He met [person:Ann Lee], a woman who had helped him.",
    ],
)
def test_what_stands_beside_a_name_may_be_another_thing(world: Any, text: str) -> None:
    (found,) = world(text).build().entities
    assert found.description is None


def test_who_met_whom(world: Any, article: Callable[..., Any]) -> None:
    def meeting(status: Any) -> EventMention:
        arguments = (Argument("agent", 0, 0, 7), Argument("target", 1, 12, 20))
        return EventMention(8, 11, "met", "meet", "meeting", 0, status, 0.9, "test", arguments)

    for status, met in (("occurred", {("ann-lee", "omar-khan")}), ("planned", set())):
        source, annotation = article("a.txt", "[person:Omar Khan] met [person:Ann Lee].")
        archive = world((source, replace(annotation, events=(meeting(status),)))).build()
        assert {(r.subject, r.object) for r in archive.relations if r.relation == "met"} == met
