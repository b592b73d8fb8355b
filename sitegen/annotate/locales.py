"""Local names: towns and counties whose names are surnames or companies elsewhere.

The model takes "Hopkinton" for a person and "Winona" for a company. The gazetteer knows them, but so
many words besides that its voice alone is worth little here: the words around a name must say that
it is a place, or its shape ("D-Winthrop", "Butler, Clark and Warren counties", "NEWARK --").
"""

from __future__ import annotations

from collections import defaultdict

from sitegen.annotate.grid import Draft, Grid, drafts
from sitegen.annotate.lists import CALENDAR, SAYING
from sitegen.gazetteer import GIVEN_NAMES, HONORIFICS, ORDINARY, ROLES, demonym, lesser_places, places
from sitegen.naming import fold

COUNTIES = {"counties": "County", "parishes": "Parish", "townships": "Township", "boroughs": "Borough"}
COUNTY = frozenset("County Parish Township".split())
PARTIES = frozenset("R D I DFL GOP Ind Lab Con SNP".split())
"""Party letters before the place that a lawmaker is elected in."""
DASHES = frozenset(["--", "—", "–", "-"])
HOLDINGS = frozenset(
    """stake stakes share shares interest interests investment investments confidence trust faith belief
    holding holdings role roles character""".split()
)
"""What one has in a company or person."""
MOTION = frozenset(
    """go come return travel drive move fly head relocate ride walk commute march sail arrive get take bring
    send extradite deport flee extend trip visit road route flight""".split()
)
OF_PLACES = frozenset(
    """resident residents people citizens citizen native mayor outskirts city town village suburb area
    downtown north south east west northeast northwest southeast southwest part parts streets miles mile
    kilometers kilometres outside residents inhabitants community""".split()
)
BESIDE = frozenset(
    """police man woman men women resident residents native mayor firefighter firefighters teen teenager
    couple officials official city town village area hospital home house residence neighborhood
    neighbourhood community councillor councillors councilor councilors suburb suburbs mayoral apartment
    restaurant bar store factory officer officers jail courthouse street landmark airport family student
    students schools businessman businesswoman motorist driver doctor lawyer attorney""".split()
)
"""Nouns that a town's name stands before: "a Winona man", "Charleston police"."""
WEAK = frozenset("home house store restaurant bar factory family doctor lawyer attorney driver".split())
NEARBY = frozenset("downtown nearby neighboring neighbouring uptown suburban rural".split())
PREPOSITIONS = frozenset("in near outside around across throughout within toward towards".split())
ENDS = frozenset([",", ".", "IN", "CC", "TO", "WDT", "WP", "WRB", ":", "-RRB-"])
"""Tags behind a name that is no part of a longer one."""
ENOUGH = 1.0
"""Signs that make a name of the tables a place."""


def localities(grid: Grid) -> None:
    """Claim or retype the places that the words around them give away."""
    _lists_of_counties(grid)
    _counties_in_names(grid)
    _constituencies(grid)
    _loud(grid)
    _towns(grid)


def in_tables(text: str) -> bool:
    return bool(places(text) or lesser_places(text))


def _release(grid: Grid, i: int, j: int) -> None:
    """Free the tokens i..j; what a draft over them has besides keeps no draft."""
    for k in range(i, j):
        draft = grid.owner[k]
        if draft is not None:
            for n in range(draft.i, draft.j):
                grid.owner[n] = None


def _claim(grid: Grid, i: int, j: int, reason: str, confidence: float = 0.8) -> Draft:
    _release(grid, i, j)
    draft = Draft(i, j, "place", "", [reason], confidence, fixed=True)
    grid.claim(draft)
    return draft


