"""Did it happen? The status of an event, with the words that tell.

Looked for, in this order: called off, denied, alleged, hypothetical, planned, background, ongoing.
What no rule speaks against occurred. Method: cues on the trigger and on the verbs that govern it,
after the factuality annotation of FactBank (Saurí and Pustejovsky 2009), without its graded scale.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sitegen.annotate.clauses import subject
from sitegen.annotate.tree import Tree
from sitegen.model import Status

CANCEL = frozenset("cancel postpone scrap abandon shelve suspend halt cancelled".split())
DENY = frozenset("deny reject refute dismiss dispute".split())
FAIL = frozenset("fail refuse decline".split())
ALLEGE = frozenset("accuse suspect charge allege rumour rumor indict".split())
ALLEGED = frozenset(
    "alleged allegedly reportedly reported suspected purported purportedly supposed supposedly "
    "apparent apparently accused unconfirmed rumoured rumored".split()
)
ALLEGATIONS = frozenset("allegation accusation suspicion charge rumour rumor claim".split())
PREVENT = frozenset("prevent thwart foil avert avoid block stop deter attempt try seek threaten".split())
PLOT = frozenset(
    "plan plot attempt conspiracy scheme threat bid intention intent ability chance risk fear".split()
)
INTEND = frozenset(
    "plan intend aim hope want wish prepare vow pledge promise decide agree expect schedule set poise "
    "slate threaten order urge call ask need consider propose offer due ready likely prepared".split()
)
EXPECTED = frozenset("due expected scheduled slated set invited".split())
POSSIBLE = frozenset(("may", "might", "could", "can", "should", "must", "ought"))
CONDITION = frozenset(("if", "unless", "whether"))
FUTURE = frozenset(("will", "shall", "wo", "'ll", "’ll"))
AHEAD = frozenset(
    "upcoming planned scheduled forthcoming proposed next future potential possible expected".split()
)
POSSIBLE_NOUN = frozenset("potential possible proposed hypothetical".split())
BEFORE = frozenset("previously formerly earlier once historically past former previous".split())
GOING = frozenset("continue begin start commence launch resume rage proceed".split())
REPORTING = frozenset(
    "say tell announce report state claim declare add confirm deny insist believe think allege suggest "
    "reveal argue note warn explain assert acknowledge admit write".split()
)


def status(tree: Tree, i: int) -> tuple[Status, str]:
    """Status of the event that token i triggers, and why."""
    return next(_rules(tree, i), ("occurred", "stated as a fact"))


def _rules(tree: Tree, i: int) -> Iterator[tuple[Status, str]]:
    noun = tree.pos[i] in ("NOUN", "PROPN")
    above = _governors(tree, i)
    near = above[:2]
    for verb, dep in near:
        if noun and dep in ("dobj", "nsubjpass") and _cancels(tree, verb):
            yield "called-off", f"“{tree.words[verb]}”"
    modifiers = [k for k in tree.kids[i] if tree.deps[k] in ("amod", "advmod", "compound")]
    if any(tree.lemmas[k] in ("cancelled", "canceled", "postponed") for k in modifiers):
        yield "called-off", "a modifier says so"
    negation = _negation(tree, i, noun)
    if negation is not None:
        yield "denied", f"negated: “{tree.words[negation]}”"
    for verb, dep in near:
        if tree.lemmas[verb] in DENY and dep in ("dobj", "ccomp", "xcomp", "nsubjpass", "pcomp"):
            yield "denied", f"“{tree.words[verb]}”"
        if tree.lemmas[verb] in FAIL and dep == "xcomp":
            yield "denied", f"“{tree.words[verb]}”"
        if dep == "nsubjpass" or dep == "dobj":
            negated = tree.kid(verb, "neg")
            if noun and negated is not None:
                yield "denied", f"negated: “{tree.words[negated]}”"
    yield from _alleged(tree, i, modifiers, above)
    yield from _hypothetical(tree, i, noun, modifiers, above)
    yield from _planned(tree, i, noun, modifiers, above)
    yield from _background(tree, i, noun, modifiers)
    yield from _ongoing(tree, i, noun, near)


def _governors(tree: Tree, i: int) -> list[tuple[int, str]]:
    """(governing verb or noun, label of the arc below it), nearest first, prepositions skipped."""
    found: list[tuple[int, str]] = []
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


def _cancels(tree: Tree, verb: int) -> bool:
    if tree.lemmas[verb] == "call":
        particle = tree.kid(verb, "prt")
        return particle is not None and tree.lemmas[particle] == "off"
    return tree.lemmas[verb] in CANCEL


def _negation(tree: Tree, i: int, noun: bool) -> int | None:
    if noun:
        for k in tree.kids[i]:
            if tree.deps[k] == "det" and tree.lemmas[k] in ("no", "neither", "any"):
                return k if tree.lemmas[k] != "any" else None
        return None
    for j in (i, tree.heads[i] if tree.deps[i] == "xcomp" else i):
        found = tree.kid(j, "neg")
        if found is not None:
            return found
        for k in tree.kids[j]:
            if tree.deps[k] == "advmod" and tree.lemmas[k] in ("never", "hardly"):
                return k
            if tree.deps[k] in ("nsubj", "nsubjpass", "dobj") and (
                tree.lemmas[k] in ("nobody", "none", "no-one") or _no(tree, k)
            ):
                return k
    return None


def _no(tree: Tree, k: int) -> bool:
    """ "no steps have been taken" """
    return any(tree.deps[m] == "det" and tree.lemmas[m] == "no" for m in tree.kids[k])


def _alleged(
    tree: Tree, i: int, modifiers: list[int], above: list[tuple[int, str]]
) -> Iterator[tuple[Status, str]]:
    beside = [k for verb, dep in above[:1] if dep in ("dobj", "nsubj", "nsubjpass") for k in tree.kids[verb]]
    for k in (*modifiers, *(k for k in beside if tree.deps[k] == "advmod")):
        if tree.lemmas[k] in ALLEGED or tree.words[k].lower() in ALLEGED:
            yield "alleged", f"“{tree.words[k]}”"
    for verb, dep in above[:2]:
        if tree.lemmas[verb] in ALLEGE and dep in ("pcomp", "xcomp", "pobj") and verb != i:
            yield "alleged", f"“{tree.words[verb]}”"
        if tree.lemmas[verb] in ALLEGATIONS and dep in ("pcomp", "pobj", "acl"):
            yield "alleged", f"“{tree.words[verb]}”"


def _hypothetical(
    tree: Tree, i: int, noun: bool, modifiers: list[int], above: list[tuple[int, str]]
) -> Iterator[tuple[Status, str]]:
    clause = _clause(tree, i)
    for j in clause:
        for k in tree.kids[j]:
            if tree.deps[k] == "mark" and tree.lemmas[k] in CONDITION:
                yield "hypothetical", f"“{tree.words[k]}”"
            if not noun and tree.deps[k] == "aux" and tree.lemmas[k] in POSSIBLE:
                yield "hypothetical", f"“{tree.words[k]}”"
            if (
                not noun
                and tree.deps[k] == "aux"
                and tree.lemmas[k] in ("would", "'d")
                and not _reported(tree, j)
            ):
                yield "hypothetical", f"“{tree.words[k]}”"
    if any(tree.lemmas[k] in POSSIBLE_NOUN for k in modifiers):
        yield "hypothetical", "a modifier says so"
    for verb, dep in above[:2]:
        prevented = tree.lemmas[verb] in PREVENT and dep in ("dobj", "nsubjpass", "xcomp", "pcomp")
        aimed = dep == "advcl" and tree.kid(verb, "dobj") is not None and _infinitive(tree, i)
        if aimed and tree.lemmas[tree.kid(verb, "dobj") or verb] in PLOT:
            yield "hypothetical", f"“{tree.words[tree.kid(verb, 'dobj') or verb]}”"
        if prevented and tree.lemmas[i] not in PLOT:
            yield "hypothetical", f"“{tree.words[verb]}”"
        if (
            tree.lemmas[verb] in PLOT
            and tree.pos[verb] == "NOUN"
            and dep in ("acl", "pcomp", "pobj", "compound")
        ):
            yield "hypothetical", f"“{tree.words[verb]}”"


def _planned(
    tree: Tree, i: int, noun: bool, modifiers: list[int], above: list[tuple[int, str]]
) -> Iterator[tuple[Status, str]]:
    for k in modifiers:
        if tree.lemmas[k] in AHEAD:
            yield "planned", f"“{tree.words[k]}”"
    chain = [i, *(verb for verb, dep in above[:1] if noun and dep in ("dobj", "nsubj", "nsubjpass"))]
    for j in chain:
        for k in tree.kids[j]:
            if tree.deps[k] == "aux" and tree.lemmas[k] in FUTURE:
                yield "planned", f"“{tree.words[k]}”"
            if tree.deps[k] == "aux" and tree.lemmas[k] in ("would", "'d") and _reported(tree, j):
                yield "planned", f"reported as to come: “{tree.words[k]}”"
    for verb, dep in above[:1] if noun else ():
        # "was due in Damascus for talks", "is expected for a visit"
        ready = [k for k in (verb, *tree.kids[verb]) if tree.words[k].lower() in EXPECTED and k != i]
        if dep in ("pcomp", "pobj") and ready:
            yield "planned", f"“{tree.words[ready[0]]}”"
    if tree.deps[i] in ("xcomp", "acl", "advcl", "ccomp") and _infinitive(tree, i):
        head = tree.heads[i]
        if tree.lemmas[head] in INTEND or tree.words[head].lower() in INTEND or tree.lemmas[head] == "go":
            yield "planned", f"“{tree.words[head]} to”"
        if tree.deps[i] == "acl" or tree.deps[i] == "advcl":
            yield "planned", "an aim: “to”"
        if tree.deps[i] == "xcomp" and tree.lemmas[head] in ("be", "have"):
            yield "planned", f"“{tree.words[head]} to”"
    for verb, dep in above[:1]:
        if (
            noun
            and dep in ("dobj", "nsubjpass", "pcomp")
            and tree.lemmas[verb]
            in (
                "plan",
                "schedule",
                "propose",
                "seek",
                "demand",
                "urge",
                "want",
                "discuss",
                "consider",
                "expect",
                "threaten",
            )
        ):
            yield "planned", f"“{tree.words[verb]}”"
        if noun and dep in ("dobj", "nsubjpass") and _infinitive(tree, verb):
            head = tree.heads[verb]
            if tree.lemmas[head] in INTEND:
                yield "planned", f"“{tree.words[head]} to”"


def _background(tree: Tree, i: int, noun: bool, modifiers: list[int]) -> Iterator[tuple[Status, str]]:
    for k in modifiers:
        if tree.lemmas[k] in BEFORE and tree.lemmas[k] != "earlier":
            yield "background", f"“{tree.words[k]}”"
    if noun:
        return
    for j in (i, tree.heads[i] if tree.deps[i] in ("xcomp", "conj") else i):
        # In a relative clause or a report "had" only says that it came before.
        if tree.deps[j] in ("relcl", "ccomp") or _reported(tree, j):
            continue
        for k in tree.kids[j]:
            if tree.deps[k] == "aux" and tree.words[k].lower() in ("had", "'d"):
                yield "background", f"past perfect: “{tree.words[k]}”"
    if tree.deps[i] == "xcomp" and tree.lemmas[tree.heads[i]] == "use":
        yield "background", "“used to”"


def _ongoing(tree: Tree, i: int, noun: bool, near: list[tuple[int, str]]) -> Iterator[tuple[Status, str]]:
    if noun:
        for verb, dep in near[:1]:
            if dep in ("dobj", "nsubj", "nsubjpass") and tree.lemmas[verb] in (
                "continue",
                "commence",
                "rage",
                "intensify",
            ):
                yield "ongoing", f"“{tree.words[verb]}”"
        return
    being = [k for k in tree.kids[i] if tree.deps[k] in ("aux", "auxpass") and tree.lemmas[k] == "be"]
    if tree.tags[i] == "VBG" and any(
        tree.words[k].lower() in ("is", "are", "'s", "’s", "'re", "am", "’re", "been") for k in being
    ):
        yield "ongoing", "present progressive"
    if tree.deps[i] == "xcomp" and tree.lemmas[tree.heads[i]] in GOING:
        yield "ongoing", f"“{tree.words[tree.heads[i]]}”"


def _clause(tree: Tree, i: int) -> list[int]:
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


def _infinitive(tree: Tree, i: int) -> bool:
    return any(tree.deps[k] == "aux" and tree.words[k].lower() == "to" for k in tree.kids[i])


def _reported(tree: Tree, verb: int) -> bool:
    """Whether a clause is what somebody says: "said the US would lift sanctions"."""
    head = tree.heads[verb]
    if tree.deps[verb] in ("ccomp", "parataxis") and head != verb and tree.lemmas[head] in REPORTING:
        return True
    return any(
        tree.deps[k] in ("ccomp", "parataxis") and tree.lemmas[k] in REPORTING for k in tree.kids[verb]
    )


def source(tree: Tree, i: int) -> int | None:
    """The token of whoever the sentence has say that event i is so; None for the article's own voice."""
    path = [i, *tree.above(i)]
    for below, head in pairwise(path):
        if tree.deps[below] in ("ccomp", "parataxis", "xcomp") and tree.lemmas[head] in REPORTING:
            if tree.deps[below] == "xcomp":
                continue
            return subject(tree, head)
    for j in path:
        for k in tree.kids[j]:
            if (
                tree.lemmas[k] in REPORTING
                and tree.deps[k] in ("ccomp", "parataxis")
                and tree.kid(k, "ccomp") is None
            ):
                who = tree.kid(k, "nsubj")
                if who is not None and k > i and tree.deps[k] == "parataxis":
                    return who
            if tree.lemmas[k] == "accord":
                for name, o in tree.prepositions(k):
                    if name == "to":
                        return o
    return None
