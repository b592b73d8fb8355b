"""Pages, feeds and calendars of a small world, rendered; and what templates may see."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest
from jinja2 import meta, nodes
from lxml import etree

from sitegen import theme
from sitegen.config import Settings, SiteSettings
from sitegen.plan import plan
from sitegen.plan.files import POLICY
from sitegen.plan.parts import when
from sitegen.plan.views import FileView, PagePlan
from sitegen.problems import SitegenError
from sitegen.render import FILTERS, Renderer, environment
from sitegen.render.jsonld import _days, island
from sitegen.render.tidy import tidy
from tests.plan.worlds import article, empty, only, syria

SITE = SiteSettings(title="A & B <archive>", description="What it holds.", url="https://example.org/a")
TEMPLATES = sorted(p.name for p in theme.templates().glob("*.html"))


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    renderer = Renderer(None, SITE)
    planned = plan(syria(), Settings(site=SITE))
    return {p.path: renderer.render(p).decode() for p in planned.pages}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_sees_page_and_site_alone(name: str) -> None:
    env = environment([theme.templates()])
    tree = env.parse((theme.templates() / name).read_text())
    macros = {found.target for found in tree.find_all(nodes.Import) if not found.with_context}
    assert meta.find_undeclared_variables(tree) - macros <= {"page", "site"}
    assert env.globals == {}


def test_filters_are_few() -> None:
    assert len(FILTERS) <= 10


def test_every_page_is_whole(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        if not path.endswith(".html"):
            continue
        html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
        assert f'content="{POLICY}"'.replace("'", "&#39;") in text or POLICY in text
        first = re.search(r"<meta charset=\"utf-8\">\s*<meta http-equiv=\"Content-Security-Policy\"", text)
        assert first, path
        assert len(re.findall("<h1[ >]", text)) == 1, path
        ids = re.findall(r' id="([^"]*)"', text)
        assert len(set(ids)) == len(ids), path
        assert not re.search(r"<script(?![^>]*(src=|ld\+json))|<style| style=| on[a-z]+=", text), path
        assert "A &amp; B &lt;archive&gt;" in text


def test_anchors_that_links_name_are_there(pages: dict[str, str]) -> None:
    found = 0
    for text in pages.values():
        for path, fragment in re.findall(r'href="\.\./(articles/[^"#]*)#([^"]*)"', text):
            assert f' id="{fragment}"' in pages[path]
            found += 1
    assert found > 20


def test_articles_are_text_and_never_script(pages: dict[str, str]) -> None:
    text = pages["articles/untitled-note.html"]
    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert" not in text


def test_json_islands_parse_and_hold_no_markup(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        for body in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S):
            assert not set(body) & set("<>&\u2028\u2029"), path
            json.loads(body)
    graph = json.loads(
        re.findall(r'ld\+json">(.*?)</script>', pages["events/raid-in-aleppo-2025-05-17.html"])[0]
    )
    raid = graph["@graph"][0]
    assert (raid["@type"], raid["startDate"]) == ("Event", "2025-05-17")
    assert raid["location"]["name"] == "Aleppo"
    assert raid["location"]["containedInPlace"]["@type"] == "Place"
    assert {(who["@type"], who["name"]) for who in raid["about"]} == {
        ("Organization", "Interior Ministry"),
        ("Organization", "ISIS"),
    }
    (part,) = raid["subEvent"]
    assert part["url"] == "https://example.org/a/events/arrests-in-aleppo.html"
    assert {(a["datePublished"], a["@type"]) for a in raid["subjectOf"]} == {
        ("2025-05-18", "NewsArticle"),
        ("2025-05-19", "NewsArticle"),
    }


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2025-05-17", ("2025-05-17", "")),
        ("2025", ("2025", "")),
        ("2025-21", ("2025-03-01", "2025-05-31")),
        ("2025-05-06/2025-05-10", ("2025-05-06", "2025-05-10")),
        ("2011/..", ("2011-01-01", "")),
        ("../2011", ("", "2011-12-31")),
        ("2011~", ("", "")),
        ("", ("", "")),
    ],
)
def test_days_of_an_event_are_iso_8601(edtf: str, expected: tuple[str, str]) -> None:
    assert _days(when(edtf)) == expected


def test_an_island_escapes() -> None:
    told = island({"a": "</script><!--&\u2028\ud800"})
    assert not set(told) & set("<>&\u2028\ud800")
    assert json.loads("".join([told])) == {"a": "</script><!--&\u2028?"}


def test_feeds_and_sitemap_are_xml_with_absolute_addresses(pages: dict[str, str]) -> None:
    for path in ("feed.xml", "people/ahmad-al-shara.xml"):
        feed = etree.fromstring(pages[path].encode())
        spaces = {"a": "http://www.w3.org/2005/Atom"}
        assert feed.xpath("a:id/text()", namespaces=spaces) == [f"https://example.org/a/{path}"]
        assert feed.xpath("a:updated/text()", namespaces=spaces)
        for entry in feed.xpath("a:entry", namespaces=spaces):
            assert all(entry.xpath(f"a:{n}", namespaces=spaces) for n in ("id", "title", "updated", "link"))
    tree = etree.fromstring(pages["sitemap.xml"].encode())
    where = {e.text.removeprefix("https://example.org/a/") for e in tree.iter("{*}loc")}
    assert where <= set(pages)
    assert "articles/aleppo-raid.html" in where
    assert not {"people/gone.html", "404.html"} & where


def test_calendar(pages: dict[str, str]) -> None:
    text = pages["events/fall-of-damascus.ics"]
    assert "DTSTART;VALUE=DATE:20241201\r\nDTEND;VALUE=DATE:20250101\r\n" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "SUMMARY:Fall of Bashar Al Assad\\, December 2024" in text


def test_moved_pages_lead_on(pages: dict[str, str]) -> None:
    assert 'content="0; url=../people/ahmad-al-shara.html"' in pages["people/abu-al-jolani.html"]
    assert "refresh" not in pages["people/gone.html"]
    assert "noindex" in pages["people/gone.html"]


def test_headers_and_robots(pages: dict[str, str]) -> None:
    assert "frame-ancestors 'none'" in pages["_headers"]
    assert "Sitemap: https://example.org/a/sitemap.xml" in pages["robots.txt"]
    assert pages[".nojekyll"] == ""


def test_without_an_address_nothing_is_absolute() -> None:
    renderer = Renderer(None, replace(SITE, url=""))
    for page in plan(syria(), Settings()).pages:
        text = renderer.render(page).decode()
        assert "canonical" not in text
        assert not re.search(r'(href|src|action)="/', text)


@pytest.mark.parametrize("archive", [empty(), only(syria(), "untitled-note")], ids=["empty", "one"])
def test_small_archives_render(archive: object) -> None:
    renderer = Renderer(None, SITE)
    for page in plan(archive, Settings(site=SITE)).pages:  # type: ignore[arg-type]
        assert renderer.render(page) or page.path == ".nojekyll"


def test_hostile_text_leaves_no_forbidden_characters() -> None:
    bad = "a\x00b\x1b[0m\x85c\ud800d\ufffee \u202eevil and \u2067right\u2069"
    one = article("x", bad, [bad + "."])
    renderer = Renderer(None, SITE)
    for page in plan(replace(empty(), articles=(one,)), Settings(site=SITE)).pages:
        text = renderer.render(page).decode("utf-8")
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\ud800]", text)


def test_directional_controls_are_kept_only_in_pairs() -> None:
    assert tidy("<p>\u2067abc\u2069</p>").decode() == "<p>\u2067abc\u2069</p>"
    assert tidy("<p>\u202eabc</p><p>\u202c</p>").decode() == "<p>abc</p><p></p>"


def test_an_archive_overrides_a_template_and_its_digest_changes(tmp_path: Path) -> None:
    page = next(p for p in plan(empty(), Settings()).pages if p.path == "404.html")
    plain = Renderer(None, SITE)
    (tmp_path / "missing.html").write_text("{{ page.head.title }} of {{ site.title }}")
    own = Renderer(tmp_path, SITE)
    assert own.render(page) == b"Page not found of A &amp; B &lt;archive&gt;"
    assert own.digest != plain.digest
    assert Renderer(None, SITE).digest == plain.digest
    assert Renderer(None, replace(SITE, title="C")).digest != plain.digest


def test_a_broken_template_is_named(tmp_path: Path) -> None:
    (tmp_path / "missing.html").write_text("\n{{ page.nothing }}")
    page = next(p for p in plan(empty(), Settings()).pages if p.path == "404.html")
    with pytest.raises(SitegenError, match=r"templates/missing\.html.*nothing.*404\.html"):
        Renderer(tmp_path, SITE).render(page)


def test_files_are_written_as_they_are() -> None:
    assert Renderer(None, SITE).render(PagePlan("x.txt", "text", FileView("a\nb"))) == b"a\nb"
