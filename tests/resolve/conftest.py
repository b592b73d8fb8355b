"""A little language for archives: articles as lines of text in which mentions are marked.

[person:Ahmad Al Shara]                a mention
[person:Al Shara|honorific=Mr]         with any field of Mention
[organisation:HTS|kind=acronym|antecedent=0]
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from typing import Any, cast

import pytest

from sitegen.config import ResolveSettings
from sitegen.model import Annotation, Archive, Article, Entity, EntityType, Mention, Permalinks
from sitegen.problems import Problem
from sitegen.resolve import parse_curation, resolve

Pair = tuple[Article, Annotation]
_MARK = re.compile(r"\[(\w+):([^\]|]+)((?:\|\w+=[^\]|]*)*)\]")
_NUMBERS = {"antecedent", "role_of"}


def make(source: str, marked: str, *, title: str | None = None, date: str | None = None) -> Pair:
    """An article and its annotation from marked text, a sentence a line."""
    text, mentions, sentences = "", [], []
    lines = ([title] if title else []) + [line.strip() for line in marked.strip().splitlines()]
    for number, line in enumerate(lines):
        start, at = len(text), 0
        for mark in _MARK.finditer(line):
            text += line[at : mark.start()]
            at = mark.end()
            mentions.append(_mention(mark, len(text), number))
            text += mark[2]
        text += line[at:]
        sentences.append((start, len(text)))
        text += "\n\n" if title and number == 0 else "\n"
    text = text.strip("\n")
    article = Article(
        source=source,
        digest=hashlib.sha256(f"{title}{marked}".encode()).hexdigest(),
        format="txt",
        title=title,
        text=text,
        blocks=tuple(sentences),
        body=(),
        date=date,
        date_from="front-matter" if date else None,
    )
    return article, Annotation("en", True, tuple(sentences), tuple(mentions))


def _mention(mark: re.Match[str], start: int, sentence: int) -> Mention:
    fields: dict[str, Any] = {}
    for pair in filter(None, mark[3].split("|")):
        key, value = pair.split("=", 1)
        fields[key] = int(value) if key in _NUMBERS else value
    text = mark[2]
    base: dict[str, Any] = {
        "kind": "name",
        "subtype": None,
        "name": text,
        "confidence": 0.9,
        "reason": "test",
    }
    base |= fields
    return Mention(
        start=start,
        end=start + len(text),
        text=text,
        type=cast(EntityType, mark[1]),
        sentence=sentence,
        **base,
    )


class World:
    """An archive that is resolved as often as a test likes; it remembers its permalinks."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self.pairs = list(pairs)
        self.permalinks = Permalinks()
        self.problems: tuple[Problem, ...] = ()
        self.archive: Archive | None = None

    def build(self, curation: str = "", *, keep: bool = True) -> Archive:
        rulings, problems = parse_curation(curation)
        archive, more = resolve(self.pairs, rulings, self.permalinks, ResolveSettings())
        self.problems = (*problems, *more)
        self.archive = archive
        if keep:
            self.permalinks = archive.permalinks
        return archive


@pytest.fixture
def world() -> Callable[..., World]:
    """world("a line of marked text", …): one article each; world(make(…), …) for more say."""

    def build(*articles: str | Pair) -> World:
        return World(
            [
                make(f"{number:03}.txt", article) if isinstance(article, str) else article
                for number, article in enumerate(articles)
            ]
        )

    return build


@pytest.fixture
def article() -> Callable[..., Pair]:
    return make


@pytest.fixture
def names() -> Callable[[Archive], dict[str, set[str]]]:
    """Archive -> id -> the texts of its mentions."""

    def of(archive: Archive) -> dict[str, set[str]]:
        return {entity.id: {m.text for m in entity.mentions} for entity in archive.entities}

    return of


@pytest.fixture
def entity() -> Callable[[Archive, str], Entity]:
    def of(archive: Archive, id_: str) -> Entity:
        found = [e for e in archive.entities if e.id == id_]
        assert found, f"{id_} is none of {[e.id for e in archive.entities]}"
        return found[0]

    return of
