"""Clusters: which names of the archive are one entity, and why."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sitegen.gazetteer.spelling import skeleton
from sitegen.model import ArchiveArticle
from sitegen.resolve.chains import NAMED, Chain
from sitegen.resolve.features import DOUBT, JOIN, NEVER, WEIGHTS, compare_persons, compare_words
from sitegen.resolve.names import describes, initials, person_words, surname
from sitegen.resolve.nodes import Node, Surroundings

BLOCK = 60
"""Pairs are compared within blocks of names that begin to sound alike, up to so many a block."""
DOUBTS = 500
"""The review lists so many at most, by impact."""

_ALSO = re.compile(
    r"""[\s,;(–—"“'‘]*(?:or|who\s+is|who\s+was|who|is|was|the\s+former)?\s*(?:also|better|formerly|previously
    |once|widely|commonly|sometimes|then)?\s*(?:known\s+(?:simply\s+)?(?:as|by)|a\.k\.a\.|aka|alias|also\s+called|formerly
    |formerly\s+called|whose\s+real\s+name\s+is|real\s+name|born|n[ée]e|nom\s+de\s+guerre|by\s+(?:his|her)\s+nom\s+de\s+guerre)
    (?:\s+(?:his|her|the|of|is))*[\s,:"“'‘(]*""",
    re.IGNORECASE | re.VERBOSE,
)
"""Between two names: the second is another name of the first."""


@dataclass(frozen=True, slots=True)
class Cluster:
    chains: tuple[Chain, ...]
    keys: tuple[str, ...]
    """Labels of its names, most telling first."""
    joined: tuple[str, ...]
    nodes: frozenset[int]


@dataclass(frozen=True, slots=True)
class NodeDoubt:
    first: int
    second: int
    impact: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rulings:
    """The editor's rulings as node numbers."""

    same: tuple[tuple[int, int, str], ...] = ()
    """(node, node, why)."""
    apart: frozenset[tuple[int, int]] = frozenset()
    """Both orders of each pair."""


class Clusters:
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
        self._around = around
        self._apart = rulings.apart
        self._parent = list(range(len(nodes)))
        self._members: dict[int, list[int]] = {n: [n] for n in range(len(nodes))}
        self._reasons: dict[int, list[str]] = defaultdict(list)
        self._aliased: set[int] = set()
        self._moved: dict[tuple[int, int], tuple[int, str]] = {}
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
        self._members[a] += self._members.pop(b)
        self._reasons[a] += [
            *self._reasons.pop(b, []),
            f"“{self.nodes[one].name}” and “{self.nodes[two].name}”: {why}",
        ]
        if alias or force or b in self._aliased:
            self._aliased.add(a)
        return True

    def _forbidden(self, a: int, b: int, *, force: bool, alias: bool) -> bool:
        ours, theirs = self._members[a], self._members[b]
        if self._apart and any((x, y) in self._apart for x in ours for y in theirs):
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
        profile = self._around.profile
        return any(
            compare_persons(profile(self.nodes[x]), profile(self.nodes[y]), 0).value <= NEVER
            for x in ours
            for y in theirs
            if not self.nodes[x].bare and not self.nodes[y].bare
        )

    # ------------------------------------------------------------ the steps, surest first

    def join_all(self) -> None:
        self._within_articles()
        self._also_known()
        self._spellings()
        self._acronyms()
        self._surnames()
        self._one_place()
        self._ownerless()

    def _number(self) -> dict[tuple[str, str], list[int]]:
        table: dict[tuple[str, str], list[int]] = defaultdict(list)
        for node in self.nodes:
            table[node.type, node.key].append(node.number)
        return table

    def _within_articles(self) -> None:
        """Full forms that an article itself uses for one thing; short ones only where they mean no other."""
        table = self._number()
        short: dict[int, dict[int, str]] = defaultdict(dict)
        for node in self.nodes:
            for chain in node.chains:
                for key, reason in sorted(set(chain.joined)):
                    why = f"{reason} ({self._articles[chain.article].id})"
                    for other in table.get((node.type, key), ()):
                        if other == node.number or self.nodes[other].bare or key == node.key:
                            continue
                        if node.type == "organisation" and describes(key):
                            # "The National Guard" is another one in the next article.
                            continue
                        if " " in key and node.type == "person":
                            self.join(node.number, other, why)
                        else:
                            short[other][node.number] = why
        for other in sorted(short):
            roots = {self.find(n) for n in short[other]}
            if len(roots) == 1:
                target = min(short[other])
                self.join(target, other, short[other][target])
            else:
                for target in sorted(short[other]):
                    self._doubt(target, other, f"{short[other][target]}, but it stands for others too")

    def _also_known(self) -> None:
        """ "Ahmad al-Shara, formerly known as Abu Mohammed al-Jolani"."""
        where = {
            (chain.article, n): node.number
            for node in self.nodes
            for chain in node.chains
            for n in chain.mentions
        }
        for at, article in enumerate(self._articles):
            mentions = article.annotation.mentions
            for n in range(len(mentions) - 1):
                one, two = mentions[n], mentions[n + 1]
                gap = article.article.text[one.end : two.start]
                if one.sentence != two.sentence or one.type != two.type or not 3 < len(gap) <= 60:
                    continue
                a, b = where.get((at, n)), where.get((at, n + 1))
                if a is None or b is None or one.kind not in NAMED or two.kind not in NAMED:
                    continue
                # "born" and the like stand in apposition; "Australian-born" is something else.
                told = _ALSO.fullmatch(gap) and (gap.lstrip()[:1] in ",(–—" or len(gap.split()) > 1)
                if told and one.type in ("person", "organisation", "place", "group"):
                    self.join(a, b, f"the text says “{' '.join(gap.split())}” ({article.id})", alias=True)

    def _spellings(self) -> None:
        """Names that sound alike, scored by features.WEIGHTS, the best pairs first."""
        scored = []
        for one, two in self._pairs():
            a, b = self._around.profile(self.nodes[one]), self._around.profile(self.nodes[two])
            compare = compare_persons if self.nodes[one].type == "person" else compare_words
            if compare(a, b, 9).value < DOUBT:
                continue
            score = compare(a, b, self._around.shared(a.articles, b.articles, (one, two)))
            if score.value >= DOUBT:
                scored.append((-score.value, one, two, score.words))
        for value, one, two, words in sorted(scored):
            if -value < JOIN or not self.join(one, two, words):
                self._doubt(one, two, words)

    def _pairs(self) -> Iterator[tuple[int, int]]:
        blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for node in self.nodes:
            if node.ruled or node.generic or node.bare or node.type in ("work", "other"):
                continue
            if node.type == "person":
                words = person_words(node.key)
                if len(words) > 1:
                    blocks["person", skeleton(words[-1])].append(node.number)
                    blocks["person", words[0], words[-1][:3]].append(node.number)
            elif len(node.key) >= 5:
                blocks[node.type, skeleton(node.key)].append(node.number)
        seen = set()
        for key in sorted(blocks):
            block = sorted(blocks[key], key=lambda n: (self.nodes[n].key, n))
            for at, one in enumerate(block):
                for two in block[at + 1 : at + 1 + BLOCK]:
                    pair = (min(one, two), max(one, two))
                    # One key and two nodes: they have owners, which tell them apart.
                    if pair not in seen and self.nodes[one].key != self.nodes[two].key:
                        seen.add(pair)
                        yield pair

    def _acronyms(self) -> None:
        """An acronym that no article spells out joins the only name that it fits, given shared company."""
        by_initials: dict[str, set[int]] = defaultdict(set)
        for node in self.nodes:
            if node.type == "organisation" and " " in node.key and not node.generic:
                for option in initials(node.key):
                    by_initials[option].add(node.number)
        for node in self.nodes:
            if node.type != "organisation" or " " in node.key or len(node.key) < 3 or len(self._of(node)) > 1:
                continue
            found = sorted(by_initials.get(node.key, ()))
            if len({self.find(n) for n in found}) != 1 or not node.name.isupper():
                continue
            mine = self._around.profile(node).articles
            theirs = frozenset().union(*(self._around.profile(self.nodes[n]).articles for n in found))
            shared = self._around.shared(mine, theirs, (node.number, *found))
            if shared >= 2:
                self.join(found[0], node.number, f"its initials; {WEIGHTS['context'][1]}")
            else:
                self._doubt(found[0], node.number, "its initials")

    def _of(self, node: Node) -> list[int]:
        return self._members[self.find(node.number)]

    def _surnames(self) -> None:
        """A bare surname joins a person named in full elsewhere where it can mean no other."""
        by_surname: dict[str, list[int]] = defaultdict(list)
        for node in self.nodes:
            if node.type == "person" and not node.bare and not node.ruled:
                by_surname[surname(node.key)].append(node.number)
        for node in self.nodes:
            if node.type != "person" or not node.bare or node.ruled or describes(node.key):
                continue
            roots: dict[int, list[int]] = defaultdict(list)
            for n in by_surname.get(surname(node.key), ()):
                roots[self.find(n)].append(n)
            if not roots:
                continue
            places = {
                root: frozenset(c.article for n in self._members[root] for c in self.nodes[n].chains)
                for root in roots
            }
            for at, chain in enumerate(node.chains):
                here = frozenset((chain.article,))
                shared = {r: self._around.shared(here, places[r], self._members[r]) for r in roots}
                best = max(sorted(roots), key=lambda r: (shared[r], len(places[r])))
                rest = max((shared[r] for r in roots if r != best), default=0)
                most = max((len(places[r]) for r in roots if r != best), default=0)
                clear = shared[best] >= 3 * max(rest, 1) or len(places[best]) >= 5 * most
                if shared[best] >= 1 and (len(roots) == 1 or clear):
                    target = roots[best][0]
                    only = "the only person of this surname" if len(roots) == 1 else "of this surname the one"
                    why = f"{only} {WEIGHTS['context'][1]} ({self._articles[chain.article].id})"
                    self._moved[node.number, at] = (target, why)
                else:
                    self._doubt(roots[best][0], node.number, "the same surname, which says too little")

    def _one_place(self) -> None:
        """Names that the gazetteer has for one place: Bombay and Mumbai."""
        by_spot: dict[str, list[int]] = defaultdict(list)
        for node in self.nodes:
            if node.type == "place" and node.owner.startswith("g"):
                by_spot[node.owner].append(node.number)
        for numbers in by_spot.values():
            for n in numbers[1:]:
                self.join(numbers[0], n, "names of one place in the gazetteer")

    def _ownerless(self) -> None:
        """ "The Senate" of an article without a country is the only Senate that the archive knows."""
        for numbers in self._number().values():
            owned = [n for n in numbers if self.nodes[n].owner and self.nodes[n].owner[0] != "?"]
            if len({self.nodes[n].owner for n in owned}) == 1:
                for n in numbers:
                    if not self.nodes[n].owner and self.nodes[n].type in ("organisation", "place"):
                        self.join(owned[0], n, "the only one of this name that the archive knows")

    def _doubt(self, one: int, two: int, why: str) -> None:
        pair = (min(one, two), max(one, two))
        impact = min(self.nodes[one].weight, self.nodes[two].weight)
        if pair not in self.doubts:
            self.doubts[pair] = (impact, why)

    # ------------------------------------------------------------ results

    def clusters(self) -> tuple[Cluster, ...]:
        """The clusters, strongest first."""
        chains: dict[int, list[Chain]] = defaultdict(list)
        reasons: dict[int, list[str]] = defaultdict(list)
        labels: dict[int, list[Node]] = defaultdict(list)
        for node in self.nodes:
            homes = set()
            for at, chain in enumerate(node.chains):
                target, why = self._moved.get((node.number, at), (node.number, ""))
                # A surname that a ruling has joined stays where the ruling put it.
                if why and len(self._members[self.find(node.number)]) > 1:
                    target, why = node.number, ""
                root = self.find(target)
                homes.add(root)
                chains[root].append(chain)
                if why:
                    reasons[root].append(f"“{node.name}”: {why}")
            home = homes.pop() if len(homes) == 1 else self.find(node.number)
            labels[home].append(node)
        found = []
        for root, members in chains.items():
            ranked = sorted(labels[root], key=lambda n: (bool(n.ruled), n.bare, -n.weight, n.label))
            keys = tuple(dict.fromkeys([*(n.label for n in ranked), *(k for n in ranked for k in n.labels)]))
            if not keys:
                continue
            joined = tuple(dict.fromkeys([*self._reasons.get(root, []), *_first(reasons[root], 20)]))
            numbers = frozenset(n.number for n in labels[root])
            found.append(Cluster(tuple(sorted(members, key=_place)), keys, joined, numbers))
        return tuple(sorted(found, key=lambda c: (-sum(len(x.mentions) for x in c.chains), c.keys)))

    def open_doubts(self) -> tuple[NodeDoubt, ...]:
        """Pairs that are still apart and that no ruling keeps apart, by impact."""
        found: dict[tuple[int, int], NodeDoubt] = {}
        for (one, two), (impact, why) in sorted(self.doubts.items(), key=lambda d: (-d[1][0], d[0])):
            roots = (min(self.find(one), self.find(two)), max(self.find(one), self.find(two)))
            if roots[0] != roots[1] and (one, two) not in self._apart and roots not in found:
                found[roots] = NodeDoubt(one, two, impact, (why,))
        return tuple(list(found.values())[:DOUBTS])


def _place(chain: Chain) -> tuple[int, tuple[int, ...]]:
    return chain.article, chain.mentions


def _first(items: Iterable[str], most: int) -> list[str]:
    return list(dict.fromkeys(items))[:most]
