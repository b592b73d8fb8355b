"""Mentions: who and what an article names, and how sure that is. One pass of many small steps.

Each step works on the Grid and its Drafts (grid.py); the order matters and is the list in
`find`. At the end the drafts become Mentions, in the order of the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from sitegen.annotate.acronyms import acronyms, lone_heads
from sitegen.annotate.bodies import bodies
from sitegen.annotate.completing import extend
from sitegen.annotate.grid import Draft, Grid, drafts, make_grid
from sitegen.annotate.known import known
from sitegen.annotate.links import links
from sitegen.annotate.lists import PARTIES
from sitegen.annotate.locales import localities
from sitegen.annotate.metonyms import metonyms
from sitegen.annotate.nominals import nominals
from sitegen.annotate.offices import adopt, offices
from sitegen.annotate.placing import containers, datelines, heads_around
from sitegen.annotate.products import products
from sitegen.annotate.proposals import missed
from sitegen.annotate.reading import reading
from sitegen.annotate.spans import model_drafts
from sitegen.annotate.subtypes import subtypes
from sitegen.annotate.sweep import sweep
from sitegen.annotate.telling import telling
from sitegen.annotate.votes import vote
from sitegen.annotate.whole import whole
from sitegen.gazetteer import demonym
from sitegen.model import Mention, RelationMention

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.tokens import Doc


@Language.factory("sitegen_mentions")
def create_mentions(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    return note_mentions


def note_mentions(doc: Doc) -> Doc:
    """Fill in Reading.mentions and Reading.relations."""
    notes = reading(doc)
    grid = make_grid(doc)
    found = find(grid)
    notes.mentions[:] = freeze_drafts(grid, found)
    index = {id(draft): n for n, draft in enumerate(found)}
    notes.relations[:] = [
        RelationMention(
            index[id(subject)], relation, index[id(object_)], *notes.sentences[grid.sents[subject.i]]
        )
        for subject, relation, object_ in links(grid, found)
        if id(subject) in index and id(object_) in index
    ]
    return doc


def find(grid: Grid) -> list[Draft]:
    """The mentions of a Doc as drafts, in order."""
    model_drafts(grid)
    extend(grid)
    known(grid)
    missed(grid)
    products(grid)
    whole(grid)
    telling(grid)
    datelines(grid)
    heads_around(grid)
    containers(grid)
    localities(grid)
    vote(grid)
    bodies(grid)
    offices(grid)
    acronyms(grid)
    lone_heads(grid)
    sweep(grid)
    subtypes(grid)
    name(grid)
    metonyms(grid)
    found = sorted(drafts(grid) + nominals(grid), key=lambda d: (d.i, d.j))
    adopt(grid, found)
    return found


def name(grid: Grid) -> None:
    """Settle kind and name: a demonym stands for its place, a party's follower for the party."""
    for draft in drafts(grid):
        text = grid.span(draft.i, draft.j)
        if (
            draft.type in ("group", "place")
            and draft.kind == "name"
            and (people := demonym(text)) is not None
        ):
            if draft.type == "place" and text == people.name:
                draft.name = draft.name or text
                continue
            draft.kind, draft.name = "demonym", people.name
            draft.type = "place" if people.type == "place" else "group"
            draft.subtype = "country" if people.type == "place" and people.iso else None
            draft.reasons.append(f"“{text}” stands for {people.name}")
        elif draft.type == "group" and text.lower() in PARTIES:
            draft.kind, draft.name = "demonym", PARTIES[text.lower()]
            draft.type, draft.subtype = "organisation", "party"
            draft.reasons.append(f"“{text}” stands for {draft.name}")
        else:
            draft.name = draft.name or " ".join(text.split())


def freeze_drafts(grid: Grid, found: Sequence[Draft]) -> list[Mention]:
    index = {id(draft): n for n, draft in enumerate(found)}
    mentions = []
    for draft in found:
        start, end = grid.starts[draft.i], grid.end(draft.j)
        mentions.append(
            Mention(
                start=start,
                end=end,
                text=grid.text[start:end],
                kind=draft.kind,
                type=draft.type,
                subtype=draft.subtype,
                name=draft.name or grid.text[start:end],
                sentence=grid.sents[draft.i],
                confidence=round(draft.confidence, 2),
                reason="; ".join(dict.fromkeys(draft.reasons)),
                honorific=draft.honorific,
                role=draft.role,
                role_of=index.get(id(draft.role_of)),
                antecedent=index.get(id(draft.antecedent)),
                container=draft.container,
            )
        )
    return mentions
