"""Descriptions: who or what something is, in one line that a sentence of the corpus says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from sitegen.gazetteer import ORG_HEADS, PLACE_HEADS, ROLES, demonym
from sitegen.gazetteer.office_words import LOCAL, PUBLIC, core, ended
from sitegen.model import ArchiveArticle, Entity, Evidence, Mention, Role, Sourced
from sitegen.naming import fold
from sitegen.resolve.aliases import NAMED
from sitegen.resolve.chains import Chain
from sitegen.resolve.index import EntityIndex
from sitegen.resolve.roles import over, sentence_of

LONGEST = 140
"""Characters of an apposition that still reads as a description."""
RECENT = 6
"""Latest roles that say what somebody is now."""

_NOUN_PHRASE = r"""(?P<words>
    (?:an?|the|one\s+of|[\w’'-]+(?:\s[A-Z][\w’'-]+)?['’]s)\s[^,;:!?()“”"–—\n]{3,160})
    (?=[,;:!?–—]|\s*$)"""
_APPOSITION = re.compile(
    rf"""\s*(?:\([^()]{{2,20}}\)\s*)?
    (?:[,–—]\s*(?:(?:which|who)\s+(?:is|was)\s+)?|\s+(?:is|was)\s+)(?P<once>(?:once|formerly|originally)\s+)?
    {_NOUN_PHRASE}""",
    re.VERBOSE,
)
_PREPOSITIONS = frozenset("of in for from at on near to by with and or as than into over under".split())
_BEFORE = re.compile(r"\b(?:the|an?|The|An?)\s+(?P<words>[\w’'-]+(?:\s[\w’'-]+){0,4})\s+(?:of\s+)?$")
_INTRODUCED = re.compile(r"\b(?:the|an?|The|An?)\s+(?P<words>[\w’'-]+(?:\s[\w’'-]+){1,5}),\s+$")
_ALONE = re.compile(r"\s*(?:\([^()]{2,20}\)\s*)?,(?!\s+(?:and|or)\b)")
"""Right behind a name that stands between commas by itself, in no list."""
_BEHIND = re.compile(r"\s+(?P<head>[a-z]+)\b")
_FINITE = re.compile(
    r"^(?:an?|the)\s+(?:\w+\s+)?(?:day|week|month|year|move|day after|first time|same)\b", re.IGNORECASE
)
_LIST = re.compile(
    r"(?:(?!\b(?:of|in|for|from|at|on|by|with|who|which|that|based)\b).)*?\b(?:and|or)\s+(?:the|an?|his|its|[A-Z])"
)
"""One name of several: "Congress, the press and the bureaucracy"."""
_TICKER = re.compile(r"\s*<[^<>]*>")


def role_line(roles: Sequence[Role], index: EntityIndex) -> Sourced | None:
    """ "Foreign Minister of Syria": the office given most often of late, and whose it is."""
    if not roles:
        return None
    recent = [role for role in roles if role.date is not None][-RECENT:] or list(roles)[-RECENT:]
    counts = Counter(core(role.text) for role in recent)
    last = {core(role.text): at for at, role in enumerate(recent)}
    owned = {core(role.text) for role in recent if role.of}
    best = max(counts, key=lambda key: (counts[key], key in owned, last[key]))
    own = [role for role in roles if core(role.text) == best]
    owners = Counter(role.of for role in own if role.of and role.of in index.entities)
    owner = max(sorted(owners), key=lambda id_: owners[id_]) if owners else None
    told = [role for role in own if role.of == owner] or own
    spelt = Counter(role.text.lower() for role in told)
    latest = {role.text.lower(): at for at, role in enumerate(told)}
    words = max(spelt, key=lambda text: (ended(text) == (best in over(roles)), spelt[text], latest[text]))
    role = next(r for r in reversed(told) if r.text.lower() == words)
    text = role.text
    if best in over(roles) and not ended(text):
        text = f"former {text[:1].lower()}{text[1:]}"
    if owner is not None:
        text = _whose(text, index.entities[owner])
    return Sourced(text[:1].upper() + text[1:], role.evidence)


def _whose(text: str, owner: Entity) -> str:
    name, words = owner.name, text.lower().split()
    if fold(name) in fold(text):
        return text
    if owner.type == "person":
        return f"{text} of {name}"
    if {"for", "to", "of"} & set(words[1:]) and "of" not in words[1:3]:
        return f"{name} {text}"  # "United States ambassador to Turkey"
    head = text.lower().split(" of ")[0].split()[-1]
    longer = "of" in words and text.lower() not in ROLES and owner.type != "place"
    link = "for" if head in _SENT else "at" if head in _AT or longer else "of"
    if owner.type == "place" and head not in LOCAL | PUBLIC:
        link = "from" if owner.subtype == "country" else "in"
    return f"{text} {link} {_article(name)}"


_SENT = frozenset("envoy ambassador spokesman spokeswoman spokesperson representative candidate".split())
"""Offices for somebody or something, not of it."""
_AT = frozenset(
    "analyst economist strategist researcher fellow professor lecturer scientist engineer correspondent "
    "reporter trader manager broker lawyer historian physicist fund-manager partner official".split()
)
_DEFINITE = frozenset(
    "ministry department union netherlands philippines pentagon kremlin government army command forces "
    "council league nations house network observatory directorate office court administration board fund "
    "agency committee commission association federation organisation organization institute bank "
    "senate party authority service bureau exchange".split()
)


def _article(name: str) -> str:
    words = name.lower().split()
    definite = (words[-1] in _DEFINITE and len(words) < 6) or words[0] in ("united", "university", "bank")
    if " of " in f" {name.lower()} " and any(word in _DEFINITE for word in words[: words.index("of")]):
        definite = True
    return f"the {name}" if definite and words[0] != "the" and not name.endswith("Bank") else name


PEOPLE = frozenset(
    """father mother son daughter brother sister wife husband widow cousin uncle nephew leader founder head
    chief member politician lawyer activist economist engineer archaeologist historian journalist writer
    author actor actress singer musician conductor artist player footballer scientist professor doctor
    teacher student businessman businesswoman entrepreneur banker investor soldier officer commander
    fighter militant rebel cleric priest bishop imam diplomat envoy analyst expert researcher adviser
    critic successor predecessor ally rival opponent candidate lawmaker native veteran""".split()
)
BODIES = frozenset(
    """group alliance coalition faction militia movement organisation organization network monitor watchdog
    charity agency body company firm maker manufacturer producer retailer bank carrier airline subsidiary
    unit arm wing branch party union association federation institute university newspaper magazine
    broadcaster channel website site ally rival successor predecessor critic opponent member community
    sect minority people tribe supplier provider operator owner broker insurer lender builder""".split()
)
SITES = frozenset(
    """town city village suburb district quarter neighbourhood neighborhood region province state capital
    country island river lake mountain desert port base airport prison camp shrine church mosque temple
    palace square street area enclave stronghold territory dam bridge site""".split()
)
CLASSES = PEOPLE | BODIES | SITES
"""Head nouns that say what somebody or something is, beside roles, organisations' and places' heads."""
_DANGLING = re.compile(r"\b(?:him|her|them|he|she|they|his|their|this|these)\b")
_PRICE = re.compile(r"\bat \d")
_ENDS_OPEN = re.compile(r"\b(?:of|in|for|from|at|on|near|to|by|with|and|the|a|an)$", re.IGNORECASE)
_HEAD_ENDS = re.compile(
    r"(?<!-)\b(?:of|in|for|from|at|on|near|to|by|with|who|which|that|whose|where|based|led|held|known|called|backed|"
    r"founded|formed|run|owned|allied|loyal|accused|linked|living|serving|between|about|and)\b(?!-)"
)
_VERB = re.compile(
    r"\b(?:said|says|told|tells|added|announced|reported|is|are|was|were|will|would|has|had|have|can|could|"
    r"did|does|came|went|became|began)\b",
    re.IGNORECASE,
)


def _describes(words: str, type_: str) -> bool:
    """Whether a phrase names a class that a thing of this type may belong to, and states nothing."""
    folded = words.lower()
    if _ENDS_OPEN.search(words) or _PRICE.search(words):
        return False
    main = re.split(r"\b(?:who|which|that|whose|where)\b", folded, maxsplit=1)[0]
    if _VERB.search(main):
        return False
    if folded.startswith("one of"):
        return type_ != "place"
    if _DANGLING.search(folded):
        return False
    opening = words.split()[: len(_HEAD_ENDS.split(folded, maxsplit=1)[0].split())]
    if not opening or not opening[-1][:1].islower():
        return False  # another name
    own = [word for word in words.lower().split() if word not in ("a", "an", "the")]
    if len(own) < 2 and type_ != "person":
        return False  # "the group" is another
    return _class_of(opening[-1].strip("'’\""), type_)


def _class_of(head: str, type_: str) -> bool:
    if type_ == "place":
        return head in SITES or head in PLACE_HEADS
    if type_ == "person":
        return head in PEOPLE or head in ROLES
    return head in BODIES or head in ORG_HEADS


def apposition(chains: Iterable[Chain], articles: Sequence[ArchiveArticle]) -> Sourced | None:
    """ "A group that was formerly aligned with Al Qaeda": the first phrase beside a name of it that says
    what it is; one that says it in a word only where there is no other."""
    short = None
    for chain in chains:
        article = articles[chain.article]
        for n in chain.mentions:
            mention = article.annotation.mentions[n]
            if mention.kind not in NAMED or mention.kind == "metonym":
                continue
            if mention.kind == "demonym" and not (mention.type == "group" and mention.text.endswith("s")):
                continue
            evidence: Evidence = sentence_of(article, mention)
            words = _behind(article.article.text, mention, evidence) or _before(
                article.article.text, mention, evidence
            )
            if words and len(words.split()) > 1:
                return Sourced(words[:1].upper() + words[1:], evidence)
            if words and short is None:
                short = Sourced(words[:1].upper() + words[1:], evidence)
    return short


def _behind(text: str, mention: Mention, evidence: Evidence) -> str:
    end = evidence.end
    while end > mention.end and text[end - 1] in ' .\n”"’':
        end -= 1
    found = _APPOSITION.match(text, mention.end, end)
    if found is None or _FINITE.match(found["words"]) or _LIST.match(found["words"]):
        return ""
    words = " ".join(_TICKER.sub("", found["words"]).split())
    once = (found["once"] or "").strip()
    if len(words) > LONGEST or not _describes(words, mention.type):
        return ""
    words = re.sub(r"^(?:an?|the)\s+", "", words, flags=re.IGNORECASE)
    return f"{once} {words}" if once else words


def _before(text: str, mention: Mention, evidence: Evidence) -> str:
    """Of "the state news agency SANA" the words before it; of "the Kurdish YPG militia" those around it."""
    found = _INTRODUCED.search(text, evidence.start, mention.start)
    if found is not None and mention.type == "organisation" and _ALONE.match(text, mention.end, evidence.end):
        words = found["words"].split()
        if (
            len(words) > 1
            and found["words"].islower()
            and words[-1] in BODIES
            and not _PREPOSITIONS & set(words)
        ):
            return " ".join(words)
    found = _BEFORE.search(text, evidence.start, mention.start)
    if found is None or text[found.end() - 3 : found.end()] == "of ":
        return ""
    words = found["words"].split()
    if _PREPOSITIONS & set(words):
        return ""
    lower = [word for word in words if word.islower() or demonym(word) is not None or "-" in word]
    if len(lower) < len(words):
        return ""
    head = words[-1].lower()
    if mention.type == "organisation" and len(words) > 1 and (head in BODIES or head in ORG_HEADS):
        return " ".join(words) if head not in ROLES else ""
    behind = _BEHIND.match(text, mention.end, evidence.end)
    if behind and mention.type == "organisation" and behind["head"] in BODIES and _people(words):
        return f"{' '.join(words)} {behind['head']}"
    return ""


def _people(words: Sequence[str]) -> bool:
    return all(demonym(word) is not None or word.endswith(("-led", "-backed", "-based")) for word in words)
