"""Votes: one type for each name of an article, from all that speaks for it (evidence.py)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sitegen.annotate.evidence import WEIGHTS, Tally, known_otherwise, tally_of, team
from sitegen.annotate.grid import Draft, Grid, drafts
from sitegen.annotate.kinds import stated_kinds
from sitegen.annotate.lists import COMPANY_ENDINGS
from sitegen.gazetteer import GIVEN_NAMES, country, demonym
from sitegen.naming import fold

if TYPE_CHECKING:
    from sitegen.model import EntityType


def vote(grid: Grid) -> None:
    """Settle the type of every draft that isn't fixed, all drafts of one name alike."""
    groups: dict[str, list[Draft]] = defaultdict(list)
    named = [grid.span(d.i, d.j) for d in drafts(grid)]
    homes = [c.iso for text in named if (c := country(text)) is not None]
    peoples = [people.iso for text in named if (people := demonym(text)) is not None and people.iso]
    grid.countries = frozenset((*homes, *peoples))
    said = grid.stated = stated_kinds(grid)
    for draft in drafts(grid):
        groups[fold(grid.span(draft.i, draft.j))].append(draft)
    tallies = {key: tally_of(grid, key, group, said) for key, group in groups.items()}
    for k, kinds in said.items():
        # What is said of a name where the model left it out.
        if grid.owner[k] is None and (key := fold(grid.words[k])) in tallies:
            for kind, _ in kinds:
                tallies[key][kind] += WEIGHTS["what the text says it is"]
    winners = {key: _winner(tally) for key, tally in tallies.items()}
    for key, winner in list(winners.items()):
        words = key.split()
        if winner != "person" or len(words) < 2:
            continue
        for size in range(1, len(words)):
            surname = " ".join(words[-size:])
            if surname in tallies:
                # However often the model takes the surname for a company.
                often = 0 if known_otherwise(surname) else len(groups[surname])
                tallies[surname]["person"] += WEIGHTS["surname of a full name"] + often
                winners[surname] = _winner(tallies[surname])
        if words[0] in tallies:
            tallies[words[0]]["person"] += WEIGHTS["part of a full name"]
            winners[words[0]] = _winner(tallies[words[0]])
    teams = frozenset(
        key for key, group in groups.items() if winners[key] == "organisation" and team(grid, group[0])
    )
    _short_forms(tallies, winners, teams)
    for key, group in groups.items():
        for draft in group:
            if draft.fixed:
                continue
            if draft.type != winners[key]:
                draft.reasons.append(f"{winners[key]} by the votes of the whole article")
                draft.type = winners[key]
            total = sum(max(0.0, count) for count in tallies[key].values())
            share = tallies[key][winners[key]] / total if total else 0.0
            draft.confidence = round(min(0.97, max(0.3, draft.confidence * (0.6 + 0.6 * share))), 2)


def _short_forms(tallies: dict[str, Tally], winners: dict[str, EntityType], teams: frozenset[str]) -> None:
    """ "Woodco" is "Woodco Inc", "the Jaguars" are the "Jacksonville Jaguars"."""
    for key in teams:
        words = key.split()
        for short in {words[-1], " ".join(words[-2:])} - {key}:
            if short in tallies and winners[short] != "organisation":
                tallies[short]["organisation"] += WEIGHTS["team"]
                winners[short] = _winner(tallies[short])
    for key, winner in list(winners.items()):
        words = key.split()
        if winner == "organisation" and len(words) > 1 and words[-1] in COMPANY_ENDINGS:
            for short in {" ".join(words[:-1]), words[0]}:
                if short in tallies and winners[short] != "organisation" and short not in GIVEN_NAMES:
                    tallies[short]["organisation"] += WEIGHTS["short for an organisation"]
                    winners[short] = _winner(tallies[short])


def _winner(tally: Tally) -> EntityType:
    order: tuple[EntityType, ...] = ("organisation", "person", "place", "group", "work", "other")
    return max(order, key=lambda type_: tally[type_])
