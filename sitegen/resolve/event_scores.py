"""How much speaks for two reports being of one event: the reasons; event_weights.py has their weights.

A pair's score is the sum of the weights of its reasons and, for reports of two articles, of how
alike the articles and the two sentences are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from sitegen.resolve.event_anaphors import antecedents
from sitegen.resolve.event_backdrop import Sentences, common_parties, widespread_parties
from sitegen.resolve.event_dates import bounds, compatible, days_apart, grain
from sitegen.resolve.event_kinds import (
    AGAIN,
    BLOWS,
    FIGHTING,
    GATHERINGS,
    MANY_MEET,
    OFTEN,
    ONCE,
    PLAIN,
    SANCTIONS,
    SEVERAL,
    TRADE,
)
from sitegen.resolve.event_reports import Report, stem
from sitegen.resolve.event_weights import WEIGHTS
from sitegen.taxonomy import PAGELESS

LIKENESS = 3.5
"""What a cosine of 1 between two articles adds."""
SENTENCES = 2.8
"""What a cosine of 1 between two sentences of different articles adds."""
UNTIED = 1.9
"""Most that two reports of one article score which nothing but their word ties: they go to review."""
DOUBT = 1.6
"""Least score of a pair that goes to review."""
CLOSE = 0.22
"""Cosine of articles that tell one story: from here a shared word may do without a shared name."""
NAMED_ALIKE = frozenset(
    ("same party", "same place", "same day", "same counts", "same victim", "same sentence in two articles",
     "same object", "same qualifiers")
)  # fmt: skip
COPIED = 40
"""Characters from which the same sentence in two articles is a copy."""
BESIDE = 25
"""Characters between a verb and its noun, at most: "signed a long-awaited agreement"."""
FAR = 6
"""Sentences between two reports in one article from which they need more to be one."""
LEAD = 1
"""Last of the sentences that tell what the article is about."""
AFTER = 2
"""Last of the sentences that may tell out a headline; a place and a date may stand between."""
A_WEEK = timedelta(days=7)
ALIKE = 0.2
"""Cosine of sentences that tell of one thing."""
NEARLY_TOLD = 0.5
"""Cosine of sentences that are one sentence, written over."""
SURE = frozenset(
    ("same party", "a further party", "same day", "same counts", "same victim", "same object",
     "same sentence in two articles", "same words for the time")
)  # fmt: skip
"""Reasons that name a thing or a day which hardly comes twice."""
TIES = SURE | frozenset(
    ("same party, common in the article", "same place", "same day, of one article", "compatible dates",
     "same aim", "same qualifiers", "refers back", "the headline and its first sentence",
     "the headline in other words", "met for it")
)  # fmt: skip
"""Reasons that say more than that two reports are of one kind."""
ONE_STORY = 0.6
"""Cosine of articles that are one text, written over."""
ONE_EVENT = 0.35
"""Cosine of articles that tell of one day's news."""
COARSE = ("year", "decade", "century", "interval", None)
"""Grains of dates that agree too easily to mean anything."""
ORDINALS = frozenset("another second third fourth fifth".split())
UNREAL = frozenset(("denied", "called-off"))
STATUS_GROUP = {
    "occurred": 0, "background": 0, "ongoing": 1, "planned": 2, "called-off": 2, "alleged": 0, "denied": 3,
    "hypothetical": 4,
}  # fmt: skip
GENERIC = frozenset(
    "said be have do make get go come take give use see know think want need include become show "
    "help lead caus happen remain keep hold leav expect follow start begin end continu work play run".split()
)
NAMED_TIME = re.compile(
    r"\b(?:\w+day|january|february|march|april|june|july|august|\w+ember|october|\d{4})\b"
)
"""Weekdays, months and years: words that mean the same wherever they stand in an article."""


