"""Names as matched by: their words, who owns a ministry, what an acronym may stand for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sitegen import gazetteer
from sitegen.model import EntityType
from sitegen.naming import fold, words
from sitegen.resolve.persons import ARTICLES, person_key

COMPANY_WORDS = words(
    """inc incorporated corp corporation co company ltd limited plc llc lp ag sa nv gmbh spa"""
)
"""Legal forms at the end of a company's name; "Apple Inc." is Apple."""
GENERIC = words(
    """administration affairs agency air and armed army attorney authorities authority bank border
    bureau cabinet central chamber coast commission committee congress constitutional council court
    customs defence department directorate economy education embassy energy environment federal finance
    for force forces foreign general government guard health high house information intelligence
    interior internal joint justice labour leadership lower military minister ministers ministry
    national navy of office oil opposition parliament police presidency president presidential prime
    prosecutor public regime republican revolutionary secret security senate service services staff
    state supreme the trade transport treasury troops upper war"""
)
"""An organisation whose name has no other word has a namesake in every country: its owner tells it apart."""
HEADS = words(
    """agency army authorities bank bureau cabinet commission committee congress council court customs
    department embassy force forces government guard intelligence military ministry navy opposition parliament
    police presidency regime senate treasury troops"""
)
"""One of these must be in a generic name."""
ALONE = words(
    """army cabinet congress government military navy opposition parliament police presidency regime senate
    treasury"""
)
"""These are one by themselves."""
DESCRIBED = words(
    """party council guard senate house department committee university police court commerce board hospital
    school library church"""
)
"""Whatever stands before these, a place or an owner is what tells them apart."""
PARTIES = frozenset(
    f"{word} party"
    for word in (
        "republican democratic labour conservative liberal socialist communist green nationalist workers"
        " peoples centre progressive"
    ).split()
) | {"social democratic party", "christian democratic party", "social democrats", "christian democrats"}
"""Parties that many countries have under one name."""
_PLACE_WORDS = {"mt": "mount", "st": "saint", "ft": "fort"}
_SILENT = frozenset(["of", "the", "and", "for", "affairs"])
_SERVICES = words("directorate agency service services department")
_BRITISH = {"defense": "defence", "labor": "labour", "center": "centre", "organization": "organisation"} | {
    "program": "programme",
    "programs": "programmes",
}


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
    if type_ == "person":
        return Name(person_key(name))
    words = fold(name).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if type_ == "place":
        iso = country_of(name)
        if iso:
            return Name(f"country {iso.lower()}", iso)
        return Name(" ".join(_PLACE_WORDS.get(word, word) for word in words))
    if type_ == "organisation":
        return _organisation(words)
    if type_ in ("work", "other"):
        return Name(_product(words))
    return Name(" ".join(words))


def _product(words: list[str]) -> str:
    """A model's code tells it, whoever is said to make it: "A380s" are "Airbus A380"."""
    for at, word in enumerate(words):
        if len(word) > 2 and not word.isdigit() and any(c.isdigit() for c in word):
            return " ".join([*words[at:-1], words[-1].removesuffix("s")])
    if words and len(words[-1]) > 5 and not words[-1].endswith("ss"):
        words = [*words[:-1], words[-1].removesuffix("s")]  # "Dreamliners"
    return " ".join(words)


def _organisation(words: list[str]) -> Name:
    words = [_BRITISH.get(word, word) for word in words]
    while len(words) > 1 and words[-1] in COMPANY_WORDS:
        words = words[:-1]
        if len(words) > 1 and words[-1] in ("group", "holdings"):
            words = words[:-1]
    if COMPANY_WORDS.issuperset(words):
        # "Co Ltd" is the end of a name that was cut.
        return Name(" ".join(words), generic=True)
    owner, rest = _owned(words)
    if " ".join(rest) in PARTIES:
        return Name(" ".join(rest), owner, generic=True)
    telling_head = (HEADS & set(rest)) if len(rest) > 1 else (ALONE & set(rest))
    if telling_head and all(word in GENERIC for word in rest):
        telling = [word for word in rest if word not in _SILENT]
        if "treasury" in telling:
            telling = ["treasury"]
        elif "intelligence" in telling and len(telling) > 2:
            # "General Intelligence" and "General Intelligence Directorate" are one name.
            telling = [word for word in telling if word not in _SERVICES]
        elif "ministry" in telling or "department" in telling:
            # "Ministry of the Interior" and "Interior Ministry" are one name.
            head = "ministry" if "ministry" in telling else "department"
            telling = [head, *sorted(word for word in telling if word != head)]
        return Name(" ".join(telling or rest), owner, generic=True)
    return Name(" ".join(words))


def _owned(words: list[str]) -> tuple[str, list[str]]:
    """The country that opens or ends an organisation's name, and the other words."""
    for size in (2, 1):
        if len(words) > size:
            iso = _folded_country(words[:size])
            if iso:
                return iso, words[size:]
    for size in (1, 2, 3):
        if len(words) > size + 1 and words[-size - 1] == "of":
            iso = _folded_country(words[-size:])
            if iso:
                return iso, words[: -size - 1]
    return "", words


CODES = words("US USA UK UAE USSR PRC DRC GDR FRG KSA ROK DPRK NZ")
"""Short forms of countries that news writes; other codes mean other things more often (IE, CU)."""


@lru_cache(maxsize=16384)
def country_of(name: str) -> str:
    """ISO code of the country that a name or demonym, as written, means; "" for none."""
    letters = name.replace(".", "").strip()
    if len(letters) <= 4 and letters.isupper() and letters not in CODES:
        return ""
    if len(letters) <= 2 and not letters.isupper():
        return ""
    if len(letters) > 5 and letters.isupper():
        name = name.title()
    country = gazetteer.country(name)
    if country:
        return country.iso
    demonym = gazetteer.demonym(name)
    return (demonym.iso or "") if demonym else ""


def _folded_country(words: list[str]) -> str:
    text = " ".join(words)
    return country_of(text.upper() if text.upper() in CODES else text.title())


@lru_cache(maxsize=16384)
def describes(key: str) -> bool:
    """True for words that say what something is and not which: "National Guard", "City Council"."""
    heads = gazetteer.ORG_HEADS.keys() | gazetteer.PLACE_HEADS.keys() | GENERIC
    own = [word if word in heads else word.removesuffix("s") for word in key.split()]
    return all(word in heads for word in own) or own[-1] in DESCRIBED


# ---------------------------------------------------------------- acronyms


@lru_cache(maxsize=16384)
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
