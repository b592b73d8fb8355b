"""Kinds: what the sentences say outright that a name is.

"Ryanair is an airline", "the retailer Waitrose", "Aleppo, a city", "Bettie Page, 85,": a noun in
apposition, after "is", or right before the name. Such words beat a model that has never met the name.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sitegen.annotate.lists import PERSON_NOUNS
from sitegen.gazetteer import ORG_HEADS, PLACE_HEADS, ROLES

if TYPE_CHECKING:
    from sitegen.annotate.grid import Grid
    from sitegen.model import EntityType

COMPANIES = frozenset(
    "airline carrier retailer manufacturer maker giant chain startup supplier publisher broadcaster lender "
    "insurer subsidiary consortium supermarket brewer automaker carmaker planemaker conglomerate utility "
    "newspaper publisher studio label club franchise faction militia".split()
)
THINGS = frozenset(
    "aircraft plane jet airliner superjumbo phone smartphone laptop computer browser software device film "
    "movie novel book album song sitcom app car truck drug ship frigate vessel yacht rocket missile "
    "satellite spacecraft virus operating-system gadget".split()
)
UNSURE = frozenset(
    "state church hospital school museum municipality union front list post press page times force guard "
    "service station mission channel capital centre center community group head chief band cell unit cast "
    "court chamber bench union congress port cape sea spring plant mine market house office".split()
)
"""Nouns that stand for more than one kind, or for something else."""
BE = frozenset("is was are were be been being 's ’s".split())
AGES = range(1, 111)


def _nouns() -> dict[str, EntityType]:
    table: dict[str, EntityType] = {}
    for words, type_ in (
        (PLACE_HEADS, "place"),
        (ORG_HEADS, "organisation"),
        (COMPANIES, "organisation"),
        (THINGS, "work"),
        (ROLES, "person"),
        (PERSON_NOUNS, "person"),
    ):
        for word in words:
            if " " not in word and word not in UNSURE:
                table[word] = table[_plural(word)] = type_  # type: ignore[assignment]
    return {word: type_ for word, type_ in table.items() if not (word in ORG_HEADS and word in PLACE_HEADS)}


def _plural(word: str) -> str:
    return word[:-1] + "ies" if word[-1] == "y" and word[-2] not in "aeou" else word + "s"


NOUNS = _nouns()
"""Head noun in lower case -> what it says of a name."""


Stated = dict[int, list[tuple["EntityType", str]]]


def stated_kinds(grid: Grid) -> Stated:
    """Root token of a name -> the kinds that the text gives it and the nouns that do, one for each time."""
    said: Stated = defaultdict(list)
    subjects = {grid.heads[k]: k for k, dep in enumerate(grid.deps) if dep == "nsubj"}
    for k, dep in enumerate(grid.deps):
        head = grid.heads[k]
        if dep == "appos":
            _note(grid, said, head, k)
            _note(grid, said, k, head)
        elif dep == "attr" and grid.lowers[head] in BE and head in subjects:
            _note(grid, said, subjects[head], k)
        elif dep == "compound" and head == k + 1:
            _note(grid, said, head, k)
    return said


def beside(grid: Grid, i: int) -> list[tuple[EntityType, str]]:
    """What the noun right before the name at i says: "the motorway M5", "the companies Kalyon and Cengiz"."""
    k = i - 1
    if k > 1 and grid.lowers[k] == "and" and (first := grid.owner[k - 1]) is not None:
        k = first.i - 1
    if k < 0 or not grid.same_sentence(k, i) or grid.words[k] != grid.lowers[k]:
        return []
    kind = NOUNS.get(grid.lowers[k])
    return [(kind, grid.lowers[k])] if kind is not None else []


def _note(grid: Grid, said: Stated, name: int, noun: int) -> None:
    kind = NOUNS.get(grid.lowers[noun])
    if kind is not None and grid.words[noun] == grid.lowers[noun] and grid.words[name][:1].isupper():
        said[name].append((kind, grid.lowers[noun]))


def aged(grid: Grid, j: int) -> bool:
    """Whether an age follows the name that ends before j: ", 85," or ", 85." """
    return (
        j + 2 < len(grid.words)
        and grid.words[j] == ","
        and grid.words[j + 1].isdigit()
        and int(grid.words[j + 1]) in AGES
        and len(grid.words[j + 1]) < 4
        and grid.words[j + 2] in (",", ".", ";", ")", "and")
    )
