"""What becomes one entity and what does not, told in small archives."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.config import ResolveSettings
from sitegen.model import Archive, Entity, Permalinks
from sitegen.resolve import Curation, resolve, write_permalinks
from tests.resolve.conftest import World, make

Worlds = Callable[..., Any]
Names = Callable[[Archive], dict[str, set[str]]]
Find = Callable[[Archive, str], Entity]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "[person:Ahmad Al Shara] spoke.\n[person:Al Shara|honorific=Mr] left.",
            [{"Ahmad Al Shara", "Al Shara"}],
            id="surname",
        ),
        pytest.param(
            "[person:Bill Clinton] and [person:Hillary Clinton] came.\n"
            "[person:Clinton|honorific=Mrs] spoke.\n[person:Hillary Clinton|honorific=Mrs] left.",
            [{"Bill Clinton"}, {"Hillary Clinton", "Clinton"}],
            id="relatives",
        ),
        pytest.param(
            "[organisation:Syrian Democratic Forces] advanced.\nThe [organisation:SDF|kind=acronym] won.",
            [{"Syrian Democratic Forces", "SDF"}],
            id="acronym",
        ),
        pytest.param(
            "[organisation:Hayat Tahrir Al Sham] won.\n[organisation:HTS|kind=acronym|antecedent=0] fought.",
            [{"Hayat Tahrir Al Sham", "HTS"}],
            id="defined acronym",
        ),
        pytest.param(
            "[place:US] and [place:United States] and [place:America].",
            [{"US", "United States", "America"}],
            id="country",
        ),
        pytest.param(
            "[place:Syria] and [place:Syrian|kind=demonym|name=Syria|subtype=country].",
            [{"Syria", "Syrian"}],
            id="demonym",
        ),
        pytest.param(
            "[person:Bashar Al Assad] fell.\nThe [organisation:Assad regime] is gone.",
            [{"Bashar Al Assad"}, {"Assad regime"}],
            id="regime",
        ),
        pytest.param(
            "[place:Damascus] lies in [place:Syria].\n[organisation:Damascus|kind=metonym] said so.\n"
            "The [organisation:Syrian government] agreed.",
            [{"Damascus"}, {"Syria"}, {"Damascus", "Syrian government"}],
            id="metonym",
        ),
        pytest.param(
            "[organisation:Interior Ministry] of [place:Syria].\n"
            "The [organisation:Ministry of the Interior] said.",
            [{"Interior Ministry", "Ministry of the Interior"}, {"Syria"}],
            id="ministry",
        ),
        pytest.param(
            "The [organisation:Syrian Interior Ministry] met the [organisation:Iraqi Interior Ministry].",
            [{"Syrian Interior Ministry"}, {"Iraqi Interior Ministry"}],
            id="two ministries",
        ),
        pytest.param(
            "[organisation:Apple] grew.\n[organisation:Apple Inc.] shrank.\n"
            "[organisation:Apple Stores] opened.",
            [{"Apple", "Apple Inc."}, {"Apple Stores"}],
            id="company",
        ),
        pytest.param(
            "[organisation:Interior Ministry] spoke in [place:Syria].\n"
            "The [organisation:ministry|kind=title|antecedent=0] and [organisation:cabinet|kind=title].",
            [{"Interior Ministry", "ministry"}, {"Syria"}],
            id="nominal",
        ),
        pytest.param(
            "[person:Lindsay Lohan Checks Into Rehab]\n[person:Lindsay Lohan] went.\n[person:Lohan] left.",
            [{"Lindsay Lohan Checks Into Rehab", "Lindsay Lohan", "Lohan"}],
            id="headline",
        ),
    ],
)
def test_within_an_article(world: Worlds, names: Names, text: str, expected: list[set[str]]) -> None:
    found = list(names(world(text).build()).values())
    assert sorted(map(sorted, found)) == sorted(map(sorted, expected))


CONTEXT = " met [person:Marco Rubio] and [person:Asaad Al Shibani] at [organisation:Arab Summit]."


@pytest.mark.parametrize(
    ("articles", "together"),
    [
        pytest.param(("[person:Ahmad Al Shara]", "[person:Ahmad al-Shara]"), True, id="article"),
        pytest.param(("[person:Ahmad Al Shara]", "[person:Ahmed al-Sharaa]"), True, id="spelling"),
        pytest.param(
            ("[person:Muammar Gaddafi]" + CONTEXT, "[person:Moammar Qadhafi]" + CONTEXT),
            True,
            id="transliterated",
        ),
        pytest.param(("[person:Eric Nyland]", "[person:Erik Nyland]"), False, id="no context"),
        pytest.param(
            ("[person:Mohammed Hassan]" + CONTEXT, "[person:Mohammed Hussein]" + CONTEXT),
            False,
            id="two names",
        ),
        pytest.param(("[person:Eric Smith]", "[person:Erik Smith]"), False, id="English has its spellings"),
        pytest.param(
            ("[person:George W. Bush]" + CONTEXT, "[person:George H. Bush]" + CONTEXT), False, id="initials"
        ),
        pytest.param(
            ("[person:Donald J. Trump]" + CONTEXT, "[person:Donald Trump]" + CONTEXT), True, id="middle"
        ),
        pytest.param(
            ("[person:Fred LaRue]" + CONTEXT, "[person:Frederick LaRue]" + CONTEXT), True, id="short given"
        ),
        pytest.param(
            ("[person:Marta Cruz]" + CONTEXT, "[person:Juan Cruz]" + CONTEXT), False, id="relatives"
        ),
        pytest.param(
            ("[person:Donald Trump]" + CONTEXT, "[person:Trump]" + CONTEXT), True, id="only surname"
        ),
        pytest.param(("[person:John Smith]", "[person:Smith]"), False, id="surname without company"),
        pytest.param(
            (
                "[organisation:Interior Ministry] of [place:Syria]",
                "[organisation:Interior Ministry] of [place:Iraq]",
            ),
            False,
            id="ministries of two countries",
        ),
        pytest.param(
            ("[organisation:Interior Ministry] of [place:Syria]", "[organisation:Syrian Interior Ministry]"),
            True,
            id="ministry of one country",
        ),
        pytest.param(
            (
                "[organisation:Hayat Tahrir al-Sham] or [organisation:HTS|kind=acronym|antecedent=0]",
                "[organisation:HTS|kind=acronym]",
            ),
            True,
            id="acronym spelt out elsewhere",
        ),
        pytest.param(
            (
                "[person:Ahmad Al Shara], formerly known as [person:Abu Mohammed Al Jolani]",
                "[person:Abu Mohammed Al Jolani]",
            ),
            True,
            id="also known",
        ),
        pytest.param(("[place:US]", "[place:United States of America]"), True, id="country"),
        pytest.param(
            (
                "[organisation:Ohio National Guard] came.\nThe [organisation:National Guard] left.",
                "[organisation:Kentucky National Guard] came.\nThe [organisation:National Guard] left.",
            ),
            False,
            id="guards of two states",
        ),
        pytest.param(
            (
                "[organisation:New Orleans Saints] came.\nThe [organisation:Saints] left.",
                "[organisation:Saints] won.",
            ),
            True,
            id="short of one",
        ),
        pytest.param(("[person:Paris Hilton|honorific=Ms]", "[place:Paris]"), False, id="types"),
    ],
)
def test_across_articles(world: Worlds, articles: tuple[str, str], together: bool) -> None:
    archive = world(*articles).build()
    first, second = (
        next(e.id for e in archive.entities for m in e.mentions if m.article == a.id and m.start == 0)
        for a in sorted(archive.articles, key=lambda a: a.article.source)
    )
    assert (first == second) is together


def test_a_surname_of_two_people_is_a_doubt_and_no_join(world: Worlds, names: Names) -> None:
    archive = world(
        "[person:Marta Cruz]" + CONTEXT, "[person:Juan Cruz]" + CONTEXT, "[person:Cruz]" + CONTEXT
    ).build()
    assert names(archive)["cruz"] == {"Cruz"}
    assert any("cruz" in (d.first, d.second) for d in archive.doubts)


def test_every_join_says_why(world: Worlds, entity: Find) -> None:
    archive = world("[person:Ahmad Al Shara]", "[person:Ahmed al-Sharaa]").build()
    (joined,) = entity(archive, "ahmad-al-shara").joined
    assert "“Ahmad Al Shara”" in joined and "“Ahmed al-Sharaa”" in joined and "spelling" in joined


def test_the_name_is_the_most_frequent_full_form(world: Worlds, entity: Find) -> None:
    text = "[person:DONALD TRUMP] wins.\n[person:Donald Trump] spoke.\n" + "[person:Trump] left.\n" * 5
    found = entity(world(text).build(), "donald-trump")
    assert found.name == "Donald Trump"
    assert [(a.text, a.count) for a in found.aliases] == [
        ("Trump", 5),
        ("DONALD TRUMP", 1),
        ("Donald Trump", 1),
    ]


def test_the_archive_outvotes_a_slip_of_the_model(world: Worlds, names: Names) -> None:
    archive = world("[organisation:Boeing]", "[organisation:Boeing]", "[person:Boeing]").build()
    assert [(e.type, len(e.mentions)) for e in archive.entities] == [("organisation", 3)]


def test_roles_are_dated_and_sourced(world: Worlds, article: Callable[..., Any], entity: Find) -> None:
    text = "[place:Syria]'s [person:Asaad Al Shibani|role=Foreign Minister|role_of=0] spoke."
    archive = world(article("a.txt", text, date="2025-05-18")).build()
    minister = entity(archive, "asaad-al-shibani")
    (role,) = minister.roles
    assert (role.text, role.of, role.date) == ("Foreign Minister", "syria", "2025-05-18")
    assert minister.description is not None
    assert minister.description.text == "Foreign Minister of Syria"
    (relation,) = archive.relations
    assert (relation.subject, relation.relation, relation.object) == (
        "asaad-al-shibani",
        "works-for",
        "syria",
    )


def test_an_apposition_describes(world: Worlds, entity: Find) -> None:
    archive = world(
        "[organisation:Hayat Tahrir Al Sham], a group that was aligned with Al Qaeda, won."
    ).build()
    found = entity(archive, "hayat-tahrir-al-sham").description
    assert found is not None
    assert found.text == "Group that was aligned with Al Qaeda"
    assert (found.evidence.start, found.evidence.end) == (0, 66)


def test_places_stand_where_the_text_puts_them(world: Worlds, entity: Find) -> None:
    archive = world(
        "[place:Aleppo] in [place:Syria] and [place:Jazmatiyeh|container=Aleppo|subtype=district].",
        "[place:Paris|container=Texas] is small.",
        "[place:Springfield] is somewhere.",
    ).build()
    aleppo, quarter, syria = (entity(archive, id_) for id_ in ("aleppo", "jazmatiyeh", "syria"))
    assert aleppo.coordinates is not None and aleppo.coordinates.precision == "city"
    assert aleppo.identifiers == (("geonames", str(aleppo.coordinates.geonameid)),)
    assert (aleppo.located_in, quarter.located_in, syria.located_in) == ("syria", "aleppo", None)
    assert quarter.coordinates is not None and quarter.coordinates.geonameid is None
    paris = entity(archive, "paris").coordinates
    assert paris is not None and paris.lon < -90
    assert entity(archive, "springfield").coordinates is None


# ---------------------------------------------------------------- pages


@pytest.mark.parametrize(
    ("text", "page", "reason"),
    [
        ("[person:Ann Lee] spoke.\n[person:Lee] left.", True, "named 2 times in 1 article"),
        ("[person:Ann Lee] spoke.", False, "fewer than 2"),
        ("[work:War and Peace] and [work:War and Peace].", False, "type work"),
        ("[person:Ann Lee], 12, spoke.\n[person:Ann Lee] left.", False, "minor"),
        ("The 9-year-old [person:Ann Lee] spoke.\n[person:Ann Lee] left.", False, "minor"),
        ("The schoolgirl [person:Ann Lee] spoke.\n[person:Ann Lee] left.", False, "minor"),
        ("[person:Ann Lee], 42, spoke.\n[person:Ann Lee] left.", True, "named 2 times"),
    ],
)
def test_who_has_a_page(world: Worlds, text: str, page: bool, reason: str) -> None:
    (found,) = world(text).build().entities
    assert found.page is page
    assert reason in found.page_reason


# ---------------------------------------------------------------- rulings

SHARA = ("[person:Ahmad Al Shara] spoke.", "[person:Abu Mohammed Al Jolani] spoke.")
SAME = '[[same]]\nentities = ["abu-mohammed-al-jolani", "ahmad-al-shara"]\n'


def test_same_joins_under_the_first_id_and_holds(world: Worlds, names: Names) -> None:
    archive = world(*SHARA)
    archive.build()
    joined = archive.build(SAME)
    assert names(joined) == {"abu-mohammed-al-jolani": {"Ahmad Al Shara", "Abu Mohammed Al Jolani"}}
    assert {p.id: p.to for p in joined.permalinks.entities} == {
        "abu-mohammed-al-jolani": None,
        "ahmad-al-shara": "abu-mohammed-al-jolani",
    }
    assert archive.build(SAME) == joined
    assert archive.problems == ()
    assert set(names(archive.build())) == {"abu-mohammed-al-jolani", "ahmad-al-shara"}


def test_same_finds_ids_and_names_on_a_first_build(world: Worlds, names: Names) -> None:
    first = world(*SHARA).build('[[same]]\nentities = ["Abu Mohammed al-Jolani", "ahmad-al-shara"]\n')
    assert list(names(first)) == ["abu-mohammed-al-jolani"]


def test_not_same_parts_what_rules_join(world: Worlds, names: Names) -> None:
    archive = world("[person:Ahmad Al Shara]", "[person:Ahmed al-Sharaa]")
    assert len(archive.build().entities) == 1
    parted = archive.build('[[not-same]]\nentities = ["ahmad-al-shara", "Ahmed al-Sharaa"]\n')
    assert names(parted) == {"ahmad-al-shara": {"Ahmad Al Shara"}, "ahmed-al-sharaa": {"Ahmed al-Sharaa"}}
    assert parted.doubts == ()


def test_an_entity_ruling_beats_everything(world: Worlds, entity: Find) -> None:
    ruling = (
        '[[entity]]\nid = "ann-lee"\nname = "Anne Lee"\naliases = ["A. Lee"]\nwikidata = "Q1"\npage = true\n'
    )
    found = entity(world("[person:Ann Lee] spoke.").build(ruling), "ann-lee")
    assert (found.name, found.page, found.identifiers) == ("Anne Lee", True, (("wikidata", "Q1"),))
    assert "A. Lee" in {alias.text for alias in found.aliases}
    assert "curation.toml" in found.page_reason


def test_hide_takes_away_and_forget_leaves_no_trace(world: Worlds) -> None:
    archive = world("[person:Ann Lee] and [person:Bo Ek] spoke.")
    hidden = archive.build('[[entity]]\nid = "ann-lee"\nhide = true\n')
    assert [e.id for e in hidden.entities] == ["bo-ek"]
    assert [p.id for p in hidden.permalinks.entities] == ["ann-lee", "bo-ek"]
    forgotten = archive.build('[[entity]]\nid = "ann-lee"\nforget = true\n')
    assert [e.id for e in forgotten.entities] == ["bo-ek"]
    assert [p.id for p in forgotten.permalinks.entities] == ["bo-ek", "forgotten-1a1cf9d3abbf4506"]
    assert "ann" not in write_permalinks(forgotten.permalinks)
    assert archive.build('[[entity]]\nid = "ann-lee"\nforget = true\n') == forgotten


def test_a_mention_ruling_gives_words_another_meaning(world: Worlds, names: Names) -> None:
    ruling = """
