"""Spans: where names begin and end. The model's entities, trimmed, cut and sifted."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from sitegen.annotate.grid import Draft, Grid
from sitegen.annotate.lists import (
    ARABIC_FREE,
    CALENDAR,
    COMPANY_ENDINGS,
    DETERMINERS,
    HOLIDAYS,
    IGO,
    MEDIA,
    NO_NAMES,
    PORTFOLIOS,
    SMALL,
)
from sitegen.gazetteer import (
    HONORIFICS,
    ORG_HEADS,
    PLACE_HEADS,
    ROLES,
    country,
    places,
)
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
SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")
"""Of a game, behind a team's name."""
DASHES = frozenset("-–—")
INNER = SMALL | DASHES | {"'s", "’s", "&", "'", "."}
"""What may stand inside a name in a headline."""


def model_drafts(grid: Grid) -> None:
    """Claim the model's entities, trimmed to the name."""
    for ent in grid.doc.ents:
        type_ = TYPES.get(ent.label_)
        if type_ is None:
            continue
        for i, j in parts(grid, ent.start, ent.end, ent.label_):
            i, j = trim(grid, i, j, ent.label_)
            if i < j and grid.headline[i]:
                i, j = confirmed(grid, i, j, ent.label_)
            if i < j and not junk(grid, i, j) and grid.free(i, j):
                grid.claim(Draft(i, j, type_, ent.label_, [f"the model reads a name ({ent.label_})"], 0.7))


def parts(grid: Grid, i: int, j: int, label: str) -> list[tuple[int, int]]:
    """An entity cut at brackets, line breaks, verbs and dates, and two places or people joined by "and"."""
    cuts, skip = [i], set()
    for k in range(i, j):
        word, low, tag = grid.words[k], grid.lowers[k], grid.tags[k]
        verb = tag in ("_SP", "VBD", "VBZ", "MD") and low == word and not word.isdigit()
        spaced = word in DASHES and i < k < j - 1 and not grid.glued(k) and not grid.glued(k + 1)
        breaks = verb or spaced or word in "()[]|•;:<>/"
        joins = label in ("PERSON", "GPE", "NORP") and low in ("and", ",", "or", "/") and k > i
        if joins and low == "," and k + 1 < j and grid.lowers[k + 1].rstrip(".") in ("jr", "sr", "ii", "iii"):
            joins = False
        if not joins and label in ("ORG", "FAC", "LOC") and low in ("and", ",") and i < k < j - 1:
            joins = _between_places(grid, i, k, j) or _two_bodies(grid, i, k, j)
            joins = joins or grid.lowers[k + 1] in grid.lowers[i:k]  # "MacBook and MacBook Pro"
        joins = joins or (
            low in ("and", "&") and k > i and grid.lowers[k - 1] in COMPANY_ENDINGS and k + 1 < j
        )
        dated = low in ("on", "in") and k + 1 < j and grid.lowers[k + 1] in CALENDAR
        joins = joins or (low == "of" and k > i and grid.lowers[k - 1] in NO_NAME_ALONE)
        if breaks or joins or dated:
            cuts.append(k)
            skip.add(k)
            if dated:
                return [(s + 1 if s in skip else s, e) for s, e in pairwise(cuts) if s < e]
    cuts.append(j)
    return [(s + 1 if s in skip else s, e) for s, e in pairwise(cuts) if s < e]


def _two_bodies(grid: Grid, i: int, k: int, j: int) -> bool:
    """ "the Associated Press, TMZ": at k a mark between a known organisation and another, or an acronym."""
    sides = (grid.span(i, k), grid.span(k + 1, j))
    known = [fold(side).removeprefix("the ") in MEDIA or fold(side) in IGO for side in sides]
    return any(known) and (all(known) or grid.words[j - 1].isupper() or grid.words[k] == ",")


NO_NAME_ALONE = COMPANY_ENDINGS - {"company", "group"} | {"international", "enterprises", "industries"}
"""Ends of companies' names: a word stands before them, and an "of" behind them says where they are from."""


def _between_places(grid: Grid, i: int, k: int, j: int) -> bool:
    """ "Hasakah, Raqqa and Deir Ezzor": what stands on both sides of k are places of the gazetteer."""
    marks = [m for m in range(i, j) if grid.lowers[m] in ("and", ",")]
    edges = [i - 1, *marks, j]
    pieces = [grid.span(a + 1, b) for a, b in pairwise(edges) if b > a + 1]
    return len(pieces) > 1 and all(places(piece) or country(piece) for piece in pieces)