def _lists_of_counties(grid: Grid) -> None:
    """ "Butler, Clark and Warren counties": each is a county."""
    for k, low in enumerate(grid.lowers):
        head = COUNTIES.get(low)
        if head is None or grid.words[k] != low:
            continue
        pieces: list[tuple[int, int]] = []
        end = n = k
        while n > 0 and grid.same_sentence(n - 1, k):
            joint = grid.lowers[n - 1] in (",", "and", "or")
            if not joint and not (grid.capital(n - 1) and grid.tags[n - 1].startswith(("NN", "JJ", "VB"))):
                break
            if joint:
                if n < end:
                    pieces.append((n, end))
                elif not pieces:
                    break
                end = n - 1
            n -= 1
        if n < end:
            pieces.append((n, end))
        for i, j in pieces:
            words = grid.words[i:j]
            if j - i <= 3 and lesser_places(f"{' '.join(words)} {head}"):
                draft = _claim(grid, i, j, f"one of several “{low}”")
                draft.subtype, draft.name = "region", f"{grid.span(i, j)} {head}"


def _counties_in_names(grid: Grid) -> None:
    """ "Anderson County Sheriff Greg Taylor": a county and a person; "Grant County" is no person."""
    for draft in drafts(grid):
        if draft.type not in ("person", "place") or draft.fixed:
            continue
        at = next((k for k in range(draft.i + 1, draft.j) if grid.words[k] in COUNTY), None)
        if at is None or not lesser_places(grid.span(draft.i, at + 1)):
            continue
        if at + 1 == draft.j:
            draft.type, draft.subtype, draft.fixed = "place", "region", True
            draft.reasons.append(f"called a {grid.lowers[at]}")
        elif draft.type == "person" and grid.lowers[at + 1] in ROLES:
            k = at + 1
            while k < draft.j and (grid.lowers[k] in ROLES or grid.lowers[k].rstrip(".") in HONORIFICS):
                k += 1
            county = _claim(grid, draft.i, at + 1, f"called a {grid.lowers[at]}")
            county.subtype = "region"
            if k < draft.j:
                rest = Draft(k, draft.j, "person", draft.label, draft.reasons, draft.confidence)
                grid.claim(rest)


def _constituencies(grid: Grid) -> None:
    """ "Sen. Ken Cuccinelli, R-Fairfax": where a lawmaker was elected."""
    size = len(grid.words)
    for k in range(1, size - 2):
        if grid.words[k] not in PARTIES or grid.words[k + 1] not in ("-", "–") or not grid.capital(k + 2):
            continue
        if grid.words[k - 1] not in (",", "(") or not grid.glued(k + 1) or not grid.glued(k + 2):
            continue
        j = k + 3
        while j < min(size, k + 5) and grid.capital(j) and grid.tags[j] == "NNP" and not grid.glued(j):
            j += 1
        if j < size and grid.words[j] not in (",", ")", ".", ";", "and") and j > k + 3:
            j = k + 3
        _release(grid, k, j)
        _claim(grid, k + 2, j, "a lawmaker's constituency")


def _loud(grid: Grid) -> None:
    """ "NEWARK --" and "BEIRUT:" where a sentence begins or behind a byline's date: datelines."""
    size = len(grid.words)
    k = 0
    while k < size:
        word = grid.words[k]
        opens = grid.first(k) or (k > 0 and grid.words[k - 1].isdigit()) if word.isupper() else False
        if not opens or len(word) < 3 or not word.rstrip(".").isalpha():
            k += 1
            continue
        j = k
        while j < size and j < k + 4 and grid.words[j].isupper() and grid.words[j].rstrip(".").isalpha():
            j += 1
        after = grid.words[j] if j < size else ""
        marked = (after in DASHES and not grid.glued(j)) or (after == ":" and grid.first(k))
        region = after == "," and j + 1 < size and bool(_region(grid.words[j + 1]))
        owner = grid.owner[k]
        if (marked or region) and not (owner is not None and owner.fixed):
            text = grid.span(k, j).title()
            if in_tables(text) and sum(c.isalpha() for c in text) > 3:
                draft = _claim(grid, k, j, "the place of a dateline", 0.85)
                draft.name = text
                if region:
                    draft.container = grid.words[j + 1]
        k = j


