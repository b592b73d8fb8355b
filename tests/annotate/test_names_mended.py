"""What the rules make of names that models cut short, mistype or miss. Texts are ours."""

from __future__ import annotations

from functools import cache

import pytest

from sitegen.annotate.engine import annotate
from sitegen.config import AnnotateSettings
from sitegen.gazetteer import GIVEN_NAMES, gender_of
from sitegen.model import Annotation, Article, Mention

pytestmark = pytest.mark.model

SETTINGS = AnnotateSettings(components=("sitegen_sentences", "sitegen_mentions"))
TEXTS = {
    "products": (
        "A Boeing 747 and an Airbus A380 landed in Oslo. She had bought an iPod and a Toyota Camry. "
        "Michael O' Leary of Ryanair said that the airline would buy ten Boeing 737s. "
        "Air France Flight 447 was lost in June. Lockheed Martin builds jets."
    ),
    "bodies": (
        "The Syrian army said on Monday that it had left. Russia's foreign ministry welcomed the news. "
        "The Trump administration lifted sanctions that it had imposed on the Assad regime. "
        "The Indian navy and Italian police took part. The Assad family fled. "
        "Egypt's interim government resigned. He lives near a police station."
    ),
    "companies": (
        "Morton Lunch and Co Inc is holding talks with Harris Corp. "
        "The company named Peabody Brown and Co Inc as its adviser."
    ),
    "centres": (
        "Mary Adams was treated at the Betty Ford Center in California. "
        "Frank Church, a lawyer, drove along Sheikh Zayed Road to Chiang Mai International Airport. "
        "Climbers died on Mount Cook."
    ),
    "teams": (
        "The San Diego Chargers lost in Boston. Chargers lineman Peter Reed was hurt. "
        "The Jaguars beat the Steelers. The Beatles split."
    ),
    "events": (
        "The Arab Summit in Baghdad ended on Saturday. Anna Hill won two Oscars. "
        "The Syrian Observatory for Human Rights was there."
    ),
    "nouns": (
        "The Turkish companies Kalyon Enerji and Cengiz Enerji signed the deal. "
        "Norfone is the largest airline of the region, and people like Norfone. "
        "Carla Weeks, 85, was there, and so was the Mariinsky orchestra. "
        "They took the motorway M5 north. The Kurdish YPG militia held the town. "
        "Sara Blum read the “Grey Tigers” on the train."
    ),
    "papers": (
        "The Treasury issued General License 25 on Friday. Bill Clinton met the Prophet's heirs. "
        "Social Affairs Minister Hana Kabbani spoke to the Associated Press, TMZ and CNN. "
        "Power International of the United States will build it."
    ),
    "state": (
        "Fighters of the Islamic State fled to the al-Hol camp. The tall Tetrapylon was destroyed. "
        "Hafez al-Assad ruled for decades.\n\nAssad fell ill in 1983."
    ),
    "people": (
        "Emma Stone met Karl Weber in Vienna. She told him that the firm would close.\n\n"
        "Peter Falk said that he would stay. The mayor, Linda Moss, said that she would not."
    ),
}


@cache
def read(name: str) -> Annotation:
    blocks, start = [], 0
    text = TEXTS[name]
    for line in text.split("\n"):
        if line.strip():
            blocks.append((start, start + len(line)))
        start += len(line) + 1
    article = Article("a.txt", "0" * 64, "txt", None, text, tuple(blocks), (), language="en")
    (result,) = annotate([article], SETTINGS)
    assert result.problems == ()
    return result.annotation


def found(name: str) -> dict[str, Mention]:
    """Text -> its first mention."""
    return {m.text: m for m in reversed(read(name).mentions)}


def types(name: str, *texts: str) -> list[str | None]:
    mentions = found(name)
    return [mentions[text].type if text in mentions else None for text in texts]


