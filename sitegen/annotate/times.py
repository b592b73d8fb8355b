"""Times: the component `sitegen_times`, which notes every time expression of an article.

One pass over the tokens finds the few places where an expression may begin; only there are the
patterns tried, and only what they read is looked up in the parse.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.language import Language

from sitegen import edtf
from sitegen.annotate.reading import reading
from sitegen.annotate.times_evidence import accept, attributive, counts_what_follows, tense, word_before
from sitegen.annotate.times_patterns import STARTERS, TRIGGERS, Match, match_at
from sitegen.annotate.times_resolve import resolve
from sitegen.annotate.times_story import Found
from sitegen.model import TimeExpression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

REACH = 10
"""An expression's trigger stands within this many tokens of its first."""
LONGEST = 90
"""Characters that a pattern may look at."""
HYPHENS = "-–—/"
NO_TIME = frozenset(("age",))
"""Rules for what looks like a time and is none."""


@Language.factory("sitegen_times")
def create_times(nlp: Language, name: str) -> TimesComponent:
    return TimesComponent()


class TimesComponent:
    """Remembers which words of the vocabulary may begin or make a time expression."""

    def __init__(self) -> None:
        self._kinds: dict[int, int] = {}

    def __call__(self, doc: Doc) -> Doc:
        notes = reading(doc)
        found = list(_find(doc, notes.sentence_of, list(self._places(doc, notes.sentence_of))))
        notes.times[:] = [
            TimeExpression(
                start=one.start,
                end=one.end,
                text=one.text,
                kind=result.kind,
                edtf=result.edtf,
                grain=edtf.grain(result.edtf) if result.edtf else None,
                date_from=result.date_from,
                sentence=one.sentence,
            )
            for one, result in zip(found, resolve(found, notes.date), strict=True)
        ]
        return doc

    def _places(self, doc: Doc, sentence_of: Sequence[int]) -> Iterator[int]:
        """Tokens at which an expression may begin: a starter with a trigger near, in its sentence."""
        kinds = self._kinds
        strings = doc.vocab.strings
        marks = []
        for key in doc.to_array("LOWER").tolist():
            mark = kinds.get(key)
            if mark is None:
                mark = kinds[key] = _kind(strings[key])
            marks.append(mark)
        trigger = len(marks) + REACH + 1
        places = []
        for i in range(len(marks) - 1, -1, -1):
            if marks[i] == 2:
                trigger = i
            if marks[i] and trigger - i <= REACH and sentence_of[trigger] == sentence_of[i]:
                places.append(i)
        return reversed(places)


def _kind(word: str) -> int:
    """2 for a word that an expression is made of, 1 for one that it may only begin with, else 0."""
    if word in TRIGGERS or any(c.isdigit() for c in word):
        return 2
    return int(word in STARTERS)


def _find(doc: Doc, sentence_of: Sequence[int], places: Sequence[int]) -> Iterator[Found]:
    text = doc.text
    starts = [t.idx for t in doc] if places else []
    done, last_sentence = 0, -1
    for i in places:
        sentence = sentence_of[i]
        stop = min(starts[i] + LONGEST, _sentence_end(doc, sentence_of, i, starts))
        at = starts[i]
        if at < done < at + len(doc[i]):
            # "14 August-24 August": the tokenizer keeps "August-24" together.
            at = done + (text[done] in HYPHENS)
        while at >= done:
            one = _first_accepted(doc, text, at, stop, starts)
            if one is None:
                break
            match, first, last = one
            gap = text[done:at].strip() if sentence == last_sentence and at - done <= 40 else None
            if match.rule not in NO_TIME:
                yield from _read(doc, match, first, last, sentence, gap)
            done, last_sentence = match.end, sentence
            inside = done < starts[last] + len(doc[last])
            if not (inside and text[done] in HYPHENS):
                break
            at = done + 1


def _first_accepted(
    doc: Doc, text: str, at: int, stop: int, starts: Sequence[int]
) -> tuple[Match, int, int] | None:
    """What is read at a character, with its first and last token."""
    for match in match_at(text, at, stop):
        first = bisect_right(starts, at) - 1
        last = bisect_right(starts, match.end - 1) - 1
        if accept(match, doc, first, last):
            return match, first, last
    return None


def _sentence_end(doc: Doc, sentence_of: Sequence[int], i: int, starts: Sequence[int]) -> int:
    sentence = sentence_of[i]
    j = i
    limit = min(len(doc), i + 30)
    while j + 1 < limit and sentence_of[j + 1] == sentence:
        j += 1
    return starts[j] + len(doc[j].text)


def _read(doc: Doc, match: Match, first: int, last: int, sentence: int, gap: str | None) -> Iterator[Found]:
    """The match as Found; two where it is a range ("17 to 19 May")."""
    said, perfect = tense(doc, first, last)
    if match.rule == "mdy" and "y" not in match.groups and counts_what_follows(doc, first, last):
        match = _without_day(match)
    whole = Found(
        match,
        match.start,
        match.end,
        match.text,
        sentence,
        gap,
        word_before(doc, first),
        doc[last + 1].lower_ if last + 1 < len(doc) else "",
        said,
        perfect,
        attributive(doc, first, last),
    )
    if match.rule == "year_range":
        yield from _years(whole)
    elif "d2" in match.groups and match.rule in ("dmy", "mdy"):
        yield from _days(whole)
    else:
        yield whole


def _without_day(match: Match) -> Match:
    """The month alone, of "in May 20 people died"."""
    groups = {k: v for k, v in match.groups.items() if k != "d"}
    end = match.spans["m"][1]
    return replace(match, rule="my", end=end, text=match.text[: end - match.start], groups=groups)


def _years(whole: Found) -> Iterator[Found]:
    groups, spans = whole.match.groups, whole.match.spans
    early, late = groups["y2"], groups["y"]
    era = {"era": groups["era"]} if "era" in groups else {}
    yield _part(whole, whole.start, spans["y2"][1], {"y": early} | era)
    if len(late) == 2 and not era:
        late = early[:2] + late
    if era or late >= early:
        yield _part(whole, spans["y"][0], whole.end, {"y": late} | era)


def _days(whole: Found) -> Iterator[Found]:
    groups, spans = dict(whole.match.groups), whole.match.spans
    early = groups.pop("d2")
    cut, rest = spans["d2"][1], spans["d"][0]
    yield _part(whole, whole.start, cut, groups | {"d": early})
    yield _part(whole, rest, whole.end, groups)


def _part(whole: Found, start: int, end: int, groups: dict[str, str]) -> Found:
    text = whole.text[start - whole.start : end - whole.start]
    match = replace(whole.match, start=start, end=end, text=text, groups=groups)
    return replace(whole, match=match, start=start, end=end, text=text)