class Scales:
    """Weighs pairs of the reports of one archive."""

    def __init__(self, found: Sequence[Report], near: Mapping[tuple[int, int], float]) -> None:
        """`near` has the cosines of articles that are alike, by their positions."""
        self._near = near
        self._common = common_parties(found)
        self._widespread = widespread_parties(found)
        self._likeness = Sentences(found)
        self.antecedents = antecedents(found)
        self._told_first: dict[tuple[int, str], int] = {}
        for r in found:
            if r.mention.sentence > 0:
                self._told_first.setdefault((r.position, r.type), r.mention.sentence)

    def cosine(self, a: Report, b: Report) -> float:
        return self._near.get((min(a.position, b.position), max(a.position, b.position)), 0.0)

    def weigh(self, a: Report, b: Report) -> tuple[float, tuple[str, ...]]:
        """The score of a pair, and what it rests on."""
        if a.position == b.position:
            reasons = list(_reasons(a, b, self._common[a.position], self._back(a, b)))
            later = a if a.number > b.number else b
            if later.mention.sentence > self._told_first.get((later.position, later.type), AFTER):
                reasons = [r for r in reasons if r not in RETOLD]
            if a.type in MANY_MEET and not later.refers and _meets_many(a, b, reasons):
                reasons.append("one of them meets many")
            score = sum(WEIGHTS[r] for r in reasons)
            if a.type in SEVERAL and not _tied(reasons):
                score = min(score, UNTIED)
                reasons.append("nothing but the word ties them")
            return round(score, 6), tuple(reasons)
        cosine = self.cosine(a, b)
        little = self._common[a.position] & self._common[b.position]
        if cosine < ONE_STORY:
            little |= self._widespread
        reasons = list(_reasons(a, b, little, None))
        alike = self._likeness.of(a.told, b.told)
        if not NAMED_ALIKE.intersection(reasons):
            if a.stem != b.stem and not (a.type == b.type and a.type in PLAIN and alike >= ALIKE):
                reasons.append("neither word nor name in common")
            elif a.type not in PAGELESS and alike < ALIKE and cosine < ONE_STORY:
                reasons.append("nothing but the kind in common")
            elif cosine < CLOSE:
                reasons.append("nothing named in common")
        sure = SURE.intersection(reasons)
        if cosine < CLOSE:
            sure -= {"same object"}  # every raid is on hideouts
        if sure == {"same party"} and not _telling(a, b, alike, cosine):
            sure = frozenset()
        if a.type in MANY_MEET and (
            (cosine < ONE_EVENT and _meets_many(a, b, reasons))
            or (cosine < ONE_STORY and alike < NEARLY_TOLD and _no_more_than_one_party(a, b, reasons))
        ):
            reasons.append("one of them meets many")
        retold = cosine >= ONE_STORY or (alike >= NEARLY_TOLD and cosine >= CLOSE)
        if a.type in AGAIN and not retold and not sure:
            reasons.append("it may have come again")
        if a.type in SEVERAL and TIES.isdisjoint(reasons) and alike < NEARLY_TOLD:
            reasons.append("nothing ties them")
        score = sum(WEIGHTS[r] for r in reasons) + LIKENESS * cosine + SENTENCES * alike
        if a.type in SEVERAL and not _tied(reasons, self._likenesses(a, b, reasons, cosine, alike)):
            score = min(score, UNTIED)
            reasons.append("too little ties them")
        reasons.append(f"articles {round(100 * cosine)} % alike")
        if alike >= 0.1:
            reasons.append(f"sentences {round(100 * alike)} % alike")
        return round(score, 6), tuple(reasons)

    def _likenesses(self, a: Report, b: Report, reasons: Sequence[str], cosine: float, alike: float) -> int:
        """What the texts add to the ties of reports of two articles, or take from them."""
        found = (alike >= NEARLY_TOLD) + (cosine >= ONE_STORY)
        if "same object" in reasons and cosine < CLOSE:
            found -= 1
        if a.type in OFTEN and len(a.entities & b.entities) < 2:
            found -= 1  # one party does much of the kind
        return found

    def told_as_two(self, a: Report, b: Report) -> bool:
        """Whether a text makes two of them: "met before the summit", "sold 5 tonnes, and 7 in all"."""
        if a.type in PAGELESS and b.type in PAGELESS:
            return False
        if _one_sentence(a, b):
            earlier, later = sorted((a, b), key=_within)
            other_time = earlier.when and later.when and earlier.when != later.when
            apart = later.wording.offset or not later.definite or other_time
            return bool(apart) and _side_by_side(a, b) and not _met_for(a, b)
        return a.position == b.position and a.stem == b.stem and (_other_amount(a, b) or _one_more(a, b))

    def points_back(self, r: Report) -> bool:
        """Whether it says nothing but that its own article told of it: "the agreement"."""
        return r.refers and r.number in self.antecedents

    def _back(self, a: Report, b: Report) -> bool | None:
        """Whether the later of two of one article refers to the earlier; None where it refers to nothing."""
        earlier, later = (a, b) if a.number < b.number else (b, a)
        found = self.antecedents.get(later.number)
        return None if found is None else found == earlier.number


