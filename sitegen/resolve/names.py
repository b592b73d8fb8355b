"""Names as matched by: their words, who owns a ministry, what an acronym may stand for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sitegen import gazetteer
from sitegen.model import EntityType, Mention
from sitegen.naming import fold

ARTICLES = frozenset("al el as ash ad adh an ar at az ul".split())
"""The Arabic article before its sun and moon letters; optional in English spellings."""
PARTICLES = ARTICLES | frozenset("bin ibn ben van von der den de du da di del della dos la le st".split())
"""Words that may open a surname."""
GENERATIONS = frozenset("jr sr ii iii iv".split())
COMPANY_WORDS = frozenset(
    "inc incorporated corp corporation co company ltd limited plc llc lp ag sa nv gmbh spa".split()
)
"""Legal forms at the end of a company's name; "Apple Inc." is Apple."""
GENERIC = frozenset(
    """administration affairs agency air armed army attorney authorities authority bank border bureau
    cabinet central chamber coast commission committee congress constitutional council court customs
    defence department economy education embassy energy environment federal finance force forces foreign
    general government guard health high house information intelligence interior internal joint justice
    labour leadership lower military minister ministers ministry national navy of office oil opposition
    parliament police presidency president presidential prime prosecutor public regime republican revolutionary
    secret security senate service services staff state supreme the and trade transport treasury troops
    upper war for""".split()
)
"""An organisation whose name has no other word has a namesake in every country: its owner tells it apart."""
_SILENT = frozenset("of the and for affairs".split())
_BRITISH = {"defense": "defence", "labor": "labour", "center": "centre", "organization": "organisation"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name as matched by."""

    key: str
    """Folded, in one canonical order of words; equal keys of one type and owner are one name."""
    owner: str = ""
    """ISO code of the country that the name itself gives a generic organisation; "" where it gives none."""
    generic: bool = False
    """True where the name alone can't tell whose it is: "Interior Ministry"."""


@lru_cache(maxsize=65536)
def read_name(type_: EntityType, name: str) -> Name:
    """`name` (as Mention.name gives it) as matched by. Its key is empty where nothing can be read."""
    words = fold(name).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if type_ == "person":
        while len(words) > 1 and words[-1] in GENERATIONS:
            words.pop()
        return Name(" ".join(words))
    if type_ == "place":
        country = gazetteer.country(name) or gazetteer.country(" ".join(words).title())
        return Name(f"country {country.iso.lower()}", country.iso) if country else Name(" ".join(words))
    if type_ == "organisation":
        return _organisation(words)
    return Name(" ".join(words))


def _organisation(words: list[str]) -> Name:
    words = [_BRITISH.get(word, word) for word in words]
    while len(words) > 1 and words[-1] in COMPANY_WORDS:
        words = words[:-1]
    owner, rest = _owned(words)
    if rest and all(word in GENERIC for word in rest):
        telling = [word for word in rest if word not in _SILENT]
        if "ministry" in telling or "department" in telling:
            # "Ministry of the Interior" and "Interior Ministry" are one name.
            head = "ministry" if "ministry" in telling else "department"
            telling = [head, *sorted(word for word in telling if word != head)]
        return Name(" ".join(telling or rest), owner, generic=True)
    return Name(" ".join(words))


def _owned(words: list[str]) -> tuple[str, list[str]]:
    """The country that opens or ends an organisation's name, and the other words."""
    for size in (2, 1):
        if len(words) > size:
            iso = country_of(" ".join(words[:size]))
            if iso:
                return iso, words[size:]
    for size in (1, 2, 3):
        if len(words) > size + 1 and words[-size - 1] == "of":
            iso = country_of(" ".join(words[-size:]))
            if iso:
                return iso, words[: -size - 1]
    return "", words


@lru_cache(maxsize=16384)
def country_of(folded: str) -> str:
    """ISO code of the country that a folded name or demonym means, "" for none."""
    text = folded.upper() if len(folded) <= 3 else folded.title()
    country = gazetteer.country(text)
    if country:
        return country.iso
    demonym = gazetteer.demonym(folded.title())
    return (demonym.iso or "") if demonym else ""


def mention_name(mention: Mention) -> Name:
    return read_name(mention.type, mention.name)


# ---------------------------------------------------------------- persons


def surname_only(key: str) -> bool:
    """True for "shara", "al shara", "bin laden": no given name to tell by."""
    words = key.split()
    while len(words) > 1 and words[0] in PARTICLES:
        words = words[1:]
    return len(words) <= 1


def surname(key: str) -> str:
    """The last word."""
    return key.rsplit(" ", 1)[-1]


@lru_cache(maxsize=65536)
def person_words(key: str) -> tuple[str, ...]:
    """The words of a person's name, the Arabic article left out and "abu", "umm", "abd" joined on."""
    words: list[str] = []
    joined = ""
    source = key.split()
    for at, word in enumerate(source):
        last = at == len(source) - 1
        if word in ARTICLES and not last and (at > 0 or len(source) == 2):
            continue
        if word in ("abu", "umm", "abd", "abdul", "abdel", "abdal") and not last:
            joined += "abdul" if word.startswith("abd") else word
            continue
        words.append(joined + word)
        joined = ""
    return tuple(words)


# ---------------------------------------------------------------- acronyms


def initials(key: str) -> frozenset[str]:
    """What a name of several words may be shortened to: with and without its small words and articles."""
    words = key.split()
    if len(words) < 2:
        return frozenset()
    small = ARTICLES | _SILENT | {"in", "on", "to", "a", "du", "de", "des", "la", "le", "et", "und"}
    telling = [w for w in words if w not in small]
    options = {"".join(w[0] for w in words), "".join(w[0] for w in telling)}
    options.add("".join(w[0] for w in words if w not in {"the", "of", "and", "for"}))
    return frozenset(option for option in options if len(option) >= 2)
