"""The search page as a reader uses it, from file:// and over http under the policy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sitegen.search import MANIFEST, marked_stale, query

pytestmark = pytest.mark.browser


def search(page: Any, text: str) -> None:
    page.fill("#search-query", text)
    page.press("#search-query", "Enter")
    page.wait_for_selector("#search-results[aria-busy=false]", state="attached")


def until(page: Any, expression: str) -> None:
    """Playwright's own waiting for an expression needs what the policy forbids."""
    for _ in range(80):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"never true: {expression}")


def titles(page: Any) -> list[str]:
    found: list[str] = page.locator("#search-results .hit-title").all_text_contents()
    return found


def test_results_are_those_of_the_command(anywhere: Any, site: Path) -> None:
    page = anywhere
    search(page, "raid aleppo")
    page.wait_for_selector("#search-results .hit-text mark")
    assert titles(page) == [hit.title for hit in query(site, "raid aleppo", limit=10)]
    page.wait_for_url("**?q=raid+aleppo")


def test_back_leads_to_the_last_search(anywhere: Any, site: Path) -> None:
    page = anywhere
    for text in ("raid aleppo", "oil"):
        search(page, text)
        page.wait_for_url(f"**?q={text.replace(' ', '+')}")
    page.go_back()
    page.wait_for_selector("#search-status:has-text('“raid aleppo”')")
    page.wait_for_selector(".hit:nth-child(10)")
    assert titles(page) == [hit.title for hit in query(site, "raid aleppo", limit=10)]
    assert page.input_value("#search-query") == "raid aleppo"


def test_filters_are_no_pages_of_the_history(page: Any) -> None:
    search(page, "oil")
    page.wait_for_url("**?q=oil")
    search(page, "raid")
    page.wait_for_url("**?q=raid")
    page.locator("input[name=kind][value=event]").check()
    page.wait_for_url("**?q=raid&kind=event")
    assert page.title() == "raid | World"
    page.go_back()
    page.wait_for_url("**?q=oil")
    page.wait_for_selector("#search-status:has-text('“oil”')")
    assert page.locator("input[name=kind][value=all]").is_checked()


def test_filters_keep_the_focus_without_a_server(anywhere: Any) -> None:
    page = anywhere
    page.goto(page.url.split("?")[0] + "?q=raid")
    page.wait_for_selector("#search-results .hit")
    page.locator("input[name=kind][value=all]").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#search-results[aria-busy=false] .hit-article")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#search-results[aria-busy=false] .hit-entity")
    assert page.evaluate("document.activeElement.value") == "entity"


def test_works_where_fetching_is_forbidden(page: Any, site: Path) -> None:
    """Under a host's policy without connect-src, say."""

    def forbid(route: Any) -> None:
        route.abort() if route.request.resource_type == "fetch" else route.continue_()

    page.route("**/shards/*", forbid)
    search(page, "raid")
    page.wait_for_selector(".hit:nth-child(10)")
    assert titles(page) == [hit.title for hit in query(site, "raid", limit=10)]


def test_results_stay_until_others_come(page: Any) -> None:
    """Where that takes long, the page says so, and no longer than it takes."""
    search(page, "raid")
    page.wait_for_selector("#search-status:has-text('“raid”')")
    held: list[Any] = []
    late = False
    page.route("**/shards/*", lambda route: route.continue_() if late else held.append(route))
    page.fill("#search-query", "harbour")
    page.press("#search-query", "Enter")
    page.wait_for_selector("#search-status:has-text('Searching…')")
    assert page.locator("#search-results .hit").count() == 10
    late = True
    for route in held:
        route.continue_()
    page.wait_for_selector("#search-status:has-text('“harbour”')")
    page.wait_for_timeout(400)
    assert "Searching" not in page.locator("#search-status").text_content()


def test_shared_address_and_kind(page: Any, site: Path) -> None:
    page.goto(page.url.split("?")[0] + "?q=raid&kind=event")
    page.wait_for_selector("#search-results .hit")
    assert titles(page) == [hit.title for hit in query(site, "raid", kind="event", limit=10)]
    assert page.locator("input[name=kind][value=event]").is_checked()
    everything = len(query(site, "raid", limit=1000))
    assert f"({everything})" in page.locator("label", has_text="All (").text_content()


