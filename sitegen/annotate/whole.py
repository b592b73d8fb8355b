"""Whole names: names that the model cut short are made whole, and both names of an alias are found."""

from __future__ import annotations

import re
import unicodedata

from sitegen.annotate.grid import Draft, Grid, drafts
from sitegen.annotate.lists import ARABIC, CALENDAR, COMPANY_ENDINGS
from sitegen.annotate.spans import DASHES, ROLE_WORDS, ordinary
from sitegen.gazetteer import GIVEN_NAMES, HONORIFICS, ORG_HEADS, PLACE_HEADS, country, demonym, places
from sitegen.naming import fold

INITIALS = re.compile(r"(?:[A-Z]\.){1,4}|[A-Z]{1,3}")
INITIALED = re.compile(r"(?:[A-Z]\.\s?){2,3}\s?[A-Z][a-z]+")
FAMILY = frozenset("da das de del della den der di do dos du la le van von bin ibn y e".split())
"""Small words inside a person's name."""
CLUBS = frozenset(
    """Real Atletico Atlético Athletic Inter AC AS Sporting Dynamo Dinamo Spartak Lokomotiv CSKA Maccabi
    Hapoel Borussia Bayern Olympique Deportivo Racing Rapid""".split()
)
"""Words before a town's name that make it its football club's."""
LONGEST = 6
"""Tokens of a name."""


def whole(grid: Grid) -> None:
    """Claim whole names of places, people and what has two names."""
    _hyphened(grid)
    _clubs(grid)
    _campuses(grid)
    for draft in drafts(grid):
        dotted = draft.label == "ORG" and INITIALED.fullmatch(grid.span(draft.i, draft.j)) is not None
        quoted = draft.label == "WORK_OF_ART" and draft.j - draft.i == 2
        own = [fold(word) for word in grid.words[draft.i : draft.j]]
        if quoted and not GIVEN_NAMES.isdisjoint(own) and not any(word in grid.common for word in own):
            draft.type = "person"
            draft.reasons.append("a given name and a strange word")
        if dotted and country(grid.words[draft.i]) is None and grid.lowers[draft.j - 1] not in ORG_HEADS:
            draft.type = "person"
            draft.reasons.append("initials and a name")
        if draft.type == "person" and grid.owner[draft.i] is draft and not titled(grid, draft.i):
            _person(grid, draft)
    _particled(grid)
    _firms(grid)
    _scripts(grid)


def replace(grid: Grid, draft: Draft) -> None:
    """Claim a range whatever drafts lie inside it."""
    for inside in {id(d): d for d in grid.owner[draft.i : draft.j] if d is not None}.values():
        grid.release(inside)
    grid.claim(draft)


def titled(grid: Grid, k: int) -> bool:
    """True in a headline; a sentence that is all names but for a verb is none."""
    if not grid.headline[k]:
        return False
    start, end = grid.sent_spans[grid.sents[k]]
    return not any(
        grid.words[n].islower() and grid.tags[n] in ("VBD", "VBZ", "MD", "VBN", "NN", "NNS")
        for n in range(start, end)
    )


def covers(grid: Grid, i: int, j: int) -> bool:
    """True where no draft runs over the edges of i..j."""
    return all(i <= d.i and d.j <= j for d in grid.owner[i:j] if d is not None)


def _hyphened(grid: Grid) -> None:
    """ "Guinea-Bissau", "Nagorno-Karabakh", "DR Congo", "Saint Lucia": places of several words."""
    i = 0
    while i < len(grid.words) - 1:
        if not grid.capital(i) or titled(grid, i):
            i += 1
            continue
        joined = (
            i + 2 < len(grid.words)
            and grid.words[i + 1] in DASHES
            and grid.glued(i + 1)
            and grid.glued(i + 2)
        )
        j = i + 3 if joined else i + 2
        opener = grid.words[i] in ("DR", "Saint", "St.", "São", "Santa", "San")
        if (joined or opener) and grid.same_sentence(i, j - 1) and grid.capital(j - 1) and covers(grid, i, j):
            text = grid.span(i, j)
            if country(text) is not None or (joined and places(text)):
                owner = grid.owner[i]
                if owner is None or owner is not grid.owner[j - 1] or owner.type != "place":
                    replace(grid, Draft(i, j, "place", "", ["the name of a place"], 0.85, fixed=True))
                i = j
                continue
        i += 1


