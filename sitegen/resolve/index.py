"""EntityIndex: which entity a mention names, and which places hold a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sitegen.model import Entity


@dataclass(frozen=True, slots=True)
class EntityIndex:
    entities: Mapping[str, Entity]
    """By id. Hidden entities are absent."""
    by_mention: Mapping[tuple[str, int], str]
    """(article id, index into Annotation.mentions) -> entity id; absent where nobody is named for sure."""

    def of(self, article: str, mention: int | None) -> Entity | None:
        """The entity that a mention of an article names, if it is known."""
        if mention is None:
            return None
        id_ = self.by_mention.get((article, mention))
        return self.entities.get(id_) if id_ is not None else None

    def within(self, place: str) -> tuple[str, ...]:
        """Ids of the places that hold `place`, nearest first, without `place` itself."""
        chain: list[str] = []
        entity = self.entities.get(place)
        while entity is not None and entity.located_in is not None:
            if entity.located_in == place or entity.located_in in chain:
                break
            chain.append(entity.located_in)
            entity = self.entities.get(entity.located_in)
        return tuple(chain)
