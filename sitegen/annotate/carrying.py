"""What an event has from the one that led to it: "The raid … in Aleppo on Saturday. It led to clashes".

What a happening leads to or sets off in the next breath is where and when the happening was, unless
the sentence says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sitegen.annotate.clauses import subject
from sitegen.annotate.tree import OBJECTS, Tree
from sitegen.model import EventMention, Span
from sitegen.taxonomy import PAGELESS

LEADING_TO = frozenset(("lead", "escalate", "turn", "develop"))
SETTING_OFF = frozenset("spark trigger prompt cause provoke unleash ignite".split())
BACK = frozenset(("it", "this", "that", "these", "which"))
VIOLENT = frozenset("clash attack bombing shelling strike riot killing offensive fire raid arrest".split())
"""Types that follow at once and on the spot; a meeting that a raid leads to is later and elsewhere."""


def carry(
    tree: Tree, events: Sequence[EventMention], tokens: Sequence[int], blocks: Sequence[Span]
) -> list[EventMention]:
    """The events, those without place or date given them by what led to them. `tokens` are their triggers."""
    found = list(events)
    at = {i: n for n, i in enumerate(tokens)}
    for n, (event, i) in enumerate(zip(events, tokens, strict=True)):
        if event.type not in VIOLENT or (event.place is not None and event.date is not None):
            continue
        verb = _leading_verb(tree, i)
        cause = _cause(tree, verb, found, tokens, at, n, blocks) if verb is not None else None
        if cause is None or cause.status not in ("occurred", "background"):
            continue
        if event.place is None:
            found[n] = replace(found[n], place=cause.place)
        if event.date is None and event.time is None:
            found[n] = replace(found[n], date=cause.date, date_from=cause.date_from, time=cause.time)
    return found


def _leading_verb(tree: Tree, i: int) -> int | None:
    """The verb of "led to clashes", "sparked clashes"."""
    top = tree.first_conjunct(i)
    above = tree.heads[top]
    if tree.deps[top] in OBJECTS and tree.lemmas[above] in SETTING_OFF:
        return above
    if tree.deps[top] == "pobj" and tree.lemmas[above] in ("to", "into"):
        verb = tree.heads[above]
        if tree.lemmas[verb] in LEADING_TO and tree.pos[verb] == "VERB":
            return verb
    return None


def _cause(
    tree: Tree,
    verb: int,
    events: Sequence[EventMention],
    tokens: Sequence[int],
    at: Mapping[int, int],
    n: int,
    blocks: Sequence[Span],
) -> EventMention | None:
    """The event that is the subject of `verb`, or that "it" before `verb` takes up."""
    who = subject(tree, verb)
    if who is None:
        return None
    if who in at:
        return events[at[who]]
    if tree.words[who].lower() not in BACK or who != tree.spans[tree.sents[who]][0]:
        return None
    block = next((b for b in blocks if b[0] <= tree.starts[who] < b[1]), None)
    if block is None:
        return None
    sentence = tree.sents[who] - 1
    before = [
        m
        for m in range(max(0, n - 12), n)
        if events[m].sentence == sentence and events[m].start >= block[0] and events[m].type not in PAGELESS
    ]
    # "It" is a thing: an event that a noun names comes before what a verb tells.
    nouns = [m for m in before if tree.pos[tokens[m]] in ("NOUN", "PROPN")]
    chosen = nouns or before
    return events[chosen[-1]] if chosen else None
