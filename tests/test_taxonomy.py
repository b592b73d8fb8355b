"""The table of event types and its codes."""

import pytest

from sitegen.taxonomy import EVENT_TYPES, parse_types

PLOVER = frozenset(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
    "MOBILIZE COERCE ASSAULT".split()
)
ACLED = frozenset(
    (
        "Government regains territory",
        "Non-state actor overtakes territory",
        "Armed clash",
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
        "Sexual violence",
        "Attack",
        "Abduction/forced disappearance",
        "Peaceful protest",
        "Protest with intervention",
        "Excessive force against protesters",
        "Violent demonstration",
        "Mob violence",
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    )
)


def test_the_codes_are_those_of_the_codebooks() -> None:
    assert {t.plover for t in EVENT_TYPES.values()} - {None} <= PLOVER
    assert {t.acled for t in EVENT_TYPES.values()} - {None} <= ACLED


def test_every_type_is_told_from_the_others() -> None:
    assert len({t.label for t in EVENT_TYPES.values()}) == len(EVENT_TYPES)
    assert len({t.definition for t in EVENT_TYPES.values()}) == len(EVENT_TYPES)
    assert all(key == t.id and t.label[0].isupper() for key, t in EVENT_TYPES.items())


def test_a_table_is_read() -> None:
    found = parse_types("# head\nraid\tRaid\tsecurity\tCOERCE\t-\tpolice enter a place\n")["raid"]
    assert (found.label, found.family, found.plover, found.acled) == ("Raid", "security", "COERCE", None)


@pytest.mark.parametrize("line", ["raid\tRaid\tsecurity", "raid\tRaid\tsecurity\t-\t-\tx\ty"])
def test_a_malformed_line_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="values to unpack"):
        parse_types(line)
