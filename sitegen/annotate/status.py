"""Did it happen? The status of an event, with the words that tell.

Looked for, in this order: called off, denied, alleged, hypothetical, planned, background, ongoing.
What no rule speaks against occurred. Method: cues on the trigger and on the verbs that govern it,
after the factuality annotation of FactBank (Saurí and Pustejovsky 2009), without its graded scale.
An event noun shares the status of the verb that brings it about ("will hold talks", "no deal was
reached"), not that of one that only speaks of it ("will discuss the attack").
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.annotate.governors import (
    Governors,
    Site,
    auxiliaries,
    infinitive,
    own_clause,
    present,
    site,
    to_have,
)
from sitegen.annotate.status_words import (
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
    SURE,
    UNDONE,
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


def status(tree: Tree, i: int) -> tuple[Status, str]:
    """Status of the event that token i triggers, and why."""
    return next(_rules(tree, i), ("occurred", "stated as a fact"))


def _rules(tree: Tree, i: int) -> Found:
    at = site(tree, i)
    yield from _called_off(tree, at)
    yield from _denied(tree, at)
    yield from _alleged(tree, at)
    yield from _hypothetical(tree, at)
    yield from _planned_noun(tree, at) if at.noun else _planned(tree, at)
    carrier = _carrier(tree, at.above) if at.noun else None
    if carrier is not None:
        yield from _rules(tree, carrier)
    yield from _background_noun(tree, at) if at.noun else _background(tree, at)
    yield from _ongoing(tree, at)


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


def _with_particle(tree: Tree, verb: int) -> str:
    particle = tree.kid(verb, "prt")
    return tree.lemmas[verb] if particle is None else f"{tree.lemmas[verb]}_{tree.lemmas[particle]}"


def _called_off(tree: Tree, at: Site) -> Found:
    i, noun, above, modifiers = at[:4]
    for verb, dep in above[:2]:
        if noun and dep in OBJECT and _with_particle(tree, verb) in CANCEL:
            yield "called-off", f"“{tree.words[verb]}”"
    if any(tree.lemmas[k] in CANCELLED for k in modifiers):
        yield "called-off", "a modifier says so"
    if tree.deps[i] == "xcomp" and tree.lemmas[tree.heads[i]] == "be" and to_have(tree, i):
        yield "called-off", f"“{tree.words[tree.heads[i]]} to have”"


def _denied(tree: Tree, at: Site) -> Found:
    i, noun, above, _, before, leader = at
    negation = _negation(tree, i, noun)
    if negation is not None:
        yield "denied", f"negated: “{tree.words[negation]}”"
    if before is not None and tree.lemmas[before] in INSTEAD:
        yield "denied", f"“{tree.words[before]}”"
    if before and tree.lemmas[before] == "of" and tree.lemmas[before - 1] in INSTEAD:
        yield "denied", f"“{tree.words[before - 1]} of”"
    head = tree.heads[leader]
    if tree.deps[leader] == "xcomp" and tree.lemmas[head] in UNDONE:
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


def _alleged(tree: Tree, at: Site) -> Found:
    i, above, modifiers = at.i, at.above, at.modifiers
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
    if tree.deps[i] == "xcomp" and tree.lemmas[head] in HEARSAY and to_have(tree, i):
        # "is said to have captured", "claimed to have captured"
        yield "alleged", f"“{tree.words[head]} to have”"


def _hypothetical(tree: Tree, at: Site) -> Found:
    i, noun, above, modifiers, before, _ = at
    if not noun:
        for j in own_clause(tree, i):
            for k in tree.kids[j]:
                if tree.deps[k] == "mark" and (
                    tree.lemmas[k] in CONDITION or (tree.lemmas[k] == "until" and present(tree, j))
                ):
                    yield "hypothetical", f"“{tree.words[k]}”"
            for k in auxiliaries(tree, j):
                if tree.lemmas[k] in POSSIBLE or (tree.lemmas[k] in WOULD and not _reported(tree, j)):
                    yield "hypothetical", f"“{tree.words[k]}”"
        first, last = tree.spans[tree.sents[i]]
        if tree.words[last - 1] == "?" and tree.pos[first] == "AUX" and tree.deps[i] in ("ROOT", "conj"):
            yield "hypothetical", "a question"
    if any(tree.lemmas[k] in POSSIBLE_NOUN for k in modifiers):
        yield "hypothetical", "a modifier says so"
    if before is not None and tree.lemmas[before] == "for" and tree.lemmas[tree.heads[before]] in ASK:
        yield "hypothetical", f"“{tree.words[tree.heads[before]]} for”"
    for verb, dep in above[:2]:
        lemma = tree.lemmas[verb]
        aimed = dep == "advcl" and tree.kid(verb, "dobj") is not None and infinitive(tree, i)
        if aimed and tree.lemmas[tree.kid(verb, "dobj") or verb] in PLOT:
            yield "hypothetical", f"“{tree.words[tree.kid(verb, 'dobj') or verb]}”"
        if lemma in PREVENT and dep in (OBJECT if noun else CLAUSE) and tree.lemmas[i] not in PLOT:
            yield "hypothetical", f"“{tree.words[verb]}”"
        if lemma in PLOT and tree.pos[verb] == "NOUN" and dep in ("acl", "pcomp", "pobj", "compound"):
            yield "hypothetical", f"“{tree.words[verb]}”"
        said = tree.kid(verb, "acomp") if lemma == "be" else verb
        if said is None or dep not in ("ccomp", "xcomp", "advcl") or not infinitive(tree, i):
            continue
        # "allow somebody to leave", "it is difficult to leave"
        if lemma in PERMIT or (tree.pos[said] == "ADJ" and tree.lemmas[said] not in SURE):
            yield "hypothetical", f"“{tree.words[said]} to”"


def _planned(tree: Tree, at: Site) -> Found:
    i = at.i
    yield from _ahead(tree, at)
    for k in auxiliaries(tree, i):
        if tree.lemmas[k] in FUTURE:
            yield "planned", f"“{tree.words[k]}”"
        if tree.lemmas[k] in WOULD and _reported(tree, i):
            yield "planned", f"reported as to come: “{tree.words[k]}”"
    i = at.leader
    head, dep = tree.heads[i], tree.deps[i]
    if dep == "xcomp" and tree.tags[i] == "VBG" and tree.lemmas[head] in WEIGH:
        yield "planned", f"“{tree.words[head]}”"
    if not infinitive(tree, i):
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


def _ahead(tree: Tree, at: Site) -> Found:
    for k in at.modifiers:
        if tree.lemmas[k] in AHEAD:
            yield "planned", f"“{tree.words[k]}”"


def _planned_noun(tree: Tree, at: Site) -> Found:
    i, above = at.i, at.above
    yield from _ahead(tree, at)
    for k in tree.kids[i]:
        # "a summit due in Riyadh late this year", but not "losses due to the war"
        word = tree.words[k].lower()
        because = word == "due" and tree.words[k + 1 : k + 2] == ["to"]
        if k > i and tree.deps[k] in ("amod", "acl") and word in EXPECTED and not because:
            yield "planned", f"“{tree.words[k]}”"
    if at.before is not None and tree.lemmas[at.before] in ("since", "after", "despite"):
        return  # "a reshuffle expected since the resignation"
    for verb, dep in above[:1]:
        # "was due in Damascus for talks", "is expected for a visit"
        ready = [k for k in (verb, *tree.kids[verb]) if tree.words[k].lower() in EXPECTED and k != i]
        if dep in ("pcomp", "pobj") and ready:
            yield "planned", f"“{tree.words[ready[0]]}”"
        if dep in ("dobj", "nsubjpass", "pcomp") and tree.lemmas[verb] in PROPOSE:
            yield "planned", f"“{tree.words[verb]}”"


def _before(tree: Tree, at: Site) -> Found:
    for k in at.modifiers:
        if tree.lemmas[k] in BEFORE:
            yield "background", f"“{tree.words[k]}”"
    if at.before is not None and tree.lemmas[at.before] == "since":
        yield "background", SINCE


def _background_noun(tree: Tree, at: Site) -> Found:
    yield from _before(tree, at)
    i = at.i
    clause = tree.kid(i, "relcl")
    if clause is not None and tree.lemmas[clause] in ("start", "begin"):
        # "a war that began in 2014"
        for name, o in tree.prepositions(clause):
            if name == "in" and tree.words[o].isdigit():
                yield "background", f"“{tree.words[clause]} in {tree.words[o]}”"
    if tree.deps[i] in ("nsubj", "nsubjpass", "dobj"):
        for k in tree.kids[tree.heads[i]]:
            if tree.lemmas[k] in HABIT:
                yield "background", f"habitual: “{tree.words[k]}”"


def _background(tree: Tree, at: Site) -> Found:
    yield from _before(tree, at)
    i = at.i
    for k in tree.kids[i]:
        dep = tree.deps[k]
        if dep == "advmod" and tree.lemmas[k] in HABIT:
            yield "background", f"habitual: “{tree.words[k]}”"
        if dep == "npadvmod" and any(tree.lemmas[m] in ("every", "each") for m in tree.kids[k]):
            yield "background", f"habitual: “{tree.words[k]}”"
        if dep == "mark" and tree.lemmas[k] == "since" and tree.deps[i] == "advcl":
            yield "background", SINCE
    for j in (i, tree.heads[i]) if tree.deps[i] == "xcomp" else (i,):
        for k in auxiliaries(tree, j):
            # In a relative clause or a report "had" only says that it came before.
            if (
                tree.words[k].lower() in ("had", "'d")
                and tree.deps[j] not in ("relcl", "ccomp")
                and not _reported(tree, j)
            ):
                yield "background", f"past perfect: “{tree.words[k]}”"
    if tree.deps[i] == "xcomp" and tree.lemmas[tree.heads[i]] == "use":
        yield "background", "“used to”"


def _ongoing(tree: Tree, at: Site) -> Found:
    i, noun, above = at.i, at.noun, at.above
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
        for k in auxiliaries(tree, i)
    ):
        yield "ongoing", "present progressive"
    if tree.deps[i] == "xcomp" and tree.lemmas[tree.heads[i]] in GOING:
        yield "ongoing", f"“{tree.words[tree.heads[i]]}”"


def _reported(tree: Tree, verb: int) -> bool:
    """Whether a clause is what somebody says: "said the US would lift sanctions"."""
    head = tree.heads[verb]
    if tree.deps[verb] in ("ccomp", "parataxis") and head != verb and tree.lemmas[head] in REPORTING:
        return True
    return any(
        tree.deps[k] in ("ccomp", "parataxis") and tree.lemmas[k] in REPORTING for k in tree.kids[verb]
    )
