"""Quotes: what people say, in quotation marks or reported, with the speaker and the word that says so.

Direct speech is found by its marks, block by block; its cue is the nearest reporting verb outside
the marks in the sentences that the quote touches. Reported speech is the clause that a reporting
verb governs, or what stands beside "according to".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.language import Language

from sitegen.annotate.arguments import Names, named, names_of
from sitegen.annotate.clauses import subject
from sitegen.annotate.events import parsed
from sitegen.annotate.reading import reading
from sitegen.annotate.tree import OBJECTS, Tree
from sitegen.model import QuoteMention, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

CUES = frozenset(
    "say tell announce report state claim declare add note explain confirm deny admit argue insist stress "
    "warn remark comment reply respond suggest allege assert acknowledge reveal write tweet reiterate "
    "emphasise emphasize predict vow pledge promise urge ask answer testify contend concede recall ask "
    "disclose shout joke complain conclude continue observe quip recount boast lament".split()
)
PAIRS = {"“": "”", '"': '"', "«": "»", "„": "“"}
MARK = re.compile('[“"«„]')
LEAST_WORDS = 4
"""Fewer words in quotation marks are a name or a doubt, not a quote, unless a sentence ends in them."""
REACH = 8
"""Tokens between a quote and its cue where they don't share a sentence."""


@dataclass(frozen=True, slots=True)
class Cue:
    token: int
    text: str
    speaker: int | None
    """Token of the speaker's head."""


