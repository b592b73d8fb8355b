"""Namesakes: articles that use one name for two people.

A name is one person's until something speaks against it. Against a full name: walks of life that
hardly anyone has both of, in articles that name nobody else in common. Against a bare surname:
that many people have it, in articles that name nobody else in common.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sitegen.model import ArchiveArticle, EntityType
from sitegen.naming import words
from sitegen.resolve.chains import Chain
from sitegen.resolve.persons import COMMON, person_words, surname_only, surnames

TELLING = 0.1
"""A name that stands in a larger share of the articles tells nothing about who else is meant."""
BEFORE, BEHIND = 40, 70
"""Characters around a name in which an occupation is looked for."""

_WALKS = {
    "sport": """player footballer midfielder striker goalkeeper winger guard quarterback pitcher outfielder
        shortstop swimmer sprinter jockey boxer golfer cyclist skier skater gymnast wrestler batsman
        cricketer hurdler rower""",
    "science": "professor statistician physicist biologist chemist astronomer mathematician scientist",
    "arts": "novelist poet singer actor actress painter sculptor composer musician comedian playwright",
    "land": "farmer rancher fisherman baker butcher carpenter plumber",
    "police": "police sheriff detective constable",
    "medicine": "surgeon nurse dentist physician",
    "faith": "bishop archbishop priest imam cardinal pastor rabbi",
}
_WALK = {word: walk for walk, listed in _WALKS.items() for word in words(listed)}
_WORD = re.compile(r"[a-z]+")
_APPOSITION = re.compile(r"\s*[,(–—-]\s*(?:an?|the|who\s+is\s+an?)\s")
_STOP = re.compile(r"[.!?;]\s|\n")

Key = tuple[EntityType, str, str, str]
"""Of a node: type, key, owner, ruling."""


def divide(groups: Mapping[Key, list[Chain]], articles: Sequence[ArchiveArticle]) -> dict[Key, list[Chain]]:
    """The groups with each person's namesakes in groups of their own, told apart by an owner "~article"."""
    bearers: Counter[str] = Counter(
        surname
        for type_, key, _, _ in groups
        if type_ == "person" and not surname_only(key)
        for surname in surnames(key)
    )
    company = _Company(groups, articles)
    found: dict[Key, list[Chain]] = {}
    for key, chains in groups.items():
        parts = [chains]
        if key[0] == "person" and not key[3] and len(chains) > 1:
            if surname_only(key[1]):
                surname = person_words(key[1])[-1]
                if surname in COMMON or bearers[surname] > 1:
                    parts = company.circles(chains)
            else:
                parts = _by_walk(chains, company, articles)
        if len(parts) == 1:
            found[key] = chains
            continue
        for part in parts:
            first = min(articles[chain.article].id for chain in part)
            found[key[0], key[1], f"~{first}", key[3]] = part
    return found


class _Company:
    """Who is named beside whom, by article."""

    def __init__(self, groups: Mapping[Key, list[Chain]], articles: Sequence[ArchiveArticle]) -> None:
        self._groups = groups
        self._limit = max(4, int(TELLING * len(articles)))
        self._beside: dict[int, list[int]] | None = None

    def _names(self) -> dict[int, list[int]]:
        if self._beside is None:
            self._beside = defaultdict(list)
            for number, (key, chains) in enumerate(self._groups.items()):
                where = {chain.article for chain in chains}
                if len(where) <= self._limit and not (key[0] == "person" and surname_only(key[1])):
                    for article in where:
                        self._beside[article].append(number)
        return self._beside

    def circles(self, chains: Sequence[Chain]) -> list[list[Chain]]:
        """The chains of one name in circles whose articles name others in common, largest first."""
        beside = self._names()
        own = {id(chain) for chain in chains}
        parent = list(range(len(chains)))

        def find(at: int) -> int:
            while parent[at] != at:
                parent[at] = parent[parent[at]]
                at = parent[at]
            return at

        seen: dict[int, int] = {}
        numbers = list(self._groups.values())
        for at, chain in enumerate(chains):
            for name in beside.get(chain.article, ()):
                if own.isdisjoint(map(id, numbers[name])) and seen.setdefault(name, at) != at:
                    parent[find(at)] = find(seen[name])
        circles: dict[int, list[Chain]] = defaultdict(list)
        for at, chain in enumerate(chains):
            circles[find(at)].append(chain)
        return sorted(circles.values(), key=lambda c: (-len(c), c[0].article))


def _by_walk(chains: list[Chain], company: _Company, articles: Sequence[ArchiveArticle]) -> list[list[Chain]]:
    walks = {id(chain): _walks(chain, articles[chain.article]) for chain in chains}
    if len(set().union(*walks.values())) < 2:
        return [chains]
    parts: list[tuple[set[str], list[Chain]]] = []
    for circle in company.circles(chains):
        own = set().union(*(walks[id(chain)] for chain in circle))
        home = next((part for part in parts if not own or not part[0] or own & part[0]), None)
        if home is None:
            parts.append((own, list(circle)))
        else:
            home[0].update(own)
            home[1].extend(circle)
    return [sorted(part, key=lambda chain: (chain.article, chain.mentions)) for _, part in parts]


def _walks(chain: Chain, article: ArchiveArticle) -> set[str]:
    """The walks of life that an article gives whom a chain names."""
    text = article.article.text
    found: set[str] = set()
    for n in chain.mentions:
        mention = article.annotation.mentions[n]
        if mention.kind != "name":
            continue
        found |= _said(mention.role or "")
        before = text[max(0, mention.start - BEFORE) : mention.start]
        found |= _said(_STOP.split(before)[-1].rstrip(", ").rpartition(",")[2])
        after = text[mention.end : mention.end + BEHIND]
        if _APPOSITION.match(after):
            found |= _said(after.lstrip(" ,(").partition(",")[0].partition(" of ")[0])
    return found


def _said(text: str) -> set[str]:
    return _of(_WORD.findall(text.lower()))


def _of(said: Iterable[str]) -> set[str]:
    return {_WALK[word] for word in said if word in _WALK}
