"""Chains: the mentions of one thing within one article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sitegen import gazetteer
from sitegen.model import Annotation, EntityType, Mention
from sitegen.naming import fold
from sitegen.resolve.names import Name, country_of, initials, person_words, read_name, surname_only
from sitegen.resolve.owners import Owners

NAMED = ("name", "acronym", "demonym", "metonym")
_HARD = 3.0
"""Weight of evidence beyond the model's label: an honorific, an office, a country's name."""
_TYPES: tuple[EntityType, ...] = ("person", "organisation", "place", "group", "work", "other")


@dataclass(frozen=True, slots=True)
class Chain:
    article: int
    """Position in the archive's articles."""
    type: EntityType
    key: str
    """Of its fullest form, see names.Name."""
    owner: str
    """ISO code of the country it belongs to, "" where it is not known or of no account."""
    generic: bool
    mentions: tuple[int, ...]
    """Indexes into Annotation.mentions, ascending."""
    forms: tuple[str, ...]
    """Keys of every form, its own first, then by their order in the text."""
    joined: tuple[tuple[str, str], ...] = ()
    """(key of the other form, why it is the same)."""
    hard: bool = False
    """True where more than the model's label speaks for the type."""
    ruled: str = ""
    """What a [[mention]] ruling says they name."""


@dataclass(slots=True)
class _Form:
    """The mentions of an article that have one name."""

    text: str
    type: EntityType
    name: Name
    owner: str
    hard: bool
    acronym: bool
    mentions: list[int] = field(default_factory=list)


def chains(position: int, annotation: Annotation, ruled: Mapping[int, str]) -> tuple[Chain, ...]:
    """The chains of one article. `ruled`: mention -> what the editor says it names."""
    mentions = annotation.mentions
    forms = _forms(annotation, ruled)
    groups = _Groups(len(forms))
    where = {n: at for at, form in enumerate(forms) for n in form.mentions}
    for n, mention in enumerate(mentions):
        # An acronym or a nominal that the text itself defines.
        target = _antecedent(mentions, n)
        if target is not None and target in where and n not in ruled:
            if n in where and where[n] != where[target]:
                if forms[where[n]].type == forms[where[target]].type or mention.kind == "acronym":
                    groups.join(where[n], where[target], "the text defines it")
            elif n not in where:
                forms[where[target]].mentions.append(n)
    _join_persons(forms, groups, mentions)
    _join_organisations(forms, groups)
    found = [_chain(position, [forms[at] for at in group], groups, group, mentions) for group in groups.all()]
    by_ruling: dict[str, list[int]] = defaultdict(list)
    for n, reference in sorted(ruled.items()):
        by_ruling[reference].append(n)
    for reference, ns in sorted(by_ruling.items()):
        first = mentions[ns[0]]
        found.append(
            Chain(position, first.type, fold(reference), "", False, tuple(ns), (), ruled=reference, hard=True)
        )
    return tuple(found)


def _antecedent(mentions: Sequence[Mention], n: int) -> int | None:
    """The named mention at the end of the trail of antecedents."""
    seen = {n}
    at = mentions[n].antecedent
    while at is not None and at not in seen and mentions[at].antecedent is not None:
        seen.add(at)
        at = mentions[at].antecedent
    return at


def _forms(annotation: Annotation, ruled: Mapping[int, str]) -> list[_Form]:
    """Forms in the order of their first mention; one type each, by a vote of the whole article."""
    named: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for n, mention in enumerate(annotation.mentions):
        if mention.kind in NAMED and n not in ruled:
            text = fold(mention.name)
            if text:
                named[text, mention.kind == "metonym"].append(n)
    owners = Owners(annotation)
    forms: dict[tuple[EntityType, str, str], _Form] = {}
    for (text, metonym), ns in named.items():
        type_, hard = _vote([annotation.mentions[n] for n in ns], metonym)
        for n in ns:
            mention = annotation.mentions[n]
            name = _government(mention) if metonym else read_name(type_, mention.name)
            name = name or read_name(type_, mention.name)
            owner = (name.owner or owners.of(n)) if name.generic else name.owner
            key = (type_, name.key, owner)
            if key not in forms:
                forms[key] = _Form(text, type_, name, owner, hard, acronym=False)
            form = forms[key]
            form.mentions.append(n)
            form.hard = form.hard or hard
            form.acronym = form.acronym or mention.kind == "acronym" or _looks_short(mention)
    return sorted(forms.values(), key=lambda form: form.mentions[0])


