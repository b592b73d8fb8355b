"""Rulings: what the editor's references mean in this archive. A reference is an id or a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sitegen.model import ArchiveArticle, EntityType, Permalink
from sitegen.naming import fold
from sitegen.problems import Problem
from sitegen.resolve.clusters import Cluster
from sitegen.resolve.curation import WHERE, Curation, nearest_named
from sitegen.resolve.forgetting import ID, opaque
from sitegen.resolve.nodes import Node
from sitegen.resolve.permalinks import follow
from sitegen.resolve.unions import Rulings


class References:
    """Finds the nodes that an id or a name means."""

    def __init__(
        self,
        nodes: Sequence[Node],
        clusters: Sequence[Cluster],
        ids: Sequence[str],
        links: Sequence[Permalink],
    ) -> None:
        self._links = {link.id: link for link in links}
        self._by_label = {node.label: node.number for node in nodes}
        self._by_name: dict[str, set[int]] = defaultdict(set)
        for node in nodes:
            names = {node.key, fold(node.name), *(fold(chain.name) for chain in node.chains)}
            for name in names - {""} if not node.ruled else ():
                self._by_name[name].add(node.number)
        self._nodes = nodes
        self._id_of = {n: id_ for cluster, id_ in zip(clusters, ids, strict=True) for n in cluster.nodes}
        self._nodes_of = {id_: cluster.nodes for cluster, id_ in zip(clusters, ids, strict=True)}

    def find(self, reference: str, among: Collection[int] = ()) -> tuple[int, ...]:
        """The nodes, ascending; none where it names nothing or, as a name, more than one thing.

        A name that several have means those of `among` that have it.
        """
        for id_ in dict.fromkeys((reference, follow(reference, self._links), *self._unveiled(reference))):
            if id_ in self._links:
                known = {self._by_label[key] for key in self._links[id_].keys if key in self._by_label}
                known |= self._nodes_of.get(id_, frozenset())
                if known:
                    return tuple(sorted(known))
        named = self._by_name.get(fold(reference), set())
        if len({self._id_of.get(n, "") for n in named}) > 1:
            named = named.intersection(among)
        return tuple(sorted(named)) if len({self._id_of.get(n, "") for n in named}) == 1 else ()

    def _unveiled(self, reference: str) -> list[str]:
        """The id that an opaque one stands for."""
        if not reference.startswith(ID):
            return []
        return sorted(id_ for id_ in {*self._links, *self._nodes_of} if opaque(id_) == reference)

    def id_of(self, reference: str) -> str:
        """The id that a reference stands for in this build before any ruling, "" for none."""
        if reference in self._links:
            return reference
        found = self.find(reference)
        return self._id_of.get(found[0], "") if found else ""

    def unknown(self, reference: str, line: int, what: str) -> Problem:
        """The warning for a reference that finds nothing."""
        named = sorted({self._id_of[n] for n in self._by_name.get(fold(reference), ()) if n in self._id_of})
        if named:
            message, hint = (
                f"{reference!r} in {what} is the name of several",
                f"use an id: {', '.join(named)}",
            )
        else:
            message = f"{reference!r} in {what} names nothing in the archive"
            hint = self.near(reference)
        return Problem(WHERE, line, "unknown-reference", "warning", message, hint)

    def near(self, reference: str) -> str:
        names = {id_: [self._nodes[n].name for n in sorted(ns)] for id_, ns in self._nodes_of.items()}
        return nearest_named(reference, names, "see data/entities.jsonl")

    def type_of(self, reference: str) -> EntityType | None:
        found = self.find(reference)
        return self._nodes[found[0]].type if found else None


@dataclass(frozen=True, slots=True)
class NodeRulings:
    rulings: Rulings
    prefer: Mapping[int, tuple[int, str]]
    """Node -> (rank of its ruling, the id that it gives); the least rank wins."""
    problems: tuple[Problem, ...]


def node_rulings(curation: Curation, nodes: Sequence[Node], references: References) -> NodeRulings:
    """The rulings on entities as rulings on nodes, and warnings for those that are of no account."""
    problems: list[Problem] = []
    same: list[tuple[int, int, str]] = []
    prefer: dict[int, tuple[int, str]] = {}

    def vain(line: int, message: str, hint: str) -> None:
        problems.append(Problem(WHERE, line, "vain-ruling", "warning", message, hint))

    def found(reference: str, line: int, what: str, among: Collection[int] = ()) -> tuple[int, ...]:
        numbers = references.find(reference, among)
        if not numbers:
            problems.append(references.unknown(reference, line, what))
        return numbers

    apart: dict[tuple[int, int], int] = {}
    for keep in curation.not_same:
        sure = {n for reference in keep.entities for n in references.find(reference)}
        sets = [found(reference, keep.line, "[[not-same]]", sure) for reference in keep.entities]
        for one, two in combinations([set(s) for s in sets if s], 2):
            # Where a rule has joined them the name alone is kept apart from the rest.
            ours, theirs = (one - two or one), (two - one or two)
            if ours == theirs:
                hint = "use [[mention]] rulings, as 'sitegen split ID --article …' writes them"
                vain(keep.line, "[[not-same]] keeps one and the same name apart", hint)
                continue
            pairs = [pair for x in ours for y in theirs for pair in ((x, y), (y, x)) if x != y]
            apart |= dict.fromkeys(pairs, keep.line)
    groups = _Groups(apart)
    reason = f"the editor's ruling ({WHERE})"
    for rank, ruling in enumerate(curation.same):
        sets = [found(reference, ruling.line, "[[same]]") for reference in ruling.entities]
        known = [s for s in sets if s]
        if sets[0]:
            prefer.setdefault(sets[0][0], (rank, references.id_of(ruling.entities[0])))
        for n in dict.fromkeys(n for group in known for n in group if n != known[0][0]):
            against = groups.join(known[0][0], n)
            if against is None:
                same.append((known[0][0], n, reason))
            else:
                where = f"{WHERE}:{against}"
                vain(ruling.line, f"[[same]] joins what [[not-same]] keeps apart at {where}", "remove one")
                break
    for node in nodes:
        if node.ruled:
            target = references.find(node.ruled)
            if target and target[0] != node.number and groups.join(target[0], node.number) is None:
                same.append((target[0], node.number, reason))
    return NodeRulings(Rulings(tuple(same), frozenset(apart)), prefer, tuple(problems))


class _Groups:
    """What rulings have joined so far, and what must not join: pair -> line of the ruling."""

    def __init__(self, apart: Mapping[tuple[int, int], int]) -> None:
        self._apart = apart
        self._of: dict[int, frozenset[int]] = {}

    def join(self, one: int, two: int) -> int | None:
        """Join two nodes. The line of the ruling that forbids it, None where none does."""
        ours, theirs = (self._of.get(n, frozenset((n,))) for n in (one, two))
        if self._apart and ours is not theirs:
            for pair in ((x, y) for x in sorted(ours) for y in sorted(theirs)):
                if pair in self._apart:
                    return self._apart[pair]
        both = ours | theirs
        self._of.update(dict.fromkeys(both, both))
        return None


def unknown_meanings(
    curation: Curation,
    articles: Sequence[ArchiveArticle],
    nodes: Sequence[Node],
    references: References,
) -> tuple[Problem, ...]:
    """A warning for each [[mention]] whose `entity` may be a slip of the pen.

    It makes a new entity where it names none. That is meant where an [[entity]] ruling has its id or
    the article has its name; anywhere else it is more likely a typing error.
    """
    declared = {r.id for r in curation.entities}
    made = {node.ruled for node in nodes if node.ruled}
    text_of = {a.id: a.article for a in articles} | {a.article.source: a.article for a in articles}
    problems = []
    for ruling in curation.mentions:
        known = any(not nodes[n].ruled for n in references.find(ruling.entity))
        if known or ruling.entity in declared or ruling.entity not in made or ruling.article not in text_of:
            continue
        words = f" {fold(text_of[ruling.article].text)} "
        if f" {fold(ruling.entity)} " not in words:
            message = f"{ruling.entity!r} in [[mention]] names nothing in the archive; it is a new entity now"
            hint = f"{references.near(ruling.entity)}; or add [[entity]] with this id"
            problems.append(Problem(WHERE, ruling.line, "unknown-reference", "warning", message, hint))
    return tuple(problems)
