"""Acronyms: those that the article defines, and those that fit a name it has given before."""

from __future__ import annotations

import re
from collections import defaultdict

from sitegen.annotate.grid import Draft, Grid, drafts
from sitegen.annotate.lists import ARABIC, NO_NAMES
from sitegen.gazetteer import country

ACRONYM = re.compile(r"(?:[A-Z]\.){2,6}|[A-Z][A-Za-z]?[A-Z&][A-Z]{0,5}s?|[A-Z]{2,8}")
SILENT = frozenset("of the and for in to on de du la & -".split()) | ARABIC


def is_acronym(word: str) -> bool:
    return ACRONYM.fullmatch(word) is not None and word.lower() not in NO_NAMES


def initials_fit(acronym: str, words: list[str]) -> bool:
    """`acronym` is the first letters of `words`, those of particles and small words counted or not."""
    letters = "".join(c for c in acronym if c.isupper())
    full = [w for w in words if w[:1].isalnum()]
    loud = [w for w in full if w.lower() not in SILENT]
    variants = {
        "".join(w[0] for w in some).upper()
        for some in (full, loud, [w for w in full if w[0].isupper()])
        if some
    }
    return len(letters) > 1 and letters.upper() in variants


def acronyms(grid: Grid) -> None:
    """Set kind "acronym", and the antecedent where the article gives it."""
    known: dict[str, Draft] = {}
    for k in range(1, len(grid.words) - 2):
        if grid.words[k] == "(" and grid.words[k + 2] in (")", ";", ",") and is_acronym(grid.words[k + 1]):
            full = _full_name(grid, k, grid.words[k + 1])
            if full is not None:
                known.setdefault(grid.words[k + 1], full)
                _define(grid, k + 1, full)
        elif grid.words[k] == "(" and is_acronym(grid.words[k - 1]):
            full = grid.owner[k + 1]
            short = grid.owner[k - 1]
            if full is not None and initials_fit(grid.words[k - 1], grid.words[full.i : full.j]):
                known.setdefault(grid.words[k - 1], full)
                if short is None or short.j - short.i == 1:
                    _define(grid, k - 1, full)
    long_names = [d for d in drafts(grid) if d.j - d.i > 1 and d.type in ("organisation", "place", "work")]
    for k, word in enumerate(grid.words):
        if grid.owner[k] is None and 2 < len(word) < 7 and word.isupper() and is_acronym(word):
            fitting = [d for d in long_names if initials_fit(word, grid.words[d.i : d.j])]
            if fitting and not grid.headline[k]:
                grid.claim(Draft(k, k + 1, fitting[0].type, "", ["capitals"], 0.75))
    for draft in drafts(grid):
        word = grid.words[draft.i]
        if draft.j - draft.i > 1 or not is_acronym(word) or draft.type in ("person", "group"):
            continue
        shouted = grid.headline[draft.i] and all(w.isupper() for w in grid.words[draft.i : draft.i + 3])
        if shouted and word not in known and country(word) is None and not _elsewhere(grid, draft):
            continue
        draft.kind = "acronym"
        if draft.antecedent is not None:
            continue
        full = known.get(word)
        if full is None and country(word) is None:
            fitting = [d for d in long_names if initials_fit(word, grid.words[d.i : d.j])]
            names = {grid.span(d.i, d.j).lower() for d in fitting}
            full = fitting[0] if len(names) == 1 else None
            if full is not None and full.type != draft.type and draft.fixed:
                full = None
        if full is not None and full is not draft:
            draft.antecedent = full
            draft.type = full.type
            draft.subtype = full.subtype
            draft.reasons.append(f"the first letters of {grid.span(full.i, full.j)!r}")


def lone_heads(grid: Grid) -> None:
    """ "The Council": short for a longer name that the article has given, else no name."""
    found = drafts(grid)
    named: dict[str, list[Draft]] = defaultdict(list)
    for d in found:
        if d.j - d.i > 1 and d.type == "organisation":
            for low in LONE_HEADS.intersection(grid.lowers[d.i : d.j]):
                named[low].append(d)
    for draft in found:
        low = grid.lowers[draft.i]
        if draft.j - draft.i > 1 or low not in LONE_HEADS or draft.antecedent is not None or draft.fixed:
            continue
        longer = [d for d in named[low] if d.i < draft.i]
        names = {grid.span(d.i, d.j).lower() for d in longer}
        if len(names) == 1:
            draft.antecedent = longer[-1]
            draft.type, draft.subtype = "organisation", longer[-1].subtype
            draft.reasons.append(f"short for {grid.span(longer[-1].i, longer[-1].j)!r}")
        elif not names:
            grid.release(draft)


LONE_HEADS = frozenset(
    "council commission committee court board agency ministry department bureau authority office assembly "
    "directorate foundation institute association union company bank university college hospital".split()
)
"""Heads that name nobody alone."""


def _elsewhere(grid: Grid, draft: Draft) -> bool:
    word = grid.words[draft.i]
    return any(w == word and not grid.headline[k] for k, w in enumerate(grid.words))


def _define(grid: Grid, k: int, full: Draft) -> None:
    found = grid.owner[k]
    if found is not None and found is full:
        return
    if found is not None:
        for n in range(found.i, found.j):
            grid.owner[n] = None
    draft = Draft(k, k + 1, full.type, "", ["defined in brackets"], 0.95, kind="acronym", fixed=True)
    draft.antecedent = full
    draft.subtype = full.subtype
    full.confidence = max(full.confidence, 0.9)
    grid.claim(draft)


def _full_name(grid: Grid, bracket: int, acronym: str) -> Draft | None:
    """The name before the bracket whose first letters are the acronym's; made where it is missing."""
    found = grid.owner[bracket - 1]
    if found is not None and initials_fit(acronym, grid.words[found.i : found.j]):
        return found
    letters = sum(c.isupper() for c in acronym)
    for size in range(letters, letters + 4):
        i = bracket - size
        if i < 0 or not grid.same_sentence(i, bracket):
            return None
        words = grid.words[i:bracket]
        if (
            words[0][:1].isupper()
            and words[0].lower() not in SILENT - ARABIC
            and initials_fit(acronym, words)
        ):
            if not all(w[:1].isupper() or w.lower() in SILENT for w in words):
                continue
            for k in range(i, bracket):
                inside = grid.owner[k]
                if inside is not None:
                    if inside.i < i:
                        return None
                    for n in range(inside.i, inside.j):
                        grid.owner[n] = None
            draft = Draft(i, bracket, "organisation", "", [f"spells out {acronym}"], 0.85)
            if found is not None and found.type in ("organisation", "work", "place") and found.label != "GPE":
                draft.type = found.type
            grid.claim(draft)
            return draft
    if found is not None and found.type in ("organisation", "work") and found.j - found.i > 1:
        return found if grid.words[found.i][0] == acronym[0] else None
    return None