def _region(text: str) -> bool:
    return text[-1:] == "." and any(p.kind == "region" for p in places(text))


def _towns(grid: Grid) -> None:
    """Retype names of the tables that the words around them give away, all of one name alike."""
    groups: dict[str, list[Draft]] = defaultdict(list)
    surnames = set()
    for draft in drafts(grid):
        groups[fold(grid.span(draft.i, draft.j))].append(draft)
        if draft.type == "person" and draft.j - draft.i > 1:
            surnames.add(grid.lowers[draft.j - 1])
    for key, group in groups.items():
        first = group[0]
        words = key.split()
        if all(d.type in ("place", "group") or d.fixed for d in group) or len(words) > 3 or not words:
            continue
        text = grid.span(first.i, first.j)
        if words[0] in GIVEN_NAMES and len(words) > 1:
            continue
        if words[-1] in surnames and len(words) == 1:
            continue
        if not in_tables(text) or demonym(text) is not None:
            continue
        signs = [_sign(grid, draft) for draft in group if not grid.headline[draft.i]]
        least = 2 * ENOUGH if key in ORDINARY or words[0] in GIVEN_NAMES else ENOUGH
        told = [reason for weight, reason in signs if weight > 0]
        if sum(weight for weight, _ in signs) >= least and told:
            for draft in group:
                if draft.type != "place" and not draft.fixed:
                    draft.type, draft.fixed, draft.subtype = "place", True, None
                    draft.confidence = max(draft.confidence, 0.7)
                    draft.reasons.append(told[0])


def _sign(grid: Grid, draft: Draft) -> tuple[float, str]:
    """How much the words around a name say for a place (below 0: against it), and what they are."""
    i, j = draft.i, draft.j
    before = grid.lowers[i - 1] if i and grid.same_sentence(i - 1, i) else ""
    two = grid.lowers[i - 2] if i > 1 and grid.same_sentence(i - 2, i) else ""
    after = grid.lowers[j] if j < len(grid.words) and grid.same_sentence(j - 1, j) else ""
    tag = grid.tags[j] if after else ""
    ends = not after or tag in ENDS or tag[:2] == "VB"
    if before in HONORIFICS or before.rstrip(".") in HONORIFICS:
        return -3.0, ""
    if tag[:2] == "VB" and grid.lemma(j) in SAYING:
        return -1.0, ""
    if after in BESIDE and grid.words[j] == after:
        return (0.5 if after in WEAK else 1.0), f"“{after}” stands behind it"
    if before in NEARBY and ends:
        return 1.5, f"“{before}” stands before it"
    if not ends or before in CALENDAR:
        return 0.0, ""
    if before in PREPOSITIONS and two not in HOLDINGS:
        return 1.0, f"“{before}” stands before it"
    if before == "of" and (two in OF_PLACES or _told_of(grid, i - 2)):
        return 1.0, f"“{two} of” stands before it"
    if before == "from" and (after in ("to", ",", "") or _told_of(grid, i - 2)):
        return 0.5, "“from” stands before it"
    if before == "to" and i > 1 and (grid.lemma(i - 2) in MOTION or _motion(grid, i - 1)):
        return 1.0, "somebody goes to it"
    return 0.0, ""


def _told_of(grid: Grid, k: int) -> bool:
    """ "Steven Sachs of Alexandria", "Hellinghausen, 22, of Winfield"."""
    if k < 0:
        return False
    owner = grid.owner[k]
    if owner is not None and owner.type == "person":
        return True
    return grid.words[k] == "," and k > 1 and (grid.tags[k - 1] == "CD" or grid.owner[k - 1] is not None)


def _motion(grid: Grid, k: int) -> bool:
    head = grid.head(k)
    return head != k and grid.lemma(head) in MOTION
