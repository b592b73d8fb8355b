"""Evidence: what speaks for a name's being a person, an organisation, a place, a group or a work.

The weights are a visible table. The model's label is one voice for each time it was given; a title
before the name, a head noun in it, the gazetteer and the words around it are others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from sitegen.annotate.grid import Draft, Grid
from sitegen.annotate.kinds import aged, beside
from sitegen.annotate.lists import (
    ARABIC,
    ARABIC_ORGANISATIONS,
    ARMED_GROUPS,
    COMPANY_CUES,
    COMPANY_ENDINGS,
    DETERMINERS,
    DOCUMENT_HEADS,
    EVENT_HEADS,
    EVENT_NAMES,
    IGO,
    LEADING,
    LOCATIVE,
    MEDIA,
    PARTIES,
    PERSON_NOUNS,
    POWER_HOUSES,
    SECURITY_FORCES,
)
from sitegen.annotate.spans import CAMEL, CODE
from sitegen.gazetteer import (
    GIVEN_NAMES,
    HONORIFICS,
    ORDINARY,
    ORG_HEADS,
    PLACE_HEADS,
    ROLES,
    country,
    demonym,
    places,
)

if TYPE_CHECKING:
    from sitegen.annotate.kinds import Stated
    from sitegen.model import EntityType

Tally = defaultdict["EntityType", float]

WEIGHTS = {
    "model": 1.0,
    "honorific": 4.0,
    "role": 2.0,
    "a, an": 2.5,
    "the": 2.0,
    "team": 3.0,
    "what the text says it is": 1.5,
    "age": 3.0,
    "product line": 1.2,
    "quotation marks": 1.5,
    "kind of company in one word": 1.0,
    "given name": 1.5,
    "surname of a full name": 3.0,
    "part of a full name": 1.0,
    "organisation's head": 4.0,
    "event's head": 3.0,
    "paper's head": 6.0,
    "in a country that is named": 1.5,
    "which": 1.5,
    "no people": 2.0,
    "short for an organisation": 2.0,
    "company's ending": 5.0,
    "place's head": 4.0,
    "known organisation": 6.0,
    "country": 5.0,
    "big city": 2.5,
    "city": 1.2,
    "small city": 0.6,
    "in, near": 1.0,
    "container after it": 2.0,
    "capitals": 0.5,
    "product's shape": 2.0,
    "Arabic name": 1.5,
    "Arabic organisation": 4.0,
    "company's things": 1.0,
}
"""How much each sign counts, in times that the model gives a label."""


def tally_of(grid: Grid, key: str, group: list[Draft], said: Stated) -> Tally:
    tally: Tally = defaultdict(float)
    for draft in group:
        weight = WEIGHTS["model"] if draft.label else 0.4
        if draft.label == "NORP" and not _people(grid, draft):
            weight = 0.4  # the model takes strange surnames for peoples
        tally[draft.type] += weight * (0.4 if grid.headline[draft.i] else 1)
        _around(grid, draft, tally)
        for kind, _ in said.get(grid.root(draft), ()) or beside(grid, draft.i):
            tally[kind] += WEIGHTS["what the text says it is"]
        if draft.type == "person" and draft.j < len(grid.words) and grid.words[draft.j] in OWN_NAME_NOUNS:
            tally["organisation"] += WEIGHTS["what the text says it is"]
        if aged(grid, draft.j):
            tally["person"] += WEIGHTS["age"]
        if grid.lowers[draft.j - 1] not in HEADS and PRODUCT_LINE.fullmatch(grid.words[draft.i]):
            tally["work"] += WEIGHTS["product line"]
    _inside(grid, group, key, tally)
    return tally


def _people(grid: Grid, draft: Draft) -> bool:
    """A demonym, a party's follower, or a plural: what may well be a group."""
    text = grid.span(draft.i, draft.j)
    return demonym(text) is not None or text.lower() in PARTIES or text.endswith("s")


