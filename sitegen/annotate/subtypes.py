"""Subtypes: what kind of organisation or place a name is of; and names of events."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sitegen.annotate.evidence import GAMES
from sitegen.annotate.grid import Draft, Grid, drafts
from sitegen.annotate.kinds import beside
from sitegen.annotate.lists import (
    ARMED_GROUPS,
    COMPANY_ENDINGS,
    EVENT_HEADS,
    IGO,
    LEADING,
    MEDIA,
    POWER_HOUSES,
    SECURITY_FORCES,
)
from sitegen.annotate.spans import NO_NAME_ALONE
from sitegen.gazetteer import ORG_HEADS, PLACE_HEADS, country, places
from sitegen.naming import fold

if TYPE_CHECKING:
    from collections.abc import Mapping


def subtypes(grid: Grid) -> None:
    """Give organisations and places their subtype, one for each name."""
    groups: dict[tuple[str, str], list[Draft]] = defaultdict(list)
    for draft in drafts(grid):
        groups[draft.type, fold(grid.span(draft.i, draft.j))].append(draft)
    for (type_, key), group in groups.items():
        if type_ == "organisation":
            found = _organisation(grid, key, group)
        elif type_ == "place":
            found = _kind_of_place(grid, key, group)
        elif type_ == "other":
            found = _named_event(grid, group)
        else:
            continue
        for draft in group:
            draft.subtype = draft.subtype or found
    for draft in drafts(grid):
        if draft.antecedent is not None and draft.subtype is None:
            draft.subtype = draft.antecedent.subtype


def _organisation(grid: Grid, key: str, group: list[Draft]) -> str | None:
    for table, subtype in ((IGO, "igo"), (MEDIA, "media"), (ARMED_GROUPS, "armed-group")):
        if key in table:
            return subtype
    if key in SECURITY_FORCES:
        return "security-force"
    if key in POWER_HOUSES:
        return POWER_HOUSES[key]
    lows = grid.lowers[group[0].i : group[0].j]
    if lows[0] in LEADING:
        return "armed-group"
    if lows[-1] in ("forces", "units", "army", "front") and IRREGULAR.intersection(lows):
        return "armed-group"
    if SECRET.intersection(lows) and lows[-1] in ("directorate", "agency", "service", "bureau", *SECRET):
        return "security-force"
    if lows[0] in ("council", "court", "bank", "commission") and fold(" ".join(lows[2:])) in IGO:
        return "igo"
    if len(lows) > 1 and lows[-1] in COMPANY_ENDINGS and lows[-1] not in ("group", "party"):
        return "company"
    for k in range(len(lows) - 1, -1, -1):
        if lows[k] in ORG_HEADS and (k + 1 == len(lows) or lows[k + 1] in ("of", "for", "on", "and")):
            return ORG_HEADS[lows[k]]
    given = next((d.subtype for d in group if d.subtype), None)
    ends_like_a_company = len(lows) > 1 and lows[-1] in NO_NAME_ALONE
    return given or _noun(grid, group, ORG_HEADS) or ("company" if ends_like_a_company else None)


def _noun(grid: Grid, group: list[Draft], heads: Mapping[str, str]) -> str | None:
    """By the noun that the text gives a name: "Baghouz, a village", "the companies Kalyon and Cengiz"."""
    for draft in group:
        behind = grid.lowers[draft.j : draft.j + 1]
        phrase = " ".join(grid.lowers[draft.j : draft.j + 2])
        said = [noun for _, noun in (*grid.stated.get(grid.root(draft), ()), *beside(grid, draft.i))]
        for noun in (*said, phrase, *behind):
            one = noun[:-3] + "y" if noun.endswith("ies") else noun.removesuffix("s")
            if noun in heads or one in heads:
                return heads.get(noun) or heads[one]
    return None


IRREGULAR = frozenset("democratic liberation resistance revolutionary popular people's free rebel".split())
"""Words in the names of forces that no state has."""
SECRET = frozenset("security intelligence".split())


def _named_event(grid: Grid, group: list[Draft]) -> str | None:
    """ "event" for "the Super Bowl", "the Arab Summit": it is told of among the events and is no entity."""
    last = grid.lowers[group[0].j - 1]
    if any(d.label == "WORK_OF_ART" for d in group):
        return None
    games = last == "games" and GAMES.intersection(grid.lowers[group[0].i : group[0].j])
    return "event" if games or last in EVENT_HEADS or any(d.label == "EVENT" for d in group) else None


TERRAIN = frozenset(
    "euphrates tigris nile danube rhine volga dnieper dnipro don ganges indus mekong yangtze congo niger "
    "zambezi amazon orinoco mississippi missouri thames seine rhone elbe oder vistula orontes litani jordan "
    "mediterranean atlantic pacific arctic baltic adriatic aegean caribbean caspian caucasus himalayas alps "
    "andes pyrenees balkans carpathians sahara sahel gobi sinai golan negev everest bosphorus "
    "dardanelles".split()
)
"""Rivers, seas, ranges and deserts by their bare names."""


def _kind_of_place(grid: Grid, key: str, group: list[Draft]) -> str | None:
    text = grid.span(group[0].i, group[0].j)
    if country(text) is not None:
        return "country"
    lows = grid.lowers[group[0].i : group[0].j]
    for low in (lows[-1], lows[0]):
        if (len(lows) > 1 or not places(text)) and low in PLACE_HEADS:
            return PLACE_HEADS[low]
    if key in TERRAIN:
        return "terrain"
    given = next((d.subtype for d in group if d.subtype), None)
    if given:
        return given
    known = places(text)
    if known:
        return "country" if known[0].kind == "country" else known[0].kind
    if (noun := _noun(grid, group, PLACE_HEADS)) is not None:
        return noun
    return "facility" if any(d.label == "FAC" for d in group) else None
