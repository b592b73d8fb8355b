"""The forms of a word, the same in Python and in the browser; and no word for another."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.search.forms import ALONE, FUNCTION_WORDS, IRREGULAR, bases, forms, variants

TOGETHER = [
    ("raid", "raids raided raiding"),
    ("city", "cities"),
    ("plan", "plans planned planning"),
    ("plane", "planes"),
    ("hope", "hoped hoping"),
    ("fill", "filled filling"),
    ("kill", "kills killed killing"),
    ("control", "controlled controlling"),
    ("travel", "traveled travelled travelling"),
    ("agree", "agreed agreeing"),
    ("die", "died dying dies"),
    ("supply", "supplies supplied"),
    ("family", "families"),
    ("business", "businesses"),
    ("bus", "buses"),
    ("tax", "taxes taxed taxing"),
    ("veto", "vetoes vetoed"),
    ("elect", "elected election elections"),
    ("approximate", "approximately approximation"),
    ("organise", "organisation organization organized"),
    ("labour", "labor"),
    ("centre", "center centers"),
    ("section", "sections sectional"),
    ("experiment", "experimental experimentally"),
    ("explode", "exploded explosion explosions"),
    ("remove", "removal removed"),
    ("analysis", "analyses"),
    ("possible", "possibly"),
    ("heavy", "heavily"),
    ("basic", "basically"),
    ("buy", "bought buying"),
    ("woman", "women"),
    ("wife", "wives"),
    ("building", "buildings"),
]
APART = [
    ("plan", "plane"),
    ("plane", "planned"),
    ("win", "wine"),
    ("car", "care"),
    ("rate", "rats"),
    ("state", "station"),
    ("state", "statue"),
    ("party", "part"),
    ("nation", "nato"),
    ("several", "severe"),
    ("mineral", "miner"),
    ("even", "evening"),
    ("new", "news"),
    ("not", "note"),
    ("them", "theme"),
    ("port", "portion"),
    ("she", "shed"),
    ("general", "generous"),
    ("us", "use"),
    ("process", "proceed"),
]


@pytest.mark.parametrize(("base", "others"), TOGETHER)
def test_forms_of_one_word(base: str, others: str) -> None:
    for other in others.split():
        assert other in variants(base), other
        assert base in variants(other), other


@pytest.mark.parametrize(("word", "other"), APART)
def test_words_that_stay_apart(word: str, other: str) -> None:
    assert other not in variants(word)
    assert word not in variants(other)


@pytest.mark.parametrize("word", ["été", "東京", "f16", "us", "", "the", "news", "Raid"])
def test_words_without_forms(word: str) -> None:
    assert variants(word) == ()


@given(st.from_regex(r"[a-z]{1,12}", fullmatch=True))
def test_a_base_has_the_word_among_its_forms(word: str) -> None:
    for base in bases(word):
        assert word in forms(base)
    others = variants(word)
    assert word not in others and list(others) == sorted(set(others))


@pytest.mark.browser
def test_the_browser_agrees(page: Any) -> None:
    words = [word for pair in TOGETHER for part in pair for word in part.split()]
    words += [word for pair in APART for word in pair]
    words += [*FUNCTION_WORDS, *ALONE.split(), *IRREGULAR.replace("|", " ").split()]
    words += (
        "x été 東京 tying quitting boxes caring seeing canoeing panicked sectionally singing kings".split()
    )
    found = page.evaluate(
        """async (words) => {
          await window.sitegenSearch.Source.open();
          return words.map(window.sitegenSearch.variants);
        }""",
        words,
    )
    for word, got in zip(words, found, strict=True):
        assert got == list(variants(word)), word
