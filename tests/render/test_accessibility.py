"""Every kind of page of the example archive against axe-core, at both widths and in both schemes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_core_python.base import AXE_SCRIPT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.model, pytest.mark.browser]

SCREENS = {"desktop light": (1280, "light"), "desktop dark": (1280, "dark"), "phone dark": (390, "dark")}
FIXED = (
    "index.html",
    "404.html",
    "people/index.html",
    "events/index.html",
    "months/index.html",
    "undated/index.html",
    "timeline/index.html",
    "map/index.html",
    "quality/index.html",
    "search/index.html",
    "search/index.html?q=Syria",
)
RUN = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.map(
    v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(" | "))"""


def kinds(site: Path) -> list[str]:
    """A page of each kind, and of articles, entities and events the largest: it has most in it."""
    folders = ("articles", "people", "organisations", "places", "groups", "events", "months")
    own = [[p for p in (site / folder).glob("*.html") if p.name != "index.html"] for folder in folders]
    largest = [max(pages, key=lambda p: (p.stat().st_size, p.name)) for pages in own if pages]
    tables = [p for p in own[0] if "<table" in p.read_text(encoding="utf-8")]
    unread = [p for p in own[0] if 'class="note"' in p.read_text(encoding="utf-8")]
    shown = [p.relative_to(site).as_posix() for p in (*largest, *tables[:1], *unread[:1])]
    return [*FIXED, *shown]


@pytest.mark.parametrize("screen", SCREENS)
def test_no_page_has_a_violation(example: Path, browser: Browser, screen: str) -> None:
    site = example / "site"
    width, scheme = SCREENS[screen]
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        bypass_csp=True,
    )
    page = context.new_page()
    found: dict[str, Any] = {}
    for path in kinds(site):
        address, _, query = path.partition("?")
        page.goto((site / address).as_uri() + (f"?{query}" if query else ""))
        if query:
            page.wait_for_selector(".hit")
        page.evaluate(AXE_SCRIPT)
        if violations := page.evaluate(RUN):
            found[path] = violations
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(wide), f"{path} is wider than the screen"
    context.close()
    assert found == {}