def _looks_short(mention: Mention) -> bool:
    letters = mention.name.replace(".", "")
    return 2 <= len(letters) <= 8 and letters.isupper() and letters.isalpha()


def _government(mention: Mention) -> Name | None:
    """ "Damascus" that says or signs is the government of Syria."""
    if mention.type != "organisation":
        return None
    iso = country_of(fold(mention.name))
    if not iso:
        cities = [p for p in gazetteer.places(mention.name) if p.kind == "city"]
        countries = [c for c in (gazetteer.country(p.iso) for p in cities) if c is not None]
        isos = [c.iso for c in countries if fold(c.capital) == fold(mention.name)]
        iso = isos[0] if isos else ""
    return Name("government", iso, generic=True) if iso else None


def _vote(mentions: Sequence[Mention], metonym: bool) -> tuple[EntityType, bool]:
    votes: dict[EntityType, float] = defaultdict(float)
    hard: set[EntityType] = set()
    for mention in mentions:
        votes[mention.type] += mention.confidence
        if mention.honorific or (mention.role and mention.type == "person"):
            votes["person"] += _HARD
            hard.add("person")
    if not metonym and country_of(fold(mentions[0].name)) and "place" in votes:
        votes["place"] += _HARD
        hard.add("place")
    best = max(_TYPES, key=lambda t: votes.get(t, 0.0))
    return best, best in hard


# ---------------------------------------------------------------- joins