def trim(grid: Grid, i: int, j: int, label: str) -> tuple[int, int]:
    """The range without determiners, titles, possessive marks, dates and punctuation at its ends."""
    while i < j:
        low, word = grid.lowers[i], grid.words[i]
        named_the = (
            low == "the" and word == "The" and not grid.first(i) and not grid.headline[i] and i + 1 < j
        )
        if named_the and grid.capital(i + 1):
            break
        edge = low in DETERMINERS or (low in SMALL and not grid.glued(i + 1 if i + 1 < j else i))
        edge = edge and not (grid.capital(i) and i + 1 < j and low in ARABIC_FREE)
        title = label == "PERSON" and i + 1 < j and low.rstrip(".") in HONORIFICS
        title = title or _office_before(grid, i, j)
        mark = not any(c.isalnum() for c in word) or grid.tags[i] == "POS"
        dated = low in CALENDAR and (len(low) > 3 or i + 1 == j or not grid.words[i + 1].isalpha())
        plain = ordinary(grid, i) and not (i + 1 < j and grid.lowers[i + 1] in NO_NAME_ALONE)
        if edge or title or mark or dated or plain:
            i += 1
        else:
            break
    while i < j:
        low, word = grid.lowers[j - 1], grid.words[j - 1]
        mark = not any(c.isalnum() for c in word) and not (word == "!" and j - i == 2)
        if (
            (
                mark
                or grid.tags[j - 1] == "POS"
                or low in ("'s", "’s", "n't", "n’t")
                or low in SMALL | DETERMINERS
            )
            or (
                low in CALENDAR
                and grid.tags[j - 1] != "NNPS"
                and (j - i > 1 or low not in ("may", "april", "june"))
            )
            or (word == low and low in PLACE_HEADS and j - i > 1)
            or (label == "ORG" and word.isdigit() and len(word) > 2 and j - i > 2)
            or ordinary(grid, j - 1)
            or (j - i > 1 and SCORE.fullmatch(word))
        ):
            j -= 1
        else:
            break
    return i, j


def _office_before(grid: Grid, i: int, j: int) -> bool:
    """ "Spokeswoman" of "Spokeswoman Sandy Angers": an office before at least two more words of a name."""
    low = grid.lowers[i]
    return (
        j - i > 2
        and low in ROLES
        and low not in AMBIGUOUS_OFFICES
        and all(grid.capital(k) and grid.words[k].isalpha() for k in range(i + 1, j))
        and grid.lowers[j - 1] not in ORG_HEADS
        and grid.lowers[j - 1] not in PLACE_HEADS
    )


def confirmed(grid: Grid, i: int, j: int, label: str) -> tuple[int, int]:
    """The longest part of a headline's name that the article's body writes with capitals.

    In a headline every word has a capital and the model takes too much: "Wilson Seeks". Where
    nothing of it is in the body, a person, a place or a people of three words at most stays.
    """
    if not grid.raised:
        return i, j
    best = (i, i)
    k = i
    while k < j:
        n = k
        while n < j and (grid.lowers[n] in grid.raised or (n > k and grid.lowers[n] in INNER)):
            n += 1
        while n > k and grid.lowers[n - 1] in INNER:
            n -= 1
        if n - k > best[1] - best[0]:
            best = (k, n)
        k = max(n, k + 1)
    if best[0] < best[1]:
        return best
    known = (
        all(grid.lowers[k] not in grid.common for k in range(i, j))
        and j - i <= 3
        and label in ("PERSON", "GPE", "NORP")
    )
    return (
        (i, j) if known and all(grid.tags[k] in ("NNP", "NNPS", "JJ", "POS") for k in range(i, j)) else (i, i)
    )


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
    portfolio = j < len(grid.words) and grid.lowers[j] in ("minister", "ministers", "secretary", "minister's")
    if portfolio and all(word in PORTFOLIOS for word in grid.lowers[i:j]):
        return True  # "Social Affairs" of "Social Affairs Minister"
    single = j - i == 1
    if (
        single
        and (grid.first(i) or grid.headline[i])
        and grid.tags[i] in VERBAL
        and not grid.words[i].isupper()
    ):
        return True
    return single and folded in LONE


AMBIGUOUS_OFFICES = frozenset(
    "king queen prince princess pope bishop dean baron duke earl major judge page marshal marshall mayor "
    "chief general president minister director guard abbot knight cook baker miller smith carter fisher "
    "taylor mason parker porter turner hunter butler shepherd potter weaver gardener driver coach".split()
)
"""Offices and trades that are names too, or that open the name of a body."""
TEMPORARY = frozenset("caretaker interim acting transitional outgoing deputy defense".split())
VERBAL = frozenset("VB VBD VBG VBN VBP VBZ MD RB IN WRB WP PRP PRP$ UH CC EX DT WDT".split())
ROLE_WORDS = frozenset(
    "president minister secretary governor senator king queen mayor chairman general colonel captain "
    "judge justice coach sheriff police sir mr mrs ms dr professor prof rev "
    "gov sen rep gen lt col sgt capt chief doesn didn isn wasn couldn wouldn hasn haven won".split()
)


THINGS = frozenset("internet web bible god army".split())
"""Words that papers write with a capital though they name nothing in particular."""
LONE = ROLE_WORDS | TEMPORARY | THINGS
"""What is no name alone."""
