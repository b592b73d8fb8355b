"""Which words are event triggers: a logistic regression over parse features.

The weights are data (data/triggers.tsv: weight, features), trained by sitegen/tools/train_triggers.py on
ECB+ (Cybulska and Vossen 2014). Lexical features are kept only where several topics of the corpus
have them, so that no weight stands for one story; classes of words (WordNet) carry over to new ones.

A word's features fall into pieces (the word itself, what governs it, each dependent, its
neighbours). Pieces come again and again, so a Detector keeps the sum of weights of each it has met.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from sitegen.annotate.lexicon import Sense
from sitegen.annotate.senses import UNKNOWN, Senses, senses
from sitegen.annotate.tree import Tree

LIGHT = frozenset(
    "do give have hold launch make mount open pay reach stage take conduct carry commit perform "
    "undergo see come get set put bring keep".split()
)
NO_EVENTS = frozenset("PERSON GPE NORP LOC DATE TIME MONEY PERCENT CARDINAL ORDINAL QUANTITY".split())
"""Labels of the words that name somebody, somewhere, some time or some number."""
SUFFIXES = "ing ion ment ance ence al ure er or ist ity ness ship ism".split()
FUNCTION = frozenset("det aux auxpass neg prt poss mark case amod compound".split())
"""Dependents whose word matters by itself."""
ARGUMENTS = frozenset(("dobj", "nsubj", "nsubjpass"))
MAYBE = frozenset(("VERB", "NOUN", "PROPN", "ADJ", "AUX"))
CLAUSES = frozenset(("ROOT", "ccomp", "relcl", "advcl", "conj"))
PIECES_KEPT = 200_000

Piece = tuple[str, ...]
"""Kind, then what the features of that kind are made of."""


def candidates(tree: Tree) -> list[int]:
    """Only words of content can be triggers; numbers, auxiliaries and names of people can't."""
    deps, kinds, words = tree.deps, tree.ents, tree.words
    return [
        i
        for i, pos in enumerate(tree.pos)
        if pos in MAYBE
        and (deps[i] in CLAUSES if pos == "AUX" else kinds[i] not in NO_EVENTS or _at_place(pos, kinds[i]))
        and words[i][0].isalpha()
    ]


def _at_place(pos: str, kind: str) -> bool:
    """A common noun that the model took for a place's name."""
    return pos == "NOUN" and kind == "GPE"


def pieces(tree: Tree, i: int, found: Sense | None) -> list[Piece]:
    """What the features of token i are made of. `found` is its sense in the lexicon."""
    pos, deps, lemmas, tags, kinds = tree.pos, tree.deps, tree.lemmas, tree.tags, tree.ents
    part, dep, head = pos[i][0], deps[i], tree.heads[i]
    type_ = "" if found is None else found.type
    strong = "" if found is None else "strong" if found.strong else "weak"
    own: Piece = ("self", pos[i], tags[i], dep, lemmas[i], tree.words[i], kinds[i], type_, strong)
    made = [own]
    if head != i:
        above = tree.heads[head]
        beyond = pos[above] if dep == "pobj" and above != head else ""
        made.append(("head", part, dep, pos[head], lemmas[head], beyond))
    for k in tree.kids[i]:
        if deps[k] != "punct":
            made.append(("kid", part, deps[k], lemmas[k], pos[k], kinds[k]))
    if made[-1][0] != "kid":
        made.append(("bare", part, dep))
    first, last = tree.spans[tree.sents[i]]
    if i > first:
        made.append(("before", part, tags[i - 1]))
    if i + 1 < last:
        made.append(("after", part, tags[i + 1]))
    return made


def features(piece: Piece, classes: Senses) -> Iterator[str]:
    """Names of the features that a piece stands for; no spaces in them."""
    kind, *cells = piece
    if kind == "self":
        yield from _of_word(classes, *cells)
    elif kind == "head":
        yield from _of_head(classes, *cells)
    elif kind == "kid":
        yield from _of_kid(classes, *cells)
    elif kind == "bare":
        if cells[0] in "NPA":
            yield f"bare={cells[0]}:{cells[1]}"
    else:
        yield f"{kind}={cells[0]}:{cells[1]}"


