"""The verb that reports: whether it tells of something that was said, and who says it."""

from __future__ import annotations

from sitegen.annotate.clauses import passive, subject
from sitegen.annotate.cues import GOING_ON, HEARERS, MODALS, QUOTING, RELATIVES
from sitegen.annotate.tree import Tree


def utters(tree: Tree, i: int) -> bool:
    """Whether verb i tells of something that was in fact said."""
    infinitive = False
    for k in tree.kids[i]:
        dep, lemma = tree.deps[k], tree.lemmas[k]
        if dep == "neg" or lemma == "never" or (dep == "aux" and tree.words[k].lower() in MODALS):
            return False
        if dep == "mark" and lemma in ("if", "unless", "whether"):
            return False
        infinitive |= dep == "aux" and lemma == "to"
    if not infinitive:
        return True
    head = tree.heads[i]  # itself at the root
    return head != i and tree.lemmas[head] in GOING_ON and utters(tree, head)


def speaker(tree: Tree, i: int) -> int | None:
    """The head of whoever says what verb i reports, None for nobody."""
    if tree.lemmas[i] == "accord":
        return next((o for name, o in tree.prepositions(i) if name == "to"), None)
    if tree.tags[i] == "VBG" and tree.lemmas[tree.heads[i]] == "as":
        quoting = tree.heads[tree.heads[i]]
        if tree.lemmas[quoting] in QUOTING:  # "was quoted as saying", "quoted him as saying"
            return tree.kid(quoting, "nsubjpass", "dobj")
    if tree.deps[i] == "advcl" and tree.tags[i] in ("VBN", "VBD") and tree.kid(i, "nsubj") is None:
        return None  # "asked whether …, he said"
    if passive(tree, i) or _hears(tree, i):
        return next((o for name, o in tree.prepositions(i) if name == "by"), None)
    own = [k for k in tree.kids[i] if tree.deps[k] == "nsubj"]
    if len(own) > 1:  # the last word of a quote may be taken for a subject too
        return min(own, key=lambda k: abs(k - i))
    if own and tree.words[own[0]].lower() in RELATIVES and tree.heads[i] != i and tree.heads[i] < own[0]:
        return tree.heads[i]
    return own[0] if own else subject(tree, i)


def _hears(tree: Tree, i: int) -> bool:
    """ "was called by a man and told that": the subject that passive verbs share is told."""
    head = tree.heads[i]
    shared = tree.deps[i] == "conj" and tree.kid(i, "nsubj", "dobj") is None
    return shared and tree.lemmas[i] in HEARERS and tree.kid(head, "auxpass") is not None


def leftmost(tree: Tree, k: int) -> int:
    """The first token of the phrase that k heads."""
    while tree.kids[k] and tree.kids[k][0] < k:
        k = tree.kids[k][0]
    return k


def rightmost(tree: Tree, k: int) -> int:
    while tree.kids[k] and tree.kids[k][-1] > k:
        k = tree.kids[k][-1]
    return k


def cue_text(tree: Tree, i: int) -> str:
    """What the page calls it: "said", "according to", "went on"."""
    if tree.lemmas[i] == "accord":
        return "according to"
    word = tree.words[i].lower()
    return f"{word} on" if tree.lemmas[i] == "go" else word
