"""Towns and counties that are less known."""

from __future__ import annotations

import pytest

from sitegen import gazetteer
from sitegen.gazetteer.towns import _rows, _table


@pytest.mark.parametrize(
    ("name", "state"),
    [("Grand Ledge", "MI"), ("St. Clairsville", "OH"), ("Saint Clairsville", "OH"), ("GRAND LEDGE", "MI")],
)
def test_a_town(name: str, state: str) -> None:
    (town,) = gazetteer.lesser_places(name)
    assert (town.kind, town.iso, town.admin1) == ("city", "US", state)


def test_counties_by_their_names() -> None:
    counties = gazetteer.lesser_places("Butler County")
    assert {place.kind for place in counties} == {"county"}
    assert {"AL", "KS", "OH", "PA"} <= {place.admin1 for place in counties}
    assert ("IE", "C") in {(place.iso, place.admin1) for place in gazetteer.lesser_places("County Mayo")}
    (manbij,) = gazetteer.lesser_places("Manbij District")
    assert (manbij.iso, manbij.geonameid) == ("SY", 167355)
    (rapides,) = gazetteer.lesser_places("Rapides Parish")
    assert rapides.admin1 == "LA" and 31.0 < rapides.lat < 31.5 and -93.0 < rapides.lon < -92.0


def test_a_bare_name_is_a_town_or_a_county() -> None:
    kinds = {place.kind for place in gazetteer.lesser_places("Harris")}
    assert kinds == {"city", "county"}


@pytest.mark.parametrize("name", ["", "Zzyzx Nowhere", "Aleppo", "the", "County"])
def test_what_is_no_town(name: str) -> None:
    assert gazetteer.lesser_places(name) == ()


def test_every_name_is_found() -> None:
    """Looking up halves the table: a name at the edge of two blocks is found with all of its places."""
    blob, _ = _table()
    counts: dict[str, int] = {}
    for line in blob.decode().splitlines():
        if line:
            key = line.partition("\t")[0]
            counts[key] = counts.get(key, 0) + 1
    keys = sorted(counts, key=str.encode)
    assert len(keys) > 100_000
    asked = {*keys[:50], *keys[-50:], *keys[::97], *(key for key, n in counts.items() if n > 15)}
    assert {key for key in asked if len(_rows(key)) != counts[key]} == set()
    assert [key for key in keys[::97] if _rows(key + "\u0001") or _rows(key[:-1] + "~")] == []


def test_regions_by_postal_code() -> None:
    texas, ontario = gazetteer.region_by_code("TX"), gazetteer.region_by_code("ON")
    assert texas is not None and texas.name == "Texas"
    assert ontario is not None and (ontario.iso, ontario.name) == ("CA", "Ontario")
    assert gazetteer.region_by_code("on") is None and gazetteer.region_by_code("ZZ") is None
    assert gazetteer.places("Tx.") == ()


def test_capitals() -> None:
    damascus, aleppo = gazetteer.places("Damascus")[0], gazetteer.places("Aleppo")[0]
    assert gazetteer.is_capital(damascus) and not gazetteer.is_capital(aleppo)
