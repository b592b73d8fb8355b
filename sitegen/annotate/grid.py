"""Grid: one Doc as plain lists, and Draft: a mention in the making.

The mention rules walk over tokens many times; attribute access on spaCy tokens would cost more
than the rules. Index i is a token index throughout; half open ranges.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen.annotate.lists import DETERMINERS
from sitegen.annotate.reading import reading
from sitegen.annotate.words import lemma, ordinary_words

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from spacy.tokens import Doc

    from sitegen.model import EntityType, MentionKind


@dataclass(slots=True)
class Draft:
    """A mention in the making: tokens i..j, and what the passes have found out about it."""

    i: int
    j: int
    type: EntityType
    label: str
    """The model's entity label, "" where a rule proposed it."""
    reasons: list[str]
    confidence: float
    kind: MentionKind = "name"
    subtype: str | None = None
    name: str = ""
    honorific: str | None = None
    role: str | None = None
    role_of: Draft | None = None
    role_at: int | None = None
    """Token of the noun or "its" whose office it is: "group" of "the commander of the group"."""
    antecedent: Draft | None = None
    container: str | None = None
    fixed: bool = False
    """The type is certain and no vote changes it."""


@dataclass(slots=True)
class Grid:
    doc: Doc
    text: str
    words: list[str]
    lowers: list[str]
    tags: list[str]
    starts: list[int]
    sents: list[int]
    heads: list[int]
    deps: list[str]
    sent_spans: list[tuple[int, int]]
    """First and one past the last token of each sentence."""
    openings: list[int]
    """The first token of each sentence that is a word or a number."""
    paragraphs: frozenset[int]
    """The first sentence of each block."""
    headline: list[bool]
    """The token stands in a heading set In Title Case or IN CAPITALS."""
    common: frozenset[str]
    """Words that the article writes in lower case and never with a capital inside a sentence."""
    raised: frozenset[str] = frozenset()
    """Words, in lower case, that the body writes with a capital; empty where there is no body to speak of."""
    owner: list[Draft | None] = field(default_factory=list)
    """The draft that covers each token."""
    ordinary: Container[str] = frozenset()
    """The words of a dictionary."""
    stated: Mapping[int, Sequence[tuple[EntityType, str]]] = field(default_factory=dict)
    """Root token of a name -> what the text says it is, and the noun that says so."""
    countries: frozenset[str] = frozenset()
    """ISO codes of the countries and peoples that the text names."""

    def end(self, j: int) -> int:
        """Character offset of the end of token j - 1."""
        return self.starts[j - 1] + len(self.words[j - 1])

    def span(self, i: int, j: int) -> str:
        return self.text[self.starts[i] : self.end(j)]

    def glued(self, i: int) -> bool:
        """No white space between tokens i - 1 and i."""
        return i > 0 and self.end(i) == self.starts[i]

    def capital(self, i: int) -> bool:
        return self.words[i][:1].isupper()

    def first(self, i: int) -> bool:
        """Token i is the first word of its sentence, quotation marks aside."""
        return i <= self.openings[self.sents[i]]

    def same_sentence(self, i: int, j: int) -> bool:
        return 0 <= i < len(self.words) and 0 <= j < len(self.words) and self.sents[i] == self.sents[j]

    def lemma(self, i: int) -> str:
        return lemma(self.doc[i]).lower()

    def dep(self, i: int) -> str:
        return self.deps[i]

    def head(self, i: int) -> int:
        return self.heads[i]

    def root(self, draft: Draft) -> int:
        """The token of the draft whose head lies outside it."""
        for i in range(draft.i, draft.j):
            head = self.head(i)
            if not draft.i <= head < draft.j or head == i:
                return i
        return draft.j - 1

    def claim(self, draft: Draft) -> None:
        for i in range(draft.i, draft.j):
            self.owner[i] = draft

    def release(self, draft: Draft) -> None:
        """Give its tokens up."""
        for i in range(draft.i, draft.j):
            if self.owner[i] is draft:
                self.owner[i] = None

    def free(self, i: int, j: int) -> bool:
        return all(self.owner[k] is None for k in range(i, j))

    def before(self, i: int) -> Draft | None:
        """The draft that ends right before token i, a determiner or possessive mark between allowed."""
        k = i - 1
        while (
            k >= 0 and self.same_sentence(k, i) and (self.tags[k] == "POS" or self.lowers[k] in DETERMINERS)
        ):
            k -= 1
        return self.owner[k] if k >= 0 and self.same_sentence(k, i) else None


