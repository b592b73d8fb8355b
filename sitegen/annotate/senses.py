"""What a word is about, after WordNet: classes such as act, person, communication, motion.

data/senses.tsv is made by sitegen/tools/make_senses.py; its head says what the columns are.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

Senses = dict[tuple[str, str], tuple[str, str]]
"""(n or v; lemma) -> class, and how much of the word's use tells of what happens: "0" to "4"."""
TABLE = Path(__file__).parent / "data" / "senses.tsv"
UNKNOWN = ("?", "?")


def parse_senses(text: str) -> Senses:
    """Lines of part, class, quarters and words, apart by tabs; # starts a comment."""
    found: Senses = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            part, name, quarters, words = line.split("\t")
            meaning = (name, quarters)
            for word in words.split(" "):
                found[part, word] = meaning
    return found


@cache
def senses() -> Senses:
    """The classes that ship with the package."""
    return parse_senses(TABLE.read_text(encoding="utf-8"))
