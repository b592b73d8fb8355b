"""Which reports are one event and which are not: small worlds, a rule each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitegen.model import ArchiveArticle, Event
from sitegen.resolve.event_wording import wording
from tests.resolve.test_events import RAID, Told, article, resolved

Made = tuple[ArchiveArticle, list[str | None]]


def noun(made: Made, *numbers: int) -> Made:
    """The article with those of its triggers as nouns."""
    one, who = made
    events = tuple(
        replace(e, noun=n in numbers, lemma=e.lemma.rstrip("s") if n in numbers else e.lemma)
        for n, e in enumerate(one.annotation.events)
    )
    return replace(one, annotation=replace(one.annotation, events=events)), who


def dated(made: Made, written: str) -> Made:
    one, who = made
    return replace(one, article=replace(one.article, date=written)), who


def of_type(found: tuple[Event, ...], type_: str) -> list[Event]:
    return [e for e in found if e.type == type_]


@pytest.mark.parametrize(
    ("text", "definite", "indefinite", "further", "modifiers"),
    [
        ("They signed the joint venture @pact", True, False, set(), {"joint", "venture"}),
        ("They launched a new @offensive", False, True, {"new"}, set()),
        ("It was another @raid", False, True, {"another"}, set()),
        ("They won a by-@election", False, True, set(), {"by"}),
        ("The war of the 2011 to 2024 civil @war", True, False, set(), {"civil"}),
        ("Iran's @attack failed", False, False, set(), set()),
        ("Talks on labour @contracts", False, False, set(), set()),
    ],
)
def test_a_noun_phrase_says_which_event_it_is(
    text: str, definite: bool, indefinite: bool, further: set[str], modifiers: set[str]
) -> None:
    start = text.index("@")
    text = text.replace("@", "")
    end = start + len(text[start:].split()[0])
    found = wording(text, (0, len(text)), start, end, noun=True)
    assert (found.definite, found.indefinite) == (definite, indefinite)
    assert (set(found.further), set(found.modifiers)) == (further, modifiers)


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("They agreed to buy it", "buy"),
        ("They agreed not to buy it", "not buy"),
        ("They agreed with it", None),
    ],
)
def test_an_agreement_has_an_aim(text: str, goal: str | None) -> None:
    assert wording(text, (0, len(text)), 5, 11, noun=False).goal == goal


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("They sold another 35,000 shares", ("35000", "shares")),
        ("They sold about 1.5 mln tonnes of wheat", ("1.5mln", "tonnes")),
        ("They sold a stake for 5 dlrs", None),
        ("They sold on 3 May", None),
    ],
)
def test_what_a_verb_counts_is_its_amount(text: str, amount: tuple[str, str] | None) -> None:
    assert wording(text, (0, len(text)), 5, 9, noun=False).amount == amount


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("They met before the April @meeting", True),
        ("They left after a @meeting", True),
        ("They came to the @meeting", False),
        ("The @meeting ended", False),
    ],
)
def test_a_noun_may_only_give_the_time_of_something_else(text: str, offset: bool) -> None:
    start = text.index("@")
    text = text.replace("@", "")
    assert wording(text, (0, len(text)), start, start + 7, noun=True).offset is offset


def test_what_one_verb_says_also_is_one_more() -> None:
    one = Told("Donald Trump named Marco Rubio", "named", "appointment", ("agent trump",))
    more = replace(one, text="Donald Trump also named Bashar Al Assad")
    assert len(resolved(article("a", one, more)).events) == 2


def test_unlike_numbers_of_one_thing_are_two_deals() -> None:
    one = Told("ISIS sold 5 trucks", "sold", "deal", ("agent isis",))
    all_ = replace(one, text="ISIS has sold 12 trucks")
    assert len(resolved(article("a", one, all_)).events) == 2
    assert len(resolved(article("a", one, replace(one, text="ISIS really sold 5 trucks"))).events) == 1


def test_the_word_alone_joins_no_agreements() -> None:
    one = Told("An agreement was reached with Marco Rubio", "agreement", "agreement", ("participant rubio",))
    other = Told("Agreement with the SDF is near", "Agreement", "agreement", ("participant sdf",))
    found = resolved(noun(article("a", one, other), 0, 1))
    assert len(found.events) == 2


def test_what_only_points_back_is_of_its_own_article() -> None:
    """ "The deal" of the one article is never "the deal" of the other, however alike they are."""
    ours = Told("Marco Rubio made a deal with ISIS", "deal", "agreement",
                ("participant rubio", "participant isis"))  # fmt: skip
    theirs = replace(ours, text="Donald Trump made a deal with the SDF",
                     parties=("participant trump", "participant sdf"))  # fmt: skip
    back = Told("The deal was long awaited by everybody in the region", "deal", "agreement")
    found = resolved(noun(article("a", ours, back), 0, 1), noun(article("b", theirs, back), 0, 1))
    assert [len(e.mentions) for e in of_type(found.events, "agreement")] == [2, 2]


def test_what_was_not_agreed_is_no_agreement() -> None:
    failed = Told("Marco Rubio failed to agree with the SDF", "agree", "agreement",
                  ("participant rubio", "participant sdf"), status="denied")  # fmt: skip
    made = replace(failed, text="Marco Rubio did agree with the SDF", status="occurred")
    assert len(resolved(article("a", failed, made)).events) == 2


def test_the_meeting_is_not_what_the_article_looks_back_on() -> None:
    first = Told("Donald Trump met Ahmad Al Shara", "met", "meeting",
                 ("participant trump", "participant shara"))  # fmt: skip
    once = Told("Marco Rubio met Bashar Al Assad", "met", "meeting",
                ("participant rubio", "participant assad"), status="background")  # fmt: skip
    back = Told("Many called the met historic", "met", "meeting")
    found = resolved(noun(article("a", first, once, back), 2))
    assert sorted(len(e.mentions) for e in found.events) == [1, 2]
    assert max(found.events, key=lambda e: len(e.mentions)).mentions[0].start < 40


def test_the_standstill_agreement_is_not_the_plan_agreed_on() -> None:
    plan = Told("Marco Rubio did agree on a plan for debt", "agree", "agreement", ("participant rubio",))
    same = Told("The debt agreement helps", "agreement", "agreement")
    other = Told("The standstill agreement runs out", "agreement", "agreement")
    assert len(resolved(noun(article("a", plan, same), 1)).events) == 1
    assert len(resolved(noun(article("a", plan, other), 1)).events) == 2


def test_an_agreement_of_one_party_has_no_page_without_a_place_or_a_date() -> None:
    told = Told("The SDF agreed", "agreed", "agreement", ("participant sdf",))
    (event,) = resolved(article("a", told)).events
    assert not event.page
    (event,) = resolved(article("a", replace(told, date="2025-03"))).events
    assert event.page


def test_a_participle_after_the_presumes_the_event() -> None:
    text = "Photos showed the arrested men"
    assert wording(text, (0, len(text)), 18, 26, noun=False).definite
    assert not wording("Police arrested men", (0, 19), 7, 15, noun=False).definite


def test_the_arrested_men_are_those_who_were_arrested_far_above() -> None:
    arrests = Told("Three ISIS members were arrested", "arrested", "arrest", ("target isis",))
    filler = [
        Told(f"Donald Trump spoke of matter {n}", "spoke", "statement", ("speaker trump",))
        for n in "abcdefgh"
    ]
    again = Told("Photos showed the arrested ISIS members", "arrested", "arrest", ("target isis",))
    (one,) = of_type(resolved(article("a", arrests, *filler, again)).events, "arrest")
    assert len(one.mentions) == 2


def test_a_further_one_is_another() -> None:
    more = replace(RAID, text="A second raid in Aleppo hit ISIS", counts=(), date=None)
    first = replace(RAID, date=None, counts=())
    found = resolved(noun(article("a", first, more), 0, 1))
    assert len(of_type(found.events, "raid")) == 2


def test_two_of_a_kind_in_one_sentence_are_two() -> None:
    both = Told("Marco Rubio met after Donald Trump talked", "met", "meeting", ("participant rubio",))
    one, who = article("a", both)
    first = one.annotation.events[0]
    at = one.article.text.index("talked")
    second = replace(first, start=at, end=at + 6, text="talked", lemma="met", arguments=())
    made = replace(one, annotation=replace(one.annotation, events=(first, second)))
    assert len(resolved((made, who)).events) == 2


def test_those_who_met_for_a_summit_were_at_it() -> None:
    told = Told(
        "Marco Rubio met them in Riyadh for the summit", "met", "meeting", ("participant rubio",), "riyadh"
    )
    one, who = article("a", told)
    met = one.annotation.events[0]
    at = one.article.text.index("summit")
    summit = replace(
        met, start=at, end=at + 6, text="summit", lemma="summit", type="summit", noun=True, arguments=()
    )
    made = replace(one, annotation=replace(one.annotation, events=(met, summit)))
    (event,) = resolved((made, who)).events
    assert len(event.mentions) == 2


def test_a_summit_is_known_by_its_place_and_day() -> None:
    here = Told("Donald Trump spoke at the summit in Riyadh", "summit", "summit",
                ("participant trump",), "riyadh", "2025-05-14")  # fmt: skip
    there = replace(here, text="Marco Rubio left the summit in Riyadh", parties=("participant rubio",))
    assert len(resolved(article("a", here), article("b", there)).events) == 1
    later = replace(there, date="2025-06-20")
    assert len(resolved(article("a", here), article("b", later)).events) == 2


def test_what_is_planned_after_it_happened_is_another() -> None:
    done = Told("Donald Trump met Ahmad Al Shara in Riyadh", "met", "meeting",
                ("participant trump", "participant shara"), "riyadh")  # fmt: skip
    plan = replace(
        done, text="Donald Trump will have met Ahmad Al Shara in Riyadh", status="planned", date="2025-06-20"
    )
    found = resolved(dated(article("a", done), "2025-05-14"), dated(article("b", plan), "2025-05-15"))
    assert len(found.events) == 2


def test_other_hands_lift_other_sanctions() -> None:
    ours = Told("Donald Trump lifted sanctions on Syria", "lifted", "sanctions-lifted",
                ("agent trump", "target syria"))  # fmt: skip
    bare = replace(ours, text="Sanctions on Syria were lifted", parties=("target syria",))
    assert len(resolved(article("a", ours), article("b", bare)).events) == 2


def test_days_of_one_article_that_differ_are_two_events() -> None:
    monday = Told("Marco Rubio met Ahmad Al Shara", "met", "meeting",
                  ("participant rubio", "participant shara"), None, "2025-05-12")  # fmt: skip
    tuesday = replace(monday, text="Marco Rubio again met Ahmad Al Shara", date="2025-05-13")
    assert len(resolved(article("a", monday, tuesday)).events) == 2


SEIZURE = Told("Weapons were seized", "seized", "seizure")
ARREST = Told("Three ISIS members were arrested", "arrested", "arrest", ("target isis",))


def test_parts_of_parts_belong_to_the_outermost_and_have_its_day_and_place() -> None:
    found = resolved(article("a", RAID, ARREST, SEIZURE)).events
    raid, arrest, seizure = (of_type(found, t)[0] for t in ("raid", "arrest", "seizure"))
    assert arrest.part_of == seizure.part_of == raid.id
    assert (seizure.date, seizure.date_from, seizure.place) == ("2025-05-17", "relative", "aleppo")
    assert not [c for c in seizure.claims if c.field in ("date", "place")]


def test_background_takes_nothing_from_the_story() -> None:
    past = replace(ARREST, status="background")
    found = resolved(article("a", RAID, past)).events
    (arrest,) = of_type(found, "arrest")
    assert (arrest.part_of, arrest.date, arrest.place) == (None, None, None)


def test_two_wars_with_one_enemy_are_not_one() -> None:
    war = Told("An offensive by the SDF hit Bashar Al Assad", "offensive", "offensive",
               ("agent sdf", "target assad"), None, "2024-12")  # fmt: skip
    other = Told("ISIS fought Bashar Al Assad", "fought", "clash", ("participant isis", "participant assad"))
    (clash,) = of_type(resolved(article("a", war, other)).events, "clash")
    assert clash.part_of is None


def test_an_editor_is_not_asked_of_what_names_nothing() -> None:
    nameless = Told("Men were killed", "killed", "killing")
    named = Told("Many were killed in Homs", "killed", "killing", (), "homs", "2025-05-17")
    found = resolved(article("a", named, nameless))
    assert all(
        next(e for e in found.events if e.id == id_).participants
        or next(e for e in found.events if e.id == id_).place
        for d in found.doubts
        for id_ in (d.first, d.second)
    )
