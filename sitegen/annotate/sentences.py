"""Sentences: blocks first, the parser's boundaries inside them, where the text allows one.

`sitegen_blocks` runs before the parser: it fixes a boundary at each block's start and behind a
dateline, so that neither a parse nor a name crosses them, and forbids one where the words before it
end nothing ("29 | November", "Bashar | al-Assad"). `sitegen_sentences` runs after the model and
writes down the spans, without white space at their ends; a dateline is part of the sentence that it
opens.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

from spacy.language import Language

from sitegen.annotate.reading import reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

DATELINE = re.compile(
    r"(?P<place>[A-Z](?:[A-Z.'’ -]{1,30})[A-Z])(?P<rest>(?:, ?[^\W_][^,()\n–—-]{1,30}){0,3}"
    r"(?: ?\((?P<agency>[A-Z][^()\n]{1,30})\))?(?:\s(?:--?|–|—)\s|—\s?(?=[A-Z])))"
)
""" "RIYADH, Saudi Arabia, 14 May 2025 (Reuters) - " at the start of a block."""
ENDS = frozenset(".!?…。！？؟")
CLOSERS = frozenset("”’\"')]}»›")
OPENERS = frozenset("“‘\"'([{«‹¿¡•*-–—")
ABBREVIATED = frozenset(
    "mr. mrs. ms. messrs. dr. prof. rev. hon. gen. lt. col. maj. capt. sgt. cmdr. adm. brig. gov. sen. "
    "rep. reps. sens. pres. st. mt. ft. vs. v. no. nos. fig. jan. feb. mar. apr. jun. jul. aug. sep. "
    "sept. oct. nov. dec. e.g. i.e. approx.".split()
)
"""Words whose full stop ends no sentence."""
INITIAL = re.compile(r"[A-Z]\.")
CAMEL = re.compile(r"[a-z]{1,2}[A-Z]")
LONGEST = 150
"""Tokens of text without any mark that ends a sentence, from which the parser is left alone."""
NO_START = (1 << 64) - 1
"""-1 in an array of unsigned numbers."""
KEY = "sitegen.sentences"


@Language.factory("sitegen_blocks")
def create_blocks(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    return mark_blocks


@Language.factory("sitegen_sentences")
def create_sentences(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    return note_sentences


def mark_blocks(doc: Doc) -> Doc:
    """Tell the parser where a sentence starts and where none can."""
    rows = doc.to_array(["IDX", "LENGTH"]).tolist()
    text: str = doc.text
    ends = [start + length for start, length in rows]
    firsts: set[int] = set()
    behind: set[int] = set()
    for start, end in reading(doc).blocks:
        i = bisect_right(ends, start)
        while i < len(ends) and text[rows[i][0] : ends[i]].isspace():
            i += 1
        if i < len(ends):
            firsts.add(i)
        dateline = DATELINE.match(text, start, end)
        if dateline is not None:
            behind.add(bisect_left(ends, dateline.end() + 1))
    inside = _inside(text, rows, firsts | behind)
    # All at once: to set it token by token asks the whole Doc for its annotations each time.
    starts: Any = doc.to_array(["SENT_START"])  # spaCy's stubs know no array of one dimension
    starts[list(inside)] = NO_START
    starts[[i for i in firsts | behind if i < len(rows)]] = 1
    doc.from_array(["SENT_START"], starts)
    doc.user_data[KEY] = inside | (behind - firsts)
    return doc


def _inside(text: str, rows: list[list[int]], known: set[int]) -> set[int]:
    """Tokens that open no sentence, whatever the parser thinks."""
    inside = set()
    run = 0
    for i in range(1, len(rows)):
        run = 0 if i in known else run + 1
        if i in known:
            continue
        if may_open(text, rows, i):
            run = 0
        elif run < LONGEST:
            inside.add(i)
    return inside


def may_open(text: str, rows: list[list[int]], i: int) -> bool:
    """Whether a sentence can start at token i: behind a mark that ends one, or on a new line."""
    start, length = rows[i]
    word = text[start : start + length]
    if word.isspace():
        return False
    k = i - 1
    while k >= 0 and text[rows[k][0] : sum(rows[k])].isspace():
        k -= 1
    if k < 0 or "\n" in text[sum(rows[k]) : start]:
        return True
    spaced = sum(rows[k]) < start
    if not any(c.isalnum() for c in word) and (word[0] not in OPENERS or not spaced or word in "-–—--"):
        return False
    if word[0].islower() and not CAMEL.match(word):
        return False
    while k > 0 and all(c in CLOSERS for c in text[rows[k][0] : sum(rows[k])]):
        k -= 1
    before = text[rows[k][0] : sum(rows[k])]
    if before[-1] not in ENDS:
        return False
    if before.lower() in ABBREVIATED and k == i - 1:
        return False
    return not (INITIAL.fullmatch(before) and word[0].isupper() and k == i - 1)


def note_sentences(doc: Doc) -> Doc:
    """Fill in Reading.sentences and Reading.sentence_of."""
    notes = reading(doc)
    notes.sentences.clear()
    notes.sentence_of = []
    text: str = doc.text
    inside: set[int] = doc.user_data.get(KEY, set())
    rows = doc.to_array(["IDX", "LENGTH", "SENT_START"]).tolist()
    fresh = True
    for i, (start, length, opens) in enumerate(rows):
        fresh = fresh or (opens == 1 and i not in inside)
        if not text[start : start + length].isspace():
            if fresh:
                notes.sentences.append((start, start + length))
                fresh = False
            else:
                notes.sentences[-1] = (notes.sentences[-1][0], start + length)
        notes.sentence_of.append(max(0, len(notes.sentences) - 1))
    return doc
