"""Nodes: every name of the archive once, with the chains that have it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sitegen.model import ArchiveArticle, EntityType
from sitegen.naming import fold
from sitegen.resolve.chains import Chain
from sitegen.resolve.features import Profile
from sitegen.resolve.names import country_of, surname_only

TELLING = 0.1
"""A name that stands in a larger share of the articles tells nothing about who else is meant."""
_POWERS = frozenset("ministry government army police forces troops authorities department".split())
_GENDERS = {"mr": "m", "sir": "m", "lord": "m", "king": "m", "prince": "m", "sheikh": "m"} | dict.fromkeys(
    ("mrs", "ms", "miss", "mme", "lady", "dame", "queen", "princess", "sheikha"), "f"
)


@dataclass(frozen=True, slots=True)
class Node:
    number: int
    type: EntityType
    key: str
    owner: str
    generic: bool
    chains: tuple[Chain, ...]
    ruled: str = ""

    @property
    def label(self) -> str:
        """What permalinks.json recognises it by."""
        if self.ruled:
            return f"ruled:{self.ruled}"
        return f"{self.type}:{self.key}@{self.owner}" if self.owner_tells else f"{self.type}:{self.key}"

    @property
    def owner_tells(self) -> bool:
        return self.generic and bool(self.owner)

    @property
    def bare(self) -> bool:
        """A person with a surname alone."""
        return self.type == "person" and surname_only(self.key)

    @property
    def weight(self) -> int:
        return sum(len(chain.mentions) for chain in self.chains)


def nodes_of(chains: Iterable[Chain], articles: Sequence[ArchiveArticle]) -> tuple[Node, ...]:
    """The nodes, sorted by type, key and owner; one type a name unless both have proof."""
    groups: dict[tuple[EntityType, str, str, str], list[Chain]] = defaultdict(list)
    for chain in _typed(list(chains)):
        owner = chain.owner if chain.generic else ""
        if chain.generic and not owner and _POWERS & set(chain.key.split()):
            # Nobody knows whose ministry: it is no other article's.
            owner = f"?{articles[chain.article].id}"
        groups[chain.type, chain.key, owner, chain.ruled].append(chain)
    return tuple(
        Node(number, key[0], key[1], key[2], any(c.generic for c in groups[key]), tuple(groups[key]), key[3])
        for number, key in enumerate(sorted(groups))
    )


def _typed(chains: list[Chain]) -> list[Chain]:
    """The chains with one type a name: the model's slips outvoted by the whole archive."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    proven: dict[str, set[EntityType]] = defaultdict(set)
    for chain in chains:
        votes[chain.key][chain.type] += len(chain.mentions)
        if chain.hard:
            proven[chain.key].add(chain.type)
    result = []
    for chain in chains:
        counts = votes[chain.key]
        if len(counts) > 1 and not chain.hard and not chain.generic and not chain.ruled:
            choice = proven[chain.key] or set(counts)
            best = min(choice, key=lambda t: (-counts[t], t))
            if best != chain.type and (proven[chain.key] or counts[best] >= 2 * counts[chain.type]):
                chain = replace(chain, type=best)
        result.append(chain)
    return result


class Surroundings:
    """What stands around a name: the other names of its articles, its offices, its countries."""

    def __init__(self, nodes: Sequence[Node], articles: Sequence[ArchiveArticle]) -> None:
        self._articles = articles
        by_article: dict[int, set[int]] = defaultdict(set)
        spread = {node.number: len({chain.article for chain in node.chains}) for node in nodes}
        limit = max(4, int(TELLING * len(articles)))
        for node in nodes:
            if spread[node.number] <= limit and not node.bare:
                for chain in node.chains:
                    by_article[chain.article].add(node.number)
        self._by_article = by_article
        self._near: dict[frozenset[int], frozenset[int]] = {}

    def near(self, articles: frozenset[int]) -> frozenset[int]:
        """The telling names of these articles; of the first fifty where there are more."""
        if articles not in self._near:
            found: set[int] = set()
            for article in sorted(articles)[:50]:
                found |= self._by_article[article]
            self._near[articles] = frozenset(found)
        return self._near[articles]

    def shared(self, one: frozenset[int], two: frozenset[int], but: Iterable[int]) -> int:
        """How many telling names stand in both sets of articles, those of `but` aside."""
        return len((self.near(one) & self.near(two)).difference(but))

    def profile(self, node: Node) -> Profile:
        roles, countries, genders = set(), set(), set()
        for chain in node.chains:
            mentions = self._articles[chain.article].annotation.mentions
            for n in chain.mentions:
                mention = mentions[n]
                if mention.role:
                    roles.add(fold(mention.role))
                if mention.role_of is not None:
                    countries.add(country_of(fold(mentions[mention.role_of].name)))
                if mention.container:
                    countries.add(country_of(fold(mention.container)))
                if mention.honorific:
                    genders.add(_GENDERS.get(fold(mention.honorific), ""))
        return Profile(
            node.key,
            frozenset(chain.article for chain in node.chains),
            frozenset(roles),
            frozenset(countries - {""}) | ({node.owner} - {""} if node.owner_tells else set()),
            frozenset(genders - {""}),
        )
