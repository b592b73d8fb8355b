"""Voice and subject of a verb, also where the subject is only understood or the parser lost it."""

from __future__ import annotations

from sitegen.annotate.tree import Tree

CONJUNCTIONS = frozenset("after before since until as while when because although though if once".split())
RELATIVE = frozenset(("who", "which", "that", "whom"))
OBJECT_CONTROL = frozenset(
    "accuse suspect convict charge blame prevent stop keep bar deter block discourage acquit".split()
)
"""Verbs whose object does what follows: "accused Russia of bombing a hospital"."""
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


def passive(tree: Tree, i: int) -> bool:
    """Whether verb i, or the coordination it stands in, is passive."""
    if any(tree.deps[k] in ("nsubjpass", "auxpass") for k in tree.kids[i]):
        return True
    if tree.tags[i] != "VBN":
        return False
    if tree.deps[i] in ("acl", "amod"):
        return not _misread(tree, i)
    if tree.deps[i] == "conj" and tree.heads[i] != i and tree.kid(i, "nsubj") is None:
        return tree.tags[tree.heads[i]] == "VBN" and passive(tree, tree.heads[i])
    return False


def _misread(tree: Tree, i: int) -> bool:
    """ "a committee that Smith named in March said": the relative clause's verb, read as a participle."""
    head = tree.heads[i]
    verb = tree.heads[head]
    if tree.deps[head] != "nsubj" or tree.deps[verb] != "relcl" or verb < i:
        return False
    return any(tree.deps[k] == "dobj" and tree.lemmas[k] in RELATIVE and k < head for k in tree.kids[verb])


def finite(tree: Tree, i: int) -> bool:
    """Whether verb i, or an auxiliary of it, has tense: then it has a subject of its own."""
    return tree.tags[i] in FINITE or any(
        tree.deps[k] in ("aux", "auxpass") and tree.tags[k] in FINITE for k in tree.kids[i]
    )


def subject(tree: Tree, i: int, depth: int = 0) -> int | None:
    """The head of the grammatical subject of verb i, also where it is only understood."""
    own = tree.kid(i, "nsubj", "nsubjpass", "csubj")
    if own is not None:
        if tree.lemmas[own] in RELATIVE and tree.deps[i] == "relcl" and tree.heads[i] != i:
            return tree.heads[i]
        return own
    head, dep = tree.heads[i], tree.deps[i]
    if finite(tree, i) and dep in ("advcl", "ccomp", "dep", "acl", "pcomp"):
        return _left_of(tree, i)
    if head == i or depth > 6:
        return None
    if dep in ("acl", "amod"):
        return head
    if dep == "relcl" and tree.pos[head] in ("NOUN", "PROPN", "PRON"):
        return head
    if dep == "xcomp":
        controlled = tree.kid(head, "dobj")
        if controlled is not None and controlled < i:
            return controlled
        return subject(tree, head, depth + 1)
    if dep in ("conj", "advcl", "dep", "ccomp") and tree.pos[head] in ("VERB", "AUX"):
        if dep == "ccomp" and tree.tags[i] not in ("VBG", "VB"):
            return None
        return subject(tree, head, depth + 1)
    if dep == "pcomp" and tree.heads[head] != head:
        above = tree.heads[head]
        if tree.pos[above] in ("VERB", "AUX"):
            accused = tree.kid(above, "dobj") if tree.lemmas[above] in OBJECT_CONTROL else None
            if accused is not None and tree.lemmas[head] in ("of", "from", "for", "with"):
                return accused
            return subject(tree, above, depth + 1)
        return None
    return None


def _left_of(tree: Tree, i: int) -> int | None:
    """The noun whose phrase ends right before finite verb i: a subject that parsers lose."""
    j = i - 1
    first = tree.spans[tree.sents[i]][0]
    while j >= first and tree.deps[j] in ("advmod", "neg", "aux", "auxpass"):
        j -= 1
    if j < first:
        return None
    found = None
    for k in (j, *tree.above(j)):
        if k < i and tree.pos[k] == "VERB" and tree.deps[k] == "relcl":
            continue  # "commanders who overthrew A named B": the subject stands before the clause
        if k >= i or tree.pos[k] in ("VERB", "AUX") or tree.lemmas[k] in CONJUNCTIONS:
            break
        if tree.pos[k] in ("NOUN", "PROPN", "PRON"):
            found = k
    return found
