"""Reading: the working notes of one Doc while the archive's components pass over it.

A Doc holds one article, or one chunk of a very long one. Offsets in the notes are characters
of `doc.text`; engine.py shifts them to `Article.text` and freezes them into an Annotation.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from sitegen.model import (
    EventMention,
    Mention,
    QuoteMention,
    RelationMention,
    Span,
    TimeExpression,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

KEY = "sitegen"


@dataclass(slots=True)
class Reading:
    """Filled in by the components in their order; each reads what those before it left."""

    title_end: int = 0
    """End of the title in doc.text, 0 where this Doc has none."""
    blocks: tuple[Span, ...] = ()
    date: str | None = None
    """The article's date, EDTF."""
    sentences: list[Span] = field(default_factory=list)
    sentence_of: list[int] = field(default_factory=list)
    """Token index -> index into sentences."""
    mentions: list[Mention] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    events: list[EventMention] = field(default_factory=list)
    quotes: list[QuoteMention] = field(default_factory=list)
    relations: list[RelationMention] = field(default_factory=list)


def reading(doc: Doc) -> Reading:
    """The notes of `doc`; made by the engine before the pipeline runs."""
    return cast(Reading, doc.user_data.setdefault(KEY, Reading()))
