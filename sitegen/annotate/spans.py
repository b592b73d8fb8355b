"""Spans: where names begin and end. The model's entities, mended, and those it missed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.annotate.grid import OPENERS, Draft, Grid
from sitegen.annotate.lists import (
    ARABIC,
    ARABIC_FREE,
    CALENDAR,
    DETERMINERS,
    HOLIDAYS,
    NO_NAMES,
    PARTICLES,
    PARTIES,
    SMALL,
)
from sitegen.gazetteer import HONORIFICS, ORG_HEADS, PLACE_HEADS, ROLES, country, demonym
from sitegen.naming import fold

if TYPE_CHECKING:
    from sitegen.model import EntityType

TYPES: dict[str, EntityType] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "PRODUCT": "work",
    "WORK_OF_ART": "work",
    "LAW": "work",
    "EVENT": "other",
}
"""The model's labels that name something; dates, numbers, money and languages don't."""
CAMEL = re.compile(r"[a-z]{1,2}[A-Z][A-Za-z]+\d*")
CODE = re.compile(r"(?!G\d|[QHV]\d|U\d\d$|E\d+$|M\d\d?$|A\d\d?$|B\d$)[A-Z]{1,4}-?\d{2,4}[A-Z]{0,2}s?")
DASHES = frozenset("-–—")
CLOSERS = frozenset(["”", '"', "’", "''", "'", "»", ")", "]"])


def model_drafts(grid: Grid) -> None:
    """Claim the model's entities, trimmed to the name."""
    for ent in grid.doc.ents:
        type_ = TYPES.get(ent.label_)
        if type_ is None:
            continue
        for i, j in parts(grid, ent.start, ent.end, ent.label_):
            i, j = trim(grid, i, j, ent.label_)
            if i < j and not junk(grid, i, j) and grid.free(i, j):
                grid.claim(Draft(i, j, type_, ent.label_, [f"the model reads a name ({ent.label_})"], 0.7))


def parts(grid: Grid, i: int, j: int, label: str) -> list[tuple[int, int]]:
    """An entity cut at brackets, line breaks, verbs and dates, and two places or people joined by "and"."""
    cuts, skip = [i], set()
    for k in range(i, j):
        word, low, tag = grid.words[k], grid.lowers[k], grid.tags[k]
        breaks = word in "()[]|•;:" or tag in ("_SP", "VBD", "VBZ", "MD") and low == word and not word.isdigit()
        joins = label in ("PERSON", "GPE", "NORP") and low in ("and", ",", "or", "/") and k > i
        if joins and low == "," and k + 1 < j and grid.lowers[k + 1].rstrip(".") in ("jr", "sr", "ii", "iii"):
            joins = False
        dated = low in ("on", "in") and k + 1 < j and grid.lowers[k + 1] in CALENDAR
        if breaks or joins or dated:
            cuts.append(k)
            skip.add(k)
            if dated:
                return [(s, e) for s, e in zip(cuts, cuts[1:], strict=False) if s < e]
    cuts.append(j)
    return [(s + 1 if s in skip else s, e) for s, e in zip(cuts, cuts[1:], strict=False) if s < e]


def trim(grid: Grid, i: int, j: int, label: str) -> tuple[int, int]:
    """The range without determiners, titles, possessive marks, dates and punctuation at its ends."""
    while i < j:
        low, word = grid.lowers[i], grid.words[i]
        named_the = low == "the" and word == "The" and not grid.first(i) and not grid.headline[i] and i + 1 < j
        if named_the and grid.capital(i + 1):
            break
        edge = low in DETERMINERS or low in SMALL and not grid.glued(i + 1 if i + 1 < j else i)
        edge = edge and not (grid.capital(i) and i + 1 < j and low in ARABIC_FREE)
        title = label == "PERSON" and i + 1 < j and low.rstrip(".") in HONORIFICS
        if edge or title or not any(c.isalnum() for c in word) or low in CALENDAR or grid.tags[i] == "POS":
            i += 1
        elif ordinary(grid, i):
            i += 1
        else:
            break
    while i < j:
        low, word = grid.lowers[j - 1], grid.words[j - 1]
        mark = not any(c.isalnum() for c in word) and not (word == "!" and j - i == 2)
        if mark or grid.tags[j - 1] == "POS" or low in ("'s", "’s", "n't", "n’t") or low in SMALL | DETERMINERS:
            j -= 1
        elif low in CALENDAR and grid.tags[j - 1] != "NNPS" and (j - i > 1 or low not in ("may", "april", "june")):
            j -= 1
        elif ordinary(grid, j - 1):
            j -= 1
        else:
            break
    return i, j


def ordinary(grid: Grid, i: int) -> bool:
    """A word with a capital for its position only: in a headline or first in its sentence."""
    return (grid.headline[i] or grid.first(i)) and grid.lowers[i] in grid.common and grid.capital(i)


