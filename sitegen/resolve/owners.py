"""Owners: the country that "the Interior Ministry" of an article belongs to."""

from __future__ import annotations

from collections import Counter, defaultdict

from sitegen.model import Annotation
from sitegen.resolve.names import country_of


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

    def of(self, n: int) -> str:
        """ISO code for mention n, "" where the article gives no country.

        Order: its container, the country that stands right before it ("Syria's Interior Ministry"),
        the only country of its sentence, the country that the article names most.
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
        isos = {iso for _, _, iso in near}
        return isos.pop() if len(isos) == 1 else self._main