def make_grid(doc: Doc) -> Grid:
    notes = reading(doc)
    # Heads are given as distances, signed, in an array of unsigned numbers.
    table = doc.to_array(["IDX", "LENGTH", "TAG", "DEP", "HEAD"])
    rows = table[:, :4].tolist()
    distances = table[:, 4].astype("int64").tolist()
    text: str = doc.text
    words = [text[start : start + length] for start, length, _, _ in rows]
    lowers = [w.lower() for w in words]
    names = {code: doc.vocab.strings[code] for row in rows for code in row[2:]}
    tags = [names[row[2]] for row in rows]
    spans: list[tuple[int, int]] = []
    for i, sent in enumerate(notes.sentence_of):
        if sent == len(spans):
            spans.append((i, i + 1))
        else:
            spans[sent] = (spans[sent][0], i + 1)
    starts = [row[0] for row in rows]
    headline = _headlines(words, starts, notes.blocks)
    plain = {w for w, h in zip(words, headline, strict=True) if not h and w.islower()}
    sentence_starts = {start for start, _ in spans}
    capitals = {
        low
        for i, (w, low) in enumerate(zip(words, lowers, strict=True))
        if w[:1].isupper() and not headline[i] and i not in sentence_starts and words[i - 1] not in OPENERS
    }
    return Grid(
        doc=doc,
        text=text,
        words=words,
        lowers=lowers,
        tags=tags,
        starts=starts,
        sents=list(notes.sentence_of),
        heads=[i + distance for i, distance in enumerate(distances)],
        deps=[names[row[3]] for row in rows],
        sent_spans=spans,
        openings=[_opening(words, start, end) for start, end in spans],
        paragraphs=_paragraphs(starts, spans, notes.blocks),
        headline=headline,
        common=frozenset(plain - capitals),
        raised=_raised(words, lowers, headline, sentence_starts, plain),
        owner=[None] * len(words),
        ordinary=ordinary_words(doc.vocab),
    )


def _paragraphs(
    starts: list[int], spans: list[tuple[int, int]], blocks: tuple[tuple[int, int], ...]
) -> frozenset[int]:
    begins = {start for start, _ in blocks}
    return frozenset(n for n, (first, _) in enumerate(spans) if starts[first] in begins)


def _opening(words: list[str], start: int, end: int) -> int:
    return next((i for i in range(start, end) if words[i][:1].isalnum()), end)


def _raised(
    words: list[str], lowers: list[str], headline: list[bool], starts: set[int], plain: set[str]
) -> frozenset[str]:
    body = [i for i, h in enumerate(headline) if not h]
    if len(body) < 40 or len(body) == len(words):
        return frozenset()
    seen = {lowers[i] for i in body if words[i][:1].isupper() and (i not in starts or lowers[i] not in plain)}
    return frozenset(seen | {lowers[i] for i in body if words[i][:1].isdigit()})


OPENERS = frozenset(["“", '"', "‘", "``", ":", "(", "—", "–", "-", "•", "'"])


def _headlines(words: list[str], starts: list[int], blocks: tuple[tuple[int, int], ...]) -> list[bool]:
    """True for the tokens of blocks that are set in title case or in capitals."""
    flags = [False] * len(words)
    i = 0
    for start, end in blocks:
        while i < len(words) and starts[i] < start:
            i += 1
        first = i
        while i < len(words) and starts[i] < end:
            i += 1
        inside = range(first, i)
        long = [words[k] for k in inside if len(words[k]) > 3 and words[k].isalpha()]
        raised = sum(w[:1].isupper() for w in long)
        loud = bool(long) and all(w.isupper() for w in long)
        # A short block further down is a cell of a table or a caption: "Mohammed Yosr Bernieh".
        enough = len(long) > (2 if start == blocks[0][0] else 3)
        if (enough or loud) and i - first < 40 and raised >= 0.75 * len(long):
            for k in inside:
                flags[k] = True
    return flags


def drafts(grid: Grid) -> list[Draft]:
    """The drafts in order."""
    found: dict[int, Draft] = {}
    for draft in grid.owner:
        if draft is not None:
            found.setdefault(id(draft), draft)
    return list(found.values())