def _around(grid: Grid, draft: Draft, tally: Tally) -> None:
    """What the words beside one mention say."""
    i, j = draft.i, draft.j
    if i > 0 and grid.same_sentence(i - 1, i):
        low = grid.lowers[i - 1]
        if low in HONORIFICS or low.rstrip(".") in HONORIFICS:
            if grid.lowers[j - 1] not in HEADS or grid.lowers[j - 1] in SURNAMES:  # "Sheikh Zayed Road"
                tally["person"] += WEIGHTS["honorific"]
        elif low in ROLES and low not in ORG_HEADS and (grid.words[i - 1] == low or low in SPOKESMEN):
            tally["person"] += WEIGHTS["role"]
        elif low in ("a", "an", "the") and j - i < 3 and _whole(grid, j):
            _article(grid, draft, low, tally)
        elif j < len(grid.words) and (grid.words[i - 1], grid.words[j]) in QUOTED and _outside(grid, i - 1):
            tally["work"] += WEIGHTS["quotation marks"]
        elif low in LOCATIVE and (j >= len(grid.words) or grid.tags[j] not in ("NN", "NNS", "NNP")):
            tally["place"] += WEIGHTS["in, near"]
    alone = draft.label == "NORP" and j - i == 1 and j < len(grid.words) and grid.same_sentence(i, j)
    if alone and grid.tags[j] in ("NN", "NNS") and not grid.capital(j) and grid.lowers[j] not in PERSON_NOUNS:
        tally["other"] += WEIGHTS["no people"]  # "Roman ruins", where no table knows the people
    if draft.container is not None:
        tally["place"] += WEIGHTS["container after it"]
    if j < len(grid.words) and grid.words[j] in SITES and draft.type != "group":
        tally["place"] += WEIGHTS["in, near"] * 2  # "the al-Hol camp"
    if j + 1 < len(grid.words) and grid.words[j] == "," and grid.lowers[j + 1] == "which":
        tally["person"] -= WEIGHTS["which"]
    if j < len(grid.words) and grid.same_sentence(i, j):
        after = j + 1 if grid.tags[j] == "POS" and j + 1 < len(grid.words) else j
        if grid.lowers[after] in COMPANY_CUES:
            tally["organisation"] += WEIGHTS["company's things"]


SPOKESMEN = frozenset("spokesman spokeswoman spokesperson senator congressman congresswoman".split())
"""Offices that only persons have, with a capital too: a "President" may be a hotel."""
QUOTED = frozenset([("“", "”"), ('"', '"'), ("‘", "’"), ("``", "''"), ("«", "»"), ("'", "'")])


def _outside(grid: Grid, i: int) -> bool:
    """No name right before the quotation mark at i: "Vincent “The Chin” Gigante" is a nickname."""
    return i == 0 or not grid.capital(i - 1) or not grid.same_sentence(i - 1, i)


def _whole(grid: Grid, j: int) -> bool:
    """The name that ends before j is no modifier of a noun: "a Boeing", not "a Boeing engineer"."""
    if j >= len(grid.words) or not grid.same_sentence(j - 1, j):
        return True
    return grid.tags[j] not in ("NN", "NNS", "NNP", "NNPS", "JJ", "POS", "HYPH", "VBG", "VBN")


def _article(grid: Grid, draft: Draft, low: str, tally: Tally) -> None:
    """ "a Camry" is a thing, whoever makes it; "the Jaguars" are a team, hardly a person."""
    if draft.type == "group":
        return
    if low != "the":
        for type_ in NO_THINGS:
            tally[type_] -= WEIGHTS["a, an"] / 2
        tally["work"] += WEIGHTS["a, an"] / 2
    elif draft.type in ("person", "work") and draft.label != "WORK_OF_ART" and not _given(grid, draft):
        tally[draft.type] -= WEIGHTS["the"] if draft.type == "person" else 0
        if grid.tags[draft.j - 1] == "NNPS" or grid.words[draft.j - 1].endswith("s"):
            tally["organisation"] += WEIGHTS["the"] / 2


NO_THINGS: tuple[EntityType, ...] = ("organisation", "person", "place")


def _given(grid: Grid, draft: Draft) -> bool:
    """ "the Prophet Muhammad", "the late Bill Clinton": a full name after all."""
    return draft.j - draft.i > 1 and any(grid.lowers[k] in GIVEN_NAMES for k in range(draft.i, draft.j))


