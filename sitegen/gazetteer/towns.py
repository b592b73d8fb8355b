"""Places that are less known: towns of fewer than 15,000 people, counties and districts.

Their names are surnames and ordinary words far more often than those of cities, so they are asked
for apart. The table stays as it is read, sorted bytes; a name is found in it by halving. The first
look-up takes some 30 ms, each further one some microseconds.
"""

from __future__ import annotations

import gzip
from bisect import bisect_right
from functools import cache, lru_cache
from importlib.resources import files

from sitegen.gazetteer.atlas import Kind, Place, spellings

FILES = ("towns-1.tsv.gz", "towns-2.tsv.gz")
STEP = 4096
"""Bytes between two keys of the index."""
COUNTY_HEADS = (
    "county",
    "parish",
    "borough",
    "district",
    "municipality",
    "province",
    "governorate",
    "subdistrict",
    "shire",
    "co",
)


@lru_cache(maxsize=65536)
def lesser_places(name: str) -> tuple[Place, ...]:
    """Towns of this name, and the counties whose bare name it is, most populous first.

    "Harris County", "County Mayo" and "district of Manbij" are counties alone; for "Harris" a county's
    name is longer than the one that was asked for.
    """
    bare = bare_county(name)
    for key in spellings(bare or name):
        found = [place for place in _rows(key) if not bare or place.kind == "county"]
        if found:
            return tuple(sorted(found, key=lambda p: (-p.population, p.kind, p.iso, p.admin1, p.geonameid)))
    return ()


def bare_county(name: str) -> str:
    """ "Harris" for "Harris County", "Mayo" for "County Mayo"; "" for what is not called a county."""
    words = name.split()
    if len(words) > 1 and words[-1].lower().rstrip(".") in COUNTY_HEADS:
        return " ".join(words[:-1])
    if len(words) > 1 and words[0].lower().rstrip(".") in COUNTY_HEADS:
        rest = words[2:] if words[1].lower() == "of" else words[1:]
        return " ".join(rest)
    return ""


def _rows(key: str) -> list[Place]:
    blob, keys = _table()
    wanted = key.encode()
    # The block before the first key that is greater: the key may begin in it.
    block = max(0, bisect_right(keys, wanted) - 1)
    if block and keys[block] == wanted:
        block -= 1
    at = blob.find(b"\n" + wanted + b"\t", block * STEP, (block + 3) * STEP)
    if at < 0:
        return []
    places = []
    while blob.startswith(wanted + b"\t", at + 1):
        end = blob.index(b"\n", at + 1)
        places.append(_place(blob[at + 1 : end].decode()))
        at = end
    return places


def _place(line: str) -> Place:
    key, name, code, lat, lon, people, geonameid = line.split("\t")
    iso, _, admin1 = code.partition(".")
    county = name[:1] == "+"
    shown = name.removeprefix("+") or " ".join(word.capitalize() for word in key.split(" "))
    kind: Kind = "county" if county else "city"
    return Place(shown, kind, iso, admin1, float(lat), float(lon), int(people), int(geonameid))


@cache
def _table() -> tuple[bytes, list[bytes]]:
    """The lines, each after a line break, and the first key at or after every STEP bytes."""
    folder = files("sitegen.gazetteer").joinpath("data")
    blob = b"\n" + b"".join(gzip.decompress(folder.joinpath(name).read_bytes()) for name in FILES)
    keys = []
    for at in range(0, len(blob) - 1, STEP):
        start = blob.find(b"\n", at) + 1
        keys.append(blob[start : blob.find(b"\t", start)] if start else b"\xff")
    return blob, keys
