"""The spelling key: what must meet in it and what must not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.gazetteer.spelling import skeleton

ONE = [
    "Gaddafi, Qadhafi, Kadafi, Gadhafi, Qaddafi",
    "Sharaa, Shara, Al Shara, al-Sharaa, al-Shar'a, ash-Sharaa, Charaa",
    "Deir ez-Zor, Deir Ezzor, Deir al-Zour, Dayr az Zawr, Deir al-Zor, Deir ez-Zour",
    "Mohammed Hussein, Mohamad Husain, Muhammad Husayn, Mohammad Hossein",
    "Mohammed Hassan, Muhammad Hasan",
    "Shaibani, Al Shibani, al-Shaybani",
    "Sayyida Zeinab, Sayeda Zainab, Sayyidah Zaynab",
    "Abdul Rahman, Abd al-Rahman, Abdelrahman, Abdurrahman, Abderrahmane",
    "Abdullah, Abdallah, Abdulla",
    "Assad, al-Assad, Asad",
    "Sweida, Suwayda, Soueida",
    "Zelensky, Zelenskyy, Zelenskiy",
    "Mazloum Abdi, Mazlum Abdi",
    "Idlib, Edlib",
]
APART = [
    ("Mohammed Hassan", "Mohammed Hussein"),
    ("Ahmad", "Hamad"),
    ("Hamad", "Hamid"),
    ("Mohammed", "Mahmoud"),
    ("Shara", "Shari"),
    ("Karim", "Karam"),
    ("Amman", "Oman"),
    ("Sharaa", "Shaer Omar"),
    ("Jamal", "Kamal"),
]


@pytest.mark.parametrize("spellings", ONE)
def test_spellings_of_one_name_meet(spellings: str) -> None:
    keys = {skeleton(name) for name in spellings.split(", ")}
    assert len(keys) == 1, keys


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_an_article_alone_is_kept() -> None:
    assert skeleton("Al") != ""


@given(st.text(max_size=60))
def test_every_text_has_a_key_of_words(text: str) -> None:
    key = skeleton(text)
    assert key == " ".join(key.split())
    assert skeleton(text.upper() if text.upper().lower() == text.lower() else text) == key
