"""A ruling holds: through new articles, renamed and edited files, and what another model finds."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.config import ResolveSettings
from sitegen.model import Annotation, Archive, Article, Entity, EntityType, Permalink, Permalinks
from sitegen.resolve import parse_curation, resolve, write_permalinks
from sitegen.resolve.permalinks import parse_permalinks, reclaim
from tests.resolve.conftest import World, make

Worlds = Callable[..., Any]
Names = Callable[[Archive], dict[str, set[str]]]
Find = Callable[[Archive, str], Entity]

SMITHS = (
    "[person:John Smith] scored.\n[person:Smith] left.",
    "[person:John Smith] of [place:Leeds] signed a law.\n[person:John Smith] spoke.",
)
TWO = """
[[mention]]
article = "000"
text = "John Smith"
entity = "john-smith-footballer"

[[mention]]
article = "000"
text = "Smith"
entity = "john-smith-footballer"

[[entity]]
id = "john-smith-footballer"
name = "John Smith (footballer)"
type = "person"
"""
RULINGS = """
[[same]]
entities = ["ahmad-al-shara", "abu-mohammed-al-jolani"]

[[not-same]]
entities = ["bashar-al-assad", "Bashar el-Assad"]

[[entity]]
id = "ahmad-al-shara"
name = "The President"

