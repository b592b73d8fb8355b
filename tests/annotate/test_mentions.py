"""Mentions, on small articles written for the purpose. A row: text, kind, type, name."""

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
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append((start, start + len(line)))
        start += len(line) + 1
    title = text.split("\n")[0] if "\n\n" in text else None
    article = Article("a.txt", "0" * 64, "txt", title, text, tuple(blocks), (), language="en")
    (result,) = annotate([article], SETTINGS)
    assert result.problems == ()
    return result.annotation


def named(text: str, name: str) -> Mention:
    """The first mention of this text."""
    found = next((m for m in read(text).mentions if m.text == name), None)
    assert found is not None, [m.text for m in read(text).mentions]
    return found


def target(text: str, index: int | None) -> str | None:
    return None if index is None else read(text).mentions[index].text


MINISTER = (
    "Jordan’s Foreign Minister Karim Al Haddad met US Secretary of State Anna Blake in Amman on Friday. "
    "Mr Al Haddad said the talks were useful."
)


def test_offices_are_no_part_of_a_name() -> None:
    minister = named(MINISTER, "Karim Al Haddad")
    assert (minister.type, minister.role, target(MINISTER, minister.role_of)) == (
        "person",
        "Foreign Minister",
        "Jordan",
    )
    secretary = named(MINISTER, "Anna Blake")
    assert (secretary.role, target(MINISTER, secretary.role_of)) == ("Secretary of State", "US")
    again = named(MINISTER, "Al Haddad")
    assert (again.honorific, again.type) == ("Mr", "person")
    assert "State" not in [m.text for m in read(MINISTER).mentions]


def test_places_by_the_words_around_them() -> None:
    text = (
        "The army raided a flat in the Damascus suburb of Qadsiya Hill and shops in the Karnaziyeh district."
    )
    hill = named(text, "Qadsiya Hill")
    assert (hill.type, hill.subtype, hill.container) == ("place", "district", "Damascus")
    assert (named(text, "Karnaziyeh").type, named(text, "Karnaziyeh").subtype) == ("place", "district")
    links = {(r.relation, target(text, r.subject), target(text, r.object)) for r in read(text).relations}
    assert ("located-in", "Qadsiya Hill", "Damascus") in links


def test_a_comma_and_a_country_make_a_container() -> None:
    text = "The workshop was held in Toulouse, France, last week."
    assert named(text, "Toulouse").container == "France"
    assert named(text, "France").container is None


def test_acronyms_by_definition_and_by_first_letters() -> None:
    text = (
        "The Northern Rescue Committee (NRC) opened an office. Later the Jabhat Tahrir Al Watan said it had "
        "left the town, and JTW fighters were seen. The NRC said it would stay."
    )
    first = named(text, "NRC")
    assert first.kind == "acronym"
    assert target(text, first.antecedent) == "Northern Rescue Committee"
    short = named(text, "JTW")
    assert (short.type, target(text, short.antecedent)) == ("organisation", "Jabhat Tahrir Al Watan")


def test_demonyms_stand_for_their_place_or_people() -> None:
    text = "Syrian troops met Kurdish fighters near Aleppo."
    assert (named(text, "Syrian").kind, named(text, "Syrian").name, named(text, "Syrian").type) == (
        "demonym",
        "Syria",
        "place",
    )
    assert (named(text, "Kurdish").kind, named(text, "Kurdish").type) == ("demonym", "group")
    assert (named(text, "Aleppo").type, named(text, "Aleppo").subtype) == ("place", "city")


def test_a_capital_that_acts_is_a_government() -> None:
    text = "Damascus said it would sign the agreement. Rain fell in Damascus."
    first, second = [m for m in read(text).mentions if m.text == "Damascus"]
    assert (first.kind, first.type, first.subtype, first.name) == (
        "metonym",
        "organisation",
        "government",
        "Government of Syria",
    )
    assert (second.kind, second.type) == ("name", "place")


def test_a_newspaper_has_its_own_the() -> None:
    text = "An official told The National on Sunday that the road was open."
    paper = named(text, "The National")
    assert (paper.type, paper.subtype) == ("organisation", "media")


