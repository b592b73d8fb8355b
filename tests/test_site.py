"""The example archive as its readers have it: from a folder, from a host, without scripts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Request

from sitegen.links import broken_links

pytestmark = [pytest.mark.model, pytest.mark.browser]

CHECKS = Path(__file__).parent.parent.parent / "shared" / "checks" / "check_site.py"


def stands(page: Path) -> bool:
    """Whether it is a page of its own and does not lead elsewhere."""
    return 'http-equiv="refresh"' not in page.read_text(encoding="utf-8")


def some_pages(site: Path) -> list[str]:
    """Fixed pages, and the first two of every kind."""
    kinds = ("articles", "people", "organisations", "places", "groups", "events", "months")
    listed = [p for kind in kinds for p in [p for p in sorted((site / kind).glob("*.html")) if stands(p)][:2]]
    return ["index.html", "timeline/index.html", "map/index.html", "quality/index.html", "404.html"] + [
        p.relative_to(site).as_posix() for p in listed
    ]


def test_every_internal_link_and_anchor_resolves(example: Path) -> None:
    site = example / "site"
    files = {
        p.relative_to(site).as_posix(): p.read_bytes() if p.suffix == ".html" else None
        for p in site.rglob("*")
        if p.is_file()
    }
    assert list(broken_links(files)) == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_pages_open_from_a_folder_without_a_fault(example: Path, browser: Browser, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": 390, "height": 800})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)

    def failed(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # which is the next page, opened before the icon came
            faults.append(f"{request.url} {request.failure}")

    page.on("requestfailed", failed)
    for path in some_pages(example / "site"):
        page.goto((example / "site" / path).as_uri())
        assert page.locator("h1").count() == 1, path
        assert page.locator("main").inner_text().strip(), path
        if scripts:
            wide = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert wide <= 0, f"{path} scrolls sideways on a phone"
    context.close()
    assert faults == []


def test_the_browser_finds_what_the_command_finds(example: Path, browser: Browser) -> None:
    site = example / "site"
    done = subprocess.run(
        [sys.executable, "-m", "sitegen", "search", "--site", str(site), "--format", "json", "aleppo raid"],
        capture_output=True,
        text=True,
        check=True,
    )
    expected = [hit["title"] for hit in json.loads(done.stdout)][:5]
    page = browser.new_page()
    page.goto((site / "search" / "index.html").as_uri() + "?q=aleppo%20raid")
    page.wait_for_function("document.querySelector('main').innerText.includes('results for')")
    shown = page.locator("main").inner_text().casefold()
    places = [shown.find(title.casefold()) for title in expected]
    assert -1 not in places
    assert places[0] == min(places)
    page.close()


@pytest.mark.skipif(not CHECKS.exists(), reason="the black-box checks are not here")
@pytest.mark.parametrize(
    "options", [[], ["--file-url"], ["--base-path", "/repo/"]], ids=["root", "file", "path"]
)
def test_the_black_box_checks_find_no_error(example: Path, options: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, str(CHECKS), str(example / "site"), *options],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]
