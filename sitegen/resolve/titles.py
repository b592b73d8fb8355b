"""What an event is called: its proper name, else type, parties, place and date at its grain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sitegen import edtf
from sitegen.model import Entity, Participant
from sitegen.resolve.event_fields import Draft
from sitegen.taxonomy import EVENT_TYPES

TOGETHER = frozenset("meeting call agreement ceasefire clash merger marriage deal match".split())
"""Types told by those who took part: "Meeting of A and B"."""
DONE_TO = frozenset(
    "assassination killing arrest abduction rescue release deportation charge trial verdict overthrow "
    "appointment death seizure investigation".split()
)
"""Types told by the one it was done to: "Arrest of A"."""
DONE_BY = frozenset(
    "resignation withdrawal visit labour-strike demonstration award election escape launch law".split()
)
"""Types told by the one who did it, with a place or without: "Resignation of A"."""
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
    "meeting": "of",
}
ONE_ALONE = {"agreement": "by", "meeting": "with", "call": "with", "deal": "by", "merger": "of"}
"""What joins the only party that is known of a type that takes two; "with" for the rest."""
AGAINST = {"attack": "on", "strike": "on", "raid": "on", "bombing": "of", "shelling": "of", "ban": "on"}
"""What joins those to whom it was done, of types told by their doer; "against" for the rest."""


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
    if place is None and event.type in SOMEWHERE:
        place = next(
            (entities[p.entity].name for p in event.participants if _is_place(entities.get(p.entity))), None
        )
        if place is not None:
            return f"{label} in {place}{when}"
    if event.type == "capture" and place is not None:
        return f"{label} of {place}{when}"
    parties = _parties(event, entities, place is not None)
    if event.type == "visit" and place is not None:
        return f"{label} to {place}{parties}{when}"
    return f"{label}{parties}{where}{when}"


def _is_place(entity: Entity | None) -> bool:
    return entity is not None and entity.type == "place"


def _parties(event: Draft, entities: Mapping[str, Entity], placed: bool) -> str:
    """ " of A and B", or nothing where place and type say enough."""
    known = [p for p in event.participants if p.entity in entities]
    type_ = event.type
    if type_ in TOGETHER:
        people = [p for p in known if entities[p.entity].type == "person"]
        # Persons stand for the countries that they speak for.
        return _joined(event, people if len(people) > 1 else known, entities)
    if type_ == "summit":
        # Those who hold it, not all who speak at it.
        hosts = [p for p in known if entities[p.entity].type == "organisation"]
        return _joined(event, [] if placed else hosts, entities)
    doers, undergoers = _with_role(known, "agent", "participant"), _with_role(known, "target", "beneficiary")
    if type_ in DONE_TO:
        return _joined(event, undergoers, entities) if undergoers else _by(doers, entities)
    if type_ in DONE_BY:
        return _joined(event, doers or undergoers, entities)
    if type_.startswith("sanctions") or type_ in ("lawsuit", "ban"):
        return _joined(event, undergoers, entities) if undergoers else _by(doers, entities)
    if placed:
        return ""
    if doers and undergoers and type_ in AGAINST:
        return f" {AGAINST[type_]} {_listed(undergoers, entities)}{_by(doers, entities)}"
    if doers:
        return _by(doers, entities)
    return f" {AGAINST.get(type_, 'against')} {_listed(undergoers, entities)}" if undergoers else ""


def _by(doers: Sequence[Participant], entities: Mapping[str, Entity]) -> str:
    return f" by {_listed(doers, entities)}" if doers else ""


def _joined(event: Draft, parties: Sequence[Participant], entities: Mapping[str, Entity]) -> str:
    if not parties:
        return ""
    type_ = event.type
    names = list(_names(parties, entities, of_people=type_ in PEOPLE))
    if type_ in TOGETHER and len(names) == 1:
        # "Meeting of the cabinet", "Meeting with its chairman"
        alone = entities[parties[0].entity].type == "person" or type_ != "meeting"
        joint = ONE_ALONE.get(type_, "with") if alone else "of"
    elif type_ in DONE_BY and type_ not in JOINTS:
        joint = "by"
    elif type_ in AGAINST:
        joint = AGAINST[type_]
    else:
        joint = JOINTS.get(type_, "of")
    return f" {joint} {_spoken(names if type_ in TOGETHER else names[:2])}"


def _listed(parties: Sequence[Participant], entities: Mapping[str, Entity]) -> str:
    return _spoken(list(_names(parties, entities))[:2])


def _names(
    parties: Sequence[Participant], entities: Mapping[str, Entity], of_people: bool = False
) -> Iterator[str]:
    """Each name once, peoples after those who are named themselves."""
    ranked = sorted(enumerate(parties), key=lambda item: (entities[item[1].entity].type == "group", item[0]))
    seen = set()
    for _, party in ranked:
        entity = entities[party.entity]
        name = entity.name + (" members" if of_people and entity.type == "organisation" else "")
        if name not in seen:
            seen.add(name)
            yield name


def _spoken(names: Sequence[str]) -> str:
    if len(names) > 3:
        return f"{names[0]}, {names[1]} and others"
    return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else "".join(names)


def _with_role(known: Sequence[Participant], *roles: str) -> list[Participant]:
    return [p for p in known if p.role in roles]
