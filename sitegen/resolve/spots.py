"""[[mention]] rulings: the words that they mean, whether a model found a mention there or not."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sitegen.model import Annotation, ArchiveArticle, EntityType, Mention, Span
from sitegen.problems import Problem
from sitegen.resolve.curation import WHERE, MentionRuling, nearest

FOLLOWING = ("pronoun", "title", "acronym")
"""Kinds of mention that stand for another one, and follow it where a ruling moves that."""


@dataclass(frozen=True, slots=True)
class Ruled:
    articles: tuple[ArchiveArticle, ...]
    """With a mention wherever a ruling says that one stands."""
    names: Mapping[int, Mapping[int, str]]
    """Article position -> mention -> what it names."""
    problems: tuple[Problem, ...]


def mention_rulings(
    articles: tuple[ArchiveArticle, ...],
    rulings: Sequence[MentionRuling],
    type_of: Callable[[str], EntityType],
) -> Ruled:
    """What the rulings say of these articles, and a warning for each that fits nothing.

    A ruling means the mentions that are its text. Where its words stand and no such mention is, it
    means the mention that they are part of if `context` points there, else a new one, whose type is
    that of what it names (`type_of`). So it holds whatever another model finds.
    """
    at = {article.id: position for position, article in enumerate(articles)}
    at |= {article.article.source: position for position, article in enumerate(articles)}
    by_article: dict[int, list[MentionRuling]] = defaultdict(list)
    problems = []
    for ruling in rulings:
        position = at.get(ruling.article)
        if position is None:
            message = f"{ruling.article!r} in [[mention]] is no article of the archive"
            hint = nearest(ruling.article, at)
            problems.append(Problem(WHERE, ruling.line, "unknown-reference", "warning", message, hint))
        else:
            by_article[position].append(ruling)
    result = list(articles)
    names: dict[int, dict[int, str]] = {}
    for position, own in sorted(by_article.items()):
        article = articles[position]
        notes, spans, vain = _spots(article, own, type_of)
        problems += vain
        result[position] = replace(article, annotation=notes)
        names[position] = _with_followers(notes.mentions, spans)
    return Ruled(tuple(result), names, tuple(problems))


def _spots(
    article: ArchiveArticle, rulings: Sequence[MentionRuling], type_of: Callable[[str], EntityType]
) -> tuple[Annotation, dict[Span, str], list[Problem]]:
    """The annotation with new mentions, what each ruled span names, and warnings.

    Where two rulings mean one mention the one with a context wins, then the later one; where one's
    words are within another's the longer ones are the mention.
    """
    notes, text = article.annotation, article.article.text
    meant: list[tuple[Span, MentionRuling]] = []
    free: list[tuple[Span, MentionRuling]] = []
    for ruling in rulings:
        for start, end in _occurrences(ruling, text):
            own = [m for m in notes.mentions if m.start < end and start < m.end]
            exact = [m for m in own if _plain(ruling.text) in (_plain(m.text), _plain(m.name))]
            if exact or (own and ruling.context is not None):
                meant += [((m.start, m.end), ruling) for m in exact or own[:1]]
            elif not own and notes.sentences:
                free.append(((start, end), ruling))
    new: dict[Span, Mention] = {}
    for span, ruling in sorted(free, key=lambda pair: pair[0][0] - pair[0][1]):
        if all(span == other or span[1] <= other[0] or other[1] <= span[0] for other in new):
            new[span] = _mention(text[slice(*span)], span, notes.sentences, type_of(ruling.entity))
            meant.append((span, ruling))
    hit = {id(ruling) for _, ruling in (*meant, *free)}
    problems = []
    for ruling in rulings:
        if id(ruling) not in hit:
            words = ruling.context or ruling.text
            message = f"{words!r} in [[mention]] no longer stands in {ruling.article}"
            hint = "copy the words as the article has them now, or remove the ruling"
            problems.append(Problem(WHERE, ruling.line, "vain-ruling", "warning", message, hint))
    order = {id(ruling): n for n, ruling in enumerate(rulings)}
    meant.sort(key=lambda pair: (pair[1].context is not None, order[id(pair[1])]))
    spans = {span: ruling.entity for span, ruling in meant}
    return _with_mentions(notes, list(new.values())), spans, problems


def _occurrences(ruling: MentionRuling, text: str) -> Iterator[Span]:
    """Where the ruling's text stands as words of their own, inside its context if it has one.

    Line breaks of the article are spaces to the ruling.
    """
    inner = re.compile(rf"(?<!\w){_spaced(ruling.text)}(?!\w)")
    if ruling.context is None:
        yield from (found.span() for found in inner.finditer(text))
        return
    for around in re.finditer(_spaced(ruling.context), text):
        yield from (found.span() for found in inner.finditer(text, around.start(), around.end()))


def _plain(words: str) -> str:
    return " ".join(words.split())


def _spaced(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))


def _mention(text: str, span: Span, sentences: Sequence[Span], type_: EntityType) -> Mention:
    sentence = max(0, bisect_right(sentences, span[0], key=lambda s: s[0]) - 1)
    why = f"the editor's ruling ({WHERE})"
    return Mention(*span, text, "name", type_, None, _plain(text), sentence, 1.0, why)


def _with_followers(mentions: Sequence[Mention], spans: Mapping[Span, str]) -> dict[int, str]:
    """Mention -> what it names, with the pronouns and the like that stand for a ruled mention."""
    ruled = {n: spans[m.start, m.end] for n, m in enumerate(mentions) if (m.start, m.end) in spans}
    found = dict(ruled)
    for n, mention in enumerate(mentions):
        seen = {n}
        at = mention.antecedent
        while at is not None and at not in seen and at not in ruled:
            seen.add(at)
            at = mentions[at].antecedent
        if mention.kind in FOLLOWING and at in ruled:
            found.setdefault(n, ruled[at])
    return found


# ---------------------------------------------------------------- new mentions


def _with_mentions(notes: Annotation, new: Sequence[Mention]) -> Annotation:
    """The annotation with these mentions in their places, and every index into them moved."""
    if not new:
        return notes
    both = [*enumerate(notes.mentions), *((None, m) for m in new)]
    both.sort(key=lambda pair: (pair[1].start, pair[1].end))
    moved = {old: now for now, (old, _) in enumerate(both) if old is not None}

    def to(n: int | None) -> int | None:
        return None if n is None else moved[n]

    return replace(
        notes,
        mentions=tuple(replace(m, role_of=to(m.role_of), antecedent=to(m.antecedent)) for _, m in both),
        events=tuple(
            replace(
                e,
                arguments=tuple(replace(a, mention=to(a.mention)) for a in e.arguments),
                place=to(e.place),
                source=to(e.source),
            )
            for e in notes.events
        ),
        quotes=tuple(replace(q, speaker=to(q.speaker)) for q in notes.quotes),
        relations=tuple(
            replace(r, subject=moved[r.subject], object=moved[r.object]) for r in notes.relations
        ),
    )