def test_more_results(page: Any, site: Path) -> None:
    search(page, "raid")
    page.wait_for_selector("#search-more:visible")
    page.click("#search-more")
    page.wait_for_selector(".hit:nth-child(20)")
    assert titles(page) == [hit.title for hit in query(site, "raid", limit=20)]
    assert page.evaluate("document.activeElement.closest('.hit') === document.querySelectorAll('.hit')[10]")
    page.wait_for_url("**?q=raid&show=20")


def test_the_address_knows_how_many_are_shown(anywhere: Any, site: Path) -> None:
    """Also on the way back from a result, which leads to where one was."""
    page = anywhere
    address = page.url.split("?")[0]
    page.goto(address + "?q=raid&show=30")
    page.wait_for_selector(".hit:nth-child(30)")
    assert titles(page) == [hit.title for hit in query(site, "raid", limit=30)]
    page.locator(".hit").nth(27).scroll_into_view_if_needed()
    until(page, "scrollY && history.state && history.state.top === scrollY")
    place = page.evaluate("scrollY")
    page.goto("about:blank")
    page.go_back()
    page.wait_for_selector(".hit:nth-child(30)")
    until(page, f"scrollY === {place}")
    for bad, shown in (("-10", 10), ("7", 10), ("x", 10), ("25", 20), ("9999999", 10)):
        page.goto(f"{address}?q=raid&show={bad}")
        page.wait_for_selector("#search-results[aria-busy=false] .hit")
        assert len(titles(page)) == shown, bad
    page.goto(f"{address}?q=-harbour&show=5000")  # as many as an address remembers
    page.wait_for_selector("#search-results[aria-busy=false] .hit")
    assert len(titles(page)) == min(200, len(query(site, "-harbour", limit=1000)))


def test_another_search_begins_with_its_best(page: Any) -> None:
    page.goto(page.url.split("?")[0] + "?q=raid&show=20")
    page.wait_for_selector(".hit:nth-child(20)")
    page.select_option("#search-order", "newest")
    page.wait_for_url("**?q=raid&order=newest")
    page.wait_for_selector("#search-results[aria-busy=false]", state="attached")
    assert len(titles(page)) == 10


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
    assert page.locator("#search-hints a").first.text_content() == '"aleppo"'
    page.locator("#search-hints a").first.click()
    page.wait_for_selector("#search-results .hit")


def test_no_hit_offers_the_words_of_a_phrase(page: Any) -> None:
    page.goto(page.url.split("?")[0] + "?q=%22oil raid bank harbour%22")
    page.wait_for_selector("#search-hints a")
    assert "oil raid bank harbour" in page.locator("#search-hints a").all_text_contents()


def test_a_type_that_nothing_is_of(page: Any) -> None:
    for text, other in (("oil type: raidd", "raid"), ("oil -type:labor-strike", "labour-strike")):
        search(page, text)
        page.wait_for_selector("#search-hints a")
        assert page.locator("#search-hints a").first.text_content() == other
    assert "There are: labour-strike, article," in page.locator("#search-hints").text_content()
    page.locator("#search-hints a").first.click()
    page.wait_for_selector("#search-status:has-text('“oil -type:labour-strike”')")
    assert page.locator("#search-hints").text_content() == ""
    search(page, "kind:evnt")
    page.wait_for_selector("#search-hints a")
    assert page.locator("#search-hints a").all_text_contents() == ["event", "article", "entity"]
    assert "Try fewer" not in page.locator("#search-hints").text_content()


def test_unknown_word_is_told(page: Any) -> None:
    search(page, "raid qqqqqqqqq")
    page.wait_for_selector("#search-results .hit")
    assert "Nothing has “qqqqqqqqq”" in page.locator("#search-hints").text_content()


