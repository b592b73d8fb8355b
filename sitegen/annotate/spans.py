"""Spans: where names begin and end. The model's entities, mended, and those it missed."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from sitegen.annotate.grid import Draft, Grid
from sitegen.annotate.lists import (
    ARABIC,
    ARABIC_FREE,
    CALENDAR,
    COMPANY_ENDINGS,
    DETERMINERS,
    DOCUMENT_HEADS,
    HOLIDAYS,
    LEADING,
    NO_NAMES,
    PARTICLES,
    PORTFOLIOS,
    SMALL,
)
from sitegen.gazetteer import (
    GIVEN_NAMES,
    HONORIFICS,
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
        breaks = verb or word in "()[]|•;:<>/"
        joins = label in ("PERSON", "GPE", "NORP") and low in ("and", ",", "or", "/") and k > i
        if joins and low == "," and k + 1 < j and grid.lowers[k + 1].rstrip(".") in ("jr", "sr", "ii", "iii"):
            joins = False
        if not joins and label in ("ORG", "FAC", "LOC") and low in ("and", ",") and i < k < j - 1:
            joins = _between_places(grid, i, k, j)
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
NOT_GIVEN = frozenset(
    "prime foreign first vice deputy acting interim caretaker former ex new state special chief crown "
    "spokesman spokeswoman spokesperson leader analyst commander ambassador envoy premier".split()
)
"""Words that stand in capitals before a surname and are no given name."""
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
NO_GIVEN_NAMES = HONORIFICS | ROLE_WORDS | NOT_GIVEN | CALENDAR


def extend(grid: Grid) -> None:
    """Complete what the model cut short: particles, heads in capitals, papers, given names."""
    for draft in drafts(grid):
        if draft.type != "group":
            _particles(grid, draft)
        _heads(grid, draft)
        _paper(grid, draft)
        _given(grid, draft)


def _paper(grid: Grid, draft: Draft) -> None:
    """ "General" + "License 25": the capitals before a paper's head."""
    if grid.lowers[draft.i] not in DOCUMENT_HEADS or draft.j - draft.i > 2 or grid.headline[draft.i]:
        return
    if draft.label == "PERSON" and not grid.words[draft.j - 1].isdigit():
        return  # "Bill Clinton"
    i = draft.i
    while (
        i > 0
        and grid.same_sentence(i - 1, draft.i)
        and grid.owner[i - 1] is None
        and grid.capital(i - 1)
        and grid.tags[i - 1] in ("NNP", "NNPS", "JJ")
        and not grid.first(i - 1)
    ):
        i -= 1
    if i < draft.i or draft.j - draft.i > 1:
        draft.i, draft.type, draft.fixed = i, "work", True
        draft.reasons.append(f"a paper: {grid.words[draft.j - 1]!r}")
        grid.claim(draft)


def _given(grid: Grid, draft: Draft) -> None:
    """ "Yarub" + "Badr": a word in capitals before a surname is its given name, and the other way round."""
    alone = draft.label == "PERSON" and draft.j - draft.i == 1 and not grid.headline[draft.i]
    if alone and grid.lowers[draft.i] in GIVEN_NAMES:
        j = family_name(grid, draft.j)
        if j > draft.j:
            draft.j = j
            draft.reasons.append(f"goes on to {grid.words[j - 1]!r}")
            grid.claim(draft)
            return
    if draft.label == "PERSON" and draft.j - draft.i == 1 and given_before(grid, draft.i):
        draft.i -= 1
        draft.reasons.append(f"{grid.words[draft.i]!r} stands before it")
        grid.claim(draft)


def family_name(grid: Grid, j: int) -> int:
    """End of the one or two words in capitals behind the given name that ends before j, else j."""
    k = j
    while k < min(len(grid.words), j + 2) and grid.same_sentence(j - 1, k) and grid.owner[k] is None:
        word, low = grid.words[k], grid.lowers[k]
        if grid.tags[k] != "NNP" or not word.isalpha() or word.isupper() or not grid.capital(k):
            break
        if low in grid.common or low in NO_GIVEN_NAMES or low in ORG_HEADS or low in PLACE_HEADS:
            break
        k += 1
    return k


def given_before(grid: Grid, i: int) -> bool:
    """Whether the token before surname i is a word in capitals that can only be a given name."""
    k = i - 1
    if k < 0 or grid.headline[i] or not grid.same_sentence(k, i) or grid.owner[k] is not None:
        return False
    word, low = grid.words[k], grid.lowers[k]
    if grid.tags[k] != "NNP" or not word.isalpha() or len(word) < 3 or word.isupper() or not grid.capital(k):
        return False
    if low in grid.common or low in NO_GIVEN_NAMES or low in ORG_HEADS:
        return False
    return k == 0 or not grid.same_sentence(k - 1, k) or grid.tags[k - 1] not in ("NNP", "NNPS")


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
        lead = draft.i - 1
        if i < draft.i and grid.free(i, draft.i):
            draft.i = i
        elif (
            lead >= 0
            and grid.lowers[lead] in LEADING
            and grid.capital(lead)
            and grid.owner[lead] is None
            and grid.same_sentence(lead, draft.i)
        ):
            draft.i = lead
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
        if j == draft.j and (after := _irish(grid, j)) is not None and grid.same_sentence(draft.i, after):
            other = grid.owner[after]
            if other is None or other.j == after + 1:
                draft.j = after + 1
                break
        if j == draft.j or not grid.free(draft.j, j):
            break
        draft.j = j
    grid.claim(draft)


def _irish(grid: Grid, j: int) -> int | None:
    """The capital word behind "Michael O" and "'", as some papers set "O'Leary"."""
    k = j + 1 if grid.lowers[j - 1] == "o" and j < len(grid.words) and grid.words[j] in ("'", "’") else j
    whole = grid.lowers[k - 1] in ("o'", "o’") or k > j
    return k if whole and k < len(grid.words) and grid.capital(k) else None


def particle_left(grid: Grid, i: int) -> int:
    """Start of an Arabic particle that belongs to the name at i ("al-" or "Al" before it), else i."""
    if (
        i > 1
        and grid.words[i - 1] in DASHES
        and grid.lowers[i - 2] in ARABIC
        and grid.glued(i)
        and grid.glued(i - 1)
    ):
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


OWNLESS = ("company", "media", "armed-group")
"""Subtypes of organisations whose name an "of" does not go on with: "Toyota Motors of Japan"."""


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
    if best == draft.j and ORG_HEADS.get(grid.lowers[draft.j - 1], "company") not in OWNLESS:
        k = draft.j
        if (
            k + 1 < size
            and grid.lowers[k] == "of"
            and grid.owner[k] is None
            and grid.same_sentence(draft.i, k + 1)
        ):
            k += 1
            k += grid.lowers[k] == "the" and k + 1 < size
            start = k
            while k < min(size, start + 4) and grid.same_sentence(draft.i, k) and grid.capital(k):
                if (
                    grid.owner[k] is not None
                    and demonym(grid.words[k]) is None
                    and country(grid.words[k]) is None
                ):
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
