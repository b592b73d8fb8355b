"""What the search index is made of."""

from __future__ import annotations

from dataclasses import replace

from sitegen.config import Settings
from sitegen.model import Coordinates
from sitegen.plan import plan
from tests.plan.worlds import article, empty, entity, syria


def test_search_documents() -> None:
    documents = {(d.kind, d.id): d for d in plan(syria(), Settings()).documents}
    raid = documents["article", "aleppo-raid"]
    assert raid.text.startswith("Syrian security forces raided")
    assert "Raid" in raid.events
    assert raid.source == "aleppo-raid.txt"
    shara = documents["entity", "ahmad-al-shara"]
    assert (shara.aliases, shara.type) == (("Al Shara",), "person")
    assert "Syria" in documents["event", "raid-in-aleppo-2025-05-17"].places
    assert ("entity", "marco-rubio") not in documents
    assert ("event", "rubio-meeting") not in documents


def test_an_office_is_said_once() -> None:
    """However it is written, and where the description says it."""
    archive = syria()
    at, shara = next((n, e) for n, e in enumerate(archive.entities) if e.id == "ahmad-al-shara")
    [role] = shara.roles
    roles = (replace(role, text="President"), replace(role, text="president"), role)
    entities = (*archive.entities[:at], replace(shara, roles=roles), *archive.entities[at + 1 :])
    documents = {d.id: d for d in plan(replace(archive, entities=entities), Settings()).documents}
    assert shara.description is not None
    assert documents["ahmad-al-shara"].text == f"{shara.description.text}. President. leader"


def test_places_are_found_by_the_names_of_the_atlas() -> None:
    """By those that a search would not find by itself; not by those of a city that they only stand in."""
    arts = [article("a", "News", ["Aleppo is quiet. Old Town is not. Nor is the US."])]
    city = Coordinates(36.2, 37.16, "city", 170063)
    places = (
        entity(arts, "aleppo", "place", ["Aleppo"], coordinates=city),
        entity(arts, "old-town", "place", ["Old Town"], coordinates=city),
        entity(arts, "us", "place", ["US"], coordinates=Coordinates(39.8, -98.5, "country", 6252001)),
    )
    archive = replace(empty(), articles=tuple(arts), entities=places)
    documents = {d.id: d for d in plan(archive, Settings()).documents}
    assert "Halab" in documents["aleppo"].aliases and "Alepo" not in documents["aleppo"].aliases
    assert documents["old-town"].aliases == ()
    assert {"USA", "America"} <= set(documents["us"].aliases)
    assert {"Aleppo", "Halab", "Old Town", "USA"} <= set(documents["a"].places)
