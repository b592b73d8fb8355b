"""Events: each trigger of an article with its type, status, arguments, place, date and counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from spacy.language import Language

from sitegen import edtf
from sitegen.annotate.arguments import SUPPORT, arguments
from sitegen.annotate.assertion import asserted
from sitegen.annotate.attribution import Attribution, attribution
from sitegen.annotate.binding import heads_of, triggers_with
from sitegen.annotate.carrying import carry
from sitegen.annotate.counts import counts
from sitegen.annotate.event_dates import dates_of
from sitegen.annotate.event_places import places_of
from sitegen.annotate.lexicon import Lexicon, Sense, lexicon, sense
from sitegen.annotate.parties import Names, names_of
from sitegen.annotate.reading import Reading, reading
from sitegen.annotate.status import SINCE, status
from sitegen.annotate.tree import OBJECTS, Forms, Tree, tree_of
from sitegen.annotate.triggers import Detector, candidates, log_odds, probability, weights
from sitegen.model import EventMention, Mention, Status
from sitegen.taxonomy import PAGELESS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from spacy.tokens import Doc

OLD_NEWS = timedelta(days=366)
"""What lies further before the article is background."""
FRESH = timedelta(days=31)
"""What "since" tells of may be news for so long."""
KEY = "sitegen.tree"
SAID = "sitegen.said"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Least probability of a trigger, and of one that the lexicon is sure of.

    On topics of ECB+ left out in training (mean of five folds): precision 86, recall 83.
    """

    any: float = 0.35
    strong: float = 0.2


DEFAULT = Thresholds()
Trigger = tuple[int, Sense | None, float]
"""Token, its sense in the lexicon, probability."""


