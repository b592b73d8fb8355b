"""The typed lexicon of event words (data/events.lexicon), compiled, and its matching."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sitegen.annotate.clauses import passive, subject
from sitegen.annotate.tree import OBJECTS, Tree

LABELS = {
    "%person": frozenset(("PERSON", "NORP")),
    "%org": frozenset(("ORG", "NORP")),
    "%place": frozenset(("GPE", "LOC", "FAC")),
    "%date": frozenset(("DATE",)),
    "%number": frozenset(("CARDINAL",)),
    "%money": frozenset(("MONEY",)),
    "%product": frozenset(("PRODUCT", "WORK_OF_ART")),
}
Slot = Callable[[Tree, int], Iterator[int]]
HYPHENED = frozenset(
    "prone proof resistant stricken hit torn ravaged related free ridden affected damaged weary "
    "scarred off".split()
)
"""After a noun and a hyphen they describe something else by it."""
NOUN_MODIFIERS = frozenset(("compound", "amod", "nmod", "poss", "nummod"))


@dataclass(frozen=True, slots=True)
class Condition:
    slot: str
    wanted: bool
    """True: one of the words stands there; False: none does."""
    words: frozenset[str]
    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sense:
    type: str
    strong: bool
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    senses: dict[tuple[str, str], tuple[Sense, ...]]
    """(v, n or a; lemma) -> senses, narrow ones first."""
    about: frozenset[str] = frozenset()
    """Nouns whose modifier tells of no event of its own."""


PART = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a"}


def parse_lexicon(text: str) -> Lexicon:
    """Compile a lexicon; the format is told at the head of data/events.lexicon. ValueError if malformed."""
    lists: dict[str, str] = {}
    senses: dict[tuple[str, str], list[Sense]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("@"):
            name, _, words = line.partition("=")
            lists[name.strip()] = words.strip()
            continue
        cells = line.split()
        if len(cells) < 4 or cells[1] not in "vna" or cells[2] not in "!.":
            raise ValueError(f"lexicon line {number}: {line!r}")
        conditions = tuple(_condition(cell, lists, number) for cell in cells[4:])
        sense = Sense(cells[0], cells[2] == "!", conditions)
        for word in cells[3].split(","):
            senses.setdefault((cells[1], word), []).append(sense)
    # What holds anywhere is asked last.
    return Lexicon(
        {key: tuple(sorted(found, key=lambda s: not s.conditions)) for key, found in senses.items()},
        frozenset(lists.get("@about", "").split("|")),
    )


def _condition(cell: str, lists: dict[str, str], number: int) -> Condition:
    at = min((i for i in (cell.find("="), cell.find("!")) if i > 0), default=-1)
    if at < 0:
        raise ValueError(f"lexicon line {number}: {cell!r}")
    words: set[str] = set()
    for word in cell[at + 1 :].split("|"):
        words.update(lists[word].split("|") if word.startswith("@") else [word])
    labels = {label for word in words if word in LABELS for label in LABELS[word]}
    plain = frozenset(w for w in words if w not in LABELS)
    return Condition(cell[:at], cell[at] == "=", plain, frozenset(labels))


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships with the package."""
    return parse_lexicon(
        resources.files("sitegen.annotate").joinpath("data/events.lexicon").read_text(encoding="utf-8")
    )


def sense(tree: Tree, i: int, words: Lexicon) -> Sense | None:
    """The first sense of token i whose conditions its surroundings meet."""
    part = PART.get(tree.pos[i])
    if part is None:
        return None
    lemma = tree.lemmas[i]
    if _modifies(tree, i, words):
        return None
    if part == "v":
        particle = tree.kid(i, "prt")
        if particle is not None:
            found = _fitting(tree, i, words.senses.get(("v", f"{lemma}_{tree.lemmas[particle]}"), ()))
            if found:
                return found
    keys = [lemma]
    if tree.pos[i] == "PROPN":
        keys = [lemma, lemma.removesuffix("s")]
    for key in keys:
        found = _fitting(tree, i, words.senses.get((part, key), ()))
        if found:
            return found
    return None


def _modifies(tree: Tree, i: int, words: Lexicon) -> bool:
    """ "death penalty", "quake-prone", "the visiting team": no event; but "the arrested men" is one."""
    dep = tree.deps[i]
    if i + 2 < len(tree.words) and tree.words[i + 1] == "-" and tree.words[i + 2].lower() in HYPHENED:
        return True
    if dep == "compound":
        return tree.lemmas[tree.heads[i]] in words.about
    return dep == "amod" and tree.tags[i] == "VBG"


