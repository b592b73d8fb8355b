"""A spelling key: romanisations of one name, as different papers choose them, meet in it.

It keeps the consonants, and of the vowels only whether a syllable has an i or an u in it, which
is what keeps Hassan and Hussein apart; a and e are what papers disagree on most. Folded into one:
q, k, g and gh; z and s; sh and ch; d and dh; t and th; v, f and ph; y and i; w, o and u; doubled
letters. The Arabic article goes, also where it is written like the letter after it ("ez-Zor",
"Ezzor"). A key is evidence, not proof: callers ask for more before they join two names.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from sitegen.naming import fold

_ARTICLES = frozenset(["al", "el", "ul", "il"])
_ASSIMILATED = re.compile(r"\b[aeu](?:sh(?= ?sh)|th(?= th)|dh(?= dh)|([dnrstz])(?= \1))\s")
_GLUED = re.compile(r"^e(?:([dlnrstz])(?=\1)|sh(?=sh))")
_SERVANT = re.compile(r"\babd[aeu](?:l ?|(?=([dnrstz])\1))")
"""Abdul Rahman, Abd al-Rahman, Abdelrahman, Abdurrahman."""

_LETTERS = (
    ("sch", "S"),
    ("tch", "S"),
    ("sh", "S"),
    ("ch", "S"),
    ("kh", "X"),
    ("gh", "k"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("ck", "k"),
    ("dj", "j"),
    ("x", "ks"),
)
_SOFT_C = re.compile(r"c(?=[eiy])")
_SINGLE = str.maketrans("qgczv", "kkksf")
_DOUBLED = re.compile(r"(.)\1+")
_RUN = re.compile(r"[aeiouyw]+")
_END = re.compile(r"(?<=[aeiouyw])h$")


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """The spelling key of `name`, a key a word, words between single spaces; empty for an empty name.

    >>> skeleton("Qadhafi") == skeleton("Gaddafi"), skeleton("Deir ez-Zor") == skeleton("Dayr az Zawr")
    (True, True)
    >>> skeleton("Mohammed Hassan"), skeleton("Muhammad Husayn")
    ('muhmd hsn', 'muhmd husin')
    """
    folded = _SERVANT.sub("abd ", _ASSIMILATED.sub("", fold(name)))
    words = folded.split()
    kept = [word for word in words if word not in _ARTICLES] or words
    return " ".join(filter(None, (_word(word) for word in kept)))


def _word(word: str) -> str:
    return _RUN.sub(_vowels, _consonantal(word)) or "a"


def _consonantal(word: str) -> str:
    """`word` with one letter a consonant, its vowels as they were."""
    word = _GLUED.sub("", word)
    if word == "ibn":
        word = "bin"
    for letters, key in _LETTERS:
        word = word.replace(letters, key)
    word = _END.sub("", _SOFT_C.sub("s", word)).translate(_SINGLE)
    return _DOUBLED.sub(r"\1", word)


def _vowels(run: re.Match[str]) -> str:
    """What is kept of a run of vowels: i and u in their order; at the start of a word "a" for neither.

    A lone e or i at the start is "a" too: Idlib and Edlib, Ibrahim and Ebrahim.
    """
    letters = run.group()
    if run.start() == 0 and len(letters) == 1 and letters in "aei":
        return "a"
    kept = _DOUBLED.sub(r"\1", letters.translate(_STRONG))
    return kept or ("a" if run.start() == 0 else "")


_STRONG = str.maketrans({"a": None, "e": None, "y": "i", "o": "u", "w": "u"})


@lru_cache(maxsize=65536)
def consonants(word: str) -> str:
    """What the spellings of one word share for sure, to look for likely pairs by.

    >>> consonants("qaddafi"), consonants("kadafi"), consonants("hussein")
    ('kdf', 'kdf', 'hsn')
    """
    return _DOUBLED.sub(r"\1", _RUN.sub("", _consonantal(word))) or word[:1]


def likeness(one: str, two: str) -> Literal["same", "near", ""]:
    """How alike two folded words sound: "same" where papers might spell one name both ways, "near"
    where an e stands for an i as well, "" where they are two words.

    >>> likeness("qaeda", "qaida"), likeness("laden", "ladin"), likeness("hassan", "hussein")
    ('same', 'near', '')
    """
    if skeleton(one) == skeleton(two):
        return "same"
    worst: Literal["same", "near"] = "same"
    if one[:1] + two[:1] in ("jg", "gj"):
        # Cairo's g is j elsewhere: Golani and Jolani.
        one, two, worst = f"j{one[1:]}", f"j{two[1:]}", "near"
    a, b = _sounds(one), _sounds(two)
    if len(a) != len(b):
        return ""
    for (consonant, run), (other, theirs) in zip(a, b, strict=True):
        if consonant != other or ("u" in run) != ("u" in theirs):
            return ""
        if ("i" in run) != ("i" in theirs):
            if "e" not in (theirs if "i" in run else run):
                return ""
            worst = "near"
    return worst


_DIPHTHONG = re.compile(r"ae|a[iy]e?|e[iy]")
_STEM = re.compile(r"enka$")


@lru_cache(maxsize=65536)
def _sounds(word: str) -> tuple[tuple[str, str], ...]:
    """Each consonant with what is certain of the vowels behind it: i, u, or an e that may be an i."""
    found: list[tuple[str, str]] = []
    letters = _consonantal(_STEM.sub("enko", word))
    at = 0
    for match in _RUN.finditer(letters):
        found += [(c, "") for c in letters[at : match.start()]]
        run = _DIPHTHONG.sub("i", match.group()).translate(_CERTAIN)
        if match.start() == 0 and not set(run) - {"e", "i"}:
            run = ""
        if found and found[-1][1] == "" and match.start():
            found[-1] = (found[-1][0], run)
        else:
            found.append(("", run))
        at = match.end()
    found += [(c, "") for c in letters[at:]]
    return tuple(found)


_CERTAIN = str.maketrans({"a": None, "y": "i", "o": "u", "w": "u"})
