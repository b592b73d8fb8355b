"""Whole names: names that the model cut short are made whole, and both names of an alias are found."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sitegen.annotate.acronyms import is_acronym
from sitegen.annotate.grid import Draft, Grid, drafts
from sitegen.annotate.lists import ARABIC, CALENDAR, COMPANY_ENDINGS, DETERMINERS
from sitegen.annotate.spans import DASHES, ROLE_WORDS, ordinary
from sitegen.gazetteer import GIVEN_NAMES, HONORIFICS, ORG_HEADS, PLACE_HEADS, country, demonym, places
from sitegen.naming import fold

if TYPE_CHECKING:
    from sitegen.model import EntityType

INITIALS = re.compile(r"(?:[A-Z]\.){1,4}|[A-Z]{1,3}")
INITIALED = re.compile(r"(?:[A-Z]\.\s?){2,3}\s?[A-Z][a-z]+")
FAMILY = frozenset("da das de del della den der di do dos du la le van von bin ibn y e".split())
"""Small words inside a person's name."""
CLUBS = frozenset(
    """Real Atletico Atlético Athletic Inter AC AS Sporting Dynamo Dinamo Spartak Lokomotiv CSKA Maccabi
    Hapoel Borussia Bayern Olympique Deportivo Racing Rapid""".split()
)
"""Words before a town's name that make it its football club's."""
TEAMS = frozenset("United City Rovers Rangers Wanderers Albion Athletic Villa Town Wednesday".split())
"""Last words of clubs' names that stand for the club."""
QUARTERS = frozenset("northern southern eastern western central north south east west".split())
HUMAN = frozenset("arrive marry sing tweet smile laugh resign retire write joke apologise apologize".split())
"""What only people do."""
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
    _clubs(grid)
    _campuses(grid)
    _openings(grid)
    _articled(grid)
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
        if draft.type == "person" and grid.owner[draft.i] is draft and not grid.headline[draft.i]:
            _person(grid, draft)
    _particled(grid)
    _humans(grid)
    _scripts(grid)
    _aliases(grid)
    _doubled(grid)
    _peopled(grid)
    _parts_of_names(grid)
    _within(grid)


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
            _claim(grid, Draft(i, draft.j, "organisation", "", ["the name of a club"], 0.75, fixed=True))


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
            _claim(
                grid, Draft(draft.i, town.j, "organisation", "", ["a state's university and its town"], 0.85)
            )


def _openings(grid: Grid) -> None:
    """ "Meta Platforms will hire": capitals that open a sentence, up to its verb, are a name; one at least
    has its capital for no other reason."""
    for i in range(len(grid.words)):
        if not grid.first(i) or grid.headline[i] or ordinary(grid, i) or not grid.capital(i):
            continue
        if grid.lowers[i] in DETERMINERS:
            continue
        j = i
        while j < len(grid.words) and j - i < 5 and grid.same_sentence(i, j) and grid.capital(j):
            if not grid.words[j].replace(".", "").isalpha() or grid.lowers[j] in CALENDAR:
                break
            j += 1
        if j >= len(grid.words) or grid.tags[j] not in ("VBD", "VBZ", "MD") or not 2 <= j - i < 5:
            continue
        own = grid.lowers[i:j]
        if not grid.free(i, j) or HONORIFICS.intersection(low.rstrip(".") for low in own):
            continue
        if ROLE_WORDS.intersection(own) or any(demonym(word) or country(word) for word in grid.words[i:j]):
            continue
        body = own[-1] in ORG_HEADS or (grid.tags[j - 1] == "NNPS" and fold(own[0]) not in GIVEN_NAMES)
        type_: EntityType = "organisation" if body else "person"
        grid.claim(Draft(i, j, type_, "", ["capitals that open a sentence"], 0.5))


def _articled(grid: Grid) -> None:
    """ "the KDP", "the Real IRA", "the Canaries": an article makes capitals a body's or islands' name."""
    for k in range(1, len(grid.words)):
        if grid.lowers[k - 1] != "the" or not grid.same_sentence(k - 1, k) or grid.headline[k]:
            continue
        word, after = grid.words[k], grid.words[k + 1] if k + 1 < len(grid.words) else ""
        if grid.owner[k] is None and 3 <= len(word) <= 6 and word.isupper() and is_acronym(word):
            grid.claim(Draft(k, k + 1, "organisation", "", ["capitals behind an article"], 0.6))
        elif (
            grid.owner[k] is None and grid.tags[k] == "NNPS" and any(p.kind == "region" for p in places(word))
        ):
            grid.claim(Draft(k, k + 1, "place", "", ["the name of islands"], 0.7))
        elif (
            grid.capital(k)
            and grid.owner[k] is None
            and len(after) > 2
            and after.isupper()
            and is_acronym(after)
            and _covers(grid, k, k + 2)
            and not (demonym(word) or country(word) or word.isupper())
            and grid.lowers[k].rstrip(".") not in HONORIFICS | ROLE_WORDS
        ):
            _claim(grid, Draft(k, k + 2, "organisation", "", ["a word of its own before the acronym"], 0.6))


