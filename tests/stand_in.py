"""A stand-in for the annotator, for tests of everything but the annotator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sitegen.annotate import AnnotateResult
from sitegen.config import AnnotateSettings
from sitegen.model import Annotation, Argument, Article, EventMention, Mention

NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")


def annotate(articles: Sequence[Article], _: AnnotateSettings) -> Iterator[AnnotateResult]:
    """Capitalised pairs of words are people, "raid" is a raid by the first of them."""
    for article in articles:
        spans = [
            m.span() for b in article.blocks for m in re.finditer(r"[^.\n]+\.?", article.text[slice(*b)])
        ]
        shifts = [b[0] for b in article.blocks for _ in re.finditer(r"[^.\n]+\.?", article.text[slice(*b)])]
        sentences = [(s + shift, e + shift) for (s, e), shift in zip(spans, shifts, strict=True)]
        mentions: list[Mention] = []
        events: list[EventMention] = []
        for n, (start, end) in enumerate(sentences):
            first = len(mentions)
            for m in NAME.finditer(article.text, start, end):
                mentions.append(
                    Mention(*m.span(), m[0], "name", "person", None, m[0], n, 0.9, "two capitals")
                )
            agents = (Argument("agent", first, 0, 0),) if first < len(mentions) else ()
            for m in re.compile(r"\braid\b").finditer(article.text, start, end):
                events.append(
                    EventMention(
                        *m.span(),
                        m[0],
                        "raid",
                        "raid",
                        n,
                        "occurred",
                        0.9,
                        "the word",
                        arguments=agents,
                        date=article.date,
                        date_from="publication" if article.date else None,
                    )
                )
        yield AnnotateResult(
            Annotation("en", True, tuple(sentences), tuple(mentions), events=tuple(events)), ()
        )
