import doctest
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen import naming
from sitegen.naming import RESERVED, SLUG_LENGTH, fold, slug


def test_the_examples_of_the_docstrings_hold() -> None:
    assert doctest.testmod(naming).failed == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Al-Qa’ida", "al qaida"),
        ("Müller", "Mu\u0308ller"),
        ("U.S.", "US"),
        ("U.S. Army", "us army"),
        ("J.R.R. Tolkien", "JRR Tolkien"),
        ("AT & T", "at and t"),
        ("STRASSE", "straße"),
        ("Владимир", "Vladimir"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_names_do_not_fold_alike() -> None:
    assert fold("Hassan") != fold("Hussein")


def test_a_cut_slug_ends_with_a_whole_word() -> None:
    text = "syria cracks down " * 10
    assert len(slug(text, "x")) <= SLUG_LENGTH
    assert set(slug(text, "x").split("-")) <= {"syria", "cracks", "down"}


@settings(deadline=None)
@given(st.text(), st.text())
def test_a_slug_is_always_a_portable_name(text: str, fallback: str) -> None:
    made = slug(text, fallback)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)
    assert len(made) <= SLUG_LENGTH
    assert made not in RESERVED


@settings(deadline=None)
@given(st.text())
def test_a_slug_of_a_slug_is_the_slug(text: str) -> None:
    assert slug(slug(text, "x"), "x") == slug(text, "x")


@settings(deadline=None)
@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
