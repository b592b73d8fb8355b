"""Did it happen? The status of an event, with the words that tell.

Looked for, in this order: called off, denied, alleged, hypothetical, planned, background, ongoing.
What no rule speaks against occurred. Method: cues on the trigger and on the verbs that govern it,
after the factuality annotation of FactBank (Saurí and Pustejovsky 2009), without its graded scale.
An event noun shares the status of the verb that brings it about ("will hold talks", "no deal was
reached"), not that of one that only speaks of it ("will discuss the attack").
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sitegen.annotate.clauses import subject
from sitegen.annotate.status_words import (
    ABLE,
    AHEAD,
    ALLEGATIONS,
    ALLEGE,
    ALLEGED,
    ASK,
    BEFORE,
    BRING,
    CANCEL,
    CANCELLED,
    CONDITION,
    DENY,
    DENY_NOUN,
    EXPECTED,
    FAIL,
    FUTURE,
    GOING,
    HABIT,
    HAPPEN,
    HEARSAY,
    INSTEAD,
    INTEND,
    PERMIT,
    PLOT,
    POSSIBLE,
    POSSIBLE_NOUN,
    PREVENT,
    PROPOSE,
    REFUSE_NOUN,
    REFUSED,
    UNREADY,
    WEIGH,
    WOULD,
)
from sitegen.annotate.tree import Tree
from sitegen.model import Status

REPORTING = frozenset(
    "say tell announce report state claim declare add confirm deny insist believe think allege suggest "
    "reveal argue note warn explain assert acknowledge admit write".split()
)
OBJECT = frozenset(("dobj", "nsubjpass"))
CLAUSE = frozenset(("ccomp", "xcomp", "pcomp", "acl"))
SINCE = "“since”"

Found = Iterator[tuple[Status, str]]
Governors = list[tuple[int, str]]
"""(governing verb or noun, label of the arc below it), nearest first."""


def status(tree: Tree, i: int) -> tuple[Status, str]:
    """Status of the event that token i triggers, and why."""
    return next(_rules(tree, i), ("occurred", "stated as a fact"))


def _rules(tree: Tree, i: int) -> Found:
    noun = tree.pos[i] in ("NOUN", "PROPN")
    above = _governors(tree, i)
    modifiers = [k for k in tree.kids[i] if tree.deps[k] in ("amod", "advmod", "compound")]
    carrier = _carrier(tree, above) if noun else None
    yield from _called_off(tree, i, noun, modifiers, above)
    yield from _denied(tree, i, noun, above)
    yield from _alleged(tree, i, modifiers, above)
    yield from _hypothetical(tree, i, noun, modifiers, above)
    yield from _planned(tree, i, noun, modifiers, above)
    if carrier is not None:
        yield from _rules(tree, carrier)
    yield from _background(tree, i, noun, modifiers)
    yield from _ongoing(tree, i, noun, above)


def _carrier(tree: Tree, above: Governors) -> int | None:
    """The verb that brings an event noun about: "hold" of "hold talks", "begin" of "talks began"."""
    for verb, dep in above[:1]:
        if tree.pos[verb] in ("VERB", "AUX") and (
            (dep in OBJECT and tree.lemmas[verb] in BRING)
            or (dep == "nsubj" and tree.lemmas[verb] in HAPPEN and not _says_more(tree, verb))
            or (dep == "attr" and tree.lemmas[verb] == "be")
        ):
            return verb
    return None


def _says_more(tree: Tree, verb: int) -> bool:
    """ "the attack will come to haunt them", "the call was not enough": the verb speaks of its subject."""
    return tree.kid(verb, "attr", "acomp", "xcomp", "dobj", "oprd") is not None


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


def _with_particle(tree: Tree, verb: int) -> str:
    particle = tree.kid(verb, "prt")
    return tree.lemmas[verb] if particle is None else f"{tree.lemmas[verb]}_{tree.lemmas[particle]}"


def _preposition(tree: Tree, i: int) -> int | None:
    """The preposition that i, or the coordination it stands in, is the object of."""
    j = tree.first_conjunct(i)
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


def _auxiliaries(tree: Tree, i: int) -> Iterator[int]:
    """Those of verb i, and those it shares with the verb before."""
    leader = _leader(tree, i)
    for j in (i,) if leader == i else (leader, i):
        for k in tree.kids[j]:
            if tree.deps[k] in ("aux", "auxpass"):
                yield k


def _called_off(tree: Tree, i: int, noun: bool, modifiers: list[int], above: Governors) -> Found:
    for verb, dep in above[:2]:
        if noun and dep in OBJECT and _with_particle(tree, verb) in CANCEL:
            yield "called-off", f"“{tree.words[verb]}”"
    if any(tree.lemmas[k] in CANCELLED for k in modifiers):
        yield "called-off", "a modifier says so"
    if tree.deps[i] == "xcomp" and tree.lemmas[tree.heads[i]] == "be" and _to_have(tree, i):
        yield "called-off", f"“{tree.words[tree.heads[i]]} to have”"


def _denied(tree: Tree, i: int, noun: bool, above: Governors) -> Found:
    negation = _negation(tree, i, noun)
    if negation is not None:
        yield "denied", f"negated: “{tree.words[negation]}”"
    before = _preposition(tree, i)
    if before is not None and tree.lemmas[before] in INSTEAD:
        yield "denied", f"“{tree.words[before]}”"
    if before is not None and tree.lemmas[before] == "of" and tree.lemmas[before - 1] in INSTEAD:
        yield "denied", f"“{tree.words[before - 1]} of”"
    head = tree.heads[_leader(tree, i)]
    if tree.deps[_leader(tree, i)] == "xcomp" and tree.lemmas[head] in FAIL | UNREADY:
        yield "denied", f"“{tree.words[head]}”"
    for verb, dep in above[:2]:
        lemma = _with_particle(tree, verb)
        if noun and dep in OBJECT:
            if lemma in DENY_NOUN or (lemma in REFUSE_NOUN and tree.lemmas[i] in REFUSED):
                yield "denied", f"“{tree.words[verb]}”"
        elif lemma in DENY and dep in CLAUSE:
            yield "denied", f"“{tree.words[verb]}”"
        if lemma in DENY and dep in OBJECT and verb != above[0][0] and above[0][1] in CLAUSE:
            # "denied a report that …"
            yield "denied", f"“{tree.words[verb]}”"


def _negation(tree: Tree, i: int, noun: bool) -> int | None:
    if noun:
        for k in tree.kids[i]:
            if tree.deps[k] == "det" and tree.lemmas[k] in ("no", "neither"):
                return k
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


def _alleged(tree: Tree, i: int, modifiers: list[int], above: Governors) -> Found:
    beside = [k for verb, dep in above[:1] if dep in ("dobj", "nsubj", "nsubjpass") for k in tree.kids[verb]]
    for k in (*modifiers, *(k for k in beside if tree.deps[k] == "advmod")):
        if tree.lemmas[k] in ALLEGED or tree.words[k].lower() in ALLEGED:
            yield "alleged", f"“{tree.words[k]}”"
    for verb, dep in above[:2]:
        if tree.lemmas[verb] in ALLEGE and dep in ("pcomp", "xcomp", "pobj") and verb != i:
            yield "alleged", f"“{tree.words[verb]}”"
        if tree.lemmas[verb] in ALLEGATIONS and dep in ("pcomp", "pobj", "acl"):
            yield "alleged", f"“{tree.words[verb]}”"
    head = tree.heads[i]
    if tree.deps[i] == "xcomp" and tree.lemmas[head] in HEARSAY and _to_have(tree, i):
        # "is said to have captured", "claimed to have captured"
        yield "alleged", f"“{tree.words[head]} to have”"


def _hypothetical(tree: Tree, i: int, noun: bool, modifiers: list[int], above: Governors) -> Found:
    if not noun:
        for j in _clause(tree, i):
            for k in tree.kids[j]:
                if tree.deps[k] == "mark" and (
                    tree.lemmas[k] in CONDITION or (tree.lemmas[k] == "until" and _present(tree, j))
                ):
                    yield "hypothetical", f"“{tree.words[k]}”"
            for k in _auxiliaries(tree, j):
                if tree.lemmas[k] in POSSIBLE or (tree.lemmas[k] in WOULD and not _reported(tree, j)):
                    yield "hypothetical", f"“{tree.words[k]}”"
        first, last = tree.spans[tree.sents[i]]
        if tree.words[last - 1] == "?" and tree.pos[first] == "AUX" and tree.deps[i] in ("ROOT", "conj"):
            yield "hypothetical", "a question"
    if any(tree.lemmas[k] in POSSIBLE_NOUN for k in modifiers):
        yield "hypothetical", "a modifier says so"
    before = _preposition(tree, i)
    if before is not None and tree.lemmas[before] == "for" and tree.lemmas[tree.heads[before]] in ASK:
        yield "hypothetical", f"“{tree.words[tree.heads[before]]} for”"
    for verb, dep in above[:2]:
        lemma = tree.lemmas[verb]
        aimed = dep == "advcl" and tree.kid(verb, "dobj") is not None and _infinitive(tree, i)
        if aimed and tree.lemmas[tree.kid(verb, "dobj") or verb] in PLOT:
            yield "hypothetical", f"“{tree.words[tree.kid(verb, 'dobj') or verb]}”"
        if lemma in PREVENT and dep in (OBJECT if noun else CLAUSE) and tree.lemmas[i] not in PLOT:
            yield "hypothetical", f"“{tree.words[verb]}”"
        if lemma in PLOT and tree.pos[verb] == "NOUN" and dep in ("acl", "pcomp", "pobj", "compound"):
            yield "hypothetical", f"“{tree.words[verb]}”"
        said = tree.kid(verb, "acomp") if lemma == "be" else verb
        if said is None or dep not in ("ccomp", "xcomp", "advcl") or not _infinitive(tree, i):
            continue
        # "allow somebody to leave", "it is difficult to leave"
        if lemma in PERMIT or (tree.pos[said] == "ADJ" and tree.lemmas[said] not in INTEND | ABLE):
            yield "hypothetical", f"“{tree.words[said]} to”"


def _planned(tree: Tree, i: int, noun: bool, modifiers: list[int], above: Governors) -> Found:
    for k in modifiers:
        if tree.lemmas[k] in AHEAD:
            yield "planned", f"“{tree.words[k]}”"
    if noun:
        yield from _planned_noun(tree, i, above)
        return
    for k in _auxiliaries(tree, i):
        if tree.lemmas[k] in FUTURE:
            yield "planned", f"“{tree.words[k]}”"
        if tree.lemmas[k] in WOULD and _reported(tree, i):
            yield "planned", f"reported as to come: “{tree.words[k]}”"
    i = _leader(tree, i)
    head, dep = tree.heads[i], tree.deps[i]
    if dep == "xcomp" and tree.tags[i] == "VBG" and tree.lemmas[head] in WEIGH:
        yield "planned", f"“{tree.words[head]}”"
    if not _infinitive(tree, i):
        return
    if dep in ("xcomp", "acl", "advcl", "ccomp"):
        if tree.lemmas[head] in INTEND or tree.words[head].lower() in INTEND or tree.lemmas[head] == "go":
            yield "planned", f"“{tree.words[head]} to”"
        if dep in ("acl", "advcl"):
            yield "planned", "an aim: “to”"
        if dep == "xcomp" and tree.lemmas[head] in ("be", "have"):
            yield "planned", f"“{tree.words[head]} to”"
    elif dep == "ROOT":
        yield "planned", "“to”"


def _planned_noun(tree: Tree, i: int, above: Governors) -> Found:
    for verb, dep in above[:1]:
        # "was due in Damascus for talks", "is expected for a visit"
        ready = [k for k in (verb, *tree.kids[verb]) if tree.words[k].lower() in EXPECTED and k != i]
        if dep in ("pcomp", "pobj") and ready:
            yield "planned", f"“{tree.words[ready[0]]}”"
        if dep in ("dobj", "nsubjpass", "pcomp") and tree.lemmas[verb] in PROPOSE:
            yield "planned", f"“{tree.words[verb]}”"


def _background(tree: Tree, i: int, noun: bool, modifiers: list[int]) -> Found:
    for k in modifiers:
        if tree.lemmas[k] in BEFORE:
            yield "background", f"“{tree.words[k]}”"
    before = _preposition(tree, i)
    if before is not None and tree.lemmas[before] == "since":
        yield "background", SINCE
    if noun:
        clause = tree.kid(i, "relcl")
        if clause is not None and tree.lemmas[clause] in ("start", "begin"):
            # "a war that began in 2014"
            for name, o in tree.prepositions(clause):
                if name == "in" and tree.words[o].isdigit():
                    yield "background", f"“{tree.words[clause]} in {tree.words[o]}”"
        for k in tree.kids[tree.heads[i]]:
            if tree.deps[i] in ("nsubj", "nsubjpass", "dobj") and tree.lemmas[k] in HABIT:
                yield "background", f"habitual: “{tree.words[k]}”"
        return
    for k in tree.kids[i]:
        if tree.deps[k] == "advmod" and tree.lemmas[k] in HABIT:
            yield "background", f"habitual: “{tree.words[k]}”"
        if tree.deps[k] == "npadvmod" and any(tree.lemmas[m] in ("every", "each") for m in tree.kids[k]):
            yield "background", f"habitual: “{tree.words[k]}”"
        if tree.deps[k] == "mark" and tree.lemmas[k] == "since" and tree.deps[i] == "advcl":
            yield "background", SINCE
    for j in (i, tree.heads[i] if tree.deps[i] == "xcomp" else i):
        # In a relative clause or a report "had" only says that it came before.
        if tree.deps[j] in ("relcl", "ccomp") or _reported(tree, j):
            continue
        for k in _auxiliaries(tree, j):
            if tree.words[k].lower() in ("had", "'d"):
                yield "background", f"past perfect: “{tree.words[k]}”"
    if tree.deps[i] == "xcomp" and tree.lemmas[tree.heads[i]] == "use":
        yield "background", "“used to”"


def _ongoing(tree: Tree, i: int, noun: bool, above: Governors) -> Found:
    for verb, dep in above[:1]:
        if dep in ("dobj", "nsubj", "nsubjpass", "csubj") and tree.lemmas[verb] in (
            "continue",
            "commence",
            "rage",
            "intensify",
        ):
            yield "ongoing", f"“{tree.words[verb]}”"
    if noun:
        return
    if tree.tags[i] == "VBG" and any(
        tree.words[k].lower() in ("is", "are", "'s", "’s", "'re", "am", "’re", "been")
        for k in _auxiliaries(tree, i)
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
    return any(tree.words[k].lower() == "to" for k in _auxiliaries(tree, i))


def _present(tree: Tree, i: int) -> bool:
    tags = [tree.tags[k] for k in tree.kids[i] if tree.deps[k] in ("aux", "auxpass")] or [tree.tags[i]]
    return tags[0] in ("VBP", "VBZ")


def _to_have(tree: Tree, i: int) -> bool:
    return _infinitive(tree, i) and any(
        tree.deps[k] == "aux" and tree.lemmas[k] == "have" for k in tree.kids[i]
    )


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
