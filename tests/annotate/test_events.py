"""Events of single sentences, read by the default pipeline."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from sitegen.annotate.pipeline import load_pipeline, make_doc
from sitegen.annotate.reading import Reading, reading
from sitegen.config import AnnotateSettings
from sitegen.model import Article, EventMention

pytestmark = pytest.mark.model
DATE = "2025-05-25"


@dataclass(frozen=True)
class Read:
    text: str
    notes: Reading

    def event(self, trigger: str) -> EventMention:
        return next(e for e in self.notes.events if e.text == trigger)

    def named(self, mention: int | None) -> str | None:
        return None if mention is None else self.notes.mentions[mention].text

    def roles(self, trigger: str) -> set[tuple[str, str]]:
        return {(a.role, self.text[a.start : a.end]) for a in self.event(trigger).arguments}


@pytest.fixture(scope="module")
def read() -> Callable[[str], Read]:
    nlp = load_pipeline(AnnotateSettings())

    def read_text(text: str) -> Read:
        blocks, at = [], 0
        for line in text.split("\n"):
            blocks.append((at, at + len(line)))
            at += len(line) + 1
        doc = nlp(make_doc(nlp, Article("a.txt", "", "txt", None, text, tuple(blocks), (), date=DATE)))
        return Read(text, reading(doc))

    return read_text


@pytest.mark.parametrize(
    ("text", "trigger", "type_"),
    [
        ("Police arrested three men in Damascus on Monday.", "arrested", "arrest"),
        ("The army carried out a raid on a house in Homs.", "raid", "raid"),
        ("An Israeli air strike on Gaza killed 20 people.", "strike", "strike"),
        ("Teachers began a strike on Friday over pay.", "strike", "labour-strike"),
        ("A strong earthquake struck the city of Izmir.", "struck", "disaster"),
        ("Russia and Ukraine reached an agreement to exchange prisoners.", "agreement", "agreement"),
        ("The European Union lifted sanctions on Syria.", "lifted", "sanctions-lifted"),
        ("The European Union imposed sanctions on Russia.", "sanctions", "sanctions-imposed"),
        ("Police foiled a plot to bomb a church in Cairo.", "foiled", "foiled-plot"),
        ("Officers thwarted a plan to attack the embassy.", "thwarted", "foiled-plot"),
        ("Rebels toppled the government of Bashar al-Assad.", "toppled", "overthrow"),
        ("Rebels took control of Hama.", "took", "capture"),
        ("Talks between Iran and the United States were held in Oman.", "Talks", "meeting"),
        ("The minister said the talks had failed.", "said", "statement"),
        ("The company will cut 500 jobs.", "cut", "layoffs"),
    ],
)
def test_type(read: Callable[[str], Read], text: str, trigger: str, type_: str) -> None:
    assert read(text).event(trigger).type == type_


def test_a_word_in_another_sense_is_no_event(read: Callable[[str], Read]) -> None:
    assert not [e for e in read("He suffers from arrested development.").notes.events if e.type == "arrest"]
    events = read("His visit was on 3 March 2025.").notes.events
    assert not [e for e in events if e.type == "demonstration"]


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("Police arrested three men on Monday.", "arrested", "occurred"),
        ("The president will meet King Charles in London.", "meet", "planned"),
        ("Mr Trump said the US would lift sanctions on Syria.", "lift", "planned"),
        ("The summit in Geneva was called off.", "summit", "called-off"),
        ("Israel denied attacking the convoy.", "attacking", "denied"),
        ("The army did not attack the convoy.", "attack", "denied"),
        ("The general allegedly ordered the killing of the journalist.", "killing", "alleged"),
        ("A man accused of murdering the mayor was arrested.", "murdering", "alleged"),
        ("If rebels capture Aleppo, thousands may flee.", "capture", "hypothetical"),
        ("Police foiled a plot to bomb a church.", "bomb", "hypothetical"),
        ("Authorities are investigating the crash.", "investigating", "ongoing"),
        ("He had attacked the palace years before, and was now free.", "attacked", "background"),
        ("The army attacked the town on 3 May 1999.", "attacked", "background"),
        ("The king will visit Rome on 3 June 2025.", "visit", "planned"),
        ("The EU agreed to lift sanctions on Syria.", "agreed", "occurred"),
        ("The EU agreed to lift sanctions on Syria.", "lift", "planned"),
        ("An executive order ended the sanctions on Syria.", "ended", "occurred"),
        ("The pope called for a ceasefire in Gaza.", "ceasefire", "hypothetical"),
        ("Efforts to reach a ceasefire failed.", "ceasefire", "hypothetical"),
        ("Officials denied a report that the two men had met.", "met", "denied"),
        ("The minister ruled out talks with the rebels.", "talks", "denied"),
        ("The president refused to meet the envoy.", "meet", "denied"),
        ("No agreement was reached.", "agreement", "denied"),
        ("The talks ended without an agreement.", "agreement", "denied"),
        ("Instead of arresting him, police let him go.", "arresting", "denied"),
        ("There have been no arrests.", "arrests", "denied"),
        ("The company rejected a takeover offer.", "offer", "occurred"),
        ("Parliament will discuss the attack.", "attack", "occurred"),
        ("The attack will be investigated by police.", "attack", "occurred"),
        ("The trial will begin on 3 June.", "trial", "planned"),
        ("A reshuffle is expected since the resignation of the minister.", "resignation", "background"),
        ("Ministers wrote to the summit due in Rome late this year.", "summit", "planned"),
        ("He is expected to resign or be fired shortly.", "fired", "planned"),
        ("The two leaders were to have met in Geneva.", "met", "called-off"),
        ("The visit has been put off until June.", "visit", "called-off"),
        ("Rebels are said to have captured the town.", "captured", "alleged"),
        ("He had been arrested in 2019.", "arrested", "background"),
        ("Trade has grown since the overthrow of Assad.", "overthrow", "background"),
        ("Rebels often attack convoys on this road.", "attack", "background"),
        ("Fighting continued in Aleppo on Sunday.", "Fighting", "ongoing"),
        ("Protesters were able to storm the palace.", "storm", "occurred"),
        ("The army will fight until it captures the city.", "captures", "hypothetical"),
    ],
)
def test_status(read: Callable[[str], Read], text: str, trigger: str, status: str) -> None:
    event = read(text).event(trigger)
    assert event.status == status, event.reason


def test_every_status_has_its_reason(read: Callable[[str], Read]) -> None:
    for event in read("Mr Trump said the US would lift sanctions on Syria.").notes.events:
        assert event.status in event.reason


@pytest.mark.parametrize(
    ("text", "trigger", "roles"),
    [
        (
            "The mayor was killed by gunmen in Tripoli.",
            "killed",
            {("target", "The mayor"), ("agent", "gunmen")},
        ),
        (
            "The assassination of John Kennedy by Lee Oswald shocked Texas.",
            "assassination",
            {("target", "John Kennedy"), ("agent", "Lee Oswald")},
        ),
        (
            "A meeting between President Donald Trump and Ahmad Al Shara took place.",
            "meeting",
            {("participant", "President Donald Trump"), ("participant", "Ahmad Al Shara")},
        ),
        (
            "Marco Rubio said after meeting Asaad Al Shibani that it was too early.",
            "meeting",
            {("participant", "Marco Rubio"), ("participant", "Asaad Al Shibani")},
        ),
        (
            "An offensive led by Hayat Tahrir Al Sham toppled the Assad regime.",
            "offensive",
            {("agent", "Hayat Tahrir Al Sham"), ("target", "the Assad regime")},
        ),
        (
            "Police who raided the house arrested Ali Hassan.",
            "raided",
            {("agent", "Police"), ("target", "the house")},
        ),
        (
            "Russia and China signed a treaty with Iran.",
            "treaty",
            {("participant", "Russia"), ("participant", "China"), ("participant", "Iran")},
        ),
    ],
)
def test_arguments(read: Callable[[str], Read], text: str, trigger: str, roles: set[tuple[str, str]]) -> None:
    assert read(text).roles(trigger) >= roles


def test_place_and_date_go_to_the_nearest_trigger(read: Callable[[str], Read]) -> None:
    text = "An official said on Sunday that a raid in Aleppo killed three militants on Friday."
    found = read(text)
    assert found.event("said").date == "2025-05-25"
    assert found.event("killed").date == "2025-05-23"
    assert found.named(found.event("raid").place) == "Aleppo"
    assert found.event("said").place is None


def test_two_expressions_make_an_interval(read: Callable[[str], Read]) -> None:
    assert read("The fighting from 2011 to 2024 ruined the city.").event("fighting").date == "2011/2024"


@pytest.mark.parametrize(
    ("text", "trigger", "counts"),
    [
        ("At least three people were killed.", "killed", {("killed", 3, 3, None)}),
        ("More than 20 protesters were detained by police.", "detained", {("arrested", 20, 20, None)}),
        ("Between 10 and 15 soldiers were killed near Mosul.", "killed", {("killed", 10, 12, 15)}),
        ("Up to 40 people died.", "died", {("killed", None, 40, 40)}),
        ("Dozens were killed when a ferry sank.", "killed", {("killed", 24, 24, 99)}),
        ("The network said that 20 of them were killed.", "killed", set()),
        ("One officer and three militants were killed.", "killed", {("killed", 4, 4, 4)}),
        (
            "At least 12 people were killed and 30 injured in a car bombing in Baghdad.",
            "bombing",
            {("killed", 12, 12, None), ("injured", 30, 30, 30)},
        ),
        ("The strike killed two thousand people.", "strike", {("killed", 2000, 2000, 2000)}),
        ("No one was killed.", "killed", set()),
        ("The 1967 killings of two girls shocked the town.", "killings", {("killed", 2, 2, 2)}),
        ("The flood destroyed 300 houses.", "flood", set()),
    ],
)
def test_counts(
    read: Callable[[str], Read],
    text: str,
    trigger: str,
    counts: set[tuple[str, int | None, int, int | None]],
) -> None:
    found = read(text).event(trigger).counts
    assert {(c.field, c.low, c.best, c.high) for c in found} == counts
    assert all(any(ch.isalnum() for ch in text[c.start : c.end]) for c in found)


def test_the_source_is_whoever_says_so(read: Callable[[str], Read]) -> None:
    found = read("The Red Cross said that soldiers attacked the camp.")
    assert found.named(found.event("attacked").source) == "Red Cross"
    found = read("Soldiers attacked the camp, according to the United Nations.")
    assert found.named(found.event("attacked").source) == "United Nations"
    assert read("Soldiers attacked the camp.").event("attacked").source is None


@pytest.mark.parametrize(
    ("text", "trigger", "source"),
    [
        ("“Soldiers attacked the camp on Friday,” Angela Merkel said.", "attacked", "Angela Merkel"),
        ("Angela Merkel accused the army of an attack on the camp.", "attack", "Angela Merkel"),
        ("The Red Cross confirmed the attack on the camp.", "attack", "Red Cross"),
        ("Residents said that soldiers attacked the camp.", "attacked", None),
        ("After the army attacked the camp, Angela Merkel said that talks were over.", "attacked", None),
        (
            "An Interior Ministry official was there. The official said soldiers attacked it.",
            "attacked",
            "Interior Ministry",
        ),
    ],
)
def test_the_source_is_that_of_the_quote(
    read: Callable[[str], Read], text: str, trigger: str, source: str | None
) -> None:
    found = read(text)
    assert found.named(found.event(trigger).source) == source


def test_names_are_no_triggers(read: Callable[[str], Read]) -> None:
    triggers = {e.text for e in read("ISIS fought the Syrian Democratic Forces in Raqqa.").notes.events}
    assert triggers == {"fought"}


def test_events_stand_in_order_and_in_their_sentences(read: Callable[[str], Read]) -> None:
    found = read("Police raided a house in Homs.\nThree men were arrested. They were charged on Friday.")
    events = found.notes.events
    assert [e.start for e in events] == sorted(e.start for e in events)
    for event in events:
        start, end = found.notes.sentences[event.sentence]
        assert start <= event.start < event.end <= end
        assert found.text[event.start : event.end] == event.text


def test_a_detention_centre_is_no_arrest(read: Callable[[str], Read]) -> None:
    found = read("They took over the detention centres in the north.")
    assert "arrest" not in {e.type for e in found.notes.events}


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Stocks rallied on Monday.", "demonstration"),
        ("New York business loans fell 195 million dollars.", "capture"),
        ("Syria cracks down on ISIS.", "raid"),
        ("Jobs demonstrated the new phone to the audience.", "demonstration"),
        ("The net loss was 46 cents a share.", "match"),
        ("The company won its suit against a rival.", "match"),
        ("Senators introduced a bill on Monday.", "launch"),
        ("The company took a charge of 2 million dollars.", "charge"),
        ("He runs the day to day operations of the company.", "raid"),
        ("The minister attacked the policy of the bank.", "attack"),
        ("The company withdrew its bid.", "withdrawal"),
        ("The ministry released a statement.", "launch"),
        ("The state has no death penalty.", "death"),
        ("The visiting team lost.", "visit"),
        ("She took 40,000 votes.", "election"),
        ("The fire department has a new engine.", "fire"),
        ("Engineers inspected the quake-prone coast.", "disaster"),
        ("The bank failed in the biggest banking crash of the century.", "accident"),
        ("He told a Senate committee hearing that the aid was late.", "trial"),
        ("Any interference would meet a strong response.", "meeting"),
        ("The rocket blasted off on Monday.", "bombing"),
        ("The company named Acme Brothers as lead underwriter.", "appointment"),
        ("The board will appoint a search committee.", "appointment"),
    ],
)
def test_a_figure_of_speech_is_no_event_of_the_type(
    read: Callable[[str], Read], text: str, type_: str
) -> None:
    assert type_ not in {e.type for e in read(text).notes.events}


def test_what_somebody_says_of_news_since_then_is_news(read: Callable[[str], Read]) -> None:
    found = read("Eight people have been arrested since the attack of 23 May 2025.").event("attack")
    assert found.status == "occurred"


def test_sanctions_that_exist_are_not_imposed(read: Callable[[str], Read]) -> None:
    found = read("Sanctions on Iran weigh on its banks.")
    assert "sanctions-imposed" not in {e.type for e in found.notes.events}


def test_who_is_due_for_talks_has_not_met(read: Callable[[str], Read]) -> None:
    assert (
        read("Anna Blake was due in Rome on Sunday for talks with Karim Haddad.").event("talks").status
        == "planned"
    )


def test_an_agreement_has_the_day_on_which_it_was_reached(read: Callable[[str], Read]) -> None:
    assert read("An agreement reached last year helped both countries.").event("agreement").date == "2024"


def test_a_planned_trip_lies_ahead(read: Callable[[str], Read]) -> None:
    found = read("Officials spoke about the planned trip of the president to Rome in August.").event("trip")
    assert found.date == "2025-08"
