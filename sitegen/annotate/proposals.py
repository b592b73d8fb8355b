"""Proposals: names that the model left out, each by the shape of its words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.annotate.completing import family_name, particle_right
from sitegen.annotate.evidence import TEAM_NUMBER
from sitegen.annotate.grid import OPENERS, Draft, Grid
from sitegen.annotate.kinds import NOUNS
from sitegen.annotate.known import NAMES
from sitegen.annotate.lists import (
    ARABIC,
    ARABIC_FREE,
    CALENDAR,
    DOCUMENT_HEADS,
    NO_NAMES,
    PARTIES,
    SAYING,
    SECURITY_FORCES,
    SMALL,
)
from sitegen.annotate.spans import (
    CAMEL,
    CODE,
    DASHES,
    ROLE_WORDS,
    TYPES,
    junk,
    ordinary,
)
from sitegen.gazetteer import (
    GIVEN_NAMES,
    HONORIFICS,
    ORDINARY,
    ORG_HEADS,
    PLACE_HEADS,
    ROLES,
    country,
    demonym,
    places,
)
from sitegen.naming import fold

if TYPE_CHECKING:
    from sitegen.model import EntityType

QUOTES = frozenset(["“", '"', "‘", "``", "«", "'"])
CLOSING = frozenset(["”", '"', "’", "''", "»", "'"])
COUNTRY_CODES = frozenset("US UK USA UAE DRC".split())
"""Short codes in capitals that are countries more often than anything else."""
ROAD = re.compile(r"[A-Z]{1,2}-?\d{1,3}")
OPEN = frozenset("NN NNS JJ VB VBD VBN VBZ VBP FW".split())
"""Tags of the open classes: what a tagger gives a word that it has never met."""
TELLING = frozenset("say tell report announce confirm deny publish write claim add state".split())
ROADS = frozenset("motorway highway road freeway autobahn expressway interstate".split())
TITLES = HONORIFICS | ROLE_WORDS
AMBIGUOUS_CITIES = GIVEN_NAMES | ORDINARY
SPEAKING = frozenset("say tell testify add write tweet note recall explain joke reply ask".split())


BIG = 400_000
"""People of a city that its bare name means, whatever the model says."""


def missed(grid: Grid) -> None:
    """Claim names that the model left out, each by the shape of its words."""
    size = len(grid.words)
    blocked = {k for ent in grid.doc.ents if ent.label_ not in TYPES for k in range(ent.start, ent.end)}
    i = 0
    while i < size:
        if grid.owner[i] is not None or not grid.words[i][:1].isalpha():
            i += 1
            continue
        draft = _missed_at(grid, i, blocked)
        if draft is not None and grid.free(draft.i, draft.j):
            grid.claim(draft)
            i = draft.j
        else:
            i += 1


def _given_name(grid: Grid, i: int) -> Draft | None:
    """ "Anas Khattab": a given name and what can only be a family name, whatever stands before them."""
    low = grid.lowers[i]
    if low not in GIVEN_NAMES or low in grid.common or (grid.first(i) and low in ORDINARY):
        return None
    j = family_name(grid, i + 1)
    return Draft(i, j, "person", "", ["a given name and a family name"], 0.6) if j > i + 1 else None


def _paper(grid: Grid, i: int) -> Draft | None:
    """ "General License 24": a paper with its number."""
    k = i
    while k < min(len(grid.words), i + 4) and grid.owner[k] is None and grid.capital(k):
        if grid.lowers[k] in DOCUMENT_HEADS and k + 1 < len(grid.words) and grid.words[k + 1].isdigit():
            draft = Draft(i, k + 2, "work", "", [f"a paper: {grid.words[k]!r} and a number"], 0.75)
            draft.fixed = True
            return draft if grid.same_sentence(i, k + 1) else None
        k += 1
    return None


def _road(grid: Grid, i: int) -> Draft | None:
    """ "the motorway M5", "M5 motorway"."""
    if not ROAD.fullmatch(grid.words[i]):
        return None
    if not any(grid.lowers[k] in ROADS for k in (i - 1, i + 1) if 0 <= k < len(grid.words)):
        return None
    draft = Draft(i, i + 1, "place", "", ["a road"], 0.8)
    draft.subtype, draft.fixed = "facility", True
    return draft


def _acronym(grid: Grid, i: int) -> Draft | None:
    """ "YPG" of "the YPG militia", "SANA" of "the state news agency SANA": the noun beside it tells."""
    word = grid.words[i]
    if not (2 < len(word) < 7 and word.isupper() and word.isalpha()) or grid.headline[i]:
        return None
    if grid.lowers[i] in NO_NAMES or country(word):
        return None
    beside = [k for k in (i - 1, i + 1) if 0 <= k < len(grid.words) and grid.same_sentence(i, k)]
    said = {NOUNS.get(grid.lowers[k]) for k in beside if grid.words[k] == grid.lowers[k]}
    told = grid.dep(i) in ("nsubj", "dobj", "dative") and grid.lemma(grid.heads[i]) in TELLING
    listed = fold(word) in NAMES or fold(word) in SECURITY_FORCES
    if not (listed or "organisation" in said or (told and strange(grid, i))):
        return None
    return Draft(i, i + 1, "organisation", "", ["capitals, and a noun beside them that tells"], 0.7)


def _missed_at(grid: Grid, i: int, blocked: set[int]) -> Draft | None:
    word, low = grid.words[i], grid.lowers[i]
    if CAMEL.fullmatch(word):
        j = i + 1
        while j < len(grid.words) and (grid.words[j].isdigit() and len(grid.words[j]) < 3) and j - i < 2:
            j += 1
        return Draft(i, j, "work", "", ["a word with a capital inside"], 0.55)
    if CODE.fullmatch(word) and i not in blocked:
        return Draft(i, i + 1, "work", "", ["letters and digits as of a model"], 0.5)
    if grid.tags[i] in ("NNP", "NN", "JJ") and not grid.headline[i] and i not in blocked:
        named = _given_name(grid, i) or _paper(grid, i) or _road(grid, i)
        if named is not None:
            return named
    if (short := _acronym(grid, i)) is not None and i not in blocked:
        return short
    if low in ARABIC_FREE or (low in ARABIC and i + 1 < len(grid.words) and grid.words[i + 1] in DASHES):
        return _arabic(grid, i)
    if not word[:1].isupper():
        return None
    if word.isupper() and grid.headline[i] and len(word) < 4 and low in ("us", "it", "in"):
        pass
    elif low not in CALENDAR and grid.tags[i] in ("NNP", "NNPS", "JJ", "NN", "NNS"):
        if not ordinary(grid, i) and (demonym(word) or low in PARTIES):
            return Draft(i, i + 1, "group", "", ["the name of a people"], 0.8)
        for length in (3, 2, 1):
            j = i + length
            if length == 1 and word.isupper() and len(word) < 4 and word not in COUNTRY_CODES:
                break  # a code that is more often something else
            if (
                j <= len(grid.words)
                and grid.same_sentence(i, j - 1)
                and grid.free(i, j)
                and country(grid.span(i, j))
            ):
                return Draft(i, j, "place", "", ["the name of a country"], 0.8)
        if grid.tags[i] == "NNP" and not grid.headline[i] and (city := _city(grid, i)) is not None:
            return city
    if low == "the" and not grid.first(i) and not grid.headline[i]:
        return _newspaper(grid, i)
    return _headed(grid, i, blocked) or _loose(grid, i, blocked) or _acting(grid, i, blocked)


def _acting(grid: Grid, i: int, blocked: set[int]) -> Draft | None:
    """ "Trump announces …": a proper noun that opens its sentence and does what persons do."""
    after = i + 1
    if not grid.first(i) or grid.headline[i] or i in blocked or grid.tags[i] != "NNP":
        return None
    if after >= len(grid.words) or not grid.same_sentence(i, after) or grid.words[i].isupper():
        return None
    low = grid.lowers[i]
    if low in grid.common or low in TITLES or low in ORG_HEADS or low in PLACE_HEADS or len(low) < 4:
        return None
    verb = grid.lowers[after]
    # A tagger takes the verb of a cell or a caption for a noun: "Trump announces".
    bare = grid.tags[after] == "NNS" and (
        verb.removesuffix("s") in SAYING or verb.removesuffix("es") in SAYING
    )
    acts = bare or (grid.tags[after] in ("VBZ", "VBD") and grid.lemma(after) in SAYING)
    if not acts or grid.heads[i] != after or junk(grid, i, after):
        return None
    return Draft(i, after, "person", "", [f"who “{grid.words[after]}”"], 0.5)


def _city(grid: Grid, i: int) -> Draft | None:
    """A big city that stands alone, and the team of one: "Philadelphia 76ers"."""
    beside = i > 0 and grid.same_sentence(i - 1, i) and grid.tags[i - 1] in ("NNP", "NNPS")
    if beside or fold(grid.words[i]) in AMBIGUOUS_CITIES:
        return None
    for j in (i + 3, i + 2, i + 1):
        if j > len(grid.words) or not grid.same_sentence(i, j - 1) or not grid.free(i, j):
            continue
        known = places(grid.span(i, j))
        if not known or known[0].population < BIG or known[0].kind == "country":
            continue
        if j < len(grid.words) and grid.same_sentence(i, j):
            if TEAM_NUMBER.fullmatch(grid.words[j]):
                return Draft(i, j + 1, "organisation", "", ["a city's team"], 0.75)
            if grid.owner[j] is not None or grid.tags[j] in ("NNP", "NNPS", "HYPH"):
                return None
        return Draft(i, j, "place", "", ["the name of a big city"], 0.6)
    return None


def _loose(grid: Grid, i: int, blocked: set[int]) -> Draft | None:
    """Proper nouns inside a sentence that nothing else has claimed: a name of some kind."""
    if grid.headline[i] or i in blocked or grid.first(i) or grid.words[i - 1] in OPENERS:
        return _quoted(grid, i)
    if i and (
        grid.owner[i - 1] is not None
        or _before_proper(grid, i - 1)
        or grid.tags[i - 1] in ("NNP", "NNPS")
        or grid.words[i - 1] in DASHES
    ):
        return None
    j = i
    while j < len(grid.words) and grid.same_sentence(i, j) and grid.owner[j] is None and j not in blocked:
        if not grid.capital(j) or grid.words[j].isupper():
            break
        proper = grid.tags[j] in ("NNP", "NNPS") or _before_proper(grid, j)
        if not (proper or (j == i and grid.tags[j] in OPEN and strange(grid, j))):
            break
        j += 1
    plain = [k for k in range(i, j) if grid.lowers[k].rstrip(".") not in TITLES]
    if (
        j == i
        or j - i > 5
        or len(plain) < j - i
        or grid.lowers[i] in CALENDAR
        or grid.lowers[i] in grid.common
    ):
        return None
    if (
        j < len(grid.words)
        and (grid.owner[j] is not None or grid.words[j] in DASHES)
        and grid.same_sentence(i, j)
    ):
        return None
    if j - i == 1 and (
        len(grid.words[i]) < 4 or not (strange(grid, i) or grid.words.count(grid.words[i]) > 1)
    ):
        return None
    if " ".join(grid.lowers[i:j]) in ROLES or junk(grid, i, j):
        return None
    if j - i == 1 and (grid.lowers[i] in ORG_HEADS or grid.lowers[i] in PLACE_HEADS):
        return None
    the = i > 0 and grid.lowers[i - 1] == "the"
    type_: EntityType = "other"
    given = any(grid.lowers[k] in GIVEN_NAMES for k in range(i, j))
    if 1 < j - i < 4 and given and grid.lowers[j - 1] not in ORG_HEADS:
        type_ = "person"
    elif the and grid.tags[j - 1] == "NNPS":
        type_ = "organisation"
    elif not the and grid.dep(j - 1) == "nsubj" and grid.lemma(grid.head(j - 1)) in SPEAKING:
        type_ = "person"
    return Draft(i, j, type_, "", ["proper nouns that the model left out"], 0.45)


def strange(grid: Grid, i: int) -> bool:
    """A word that no dictionary has: with a capital inside a sentence it names something."""
    low = grid.lowers[i]
    return low.isalpha() and low not in grid.ordinary and low.removesuffix("s") not in grid.ordinary


def _before_proper(grid: Grid, k: int) -> bool:
    """ "Internet" of "Internet Explorer": a noun with a capital before a proper noun."""
    return (
        grid.tags[k] in ("NN", "JJ")
        and grid.capital(k)
        and not grid.first(k)
        and grid.lowers[k] not in grid.common
        and grid.lowers[k] not in TITLES
        and k + 1 < len(grid.words)
        and grid.same_sentence(k, k + 1)
        and grid.tags[k + 1] in ("NNP", "NNPS")
        and grid.capital(k + 1)
    )


def _quoted(grid: Grid, i: int) -> Draft | None:
    """ "“The Hunger Games”": two to six words in capitals, all that stands between two quotation marks."""
    if i == 0 or grid.words[i - 1] not in QUOTES or grid.headline[i]:
        return None
    j = i
    while j < len(grid.words) and j - i < 7 and grid.same_sentence(i, j) and grid.owner[j] is None:
        if not (grid.capital(j) or (grid.lowers[j] in SMALL and j > i)):
            break
        j += 1
    if not 2 <= j - i < 7 or j >= len(grid.words) or grid.words[j] not in CLOSING or not grid.capital(j - 1):
        return None
    return Draft(i, j, "work", "", ["capitals between quotation marks"], 0.5)


def _arabic(grid: Grid, i: int) -> Draft | None:
    j = particle_right(grid, i)
    if j == i:
        return None
    while (
        j < len(grid.words) and grid.same_sentence(i, j) and grid.tags[j] == "NNP" and grid.owner[j] is None
    ):
        if not grid.capital(j) or grid.lowers[j] in HONORIFICS:
            break
        j += 1
    draft = Draft(i, j, "person", "", ["an Arabic name"], 0.6)
    while draft.i > 0 and grid.same_sentence(i, draft.i - 1) and grid.owner[draft.i - 1] is None:
        k = draft.i - 1
        if (
            grid.tags[k] != "NNP"
            or not grid.capital(k)
            or grid.lowers[k] in HONORIFICS
            or grid.lowers[k] in ROLE_WORDS
        ):
            break
        draft.i = k
    while (j := particle_right(grid, draft.j)) > draft.j and grid.free(draft.j, j):
        draft.j = j
    return draft


def _newspaper(grid: Grid, i: int) -> Draft | None:
    """ "told The National": a name with its own The."""
    j = i + 1
    while (
        j < len(grid.words)
        and j < i + 5
        and grid.same_sentence(i, j)
        and grid.capital(j)
        and grid.words[j].isalpha()
    ):
        j += 1
    if j == i + 1 or not grid.free(i, j):
        return None
    return Draft(i, j, "organisation", "", ["a name with a capital The"], 0.6)


def _headed(grid: Grid, i: int, blocked: set[int]) -> Draft | None:
    """ "Interior Ministry": words in capitals up to a head noun of organisations."""
    if grid.headline[i] or grid.tags[i] not in ("NNP", "NNPS") or (i and grid.tags[i - 1] in ("NNP", "NNPS")):
        return None
    best = i
    k = i
    while k < min(len(grid.words), i + 6) and grid.same_sentence(i, k) and k not in blocked:
        if grid.owner[k] is not None or not (
            grid.capital(k) or (grid.lowers[k] in ("of", "and", "&", "-") and k > i)
        ):
            break
        if k > i and grid.lowers[k] in ORG_HEADS and grid.capital(k):
            best = k + 1
        k += 1
    if best == i or grid.lowers[i] in HONORIFICS:
        return None
    return Draft(i, best, "organisation", "", [f"ends in {grid.words[best - 1]!r}"], 0.6)
