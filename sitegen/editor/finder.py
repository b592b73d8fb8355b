"""What a person typed means: an id, the address of a page, or a name that only one thing has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal
from urllib.parse import unquote

from sitegen.catalogue import Catalogue, KnownArticle, KnownEntity, KnownEvent
from sitegen.model import Permalink, Permalinks
from sitegen.naming import fold
from sitegen.problems import SitegenError
from sitegen.resolve.curation import nearest_named
from sitegen.resolve.permalinks import follow

Kind = Literal["entity", "event"]
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity or an event. `given` is the id that was meant before any merging, `id` what it is now."""

    kind: Kind
    id: str
    given: str
    name: str
    known: KnownEntity | KnownEvent | None
    """None where the last build shows it nowhere: it is hidden, or gone."""

    def __str__(self) -> str:
        return f"{self.id} ({self.name})" if self.name != self.id else self.id


class Finder:
    """Looks things up. `permalinks` is asked for where the catalogue does not know an id: it takes a
    second to read where there are a hundred thousand."""

    def __init__(self, catalogue: Catalogue, permalinks: Callable[[], Permalinks]) -> None:
        self.catalogue = catalogue
        self.entities = {e.id: e for e in catalogue.entities}
        self.events = {e.id: e for e in catalogue.events}
        self.articles = {a.id: a for a in catalogue.articles}
        self._read = permalinks

    @cached_property
    def _permalinks(self) -> Permalinks:
        return self._read()

    @cached_property
    def _links(self) -> dict[Kind, dict[str, Permalink]]:
        return {
            "entity": {link.id: link for link in self._permalinks.entities},
            "event": {link.id: link for link in self._permalinks.events},
        }

    # ------------------------------------------------------------ entities and events

    def thing(self, wanted: str, kind: Kind | None = None) -> Thing:
        """What `wanted` means. Raises SitegenError with the nearest names where that is nothing or several.

        `entity:` or `event:` before an id tells two of one id apart.
        """
        said, _, rest = wanted.strip().partition(":")
        if said in ("entity", "event") and rest:
            wanted, kind = rest, "entity" if said == "entity" else "event"
        kinds: tuple[Kind, ...] = (kind,) if kind else ("entity", "event")
        for look in (self._by_id, self._by_address, self._by_name):
            found = look(wanted.strip(), kinds)
            if len(found) > 1:
                several = "; ".join(f"{t.kind}:{t.id} ({t.name}{_size(t)})" for t in found[:6])
                raise SitegenError(
                    f"{wanted!r} may mean {len(found)} things (hint: say which: {several})", status=2
                )
            if found:
                return found[0]
        raise SitegenError(f"nothing is called {wanted!r} here (hint: {self._near(wanted, kinds)})", status=2)

    def maybe(self, wanted: str, kind: Kind) -> Thing | None:
        try:
            return self.thing(wanted, kind)
        except SitegenError:
            return None

    def now(self, id_: str, kind: Kind) -> str:
        """The id that an id or a name in a ruling stands for today; itself where nobody knows."""
        found = self.maybe(id_, kind)
        return found.id if found else id_

    def taken(self, id_: str) -> bool:
        return id_ in self.entities or id_ in self._links["entity"]

    def _shown(self, kind: Kind, id_: str) -> bool:
        return id_ in (self.entities if kind == "entity" else self.events)

    def _thing(self, kind: Kind, id_: str) -> Thing:
        now = id_ if self._shown(kind, id_) else follow(id_, self._links[kind])
        if kind == "entity":
            entity = self.entities.get(now)
            return Thing(kind, now, id_, entity.name if entity else now, entity)
        event = self.events.get(now)
        return Thing(kind, now, id_, event.title if event else now, event)

    def _by_id(self, wanted: str, kinds: Iterable[Kind]) -> list[Thing]:
        found = [self._thing(kind, wanted) for kind in kinds if self._shown(kind, wanted)]
        if found or not _ID.fullmatch(wanted):
            return found
        return [self._thing(kind, wanted) for kind in kinds if wanted in self._links[kind]]

    def _by_address(self, wanted: str, kinds: Iterable[Kind]) -> list[Thing]:
        """A URL, or a path of the site, old ones included; #e-ID is an entity's row."""
        path, _, fragment = wanted.partition("#")
        path = unquote(path.split("?")[0])
        if "entity" in kinds and fragment.startswith("e-"):
            row = self._by_id(fragment[2:], ("entity",))
            if row:
                return row
        if "/" not in path and not path.endswith(".html"):
            return []
        found: dict[tuple[Kind, str], Thing] = {}
        for kind in kinds:
            known = self.catalogue.entities if kind == "entity" else self.catalogue.events
            places = [(one.address, one.id) for one in known if one.page]
            places += [(a, link.id) for link in self._links[kind].values() for a in link.addresses]
            for address, id_ in places:
                if address and (path == address or path.endswith(f"/{address}")):
                    thing = self._thing(kind, id_)
                    found.setdefault((kind, thing.id), thing)
        # A page that is not there, or not there yet: its name is an id all the same.
        return list(found.values()) or self._by_id(path.rpartition("/")[2].removesuffix(".html"), kinds)

    def _by_name(self, wanted: str, kinds: Iterable[Kind]) -> list[Thing]:
        folded = fold(wanted)
        found = [self._thing(kind, id_) for kind in kinds for id_ in self._names[kind].get(folded, ())]
        return sorted(found, key=lambda t: (-_weight(t), t.id))

    @cached_property
    def _names(self) -> dict[Kind, dict[str, list[str]]]:
        """Folded name -> ids of what has it."""
        entities: dict[str, list[str]] = defaultdict(list)
        events: dict[str, list[str]] = defaultdict(list)
        for e in self.catalogue.entities:
            for name in {fold(e.name), *(fold(text) for text, _ in e.names)}:
                entities[name].append(e.id)
        for event in self.catalogue.events:
            # What has no page is known by its id alone: there are fifty called "Killing".
            if event.page:
                events[fold(event.title)].append(event.id)
        return {"entity": entities, "event": events}

    def _near(self, wanted: str, kinds: Iterable[Kind]) -> str:
        names: dict[str, list[str]] = defaultdict(list)
        if "entity" in kinds:
            for e in self.catalogue.entities:
                names[e.id] += [e.name, *(text for text, _ in e.names)]
        if "event" in kinds:
            for event in self.catalogue.events:
                if event.page:
                    names[event.id].append(event.title)
        return nearest_named(wanted, names, "ids are the last part of a page's address")

    # ------------------------------------------------------------ articles

    def article(self, wanted: str) -> KnownArticle:
        """The article of this id, file, address or title. Raises SitegenError with the nearest names."""
        path = unquote(wanted.strip().partition("#")[0])
        path = path.removeprefix("./")
        for one in self.catalogue.articles:
            if path in (one.id, one.source) or path.endswith((f"/{one.address}", f"seeds/{one.source}")):
                return one
            if path == one.address:
                return one
        moved = self.articles.get(follow(path, self._permalinks.articles))
        titled = [a for a in self.catalogue.articles if fold(a.title) == fold(wanted)]
        if moved or len(titled) == 1:
            return moved or titled[0]
        near = nearest_named(wanted, {a.id: (a.title, a.source) for a in self.catalogue.articles})
        raise SitegenError(
            f"no article is called {wanted!r} (hint: {near or 'use its id or its file'})", status=2
        )


def _weight(thing: Thing) -> int:
    known = thing.known
    return 0 if known is None else known.mentions if isinstance(known, KnownEntity) else known.reports


def _size(thing: Thing) -> str:
    known = thing.known
    return f", {known.type}, {_weight(thing)} mentions" if known else ""
