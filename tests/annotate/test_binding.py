"""Where and when, in sentences read by the default pipeline as of Sunday 18 May 2025."""

import pytest

from tests.annotate.reads import reader

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        ("In January, the ministry said police arrested five men.", "arrested", "2025-01"),
        ("In January, the ministry said police arrested five men.", "said", None),
        ("On Saturday, the ministry said police arrested five men.", "said", "2025-05-17"),
        ("On Saturday, the ministry said police arrested five men.", "arrested", None),
        ("In March, the company said it would close a factory.", "said", "2025-03"),
        (
            "In January, the ministry said police arrested members of a cell that had bombed a shrine.",
            "bombed",
            "2025-01",
        ),
        ("A US-led fight that started in 2014 has weakened the group.", "fight", "2014/.."),
        ("The offensive began on 27 November 2024.", "offensive", "2024-11-27"),
        ("The offensive began on 27 November 2024, when rebels attacked Idlib.", "attacked", "2024-11-27"),
        (
            "Syria signed a memorandum of understanding with a group led by UCC Holding on Thursday.",
            "memorandum",
            "2025-05-15",
        ),
        ("Police raided a house in Homs on Saturday. It led to clashes.", "clashes", "2025-05-17"),
        ("Aleppo fell within three days, Hama on Thursday.", "fell", None),
        (
            "An executive order that President Donald Trump signed on Monday "
            "ended the American sanctions programme on Syria.",
            "ended",
            "2025-05-12",
        ),
        ("6 December: local factions seize Daraa in the south.", "seize", "2024-12-06"),
        ("Police raided a house in Homs on Saturday.\nIt led to clashes.", "clashes", None),
    ],
)
def test_date(text: str, trigger: str, date: str | None) -> None:
    assert reader()(text).event(trigger).date == date


def test_a_first_since_a_year_is_not_of_that_year() -> None:
    text = "The army bombed Aleppo on Saturday, the first strikes on the city since 2016."
    assert "2016/.." not in {e.date for e in reader()(text).notes.events}


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("ISIS attacked the Ghwayran prison in Hasakah.", "attacked", "Hasakah"),
        ("Gunmen attacked soldiers in the town of Jableh, in Latakia province.", "attacked", "Jableh"),
        ("He was killed in an American raid in Barisha, in Idlib province.", "killed", "Barisha"),
        ("Israel's strikes on Rafah killed forty people.", "killed", "Rafah"),
        ("Rebels took control of large parts of Syria.", "took", "Syria"),
        ("Anna Blake agreed to buy the Biltmore Hotel in California.", "agreed", None),
        ("Russia and Iran signed an agreement in Moscow.", "agreement", "Moscow"),
        ("The Pope will begin a tour of Asia on Sunday.", "tour", "Asia"),
        ("Anna Blake was named minister at a conference in Damascus.", "named", "Damascus"),
        ("Quebecor is negotiating the acquisition of two newspaper chains in Canada.", "negotiating", None),
        ("Canada wheat talks opened on Monday.", "talks", None),
        ("A bomb exploded at a Cairo hospital.", "exploded", "Cairo"),
        ("Police raided a house in Homs on Saturday. It led to clashes.", "clashes", "Homs"),
    ],
)
def test_place(text: str, trigger: str, place: str | None) -> None:
    assert reader()(text).place(trigger) == place


def test_a_building_that_is_struck_is_a_target() -> None:
    found = reader()("In August 2015 ISIS blew up the Temple of Baalshamin and the Temple of Bel.")
    assert found.parties("blew") >= {("target", "Temple of Baalshamin"), ("target", "Temple of Bel")}
    assert found.place("blew") is None
