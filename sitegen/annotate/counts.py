"""How many were killed, injured, arrested or displaced: low, best, high, and the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.annotate.arguments import effect_verb
from sitegen.annotate.clauses import passive, subject
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

WORDS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
}
WORDS |= {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80}
WORDS |= {"ninety": 90, "dozen": 12, "score": 20, "a": 1, "an": 1, "another": 1, "single": 1}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
VAGUE_RANGES = {
    "couple": (2, 2),
    "few": (3, 9),
    "several": (3, 9),
    "tens": (20, 99),
    "dozens": (24, 99),
    "scores": (40, 99),
    "hundreds": (200, 999),
    "thousands": (2000, 9999),
    "millions": (2_000_000, 9_999_999),
}
"""What a vague word may mean, least and most. Its best is the least, and a count whose best is its low
but not its high is known by that: a definite figure always beats it."""
VAGUE = {word: low for word, (low, _) in VAGUE_RANGES.items()}
PARTS = re.compile(
    r"\s*(?:of|among|amongst) (?:them|these|those|whom|which|the (?:dead|victims|injured))\b", re.I
)
"""Behind a number: it is a part of a total that stands elsewhere."""
AMONG = re.compile(r"\b(?:including|among them|of whom|of which|of them)\W+(?:\w+\W+){0,2}$", re.I)
"""Before a number: the same."""
YEAR = re.compile(r"1[89][0-9]{2}|20[0-9]{2}")
"""Before a trigger: "the 1967 killings", "her 24 June 2005 murder"."""
LOW = re.compile(r"\b(at least|more than|over|no fewer than|no less than|upwards of|exceeding)\b", re.I)
HIGH = re.compile(
    r"\b(up to|as many as|at most|fewer than|less than|no more than|under|nearly|almost)\b", re.I
)
NOT_PEOPLE = frozenset(
    "year month week day hour minute percent per dollar euro mile kilometre kilometer home house building "
    "vehicle car job bird animal dog cow time attack plane ship vote point goal people's".split()
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
        field = FIELD_OF.get(tree.lemmas[verb])
        if field and field not in found:
            counted = _counted(tree, verb)
            figure = figure_of(tree, counted) if counted else None
            if figure is not None:
                low, best, high, start, end = figure
                found[field] = Count(field, low, best, high, start, end)
    return tuple(sorted(found.values(), key=lambda c: (c.start, c.end, c.field)))


def _carriers(tree: Tree, i: int) -> Iterator[int]:
    """The words whose people count towards i: itself, its effects, what is coordinated with those."""
    first = [i]
    if tree.pos[i] in ("NOUN", "PROPN"):
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
    own = [k for k in tree.kids[i] if tree.deps[k] in OBJECTS]
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


def figure_of(tree: Tree, heads: list[int]) -> tuple[int | None, int, int | None, int, int] | None:
    """Low, best, high of coordinated nouns together, and the characters that say so."""
    low: int | None = 0
    high: int | None = 0
    best, start, end = 0, -1, -1
    for j in heads:
        one = _one(tree, j)
        if one is None:
            return None if start < 0 else (low, best, high, start, end)
        low = low + one[0] if low is not None and one[0] is not None else None
        high = high + one[2] if high is not None and one[2] is not None else None
        best += one[1]
        start = one[3] if start < 0 else min(start, one[3])
        end = max(end, one[4])
    return (low, best, high, start, end) if start >= 0 else None


def _one(tree: Tree, j: int) -> tuple[int | None, int, int | None, int, int] | None:
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
    return _read(text, before, tree.starts[first], tree.end(j))


def _number_words(tree: Tree, j: int) -> list[int]:
    """Tokens of the number that counts noun j, or that j itself is: right before it but for adjectives."""
    first = tree.spans[tree.sents[j]][0]
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
    if all(tree.lemmas[m] in ("a", "an", "another") for m in found):
        return found if tree.lemmas[j] in PERSON_NOUNS else []
    return found


def _joins(tree: Tree, k: int) -> bool:
    return tree.words[k].lower() in ("and", "to", "or", "-", "–")


def _numeral(tree: Tree, k: int) -> bool:
    word = tree.words[k].lower()
    return (
        word in WORDS
        or word in SCALES
        or word in VAGUE
        or re.fullmatch(r"\d[\d,]*(?:[-–]\d[\d,]*)?", word) is not None
    )


def _read(
    text: str, before: str, start: int, end: int
) -> tuple[int | None, int, int | None, int, int] | None:
    """Figures of a number phrase with the words just before it."""
    words = text.lower().replace("-", " - ").replace("–", " - ").split()
    numbers = _numbers(words)
    if not numbers:
        return None
    vague = any(w in VAGUE for w in words)
    between = re.search(r"\b(between|from)\W*$", before, re.I) or re.search(r"\b(or|to)\b|-|–", text)
    if len(numbers) >= 2 and between:
        low, high = min(numbers[:2]), max(numbers[:2])
        return low, (low + high) // 2, high, start, end
    number = numbers[0]
    if LOW.search(before):
        return number, number, None, start + LOW.search(before).start() - len(before), end  # type: ignore[union-attr]
    if HIGH.search(before):
        return None, number, number, start + HIGH.search(before).start() - len(before), end  # type: ignore[union-attr]
    if vague:
        ranges = [VAGUE_RANGES[w] for w in words if w in VAGUE_RANGES]
        scaled = number // max(1, ranges[0][0])  # "tens of thousands"
        return number, number, ranges[0][1] * scaled, start, end
    return number, number, number, start, end


def _numbers(words: list[str]) -> list[int]:
    """The numbers of a list of lower-case words: "two hundred and ten" is one, "10 to 15" two."""
    found: list[int] = []
    value: int | None = None
    for word in words:
        plain = word.replace(",", "")
        if plain.isdigit():
            value = int(plain) if value is None else value
            if value != int(plain):
                found.append(value)
                value = int(plain)
        elif word in SCALES:
            value = (value or 1) * SCALES[word]
        elif word in WORDS:
            value = (value or 0) + WORDS[word] if word != "dozen" or value is None else value * 12
        elif word in VAGUE:
            value = VAGUE[word]
        elif word in ("to", "-", "or"):
            if value is not None:
                found.append(value)
            value = None
        elif word == "and" and value is not None and value % 100 != 0:
            found.append(value)
            value = None
    if value is not None:
        found.append(value)
    return [n for n in found if 0 < n <= 20_000_000]
