"""The plan of a small world: what each page says, and that every link of every view leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from posixpath import dirname, normpath

import msgspec
import pytest

from sitegen.config import PublishSettings, Settings, SiteSettings
from sitegen.model import Archive, EntityMention, Event, Piece, Quote
from sitegen.plan import Plan, plan
from sitegen.plan.addresses import FIXED
from sitegen.plan.views import (
    ArticleView,
    EntityIndexView,
    EntityView,
    EventView,
    FeedView,
    HomeView,
    MentionsView,
    MissingView,
    MonthView,
    Page,
    QualityView,
)
from tests.plan.worlds import article, empty, entity, only, syria

URL = Settings(site=SiteSettings(url="https://example.org/a"))
EXCERPT = Settings(publish=PublishSettings(text="excerpt"))
NONE = Settings(publish=PublishSettings(text="none"))


def view_of(planned: Plan, path: str) -> object:
    return next(p.view for p in planned.pages if p.path == path)


def hrefs(value: object) -> Iterator[str]:
    """Every link in a view."""
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            inner = getattr(value, field.name)
            if field.name in ("href", "land", "calendar", "feed") and inner:
                yield inner
            else:
                yield from hrefs(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from hrefs(inner)


def internal(planned: Plan) -> Iterator[tuple[str, str, str]]:
    """(page, path it links to, fragment) of every link within the site."""
    for page in planned.pages:
        for href in hrefs(page.view):
            if "://" not in href:
                path, _, fragment = href.partition("#")
                yield (
                    page.path,
                    normpath(f"{dirname(page.path)}/{path}".lstrip("/")) if path else page.path,
                    fragment,
                )


@pytest.mark.parametrize(
    "settings", [Settings(), URL, EXCERPT, NONE], ids=["plain", "url", "excerpt", "none"]
)
def test_every_link_leads_to_a_page_and_a_sentence(settings: Settings) -> None:
    planned = plan(syria(), settings)
    paths = {p.path for p in planned.pages}
    seen = 0
    for page, path, fragment in internal(planned):
        if page == "404.html" and settings.site.url:
            path = path.removeprefix("a/")  # from the root of the host, on which the site stands at /a/
        assert path in paths or path.startswith(("static/", "data/")), (page, path)
        seen += 1
        if fragment.startswith("s") and fragment[1:].isdigit():
            target = view_of(planned, path)
            assert isinstance(target, ArticleView)
            assert int(fragment[1:]) <= len(target.text.sentences), (page, path, fragment)
    assert seen > 200


@pytest.mark.parametrize("archive", [empty(), only(syria(), "untitled-note"), only(syria(), "nota")])
def test_small_archives_have_every_fixed_page(archive: Archive) -> None:
    planned = plan(archive, Settings())
    paths = [p.path for p in planned.pages]
    assert set(FIXED) <= set(paths)
    assert len(set(map(str.casefold, paths))) == len(paths)
    assert all(path in paths or path.startswith(("static/", "data/")) for _, path, _ in internal(planned))


def test_planning_is_a_function_of_the_archive() -> None:
    first, second = plan(syria(), URL), plan(syria(), URL)
    assert msgspec.msgpack.encode(first.pages) == msgspec.msgpack.encode(second.pages)
    assert first.documents == second.documents


def test_titles_tell_pages_apart() -> None:
    heads = [p.view.head.title for p in plan(syria(), Settings()).pages if isinstance(p.view, Page)]
    assert len(set(heads)) == len(heads)


def test_article() -> None:
    shown = view_of(plan(syria(), Settings()), "articles/aleppo-raid.html")
    assert isinstance(shown, ArticleView)
    text = shown.text.text
    links = {text[k.start : k.end]: k.href for k in shown.text.links}
    assert links["ISIS"] == "../organisations/isis.html"
    assert links["raided"] == "../events/raid-in-aleppo-2025-05-17.html"
    assert "Marco Rubio" not in links
    assert all(k.start >= shown.text.title[1] for k in shown.text.links)
    assert [r.link.text for r in shown.people] == ["Asaad Al Shibani", "Bashar Al Assad", "Marco Rubio"]
    assert shown.slight == ("Meeting",)
    assert shown.related[0].link.href == "../articles/cell-arrested.html"
    assert shown.earlier is not None
    assert shown.later is not None
    assert (shown.earlier.text, shown.later.text) == (
        "Trump meets Al Shara in Riyadh",
        "ISIS cell arrested after Aleppo clash",
    )


def test_the_outermost_name_wins_and_a_trigger_inside_it_is_dropped() -> None:
    one = article("a", "T", ["The Aleppo Raid Museum opened near Aleppo after a raid."])
    museum = entity([one], "museum", "organisation", ["Aleppo Raid Museum"])
    aleppo = entity([one], "aleppo", "place", ["Aleppo"])
    base = next(e for e in syria().events if e.id == "trump-al-shara-meeting")
    at = [i for i in range(len(one.article.text)) if one.article.text[i : i + 4].lower() == "raid"]
    replace(base.mentions[0], article="a", sentence=one.annotation.sentences[-1])
    raid = replace(
        base,
        id="raid",
        place=None,
        participants=(),
        mentions=tuple(
            replace(base.mentions[0], article="a", start=i, end=i + 4, sentence=one.annotation.sentences[-1])
            for i in at
        ),
    )
    planned = plan(replace(empty(), articles=(one,), entities=(aleppo, museum), events=(raid,)), Settings())
    shown = view_of(planned, "articles/a.html")
    assert isinstance(shown, ArticleView)
    named = [(shown.text.text[k.start : k.end], k.kind) for k in shown.text.links]
    assert named == [("Aleppo Raid Museum", "organisation"), ("Aleppo", "place"), ("raid", "event")]


def test_copies_and_the_undated() -> None:
    planned = plan(syria(), Settings())
    whole, copy = (view_of(planned, f"articles/{i}.html") for i in ("assad-falls", "assad-falls-copy"))
    assert isinstance(whole, ArticleView)
    assert isinstance(copy, ArticleView)
    assert [r.link.href for r in whole.copies] == ["../articles/assad-falls-copy.html"]
    assert copy.copy_of is not None
    assert whole.copy_of is None
    home, undated = view_of(planned, "index.html"), view_of(planned, "undated/index.html")
    assert isinstance(home, HomeView)
    assert "articles/assad-falls-copy.html" not in [r.link.href for r in home.latest]
    assert isinstance(undated, MonthView)
    assert undated.total == 2


def test_entity() -> None:
    shown = view_of(plan(syria(), URL), "people/ahmad-al-shara.html")
    assert isinstance(shown, EntityView)
    assert shown.description == "leads Syria since December"
    assert shown.evidence is not None
    assert shown.evidence.source.href == "../articles/riyadh-meeting.html#s5"
    assert [shown.evidence.text[s:e] for s, e in shown.evidence.marks] == ["Al Shara"]
    assert [g.title for g in shown.events] == ["Took part in"]
    assert shown.related[0].how == "its leader"
    assert shown.head.feed == "../people/ahmad-al-shara.xml"
    assert shown.first.label == "14 May 2025"
    place = view_of(plan(syria(), Settings()), "places/aleppo.html")
    assert isinstance(place, EntityView)
    assert [p.text for p in place.within] == ["Syria"]
    assert place.map is not None


def test_event() -> None:
    shown = view_of(plan(syria(), Settings()), "events/raid-in-aleppo-2025-05-17.html")
    assert isinstance(shown, EventView)
    assert shown.when.label == "17 May 2025"
    assert shown.dated.text == "counted from the report of 18 May 2025"
    assert shown.status_why.text == ""
    killed = shown.accounts[0]
    assert (killed.field, killed.disputed, killed.note) == ("killed", True, "")
    assert {v.value: v.by[0].sources for v in killed.values} == {"3": (), "4": ()}
    assert {v.value: v.by[0].sources for v in killed.besides} == {"1": ("Interior Ministry",)}
    assert [(t.field, t.figure, t.range) for t in shown.numbers] == [
        ("killed", "4", "3 to 4"),
        ("arrested", "3", ""),
    ]
    assert [p.link.text for p in shown.parts] == ["Arrest of three ISIS members in Aleppo, 17 May 2025"]
    assert shown.calendar == "../events/raid-in-aleppo-2025-05-17.ics"
    assert [g.role for g in shown.participants] == ["Carried out by", "Done to"]


def test_accounts_name_an_article_once_and_quote_what_is_disputed() -> None:
    shown = view_of(plan(syria(), Settings()), "events/raid-in-aleppo-2025-05-17.html")
    assert isinstance(shown, EventView)
    accounts = {a.field: a for a in shown.accounts}
    (part,) = accounts["killed"].besides
    assert [s.text for s in part.by[0].sentences] == [
        "One officer was killed in the operation, the Interior Ministry said."
    ]
    agreed = accounts["place"].values[0]
    assert [s.article.text for s in agreed.by] == [
        "Syrian forces raid ISIS cell in Aleppo",
        "ISIS cell arrested after Aleppo clash",
    ]
    assert {s.text for said in agreed.by for s in said.sentences} == {""}
    assert agreed.by[0].sentences[0].source.href == "../articles/aleppo-raid.html#s2"


def spoken(archive: Archive, id_: str, words: str, speaker: str | None, *, direct: bool) -> Quote:
    text = next(a for a in archive.articles if a.id == id_).article.text
    at = text.index(words)
    return Quote(id_, at, at + len(words), speaker, "told", words, direct)


def test_quotes_of_an_event_report_it_or_stand_beside_it() -> None:
    archive = syria()
    quotes = (
        spoken(archive, "aleppo-raid", "They will be eradicated,", "asaad-al-shibani", direct=True),
        spoken(archive, "aleppo-raid", "One officer was killed in the operation", "isis", direct=False),
        spoken(archive, "aleppo-raid", "Syrian security forces raided a house", None, direct=False),
        spoken(archive, "aleppo-raid", "The raid was the largest", "marco-rubio", direct=True),
    )
    planned = plan(replace(archive, quotes=quotes), Settings())
    shown = view_of(planned, "events/raid-in-aleppo-2025-05-17.html")
    assert isinstance(shown, EventView)
    assert [(q.text, q.speaker.text, q.cue, q.direct) for q in shown.quotes] == [
        ("They will be eradicated", "Asaad Al Shibani", "said", True),
        ("One officer was killed in the operation", "ISIS", "said", False),
    ]


def test_quotes_by_and_about_somebody_are_those_of_known_speakers() -> None:
    archive = syria()
    quotes = (
        spoken(archive, "aleppo-raid", "The raid was the largest", "isis", direct=True),
        spoken(archive, "cell-arrested", "Four members of ISIS", "asaad-al-shibani", direct=False),
        spoken(archive, "aleppo-raid", "killing three ISIS members", None, direct=False),
    )
    shown = view_of(plan(replace(archive, quotes=quotes), Settings()), "organisations/isis.html")
    assert isinstance(shown, EntityView)
    assert [q.text for q in shown.said] == ["The raid was the largest"]
    assert [(q.text, q.speaker.text) for q in shown.about] == [("Four members of ISIS", "Asaad Al Shibani")]


def with_event(archive: Archive, id_: str, **changed: object) -> Archive:
    return replace(
        archive,
        events=tuple(replace(e, **changed) if e.id == id_ else e for e in archive.events),  # type: ignore[arg-type]
    )


def test_parts_without_a_page_lead_to_their_sentence() -> None:
    whole = "raid-in-aleppo-2025-05-17"
    slight = with_event(syria(), "rubio-meeting", part_of=whole)
    shown = view_of(plan(slight, Settings()), f"events/{whole}.html")
    assert isinstance(shown, EventView)
    assert [p.link.href for p in shown.parts] == [
        "../events/arrests-in-aleppo.html",
        "../articles/aleppo-raid.html#s5",
    ]
    article_ = view_of(plan(slight, Settings()), "articles/aleppo-raid.html")
    assert isinstance(article_, ArticleView)
    assert article_.slight == ("Meeting",)


def test_related_entities_show_a_sentence_once() -> None:
    for page in plan(syria(), Settings()).pages:
        if isinstance(page.view, EntityView):
            texts = [r.evidence.text for r in page.view.related if r.evidence.text]
            assert len(texts) == len(set(texts))
            assert len(page.view.related) <= 8


def test_a_link_to_no_article_is_a_problem() -> None:
    archive = syria()
    pieces = (
        Piece("target", html='<a href="\0">', target="no-such.md"),
        Piece("markup", html="</a>"),
        Piece("target", html='<a href="\0">', target="nota.txt"),
        Piece("markup", html="</a>"),
        Piece("target", html='<img src="\0" alt="">', target="no-such.png"),
    )
    first = archive.articles[0]
    changed = replace(first, article=replace(first.article, body=(*first.article.body, *pieces)))
    planned = plan(replace(archive, articles=(changed, *archive.articles[1:])), URL)
    broken = [p for p in planned.problems if p.code == "broken-link"]
    assert [(p.where, p.severity) for p in broken] == [("aleppo-raid.txt", "warning")]
    assert "no-such.md" in broken[0].message
    quality = view_of(planned, "quality/index.html")
    assert isinstance(quality, QualityView)
    assert broken[0].message in {p.message for p in quality.problems}


def test_404_begins_at_the_root_where_the_address_is_known() -> None:
    known = view_of(plan(syria(), URL), "404.html")
    assert isinstance(known, MissingView)
    assert known.root == "/a/"
    assert all(k.href.startswith("/a/") for k in known.indexes)
    unknown = view_of(plan(syria(), Settings()), "404.html")
    assert isinstance(unknown, MissingView)
    assert unknown.root == ""


def test_an_index_tells_where_a_thin_entity_is_named() -> None:
    shown = view_of(plan(syria(), Settings()), "people/index.html")
    assert isinstance(shown, EntityIndexView)
    rows = {r.link.text: r for s in shown.sections for r in s.rows}
    assert rows["Marco Rubio"].link.href == ""
    assert [k.href for k in rows["Marco Rubio"].named_in] == ["../articles/aleppo-raid.html"]
    assert rows["Donald Trump"].named_in == ()


def test_text_is_published_as_far_as_settings_say() -> None:
    one = article("a", "Title", ["First words of it. " * 30, "Last words."])
    for settings, first, last in ((EXCERPT, True, False), (NONE, False, False), (Settings(), True, True)):
        planned = plan(replace(empty(), articles=(one,)), settings)
        page = view_of(planned, "articles/a.html")
        assert isinstance(page, ArticleView)
        for text in (page.text.text, planned.documents[0].text):
            assert ("First words" in text, "Last words" in text) == (first, last)
        assert bool(page.notes) is not last
    bare = plan(syria(), NONE)
    assert "killing three" not in msgspec.json.encode([p.view for p in bare.pages]).decode()
    assert all("killing" not in d.text for d in bare.documents)


def test_feeds_want_an_address_and_dates() -> None:
    assert not [p for p in plan(syria(), Settings()).pages if p.template == "atom"]
    assert [p.code for p in plan(syria(), Settings()).problems] == ["no-site-url"]
    planned = plan(syria(), URL)
    feed = view_of(planned, "feed.xml")
    assert isinstance(feed, FeedView)
    assert [e.updated[:10] for e in feed.entries] == [
        "2025-05-19",
        "2025-05-18",
        "2025-05-14",
        "2025-01-01",
        "2024-12-08",
    ]
    assert planned.problems == ()


def busy(articles: int) -> Archive:
    """One person named many times in each of many articles of several months, and many events."""
    arts = [
        article(
            f"a{n:05}",
            f"Report {n}",
            ["Anna Berg came. " * 6, "It ended."],
            date=f"{2000 + n % 20}-{n % 12 + 1:02}-{n % 28 + 1:02}" if n % 10 else None,
        )
        for n in range(articles)
    ]
    anna = entity([], "anna-berg", "person", ["Anna Berg"])
    named = tuple(
        EntityMention(a.id, s, s + 9, "Anna Berg", "name", 0.9, "test", (s, e))
        for a in arts
        for s, e in a.annotation.sentences[1:7]
    )
    base = next(e for e in syria().events if e.id == "trump-al-shara-meeting")
    events: list[Event] = []
    for n, a in enumerate(arts):
        report = replace(base.mentions[0], article=a.id, start=20, end=24, sentence=a.annotation.sentences[1])
        events.append(
            replace(
                base,
                id=f"e{n:05}",
                date=a.article.date,
                place=None,
                mentions=(report,),
                participants=(replace(base.participants[0], entity="anna-berg"),),
            )
        )
    return replace(
        empty(), articles=tuple(arts), entities=(replace(anna, mentions=named),), events=tuple(events)
    )


def test_no_page_grows_with_the_archive() -> None:
    planned = plan(busy(600), Settings())
    paths = {p.path for p in planned.pages}
    assert all(path in paths or path.startswith(("static/", "data/")) for _, path, _ in internal(planned))
    sizes = {p.path: len(msgspec.msgpack.encode(p.view)) for p in planned.pages}
    assert max(sizes.values()) < 200_000, max(sizes, key=lambda p: sizes[p])
    anna = view_of(planned, "people/anna-berg.html")
    assert isinstance(anna, EntityView)
    assert len(anna.months) > 50
    months = [p.view for p in planned.pages if isinstance(p.view, MentionsView)]
    assert sum(len(m.groups) for m in months) == 600
    assert all(len(g.sentences) == 4 and g.more == 2 for m in months for g in m.groups)
