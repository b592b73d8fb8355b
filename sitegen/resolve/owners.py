"""Owners: the country that "the Interior Ministry" of an article belongs to."""

from __future__ import annotations

from collections import Counter, defaultdict

from sitegen import gazetteer
from sitegen.model import Annotation, Mention
from sitegen.naming import words
from sitegen.resolve.names import PARTIES, country_of, read_name

OWN = words(
    """ministry army police force forces troops government parliament presidency authorities cabinet regime
    opposition navy military intelligence"""
)
"""Bodies that every country has: without an owner beside them they are of the country in question."""


AMERICAN = words("state treasury justice defence commerce labour energy education transportation homeland")
"""English news gives departments of these their country only where they are not the United States'."""
WITH_TREASURY = ("US", "GB", "AU", "NZ", "IT")
"""Countries whose finance ministry news calls "the Treasury"."""
UNKNOWN = "?"
"""Of somebody, but nobody knows whose it is."""
_ELSEWHERE = {
    "republican party": words("IT FR TR DE"),
    "democratic party": words("IT JP KR TR LU RO BW"),
}
"""American parties of whose name other countries have one."""

LARGE = 300_000
"""People of a city that its bare name means everywhere."""


class Owners:
    """Looks up the owner of a generic organisation in one article."""

    def __init__(self, annotation: Annotation, text: str) -> None:
        self._text = text
        self._mentions = annotation.mentions
        self._by_sentence: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
        self._with_treasury: list[tuple[int, str]] = []
        counts: Counter[str] = Counter()
        first: dict[str, int] = {}
        for mention in annotation.mentions:
            if mention.type == "organisation":
                # "French Foreign Ministry" speaks of France too.
                said = read_name("organisation", mention.name).owner
                if said:
                    counts[said] += 1
                    first.setdefault(said, mention.start)
                    self._note(mention.start, said)
            if mention.type not in ("place", "group") or mention.kind not in ("name", "acronym", "demonym"):
                continue
            iso = country_of(mention.name)
            if iso:
                self._by_sentence[mention.sentence].append((mention.start, mention.end, iso))
                counts[iso] += 1
                first.setdefault(iso, mention.start)
                self._note(mention.start, iso)
        if not counts:
            # An article that names no country is about that of its cities.
            for mention in annotation.mentions:
                city = next(iter(gazetteer.places(mention.name)), None) if mention.type == "place" else None
                if city is not None and city.population > LARGE:
                    counts[city.iso] += 1
                    first.setdefault(city.iso, mention.start)
        self._main = min(counts, key=lambda iso: (-counts[iso], first[iso])) if counts else ""

    def _note(self, at: int, iso: str) -> None:
        if iso in WITH_TREASURY:
            self._with_treasury.append((at, iso))

    def of(self, n: int, key: str = "") -> str:
        """ISO code for mention n, "" where the article gives no country.

        What the noun phrase says counts first: its container, whose role it is, the country right
        before it ("Syria's Interior Ministry") or behind it ("Supreme Court of India"). A department
        that the United States have is theirs, a treasury that of the country with one that was named
        last. A body that every country has (OWN: a ministry, an army) is of the country that the
        article dwells on; a Congress is not any country's.
        """
        mention = self._mentions[n]
        said = self._said(mention)
        if key in _ELSEWHERE:
            # "Georgia Democrat" is no party of the country Georgia's.
            said = said or self._main
            return said if said in _ELSEWHERE[key] else "US"
        if said:
            return said
        own = set(key.split())
        if "treasury" in own:
            return self._treasury(mention.start)
        if "department" in own and own & AMERICAN:
            return "US"
        return self._main if OWN & own or key in PARTIES else ""

    def _said(self, mention: Mention) -> str:
        """The country that the noun phrase itself gives."""
        if mention.container:
            iso = country_of(mention.container)
            if iso:
                return iso
        if mention.role_of is not None:
            iso = country_of(self._mentions[mention.role_of].name)
            if iso:
                return iso
        near = self._by_sentence.get(mention.sentence, [])
        for start, end, iso in near:
            if 0 <= mention.start - end <= 3:
                return iso
            if self._text[mention.end : start] in (" of ", " of the "):
                return iso
        return ""

    def _treasury(self, at: int) -> str:
        """That of the country with one that was named last, else the United States' unless the article
        is about somewhere else."""
        before = [found for found in self._with_treasury if found[0] < at]
        if before:
            return before[-1][1]
        return "US" if not self._main or self._main in WITH_TREASURY else UNKNOWN