DIFFER = frozenset(
    ("another party differs", "with somebody else", "party differs", "other aim", "other qualifiers",
     "other words for the time", "a further one", "told as if new", "done to others", "others did it",
     "other amounts", "figures differ", "dates a few days apart")
)  # fmt: skip
"""Reasons that set two reports apart, each of which takes a tie to make up for."""
RETOLD = frozenset(("the headline and its first sentence", "the headline in other words"))
"""What only the first sentence that tells of the headline's kind of event can do."""
STRONG = TIES - {"same party, common in the article", "compatible dates"}
"""Ties that hold against a difference."""


def _tied(reasons: Sequence[str], more: int = 0) -> bool:
    """Whether more ties two reports than sets them apart; `more` are ties that are no reasons."""
    ties = len(STRONG.intersection(reasons)) + more
    return ties > len(DIFFER.intersection(reasons))


def _reasons(a: Report, b: Report, common: frozenset[str], back: bool | None) -> Iterator[str]:
    """`common` are parties that tell little; `back` says whether the later of two in one article refers
    to the earlier, None where it refers to nothing."""
    yield from _kind(a, b, back)
    yield from _who(a, b, common, not back and _told_in_full(a, b))
    yield from _where_and_when(a, b)
    yield from _worded(a, b)


def _kind(a: Report, b: Report, back: bool | None) -> Iterator[str]:
    same_word, same_article = a.stem == b.stem, a.position == b.position
    if same_word:
        yield "same word"
    if a.type == b.type != "other":
        yield "same type"
        alike = a.entities & b.entities or _same_counts(a, b)
        if same_article and not same_word and _retold(a, b) and alike:
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
        if same_word and _retold(a, b):
            yield "the headline and its first sentence"
        if back:
            yield "refers back"
        elif _another_toll(a, b):
            yield "another toll at another time"
        elif abs(a.mention.sentence - b.mention.sentence) > FAR:
            yield "far apart"
    elif same_word and _one_sentence(a, b) and _within(a) == _within(b):
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
        elif _others(a, shared) and _others(b, shared) and not _others(a, shared) & _others(b, shared):
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
    if _same_counts(a, b):
        yield "same counts"


def _where_and_when(a: Report, b: Report) -> Iterator[str]:
    same_article = a.position == b.position
    if a.place and b.place and (a.place in b.places or b.place in a.places):
        yield "same country" if a.broad or b.broad else "same place"
    first, second = a.mention.date, b.mention.date
    if _too_early(a, b) or _too_early(b, a):
        yield "not yet when it was told"
    if (same_article or a.type in AGAIN) and (_long_before(a, b) or _long_before(b, a)):
        yield "long before the headline"
    if not same_article and _days_later(a, b):
        yield "news of another day"
    if not same_article and a.type in AGAIN and (_weeks_later(a, b) or _weeks_later(b, a)):
        yield "told as news weeks later"
    if first and second:
        if first == second and grain(first) == "day":
            yield "same day, of one article" if same_article else "same day"
        elif (
            (same_article or a.type in AGAIN)
            and grain(first) == grain(second) == "day"
            and not _same_counts(a, b)
        ):
            yield "another day"
        elif not compatible(first, second):
            yield "dates a few days apart"
        elif grain(first) not in COARSE and grain(second) not in COARSE:
            yield "compatible dates"
    elif a.when and a.when == b.when and not same_article and NAMED_TIME.search(a.when):
        yield "same words for the time"  # "on Saturday", where an article without a date says so
    elif a.when and b.when and same_article and NAMED_TIME.search(a.when) and NAMED_TIME.search(b.when):
        yield "same words for the time" if a.when == b.when else "other words for the time"


