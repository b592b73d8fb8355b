"""Takes the picture of the README: the page of the person whom a built archive tells most of.

    .venv/bin/sitegen build
    .venv/bin/python tests/pictures/take.py [SITE]

SITE is a built site, by default that of the example archive. Writes entity.png beside this file.
"""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SIZE = (1200, 900)
"""Width and height in pixels."""


def main(site: Path) -> None:
    pages = [p for p in (site / "people").glob("*.html") if p.name != "index.html"]
    if not pages:
        sys.exit(f"{site}: no page of a person; run sitegen build first")
    page_of = max(pages, key=lambda p: (p.stat().st_size, p.name))
    found = runpy.run_path(str(ROOT / ".ci" / "browser.py"))
    path = found["installed"]() or found["playwright_own"]()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        width, height = SIZE
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
        page.goto(page_of.as_uri())
        page.evaluate("document.fonts.ready")
        page.screenshot(path=HERE / "entity.png")
        browser.close()
    print(f"{(HERE / 'entity.png').stat().st_size:,} bytes: {page_of.name}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "site").resolve())