def team(grid: Grid, draft: Draft) -> bool:
    """ "Jacksonville Jaguars", "Philadelphia 76ers": a city and a plural."""
    last = grid.words[draft.j - 1]
    named = draft.label != "PERSON" or (draft.i > 0 and grid.lowers[draft.i - 1] == "the")
    if draft.j - draft.i < 2 or not named or not (last.endswith(("s", "Sox")) or TEAM_NUMBER.fullmatch(last)):
        return False
    if last.lower() in PLACE_HEADS or last.lower() in ORG_HEADS or last.lower() in GIVEN_NAMES:
        return False
    return any(places(grid.span(draft.i, k)) for k in range(draft.i + 1, min(draft.j, draft.i + 4)))


PRODUCT_LINE = re.compile(r"i[A-Z][a-z]{2,}s?")
TEAM_NUMBER = re.compile(r"\d{2}ers")


def _inside(grid: Grid, group: list[Draft], key: str, tally: Tally) -> None:
    """What the name itself says."""
    draft = group[0]
    words = grid.words[draft.i : draft.j]
    lows = grid.lowers[draft.i : draft.j]
    folded = key.split() or [""]
    text = grid.span(draft.i, draft.j)
    given = len(folded) > 1 and folded[0] in GIVEN_NAMES
    if key in IGO or key in MEDIA or key in ARMED_GROUPS or key in SECURITY_FORCES or key in POWER_HOUSES:
        tally["organisation"] += WEIGHTS["known organisation"]
        return
    if text.lower() in PARTIES:
        tally["group"] += WEIGHTS["known organisation"]
        return
    if country(text) is not None:
        tally["place"] += WEIGHTS["country"]
        return
    if demonym(text) is not None:
        tally["group"] += WEIGHTS["country"]
        return
    numbered = len(words) > 1 and words[-1].isdigit() and lows[-2] in DOCUMENT_HEADS
    if numbered or (len(words) > 1 and lows[-1] in DOCUMENT_HEADS and words[-1][:1].isupper()):
        tally["work"] += WEIGHTS["paper's head"]
        return
    if given:
        tally["person"] += WEIGHTS["given name"]
    if len(words) > 1 and lows[-1] in COMPANY_ENDINGS:
        tally["organisation"] += WEIGHTS["company's ending"]
    if team(grid, draft) and not given:
        tally["organisation"] += WEIGHTS["team"]
    if len(words) == 1 and lows[0].endswith(COMPANY_TAILS) and len(lows[0]) > 5:
        tally["organisation"] += WEIGHTS["kind of company in one word"]
    if len(words) == 1 and lows[0] in PLACE_HEADS and key not in ORDINARY:
        tally["place"] += WEIGHTS["in, near"] * 1.5  # "the Badia"
    if len(words) == 1 and lows[0] in EVENT_NAMES:
        tally["other"] += WEIGHTS["event's head"] + len(group) * WEIGHTS["model"]
    heads = [low for low, word in zip(lows, words, strict=True) if word[:1].isupper()]
    # "Betty Ford Center" is no person; "Frank Church" may well be one.
    if len(words) > 1 and heads and not (given and (heads[-1] in SURNAMES or heads[-1] not in HEADS)):
        last = heads[-1]
        lead = [
            low
            for k, low in enumerate(lows)
            if low in ORG_HEADS and k + 1 < len(lows) and lows[k + 1] in ("of", "for")
        ]
        if last in EVENT_HEADS or (last == "games" and GAMES.intersection(lows)):
            held = any(_held(grid, d) for d in group)
            tally["other"] += WEIGHTS["event's head"] * (2 if held else 1)
        if last in PLACE_HEADS or OPENING_HEADS.intersection(lows[:-1]):
            tally["place"] += WEIGHTS["place's head"]
        if last in ORG_HEADS or lead:
            housed = last in PLACE_HEADS and any(_inside_of(grid, d) for d in group)
            tally["organisation"] += WEIGHTS["organisation's head"] * (0.5 if housed else 1)
    if any(f in ARABIC for f in folded[:-1]) or folded[0] in LEADING:
        if any(f in ARABIC_ORGANISATIONS for f in folded):
            tally["organisation"] += WEIGHTS["Arabic organisation"]
        elif not places(text):
            tally["person"] += WEIGHTS["Arabic name"]
    _place(text, folded, given, tally, grid.countries)
    numbered = len(words) > 1 and words[0].isdigit() and len(words[0]) > 2  # "787 Dreamliner"
    if numbered or (len(words) == 1 and CAMEL.fullmatch(words[0])) or CODE.fullmatch(words[-1]):
        tally["work"] += WEIGHTS["product's shape"]
    elif len(words) == 1 and words[0].isupper() and 2 < len(words[0]) < 7 and not grid.headline[draft.i]:
        tally["organisation"] += WEIGHTS["capitals"]


