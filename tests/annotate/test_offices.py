"""Offices beside a name, and relations that a sentence states, on sentences written for the purpose."""

from __future__ import annotations

from functools import cache

import pytest

from sitegen.annotate.engine import annotate
from sitegen.config import AnnotateSettings
from sitegen.model import Annotation, Article, Mention

pytestmark = pytest.mark.model

SETTINGS = AnnotateSettings(components=("sitegen_sentences", "sitegen_mentions"))


@cache
def read(text: str) -> Annotation:
    title, _, _ = text.partition("\n\n")
    blocks = ((0, len(title)), (len(title) + 2, len(text))) if "\n\n" in text else ((0, len(text)),)
    article = Article("a.txt", "0" * 64, "txt", None, text, blocks, (), language="en")
    (result,) = annotate([article], SETTINGS)
    return result.annotation


def office(text: str, name: str) -> tuple[str | None, str | None]:
    """(role, whose it is) of the first mention of `name`."""
    mentions = read(text).mentions
    found: Mention = next(m for m in mentions if m.text == name)
    return found.role, None if found.role_of is None else mentions[found.role_of].text


@pytest.mark.parametrize(
    ("text", "name", "role", "holder"),
    [
        ("EU foreign policy chief Anna Blake spoke.", "Anna Blake", "foreign policy chief", "EU"),
        ("Energy Minister Karim Haddad signed.", "Karim Haddad", "Energy Minister", None),
        ("Social Affairs Minister Anna Blake left.", "Anna Blake", "Social Affairs Minister", None),
        (
            "United Nations Secretary-General Paul Ray left.",
            "Paul Ray",
            "Secretary-General",
            "United Nations",
        ),
        (
            "Former Central Intelligence Agency director Paul Ray spoke.",
            "Paul Ray",
            "former director",
            "Central Intelligence Agency",
        ),
        (
            "Boeing president and chief operating officer Paul Ray resigned.",
            "Paul Ray",
            "president and chief operating officer",
            "Boeing",
        ),
        (
            "The UN special envoy for Syria, Paul Ray, spoke in Geneva.",
            "Paul Ray",
            "special envoy for Syria",
            "UN",
        ),
        (
            "Paul Ray, the American ambassador to Turkey, spoke.",
            "Paul Ray",
            "ambassador to Turkey",
            "American",
        ),
        (
            "Paul Ray, head of Poland's National Bank, told reporters that he would stay.",
            "Paul Ray",
            "head",
            "National Bank",
        ),
        (
            "Anna Blake, a professor of physics at the University of California, told a forum so.",
            "Anna Blake",
            "professor of physics",
            "University of California",
        ),
        (
            "Paul Ray named prime minister of Syria\n\nThe new prime minister said that he would stay.",
            "Paul Ray",
            "prime minister",
            "Syria",
        ),
        (
            "Boeing said it appointed Paul Ray to the post of chairman.",
            "Paul Ray",
            "chairman",
            None,
        ),
        (
            "The Islamic Front took the town, and its spokesman, Ali Khan, spoke.",
            "Ali Khan",
            "spokesman",
            "Islamic Front",
        ),
    ],
)
def test_an_office_is_a_whole_phrase_and_somebodys(
    text: str, name: str, role: str, holder: str | None
) -> None:
    assert office(text, name) == (role, holder)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In talks with Anna Blake, the French president said that he would help.", "Anna Blake"),
        ("After a meeting with the prime minister, Paul Ray left for Riyadh.", "Paul Ray"),
        ("The government will name Paul Ray ambassador to Turkey.", "Paul Ray"),
    ],
)
def test_another_ones_office_is_not_theirs(text: str, name: str) -> None:
    assert office(text, name) == (None, None)


def links(text: str) -> set[tuple[str, str, str]]:
    found = read(text)
    return {
        (found.mentions[r.subject].text, r.relation, found.mentions[r.object].text) for r in found.relations
    }


@pytest.mark.parametrize(
    ("text", "link"),
    [
        (
            "The National Front was led by Omar Hassan until May.",
            ("Omar Hassan", "led", "National Front"),
        ),
        (
            "Maher Khan, the younger brother of former Syrian president Omar Khan, fled.",
            ("Maher Khan", "related-to", "Omar Khan"),
        ),
        ("John Smith married Jane Doe in 1999.", ("John Smith", "married", "Jane Doe")),
        (
            "John Smith succeeded Paul Ray as mayor.",
            ("John Smith", "succeeded", "Paul Ray"),
        ),
        ("Boeing, which owns Spirit AeroSystems, said so.", ("Boeing", "owns", "Spirit AeroSystems")),
        ("Anna Lee, a German, left the city.", ("Anna Lee", "nationality", "German")),
    ],
)
def test_what_a_sentence_states(text: str, link: tuple[str, str, str]) -> None:
    assert link in links(text)


@pytest.mark.parametrize(
    "text",
    [
        "John Smith did not lead the National Front.",
        "Anna Lee could have founded the National Front.",
        "Luck led the Colts on a drive past midfield.",
    ],
)
def test_what_is_denied_supposed_or_a_figure_is_no_relation(text: str) -> None:
    assert not {link for link in links(text) if link[1] in ("leads", "led", "founded")}
