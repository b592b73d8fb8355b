"""Nodes: every name of the archive once, with the chains that have it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sitegen import gazetteer
from sitegen.model import ArchiveArticle, EntityType
from sitegen.naming import fold, words
from sitegen.resolve.chains import Chain
from sitegen.resolve.features import Profile
from sitegen.resolve.names import COMPANY_WORDS, country_of, read_name
from sitegen.resolve.namesakes import TELLING, divide
from sitegen.resolve.owners import UNKNOWN
from sitegen.resolve.persons import gender, surname_only

PROOF = 3
"""Mentions that evidence beyond the model's label is worth: an honorific, the gazetteer."""
_COMMON_HEADS = ("company", "igo", "ngo", "court", "party")
_POWERS = words("""ministry government army police forces troops authorities""")


@dataclass(frozen=True, slots=True)
class Node:
    number: int
    type: EntityType
    key: str
    owner: str
    generic: bool
    chains: tuple[Chain, ...]
    name: str
    """Its key as the articles most often write it."""
    ruled: str = ""

    @property
    def label(self) -> str:
        """What permalinks.json recognises it by."""
        if self.ruled:
            return f"ruled:{self.ruled}"
        return f"{self.type}:{self.key}@{self.owner}" if self.owner_tells else f"{self.type}:{self.key}"

    @property
    def owner_tells(self) -> bool:
        return bool(self.owner)

    @property
    def labels(self) -> tuple[str, ...]:
        """Its label, and what it was known by before an article told it from its namesakes."""
        plain = f"{self.type}:{self.key}"
        return (self.label,) if self.ruled or self.label == plain else (self.label, plain)

    @property
    def wish(self) -> str:
        """What its id is made of."""
        if self.key.startswith("country "):
            country = gazetteer.country_by_code(self.key.removeprefix("country ").upper())
            return country.name if country else self.key
        owner = gazetteer.country_by_code(self.owner) if self.owner_tells else None
        return f"{self.name} {owner.name}" if owner else self.name

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
        owner = chain.owner if chain.generic or chain.spot else ""
        unknown = not owner and (
            _POWERS & set(chain.key.split()) or COMPANY_WORDS.issuperset(chain.key.split())
        )
        # "The Bank", "the Fund": of each article its own.
        alone = chain.type == "organisation" and gazetteer.ORG_HEADS.get(chain.key) in _COMMON_HEADS
        if (chain.generic and (unknown or owner == UNKNOWN)) or (alone and not owner and not chain.ruled):
            # Nobody knows whose ministry: it is no other article's.
            owner = f"?{articles[chain.article].id}"
        groups[chain.type, chain.key, owner, chain.ruled].append(chain)
    groups = divide(groups, articles)
    return tuple(
        Node(
            number,
            *key[:3],
            generic=any(chain.generic for chain in groups[key]),
            chains=tuple(groups[key]),
            name=_name(key[1], groups[key]),
            ruled=key[3],
        )
        for number, key in enumerate(sorted(groups))
    )


def _name(key: str, chains: Sequence[Chain]) -> str:
    counts = Counter(chain.name for chain in chains)
    return min(counts, key=lambda name: (name.isupper() and " " in name, -counts[name], name)) or key


def _typed(chains: list[Chain]) -> list[Chain]:
    """The chains with one type a name: the model's slips outvoted by the whole archive.

    Every form votes: "Rubio" is a person where articles call Marco Rubio so.
    """
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    proofs: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for chain in chains:
        for key, count in chain.forms:
            votes[_close(key)][chain.type] += count
        if chain.hard:
            votes[_close(chain.key)][chain.type] += PROOF
            proofs[_close(chain.key)][chain.type] += PROOF
    result = []
    for chain in chains:
        counts = votes[_close(chain.key)]
        if len(counts) > 1 and not chain.hard and not chain.generic and not chain.ruled:
            if chain.type == "person" and " " in chain.key:
                # "Walt Disney Co" proves nothing of Walt Disney.
                counts = counts - proofs[_close(chain.key)]
            best = min(counts, key=lambda t: (-counts[t], t), default=chain.type)
            many = 1 if {best, chain.type} <= {"work", "other"} else 2
            # A bare surname, or "J.K. Rowling".
            many = 1 if best == "person" and (" " not in chain.key or chain.name[1:2] == ".") else many
            if best != chain.type and counts[best] >= many * counts[chain.type]:
                person = "person" in (best, chain.type)
                key = read_name(best, chain.name).key if person else chain.key
                chain = replace(chain, type=best, key=key or chain.key)
        result.append(chain)
    return result


def _close(key: str) -> str:
    """ "J.P. Morgan" and "JPMorgan" vote together."""
    return key.replace(" ", "")


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
        self._profiles: dict[int, Profile] = {}

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

    def offices(self, chain: Chain) -> frozenset[str]:
        """The offices that an article gives whom a chain names."""
        mentions = self._articles[chain.article].annotation.mentions
        return frozenset(fold(role) for n in chain.mentions if (role := mentions[n].role))

    def profile(self, node: Node) -> Profile:
        found = self._profiles.get(node.number)
        if found is None:
            found = self._profiles[node.number] = self._profile(node)
        return found

    def _profile(self, node: Node) -> Profile:
        roles, countries, genders = set(), set(), set()
        for chain in node.chains:
            mentions = self._articles[chain.article].annotation.mentions
            for n in chain.mentions:
                mention = mentions[n]
                if mention.role:
                    roles.add(fold(mention.role))
                if mention.role_of is not None:
                    countries.add(country_of(mentions[mention.role_of].name))
                if mention.container:
                    countries.add(country_of(mention.container))
                genders.add(gender(mention.honorific))
        return Profile(
            node.key,
            frozenset(chain.article for chain in node.chains),
            frozenset(roles),
            frozenset(countries - {""}) | _countries(node),
            frozenset(genders - {""}),
        )


def _countries(node: Node) -> set[str]:
    if node.generic:
        return {node.owner} - {""}
    return {chain.spot.iso for chain in node.chains if chain.spot is not None}