def _of_word(
    classes: Senses, pos: str, tag: str, dep: str, lemma: str, word: str, ent: str, type_: str, strong: str
) -> Iterator[str]:
    part = pos[0]
    yield "pos=" + pos
    yield "tag=" + tag
    yield f"dep={part}:{dep}"
    yield f"tag,dep={tag}:{dep}"
    yield f"lemma={part}:{lemma}"
    yield f"word={word.lower()}"
    yield f"type={part}:{type_}"
    if strong:
        yield f"typed={part}:{strong}"
    if pos in ("NOUN", "PROPN", "ADJ"):
        yield f"suffix={part}:" + next(
            (s for s in SUFFIXES if lemma.endswith(s) and len(lemma) > len(s) + 2), ""
        )
        yield "ends=" + part + lemma[-3:]
    if pos != "ADJ":
        name, quarters = _class(classes, pos, lemma)
        yield f"class={part}:{name}"
        if pos != "VERB":
            yield f"happens={part}:{quarters}"
    if ent:
        yield f"ent={part}:{ent}"
    if pos != "VERB" and word[0].isupper():
        yield f"capital={part}"
    if dep == "ROOT":
        yield f"root={part}"


def _of_head(classes: Senses, part: str, dep: str, pos: str, lemma: str, beyond: str) -> Iterator[str]:
    yield f"head={dep}:{pos}"
    yield f"headlemma={dep}:{lemma}"
    yield f"headclass={dep}:{_class(classes, pos, lemma)[0]}"
    if lemma in LIGHT:
        yield f"light={part}:{dep}"
    if dep == "pobj":
        yield f"prep={part}:{lemma}"
        if beyond:
            yield f"prephead={part}:{beyond}:{lemma}"
    elif dep == "compound":
        yield f"modifies={lemma}"


def _of_kid(classes: Senses, part: str, dep: str, lemma: str, pos: str, ent: str) -> Iterator[str]:
    yield f"kid={part}:{dep}"
    if dep in FUNCTION:
        yield f"{dep}={part}:{lemma}"
    elif dep in ("prep", "agent"):
        yield f"has={part}:{lemma}"
    elif dep in ARGUMENTS:
        yield f"{dep}={part}:{ent or pos}"
        if part == "V":
            yield f"{dep},lemma={lemma}"
        if not ent:
            yield f"{dep},class={part}:{_class(classes, pos, lemma)[0]}"


def _class(classes: Senses, pos: str, lemma: str) -> tuple[str, str]:
    if pos in ("VERB", "AUX"):
        return classes.get(("v", lemma), UNKNOWN)
    if pos == "PROPN" and ("n", lemma) not in classes:
        lemma = lemma.removesuffix("s")
    return classes.get(("n", lemma), UNKNOWN) if pos in ("NOUN", "PROPN") else UNKNOWN


@cache
def weights() -> Mapping[str, float]:
    """The weights that ship with the package; the empty name is the bias."""
    text = resources.files("sitegen.annotate").joinpath("data/triggers.tsv").read_text(encoding="utf-8")
    return parse_weights(text)


def parse_weights(text: str) -> dict[str, float]:
    """Lines of weight in hundredths, tab, features that have it apart by spaces; # starts a comment."""
    table = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            value, _, names = line.partition("\t")
            for name in names.split(" "):
                table[name] = int(value) / 100
    return table


@dataclass(frozen=True, slots=True)
class Detector:
    weights: Mapping[str, float]
    classes: Senses = field(default_factory=senses)
    known: dict[Piece, float] = field(default_factory=dict)
    """Sums of weights of the pieces met so far."""

    def score(self, tree: Tree, i: int, found: Sense | None) -> float:
        """Log odds that token i is a trigger."""
        known = self.known
        score = self.weights.get("", 0.0)
        for piece in pieces(tree, i, found):
            worth = known.get(piece)
            if worth is None:
                if len(known) >= PIECES_KEPT:
                    known.clear()
                table = self.weights
                worth = known[piece] = sum(table.get(name, 0.0) for name in features(piece, self.classes))
            score += worth
        return score


def probability(score: float) -> float:
    """Of log odds, 0 to 1."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def log_odds(probability: float) -> float:
    return math.log(probability / (1 - probability))
