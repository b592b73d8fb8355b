"""Who takes part in an event: the arguments of its trigger, read off the parse.

The rules follow the usual syntax of English clauses and event nouns (as in the annotation manuals
of NomBank and PropBank): voice, relative and reduced clauses, control, coordination, apposition,
support verbs ("carried out a raid"), "X of Y by Z", "between A and B".
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.annotate.clauses import RELATIVE, passive, subject
from sitegen.annotate.parties import Names, named, phrase, says_of_itself
from sitegen.annotate.tree import OBJECTS, Tree
from sitegen.annotate.triggers import LIGHT
from sitegen.model import Argument, Mention

SYMMETRIC = frozenset(
    "meeting summit call agreement ceasefire ties clash merger deal match marriage election "
    "labour-strike demonstration riot accident trial".split()
)
"""Types whose parties stand beside each other, or whose subject does nothing to another."""

UNDERGONE = frozenset(
    "death arrest overthrow assassination killing abduction release rescue deportation trial verdict "
    "charge appointment birth capture displacement layoffs".split()
)
"""Types whose noun takes the one it happened to as its possessor or modifier."""

SUBJECT_UNDERGOES = frozenset(
    "die succumb perish drown pass fall collapse crash sink burn flee displace retire explode".split()
)
SUPPORT = LIGHT | frozenset(
    "sign strike conclude host attend join stage commence begin start end lead suffer receive face "
    "order announce plan order impose lift declare win lose foil thwart file lodge".split()
)
TARGETING = frozenset(("against", "on", "at", "upon", "targeting"))


def arguments(tree: Tree, i: int, type_: str, names: Names) -> tuple[Argument, ...]:
    """The arguments of trigger i, an event of type `type_`, without repeats, in text order."""
    noun = tree.pos[i] in ("NOUN", "PROPN")
    raw = _of_noun(tree, i, type_) if noun else _of_verb(tree, i, type_)
    found: dict[tuple[int | None, int, int], Argument] = {}
    for role, head in raw:
        for j in tree.conjuncts(head):
            if j == i or tree.lemmas[j] in RELATIVE or (names.at[j] >= 0 and names.at[j] == names.at[i]):
                continue
            mention = names.of(j)
            if noun and mention is not None and tree.heads[j] == i and _where(tree, j, mention):
                continue
            if type_ == "merger" and mention is not None and mention.type == "place":
                continue  # companies merge
            for argument in _arguments(tree, j, role, names):
                key = (argument.mention, argument.start, argument.end)
                if argument.mention is None or all(a.mention != argument.mention for a in found.values()):
                    found.setdefault(key, argument)
    return tuple(sorted(found.values(), key=lambda a: (a.start, a.end, a.role)))


def _where(tree: Tree, j: int, mention: Mention) -> bool:
    """ "the Aleppo operation": a city before the noun is where, a country who."""
    if tree.deps[j] not in ("compound", "amod", "nmod") or mention.type != "place":
        return False
    if mention.kind == "demonym":
        return mention.subtype is None  # "African talks"
    return mention.kind == "name" and mention.subtype not in (None, "country")


def _arguments(tree: Tree, j: int, role: str, names: Names) -> Iterator[Argument]:
    """Noun j as an argument, and who joined it: "Rubio, accompanied by his deputy, met …"."""
    if tree.pos[j] not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "X"):
        return
    if tree.ents[j] in ("DATE", "TIME", "MONEY", "PERCENT") and names.at[j] < 0:
        return
    itself = list(says_of_itself(tree, j, names))
    for mention in itself:
        yield Argument(role, mention, names.mentions[mention].start, names.mentions[mention].end)
    if not itself:
        yield Argument(role, named(tree, j, names, acts=role == "agent"), *phrase(tree, j))
    for k in tree.kids[j]:
        if tree.deps[k] == "acl" and tree.lemmas[k] in JOINING and role in ("participant", "agent"):
            for name, o in tree.prepositions(k):
                if name == "by":
                    yield Argument(role, named(tree, o, names), *phrase(tree, o))


def _of_verb(tree: Tree, i: int, type_: str) -> Iterator[tuple[str, int]]:
    symmetric = type_ in SYMMETRIC
    doer = "speaker" if type_ == "statement" else "participant" if symmetric else "agent"
    done = "participant" if symmetric else "target"
    who = subject(tree, i)
    if passive(tree, i):
        doer_found = False
        if who is not None:
            yield done, who
        for name, o in tree.prepositions(i):
            if name == "by":
                doer_found = True
                yield doer, o
        if not doer_found and type_ != "statement":
            yield from (("agent", o) for o in _by_phrase(tree, i))
    else:
        if who is not None:
            if tree.lemmas[i] in EFFECTS and tree.pos[who] == "NOUN" and not symmetric:
                yield from ((doer, o) for o in doers(tree, who))
            undergoes = tree.lemmas[i] in SUBJECT_UNDERGOES or type_ == "birth" or _named_to(tree, i, type_)
            yield ("target" if undergoes else doer), who
        if tree.deps[i] == "relcl" and tree.kid(i, *OBJECTS) is None and who != tree.heads[i]:
            yield done, tree.heads[i]
    for k in tree.kids[i]:
        if tree.deps[k] in OBJECTS:
            yield from _object(tree, k, type_, done)
        elif tree.deps[k] == "dative" and tree.pos[k] in ("NOUN", "PROPN", "PRON"):
            yield "beneficiary", k
    yield from _obliques(tree, i, type_)


def _named_to(tree: Tree, i: int, type_: str) -> bool:
    """ "A named prime minister" in a headline, which leaves out "is": headlines tell in the present."""
    first, last = tree.spans[tree.sents[i]]
    headline = tree.sents[i] == 0 and last > first and tree.words[last - 1] not in (".", "!", "?")
    return type_ == "appointment" and headline and tree.tags[i] in ("VBD", "VBN")


def _by_phrase(tree: Tree, i: int) -> Iterator[int]:
    """ "by" phrases of the verb that an auxiliary-like verb above holds: none of its own."""
    if tree.deps[i] == "xcomp" and tree.heads[i] != i:
        for name, o in tree.prepositions(tree.heads[i]):
            if name == "by":
                yield o


def _object(tree: Tree, k: int, type_: str, role: str) -> Iterator[tuple[str, int]]:
    """An object, and where it is a part or a tie of something, that thing too."""
    yield role, k
    for name, o in tree.prepositions(k):
        if name == "of" or (name == "by" and type_ == "foiled-plot"):
            yield role, o
        elif name in ("on", "against") and type_.startswith("sanctions"):
            yield "target", o
            yield from (("target", m) for m in _owners(tree, o))
        elif name in ("with", "between", "among"):
            yield ("participant" if type_ in SYMMETRIC else role), o
    if type_ == "foiled-plot":
        # "foiled an ISIS bombing"
        yield from ((role, m) for m in tree.kids[k] if tree.deps[m] == "compound" and tree.ents[m] == "ORG")
    if type_ not in SYMMETRIC and not tree.ents[k]:
        yield from ((role, m) for m in _owners(tree, k) if tree.pos[m] == "PROPN")


def _owners(tree: Tree, o: int) -> Iterator[int]:
    """Whose noun o is, where it's a name: "sanctions on Syria's banks" are sanctions on Syria."""
    return (k for k in tree.kids[o] if tree.deps[k] == "poss" and tree.ents[k])


