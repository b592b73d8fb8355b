"""Events across articles, in small worlds: who is who is given, the sentences are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.config import ResolveSettings
from sitegen.model import (
    Annotation,
    ArchiveArticle,
    Argument,
    Article,
    Coordinates,
    Count,
    Entity,
    EntityType,
    Event,
    EventMention,
    Mention,
    Permalink,
    Permalinks,
    Status,
)
from sitegen.resolve.curation import Curation, parse_curation
from sitegen.resolve.events import EventResolution, resolve_events
from sitegen.resolve.index import EntityIndex

WHO: dict[str, tuple[EntityType, str, str | None]] = {
    "trump": ("person", "Donald Trump", None),
    "shara": ("person", "Ahmad Al Shara", None),
    "rubio": ("person", "Marco Rubio", None),
    "assad": ("person", "Bashar Al Assad", None),
    "isis": ("organisation", "ISIS", None),
    "sdf": ("organisation", "SDF", None),
    "syria": ("place", "Syria", None),
    "aleppo": ("place", "Aleppo", "syria"),
    "homs": ("place", "Homs", "syria"),
    "riyadh": ("place", "Riyadh", None),
}


@dataclass(frozen=True)
class Told:
    """A sentence with one event; parties are "role entity"."""

    text: str
    trigger: str
    type: str
    parties: tuple[str, ...] = ()
    place: str | None = None
    date: str | None = None
    status: Status = "occurred"
    counts: tuple[tuple[str, int | None, int, int | None], ...] = ()
    confidence: float = 0.9
    source: str | None = None
    asserted: bool = True
    reason: str = "made"


RAID = Told(
    "A raid in Aleppo killed three ISIS members", "raid", "raid", ("target isis",), "aleppo", "2025-05-17",
    counts=(("killed", 3, 3, 3),),
)  # fmt: skip
MEETING = Told(
    "Donald Trump met Ahmad Al Shara in Riyadh", "met", "meeting",
    ("participant trump", "participant shara"), "riyadh", "2025-05-14",
)  # fmt: skip
FALL = Told("Bashar Al Assad was toppled", "toppled", "overthrow", ("target assad",), None, "2024-12")


def article(id_: str, *told: Told, date: str | None = None) -> tuple[ArchiveArticle, list[str | None]]:
    """An article of these sentences, and the entity of each of its mentions."""
    text = ""
    sentences: list[tuple[int, int]] = []
    mentions: list[Mention] = []
    events: list[EventMention] = []
    who: list[str | None] = []
    for number, one in enumerate(told):
        start = len(text)
        text += one.text + ".\n"
        sentences.append((start, len(text) - 1))
        found: dict[str, int] = {}
        for key, (type_, name, _) in WHO.items():
            at = one.text.find(name)
            if at >= 0:
                found[key] = len(mentions)
                mentions.append(
                    Mention(
                        start + at, start + at + len(name), name, "name", type_, None, name, number, 0.9, ""
                    )
                )
                who.append(key)
        at = start + one.text.index(one.trigger)
        arguments = []
        for party in one.parties:
            role, key = party.split()
            m = mentions[found[key]]
            arguments.append(Argument(role, found[key], m.start, m.end))
        cited = None
        if one.source:
            # Whoever says so is named before the sentence, for the sake of brevity.
            cited = len(mentions)
            type_, name, _ = WHO[one.source]
            mentions.append(Mention(start, start, name, "name", type_, None, name, number, 0.9, ""))
            who.append(one.source)
        events.append(
            EventMention(
                at, at + len(one.trigger), one.trigger, one.trigger, one.type, number, one.status,
                one.confidence,
                f"{one.status}: {one.reason}", tuple(arguments), found[one.place] if one.place else None,
                one.date, "stated" if one.date else None, None,
                tuple(Count(f, low, best, high, at, at + 1) for f, low, best, high in one.counts),
                cited, one.asserted,
            )
        )  # fmt: skip
    notes = Annotation("en", True, tuple(sentences), tuple(mentions), (), tuple(events))
    body = Article(f"{id_}.txt", id_, "txt", None, text, tuple(sentences), (), date=date)
    return ArchiveArticle(id_, body, notes), list(who)


def resolved(
    *articles: tuple[ArchiveArticle, list[str | None]],
    rulings: str = "",
    links: Sequence[Permalink] = (),
) -> EventResolution:
    by_mention = {(a.id, n): key for a, who in articles for n, key in enumerate(who) if key is not None}
    entities = {
        key: Entity(
            key, type_, None, name, (), (), located_in=within,
            coordinates=Coordinates(1, 1, "city", None) if type_ == "place" else None,
        )
        for key, (type_, name, within) in WHO.items()
    }  # fmt: skip
    curation, problems = parse_curation(rulings) if rulings else (Curation(), ())
    assert not problems
    return resolve_events(
        tuple(a for a, _ in articles),
        EntityIndex(entities, by_mention),
        curation,
        Permalinks(events=tuple(links)),
        ResolveSettings(),
    )


def pages(found: EventResolution) -> list[Event]:
    return [e for e in found.events if e.page]


def test_two_reports_of_one_raid_are_one_event_with_its_figures() -> None:
    other = replace(
        RAID, text="Troops said the raid in Aleppo killed four ISIS members", counts=(("killed", 4, 4, 4),)
    )
    (event,) = resolved(article("a", RAID), article("b", other)).events
    assert (event.id, event.title) == ("raid-in-aleppo-17-may-2025", "Raid in Aleppo, 17 May 2025")
    assert [m.article for m in event.mentions] == ["a", "b"]
    (tally,) = event.numbers
    assert (tally.low, tally.best, tally.high) == (3, 4, 4)
    assert event.disputed == ("killed",)
    assert {(c.field, c.value, c.article) for c in event.claims if c.field == "killed"} == {
        ("killed", "3", "a"),
        ("killed", "4", "b"),
    }
    assert event.joined


def test_figures_that_may_agree_are_no_dispute() -> None:
    other = replace(RAID, text="The raid in Aleppo killed ISIS men", counts=(("killed", 2, 2, None),))
    (event,) = resolved(article("a", RAID), article("b", other)).events
    assert event.disputed == ()


@pytest.mark.parametrize(
    "change",
    [
        {"date": "2025-03-01"},
        {"place": "homs", "text": "A raid in Homs killed three ISIS members"},
    ],
)
def test_another_day_or_place_is_another_event(change: dict[str, str]) -> None:
    other = replace(RAID, **change)  # type: ignore[arg-type]
    assert len(resolved(article("a", RAID), article("b", other)).events) == 2


def test_a_coarser_date_and_a_wider_place_agree() -> None:
    other = replace(
        RAID, text="A raid in Syria killed ISIS members", place="syria", date="2025-05", counts=()
    )
    (event,) = resolved(article("a", RAID), article("b", other)).events
    assert (event.date, event.place) == ("2025-05-17", "aleppo")
    assert event.disputed == ()


def test_meetings_of_other_people_stay_apart() -> None:
    other = Told(
        "Marco Rubio met Ahmad Al Shara", "met", "meeting", ("participant rubio", "participant shara")
    )
    found = resolved(article("a", MEETING, other))
    assert sorted(e.title for e in found.events) == [
        "Meeting of Donald Trump and Ahmad Al Shara in Riyadh, 14 May 2025",
        "Meeting of Marco Rubio and Ahmad Al Shara",
    ]


def test_a_fact_beats_the_plan_before_it() -> None:
    plan = replace(MEETING, status="planned", text="Donald Trump will have met Ahmad Al Shara in Riyadh")
    (event,) = resolved(article("a", plan), article("b", MEETING)).events
    assert event.status == "occurred"
    assert {c.value for c in event.claims if c.field == "status"} == {"planned", "occurred"}


def test_a_report_that_only_names_it_does_not_make_a_plan_a_fact() -> None:
    plan = replace(
        MEETING, status="planned", asserted=False, text="Donald Trump will have met Ahmad Al Shara in Riyadh"
    )
    named = replace(
        MEETING, asserted=False, text="He spoke of when Donald Trump met Ahmad Al Shara in Riyadh"
    )
    (event,) = resolved(article("a", plan), article("b", named)).events
    assert event.status == "planned"


def test_who_does_what_to_whom_needs_no_date() -> None:
    told = Told("Then the SDF raided ISIS", "raided", "raid", ("agent sdf", "target isis"))
    lead = Told("Donald Trump spoke", "spoke", "statement", ("speaker trump",))
    event = next(e for e in resolved(article("a", lead, told)).events if e.type == "raid")
    assert event.page


def test_an_event_takes_no_date_from_its_article() -> None:
    undated = replace(FALL, date=None)
    (event,) = resolved(article("a", undated, date="2025-05-18")).events
    assert event.date is None


def test_a_denial_beside_a_report_is_a_dispute() -> None:
    denial = replace(
        RAID, status="denied", text="No raid in Aleppo killed any ISIS members", counts=(), source="syria"
    )
    denial = replace(denial, reason="“denied”")
    (event,) = resolved(article("a", RAID), article("b", denial)).events
    assert event.status == "occurred"
    assert "status" in event.disputed


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (replace(RAID, type="other"), "of no page type: other"),
        (replace(RAID, type="statement"), "of no page type: statement"),
        (replace(RAID, status="hypothetical"), "not certain: hypothetical"),
        (replace(RAID, status="denied"), "not certain: denied"),
        (replace(RAID, status="background"), "not certain: background"),
        (replace(RAID, confidence=0.3), "confidence 0.30 is below 0.60"),
        (replace(RAID, place=None, parties=()), "names neither participant nor place"),
        (replace(RAID, asserted=False), "named, but no sentence asserts that it happened"),
        (
            replace(MEETING, status="planned", asserted=False, date=None),
            "planned, and nothing says for when",
        ),
        (Told("Then the SDF made a raid", "raid", "raid", ("agent sdf",)), "nothing says when or where"),
    ],
)
def test_what_has_no_page_says_why(told: Told, reason: str) -> None:
    lead = Told("Donald Trump spoke", "spoke", "statement", ("speaker trump",))
    found = resolved(article("a", lead, told)).events
    event = next(e for e in found if told.trigger in [m.text for m in e.mentions])
    assert (event.page, event.page_reason) == (False, reason)


def test_what_has_a_page_says_why() -> None:
    (event,) = resolved(article("a", RAID)).events
    assert event.page
    assert "a participant" in event.page_reason


def test_what_is_agreed_on_is_part_of_the_agreement_and_takes_no_day_of_it() -> None:
    agreed = Told(
        "The SDF agreed on Monday to meet Donald Trump", "agreed", "agreement", ("participant sdf",),
        date="2025-03-10",
    )  # fmt: skip
    article_, who = article("a", agreed)
    note = article_.annotation
    planned = replace(
        note.events[0], start=note.events[0].end + 14, end=note.events[0].end + 18, text="meet", lemma="meet",
        type="meeting", status="planned", date=None, date_from=None,
    )  # fmt: skip
    both = replace(article_, annotation=replace(note, events=(*note.events, planned)))
    whole, part = sorted(resolved((both, who)).events, key=lambda e: e.type)
    assert part.part_of == whole.id
    assert (part.date, part.page) == (None, False)


def test_arrests_in_a_raid_are_part_of_it_and_give_it_their_number() -> None:
    arrests = Told(
        "At least three ISIS members were arrested", "arrested", "arrest", ("target isis",),
        counts=(("arrested", 3, 3, None),),
    )  # fmt: skip
    found = resolved(article("a", RAID, arrests))
    raid, part = sorted(found.events, key=lambda e: e.type, reverse=True)
    assert part.part_of == raid.id
    assert not part.page
    assert [(t.field, t.best) for t in raid.numbers] == [("killed", 3), ("arrested", 3)]
    assert ("arrested", "3 or more") in {(c.field, c.value) for c in raid.claims}


def test_ids_last() -> None:
    first = resolved(article("a", RAID), article("b", MEETING))
    assert [link.id for link in first.links] == [e.id for e in first.events]
    # The title changes with the date; the address doesn't.
    redated = replace(RAID, date="2025-05-16")
    second = resolved(article("a", redated), article("b", MEETING), links=first.links)
    assert [e.id for e in second.events] == [e.id for e in first.events]
    assert "16 May" in next(e.title for e in second.events if e.type == "raid")


def test_an_event_that_is_gone_keeps_its_id_reserved() -> None:
    first = resolved(article("a", RAID))
    later = resolved(article("b", replace(RAID, text="Another raid in Aleppo hit ISIS")), links=first.links)
    assert [e.id for e in later.events] == ["raid-in-aleppo-17-may-2025-2"]
    assert {link.id for link in later.links} >= {"raid-in-aleppo-17-may-2025"}


def test_slight_events_stay_out_of_the_permalinks() -> None:
    found = resolved(article("a", replace(RAID, type="other")))
    assert found.links == ()
    assert found.events[0].id.startswith("other-")


def test_same_joins_and_the_other_id_leads_on() -> None:
    first = resolved(article("a", RAID), article("b", replace(RAID, date="2025-03-01")))
    one, two = (e.id for e in first.events)
    rulings = f'[[event]]\nid = "{two}"\nsame = ["{one}"]\ntitle = "The raid"'
    apart = replace(RAID, date="2025-03-01")
    found = resolved(article("a", RAID), article("b", apart), rulings=rulings, links=first.links)
    (event,) = found.events
    assert (event.id, event.title) == (two, "The raid")
    assert {link.id: link.to for link in found.links} == {one: two, two: None}


def test_a_ruling_that_was_there_from_the_first_build_holds_in_the_second() -> None:
    """The id that `same` names is never published, and must be found again all the same."""
    more = replace(RAID, text="The raid in Aleppo killed three ISIS men")
    both = (article("a", RAID), article("c", more), article("b", replace(RAID, date="2025-03-01")))
    # The one with more reports is merged into the other, so that it would take over the other's id.
    one, two = (e.id for e in sorted(resolved(*both).events, key=lambda e: -len(e.mentions)))
    rulings = f'[[event]]\nid = "{two}"\nsame = ["{one}"]\ndate = "2025-05-17"'
    first = resolved(*both, rulings=rulings)
    assert [e.id for e in first.events] == [two]
    second = resolved(*both, rulings=rulings, links=first.links)
    assert (second.events, second.links, second.problems) == (first.events, first.links, ())
    parted = resolved(*both, links=second.links)
    assert {e.id for e in parted.events} == {one, two}


def test_split_and_not_same_keep_apart() -> None:
    articles = (
        article("a", RAID),
        article("b", replace(RAID, text="The raid in Aleppo killed three ISIS men")),
    )
    first = resolved(*articles)
    (event,) = first.events
    split = resolved(*articles, rulings=f'[[event]]\nid = "{event.id}"\nsplit = ["b"]', links=first.links)
    assert len(split.events) == 2
    assert next(e for e in split.events if e.id == event.id).mentions[0].article == "a"
    other = next(e.id for e in split.events if e.id != event.id)
    kept = resolved(*articles, rulings=f'[[not-same]]\nevents = ["{event.id}", "{other}"]', links=split.links)
    assert [e.id for e in kept.events] == [e.id for e in split.events]


def test_an_editor_corrects_type_date_place_and_page() -> None:
    first = resolved(article("a", RAID))
    rulings = f'[[event]]\nid = "{first.events[0].id}"\ntype = "attack"\ndate = "2025-05-16"\n'
    rulings += 'place = "homs"\npage = false'
    (event,) = resolved(article("a", RAID), rulings=rulings, links=first.links).events
    assert (event.type, event.date, event.place, event.page) == ("attack", "2025-05-16", "homs", False)
    assert event.page_reason == "the editor's ruling"


def test_hide_takes_the_event_away_and_keeps_its_id() -> None:
    first = resolved(article("a", RAID))
    rulings = f'[[event]]\nid = "{first.events[0].id}"\nhide = true'
    found = resolved(article("a", RAID), rulings=rulings, links=first.links)
    assert first.events[0].id not in {e.id for e in found.events}
    assert pages(found) == []
    assert first.events[0].id in {link.id for link in found.links}


def test_a_ruling_on_nothing_is_a_warning_with_the_nearest() -> None:
    found = resolved(article("a", RAID), rulings='[[event]]\nid = "raid-in-alepo-17-may-2025"\nhide = true')
    (problem,) = found.problems
    assert (problem.code, problem.severity, problem.line) == ("unknown-event", "warning", 1)
    assert "raid-in-aleppo-17-may-2025" in problem.hint


def test_what_is_not_sure_goes_to_review() -> None:
    vague = Told("A raid was made by the SDF", "raid", "raid", ("agent sdf",))
    found = resolved(article("a", RAID, vague))
    assert len(found.events) == 2
    (doubt,) = found.doubts
    assert {doubt.first, doubt.second} == {e.id for e in found.events}
    assert all(e.maybe_same for e in found.events)


SENTENCES = st.lists(
    st.builds(
        replace,
        st.sampled_from([RAID, MEETING, FALL]),
        date=st.sampled_from([None, "2025-05-17", "2025-05", "2024"]),
        status=st.sampled_from(["occurred", "planned", "alleged", "background"]),
    ),
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(SENTENCES, min_size=1, max_size=4))
def test_resolving_again_with_its_links_changes_nothing(world: list[list[Told]]) -> None:
    articles = [article(f"a{n}", *told) for n, told in enumerate(world)]
    first = resolved(*articles)
    again = resolved(*articles, links=first.links)
    assert again == first
    ids = [e.id for e in first.events]
    assert ids == sorted(set(ids))
    assert sum(len(e.mentions) for e in first.events) == sum(map(len, world))


def test_a_plan_is_called_one() -> None:
    events = resolved(article("a", replace(MEETING, status="planned"))).events
    assert events[0].title == "Planned meeting of Donald Trump and Ahmad Al Shara in Riyadh, 14 May 2025"


def test_the_largest_figure_of_an_article_is_its_total_and_a_figure_beats_a_vague_word() -> None:
    def kill(text: str, figure: tuple[int, int, int | None]) -> Told:
        return Told(text, "killed", "killing", (), "homs", "2025-03-06", counts=(("killed", *figure),))

    (event,) = resolved(
            article("a", kill("900 people were killed in Homs", (900, 900, 900)),
                    kill("200 officers were killed in Homs", (200, 200, 200)), date="2025-03-08"),
            article("b", kill("Dozens were killed in Homs", (24, 24, 99)), date="2025-03-09"),
    ).events  # fmt: skip
    (tally,) = event.numbers
    assert (tally.low, tally.best, tally.high) == (24, 900, 900)


def test_one_meeting_in_articles_that_share_nothing_else() -> None:
    other = replace(MEETING, text="Ahmad Al Shara met Donald Trump in Riyadh", date=None)
    events = resolved(
        article("a", MEETING, date="2025-05-14"),
        article("b", Told("Rain fell on Homs and wheat grew", "fell", "other"), other, date="2025-05-20"),
        article("c", other, date="2025-09-20"),
    ).events
    meetings = [e for e in events if e.type == "meeting"]
    assert sorted(len(e.mentions) for e in meetings) == [1, 2]
