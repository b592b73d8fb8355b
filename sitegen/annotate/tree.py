"""Tree: one Doc's parse as plain lists, read once and shared by the event and quote rules.

Attribute access on spaCy tokens costs more than the rules do, and rules over plain lists can be
tested on a few rows of text. Index i is a token index throughout; labels are those of spaCy's
English pipelines (ClearNLP dependencies, Penn tags, universal parts of speech).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.annotate.words import lemma as lemma_of
from sitegen.annotate.words import pos as pos_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from sitegen.model import Mention

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
OBJECTS = frozenset(("dobj", "obj", "oprd"))
LABEL_OF = {"person": "PERSON", "organisation": "ORG", "place": "GPE", "group": "NORP"}
CONTENT = frozenset(("VERB", "NOUN", "PROPN", "ADJ", "AUX", "NUM"))


@dataclass(frozen=True, slots=True)
class Tree:
    text: str
    """The Doc's text; `starts` are character offsets into it."""
    words: Sequence[str]
    lemmas: Sequence[str]
    """Lower case."""
    pos: Sequence[str]
    tags: Sequence[str]
    deps: Sequence[str]
    heads: Sequence[int]
    """A root is its own head."""
    kids: Sequence[Sequence[int]]
    starts: Sequence[int]
    ents: Sequence[str]
    """Entity label of each token, that of the mention which covers it first; "" outside."""
    sents: Sequence[int]
    """Index of each token's sentence."""
    spans: Sequence[tuple[int, int]]
    """First and one past the last token of each sentence."""

    def end(self, i: int) -> int:
        """Character offset one past token i."""
        return self.starts[i] + len(self.words[i])

    def kid(self, i: int, *deps: str) -> int | None:
        """The first dependent of i with one of these labels."""
        for k in self.kids[i]:
            if self.deps[k] in deps:
                return k
        return None

    def subtree(self, i: int) -> list[int]:
        """i and all below it, in order."""
        found = [i]
        for j in found:
            found.extend(self.kids[j])
        return sorted(found)

    def above(self, i: int) -> list[int]:
        """The heads of i, nearest first."""
        found: list[int] = []
        while self.heads[i] != i and len(found) < 200:
            i = self.heads[i]
            found.append(i)
        return found

    def conjuncts(self, i: int) -> list[int]:
        """i and what is coordinated after it."""
        found = [i]
        for j in found:
            found.extend(k for k in self.kids[j] if self.deps[k] == "conj")
        return found

    def first_conjunct(self, i: int) -> int:
        """The head of the coordination that i stands in, i itself outside one."""
        steps = 0
        while self.deps[i] == "conj" and steps < 50:
            i = self.heads[i]
            steps += 1
        return i

    def distance(self, a: int, b: int) -> int:
        """Number of arcs between two tokens, 99 where they are in different sentences."""
        path = [a, *self.above(a)]
        steps = {j: n for n, j in enumerate(path)}
        for n, j in enumerate([b, *self.above(b)]):
            if j in steps:
                return n + steps[j]
        return 99

    def prepositions(self, i: int) -> list[tuple[str, int]]:
        """(preposition, object) for each prepositional phrase under i, coordinated objects included."""
        found: list[tuple[str, int]] = []
        for k in self.kids[i]:
            if self.deps[k] in ("prep", "agent", "dative") and self.pos[k] in ("ADP", "SCONJ", "PART"):
                name = self.lemmas[k]
                below = [k]
                for j in below:
                    for m in self.kids[j]:
                        if self.deps[m] in ("pobj", "pcomp"):
                            found.extend((name, o) for o in self.conjuncts(m))
                        elif self.deps[m] == "prep" and self.pos[m] in ("ADP", "SCONJ"):
                            below.append(m)
        return found


Forms = dict[tuple[int, ...], tuple[str, str, str, str, str]]
"""(orth, tag, dep, pos, lemma) as the model numbers them -> word, lemma, part of speech, tag, label.

A component keeps one for all its Docs: words come again and again.
"""
COLUMNS: list[int | str] = ["ORTH", "TAG", "DEP", "POS", "LEMMA", "HEAD", "ENT_TYPE", "SPACY"]


def tree_of(
    doc: Doc, sentence_of: Sequence[int], mentions: Sequence[Mention] = (), forms: Forms | None = None
) -> Tree:
    """The Tree of a parsed Doc. `sentence_of` is token index -> sentence index (see Reading)."""
    forms = {} if forms is None else forms
    rows = doc.to_array(COLUMNS).tolist()
    words: list[str] = []
    lemmas: list[str] = []
    pos: list[str] = []
    tags: list[str] = []
    deps: list[str] = []
    heads: list[int] = []
    kids: list[list[int]] = [[] for _ in rows]
    starts: list[int] = []
    ents: list[str] = []
    labels: dict[int, str] = {0: ""}
    at = 0
    text: list[str] = []
    for i, row in enumerate(rows):
        key = tuple(row[:5])
        form = forms.get(key)
        if form is None:
            token = doc[i]
            form = forms[key] = (token.text, lemma_of(token).lower(), pos_of(token), token.tag_, token.dep_)
        word, lemma, part, tag, dep = form
        words.append(word)
        lemmas.append(lemma)
        pos.append(part)
        tags.append(tag)
        deps.append(dep)
        starts.append(at)
        at += len(word) + row[7]
        text.append(word + " " if row[7] else word)
        # Offsets come as unsigned numbers.
        head = i + (row[5] if row[5] < 1 << 63 else row[5] - (1 << 64))
        # An arc may not leave its sentence: the archive's sentences can differ from the parser's.
        if head == i or sentence_of[head] != sentence_of[i]:
            heads.append(i)
        else:
            heads.append(head)
            kids[head].append(i)
        label = labels.get(row[6])
        if label is None:
            label = labels[row[6]] = doc.vocab.strings[row[6]]
        ents.append(label)
    for mention in mentions:
        label = LABEL_OF.get(mention.type, "")
        if label and mention.kind in ("name", "acronym", "demonym", "metonym"):
            for i in range(bisect_left(starts, mention.start), bisect_left(starts, mention.end)):
                ents[i] = label
    spans: list[tuple[int, int]] = []
    for i, sentence in enumerate(sentence_of[: len(rows)]):
        while len(spans) <= sentence:
            spans.append((i, i))
        spans[sentence] = (spans[sentence][0], i + 1)
    sents = list(sentence_of[: len(rows)])
    return Tree("".join(text), words, lemmas, pos, tags, deps, heads, kids, starts, ents, sents, spans)
