"""Who takes part in an event: the arguments of its trigger, read off the parse.

The rules follow the usual syntax of English clauses and event nouns (as in the annotation manuals
of NomBank and PropBank): voice, relative and reduced clauses, control, coordination, apposition,
support verbs ("carried out a raid"), "X of Y by Z", "between A and B".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sitegen.annotate.clauses import RELATIVE, passive, subject
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
MEMBERS = frozenset(
    "member fighter troop force soldier official militant leader spokesman spokeswoman spokesperson "
    "minister president delegation government authority army military police officer agent commander "
    "representative envoy ambassador diplomat militia rebel cell group gunman jet warplane aircraft "
    "plane drone state regime security service ministry navy personnel team executive employee worker "
    "citizen national lawyer people resident civilian prisoner officials chief head supporter".split()
)
SUPPORT = LIGHT | frozenset(
    "sign strike conclude host attend join stage commence begin start end lead suffer receive face "
    "order announce plan order impose lift declare win lose foil thwart".split()
)
TARGETING = frozenset(("against", "on", "at", "upon", "targeting"))
LOCATIVE = frozenset(
    ("in", "at", "near", "outside", "inside", "around", "across", "throughout", "off", "within")
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
            i = max((k for k, s in enumerate(tree.starts) if s <= mention.start), default=0)
        while i < len(tree.words) and tree.starts[i] < mention.end:
            at[i] = index
            i += 1
    return Names(mentions, at)


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
            argument = _argument(tree, j, role, names)
            if argument is not None:
                key = (argument.mention, argument.start, argument.end)
                if argument.mention is None or all(a.mention != argument.mention for a in found.values()):
                    found.setdefault(key, argument)
    return tuple(sorted(found.values(), key=lambda a: (a.start, a.end, a.role)))


def _where(tree: Tree, j: int, mention: Mention) -> bool:
    """ "the Aleppo operation": a city before the noun is where, a country who."""
    before = tree.deps[j] in ("compound", "amod", "nmod") and mention.kind == "name"
    return before and mention.type == "place" and mention.subtype not in (None, "country")


def _argument(tree: Tree, j: int, role: str, names: Names) -> Argument | None:
    if tree.pos[j] not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "X"):
        return None
    if tree.ents[j] in ("DATE", "TIME", "MONEY", "PERCENT") and names.at[j] < 0:
        return None
    start, end = phrase(tree, j)
    return Argument(role, named(tree, j, names), start, end)


def named(tree: Tree, j: int, names: Names) -> int | None:
    """The mention that noun j is, or whose member, apposition or head it is."""
    mention = names.of(j)
    if mention is not None and mention.kind in ("name", "acronym", "metonym", "demonym", "pronoun"):
        return names.at[j]
    for k in tree.kids[j]:
        if tree.deps[k] in ("appos", "flat") and names.at[k] >= 0:
            return names.at[k]
    if mention is not None:
        return names.at[j]
    if tree.lemmas[j] in MEMBERS or tree.lemmas[j].removesuffix("s") in MEMBERS:
        for k in tree.kids[j]:
            if tree.deps[k] in ("compound", "amod", "nmod", "poss") and names.at[k] >= 0:
                return names.at[k]
        for preposition, o in tree.prepositions(j):
            if preposition in ("of", "from", "for") and names.at[o] >= 0:
                return names.at[o]
    return None


def phrase(tree: Tree, j: int) -> tuple[int, int]:
    """Characters of noun j with what stands before it in its phrase."""
    first = j
    for k in tree.kids[j]:
        if k < first and tree.deps[k] in ("det", "compound", "amod", "nummod", "poss", "nmod", "predet"):
            first = min(first, min(tree.subtree(k)))
    return tree.starts[first], tree.end(j)


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
        elif name in ("with", "between", "among"):
            yield ("participant" if type_ in SYMMETRIC else role), o
    for m in tree.kids[k]:
        if tree.deps[m] == "poss" and tree.pos[m] == "PROPN" and type_ not in SYMMETRIC:
            yield role, m


def _obliques(tree: Tree, i: int, type_: str) -> Iterator[tuple[str, int]]:
    for name, o in tree.prepositions(i):
        if name in ("with", "between", "among", "alongside"):
            yield ("participant" if type_ in SYMMETRIC or name != "with" else "instrument"), o
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
            yield ("agent" if type_ == "visit" else done), o
        elif name in ("between", "among", "with"):
            yield ("participant" if symmetric or name != "with" else "target"), o
        elif name in TARGETING and tree.ents[o] not in ("DATE", "TIME"):
            yield (done if name != "against" or type_ != "clash" else "participant"), o
        elif name == "to" and type_ in ("visit", "aid"):
            yield ("target" if type_ == "visit" else "beneficiary"), o
        elif name == "for" and type_ in ("aid", "award"):
            yield "beneficiary", o
    for k in tree.kids[i]:
        if tree.deps[k] in ("poss", "compound", "amod", "nmod") and tree.pos[k] in (
            "NOUN",
            "PROPN",
            "PRON",
            "ADJ",
        ):
            if tree.pos[k] in ("NOUN", "ADJ") and not tree.ents[k]:
                continue
            if tree.deps[k] != "poss" and tree.ents[k] in ("DATE", "TIME", "CARDINAL", "ORDINAL"):
                continue
            yield (done if type_ in UNDERGONE else doer), k
        elif tree.deps[k] == "acl" and tree.tags[k] == "VBN":
            # "an offensive led by X", "a raid carried out by Y"
            for name, o in tree.prepositions(k):
                if name == "by":
                    yield doer, o
        elif tree.deps[k] == "relcl" and subject(tree, k) == i:
            yield from _effect(tree, k, type_)
    yield from _through_verb(tree, i, type_, doer)


def _through_verb(tree: Tree, i: int, type_: str, doer: str) -> Iterator[tuple[str, int]]:
    """What the verb that governs an event noun adds."""
    top = tree.first_conjunct(i)
    verb, dep = tree.heads[top], tree.deps[top]
    if verb == top:
        return
    carries = tree.lemmas[verb] in SUPPORT or (type_ in GATHERINGS and tree.lemmas[verb] in ATTENDING)
    if dep in OBJECTS and tree.pos[verb] == "VERB" and carries:
        who = subject(tree, verb)
        if who is not None and not passive(tree, verb):
            yield doer, who
        yield from _obliques(tree, verb, type_)
    elif dep == "nsubjpass" and tree.lemmas[verb] in SUPPORT:
        for name, o in tree.prepositions(verb):
            if name == "by":
                yield doer, o
            elif name in ("between", "with", "among"):
                yield "participant", o
    elif dep in ("nsubj", "nsubjpass"):
        yield from _effect(tree, verb, type_)
    elif (lost := effect_verb(tree, top)) is not None:
        yield from _effect(tree, lost, type_)
    elif dep == "pobj" and tree.deps[verb] == "prep":
        above = tree.heads[verb]
        killed = tree.lemmas[above] in EFFECTS and tree.lemmas[verb] in ("in", "during", "by")
        if killed and passive(tree, above) and type_ not in SYMMETRIC:
            who = subject(tree, above)
            if who is not None:
                yield "target", who


def effect_verb(tree: Tree, i: int) -> int | None:
    """The verb whose subject noun i is, the parser's arc or not."""
    if tree.deps[i] in ("nsubj", "nsubjpass"):
        return tree.heads[i]
    last = tree.subtree(i)[-1]
    for k in range(last + 1, min(last + 3, tree.spans[tree.sents[i]][1])):
        if tree.tags[k] in ("VBD", "VBZ", "VBP") and tree.kid(k, "nsubj", "nsubjpass") is None:
            return k if subject(tree, k) == i else None
    return None


GATHERINGS = frozenset(("summit", "meeting", "demonstration", "trial"))
ATTENDING = frozenset("tell address attend chair hold arrange visit".split())
EFFECTS = frozenset(
    "kill injure wound topple overthrow oust remove destroy arrest displace target hit leave".split()
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
