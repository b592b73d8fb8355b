"""Where and when: the place and the date of a sentence that belong to a trigger.

Both go to the trigger that is nearest in the parse; an arc that leaves a clause counts as three,
so that "said on Sunday that a raid killed three" dates the saying, not the raid.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.annotate.arguments import LOCATIVE
from sitegen.annotate.parties import Names
from sitegen.annotate.times_interval import beyond, interval
from sitegen.annotate.tree import Tree
from sitegen.model import TimeExpression

CLAUSES = frozenset(("ccomp", "advcl", "relcl", "parataxis", "csubj", "acl", "dep", "appos", "pcomp"))
REACH = 4
"""Cost of the longest path that still binds."""
OBJECT_LINKS = frozenset(("on", "to", "of", "into", "from"))
OFFSET = re.compile(r"\b(?:after|before)\b", re.I)
OWN_PLACES = frozenset(
    "capture visit strike shelling bombing offensive attack withdrawal raid disaster".split()
)
UNLOCATED = frozenset(("sanctions-imposed", "sanctions-lifted"))
"""Types that happen nowhere: a place beside them is where somebody spoke of them."""
PLACE_HEADS = frozenset(
    "district suburb city town village province region area quarter neighbourhood neighborhood capital "
    "countryside outskirt outskirts port state governorate county island part centre center north south "
    "east west camp".split()
)


def cost(tree: Tree, a: int, b: int) -> int:
    """Length of the path between two tokens, clause arcs three; 99 across sentences."""
    if tree.sents[a] != tree.sents[b]:
        return 99
    up = _climb(tree, a)
    for j, steps in _climb(tree, b).items():
        if j in up:
            return up[j] + steps
    return 99


def _climb(tree: Tree, i: int) -> dict[int, int]:
    """i and its ancestors, nearest first, with the cost of reaching them."""
    costs = {i: 0}
    total = 0
    for head in tree.above(i):
        dep = tree.deps[i]
        total += 3 if dep in CLAUSES else 2 if dep == "conj" else 1
        costs[head] = total
        i = head
    return costs


def heads_of(tree: Tree, mentioned: Sequence[tuple[int, int]]) -> list[int]:
    """The governing token of each span of characters, -1 where no token starts in it."""
    heads = []
    at = 0
    for start, end in mentioned:
        while at > 0 and tree.starts[at - 1] >= start:
            at -= 1
        while at < len(tree.starts) and tree.end(at) <= start:
            at += 1
        inside = []
        i = at
        while i < len(tree.starts) and tree.starts[i] < end:
            inside.append(i)
            i += 1
        outer = [k for k in inside if tree.heads[k] not in inside or tree.heads[k] == k]
        heads.append(outer[-1] if outer else -1)
    return heads


def place_of(
    tree: Tree, i: int, type_: str, names: Names, heads: Sequence[int], triggers: Sequence[int]
) -> int | None:
    """The mention of the place where the event of trigger i happened. `heads` are those of the mentions."""
    if type_ in UNLOCATED:
        return None
    best: tuple[int, int, int] | None = None
    own = _own_places(type_)
    below = set(tree.subtree(i)) if type_ == "foiled-plot" else frozenset()
    for index, mention in enumerate(names.mentions):
        j = heads[index]
        if mention.type != "place" or j < 0 or tree.sents[j] != tree.sents[i] or mention.kind == "metonym":
            continue
        by = _locative(tree, j)
        modifies = (
            tree.heads[j] == i and tree.deps[j] in ("compound", "nmod", "amod") and mention.kind == "name"
        )
        if by is None and not modifies and not (own and mention.kind != "demonym" and _object_of(tree, j, i)):
            continue
        if mention.kind == "demonym":
            continue
        steps = cost(tree, i, j)
        if by == "of":
            # "the Damascus suburb of X": X is no farther away than the suburb.
            steps -= 2
        if steps > REACH + 2 and j not in below:
            continue
        nearer = min((cost(tree, t, j) for t in triggers if t != i), default=99)
        if nearer + 3 < steps and j not in below:
            continue
        key = (steps, abs(j - i), index)
        if best is None or key < best:
            best = key
    return best[2] if best else None


def _own_places(type_: str) -> bool:
    """Types whose object can be the very place: "captured Aleppo", "visited Baghdad"."""
    return type_ in OWN_PLACES


def _object_of(tree: Tree, j: int, i: int) -> bool:
    if tree.heads[j] == i and tree.deps[j] in ("dobj", "nsubjpass"):
        return True
    if tree.heads[j] == i and tree.deps[j] == "nsubj" and tree.lemmas[i] == "fall":
        return True  # "Homs fell"
    above = tree.heads[j]
    held = tree.heads[above]
    if tree.lemmas[above] == "of" and tree.deps[held] in ("dobj", "nsubjpass") and tree.heads[held] == i:
        return tree.deps[j] == "pobj"
    return tree.deps[j] == "pobj" and held == i and tree.lemmas[above] in OBJECT_LINKS


def _locative(tree: Tree, j: int) -> str | None:
    """The preposition that makes noun j a location; None where it isn't one."""
    while tree.deps[j] in ("compound", "nmod", "appos", "conj", "poss") and tree.heads[j] != j:
        above = tree.heads[j]
        if tree.deps[j] in ("compound", "nmod", "poss") and tree.lemmas[above] not in PLACE_HEADS:
            return None
        j = above
    if tree.deps[j] != "pobj":
        return None
    above = tree.heads[j]
    if tree.lemmas[above] in LOCATIVE:
        return tree.lemmas[above]
    if tree.lemmas[above] == "of" and tree.lemmas[tree.heads[above]] in PLACE_HEADS:
        return "of" if _locative(tree, tree.heads[above]) else None
    return None


def time_of(
    tree: Tree, i: int, times: Sequence[TimeExpression], heads: Sequence[int], triggers: Sequence[int]
) -> int | None:
    """The index of the date expression that belongs to trigger i."""
    best: tuple[int, int, int] | None = None
    for index, time in enumerate(times):
        j = heads[index]
        if time.kind not in ("date", "time") or j < 0 or tree.sents[j] != tree.sents[i]:
            continue
        if i > j and _offset(tree, time) and beyond(time) is None:
            # "a day after the raid" tells when the other thing was.
            continue
        steps = cost(tree, i, j)
        nearer = min((cost(tree, t, j) for t in triggers if t != i), default=99)
        if steps > REACH or nearer + 2 < steps:
            continue
        key = (steps + (time.edtf is None), abs(j - i), index)
        if best is None or key < best:
            best = key
    return best[2] if best else None


def date_value(tree: Tree, times: Sequence[TimeExpression], index: int, i: int) -> str | None:
    """The EDTF that expression `index` gives the event of trigger i: an interval where "since", "until"
    or "X to Y" make it one; what it is counted from where the trigger stands behind "a day after".
    """
    time = times[index]
    if tree.starts[i] >= time.end and _offset(tree, time):
        return beyond(time)
    return interval(tree.text, times, index)


def _offset(tree: Tree, time: TimeExpression) -> bool:
    return OFFSET.search(tree.text[time.start : time.end + 8]) is not None
