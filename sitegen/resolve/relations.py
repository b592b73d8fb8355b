"""Relations between entities, each with the sentence that says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.gazetteer.office_words import (
    LEADING,
    LOCAL,
    MEMBERS,
    PUBLIC,
    core,
    ended,
    hedged,
)
from sitegen.model import ArchiveArticle, Entity, Relation
from sitegen.resolve.index import EntityIndex
from sitegen.taxonomy import RELATIONS

Row = tuple[str, str, str, str, int, int]
PAST = {"leads": "led", "works-for": "worked-for"}
_TYPES = {
    "leads": (("person",), ("organisation", "place")),
    "led": (("person",), ("organisation", "place")),
    "works-for": (("person",), ("organisation", "place", "person")),
    "worked-for": (("person",), ("organisation", "place", "person")),
    "founded": (("person", "organisation"), ("organisation",)),
    "owns": (("person", "organisation"), ("organisation",)),
    "member-of": (("person", "organisation", "place"), ("organisation", "group")),
    "part-of": (("organisation", "place"), ("organisation", "place")),
    "located-in": (("place", "organisation"), ("place",)),
    "nationality": (("person",), ("place",)),
    "met": (("person",), ("person",)),
    "succeeded": (("person",), ("person",)),
    "married": (("person",), ("person",)),
    "related-to": (("person",), ("person",)),
}
"""Types of subject and object; a relation between others is a slip of the reading."""
assert set(_TYPES) == set(RELATIONS)
GUESTS = frozenset("student pupil graduate fan critic supporter patient inmate customer star".split())
"""Who has to do with a body without being one of it."""
_EQUAL = ("met", "married", "related-to")
"""The same from either side; kept once, the lesser id first."""


def relations_of(articles: Sequence[ArchiveArticle], index: EntityIndex) -> tuple[Relation, ...]:
    """Relations that the articles state, and those that an office says; sorted."""
    found: set[Row] = set()
    for article in articles:
        mentions, sentences = article.annotation.mentions, article.annotation.sentences
        for r in article.annotation.relations:
            one, two = index.of(article.id, r.subject), index.of(article.id, r.object)
            found.update(_row(one, r.relation, two, article.id, r.start, r.end))
        for n, mention in enumerate(mentions):
            one, two = index.of(article.id, n), index.of(article.id, mention.role_of)
            if mention.role and one and two:
                demonym = mention.role_of is not None and mentions[mention.role_of].kind == "demonym"
                relation = said_by(mention.role, two, demonym=demonym)
                if relation:
                    found.update(_row(one, relation, two, article.id, *sentences[mention.sentence]))
        found.update(_meetings(article, index))
    return tuple(Relation(*row) for row in sorted(found))


def _row(
    one: Entity | None, relation: str, two: Entity | None, article: str, start: int, end: int
) -> Iterator[Row]:
    if one is None or two is None or one.id == two.id or relation not in _TYPES:
        return
    if relation == "nationality" and two.type == "group":
        relation = "member-of"  # a faith's, a people's
    subjects, objects = _TYPES[relation]
    if one.type not in subjects or two.type not in objects:
        return
    if relation == "part-of" and one.type != two.type:
        return
    if relation == "located-in" and one.subtype == "country":
        return
    first, second = (two.id, one.id) if relation in _EQUAL and two.id < one.id else (one.id, two.id)
    yield first, relation, second, article, start, end


def _meetings(article: ArchiveArticle, index: EntityIndex) -> Iterator[Row]:
    """Two persons who met, by an event of that kind that took place and names them alone."""
    for event in article.annotation.events:
        if event.type != "meeting" or event.status not in ("occurred", "background") or event.lemma != "meet":
            continue
        people = {
            entity.id: entity
            for argument in event.arguments
            if argument.role in ("agent", "target", "participant")
            and (entity := index.of(article.id, argument.mention)) is not None
        }
        if len(people) == 2:
            one, two = (people[id_] for id_ in sorted(people))
            yield from _row(one, "met", two, article.id, *article.annotation.sentences[event.sentence])


def said_by(role: str, of: Entity, *, demonym: bool = False) -> str | None:
    """The relation that a role says between its holder and whose it is; None where it says none.

    `demonym`: the holder is named by a demonym, "Syrian" or "Republican".
    """
    offices = core(role)
    if not offices or hedged(role):
        return None
    heads = {office.split(" of ")[0].split(" for ")[0].split(" to ")[0].split()[-1] for office in offices}
    bare = set(offices)
    relation: str | None
    if heads & GUESTS:
        return None
    if of.type == "person":
        relation = "works-for"
    elif of.type == "group":
        return None
    elif heads & {"founder", "co-founder", "cofounder"}:
        return "founded" if of.type == "organisation" else None
    elif heads & {"owner", "co-owner"}:
        return "owns" if of.type == "organisation" and not ended(role) else None
    elif of.type == "place":
        relation = _of_place(of, heads, bare, demonym=demonym)
    elif demonym:
        return None if ended(role) else "member-of"  # a party's
    elif heads & MEMBERS:
        return None if ended(role) else "member-of"
    elif bare & LEADING:
        relation = "leads"
        if bare & LEADING == {"director"} and of.subtype == "company":
            return None if ended(role) else "member-of"
        if of.subtype == "government" and bare & LEADING <= {"leader", "chief", "head"}:
            relation = "works-for"
    elif of.subtype == "ministry" and heads & {"minister", "secretary"} and not _under(role):
        relation = "leads"
    else:
        relation = "works-for"
    return PAST.get(relation, relation) if relation and ended(role) else relation


def _of_place(of: Entity, heads: set[str], bare: set[str], *, demonym: bool) -> str | None:
    if of.subtype != "country":
        if heads & LOCAL:
            return "leads"
        return None
    if bare & LEADING - {"chief", "head", "commander", "director", "commissioner", "speaker", "chairman"}:
        return "leads"
    if heads & PUBLIC:
        return "works-for" if not {"leader", "chief", "head"} >= heads & PUBLIC else None
    return "nationality" if demonym or heads else None


def _under(role: str) -> bool:
    return bool({"deputy", "vice", "assistant", "under", "press", "private"} & set(role.lower().split()))
