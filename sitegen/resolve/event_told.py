"""What the words around two triggers say of whether they tell of one event."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.resolve.event_kinds import AGAIN, BLOWS, FIGHTING, GATHERINGS
from sitegen.resolve.event_reports import Report, stem
from sitegen.taxonomy import PAGELESS

COPIED = 40
"""Characters from which the same sentence in two articles is a copy."""
BESIDE = 25
"""Characters between a verb and its noun, at most: "signed a long-awaited agreement"."""
LEAD = 1
"""Last of the sentences that tell what the article is about."""
AFTER = 2
"""Last of the sentences that may tell out a headline; a place and a date may stand between."""
ORDINALS = frozenset("another second third fourth fifth".split())


def worded(a: Report, b: Report) -> Iterator[str]:
    """What the words around the two triggers say."""
    ours, theirs = a.wording, b.wording
    same_word, same_article = a.stem == b.stem, a.position == b.position
    earlier, later = (a, b) if a.number < b.number else (b, a)
    if one_sentence(a, b):
        if met_for(a, b):
            yield "met for it"
        elif side_by_side(a, b):
            yield "told apart in one sentence"
    if (
        same_article
        and same_word
        and not (a.mention.noun or b.mention.noun)
        and earlier.mention.sentence > LEAD
        and a.type not in PAGELESS
        and not (a.entities & b.entities or a.undergoers & b.undergoers)
    ):
        yield "told twice, and neither says of whom"
    qualified = bool(ours.modifiers and theirs.modifiers)
    alike = bool(ours.modifiers & theirs.modifiers)
    fresh = earlier.mention.sentence > LEAD or (qualified and not alike)
    if same_article and same_word and later.wording.indefinite and fresh:
        yield "told as if new"
    if _further(earlier, later):
        yield "a further one"
    if other_amount(a, b):
        yield "other amounts"
    if same_word:
        if qualified:
            yield "same qualifiers" if alike else "other qualifiers"
        if ours.goal and theirs.goal:
            yield "same aim" if _aim(ours.goal) == _aim(theirs.goal) else "other aim"
    if a.type in AGAIN | BLOWS and _goes_on(a) != _goes_on(b):
        yield "one of many"  # "120 ships have been attacked since January"
    same_blow = same_word or (a.type == b.type and a.type in FIGHTING | BLOWS)
    other_number = a.plural != b.plural and a.mention.lemma == b.mention.lemma
    if (same_blow and a.many != b.many) or (same_word and other_number):
        yield "one of many"
    elif a.many and b.many and a.told != b.told:
        yield "many, and which ones is open"
    if not same_article:
        if any(r.plural and not r.parties and r.mention.time is None for r in (a, b)):
            yield "many, and none named"
        if a.figures and b.figures and not a.figures & b.figures:
            yield "figures differ"
            if same_word and not {a.type, b.type}.isdisjoint(("aid", "deal")):
                yield "sums differ"


def one_sentence(a: Report, b: Report) -> bool:
    """Whether two reports stand in one sentence, of one article or copied into another."""
    if a.position == b.position:
        return a.sentence == b.sentence
    return a.told == b.told and len(a.told) > COPIED


def met_for(a: Report, b: Report) -> bool:
    """ "met for the summit": a verb and its noun."""
    first, second = sorted((a, b), key=within)
    return {a.type, b.type} == set(GATHERINGS) and not first.mention.noun and second.mention.noun


def side_by_side(a: Report, b: Report) -> bool:
    first, second = sorted((a, b), key=within)
    gap = within(second) - within(first) - len(first.mention.text)
    return gap >= 0 and (a.stem == b.stem or gap > BESIDE)


def within(r: Report) -> int:
    """Where a report's trigger stands in its sentence."""
    return r.mention.start - r.sentence[0]


def one_more(a: Report, b: Report) -> bool:
    """Whether the later of two of one article and word is brought up as one more of its kind."""
    earlier, later = (a, b) if a.number < b.number else (b, a)
    if later.wording.further & ORDINALS and not earlier.wording.further & ORDINALS:
        return True
    return later.wording.also and not earlier.wording.also


def _further(earlier: Report, later: Report) -> bool:
    """Whether the words for one of them set it apart from others of its kind."""
    if earlier.position != later.position:
        return earlier.wording.further != later.wording.further
    if earlier.wording.further != later.wording.further and later.wording.further:
        return True
    if one_more(earlier, later):
        return True
    # "a second bombing ... the toll of yesterday's bombing"
    return bool(earlier.wording.further & ORDINALS and later.when and not earlier.when)


def _goes_on(r: Report) -> bool:
    return r.mention.date is not None and r.mention.date.endswith("/..") and not r.mention.noun


def retold(a: Report, b: Report) -> bool:
    """A headline and what follows it tell one thing twice, in other words."""
    first, second = sorted((a.mention.sentence, b.mention.sentence))
    return a.headed and first == 0 < second <= AFTER


def another_toll(a: Report, b: Report) -> bool:
    """Whether the later of two of one article has another figure and a time of its own."""
    earlier, later = (a, b) if a.number < b.number else (b, a)
    counted = {c.field: c.best for c in earlier.mention.counts}
    differ = any(counted.get(c.field, c.best) != c.best for c in later.mention.counts)
    return differ and bool(later.when) and later.when != earlier.when


def same_counts(a: Report, b: Report) -> bool:
    return any(c.field == d.field and c.best == d.best for c in a.mention.counts for d in b.mention.counts)


def other_amount(a: Report, b: Report) -> bool:
    """Whether a word is said of unlike numbers of one thing; a toll, in which accounts differ, is none."""
    ours, theirs = a.wording.amount, b.wording.amount
    if ours is None or theirs is None or a.stem != b.stem or a.mention.counts or b.mention.counts:
        return False
    return ours[0] != theirs[0] and ours[1] == theirs[1]


def _aim(goal: str) -> str:
    return "buy" if goal in ("acquire", "purchase", "buy") else stem(goal)