def _days_later(a: Report, b: Report) -> bool:
    """Whether both tell news of other days: fighting goes on, with new attacks.

    What leads an article is news of its day, what stands below may be some days old.
    """
    if a.type not in FIGHTING and not (a.type == "bombing" and a.doers and b.doers):
        return False  # what a side bombs, it bombs from the air, day after day
    ours, theirs = (_news_day(r) for r in (a, b))
    if ours is None or theirs is None or _same_counts(a, b):
        return False
    leading = max(a.mention.sentence, b.mention.sentence) <= AFTER
    return days_apart(ours, theirs) > (timedelta(days=1) if leading else A_WEEK)


def _news_day(r: Report) -> str | None:
    """The day it happened, or the day it was told where only a month or a year is given."""
    date = r.mention.date
    return date if date is not None and grain(date) == "day" else r.written


def _weeks_later(news: Report, other: Report) -> bool:
    """Whether `news` is told as news, without a day and referring to nothing, weeks after `other`."""
    if news.definite or news.mention.date or news.written is None or other.mention.date is None:
        return False
    if news.mention.status != "occurred":
        return False
    when, written = bounds(other.mention.date), bounds(news.written)
    return when is not None and written is not None and written[0] - when[1] > 2 * A_WEEK


def _long_before(headline: Report, other: Report) -> bool:
    """Whether `other` is dated well before the day of the article whose headline tells of `headline`."""
    if not headline.headed or headline.mention.sentence > LEAD or headline.written is None:
        return False
    if headline.mention.date is not None or other.mention.date is None:
        return False
    when, written = bounds(other.mention.date), bounds(headline.written)
    return when is not None and written is not None and written[0] - when[1] > 2 * A_WEEK


def _too_early(told: Report, other: Report) -> bool:
    """Whether `told` had happened before the day that `other` gives it, or was still to come after it."""
    if told.written is None or other.mention.date is None or told.mention.date is not None:
        return False
    when, written = bounds(other.mention.date), bounds(told.written)
    if when is None or written is None:
        return False
    if told.mention.status in ("occurred", "background"):
        return when[0] > written[1] and other.mention.status == "planned"
    return told.mention.status == "planned" and written[0] - when[1] > A_WEEK


def _one_sentence(a: Report, b: Report) -> bool:
    """Whether two reports stand in one sentence, of one article or copied into another."""
    if a.position == b.position:
        return a.sentence == b.sentence
    return a.told == b.told and len(a.told) > COPIED


def _met_for(a: Report, b: Report) -> bool:
    """ "met for the summit": a verb and its noun."""
    first, second = sorted((a, b), key=_within)
    return {a.type, b.type} == set(GATHERINGS) and not first.mention.noun and second.mention.noun


def _side_by_side(a: Report, b: Report) -> bool:
    first, second = sorted((a, b), key=_within)
    gap = _within(second) - _within(first) - len(first.mention.text)
    return gap >= 0 and (a.stem == b.stem or gap > BESIDE)


def _within(r: Report) -> int:
    """Where a report's trigger stands in its sentence."""
    return r.mention.start - r.sentence[0]


def _worded(a: Report, b: Report) -> Iterator[str]:
    """What the words around the two triggers say."""
    ours, theirs = a.wording, b.wording
    same_word, same_article = a.stem == b.stem, a.position == b.position
    earlier, later = (a, b) if a.number < b.number else (b, a)
    if _one_sentence(a, b):
        if _met_for(a, b):
            yield "met for it"
        elif _side_by_side(a, b):
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
    if _other_amount(a, b):
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


