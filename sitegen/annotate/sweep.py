"""The second sweep: a name accepted once is found wherever the article has it."""

from __future__ import annotations

from collections import defaultdict

from sitegen.annotate.completing import given_before
from sitegen.annotate.evidence import team
from sitegen.annotate.grid import Draft, Grid, drafts
from sitegen.annotate.lists import ARABIC, PARTICLES, SMALL
from sitegen.annotate.spans import ordinary
from sitegen.gazetteer import ORDINARY

Known = dict[str, list[tuple[tuple[str, ...], Draft, str]]]


def sweep(grid: Grid) -> None:
    """Claim every further occurrence of a name, of a person's surname, and of both in capitals."""
    known = _known(grid)
    i = 0
    while i < len(grid.words):
        word = grid.words[i]
        options = known.get(word) if grid.owner[i] is None else None
        if (
            options is None
            and grid.owner[i] is None
            and grid.headline[i]
            and word.isupper()
            and len(word) > 1
        ):
            options = known.get("\0" + word)
        match = _longest(grid, i, options) if options else None
        if match is None:
            i += 1
            continue
        size, model, reason = match
        alone = model.type == "person" and size == 1
        if (reason == SURNAME or alone) and given_before(grid, i):
            # Another given name: somebody else of that surname.
            grid.claim(Draft(i - 1, i + size, "person", "", ["a given name before a surname"], 0.6))
            i += size
            continue
        draft = Draft(i, i + size, model.type, "", [reason], round(model.confidence * 0.95, 2))
        draft.subtype = model.subtype
        if reason == TEAM:
            draft.antecedent = model
        if model.kind == "acronym" and size == 1 and reason == NAMED:
            draft.kind = "acronym"
        grid.claim(draft)
        i += size


NAMED = "named elsewhere in the article"
TEAM = "short for a team named in the article"
SURNAME = "the surname of a person named in the article"


def _known(grid: Grid) -> Known:
    """By first word: a name's words, its draft and the reason; in capitals, with a NUL before the word."""
    known: Known = defaultdict(list)
    seen: set[tuple[str, ...]] = set()

    def note(words: tuple[str, ...], draft: Draft, reason: str) -> None:
        if words in seen or not any(w[:1].isupper() for w in words):
            return
        seen.add(words)
        known[words[0]].append((words, draft, reason))
        loud = tuple(w.upper() for w in words)
        if loud != words:
            known["\0" + loud[0]].append((loud, draft, reason))

    found = [d for d in drafts(grid) if d.confidence >= 0.4]
    for draft in found:
        words = tuple(grid.words[draft.i : draft.j])
        if len(words) > 1 or (
            (len(words[0]) > 2 or words[0].isupper()) and words[0].lower() not in grid.common
        ):
            note(words, draft, NAMED)
    for draft in found:
        words = tuple(grid.words[draft.i : draft.j])
        if draft.type == "person" and len(words) > 1:
            surname = surname_of(words)
            if surname[-1].lower() not in grid.common and len(surname[-1]) > 2:
                note(surname, draft, SURNAME)
                if surname[0].lower() in ARABIC and len(surname[-1]) > 3:
                    note(surname[-1:], draft, SURNAME)  # "Assad" of "al-Assad"
        if draft.type == "organisation" and len(words) > 1 and team(grid, draft):
            note(words[-1:], draft, TEAM)
            if len(words) > 2:
                note(words[-2:], draft, TEAM)
    return known


def surname_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """The last word of a name with the particles before it: "Al Shara", "de Gaulle"."""
    k = len(words) - 1
    while k > 1 and words[k].lower().rstrip(".") in ("jr", "sr", "ii", "iii"):
        k -= 1
    end = k + 1
    while k > 1 and (words[k - 1].lower() in ARABIC | PARTICLES or words[k - 1] == "-"):
        k -= 1
    return words[k:end]


def _longest(
    grid: Grid, i: int, options: list[tuple[tuple[str, ...], Draft, str]]
) -> tuple[int, Draft, str] | None:
    best: tuple[int, Draft, str] | None = None
    for words, draft, reason in options:
        j = i + len(words)
        if j > len(grid.words) or tuple(grid.words[i:j]) != words or not grid.free(i, j):
            continue
        if not grid.same_sentence(i, j - 1) or (best is not None and best[0] >= len(words)):
            continue
        if len(words) == 1 and _doubtful(grid, i, draft):
            continue
        best = (len(words), draft, reason)
    return best


def _doubtful(grid: Grid, i: int, draft: Draft) -> bool:
    """One word that may be part of a longer name, or have its capital for its place in the sentence."""
    if ordinary(grid, i):
        return True
    hyphen = i + 2 < len(grid.words) and grid.words[i + 1] == "-" and grid.glued(i + 1) and grid.glued(i + 2)
    if hyphen and grid.capital(i + 2):
        return True  # "Brown" of "Brown-Forman"
    low = grid.lowers[i]
    placed = draft.type == "place" and draft.confidence > 0.7
    if (
        not placed
        and (grid.first(i) or grid.headline[i])
        and (low in SMALL or grid.tags[i] in ("VB", "VBD", "VBZ", "IN", "PRP", "MD"))
    ):
        return True
    if grid.headline[i]:
        return False
    after = i + 1
    if after < len(grid.words) and grid.same_sentence(i, after) and grid.owner[after] is None:
        joined = (
            grid.tags[after] in ("NNP", "NNPS") and grid.capital(after) and draft.type in ("person", "place")
        )
        if joined and low in ORDINARY:
            return True
    return False
