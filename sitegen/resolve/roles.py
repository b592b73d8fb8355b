"""Roles: the offices and titles that articles give a person, each with its date and its sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from sitegen.gazetteer.office_words import core, ended
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
    """One role for each office and date, the earliest first; its evidence is the first that says so.

    "President" is Syria's where another sentence calls the same person "president of Syria" and
    none gives the office to another.
    """
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
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for role in found.values():
        if role.of and _lends(index, role.of):
            owners[core(role.text)].add(role.of)
    complete: dict[tuple[str, str | None, str | None], Role] = {}
    for role in found.values():
        own = owners[core(role.text)]
        if role.of is None and len(own) == 1:
            role = replace(role, of=min(own))
        key = fold(role.text), role.of, role.date
        before = complete.get(key)
        if before is None or _place(role) < _place(before):
            complete[key] = role
    return tuple(sorted(complete.values(), key=_order)[:MOST])


def _lends(index: EntityIndex, owner: str) -> bool:
    """Whether an office is one's in all articles: a country's is; a chairman may be two companies'."""
    entity = index.entities.get(owner)
    if entity is None:
        return False
    return entity.type == "place" or entity.subtype in ("government", "ministry", "igo", "security-force")


def over(roles: Iterable[Role]) -> frozenset[tuple[str, ...]]:
    """The offices of which the last dated word is that they are over."""
    last: dict[tuple[str, ...], tuple[str, bool]] = {}
    for role in roles:
        now = role.date or "", ended(role.text)
        last[core(role.text)] = max(now, last.get(core(role.text), now))
    return frozenset(office for office, (_, is_over) in last.items() if is_over)


def _place(role: Role) -> tuple[str, int]:
    return role.evidence.article, role.evidence.start


def _order(role: Role) -> tuple[bool, str, str, int, str, str]:
    return role.date is None, role.date or "", *_place(role), role.text, role.of or ""
