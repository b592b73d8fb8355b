"""The other forms of an English word. static/search-forms.js finds the same ones, with the tables below.

The index holds words as they stand; a query's word stands for its other forms too, at a lower weight.
`forms` gives the forms of a base by the rules of English spelling, `bases` what a word may be a form
of. A rule may give what is no word, for no text has that; it should not take one word for another:
planning is a form of plan, not of plane, whose own form is planing.
"""

from __future__ import annotations

import re
from functools import lru_cache

FUNCTION_WORDS = frozenset(
    """
    a about after al all also although am an and any are as at be because been before being both but by
    could did do does doing done during each either el every for from had has have having he her here hers
    herself him himself his how i if in into is its itself just me most much must my myself neither
    nor of off on onto or other our ours ourselves own per shall she should since so some such than that
    the their theirs them themselves then there these they this those through thus to too unless until
    upon very via was we were what when where whereas whether which while whom whose why with within
    would yet you your yours
    """.split()
)
"""Words that say nothing about what is meant, the articles of Arabic names among them; not those that are
names too: may, us, who, will."""
IRREGULAR = (
    "begin began begun|break broke broken|bring brought|build built|burn burnt|buy bought|catch caught|"
    "child children|choose chose chosen|come came|deal dealt|draw drew drawn|drive drove driven|"
    "eat ate eaten|fall fell fallen|fight fought|flee fled|fly flew flown|foot feet|forbid forbade forbidden|"
    "forget forgot forgotten|freeze froze frozen|give gave given|grow grew grown|half halves|hear heard|"
    "hide hid hidden|hold held|keep kept|knife knives|know knew known|lead led|leave left|life lives|"
    "lose lost|make made|man men|mean meant|meet met|pay paid|ride rode ridden|rise rose risen|run ran|"
    "say said|see saw seen|seek sought|sell sold|send sent|shake shook shaken|shoot shot|sink sank sunk|"
    "sleep slept|speak spoke spoken|spend spent|stand stood|steal stole stolen|strike struck|"
    "swear swore sworn|sweep swept|swim swam swum|take took taken|teach taught|tear tore torn|tell told|"
    "thief thieves|think thought|throw threw thrown|wear wore worn|wife wives|win won|"
    "withdraw withdrew withdrawn|wolf wolves|woman women|write wrote written"
)
"""Bases with the forms that no rule gives."""
SPELLINGS = (
    "centre center|defence defense|fibre fiber|grey gray|licence license|litre liter|metre meter|"
    "offence offense|programme program|theatre theater|tyre tire"
)
"""British and American; -our and -or, -ise and -ize go by rule."""
ALONE = "aids audit content convent evening news provide quest sterling wedding"
"""Words that a rule would wrongly take for forms or bases of others."""
FROM_BASE = (
    ("press", 5, 0, "ion"),
    ("discuss", 7, 0, "ion"),
    ("possess", 7, 0, "ion"),
    ("confess", 7, 0, "ion"),
    ("t", 5, 0, "ion"),
    ("ate", 6, 1, "ion"),
    ("ise", 6, 1, "ation"),
    ("ize", 6, 1, "ation"),
    ("de", 6, 2, "sion"),
    ("ve", 6, 1, "al"),
    ("se", 6, 1, "al"),
    ("ic", 8, 0, "al"),
    ("ic", 5, 0, "ally"),
    ("le", 5, 1, "y"),
    ("y", 5, 1, "ily"),
    ("", 4, 0, "ly"),
    ("sis", 5, 2, "es"),
)
"""How words are derived: the ending of a base, its least length, letters cut, letters added."""
FROM_ANY = (("ion", 7, 0, "al"), ("ment", 7, 0, "al"), ("al", 6, 0, "ly"))
"""The same from a word that may be derived itself."""

_WORD = re.compile(r"[a-z]{3,}")
_VOWEL = re.compile(r"[aeiouy]")
_SHORT = re.compile(r"(?:qu|[^aeiouy])*[aeiouy][^aeiouwxy]")
"""A short syllable, whose last letter is doubled before -ed and -ing: plan, win, shop."""
_LONGER = re.compile(r"[a-z]*[aeiou][bdglmnprt]")
"""A longer word that may double its last letter: refer, control, travel."""
_LAST = ("s", "ed")
_GROUPS = tuple(tuple(group.split()) for group in IRREGULAR.split("|"))
_IRREGULAR = {group[0]: group[1:] for group in _GROUPS}
_PAIRS = tuple(tuple(pair.split()) for pair in SPELLINGS.split("|"))
_SPELT = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}
_BASES = {form: group[0] for group in _GROUPS for form in group[1:]}
_ALONE = frozenset(ALONE.split())


