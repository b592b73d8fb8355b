"""Review: the pairs that may be one, by how much depends on them, each with what to do about it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.catalogue import KnownEntity, KnownEvent
from sitegen.editor.desk import Desk
from sitegen.editor.finder import Kind
from sitegen.editor.groups import group_of, joinings, partings
from sitegen.problems import printable


@dataclass(frozen=True, slots=True)
class Side:
    """One of a pair. `size`: mentions of an entity, reports of an event."""

    id: str
    name: str
    type: str
    size: int
    articles: int
    address: str
    source: str
    """File of the article that `sentence` is from."""
    sentence: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer writes, and the command that writes it."""

    command: str
    lines: str


@dataclass(frozen=True, slots=True)
class Pair:
    kind: Kind
    first: Side
    """The one that is named more often, which keeps its id if they are one."""
    second: Side
    impact: int
    reasons: tuple[str, ...]
    same: Answer
    not_same: Answer


def pairs(desk: Desk, kind: str = "all") -> tuple[Pair, ...]:
    """The open pairs, the weightiest first; what a ruling has answered since the last build is left out."""
    found = []
    answered = {of: _Answers(desk, of) for of in _KINDS}
    for question in desk.catalogue.questions:
        of: Kind = "entity" if question.kind == "entity" else "event"
        if kind not in (of, "all") or answered[of].has(question.first, question.second):
            continue
        sides = [
            _side(desk, of, id_, said.article if said else "", said.text if said else "")
            for id_, said in zip((question.first, question.second), question.evidence, strict=True)
        ]
        first, second = sorted(sides, key=lambda s: (-s.size, s.id))
        found.append(_pair(of, first, second, question.impact, question.reasons))
    return tuple(found)


_KINDS: tuple[Kind, ...] = ("entity", "event")


class _Answers:
    """What the rulings say of pairs, those that no build has seen yet included."""

    def __init__(self, desk: Desk, kind: Kind) -> None:
        def now(id_: str) -> str:
            return desk.finder.now(id_, kind)

        curation = desk.curation
        joined = joinings(curation, kind)
        self._group: dict[str, frozenset[str]] = {}
        for id_ in {now(id_) for one in joined for id_ in one.ids}:
            if id_ not in self._group:
                group, _ = group_of([id_], joined, now)
                self._group |= dict.fromkeys(group, group)
        self._apart = [{now(id_) for id_ in parting.ids} for parting in partings(curation, kind)]
        rulings = curation.entities if kind == "entity" else curation.events
        self._gone = {now(r.id) for r in rulings if r.hide or getattr(r, "forget", False)}

    def has(self, one: str, two: str) -> bool:
        ours, theirs = (self._group.get(id_, frozenset((id_,))) for id_ in (one, two))
        if ours & theirs or self._gone & (ours | theirs):
            return True
        return any(ids & ours and ids & theirs for ids in self._apart)


def _side(desk: Desk, kind: Kind, id_: str, article: str, sentence: str) -> Side:
    known: KnownEntity | KnownEvent | None = (
        desk.finder.entities.get(id_) if kind == "entity" else desk.finder.events.get(id_)
    )
    told = desk.finder.articles.get(article)
    source = told.source if told else ""
    if isinstance(known, KnownEntity):
        size, spread = known.mentions, len(known.texts)
        return Side(id_, known.name, known.type, size, spread, known.address, source, sentence)
    if known is not None:
        size, spread = known.reports, len(known.articles)
        return Side(id_, known.title, known.type, size, spread, known.address, source, sentence)
    return Side(id_, id_, "", 0, 0, "", source, sentence)


def _pair(kind: Kind, first: Side, second: Side, impact: int, reasons: tuple[str, ...]) -> Pair:
    ids = f'["{first.id}", "{second.id}"]'
    if kind == "entity":
        same = f"[[same]]\nentities = {ids}\n"
        apart = f"[[not-same]]\nentities = {ids}\n"
    else:
        same = f'[[event]]\nid = "{first.id}"\nsame = ["{second.id}"]\n'
        apart = f"[[not-same]]\nevents = {ids}\n"
    words = shlex.join([first.id, second.id])
    return Pair(
        kind,
        first,
        second,
        impact,
        reasons,
        Answer(f"sitegen merge {words}", same),
        Answer(f"sitegen split {words}", apart),
    )


# ---------------------------------------------------------------- as lines


def lines(pair: Pair, number: int, total: int) -> Iterator[str]:
    """One pair for a person to judge."""
    yield f"{number} of {total}. {pair.first.name}  or  {pair.second.name}?"
    for side in (pair.first, pair.second):
        noun = "mention" if pair.kind == "entity" else "report"
        size = f"{count(side.size, noun)} in {count(side.articles, 'article')}"
        yield f"   {side.id}  ({side.type}, {size})"
        if side.sentence:
            yield f"     “{printable(side.sentence)}”  {printable(side.source)}"
    for reason in pair.reasons:
        yield f"   why: {printable(reason)}"


def answers(pair: Pair) -> Iterator[str]:
    yield f"   same:      {pair.same.command}"
    yield f"   not same:  {pair.not_same.command}"


def count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
