"""vectors.json: queries and their trees, or where they are at fault. Both parsers are held to it."""

from __future__ import annotations

import json
from dataclasses import fields as members
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.problems import SitegenError
from sitegen.search.grammar import QUOTES, Node, QueryError, Words, day_number, parse

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))


def plain(node: Node) -> dict[str, Any]:
    """The tree as JSON: the names of the classes are the nodes' kinds."""
    values: dict[str, Any] = {"node": type(node).__name__}
    for member in members(node):
        value = getattr(node, member.name)
        if member.name == "node":
            values["child"] = plain(value)
        elif isinstance(value, tuple):
            values[member.name] = [each if isinstance(each, str) else plain(each) for each in value]
        else:
            values[member.name] = value
    return values


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["query"][:30])
def test_vectors(vector: dict[str, Any]) -> None:
    if "at" in vector:
        with pytest.raises(QueryError) as caught:
            parse(vector["query"])
        assert caught.value.at == vector["at"]
        assert caught.value.reason == vector["reason"]
    else:
        assert plain(parse(vector["query"])) == vector["tree"]


@pytest.mark.browser
def test_vectors_in_the_browser(page: Any) -> None:
    found = page.evaluate(
        """async (queries) => {
          const source = await window.sitegenSearch.Source.open();
          return queries.map((query) => {
            try { return { query, tree: source.parse(query) }; }
            catch (error) { return { query, at: error.at, reason: error.message }; }
          });
        }""",
        [vector["query"] for vector in VECTORS],
    )
    for got, wanted in zip(found, VECTORS, strict=True):
        assert got == wanted


@given(st.text(st.characters(exclude_characters=QUOTES + "():"), max_size=40))
def test_punctuation_never_errs(text: str) -> None:
    parse(text)


@given(st.text('ab -"():*~ANDORNOT title:', max_size=30))
def test_only_what_lacks_its_partner_errs(text: str) -> None:
    try:
        parse(text)
    except QueryError as error:
        assert text[error.at] in '"():'


def test_deep_queries_are_no_trouble() -> None:
    assert parse("(" * 5000 + "deep" + ")" * 5000) is not None
    assert parse("NOT " * 5000 + "deep") is not None
    assert parse("title:" * 5000 + "deep") is not None
    assert isinstance(parse(" OR ".join(["raid"] * 3000)), object)


def test_error_points_at_the_character() -> None:
    with pytest.raises(SitegenError) as caught:
        parse("raid (aleppo")
    assert str(caught.value) == "this bracket is never closed\n  raid (aleppo\n       ^"


def test_empty_query_is_nothing() -> None:
    assert parse(" … ") == Words()


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("0001", 1),
        ("1970", 719163),
        ("2024-02-29", 738945),
        ("2023-02-29", None),
        ("0000", None),
        ("x", None),
    ],
)
def test_day_number(value: str, day: int | None) -> None:
    assert day_number(value) == day
