"""The words that the archive classifies with: event types, participant roles, relations, subtypes.

Event types stand in event_types.tsv, with their PLOVER and ACLED codes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROLES = ("agent", "target", "participant", "speaker", "beneficiary", "instrument", "official")
"""agent did it; target had it done to them; participant took part beside others (a meeting,
an agreement, a clash); speaker said it; beneficiary got it; official announced or ordered it."""

RELATIONS = (
    "leads",
    "led",
    "founded",
    "owns",
    "works-for",
    "worked-for",
    "member-of",
    "part-of",
    "located-in",
    "nationality",
    "met",
    "succeeded",
    "married",
    "related-to",
)
"""An office says leads or works-for, a former one led or worked-for; related-to is of a family."""

ORGANISATION_SUBTYPES = (
    "government",
    "ministry",
    "security-force",
    "armed-group",
    "party",
    "company",
    "igo",
    "ngo",
    "media",
    "court",
    "other",
)
PLACE_SUBTYPES = ("country", "region", "city", "district", "facility", "terrain")

FIELDS = ("killed", "injured", "arrested", "displaced")


@dataclass(frozen=True, slots=True)
class EventType:
    id: str
    label: str
    """Noun for titles: "Raid"."""
    family: str
    plover: str | None
    acled: str | None
    definition: str
    """What it is, in a few words that start small and have no full stop."""


def parse_types(text: str) -> dict[str, EventType]:
    """Lines of six cells apart by tabs, "-" for an empty one; # starts a comment. ValueError if malformed."""
    types = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            id_, label, family, plover, acled, definition = line.split("\t")
            types[id_] = EventType(
                id_,
                label,
                family,
                None if plover == "-" else plover,
                None if acled == "-" else acled,
                definition,
            )
    return types


EVENT_TYPES = parse_types(Path(__file__).with_name("event_types.tsv").read_text(encoding="utf-8"))
"""By id. `statement` is reporting ("said"): it has no page and stands on no timeline."""
PAGELESS = frozenset(("other", "statement"))
"""Types that never have a page."""
