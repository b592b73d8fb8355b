"""Completing: names that the model cut short, made whole. Particles, heads, papers, given names."""

from __future__ import annotations

from sitegen.annotate.grid import Draft, Grid, drafts
from sitegen.annotate.lists import ARABIC, ARABIC_FREE, CALENDAR, DOCUMENT_HEADS, LEADING, PARTICLES
from sitegen.annotate.spans import DASHES, ROLE_WORDS
from sitegen.gazetteer import GIVEN_NAMES, HONORIFICS, ORG_HEADS, PLACE_HEADS, country, demonym

NOT_GIVEN = frozenset(
    "prime foreign first vice deputy acting interim caretaker former ex new state special chief crown "
    "spokesman spokeswoman spokesperson leader analyst commander ambassador envoy premier".split()
)
"""Words that stand in capitals before a surname and are no given name."""
COMPANY = frozenset(("co", "company", "inc", "ltd", "plc", "corp", "sons", "bros"))
"""What "and" and a firm's name may end in."""
NO_GIVEN_NAMES = HONORIFICS | ROLE_WORDS | NOT_GIVEN | CALENDAR


def extend(grid: Grid) -> None:
    """Complete what the model cut short: particles, heads in capitals, papers, given names."""
    for draft in drafts(grid):
        if _and_company(grid, draft):
            continue
        if draft.type != "group":
            _particles(grid, draft)
        _heads(grid, draft)
        _paper(grid, draft)
        _given(grid, draft)


def _and_company(grid: Grid, draft: Draft) -> bool:
    """ "Merrill Lynch" + "and Co Inc": what stands behind "and" is no firm of its own."""
    alone = {word.rstrip(".") for word in grid.lowers[draft.i : draft.j]} <= COMPANY
    if not alone or draft.i < 2 or grid.lowers[draft.i - 1] not in ("and", "&"):
        return False
    firm = grid.owner[draft.i - 2]
    if firm is None or firm.type not in ("organisation", "person"):
        return False
    if not grid.same_sentence(draft.i - 2, draft.i):
        return False
    grid.release(draft)
    firm.j, firm.type = draft.j, "organisation"
    firm.reasons.append(f"goes on to {grid.words[draft.j - 1]!r}")
    grid.claim(firm)
    return True


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
