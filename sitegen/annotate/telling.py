"""Telling words: names that nobody found, by what stands around them, and both names of an alias."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.annotate.acronyms import is_acronym
from sitegen.annotate.grid import Draft, Grid, drafts
from sitegen.annotate.lists import ARABIC, CALENDAR, COMPANY_ENDINGS, DETERMINERS, IGO
from sitegen.annotate.proposals import SPEAKING
from sitegen.annotate.spans import DASHES, ROLE_WORDS, ordinary
from sitegen.annotate.whole import FAMILY, LONGEST, covers, replace, titled
from sitegen.gazetteer import GIVEN_NAMES, HONORIFICS, ORG_HEADS, PLACE_HEADS, country, demonym, places
from sitegen.naming import fold

if TYPE_CHECKING:
    from sitegen.model import EntityType

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


TEAMS = frozenset("United City Rovers Rangers Wanderers Albion Athletic Villa Town Wednesday".split())
"""Last words of clubs' names that stand for the club."""
QUARTERS = frozenset("northern southern eastern western central north south east west".split())
HUMAN = frozenset("arrive marry sing tweet smile laugh resign retire write joke apologise apologize".split())
"""What only people do."""


def telling(grid: Grid) -> None:
    """Claim what words around it tell for a name."""
    _openings(grid)
    _articled(grid)
    _humans(grid)
    _aliases(grid)
    _doubled(grid)
    _peopled(grid)
    _parts_of_names(grid)
    _within(grid)


def _openings(grid: Grid) -> None:
    """ "Meta Platforms will hire": capitals that open a sentence, up to its verb, are a name; one at least
    has its capital for no other reason."""
    for i in range(len(grid.words)):
        if not grid.first(i) or titled(grid, i) or ordinary(grid, i) or not grid.capital(i):
            continue
        if grid.lowers[i] in DETERMINERS:
            continue
        j = i
        while j < len(grid.words) and j - i < 5 and grid.same_sentence(i, j) and grid.capital(j):
            if not grid.words[j].replace(".", "").isalpha() or grid.lowers[j] in CALENDAR:
                break
            j += 1
        if j >= len(grid.words) or grid.tags[j] not in ("VBD", "VBZ", "MD", "VBN") or not 1 <= j - i < 5:
            continue
        own = grid.lowers[i:j]
        if not grid.free(i, j) or HONORIFICS.intersection(low.rstrip(".") for low in own):
            continue
        if ROLE_WORDS.intersection(own) or any(demonym(word) or country(word) for word in grid.words[i:j]):
            continue
        body = own[-1] in ORG_HEADS or (grid.tags[j - 1] == "NNPS" and fold(own[0]) not in GIVEN_NAMES)
        if j - i == 1:
            # A strange word that says something is somebody's name, else a firm's or a body's.
            if len(own[0]) < 4 or own[0] in grid.common or grid.tags[i] != "NNP" or own[0] in ORG_HEADS:
                continue
            body = fold(own[0]) not in GIVEN_NAMES and grid.lemma(j) not in SPEAKING
        type_: EntityType = "organisation" if body else "person"
        grid.claim(Draft(i, j, type_, "", ["capitals that open a sentence"], 0.5))


def _articled(grid: Grid) -> None:
    """ "the KDP", "the Real IRA", "the Canaries": an article makes capitals a body's or islands' name."""
    for k in range(1, len(grid.words)):
        if grid.lowers[k - 1] != "the" or not grid.same_sentence(k - 1, k) or titled(grid, k):
            continue
        word, after = grid.words[k], grid.words[k + 1] if k + 1 < len(grid.words) else ""
        if grid.owner[k] is None and 3 <= len(word) <= 6 and word.isupper() and is_acronym(word):
            grid.claim(Draft(k, k + 1, "organisation", "", ["capitals behind an article"], 0.6))
        elif grid.owner[k] is None and grid.lowers[k] in IGO:
            grid.claim(Draft(k, k + 1, "organisation", "", ["an organisation that the tables know"], 0.8))
        elif grid.owner[k] is None and grid.tags[k] == "NNPS" and _isles(word):
            grid.claim(Draft(k, k + 1, "place", "", ["the name of islands"], 0.7))
        elif (
            grid.capital(k)
            and grid.owner[k] is None
            and len(after) > 2
            and after.isupper()
            and is_acronym(after)
            and covers(grid, k, k + 2)
            and not (demonym(word) or country(word) or word.isupper())
            and grid.lowers[k].rstrip(".") not in HONORIFICS | ROLE_WORDS
        ):
            replace(grid, Draft(k, k + 2, "organisation", "", ["a word of its own before the acronym"], 0.6))