[[entity]]
id = "ann-lee"
hide = true
"""
ARTICLES = (
    "[person:Ahmad Al Shara] met [person:Bashar Al Assad].\n[person:Al Shara] left.",
    "[person:Abu Mohammed Al Jolani] spoke.\n[person:Bashar el-Assad] did not.",
    "[person:Ann Lee] and [person:Bo Ek] spoke.\n[person:Bo Ek] left.",
)


def _holds(archive: Archive) -> None:
    """What RULINGS say, whatever else the archive has."""
    entities = {e.id: e for e in archive.entities}
    assert entities["ahmad-al-shara"].name == "The President"
    spelt = {a.text for a in entities["ahmad-al-shara"].aliases}
    assert {"Ahmad Al Shara", "Abu Mohammed Al Jolani"} <= spelt
    assert "abu-mohammed-al-jolani" not in entities
    for entity in archive.entities:
        names = {a.text for a in entity.aliases}
        assert not {"Bashar Al Assad", "Bashar el-Assad"} <= names
        assert "Ann Lee" not in names
    assert "bashar-al-assad" in entities


def test_rulings_hold_with_new_articles_and_renamed_files(world: Worlds) -> None:
    archive = world(*ARTICLES)
    archive.build()
    _holds(archive.build(RULINGS))
    archive.pairs.append(
        make("new.txt", "[person:Ahmed al-Sharaa] met [person:Ann Lee].\n[person:Jolani] too.")
    )
    _holds(archive.build(RULINGS))
    archive.pairs = [(replace(a, source=f"other/{a.source}"), n) for a, n in archive.pairs]
    _holds(archive.build(RULINGS))
    assert archive.problems == ()
    archive.permalinks = Permalinks()  # and with a permalinks.json that was lost
    _holds(archive.build(RULINGS))


def another_model(annotation: Annotation, chance: random.Random) -> Annotation:
    """What another model may make of it: other types, no honorific, less sure; the last mention missed."""
    kinds: tuple[EntityType, ...] = ("person", "organisation", "place")
    mentions = [
        replace(
            m,
            type=chance.choice(kinds) if chance.random() < 0.3 else m.type,
            confidence=chance.uniform(0.3, 1),
            reason="another model",
        )
        for m in annotation.mentions
    ]
    return replace(annotation, mentions=tuple(mentions))


@settings(deadline=None, max_examples=60)
@given(st.randoms(), st.permutations(range(len(ARTICLES))))
def test_rulings_hold_with_another_model(chance: random.Random, order: list[int]) -> None:
    pairs = [make(f"{n:03}.txt", text) for n, text in enumerate(ARTICLES)]
    archive = World([pairs[n] for n in order])
    archive.build()
    before = archive.build(RULINGS)
    _holds(before)
    archive.pairs = [(a, another_model(n, chance)) for a, n in archive.pairs]
    after = archive.build(RULINGS)
    _holds(after)
    assert archive.build(RULINGS) == after


def test_a_name_that_changes_its_type_keeps_its_id_unless_two_may_claim_it() -> None:
    known = (Permalink("ann-lee", ("person:ann lee",)), Permalink("bo", ("person:bo", "person:bo ek")))

    def name(key: str) -> str:
        return key.partition(":")[2]

    (one, two) = reclaim(known, ["organisation:ann lee", "person:bo"], name)
    assert one.keys == ("organisation:ann lee", "person:ann lee")
    assert two == known[1]
    assert reclaim(known, ["organisation:ann lee", "place:ann lee"], name) == known
    rivals = (*known, Permalink("ann-lee-2", ("work:ann lee",)))
    assert reclaim(rivals, ["organisation:ann lee"], name) == rivals


# ---------------------------------------------------------------- one name, two people


def test_mention_rulings_part_two_people_of_one_name_and_pronouns_follow(world: Worlds, names: Names) -> None:
    first = SMITHS[0] + "\n[person:He|kind=pronoun|antecedent=0] wept."
    archive = world(first, SMITHS[1])
    assert set(names(archive.build())) == {"john-smith", "leeds"}
    parted = archive.build(TWO)
    assert archive.problems == ()
    assert names(parted) == {
        "john-smith": {"John Smith"},
        "john-smith-footballer": {"John Smith", "Smith", "He"},
        "leeds": {"Leeds"},
    }
    found = {e.id: e.name for e in parted.entities}
    assert found["john-smith-footballer"] == "John Smith (footballer)"
    assert archive.build(TWO) == parted
    archive.pairs.append(make("9.txt", "[person:John Smith] of [place:Leeds] resigned."))
    again = archive.build(TWO)
    assert len(next(e for e in again.entities if e.id == "john-smith").mentions) == 3


@pytest.mark.parametrize(
    "found",
    [
        pytest.param("John Smith scored.\n[person:Smith] left.", id="missed"),
        pytest.param("[person:John Smith scored].\n[person:Smith] left.", id="wider"),
        pytest.param("[organisation:John Smith] scored.\n[work:Smith] left.", id="other types"),
        pytest.param("John Smith scored.\nSmith left.", id="nothing found"),
    ],
)
def test_a_mention_ruling_holds_whatever_a_model_finds(world: Worlds, names: Names, found: str) -> None:
    archive = world(*SMITHS)
    archive.build(TWO)
    text, notes = make("000.txt", found)
    assert text.text == archive.pairs[0][0].text
    archive.pairs[0] = (archive.pairs[0][0], notes)
    context = 'text = "John Smith"\ncontext = "John Smith scored"'
    ruling = TWO.replace('text = "John Smith"', context, 1)
    built = archive.build(ruling)
    own = next(e for e in built.entities if e.id == "john-smith-footballer")
    places = {(m.start, m.end) for m in own.mentions}
    assert len(places) == 2
    assert all(article.id == "000" for article in built.articles if article.article.source == "000.txt")
    assert archive.problems == ()
    assert archive.build(ruling) == built


def test_a_new_mention_moves_every_index_into_the_mentions(world: Worlds) -> None:
    text = "Aleppo fell.\n[place:Syria]'s [person:Asaad Al Shibani|role=Foreign Minister|role_of=0] spoke."
    ruling = '[[mention]]\narticle = "000"\ntext = "Aleppo"\nentity = "Aleppo"\n'
    archive = world(text)
    built = archive.build(ruling)
    assert archive.problems == ()
    minister = next(e for e in built.entities if e.id == "asaad-al-shibani")
    assert [r.of for r in minister.roles] == ["syria"]
    assert [m.text for e in built.entities if e.id == "aleppo" for m in e.mentions] == ["Aleppo"]


def test_a_typing_error_in_a_mention_ruling_is_noticed_and_a_declared_entity_is_not(world: Worlds) -> None:
    archive = world("In [place:Damascus] it rained.", "The [organisation:Syrian Cabinet] met.")
    ruling = '[[mention]]\narticle = "000"\ntext = "Damascus"\nentity = "syrian-cabinett"\n'
    for _ in range(2):
        archive.build(ruling)
        (problem,) = archive.problems
        assert (problem.line, problem.severity) == (1, "warning")
        assert "nearest: syrian-cabinet" in problem.hint
    archive.build(ruling + '\n[[entity]]\nid = "syrian-cabinett"\nname = "Another cabinet"\n')
    assert archive.problems == ()
    archive.build(ruling.replace("syrian-cabinett", "syrian-cabinet"))
    assert archive.problems == ()


# ---------------------------------------------------------------- contradictions


@pytest.mark.parametrize(
    "same",
    [
        '[[same]]\nentities = ["ann-lee", "bo-ek"]\n',
        '[[same]]\nentities = ["ann-lee", "cy-ash"]\n[[same]]\nentities = ["cy-ash", "bo-ek"]\n',
    ],
)
def test_same_against_not_same_is_a_warning_with_both_lines(world: Worlds, same: str) -> None:
    archive = world("[person:Ann Lee], [person:Bo Ek] and [person:Cy Ash] spoke.")
    apart = '[[not-same]]\nentities = ["bo-ek", "ann-lee"]\n'
    built = archive.build(same + apart)
    (problem,) = archive.problems
    assert (problem.line, problem.severity) == (same.count("\n") - 1, "warning")
    assert f"curation.toml:{same.count(chr(10)) + 1}" in problem.message
    assert {"ann-lee", "bo-ek"} <= {e.id for e in built.entities}


def test_the_first_ruling_in_the_file_gives_the_id(world: Worlds, names: Names) -> None:
    archive = world("[person:Ann Lee], [person:Bo Ek] and [person:Cy Ash] spoke.")
    rulings = '[[same]]\nentities = ["cy-ash", "bo-ek"]\n\n[[same]]\nentities = ["ann-lee", "bo-ek"]\n'
    assert set(names(archive.build(rulings))) == {"cy-ash"}


# ---------------------------------------------------------------- forgetting

FORGET = '[[entity]]\nid = "ann-lee"\nforget = true\n'
LEE = "[person:Ann Lee] met [person:Bo Ek], a friend of [person:Ann Lee].\n[person:Lee] left."


def test_the_forgotten_stay_so_and_leave_no_name(world: Worlds) -> None:
    archive = world(LEE)
    archive.build()
    first = archive.build(FORGET)
    assert archive.build(FORGET) == first
    assert {e.id for e in first.entities} == {"bo-ek"}
    text = write_permalinks(first.permalinks)
    assert "ann" not in text and "lee" not in text
    assert parse_permalinks(text) == first.permalinks
    # New articles, another type, and a ruling that does not tell the name either.
    archive.pairs.append(make("9.txt", "[person:Ann Lee] came again.\n[person:Lee] went."))
    archive.pairs.append(make("a.txt", "[organisation:Ann Lee] sold."))
    opaque = FORGET.replace("ann-lee", "forgotten-1a1cf9d3abbf4506")
    for ruling in (FORGET, opaque, FORGET, opaque):
        built = archive.build(ruling)
        assert {e.id for e in built.entities} == {"bo-ek"}, ruling
        assert archive.problems == ()
        assert "ann" not in write_permalinks(built.permalinks)
        assert all(e.description is None for e in built.entities)


def test_the_forgotten_who_were_merged_leave_neither_name(world: Worlds) -> None:
    archive = world("[person:Ann Lee] spoke.", "[person:Nan Kay] spoke.")
    same = '[[same]]\nentities = ["ann-lee", "nan-kay"]\n'
    archive.build(same)
    built = archive.build(same + FORGET)
    assert built.entities == ()
    text = write_permalinks(built.permalinks)
    assert "ann" not in text and "kay" not in text
    assert archive.build(same + FORGET) == built


def test_what_is_not_forgotten_any_more_is_there_again(world: Worlds, names: Names) -> None:
    archive = world(LEE)
    before = archive.build()
    archive.build(FORGET)
    after = archive.build()
    assert after == before


def test_an_opaque_ruling_finds_whom_it_means_on_a_first_build(world: Worlds) -> None:
    archive = world(LEE)
    built = archive.build(FORGET.replace("ann-lee", "forgotten-1a1cf9d3abbf4506"))
    assert {e.id for e in built.entities} == {"bo-ek"}
    assert archive.problems == ()


PEOPLE = st.sampled_from(["Ann Lee", "Lee", "Bo Lee", "Bo Ek", "Ann Lee Kay"])


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.lists(PEOPLE, min_size=1, max_size=4), min_size=1, max_size=4),
    st.lists(st.booleans(), max_size=3),
)
def test_forgetting_in_any_history_leaves_no_full_name(texts: list[list[str]], history: list[bool]) -> None:
    archive = World(
        [make(f"{n}.txt", " and ".join(f"[person:{p}]" for p in people)) for n, people in enumerate(texts)]
    )
    for forgotten in [*history, True]:
        built = archive.build(FORGET if forgotten else "")
    assert archive.build(FORGET) == built
    assert "ann-lee" not in {p.id for p in built.permalinks.entities}
    assert not any(a.text == "Ann Lee" for e in built.entities for a in e.aliases)
    assert ':ann lee"' not in write_permalinks(built.permalinks)


def test_hidden_words_are_in_no_description_or_role(world: Worlds) -> None:
    text = "[person:Bo Ek|role=lawyer of Ann Lee], a friend of [person:Ann Lee], left."
    archive = world(text)
    plain = next(e for e in archive.build().entities if e.id == "bo-ek")
    assert plain.description is not None and plain.roles
    hidden = archive.build('[[entity]]\nid = "ann-lee"\nhide = true\n')
    (left,) = hidden.entities
    assert (left.description, left.roles) == (None, ())


def test_an_article_has_its_text_still(world: Worlds) -> None:
    article: Article
    built = world(LEE).build(FORGET)
    (article,) = (a.article for a in built.articles)
    assert "Ann Lee" in article.text


def test_rulings_on_nothing_name_what_is_like_them(world: Worlds) -> None:
    pairs = [make("a.txt", "[person:Abu Mohammad Al Golani] spoke.")]
    curation, _ = parse_curation('[[entity]]\nid = "golany"\nhide = true\n')
    _, problems = resolve(pairs, curation, Permalinks(), ResolveSettings())
    assert "abu-mohammad-al-golani" in problems[0].hint
