"""Addresses: portable, each its own, and old ones lead on."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model import Archive, Entity, Permalink, Permalinks
from sitegen.plan.addresses import SHELF_LIMIT, Ledger, checked, decide
from sitegen.plan.letters import shelves
from tests.plan.worlds import article, empty, entity, only, syria


def people(*ids: str) -> Archive:
    return replace(
        empty(),
        entities=tuple(Entity(i, "person", None, i.title(), (), (), page=True) for i in sorted(ids)),
    )


def test_every_kind_of_page_has_its_folder() -> None:
    where = decide(syria())
    assert where.articles["aleppo-raid"] == "articles/aleppo-raid.html"
    assert where.entities["isis"] == "organisations/isis.html"
    assert where.events["arrests-in-aleppo"] == "events/arrests-in-aleppo.html"
    assert "rubio-meeting" not in where.events
    assert where.rows["marco-rubio"] == "people/index.html#e-marco-rubio"


def test_old_addresses_lead_on() -> None:
    moved = dict(decide(syria()).moved)
    assert moved["people/abu-al-jolani.html"] == "people/ahmad-al-shara.html"
    assert moved["people/kurds.html"] == "groups/kurds.html"
    assert moved["2025/05/aleppo/index.html"] == "articles/aleppo-raid.html"
    assert moved["people/gone.html"] == ""


def test_a_page_that_became_a_row_leads_to_the_row() -> None:
    archive = people("anna")
    thin = replace(archive.entities[0], page=False)
    links = Permalinks(entities=(Permalink("anna", (), ("people/anna.html",)),))
    where = decide(replace(archive, entities=(thin,), permalinks=links))
    assert where.moved == (("people/anna.html", "people/index.html#e-anna"),)
    assert where.permalinks == links


def test_permalinks_end_with_the_present_address_and_planning_again_adds_none() -> None:
    archive = syria()
    once = decide(archive).permalinks
    by_id = {p.id: p for p in once.entities}
    assert by_id["kurds"].addresses == ("people/kurds.html", "groups/kurds.html")
    assert by_id["isis"].addresses == ("organisations/isis.html",)
    assert by_id["marco-rubio"].addresses == ()
    assert decide(replace(archive, permalinks=once)).permalinks == once


def test_merges_that_lead_in_a_circle_end() -> None:
    links = Permalinks(
        entities=(
            Permalink("a", (), ("people/a.html",), to="b"),
            Permalink("b", (), ("people/b.html",), to="a"),
        )
    )
    assert dict(decide(replace(empty(), permalinks=links)).moved) == {
        "people/a.html": "",
        "people/b.html": "",
    }


@pytest.mark.parametrize("id_", ["../../etc/passwd", "CON", "con", "index", "A b", "x" * 300, "ä", ""])
def test_an_id_from_a_strange_hand_makes_a_safe_page(id_: str) -> None:
    address = decide(people(id_)).entities[id_]
    assert checked(address) == address
    assert address.startswith("people/")
    assert address.count("/") == 1


def test_ids_that_differ_in_case_get_files_that_do_not() -> None:
    addresses = decide(people("anna", "Anna", "ANNA")).entities.values()
    assert len({a.casefold() for a in addresses}) == 3


@pytest.mark.parametrize(
    "alias",
    ["../x.html", "static/site.css", "data/x.html", "a\\b.html", "con.html", "x.php", ".x/", "a/_y.html"],
)
def test_a_bad_alias_is_reported_and_made_nowhere(alias: str) -> None:
    one = article("a", "Title", ["Text."], aliases=(alias,))
    where = decide(only(replace(empty(), articles=(one,)), "a"))
    assert where.moved == ()
    assert [(p.code, p.where) for p in where.problems] == [("bad-alias", "a.txt")]


def test_an_alias_that_is_taken_is_reported() -> None:
    first = article("a", "A", ["T."], aliases=("old/x.html",))
    second = article("b", "B", ["T."], aliases=("old/X.html", "index.html", "articles/a.html/"))
    where = decide(replace(empty(), articles=(first, second)))
    assert dict(where.moved) == {"old/x.html": "articles/a.html"}
    assert [p.code for p in where.problems] == ["alias-taken"] * 3


def test_a_file_is_no_folder_of_another() -> None:
    ledger = Ledger()
    assert ledger.claim("a/b.html")
    assert not ledger.claim("A/B.html/index.html")
    assert not ledger.claim("a")
    assert ledger.claim("a/c.html")


def test_a_long_index_stands_on_shelves() -> None:
    names = [f"person-{n}" for n in range(SHELF_LIMIT + 1)]
    where = decide(people(*names))
    assert sum(len(s.ids) for s in where.shelves["person"]) == len(names)
    assert all(row.startswith("people/letters/") for row in where.rows.values())


def test_thin_entities_of_types_without_pages_have_no_row() -> None:
    work = entity([], "a-book", "work", ["A Book"])
    assert decide(replace(empty(), entities=(work,))).rows == {}


@given(st.text(max_size=60))
def test_a_checked_address_is_safe_and_stays_itself(text: str) -> None:
    address = checked(text)
    if address is not None:
        assert checked(address) == address
        assert unicodedata.normalize("NFC", address) == address
        assert not set(address) & set('<>:"|?*\\\0')
        assert not {"", ".", ".."} & set(address.split("/"))
        assert all(len(part.encode()) <= 100 for part in address.split("/"))


@given(st.dictionaries(st.text("0123456789", min_size=1), st.text("abcÄ 7-"), max_size=40), st.integers(1, 9))
def test_shelves_hold_every_name_once(names: dict[str, str], limit: int) -> None:
    found = shelves(names.items(), limit)
    assert sorted(i for s in found for i in s.ids) == sorted(names)
    assert len({s.prefix for s in found}) == len(found)
    assert found == shelves(reversed(names.items()), limit)
