"""Sentences: blocks first, the parser's boundaries inside them.

`sitegen_blocks` runs before the parser and fixes a boundary at each block's start, so that
neither a parse nor a name crosses a paragraph. `sitegen_sentences` runs after the model and
writes down the spans, without white space at their ends.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from spacy.language import Language

from sitegen.annotate.reading import reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc


@Language.factory("sitegen_blocks")
def create_blocks(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    return mark_blocks


@Language.factory("sitegen_sentences")
def create_sentences(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    return note_sentences


def mark_blocks(doc: Doc) -> Doc:
    """Start a sentence at the first token of every block."""
    ends = [start + length for start, length in doc.to_array(["IDX", "LENGTH"]).tolist()]
    for start, _ in reading(doc).blocks:
        i = bisect_right(ends, start)
        while i < len(ends) and doc[i].is_space:
            i += 1
        if i < len(ends):
            doc[i].is_sent_start = True
    return doc


def note_sentences(doc: Doc) -> Doc:
    """Fill in Reading.sentences and Reading.sentence_of."""
    notes = reading(doc)
    notes.sentences.clear()
    notes.sentence_of = []
    text: str = doc.text
    rows = doc.to_array(["IDX", "LENGTH", "SENT_START"]).tolist()
    fresh = True
    for start, length, opens in rows:
        fresh = fresh or opens == 1
        if not text[start : start + length].isspace():
            if fresh:
                notes.sentences.append((start, start + length))
                fresh = False
            else:
                notes.sentences[-1] = (notes.sentences[-1][0], start + length)
        notes.sentence_of.append(max(0, len(notes.sentences) - 1))
    return doc
