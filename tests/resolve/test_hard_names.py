"""Hard names: what must join and what must stay apart, on real annotation.

The cases stand in hard_names/*.txt: `== title` begins a case, `--` an article, whose first line is
its title. `[words](label)` marks a mention of the thing that the label names. One label is one
thing in all cases, two labels are never one.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pytest

from sitegen.annotate import annotate
from sitegen.config import AnnotateSettings, ResolveSettings
from sitegen.model import Annotation, Archive, Article, Permalinks
from sitegen.resolve import parse_curation, resolve

FOLDER = Path(__file__).parent / "hard_names"
MARK = re.compile(r"\[([^\]]+)\]\(([\w-]+)\)")
MOST_TO_REPORT = 80


@dataclass(frozen=True, slots=True)
class Mark:
    """The words start..end of article `article` name the thing `label`."""

    article: int
    start: int
    end: int
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Case:
    title: str
    articles: tuple[int, ...]
    marks: tuple[Mark, ...]

    def pairs(self) -> Iterator[tuple[Mark, Mark]]:
        """Each mark with the first one of its label, and the first ones of every two labels."""
        first: dict[str, Mark] = {}
        for mark in self.marks:
            if first.setdefault(mark.label, mark) is not mark:
                yield first[mark.label], mark
        yield from combinations(first.values(), 2)


@dataclass(frozen=True, slots=True)
class Hard:
    cases: tuple[Case, ...]
    pairs: tuple[tuple[Article, Annotation], ...]


def read_cases() -> tuple[list[Case], list[Article]]:
    cases, articles = list[Case](), list[Article]()
    for file in sorted(FOLDER.glob("*.txt")):
        for part in re.split(r"^== ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            title, _, rest = part.partition("\n")
            numbers, marks = list[int](), list[Mark]()
            for marked in re.split(r"^--$", rest, flags=re.MULTILINE)[1:]:
                numbers.append(len(articles))
                article, found = read_article(len(articles), marked.strip())
                articles.append(article)
                marks += found
            cases.append(Case(title, tuple(numbers), tuple(marks)))
    return cases, articles


def read_article(number: int, marked: str) -> tuple[Article, list[Mark]]:
    title, _, body = marked.partition("\n")
    text, at, marks = "", 0, list[Mark]()
    marked = f"{title}\n\n{body}"
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        marks.append(Mark(number, len(text), len(text) + len(mark[1]), mark[1], mark[2]))
        text += mark[1]
        at = mark.end()
    text += marked[at:]
    head = text.index("\n\n")
    blocks = [(0, head)] + [(m.start(), m.end()) for m in re.finditer(r".+", text) if m.start() > head]
    return Article(
        source=f"{number:03}.txt",
        digest=hashlib.sha256(text.encode()).hexdigest(),
        format="txt",
        title=text[:head],
        text=text,
        blocks=tuple(blocks),
        body=(),
    ), marks


@pytest.fixture(scope="module")
def hard() -> Hard:
    cases, articles = read_cases()
    results = annotate(articles, AnnotateSettings(processes=1))
    return Hard(tuple(cases), tuple((a, r.annotation) for a, r in zip(articles, results, strict=True)))


def build(pairs: Sequence[tuple[Article, Annotation]]) -> Archive:
    rulings, _ = parse_curation("")
    return resolve(pairs, rulings, Permalinks(), ResolveSettings())[0]


def entities_of(archive: Archive, marks: Sequence[Mark]) -> dict[Mark, str | None]:
    """The entity that shares most characters with each mark, of two the shorter mention's."""
    numbers = {a.id: int(a.article.source[:3]) for a in archive.articles}
    mentions = defaultdict(list)
    for entity in archive.entities:
        for mention in entity.mentions:
            if mention.kind != "pronoun":
                mentions[numbers[mention.article]].append((mention.start, mention.end, entity.id))
    found: dict[Mark, str | None] = {}
    for mark in marks:
        shared = [
            (min(end, mark.end) - max(start, mark.start), start - end, entity)
            for start, end, entity in mentions[mark.article]
            if start < mark.end and end > mark.start
        ]
        found[mark] = max(shared)[2] if shared else None
    return found


def wrong(cases: Sequence[Case], archive: Archive) -> list[str]:
    """One line for each pair that is not as it should be, and for each mark that is no mention."""
    lines = []
    for case in cases:
        found = entities_of(archive, case.marks)
        lines += [f"{case.title}: {m.article:03} {m.text!r} is no mention" for m, e in found.items() if not e]
        for one, other in case.pairs():
            if found[one] is None or found[other] is None:
                continue
            if (found[one] == found[other]) != (one.label == other.label):
                verdict = "apart" if one.label == other.label else f"joined as {found[one]}"
                what = f"{one.article:03} {one.text!r}, {other.article:03} {other.text!r}"
                lines.append(f"{case.title}: {what}: {verdict}")
    return lines


def strangers(cases: Sequence[Case], archive: Archive) -> list[str]:
    """One line for each entity that marks of several labels belong to, whatever their cases."""
    labels = defaultdict[str, set[str]](set)
    for mark, entity in entities_of(archive, [m for case in cases for m in case.marks]).items():
        if entity:
            labels[entity].add(mark.label)
    return [f"{entity} is {sorted(own)}" for entity, own in sorted(labels.items()) if len(own) > 1]


def report(lines: Sequence[str]) -> str:
    return "\n".join([f"{len(lines)} wrong", *lines[:MOST_TO_REPORT]])


def test_there_are_enough_cases_of_each_kind() -> None:
    cases, _ = read_cases()
    pairs = [pair for case in cases for pair in case.pairs()]
    alike = {(a.text, b.text, a.label) for a, b in pairs if a.label == b.label}
    unlike = {(a.label, b.label) for a, b in pairs if a.label != b.label}
    assert len(alike) >= 80
    assert len(unlike) >= 80


@pytest.mark.model
def test_each_case_alone(hard: Hard) -> None:
    lines = []
    for case in hard.cases:
        lines += wrong([case], build([hard.pairs[n] for n in case.articles]))
    assert not lines, report(lines)


@pytest.mark.model
def test_all_cases_in_one_archive(hard: Hard) -> None:
    archive = build(hard.pairs)
    lines = wrong(hard.cases, archive) + strangers(hard.cases, archive)
    assert not lines, report(lines)
