"""Review: the pairs that may be one, by how much depends on them, each with what to do about it."""

from __future__ import annotations

import html
import shlex
from collections.abc import Iterator, Sequence
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
    for question in desk.catalogue.questions:
        if kind in (question.kind, "all") and question.kind in ("entity", "event"):
            of: Kind = "entity" if question.kind == "entity" else "event"
            if not _answered(desk, of, question.first, question.second):
                sides = [
                    _side(desk, of, id_, said.article if said else "", said.text if said else "")
                    for id_, said in zip((question.first, question.second), question.evidence, strict=True)
                ]
                first, second = sorted(sides, key=lambda s: (-s.size, s.id))
                found.append(_pair(of, first, second, question.impact, question.reasons))
    return tuple(found)


def _answered(desk: Desk, kind: Kind, one: str, two: str) -> bool:
    def now(id_: str) -> str:
        return desk.finder.now(id_, kind)

    curation = desk.curation
    ours, _ = group_of([one], joinings(curation, kind), now)
    theirs, _ = group_of([two], joinings(curation, kind), now)
    if ours & theirs:
        return True
    apart = [{now(id_) for id_ in parting.ids} for parting in partings(curation, kind)]
    if any(ids & ours and ids & theirs for ids in apart):
        return True
    rulings = curation.entities if kind == "entity" else curation.events
    gone = {now(r.id) for r in rulings if r.hide or getattr(r, "forget", False)}
    return bool(gone & (ours | theirs))


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
        size = f"{_count(side.size, noun)} in {_count(side.articles, 'article')}"
        yield f"   {side.id}  ({side.type}, {size})"
        if side.sentence:
            yield f"     “{printable(side.sentence)}”  {printable(side.source)}"
    for reason in pair.reasons:
        yield f"   why: {printable(reason)}"


def answers(pair: Pair) -> Iterator[str]:
    yield f"   same:      {pair.same.command}"
    yield f"   not same:  {pair.not_same.command}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


# ---------------------------------------------------------------- as a page of the preview

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title></head>
<body><main><h1>{title}</h1>
<p><a href="/">Back to the site</a></p>
{body}
</main></body></html>
"""


def page(found: Sequence[Pair], limit: int = 200) -> bytes:
    """The review as HTML, for the preview alone: it is in no published site."""
    if not found:
        body = "<p>No pair is in doubt.</p>"
    else:
        body = (
            f"<p>{_count(len(found), 'pair')} in doubt, the weightiest first. Run the command, or paste the"
            " lines into <code>curation.toml</code>; this page follows.</p>\n<ol>\n"
            + "\n".join(_item(pair) for pair in found[:limit])
            + "\n</ol>"
        )
    return _PAGE.format(title="Review", body=body).encode("utf-8", "replace")


def _item(pair: Pair) -> str:
    e = html.escape
    parts = [f"<li><h2>{e(pair.first.name)} or {e(pair.second.name)}?</h2>"]
    noun = "mention" if pair.kind == "entity" else "report"
    for side in (pair.first, pair.second):
        name = f'<a href="/{e(side.address)}">{e(side.name)}</a>' if side.address else e(side.name)
        size = f"{_count(side.size, noun)} in {_count(side.articles, 'article')}"
        parts.append(f"<p>{name} <code>{e(side.id)}</code> ({e(side.type)}, {size})</p>")
        if side.sentence:
            parts.append(f"<blockquote>{e(side.sentence)} <cite>{e(side.source)}</cite></blockquote>")
    parts += [f"<p>Why: {e(reason)}</p>" for reason in pair.reasons]
    for word, answer in (("Same", pair.same), ("Not the same", pair.not_same)):
        parts.append(f"<p>{word}: <code>{e(answer.command)}</code></p><pre>{e(answer.lines)}</pre>")
    return "\n".join([*parts, "</li>"])
