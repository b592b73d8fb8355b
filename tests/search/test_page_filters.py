"""The search page's filters of several values: counts, chips, addresses, the keyboard, and what they load."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from sitegen.model import SearchDocument
from sitegen.search import MANIFEST, Hit, query
from tests.search.test_page import search, titles, until

pytestmark = pytest.mark.browser


@pytest.fixture
def found(site: Path, documents: Sequence[SearchDocument]) -> Callable[..., list[Hit]]:
    """The hits for raid that have one of these types and publishers."""
    publishers = {document.id: document.publisher for document in documents}

    def chosen(types: Sequence[str] = (), papers: Sequence[str] = ()) -> list[Hit]:
        return [
            hit
            for hit in query(site, "raid", limit=1000)
            if (not types or hit.type in types) and (not papers or publishers.get(hit.id) in papers)
        ]

    return chosen


def open_filters(page: Any) -> None:
    page.locator("#search-narrow summary").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#search-narrow label")


def settled(page: Any, status: str) -> None:
    page.wait_for_selector(f"#search-status:has-text('{status}')")
    page.wait_for_selector("#search-results[aria-busy=false]", state="attached")


def test_facets_are_loaded_when_filters_are_opened(page: Any) -> None:
    search(page, "raid")
    page.wait_for_selector("#search-results .hit")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    assert page.evaluate("document.querySelectorAll('#search-narrow label').length") == 0
    open_filters(page)
    assert len(asked) == 1


def test_several_values_of_two_filters(anywhere: Any, found: Callable[..., list[Hit]]) -> None:
    page = anywhere
    page.goto(page.url.split("?")[0] + "?q=raid")
    page.wait_for_selector("#search-results .hit")
    open_filters(page)
    everything = len(found())
    assert page.locator("#search-type label").all_text_contents() == [
        f" {name} ({len(found([value]))})"
        for name, value in (
            ("Labour strike", "labour-strike"),
            ("Organisation", "organisation"),
            ("Person", "person"),
            ("Place", "place"),
            ("Raid", "raid"),
        )
    ]
    page.locator("#search-type input[value=raid]").focus()
    page.keyboard.press("Space")
    settled(page, f"{len(found(['raid']))} results of {everything}")
    assert page.evaluate("document.activeElement.value") == "raid"
    page.locator("#search-type input[value=person]").check()
    both = found(["raid", "person"])
    settled(page, f"{len(both)} results of {everything}")
    assert titles(page) == [hit.title for hit in both[:10]]
    # the counts of a filter follow the others, and it keeps all its choices
    assert page.locator("#search-type label").count() == 5
    papers = {paper: len(found(["raid", "person"], [paper])) for paper in ("Gazette", "The Post")}
    assert page.locator("#search-publisher label").all_text_contents() == [
        f" {paper} ({number})" for paper, number in papers.items()
    ]
    assert f"({len(both)})" in page.locator("#search-kinds label").first.text_content()
    assert page.locator("#search-kinds input[value=article]").is_disabled()
    page.locator("#search-publisher input[value=Gazette]").check()
    settled(page, f"{papers['Gazette']} results of {everything}")
    assert [chip.split(": ")[1] for chip in page.locator("#search-chips li").all_text_contents()[:-1]] == [
        "Person ", "Raid ", "Gazette "
    ]  # fmt: skip
    page.locator("#search-chips button", has_text="Raid").focus()
    page.keyboard.press("Enter")
    settled(page, f"{len(found(['person'], ['Gazette']))} results of {everything}")
    assert "Person" in page.evaluate("document.activeElement.textContent")
    page.locator("#search-chips button", has_text="Remove all").click()
    settled(page, f"{everything} results for")
    assert page.locator("#search-chips").is_hidden()
    assert page.evaluate("document.activeElement.localName") == "summary"


def test_the_address_holds_them(anywhere: Any, found: Callable[..., list[Hit]]) -> None:
    """Shared, it shows the same with the filters shut; and what is no type finds nothing, which is told."""
    page = anywhere
    address = page.url.split("?")[0] + "?q=raid"
    page.goto(address + "&type=raid&type=person&publisher=The+Post")
    wanted = found(["raid", "person"], ["The Post"])
    settled(page, f"{len(wanted)} results of")
    assert titles(page) == [hit.title for hit in wanted[:10]]
    assert page.locator("#search-chips li").count() == 4
    page.goto(address + "&type=qqqq&from=2025")
    page.wait_for_selector("#search-hints a")
    assert "No result passes the filters" in page.locator("#search-hints").text_content()
    page.locator("#search-hints a").click()
    settled(page, f"{len(found())} results for")
    assert page.locator("#search-chips").is_hidden()


def test_choices_are_written_to_the_address(page: Any) -> None:
    search(page, "raid")
    open_filters(page)
    page.locator("#search-type input[value=raid]").check()
    page.wait_for_url("**?q=raid&type=raid")
    page.locator("#search-publisher input[value='The Post']").check()
    page.wait_for_url("**?q=raid&type=raid&publisher=The+Post")
    search(page, "oil")  # what was chosen for other results is let go
    page.wait_for_url("**?q=oil")
    page.go_back()
    page.wait_for_url("**?q=raid&type=raid&publisher=The+Post")
    page.wait_for_selector("#search-chips li:nth-child(3)")


def test_one_publisher_is_no_choice(page: Any) -> None:
    page.goto(page.url.split("?")[0] + "?q=raid&publisher=The+Post")
    page.wait_for_selector("#search-results .hit")
    open_filters(page)
    assert page.locator("#search-publisher input").count() == 2
    search(page, "publisher:gazette")
    page.wait_for_selector("#search-status:has-text('publisher:gazette')")
    assert page.locator("#search-publisher").is_hidden()
    search(page, "publisher:gazette kind:article")
    page.wait_for_selector("#search-none:visible")


def test_facets_that_fail_are_told(page: Any) -> None:
    search(page, "raid")
    page.wait_for_selector("#search-results .hit")
    page.route("**/shards/*", lambda route: route.abort())
    page.locator("#search-narrow summary").click()
    page.wait_for_selector("#search-fault:visible")
    assert titles(page)


def facets(site: Path) -> str:
    """The address of what filters need."""
    manifest = (site / MANIFEST).read_text("utf-8")
    (name,) = json.loads(manifest[manifest.index(",") + 1 : manifest.rindex(")")])["facets"]["names"]
    return f"**/shards/{name}.js"


def test_bad_dates_can_be_mended(anywhere: Any, site: Path) -> None:
    """Each is told and marked, filters nothing, and the form is there to mend it; so after another query."""
    page = anywhere
    everything = len(query(site, "raid", limit=1000))
    page.goto(page.url.split("?")[0] + "?q=raid&from=abc&to=2025-13")
    settled(page, f"{everything} results for")
    fault = page.locator("#search-date-fault")
    assert "“abc” is no date" in fault.text_content() and "“2025-13” is no date" in fault.text_content()
    for end in ("from", "to"):
        box = page.locator(f"#search-{end}")
        assert box.get_attribute("aria-invalid") == "true"
        assert "search-date-fault" in box.get_attribute("aria-describedby")
    page.fill("#search-to", "2024")
    page.press("#search-to", "Enter")
    settled(page, f"{len(query(site, 'raid before:2025', limit=1000))} results of")
    assert "2025-13" not in fault.text_content()
    if page.url.startswith("http"):  # a page of file:// is another one for each query
        search(page, "oil")
        page.wait_for_selector("#search-status:has-text('“oil”')")
        assert fault.is_visible()
    page.fill("#search-from", "")
    page.press("#search-from", "Enter")
    fault.wait_for(state="hidden")
    assert page.locator("#search-from").get_attribute("aria-invalid") == "false"


def test_results_without_facets(page: Any, site: Path) -> None:
    """Where they cannot be loaded: what was found, best first, and the filters to drop; and the next try."""
    everything = query(site, "raid", limit=1000)
    page.route(facets(site), lambda route: route.abort())
    page.goto(page.url.split("?")[0] + "?q=raid&type=raid")
    settled(page, f"{len(everything)} results for")
    assert titles(page) == [hit.title for hit in everything[:10]]
    assert "could not be loaded" in page.locator("#search-fault").text_content()
    page.locator("#search-chips button").click()
    page.wait_for_selector("#search-fault", state="hidden")
    page.select_option("#search-order", "newest")
    page.wait_for_selector("#search-fault:visible")
    settled(page, f"{len(everything)} results for")
    assert titles(page) == [hit.title for hit in everything[:10]]
    page.unroute(facets(site))
    open_filters(page)
    page.wait_for_selector("#search-fault", state="hidden")
    settled(page, f"{len(everything)} results for")
    assert "17 May 2025" in page.locator(".hit-about").first.text_content()


def test_counts_are_those_of_the_results(page: Any, site: Path) -> None:
    """Also where the box is opened while the first record of another search is on its way."""
    search(page, "raid")
    page.wait_for_selector("#search-results .hit")
    page.wait_for_load_state("networkidle")
    page.evaluate(
        """() => {
          const { Source } = window.sitegenSearch;
          const record = Source.prototype.record;
          const opened = new Promise((go) => (window.letGo = go));
          Source.prototype.record = async function (doc) {
            window.asked = true;
            await opened;
            return record.call(this, doc);
          };
        }"""
    )
    page.fill("#search-query", "raid type:person")
    page.press("#search-query", "Enter")
    until(page, "window.asked")
    open_filters(page)
    assert page.locator("#search-type label").count() == 5
    page.evaluate("window.letGo()")
    persons = len(query(site, "raid type:person", limit=1000))
    settled(page, f"{persons} results for")
    assert page.locator("#search-type label").all_text_contents() == [f" Person ({persons})"]


def test_articles_are_counted_where_their_type_is_wanted(page: Any, found: Callable[..., list[Hit]]) -> None:
    page.goto(page.url.split("?")[0] + "?q=raid&type=article")
    articles = len(found(["article"]))
    settled(page, f"{articles} results of")
    open_filters(page)
    assert page.locator("#search-type label").first.text_content() == f" Article ({articles})"


MANY_PUBLISHERS = """() => {
  const { Source } = window.sitegenSearch;
  const all = Source.prototype.allFacets;
  Source.prototype.allFacets = async function () {
    const facets = await all.call(this);
    return { ...facets, publisher: facets.publisher.map((paper, doc) => "https://" + "x".repeat(200) + doc) };
  };
  const { tokens } = window.sitegenSearch;
  window.read = 0;
  window.sitegenSearch.tokens = (text) => {
    window.read += text.startsWith("https://");
    return tokens(text);
  };
}"""


def test_publishers_of_one_long_word(page: Any, served: str) -> None:
    """On a narrow screen the page is no wider; and each of many is read once to sort them."""
    page.set_viewport_size({"width": 360, "height": 700})
    page.add_style_tag(url=f"{served}static/site.css")
    search(page, "raid")
    page.wait_for_selector("#search-results .hit")
    page.evaluate(MANY_PUBLISHERS)
    open_filters(page)
    shown = page.locator("#search-publisher label").count()
    assert shown > 50
    assert page.evaluate("window.read") == shown
    width = "document.documentElement.scrollWidth"
    assert page.evaluate(width) == 360
    page.locator("#search-publisher input").first.check()
    page.wait_for_selector("#search-chips li")
    assert page.evaluate(width) == 360


def test_a_query_of_very_many_words(page: Any) -> None:
    page.evaluate(
        """async () => {
          const { Source, hint, wanted } = window.sitegenSearch;
          const nodes = Array.from({ length: 130000 }, () => ({ node: "Term", text: "qqqqqqqqq" }));
          const ranking = { hits: [], guessed: new Map() };
          await hint(await Source.open(), { node: "Any", nodes }, ranking, 0, wanted(""));
        }"""
    )


def test_what_is_opened_is_high_enough_to_be_hit(page: Any, served: str) -> None:
    page.add_style_tag(url=f"{served}static/site.css")
    search(page, "raid")
    page.wait_for_selector("#search-results .hit")
    for box in page.locator("summary").all():
        assert box.bounding_box()["height"] >= 32


def test_other_names_and_mentions(page: Any, site: Path) -> None:
    """A name that holds a word of the query stands below a title that does not; no passage, its mentions."""
    search(page, "harbour kind:entity")
    page.wait_for_selector("#search-results .hit")
    page.wait_for_selector("#search-results[aria-busy=false]", state="attached")
    shown = page.evaluate(
        """() => Array.from(document.querySelectorAll(".hit"), (hit) => {
          const also = hit.querySelector(".hit-also");
          return also ? Array.from(also.querySelectorAll("span"), (name) => name.textContent) : [];
        })"""
    )
    hits = query(site, "harbour kind:entity", limit=10)
    assert shown == [list(hit.also) for hit in hits]
    assert any(shown)
    assert page.locator(".hit-also mark").first.text_content().lower() == "harbour"


def test_an_entity_without_description(page: Any, documents: Sequence[SearchDocument]) -> None:
    (silent,) = (each for each in documents if each.kind == "entity" and not each.text)
    search(page, f'title:"{" ".join(silent.title.split())}"')
    hit = page.locator(".hit", has=page.locator(f"a[href*='{silent.address}']"))
    hit.wait_for()
    assert hit.locator(".hit-text").count() == 0
    often = "once" if silent.weight == 1 else f"{silent.weight} times"
    assert hit.locator(".hit-about").last.text_content() == f"Mentioned {often}"
