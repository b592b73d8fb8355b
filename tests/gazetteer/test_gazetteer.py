"""The gazetteer's look-ups, over its real tables."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import gazetteer
from sitegen.gazetteer.names import GIVEN_NAMES, ORDINARY
from sitegen.gazetteer.tables import lines
from sitegen.naming import fold
from sitegen.taxonomy import ORGANISATION_SUBTYPES, PLACE_SUBTYPES


@pytest.mark.parametrize(
    ("name", "iso"),
    [
        ("US", "US"),
        ("U.S.", "US"),
        ("USA", "US"),
        ("America", "US"),
        ("the United States", "US"),
        ("Britain", "GB"),
        ("UK", "GB"),
        ("U.K.", "GB"),
        ("UAE", "AE"),
        ("Ivory Coast", "CI"),
        ("Côte d'Ivoire", "CI"),
        ("Cote d’Ivoire", "CI"),
        ("Burma", "MM"),
        ("Zaire", "CD"),
        ("The Netherlands", "NL"),
        ("Türkiye", "TR"),
        ("Soviet Union", "SUHH"),
        ("Syrian Arab Republic", "SY"),
        ("SYRIA", "SY"),
        ("GB", "GB"),
    ],
)
def test_country_by_any_usual_name(name: str, iso: str) -> None:
    found = gazetteer.country(name)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize("name", ["IE", "IT", "PRO", "GBR", "EST", "CU"])
def test_codes_that_mean_something_else_are_no_countries(name: str) -> None:
    assert gazetteer.country(name) is None


@pytest.mark.parametrize("word", ["March", "us", "IT", "IN", "CA", "turkey", "chad", "", " ", "of", "Aleppo"])
def test_no_country(word: str) -> None:
    assert gazetteer.country(word) is None


def test_codes_that_are_words_are_countries_where_a_code_is_meant() -> None:
    india, italy = gazetteer.country_by_code("IN"), gazetteer.country_by_code("ITA")
    assert india is not None and india.name == "India"
    assert italy is not None and italy.name == "Italy"


def test_a_country_has_its_facts() -> None:
    syria = gazetteer.country("Syria")
    assert syria is not None
    assert (syria.name, syria.capital, syria.continent, syria.geonameid) == (
        "Syria",
        "Damascus",
        "AS",
        163843,
    )
    assert abs(syria.lat - 35) < 1 and abs(syria.lon - 38.5) < 1


@pytest.mark.parametrize(
    ("word", "name", "kind", "iso"),
    [
        ("Syrian", "Syria", "place", "SY"),
        ("Syrians", "Syria", "place", "SY"),
        ("French", "France", "place", "FR"),
        ("Poles", "Poland", "place", "PL"),
        ("Emirati", "United Arab Emirates", "place", "AE"),
        ("Dutch", "Netherlands", "place", "NL"),
        ("Scottish", "Scotland", "place", "GB"),
        ("European", "Europe", "place", None),
        ("Kurdish", "Kurds", "group", None),
        ("Kurds", "Kurds", "group", None),
        ("Sunni", "Sunnis", "group", None),
        ("Shi'ite", "Shiites", "group", None),
        ("Christian", "Christians", "group", None),
        ("Alawites", "Alawites", "group", None),
        ("Druze", "Druze", "group", None),
    ],
)
def test_demonyms(word: str, name: str, kind: str, iso: str | None) -> None:
    assert gazetteer.demonym(word) == gazetteer.Demonym(name, kind, iso)  # type: ignore[arg-type]


@pytest.mark.parametrize("word", ["polish", "turkey", "US", "", "Assad", "s"])
def test_no_demonym(word: str) -> None:
    assert gazetteer.demonym(word) is None


def test_every_country_with_people_has_a_demonym() -> None:
    told = {line.split("\t")[2] for line in lines("demonyms.tsv")}
    populous = {row[0] for line in lines("countries.tsv") if int((row := line.split("\t"))[10]) > 150_000} - {
        "YUCS"
    }
    assert populous - told == set()


@pytest.mark.parametrize(
    ("name", "first", "kind", "iso"),
    [
        ("Aleppo", "Aleppo", "city", "SY"),
        ("Damascus", "Damascus", "city", "SY"),
        ("Raqqa", "Ar Raqqah", "city", "SY"),
        ("Palmyra", "Tadmur", "city", "SY"),
        ("Kobani", "‘Ayn al ‘Arab", "city", "SY"),
        ("Idlib", "Idlib", "city", "SY"),
        ("Kiev", "Kyiv", "city", "UA"),
        ("Cologne", "Köln", "city", "DE"),
        ("Geneva", "Geneva", "city", "CH"),
        ("Seville", "Sevilla", "city", "ES"),
        ("Basra", "Basrah", "city", "IQ"),
        ("New York", "New York City", "city", "US"),
        ("Washington", "Washington", "city", "US"),
        ("Paris", "Paris", "city", "FR"),
        ("Sana'a", "Sanaa", "city", "YE"),
        ("Ontario", "Ontario", "region", "CA"),
        ("Texas", "Texas", "region", "US"),
        ("Scotland", "Scotland", "region", "GB"),
        ("Middle East", "Middle East", "region", ""),
        ("Ill.", "Illinois", "region", "US"),
        ("W. Va.", "West Virginia", "region", "US"),
        ("Ont.", "Ontario", "region", "CA"),
        ("Georgia", "Georgia", "country", "GE"),
        ("Syria", "Syria", "country", "SY"),
    ],
)
def test_the_likeliest_place_of_a_name(name: str, first: str, kind: str, iso: str) -> None:
    found = gazetteer.places(name)[0]
    assert (found.name, found.kind, found.iso) == (first, kind, iso)


def test_places_tells_all_that_have_the_name() -> None:
    springfields = [place for place in gazetteer.places("Springfield") if place.kind == "city"]
    assert len(springfields) > 3
    assert [p.population for p in springfields] == sorted((p.population for p in springfields), reverse=True)
    assert gazetteer.places("Jazmatiyeh") == ()
    assert gazetteer.places("") == ()


def test_aleppo_is_where_it_is() -> None:
    city = gazetteer.places("Aleppo")[0]
    assert city.geonameid == 170063
    assert (round(city.lat, 1), round(city.lon, 1)) == (36.2, 37.2)


def test_an_abbreviation_needs_its_full_stop() -> None:
    assert [place.name for place in gazetteer.places("Ill")] == []
    assert "Massachusetts" not in [place.name for place in gazetteer.places("Mass")]


def test_every_region_has_coordinates_on_earth() -> None:
    for line in lines("regions.tsv"):
        _, name, _, _, lat, lon, _, _ = line.split("\t")
        assert name and -90 <= float(lat) <= 90 and -180 <= float(lon) <= 180, line


@pytest.mark.parametrize(
    ("name", "iso", "city"),
    [
        ("Deir al-Zur", "SY", "Deir ez-Zor"),
        ("Dayr az-Zawr", "SY", "Deir ez-Zor"),
        ("Qamishly", "SY", "Al Qāmishlī"),
        ("Falloujah", "IQ", "Al Fallūjah"),
    ],
)
def test_spelt_like_inside_a_country(name: str, iso: str, city: str) -> None:
    assert gazetteer.spelt_like(name, iso)[0].name == city
    assert gazetteer.spelt_like(name, "FR") == ()


def test_spelt_like_needs_a_name() -> None:
    assert gazetteer.spelt_like("", "SY") == ()
    assert gazetteer.spelt_like("A", "SY") == ()
    assert gazetteer.spelt_like("Aleppo", "") == ()


def test_other_names_of_cities_are_stored_as_they_are_folded_today() -> None:
    """The table keeps them folded; a change of naming.fold asks for sitegen/tools/make_gazetteer.py again."""
    for line in lines("cities.tsv")[::50]:
        if not line.startswith("="):
            for other in filter(None, line.split("\t")[1].split("|")):
                assert fold(other) == other.removeprefix("*").removeprefix("="), line


def test_word_lists_are_folded_or_lower_case() -> None:
    assert {name for name in GIVEN_NAMES if fold(name) != name} == set()
    assert {word for word in ORDINARY if fold(word) != word} == set()
    for words in (gazetteer.HONORIFICS, gazetteer.ROLES, gazetteer.ORG_HEADS, gazetteer.PLACE_HEADS):
        assert {word for word in words if word != word.lower() or word != word.strip() or not word} == set()


def test_heads_tell_known_subtypes() -> None:
    assert set(gazetteer.ORG_HEADS.values()) <= set(ORGANISATION_SUBTYPES)
    assert set(gazetteer.PLACE_HEADS.values()) <= set(PLACE_SUBTYPES)
    assert gazetteer.ORG_HEADS["ministry"] == "ministry"
    assert gazetteer.ORG_HEADS["forces"] == "security-force"
    assert gazetteer.ORG_HEADS["corp"] == "company"
    assert gazetteer.PLACE_HEADS["district"] == "district"
    assert gazetteer.PLACE_HEADS["desert"] == "terrain"


def test_lists_hold_what_readers_of_news_expect() -> None:
    assert {"foreign minister", "secretary of state", "prime minister", "chief executive"} <= gazetteer.ROLES
    assert {"mr", "mrs", "dr", "sheikh", "gen"} <= gazetteer.HONORIFICS
    assert {"mohammed", "marco", "angela", "hassan", "mazloum"} <= GIVEN_NAMES
    assert {"of", "most", "march", "mobile", "reading", "nice"} <= ORDINARY
    assert not {"aleppo", "damascus", "baghdad", "moscow", "paris"} & ORDINARY


@given(st.text(max_size=40))
def test_no_text_breaks_a_look_up(text: str) -> None:
    gazetteer.country(text)
    gazetteer.demonym(text)
    assert gazetteer.places(text) == gazetteer.places(text)
    gazetteer.spelt_like(text, "SY")


def test_nothing_is_read_before_it_is_asked_for() -> None:
    """Importing reads the two word lists alone, and never spaCy."""
    code = (
        "import sys, sitegen.gazetteer as g; import sitegen.gazetteer.atlas as atlas;"
        "assert atlas._rows.cache_info().currsize == 0; assert 'spacy' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
