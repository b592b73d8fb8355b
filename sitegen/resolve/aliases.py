"""Aliases: where an article itself says that two names are one: "formerly", "born", "nom de guerre"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sitegen.model import Mention
from sitegen.naming import fold
from sitegen.resolve.names import GENERIC

NAMED = ("name", "acronym", "demonym", "metonym")
TOLD = "the text says "
"""Begins the reason of such a join."""
_REACH = 60
"""Characters between the two names at most."""
_ALSO = re.compile(
    r"""[\s,;(–—"“'‘]*(?:or|who\s+is|who\s+was|who|is|are|was|the\s+former)?\s*
    (?:also|better|best|formerly|previously|once|widely|commonly|sometimes|often|then|now|locally)?\s*
    (?:known\s+(?:simply\s+|locally\s+|internationally\s+)?(?:as|by)|a\.k\.a\.|aka|alias|also\s+called
    |(?:who\s+)?goes\s+by|formerly|previously|formerly\s+called|originally|renamed(?:\s+as)?|rebranded(?:\s+as)?
    |whose\s+real\s+name\s+(?:is|was)|real\s+name|born|n[ée]e|nom\s+de\s+guerre|by\s+(?:his|her)\s+nom\s+de\s+guerre)
    (?:\s+(?:his|her|its|their|the|is|as|nom(?:\s+de\s+guerre)?\s+of|nom\s+de\s+guerre|name\s+of|(?:stage|pen|code|birth|nick)\s?name|name|names
    |nickname|pseudonym|alias|initials?|acronym|(?:French|English|Spanish|German|Arabic|Portuguese|Kurdish|Russian|Turkish)
    ))*[\s,:"“'‘(]*""",
    re.IGNORECASE | re.VERBOSE,
)  # fmt: skip
"""Between two names: the second is another name of the first."""
_NOW = re.compile(r"\s+is\s+now\s+(?:the\s+)?|,?\s+now\s+(?:Pope|King|Queen|Saint|Emperor|Sultan)\s+")
"""So too, of what has changed its name for good."""
_WAR_NAME = re.compile(r"\bnom(?:s)? de guerre(?: of| was| is)? \Z")
TICKER = "its ticker"
"""The reason for "Chrysler <C>": a sign that is no name elsewhere."""
_TICKER = re.compile(r"(?:['’]s)?\s?<")
_BRACKET = re.compile(r"\s\(")


def told_aliases(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int, str]]:
    """(mention, mention, why): two names that the text itself says are one."""
    for n in range(len(mentions) - 1):
        at = n
        if mentions[n].kind == "pronoun" and mentions[n].text.lower() in ("he", "she"):
            # "… in 2012, when he was known as Abu Mohammed al-Jolani"
            at = _named(mentions, n)
        one, start = mentions[at], mentions[n]
        if one.kind not in NAMED or one.type in ("work", "other"):
            continue
        for m in range(n + 1, min(n + 4, len(mentions))):
            two = mentions[m]
            gap = text[start.end : two.start]
            if two.sentence != start.sentence or len(gap) > _REACH:
                break
            if two.start < start.end or two.kind not in ("name", "acronym"):
                continue
            why = _told(gap, one, two, text)
            if why:
                yield at, m, why
            break
    for m, two in enumerate(mentions):
        war_name = _WAR_NAME.search(text[max(0, two.start - 40) : two.start])
        if war_name is None or two.type != "person" or two.kind != "name":
            continue
        before = [
            n for n in range(m) if mentions[n].type == "person" and mentions[n].sentence == two.sentence
        ]
        people = [n for n in before if mentions[n].kind == "name"]
        if people:
            yield people[-1], m, f"{TOLD}“{war_name.group().strip()}”"


def _named(mentions: Sequence[Mention], n: int) -> int:
    """The named mention that a pronoun stands for, the pronoun itself where none is known."""
    seen, at = {n}, n
    while (target := mentions[at].antecedent) is not None and target not in seen:
        seen.add(target)
        at = target
    return at


def _told(gap: str, one: Mention, two: Mention, text: str) -> str:
    after = text[two.end : two.end + 1]
    if _TICKER.fullmatch(gap) and after == ">" and len(two.text) < 6 and one.type != "person":
        return TICKER
    people = "person" in (one.type, two.type)
    if _BRACKET.fullmatch(gap) and after == ")" and one.type == two.type:
        shared = set(fold(one.name).split()) & set(fold(two.name).split())
        if any(len(word) > 3 and word not in GENERIC for word in shared) and not people:
            return f"{TOLD}“({two.name})”"
        return ""
    if not len(gap) > 3 or {one.type, two.type} & {"work", "other", "group"} - {one.type} & {two.type}:
        return ""
    # "born" and the like stand in apposition; "Australian-born" is something else.
    set_off = gap.lstrip()[:1] in tuple(",(–—") or len(gap.split()) > 1
    if "place" in (one.type, two.type) and one.type != two.type:
        return ""
    if (set_off and _ALSO.fullmatch(gap)) or _NOW.fullmatch(gap):
        return f"{TOLD}“{' '.join(gap.split())}”"
    return ""
