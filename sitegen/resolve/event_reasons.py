"""The reasons for and against two reports being of one event; event_weights.py has their weights."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.resolve.event_kinds import OFTEN, ONCE, PLAIN, SANCTIONS, TRADE
from sitegen.resolve.event_moments import where_and_when
from sitegen.resolve.event_reports import Report
from sitegen.resolve.event_told import another_toll, one_sentence, retold, same_counts, within, worded
from sitegen.taxonomy import PAGELESS

FAR = 6
"""Sentences between two reports in one article from which they need more to be one."""
UNREAL = frozenset(("denied", "called-off"))
STATUS_GROUP = {
    "occurred": 0, "background": 0, "ongoing": 1, "planned": 2, "called-off": 2, "alleged": 0, "denied": 3,
    "hypothetical": 4,
}  # fmt: skip
GENERIC = frozenset(
    "said be have do make get go come take give use see know think want need include become show "
    "help lead caus happen remain keep hold leav expect follow start begin end continu work play run".split()
)


def reasons_of(a: Report, b: Report, common: frozenset[str], back: bool | None) -> Iterator[str]:
    """`common` are parties that tell little; `back` says whether the later of two in one article refers
    to the earlier, None where it refers to nothing."""
    yield from _kind(a, b, back)
    yield from _who(a, b, common, not back and _told_in_full(a, b))
    yield from where_and_when(a, b)
    yield from worded(a, b)


def _kind(a: Report, b: Report, back: bool | None) -> Iterator[str]:
    same_word, same_article = a.stem == b.stem, a.position == b.position
    if same_word:
        yield "same word"
    if a.type == b.type != "other":
        yield "same type"
        alike = a.entities & b.entities or same_counts(a, b)
        if same_article and not same_word and retold(a, b) and alike:
            yield "the headline in other words"
        elif not same_word and not back and a.type not in PLAIN:
            yield "another word"
    elif a.type != b.type:
        if "other" not in (a.type, b.type):
            yield "types differ"
        elif any(r.type == "other" and (r.mention.date or r.place) for r in (a, b)):
            yield "one of no type"
    if same_article:
        yield "same article"
        if same_word and retold(a, b):
            yield "the headline and its first sentence"
        if back:
            yield "refers back"
        elif another_toll(a, b):
            yield "another toll at another time"
        elif abs(a.mention.sentence - b.mention.sentence) > FAR:
            yield "far apart"
    elif same_word and one_sentence(a, b) and within(a) == within(b):
        yield "same sentence in two articles"
    if a.stem in GENERIC and a.type == "other":
        yield "generic word"
    background = [r.mention.status == "background" for r in (a, b)]
    if same_article and background[0] != background[1] and a.type not in PAGELESS and not back:
        yield "one had gone before"
    if STATUS_GROUP[a.mention.status] != STATUS_GROUP[b.mention.status]:
        yield "status differs"
        states = {a.mention.status, b.mention.status}
        if a.type not in PAGELESS and "hypothetical" in states:
            yield "one is only supposed"
        elif a.type not in PAGELESS and UNREAL & states:
            yield "one did not come about" if a.type in OFTEN else "one did not happen"


def _who(a: Report, b: Report, common: frozenset[str], strict: bool) -> Iterator[str]:
    """`strict`: whether other words for who took part are other people."""
    shared = a.entities & b.entities
    if shared:
        yield "same party" if shared - common else "same party, common in the article"
        if len(shared) > 1:
            yield "a further party"
        elif others(a, shared) and others(b, shared) and not others(a, shared) & others(b, shared):
            yield "another party differs"
            if a.type in OFTEN and _apart(a.entities - shared, b.entities - shared):
                yield "with somebody else"
    elif a.parties and b.parties:
        yield "party differs"
        if a.position != b.position and a.type == b.type and a.type in OFTEN:
            yield "others take part"
    if a.type == b.type and a.victims & b.victims:
        yield "same victim"
    if a.type in ONCE and (_somebody_else(a, b) or _somebody_else(b, a)):
        yield "somebody else's"
    if (a.undergoers & b.undergoers) - shared:
        yield "same object"
    elif strict and not a.victims & b.victims and _apart(a.undergoers, b.undergoers):
        yield "done to others"
    if strict and not shared and _apart(a.doers, b.doers):
        yield "others did it"
    if a.type == b.type and a.type in TRADE and _apart(_buyers(a), _buyers(b)):
        yield "another buys"
    if a.type == b.type and a.type in SANCTIONS and a.position != b.position and not (a.doers and b.doers):
        yield "nobody says whose"
    if shared and a.type == b.type and a.type not in PAGELESS and _swapped(a, b, shared):
        yield "done by whom it was done to"
    if same_counts(a, b):
        yield "same counts"


def _somebody_else(a: Report, b: Report) -> bool:
    """A died, and "hundreds died": whom b counts or names by a common noun is not a's victim."""
    return bool(a.victims) and not b.victims and bool(b.others) and bool(b.mention.counts)


def _told_in_full(a: Report, b: Report) -> bool:
    """Whether other words for who took part are other people."""
    if a.position == b.position:
        return a.type not in PAGELESS and not retold(a, b)
    return a.type in OFTEN


def _buyers(r: Report) -> frozenset[str]:
    return frozenset(id_ for id_, role, _ in r.parties if role == "agent")


def _swapped(a: Report, b: Report, shared: frozenset[str]) -> bool:
    """Whether whoever they share does it in one and undergoes it in the other."""
    ours, theirs = ({id_: role for id_, role, _ in r.parties if id_ in shared} for r in (a, b))
    return all({ours[id_], theirs[id_]} == {"agent", "target"} for id_ in shared)


def others(r: Report, shared: frozenset[str]) -> frozenset[str]:
    return (r.entities - shared) | r.others


def _apart(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a) and bool(b) and a.isdisjoint(b)
