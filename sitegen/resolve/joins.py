"""Joins within an article: a surname and its full name, an acronym, a name made short."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from sitegen import gazetteer
from sitegen.model import EntityType
from sitegen.naming import fold, words
from sitegen.resolve.names import COMPANY_WORDS, Name, country_of, describes, initials, read_name
from sitegen.resolve.owners import UNKNOWN
from sitegen.resolve.persons import compatible_persons, generation, person_words, surname_only

_DAUGHTERS = words(
    """store stores software systems labs laboratories capital ventures partners shop museum financial finance
    credit insurance leasing acceptance realty securities international"""
)
"""What a company opens and keeps its own name beside: "Apple Stores" is not Apple."""

_HELD = words("conference summit forum festival show awards cup open tour program programme prize fund index")
"""What bears the name of who holds it or pays for it."""


@dataclass(slots=True)
class Form:
    """The mentions of an article that have one name; filled in while the article is read."""

    text: str
    """Folded."""
    raw: str
    """As first written."""
    type: EntityType
    name: Name
    owner: str
    gender: str
    """Of the honorific that it is named with: "m", "f" or ""."""
    hard: bool = False
    """More than the model's label speaks for the type."""
    acronym: bool = False
    headline: bool = True
    """It stands in the headline alone."""
    told: int = 0
    """Its first mention below the headline, where it has one."""
    chartered: bool = False
    """It is written with "Inc" or the like: a company by itself."""
    placed: bool = False
    """The text puts somebody in it, or it in a country: it is a place wherever it stands."""
    noise: bool = False
    """A headline's words run together with the name; it joins and names nothing."""
    mentions: list[int] = field(default_factory=list)
    """Ascending."""


class Groups:
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


# ---------------------------------------------------------------- persons


def join_persons(forms: Sequence[Form], groups: Groups) -> None:
    """Full names of one person, then surnames and given names with the full name that they mean."""
    full = [at for at, f in enumerate(forms) if f.type == "person" and not surname_only(f.name.key)]
    by_word: dict[str, list[int]] = defaultdict(list)
    for at in full:
        # "Kalam" is Abdul Kalam too.
        for word in {*person_words(forms[at].name.key), forms[at].name.key.rpartition(" ")[2]}:
            by_word[word].append(at)
    for at in full:
        for other in by_word[person_words(forms[at].name.key)[0]]:
            if forms[at].headline and _runs_on(forms[at], forms[other]):
                forms[at].noise = True
                groups.join(other, at, "a headline that begins with the name")
    for at in full:
        for other in by_word[person_words(forms[at].name.key)[-1]]:
            fits = compatible_persons(forms[at].name.key, forms[other].name.key)
            if other < at and fits and _genders_fit(forms, groups, other, at):
                groups.join(other, at, "the same first and last name in one article")
    for at, form in enumerate(forms):
        if " " not in form.text or surname_only(form.name.key):
            _join_short(at, form, forms, groups, by_word)
    _join_bare(forms, groups)


def _runs_on(one: Form, two: Form) -> bool:
    """ "Lindsay Lohan Checks Into Rehab" runs on from "Lindsay Lohan"."""
    return not two.headline and one.name.key.startswith(f"{two.name.key} ")


def _join_short(
    at: int, form: Form, forms: Sequence[Form], groups: Groups, by_word: dict[str, list[int]]
) -> None:
    if form.type in ("group", "work") or (form.hard and form.type not in ("person", "place")):
        return
    word = person_words(form.name.key)[-1] if form.type == "person" else form.text
    persons = [f for f in by_word.get(word, ()) if not forms[f].noise and f != at]
    named = [f for f in persons if person_words(forms[f].name.key)[-1].endswith(word)]
    given = [f for f in persons if person_words(forms[f].name.key)[0] == word]
    # "Lula" is Luiz Inacio Lula da Silva.
    inner = [f for f in persons if len(person_words(forms[f].name.key)) > 3]
    found: int | None = None
    if form.type == "person":
        found = _the_one(named, at, forms, groups)
        if found is None and not named:
            found = _the_one(given or inner, at, forms, groups)
    elif len({groups.find(f) for f in named or inner}) == 1 and not form.placed:
        # A bare surname that the model took for something else.
        first = (named or inner)[0]
        found = first if forms[first].mentions[0] < form.mentions[0] else None
    if found is not None:
        groups.join(found, at, "surname of a person named in full in the article")
        form.type, form.name = "person", read_name("person", form.raw)
        form.hard = form.hard and forms[found].type == "person"


def _the_one(candidates: list[int], at: int, forms: Sequence[Form], groups: Groups) -> int | None:
    """The one person that a short form means, None where that is not sure."""
    fitting = [c for c in candidates if _genders_fit(forms, groups, c, at)]
    if len({groups.find(c) for c in fitting}) > 1:
        # Two of one surname: the honorific tells, else the one who was named in full last.
        alike = [c for c in fitting if forms[at].gender and _genders(forms, groups, c) == {forms[at].gender}]
        before = [c for c in alike or fitting if forms[c].mentions[0] < forms[at].mentions[0]]
        return max(before, key=lambda c: forms[c].mentions[0]) if before else None
    return fitting[0] if fitting else None


def _genders(forms: Sequence[Form], groups: Groups, at: int) -> set[str]:
    root = groups.find(at)
    return {f.gender for n, f in enumerate(forms) if f.gender and groups.find(n) == root}


def _genders_fit(forms: Sequence[Form], groups: Groups, one: int, two: int) -> bool:
    """False for "Mr Clinton" and "Mrs Clinton"."""
    return len(_genders(forms, groups, one) | _genders(forms, groups, two)) < 2