def _isles(word: str) -> bool:
    return any(place.kind == "region" for place in places(word))


def _humans(grid: Grid) -> None:
    """ "Paris Hilton arrived": no place known to anyone does that."""
    for draft in drafts(grid):
        if draft.type != "place" or draft.j - draft.i != 2 or draft.fixed or titled(grid, draft.i):
            continue
        end = draft.j - 1
        acts = grid.dep(end) == "nsubj" and grid.lemma(grid.head(end)) in HUMAN
        if acts and grid.lowers[end] not in PLACE_HEADS and not places(grid.span(draft.i, draft.j)):
            draft.type, draft.fixed = "person", True
            draft.reasons.append("it does what only people do")


def _aliases(grid: Grid) -> None:
    """ "X, formerly known as Twitter": both are names, and of one kind."""
    for k in range(1, len(grid.words) - 2):
        if grid.words[k] not in (",", "(") or titled(grid, k):
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
            if not covers(grid, i, j):
                continue
            found = Draft(i, j, left.type, "", ["another name of the one before"], 0.75)
            replace(grid, found)
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
    if i == k or not (grid.first(i) or grid.lowers[i - 1] == "the") or not covers(grid, i, k):
        return None
    one = grid.words[i]
    if k - i == 1 and len(one) > 1 and ordinary(grid, i):
        return None
    type_: EntityType = "person" if len(one) > 1 and grid.lowers[i - 1] != "the" else "organisation"
    draft = Draft(i, k, type_, "", ["it has another name"], 0.6)
    replace(grid, draft)
    return draft


def _doubled(grid: Grid) -> None:
    """ "Johnson and Johnson": nobody lists one name twice, so it is a firm's."""
    for k in range(1, len(grid.words) - 1):
        if grid.lowers[k] not in ("and", "&") or grid.words[k - 1] != grid.words[k + 1]:
            continue
        if grid.capital(k - 1) and grid.same_sentence(k - 1, k + 1) and covers(grid, k - 1, k + 2):
            end = k + 3 if k + 2 < len(grid.words) and grid.lowers[k + 2] in COMPANY_ENDINGS else k + 2
            if covers(grid, k - 1, end):
                replace(grid, Draft(k - 1, end, "organisation", "", ["one name twice"], 0.8, fixed=True))


def _peopled(grid: Grid) -> None:
    """ "The Tamil Tigers": a people's name and capitals of its own."""
    for draft in drafts(grid):
        j = draft.j
        if j >= len(grid.words) or not grid.same_sentence(draft.i, j) or titled(grid, j):
            continue
        people = draft.j - draft.i == 1 and demonym(grid.words[draft.i]) is not None
        strange = grid.tags[j] == "NNPS" and grid.lowers[j].removesuffix("s") not in ROLE_WORDS
        if people and strange and grid.owner[j] is None and grid.capital(j):
            replace(grid, Draft(draft.i, j + 1, "organisation", "", ["a people's name and capitals"], 0.6))


def _parts_of_names(grid: Grid) -> None:
    """ "Disney" after "Walt Disney Co", "Lula" after "Luiz Inacio Lula da Silva", "United"."""
    known: dict[str, Draft] = {}
    for draft in drafts(grid):
        own = grid.words[draft.i : draft.j]
        if len(own) < 2 or titled(grid, draft.i):
            continue
        if draft.type == "organisation" and own[-1].lower().rstrip(".") in COMPANY_ENDINGS and len(own) > 2:
            known.setdefault(own[-2], draft)
        elif own[-1] in TEAMS:
            known.setdefault(own[-1], draft)
        elif draft.type == "person" and len(own) > 3:
            for word in own[1:]:
                known.setdefault(word, draft)
    for k, word in enumerate(grid.words if known else ()):
        whole_name = known.get(word)
        if whole_name is None or grid.owner[k] is not None or k < whole_name.j or len(word) < 4:
            continue
        alone = not grid.capital(k + 1) if k + 1 < len(grid.words) else True
        if alone and word.lower() not in ORG_HEADS.keys() - {"united"} and not titled(grid, k):
            type_ = "organisation" if word in TEAMS else whole_name.type
            grid.claim(Draft(k, k + 1, type_, "", ["a part of a name in the article"], 0.6))


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