[[mention]]
article = "000"
text = "Damascus"
context = "Damascus said"
entity = "syrian-cabinet"
"""
    archive = world("In [place:Damascus] it rained.\n[place:Damascus] said no.")
    found = archive.build(ruling)
    assert {id_: len(texts) for id_, texts in names(found).items()} == {"damascus": 1, "syrian-cabinet": 1}
    assert archive.build(ruling) == found


@pytest.mark.parametrize(
    ("ruling", "line", "words"),
    [
        ('\n[[entity]]\nid = "ann-le"\nhide = true\n', 2, "nearest: ann-lee"),
        ('[[same]]\nentities = ["ann-lee", "nobody-at-all"]\n', 1, "'nobody-at-all'"),
        (
            '[[mention]]\narticle = "000"\ntext = "Ann Lee"\ncontext = "Ann Lee sang"\nentity = "x"\n',
            1,
            "no longer",
        ),
        ('[[mention]]\narticle = "999"\ntext = "Ann Lee"\nentity = "x"\n', 1, "no article"),
        ('[[not-same]]\nentities = ["ann-lee", "Ann Lee"]\n', 1, "one and the same"),
    ],
)
def test_a_ruling_that_names_nothing_is_a_warning(world: Worlds, ruling: str, line: int, words: str) -> None:
    archive = world("[person:Ann Lee] spoke.")
    archive.build(ruling)
    (problem,) = archive.problems
    assert (problem.where, problem.line, problem.severity) == ("curation.toml", line, "warning")
    assert words in f"{problem.message} {problem.hint}"


# ---------------------------------------------------------------- laws

PEOPLE = st.sampled_from(
    [
        "[person:Ahmad Al Shara]",
        "[person:Ahmed al-Sharaa]",
        "[person:Al Shara|honorific=Mr]",
        "[person:Abu Mohammed Al Jolani]",
        "[person:Bill Clinton]",
        "[person:Hillary Clinton]",
        "[person:Clinton|honorific=Mrs]",
        "[organisation:Interior Ministry]",
        "[organisation:Syrian Interior Ministry]",
        "[organisation:Hayat Tahrir Al Sham]",
        "[organisation:HTS|kind=acronym]",
        "[organisation:Damascus|kind=metonym]",
        "[place:Damascus]",
        "[place:Syria]",
        "[place:Iraq]",
        "[place:Paris|container=Texas]",
        "[place:Paris]",
        "[person:Paris]",
    ]
)
ARCHIVES = st.lists(st.lists(PEOPLE, min_size=1, max_size=6).map(" and ".join), min_size=1, max_size=5)
RULINGS = st.sampled_from(
    [
        "",
        '[[same]]\nentities = ["ahmad-al-shara", "abu-mohammed-al-jolani"]\n',
        '[[not-same]]\nentities = ["Ahmad Al Shara", "Ahmed al-Sharaa"]\n',
        '[[mention]]\narticle = "000"\ntext = "Paris"\nentity = "paris-texas"\n',
        '[[same]]\nentities = ["paris-2", "paris"]\n[[entity]]\nid = "syria"\nhide = true\n',
        '[[entity]]\nid = "bill-clinton"\nforget = true\n',
    ]
)


@settings(deadline=None, max_examples=25)
@given(ARCHIVES, st.lists(RULINGS, min_size=1, max_size=3), st.randoms())
def test_resolving_again_or_in_another_order_changes_nothing(
    texts: list[str], history: list[str], chance: random.Random
) -> None:
    archive = World([make(f"{n:03}.txt", text) for n, text in enumerate(texts)])
    for ruling in history:
        before = archive.permalinks
        first = archive.build(ruling)
        assert {p.id for p in first.permalinks.articles} >= {p.id for p in before.articles}
        assert archive.build(ruling) == first
        chance.shuffle(archive.pairs)
        archive.permalinks = before
        assert archive.build(ruling) == first
        _check(first)


def _check(archive: Archive) -> None:
    ids = [e.id for e in archive.entities]
    assert ids == sorted(set(ids))
    known = {p.id for p in archive.permalinks.entities if p.to is None}
    assert set(ids) <= known
    places = [(m.article, m.start) for e in archive.entities for m in e.mentions]
    assert len(places) == len(set(places))
    assert all(e.located_in is None or e.located_in in set(ids) for e in archive.entities)


def test_an_empty_archive_is_an_archive() -> None:
    archive, problems = resolve([], Curation(), Permalinks(), ResolveSettings())
    assert archive.entities == () and problems == ()


def test_a_congress_without_an_owner_beside_it_is_nobodys(world: Any, entity: Any) -> None:
    archive = world(
        """[place:Syria] waited. [place:Syria] hoped. [organisation:Congress] voted.
        [organisation:Interior Ministry] was silent."""
    ).build()
    ids = {e.id for e in archive.entities}
    assert {"congress", "interior-ministry-syria"} <= ids


def test_a_description_is_a_noun_phrase_and_no_statement(world: Any, entity: Any) -> None:
    archive = world(
        """[organisation:Hezbollah], the Syrian presidency said, left the town.
        [organisation:Nusra Front], a Kurdish-led alliance which holds the north, came.
        [organisation:Fatah], the provision of financial services, ended."""
    ).build()
    assert entity(archive, "hezbollah").description is None
    assert entity(archive, "nusra-front").description.text == "Kurdish-led alliance which holds the north"
    assert entity(archive, "fatah").description is None