def _clubs(grid: Grid) -> None:
    """ "Real Madrid" is no Madrid."""
    for draft in drafts(grid):
        i = draft.i - 1
        if draft.type != "place":
            continue
        if draft.j - draft.i == 2 and grid.words[draft.i] in CLUBS and places(grid.words[draft.j - 1]):
            draft.type, draft.container, draft.fixed = "organisation", None, True
            draft.reasons.append("the name of a club")
        elif i >= 0 and grid.words[i] in CLUBS and grid.same_sentence(i, draft.i) and grid.owner[i] is None:
            replace(grid, Draft(i, draft.j, "organisation", "", ["the name of a club"], 0.75, fixed=True))


def _campuses(grid: Grid) -> None:
    """ "University of California, Berkeley": a state's universities are told apart by their towns."""
    for draft in drafts(grid):
        j = draft.j
        if draft.type != "organisation" or "university of " not in grid.span(draft.i, j).lower():
            continue
        states = [p for p in places(grid.span(j - 1, j)) if p.kind == "region"]
        town = grid.owner[j + 1] if j + 1 < len(grid.words) and grid.words[j] == "," else None
        if not states or town is None or town.i != j + 1 or not grid.same_sentence(j, j + 1):
            continue
        homes = {(p.iso, p.admin1) for p in states}
        if any((p.iso, p.admin1) in homes for p in places(grid.span(town.i, town.j))):
            replace(
                grid, Draft(draft.i, town.j, "organisation", "", ["a state's university and its town"], 0.85)
            )


def _part(grid: Grid, k: int) -> bool:
    """True where token k may be part of a person's name: a proper noun that means nothing else."""
    word, low = grid.words[k], grid.lowers[k]
    if not grid.capital(k) or grid.tags[k] not in ("NNP", "NNPS") or low in CALENDAR:
        return False
    if low.rstrip(".") in HONORIFICS or low in ROLE_WORDS or low in ORG_HEADS or low in PLACE_HEADS:
        return False
    return not (ordinary(grid, k) or country(word) is not None or demonym(word) is not None)


def _person(grid: Grid, draft: Draft) -> None:
    i, j = _left(grid, draft), _right(grid, draft)
    if (i, j) != (draft.i, draft.j) and j - i <= LONGEST and covers(grid, i, j):
        made = Draft(i, j, "person", draft.label, [*draft.reasons, "the whole name"], draft.confidence)
        replace(grid, made)


def _particled(grid: Grid) -> None:
    """ "Dayr az Zawr, a city": the article and what stands behind it belong to the name."""
    for draft in drafts(grid):
        j = draft.j
        if draft.type not in ("place", "organisation") or j + 1 >= len(grid.words):
            continue
        joined = grid.same_sentence(j, j + 1) and grid.words[j] in ARABIC and grid.capital(j + 1)
        if joined and grid.free(j, j + 2):
            j += 2
            behind = grid.lowers[j + 1 : j + 4] if grid.words[j : j + 1] == [","] else []
            told = not PLACE_HEADS.keys().isdisjoint(behind)
            type_ = "place" if told else draft.type
            made = Draft(draft.i, j, type_, draft.label, [*draft.reasons], 0.7, fixed=told)
            made.reasons.append("with its Arabic article")
            replace(grid, made)