def _obliques(tree: Tree, i: int, type_: str) -> Iterator[tuple[str, int]]:
    for name, o in tree.prepositions(i):
        if name in ("with", "between", "among", "alongside"):
            beside = type_ in SYMMETRIC or name != "with" or tree.ents[o] in ACTORS
            yield ("participant" if beside else "instrument"), o
        elif name in ("against", "upon"):
            yield ("participant" if type_ == "clash" else "target"), o
        elif name == "on" and type_ in (
            "sanctions-lifted",
            "sanctions-imposed",
            "attack",
            "strike",
            "shelling",
            "ban",
        ):
            yield "target", o
        elif name == "for" and type_ in ("aid", "award"):
            yield "beneficiary", o
        elif name == "to" and type_ in ("aid", "visit", "statement"):
            yield ("target" if type_ != "aid" else "beneficiary"), o


def _of_noun(tree: Tree, i: int, type_: str) -> Iterator[tuple[str, int]]:
    symmetric = type_ in SYMMETRIC
    doer = "speaker" if type_ == "statement" else "participant" if symmetric else "agent"
    done = "participant" if symmetric else "target"
    for name, o in tree.prepositions(i):
        if name == "by":
            yield doer, o
        elif name == "of":
            # "the visit of the Pope", "a tour of Asia"
            visited = type_ == "visit" and tree.ents[o] in ("GPE", "LOC")
            yield ("agent" if type_ == "visit" and not visited else done), o
            if symmetric and not tree.ents[o]:
                # "a memorandum of understanding with X"
                yield from ((done, p) for name, p in tree.prepositions(o) if name in ("between", "with"))
        elif name in ("between", "among", "with"):
            yield ("participant" if symmetric or name != "with" else "target"), o
        elif name in TARGETING and tree.ents[o] not in ("DATE", "TIME"):
            if symmetric and name != "against":
                continue  # "talks on Syria" are not with Syria
            yield (done if name != "against" or type_ != "clash" else "participant"), o
        elif name == "to" and type_ in ("visit", "aid"):
            yield ("target" if type_ == "visit" else "beneficiary"), o
        elif name == "for" and type_ in ("aid", "award"):
            yield "beneficiary", o
    owner = any(tree.deps[k] == "poss" and tree.ents[k] in ACTORS for k in tree.kids[i])
    for k in tree.kids[i]:
        if tree.deps[k] in ("poss", "compound", "amod", "nmod") and tree.pos[k] in NAMING:
            if tree.pos[k] in ("NOUN", "ADJ") and not tree.ents[k]:
                continue
            if tree.deps[k] != "poss" and tree.ents[k] in ("DATE", "TIME", "CARDINAL", "ORDINAL"):
                continue
            if tree.deps[k] != "poss" and tree.ents[k] == "NORP" and symmetric:
                continue  # "the Arab summit" is not of all Arabs
            if tree.deps[k] == "amod" and any(
                tree.tags[m] in ("NNS", "NNPS") for m in tree.kids[i] if k < m < i
            ):
                continue  # "Spanish farmers' protest", the apostrophe lost
            # "the SEC's Enron investigation": whose it is did it, what stands between undergoes it
            between = owner and tree.deps[k] != "poss"
            yield (done if type_ in UNDERGONE or between else doer), k
        elif tree.deps[k] == "relcl" and subject(tree, k) == i:
            yield from _effect(tree, k, type_)
        if tree.deps[k] in ("acl", "relcl") and tree.lemmas[k] in PURSUITS and tree.tags[k] == "VB":
            # "an operation to eradicate X"
            yield from ((done, o) for o in tree.kids[k] if tree.deps[o] in OBJECTS)
    yield from ((doer, o) for o in _led_by(tree, i))
    yield from _through_verb(tree, i, type_, doer)


