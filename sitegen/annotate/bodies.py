"""Bodies: "the Syrian army", "Russia's foreign ministry", "the Trump administration".

Newspapers write the head of such a name in lower case, and the model reads the adjective alone. What
acts is the body: it is one name with its owner, and not a mention of the country.
"""

from __future__ import annotations

from sitegen.annotate.grid import Draft, Grid, drafts
from sitegen.annotate.lists import PORTFOLIOS
from sitegen.gazetteer import country

STATE = frozenset("place group".split())
HEADS: dict[tuple[str, ...], str] = {
    ("army",): "security-force",
    ("military",): "security-force",
    ("navy",): "security-force",
    ("police",): "security-force",
    ("air", "force"): "security-force",
    ("armed", "forces"): "security-force",
    ("coast", "guard"): "security-force",
    ("border", "guard"): "security-force",
    ("national", "guard"): "security-force",
    ("secret", "service"): "security-force",
    ("intelligence", "service"): "security-force",
    ("intelligence", "agency"): "security-force",
    ("government",): "government",
    ("regime",): "government",
    ("presidency",): "government",
    ("parliament",): "government",
    ("cabinet",): "government",
    ("ministry",): "ministry",
    ("central", "bank"): "government",
    ("supreme", "court"): "court",
    ("high", "court"): "court",
    ("state", "television"): "media",
    ("state", "tv"): "media",
    ("state", "media"): "media",
    ("news", "agency"): "media",
}
"""Heads of what a state has, in lower case, and the subtype each tells."""
PERSONAL: dict[tuple[str, ...], str] = {
    ("administration",): "government",
    ("government",): "government",
    ("regime",): "government",
    ("campaign",): "other",
}
"""Heads of what is called by its leader's name."""
SORTS = frozenset(
    "state federal national interim caretaker transitional regular riot traffic military central ruling "
    "unity civil".split()
)
"""Words that may stand before the other heads: the same body; a "former government" is another."""
LONGEST = 4
"""Words between an owner and the head."""


def bodies(grid: Grid) -> None:
    """Claim the bodies behind the countries, peoples and leaders that are found."""
    for draft in drafts(grid):
        if grid.owner[draft.i] is not draft or draft.kind != "name":
            continue
        if draft.type in STATE:
            _state(grid, draft)
        elif draft.type == "person":
            _personal(grid, draft)


def _state(grid: Grid, draft: Draft) -> None:
    start = draft.j
    owned = start < len(grid.words) and grid.tags[start] == "POS"
    start += owned
    found = _head(grid, draft.j - 1, start, HEADS)
    if found is None:
        return
    end, subtype, ministry = found
    if owned and (end - start > 1 or ministry):
        # "Syria's foreign ministry": two names, the country's and its ministry's.
        body = Draft(start, end, "organisation", "", [_why(grid, draft)], 0.75)
        land = country(grid.span(draft.i, draft.j))
        if land is not None:
            body.name = f"{_titled(grid, start, end, subtype)} of {land.name}"
        _claim(grid, body, subtype)
    elif not owned:
        draft.kind, draft.label = "name", ""
        if end - start > 1 and not ministry:
            draft.name = f"{grid.span(draft.i, draft.j)} {grid.span(_bare(grid, start, end), end)}"
        draft.reasons.append(f"“{grid.span(draft.j, end)}” stands behind it")
        draft.j = end
        _claim(grid, draft, subtype)


def _bare(grid: Grid, start: int, end: int) -> int:
    """Where the head begins: "interim government" is the same government."""
    return next((k for k in range(start, end) if grid.lowers[k] not in SORTS - {"central", "state"}), start)


def _titled(grid: Grid, start: int, end: int, subtype: str) -> str:
    words = grid.words[_bare(grid, start, end) if subtype == "government" else start : end]
    return " ".join(word if word in ("and", "of") else word[:1].upper() + word[1:] for word in words)


def _personal(grid: Grid, draft: Draft) -> None:
    found = _head(grid, draft.j - 1, draft.j, PERSONAL)
    if found is not None:
        draft.reasons.append(f"“{grid.span(draft.j, found[0])}” stands behind it")
        draft.j, draft.label = found[0], ""
        _claim(grid, draft, found[1])
    elif draft.j < len(grid.words) and grid.lowers[draft.j] == "family" and grid.lowers[draft.i - 1] == "the":
        draft.reasons.append("“family” stands behind it")
        draft.j, draft.type, draft.fixed, draft.label = draft.j + 1, "group", True, ""
        grid.claim(draft)


def _claim(grid: Grid, draft: Draft, subtype: str) -> None:
    """Make it an organisation for good."""
    draft.type, draft.subtype, draft.fixed = "organisation", subtype, True
    draft.confidence = max(draft.confidence, 0.75)
    grid.claim(draft)


def _why(grid: Grid, owner: Draft) -> str:
    return f"“{grid.span(owner.i, owner.j)}” stands before it"


def _head(
    grid: Grid, last: int, start: int, heads: dict[tuple[str, ...], str]
) -> tuple[int, str, bool] | None:
    """(end, subtype, is a ministry) of the head that ends the noun phrase at `start`, None without one."""
    k = start
    while k < len(grid.words) and k - start <= LONGEST and grid.same_sentence(last, k):
        if grid.owner[k] is not None:
            return None
        for size in (2, 1):
            subtype = heads.get(tuple(grid.lowers[k : k + size]))
            if subtype is None or not grid.same_sentence(k, k + size - 1):
                continue
            between = grid.lowers[start:k]
            ministry = grid.lowers[k] == "ministry"
            fits = all(w in (PORTFOLIOS if ministry else SORTS) for w in between)
            if fits and _ends(grid, k + size):
                return k + size, subtype, ministry
        k += 1
    return None


def _ends(grid: Grid, k: int) -> bool:
    """False for "government-backed" and for "police station": another thing altogether."""
    if k >= len(grid.words) or not grid.same_sentence(k - 1, k):
        return True
    return grid.words[k] != "-" and grid.lowers[k] not in THINGS


THINGS = frozenset(
    "station stations headquarters base bases car cars van helicopter helicopters jet jets plane planes "
    "aircraft building buildings bond bonds debt".split()
)
