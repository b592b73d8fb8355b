"""Features: the visible table of what speaks for and against two names being one.

A score is the sum of the weights of the features that hold; each comes with its words, which are
kept as the reason of the join. After nomenklatura's matcher (Lindenberg 2023): a plain sum that an
editor can follow, not a trained model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from sitegen.gazetteer import GIVEN_NAMES
from sitegen.gazetteer.spelling import likeness
from sitegen.resolve.persons import (
    ARTICLES,
    EASTERN,
    generation,
    middles_fit,
    one_spelling,
    person_words,
    romanised,
    short_given,
)

JOIN = 4.0
"""From here on two names are one."""
DOUBT = 3.0
"""From here on an editor should look."""

WEIGHTS: dict[str, tuple[float, str]] = {
    "name": (4.0, "the same name but for the Arabic article"),
    "syllables": (4.0, "the same name but for the way its syllables are parted"),
    "spelling": (4.0, "the same words in another usual spelling"),
    "surname": (2.0, "the same surname"),
    "surname-alike": (1.5, "surnames that differ in spelling alone"),
    "surname-near": (1.0, "surnames that may differ in spelling alone"),
    "surname-close": (1.0, "surnames a letter apart"),
    "given": (2.0, "the same given name"),
    "given-alike": (1.5, "given names that differ in spelling alone"),
    "given-near": (1.0, "given names that may differ in spelling alone"),
    "given-close": (1.0, "given names a letter apart"),
    "given-short": (1.5, "a short form of the given name"),
    "given-second": (2.0, "the second given name, the first an initial"),
    "given-initial": (0.5, "an initial that fits the given name"),
    "tail": (1.0, "the last words of the longer name"),
    "order": (3.0, "the same words in the other order, family name first"),
    "script": (1.0, "a name from another script, which papers spell as they like"),
    "long": (1.0, "a name of many words"),
    "long-word": (1.0, "a name of many letters"),
    "words-alike": (3.0, "names that differ in spelling alone"),
    "words-near": (2.5, "names that may differ in spelling alone"),
    "articles": (1.0, "names with the Arabic article, which English spells in many ways"),
    "article": (0.5, "a name with the Arabic article, which English spells in many ways"),
    "role": (1.0, "the same office"),
    "country": (1.0, "the same country"),
    "context": (1.0, "named beside the same people or places"),
    "context-strong": (1.5, "named beside several of the same people or places"),
    "beside": (-1.5, "both named in one article"),
    "distant": (-1.0, "offices in different countries"),
    "generation": (-2.0, "one of them a junior or senior"),
}
NEVER = -100.0


@dataclass(frozen=True, slots=True)
class Profile:
    """What a name is compared by."""

    key: str
    articles: frozenset[int]
    roles: frozenset[str]
    countries: frozenset[str]
    genders: frozenset[str]
    """Of its honorifics: "m", "f"."""


@dataclass(frozen=True, slots=True)
class Score:
    value: float
    features: tuple[str, ...]

    @property
    def words(self) -> str:
        """Why, for a person to read."""
        return "; ".join(WEIGHTS[name][1] for name in self.features)


def compare_persons(a: Profile, b: Profile, shared: int) -> Score:
    """`shared`: how many telling names stand in articles of both."""
    one, two = person_words(a.key), person_words(b.key)
    if len(one) < 2 or len(two) < 2 or (a.genders and b.genders and not a.genders & b.genders):
        return _NEVER
    generations = {generation(a.key), generation(b.key)}
    if len(generations - {""}) > 1:
        return _NEVER
    features = ["generation"] if len(generations) > 1 else []
    if one == two:
        return _sum(["name", *features])
    if one[0] == two[0] and one[0] in EASTERN and "".join(one[1:]) == "".join(two[1:]):
        return _sum(["syllables", *features])
    if _turned(one, two):
        return _sum(["order", *features, *_circumstances(a, b, shared)])
    if "bin" in one[1:2] and "bin" in two[1:2]:
        # "Mohammed bin Zayed Al Nahyan": given name and father's tell, the family's name may be left out.
        one, two = one[:3], two[:3]
    parts = _parts(one, two)
    if not parts:
        return _NEVER
    features += parts
    if not {"alike", "near"}.isdisjoint(part.rpartition("-")[2] for part in parts):
        # Spelling alone is no reason in a language that has its spellings: Eric and Erik are two.
        if not any(part.endswith(("-near", "-close")) for part in parts) and _foreign(a, one, b, two):
            features.append("script")
        elif "bin" in one and "bin" in two:
            features.append("long")
        features += _articles(a, b)
    return _sum(features + _circumstances(a, b, shared))


def _parts(one: Sequence[str], two: Sequence[str]) -> list[str]:
    """The features of given name and surname; empty where they are two people's."""
    few, many = sorted((one, two), key=len)
    if len(few) < len(many) and tuple(many[-len(few) :]) == tuple(few):
        # "Mark Felt" and "W. Mark Felt", "Lopez Obrador" and "Andres Manuel Lopez Obrador".
        return ["surname", "given-second" if len(many[0]) == 1 else "tail"]
    last, first = _alike("surname", one[-1], two[-1]), _alike("given", one[0], two[0])
    if last is None or first is None or not middles_fit(one[1:-1], two[1:-1], _fits):
        return []
    return [last, first]


