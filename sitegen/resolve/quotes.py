"""Quotes with the entity that speaks."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.model import ArchiveArticle, Quote
from sitegen.resolve.index import EntityIndex


def quotes_of(articles: Sequence[ArchiveArticle], index: EntityIndex) -> tuple[Quote, ...]:
    """Every quote of every article, sorted by article and place in it."""
    quotes = []
    for article in articles:
        for quote in article.annotation.quotes:
            speaker = index.of(article.id, quote.speaker)
            speaker_id = speaker.id if speaker and speaker.type not in ("work", "other") else None
            quotes.append(
                Quote(article.id, quote.start, quote.end, speaker_id, quote.cue, quote.text, quote.direct)
            )
    return tuple(sorted(quotes, key=lambda q: (q.article, q.start, q.end)))
