import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.model import Permalink, Permalinks
from sitegen.problems import SitegenError
from sitegen.resolve.permalinks import (
    Claimant,
    assign_ids,
    follow,
    free,
    parse_permalinks,
    write_permalinks,
)

WORDS = st.sampled_from(["shara", "jolani", "assad", "trump", "rubio", "aleppo"])
CLAIMANTS = st.lists(
    st.builds(
        Claimant,
        keys=st.lists(WORDS, min_size=1, max_size=4, unique=True).map(tuple),
        wish=st.sampled_from(["a", "b", "c"]),
    ),
    max_size=6,
)


@settings(deadline=None)
@given(st.lists(CLAIMANTS, min_size=1, max_size=4))
def test_assigning_again_changes_nothing_and_no_id_is_lost(history: list[list[Claimant]]) -> None:
    known: tuple[Permalink, ...] = ()
    for claimants in history:
        first = assign_ids(claimants, known)
        assert len(set(first.ids)) == len(claimants)
        assert {link.id for link in known} <= {link.id for link in first.links}
        again = assign_ids(claimants, first.links)
        assert again == first
        known = first.links
    assert parse_permalinks(write_permalinks(Permalinks(entities=known))).entities == known


def test_a_vanished_id_is_given_to_nothing_else() -> None:
    before = assign_ids([Claimant(("person:ann lee",), "ann-lee")], ())
    gone = assign_ids([], before.links)
    assert gone.links == before.links
    other = assign_ids([Claimant(("organisation:ann lee",), "ann-lee")], gone.links)
    assert other.ids == ("ann-lee-2",)
    back = assign_ids([Claimant(("person:ann lee",), "ann-lee")], other.links)
    assert back.ids == ("ann-lee",)


def test_things_that_become_one_leave_a_trail_and_part_again() -> None:
    apart = [Claimant(("k1",), "one"), Claimant(("k2",), "two")]
    first = assign_ids(apart, ())
    merged = assign_ids([Claimant(("k1", "k2"), "one")], first.links)
    assert merged.ids == ("one",)
    assert follow("two", merged.links) == "one"
    assert assign_ids(apart, merged.links).ids == ("one", "two")


def test_addresses_are_kept() -> None:
    known = (Permalink("a", ("k",), ("people/a.html",)),)
    assert assign_ids([Claimant(("k",), "z")], known).links == known


def test_a_preferred_id_is_given_whatever_the_keys_say() -> None:
    known = (Permalink("a", ("k1", "k2")), Permalink("b", ("k3",)))
    assigned = assign_ids([Claimant(("k1", "k2", "k3"), "z", prefer="b")], known)
    assert assigned.ids == ("b",)
    assert follow("a", assigned.links) == "b"


def test_numbers_fill_up_in_order() -> None:
    assert free("a", {"a", "a-2"}) == "a-3"


def test_the_file_has_one_id_a_line_sorted() -> None:
    text = write_permalinks(
        Permalinks(entities=(Permalink("b", ("k",)), Permalink("a", ("l",), ("x",), "b")))
    )
    lines = [line for line in text.splitlines() if "keys" in line]
    assert [line.split('"')[1] for line in lines] == ["a", "b"]
    assert text.endswith("}\n")


def test_an_empty_file_is_a_fresh_start() -> None:
    assert parse_permalinks(" \n") == Permalinks()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('{\n "version": 1,\n<<<<<<< HEAD\n', 3, "unfinished merge"),
        (
            '{\n "version": 1,\n "entities": {\n  "a": {"keys": []}\n  "b": {"keys": []}\n }\n}',
            5,
            "delimiter",
        ),
        ('{\n "version": 7\n}', 2, "version 7"),
        ('{"entities": {}}', 1, "version None"),
        ('{\n "version": 1,\n "people": {}\n}', 3, "people"),
        ('{\n "version": 1,\n "entities": {\n  "../x": {"keys": []}\n }\n}', 4, "not an id"),
        ('{\n "version": 1,\n "entities": {\n  "a": {"keys": [1]}\n }\n}', 4, "no record"),
        ('{\n "version": 1,\n "entities": {\n  "a": {"keys": [], "to": "b"}\n }\n}', 4, "not there"),
        (
            '{\n "version": 1,\n "entities": {\n  "a": {"keys": []},\n  "a": {"keys": []}\n }\n}',
            5,
            "stands twice",
        ),
        ("[]", 1, "not a JSON object"),
    ],
)
def test_a_damaged_file_is_refused_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(SitegenError) as caught:
        parse_permalinks(text)
    message = str(caught.value)
    assert message.startswith(f"permalinks.json:{line}: ")
    assert words in message
    assert "(hint: " in message