def _fits(x: str, y: str) -> bool:
    return _alike("given", x, y) is not None


def _turned(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """ "Orban Viktor" and "Viktor Orban", "Moon Jae-in" and "Jae-in Moon"; not "Ali Hassan", "Hassan Ali"."""
    if len(one) != len(two) or sorted(one) != sorted(two):
        return False
    if len(one) == 3:
        return one[1:] + one[:1] == two or two[1:] + two[:1] == one
    return len(one) == 2 and sum(word in GIVEN_NAMES for word in one) == 1


def _foreign(a: Profile, one: Sequence[str], b: Profile, two: Sequence[str]) -> bool:
    return romanised(one, a.key) or romanised(two, b.key)


def compare_words(a: Profile, b: Profile, shared: int) -> Score:
    """Two organisations, places or groups whose keys sound alike."""
    one = [w for w in a.key.split() if w not in ARTICLES]
    two = [w for w in b.key.split() if w not in ARTICLES]
    if one == two:
        return _sum(["name"])
    if min(len("".join(one)), len("".join(two))) >= 6 and "".join(one) == "".join(two):
        return _sum(["syllables"])
    if len(one) != len(two):
        return _NEVER
    found = [_alike("given", x, y) for x, y in zip(one, two, strict=True)]
    if None in found or "given-short" in found or "given-initial" in found:
        return _NEVER
    if set(found) == {"given"}:
        return _sum(["spelling"])
    features = ["words-near" if "given-near" in found else "words-alike"]
    if len(one) >= 4 and sum(x != y for x, y in zip(one, two, strict=True)) == 1:
        features.append("long")
    if len(one) == 1 and min(len(one[0]), len(two[0])) >= 8:
        features.append("long-word")
    features += _articles(a, b)
    return _sum(features + _circumstances(a, b, shared))


def _articles(a: Profile, b: Profile) -> list[str]:
    count = sum(bool(ARTICLES & set(profile.key.split()[:-1])) for profile in (a, b))
    return [[], ["article"], ["articles"]][count]


def _alike(part: str, one: str, two: str) -> str | None:
    """The feature for two words, None where they are different words."""
    if one == two or one_spelling(one, two):
        return part
    if min(len(one), len(two)) == 1:
        return "given-initial" if part == "given" and one[0] == two[0] else None
    if part == "given" and short_given(one, two):
        return "given-short"
    if min(len(one), len(two)) < 3 or one.isdigit() or two.isdigit():
        return None
    close = JaroWinkler.similarity(one, two)
    alike = likeness(one, two)
    if alike and close >= 0.6:
        return f"{part}-alike" if alike == "same" else f"{part}-near"
    if min(len(one), len(two)) >= 5 and close >= 0.94:
        return f"{part}-close"
    return None


def _circumstances(a: Profile, b: Profile, shared: int) -> list[str]:
    features = []
    if a.roles & b.roles:
        features.append("role")
    if a.countries & b.countries:
        features.append("country")
    elif a.countries and b.countries:
        features.append("distant")
    if shared:
        features.append("context-strong" if shared >= 3 else "context")
    if a.articles & b.articles:
        features.append("beside")
    return features


_NEVER = Score(NEVER, ())


def _sum(features: list[str]) -> Score:
    return Score(sum(WEIGHTS[name][0] for name in features), tuple(features))
