"""The search page where parts come late, not at all, or in another order than they were asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sitegen.search import query
from tests.search.test_page import search, titles

pytestmark = pytest.mark.browser


class Gate:
    """Holds back what `pattern` matches until it is opened."""

    def __init__(self, page: Any, pattern: str) -> None:
        self._held: list[Any] = []
        self._open = False
        page.route(pattern, self._arrive)

    def _arrive(self, route: Any) -> None:
        if self._open:
            route.continue_()
        else:
            self._held.append(route)

    def open(self) -> None:
        self._open = True
        for route in self._held:
            route.continue_()


def test_a_filter_before_the_first_result(page: Any) -> None:
    """The query that was not shown yet keeps its own place in the history."""
    for text in ("raid", "oil"):
        search(page, text)
        page.wait_for_url(f"**?q={text}")
    gate = Gate(page, "**/shards/*")
    page.fill("#search-query", "harbour")
    page.press("#search-query", "Enter")
    page.locator("input[name=kind][value=event]").check()
    gate.open()
    page.wait_for_url("**?q=harbour&kind=event")
    page.go_back()
    page.wait_for_selector("#search-status:has-text('“oil”')")


def test_typing_before_the_index_is_there(page: Any, site: Path) -> None:
    gate = Gate(page, "**/manifest.js")
    page.goto(page.url, wait_until="commit")
    page.fill("#search-query", "raid")
    page.press("#search-query", "Enter")
    page.fill("#search-query", "raid alep")
    gate.open()
    page.wait_for_selector(".hit:nth-child(10)")
    assert titles(page) == [hit.title for hit in query(site, "raid", limit=10)]
    assert page.input_value("#search-query") == "raid alep"


def test_more_is_pressed_twice(page: Any, site: Path) -> None:
    search(page, "raid")
    page.wait_for_selector("#search-more:visible")
    gate = Gate(page, "**/shards/*")
    page.evaluate("for (const n of [1, 2]) document.getElementById('search-more').click()")
    gate.open()
    page.wait_for_selector(".hit:nth-child(20)")
    page.wait_for_selector("#search-more:visible")
    assert titles(page) == [hit.title for hit in query(site, "raid", limit=20)]


def test_a_part_that_fails_takes_nothing_else_with_it(page: Any, site: Path) -> None:
    """What is shown stays, what failed is told, and the next try finds it."""
    search(page, "raid")
    page.wait_for_selector("#search-more:visible")
    page.route("**/shards/*", lambda route: route.abort())
    page.locator("#search-query").press_sequentially(" bank", delay=10)
    page.click("#search-more")
    page.wait_for_selector("#search-fault:visible")
    assert "could not be loaded" in page.locator("#search-fault").text_content()
    assert titles(page)[:10] == [hit.title for hit in query(site, "raid", limit=10)]
    page.unroute("**/shards/*")
    search(page, "raid OR oil")
    page.wait_for_selector("#search-status:has-text('“raid OR oil”')")
    page.wait_for_selector(".hit:nth-child(10)")
    assert titles(page) == [hit.title for hit in query(site, "raid OR oil", limit=10)]
    assert page.locator("#search-fault").is_hidden()


def test_hints_of_another_search_are_not_shown(page: Any) -> None:
    search(page, "raid")
    page.wait_for_selector("#search-results .hit")
    gate = Gate(page, "**/shards/*")
    page.fill("#search-query", '"alepo"')
    page.press("#search-query", "Enter")
    page.fill("#search-query", "raid aleppo")
    page.press("#search-query", "Enter")
    gate.open()
    page.wait_for_selector("#search-status:has-text('“raid aleppo”')")
    page.wait_for_load_state("networkidle")
    assert page.locator("#search-hints").text_content() == ""


def test_many_misspelt_words_in_a_phrase(page: Any) -> None:
    """Their readings are not all tried: there are three to the power of their number."""
    words = (
        "aleppp damascsu idlibb sofiaa citeis bannk minster foreces milittia clahses talkk plannd raidd oill"
    )
    page.goto(f"{page.url}?q=%22{words}%22", wait_until="commit")
    page.wait_for_selector("#search-results[aria-busy=false] >> nth=0", state="attached")
    page.wait_for_selector("#search-hints a")
