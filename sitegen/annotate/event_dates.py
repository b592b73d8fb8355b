"""When: the date that a sentence gives an event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitegen import edtf
from sitegen.annotate.binding import FAR, REACH, Triggers
from sitegen.annotate.clauses import subject
from sitegen.annotate.status import REPORTING
from sitegen.annotate.times_interval import beyond, interval
from sitegen.annotate.tree import Tree
from sitegen.model import TimeExpression

OFFSET = re.compile(r"\b(?:after|before)\b", re.I)
GAPPED = re.compile(r", (?:and )?[A-Z]\w*(?: [A-Z]\w*)*,? (?:on|in|at) $")
PAPERS = frozenset("order decree law bill act decision ruling agreement deal accord resolution".split())
MADE = frozenset("sign issue pass reach adopt announce approve conclude strike make hold launch".split())
FINE = frozenset(("day", None))
"""Grains of the dates at which somebody says something; None is a time of day."""
REPORT_REACH = 8
"""As REACH, for a date that a whole report stands under."""
STATIVE = frozenset("lead base call name know own back link run head locate".split())
"""Participles that tell what somebody is: "a group led by X" happened on no day."""
ONSET = frozenset("begin start erupt break commence launch".split())
UNIQUE = frozenset(("first", "only", "last", "most"))


@dataclass(frozen=True, slots=True)
class Date:
    """A date expression of a sentence and the word that it tells about."""

    index: int
    time: TimeExpression
    head: int
    anchor: int
    """The head itself, or a verb above it that it was meant for."""
    reported: bool
    """It stands before "the ministry said" and tells about what is said."""
    label: bool
    """It heads its sentence: "6 December: rebels seize Daraa"."""


@dataclass(frozen=True, slots=True)
class Dates:
    triggers: Triggers
    times: Sequence[TimeExpression]
    by_sentence: Mapping[int, Sequence[Date]]

    def of(self, i: int) -> int | None:
        """The index of the date expression that belongs to trigger i."""
        tree = self.triggers.tree
        best: tuple[int, int, int] | None = None
        for date in self.by_sentence.get(tree.sents[i], ()):
            j = date.head
            if self._gapped(i, date.time):
                continue
            if i > j and not date.label and _offset(tree, date.time) and beyond(date.time) is None:
                # "a day after the raid" tells when the other thing was.
                continue
            steps = REACH if date.label else self._cost(i, date)
            if steps > (REPORT_REACH if date.reported else REACH):
                continue
            beside = self.triggers.by_sentence[tree.sents[i]]
            if not (date.reported or date.label) and any(
                self._cost(t, date) + 2 < steps for t in beside if t != i and not _makes(tree, t, i)
            ):
                continue
            key = (steps + (date.time.edtf is None), abs(j - i), date.index)
            if best is None or key < best:
                best = key
        return best[2] if best else self._of_document(i)

    def _of_document(self, i: int) -> int | None:
        """Where what was signed does it: "an order that the president signed on Monday ended the ban"."""
        tree = self.triggers.tree
        if tree.pos[i] != "VERB" or tree.tags[i] != "VBD":
            return None
        paper = subject(tree, i)
        if paper is None or tree.lemmas[paper] not in PAPERS:
            return None
        made = [k for k in tree.kids[paper] if tree.deps[k] in ("relcl", "acl") and tree.lemmas[k] in MADE]
        dates = self.by_sentence.get(tree.sents[i], ())
        return next((d.index for d in dates if d.anchor in made), None)

    def _gapped(self, i: int, time: TimeExpression) -> bool:
        """Whether the date is another's, whose verb is left out: "Aleppo fell within three days, Hama on
        Thursday"."""
        tree = self.triggers.tree
        gap = GAPPED.search(tree.text[tree.end(i) : time.start])
        if gap is None:
            return False
        end = tree.end(i) + gap.start()
        return any(tree.end(i) <= t.start and t.end <= end for t in self.times)

    def _cost(self, i: int, date: Date) -> int:
        if date.reported:
            return self.triggers.climb(i).get(date.anchor, FAR)
        steps = self.triggers.cost(i, date.anchor)
        if date.anchor != date.head:
            steps = min(steps + 1, self.triggers.cost(i, date.head))
        begun = _onset(self.triggers.tree, i)
        return steps if begun is None else min(steps, 1 + self.triggers.cost(begun, date.anchor))

    def value(self, index: int, i: int) -> str | None:
        """The EDTF that expression `index` gives the event of trigger i: an interval where "since", "until"
        or "X to Y" make it one, or where it is said to have begun in a month or a year; what it is counted
        from where the trigger stands behind "a day after"."""
        tree, time = self.triggers.tree, self.times[index]
        if tree.starts[i] >= time.end and _offset(tree, time):
            return beyond(time)
        value = interval(tree.text, self.times, index)
        begun = _onset(tree, i)
        if (
            begun is None
            or tree.deps[begun] != "relcl"
            or value is None
            or "/" in value
            or time.grain in FINE
        ):
            return value
        return edtf.since(value) if tree.starts[begun] < time.start else value


