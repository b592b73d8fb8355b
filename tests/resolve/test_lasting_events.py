"""A ruling on an event holds: with another model, an edited sentence, and against its like."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.resolve.test_events import MEETING, RAID, Told, article, resolved

BOMBING = Told("A bomb in Homs killed two", "bomb", "bombing", (), "homs", "2025-05-20")


def test_an_event_of_another_type_or_an_edited_sentence_keeps_its_id_and_ruling() -> None:
    first = resolved(article("a", RAID), article("b", MEETING))
    raid = next(e.id for e in first.events if e.type == "raid")
    rulings = f'[[event]]\nid = "{raid}"\ntitle = "The raid"\n'
    changed = (
        replace(RAID, type="attack"),
        replace(RAID, text="A raid in Aleppo killed four ISIS members"),
    )
    for one in changed:
        found = resolved(article("a", one), article("b", MEETING), rulings=rulings, links=first.links)
        assert [(e.id, e.title) for e in found.events if e.id == raid] == [(raid, "The raid")]
        assert found.problems == ()
        again = resolved(article("a", one), article("b", MEETING), rulings=rulings, links=found.links)
        assert (again.events, again.links) == (found.events, found.links)
        # And back: the first model again, or the edit taken back.
        back = resolved(article("a", RAID), article("b", MEETING), rulings=rulings, links=found.links)
        assert raid in {e.id for e in back.events if e.title == "The raid"}


def test_a_new_event_of_the_same_article_takes_nobodys_id() -> None:
    first = resolved(article("a", RAID))
    both = resolved(article("a", RAID, BOMBING), links=first.links)
    assert {e.id for e in first.events} < {e.id for e in both.events}
    other = resolved(article("a", BOMBING), links=both.links)
    bombing = next(e.id for e in both.events if e.type == "bombing")
    assert [e.id for e in other.events] == [bombing]


def test_what_is_kept_apart_is_kept_though_neither_has_a_page() -> None:
    slight = (article("m", replace(RAID, confidence=0.3)), article("n", replace(BOMBING, confidence=0.3)))
    first = resolved(*slight)
    assert first.links == ()
    ids = {e.id for e in first.events}
    rulings = "[[not-same]]\nevents = [{}]\n".format(", ".join(f'"{id_}"' for id_ in sorted(ids)))
    kept = resolved(*slight, rulings=rulings)
    assert {link.id for link in kept.links} == ids
    # A report that comes before gives an event that nobody kept another id.
    early = article("a", replace(RAID, text="The raid in Aleppo killed three ISIS men", confidence=0.3))
    assert {e.id for e in resolved(early, *slight).events} != ids
    later = resolved(early, *slight, rulings=rulings, links=kept.links)
    assert ({e.id for e in later.events}, later.problems) == (ids, ())


def test_a_ruling_on_what_was_made_part_of_another_says_so() -> None:
    both = (article("a", RAID), article("b", BOMBING))
    one, two = (e.id for e in resolved(*both).events)
    rulings = f'[[event]]\nid = "{one}"\nsame = ["{two}"]\n\n[[event]]\nid = "{two}"\ntitle = "Nothing"\n'
    found = resolved(*both, rulings=rulings)
    assert "Nothing" not in {e.title for e in found.events}
    (problem,) = found.problems
    assert (problem.line, problem.code) == (5, "vain-ruling")
    assert "line 1" in problem.message


def test_joined_and_kept_apart_is_a_warning() -> None:
    both = (article("a", RAID), article("b", BOMBING))
    one, two = (e.id for e in resolved(*both).events)
    rulings = f'[[event]]\nid = "{one}"\nsame = ["{two}"]\n\n[[not-same]]\nevents = ["{one}", "{two}"]\n'
    found = resolved(*both, rulings=rulings)
    assert [(p.line, p.code) for p in found.problems] == [(5, "vain-ruling")]


@pytest.mark.parametrize("wrong", ["rade", "bombimg"])
def test_a_wrong_event_type_names_the_nearest(wrong: str) -> None:
    event = resolved(article("a", RAID)).events[0].id
    found = resolved(article("a", RAID), rulings=f'[[event]]\nid = "{event}"\ntype = "{wrong}"\n')
    assert "nearest: " in found.problems[0].hint