def test_dates_from_and_to(page: Any, site: Path) -> None:
    search(page, "raid")
    page.wait_for_selector("#search-filters:visible")
    page.fill("#search-from", "2025-05-17")
    page.press("#search-from", "Enter")
    page.fill("#search-to", "2025-06")
    page.press("#search-to", "Tab")
    page.wait_for_selector("#search-results[aria-busy=false] .hit")
    wanted = {hit.id for hit in query(site, "raid after:2025-05-17 before:2025-07", limit=1000)}
    assert f"{len(wanted)} results of" in page.locator("#search-status").text_content()
    page.wait_for_url("**from=2025-05-17&to=2025-06*")
    page.goto(page.url.replace("from=2025-05-17", "from=1700").replace("to=2025-06", "to=1701"))
    page.wait_for_selector("#search-hints a")
    page.locator("#search-hints a").click()
    page.wait_for_selector("#search-results .hit")
    page.fill("#search-from", "soon")
    page.press("#search-from", "Enter")
    page.wait_for_selector("#search-date-fault:visible")
    assert "“soon” is no date" in page.locator("#search-date-fault").text_content()
    assert page.locator("#search-from").get_attribute("aria-invalid") == "true"


def test_filters_keep_the_focus(page: Any, site: Path) -> None:
    """By keyboard alone: arrows walk the kinds, results follow, the focus stays."""
    search(page, "raid")
    page.wait_for_selector("#search-results .hit")
    page.locator("input[name=kind][value=all]").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#search-results[aria-busy=false] .hit-article")
    assert page.evaluate("document.activeElement.value") == "article"
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#search-results[aria-busy=false] .hit-entity")
    assert titles(page) == [hit.title for hit in query(site, "raid", kind="entity", limit=10)]
    assert page.evaluate("document.activeElement.value") == "entity"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "search-from"


def test_header_box_suggests(anywhere: Any, themed: Path) -> None:
    """On any page; nothing is loaded before the box is entered."""
    page = anywhere
    (themed / "plain.html").write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title>'
        '<form action="search/index.html"><input id="site-search" name="q" type="search"></form>'
        '<script src="static/search-box.js" defer></script></html>',
        encoding="utf-8",
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page.url.split("search/index.html")[0] + "plain.html")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "search-" in url and "search-box" not in url] == []
    page.locator("#site-search").press_sequentially("alep", delay=20)
    page.wait_for_selector("#site-suggestions li")
    page.keyboard.press("ArrowDown")
    address = page.locator("#site-suggestions li[aria-selected=true]").get_attribute("data-url")
    assert address and "/search/" not in address
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/index.html?q=alep")


def test_misspelt_word_is_named(page: Any) -> None:
    search(page, "alepo")
    page.wait_for_selector("#search-results .hit")
    page.locator("#search-hints a", has_text="aleppo").click()
    page.wait_for_selector("#search-status:has-text('“aleppo”')")


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


def test_the_end_of_what_is_typed_is_suggested(page: Any) -> None:
    """Where the whole begins no name; the longest end that begins one."""
    offered = page.locator("#search-suggestions li")
    page.locator("#search-query").press_sequentially("alep")
    page.wait_for_selector("#search-suggestions li")
    names = offered.all_text_contents()
    for text in ("qqqq in alep", "person:alep", "raid café qqqq of the alep"):
        page.fill("#search-query", "qqqq")
        page.wait_for_selector("#search-suggestions", state="hidden")
        page.fill("#search-query", text)
        page.wait_for_selector("#search-suggestions li")
        assert offered.all_text_contents() == names, text
    for text in ("qqqq a", "alep qqqq", "qqqq of the"):
        page.fill("#search-query", text)
        page.wait_for_selector("#search-suggestions", state="hidden")


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


def test_an_older_index_is_told(page: Any, site: Path) -> None:
    older = marked_stale((site / MANIFEST).read_bytes())
    page.route(
        "**/search/manifest.js", lambda route: route.fulfill(body=older, content_type="text/javascript")
    )
    page.goto(page.url.split("?")[0] + "?q=raid")
    page.wait_for_selector("#search-results .hit")
    assert "its index is being renewed" in page.locator("#search-status").text_content()


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
        '<script src="../static/search-box.js" defer></script></html>',
        encoding="utf-8",
    )
    root = page.url.split("search/index.html")[0]
    page.goto(root + "article/landing.html?mark=raid%20cesme")
    page.wait_for_selector("mark")
    assert page.locator("mark").all_text_contents() == ["Çeşme’s", "raid"]
    assert page.locator("#main").text_content() == "The Raids of Çeşme’s harbour, the raid."
    # a phrase over several nodes, and a word of it alone
    page.goto(root + "article/landing.html?mark=raids_of_cesme")
    page.wait_for_selector("mark")
    assert page.locator("mark").all_text_contents() == ["Raids", "of", "Çeşme’s"]
