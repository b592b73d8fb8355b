"""Texts read by the default pipeline, for tests of what it binds to an event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from sitegen.annotate.pipeline import load_pipeline, make_doc
from sitegen.annotate.reading import Reading, reading
from sitegen.config import AnnotateSettings
from sitegen.model import Article, EventMention

Reader = Callable[[str], "Read"]


@dataclass(frozen=True)
class Read:
    text: str
    notes: Reading

    def event(self, trigger: str) -> EventMention:
        return next(e for e in self.notes.events if e.text == trigger)

    def named(self, mention: int | None) -> str | None:
        """The name of a mention, of the one that it points to where it points."""
        if mention is None:
            return None
        found = self.notes.mentions[mention]
        return self.named(found.antecedent) if found.antecedent is not None else found.name

    def parties(self, trigger: str) -> set[tuple[str, str]]:
        """(role, name) of each argument that names somebody."""
        found = ((a.role, self.named(a.mention)) for a in self.event(trigger).arguments)
        return {(role, name) for role, name in found if name}

    def place(self, trigger: str) -> str | None:
        return self.named(self.event(trigger).place)


@cache
def reader() -> Reader:
    """Reads a text, its lines as blocks, as of Sunday 18 May 2025."""
    nlp = load_pipeline(AnnotateSettings())

    def read(text: str) -> Read:
        blocks, at = [], 0
        for line in text.split("\n"):
            blocks.append((at, at + len(line)))
            at += len(line) + 1
        article = Article("a.txt", "", "txt", None, text, tuple(blocks), (), date="2025-05-18")
        return Read(text, reading(nlp(make_doc(nlp, article))))

    return read
