from sitegen.model import Entity
from sitegen.resolve.index import EntityIndex


def place(id_: str, within: str | None) -> Entity:
    return Entity(id_, "place", None, id_, (), (), located_in=within)


INDEX = EntityIndex(
    {
        e.id: e
        for e in (
            place("quarter", "city"),
            place("city", "country"),
            place("country", None),
            place("odd", "odd"),
        )
    },
    {("a", 0): "city", ("a", 1): "hidden"},
)


def test_within_names_the_holders_nearest_first() -> None:
    assert INDEX.within("quarter") == ("city", "country")
    assert INDEX.within("country") == INDEX.within("nowhere") == INDEX.within("odd") == ()


def test_of_finds_what_a_mention_names() -> None:
    city = INDEX.of("a", 0)
    assert city is not None and city.id == "city"
    assert INDEX.of("a", 1) is INDEX.of("a", 9) is INDEX.of("b", 0) is INDEX.of("a", None) is None
