"""Descriptions: who or what something is, in one line that a sentence of the corpus says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from sitegen.model import ArchiveArticle, Evidence, Role, Sourced
from sitegen.naming import fold
from sitegen.resolve.chains import NAMED, Chain
from sitegen.resolve.index import EntityIndex
from sitegen.resolve.roles import sentence_of

LONGEST = 120
"""Characters of an apposition that still reads as a description."""

_APPOSITION = re.compile(
    r"""\s*(?:\([^()]{2,20}\)\s*)?[,–—]\s*
    (?P<words>(?:an?|the|one\s+of)\s[^,;:.!?()“”"–—\n]{3,140})
    (?=[,;.!?–—]|\s*$)""",
    re.VERBOSE,
)
_FINITE = re.compile(
    r"^(?:an?|the)\s+(?:\w+\s+)?(?:day|week|month|year|move|day after|first time|same)\b", re.IGNORECASE
)


def role_line(roles: Sequence[Role], index: EntityIndex) -> Sourced | None:
    """ "Foreign Minister of Syria": the office given most often, the latest of equals."""
    counts = Counter((fold(role.text), role.of) for role in roles)
    if not roles:
        return None
    last = {(fold(role.text), role.of): at for at, role in enumerate(roles)}
    best = max(counts, key=lambda key: (counts[key], key[1] is not None, len(key[0]), last[key]))
    role = roles[last[best]]
    owner = index.entities.get(role.of) if role.of else None
    text = role.text[:1].upper() + role.text[1:]
    if owner is not None and fold(owner.name) not in fold(text):
        text = f"{text} of {_article(owner.name)}"
    return Sourced(text, role.evidence)


def _article(name: str) -> str:
    definite = ("united ", "ministry", "department", "european union", "netherlands", "philippines")
    return f"the {name}" if name.lower().startswith(definite) else name


def apposition(chains: Iterable[Chain], articles: Sequence[ArchiveArticle]) -> Sourced | None:
    """ "A group that was formerly aligned with Al Qaeda": the first apposition after a name of it."""
    for chain in chains:
        article = articles[chain.article]
        for n in chain.mentions:
            mention = article.annotation.mentions[n]
            if mention.kind not in NAMED or mention.kind in ("demonym", "metonym"):
                continue
            evidence: Evidence = sentence_of(article, mention)
            found = _APPOSITION.match(article.article.text, mention.end, evidence.end)
            if found and len(found["words"]) <= LONGEST and not _FINITE.match(found["words"]):
                words = " ".join(found["words"].split())
                words = re.sub(r"^(?:an?|the)\s+", "", words, flags=re.IGNORECASE)
                return Sourced(words[:1].upper() + words[1:], evidence)
    return None
