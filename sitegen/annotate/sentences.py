"""Sentences: blocks first, the parser's boundaries inside them.

`sitegen_blocks` runs before the parser and fixes a boundary at each block's start, so that
neither a parse nor a name crosses a paragraph. `sitegen_sentences` runs after the model and
writes down the spans, without white space at their ends.
"""

from __future__ import annotations

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
    starts = iter(start for start, _ in reading(doc).blocks)
    due = next(starts, None)
    for token in doc:
        if due is not None and token.idx + len(token.text) > due and not token.is_space:
            token.is_sent_start = True
            while due is not None and due < token.idx + len(token.text):
                due = next(starts, None)
    return doc


def note_sentences(doc: Doc) -> Doc:
    """Fill in Reading.sentences and Reading.sentence_of."""
    notes = reading(doc)
    notes.sentences.clear()
    notes.sentence_of = [0] * len(doc)
    for sent in doc.sents:
        inked = [token for token in sent if not token.is_space]
        if inked:
            notes.sentences.append((inked[0].idx, inked[-1].idx + len(inked[-1].text)))
        for token in sent:
            notes.sentence_of[token.i] = max(0, len(notes.sentences) - 1)
    return doc
