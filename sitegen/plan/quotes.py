"""Quotes on the pages: an article's own, those by and about somebody, those about an event.

A reported clause of nobody who is known tells a reader nothing that its article doesn't; in marks
it is still somebody's words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sitegen import edtf
from sitegen.model import Entity, EntityMention, Event, Quote, Span
from sitegen.plan import words
from sitegen.plan.parts import Here, article_when
from sitegen.plan.views import Link, QuoteView
from sitegen.plan.world import World, newest_first

OWN = 12
"""Quotes shown on an article's page."""
SHOWN = 15
"""On the page of somebody, by them and about them."""
OF_EVENT = 8
LONGEST = 600
"""Characters of a quote."""


def own(here: Here, article: str) -> tuple[QuoteView, ...]:
    """The quotes of an article, in order."""
    told = [q for q in here.world.quotes.get(article, ()) if _telling(q)]
    return tuple(_view(here, q) for q in told[:OWN])


def by(here: Here, entity: Entity) -> tuple[QuoteView, ...]:
    """What somebody says, the latest first."""
    return _shown(here, here.world.said.get(entity.id, ()))


def about(
    here: Here, entity: Entity, by_article: Mapping[str, Sequence[EntityMention]]
) -> tuple[QuoteView, ...]:
    """What others say that names somebody, the latest first."""
    return _shown(here, _about(here.world, entity, by_article))


def of_event(here: Here, event: Event) -> tuple[QuoteView, ...]:
    """What was said of an event: words that report it, and direct speech in the sentences beside."""
    world = here.world
    found: dict[tuple[str, int, int], Quote] = {}
    for report in event.mentions:
        if report.article not in world.articles:
            continue
        near = _beside(world, report.article, report.sentence)
        for quote in world.quotes.get(report.article, ()):
            reports_it = quote.start <= report.start < quote.end
            spoken = quote.direct and quote.start < near[1] and near[0] < quote.end
            if _telling(quote) and (reports_it or (spoken and not _of_another(world, quote, event))):
                found[quote.article, quote.start, quote.end] = quote
    order = sorted(
        found.values(),
        key=lambda q: (
            not q.direct,
            edtf.order_key(world.articles[q.article].article.date),
            q.article,
            q.start,
        ),
    )
    return tuple(_view(here, q) for q in _unlike(order, OF_EVENT))


def _telling(quote: Quote) -> bool:
    return quote.direct or quote.speaker is not None


def _beside(world: World, article: str, sentence: Span) -> Span:
    """A sentence with the one before it in its paragraph and the one behind it."""
    found = world.articles[article]
    blocks = found.article.blocks
    block = next(((s, e) for s, e in blocks if s <= sentence[0] < e), sentence)
    spans = found.annotation.sentences
    at = bisect_left(spans, sentence)
    first, last = spans[max(0, at - 1)][0], spans[min(len(spans) - 1, at + 1)][1]
    return max(first, block[0]), last


def _of_another(world: World, quote: Quote, event: Event) -> bool:
    """Whether the words report an event that has a page of its own, and not this one."""
    reports = world.reports.get(quote.article, ())
    first = bisect_left(reports, quote.start, key=lambda pair: pair[0].start)
    for report, other in reports[first:]:
        if report.start >= quote.end:
            return False
        if other.page and other.id not in (event.id, event.part_of) and other.part_of != event.id:
            return True
    return False


def _about(
    world: World, entity: Entity, by_article: Mapping[str, Sequence[EntityMention]]
) -> Iterator[Quote]:
    for article in sorted(by_article):
        starts = sorted(m.start for m in by_article[article] if m.kind != "pronoun")
        for quote in world.quotes.get(article, ()):
            if quote.speaker == entity.id or not _telling(quote):
                continue
            at = bisect_left(starts, quote.start)
            if at < len(starts) and starts[at] < quote.end:
                yield quote


def _shown(here: Here, quotes: Iterable[Quote]) -> tuple[QuoteView, ...]:
    latest = newest_first(quotes, lambda q: here.world.articles[q.article].article.date)
    return tuple(_view(here, q) for q in _unlike(latest, SHOWN))


def _unlike(quotes: Iterable[Quote], most: int) -> list[Quote]:
    """The first of them, each in one report of it only."""
    found: dict[str, Quote] = {}
    for quote in quotes:
        found.setdefault(" ".join(quote.text.split()).casefold(), quote)
        if len(found) >= most:
            break
    return list(found.values())


def _view(here: Here, quote: Quote) -> QuoteView:
    speaker = here.world.entities.get(quote.speaker or "")
    # The comma before the closing mark belongs to the sentence around.
    text = quote.text.rstrip(",") if quote.direct else quote.text
    return QuoteView(
        text="" if here.world.settings.publish.text == "none" else words.shortened(text, LONGEST),
        cue=words.cue(quote.cue),
        direct=quote.direct,
        speaker=here.entity(speaker) if speaker else Link("", ""),
        source=here.sentence(quote.article, quote.start),
        when=article_when(here.world.articles[quote.article]),
    )