def tables() -> dict[str, object]:
    """The tables of this module, for the browser."""
    return {
        "function": sorted(FUNCTION_WORDS),
        "irregular": IRREGULAR,
        "spellings": SPELLINGS,
        "alone": ALONE,
        "fromBase": FROM_BASE,
        "fromAny": FROM_ANY,
    }


@lru_cache(maxsize=4096)
def variants(word: str) -> tuple[str, ...]:
    """The other forms of an English word, sorted, real or not: flow, flows, flowed and more for flowing."""
    found: set[str] = set()
    for base in bases(word):
        for spelt in (base, *_spellings(base)):
            found |= forms(spelt)
    return tuple(sorted(found - {word} - _ALONE - FUNCTION_WORDS))


def bases(word: str) -> list[str]:
    """What `word` may be a form of, sorted; also itself, unless it ends in -s or -ed and is a form
    of something else already."""
    if not _WORD.fullmatch(word) or word in _ALONE or word in FUNCTION_WORDS:
        return []
    candidates = {word, _BASES.get(word, word)}
    derived = {word}
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        derived.add(word[:-1])
        candidates |= {word[:-1], word[:-2]}
    if word.endswith("ies"):
        candidates.add(word[:-3] + "y")
    if word.endswith("ed"):
        candidates |= {word[:-1], word[:-2], word[:-3]}
    if word.endswith("ied"):
        candidates.add(word[:-3] + "y")
    if word.endswith("ing"):
        candidates |= {word[:-3], word[:-4], word[:-3] + "e"}
    if word.endswith("ying"):
        candidates.add(word[:-4] + "ie")
    for _ in range(2):
        derived |= {base for each in derived for base in _underived(each, FROM_ANY)}
    candidates |= derived | {base for each in derived for base in _underived(each, FROM_BASE)}
    found = sorted(base for base in candidates if word in forms(base))
    return [base for base in found if base != word or len(found) == 1 or not word.endswith(_LAST)]


@lru_cache(maxsize=16384)
def forms(base: str) -> frozenset[str]:
    """All forms of a base, itself among them; empty for what can be no base."""
    if not _WORD.fullmatch(base) or not _VOWEL.search(base) or base in _ALONE or base in FUNCTION_WORDS:
        return frozenset()
    if len(base) > 6 and base.endswith("ing"):
        return frozenset((base, base + "s"))
    derived = [base, *_derived(base, FROM_BASE)]
    for each in derived:
        derived += _derived(each, FROM_ANY)
    plurals = [each + "s" for each in derived if each.endswith(("ion", "al"))]
    return frozenset((*derived, *plurals, *_inflected(base), *_IRREGULAR.get(base, ())))


def _inflected(base: str) -> list[str]:
    if base.endswith("y") and base[-2] not in "aeiou":
        return [base[:-1] + "ies", base[:-1] + "ied", base + "ing"]
    if base.endswith(("s", "x", "z", "ch", "sh")):
        plurals = [base + "es"]
    else:
        plurals = [base + "s", base + "es"] if base.endswith("o") else [base + "s"]
    if base.endswith("e"):
        stem = base if base.endswith(("ee", "oe", "ye")) else base[:-1]
        return [*plurals, base + "d", base[:-2] + "ying" if base.endswith("ie") else stem + "ing"]
    doubled = [base + base[-1] + "ed", base + base[-1] + "ing"]
    if _SHORT.fullmatch(base):
        return plurals + doubled
    return plurals + [base + "ed", base + "ing"] + (doubled if _LONGER.fullmatch(base) else [])


def _derived(word: str, rules: tuple[tuple[str, int, int, str], ...]) -> list[str]:
    return [
        word[: len(word) - cut] + added
        for ending, least, cut, added in rules
        if len(word) >= least and word.endswith(ending)
    ]


def _underived(word: str, rules: tuple[tuple[str, int, int, str], ...]) -> list[str]:
    """From what `_derived` may have made `word`."""
    found = []
    for ending, _, cut, added in rules:
        kept = ending[: len(ending) - cut]
        if word.endswith(kept + added):
            found.append(word[: len(word) - len(added)] + ending[len(kept) :])
    return found


def _spellings(base: str) -> list[str]:
    """Its British or American spelling, where a rule or table knows one."""
    if base in _SPELT:
        return [_SPELT[base]]
    if len(base) > 5 and base.endswith("our"):
        return [base[:-2] + "r"]
    if len(base) > 4 and base.endswith("or"):
        return [base[:-1] + "ur"]
    if len(base) > 5 and base.endswith(("ise", "ize", "yse", "yze")):
        return [base[:-2] + ("z" if base[-2] == "s" else "s") + "e"]
    return []
