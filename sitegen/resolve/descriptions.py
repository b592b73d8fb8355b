"""Descriptions: who or what something is, in one line that a sentence of the corpus says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from sitegen.gazetteer import ORG_HEADS, PLACE_HEADS, ROLES
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
    """ "Foreign Minister of Syria": the office given most often, the latest of equals, and whose it is."""
    if not roles:
        return None
    counts = Counter(fold(role.text) for role in roles)
    last = {fold(role.text): at for at, role in enumerate(roles)}
    best = max(counts, key=lambda key: (counts[key], last[key]))
    own = [role for role in roles if fold(role.text) == best]
    owners = Counter(role.of for role in own if role.of and role.of in index.entities)
    owner = max(sorted(owners), key=lambda id_: owners[id_]) if owners else None
    role = next((r for r in reversed(own) if r.of == owner), own[-1])
    text = role.text[:1].upper() + role.text[1:]
    if owner is not None:
        name = index.entities[owner].name
        link = "for" if set(text.lower().split()) & _SENT else "of"
        if fold(name) not in fold(text):
            text = f"{text} {link} {_article(name)}"
    return Sourced(text, role.evidence)


_SENT = frozenset(
    "envoy ambassador adviser advisor spokesman spokeswoman spokesperson representative".split()
)
"""Offices for somebody or something, not of it."""
_DEFINITE = frozenset(
    "ministry department union netherlands philippines pentagon kremlin government army command forces "
    "council league nations house network observatory directorate office court".split()
)


def _article(name: str) -> str:
    words = name.lower().split()
    definite = words[-1] in _DEFINITE or words[0] == "united"
    return f"the {name}" if definite and words[0] != "the" else name


CLASSES = frozenset(
    """father mother son daughter brother sister wife husband widow cousin uncle nephew leader founder head
    chief member politician lawyer activist economist engineer archaeologist historian journalist writer
    author actor actress singer musician conductor artist player footballer scientist professor doctor
    teacher student businessman businesswoman entrepreneur banker investor soldier officer commander
    fighter militant rebel gunman suspect cleric priest bishop imam diplomat envoy analyst expert
    researcher adviser critic successor predecessor ally rival opponent candidate lawmaker native veteran
    group alliance coalition faction militia movement organisation organization network monitor watchdog
    charity agency body company firm maker manufacturer producer retailer bank carrier airline subsidiary
    unit arm wing branch party union association federation institute university newspaper magazine
    broadcaster channel website site town city village suburb district quarter neighbourhood neighborhood
    region province state capital country island river lake mountain desert port base airport prison camp
    shrine church mosque temple palace square street area enclave stronghold territory""".split()
)
"""Head nouns that say what somebody or something is, beside roles, organisations' and places' heads."""
_HEAD_ENDS = re.compile(
    r"(?<!-)\b(?:of|in|for|from|at|on|near|to|by|with|who|which|that|whose|where|based|led|held|known|called|backed|"
    r"founded|formed|run|owned|allied|loyal|accused|linked|living|serving|between|about|and)\b(?!-)"
)
_VERB = re.compile(
    r"\b(?:said|says|told|tells|added|announced|reported|is|are|was|were|will|would|has|had|have|can|could|"
    r"did|does|came|went|became|began)\b",
    re.IGNORECASE,
)


def _describes(words: str) -> bool:
    """Whether a phrase names a class that a person, body or place may belong to, and states nothing."""
    folded = words.lower()
    if not words.islower() and words.split()[-1][:1].isupper() and not _HEAD_ENDS.search(folded):
        return False  # another name
    opening = _HEAD_ENDS.split(folded, maxsplit=1)[0].split()
    if folded.startswith("one of"):
        return not _VERB.search(re.split(r"\b(?:who|which|that|whose|where)\b", folded)[0])
    if not opening:
        return False
    head = opening[-1].strip("'’\"")
    known = head in CLASSES or head in ROLES or head in ORG_HEADS or head in PLACE_HEADS
    main = re.split(r"\b(?:who|which|that|whose|where)\b", folded, maxsplit=1)[0]
    return known and not _VERB.search(main)


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
            if found is None or len(found["words"]) > LONGEST or _FINITE.match(found["words"]):
                continue
            if _describes(found["words"]):
                words = " ".join(found["words"].split())
                words = re.sub(r"^(?:an?|the)\s+", "", words, flags=re.IGNORECASE)
                return Sourced(words[:1].upper() + words[1:], evidence)
    return None