def test_what_is_no_name() -> None:
    text = (
        "On Monday at 5 pm EST, the CEO paid $3 million. Christmas came early, a third of them said in March."
    )
    assert read(text).mentions == ()


def test_the_second_sweep_finds_surnames_and_capitals() -> None:
    text = (
        "OKAFOR JAILED\n\nA court in London jailed Samuel Okafor on Friday. The judge said Okafor had lied. "
        "Friends of Okafor wept."
    )
    found = [(m.text, m.type) for m in read(text).mentions if m.text.upper() == "OKAFOR"]
    assert found == [("OKAFOR", "person"), ("Okafor", "person"), ("Okafor", "person")]


def test_pronouns_and_nominals_point_to_the_only_one_meant() -> None:
    text = (
        "The Interior Ministry published a list on Sunday. The ministry said two men were wanted. "
        "Maria Rossi read it. She laughed."
    )
    ministry = named(text, "The ministry")
    assert (ministry.kind, target(text, ministry.antecedent)) == ("title", "Interior Ministry")
    she = named(text, "She")
    assert (she.kind, target(text, she.antecedent)) == ("pronoun", "Maria Rossi")


def test_a_pronoun_with_two_candidates_is_left_alone() -> None:
    text = "Peter Brown and Paul Green quarrelled. The neighbours heard that he had won."
    assert [m.text for m in read(text).mentions if m.kind == "pronoun"] == []


def test_a_leader_leads() -> None:
    text = "Hayat Al Watan, formed in 2012, is led by Mr Al Hariri. Boeing chief executive Jane Fox spoke."
    links = {(target(text, r.subject), r.relation, target(text, r.object)) for r in read(text).relations}
    assert ("Al Hariri", "leads", "Hayat Al Watan") in links
    fox = named(text, "Jane Fox")
    assert (fox.role, target(text, fox.role_of)) == ("chief executive", "Boeing")


def test_a_dateline_names_a_city_and_an_agency() -> None:
    text = "Flood in Germany\n\nBERLIN, March 3 (Reuters) - A flood closed two roads in Germany on Monday."
    berlin = named(text, "BERLIN")
    assert (berlin.type, berlin.name) == ("place", "Berlin")
    assert (named(text, "Reuters").type, named(text, "Reuters").subtype) == ("organisation", "media")


def test_every_mention_has_a_reason_and_a_confidence() -> None:
    for mention in read(MINISTER).mentions:
        assert mention.reason
        assert 0 < mention.confidence <= 1
        assert MINISTER[mention.start : mention.end] == mention.text
        start, end = read(MINISTER).sentences[mention.sentence]
        assert start <= mention.start < mention.end <= end


def test_a_surname_with_another_given_name_is_somebody_else() -> None:
    text = "Karim Haddad spoke. The mayor, Yarub Haddad, was silent."
    assert "Yarub Haddad" in {m.text for m in read(text).mentions}


def test_papers_are_no_people() -> None:
    text = "They joined the Abraham Accords. The Treasury issued General License 25 on Friday."
    types = {m.text: m.type for m in read(text).mentions}
    assert types["Abraham Accords"] == "work"
    assert {type_ for name, type_ in types.items() if "License" in name} == {"work"}


def test_a_country_code_is_no_acronym_of_a_square() -> None:
    text = "Crowds filled Umayyad Square in Damascus. The US praised them."
    assert named(text, "US").antecedent is None


def test_a_list_of_cities_is_not_one_name() -> None:
    text = "Troops left Hasakah, Raqqa and Deir ez-Zor in Syria."
    texts = {m.text for m in read(text).mentions}
    assert {"Hasakah", "Raqqa", "Deir ez-Zor"} <= texts


def test_the_only_ministry_is_meant_however_far_back() -> None:
    text = "The Interior Ministry spoke. " + "It rained again. " * 8 + "Photos were shown by the ministry."
    found = named(text, "the ministry")
    assert target(text, found.antecedent) == "Interior Ministry"
