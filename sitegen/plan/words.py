"""The site's own words for what the model says in keys."""

from __future__ import annotations

from sitegen.model import Entity, Event
from sitegen.taxonomy import EVENT_TYPES, FIELDS

ENTITY_TYPES = {
    "person": "Person",
    "organisation": "Organisation",
    "place": "Place",
    "group": "Group",
    "work": "Work",
    "other": "Other",
}
PLURALS = {"person": "People", "organisation": "Organisations", "place": "Places", "group": "Groups"}

_SUBTYPES = {
    "igo": "Intergovernmental organisation",
    "ngo": "Non-governmental organisation",
    "security-force": "Security force",
    "armed-group": "Armed group",
    "media": "News organisation",
}

STATUSES = {
    "occurred": "",
    "ongoing": "Ongoing",
    "planned": "Planned",
    "called-off": "Called off",
    "alleged": "Alleged",
    "denied": "Denied",
    "hypothetical": "Hypothetical",
    "background": "Background",
}

ROLE_OF_PARTICIPANT = {
    "agent": "Carried out by",
    "target": "Done to",
    "participant": "Took part",
    "speaker": "Said by",
    "beneficiary": "In favour of",
    "instrument": "By means of",
    "official": "Announced or ordered by",
}
"""Headings on an event's page, in order."""

ROLE_IN_EVENTS = {
    "agent": "Carried out",
    "target": "Was done to",
    "participant": "Took part in",
    "official": "Announced or ordered",
    "speaker": "Spoke of",
    "beneficiary": "Was in favour of",
    "instrument": "Was the means of",
    "place": "Happened here",
}
"""Headings on an entity's page, in order."""

RELATIONS = {
    "leads": ("leads", "led by"),
    "led": ("formerly led", "formerly led by"),
    "founded": ("founded", "founded by"),
    "owns": ("owns", "owned by"),
    "works-for": ("works for", "has in its service"),
    "worked-for": ("formerly worked for", "formerly had in its service"),
    "member-of": ("member of", "has as member"),
    "part-of": ("part of", "has as part"),
    "located-in": ("located in", "location of"),
    "nationality": ("nationality", "nationality of"),
    "met": ("met", "met"),
    "succeeded": ("succeeded", "succeeded by"),
    "married": ("married to", "married to"),
    "related-to": ("relative of", "relative of"),
}
"""A relation read from its subject and from its object."""

STATUS_REASONS = {
    "a modifier says so": "as the words beside it say",
    "stated as a fact": "told as a fact",
}
"""What annotate/ says of a status, for readers; other reasons stand as they are."""

DATE_FROM = {
    "stated": "as the text states it",
    "relative": "counted from the date of the report",
    "publication": "the date of the report",
    "front-matter": "",
    "html-metadata": "",
    "file-name": "from the file’s name",
}

CLAIMED = {
    **{field: field.capitalize() for field in FIELDS},
    "date": "When",
    "place": "Where",
    "type": "What",
    "status": "Whether",
    "participant": "Who",
}
CLAIM_FIELDS = tuple(CLAIMED)
"""Order of an event's accounts."""


def cue(text: str) -> str:
    """The word that a quote's speaker is shown with: "said" for "told" and "saying", which want more."""
    if text.endswith("ing"):
        return "said"
    return {"told": "said", "tells": "says", "tell": "say", ":": ""}.get(text, text)


def entity_type(entity: Entity) -> str:
    return subtype(entity) or ENTITY_TYPES[entity.type]


def subtype(entity: Entity) -> str:
    """ "Ministry"; "" where no more is known than the type."""
    subtype = entity.subtype
    if not subtype or subtype in ("other", entity.type):
        return ""
    return _SUBTYPES.get(subtype, subtype.replace("-", " ").capitalize())


def event_type(event: Event) -> str:
    known = EVENT_TYPES.get(event.type)
    return known.label if known else event.type.replace("-", " ").capitalize()


def family(event: Event) -> str:
    known = EVENT_TYPES.get(event.type)
    return known.family if known else "other"


def count(number: int, one: str, many: str = "") -> str:
    """ "1 article", "2,310 articles" """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def shortened(text: str, limit: int) -> str:
    """`text` on one line, cut between words to at most `limit` characters."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    head = line[: limit - 1]
    at = head.rfind(" ")
    return (head[:at] if at > limit // 2 else head).rstrip(" ,;:–—-") + "…"
