"""Text to search terms, by rules that static/search-text.js follows letter for letter.

`folding()` exports the tables of this module; the browser reads them from search/manifest.js,
so that both readers cut and fold words alike. The rules, in order:

1. NFKD, lower case. Marks of FOLDED_MARKS (accents, Arabic and Hebrew points) and format
   characters (soft hyphen, joiners) are dropped; LETTERS and decimal digits are replaced.
2. What is no letter, digit, mark, apostrophe or full stop separates. A character of a script
   that is written without spaces (UNSPACED) is a word of its own. NFC.
3. Inside a word: initials lose their stops (u.s. -> us), other stops separate; 's is dropped,
   an elided article separates (l'iran -> l, iran), any other apostrophe is dropped.

No stop list and no stems: the index holds words as they stand. English inflections are found
from the query's side (forms.py), so that phrases stay exact.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h",
    "ŧ": "t", "ŋ": "n", "ı": "i", "ς": "σ", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ٱ": "ا", "ـ": "",
    "’": "'", "‘": "'", "ʼ": "'", "ʿ": "'", "ʾ": "'", "ʻ": "'", "ʹ": "'", "'": "'", ".": ".",
}  # fmt: skip
FOLDED_MARKS = (
    (0x0300, 0x036F),
    (0x0483, 0x0487),
    (0x0591, 0x05C7),
    (0x0610, 0x061A),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06ED),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE20, 0xFE2F),
)
UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3005, 0x3007),
    (0x3040, 0x30FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
SPACES = " \\t-\\r\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000"
"""The characters that are spaces, as a class of a regular expression: Python and JavaScript differ."""
LONGEST = 64
"""A longer word is cut to so many characters."""

IDEOGRAPHS = 0x20000
"""From here on what is unspaced is letters, whatever version of Unicode is known: browsers know others."""
GROUPED = re.compile(r"([0-9]),(?=[0-9]{3}(?![0-9]))")
"""The comma in 1,426, which is one number."""
_ELIDED = re.compile(r"(qu|[cdjlmnst])'(.+)", re.DOTALL)


def tokens(text: str) -> list[str]:
    """The terms of `text` in order; their places in the list are their positions."""
    if "," in text:
        text = GROUPED.sub(r"\1", text)
    if text.isascii():
        folded = text.lower().translate(_TABLE)
    else:
        folded = unicodedata.normalize("NFKD", text).lower().translate(_TABLE)
        folded = unicodedata.normalize("NFC", folded)
    found: list[str] = []
    for chunk in folded.split(" "):
        if "." in chunk or "'" in chunk or len(chunk) > LONGEST:
            found += _words(chunk)
        elif chunk:
            found.append(chunk)
    return found


def folding() -> dict[str, object]:
    """The tables of this module, for the browser."""
    # every script's digits stand in the first two planes, 0 to 9 in a row
    zeros = [c for c in range(128, 0x20000) if unicodedata.decimal(chr(c), None) == 0]
    return {
        "letters": LETTERS,
        "marks": FOLDED_MARKS,
        "unspaced": UNSPACED,
        "zeros": zeros,
        "longest": LONGEST,
    }


def inside_word(char: str) -> bool:
    """Whether `char` does not separate words."""
    return char in "'." or (_TABLE[ord(char)] != " " if ord(char) < 128 else _joins(char))


def unspaced(char: str) -> bool:
    """Whether `char` belongs to a script that is written without spaces."""
    code = ord(char)
    return code > 0xDFF and any(first <= code <= last for first, last in UNSPACED)


@lru_cache(maxsize=4096)
def _joins(char: str) -> bool:
    return (
        LETTERS.get(char) == "'"
        or unicodedata.category(char)[0] in "LNM"
        or unicodedata.category(char) == "Cf"
    )


@lru_cache(maxsize=65536)
def _words(chunk: str) -> tuple[str, ...]:
    chunk = chunk.strip("'.")
    if chunk.endswith("'s"):
        chunk = chunk[:-2].strip("'.")
    parts = chunk.split(".")
    if len(parts) > 1 and all(len(part) == 1 and part.isalpha() for part in parts):
        parts = ["".join(parts)]
    found: list[str] = []
    for part in parts:
        part = part.strip("'")
        elided = _ELIDED.fullmatch(part)
        pieces = elided.groups() if elided else (part,)
        found += [piece.replace("'", "")[:LONGEST] for piece in pieces]
    return tuple(piece for piece in found if piece)


def _folded(char: str) -> str:
    if char in LETTERS:
        return LETTERS[char]
    if ord(char) >= IDEOGRAPHS and unspaced(char):
        return f" {char} "
    category = unicodedata.category(char)
    if category == "Cf":
        return ""
    if category == "Mn" and any(first <= ord(char) <= last for first, last in FOLDED_MARKS):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category[0] not in "LNM":
        return " "
    return f" {char} " if unspaced(char) else char


class _Table(dict[int, str]):
    """What str.translate reads: `_folded` for every character that came up so far."""

    def __missing__(self, code: int) -> str:
        value = self[code] = _folded(chr(code))
        return value


_TABLE = _Table()
