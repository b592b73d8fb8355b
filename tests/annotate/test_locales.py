"""Towns and counties by the words around them."""

from __future__ import annotations

from functools import cache

import pytest

from sitegen.annotate.engine import annotate
from sitegen.config import AnnotateSettings
from sitegen.model import Article, Mention

pytestmark = pytest.mark.model

SETTINGS = AnnotateSettings(components=("sitegen_sentences", "sitegen_mentions"))


@cache
def read(text: str) -> tuple[Mention, ...]:
    article = Article("a.txt", "0" * 64, "txt", None, text, ((0, len(text)),), (), language="en")
    (result,) = annotate([article], SETTINGS)
    assert result.problems == ()
    return result.annotation.mentions


def kinds(text: str) -> dict[str, str]:
    return {m.text: m.type for m in read(text) if m.kind != "pronoun"}


@pytest.mark.parametrize(
    ("text", "town"),
    [
        (
            "Hopkinton is a quiet town. Police in Hopkinton said two homes were entered on Monday.",
            "Hopkinton",
        ),
        ("Amstutz said he would run. Hellinghausen, 22, of Winfield, soon fled on foot.", "Winfield"),
        ("The three drove to Pataskala and left the car there, the sheriff said.", "Pataskala"),
        ("Sen. Ken Cuccinelli, R-Fairfax, attached the proposal to a bill.", "Fairfax"),
        ("House Speaker Robert A. DeLeo, D-Winthrop, agreed to use the reserves.", "Winthrop"),
        (
            "By Kent Mallett March 30, 2009 NEWARK -- The surge in home sales has not been felt here.",
            "NEWARK",
        ),
        ("He was jailed. BEIRUT: The body of a man was found on Saturday, police said.", "BEIRUT"),
    ],
)
def test_a_town(text: str, town: str) -> None:
    assert kinds(text).get(town) == "place", kinds(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Investors lost confidence in Clinton. Hillary Clinton did not reply to Clinton's rivals.",
            "Clinton",
        ),
        ("Lindsay said that she would go. A friend of Lindsay agreed.", "Lindsay"),
        ("Mr Winfield said that he would go to Paris.", "Winfield"),
    ],
)
def test_no_town(text: str, name: str) -> None:
    found = kinds(text)
    assert name in found and found[name] != "place", found


def test_counties_in_a_row() -> None:
    text = "Schools in Butler, Clark and Warren counties were closed on Monday after the storm."
    counties = {m.text: (m.type, m.subtype, m.name) for m in read(text)}
    assert counties["Butler"] == ("place", "region", "Butler County")
    assert counties["Clark"] == ("place", "region", "Clark County")
    assert counties["Warren"] == ("place", "region", "Warren County")


def test_a_county_and_its_sheriff() -> None:
    text = "The arrest was made on Sunday, according to Anderson County Sheriff Greg Taylor."
    assert kinds(text).get("Anderson County") == "place", kinds(text)
    assert any(m.type == "person" and m.text.endswith("Greg Taylor") for m in read(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Clashes were reported in Aleppo province on Sunday, residents said.", "Aleppo province"),
        ("Lawyers for Washington state sued on Monday.", "Washington state"),
        ("The army left the province of Idlib on Sunday.", "Idlib province"),
    ],
)
def test_a_region_has_its_own_name(text: str, name: str) -> None:
    assert (name, "place", "region") in {(m.name, m.type, m.subtype) for m in read(text)}


def test_the_outskirts_make_no_region_of_a_city() -> None:
    text = "The church stands on the outskirts of Damascus, residents said."
    assert {m.subtype for m in read(text) if m.text == "Damascus"} == {"city"}


def test_a_postal_code_holds_a_town() -> None:
    text = "He was born in Paris, TX, in 1950 and died there."
    assert [m.container for m in read(text) if m.text == "Paris"] == ["TX"]
