"""Attribution: who says what, word for word or reported, for the quotes and for what events rest on.

A clause that somebody reports and that holds words in marks is one saying, marks and all.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.annotate.clauses import passive, subject
from sitegen.annotate.direct import Cue, Direct, Words
from sitegen.annotate.marks import Passage, passages
from sitegen.annotate.parties import Names, named, names_of
from sitegen.annotate.saying import Report, reports
from sitegen.annotate.speaker import leftmost, utters
from sitegen.annotate.tree import OBJECTS, Tree
from sitegen.annotate.voices import Voices
from sitegen.model import Mention, Span

ANNOUNCE = frozenset("announce confirm report acknowledge allege deny admit".split())
"""Verbs that say of an event, their object, that it took place."""
BELIEVE = frozenset("believe think suspect".split())
WITHIN = frozenset(("ccomp", "xcomp", "conj", "pcomp"))
"""Clauses for which the verb above still vouches."""
IDLE = frozenset(("PUNCT", "SPACE", "CCONJ"))
BLAME = {"accuse": "of", "blame": "for", "suspect": "of"}


@dataclass(frozen=True, slots=True)
class Saying:
    """Words of the text and who says them."""

    start: int
    end: int
    direct: bool
    cue: int
    """Token of the cue."""
    cue_text: str
    speaker: int | None
    """Index of a mention."""


@dataclass(frozen=True, slots=True)
class Attribution:
    names: Names
    sayings: Sequence[Saying]
    """In text order."""
    inside: Sequence[int]
    """Index of the innermost saying that each token stands in, -1 outside all."""

    def source(self, tree: Tree, i: int) -> int | None:
        """The mention of whoever the article has say that event i is so; None for its own voice."""
        if self.inside[i] >= 0:
            return self.sayings[self.inside[i]].speaker
        below = i
        for head in [i, *tree.above(i)]:
            who = _vouches(tree, below, head) if head != i else None
            if who is not None:
                return named(tree, who, self.names)
            if head != i and tree.pos[head] in ("VERB", "AUX") and tree.deps[head] not in WITHIN:
                return None
            below = head
        return None


def attribution(tree: Tree, mentions: Sequence[Mention], blocks: Sequence[Span]) -> Attribution:
    """All that somebody says in one Doc."""
    names = names_of(tree, mentions)
    said = sayings(tree, names, blocks or ((0, len(tree.text)),))
    inside = [-1] * len(tree.words)
    for index in sorted(range(len(said)), key=lambda k: (said[k].start - said[k].end, k)):
        first, last = bisect_left(tree.starts, said[index].start), bisect_left(tree.starts, said[index].end)
        inside[first:last] = [index] * (last - first)
    return Attribution(names, said, inside)


def _vouches(tree: Tree, below: int, verb: int) -> int | None:
    """The subject of a verb that believes, announces or lays to somebody's charge what stands below it."""
    lemma, dep = tree.lemmas[verb], tree.deps[below]
    if tree.pos[verb] != "VERB" or not utters(tree, verb):
        return None
    blamed = dep == "prep" and tree.lemmas[below] == BLAME.get(lemma)
    if not (blamed or (lemma in ANNOUNCE and dep in OBJECTS) or (lemma in BELIEVE and dep == "ccomp")):
        return None
    if passive(tree, verb):
        return next((o for name, o in tree.prepositions(verb) if name == "by"), None)
    return subject(tree, verb)


def sayings(tree: Tree, names: Names, blocks: Sequence[Span]) -> list[Saying]:
    """All that somebody says in one Doc, in text order."""
    marked = passages(tree.text, blocks)
    starts = [p.outer_start for p in marked]

    def passage_at(offset: int) -> Passage | None:
        at = bisect_right(starts, offset) - 1
        return marked[at] if at >= 0 and offset < marked[at].outer_end else None

    found = Direct(tree, names, marked).all()
    attributed = {words.start: words for words in found}
    kept: dict[int, Words] = dict(attributed)
    reported = []
    for report in reports(tree):
        if passage_at(tree.starts[report.cue]) is not None:
            continue  # somebody reports inside of what another says
        words = _whole(tree, report, marked, starts)
        if words is None:
            continue
        reported.append(words)
        for at in range(bisect_left(starts, words.start), bisect_left(starts, words.end)):
            kept.pop(marked[at].start, None)
    everything = sorted(_apart([*kept.values(), *reported]), key=lambda w: (w.start, w.end, w.direct))
    return _spoken(tree, names, everything)


def _spoken(tree: Tree, names: Names, everything: Sequence[Words]) -> list[Saying]:
    voices = Voices(tree, names)
    found = []
    for words in everything:
        cue = words.cue
        who = voices.of(cue.speaker, cue.token, (words.start, words.end))
        last = bisect_left(tree.starts, words.end) - 1
        voices.note(who, cue.speaker, cue.token, last)
        found.append(Saying(words.start, words.end, words.direct, cue.token, cue.text, who))
    return found


def _apart(all_words: Sequence[Words]) -> list[Words]:
    """Without what lies in another's words for the greater part where both are the same cue's."""
    found: list[Words] = []
    for words in sorted(all_words, key=lambda w: (w.start - w.end, w.start, w.direct)):
        for other in found:
            if words.start >= other.end or words.end <= other.start:
                continue
            if words.cue.token == other.cue.token or other.direct or words.direct:
                break
        else:
            found.append(words)
    return found


def _whole(tree: Tree, report: Report, marked: Sequence[Passage], starts: Sequence[int]) -> Words | None:
    """A reported clause with the marks that open and close in it; None where all of it is in marks."""
    start, end = tree.starts[report.first], tree.end(report.last - 1)
    opening = report.first
    cue = Cue(report.cue, report.text, report.speaker)
    for at in range(bisect_left(starts, end) - 1, bisect_right(starts, start) - 1, -1):
        before = tree.text[start : marked[at].outer_start].rstrip()
        if marked[at].outer_end <= tree.starts[report.cue] and before.endswith((".", "?", "!", ":")):
            start = marked[at].outer_start  # a sentence of marks of its own, whatever the splitter says
            opening = bisect_left(tree.starts, start)
            break
    own = {report.cue}
    if report.speaker is not None:
        own.update(range(leftmost(tree, report.speaker), report.speaker + 1))
    loose = {k for k in range(opening, report.last) if k not in own and tree.pos[k] not in IDLE}
    at = max(bisect_right(starts, start) - 1, 0)
    while at < len(marked) and marked[at].outer_start < end:
        passage = marked[at]
        at += 1
        if passage.outer_end <= start:
            continue
        first = bisect_left(tree.starts, passage.outer_start)
        loose.difference_update(range(first, bisect_left(tree.starts, passage.outer_end)))
        if passage.start <= start:
            start = passage.outer_start
        if passage.end >= end or passage.outer_end > end:
            end = passage.outer_end
    if not loose:
        return None
    return Words(start, end, False, cue)
