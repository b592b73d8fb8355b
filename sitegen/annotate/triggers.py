"""Which words are event triggers: a logistic regression over parse features.

The weights are data (data/triggers.tsv: feature, weight), trained by sitegen/tools/train_triggers.py on
ECB+ (Cybulska and Vossen 2014). Lexical features are kept only where several topics of the corpus
have them, so that no weight stands for one story.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

from sitegen.annotate.lexicon import Sense
from sitegen.annotate.tree import CONTENT, Tree

LIGHT = frozenset(
    "do give have hold launch make mount open pay reach stage take conduct carry commit perform "
    "undergo see come get set put bring keep".split()
)
NO_EVENTS = frozenset("PERSON GPE NORP LOC DATE TIME MONEY PERCENT CARDINAL ORDINAL QUANTITY".split())
"""Labels of the words that name somebody, somewhere, some time or some number."""
SUFFIXES = (
    "ing",
    "ion",
    "ment",
    "ance",
    "ence",
    "al",
    "ure",
    "er",
    "or",
    "ist",
    "ity",
    "ness",
    "ship",
    "ism",
)


def candidate(tree: Tree, i: int) -> bool:
    """Only words of content can be triggers; numbers, auxiliaries and names of people can't."""
    pos = tree.pos[i]
    if pos not in CONTENT or not tree.words[i][0].isalpha():
        return False
    if pos in ("AUX", "NUM"):
        return pos == "AUX" and tree.deps[i] in ("ROOT", "ccomp", "relcl", "advcl", "conj")
    return tree.ents[i] not in NO_EVENTS or (tree.ents[i] in ("ORG", "GPE") and pos == "NOUN")


def features(tree: Tree, i: int, found: Sense | None) -> Iterator[str]:
    """Names of the features of token i. `found` is its sense in the lexicon."""
    pos, tag, dep, lemma = tree.pos[i], tree.tags[i], tree.deps[i], tree.lemmas[i]
    head = tree.heads[i]
    part = pos[0]
    yield "pos=" + pos
    yield "tag=" + tag
    yield f"dep={part}:{dep}"
    yield f"tag,dep={tag}:{dep}"
    yield f"lemma={part}:{lemma}"
    yield f"word={tree.words[i].lower()}"
    if found is None:
        yield "type=" + part
    else:
        yield f"type={part}:{found.type}"
        yield f"typed={part}:{'strong' if found.strong else 'weak'}"
    if pos in ("NOUN", "PROPN", "ADJ"):
        yield f"suffix={part}:" + next(
            (s for s in SUFFIXES if lemma.endswith(s) and len(lemma) > len(s) + 2), ""
        )
        yield "ends=" + part + lemma[-3:]
    if tree.ents[i]:
        yield f"ent={part}:{tree.ents[i]}"
    if pos != "VERB" and tree.words[i][0].isupper():
        yield f"capital={part}"
    if head == i:
        yield f"root={part}"
    else:
        yield f"head={dep}:{tree.pos[head]}"
        yield f"headlemma={dep}:{tree.lemmas[head]}"
        if tree.lemmas[head] in LIGHT:
            yield f"light={part}:{dep}"
        if dep == "pobj":
            yield f"prep={part}:{tree.lemmas[head]}"
            if tree.heads[head] != head:
                yield f"prephead={part}:{tree.pos[tree.heads[head]]}:{tree.lemmas[head]}"
        elif dep == "compound":
            yield f"compound of={tree.lemmas[head]}"
    labels = []
    for k in tree.kids[i]:
        d = tree.deps[k]
        if d == "punct":
            continue
        labels.append(d)
        if d in ("det", "aux", "auxpass", "neg", "prt", "poss", "mark", "case") or d in ("amod", "compound"):
            yield f"{d}={part}:{tree.lemmas[k]}"
        elif d in ("prep", "agent"):
            yield f"has={part}:{tree.lemmas[k]}"
        elif d in ("dobj", "nsubj", "nsubjpass"):
            yield f"{d}={part}:{tree.ents[k] or tree.pos[k]}"
            if part == "V":
                yield f"{d},lemma={tree.lemmas[k]}"
        yield f"kid={part}:{d}"
    if part in "NPA" and not labels:
        yield f"bare={part}:{dep}"
    for step, name in ((-1, "before"), (1, "after")):
        j = i + step
        if 0 <= j < len(tree.words) and tree.sents[j] == tree.sents[i]:
            yield f"{name}={part}:{tree.tags[j]}"


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


def probability(tree: Tree, i: int, found: Sense | None, table: Mapping[str, float]) -> float:
    """How likely token i is a trigger, 0 to 1."""
    score = table.get("", 0.0)
    for name in features(tree, i, found):
        if name in table:
            score += table[name]
    return _sigmoid(score)


def _sigmoid(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def candidates(tree: Tree) -> Sequence[int]:
    return [i for i in range(len(tree.words)) if candidate(tree, i)]