@Language.factory("sitegen_events")
def create_events(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    words, detector = lexicon(), Detector(weights())
    forms: Forms = {}

    def note_events(doc: Doc) -> Doc:
        notes = reading(doc)
        tree = parsed(doc, forms)
        notes.events[:] = find_events(tree, notes, attributed(doc), words, detector)
        return doc

    return note_events


def parsed(doc: Doc, forms: Forms | None = None) -> Tree:
    """The Doc's Tree, made once."""
    tree = doc.user_data.get(KEY)
    if tree is None:
        tree = doc.user_data[KEY] = tree_of(doc, reading(doc).sentence_of, reading(doc).mentions, forms)
    return cast(Tree, tree)


def attributed(doc: Doc) -> Attribution:
    """Who says what in the Doc, found once."""
    said = doc.user_data.get(SAID)
    if said is None:
        notes = reading(doc)
        said = doc.user_data[SAID] = attribution(parsed(doc), notes.mentions, notes.blocks)
    return cast(Attribution, said)


def find_events(
    tree: Tree, notes: Reading, said: Attribution, words: Lexicon, detector: Detector
) -> list[EventMention]:
    """The events of one Doc, in text order."""
    names = said.names
    mention_heads = heads_of(tree, [(m.start, m.end) for m in notes.mentions])
    time_heads = heads_of(tree, [(t.start, t.end) for t in notes.times])
    found = [t for t in find_triggers(tree, words, detector) if _event_word(t, names, mention_heads)]
    beside = triggers_with(tree, {i: meaning.type if meaning else "other" for i, meaning, _ in found})
    places = places_of(beside, names, mention_heads)
    dates = dates_of(beside, notes.times, time_heads)
    events = []
    for i, meaning, sure in found:
        type_ = beside.types[i]
        place = places.of(i)
        time = dates.of(i)
        state, why = status(tree, i)
        date = dates.value(time, i) if time is not None else None
        state, why = _by_date(state, why, date, notes.date)
        end = tree.end(i)
        events.append(
            EventMention(
                start=tree.starts[i],
                end=end,
                text=tree.words[i],
                lemma=tree.lemmas[i],
                type=type_,
                sentence=tree.sents[i],
                status=state,
                confidence=_confidence(sure, meaning),
                reason=f"{'lexicon' if meaning else 'detector'} {sure:.2f}; {state}: {why}",
                arguments=tuple(
                    a for a in arguments(tree, i, type_, names) if a.mention != place or place is None
                ),
                place=place,
                date=date,
                date_from=notes.times[time].date_from if time is not None and date else None,
                time=time,
                counts=counts(tree, i),
                source=said.source(tree, i) if type_ != "statement" else None,
                asserted=type_ in PAGELESS or asserted(tree, i),
                noun=tree.pos[i] in ("NOUN", "PROPN"),
            )
        )
    return carry(tree, events, list(beside.types), notes.blocks)


def triggers_of(
    tree: Tree, mentions: Sequence[Mention], words: Lexicon, detector: Detector, limits: Thresholds
) -> list[Trigger]:
    """The triggers of one Doc as find_events takes them, without what it makes of them."""
    heads = heads_of(tree, [(m.start, m.end) for m in mentions])
    names = names_of(tree, mentions)
    return [t for t in find_triggers(tree, words, detector, limits) if _event_word(t, names, heads)]


def find_triggers(
    tree: Tree, words: Lexicon, detector: Detector, limits: Thresholds = DEFAULT
) -> list[Trigger]:
    """The trigger words of one Doc, in order; names are not yet left out."""
    found: dict[int, tuple[Sense | None, float]] = {}
    least, least_strong = log_odds(limits.any), log_odds(limits.strong)
    for i in candidates(tree):
        meaning = sense(tree, i, words)
        score = detector.score(tree, i, meaning)
        if score >= (least_strong if meaning is not None and meaning.strong else least):
            found[i] = (meaning, probability(score))
    return [(i, *found[i]) for i in found if not _supports(tree, i, found[i][0], found)]


def _event_word(found: Trigger, names: Names, heads: Sequence[int]) -> bool:
    """Not inside the name of somebody or something, but for a name that says what it is: "Arab Summit"."""
    i, meaning, _ = found
    mention = names.of(i)
    if mention is None or mention.kind in ("title", "pronoun") or mention.type == "other":
        return True
    if mention.type == "work":
        return False  # "the Abraham Accords" are a paper
    return meaning is not None and meaning.strong and heads[names.at[i]] == i and mention.type != "person"


def _supports(
    tree: Tree, i: int, meaning: Sense | None, found: Mapping[int, tuple[Sense | None, float]]
) -> bool:
    """Whether verb i only carries an event noun: "carried out" of "carried out a raid"."""
    if tree.pos[i] != "VERB" or tree.lemmas[i] not in SUPPORT:
        return False
    if (
        tree.deps[i] == "relcl"
        and tree.heads[i] in found
        and meaning is None
        and tree.kid(i, *OBJECTS) is None
    ):
        return True  # "a war that started in 2014"
    carried = [found[k][0] for k in tree.kids[i] if k in found and tree.deps[k] in (*OBJECTS, "nsubjpass")]
    return bool(carried) and (
        meaning is None or any(m is not None and m.type == meaning.type for m in carried)
    )


def _confidence(sure: float, meaning: Sense | None) -> float:
    if meaning is None:
        return round(0.8 * sure, 2)
    return round(0.4 + 0.6 * sure if meaning.strong else sure, 2)


def _by_date(state: Status, why: str, date: str | None, written: str | None) -> tuple[Status, str]:
    """The status, corrected where the event's date is far from that of the article."""
    when, then = edtf.bounds(date) if date else None, edtf.bounds(written) if written else None
    if when is None or then is None:
        return state, why
    if state in ("occurred", "ongoing") and when[0] > then[1]:
        return "planned", "its date is after the article's"
    if why == SINCE and then[0] - when[0] <= FRESH:
        return "occurred", f"{why}, but it is news"
    if state == "occurred" and when[1] < then[0] and then[0] - when[1] > OLD_NEWS:
        return "background", "more than a year before the article"
    return state, why
