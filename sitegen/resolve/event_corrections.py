"""What a ruling says of an event's fields: what of it makes sense, and the event with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import get_args

from sitegen import edtf
from sitegen.model import Entity, Participant, Permalink, Status, Tally
from sitegen.naming import fold
from sitegen.problems import Problem
from sitegen.resolve.curation import WHERE, EventRuling, Party, nearest, nearest_named
from sitegen.resolve.event_fields import Draft
from sitegen.resolve.permalinks import follow
from sitegen.taxonomy import EVENT_TYPES, FIELDS, ROLES


class Entities:
    """Finds the entity that an id, an id of before or a name means."""

    def __init__(self, entities: Mapping[str, Entity], links: Sequence[Permalink]) -> None:
        self._entities = entities
        self._links = {link.id: link for link in links}
        self._named: dict[str, set[str]] = defaultdict(set)
        for entity in entities.values():
            for name in (entity.name, *(a.text for a in entity.aliases)):
                self._named[fold(name)].add(entity.id)

    def find(self, reference: str, type_: str = "") -> str | None:
        """Its id; None where it names none, or as a name more than one, of the type if one is asked for."""
        now = follow(reference, self._links)
        ids = {now} if now in self._entities else self._named.get(fold(reference), set())
        fitting = [id_ for id_ in ids if type_ in ("", self._entities[id_].type)]
        return fitting[0] if len(fitting) == 1 else None

    def near(self, reference: str, type_: str = "") -> str:
        of_type = (e for e in self._entities.values() if type_ in ("", e.type))
        names = {e.id: (e.name, *(a.text for a in e.aliases)) for e in of_type}
        return nearest_named(reference, names, "see data/entities.jsonl for ids")


def checked(ruling: EventRuling, entities: Entities) -> tuple[EventRuling, tuple[Problem, ...]]:
    """The ruling without what makes no sense, its entities by their ids, and a warning for each slip."""
    problems: list[Problem] = []

    def wrong(message: str, hint: str) -> None:
        problems.append(Problem(WHERE, ruling.line, "bad-ruling", "warning", message, hint))

    if ruling.type is not None and ruling.type not in EVENT_TYPES:
        types = "types are " + ", ".join(sorted(EVENT_TYPES))
        wrong(f"{ruling.type!r} is no event type", nearest(ruling.type, EVENT_TYPES.keys(), types))
        ruling = replace(ruling, type=None)
    if ruling.status is not None and ruling.status not in get_args(Status):
        states = "statuses are " + ", ".join(get_args(Status))
        wrong(f"{ruling.status!r} is no status", nearest(ruling.status, get_args(Status), states))
        ruling = replace(ruling, status=None)
    if ruling.date is not None and not edtf.is_edtf(ruling.date):
        wrong(f"{ruling.date!r} is no EDTF date", "write 2025-05-17, 2025-05, 2025 or 2025-05/2025-07")
        ruling = replace(ruling, date=None)
    if ruling.place is not None:
        place = entities.find(ruling.place, "place")
        if place is None:
            wrong(f"{ruling.place!r} is no place of the archive", entities.near(ruling.place, "place"))
        ruling = replace(ruling, place=place)
    if ruling.participants is not None:
        known = []
        for party in ruling.participants:
            id_ = entities.find(party.entity)
            if id_ is None:
                wrong(f"{party.entity!r} names no entity of the archive", entities.near(party.entity))
            elif party.role not in ROLES:
                roles = "roles are " + ", ".join(ROLES)
                wrong(f"{party.role!r} is no role of a participant", nearest(party.role, ROLES, roles))
            else:
                known.append(Party(id_, party.role))
        # Of a list in which nothing holds the rules know better.
        ruling = replace(ruling, participants=tuple(known) if known or not ruling.participants else None)
    return ruling, tuple(problems)


def corrected(one: Draft, ruling: EventRuling, entities: Mapping[str, Entity]) -> Draft:
    """The event with what a checked ruling says. The claims stay: they are what the articles say."""
    if ruling.type is not None:
        one = replace(one, type=ruling.type)
    status = next((s for s in get_args(Status) if s == ruling.status), None)
    if status is not None:
        one = replace(one, status=status)
    if ruling.date is not None:
        one = replace(one, date=ruling.date, date_from="stated")
    if ruling.place is not None:
        parties = tuple(p for p in one.participants if p.entity != ruling.place)
        one = replace(one, place=ruling.place, participants=parties)
    if ruling.participants is not None:
        named = {p.entity: p.as_named for p in one.participants}
        one = replace(
            one,
            participants=tuple(
                Participant(p.entity, p.role, named.get(p.entity, entities[p.entity].name))
                for p in dict.fromkeys(ruling.participants)
            ),
        )
    figures = {f: number for f in FIELDS if (number := getattr(ruling, f)) is not None}
    if figures:
        own = {t.field: t for t in one.numbers} | {f: Tally(f, n, n, n) for f, n in figures.items()}
        one = replace(one, numbers=tuple(own[f] for f in FIELDS if f in own))
    return replace(one, ruled=tuple(_given(ruling)))


def _given(ruling: EventRuling) -> Iterator[str]:
    """The fields that a ruling gives, by the names that claims have for them."""
    for field in ("title", "type", "status", "date", "place", *FIELDS):
        if getattr(ruling, field) is not None:
            yield field
    if ruling.participants is not None:
        yield "participant"
