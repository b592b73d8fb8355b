"""What is hidden or forgotten goes from everything that the archive says in its own words.

Article text stays; a description, a role or an event's name that is cut from it does not where it
names who is gone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from sitegen.model import ArchiveArticle, Entity, Permalink
from sitegen.naming import fold
from sitegen.resolve.aliases import NAMED
from sitegen.resolve.entities import Draft


class Unspoken:
    """Names that nothing but article text may say. Falsy where there are none."""

    def __init__(self, drafts: Iterable[Draft], articles: Sequence[ArchiveArticle]) -> None:
        names: set[str] = set()
        self._partial: dict[str, set[str]] = {}
        """Single words by which articles call them -> those articles."""
        for draft in drafts:
            own = {draft.ruling.name, *draft.ruling.aliases} if draft.ruling else set()
            told = {fold(name) for name in own if name}
            for chain in draft.cluster.chains:
                article = articles[chain.article]
                for n in chain.mentions:
                    mention = article.annotation.mentions[n]
                    if mention.kind in NAMED:
                        told.add(fold(mention.name))
                        if " " not in fold(mention.name):
                            self._partial.setdefault(fold(mention.name), set()).add(article.id)
            full = {name for name in told if " " in name}
            names |= full or told
        self.names = frozenset(names - {""})
        words = "|".join(re.escape(name) for name in sorted(self.names, key=lambda n: (-len(n), n)))
        self._pattern = re.compile(rf"(?<![a-z0-9])(?:{words})(?![a-z0-9])") if words else None

    def __bool__(self) -> bool:
        return self._pattern is not None

    def says(self, text: str | None) -> bool:
        """Whether `text` has one of the names."""
        return bool(text and self._pattern and self._pattern.search(fold(text)))

    def address_says(self, link: Permalink) -> bool:
        """Whether an event's id or an old address of it has one of the names."""
        written = [link.id, *link.addresses]
        if any(self.says(text) for text in written):
            return True
        articles = {key.split(":")[0] for key in link.keys}
        parts = set(link.id.split("-"))
        return any(word in parts and told & articles for word, told in self._partial.items())


def without_names(entities: Iterable[Entity], unspoken: Unspoken) -> tuple[Entity, ...]:
    """The entities without the descriptions and roles that say one of the names."""
    if not unspoken:
        return tuple(entities)
    return tuple(
        replace(
            entity,
            description=None
            if entity.description and unspoken.says(entity.description.text)
            else entity.description,
            roles=tuple(role for role in entity.roles if not unspoken.says(role.text)),
        )
        for entity in entities
    )


def slips_of(drafts: Iterable[Draft], names: Collection[str]) -> set[str]:
    """Ids of what is known by one of these full names alone: the same person under another type."""
    full = {name for name in names if " " in name}
    return {
        draft.id
        for draft in drafts
        if draft.cluster.chains
        and draft.ruling is None
        and all(chain.key in full and not chain.ruled for chain in draft.cluster.chains)
    }
