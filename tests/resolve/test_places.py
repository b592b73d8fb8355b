"""Which place of its name a place is, on worlds written for the purpose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sitegen.model import Archive, Coordinates, Entity
from sitegen.resolve.places import candidates, held_by, place_inside

Worlds = Callable[..., Any]


def placed(archive: Archive, name: str) -> list[Entity]:
    return [e for e in archive.entities if e.name == name]


def at(entity: Entity) -> Coordinates:
    assert entity.coordinates is not None, entity.placed
    return entity.coordinates


def degrees(entity: Entity) -> tuple[int, int]:
    return round(at(entity).lat), round(at(entity).lon)


def test_the_places_of_an_article_settle_each_other(world: Worlds) -> None:
    """Rapides Parish is in Louisiana alone: so is the Alexandria that is named beside it."""
    archive = world(
        "[place:Alexandria] woman charged. The sheriff of [place:Rapides Parish] came to [place:Pineville]."
    ).build()
    (alexandria,) = placed(archive, "Alexandria")
    assert degrees(alexandria) == (31, -92)
    assert alexandria.placed
    (parish,) = placed(archive, "Rapides Parish")
    assert (at(parish).precision, parish.subtype) == ("region", "region")


def test_bare_names_are_the_city_that_all_know(world: Worlds) -> None:
    archive = world("In [place:Paris] it rained.").build()
    (paris,) = placed(archive, "Paris")
    assert degrees(paris) == (49, 2)
    assert paris.placed == "no other place of the name is nearly as large"


def test_no_guess_between_namesakes(world: Worlds) -> None:
    archive = world("A man from [place:Springfield] was held.").build()
    (springfield,) = placed(archive, "Springfield")
    assert springfield.coordinates is None
    assert "nothing that says which" in springfield.placed


def test_a_country_alone_makes_no_small_namesake(world: Worlds) -> None:
    """An article that names the United States still means Geneva by Geneva, and Antioch is none of theirs."""
    archive = world(
        "The [place:United States] said in [place:Geneva] that talks failed.",
        "The [place:United States] greeted the patriarch of [place:Antioch].",
    ).build()
    (geneva,) = placed(archive, "Geneva")
    assert degrees(geneva) == (46, 6)
    (antioch,) = placed(archive, "Antioch")
    assert antioch.coordinates is None


def test_one_name_for_places_of_two_countries(world: Worlds) -> None:
    """In two articles and in one; what has no holder is the place that was named last."""
    archive = world(
        "[place:Tripoli|container=Lebanon] was calm. [place:Lebanon] said so.",
        "[place:Tripoli|container=Libya] was not. [place:Libya] said so.",
        "[place:Tripoli|container=Libya] is new. "
        "[place:Tripoli|container=Lebanon] is old. [place:Tripoli] it is.",
    ).build()
    found = {degrees(e): e for e in placed(archive, "Tripoli")}
    assert set(found) == {(34, 36), (33, 13)}
    assert len(found[34, 36].mentions) == 3 and len(found[33, 13].mentions) == 2
    assert {e.placed for e in found.values()} == {"the text puts it in Lebanon", "the text puts it in Libya"}


def test_a_region_is_not_its_city(world: Worlds) -> None:
    archive = world(
        "[place:Aleppo province|subtype=region] is north. [place:Aleppo] is a city of [place:Syria].",
        "The [place:Aleppo|name=Aleppo province|subtype=region] too. [place:Syria] said so.",
    ).build()
    (city,) = placed(archive, "Aleppo")
    (region,) = placed(archive, "Aleppo province")
    (syria,) = placed(archive, "Syria")
    assert (at(city).precision, at(region).precision) == ("city", "region")
    assert len(region.mentions) == 2
    assert (city.located_in, region.located_in, syria.located_in) == (region.id, syria.id, None)


def test_beside_the_state_the_bare_name_is_the_capital(world: Worlds) -> None:
    archive = world("[place:Washington state] sued. Officials in [place:Washington] said nothing.").build()
    (state,) = placed(archive, "Washington state")
    (capital,) = placed(archive, "Washington")
    assert (at(state).precision, degrees(capital)) == ("region", (39, -77))


def test_former_names_are_one_place(world: Worlds) -> None:
    archive = world(
        "[place:Bombay] is in [place:India].", "[place:Mumbai] grows, and so does [place:India]."
    ).build()
    mumbai = [e for e in archive.entities if {a.text for a in e.aliases} == {"Bombay", "Mumbai"}]
    assert len(mumbai) == 1 and at(mumbai[0]).geonameid == 1275339


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("The [place:Jordan] resident came from [place:Shakopee]. [place:Prior Lake] is near.", True),
        ("The king of [place:Jordan] met the [place:Jordanian|kind=demonym|name=Jordan] army.", False),
        ("[place:Jordan] and [place:Syria] met in [place:Amman].", False),
        ("[place:Texas] sells beef to [place:China]. [place:Houston] and [place:Dallas] gain.", False),
    ],
)
def test_a_countrys_name_is_a_towns_amid_its_neighbours(world: Worlds, text: str, town: bool) -> None:
    archive = world(text).build()
    (found,) = [e for e in archive.entities if e.name in ("Jordan", "China")]
    assert (at(found).precision == "city") is town


def test_bodies_lie_where_their_names_say(world: Worlds) -> None:
    archive = world(
        "The [organisation:Concord Police Department] of [place:New Hampshire] and the "
        "[organisation:University of Michigan] met the [organisation:Kurdistan Workers Party|subtype=party]."
    ).build()
    (police,) = placed(archive, "Concord Police Department")
    assert (degrees(police), at(police).precision, at(police).geonameid) == ((43, -72), "city", None)
    assert police.placed == "called after Concord"
    (university,) = placed(archive, "University of Michigan")
    assert at(university).precision == "region"
    (party,) = placed(archive, "Kurdistan Workers Party")
    assert party.coordinates is None and party.placed == ""


def test_a_quarter_is_where_its_city_is(world: Worlds) -> None:
    archive = world(
        "[place:Sayyida Zeinab|subtype=district|container=Damascus] lies south. "
        "[place:Damascus] is in [place:Syria]."
    ).build()
    (quarter,) = placed(archive, "Sayyida Zeinab")
    assert (quarter.subtype, quarter.located_in, at(quarter).precision) == ("district", "damascus", "city")
    assert at(quarter).geonameid is None
    assert quarter.placed == "it lies in Damascus"


def test_the_archives_home_settles_what_no_article_says(world: Worlds) -> None:
    """Twenty papers of Alachua County: their Gainesville is Florida's."""
    local = [
        f"[place:Alachua County] news {n}. [place:Micanopy] and [place:Newberry] too." for n in range(20)
    ]
    (lonely,) = placed(world("A [place:Gainesville] man was held.").build(), "Gainesville")
    assert lonely.coordinates is None
    (settled,) = placed(world(*local, "A [place:Gainesville] man was held.").build(), "Gainesville")
    assert degrees(settled) == (30, -82)
    assert settled.placed == "in the country or region that most articles name"


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("Concord Police Department", "Concord"),
        ("Lutheran School in Lombard", "Lombard"),
        ("University of Michigan", "Michigan"),
        ("Edgar County Community Foundation", "Edgar County"),
        ("The New York Times", "New York"),
        ("S.C. Highway Patrol", "S.C."),
        ("North Arlington", "Arlington"),
        ("American Airlines", ""),
        ("Ahmad Foundation", ""),
        ("Reading Room", ""),
        ("Indiana Department of Transportation", "Indiana"),
        ("Syria", ""),
        ("", ""),
    ],
)
def test_the_place_inside_a_name(name: str, inside: str) -> None:
    assert place_inside(name) == inside


def test_candidates_share_a_name() -> None:
    found = candidates("Paris")
    assert abs(sum(share for _, share in found) - 1) < 1e-9
    assert found[0][0].iso == "FR" and {"US", "FR"} <= {place.iso for place, _ in found}
    assert {place.kind for place, _ in candidates("Aleppo province")} <= {"region", "county"}
    assert {place.kind for place, _ in candidates("City of Norfolk")} == {"city"}
    assert candidates("province") == () and candidates("") == ()


def test_what_lies_in_a_country_state_or_county() -> None:
    places = [place for place, _ in candidates("Paris")]
    assert {p.iso for p in held_by(places, "France")} == {"FR"}
    assert {p.admin1 for p in held_by(places, "Texas")} == {"TX"}
    assert {p.admin1 for p in held_by(places, "TX")} == {"TX"}
    assert "TX" in {p.admin1 for p in held_by(places, "Lamar County")}
    assert held_by(places, "Syria") == []
