"""Honorifics and offices beside a name, and whose office it is.

    [the] [HOLDER ['s]] ROLE [of HOLDER] [,] NAME       before
    NAME, [the] [HOLDER ['s]] ROLE [of HOLDER]          behind

ROLE is a phrase of the gazetteer's ROLES with what belongs to it: "energy minister", "chief debt
negotiator", "former president and chief executive", "special envoy for Syria".
"""

from __future__ import annotations

from sitegen.annotate.grid import Draft, Grid, drafts
from sitegen.annotate.lists import CALENDAR, DETERMINERS, PARTIES
from sitegen.annotate.office_phrases import (
    LEADS,
    NOUNS,
    Phrase,
    beyond,
    closed,
    party,
    phrase,
    role_ending,
    words,
)
from sitegen.gazetteer import HONORIFICS, demonym
from sitegen.gazetteer.office_words import (
    ACTIVITIES,
    ENDED,
    EVALUATIVE,
    LINKS,
    MODIFIERS,
    PORTFOLIO,
    STAFF,
    UNDER,
    holds_portfolio,
)

WIDEST = 5
"""Words before a role that may belong to it."""


def offices(grid: Grid) -> None:
    """Fill in honorific, role and role_of of every person; give up names that are part of a role."""
    for draft in drafts(grid):
        if draft.type == "person" and grid.owner[draft.i] is draft:
            first = _honorific(grid, draft)
            if not _before(grid, draft, first) and not _behind(grid, draft):
                _stated(grid, draft)


def adopt(grid: Grid, found: list[Draft]) -> None:
    """ "The commander of the group, X": the office belongs to what the nominal stands for."""
    at = {k: d for d in found if d.kind != "pronoun" for k in range(d.i, d.j)}
    for draft in found:
        if not draft.role or draft.role_of is not None or draft.role_at is None:
            continue
        if grid.lowers[draft.role_at] == "its":
            holder = _spoken_of(grid, at, draft.role_at)
        else:
            holder = at.get(draft.role_at)
            holder = holder if holder is not None and holder.antecedent is not None else None
        if holder is not None and holder.type == "organisation":
            draft.role_of = holder


def _spoken_of(grid: Grid, at: dict[int, Draft], k: int) -> Draft | None:
    """What "its" at token k stands for: the subject of its sentence or of the one before, if a body."""
    sent = grid.sents[k]
    for first, last in [grid.sent_spans[sent], *grid.sent_spans[max(0, sent - 1) : sent]]:
        for n in range(first, min(last, k)):
            if grid.dep(n) in ("nsubj", "nsubjpass") and grid.dep(grid.head(n)) == "ROOT":
                found = at.get(n)
                named = found is not None and (found.kind != "title" or found.antecedent is not None)
                return found if named else None
    return None


def _honorific(grid: Grid, draft: Draft) -> int:
    """Set the honorific; the first token of name and honorific."""
    k = draft.i
    while k > 0 and grid.same_sentence(k - 1, draft.i):
        low = grid.lowers[k - 1].rstrip(".")
        if role_ending(grid, k) < k or low not in HONORIFICS or not grid.capital(k - 1):
            break
        k -= 1
    if k < draft.i:
        draft.honorific = words(grid, k, draft.i)
    return k


# ---------------------------------------------------------------- before the name


def _before(grid: Grid, draft: Draft, first: int) -> bool:
    end = first
    comma = first > 1 and first == draft.i and grid.words[first - 1] == ","
    if comma:
        if not closed(grid, draft.j):
            return False  # "After talks with the prime minister, Smith left."
        end = first - 1
    if not grid.same_sentence(end - 1, draft.i):
        return False
    start, stop, holder, nominal = role_ending(grid, end), end, None, None
    if start == end:
        start, stop, holder, nominal = _of_phrase(grid, end)
        if start == stop or not (comma or grid.capital(start)):
            return False
    opening = grid.owner[start]
    if opening is not None and opening.i == start and opening.j < stop and opening.type != "person":
        start = opening.j  # "US" of "US Secretary of State" is a name of its own
    rank = role_ending(grid, start)
    if rank < start and holder is None and not grid.capital(rank) and grid.capital(start):
        draft.honorific = words(grid, start, stop)  # "police spokesman Constable X"
        start, stop, end = rank, start, start
    start = _widened(grid, start, stop)
    if grid.lowers[stop - 1] == "manager" and LEADS & set(grid.lowers[start:stop]):
        return False  # a bank's part in a loan
    earlier = role_ending(grid, start - 1) if start > 1 and grid.lowers[start - 1] == "and" else start
    if earlier < start - 1 and not (earlier and grid.lowers[earlier - 1] in DETERMINERS):
        start = _widened(grid, earlier, start - 1)  # "president and chief operating officer"
    before = _holder_before(grid, start, stop)
    if before is None and grid.tags[start - 1] == "POS":
        nominal = start - 2  # "the company's chief executive"
    elif before is None and grid.lowers[start - 1] == "its":
        nominal = start - 1
    text = words(grid, start, stop)
    if before is not None:
        if holder is not None:
            text = words(grid, start, end)
        holder = before
        if party(grid, holder):
            body = grid.owner[holder.i - 1] if grid.same_sentence(holder.i - 1, start) else None
            if body is not None and body.type == "organisation" and body.j == holder.i:
                text, holder = f"{grid.span(holder.i, holder.j)} {text}", body  # "Senate Republican leader"
            elif grid.span(holder.i, holder.j).lower() not in PARTIES:
                holder = None  # "Democratic Senator": no table says which party
        text = _past(grid, (holder or before).i, text)
    elif comma and not ((start > 0 and grid.lowers[start - 1] in DETERMINERS) or _possessive(grid, start)):
        return False
    _release_inside(grid, start, end, keep=holder)
    _give(draft, text, holder, nominal, "stands before it")
    return True


