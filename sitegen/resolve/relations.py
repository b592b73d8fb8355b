"""Relations between entities, each with the sentence that says so."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.model import ArchiveArticle, Relation
from sitegen.naming import fold
from sitegen.resolve.index import EntityIndex
from sitegen.resolve.names import words

LEADERS = words(
    """president leader chief head king queen emir sultan chancellor premier chairman chairwoman chair ceo
    director commander governor mayor minister secretary general founder"""
)
"""Offices whose holder leads what the office belongs to; an under-office ("deputy …") does not."""
_UNDER = words("""deputy vice assistant under former ex ambassador envoy spokesman spokeswoman""")
_OF_A_PART = frozenset(["minister", "secretary", "ambassador", "general", "commander"])
"""Offices of a country's government: they work for the country and lead a part of it."""


def relations_of(articles: Sequence[ArchiveArticle], index: EntityIndex) -> tuple[Relation, ...]:
    """Relations that the articles state, and those that an office or a container says; sorted."""
    found: set[tuple[str, str, str, str, int, int]] = set()
    for article in articles:
        mentions, sentences = article.annotation.mentions, article.annotation.sentences
        for r in article.annotation.relations:
            one, two = index.of(article.id, r.subject), index.of(article.id, r.object)
            if one and two and one.id != two.id:
                found.add((one.id, r.relation, two.id, article.id, r.start, r.end))
        for n, mention in enumerate(mentions):
            one, two = index.of(article.id, n), index.of(article.id, mention.role_of)
            if mention.role and one and two and one.id != two.id and one.type == "person":
                relation = leads(mention.role, two.type)
                found.add((one.id, relation, two.id, article.id, *sentences[mention.sentence]))
    return tuple(Relation(*row) for row in sorted(found))


def leads(role: str, of: str) -> str:
    """The relation that an office says: "leads" or "works-for"."""
    said = set(fold(role).split())
    if not said or said & _UNDER:
        return "works-for"
    if {"prime", "minister"} <= said:
        return "leads"
    if of == "place" and said & _OF_A_PART:
        return "works-for"
    return "leads" if said & LEADERS else "works-for"
