"""Parties: which mention a noun of the sentence names, itself or as its member, office or machine."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sitegen.annotate.clauses import subject
from sitegen.annotate.status import REPORTING
from sitegen.annotate.tree import Tree
from sitegen.model import Mention

ITSELF = frozenset(("it", "its", "they", "their"))
PLURAL = frozenset(("they", "their"))
MACHINES = frozenset("jet warplane aircraft plane drone ship tank missile".split())
"""They stand for whoever uses them, not for their maker, so only where they do something."""
OFFICES = frozenset(
    "minister president leader king queen prince premier chancellor senator ambassador lawmaker".split()
)
"""One of these acts for himself: "Syria's foreign minister" is not Syria."""
OFFICIAL = frozenset("official delegation envoy diplomat representative government".split())
PRIVATE = frozenset(
    "citizen national lawyer people resident civilian prisoner executive employee worker supporter "
    "team".split()
)
"""Their country takes no part in what they do."""
MEMBERS = (
    MACHINES
    | OFFICES
    | PRIVATE
    | frozenset(
        "member fighter troop force soldier official militant spokesman spokeswoman spokesperson "
        "delegation government authority army military police officer agent commander representative "
        "envoy diplomat militia rebel insurgent faction coalition alliance consortium cell group "
        "gunman regime state security service ministry navy personnel chief head".split()
    )
)


@dataclass(frozen=True, slots=True)
class Names:
    """The mentions of a Doc by token."""

    mentions: Sequence[Mention]
    at: Sequence[int]
    """Index of the mention that covers each token, the longest where several do; -1 where none."""

    def of(self, i: int) -> Mention | None:
        return self.mentions[self.at[i]] if self.at[i] >= 0 else None


def names_of(tree: Tree, mentions: Sequence[Mention]) -> Names:
    at = [-1] * len(tree.words)
    starts = {start: i for i, start in enumerate(tree.starts)}
    for index in sorted(range(len(mentions)), key=lambda k: mentions[k].end - mentions[k].start):
        mention = mentions[index]
        i = starts.get(mention.start)
        if i is None:
            # The mention starts inside a token: the last token that starts before it holds it.
            i = max(0, bisect_right(tree.starts, mention.start) - 1)
        while i < len(tree.words) and tree.starts[i] < mention.end:
            at[i] = index
            i += 1
    return Names(mentions, at)


def named(tree: Tree, j: int, names: Names, acts: bool = True) -> int | None:
    """The mention that noun j is, or whose member, apposition or head it is. `acts`: j does something."""
    mention = names.of(j)
    if mention is not None and mention.kind in ("name", "acronym", "metonym", "demonym", "pronoun"):
        return names.at[j]
    for k in tree.kids[j]:
        if tree.deps[k] in ("appos", "flat") and names.at[k] >= 0:
            return names.at[k]
    if mention is not None:
        return names.at[j]
    noun = tree.lemmas[j] if tree.lemmas[j] in MEMBERS else tree.lemmas[j].removesuffix("s")
    if noun not in MEMBERS or (noun in MACHINES and not acts):
        return None
    found = _belongs_to(tree, j, names)
    if found is None:
        return None
    people = names.mentions[found]
    if people.type == "group":
        # "Kurdish fighters" are of the Kurds; "Arab ministers" are no Arabs' ministers.
        return None if noun in OFFICES or noun in OFFICIAL else found
    if people.type != "place":
        return found
    alone = noun in OFFICES and tree.tags[j] in ("NN", "NNP")
    return None if alone or noun in PRIVATE else found


def says_of_itself(tree: Tree, j: int, names: Names) -> Iterator[int]:
    """The mentions that pronoun j stands for in "Acme said it agreed" and "A and B said they agreed"."""
    word = tree.words[j].lower()
    if word not in ITSELF or names.at[j] >= 0:
        return
    below = j
    for above in tree.above(j):
        if tree.deps[below] == "ccomp" and tree.lemmas[above] in REPORTING:
            who = subject(tree, above)
            if who is None or who > j or tree.pos[below] != "VERB":
                return
            speakers = [named(tree, k, names) for k in tree.conjuncts(who)]
            if word in PLURAL:
                several = len(speakers) > 1 or tree.tags[who] == "NNS"
                yield from (k for k in speakers if k is not None and several)
            elif speakers[0] is not None and names.mentions[speakers[0]].type in ("organisation", "place"):
                yield speakers[0]
            return
        below = above


def _belongs_to(tree: Tree, j: int, names: Names) -> int | None:
    for k in tree.kids[j]:
        if tree.deps[k] in ("compound", "amod", "nmod", "poss") and names.at[k] >= 0:
            return names.at[k]
    for preposition, o in tree.prepositions(j):
        if preposition in ("of", "from", "for") and names.at[o] >= 0:
            return names.at[o]
        if preposition == "of" and (leader := _leader(tree, o, names)) is not None:
            return leader  # "a group of companies led by X"
    return _leader(tree, j, names)


def _leader(tree: Tree, j: int, names: Names) -> int | None:
    """The mention of who leads noun j: "rebels led by X"."""
    for k in tree.kids[j]:
        if tree.deps[k] == "acl" and tree.lemmas[k] == "lead":
            for name, o in tree.prepositions(k):
                if name == "by" and names.at[o] >= 0:
                    return names.at[o]
    return None


def phrase(tree: Tree, j: int) -> tuple[int, int]:
    """Characters of noun j with what stands before it in its phrase."""
    first = j
    for k in tree.kids[j]:
        if k < first and tree.deps[k] in ("det", "compound", "amod", "nummod", "poss", "nmod", "predet"):
            first = min(first, min(tree.subtree(k)))
    return tree.starts[first], tree.end(j)