def _join_bare(forms: Sequence[Form], groups: Groups) -> None:
    """One name with and without an honorific is one person, where no full name has told them apart;
    so are "Benedict XVI" and "Benedict"."""
    seen: dict[str, list[int]] = defaultdict(list)
    for at, form in enumerate(forms):
        if form.type == "person":
            seen[" ".join(person_words(form.name.key))].append(at)
    for ats in seen.values():
        numbers = {generation(forms[at].name.key) for at in ats} - {""}
        for at in ats[1:]:
            if len(numbers) < 2 and _genders_fit(forms, groups, ats[0], at):
                full = not surname_only(forms[at].name.key)
                if not (full and numbers):
                    groups.join(ats[0], at, "the same name in one article")


# ---------------------------------------------------------------- organisations


def join_organisations(forms: Sequence[Form], groups: Groups) -> None:
    """Acronyms and short names with the long ones that the article uses as well."""
    bodies = [at for at, f in enumerate(forms) if f.type in ("organisation", "place", "group")]
    by_initials: dict[str, list[int]] = defaultdict(list)
    longer: dict[str, list[int]] = defaultdict(list)
    for at in bodies:
        for option in initials(forms[at].text) | initials(forms[at].name.key):
            by_initials[option].append(at)
        if forms[at].type == "organisation" and not forms[at].name.generic:
            for short in _short_forms(forms[at].name.key):
                longer[short].append(at)
    for at, form in enumerate(forms):
        known = gazetteer.places(form.raw) or country_of(form.raw)
        if form.acronym and not form.hard and not known:
            found = [c for c in by_initials.get(form.text.replace(" ", ""), ()) if c != at]
            if len({groups.find(c) for c in found}) == 1:
                groups.join(found[0], at, "acronym of a name in the article")
                form.type = forms[found[0]].type
        owned = form.name.generic and bool(form.owner)
        strange = form.type == "place" and not form.hard and not form.placed and not known
        if (form.type == "organisation" or strange) and not (owned or _plain(form.name.key)):
            rivals = longer.get(form.name.key, ())
            found = [c for c in rivals if _shortened(forms[c], form)]
            if form.acronym:  # "NPD" of "NPD Group" is its name, not its initials
                found = [c for c in found if forms[c].text.split()[-1] in COMPANY_WORDS | {"group"}]
            if len({groups.find(c) for c in rivals}) == 1 and found:
                groups.join(found[0], at, "short for a name in the article")
                form.type = "organisation"
    _join_owned(forms, groups)


def _join_owned(forms: Sequence[Form], groups: Groups) -> None:
    """ "The Foreign Ministry" with the only Foreign Ministry that the article names a country for."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for at, form in enumerate(forms):
        if form.name.generic:
            by_key[form.name.key].append(at)
    for ats in by_key.values():
        owned = [at for at in ats if forms[at].owner not in ("", UNKNOWN)]
        if len({forms[at].owner for at in owned}) == 1:
            for at in (at for at in ats if forms[at].owner != UNKNOWN):
                groups.join(owned[0], at, "the only one of this name in the article")


def _plain(key: str) -> bool:
    """True for "banks": of "U.S. banks" and of all others."""
    return " " not in key and key.endswith("s") and describes(key)


@lru_cache(maxsize=16384)
def _short_forms(key: str) -> tuple[str, ...]:
    """What a long name is called once it is known: without its end, without the place it opens with,
    or by its last word where that tells: "Shell" for "Royal Dutch Shell"."""
    own = key.split()
    shorts = [" ".join(own[:size]) for size in range(1, len(own))]
    for size in range(1, len(own)):
        place = " ".join(own[:size]).title()
        if country_of(place) or (gazetteer.places(place) and place.lower() not in gazetteer.ORDINARY):
            shorts.append(" ".join(own[size:]))
    last = own[-1]
    if len(own) > 1 and not describes(last) and last not in _DAUGHTERS and not gazetteer.places(last):
        shorts.append(last)
    return tuple(dict.fromkeys(shorts))


def _opens_with_place(own: Sequence[str]) -> bool:
    first = own[0].title()
    return bool(country_of(first)) or (bool(gazetteer.places(first)) and own[0] not in gazetteer.ORDINARY)


def _shortened(long: Form, short: Form) -> bool:
    """True where `short` is another way to say `long`, and not what `long` is a part or product of."""
    own, kept = long.name.key.split(), short.name.key.split()
    rest = own[len(kept) :] if own[: len(kept)] == kept else []
    if not rest:
        # "Disney" for "Walt Disney Co", but not "Stanley" for "Morgan Stanley".
        return len(own) > 2 or own[-len(kept) :] != kept or long.chartered or _opens_with_place(own)
    if short.chartered:
        # "Chrysler Financial, a unit of Chrysler Corp"
        return False
    if len(rest) == 1 and rest[0] not in _DAUGHTERS and gazetteer.ORG_HEADS.get(rest[0]) == "company":
        return True
    last = long.raw.split()[-1]
    part = (
        rest[-1] in _DAUGHTERS
        or (len(last) < 5 and last.isupper())
        or rest[-1] in gazetteer.PLACE_HEADS
        or any(country_of(word.title()) for word in rest)
    )
    # The full name comes first; "Airbus … Airbus Helicopters" is a company and its daughter.
    part = part or describes(short.name.key)
    if not COMPANY_WORDS & set(fold(long.raw).split()[-1:]):
        part = part or bool(gazetteer.places(short.raw))
    # "Apple Worldwide Developers Conference" is held by Apple and is not what it is called.
    part = part or len(rest) > 2 or rest[-1] in _HELD
    return not part and len(kept) == 1 and long.told < short.told and not long.headline
