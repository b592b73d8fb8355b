"""Rulings: what the editor's references mean in this archive. A reference is an id or a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from rapidfuzz import fuzz, process

from sitegen.model import ArchiveArticle, Permalink
from sitegen.naming import fold
from sitegen.problems import Problem
from sitegen.resolve.clusters import Cluster, Rulings
from sitegen.resolve.curation import WHERE, Curation, MentionRuling
from sitegen.resolve.nodes import Node
from sitegen.resolve.permalinks import follow


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
        self._by_name: dict[str, list[int]] = defaultdict(list)
        for node in nodes:
            self._by_name[node.key].append(node.number)
        self._id_of = {n: id_ for cluster, id_ in zip(clusters, ids, strict=True) for n in cluster.nodes}
        self._nodes_of = {id_: cluster.nodes for cluster, id_ in zip(clusters, ids, strict=True)}

    def find(self, reference: str) -> tuple[int, ...]:
        """The nodes, ascending; none where it names nothing or, as a name, more than one thing."""
        for id_ in dict.fromkeys((reference, follow(reference, self._links))):
            if id_ in self._links:
                known = {self._by_label[key] for key in self._links[id_].keys if key in self._by_label}
                known |= self._nodes_of.get(id_, frozenset())
                if known:
                    return tuple(sorted(known))
        named = self._by_name.get(fold(reference), [])
        return tuple(sorted(named)) if len({self._id_of.get(n, "") for n in named}) == 1 else ()

    def id_of(self, reference: str) -> str:
        """The id that a reference stands for in this build before any ruling, "" for none."""
        if reference in self._links:
            return reference
        found = self.find(reference)
        return self._id_of.get(found[0], "") if found else ""

    def unknown(self, reference: str, line: int, what: str) -> Problem:
        """The warning for a reference that finds nothing."""
        named = sorted({self._id_of[n] for n in self._by_name.get(fold(reference), []) if n in self._id_of})
        if named:
            message, hint = (
                f"{reference!r} in {what} is the name of several",
                f"use an id: {', '.join(named)}",
            )
        else:
            message = f"{reference!r} in {what} names nothing in the archive"
            hint = nearest(reference, self._nodes_of)
        return Problem(WHERE, line, "unknown-reference", "warning", message, hint)


def nearest(reference: str, ids: Iterable[str]) -> str:
    """ "nearest: a, b, c" for the ids that are written most like `reference`."""
    close = process.extract(reference, sorted(ids), scorer=fuzz.WRatio, limit=3, score_cutoff=60)
    return f"nearest: {', '.join(sorted(id_ for id_, _, _ in close))}" if close else "see data/entities.jsonl"


def node_rulings(
    curation: Curation, nodes: Sequence[Node], references: References
) -> tuple[Rulings, tuple[tuple[int, str], ...], tuple[Problem, ...]]:
    """The rulings on nodes, (node, id that it must have), and warnings."""
    problems: list[Problem] = []
    same: list[tuple[int, int, str]] = []
    prefer: list[tuple[int, str]] = []
    apart: set[tuple[int, int]] = set()

    def found(reference: str, line: int, what: str) -> tuple[int, ...]:
        numbers = references.find(reference)
        if not numbers:
            problems.append(references.unknown(reference, line, what))
        return numbers

    for keep in curation.not_same:
        sets = [found(reference, keep.line, "[[not-same]]") for reference in keep.entities]
        for one, two in combinations([set(s) for s in sets if s], 2):
            # Where a rule has joined them the name alone is kept apart from the rest.
            ours, theirs = (one - two or one), (two - one or two)
            if ours == theirs:
                message = "[[not-same]] keeps one and the same thing apart"
                hint = "use a [[mention]] ruling for each mention that is another"
                problems.append(Problem(WHERE, keep.line, "vain-ruling", "warning", message, hint))
                continue
            apart |= {pair for x in ours for y in theirs for pair in ((x, y), (y, x)) if x != y}
    for ruling in curation.same:
        sets = [found(reference, ruling.line, "[[same]]") for reference in ruling.entities]
        known = [s for s in sets if s]
        reason = f"the editor's ruling ({WHERE})"
        if sets[0]:
            prefer.append((sets[0][0], references.id_of(ruling.entities[0])))
        for group in known:
            for n in group:
                if (known[0][0], n) in apart:
                    message = "[[same]] joins what [[not-same]] keeps apart"
                    problems.append(
                        Problem(WHERE, ruling.line, "vain-ruling", "warning", message, "remove one")
                    )
                elif n != known[0][0]:
                    same.append((known[0][0], n, reason))
    for node in nodes:
        if node.ruled:
            target = references.find(node.ruled)
            if target:
                same.append((target[0], node.number, f"the editor's ruling ({WHERE})"))
    return Rulings(tuple(same), frozenset(apart)), tuple(prefer), tuple(problems)


def mention_rulings(
    articles: Sequence[ArchiveArticle], rulings: Sequence[MentionRuling]
) -> tuple[Mapping[int, Mapping[int, str]], tuple[Problem, ...]]:
    """Article position -> mention -> what it names; and warnings for rulings that fit nothing."""
    at = {article.id: position for position, article in enumerate(articles)}
    at |= {article.article.source: position for position, article in enumerate(articles)}
    ruled: dict[int, dict[int, str]] = defaultdict(dict)
    problems = []
    for ruling in rulings:
        position = at.get(ruling.article)
        if position is None:
            message = f"{ruling.article!r} in [[mention]] is no article of the archive"
            hint = nearest(ruling.article, at)
            problems.append(Problem(WHERE, ruling.line, "unknown-reference", "warning", message, hint))
            continue
        article = articles[position]
        hits = [
            n
            for n, mention in enumerate(article.annotation.mentions)
            if ruling.text in (mention.text, mention.name)
            and _fits(ruling, article.article.text, mention.start)
        ]
        if not hits:
            words = ruling.context or ruling.text
            message = f"{words!r} in [[mention]] no longer stands in {ruling.article}, or is no mention"
            hint = "copy the words as the article has them now, or remove the ruling"
            problems.append(Problem(WHERE, ruling.line, "vain-ruling", "warning", message, hint))
        for n in hits:
            ruled[position][n] = ruling.entity
    return ruled, tuple(problems)


def _fits(ruling: MentionRuling, text: str, start: int) -> bool:
    """True where the context stands around the mention that begins at `start`."""
    if ruling.context is None:
        return True
    inner = ruling.context.find(ruling.text)
    while inner >= 0:
        if text.startswith(ruling.context, start - inner) and start >= inner:
            return True
        inner = ruling.context.find(ruling.text, inner + 1)
    return False
