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
FAMILY = frozenset("da das de del della den der di do dos du la le van von bin ibn y e".split())
"""Small words inside a person's name."""
LONGEST = 6
"""Tokens of a name."""
OPENINGS = (
    ("formerly", "known", "as"),
    ("better", "known", "as"),
    ("also", "known", "as"),
    ("previously", "known", "as"),
    ("known", "as"),
    ("known", "by"),
    ("whose", "real", "name", "is"),
    ("whose", "real", "name", "was"),
    ("formerly",),
    ("originally",),
    ("born",),
    ("alias",),
    ("aka",),
)
"""What stands between two names of one thing, behind a comma or a bracket."""
BETWEEN = frozenset(
    """the his her its their nom de guerre name stage pen real nickname pseudonym french english spanish
    german arabic initials acronym as of""".split()
)
"""Small words between the phrase and the second name."""


def whole(grid: Grid) -> None:
    """Claim whole names of places, people and what has two names."""
    _hyphened(grid)
    for draft in drafts(grid):
        if draft.type == "person" and grid.owner[draft.i] is draft and not grid.headline[draft.i]:
            _person(grid, draft)
    _scripts(grid)
    _aliases(grid)
    _doubled(grid)


def _claim(grid: Grid, draft: Draft) -> None:
    """Claim a range whatever drafts lie inside it."""
    for inside in {id(d): d for d in grid.owner[draft.i : draft.j] if d is not None}.values():
        grid.release(inside)
    grid.claim(draft)


def _covers(grid: Grid, i: int, j: int) -> bool:
    """True where no draft runs over the edges of i..j."""
    return all(i <= d.i and d.j <= j for d in grid.owner[i:j] if d is not None)


def _hyphened(grid: Grid) -> None:
    """ "Guinea-Bissau", "Nagorno-Karabakh", "DR Congo", "Saint Lucia": places of several words."""
    i = 0
    while i < len(grid.words) - 1:
        if not grid.capital(i) or grid.headline[i]:
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
        if (
            (joined or opener)
            and grid.same_sentence(i, j - 1)
            and grid.capital(j - 1)
            and _covers(grid, i, j)
        ):
            text = grid.span(i, j)
            if country(text) is not None or (joined and places(text)):
                owner = grid.owner[i]
                if owner is None or owner is not grid.owner[j - 1] or owner.type != "place":
                    _claim(grid, Draft(i, j, "place", "", ["the name of a place"], 0.85, fixed=True))
                i = j
                continue
        i += 1


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
    if (i, j) != (draft.i, draft.j) and j - i <= LONGEST and _covers(grid, i, j):
        made = Draft(i, j, "person", draft.label, [*draft.reasons, "the whole name"], draft.confidence)
        _claim(grid, made)


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
        if k > j and grid.tags[k] not in ("NNP", "NNPS"):
            break
        j = max(k + 1, owner.j if owner is not None else 0)
    return j


def _given(grid: Grid, draft: Draft) -> bool:
    return fold(grid.words[draft.i]) in GIVEN_NAMES


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


def _aliases(grid: Grid) -> None:
    """ "X, formerly known as Twitter": both are names, and of one kind."""
    for k in range(1, len(grid.words) - 2):
        if grid.words[k] not in (",", "(") or grid.headline[k]:
            continue
        size = next((len(o) for o in OPENINGS if tuple(grid.lowers[k + 1 : k + 1 + len(o)]) == o), 0)
        if not size:
            continue
        start = k + 1 + size
        i = start
        while (i < len(grid.words) and grid.lowers[i] in BETWEEN and grid.words[i].islower()) or (
            i > start and i < len(grid.words) and grid.lowers[i] in BETWEEN
        ):
            i += 1
        j = _name_end(grid, i)
        left = grid.owner[k - 1]
        if left is None:
            left = _named_before(grid, k)
        if j == i or left is None or left.type in ("group", "work"):
            continue
        found = grid.owner[i]
        if found is None or (found.i, found.j) != (i, j):
            if not _covers(grid, i, j):
                continue
            found = Draft(i, j, left.type, "", ["another name of the one before"], 0.75)
            _claim(grid, found)
        if left.type == "other" or (len(grid.words[left.i]) == 1 and left.type == "person"):
            left.type = "organisation"
        if "place" not in (left.type, found.type) or left.type == found.type:
            found.type = left.type
            found.fixed = found.fixed or left.fixed


def _name_end(grid: Grid, i: int) -> int:
    """Where the name that begins at i ends: capitals, and small words between them."""
    j = i
    while j < len(grid.words) and j - i < LONGEST and grid.same_sentence(i, j):
        small = grid.lowers[j] in FAMILY | ARABIC | {"of", "and", "&"} or grid.words[j] in DASHES
        if not grid.capital(j) and not (small and j > i):
            break
        j += 1
    while j > i and not grid.capital(j - 1):
        j -= 1
    return j


def _named_before(grid: Grid, k: int) -> Draft | None:
    """A name that nobody found, from the start of the sentence up to the comma at k."""
    i = k
    while i > 0 and grid.same_sentence(i - 1, k) and grid.owner[i - 1] is None and k - i < LONGEST:
        if not grid.capital(i - 1) or grid.lowers[i - 1] == "the":
            break
        i -= 1
    if i == k or not (grid.first(i) or grid.lowers[i - 1] == "the"):
        return None
    one = grid.words[i]
    if k - i == 1 and len(one) > 1 and ordinary(grid, i):
        return None
    draft = Draft(i, k, "person" if len(one) > 1 else "organisation", "", ["it has another name"], 0.6)
    grid.claim(draft)
    return draft


def _doubled(grid: Grid) -> None:
    """ "Johnson and Johnson": nobody lists one name twice, so it is a firm's."""
    for k in range(1, len(grid.words) - 1):
        if grid.lowers[k] not in ("and", "&") or grid.words[k - 1] != grid.words[k + 1]:
            continue
        if grid.capital(k - 1) and grid.same_sentence(k - 1, k + 1) and _covers(grid, k - 1, k + 2):
            end = k + 3 if k + 2 < len(grid.words) and grid.lowers[k + 2] in COMPANY_ENDINGS else k + 2
            if _covers(grid, k - 1, end):
                _claim(grid, Draft(k - 1, end, "organisation", "", ["one name twice"], 0.8, fixed=True))