def junk(grid: Grid, i: int, j: int) -> bool:
    """No name: numbers, lower-case words, abbreviations of the newsroom, dates, addresses of the web."""
    text = grid.span(i, j)
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 2 and not (letters and any(c.isdigit() for c in text)):
        return True
    if not any(c.isupper() for c in text) and not any(c.isalpha() and c.lower() == c.upper() for c in text):
        return True
    folded = fold(text)
    if folded in NO_NAMES or folded in CALENDAR or folded in HOLIDAYS:
        return True
    if "@" in text or "://" in text or text.startswith(("www.", "#")):
        return True
    single = j - i == 1
    if single and (grid.first(i) or grid.headline[i]) and grid.tags[i] in VERBAL and not grid.words[i].isupper():
        return True
    return single and folded in ROLE_WORDS


VERBAL = frozenset("VB VBD VBG VBN VBP VBZ MD RB IN WRB WP PRP PRP$ UH CC EX DT WDT".split())
ROLE_WORDS = frozenset(
    "president minister secretary governor senator king queen mayor chairman general colonel captain judge "
    "justice coach sheriff police internet web bible god army sir mr mrs ms dr professor prof rev gov sen rep gen lt "
    "col sgt capt chief doesn didn isn wasn couldn wouldn hasn haven won".split()
)


def extend(grid: Grid) -> None:
    """Complete what the model cut short: Arabic and European particles, heads in capitals, numbers of products."""
    for draft in drafts(grid):
        if draft.type != "group":
            _particles(grid, draft)
        _heads(grid, draft)
        _number(grid, draft)


def drafts(grid: Grid) -> list[Draft]:
    """The drafts in order."""
    found: dict[int, Draft] = {}
    for draft in grid.owner:
        if draft is not None:
            found.setdefault(id(draft), draft)
    return list(found.values())


def _particles(grid: Grid, draft: Draft) -> None:
    while True:
        i = particle_left(grid, draft.i)
        if i < draft.i and grid.free(i, draft.i):
            draft.i = i
        elif (
            draft.type == "person"
            and draft.i > 1
            and grid.lowers[draft.i - 1] in PARTICLES
            and grid.tags[draft.i - 2] == "NNP"
            and grid.same_sentence(draft.i - 2, draft.i)
            and grid.free(draft.i - 2, draft.i)
        ):
            draft.i -= 2
        else:
            break
    while True:
        j = particle_right(grid, draft.j)
        if j == draft.j or not grid.free(draft.j, j):
            break
        draft.j = j
    grid.claim(draft)


def particle_left(grid: Grid, i: int) -> int:
    """Start of an Arabic particle that belongs to the name at i ("al-" or "Al" before it), else i."""
    if i > 1 and grid.words[i - 1] in DASHES and grid.lowers[i - 2] in ARABIC and grid.glued(i) and grid.glued(i - 1):
        return i - 2
    if i > 0 and grid.lowers[i - 1] in ARABIC_FREE and grid.same_sentence(i - 1, i) and grid.capital(i):
        return i - 1
    return i


def particle_right(grid: Grid, j: int) -> int:
    """End of an Arabic particle and the capital word after it, where they stand at j, else j."""
    size = len(grid.words)
    if j + 1 < size and grid.same_sentence(j - 1, j + 1):
        if grid.lowers[j] in ARABIC_FREE and grid.capital(j + 1) and grid.words[j + 1].isalpha():
            return j + 2
        if (
            j + 2 < size
            and grid.lowers[j] in ARABIC
            and grid.words[j + 1] in DASHES
            and grid.glued(j + 2)
            and grid.glued(j + 1)
            and grid.capital(j + 2)
        ):
            return j + 3
    return j


def _heads(grid: Grid, draft: Draft) -> None:
    """ "Syrian" + "Desert", "Air" + "Force", "Ministry" + "of Defence": up to a head noun in capitals."""
    if draft.type == "person" or grid.headline[draft.i]:
        return
    size, best = len(grid.words), draft.j
    k = draft.j
    while k < min(size, draft.j + 4) and grid.same_sentence(draft.i, k) and grid.owner[k] is None:
        if not (grid.capital(k) and grid.tags[k] in ("NNP", "NNPS", "NN", "JJ", "NNS")):
            break
        if grid.lowers[k] in ORG_HEADS or grid.lowers[k] in PLACE_HEADS:
            best = k + 1
        k += 1
    if best == draft.j and (grid.lowers[draft.j - 1] in ORG_HEADS) and draft.j + 1 < size:
        k = draft.j
        if grid.lowers[k] == "of" and grid.owner[k] is None and grid.same_sentence(draft.i, k + 1):
            k += 1
            k += grid.lowers[k] == "the" and k + 1 < size
            start = k
            while k < min(size, start + 4) and grid.same_sentence(draft.i, k) and grid.capital(k):
                if grid.owner[k] is not None and demonym(grid.words[k]) is None and country(grid.words[k]) is None:
                    break
                k += 1
            if k > start and grid.owner[start] is None:
                best = k
    if best > draft.j:
        draft.j = best
        if draft.type == "group" or draft.kind == "demonym":
            draft.type = "organisation" if grid.lowers[best - 1] in ORG_HEADS else "place"
            draft.label = ""
        draft.reasons.append(f"goes on to {grid.words[best - 1]!r}")
        grid.claim(draft)


