"""Working notes -> Annotation: offsets into the article's text, everything in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from sitegen.annotate.reading import Reading
from sitegen.model import (
    Annotation,
    Argument,
    EventMention,
    Mention,
    QuoteMention,
    RelationMention,
    Span,
    TimeExpression,
)

T = TypeVar("T", Mention, TimeExpression, EventMention, QuoteMention, RelationMention)


def freeze(language: str | None, parts: Sequence[tuple[int, Reading]]) -> Annotation:
    """One Annotation of an article's chunks, each with its offset in the article's text."""
    sentences: list[Span] = []
    mentions: list[Mention] = []
    times: list[TimeExpression] = []
    events: list[EventMention] = []
    quotes: list[QuoteMention] = []
    relations: list[RelationMention] = []
    for offset, notes in parts:
        first = len(sentences)
        sentences += [(s + offset, e + offset) for s, e in notes.sentences]
        to_mention = _order(notes.mentions, len(mentions))
        to_time = _order(notes.times, len(times))
        mentions += _sorted(
            [
                replace(
                    m,
                    start=m.start + offset,
                    end=m.end + offset,
                    sentence=m.sentence + first,
                    role_of=_at(to_mention, m.role_of),
                    antecedent=_at(to_mention, m.antecedent),
                )
                for m in notes.mentions
            ]
        )
        times += _sorted(
            [
                replace(t, start=t.start + offset, end=t.end + offset, sentence=t.sentence + first)
                for t in notes.times
            ]
        )
        events += _sorted([_event(e, offset, first, to_mention, to_time) for e in notes.events])
        quotes += _sorted(
            [
                replace(
                    q,
                    start=q.start + offset,
                    end=q.end + offset,
                    sentence=q.sentence + first,
                    speaker=_at(to_mention, q.speaker),
                )
                for q in notes.quotes
            ]
        )
        relations += [
            replace(
                r,
                subject=to_mention[r.subject],
                object=to_mention[r.object],
                start=r.start + offset,
                end=r.end + offset,
            )
            for r in notes.relations
        ]
    relations.sort(key=lambda r: (r.start, r.end, r.subject, r.relation, r.object))
    return Annotation(
        language=language,
        read=True,
        sentences=tuple(sentences),
        mentions=tuple(mentions),
        times=tuple(times),
        events=tuple(events),
        quotes=tuple(quotes),
        relations=tuple(dict.fromkeys(relations)),
    )


def _event(
    event: EventMention, offset: int, first: int, to_mention: dict[int, int], to_time: dict[int, int]
) -> EventMention:
    return replace(
        event,
        start=event.start + offset,
        end=event.end + offset,
        sentence=event.sentence + first,
        arguments=tuple(_argument(a, offset, to_mention) for a in event.arguments),
        place=_at(to_mention, event.place),
        time=_at(to_time, event.time),
        counts=tuple(replace(c, start=c.start + offset, end=c.end + offset) for c in event.counts),
        source=_at(to_mention, event.source),
    )


def _argument(argument: Argument, offset: int, to_mention: dict[int, int]) -> Argument:
    return replace(
        argument,
        mention=_at(to_mention, argument.mention),
        start=argument.start + offset,
        end=argument.end + offset,
    )


def _at(moved: dict[int, int], index: int | None) -> int | None:
    return None if index is None else moved[index]


def _order(items: Sequence[T], base: int) -> dict[int, int]:
    """Index among the notes -> index in the Annotation."""
    ranked = sorted(range(len(items)), key=lambda i: (items[i].start, items[i].end, i))
    return {old: base + new for new, old in enumerate(ranked)}


def _sorted(items: list[T]) -> list[T]:
    return sorted(items, key=lambda item: (item.start, item.end))
