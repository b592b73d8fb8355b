from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sitegen.annotate import annotate
from sitegen.config import AnnotateSettings, ResolveSettings
from sitegen.model import (
    Argument,
    Article,
    Entity,
    Event,
    EventMention,
    Participant,
    Permalinks,
    QuoteMention,
)
from sitegen.resolve import Curation, parse_curation, resolve
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


CRIME = (
    "Woman charged over fatal fire in Millom\n\n"
    "Police have charged a woman with the murder of Alice Tomms, 58, who died in a fire at her home in "
    "Millom on Sunday. The body of her son, Peter Tomms, 17, was found in the house. Carol Denby, 44, a "
    "nurse, was arrested on Monday and charged with murder. Alice Tomms was killed by the smoke, the coroner "
    "said. Peter Tomms was killed too. Carol Denby was charged on Tuesday and will stand trial in May.\n\n"
    "Chief Inspector Mary Boyd said that Carol Denby was arrested at her flat. Mary Boyd said that the fire "
    "was set on purpose. Denby was charged with arson as well."
)


@pytest.mark.model
def test_crime_news_makes_pages_for_no_private_person() -> None:
    """Victims, minors and who stands accused in one article have no page; who speaks in office may."""
    blocks, start = [], 0
    for line in CRIME.split("\n"):
        if line:
            blocks.append((start, start + len(line)))
        start += len(line) + 1
    title = CRIME.split("\n")[0]
    source = Article("a.txt", "0" * 64, "txt", title, CRIME, tuple(blocks), (), language="en")
    (result,) = annotate([source], AnnotateSettings(processes=1))
    archive, _ = resolve([(source, result.annotation)], Curation(), Permalinks(), ResolveSettings())
    people = {e.name: e for e in archive.entities if e.type == "person"}
    assert {"Alice Tomms", "Peter Tomms", "Carol Denby", "Mary Boyd"} <= set(people)
    assert {name for name, e in people.items() if e.page} <= {"Mary Boyd"}
    ruling, _ = parse_curation('[[entity]]\nid = "carol-denby"\npage = true\n')
    asked, _ = resolve([(source, result.annotation)], ruling, Permalinks(), ResolveSettings())
    assert next(e for e in asked.entities if e.id == "carol-denby").page


@pytest.mark.parametrize(("role", "page"), [("nurse", False), ("mayor", True)])
def test_an_office_is_public_and_a_job_is_not(
    world: Callable[..., Any], article: Callable[..., Any], role: str, page: bool
) -> None:
    source, annotation = article(
        "a.txt", TEXT.replace("[person:Ann Lee].", f"[person:Ann Lee|role={role}].", 1)
    )
    annotation = replace(annotation, events=(arrest(16, 23, "target"),))
    (found,) = world((source, annotation)).build().entities
    assert found.page is page
