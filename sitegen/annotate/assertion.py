"""Does the sentence assert that the event happened, or does it only name it?

"Talks were held in Oman" asserts it, "a merger proposal", "in Oman for talks" and "an agreement is
unlikely" don't. A clause asserts what its tensed verb says, and takes for granted what hangs on that
verb as its subject, as the object of a verb that makes or judges an event, or behind "after" and
"since" (presupposition, as in FactBank's sources: Karttunen 1971, Kiparsky and Kiparsky 1970).
"""

from __future__ import annotations

from sitegen.annotate.status_words import BRING, CONDITION
from sitegen.annotate.tree import OBJECTS, Tree

TENSED = frozenset(("VBD", "VBZ", "VBP"))
LATER = frozenset(("when", "once", "until", "till", "after", "before", "as", "while"))
DONE = frozenset(
    "after since following during amid despite when while upon because due besides alongside".split()
)
"""Prepositions whose object has happened or is going on."""
WHERE = frozenset("in at by on from with through throughout under as over near".split())
"""Those whose object is as true as the clause that they stand in."""
IMPLIES = frozenset("manage begin start continue keep help force cause go come make let succeed".split())
"""Verbs whose complement happens where they do."""
TAKES_UP = BRING | frozenset(
    "commence end suffer lose cause trigger spark prompt bring witness mark follow precede survive "
    "foil thwart repel interrupt halt break finish announce lift order describe call condemn "
    "welcome praise criticise criticize hail denounce mourn commemorate celebrate claim cover "
    "report confirm remember film record shatter violate tell address close chair boycott".split()
)
"""Verbs of which an event that they have as object has happened: they bring it about, end it or judge it."""
FACETS = frozenset(
    "day anniversary aftermath result part start beginning wake news scene site time victim toll "
    "round end survivor cause hour course night morning evening week outcome".split()
)
"""Nouns that an event has: "victims of the attack", "the scene of the raid"."""
OPEN = frozenset(
    "unlikely likely possible impossible imminent near close due necessary needed inevitable doubtful "
    "uncertain premature probable desirable essential ready".split()
)
"""What is said of an event that has not happened: "an agreement is unlikely"."""
DEEPEST = 8


def asserted(tree: Tree, i: int, depth: int = 0) -> bool:
    """Whether the sentence asserts the event of token i or takes it for granted."""
    if depth > DEEPEST:
        return False
    if tree.pos[i] in ("VERB", "AUX"):
        return _verb(tree, i, depth)
    if tree.pos[i] == "ADJ":
        return tree.tags[i] == "VBN" and tree.deps[i] == "amod"
    return _noun(tree, i, depth)


def _verb(tree: Tree, i: int, depth: int) -> bool:
    helpers = [k for k in tree.kids[i] if tree.deps[k] in ("aux", "auxpass")]
    if any(tree.deps[k] == "neg" for k in tree.kids[i]) or any(tree.tags[k] == "MD" for k in helpers):
        return False
    marks = {tree.lemmas[k] for k in tree.kids[i] if tree.deps[k] in ("mark", "advmod")}
    if marks & CONDITION:
        return False
    if tree.deps[i] == "advcl" and marks & LATER and _ahead(tree, tree.heads[i]):
        return False
    if tree.tags[i] in TENSED or any(tree.tags[k] in TENSED for k in helpers):
        return True
    head, dep = tree.heads[i], tree.deps[i]
    if tree.tags[i] == "VB":
        return dep in ("xcomp", "ccomp") and tree.lemmas[head] in IMPLIES and asserted(tree, head, depth + 1)
    if dep == "conj":
        return asserted(tree, head, depth + 1)
    if tree.tags[i] == "VBN":
        return dep != "xcomp" or asserted(tree, head, depth + 1)
    if dep == "pcomp":
        return tree.lemmas[head] in DONE or (
            tree.lemmas[head] in ("by", "in") and asserted(tree, tree.heads[head], depth + 1)
        )
    if dep in ("advcl", "xcomp", "ccomp"):
        implied = dep == "advcl" or tree.lemmas[head] in IMPLIES
        return implied and tree.pos[head] in ("VERB", "AUX") and asserted(tree, head, depth + 1)
    return dep in ("acl", "ROOT") or head == i


def _ahead(tree: Tree, verb: int) -> bool:
    return any(tree.tags[k] == "MD" for k in tree.kids[verb])


def _noun(tree: Tree, i: int, depth: int) -> bool:
    if any(tree.deps[k] == "det" and tree.lemmas[k] in ("no", "any", "neither") for k in tree.kids[i]):
        return False
    for k in tree.kids[i]:
        told = tree.deps[k] == "relcl" or (tree.deps[k] == "acl" and tree.tags[k] == "VBN")
        if told and _verb(tree, k, depth + 1):
            return True  # "a raid that killed three", "an accord signed in Doha"
        if _dated(tree, k):
            return True  # "last Sunday's agreement", "the agreement of 10 March"
    i = tree.first_conjunct(i)
    head, dep = tree.heads[i], tree.deps[i]
    if dep in ("nsubj", "nsubjpass"):
        open_ = any(tree.deps[k] == "acomp" and tree.lemmas[k] in OPEN for k in tree.kids[head])
        return not open_ and tree.pos[head] in ("VERB", "AUX") and _verb(tree, head, depth + 1)
    if dep in OBJECTS:
        return tree.lemmas[head] in TAKES_UP and asserted(tree, head, depth + 1)
    if dep == "attr":
        return _verb(tree, head, depth + 1)
    if dep == "appos":
        return asserted(tree, head, depth + 1)
    if dep == "pobj":
        return _behind(tree, head, depth)
    if dep in ("compound", "poss", "nmod"):
        return tree.lemmas[head] in FACETS
    if head == i:  # a headline without a verb
        return any(tree.deps[k] == "prep" and tree.lemmas[k] in ("in", "at", "near") for k in tree.kids[i])
    return False


def _dated(tree: Tree, k: int) -> bool:
    """Whether dependent k of a noun is when it was: not a year that names it ("the 1933 Act")."""
    if tree.ents[k] == "DATE":
        return tree.deps[k] in ("poss", "npadvmod", "tmod")
    if tree.deps[k] != "prep" or tree.lemmas[k] not in ("on", "in", "of", "between", "from"):
        return False
    return any(tree.deps[o] == "pobj" and tree.ents[o] == "DATE" for o in tree.kids[k])


def _behind(tree: Tree, preposition: int, depth: int) -> bool:
    """Whether what stands behind a preposition happened."""
    name, head = tree.lemmas[preposition], tree.heads[preposition]
    if name in DONE:
        return not (tree.pos[head] in ("VERB", "AUX") and _ahead(tree, head))
    if name == "of":
        return tree.lemmas[head] in FACETS
    return name in WHERE and tree.pos[head] in ("VERB", "AUX", "NOUN") and asserted(tree, head, depth + 1)
