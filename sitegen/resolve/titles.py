"""What an event is called: its proper name, else type, parties, place and date at its grain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sitegen import edtf
from sitegen.model import Entity, Participant
from sitegen.resolve.event_fields import Draft
from sitegen.taxonomy import EVENT_TYPES

TOGETHER = frozenset("meeting call agreement ceasefire clash merger marriage deal match summit".split())
"""Types told by those who took part: "Meeting of A and B"."""
DONE_TO = frozenset(
    "assassination killing arrest abduction rescue release deportation charge trial verdict overthrow "
    "appointment death seizure investigation".split()
)
"""Types told by the one it was done to: "Arrest of A"."""
DONE_BY = frozenset(
    "resignation withdrawal visit labour-strike demonstration award election escape launch".split()
)
PEOPLE = frozenset("assassination killing arrest abduction rescue release deportation death trial".split())
"""Types that happen to people: of an organisation, to its members."""
SOMEWHERE = frozenset(
    "election law ban demonstration riot labour-strike disaster outbreak accident fire displacement".split()
)
"""Types whose country stands among the parties where no place is told."""
AHEAD = {"sanctions-lifted": "lifting of sanctions", "sanctions-imposed": "sanctions"}
"""Types whose label says that it is done: what they are called before."""
JOINTS = {
    "sanctions-imposed": "on",
    "sanctions-lifted": "on",
    "lawsuit": "against",
    "charge": "against",
    "verdict": "on",
    "agreement": "between",
    "ceasefire": "between",
    "clash": "between",
    "call": "between",
    "match": "between",
    "deal": "between",
    "award": "for",
    "resignation": "of",
    "appointment": "of",
}


def title(event: Draft, entities: Mapping[str, Entity]) -> str:
    """ "Raid in Aleppo, 17 May 2025" """
    when = f", {edtf.describe(event.date)}" if event.date else ""
    where_entity = entities.get(event.place) if event.place is not None else None
    place = where_entity.name if where_entity is not None else None
    where = f" in {place}" if place else ""
    if event.name:
        return event.name + ("" if place and place in event.name else where) + when
    label = EVENT_TYPES[event.type].label
    if event.type == "other":
        label = event.first.mention.text.capitalize()
    if event.status in ("planned", "called-off"):
        # A headline in the past tense would say that it happened.
        lead = "Planned" if event.status == "planned" else "Called off:"
        label = f"{lead} {AHEAD.get(event.type, label[:1].lower() + label[1:])}"
    names = _names(event, entities)
    if place is None and event.type in SOMEWHERE:
        place = next(
            (entities[p.entity].name for p in event.participants if _is_place(entities.get(p.entity))), None
        )
        if place is not None:
            return f"{label} in {place}{when}"
    if event.type == "capture" and place is not None:
        return f"{label} of {place}{when}"
    if event.type == "visit" and place is not None:
        return f"{label} to {place}" + (f" by {names}" if names else "") + when
    if not names or (event.type not in TOGETHER | DONE_TO | DONE_BY | JOINTS.keys() and place):
        return f"{label}{where}{when}"
    return f"{label} {_joint(event, names)} {names}{where}{when}"


def _is_place(entity: Entity | None) -> bool:
    return entity is not None and entity.type == "place"


def _joint(event: Draft, names: str) -> str:
    joint = JOINTS.get(event.type)
    if joint == "between":
        return "between" if " and " in names else "by" if event.type == "agreement" else "with"
    if joint:
        return joint
    if event.type in TOGETHER | DONE_TO:
        return "of"
    return "by" if any(p.role in ("agent", "participant") for p in event.participants) else "against"


def _names(event: Draft, entities: Mapping[str, Entity]) -> str:
    known = [p for p in event.participants if p.entity in entities]
    if event.type in TOGETHER:
        people_ = [p for p in known if entities[p.entity].type == "person"]
        # Persons stand for the countries that they speak for.
        chosen = people_ if len(people_) > 1 else known
    elif event.type in DONE_TO or event.type.startswith("sanctions"):
        chosen = _with_role(known, "target", "beneficiary")
        if not chosen and event.type == "overthrow":
            return ""
    elif event.type in DONE_BY:
        chosen = _with_role(known, "agent", "participant", "target")
    else:
        chosen = _with_role(known, "agent", "participant") or _with_role(known, "target")
    chosen = sorted(chosen, key=lambda p: (entities[p.entity].type == "group", known.index(p)))
    people = event.type in PEOPLE
    names = list(
        dict.fromkeys(
            entities[p.entity].name
            + (" members" if people and entities[p.entity].type == "organisation" else "")
            for p in chosen
        )
    )
    if event.type not in TOGETHER:
        names = names[:2]
    if len(names) > 3:
        return f"{names[0]}, {names[1]} and others"
    return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else "".join(names)


def _with_role(known: Sequence[Participant], *roles: str) -> list[Participant]:
    return [p for p in known if p.role in roles]
