"""Roles: the offices and titles that articles give a person, each with its date and its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sitegen.model import ArchiveArticle, Evidence, Mention, Role
from sitegen.naming import fold
from sitegen.resolve.chains import Chain
from sitegen.resolve.index import EntityIndex

MOST = 40
"""Roles kept of one person, the first of each office first."""
_SPACE = re.compile(r"\s+")


def sentence_of(article: ArchiveArticle, mention: Mention) -> Evidence:
    start, end = article.annotation.sentences[mention.sentence]
    return Evidence(article.id, start, end)


def roles_of(
    chains: Iterable[Chain], articles: tuple[ArchiveArticle, ...], index: EntityIndex
) -> tuple[Role, ...]:
    """One role for each office and date, the earliest first; its evidence is the first that says so."""
    found: dict[tuple[str, str | None, str | None], Role] = {}
    for chain in chains:
        article = articles[chain.article]
        for n in chain.mentions:
            mention = article.annotation.mentions[n]
            if not mention.role:
                continue
            owner = index.of(article.id, mention.role_of)
            text = _SPACE.sub(" ", mention.role).strip()
            key = fold(text), owner.id if owner else None, article.article.date
            if key[0] and key not in found:
                found[key] = Role(text, key[1], article.article.date, sentence_of(article, mention))
    ordered = sorted(
        found.values(),
        key=lambda r: (
            r.date is None,
            r.date or "",
            r.evidence.article,
            r.evidence.start,
            r.text,
            r.of or "",
        ),
    )
    return tuple(ordered[:MOST])
