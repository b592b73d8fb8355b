"""What a noun that refers back stands for: "the raid", "this attack", "the deal".

A definite noun tells of the event of its word that was told last before it, or, close by, of one of
its type or of a type that it can stand for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sitegen.naming import words
from sitegen.resolve.event_kinds import OFTEN, SEVERAL
from sitegen.resolve.event_reports import PLURAL_ALONE, Report

ASIDE = frozenset(("background", "planned", "hypothetical", "denied"))
"""What an article looks back on or ahead to: hardly what its "the meeting" is."""
CLOSE_BY = 2
"""Sentences back that a noun reaches for an event of another word."""
REACH = 40
"""Reports back that are looked at."""
VIOLENCE = words("attack bombing strike shelling clash killing assassination raid riot abduction robbery")
STANDS_FOR = {
    "deal": words("merger agreement deal"),
    "agreement": words("merger agreement deal ceasefire"),
    "transaction": words("merger deal"),
    "acquisition": words("merger deal"),
    "takeover": words("merger deal"),
    "attack": VIOLENCE,
    "assault": VIOLENCE,
    "violence": VIOLENCE | words("demonstration"),
    "shooting": VIOLENCE,
    "incident": VIOLENCE | words("accident fire arrest death escape"),
    "tragedy": VIOLENCE | words("accident fire death disaster"),
    "disaster": words("accident fire disaster"),
    "operation": words("raid offensive rescue"),
    "crime": VIOLENCE,
    "move": words("appointment resignation layoffs merger ban sanctions-imposed sanctions-lifted"),
    "decision": words("verdict ban appointment resignation"),
    "ruling": words("verdict"),
    "departure": words("resignation"),
    "talk": words("meeting summit"),
}
"""Nouns and the types of events that they take up."""


def antecedents(found: Sequence[Report]) -> Mapping[int, int]:
    """Number of a report that refers back -> number of the report of its article that it takes up."""
    told: dict[int, list[Report]] = defaultdict(list)
    result: dict[int, int] = {}
    for r in found:
        before = told[r.position]
        if r.definite:
            best: tuple[tuple[int, int], int] | None = None
            for earlier in reversed(before[-REACH:]):
                rank = _rank(r, earlier)
                if rank is None:
                    continue
                if earlier.mention.status in ASIDE and earlier.mention.status != r.mention.status:
                    rank = rank[0] + 1, rank[1]
                if best is None or rank < best[0]:
                    best = rank, earlier.number
            if best is not None:
                result[r.number] = best[1]
        before.append(r)
    return result


def _rank(later: Report, earlier: Report) -> tuple[int, int] | None:
    """How far-fetched it is that `later` takes up `earlier`, least first; None where it cannot."""
    gap = later.mention.sentence - earlier.mention.sentence
    if (later.type == "statement") != (earlier.type == "statement") or later.wording.further:
        return None
    if (
        later.plural != earlier.plural
        and later.mention.noun
        and (earlier.mention.noun or (later.type in OFTEN and later.mention.lemma not in PLURAL_ALONE))
    ):
        return None
    if later.wording.offset and not later.refers:
        return None  # "before the April meeting of the Fund"
    if later.undergoers and earlier.undergoers and not later.undergoers & earlier.undergoers:
        return None
    ours, theirs = later.wording.modifiers, earlier.wording.modifiers
    if later.type in SEVERAL and ours and not theirs and later.place is None:
        # "agreed on a plan ... the standstill agreement" is another, "the debt plan agreement" is not.
        theirs = frozenset(earlier.told.split())
    alike = later.stem == earlier.stem or later.type in SEVERAL
    if alike and ours and theirs and not ours & theirs:
        return None
    if later.stem == earlier.stem:
        return (0, gap)
    if gap > CLOSE_BY or (later.place and not earlier.place):
        return None
    if later.type == earlier.type != "other":
        return (1, gap)
    if earlier.type in STANDS_FOR.get(later.mention.lemma, ()):
        return (2, gap)
    return None
