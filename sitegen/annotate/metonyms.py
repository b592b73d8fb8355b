"""Metonyms: a capital that says, agrees or signs is a government, not a city.

A convention for the name: "Government of Syria", for Damascus, whatever the capital. Countries
that act stay places: readers look for the country.
"""

from __future__ import annotations

from sitegen.annotate.grid import Draft, Grid, drafts
from sitegen.annotate.lists import SAYING, TALKS
from sitegen.gazetteer import country_by_code, is_capital, places

STATES = frozenset("state regime government authorities".split())


def metonyms(grid: Grid) -> None:
    """Set kind metonym, type organisation, subtype government where a capital acts."""
    for draft in drafts(grid):
        if draft.type != "place" or draft.kind != "name" or draft.fixed or draft.container is not None:
            continue
        government = _government(grid.span(draft.i, draft.j))
        reason = _acts(grid, draft) if government else None
        if government and reason:
            draft.kind, draft.type, draft.subtype = "metonym", "organisation", "government"
            draft.name = government
            draft.confidence = 0.75
            draft.reasons.append(reason)


def _government(text: str) -> str | None:
    """ "Government of Syria" for "Damascus"; None for what isn't the capital of a country."""
    known = places(text)
    state = country_by_code(known[0].iso) if known and is_capital(known[0]) else None
    return f"Government of {state.name}" if state is not None else None


def _acts(grid: Grid, draft: Draft) -> str | None:
    """Why the capital is an actor here: subject of a verb of will, or party to talks."""
    root = grid.root(draft)
    head = grid.head(root)
    dep = grid.dep(root)
    while dep == "conj" and head != root:
        root, head = head, grid.head(head)
        dep = grid.dep(root)
    if dep == "nsubj" and grid.lemma(head) in SAYING and grid.tags[head].startswith("VB"):
        return f"“{grid.words[head]}” is what a government does"
    if dep == "pobj" and grid.lowers[head] in ("between", "with") and grid.head(head) != head:
        noun = grid.lowers[grid.head(head)]
        if noun in TALKS:
            return f"a party to “{noun}”"
    return None