class _Groups:
    """Union of forms, with the reason of each join."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self.reasons: list[tuple[int, int, str]] = []

    def find(self, at: int) -> int:
        while self._parent[at] != at:
            at = self._parent[at]
        return at

    def join(self, one: int, other: int, reason: str) -> None:
        a, b = self.find(one), self.find(other)
        if a != b:
            self._parent[max(a, b)] = min(a, b)
            self.reasons.append((one, other, reason))

    def all(self) -> list[list[int]]:
        groups: dict[int, list[int]] = defaultdict(list)
        for at in range(len(self._parent)):
            groups[self.find(at)].append(at)
        return list(groups.values())


def _join_persons(forms: list[_Form], groups: _Groups, mentions: Sequence[Mention]) -> None:
    full = [at for at, f in enumerate(forms) if f.type == "person" and not surname_only(f.name.key)]
    by_word: dict[str, list[int]] = defaultdict(list)
    for at in full:
        for word in set(person_words(forms[at].name.key)):
            by_word[word].append(at)
    for at in full:
        # "Donald J. Trump" and "Donald Trump": first and last word the same, the middle not against it.
        words = person_words(forms[at].name.key)
        for other in by_word[words[-1]]:
            theirs = person_words(forms[other].name.key)
            if other < at and words != theirs and compatible_persons(words, theirs):
                groups.join(other, at, "the same first and last name in one article")
    for at, form in enumerate(forms):
        short = surname_only(form.name.key) or " " not in form.name.key
        if not short or form.type in ("group", "work") or (form.hard and form.type != "person"):
            continue
        word = person_words(form.name.key)[-1:]
        if not word:
            continue
        named = [f for f in by_word.get(word[0], ()) if person_words(forms[f].name.key)[-1] == word[0]]
        given = [f for f in by_word.get(word[0], ()) if person_words(forms[f].name.key)[0] == word[0]]
        if form.type == "person":
            found = _one(named, form, forms, groups, mentions)
            if found is None:
                found = _one(given, form, forms, groups, mentions)
        else:
            # A bare surname that the model took for something else.
            before = [f for f in named if forms[f].mentions[0] < form.mentions[0]]
            sure = len({groups.find(f) for f in named}) == 1 and not gazetteer.places(form.name.key)
            found = before[0] if before and sure else None
        if found is not None:
            groups.join(found, at, "surname of a person named in full in the article")
            form.type = "person"


def _one(
    candidates: list[int], form: _Form, forms: list[_Form], groups: _Groups, mentions: Sequence[Mention]
) -> int | None:
    """The one person that a short form means, None where that is not sure."""
    roots = {groups.find(c) for c in candidates}
    if len(roots) > 1:
        # Two of one surname: the honorific tells, else the one named in full last before.
        honorifics = {mentions[n].honorific for n in form.mentions} - {None}
        fitting = [
            c for c in candidates if honorifics & {mentions[n].honorific for n in forms[c].mentions} - {None}
        ]
        before = [c for c in fitting or candidates if forms[c].mentions[0] < form.mentions[0]]
        return max(before, key=lambda c: forms[c].mentions[0]) if before else None
    return candidates[0] if candidates else None


def compatible_persons(a: Sequence[str], b: Sequence[str]) -> bool:
    """First and last words the same (or the initial of the other), and no middle word against another."""
    if len(a) < 2 or len(b) < 2 or a[-1] != b[-1]:
        return False
    if a[0] != b[0]:
        return False
    middle, other = a[1:-1], b[1:-1]
    if not middle or not other:
        return True
    few, many = sorted((middle, other), key=len)
    return all(any(x == y or (1 in (len(x), len(y)) and x[0] == y[0]) for y in many) for x in few)


def _join_organisations(forms: list[_Form], groups: _Groups) -> None:
    bodies = [at for at, f in enumerate(forms) if f.type in ("organisation", "place", "group")]
    by_initials: dict[str, list[int]] = defaultdict(list)
    by_first: dict[str, list[int]] = defaultdict(list)
    for at in bodies:
        for option in initials(fold(forms[at].text)) | initials(forms[at].name.key):
            by_initials[option].append(at)
        if " " in forms[at].name.key:
            by_first[forms[at].name.key.split()[0]].append(at)
    for at, form in enumerate(forms):
        if form.acronym and not form.hard:
            found = [c for c in by_initials.get(form.text.replace(" ", ""), ()) if c != at]
            if len({groups.find(c) for c in found}) == 1:
                groups.join(found[0], at, "acronym of a name in the article")
                form.type = forms[found[0]].type
        if form.type == "organisation" and " " not in form.name.key and not form.acronym:
            # "Northrop Grumman … Northrop": the full name comes first.
            longer = [c for c in by_first.get(form.name.key, ()) if forms[c].type == "organisation"]
            roots = {groups.find(c) for c in longer}
            if len(roots) == 1 and forms[longer[0]].mentions[0] < form.mentions[0]:
                last = forms[longer[0]].name.key.rsplit(" ", 1)[-1]
                if last not in gazetteer.PLACE_HEADS:
                    groups.join(longer[0], at, "short for a name in the article")


def _chain(
    position: int, forms: list[_Form], groups: _Groups, members: list[int], mentions: Sequence[Mention]
) -> Chain:
    votes: Counter[EntityType] = Counter()
    for form in forms:
        votes[form.type] += len(form.mentions) + (100 if form.hard else 0)
    type_ = max(_TYPES, key=lambda t: votes[t])
    own = [form for form in forms if form.type == type_]
    best = min(own, key=lambda f: (f.acronym, -len(f.name.key.split()), -len(f.mentions), f.name.key))
    keys = [best.name.key, *(f.name.key for f in forms if f is not best)]
    inside = set(members)
    by_member = dict(zip(members, forms, strict=True))
    joined = tuple(
        (by_member[at].name.key, reason)
        for one, two, reason in groups.reasons
        if one in inside and two in inside
        for at in (one, two)
        if by_member[at].name.key != best.name.key
    )
    return Chain(
        position,
        type_,
        best.name.key,
        best.owner,
        best.name.generic,
        tuple(sorted({n for form in forms for n in form.mentions})),
        tuple(dict.fromkeys(keys)),
        joined,
        hard=any(form.hard for form in own),
    )
