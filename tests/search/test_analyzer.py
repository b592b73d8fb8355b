"""Text to terms, the same in Python and in the browser."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.search.analyzer import LONGEST, tokens

CASES = [
    ("The U.S.-led raid in Syria's Deir ez-Zor.", "the us led raid in syria deir ez zor"),
    ("O'Brien’s d'Ivoire, l’Iran, Qur'an, don't", "obrien d ivoire l iran quran dont"),
    ("‘quoted’ ministers' 'n' rock'n'roll", "quoted ministers n rocknroll"),
    ("e.g. J.K. 3.5 example.com a.", "eg jk 3 5 example com a"),
    ("Çeşme İstanbul ıssız Łódź Ærø Straße", "cesme istanbul issiz lodz aero strasse"),
    ("e\u0301te\u0301 ﬁne ＡＢＣ ²", "ete fine abc 2"),
    ("ΣΟΦΟΣ σοφός Ёлка", "σοφοσ σοφοσ елка"),
    ("مُحَمَّد أحمد إدلب القاهرة ١٢٣ کابل", "محمد احمد ادلب القاهره 123 كابل"),
    ("שָׁלוֹם", "שלום"),
    ("東京タワー 한국어", "東 京 タ ワ ー 한국어"),
    ("हिन्दी में", "हिन्दी में"),
    ("soft\u00adhyphen zero\u200cwidth", "softhyphen zerowidth"),
    ("a_b/c\\d|e\t\n-- … <x>", "a b c d e x"),
    ("x" * 100, "x" * LONGEST),
    ("", ""),
]


@pytest.mark.parametrize(("text", "terms"), CASES)
def test_tokens(text: str, terms: str) -> None:
    assert tokens(text) == terms.split()


@given(st.text(max_size=60))
def test_terms_are_their_own_terms(text: str) -> None:
    """Folding again changes nothing but initials' stops; so a word of the index can be searched as it is."""
    for term in tokens(text):
        assert "".join(tokens(term)) == term
        assert " " not in term
        term.encode("utf-8")


@pytest.mark.browser
def test_the_browser_agrees(page: Any) -> None:
    texts = [text for text, _ in CASES]
    # every letter and mark that both know; planes above the first by samples
    letters = [chr(code) for code in range(0x20, 0x3100) if chr(code).isprintable()]
    letters += [chr(code) for code in range(0x3100, 0x30000, 37) if chr(code).isprintable()]
    texts += [f"a{letter}b {letter}" for letter in letters]
    found = page.evaluate(
        """async (texts) => {
          await window.sitegenSearch.Source.open();
          return texts.map(window.sitegenSearch.tokens);
        }""",
        texts,
    )
    for text, got in zip(texts, found, strict=True):
        assert got == tokens(text), [hex(ord(char)) for char in text]
