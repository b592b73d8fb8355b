"""Countries, first-level subdivisions and cities by name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from sitegen.gazetteer.spelling import skeleton
from sitegen.gazetteer.tables import lines
from sitegen.naming import fold

Kind = Literal["city", "region", "county", "country"]


@dataclass(frozen=True, slots=True)
class Country:
    """A country, a dependent territory, or a former state (whose `iso` has four letters).

    lat, lon: degrees of its middle, good to about a degree. geonameid is 0 for a former state.
    """

    iso: str
    name: str
    lat: float
    lon: float
    capital: str
    continent: str
    """AF, AN, AS, EU, NA, OC or SA."""
    geonameid: int
    population: int


@dataclass(frozen=True, slots=True)
class Place:
    """A city (of 15,000 people or more, or a capital), a region or a country; see towns.py for smaller
    cities and for counties, which are subdivisions of the second level.

    iso: country code, empty for a region of several countries ("Middle East"). admin1: GeoNames's code
    of the first-level subdivision, empty where there is none. lat, lon: degrees; a region's are the
    mean of its towns, or about its middle. population, geonameid: 0 where
    unknown; a region's population is that of its cities.
    """

    name: str
    kind: Kind
    iso: str
    admin1: str
    lat: float
    lon: float
    population: int
    geonameid: int


def country(name: str) -> Country | None:
    """The country of this name, alias, former name or ISO code; case-sensitive for codes and abbreviations.

    "US", "U.S.", "UK", "Burma" and "Côte d'Ivoire" are countries, "us" and "March" are not. Two-letter
    codes that are also words, American states or common abbreviations ("IN", "CA", "PM") are left
    out: use `country_by_code` where a code is meant.
    """
    codes, names = _countries()
    text = name.strip()
    found = codes.get(text) or codes.get(text.replace(".", ""))
    if found is None and (len(text) > 3 or not text.isupper()):
        found = names.get(_article(fold(text))) if text[:1].isupper() or " " in text else None
    return found


def country_by_code(iso: str) -> Country | None:
    """The country of an ISO 3166 code of two or three letters, in capitals."""
    return _codes().get(iso)


@lru_cache(maxsize=65536)
def places(name: str) -> tuple[Place, ...]:
    """Every place of this name, the likeliest first.

    That is by population, but: a capital before others; of a city and the region around it the city
    first; places whose name it is in GeoNames or in English papers before places that only have it as
    another name (those count a tenth of their people). Without "the" and, failing that, without the
    Arabic article. "Ill." and "W.Va." with their full stops are states. Whether the name is also an
    ordinary word is for the caller to ask: see ORDINARY.
    """
    short = _abbreviations().get(name.replace(" ", "")) if name[-1:] == "." else None
    if short is not None:
        return (_place(short),)
    found: tuple[Place, ...] = ()
    for key in spellings(name):
        # "Saint Louis" is St. Louis too; without the Arabic article a name is another one.
        more = _places(key) if not found or key.startswith(("st ", "saint ")) else ()
        found += tuple(place for place in more if place not in found)
    as_country = country(name)
    if as_country is not None:
        c = as_country
        found = (
            Place(c.name, "country", c.iso, "", c.lat, c.lon, c.population, c.geonameid),
            *found,
        )
    return found


def is_capital(place: Place) -> bool:
    """Whether a city is the capital of its country."""
    return place.kind == "city" and (place.iso, fold(place.name)) in _capitals()


def region_by_code(code: str) -> Place | None:
    """The American state, Canadian province or Australian state of a postal code: "TX", "ON", "NSW".

    Only where a code is meant, as after a comma: many are words.
    """
    row = _abbreviations().get(f"={code}") if code.isupper() else None
    return _place(row) if row is not None else None


def spelt_like(name: str, iso: str) -> tuple[Place, ...]:
    """Cities and regions of one country whose spelling key is that of `name`, most populous first."""
    key = skeleton(name)
    if len(key) < 2:
        return ()
    found = {place for main, place in _inside(iso).get(key, ())}
    return tuple(sorted(found, key=lambda p: (p.kind != "city", -p.population, p.geonameid, p.name)))


def other_names(geonameid: int) -> tuple[str, ...]:
    """What else the city, region or country with this GeoNames id is called; empty where it is unknown.

    The table has the names of cities and regions folded: their capital letters are a guess.
    """
    row = _by_id().get(geonameid)
    if row is not None:
        name, others, _ = _rows()[row][1].split("\t", 2)
        spelt = (other.strip("*=").title() for other in others.split("|"))
        return tuple(dict.fromkeys(other for other in spelt if other and other != name.removeprefix("+")))
    return _names_of_countries().get(geonameid, ())


_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}
_SHORT |= {"n": "north", "s": "south", "e": "east", "w": "west"}
_LONG = {long: short for short, long in _SHORT.items() if len(short) == 2 and long[0] not in "ns"} | {
    "saint": "st"
}


def spellings(name: str) -> Iterator[str]:
    """The folded name, then what else tables may have for it: "Saint" for "St.", no Arabic article."""
    key = _article(fold(name))
    yield key
    first, _, rest = key.partition(" ")
    if rest:
        for table in (_SHORT, _LONG):
            if first in table:
                yield f"{table[first]} {rest}"
        bare = _without_article(key)
        if bare != key:
            yield bare


_PROSE = frozenset("US USA GB NZ UAE".split())
"""ISO codes that texts use. "IE", "IT", "PRO" and the others mean something else far more often."""


@cache
def _codes() -> dict[str, Country]:
    return {code: found for found, codes, _ in _country_rows() for code in codes}


@cache
def _countries() -> tuple[dict[str, Country], dict[str, Country]]:
    """By code or abbreviation, as written; by folded name."""
    codes = {code: found for code, found in _codes().items() if code in _PROSE}
    names: dict[str, Country] = {}
    for found, _, spellings in _country_rows():
        for spelling in spellings:
            if spelling.replace(".", "").isupper() and len(spelling.replace(".", "")) <= 5:
                codes[spelling] = codes[spelling.replace(".", "")] = found
            else:
                names.setdefault(_article(fold(spelling)), found)
    return codes, names


def _country_rows() -> Iterator[tuple[Country, list[str], list[str]]]:
    """Each country with its codes and with its names, the present ones first."""
    for line in lines("countries.tsv"):
        iso, iso3, name, aliases, former, lat, lon, capital, continent, geonameid, people = line.split("\t")
        found = Country(iso, name, float(lat), float(lon), capital, continent, int(geonameid), int(people))
        names = [name, *filter(None, aliases.split("|")), *filter(None, former.split("|"))]
        yield found, [code for code in (iso, iso3) if code], names


def _article(key: str) -> str:
    return key.removeprefix("the ")


_ARABIC = re.compile(r"^(?:al|el|as|ash|ad|an|ar|at|az|es|ed|er|et|ez) (?=\w{3})")


def _without_article(key: str) -> str:
    return _ARABIC.sub("", key)


@cache
def _capitals() -> frozenset[tuple[str, str]]:
    return frozenset((row.iso, fold(row.capital)) for row, _, _ in _country_rows() if row.capital)


def _places(key: str) -> tuple[Place, ...]:
    rows = _by_name().get(key, ())
    ranked = sorted({(weight, place) for weight, place in _weighed(key, rows)}, key=_order)
    seen: dict[Place, None] = {}
    for _, place in ranked:
        seen.setdefault(place)
    return tuple(seen)


def _order(ranked: tuple[int, Place]) -> tuple[int, str, int, str]:
    weight, place = ranked
    return -weight, place.iso, place.geonameid, place.name


def _weighed(key: str, rows: Sequence[int]) -> Iterator[tuple[int, Place]]:
    found = [_place(row) for row in rows]
    around = {(p.iso, p.admin1): p.population for p in found if p.kind == "city"}
    for row, place in zip(rows, found, strict=True):
        usual = f"*{key}" in _rows()[row][1].split("\t", 2)[1].split("|")
        main = usual or key in (fold(place.name), _without_article(fold(place.name)))
        weight = place.population if main else place.population // 10
        if main and is_capital(place):
            weight = place.population * 20
        elif place.kind == "region" and (place.iso, place.admin1) in around and place.admin1:
            weight = min(weight, around[place.iso, place.admin1] // 10 - 1)
        elif place.kind == "region" and not place.geonameid:
            weight = 3_000_000
        yield weight, place


@cache
def _rows() -> tuple[tuple[str, str], ...]:
    """Every city and region: its country and its line, "city" or "region" told by the number of cells."""
    rows = []
    iso = ""
    for line in lines("cities.tsv"):
        if line[0] == "=":
            iso = line[1:]
        else:
            rows.append((iso, line))
    for line in lines("regions.tsv"):
        iso, _, rest = line.partition("\t")
        rows.append((iso, "+" + rest))
    return tuple(rows)


def _place(row: int) -> Place:
    iso, line = _rows()[row]
    name, _, admin1, lat, lon, people, geonameid = line.split("\t")
    kind: Kind = "region" if name[0] == "+" else "city"
    return Place(
        name.removeprefix("+"), kind, iso, admin1, float(lat), float(lon), int(people), int(geonameid)
    )


@cache
def _abbreviations() -> dict[str, int]:
    """Rows of the regions that papers abbreviate, by the abbreviation without spaces, a postal code
    after "="."""
    rows = {}
    for number, (iso, line) in enumerate(_rows()):
        if line[0] == "+":
            rows[iso, line.split("\t")[2]] = number
    short = {}
    for line in lines("abbreviations.tsv"):
        iso, _, pairs = line.partition("\t")
        for pair in pairs.split():
            code, _, text = pair.partition("=")
            short[text if text[-1] == "." else f"={text}"] = rows[iso, code]
    return short | {f"={code}": row for (iso, code), row in rows.items() if iso == "US"}


@cache
def _by_name() -> Mapping[str, list[int]]:
    """Rows by each folded name, and by the main name without the Arabic article."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, (_, line) in enumerate(_rows()):
        name, others, _ = line.split("\t", 2)
        region = name[0] == "+"
        if region:
            spelt = [_article(fold(other)) for other in others.split("|") if other]
            key = fold(name[1:])
        else:
            spelt = others.replace("*", "").split("|") if others else []
            key = spelt.pop(0)[1:] if others[:1] == "=" else name.lower()
        index[key].append(number)
        if key[2:3] == " " or key[3:4] == " ":
            bare = _without_article(key)
            if bare != key:
                index[bare].append(number)
        for other in spelt:
            index[other].append(number)
    return index


@cache
def _by_id() -> Mapping[int, int]:
    """Rows by their GeoNames id."""
    ids = ((int(line.rsplit("\t", 1)[1]), number) for number, (_, line) in enumerate(_rows()))
    return {geonameid: number for geonameid, number in ids if geonameid}


@cache
def _names_of_countries() -> Mapping[int, tuple[str, ...]]:
    return {found.geonameid: tuple(names[1:]) for found, _, names in _country_rows()}


@cache
def _inside(iso: str) -> dict[str, tuple[tuple[str, Place], ...]]:
    """Places of one country by the spelling keys of their names."""
    index: dict[str, list[tuple[str, Place]]] = defaultdict(list)
    for number, (of, line) in enumerate(_rows()):
        if of == iso:
            name, others, _ = line.split("\t", 2)
            place = _place(number)
            for spelling in [name.removeprefix("+"), *filter(None, others.replace("=", "").split("|"))]:
                index[skeleton(spelling)].append((name, place))
    return {key: tuple(found) for key, found in index.items()}
