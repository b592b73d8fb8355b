"""Quotes: what people say, in quotation marks or reported, with the speaker and the word that says so."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from spacy.language import Language

from sitegen.annotate.attribution import Attribution
from sitegen.annotate.events import attributed, parsed
from sitegen.annotate.reading import reading
from sitegen.annotate.tree import Tree
from sitegen.model import QuoteMention

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc


@Language.factory("sitegen_quotes")
def create_quotes(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    def note_quotes(doc: Doc) -> Doc:
        reading(doc).quotes[:] = find_quotes(parsed(doc), attributed(doc))
        return doc

    return note_quotes


def find_quotes(tree: Tree, attribution: Attribution) -> list[QuoteMention]:
    """Direct and reported speech of one Doc, in text order."""
    return [
        QuoteMention(
            start=said.start,
            end=said.end,
            text=tree.text[said.start : said.end],
            speaker=said.speaker,
            cue=said.cue_text,
            sentence=tree.sents[max(bisect_right(tree.starts, said.start) - 1, 0)],
            direct=said.direct,
        )
        for said in attribution.sayings
    ]