def _fitting(tree: Tree, i: int, senses: tuple[Sense, ...]) -> Sense | None:
    for candidate in senses:
        if all(_holds(tree, i, c) for c in candidate.conditions):
            return candidate
    return None


def _holds(tree: Tree, i: int, condition: Condition) -> bool:
    slot, words = SLOTS[condition.slot], condition.words
    if condition.slot == "prep":
        return condition.wanted is any(_preposition(tree, p, o, condition) for p, o in tree.prepositions(i))
    if condition.slot == "form":
        return condition.wanted is (tree.words[i].lower() in condition.words)
    return condition.wanted is any(
        tree.lemmas[j] in words or "*" in words or (tree.ents[j] and tree.ents[j] in condition.labels)
        for j in slot(tree, i)
    )


def _preposition(tree: Tree, name: str, o: int, condition: Condition) -> bool:
    for word in condition.words:
        wanted, _, noun = word.partition(":")
        if wanted not in ("*", name):
            continue
        if noun in ("*", tree.lemmas[o]) or (noun in LABELS and tree.ents[o] in LABELS[noun]):
            return True
    return False


def _with_modifiers(tree: Tree, i: int) -> Iterator[int]:
    for j in tree.conjuncts(i):
        yield j
        for k in tree.kids[j]:
            if tree.deps[k] in NOUN_MODIFIERS:
                yield k


def _objects(tree: Tree, i: int) -> Iterator[int]:
    if tree.pos[i] in ("NOUN", "PROPN"):
        yield from _of(tree, i)
        return
    for k in tree.kids[i]:
        if tree.deps[k] in OBJECTS or tree.deps[k] == "nsubjpass":
            yield from _with_modifiers(tree, k)
            # "large parts of Syria", "control of Aleppo": what it is of counts too
            yield from _of(tree, k)
    if tree.kid(i, "nsubjpass") is None and passive(tree, i):
        undergoer = subject(tree, i)
        if undergoer is not None:
            yield from _with_modifiers(tree, undergoer)


def _subjects(tree: Tree, i: int) -> Iterator[int]:
    for k in tree.kids[i]:
        if tree.deps[k] in ("nsubj", "poss"):
            yield from _with_modifiers(tree, k)
    for name, o in tree.prepositions(i):
        if name == "by":
            yield from _with_modifiers(tree, o)
    if tree.pos[i] in ("VERB", "AUX") and tree.kid(i, "nsubj") is None and not passive(tree, i):
        doer = subject(tree, i)
        if doer is not None:
            yield from _with_modifiers(tree, doer)


def _heads(slot: Slot) -> Slot:
    """Of what a slot finds, the nouns that stand there themselves."""

    def heads(tree: Tree, i: int) -> Iterator[int]:
        for j in slot(tree, i):
            if tree.deps[j] not in NOUN_MODIFIERS or tree.heads[j] == i:
                yield j

    return heads


def _modifiers(tree: Tree, i: int) -> Iterator[int]:
    for k in tree.kids[i]:
        if tree.deps[k] in NOUN_MODIFIERS:
            yield k


def _of(tree: Tree, i: int) -> Iterator[int]:
    for name, o in tree.prepositions(i):
        if name == "of":
            yield from _with_modifiers(tree, o)


def _support(tree: Tree, i: int) -> Iterator[int]:
    head = tree.heads[i]
    if head != i:
        yield head
        if tree.deps[head] in ("prep", "conj") and tree.heads[head] != head:
            yield tree.heads[head]


def _anywhere(tree: Tree, i: int) -> Iterator[int]:
    first, last = tree.spans[tree.sents[i]]
    yield from range(first, last)


def _next(tree: Tree, i: int) -> Iterator[int]:
    if i + 1 < len(tree.words):
        yield i + 1


def _self(tree: Tree, i: int) -> Iterator[int]:
    yield i


SLOTS: dict[str, Slot] = {
    "subj": _subjects,
    "obj": _objects,
    "doer": _heads(_subjects),
    "what": _heads(_objects),
    "form": _self,
    "mod": _modifiers,
    "of": _of,
    "prep": _of,
    "sup": _support,
    "any": _anywhere,
    "next": _next,
}
