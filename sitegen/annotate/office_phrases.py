"""The words of an office: "former chairman and chief executive of the Boeing Company"."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.annotate.grid import Draft, Grid
from sitegen.annotate.lists import CALENDAR, DETERMINERS, PARTIES
from sitegen.gazetteer import ROLES, demonym
from sitegen.gazetteer.office_words import ENDED, EVALUATIVE, KIN, LINKS, MODIFIERS, PORTFOLIO

LONGEST = 6
"""Words of the longest role that is looked for."""
REACH = 14
"""Tokens from where a phrase opens to the end of its role."""
TIMES = CALENDAR | frozenset("year years week weeks month months decade day days season time".split())
FOLLOWERS = frozenset(
    (
        "democratic",
        "conservative",
        "liberal",
        "socialist",
        "communist",
        "social democratic",
        "christian democratic",
    )
)
LEADS = frozenset("lead sole joint-lead joint co-lead co".split())
"""A manager so called is a bank with a part in a loan."""
NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
CLOSING = frozenset(",.;:)—–-”\"’'!?") | {"who", "whose", "which", "and", "but"}


@dataclass(frozen=True, slots=True)
class Phrase:
    text: str
    end: int
    """One past its last token."""
    holder: Draft | None
    nominal: int | None
    """Token of the common noun whose office it is."""


def role_ending(grid: Grid, j: int) -> int:
    """Start of the longest role phrase that ends right before token j, or j."""
    for i in range(max(0, j - LONGEST), j):
        if grid.same_sentence(i, j - 1) and said(grid, i, j) in ROLES:
            return i
    return j


def role_starting(grid: Grid, i: int) -> int:
    """End of the longest role phrase that starts at token i, or i."""
    for j in range(min(len(grid.words), i + LONGEST), i, -1):
        if grid.same_sentence(i, j - 1) and said(grid, i, j) in ROLES:
            return j
    return i


def said(grid: Grid, i: int, j: int) -> str:
    return " ".join(grid.lowers[i:j]).replace(" - ", "-")


def words(grid: Grid, i: int, j: int) -> str:
    return " ".join(grid.span(i, j).split())


def phrase(grid: Grid, opening: int) -> Phrase | None:
    """The office that a noun phrase from token `opening` on names, whose it is inside it or behind it."""
    k, size = opening, len(grid.words)
    holder: Draft | None = None
    limit = min(size, k + REACH)
    while k < limit and grid.same_sentence(opening, k):
        end = role_starting(grid, k)
        owner = grid.owner[k]
        if end > k and (owner is None or owner.j <= end) and not _goes_on(grid, end):
            break
        if owner is not None:
            if owner.type == "person":
                return None
            holder = owner
            k = owner.j
        elif (
            grid.lowers[k] in DETERMINERS | MODIFIERS
            or grid.tags[k] in ("POS", "HYPH", "JJ", "VBN")
            or (grid.tags[k] in NOUNS and grid.lowers[k] not in TIMES)
            or (grid.lowers[k] in (",", "and", "&") and grid.lowers[k - 1] in PORTFOLIO)
        ):
            k += 1
        else:
            return None
    else:
        return None
    if grid.lowers[end - 1] in KIN:
        return None
    if grid.lowers[end - 1] == "manager" and LEADS & set(grid.lowers[opening:end]):
        return None
    start = holder.j if holder is not None else opening
    while start < k and (grid.tags[start] == "POS" or grid.lowers[start] in DETERMINERS | EVALUATIVE):
        start += 1
    end = _second(grid, end)
    stop, whose, nominal = _link(grid, end, holder)
    text = words(grid, start, _text_end(grid, end, stop, whose, holder))
    if holder is not None:
        marks = [w for w in grid.lowers[opening : holder.i] if w in MODIFIERS | ENDED]
        text = " ".join([*marks, text])
        if whose is holder and stop > end and party(grid, holder):
            whose = None  # "Democratic member of the board"
    return Phrase(text, stop, whose, nominal)


def party(grid: Grid, draft: Draft) -> bool:
    """Whether a name is that of a party's followers: "Republican"."""
    text = grid.span(draft.i, draft.j)
    if text.lower() in PARTIES or text.lower() in FOLLOWERS:
        return True
    return draft.type == "group" and demonym(text) is None


