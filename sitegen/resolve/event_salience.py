"""Which events deserve a page."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.model import Entity
from sitegen.resolve.event_fields import Draft
from sitegen.resolve.event_kinds import TRADE
from sitegen.resolve.event_reports import Report
from sitegen.taxonomy import PAGELESS

PAGED = frozenset(("occurred", "ongoing", "planned", "called-off", "alleged"))
SLIGHT = frozenset(
    "death call deal match aid launch discovery fire investigation ban law election appointment "
    "award labour-strike demonstration ties merger layoffs charge other visit accident displacement".split()
)
"""Types whose words are often used of what is no news: they need more to show for themselves."""
PAIRS = frozenset("meeting call merger deal ties ceasefire match marriage".split())
"""Types that take two."""


def page_of(
    event: Draft, entities: Mapping[str, Entity], least: float, part_of: str | None
) -> tuple[bool, str]:
    """Whether an event has a page, and why or why not."""
    if event.type in PAGELESS:
        return False, f"of no page type: {event.type}"
    if event.status not in PAGED:
        return False, f"not certain: {event.status}"
    if event.confidence < least:
        return False, f"confidence {event.confidence:.2f} is below {least:.2f}"
    if part_of is not None:
        return False, f"part of {part_of}"
    parties = [p for p in event.participants if p.entity in entities]
    if not parties and event.place is None and event.name is None:
        return False, "names neither participant nor place"
    if not any(r.mention.asserted and r.mention.status == event.status for r in event.reports):
        if event.status not in ("planned", "called-off"):
            return False, "named, but no sentence asserts that it happened"
        if event.date is None and len(event.articles) < 2 and not _whole(event):
            return False, f"{event.status}, and nothing says for when"
    if event.type in PAIRS and len(parties) < 2 and event.place is None:
        return False, "names one party alone"
    when = event.date is not None or any(r.mention.time is not None for r in event.reports)
    if event.type == "agreement" and len(parties) < 2 and event.place is None and not when:
        return False, "names one party alone, and no date"
    # One firm may be said to do such things all the time: "sells cars in Europe".
    if event.type in TRADE and all(len(r.parties) < 2 for r in event.reports):
        return False, "no sentence names both parties"
    told, evidence = max(
        ((len(bound), bound) for bound in (_bound(r) for r in event.reports)), key=lambda b: b[0]
    )
    if event.name is not None:
        told, evidence = told + 1, [*evidence, "a proper name"]
    if len(event.articles) > 1:
        told, evidence = told + 1, [*evidence, f"{len(event.articles)} articles"]
    if any(r.mention.sentence == 0 and r.parties for r in event.reports):
        told, evidence = told + 1, [*evidence, "a headline"]
    anchored = any(
        r.mention.time is not None or r.place is not None or r.mention.sentence == 0 for r in event.reports
    )
    if not anchored and event.date is None and len(event.articles) < 2 and not _whole(event):
        return False, "nothing says when or where"
    if told < (3 if event.type in SLIGHT or event.status == "alleged" else 2):
        return False, "too little is told of it: " + (", ".join(evidence) or "nothing but the word")
    return True, "told with " + ", ".join(evidence)


def _whole(event: Draft) -> bool:
    """Whether one sentence names both who did it and to whom: it is told in full without a date."""
    if event.type in SLIGHT:
        return False
    return any({"agent", "target"} <= {role for _, role, _ in r.parties} for r in event.reports)


def _bound(r: Report) -> list[str]:
    """What one sentence binds to the event: a page needs some of it together."""
    if r.plural and not r.parties:
        return []
    evidence = ["a participant"] if r.parties else []
    if len(r.parties) > 1:
        evidence.append("a further participant")
    if r.place is not None:
        evidence.append("a place")
    if r.mention.time is not None:
        evidence.append("a time")
    if r.mention.counts:
        evidence.append("figures")
    return evidence
