"""Features: the visible table of what speaks for and against two names being one.

A score is the sum of the weights of the features that hold; each comes with its words, which are
kept as the reason of the join. After nomenklatura's matcher (Lindenberg 2023): a plain sum that an
editor can follow, not a trained model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from sitegen.gazetteer.spelling import skeleton
from sitegen.resolve.names import ARTICLES, person_words, short_given

JOIN = 4.0
"""From here on two names are one."""
DOUBT = 3.0
"""From here on an editor should look."""

WEIGHTS: dict[str, tuple[float, str]] = {
    "name": (4.0, "the same name but for the Arabic article"),
    "surname": (2.0, "the same surname"),
    "surname-alike": (1.5, "surnames that differ in spelling alone"),
    "surname-close": (1.0, "surnames a letter apart"),
    "given": (2.0, "the same given name"),
    "given-alike": (1.5, "given names that differ in spelling alone"),
    "given-close": (1.0, "given names a letter apart"),
    "given-short": (1.5, "a short form of the given name"),
    "given-second": (2.0, "the second given name, the first an initial"),
    "given-initial": (0.5, "an initial that fits the given name"),
    "long": (1.0, "a name of many words"),
    "words-alike": (3.0, "names that differ in spelling alone"),
    "articles": (1.0, "names with the Arabic article, which English spells in many ways"),
    "article": (0.5, "a name with the Arabic article, which English spells in many ways"),
    "role": (1.0, "the same office"),
    "country": (1.0, "the same country"),
    "context": (1.0, "named beside the same people or places"),
    "context-strong": (1.5, "named beside several of the same people or places"),
    "beside": (-1.5, "both named in one article"),
    "distant": (-1.0, "offices in different countries"),
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
        return Score(NEVER, ())
    if one == two:
        return _sum(["name"])
    last = _alike("surname", one[-1], two[-1])
    first = _alike("given", one[0], two[0])
    for few, many in ((one, two), (two, one)):
        # "Mark Felt" and "W. Mark Felt".
        if first is None and len(many) > len(few) and len(many[0]) == 1 and many[1] == few[0]:
            first = "given-second"
            one, two = few, many[1:]
    if last is None or first is None or not _middles(one[1:-1], two[1:-1]):
        return Score(NEVER, ())
    features = [last, first]
    # Spelling alone is no reason in a language that has its spellings: Eric and Erik are two.
    if "alike" in first + last:
        features += _articles(a, b)
    return _sum(features + _circumstances(a, b, shared))


def compare_words(a: Profile, b: Profile, shared: int) -> Score:
    """Two organisations, places or groups whose keys sound alike."""
    one = [w for w in a.key.split() if w not in ARTICLES]
    two = [w for w in b.key.split() if w not in ARTICLES]
    if one == two:
        return _sum(["name"])
    if len(one) != len(two) or any(_alike("given", x, y) is None for x, y in zip(one, two, strict=True)):
        return Score(NEVER, ())
    features = ["words-alike"]
    if len(one) >= 4 and sum(x != y for x, y in zip(one, two, strict=True)) == 1:
        features.append("long")
    features += _articles(a, b)
    return _sum(features + _circumstances(a, b, shared))


def _articles(a: Profile, b: Profile) -> list[str]:
    count = sum(bool(ARTICLES & set(profile.key.split()[:-1])) for profile in (a, b))
    return [[], ["article"], ["articles"]][count]


def _alike(part: str, one: str, two: str) -> str | None:
    """The feature for two words, None where they are different words."""
    if one == two:
        return part
    if min(len(one), len(two)) == 1:
        return "given-initial" if part == "given" and one[0] == two[0] else None
    if part == "given" and short_given(one, two):
        return "given-short"
    if min(len(one), len(two)) < 3 or one.isdigit() or two.isdigit():
        return None
    near = JaroWinkler.similarity(one, two)
    if skeleton(one) == skeleton(two) and near >= 0.6:
        return f"{part}-alike"
    if min(len(one), len(two)) >= 5 and near >= 0.94:
        return f"{part}-close"
    return None


def _middles(one: Sequence[str], two: Sequence[str]) -> bool:
    """No middle name against another: each of the shorter row has its like in the other."""
    few, many = sorted((one, two), key=len)
    return all(any(x == y or _alike("given", x, y) is not None for y in many) for x in few)


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


def _sum(features: list[str]) -> Score:
    return Score(sum(WEIGHTS[name][0] for name in features), tuple(features))
