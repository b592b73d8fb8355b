"""Event pages and timelines: accounts, how figures changed, what is known of an event without a date."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitegen.config import PublishSettings, Settings
from sitegen.model import Archive, Claim, Event, EventMention, Participant, Standing, Tally, TimeExpression
from sitegen.plan import plan
from sitegen.plan.views import EntityView, EventIndexView, EventView
from tests.plan.test_plan import view_of, with_event
from tests.plan.worlds import article, empty, report, syria

RAID = "raid-in-aleppo-2025-05-17"


def toll(*told: tuple[str, str | None, Standing]) -> Archive:
    """A bombing and the figures of its reports: value, date of the article, standing."""
    articles = [
        article(f"a{n}", f"Bomb kills {value}", [f"The bomb killed {value} people."], date=date)
        for n, (value, date, _) in enumerate(told)
    ]
    claims = []
    for item, (value, _, standing) in zip(articles, told, strict=True):
        start, end = item.annotation.sentences[-1]
        at = item.article.text.index(value, start)
        words = (at, at + len(value))
        claims.append(Claim("killed", value, item.id, start, end, None, words, standing=standing))
    event = Event(
        "bombing", "bombing", "Bombing", "occurred", None, None, None, (), (Tally("killed", 25, 25, 25),),
        tuple(claims), tuple(report(articles, a.id, "bomb") for a in articles), page=True,
        page_reason="told with figures",
    )  # fmt: skip
    return replace(empty(), articles=tuple(articles), events=(event,))


def page_of(archive: Archive, id_: str) -> EventView:
    shown = view_of(plan(archive, Settings()), f"events/{id_}.html")
    assert isinstance(shown, EventView)
    return shown


def test_a_toll_is_shown_as_it_rose_with_the_dates_of_the_reports() -> None:
    """The claims stand in the order of the articles' ids; the page has that of their dates."""
    shown = page_of(
        toll(("25", "2025-06-24", ""), ("20", "2025-06-22", "earlier"), ("22", "2025-06-23", "earlier")),
        "bombing",
    )
    (tally,) = shown.numbers
    assert [(s.when.edtf, s.value) for s in tally.course] == [
        ("2025-06-22", "20"),
        ("2025-06-23", "22"),
        ("2025-06-24", "25"),
    ]
    assert (tally.figure, tally.range, tally.source and tally.source.href) == (
        "25",
        "",
        "../articles/a0.html#s2",
    )
    (account,) = shown.accounts
    assert (account.disputed, account.note) == (False, "Later reports say 25.")
    assert [(v.value, v.earlier, v.by[0].when.edtf) for v in account.values] == [
        ("20", True, "2025-06-22"),
        ("22", True, "2025-06-23"),
        ("25", False, "2025-06-24"),
    ]
    (sentence,) = account.values[0].by[0].sentences
    assert [sentence.text[s:e] for s, e in sentence.marks] == ["20"]
    assert [r.article.when.edtf for r in shown.reports] == ["2025-06-22", "2025-06-23", "2025-06-24"]


def test_figures_that_no_later_report_corrects_have_no_course() -> None:
    shown = page_of(toll(("25", "2025-06-24", ""), ("20", None, ""), ("3", None, "part")), "bombing")
    assert shown.numbers[0].course == ()
    (account,) = shown.accounts
    assert [v.value for v in account.values] == ["25", "20"]  # the undated last
    assert [v.value for v in account.besides] == ["3"]
    assert account.note == ""


def test_the_sentence_that_says_most_stands_first_and_the_headline_last() -> None:
    """Not the surest: that a sentence is of the event is said of all of them."""
    articles = [
        article("a", "Raid", ["The raid was big. The raid hit Aleppo on Saturday."], date="2025-05-18")
    ]
    start, end = articles[0].annotation.sentences[2]
    claims = (Claim("place", "aleppo", "a", start, end), Claim("date", "2025-05-17", "a", start, end))
    mentions = tuple(report(articles, "a", word) for word in ("Raid", "raid was", "raid hit"))
    sure = (mentions[0], replace(mentions[1], confidence=0.99), mentions[2])
    event = Event("raid", "raid", "Raid", "occurred", None, None, None, (), (), claims, sure, page=True)
    shown = page_of(replace(empty(), articles=tuple(articles), events=(event,)), "raid")
    assert [e.text for e in shown.evidence] == [
        "The raid hit Aleppo on Saturday.",
        "The raid was big.",
        "Raid",
    ]


def test_the_sentence_of_a_wire_copy_is_shown_once() -> None:
    archive = toll(("25", "2025-06-24", ""), ("25", "2025-06-24", ""), ("20", None, ""))
    shown = page_of(archive, "bombing")
    assert [e.text for e in shown.evidence if "The bomb" in e.text] == [
        "The bomb killed 25 people.",
        "The bomb killed 20 people.",
    ]
    assert [r.copy for r in shown.reports] == [False, False, False]


def test_a_copy_is_counted_beside_its_original() -> None:
    archive = toll(("25", "2025-06-24", ""), ("25", "2025-06-25", ""), ("20", None, ""))
    first, second, third = archive.articles
    copied = replace(archive, articles=(first, replace(second, copy_of=first.id), third))
    shown = page_of(copied, "bombing")
    assert [r.copy for r in shown.reports] == [False, True, False]
    assert [(v.value, len(v.by), v.copies, v.more) for v in shown.accounts[0].values] == [
        ("25", 1, 1, 0),
        ("20", 1, 0, 0),
    ]


