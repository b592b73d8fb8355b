"""What readers may expect of the hits."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.config import SearchSettings
from sitegen.model import SearchDocument
from sitegen.naming import distance
from sitegen.problems import SitegenError
from sitegen.search import answer, build_index, query
from sitegen.search.excerpt import LENGTH, excerpt
from sitegen.search.query import closest_first
from tests.search.conftest import write

DOCUMENTS = (
    SearchDocument(
        kind="article",
        id="raid",
        address="articles/raid.html",
        title="Raid near Aleppo",
        type="article",
        text="Security forces raided a house in Aleppo. Al-Shara spoke of harbours.",
        date="2025-05-17",
        source="raid.txt",
        people=("Ahmad al-Shara", "Abu Mohammed al-Jolani"),
        places=("Aleppo", "Halab"),
        events=("Raid in Aleppo",),
    ),
    SearchDocument(
        kind="article",
        id="oil",
        address="articles/oil.html",
        title="Oil prices",
        type="article",
        text="Prices of oil rose in Damascus. Forces of the market, and security. 1,426 barrels.",
        date="2024-11",
        source="oil.txt",
        publisher="The Gazette",
        places=("Damascus",),
    ),
    SearchDocument(
        kind="entity",
        id="ahmad-al-shara",
        address="people/ahmad-al-shara.html",
        title="Ahmad al-Shara",
        type="person",
        text="President of Syria.",
        date=None,
        aliases=("al-Shara", "Abu Mohammed al-Jolani"),
        weight=9,
    ),
    SearchDocument(
        kind="event",
        id="raid-in-aleppo",
        address="events/raid-in-aleppo.html",
        title="Raid in Aleppo, 17 May 2025",
        type="raid",
        text="Security forces raided a house in Aleppo.",
        date="2025-05-17",
        places=("Aleppo",),
    ),
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    for path, data in build_index(DOCUMENTS, SearchSettings()):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ('"security forces"', {"raid", "raid-in-aleppo"}),
        ('"forces security"', set()),
        ("jolani", {"ahmad-al-shara", "raid"}),
        ("halab", {"raid"}),
        ("raids", {"raid", "raid-in-aleppo"}),
        ("oil AND damascus", {"oil"}),
        ("oil OR raid", {"oil", "raid", "raid-in-aleppo"}),
        ("aleppo -kind:event", {"raid"}),
        ("pric*", {"oil"}),
        ("damascsu", {"oil"}),
        ("person:jolani", {"ahmad-al-shara", "raid"}),
        ("place:aleppo kind:event", {"raid-in-aleppo"}),
        ("type:person", {"ahmad-al-shara"}),
        ("event:raid", {"raid", "raid-in-aleppo"}),
        ("title:prices", {"oil"}),
        ("raid after:2025-05-17 kind:article", {"raid"}),
        ("president kind:entity", {"ahmad-al-shara"}),
        ("president kind:event", set()),
        ('prices house "security forces"', {"raid", "raid-in-aleppo"}),
        ('prices "security forces"', set()),
        ("title:damascus", set()),
        ("before:2025", {"oil"}),
        ("after:2025-05-17", {"raid", "raid-in-aleppo"}),
        ("after:2024-11-15 before:2024-11-20", {"oil"}),
        ("NOT (raid OR oil OR president)", set()),
        ('"house in aleppo. al-shara"', {"raid"}),
        ("«security forces»", {"raid", "raid-in-aleppo"}),
        ("date:2025-05", {"raid", "raid-in-aleppo"}),
        ('date:"17 may 2025"', {"raid", "raid-in-aleppo"}),
        ("date:2024-11-30", set()),
        ("publisher:gazette", {"oil"}),
        ("1426", {"oil"}),
        ("1,426", {"oil"}),
        ("426", set()),
        ("type:people", {"ahmad-al-shara"}),
    ],
)
def test_hits(small: Path, text: str, ids: set[str]) -> None:
    assert {hit.id for hit in query(small, text)} == ids


def test_a_date_leads_to_its_pages(small: Path) -> None:
    for text in ("2025-05-17", "17 May 2025", "May 17", "17/05/2025"):
        assert {hit.id for hit in query(small, text, limit=2)} == {"raid", "raid-in-aleppo"}, text


def test_the_only_name_that_is_meant_leads(small: Path) -> None:
    """A part of a name, and one that is misspelt."""
    for text in ("jolani", "mohammed jolani", "ahmad shara", "ahmd shara"):
        assert query(small, text)[0].id == "ahmad-al-shara", text


def test_words_that_nothing_has(small: Path) -> None:
    found = answer(small, "damascsu qqqqqqq", limit=1)
    assert found.guessed == (("damascsu", ("damascus",)), ("qqqqqqq", ()))
    assert (len(found.hits), found.found) == (1, 1)


def test_a_phrase_is_marked_where_it_stands(small: Path) -> None:
    """Not its words where they stand alone: "Forces of the market, and security"."""
    for text, marked in (
        ('"security forces"', ["Security", "forces"]),
        ('"security forces" house', ["Security", "forces", "house"]),
        ('"house in aleppo. al-shara"', ["house", "in", "Aleppo", "Al", "Shara"]),
    ):
        hit = next(hit for hit in query(small, text) if hit.id == "raid")
        assert [hit.excerpt[a:b] for a, b in hit.marks] == marked
    oil = excerpt(DOCUMENTS[1].text, frozenset({"security_forces", "forces_of"}))
    assert [oil.text[a:b] for a, b in oil.marks] == ["Forces", "of"]


def test_every_word_beats_one(small: Path) -> None:
    assert query(small, "aleppo harbours")[0].id == "raid"


def test_a_name_leads_to_its_page(small: Path) -> None:
    assert query(small, "ahmad al-shara")[0].url == "people/ahmad-al-shara.html"


def test_a_title_comes_before_another_name(tmp_path: Path) -> None:
    """Damascus is the city before it is the government that some call so."""
    government = entity("syrian-government", "Syrian government", "Damascus. " * 9, ("Damascus",))
    city = entity("damascus", "Damascus", "", ())
    others = [
        entity(f"e{number}", f"Town {number}", "A town. " * 9, (f"Place {number}",)) for number in range(20)
    ]
    write(build_index([government, city, *others], SearchSettings()), tmp_path)
    assert [hit.title for hit in query(tmp_path, "damascus")] == ["Damascus", "Syrian government"]


def entity(id_: str, title: str, text: str, aliases: tuple[str, ...]) -> SearchDocument:
    return SearchDocument(
        kind="entity",
        id=id_,
        address=f"{id_}.html",
        title=title,
        type="place",
        text=text,
        date=None,
        aliases=aliases,
    )


def test_a_whole_name_leads(tmp_path: Path) -> None:
    """A page before others that say its name more often, where the query is the name and nothing else."""
    said = [
        SearchDocument(
            kind="article",
            id=f"a{number}",
            address=f"{number}.html",
            title="General Motors",
            type="article",
            text="General Motors. " * 9,
            date=None,
        )
        for number in range(3)
    ]
    named = SearchDocument(
        kind="entity",
        id="gm",
        address="gm.html",
        title="GM",
        type="organisation",
        text="",
        date=None,
        aliases=("General Motors", "General Motors Corporation"),
    )
    for path, data in build_index((*said, named), SearchSettings()):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    for text in ("general motors", '"General Motors"', "general motors kind:entity"):
        assert query(tmp_path, text)[0].id == "gm", text
    scores = [
        {hit.id: hit.score for hit in query(tmp_path, text)} for text in ("general motors", "motors general")
    ]
    assert scores[0]["gm"] > scores[0]["a0"] > scores[1]["gm"]
    assert scores[0]["a0"] == scores[1]["a0"]


def test_function_words_are_left_out_beside_others(small: Path) -> None:
    assert [hit.id for hit in query(small, "the oil of the")] == [hit.id for hit in query(small, "oil")]
    assert query(small, "the of")


def test_other_names_that_match(small: Path) -> None:
    """Those alone that say more than the title does."""
    for text, also in (
        ("jolani", ("Abu Mohammed al-Jolani",)),
        ('"abu mohammed" shara', ("Abu Mohammed al-Jolani",)),
        ("shara", ()),
        ("president", ()),
    ):
        hit = next(hit for hit in query(small, text) if hit.kind == "entity")
        assert hit.also == also, text
        assert hit.weight == 9


def test_what_a_document_is_about_is_not_marked(small: Path) -> None:
    """A date, a publisher or a type says nothing of the words of the text; a person's name does."""
    for text, marked in (
        ("date:2025 aleppo", ["Aleppo"]),
        ('date:"17 may 2025"', []),
        ("date:2025-05-17", []),
        ("type:raid", []),
        ("person:shara", ["Shara"]),
        ("2025 shara", ["Shara"]),
    ):
        hit = next(hit for hit in query(small, text) if hit.kind != "entity" and hit.date == "2025-05-17")
        assert [hit.excerpt[a:b] for a, b in hit.marks] == marked, text
    oil = query(small, "publisher:gazette price")[0]
    assert [oil.excerpt[a:b] for a, b in oil.marks] == ["Prices"]
    assert query(small, "publisher:gazette")[0].marks == ()