def _widened(grid: Grid, start: int, end: int) -> int:
    """Start of the role with the words that belong to it: "energy", "former", "chief debt"."""
    ministry = holds_portfolio(grid.lowers[end - 1])
    k, least = start, max(0, start - WIDEST)
    while k > least and grid.same_sentence(k - 1, start):
        low, owner = grid.lowers[k - 1], grid.owner[k - 1]
        if ministry and owner is not None and owner.type != "person" and owner.j == k:
            words = grid.lowers[owner.i : owner.j]
            if all(w in PORTFOLIO or w in ("and", "&", ",") for w in words):
                k = owner.i
                continue
            first = _nation(grid, owner)
            if first:
                for n in range(first, owner.j):
                    grid.owner[n] = None
                owner.j, k = first, first  # "Thai Industry Minister"
                if demonym(grid.span(owner.i, first)) is not None:
                    owner.type, owner.fixed = "group", True
            break
        if owner is not None:
            break
        glued = low == "-" and k - 2 >= least and grid.owner[k - 2] is None
        if glued and grid.glued(k - 1) and grid.glued(k):
            k -= 2
        elif _belongs(grid, k - 1, ministry):
            k -= 1
        else:
            break
    while k < start and (grid.lowers[k] in (",", "and", "&", "-") or grid.lowers[k] in DETERMINERS):
        k += 1
    return k


def _belongs(grid: Grid, k: int, ministry: bool) -> bool:
    """Whether the unclaimed token k, before an office, is a word of the office."""
    low = grid.lowers[k]
    if low in EVALUATIVE or low in CALENDAR or (low == "then" and grid.capital(k)):
        return False
    if low in MODIFIERS or (ministry and low in PORTFOLIO):
        return True
    if ministry and low in (",", "and", "&"):
        return grid.lowers[k - 1] in PORTFOLIO
    if grid.headline[k] or grid.tags[k] not in ("NN", "NNP", "JJ"):
        return False
    if low.endswith("ing") and low not in ACTIVITIES:
        return False  # "handing director X"
    if len(low) < 2:
        return False
    if grid.capital(k) or not grid.capital(k + 1):
        return True
    # "From the outset President X", "We are gratified Secretary X": the common word is no part of it.
    return grid.tags[k] != "JJ" and not (k > 0 and grid.lowers[k - 1] in DETERMINERS)


def _nation(grid: Grid, owner: Draft) -> int:
    """One past the body or people that opens a name, a field behind it: "Thai Industry"; else 0."""
    j = owner.j
    while j > owner.i and grid.lowers[j - 1] in PORTFOLIO:
        j -= 1
    return 0 if j in (owner.i, owner.j) or grid.lowers[j - 1] in (*LINKS, "and", "&", "the") else j


def _possessive(grid: Grid, start: int) -> bool:
    return start > 0 and grid.tags[start - 1] in ("POS", "PRP$")


def _holder_before(grid: Grid, start: int, end: int) -> Draft | None:
    """Whose office it is, by the name right before the role: "Syria's", "Syrian", "Boeing"."""
    k = start - 1
    possessive = k > 0 and grid.tags[k] == "POS"
    while k > 0 and grid.tags[k] == "POS" and grid.same_sentence(k, start):
        k -= 1
    if k < 0 or not grid.same_sentence(k, start):
        return None
    found = grid.owner[k]
    if found is None or found.j != k + 1:
        return None
    if not possessive and found.i > 0 and grid.lowers[found.i - 1] in ("told", "tells", "asked"):
        return None  # "told Reuters Finance Secretary X had left"
    if found.type == "person":
        return found if possessive and grid.lowers[end - 1] in STAFF else None
    return found


def _past(grid: Grid, i: int, text: str) -> str:
    """ "former", "assistant" before the holder are said of the office."""
    k = i - 1
    if k >= 1 and grid.words[k] == "-" and grid.lowers[k - 1] in ENDED:
        k -= 1
    elif k >= 0 and grid.words[k] == "-":
        return text
    if k >= 0 and grid.same_sentence(k, i) and grid.lowers[k] in ENDED | UNDER:
        if grid.lowers[k] == "then" and grid.capital(k):
            return text
        return f"{grid.lowers[k]} {text}"
    return text