def doers(tree: Tree, i: int) -> Iterator[int]:
    """Those who make the happening of noun i: "a raid by X", "an offensive led by X", "X's attack"."""
    yield from (o for name, o in tree.prepositions(i) if name == "by")
    yield from (
        k for k in tree.kids[i] if tree.deps[k] in ("poss", "amod", "compound") and tree.ents[k] in ACTORS
    )
    yield from _led_by(tree, i)


def _led_by(tree: Tree, i: int) -> Iterator[int]:
    """ "an offensive led by X", "a raid carried out by X"; "an X-led war", "the X-supervised war"."""
    for k in tree.kids[i]:
        if tree.deps[k] == "acl" and tree.tags[k] == "VBN" and tree.lemmas[k] not in REACTIONS:
            yield from (o for name, o in tree.prepositions(k) if name == "by")
    # Parsers read "US supervised war" in many ways; the words stand fast.
    first = tree.spans[tree.sents[i]][0]
    k = i - 1
    while k > first and i - k < 6 and tree.pos[k] in ("ADJ", "NOUN", "PROPN", "VERB"):
        if tree.words[k].lower() in LEADING:
            o = k - 2 if tree.words[k - 1] in ("-", "–") else k - 1
            if o >= first and tree.ents[o] in ACTORS:
                yield o
            return
        k -= 1


def _through_verb(tree: Tree, i: int, type_: str, doer: str) -> Iterator[tuple[str, int]]:
    """What the verb that governs an event noun adds."""
    top = tree.first_conjunct(i)
    verb, dep = tree.heads[top], tree.deps[top]
    if verb == top:
        return
    carries = tree.lemmas[verb] in SUPPORT or (type_ in GATHERINGS and tree.lemmas[verb] in ATTENDING)
    if tree.words[verb].lower() in LEADING and verb < i:
        # "a part in the US supervised war", read as if the US were where
        o = next((k for k in range(verb - 1, max(verb - 4, -1), -1) if tree.ents[k] in ACTORS), -1)
        if o >= 0 and tree.deps[o] == "pobj":
            prep = tree.heads[o]
            yield from ((doer, p) for p in _taking_part(tree, prep, tree.heads[prep], type_))
    if dep in OBJECTS and tree.pos[verb] == "VERB" and carries:
        who = subject(tree, verb)
        if who is not None and not passive(tree, verb) and tree.lemmas[verb] not in AVERTING:
            suffers = tree.lemmas[verb] in SUFFERING and type_ not in SYMMETRIC
            yield ("target" if suffers else doer), who
        yield from _obliques(tree, verb, type_)
    elif dep == "nsubjpass" and tree.lemmas[verb] in SUPPORT:
        for name, o in tree.prepositions(verb):
            if name == "by":
                yield doer, o
            elif name == "against":
                yield ("participant" if type_ in SYMMETRIC else "target"), o
            elif name in ("between", "with", "among"):
                yield "participant", o
    elif dep in ("nsubj", "nsubjpass"):
        yield from _effect(tree, verb, type_)
        if tree.lemmas[verb] in HAPPENING:
            yield from ((doer, o) for name, o in tree.prepositions(verb) if name in ("between", "among"))
    elif (lost := effect_verb(tree, top)) is not None:
        yield from _effect(tree, lost, type_)
    elif dep == "pobj" and tree.deps[verb] == "prep":
        above = tree.heads[verb]
        yield from ((doer, o) for o in _taking_part(tree, verb, above, type_))
        killed = tree.lemmas[above] in EFFECTS and tree.lemmas[verb] in ("in", "during", "by")
        if killed and passive(tree, above) and type_ not in SYMMETRIC:
            who = subject(tree, above)
            if who is not None:
                yield "target", who


