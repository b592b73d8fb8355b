"""How much speaks for two reports being of one event.

A pair's score is the sum of the weights of its reasons (event_reasons.py, event_weights.py) and, for reports
of two articles, of how alike the articles and the two sentences are. Of kinds that come in numbers it takes
a tie besides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sitegen.resolve.event_anaphors import antecedents
from sitegen.resolve.event_backdrop import Sentences, common_parties, widespread_parties
from sitegen.resolve.event_kinds import AGAIN, MANY_MEET, OFTEN, PLAIN, SEVERAL
from sitegen.resolve.event_reasons import others, reasons_of
from sitegen.resolve.event_reports import Report
from sitegen.resolve.event_told import (
    AFTER,
    met_for,
    one_more,
    one_sentence,
    other_amount,
    side_by_side,
    within,
)
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
            reasons = list(reasons_of(a, b, self._common[a.position], self._back(a, b)))
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
        reasons = list(reasons_of(a, b, little, None))
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
        if one_sentence(a, b):
            earlier, later = sorted((a, b), key=within)
            other_time = earlier.when and later.when and earlier.when != later.when
            apart = later.wording.offset or not later.definite or other_time
            return bool(apart) and side_by_side(a, b) and not met_for(a, b)
        return a.position == b.position and a.stem == b.stem and (other_amount(a, b) or one_more(a, b))

    def points_back(self, r: Report) -> bool:
        """Whether it says nothing but that its own article told of it: "the agreement"."""
        return r.refers and r.number in self.antecedents

    def _back(self, a: Report, b: Report) -> bool | None:
        """Whether the later of two of one article refers to the earlier; None where it refers to nothing."""
        earlier, later = (a, b) if a.number < b.number else (b, a)
        found = self.antecedents.get(later.number)
        return None if found is None else found == earlier.number


def _tied(reasons: Sequence[str], more: int = 0) -> bool:
    """Whether more ties two reports than sets them apart; `more` are ties that are no reasons."""
    ties = len(STRONG.intersection(reasons)) + more
    return ties > len(DIFFER.intersection(reasons))


def _meets_many(a: Report, b: Report, reasons: Sequence[str]) -> bool:
    """Whether one party is all that ties two meetings, of which at least one names another."""
    shared = a.entities & b.entities
    known = ("same place", "same day", "same object", "the headline and its first sentence")
    if len(shared) != 1 or not set(known).isdisjoint(reasons):
        return False
    return bool(others(a, shared) or others(b, shared))


def _no_more_than_one_party(a: Report, b: Report, reasons: Sequence[str]) -> bool:
    """Whether one party at most, and neither a place nor a time, ties two meetings."""
    known = ("same place", "same day", "compatible dates", "same words for the time", "same object")
    return len(a.entities & b.entities) < 2 and set(known).isdisjoint(reasons)


def _telling(a: Report, b: Report, alike: float, cosine: float) -> bool:
    """Whether parties in common are all but enough: two, or one that is no country in one story."""
    shared = a.entities & b.entities
    return len(shared) > 1 or alike >= ALIKE or (cosine >= CLOSE and bool(shared - a.states))
