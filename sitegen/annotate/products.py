"""Products: "Airbus A380", "Boeing 787 Dreamliner", "iPhone 4", "Air France Flight 447" as one name each.

The model reads a maker and a model number as two names, and now and then as a company and nothing.
A plane is no company: the maker's page would list what is said of its planes.
"""

from __future__ import annotations

import re

from sitegen.annotate.grid import Draft, Grid, drafts
from sitegen.annotate.spans import CAMEL
from sitegen.gazetteer import GIVEN_NAMES

NUMBER = re.compile(r"\d{2,4}(?:-\d{1,4}[A-Z]{0,3})?s?|\d{1,2}(?:\.\d)?")
"""What may follow a product's name: "787", "777-200", "4", "1.1"."""
WRITTEN = ("LAW", "WORK_OF_ART")
"""The model's labels of works that are no products."""
LONGEST = 5
"""Words of the longest product's name that is put together."""


def products(grid: Grid) -> None:
    """Join a maker, a model and its number into one work; a flight and its number into one name."""
    numbered = {k for ent in grid.doc.ents if ent.label_ == "PRODUCT" for k in range(ent.start, ent.end)}
    for draft in drafts(grid):
        if grid.owner[draft.i] is not draft:
            continue  # swallowed by the one before it
        if draft.type in ("organisation", "place", "other", "work", "person"):
            _flight(grid, draft)
        if draft.type in ("organisation", "work"):
            _model(grid, draft, numbered)


def _model(grid: Grid, draft: Draft, numbered: set[int]) -> None:
    """From a maker or a product on over the products and numbers that follow without a gap."""
    j = draft.j
    if draft.label in WRITTEN:
        return
    after = grid.owner[j] if j < len(grid.words) and grid.same_sentence(draft.i, j) else None
    half = after is not None and after.i == j and after.j == j + 1 and after.label == "PRODUCT"
    if half and after is not None and draft.label == "ORG" and not _model_name(grid, after):
        draft.j = after.j  # "Lockheed" and "Martin"
        grid.claim(draft)
        return
    work = draft.type == "work" or CAMEL.fullmatch(grid.words[draft.j - 1]) is not None
    grew = False
    while j < len(grid.words) and j - draft.i < LONGEST and grid.same_sentence(draft.i, j):
        after = grid.owner[j]
        if after is not None and after.type == "work" and after.i == j and _model_name(grid, after):
            j = after.j
        elif grew and grid.words[j - 1][0].isdigit() and after is None and _proper(grid, j):
            j += 1  # "Dreamliner" of "787 Dreamliner"
        elif (
            after is None
            and NUMBER.fullmatch(grid.words[j])
            and (j in numbered or (work and len(grid.words[j]) < 3))
        ):
            j += 1
        else:
            break
        work = grew = True
    if not work or not grew:
        return
    draft.reasons.append("a product with its maker or number")
    draft.j, draft.type, draft.subtype, draft.fixed = j, "work", None, True
    grid.claim(draft)


def _model_name(grid: Grid, draft: Draft) -> bool:
    """A product beside its maker, not the second half of a firm's name: "Lockheed Martin"."""
    return draft.label not in WRITTEN and grid.lowers[draft.i] not in GIVEN_NAMES


def _proper(grid: Grid, k: int) -> bool:
    return grid.tags[k] in ("NNP", "NNPS") and grid.words[k].isalpha() and grid.lowers[k] not in grid.common


def _flight(grid: Grid, draft: Draft) -> None:
    """ "Air France" + "Flight 447": an incident, no company."""
    k = draft.j if grid.lowers[draft.j - 1] != "flight" else draft.j - 1
    if k + 1 >= len(grid.words) or k <= draft.i or not grid.same_sentence(draft.i, k + 1):
        return
    if grid.lowers[k] != "flight" or not grid.words[k + 1].isdigit():
        return
    if grid.owner[k] not in (None, draft) or grid.owner[k + 1] not in (None, draft):
        return
    draft.j, draft.type, draft.subtype, draft.fixed = max(draft.j, k + 2), "other", None, True
    draft.reasons.append("a flight with its number")
    grid.claim(draft)