def _number(grid: Grid, draft: Draft) -> None:
    """ "iPhone" + "4", "Airbus" stays apart from "A380"."""
    j = draft.j
    if draft.type in ("work", "organisation") and j < len(grid.words) and grid.owner[j] is None:
        short = grid.words[j].isdigit() and len(grid.words[j]) < 3 and grid.same_sentence(draft.i, j)
        if short and CAMEL.fullmatch(grid.words[j - 1]):
            draft.j = j + 1
            draft.type = "work"
            grid.claim(draft)


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


def _missed_at(grid: Grid, i: int, blocked: set[int]) -> Draft | None:
    word, low = grid.words[i], grid.lowers[i]
    if CAMEL.fullmatch(word):
        j = i + 1
        while j < len(grid.words) and (grid.words[j].isdigit() and len(grid.words[j]) < 3) and j - i < 2:
            j += 1
        return Draft(i, j, "work", "", ["a word with a capital inside"], 0.55)
    if CODE.fullmatch(word) and i not in blocked:
        return Draft(i, i + 1, "work", "", ["letters and digits as of a model"], 0.5)
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
            if j <= len(grid.words) and grid.same_sentence(i, j - 1) and grid.free(i, j) and country(grid.span(i, j)):
                return Draft(i, j, "place", "", ["the name of a country"], 0.8)
    if low == "the" and not grid.first(i) and not grid.headline[i]:
        return _newspaper(grid, i)
    return _headed(grid, i, blocked) or _loose(grid, i, blocked)


def _loose(grid: Grid, i: int, blocked: set[int]) -> Draft | None:
    """Proper nouns inside a sentence that nothing else has claimed: a name of some kind."""
    if grid.headline[i] or i in blocked or grid.first(i) or grid.words[i - 1] in OPENERS:
        return _quoted(grid, i)
    if i and (grid.owner[i - 1] is not None or grid.tags[i - 1] in ("NNP", "NNPS") or grid.words[i - 1] in DASHES):
        return None
    j = i
    while j < len(grid.words) and grid.same_sentence(i, j) and grid.owner[j] is None and j not in blocked:
        if grid.tags[j] not in ("NNP", "NNPS") or not grid.capital(j) or grid.words[j].isupper():
            break
        j += 1
    plain = [k for k in range(i, j) if grid.lowers[k].rstrip(".") not in HONORIFICS | ROLE_WORDS]
    if j == i or j - i > 5 or len(plain) < j - i or grid.lowers[i] in CALENDAR or grid.lowers[i] in grid.common:
        return None
    if j < len(grid.words) and (grid.owner[j] is not None or grid.words[j] in DASHES) and grid.same_sentence(i, j):
        return None
    if j - i == 1 and (len(grid.words[i]) < 4 or grid.words.count(grid.words[i]) < 2):
        return None
    if " ".join(grid.lowers[i:j]) in ROLES or junk(grid, i, j):
        return None
    return Draft(i, j, "other", "", ["proper nouns that the model left out"], 0.45)


def _quoted(grid: Grid, i: int) -> Draft | None:
    return None


def _arabic(grid: Grid, i: int) -> Draft | None:
    j = particle_right(grid, i)
    if j == i:
        return None
    while j < len(grid.words) and grid.same_sentence(i, j) and grid.tags[j] == "NNP" and grid.owner[j] is None:
        if not grid.capital(j) or grid.lowers[j] in HONORIFICS:
            break
        j += 1
    draft = Draft(i, j, "person", "", ["an Arabic name"], 0.6)
    while draft.i > 0 and grid.same_sentence(i, draft.i - 1) and grid.owner[draft.i - 1] is None:
        k = draft.i - 1
        if grid.tags[k] != "NNP" or not grid.capital(k) or grid.lowers[k] in HONORIFICS or grid.lowers[k] in ROLE_WORDS:
            break
        draft.i = k
    while (j := particle_right(grid, draft.j)) > draft.j and grid.free(draft.j, j):
        draft.j = j
    return draft


def _newspaper(grid: Grid, i: int) -> Draft | None:
    """ "told The National": a name with its own The."""
    j = i + 1
    while j < len(grid.words) and j < i + 5 and grid.same_sentence(i, j) and grid.capital(j) and grid.words[j].isalpha():
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
        if grid.owner[k] is not None or not (grid.capital(k) or (grid.lowers[k] in ("of", "and", "&") and k > i)):
            break
        if k > i and grid.lowers[k] in ORG_HEADS and grid.capital(k):
            best = k + 1
        k += 1
    if best == i or grid.lowers[i] in HONORIFICS:
        return None
    return Draft(i, best, "organisation", "", [f"ends in {grid.words[best - 1]!r}"], 0.6)