def test_what_nothing_is(small: Path) -> None:
    """The types or kinds that there are, those spelt alike first."""
    assert answer(small, "raid type:article -kind:event").unknown == ()
    assert answer(small, "raid (oil OR -type:persons)").unknown == ()
    for text in ("type:rad", "oil -type: rad", "oil OR type:rad"):
        assert answer(small, text).unknown == (("type", "rad", ("raid", "article", "person")),)
    assert answer(small, "kind:evnt").unknown == (("kind", "evnt", ("event", "article", "entity")),)
    known = ("attack", "car-bombing", "strike", "labour-strike", "drone-strike", "stroke")
    assert closest_first("strike", known) == (
        "strike", "stroke", "drone-strike", "labour-strike", "attack", "car-bombing"
    )  # fmt: skip


def test_order_of_dates(small: Path) -> None:
    """Undated ones last; of one day, in the order of the index."""
    for text, order, ids in (
        ("syria OR raid OR oil", "newest", ["raid", "raid-in-aleppo", "oil", "ahmad-al-shara"]),
        ("syria OR raid OR oil", "oldest", ["oil", "raid", "raid-in-aleppo", "ahmad-al-shara"]),
        ("oil OR raid kind:article", "oldest", ["oil", "raid"]),
    ):
        assert [hit.id for hit in query(small, text, order=order)] == ids
    with pytest.raises(SitegenError, match="orders are best, newest, oldest"):
        query(small, "raid", order="latest")