@pytest.mark.parametrize(
    ("value", "words", "tally", "shown"),
    [
        ("25 or more", "at least 25", (25, 25, 25), ("25", "or more", "at least 25")),
        ("200 to 999", "hundreds of", (200, 200, 999), ("hundreds of", "200 to 999", "")),
        ("1426", "1426", (1426, 1426, 1426), ("1,426", "", "")),
    ],
)
def test_a_figure_says_no_more_than_its_words(
    value: str, words: str, tally: tuple[int, int, int], shown: tuple[str, str, str]
) -> None:
    archive = toll((words, None, ""))
    (event,) = archive.events
    claims = tuple(replace(c, value=value) for c in event.claims)
    changed = replace(event, claims=claims, numbers=(Tally("killed", *tally),))
    (found,) = page_of(replace(archive, events=(changed,)), "bombing").numbers
    assert (found.figure, found.range, found.words) == shown


def test_one_figure_of_one_article_needs_no_account() -> None:
    shown = page_of(toll(("25", None, "")), "bombing")
    assert shown.accounts == ()
    assert shown.numbers[0].words == ""  # they would only say 25 again


def test_when_it_was_reported_stands_apart_from_when_it_happened() -> None:
    shown = page_of(toll(("25", "2025-06-24", "")), "bombing")
    assert (shown.when.edtf, shown.dated.text) == ("", "reported 24 June 2025")
    (told,) = shown.reports
    assert (told.article.when.label, told.happened) == ("24 June 2025", ())
    raid = page_of(syria(), RAID)
    assert [(r.article.when.edtf, [w.edtf for w in r.happened]) for r in raid.reports] == [
        ("2025-05-18", ["2025-05-17"]),
        ("2025-05-19", ["2025-05-17"]),
    ]


def test_an_undated_event_keeps_the_words_that_the_text_has_for_its_time() -> None:
    archive = toll(("25", None, ""))
    (item,) = archive.articles
    at = item.article.text.index("people")
    time = TimeExpression(at, at + 6, "people", "date", None, None, None, 1)
    (m,) = archive.events[0].mentions
    mention = EventMention(m.start, m.end, "bomb", "bomb", "bombing", 1, "occurred", 0.9, "", time=0)
    told = replace(item, annotation=replace(item.annotation, times=(time,), events=(mention,)))
    shown = page_of(replace(archive, articles=(told,)), "bombing")
    assert shown.dated.text == "“people”"


def test_the_undated_stand_in_the_order_of_their_reports_and_texts() -> None:
    articles = [
        article("a", "Later", ["A fire broke out. Then a riot began."], date="2025-02-01"),
        article("b", "Earlier", ["A strike hit it."], date="2025-01-01"),
        article("c", "Undated", ["A raid came."]),
    ]

    def event(id_: str, of: str, word: str) -> Event:
        mentions = (report(articles, of, word),)
        return Event(id_, "raid", id_.upper(), "occurred", None, None, None, (), (), (), mentions, page=True)

    events = (event("e1", "c", "raid"), event("e2", "a", "riot"), event("e3", "a", "fire"),
              event("e4", "b", "strike"))  # fmt: skip
    archive = replace(empty(), articles=tuple(articles), events=events)
    timeline = view_of(plan(archive, Settings()), "timeline/index.html")
    assert isinstance(timeline, EventIndexView)
    (section,) = timeline.sections
    assert [(r.link.text, r.told) for r in section.rows] == [
        ("E4", "reported 1 January 2025"),
        ("E3", "reported 1 February 2025"),
        ("E2", "reported 1 February 2025"),
        ("E1", ""),
    ]


@pytest.mark.parametrize("paged", [True, False])
def test_what_was_done_in_a_part_stands_once_under_the_whole(paged: bool) -> None:
    """Whether or not the part has a page; and who is in the part alone is not lost."""
    part = "arrests-in-aleppo"
    archive = with_event(
        syria(),
        part,
        page=paged,
        participants=(Participant("isis", "target", "ISIS"), Participant("kurds", "target", "Kurds")),
    )
    isis = view_of(plan(archive, Settings()), "organisations/isis.html")
    kurds = view_of(plan(archive, Settings()), "groups/kurds.html")
    assert isinstance(isis, EntityView) and isinstance(kurds, EntityView)
    assert [[r.link.text for r in g.rows] for g in isis.events] == [["Raid in Aleppo, 17 May 2025"]]
    alone = "Arrest of three ISIS members in Aleppo, 17 May 2025" if paged else "Raid in Aleppo, 17 May 2025"
    assert [[r.link.text for r in g.rows] for g in kurds.events] == [[alone]]


def test_a_part_without_a_page_is_told_by_its_sentence() -> None:
    archive = with_event(syria(), "rubio-meeting", part_of=RAID)
    row = page_of(archive, RAID).parts[-1]
    assert (row.when.label, row.told, row.is_page) == ("", "", False)
    assert row.line == "He met Marco Rubio on Thursday."


def test_the_editors_word_is_named_as_such() -> None:
    archive = with_event(syria(), RAID, ruled=("date", "place"))
    shown = page_of(archive, RAID)
    assert shown.dated.text == "the archive’s editor says so"
    assert shown.ruled == ("when", "where")


def test_an_archive_that_publishes_no_text_quotes_none_of_it() -> None:
    archive = with_event(syria(), "rubio-meeting", part_of=RAID)
    settings = Settings(publish=PublishSettings(text="none"))
    shown = view_of(plan(archive, settings), f"events/{RAID}.html")
    assert isinstance(shown, EventView)
    told = [*(t.words for t in shown.numbers), *(p.line for p in shown.parts), shown.dated.words]
    told += [s.text for a in shown.accounts for v in a.values for by in v.by for s in by.sentences]
    assert len(told) > 4 and set(told) == {""}
