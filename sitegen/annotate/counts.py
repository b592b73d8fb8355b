"""How many were killed, injured, arrested or displaced: low, best, high, and the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.annotate.arguments import effect_verb
from sitegen.annotate.clauses import passive, subject
from sitegen.annotate.numerals import ARTICLES, VAGUE, Figure, numeral, read
from sitegen.annotate.tree import OBJECTS, Tree
from sitegen.model import Count

FIELD_OF = {
    lemma: field
    for field, lemmas in {
        "killed": "kill murder slay massacre execute die perish drown dead death slaughter killing",
        "injured": "injure wound hurt injured wounded hospitalise hospitalize injury",
        "arrested": "arrest detain apprehend imprison arrested detained",
        "displaced": "displace evacuate flee uproot displaced",
    }.items()
    for lemma in lemmas.split()
}
SUBJECT_COUNTS = frozenset("die perish drown flee dead injured wounded".split())
"""Verbs and adjectives whose subject is counted, not their object."""
SHOOTING = frozenset("shoot stab beat".split())
RISING = frozenset("rise climb reach stand jump increase grow pass exceed hit".split())

PARTS = re.compile(
    r"\s*(?:of|among|amongst) (?:them|these|those|whom|which|the (?:dead|victims|injured))\b", re.I
)
"""Behind a number: it is a part of a total that stands elsewhere."""
AMONG = re.compile(r"\b(?:including|among them|of whom|of which|of them)\W+(?:\w+\W+){0,2}$", re.I)
"""Before a number: the same."""
YEAR = re.compile(r"1[89][0-9]{2}|20[0-9]{2}")
"""Before a trigger: "the 1967 killings", "her 24 June 2005 murder"."""
NOT_PEOPLE = frozenset(
    "year month week day hour minute percent per dollar euro mile kilometre kilometer home house building "
    "vehicle car job bird animal dog cow time attack plane ship vote point goal family household "
    "people's".split()
)
PERSON_NOUNS = frozenset(
    "man woman person child boy girl soldier officer civilian policeman worker militant fighter member "
    "teenager student guard passenger rebel suspect victim personnel journalist protester resident driver "
    "gunman pilot official insurgent troop prisoner tourist villager baby commander bystander".split()
)


def counts(tree: Tree, i: int) -> tuple[Count, ...]:
    """The counts that trigger i carries, or that the verb of its effect ("the raid killed three") does."""
    found: dict[str, Count] = {}
    for verb in _carriers(tree, i):
        field = FIELD_OF.get(tree.lemmas[verb]) or ("killed" if _shot_dead(tree, verb) else None)
        if field and field not in found:
            _add(found, field, figure_of(tree, _counted(tree, verb)))
    if "killed" not in found and tree.pos[i] in ("NOUN", "PROPN"):
        _add(found, "killed", figure_of(tree, list(_toll(tree, i))))
    return tuple(sorted(found.values(), key=lambda c: (c.start, c.end, c.field)))


def _add(found: dict[str, Count], field: str, figure: tuple[Figure, int, int] | None) -> None:
    if figure is not None:
        found[field] = Count(field, *figure[0], *figure[1:])


def _shot_dead(tree: Tree, verb: int) -> bool:
    """ "shot dead two men", "were shot dead", "gunned down" """
    if tree.lemmas[verb] == "gun":
        return tree.kid(verb, "prt") is not None
    return tree.lemmas[verb] in SHOOTING and tree.lemmas[min(verb + 1, len(tree.words) - 1)] == "dead"


def _toll(tree: Tree, i: int) -> Iterator[int]:
    """The number that the toll of event noun i has come to: "the toll of the bombing rose to 25"."""
    toll = i
    if tree.deps[i] == "pobj" and tree.lemmas[tree.heads[i]] in ("of", "from", "in"):
        toll = tree.heads[tree.heads[i]]
    elif tree.deps[i] in ("compound", "poss"):
        toll = tree.heads[i]
    if tree.lemmas[toll] != "toll" or tree.deps[toll] not in ("nsubj", "nsubjpass"):
        return
    verb = tree.heads[toll]
    if tree.lemmas[verb] in RISING:
        yield from (o for name, o in tree.prepositions(verb) if name in ("to", "at") and _numeral(tree, o))
        yield from (k for k in tree.kids[verb] if tree.deps[k] in OBJECTS and _numeral(tree, k))


def _carriers(tree: Tree, i: int) -> Iterator[int]:
    """The words whose people count towards i: itself, its effects, what is coordinated with those."""
    first = [i]
    if tree.pos[i] in ("NOUN", "PROPN") or tree.deps[i] == "csubj":
        head = tree.heads[i]
        verb = effect_verb(tree, i)
        if verb is not None and (tree.lemmas[verb] in FIELD_OF or tree.lemmas[verb] == "leave"):
            first.append(verb)
        if tree.deps[i] == "pobj" and tree.lemmas[head] in ("in", "during", "by", "after"):
            above = tree.first_conjunct(tree.heads[head])
            if tree.lemmas[above] in FIELD_OF:
                first.append(above)
        first.extend(
            k for k in tree.kids[i] if tree.deps[k] in ("relcl", "acl") and tree.lemmas[k] in FIELD_OF
        )
    for j in list(first):
        first.extend(k for k in tree.kids[j] if tree.deps[k] == "advcl" and tree.tags[k] == "VBG")
    for j in first:
        yield from tree.conjuncts(j)
        if tree.lemmas[j] == "leave":
            for k in tree.kids[j]:
                yield from tree.conjuncts(k)
                # "left 13 people dead"
                yield from (m for m in tree.kids[k] if m > k and tree.deps[m] in ("amod", "acl"))


def _counted(tree: Tree, i: int) -> list[int]:
    """The nouns or numbers that trigger i kills, injures, arrests or displaces."""
    lemma = tree.lemmas[i]
    heads: list[int] = []
    if tree.pos[i] in ("NOUN", "PROPN"):
        heads = [o for name, o in tree.prepositions(i) if name == "of"]
        heads += [k for k in tree.kids[i] if tree.deps[k] == "nummod" and not YEAR.fullmatch(tree.words[k])]
        return _spread(tree, heads)
    if tree.pos[i] == "ADJ" or (tree.tags[i] == "VBN" and tree.deps[i] in ("amod", "oprd", "ccomp", "acomp")):
        who = tree.kid(i, "nsubj", "nsubjpass")
        if who is not None:
            heads = [who]
        elif tree.lemmas[tree.heads[i]] == "leave":
            heads = [k for k in tree.kids[tree.heads[i]] if tree.deps[k] in OBJECTS]
        else:
            heads = [subject(tree, tree.heads[i]) or i]
        return _spread(tree, heads)
    own = [
        k
        for k in tree.kids[i]
        if (tree.deps[k] in OBJECTS and tree.pos[k] != "ADJ")
        or (tree.deps[k] == "npadvmod" and tree.words[k].lower() in VAGUE)
    ]
    who = subject(tree, i)
    if passive(tree, i) or lemma in SUBJECT_COUNTS or not own:
        # "12 were killed and 30 injured": the second number hangs on its own participle.
        number = next((k for k in tree.kids[i] if tree.deps[k] in ("nsubj", "nsubjpass", "nummod")), None)
        heads = [number] if number is not None else [who] if who is not None else []
    else:
        heads = own
    return _spread(tree, heads)


def _spread(tree: Tree, heads: list[int]) -> list[int]:
    return [j for head in heads for j in tree.conjuncts(head)]


def figure_of(tree: Tree, heads: list[int]) -> tuple[Figure, int, int] | None:
    """The figure of coordinated nouns together, and the characters that say so."""
    low: int | None = 0
    high: int | None = 0
    best, start, end = 0, -1, -1
    starts: set[int] = set()
    for j in heads:
        one = _one(tree, j)
        if one is None:
            break
        (least, number, most), first, last = one
        end = max(end, last)
        if first in starts:
            continue  # "five people dead": one number, whichever word it counts
        starts.add(first)
        low = low + least if low is not None and least is not None else None
        high = high + most if high is not None and most is not None else None
        best += number
        start = first if start < 0 else min(start, first)
    return ((low, best, high), start, end) if start >= 0 else None


def _one(tree: Tree, j: int) -> tuple[Figure, int, int] | None:
    """The figure of one noun or number, and its characters."""
    if tree.lemmas[j] in NOT_PEOPLE:
        return None
    run = _number_words(tree, j)
    if not run:
        return None
    first, last = run[0], run[-1]
    # Words before the number qualify it: "at least", "between".
    lead = max(tree.spans[tree.sents[j]][0], first - 4)
    text = tree.text[tree.starts[first] : tree.end(last)]
    before = tree.text[tree.starts[lead] : tree.starts[first]]
    if PARTS.match(tree.text, tree.end(j)) or PARTS.match(tree.text, tree.end(last)) or AMONG.search(before):
        return None
    figure = read(text, before)
    if figure is None:
        return None
    return figure[0], tree.starts[first] - figure[1], max(tree.end(j), tree.end(last))


def _number_words(tree: Tree, j: int) -> list[int]:
    """Tokens of the number that counts noun j, or that j itself is: right before it but for adjectives."""
    first = tree.spans[tree.sents[j]][0]
    if j + 2 < len(tree.words) and _numeral(tree, j) and tree.lemmas[j + 1] == "of" and _joins(tree, j + 1):
        j += 2  # "tens of thousands"
    k = j if _numeral(tree, j) else j - 1
    while k >= first and k > j - 5 and not _numeral(tree, k):
        if tree.pos[k] not in ("ADJ", "NOUN", "PROPN", "VERB", "PUNCT") or tree.lemmas[k] in NOT_PEOPLE:
            return []
        k -= 1
    if k < first or not _numeral(tree, k):
        return []
    last = k
    while k > first and (
        _numeral(tree, k - 1) or (_joins(tree, k - 1) and k - 1 > first and _numeral(tree, k - 2))
    ):
        k -= 1
    found = list(range(k, last + 1))
    if tree.lemmas[last] == "one" and last > first and tree.lemmas[last - 1] == "no":
        return []
    if all(tree.lemmas[m] in ARTICLES for m in found):
        return found if tree.lemmas[j] in PERSON_NOUNS else []
    return found


def _joins(tree: Tree, k: int) -> bool:
    """ "two hundred and ten", "tens of thousands" """
    word = tree.words[k].lower()
    if word == "of":
        return tree.words[k - 1].lower() in VAGUE and tree.words[k + 1].lower() in VAGUE
    return word in ("and", "to", "or", "-", "–")


def _numeral(tree: Tree, k: int) -> bool:
    return numeral(tree.words[k].lower())