def test_offset(small: Path) -> None:
    hits = query(small, "raid oil syria")
    assert query(small, "raid oil syria", limit=2, offset=1) == hits[1:3]
    assert answer(small, "raid oil syria", offset=9).hits == ()
    assert answer(small, "raid oil syria", offset=9).found == len(hits)


def test_hit_is_complete(small: Path) -> None:
    (hit,) = query(small, "oil", kind="article")
    assert (hit.kind, hit.id, hit.url, hit.title) == ("article", "oil", "articles/oil.html", "Oil prices")
    assert (hit.source, hit.date, hit.type) == ("oil.txt", "2024-11", "article")
    assert [hit.excerpt[a:b] for a, b in hit.marks] == ["oil"]
    assert hit.score > 0


def test_limit_and_kind(small: Path) -> None:
    assert len(query(small, "raid", limit=1)) == 1
    assert [hit.kind for hit in query(small, "raid", kind="event")] == ["event"]
    with pytest.raises(SitegenError, match="unknown kind"):
        query(small, "raid", kind="page")


def test_excerpt_shows_the_words() -> None:
    text = "Nothing here. " * 60 + "The raid on Aleppo’s harbour was long. " + "More of nothing. " * 60
    found = excerpt(text, frozenset({"raid", "aleppo"}))
    assert found.text.startswith("… ") and found.text.endswith(" …")
    assert [found.text[a:b] for a, b in found.marks] == ["raid", "Aleppo’s"]
    assert len(found.text) <= LENGTH + 4


@given(st.text(max_size=400), st.sets(st.sampled_from(["a", "b", "ab", "東"])))
def test_excerpt_marks_lie_inside(text: str, terms: set[str]) -> None:
    found = excerpt(text, terms)
    last = 0
    for start, end in found.marks:
        assert last <= start < end <= len(found.text)
        last = end


@pytest.mark.parametrize(
    ("a", "b", "edits"),
    [("raid", "raid", 0), ("raid", "riad", 1), ("raid", "rad", 1), ("raid", "raids", 1), ("abcd", "badc", 2)],
)
def test_distance(a: str, b: str, edits: int) -> None:
    assert distance(a, b, 2) == distance(b, a, 2) == edits
    assert distance(a, "wholly other", 2) == 3
