"""Unions: names of the archive joined step by step, what forbids a join, and what stays in doubt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.model import ArchiveArticle
from sitegen.resolve.features import NEVER, compare_persons
from sitegen.resolve.nodes import Node, Surroundings


@dataclass(frozen=True, slots=True)
class Rulings:
    """The editor's rulings as node numbers."""

    same: tuple[tuple[int, int, str], ...] = ()
    """(node, node, why)."""
    apart: frozenset[tuple[int, int]] = frozenset()
    """Both orders of each pair."""


class Unions:
    """Names joined step by step; what is joined never comes apart, so the surest joins come first."""

    def __init__(
        self,
        nodes: Sequence[Node],
        articles: Sequence[ArchiveArticle],
        around: Surroundings,
        rulings: Rulings,
    ) -> None:
        self.nodes = nodes
        self._articles = articles
        self.around = around
        self.apart = rulings.apart
        self._parent = list(range(len(nodes)))
        self.members: dict[int, list[int]] = {n: [n] for n in range(len(nodes))}
        self.reasons: dict[int, list[str]] = defaultdict(list)
        self._aliased: set[int] = set()
        self.moved: dict[tuple[int, int], tuple[int, str]] = {}
        self.doubts: dict[tuple[int, int], tuple[int, str]] = {}
        for one, two, why in rulings.same:
            self.join(one, two, why, force=True)

    def find(self, n: int) -> int:
        while self._parent[n] != n:
            self._parent[n] = self._parent[self._parent[n]]
            n = self._parent[n]
        return n

    def join(self, one: int, two: int, why: str, *, force: bool = False, alias: bool = False) -> bool:
        """Join two names unless something forbids it. True where they are one now."""
        a, b = self.find(one), self.find(two)
        if a == b:
            return True
        if self._forbidden(a, b, force=force, alias=alias):
            return False
        a, b = min(a, b), max(a, b)
        self._parent[b] = a
        self.members[a] += self.members.pop(b)
        self.reasons[a] += [
            *self.reasons.pop(b, []),
            f"“{self.nodes[one].name}” and “{self.nodes[two].name}”: {why}",
        ]
        if alias or force or b in self._aliased:
            self._aliased.add(a)
        return True

    def _forbidden(self, a: int, b: int, *, force: bool, alias: bool) -> bool:
        ours, theirs = self.members[a], self.members[b]
        if self.apart and any((x, y) in self.apart for x in ours for y in theirs):
            return True
        if force:
            return False
        if {self.nodes[n].type for n in ours} != {self.nodes[n].type for n in theirs}:
            return True
        owners = {self.nodes[n].owner for n in [*ours, *theirs] if self.nodes[n].owner_tells}
        if len(owners) > 1:
            return True
        if alias or a in self._aliased or b in self._aliased or self.nodes[a].type != "person":
            return False
        profile = self.around.profile
        return any(
            compare_persons(profile(self.nodes[x]), profile(self.nodes[y]), 0).value <= NEVER
            for x in ours
            for y in theirs
            if not self.nodes[x].bare and not self.nodes[y].bare
        )

    def fellows(self, n: int) -> list[int]:
        """All that are one with node n, itself among them."""
        return self.members[self.find(n)]

    def move(self, node: int, at: int, target: int, why: str) -> None:
        """Give the chain `at` of a node to another node: of a name that stands for several."""
        self.moved[node, at] = (target, why)

    def article(self, at: int) -> str:
        return self._articles[at].id

    def doubt(self, one: int, two: int, why: str) -> None:
        pair = (min(one, two), max(one, two))
        impact = min(self.nodes[one].weight, self.nodes[two].weight)
        if pair not in self.doubts:
            self.doubts[pair] = (impact, why)
