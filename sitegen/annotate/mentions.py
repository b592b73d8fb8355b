"""Mentions: who and what an article names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from sitegen.annotate.reading import reading
from sitegen.model import EntityType, Mention, MentionKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

TYPES: dict[str, EntityType] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "PRODUCT": "work",
    "WORK_OF_ART": "work",
    "LAW": "work",
    "EVENT": "other",
}


@Language.factory("sitegen_mentions")
def create_mentions(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    return note_mentions


def note_mentions(doc: Doc) -> Doc:
    notes = reading(doc)
    notes.mentions.clear()
    for ent in doc.ents:
        type_ = TYPES.get(ent.label_)
        if type_ is None:
            continue
        tokens = [t for t in ent if not t.is_space]
        while tokens and tokens[-1].tag_ == "POS":
            tokens.pop()
        while tokens and tokens[0].lower_ in ("the", "a", "an"):
            tokens.pop(0)
        if not tokens:
            continue
        start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1].text)
        text = doc.text[start:end]
        kind: MentionKind = "demonym" if ent.label_ == "NORP" else "name"
        notes.mentions.append(
            Mention(
                start=start,
                end=end,
                text=text,
                kind=kind,
                type=type_,
                subtype=None,
                name=text,
                sentence=notes.sentence_of[tokens[0].i],
                confidence=0.7,
                reason=f"the model's {ent.label_}",
            )
        )
    return doc