def test_a_maker_and_its_product_are_one_name() -> None:
    assert (
        types("products", "Boeing 747", "Airbus A380", "iPod", "Toyota Camry", "Boeing 737s") == ["work"] * 5
    )
    assert types("products", "Michael O' Leary", "Ryanair") == ["person", "organisation"]
    assert types("products", "Air France Flight 447", "Lockheed Martin") == ["other", "organisation"]


def test_what_stands_behind_and_is_no_firm_of_its_own() -> None:
    texts = ("Morton Lunch and Co Inc", "Peabody Brown and Co Inc")
    assert types("companies", *texts) == ["organisation"] * 2


def test_a_body_is_named_with_its_owner() -> None:
    texts = ("Syrian army", "Trump administration", "Assad regime", "Indian navy", "Italian police")
    assert types("bodies", *texts) == ["organisation"] * 5
    assert [found("bodies")[t].subtype for t in texts] == [
        "security-force",
        "government",
        "government",
        "security-force",
        "security-force",
    ]
    ministry = found("bodies")["foreign ministry"]
    assert (ministry.subtype, ministry.name) == ("ministry", "Foreign Ministry of Russia")
    assert found("bodies")["interim government"].name == "Government of Egypt"
    assert types("bodies", "Russia", "Egypt", "Assad family") == ["place", "place", "group"]
    assert "police station" not in found("bodies")


def test_heads_beat_given_names_but_not_surnames() -> None:
    assert types("centres", "Betty Ford Center", "Frank Church") == ["organisation", "person"]
    roads = ("Sheikh Zayed Road", "Zayed Road")
    assert any(found("centres")[road].type == "place" for road in roads if road in found("centres"))
    assert types("centres", "Chiang Mai International Airport", "Mount Cook") == ["place", "place"]


def test_teams() -> None:
    assert types("teams", "San Diego Chargers", "Chargers", "Steelers") == ["organisation"] * 3
    mentions = read("teams").mentions
    short = next(m for m in mentions if m.text == "Chargers")
    assert short.antecedent is not None and mentions[short.antecedent].text == "San Diego Chargers"


def test_named_events_are_marked_as_such() -> None:
    assert found("events")["Arab Summit"].subtype == "event"
    assert found("events")["Oscars"].subtype == "event"
    assert types("events", "Syrian Observatory for Human Rights") == ["organisation"]


def test_the_text_says_what_a_name_is() -> None:
    assert types("nouns", "Kalyon Enerji", "Cengiz Enerji", "Norfone") == ["organisation"] * 3
    assert types("nouns", "Carla Weeks", "Mariinsky", "YPG") == ["person", "organisation", "organisation"]
    assert found("nouns")["M5"].subtype == "facility"


def test_papers_portfolios_and_lists() -> None:
    assert types("papers", "General License 25", "Bill Clinton", "Hana Kabbani") == [
        "work",
        "person",
        "person",
    ]
    assert "Social Affairs" not in found("papers")
    assert types("papers", "Associated Press", "CNN") == ["organisation", "organisation"]
    assert types("papers", "Power International", "United States") == ["organisation", "place"]


def test_names_that_the_tables_know_and_words_that_no_dictionary_has() -> None:
    assert types("state", "Islamic State", "al-Hol", "Tetrapylon") == ["organisation", "place", "other"]
    assert [m.text for m in read("state").mentions if m.type == "person"] == ["Hafez al-Assad", "Assad"]


def test_pronouns_follow_the_gender_of_given_names() -> None:
    mentions = read("people").mentions
    meant = [
        (m.text, mentions[m.antecedent].text)
        for m in mentions
        if m.kind == "pronoun" and m.antecedent is not None
    ]
    assert meant == [
        ("She", "Emma Stone"),
        ("him", "Karl Weber"),
        ("he", "Peter Falk"),
        ("she", "Linda Moss"),
    ]


def test_genders_are_of_given_names() -> None:
    assert [gender_of(name) for name in ("emma", "karl", "robin", "tetrapylon")] == ["f", "m", "", ""]
    assert all(gender_of(name) in ("f", "m", "") for name in GIVEN_NAMES)
