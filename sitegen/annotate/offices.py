"""Offices: honorifics before a name, the role somebody holds and whose it is."""

from __future__ import annotations

from sitegen.annotate.grid import Draft, Grid, drafts
from sitegen.annotate.lists import DETERMINERS
from sitegen.gazetteer import HONORIFICS, ROLES

LONGEST = 6
"""Words of the longest role that is looked for."""
MODIFIERS = frozenset(
    "deputy vice former acting interim caretaker transitional then ex senior top late outgoing "
    "incoming new longtime current ousted deposed jailed exiled retired "
    "self-proclaimed veteran newly-elected".split()
)
LINKS = frozenset("of for at in with to".split())


def offices(grid: Grid) -> None:
    """Fill in honorific, role and role_of of every person; give up names that are part of a role."""
    for draft in drafts(grid):
        if draft.type == "person" and grid.owner[draft.i] is draft:
            _before(grid, draft)
            if draft.role is None:
                _behind(grid, draft)


def role_ending(grid: Grid, j: int) -> int:
    """Start of the longest role phrase that ends right before token j, or j."""
    for i in range(max(0, j - LONGEST), j):
        if grid.same_sentence(i, j - 1) and " ".join(grid.lowers[i:j]) in ROLES:
            return _hyphenated(grid, i)
    return j


def role_starting(grid: Grid, i: int) -> int:
    """End of the longest role phrase that starts at token i, or i."""
    for j in range(min(len(grid.words), i + LONGEST), i, -1):
        if grid.same_sentence(i, j - 1) and " ".join(grid.lowers[i:j]) in ROLES:
            return j
    return i


def _hyphenated(grid: Grid, i: int) -> int:
    """Back over "ex-", "vice-", "then-" before token i."""
    if i > 1 and grid.words[i - 1] == "-" and grid.lowers[i - 2] in MODIFIERS:
        return i - 2
    return i


def _before(grid: Grid, draft: Draft) -> None:
    k = draft.i
    spoken: list[str] = []
    while k > 0 and grid.same_sentence(k - 1, draft.i):
        low = grid.lowers[k - 1].rstrip(".")
        if role_ending(grid, k) < k or low not in HONORIFICS or not grid.capital(k - 1):
            break
        k -= 1
        spoken.insert(0, grid.words[k])
    if spoken:
        draft.honorific = " ".join(spoken)
    comma = k > 1 and grid.words[k - 1] == "," and not spoken
    end = k - 1 if comma else k
    start = role_ending(grid, end)
    if start == end:
        start, end, holder = _of_phrase(grid, end)
        if start == end:
            return
    else:
        holder = None
    opening = grid.owner[start]
    if opening is not None and opening.i == start and opening.j < end and opening.type != "person":
        start = opening.j  # "US" of "US Secretary of State" is a name of its own
    while start > 0 and grid.lowers[start - 1] in MODIFIERS and grid.same_sentence(start - 1, start):
        start -= 1
    holder = holder or _holder_before(grid, start)
    if comma and holder is None and not (start > 0 and grid.lowers[start - 1] in DETERMINERS):
        return
    _release_inside(grid, start, end, keep=holder)
    draft.role = grid.span(start, end)
    draft.role_of = holder
    draft.confidence = max(draft.confidence, 0.85)
    draft.reasons.append(f"“{draft.role}” stands before it")


def _holder_before(grid: Grid, start: int) -> Draft | None:
    """Whose office it is, by the name right before the role: "Syria's", "Syrian", "Boeing"."""
    k = start - 1
    while k > 0 and grid.tags[k] == "POS" and grid.same_sentence(k, start):
        k -= 1
    if k < 0 or not grid.same_sentence(k, start):
        return None
    found = grid.owner[k]
    return found if found is not None and found.type != "person" and found.j == k + 1 else None


def _of_phrase(grid: Grid, end: int) -> tuple[int, int, Draft | None]:
    """ "President of Syria" before token `end`: the role alone and whose it is."""
    holder = grid.owner[end - 1] if end else None
    if holder is None or holder.type == "person" or holder.j != end:
        return end, end, None
    k = holder.i - 1
    while k > 0 and grid.lowers[k] in DETERMINERS:
        k -= 1
    if k < 1 or grid.lowers[k] not in ("of", "for") or not grid.same_sentence(k, end - 1):
        return end, end, None
    start = role_ending(grid, k)
    return (start, k, holder) if start < k and grid.capital(start) else (end, end, None)


def _release_inside(grid: Grid, start: int, end: int, keep: Draft | None) -> None:
    """ "State" of "Secretary of State" is no name."""
    for k in range(start, end):
        found = grid.owner[k]
        if found is not None and found is not keep and found.i >= start and found.j <= end:
            for n in range(found.i, found.j):
                grid.owner[n] = None


def _behind(grid: Grid, draft: Draft) -> None:
    """ "…, president of Syria," and "…, the Syrian president," behind the name."""
    k = draft.j
    if k >= len(grid.words) or grid.words[k] not in (",", "(", "—", "–"):
        return
    k += 1
    holder: Draft | None = None
    limit = min(len(grid.words), k + 10)
    while k < limit and grid.same_sentence(draft.i, k):
        end = role_starting(grid, k)
        owner = grid.owner[k]
        if end > k and (owner is None or owner.j <= end):
            break
        if owner is not None:
            if owner.type == "person":
                return
            holder = owner
            k = owner.j
        elif (
            grid.lowers[k] in DETERMINERS | MODIFIERS
            or grid.tags[k] in ("POS", "HYPH", "JJ", "CD", "VBN")
            or (grid.tags[k] in ("NN", "NNP") and k + 1 < limit and grid.tags[k + 1] in ("NN", "NNP", "POS"))
            or (grid.words[k] == "," and grid.tags[k - 1] == "CD")
        ):
            k += 1
        else:
            return
    else:
        return
    end = role_starting(grid, k)
    start = k
    while grid.lowers[start - 1] in MODIFIERS:
        start -= 1
    after = grid.owner[end] if end < len(grid.words) and grid.same_sentence(k, end) else None
    if after is not None and after.type == "person":
        return
    if end < len(grid.words) and grid.lowers[end] in LINKS and grid.same_sentence(k, end):
        n = end + 1
        while n < len(grid.words) and grid.lowers[n] in DETERMINERS:
            n += 1
        found = grid.owner[n] if n < len(grid.words) and grid.same_sentence(k, n) else None
        if found is not None and found.type != "person":
            holder = found
    draft.role = grid.span(start, end)
    draft.role_of = holder
    draft.confidence = max(draft.confidence, 0.85)
    draft.reasons.append(f"“{draft.role}” stands behind it")