@Language.factory("sitegen_quotes")
def create_quotes(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    def note_quotes(doc: Doc) -> Doc:
        notes = reading(doc)
        tree = parsed(doc)
        blocks = notes.blocks or ((0, len(doc.text)),)
        notes.quotes[:] = find_quotes(tree, names_of(tree, notes.mentions), blocks)
        return doc

    return note_quotes


def find_quotes(tree: Tree, names: Names, blocks: Sequence[Span]) -> list[QuoteMention]:
    """Direct and reported speech of one Doc, in text order."""
    marked = [(span, block) for block in blocks for span in quoted(tree.text, block)]
    spans = [span for span, _ in marked]
    found: list[QuoteMention] = []
    last: tuple[Span, Cue] | None = None
    for (start, end), block in marked:
        cue = _cue(tree, start, end, spans)
        if cue is None and last is not None and last[0] == block:
            # The speaker goes on in the same paragraph.
            cue = Cue(last[1].token, last[1].text, last[1].speaker)
        if cue is None:
            continue
        last = (block, cue)
        found.append(_mention(tree, names, start, end, cue, direct=True))
    for i in range(len(tree.words)):
        reported = _reported(tree, i)
        if reported is None:
            continue
        start, end, cue = reported
        if any(s < end and start < e and (e - s) * 2 > end - start for s, e in spans):
            continue
        found.append(_mention(tree, names, start, end, cue, direct=False))
    return sorted(found, key=lambda q: (q.start, q.end, q.direct))


def _mention(tree: Tree, names: Names, start: int, end: int, cue: Cue, *, direct: bool) -> QuoteMention:
    first = next((k for k, s in enumerate(tree.starts) if s >= start), len(tree.starts) - 1)
    return QuoteMention(
        start=start,
        end=end,
        text=tree.text[start:end],
        speaker=named(tree, cue.speaker, names) if cue.speaker is not None else None,
        cue=cue.text,
        sentence=tree.sents[first],
        direct=direct,
    )


def quoted(text: str, block: Span) -> Iterator[Span]:
    """What stands between quotation marks in a block, the marks left out.

    A mark that is never closed quotes as far as the block's end, as in speech of several paragraphs.
    """
    at, stop = block
    while at < stop:
        opening = MARK.search(text, at, stop)
        if opening is None:
            return
        start = opening.end()
        if opening.group() == '"' and opening.start() > block[0] and text[opening.start() - 1].isdigit():
            at = start  # inches
            continue
        end = text.find(PAIRS[opening.group()], start, stop)
        if end < 0:
            if opening.group() == '"':
                return
            end = stop
        inside = text[start:end].strip()
        if len(inside.split()) >= LEAST_WORDS or inside.endswith((".", ",", "!", "?")):
            lead = start + len(text[start:end]) - len(text[start:end].lstrip())
            if inside:
                yield lead, lead + len(inside)
        at = end + 1


def _cue(tree: Tree, start: int, end: int, quotes: Sequence[Span]) -> Cue | None:
    """The nearest reporting verb outside all quotes, in the sentences that the quote touches or beside it."""
    inside = [k for k, s in enumerate(tree.starts) if start <= s < end]
    if not inside:
        return None
    sentences = {tree.sents[inside[0]], tree.sents[inside[-1]]}
    around = [k for s in sorted(sentences) for k in range(*tree.spans[s])]
    after = range(inside[-1] + 1, min(len(tree.words), inside[-1] + REACH + 2))
    before = range(max(0, inside[0] - REACH), inside[0])
    options = []
    for k in {*around, *after, *before}:
        if k in inside or tree.pos[k] == "NOUN" or tree.lemmas[k] not in CUES | {"accord"}:
            continue
        if any(s <= tree.starts[k] < e for s, e in quotes):
            continue
        gap = inside[0] - k if k < inside[0] else k - inside[-1]
        speaker = _speaker(tree, k)
        if speaker is None and tree.sents[k] not in sentences:
            continue
        if tree.sents[k] not in sentences and k < inside[0] and ":" not in tree.words[k : inside[0]]:
            continue
        options.append((speaker is None, gap, k, speaker))
    if not options:
        return None
    _, _, k, speaker = min(options)
    return Cue(k, _cue_text(tree, k), speaker)


def _cue_text(tree: Tree, k: int) -> str:
    return "according to" if tree.lemmas[k] == "accord" else tree.words[k].lower()


def _speaker(tree: Tree, k: int) -> int | None:
    if tree.lemmas[k] == "accord":
        return next((o for name, o in tree.prepositions(k) if name == "to"), None)
    return subject(tree, k)


def _reported(tree: Tree, i: int) -> tuple[int, int, Cue] | None:
    """Span and cue of the reported speech that token i introduces."""
    lemma = tree.lemmas[i]
    first, last = tree.spans[tree.sents[i]]
    if lemma == "accord" and i + 1 < last and tree.words[i + 1].lower() == "to":
        speaker = _speaker(tree, i)
        if speaker is None:
            return None
        return _without(tree, first, last, set(tree.subtree(i)), Cue(i, "according to", speaker))
    if lemma not in CUES or tree.pos[i] != "VERB":
        return None
    speaker = subject(tree, i)
    if speaker is None:
        return None
    cue = Cue(i, tree.words[i].lower(), speaker)
    content = tree.kid(i, "ccomp")
    if content is not None:
        below = tree.subtree(content)
        below = [k for k in below if k > i] if content > i else [k for k in below if k < i]
        return _without(tree, below[0], below[-1] + 1, {i}, cue) if len(below) > 2 else None
    if tree.deps[i] in ("parataxis", "ccomp") and tree.heads[i] != i and tree.kid(i, *OBJECTS) is None:
        if tree.deps[i] == "ccomp" and tree.pos[tree.heads[i]] in ("VERB", "AUX") and i < tree.heads[i]:
            return _without(tree, first, last, set(tree.subtree(i)), cue)
        if tree.deps[i] == "parataxis":
            return _without(tree, first, last, set(tree.subtree(i)), cue)
    return None


def _without(tree: Tree, first: int, last: int, cut: set[int], cue: Cue) -> tuple[int, int, Cue] | None:
    """The characters of tokens first..last, less what is cut at their ends, punctuation and "that"."""
    idle = {"that", ",", "“", '"', "”", ".", ":", ";"}

    def empty(k: int) -> bool:
        return k in cut or not tree.words[k].strip() or tree.words[k].lower() in idle

    while first < last and empty(first):
        first += 1
    while last > first and empty(last - 1):
        last -= 1
    if last - first < LEAST_WORDS - 1:
        return None
    return tree.starts[first], tree.end(last - 1), cue