def dates_of(triggers: Triggers, times: Sequence[TimeExpression], heads: Sequence[int]) -> Dates:
    """`heads` are the governing tokens of the expressions."""
    tree = triggers.tree
    by_sentence: dict[int, list[Date]] = {}
    for index, time in enumerate(times):
        j = heads[index]
        if time.kind not in ("date", "time") or j < 0 or _ranks(tree, time, j) or _of_name(tree, time, j):
            continue
        report = _reported(tree, time, j)
        anchor = report if report is not None else _anchor(triggers, time, j)
        label = tree.starts[tree.spans[tree.sents[j]][0]] == time.start and tree.text[time.end :][:1] == ":"
        by_sentence.setdefault(tree.sents[j], []).append(
            Date(index, time, j, anchor, report is not None, label)
        )
    return Dates(triggers, times, by_sentence)


def _makes(tree: Tree, t: int, i: int) -> bool:
    """Whether t makes what noun i names, at one time: "an agreement reached last year"."""
    return tree.heads[t] == i and tree.deps[t] in ("acl", "relcl") and tree.lemmas[t] in MADE


def _offset(tree: Tree, time: TimeExpression) -> bool:
    return OFFSET.search(tree.text[time.start : time.end + 8]) is not None


def _onset(tree: Tree, i: int) -> int | None:
    """The verb that says that noun i began: "a war that started in 2014"."""
    if tree.pos[i] not in ("NOUN", "PROPN"):
        return None
    for k in tree.kids[i]:
        if tree.deps[k] == "relcl" and tree.lemmas[k] in ONSET and subject(tree, k) == i:
            return k
    above = tree.heads[i]
    return above if tree.deps[i] == "nsubj" and tree.lemmas[above] in ONSET else None


def _reported(tree: Tree, time: TimeExpression, j: int) -> int | None:
    """The verb of what is said, where a date of a month or more stands before "the ministry said": such
    a date tells when the things happened, for sayings of news are of days."""
    if time.grain in FINE or time.edtf is None:
        return None
    verb = next((k for k in tree.above(j) if tree.pos[k] in ("VERB", "AUX")), None)
    if verb is None or tree.lemmas[verb] not in REPORTING or tree.tags[verb] != "VBD":
        return None
    speaker, said = tree.kid(verb, "nsubj"), tree.kid(verb, "ccomp")
    if speaker is None or said is None or not j < speaker < verb < said:
        return None
    past = tree.tags[said] == "VBD" or any(
        tree.deps[k] in ("aux", "auxpass") and tree.words[k].lower() in ("had", "was", "were")
        for k in tree.kids[said]
    )
    return said if past else None


def _anchor(triggers: Triggers, time: TimeExpression, j: int) -> int:
    """j, or where the parser hung a day on a word that has none, the verb that it was meant for."""
    tree = triggers.tree
    if time.grain != "day":
        return j
    for k in _governors(tree, j):
        stative = tree.deps[k] == "acl" and tree.lemmas[k] in STATIVE and tree.kid(k, "oprd", "dobj") is None
        if tree.deps[k] == "pcomp" and tree.lemmas[tree.heads[k]] == "of":
            continue  # "a memorandum of understanding"
        if not stative and (tree.pos[k] in ("VERB", "AUX") or triggers.types.get(k, "other") != "other"):
            return k
    return j


def _governors(tree: Tree, j: int) -> Iterator[int]:
    """What governs a day: of "the statement on Friday" the statement. A day of anything else but "on"
    is not told when, but which: "the agreement of Friday"."""
    if tree.deps[j] == "pobj" and tree.lemmas[tree.heads[j]] != "on":
        return iter(())
    return (k for k in tree.above(j) if tree.pos[k] != "ADP")


def _of_name(tree: Tree, time: TimeExpression, j: int) -> bool:
    """ "the Developers Conference 2010": a year that is part of a name."""
    head = tree.heads[j]
    return (
        time.grain == "year" and tree.deps[j] in ("nummod", "npadvmod", "appos") and tree.tags[head] == "NNP"
    )


def _ranks(tree: Tree, time: TimeExpression, j: int) -> bool:
    """ "the first strike since 2016": a strike that was not in 2016."""
    first = tree.spans[tree.sents[j]][0]
    k = j
    while k > first and tree.starts[k] >= time.start:
        k -= 1
    if tree.lemmas[k] != "since":
        return False
    return any(
        tree.tags[m] in ("JJS", "RBS") or tree.lemmas[m] in UNIQUE for m in range(max(first, k - 9), k)
    )