GAMES = frozenset("olympic olympics paralympic asian commonwealth european pan-american invictus".split())
"""Before "Games": what is held; "The Hunger Games" is a book."""


def _held(grid: Grid, draft: Draft) -> bool:
    """ "At the Developers Conference", "the annual …", "… Conference 2005": it takes place."""
    k = draft.i - 1
    while k > 0 and grid.lowers[k] in DETERMINERS | {"annual", "own", "yearly"}:
        if grid.lowers[k] in ("annual", "yearly"):
            return True
        k -= 1
    before = (
        k >= 0 and grid.same_sentence(k, draft.i) and grid.lowers[k] in ("at", "during", "before", "after")
    )
    behind = grid.words[draft.j] if draft.j < len(grid.words) else ""
    return before or (behind.isdigit() and len(behind) == 4)


def _inside_of(grid: Grid, draft: Draft) -> bool:
    """ "In the … Church", "outside the … Hospital": the building is meant, not the body."""
    k = draft.i - 1
    while k > 0 and grid.lowers[k] == "the":
        k -= 1
    return k >= 0 and grid.same_sentence(k, draft.i) and grid.lowers[k] in LOCATIVE


SITES = frozenset(
    "camp prison airport airbase base crossing dam province governorate district neighbourhood neighborhood "
    "village town county desert river mountain mountains island peninsula valley coast countryside".split()
)
"""Nouns that stand behind a place's own name."""
OWN_NAME_NOUNS = frozenset(
    "orchestra company supermarket store factory plant newspaper magazine airline bank chain brand "
    "foundation dairy brewery restaurant hotel club band".split()
)
"""Nouns before which a lone name is that of the thing: "the Mariinsky orchestra"."""
HEADS = frozenset(ORG_HEADS) | frozenset(PLACE_HEADS)
SURNAMES = frozenset(
    "church park hill hills lake field fields bank banks court hall house street rivers river bridge brook "
    "brooks forest wood woods castle tower towers gate gates ridge glen dale grove marsh moor cross temple "
    "abbey chapel post press page force guard guards law labs watch steel daily mail bench college school "
    "cell staff crew band marsh lane square ward quarter camp port beach reef pool pier mount stone falls "
    "spring springs wells well cave garden farm mine times trust service gulf bay peak forge list".split()
)
"""Heads that are surnames as well."""
OPENING_HEADS = frozenset("mount mt mt. lake cape avenue rue calle via piazza plaza monte isle".split())
"""Heads that stand before a place's own name."""
COMPANY_TAILS = ("air", "bank", "soft", "corp", "tech", "media", "net", "tel", "com", "motors", "pharma")


def known_otherwise(key: str) -> bool:
    """Whether the tables have a place or an organisation of this folded name."""
    name = key.title()
    return any(key in table for table in (IGO, MEDIA, ARMED_GROUPS)) or bool(places(name) or country(name))


def _place(text: str, folded: list[str], given: bool, tally: Tally, countries: frozenset[str]) -> None:
    known = places(text)
    if not known or given:
        return
    people = known[0].population
    sign = (
        "big city"
        if people > 400_000 or known[0].kind == "region"
        else "city"
        if people > 80_000
        else "small city"
    )
    doubt = 1.0
    if len(folded) == 1 and (folded[0] in GIVEN_NAMES or folded[0] in ORDINARY):
        doubt = 0.3
    tally["place"] += WEIGHTS[sign] * doubt
    if known[0].iso in countries:
        tally["place"] += WEIGHTS["in a country that is named"] * doubt
