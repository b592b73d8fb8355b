"""Sentences: where a boundary can be and where none can, whatever the parser thinks."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.annotate.engine import annotate
from sitegen.annotate.sentences import DATELINE, may_open
from sitegen.config import AnnotateSettings
from sitegen.model import Article

SETTINGS = AnnotateSettings(components=("sitegen_sentences",))


def openers(text: str) -> list[str]:
    """The words at which a sentence may start."""
    rows = [
        [m.start(), len(m[0])] for m in re.finditer(r"\w+\.(?=\w)|(?:Mr|Dr|Gen|Nov|[A-Z])\.|\w+|\S", text)
    ]
    return [text[s : s + n] for i, (s, n) in enumerate(rows) if i and may_open(text, rows, i)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It began on 29 November near Bashar al-Assad", []),
        ("He left. She stayed", ["She"]),
        ("He asked why? She knew", ["She"]),
        ("“He left.” She stayed", ["She"]),
        ("Mr. Haddad and Gen. Saleh met on Nov. 3", []),
        ("George W. Bush spoke", []),
        ("It cost 3. then it fell", []),
        ("One line\nAnother line", ["Another"]),
        ("The end. iPhone sales rose", ["iPhone"]),
    ],
)
def test_where_a_sentence_may_start(text: str, words: list[str]) -> None:
    assert openers(text) == words


@given(st.text(alphabet="aB. \n“”-", max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    rows = [[m.start(), len(m[0])] for m in re.finditer(r"\S+", text)]
    for i in range(1, len(rows)):
        assert may_open(text, rows, i) in (True, False)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("RIYADH, 14 May 2025 (Daily Reader) - The king met him.", "RIYADH"),
        ("ANTALYA, Turkey, 15 May 2025 - They met.", "ANTALYA"),
        ("NEW YORK (Reuters) — Shares fell.", "NEW YORK"),
        ("WASHINGTON - The president said so.", "WASHINGTON"),
        ("AL-QAEDA leaders met - and left.", None),
        ("Riyadh was calm.", None),
    ],
)
def test_datelines(text: str, place: str | None) -> None:
    found = DATELINE.match(text)
    assert (found["place"] if found else None) == place


@pytest.mark.model
def test_a_dateline_belongs_to_the_first_sentence() -> None:
    text = "RIYADH, 14 May 2025 (Daily Reader) - Anna Blake met the king on Wednesday. She left at night."
    article = Article("a.txt", "0" * 64, "txt", None, text, ((0, len(text)),), (), language="en")
    (result,) = annotate([article], SETTINGS)
    assert [text[s:e] for s, e in result.annotation.sentences] == [text[:74], text[75:]]
