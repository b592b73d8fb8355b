"""Owners: the country that "the Interior Ministry" of an article belongs to."""

from __future__ import annotations

from collections import Counter, defaultdict

from sitegen.model import Annotation
from sitegen.resolve.names import country_of, words

OWN = words(
    """ministry army police forces troops government parliament presidency authorities cabinet regime
    opposition navy military intelligence"""
)
"""Bodies that every country has: without an owner beside them they are of the country in question."""


class Owners:
    """Looks up the owner of a generic organisation in one article."""

    def __init__(self, annotation: Annotation) -> None:
        self._mentions = annotation.mentions
        self._by_sentence: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
        counts: Counter[str] = Counter()
        first: dict[str, int] = {}
        for mention in annotation.mentions:
            if mention.type not in ("place", "group") or mention.kind not in ("name", "acronym", "demonym"):
                continue
            iso = country_of(mention.name)
            if iso:
                self._by_sentence[mention.sentence].append((mention.start, mention.end, iso))
                counts[iso] += 1
                first.setdefault(iso, mention.start)
        self._main = min(counts, key=lambda iso: (-counts[iso], first[iso])) if counts else ""

    def of(self, n: int, key: str = "") -> str:
        """ISO code for mention n, "" where the article gives no country.

        What the noun phrase says counts first: its container, whose role it is, the country right
        before it ("Syria's Interior Ministry"). For a body that every country has (OWN: a ministry,
        an army) then the country that the article dwells on; a Congress or a State Department is
        not any country's.
        """
        mention = self._mentions[n]
        if mention.container:
            iso = country_of(mention.container)
            if iso:
                return iso
        if mention.role_of is not None:
            iso = country_of(self._mentions[mention.role_of].name)
            if iso:
                return iso
        near = self._by_sentence.get(mention.sentence, [])
        for _, end, iso in near:
            if 0 <= mention.start - end <= 3:
                return iso
        return self._main if OWN & set(key.split()) else ""