def _left(grid: Grid, draft: Draft) -> int:
    i = draft.i
    while i > 0 and grid.same_sentence(i - 1, i) and draft.i - i < 3:
        owner = grid.owner[i - 1]
        initials = INITIALS.fullmatch(grid.words[i - 1]) is not None and grid.tags[i - 1] == "NNP"
        if not (_part(grid, i - 1) or initials) or (owner is not None and owner.type != "person"):
            break
        i -= 1
    while i < draft.i:
        given = fold(grid.words[i]) in GIVEN_NAMES or INITIALS.fullmatch(grid.words[i]) is not None
        if given or (draft.i - i > 1 and grid.first(i)):
            return i
        i += 1
    return i


def _right(grid: Grid, draft: Draft) -> int:
    j = draft.j
    while j < len(grid.words) and grid.same_sentence(j - 1, j):
        k = j
        if grid.lowers[k] in FAMILY and grid.words[k].islower():
            k += 1
        elif grid.lowers[k] in ARABIC and k + 2 < len(grid.words) and grid.words[k + 1] in DASHES:
            k += 2
        if k >= len(grid.words) or not grid.same_sentence(j, k) or not grid.capital(k):
            break
        owner = grid.owner[k]
        if owner is not None and (owner.type != "person" and k == j):
            break
        if owner is None and k == j and not (_part(grid, k) and (j - draft.i > 1 or _given(grid, draft))):
            break
        j = max(k + 1, owner.j if owner is not None else 0)
    return j


def _given(grid: Grid, draft: Draft) -> bool:
    return fold(grid.words[draft.i]) in GIVEN_NAMES


def _firms(grid: Grid) -> None:
    """ "Nikko Securities Co (Europe) Ltd", "European Community": firms and bodies by their last words."""
    for draft in drafts(grid):
        j = draft.j
        if titled(grid, draft.i) or j >= len(grid.words) or not grid.same_sentence(draft.i, j):
            continue
        ends = grid.words[j] == "(" and ")" in grid.words[j + 2 : j + 4]
        if ends and draft.type in ("organisation", "person"):
            end = grid.words.index(")", j) + 1
            legal = end < len(grid.words) and grid.lowers[end].rstrip(".") in COMPANY_ENDINGS
            if legal and covers(grid, draft.i, end + 1):
                reasons = [*draft.reasons, "with its country"]
                replace(grid, Draft(draft.i, end + 1, "organisation", draft.label, reasons, 0.8, fixed=True))
        elif (
            draft.type in ("group", "place") and j - draft.i == 1 and demonym(grid.words[draft.i]) is not None
        ):
            head = grid.lowers[j] in ORG_HEADS and grid.capital(j) and grid.tags[j] == "NNP"
            alone = j + 1 >= len(grid.words) or not grid.capital(j + 1)
            if head and alone and grid.owner[j] is None:
                reasons = [f"a people's name and {grid.words[j]!r}"]
                replace(grid, Draft(draft.i, j + 1, "organisation", "", reasons, 0.7))


def _scripts(grid: Grid) -> None:
    """ "Muammar Qaddafi (معمر القذافي)": a name in another script."""
    i = 0
    while i < len(grid.words):
        j = i
        while j < len(grid.words) and grid.same_sentence(i, j) and _foreign(grid.words[j]):
            j += 1
        if 0 < j - i <= LONGEST and grid.free(i, j):
            before = grid.owner[i - 2] if i > 1 and grid.words[i - 1] in "([" else None
            if before is not None and j < len(grid.words) and grid.words[j] in ")]":
                draft = Draft(i, j, before.type, "", ["the name in its own script"], 0.8)
                draft.antecedent = before
                grid.claim(draft)
            elif j - i > 1:
                grid.claim(Draft(i, j, "person", "", ["a name in another script"], 0.5))
        i = max(j, i + 1)


def _foreign(word: str) -> bool:
    return not word.isascii() and all(
        c.isalpha() and not unicodedata.name(c, "LATIN").startswith("LATIN") for c in word
    )
