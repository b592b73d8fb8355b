"""What stands above an event word and may speak of whether it happened, and the auxiliaries it has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sitegen.annotate.tree import Tree

Governors = list[tuple[int, str]]
"""(governing verb or noun, label of the arc below it), nearest first."""


class Site(NamedTuple):
    """Token i and what the rules of status ask about it."""

    i: int
    noun: bool
    above: Governors
    modifiers: list[int]
    before: int | None
    """The preposition that it is the object of."""
    leader: int
    """The verb whose auxiliaries it shares, itself mostly."""


def site(tree: Tree, i: int) -> Site:
    noun = tree.pos[i] in ("NOUN", "PROPN")
    modifiers = [k for k in tree.kids[i] if tree.deps[k] in ("amod", "advmod", "compound")]
    leader = i if noun else _leader(tree, i)
    return Site(i, noun, _governors(tree, i), modifiers, _preposition(tree, i), leader)


def _governors(tree: Tree, i: int) -> Governors:
    """The words above i that may speak of it, prepositions skipped."""
    found: Governors = []
    label = ""
    j = i
    for head in tree.above(i):
        if tree.deps[j] == "conj" and (tree.kid(j, "nsubj", "nsubjpass") is None or j != i):
            j = head
            continue
        if tree.deps[j] == "conj":
            break
        label = label or tree.deps[j]
        if tree.pos[head] in ("VERB", "AUX", "NOUN", "ADJ"):
            found.append((head, label))
            label = ""
        else:
            label = "pcomp" if tree.deps[j] in ("pcomp", "pobj") else label
        j = head
        if len(found) >= 4:
            break
    return found


def _preposition(tree: Tree, i: int) -> int | None:
    """The preposition that i, or the coordination it stands in, is the object of."""
    j = i if tree.deps[i] != "conj" else tree.first_conjunct(i)
    return tree.heads[j] if tree.deps[j] in ("pobj", "pcomp") else None


def _leader(tree: Tree, i: int) -> int:
    """The verb whose auxiliaries i shares: "meet" for "sign" in "will meet and sign"; i itself mostly."""
    steps = 0
    while (
        tree.deps[i] == "conj"
        and steps < 9
        and tree.kid(i, "nsubj", "nsubjpass") is None
        and _form(tree, i) in ("VB", "VBN", "VBG")
        and _form(tree, tree.heads[i]) == _form(tree, i)
    ):
        i, steps = tree.heads[i], steps + 1
    return i


def _form(tree: Tree, i: int) -> str:
    """Tag of the first word of a verb that isn't "to" or a modal: "be" of "to be fired"."""
    for k in tree.kids[i]:
        if tree.deps[k] in ("aux", "auxpass") and tree.tags[k] not in ("TO", "MD"):
            return tree.tags[k]
    return tree.tags[i]


def auxiliaries(tree: Tree, i: int) -> Iterator[int]:
    """Those of verb i, and those it shares with the verb before."""
    leader = _leader(tree, i) if tree.deps[i] == "conj" else i
    for k in tree.kids[leader]:
        if tree.deps[k] in ("aux", "auxpass"):
            yield k
    if leader != i:
        for k in tree.kids[i]:
            if tree.deps[k] in ("aux", "auxpass"):
                yield k


def infinitive(tree: Tree, i: int) -> bool:
    return any(tree.words[k].lower() == "to" for k in auxiliaries(tree, i))


def to_have(tree: Tree, i: int) -> bool:
    return infinitive(tree, i) and any(
        tree.deps[k] == "aux" and tree.lemmas[k] == "have" for k in tree.kids[i]
    )


def present(tree: Tree, i: int) -> bool:
    tags = [tree.tags[k] for k in tree.kids[i] if tree.deps[k] in ("aux", "auxpass")] or [tree.tags[i]]
    return tags[0] in ("VBP", "VBZ")


def own_clause(tree: Tree, i: int) -> list[int]:
    """i and the verbs above it as far as its own clause and the condition it may stand in reach."""
    found = [i]
    for head in tree.above(i):
        last = found[-1]
        if tree.pos[head] in ("VERB", "AUX"):
            if tree.deps[last] in ("ccomp", "relcl", "advcl", "parataxis", "acl"):
                break
            found.append(head)
        elif tree.pos[last] in ("VERB", "AUX"):
            break
    return found