def _isles(word: str) -> bool:
    return any(place.kind == "region" for place in places(word))


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


def _particled(grid: Grid) -> None:
    """ "Dayr az Zawr": the article and what stands behind it belong to the name."""
    for draft in drafts(grid):
        j = draft.j
        if (
            draft.type in ("place", "organisation")
            and j + 1 < len(grid.words)
            and grid.same_sentence(j, j + 1)
        ):
            if grid.words[j] in ARABIC and grid.capital(j + 1) and grid.free(j, j + 2):
                draft.reasons.append("with its Arabic article")
                _claim(grid, Draft(draft.i, j + 2, draft.type, draft.label, draft.reasons, draft.confidence))


def _humans(grid: Grid) -> None:
    """ "Paris Hilton arrived": no place known to anyone does that."""
    for draft in drafts(grid):
        if draft.type != "place" or draft.j - draft.i != 2 or draft.fixed or grid.headline[draft.i]:
            continue
        end = draft.j - 1
        acts = grid.dep(end) == "nsubj" and grid.lemma(grid.head(end)) in HUMAN
        if acts and grid.lowers[end] not in PLACE_HEADS and not places(grid.span(draft.i, draft.j)):
            draft.type, draft.fixed = "person", True
            draft.reasons.append("it does what only people do")


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
        made = left is None or grid.lowers[left.i - 1] == "of"
        if made:
            left = _named_before(grid, k) or left
        if j == i or left is None or left.type in ("group", "work"):
            continue
        found = grid.owner[i]
        if found is None or (found.i, found.j) != (i, j):
            if not _covers(grid, i, j):
                continue
            found = Draft(i, j, left.type, "", ["another name of the one before"], 0.75)
            _claim(grid, found)
        if made and found.label:
            left.type = found.type
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
    while i > 0 and grid.same_sentence(i - 1, k) and k - i < LONGEST:
        small = grid.lowers[i - 1] in ("of", "without", "for") and i < k
        if not (grid.capital(i - 1) or small) or grid.lowers[i - 1] == "the":
            break
        i -= 1
    if i == k or not (grid.first(i) or grid.lowers[i - 1] == "the") or not _covers(grid, i, k):
        return None
    one = grid.words[i]
    if k - i == 1 and len(one) > 1 and ordinary(grid, i):
        return None
    type_: EntityType = "person" if len(one) > 1 and grid.lowers[i - 1] != "the" else "organisation"
    draft = Draft(i, k, type_, "", ["it has another name"], 0.6)
    _claim(grid, draft)
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


def _peopled(grid: Grid) -> None:
    """ "The Tamil Tigers": a people's name and capitals of its own."""
    for draft in drafts(grid):
        j = draft.j
        if j >= len(grid.words) or not grid.same_sentence(draft.i, j) or grid.headline[j]:
            continue
        if draft.j - draft.i == 1 and demonym(grid.words[draft.i]) is not None and grid.tags[j] == "NNPS":
            if (
                grid.owner[j] is None
                and grid.capital(j)
                and not ROLE_WORDS & {grid.lowers[j].removesuffix("s")}
            ):
                _claim(grid, Draft(draft.i, j + 1, "organisation", "", ["a people's name and capitals"], 0.6))


def _parts_of_names(grid: Grid) -> None:
    """ "Disney" after "Walt Disney Co", "Lula" after "Luiz Inacio Lula da Silva", "United"."""
    known: dict[str, Draft] = {}
    for draft in drafts(grid):
        own = grid.words[draft.i : draft.j]
        if len(own) < 2 or grid.headline[draft.i]:
            continue
        if draft.type == "organisation" and own[-1].lower().rstrip(".") in COMPANY_ENDINGS and len(own) > 2:
            known.setdefault(own[-2], draft)
        elif draft.type == "organisation" and own[-1] in TEAMS:
            known.setdefault(own[-1], draft)
        elif draft.type == "person" and len(own) > 3:
            for word in own[1:]:
                known.setdefault(word, draft)
    for k, word in enumerate(grid.words if known else ()):
        whole_name = known.get(word)
        if whole_name is None or grid.owner[k] is not None or k < whole_name.j or len(word) < 4:
            continue
        alone = not grid.capital(k + 1) if k + 1 < len(grid.words) else True
        if alone and word.lower() not in ORG_HEADS.keys() - {"united"} and not grid.headline[k]:
            grid.claim(Draft(k, k + 1, whole_name.type, "", ["a part of a name in the article"], 0.6))


def _within(grid: Grid) -> None:
    """ "Tripoli, in northern Lebanon": what holds a place may stand behind "in"."""
    for draft in drafts(grid):
        k = draft.j
        if draft.type != "place" or draft.container or grid.words[k : k + 2] != [",", "in"]:
            continue
        k += 2
        if k < len(grid.words) and grid.lowers[k] in QUARTERS:
            k += 1
        held = grid.owner[k] if k < len(grid.words) and grid.same_sentence(draft.i, k) else None
        if held is not None and held.i == k and country(grid.span(held.i, held.j)) is not None:
            draft.container = grid.span(held.i, held.j)