def _of_phrase(grid: Grid, end: int) -> tuple[int, int, Draft | None, int | None]:
    """ "President of Syria" before token `end`: the role alone, whose it is, or the nominal whose it is."""
    none = (end, end, None, None)
    if end < 3:
        return none
    holder = grid.owner[end - 1]
    if holder is not None and (holder.type == "person" or holder.j != end):
        return none
    n = holder.i if holder is not None else end - 1
    if holder is None:
        if grid.tags[end - 1] not in NOUNS:
            return none
        while n > 0 and (grid.lowers[n - 1] in PORTFOLIO or (grid.lowers[n - 1] == "and" and n < end - 1)):
            n -= 1
    k = n - 1
    while k > 0 and grid.lowers[k] in DETERMINERS:
        k -= 1
    if k < 1 or grid.lowers[k] not in LINKS or not grid.same_sentence(k, end - 1):
        return none
    start = role_ending(grid, k)
    if start == k:
        return none
    portfolio = all(w in PORTFOLIO or w in ("and", ",", "&") for w in grid.lowers[n:end])
    if portfolio and any(holds_portfolio(w) for w in grid.lowers[start:k]):
        return start, end, None, None  # "Minister of State for Foreign Affairs"
    if holder is None:
        return start, k, None, end - 1
    if grid.lowers[k] in ("for", "to") and holder.type == "place":
        return start, end, None, None  # "special envoy for Syria" is not Syria's
    return start, k, holder, None


def _release_inside(grid: Grid, start: int, end: int, keep: Draft | None) -> None:
    """ "State" of "Secretary of State" is no name; "Syria" of "envoy for Syria" is."""
    links = {k for k in range(start, end) if grid.lowers[k] in ("for", "to")}
    for k in range(start, end):
        found = grid.owner[k]
        if found is None or found is keep or found.i < start or found.j > end:
            continue
        if found.type == "place" and any(n < found.i for n in links):
            continue
        for n in range(found.i, found.j):
            grid.owner[n] = None


# ---------------------------------------------------------------- behind the name


def _behind(grid: Grid, draft: Draft) -> bool:
    """ "…, president of Syria," and "…, the Syrian president," behind the name."""
    k, size = draft.j, len(grid.words)
    if k < size and grid.words[k] == "(":
        shut = next((n for n in range(k + 1, min(size, k + 8)) if grid.words[n] == ")"), None)
        if shut is not None and shut + 1 < size and grid.words[shut + 1] == ",":
            k = shut + 1
    if k >= size or grid.words[k] not in (",", "(", "—", "–"):
        return False
    k += 1
    if k + 1 < size and grid.tags[k] == "CD" and grid.words[k + 1] == ",":
        k += 2  # an age
    if not grid.same_sentence(draft.i, k) or grid.lowers[k] in ("his", "her", "my"):
        return False
    found = phrase(grid, k)
    if found is None:
        return False
    if not (closed(grid, found.end) or grid.first(draft.i)):
        return False  # "In talks with Smith, the French president said …"
    if _next_ones(grid, found):
        return False
    _give(draft, found.text, found.holder, found.nominal, "stands behind it")
    return True


def _next_ones(grid: Grid, found: Phrase) -> bool:
    """Whether the office is that of a person named after it."""
    after = beyond(grid, found.end)
    return after is not None and after.type == "person"


BECAME = frozenset("appointed named elected became becomes chosen is".split())
MADE = frozenset("appointed named elected made chose appoints names".split())
UNSURE = frozenset("would could may might will should can to not n't if whether never".split())


def _stated(grid: Grid, draft: Draft) -> None:
    """ "X was appointed prime minister", "X, who became energy minister", "named X president"."""
    k = draft.j
    if _low(grid, k) == "," and _low(grid, k + 1) == "who":
        k += 2
    while _low(grid, k) in ("was", "has", "been", "were", "had", "is") and _low(grid, k + 1) in BECAME | {
        "been"
    }:
        k += 1
    before = draft.i - 1
    if _low(grid, k) in BECAME and grid.same_sentence(draft.i, k):
        k += 1
    elif grid.same_sentence(before, draft.i) and _low(grid, before) in MADE:
        if UNSURE & set(grid.lowers[max(0, before - 3) : before]):
            return
        if _low(grid, k) == "to" and _low(grid, k + 1) == "the" and _low(grid, k + 3) == "of":
            k += 4  # "to the post of chairman"
    else:
        return
    if _low(grid, k) == "as":
        k += 1
    found = phrase(grid, k) if grid.same_sentence(draft.i, k) and grid.tags[k] != "VBN" else None
    if found is None or _next_ones(grid, found):
        return
    if closed(grid, found.end) or grid.tags[found.end] in ("IN", "TO", "WDT"):
        _give(draft, found.text, found.holder, found.nominal, "is said of it")


def _low(grid: Grid, k: int) -> str:
    return grid.lowers[k] if 0 <= k < len(grid.words) else ""


def _give(draft: Draft, text: str, holder: Draft | None, nominal: int | None, where: str) -> None:
    draft.role, draft.role_of, draft.role_at = text, holder, nominal
    draft.confidence = max(draft.confidence, 0.85)
    draft.reasons.append(f"“{text}” {where}")