def _one_more(a: Report, b: Report) -> bool:
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
    if _one_more(earlier, later):
        return True
    # "a second bombing ... the toll of yesterday's bombing"
    return bool(earlier.wording.further & ORDINALS and later.when and not earlier.when)


def _goes_on(r: Report) -> bool:
    return r.mention.date is not None and r.mention.date.endswith("/..") and not r.mention.noun


def _somebody_else(a: Report, b: Report) -> bool:
    """A died, and "hundreds died": whom b counts or names by a common noun is not a's victim."""
    return bool(a.victims) and not b.victims and bool(b.others) and bool(b.mention.counts)


def _meets_many(a: Report, b: Report, reasons: Sequence[str]) -> bool:
    """Whether one party is all that ties two meetings, of which at least one names another."""
    shared = a.entities & b.entities
    known = ("same place", "same day", "same object", "the headline and its first sentence")
    if len(shared) != 1 or not set(known).isdisjoint(reasons):
        return False
    return bool(_others(a, shared) or _others(b, shared))


def _no_more_than_one_party(a: Report, b: Report, reasons: Sequence[str]) -> bool:
    """Whether one party at most, and neither a place nor a time, ties two meetings."""
    known = ("same place", "same day", "compatible dates", "same words for the time", "same object")
    return len(a.entities & b.entities) < 2 and set(known).isdisjoint(reasons)


def _telling(a: Report, b: Report, alike: float, cosine: float) -> bool:
    """Whether parties in common are all but enough: two, or one that is no country in one story."""
    shared = a.entities & b.entities
    return len(shared) > 1 or alike >= ALIKE or (cosine >= CLOSE and bool(shared - a.states))


def _buyers(r: Report) -> frozenset[str]:
    return frozenset(id_ for id_, role, _ in r.parties if role == "agent")


def _swapped(a: Report, b: Report, shared: frozenset[str]) -> bool:
    """Whether whoever they share does it in one and undergoes it in the other."""
    ours, theirs = ({id_: role for id_, role, _ in r.parties if id_ in shared} for r in (a, b))
    return all({ours[id_], theirs[id_]} == {"agent", "target"} for id_ in shared)


def _told_in_full(a: Report, b: Report) -> bool:
    """Whether other words for who took part are other people."""
    if a.position == b.position:
        return a.type not in PAGELESS and not _retold(a, b)
    return a.type in OFTEN


def _retold(a: Report, b: Report) -> bool:
    """A headline and what follows it tell one thing twice, in other words."""
    first, second = sorted((a.mention.sentence, b.mention.sentence))
    return a.headed and first == 0 < second <= AFTER


def _another_toll(a: Report, b: Report) -> bool:
    """Whether the later of two of one article has another figure and a time of its own."""
    earlier, later = (a, b) if a.number < b.number else (b, a)
    counted = {c.field: c.best for c in earlier.mention.counts}
    differ = any(counted.get(c.field, c.best) != c.best for c in later.mention.counts)
    return differ and bool(later.when) and later.when != earlier.when


def _same_counts(a: Report, b: Report) -> bool:
    return any(c.field == d.field and c.best == d.best for c in a.mention.counts for d in b.mention.counts)


def _aim(goal: str) -> str:
    return "buy" if goal in ("acquire", "purchase", "buy") else stem(goal)


def _other_amount(a: Report, b: Report) -> bool:
    """Whether a word is said of unlike numbers of one thing; a toll, in which accounts differ, is none."""
    ours, theirs = a.wording.amount, b.wording.amount
    if ours is None or theirs is None or a.stem != b.stem or a.mention.counts or b.mention.counts:
        return False
    return ours[0] != theirs[0] and ours[1] == theirs[1]


def _apart(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a) and bool(b) and a.isdisjoint(b)


def _others(r: Report, shared: frozenset[str]) -> frozenset[str]:
    return (r.entities - shared) | r.others
