"""Who took part and how, in single sentences read by the default pipeline."""

import pytest

from tests.annotate.reads import reader

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "trigger", "parties"),
    [
        (
            "An offensive in December led by Hayat Tahrir Al Sham toppled the Assad regime.",
            "toppled",
            {("agent", "Hayat Tahrir Al Sham"), ("target", "Assad regime")},
        ),
        (
            "A US-led fight has weakened ISIS in Syria.",
            "fight",
            {("participant", "US"), ("participant", "ISIS")},
        ),
        (
            "Israel's strikes on Gaza killed forty fighters of Hamas.",
            "killed",
            {("agent", "Israel"), ("target", "Hamas")},
        ),
        (
            "Iran's foreign minister, Abbas Araghchi, was due in Damascus for talks with Bashar al-Assad.",
            "talks",
            {("participant", "Abbas Araghchi"), ("participant", "Bashar al-Assad")},
        ),
        (
            "Marco Rubio, joined by Saudi foreign minister Faisal bin Farhan, met Sergei Lavrov.",
            "met",
            {
                ("participant", "Marco Rubio"),
                ("participant", "Faisal bin Farhan"),
                ("participant", "Sergei Lavrov"),
            },
        ),
        (
            "Marco Rubio met Syria's foreign minister, Asaad Al Shibani, in Antalya.",
            "met",
            {("participant", "Marco Rubio"), ("participant", "Asaad Al Shibani")},
        ),
        (
            "Anna Blake accused Russia of bombing a hospital.",
            "bombing",
            {("agent", "Russia")},
        ),
        (
            "Fighting broke out in Khartoum between Egyptian troops and the Rapid Support Forces.",
            "Fighting",
            {("participant", "Egypt"), ("participant", "Rapid Support Forces")},
        ),
        (
            "Syria signed a memorandum of understanding with a group of companies led by UCC Holding.",
            "memorandum",
            {("participant", "Syria"), ("participant", "UCC Holding")},
        ),
        (
            "The European Union lifted sanctions on Syria's energy and banks.",
            "lifted",
            {("agent", "European Union"), ("target", "Syria")},
        ),
        (
            "Ministers of the Arab League met in Baghdad for the Arab summit.",
            "summit",
            {("participant", "Arab League")},
        ),
        (
            "Aer Lingus bought twelve Airbus jets.",
            "bought",
            {("participant", "Aer Lingus")},
        ),
    ],
)
def test_parties(text: str, trigger: str, parties: set[tuple[str, str]]) -> None:
    assert reader()(text).parties(trigger) == parties


def test_who_condemns_an_attack_did_not_do_it() -> None:
    found = reader()("The attack in Homs, condemned by the United Nations, killed twenty people.")
    assert found.parties("attack") == set()


def test_a_verb_between_a_clause_and_its_verb_is_active() -> None:
    found = reader()(
        "A committee that President Ahmed al-Sharaa named in March said that people were killed."
    )
    assert ("target", "Ahmed al-Sharaa") not in found.parties("named")


def test_who_takes_part_is_a_participant() -> None:
    found = reader()("Turkish Foreign Minister Hakan Fidan took part in the meeting.")
    assert found.parties("meeting") == {("participant", "Hakan Fidan")}


@pytest.mark.parametrize(
    ("text", "trigger", "parties"),
    [
        (
            "Benetton Group said it reached agreement with Pirelli.",
            "agreement",
            {("participant", "Benetton Group"), ("participant", "Pirelli")},
        ),
        (
            "Presidential Airways said its marketing agreement with Texas Air was approved.",
            "agreement",
            {("participant", "Presidential Airways"), ("participant", "Texas Air")},
        ),
        (
            "Apple and IBM said they agreed to work together.",
            "agreed",
            {("participant", "Apple"), ("participant", "IBM")},
        ),
        ("Anna Blake said it rained when soldiers attacked the town.", "attacked", set()),
    ],
)
def test_who_speaks_of_itself(text: str, trigger: str, parties: set[tuple[str, str]]) -> None:
    assert reader()(text).parties(trigger) == parties


@pytest.mark.parametrize(
    ("text", "trigger", "parties"),
    [
        (
            "Talks on Syria between Russia and Iran opened in Geneva.",
            "Talks",
            {("participant", "Russia"), ("participant", "Iran")},
        ),
        ("Kurdish fighters attacked a base in Iraq.", "attacked", {("agent", "Kurds")}),
        ("Arab ministers will meet in Bahrain.", "meet", set()),
        ("A lawsuit was filed against Apple in January.", "lawsuit", {("target", "Apple")}),
    ],
)
def test_whom_a_preposition_or_an_adjective_names(
    text: str, trigger: str, parties: set[tuple[str, str]]
) -> None:
    assert reader()(text).parties(trigger) == parties


def test_who_averts_or_suffers_an_event_did_not_do_it() -> None:
    found = reader()("Syria foiled an ISIS bombing of a shrine.")
    assert found.parties("bombing") == {("agent", "ISIS")}
    assert ("target", "ISIS") in found.parties("foiled")
    assert reader()("Russia faces sanctions by the European Union.").parties("sanctions") >= {
        ("target", "Russia")
    }
