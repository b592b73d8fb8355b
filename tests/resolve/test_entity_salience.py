from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sitegen.model import Argument, Entity, Event, EventMention, Participant, QuoteMention
from sitegen.resolve.entity_salience import Verdict, with_event_salience

TEXT = "Police arrested [person:Ann Lee].\n[person:Ann Lee] was held."


def arrest(start: int, end: int, role: str) -> EventMention:
    argument = Argument(role, 0, start, end)
    return EventMention(7, 15, "arrested", "arrest", "arrest", 0, "occurred", 0.9, "test", (argument,))


@pytest.mark.parametrize(("role", "page"), [("target", False), ("agent", True)])
def test_who_only_suffered_has_no_page(
    world: Callable[..., Any], article: Callable[..., Any], role: str, page: bool
) -> None:
    source, annotation = article("a.txt", TEXT)
    annotation = replace(annotation, events=(arrest(16, 23, role),))
    (found,) = world((source, annotation)).build().entities
    assert found.page is page
    asked = world((source, annotation)).build('[[entity]]\nid = "ann-lee"\npage = true\n')
    assert asked.entities[0].page


def test_who_was_arrested_and_speaks_has_a_page(
    world: Callable[..., Any], article: Callable[..., Any]
) -> None:
    source, annotation = article("a.txt", TEXT)
    quote = QuoteMention(0, 5, "Police", 1, "said", 1, True)
    annotation = replace(annotation, events=(arrest(16, 23, "target"),), quotes=(quote,))
    archive = world((source, annotation)).build()
    assert archive.entities[0].page
    assert [q.speaker for q in archive.quotes] == ["ann-lee"]


MINISTRY = "The [organisation:Interior Ministry] gave a number."


@pytest.mark.parametrize(
    ("more", "speaks", "page"),
    [
        ("", False, False),
        ("\nThe [organisation:ministry|kind=title|antecedent=0] had no more.", False, True),
        ("", True, True),
    ],
    ids=["named once", "and again as a nominal", "quoted"],
)
def test_an_organisation_that_counts_as_a_source_has_a_page(
    world: Callable[..., Any], article: Callable[..., Any], more: str, speaks: bool, page: bool
) -> None:
    source, annotation = article("a.txt", MINISTRY + more)
    if speaks:
        annotation = replace(annotation, quotes=(QuoteMention(0, 3, "The", 0, "said", 0, False),))
    (found,) = world((source, annotation)).build().entities
    assert found.page is page, found.page_reason


def event(*participants: Participant, page: bool = True) -> Event:
    return Event(
        "raid",
        "raid",
        "Raid in Aleppo",
        "occurred",
        None,
        None,
        "aleppo",
        participants,
        (),
        (),
        (),
        page=page,
    )


def thing(id_: str) -> Entity:
    return Entity(id_, "person", None, id_, (), ())


def test_an_event_lends_a_page_to_its_actors_and_place() -> None:
    entities = [thing("ann"), thing("bo"), thing("cy"), thing("aleppo")]
    raid = event(
        Participant("ann", "agent", "Ann"),
        Participant("bo", "target", "Bo"),
        Participant("cy", "agent", "Cy"),
    )
    final = {"cy": Verdict(False, "a minor", final=True)}
    pages = {e.id: e.page for e in with_event_salience(entities, [raid], final)}
    assert pages == {"ann": True, "bo": False, "cy": False, "aleppo": True}
    reasons = {e.id: e.page_reason for e in with_event_salience(entities, [raid], final)}
    assert "Raid in Aleppo" in reasons["ann"]


def test_an_event_without_a_page_lends_none() -> None:
    raid = event(Participant("ann", "agent", "Ann"), page=False)
    assert not any(e.page for e in with_event_salience([thing("ann"), thing("aleppo")], [raid], {}))