def _taking_part(tree: Tree, prep: int, above: int, type_: str) -> Iterator[int]:
    """The subject of "X was a part of the war", "X came to Rome for talks"."""
    who = None
    if tree.deps[above] == "attr" and tree.lemmas[above] in PARTAKING and tree.lemmas[prep] in ("in", "of"):
        who = subject(tree, tree.heads[above])
    elif tree.lemmas[prep] == "in" and (
        tree.lemmas[above] == "participate"
        or (tree.lemmas[above] in PARTAKING and tree.deps[above] in OBJECTS)
    ):
        # "took part in the talks"
        who = subject(tree, above if tree.deps[above] not in OBJECTS else tree.heads[above])
    elif tree.lemmas[prep] == "in" and (part := tree.kid(above, "dobj")) is not None and type_ in GATHERINGS:
        who = subject(tree, above) if tree.lemmas[above] == "take" and tree.lemmas[part] == "part" else None
    elif type_ in GATHERINGS and tree.lemmas[prep] in ("for", "to"):
        if tree.pos[above] == "ADJ":
            above = tree.heads[above]
        if tree.lemmas[above] in COMING:
            who = subject(tree, above)
    if who is not None:
        yield who


def effect_verb(tree: Tree, i: int) -> int | None:
    """The verb whose subject noun i is, the parser's arc or not."""
    if tree.deps[i] in ("nsubj", "nsubjpass", "csubj"):
        return tree.heads[i]
    last = tree.subtree(i)[-1]
    for k in range(last + 1, min(last + 3, tree.spans[tree.sents[i]][1])):
        if tree.tags[k] in ("VBD", "VBZ", "VBP") and tree.kid(k, "nsubj", "nsubjpass") is None:
            return k if subject(tree, k) == i else None
    return None


AVERTING = frozenset(("foil", "thwart"))
"""Verbs that keep an event from happening: their subject had no part in it."""
SUFFERING = frozenset("suffer receive face undergo".split())
NAMING = frozenset(("NOUN", "PROPN", "PRON", "ADJ"))
ACTORS = frozenset(("PERSON", "ORG", "GPE", "NORP"))
"""Labels of those who can do something."""
JOINING = frozenset("join accompany flank".split())
LEADING = frozenset("led supervised commanded spearheaded".split())
REACTIONS = frozenset(
    "condemn criticise criticize describe denounce report oppose reject welcome see watch fear ban cover "
    "mark follow precede prompt trigger cause spark inspire call approve".split()
)
"""What others do about an event: "an attack condemned by the UN"."""
HAPPENING = frozenset("erupt break occur happen begin start continue flare rage resume take".split())
PURSUITS = frozenset(
    "eradicate destroy defeat expel dislodge eliminate kill arrest hunt fight remove clear combat "
    "counter".split()
)
PARTAKING = frozenset("part component participant partner player member force ally side party".split())
COMING = frozenset("be arrive come fly travel head go return visit land meet gather convene".split())
GATHERINGS = frozenset(("summit", "meeting", "demonstration", "trial"))
ATTENDING = frozenset("tell address attend chair hold arrange visit".split())
EFFECTS = frozenset(
    "kill injure wound topple overthrow oust remove destroy arrest displace target hit leave defeat "
    "weaken diminish".split()
)


def _effect(tree: Tree, verb: int, type_: str) -> Iterator[tuple[str, int]]:
    """ "the raid killed X": those to whom the event's effect happened."""
    if tree.lemmas[verb] in EFFECTS and not passive(tree, verb):
        for k in tree.kids[verb]:
            if tree.deps[k] in OBJECTS:
                yield ("participant" if type_ in SYMMETRIC else "target"), k
    if tree.lemmas[verb] in ("involve", "pit", "include"):
        for k in tree.kids[verb]:
            if tree.deps[k] in OBJECTS:
                yield "participant", k