def _goes_on(grid: Grid, end: int) -> bool:
    """Whether the phrase goes on after what looks like its head: "chief manager"."""
    if end >= len(grid.words) or not grid.same_sentence(end - 1, end):
        return False
    if grid.owner[end] is not None or grid.lowers[end] in TIMES | EVALUATIVE:
        return False
    if grid.tags[end] == "JJ" and grid.same_sentence(end, end + 1):
        return grid.owner[end + 1] is None and grid.tags[end + 1] in ("NN", "NNP")  # "chief economic planner"
    return grid.tags[end] in ("NN", "NNP", "NNPS", "POS")


def _second(grid: Grid, end: int) -> int:
    """ "president and chief executive": the end of the second office of one phrase."""
    if end < len(grid.words) and grid.lowers[end] == "and" and grid.same_sentence(end - 1, end):
        k = end + 1
        while k < min(len(grid.words), end + 5) and grid.same_sentence(end, k) and grid.owner[k] is None:
            found = role_starting(grid, k)
            if found > k and not _goes_on(grid, found):
                return found
            if grid.lowers[k] not in MODIFIERS and grid.tags[k] not in ("NN", "JJ"):
                break
            k += 1
    return end


def _link(grid: Grid, end: int, holder: Draft | None) -> tuple[int, Draft | None, int | None]:
    """End of the phrase behind the role ("of …"), whose office it is, and the nominal whose it is."""
    size = len(grid.words)
    if end >= size or grid.lowers[end] not in LINKS or not grid.same_sentence(end - 1, end):
        return end, holder, None
    n, nouns = end + 1, 0
    link = grid.lowers[end]
    while n < size and grid.same_sentence(end, n) and n < end + 9 and grid.owner[n] is None:
        low, tag = grid.lowers[n], grid.tags[n]
        if low in TIMES or (tag == "CD" and n == end + 1):
            return end, holder, None
        if tag in NOUNS:
            nouns = n
        elif tag == "VBN" and grid.lowers[n - 1] == "-":
            nouns = 0  # "of the state-owned Union Bank"
        elif low in LINKS and nouns == n - 1:
            link = low  # "professor of physics at …"
        elif not (
            low in DETERMINERS or low in ("and", "&", "-") or tag in ("JJ", "CD", "VBG", "HYPH", "POS")
        ):
            break
        n += 1
    found = grid.owner[n] if n < size and grid.same_sentence(end, n) else None
    if found is None or found.type == "person" or n >= end + 9 or grid.lowers[n - 1] == "and":
        if not nouns:
            return end, holder, None
        last = nouns + 1
        one = all(grid.lowers[m] in DETERMINERS for m in range(end + 1, nouns))
        return last, holder, nouns if one and holder is None else None
    stop = found.j
    while stop < size and grid.same_sentence(end, stop):
        inner = grid.owner[stop]
        if inner is not None and grid.tags[stop - 1] == "POS" and inner.type == "organisation":
            found, stop = inner, inner.j  # "of Poland's National Bank"
        elif _of_name(grid, stop) or (grid.tags[stop] == "JJ" and _of_name(grid, stop + 1)):
            stop += 1
        else:
            break
    if stop > found.j or nouns == n - 1 or link == "in":
        # "of the NAPM's business committee" is not of the NAPM
        return (end if link == "in" and not nouns else stop), holder, None
    if link in ("for", "to") and found.type == "place":
        return stop, holder, None
    mine = holder is not None and not nouns and grid.lowers[end - 1] != "member"
    return stop, (holder if mine else found), None


def _of_name(grid: Grid, n: int) -> bool:
    if not grid.same_sentence(n - 1, n):
        return False
    if grid.tags[n] == "POS":
        return True
    return grid.owner[n] is None and grid.tags[n] in NOUNS and grid.lowers[n] not in TIMES


def _text_end(grid: Grid, end: int, stop: int, whose: Draft | None, holder: Draft | None) -> int:
    """Where the role's own words end: before "of Syria" where Syria is whose it is."""
    if stop == end or whose is None or whose is holder:
        return stop
    k = whose.i
    while k > end and grid.lowers[k - 1] not in LINKS:
        k -= 1
    return max(end, k - 1)


def closed(grid: Grid, k: int) -> bool:
    """Whether an apposition may end before token k."""
    if k >= len(grid.words) or not grid.same_sentence(k - 1, k):
        return True
    return grid.lowers[k] in CLOSING or grid.words[k].isspace()


def beyond(grid: Grid, k: int) -> Draft | None:
    """The name right after the phrase that ends before token k, a comma between."""
    if k < len(grid.words) and grid.words[k] == ",":
        k += 1
    return grid.owner[k] if k < len(grid.words) and grid.same_sentence(k - 1, k) else None
