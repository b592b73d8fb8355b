"""Binding: how far apart two words of a sentence are, and which word of a phrase governs it.

What a sentence says of place and date goes to the trigger that is nearest in the parse; an arc that
leaves a clause counts as three, so that "said on Sunday that a raid killed three" dates the saying,
not the raid.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sitegen.annotate.tree import Tree

CLAUSES = frozenset(("ccomp", "advcl", "relcl", "parataxis", "csubj", "acl", "dep", "appos", "pcomp"))
PLEDGES = frozenset("agree plan decide promise pledge vow expect hope intend offer want".split())
"""Verbs whose infinitive happens another day: "agreed to sell it next year" was not agreed next year."""
REACH = 4
"""Cost of the longest path that still binds."""
FAR = 99
"""Cost of what stands in another sentence."""


@dataclass(frozen=True, slots=True)
class Triggers:
    """The triggers of a Doc with their types, and the paths between its words, each walked once."""

    tree: Tree
    types: Mapping[int, str]
    """Token -> event type, in order."""
    by_sentence: Mapping[int, Sequence[int]]
    _climbs: dict[int, dict[int, int]] = field(default_factory=dict)

    def cost(self, a: int, b: int) -> int:
        """Length of the path between two tokens, clause arcs three."""
        if self.tree.sents[a] != self.tree.sents[b]:
            return FAR
        up = self.climb(a)
        for j, steps in self.climb(b).items():
            if j in up:
                return up[j] + steps
        return FAR

    def nearest(self, i: int, j: int) -> int:
        """Cost from j to the nearest trigger of its sentence but i."""
        beside = self.by_sentence.get(self.tree.sents[j], ())
        return min((self.cost(t, j) for t in beside if t != i), default=FAR)

    def climb(self, i: int) -> dict[int, int]:
        """i and its ancestors, nearest first, with the cost of reaching them."""
        costs = self._climbs.get(i)
        if costs is None:
            costs = self._climbs[i] = {i: 0}
            total = 0
            at = i
            for head in self.tree.above(i):
                dep = self.tree.deps[at]
                later = dep == "xcomp" and self.tree.lemmas[head] in PLEDGES
                total += 3 if dep in CLAUSES or later else 2 if dep == "conj" else 1
                costs[head] = total
                at = head
        return costs


def triggers_with(tree: Tree, types: Mapping[int, str]) -> Triggers:
    by_sentence: dict[int, list[int]] = defaultdict(list)
    for i in types:
        by_sentence[tree.sents[i]].append(i)
    return Triggers(tree, types, by_sentence)


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
