"""Clusters: which names of the archive are one entity, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sitegen import gazetteer
from sitegen.gazetteer.spelling import consonants
from sitegen.model import ArchiveArticle
from sitegen.resolve.aliases import TICKER, TOLD
from sitegen.resolve.chains import Chain
from sitegen.resolve.features import DOUBT, JOIN, compare_persons, compare_words
from sitegen.resolve.names import describes
from sitegen.resolve.nodes import Node, Surroundings
from sitegen.resolve.persons import ARTICLES, person_words
from sitegen.resolve.shortened import join_acronyms, join_short, join_surnames
from sitegen.resolve.unions import Rulings, Unions

BLOCK = 60
"""Pairs are compared within blocks of names that begin to sound alike, up to so many a block."""
DOUBTS = 500
"""The review lists so many at most, by impact."""


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
        self._unions = Unions(nodes, articles, around, rulings)

    # ------------------------------------------------------------ the steps, surest first

    def join_all(self) -> None:
        self._within_articles()
        self._spellings()
        self._universities()
        join_acronyms(self._unions)
        join_surnames(self._unions)
        self._one_place()
        self._ownerless()
        self._namesakes()

    def _number(self) -> dict[tuple[str, str], list[int]]:
        table: dict[tuple[str, str], list[int]] = defaultdict(list)
        for node in self.nodes:
            table[node.type, node.key].append(node.number)
        return table

    def _within_articles(self) -> None:
        """Full forms that an article itself uses for one thing; short ones only where they mean no other."""
        table = self._number()
        short: dict[int, dict[int, str]] = defaultdict(dict)
        aliased: dict[tuple[str, str], int] = {}
        for node in self.nodes:
            for chain in node.chains:
                for key, reason in sorted(set(chain.joined)):
                    if reason == TICKER:
                        continue
                    why = f"{reason} ({self._articles[chain.article].id})"
                    told = reason.startswith(TOLD)
                    if told:
                        # Two articles may each give the alias, and a third name beside it.
                        first = aliased.setdefault((node.type, key), node.number)
                        self._unions.join(first, node.number, why, alias=True)
                    for other in table.get((node.type, key), ()):
                        if other == node.number or (self.nodes[other].bare and not told) or key == node.key:
                            continue
                        if node.type == "organisation" and describes(key):
                            # "The National Guard" is another one in the next article.
                            continue
                        if told or (" " in key and node.type == "person"):
                            self._unions.join(node.number, other, why, alias=told)
                        else:
                            short[other][node.number] = why
        join_short(self._unions, short)

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
            if -value < JOIN or not self._unions.join(one, two, words):
                self._unions.doubt(one, two, words)

    def _pairs(self) -> Iterator[tuple[int, int]]:
        blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for node in self.nodes:
            if node.ruled or node.generic or node.bare or node.type in ("work", "other"):
                continue
            if node.type == "person":
                own = person_words(node.key)
                if len(own) > 1:
                    blocks["person", consonants(own[-1])].append(node.number)
                    blocks["person", own[0], own[-1][:3]].append(node.number)
                    blocks["person", "", *sorted(own)].append(node.number)
                    if own[-1][:1] in ("g", "j"):
                        blocks["person", "gj", consonants(own[-1][1:])].append(node.number)
                    if "bin" in own[1:2]:
                        blocks["person", "bin", consonants(own[2])].append(node.number)
            elif len(node.key) >= 5 and not node.key.startswith("country "):
                own = tuple(word for word in node.key.split() if word not in ARTICLES)
                blocks[node.type, *map(consonants, own)].append(node.number)
                blocks[node.type, "", "".join(own)].append(node.number)
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

    def _universities(self) -> None:
        """ "University of Oxford" and "Oxford University"; not where the United States have one of each."""
        table = self._number()
        for node in self.nodes:
            if node.type == "organisation" and node.key.startswith("university of "):
                place = node.key.removeprefix("university of ")
                known = gazetteer.places(place)
                for other in table.get(("organisation", f"{place} university"), ()):
                    if known and known[0].iso != "US":
                        self._unions.join(node.number, other, "the university of one place")
                    else:
                        self._unions.doubt(node.number, other, "universities named after one place")

    def _one_place(self) -> None:
        """Names that the gazetteer has for one place: Bombay and Mumbai; a town and the county around
        it where articles use its bare name."""
        by_spot: dict[str, list[int]] = defaultdict(list)
        by_region: dict[tuple[str, str, str], list[tuple[int, str]]] = defaultdict(list)
        for node in self.nodes:
            if node.type == "place" and node.owner.startswith("g"):
                by_spot[node.owner].append(node.number)
                spot = next((chain.spot for chain in node.chains if chain.spot is not None), None)
                if spot is not None:
                    by_region[node.key, spot.iso, spot.admin1].append((node.number, spot.kind))
        for found in by_region.values():
            if len(found) == 2 and {found[0][1], found[1][1]} == {"city", "county"}:
                self._unions.join(found[0][0], found[1][0], "the town and the county around it", force=True)
        for numbers in by_spot.values():
            for n in numbers[1:]:
                self._unions.join(numbers[0], n, "names of one place in the gazetteer")

    def _ownerless(self) -> None:
        """ "The Senate" of an article without a country is the only Senate that the archive knows."""
        for numbers in self._number().values():
            owned = [n for n in numbers if self.nodes[n].owner and self.nodes[n].owner[0] != "?"]
            if len({self.nodes[n].owner for n in owned}) == 1:
                for n in numbers:
                    if not self.nodes[n].owner and self.nodes[n].type in ("organisation", "place"):
                        self._unions.join(owned[0], n, "the only one of this name that the archive knows")

    def _namesakes(self) -> None:
        """People of one name that articles tell apart, for the editor to look at."""
        for (type_, key), numbers in self._number().items():
            if type_ == "person" and len(numbers) > 1 and " " in key:
                for n in numbers[1:]:
                    self._unions.doubt(numbers[0], n, "the same name, but other walks of life")

    # ------------------------------------------------------------ results

    def clusters(self) -> tuple[Cluster, ...]:
        """The clusters, strongest first."""
        chains: dict[int, list[Chain]] = defaultdict(list)
        reasons: dict[int, list[str]] = defaultdict(list)
        labels: dict[int, list[Node]] = defaultdict(list)
        for node in self.nodes:
            homes = set()
            for at, chain in enumerate(node.chains):
                target, why = self._unions.moved.get((node.number, at), (node.number, ""))
                # A surname that a ruling has joined stays where the ruling put it.
                if why and len(self._unions.members[self._unions.find(node.number)]) > 1:
                    target, why = node.number, ""
                root = self._unions.find(target)
                homes.add(root)
                chains[root].append(chain)
                if why:
                    reasons[root].append(f"“{node.name}”: {why}")
            home = homes.pop() if len(homes) == 1 else self._unions.find(node.number)
            labels[home].append(node)
        found = []
        for root, members in chains.items():
            ranked = sorted(labels[root], key=lambda n: (bool(n.ruled), n.bare, -n.weight, n.label))
            keys = tuple(dict.fromkeys([*(n.label for n in ranked), *(k for n in ranked for k in n.labels)]))
            if not keys:
                continue
            joined = tuple(dict.fromkeys([*self._unions.reasons.get(root, []), *_first(reasons[root], 20)]))
            numbers = frozenset(n.number for n in labels[root])
            found.append(Cluster(tuple(sorted(members, key=_place)), keys, joined, numbers))
        return tuple(sorted(found, key=lambda c: (-sum(len(x.mentions) for x in c.chains), c.keys)))

    def open_doubts(self) -> tuple[NodeDoubt, ...]:
        """Pairs that are still apart and that no ruling keeps apart, by impact."""
        found: dict[tuple[int, int], NodeDoubt] = {}
        for (one, two), (impact, why) in sorted(self._unions.doubts.items(), key=lambda d: (-d[1][0], d[0])):
            roots = (
                min(self._unions.find(one), self._unions.find(two)),
                max(self._unions.find(one), self._unions.find(two)),
            )
            if roots[0] != roots[1] and (one, two) not in self._unions.apart and roots not in found:
                found[roots] = NodeDoubt(one, two, impact, (why,))
        return tuple(list(found.values())[:DOUBTS])


def _place(chain: Chain) -> tuple[int, tuple[int, ...]]:
    return chain.article, chain.mentions


def _first(items: Iterable[str], most: int) -> list[str]:
    return list(dict.fromkeys(items))[:most]
