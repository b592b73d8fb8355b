"""The search page as a reader uses it, from file:// and over http under the policy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sitegen.search import query

pytestmark = pytest.mark.browser


def search(page: Any, text: str) -> None:
    page.fill("#search-query", text)
    page.press("#search-query", "Enter")
    page.wait_for_selector("#search-results[aria-busy=false]", state="attached")


def titles(page: Any) -> list[str]:
    found: list[str] = page.locator("#search-results .hit-title").all_text_contents()
    return found


def test_results_are_those_of_the_command(anywhere: Any, site: Path) -> None:
    page = anywhere
    search(page, "raid aleppo")
    page.wait_for_selector("#search-results .hit-text mark")
    assert titles(page) == [hit.title for hit in query(site, "raid aleppo")]
    assert page.evaluate("new URLSearchParams(location.search).get('q')") == "raid aleppo"


def test_shared_address_and_kind(page: Any, site: Path) -> None:
    page.goto(page.url.split("?")[0] + "?q=raid&kind=event")
    page.wait_for_selector("#search-results .hit")
    assert titles(page) == [hit.title for hit in query(site, "raid", kind="event")]
    assert page.locator("input[name=kind][value=event]").is_checked()
    everything = len(query(site, "raid", limit=1000))
    assert f"({everything})" in page.locator("label", has_text="All (").text_content()


def test_more_results(page: Any, site: Path) -> None:
    search(page, "raid")
    page.wait_for_selector("#search-more:visible")
    page.click("#search-more")
    page.wait_for_selector(".hit:nth-child(40)")
    assert titles(page) == [hit.title for hit in query(site, "raid", limit=40)]


def test_newest_first(page: Any) -> None:
    page.goto(page.url.split("?")[0] + "?q=raid&order=newest")
    page.wait_for_selector("#search-results .hit")
    assert "17 May 2025" in page.locator(".hit-about").first.text_content()


def test_grouped(page: Any) -> None:
    page.goto(page.url.split("?")[0] + "?q=raid&order=grouped")
    page.wait_for_selector(".hit-group:nth-of-type(3)")
    assert page.locator(".hit-group h2").count() == 3
    page.locator(".hit-all").first.click()
    page.wait_for_selector("#search-results > ol")


def test_error_points_at_the_character(page: Any) -> None:
    page.fill("#search-query", 'raid "oil')
    page.press("#search-query", "Enter")
    page.wait_for_selector("#search-fault:visible")
    assert "Character 6" in page.locator("#search-fault").text_content()
    assert page.locator("#search-fault mark").text_content() == '"'
    assert page.locator("#search-query").get_attribute("aria-invalid") == "true"


def test_no_hit_offers_near_words(page: Any) -> None:
    page.goto(page.url.split("?")[0] + "?q=%22alepo%22")
    page.wait_for_selector("#search-hints a")
    assert page.locator("#search-hints a").first.text_content() == "aleppo"


def test_misspelt_word_is_named(page: Any) -> None:
    search(page, "alepo")
    page.wait_for_selector("#search-results .hit")
    assert "aleppo" in page.locator("#search-hints").text_content()


def test_suggestions_by_keyboard(page: Any) -> None:
    page.locator("#search-query").press_sequentially("alep")
    page.wait_for_selector("#search-suggestions li")
    field = page.locator("#search-query")
    assert field.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#search-suggestions li[aria-selected=true]")
    assert chosen.get_attribute("id") == field.get_attribute("aria-activedescendant")
    address = chosen.get_attribute("data-url")
    page.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("#search-suggestions li")
    page.keyboard.press("ArrowDown")
    with page.expect_request(address):
        page.keyboard.press("Enter")


def test_only_what_a_query_needs(page: Any) -> None:
    """A second query with the same words loads nothing; the index's other parts are never loaded."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    run = """async (text) => {
      window.opened = window.opened || window.sitegenSearch.Source.open();
      const source = await window.opened;
      await window.sitegenSearch.rank(source.parse(text), source);
    }"""
    page.evaluate(run, "raid aleppo")
    first = [url for url in asked if "/shards/" in url]
    assert 1 <= len(first) <= 6
    page.evaluate(run, "aleppo raid")
    assert [url for url in asked if "/shards/" in url] == first


def test_markup_in_the_index_stays_text(page: Any) -> None:
    page.evaluate("() => { window.hurt = 0; }")
    search(page, "<img/src=x/onerror=hurt=1>")
    assert page.evaluate("window.hurt") == 0
    assert page.locator("#search-results img, #search-hints img, #search-status img").count() == 0


def test_words_are_marked_where_a_result_leads(anywhere: Any, themed: Path) -> None:
    page = anywhere
    folder = themed / "article"
    folder.mkdir(exist_ok=True)
    (folder / "landing.html").write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title>'
        '<main id="main"><p>The <b>Raids</b> of Çeşme’s harbour, the raid.</p></main>'
        '<script src="../static/search-mark.js" defer></script></html>',
        encoding="utf-8",
    )
    root = page.url.split("search/index.html")[0]
    page.goto(root + "article/landing.html?mark=raid%20cesme")
    page.wait_for_selector("mark")
    assert page.locator("mark").all_text_contents() == ["Çeşme’s", "raid"]
    assert page.locator("#main").text_content() == "The Raids of Çeşme’s harbour, the raid."
