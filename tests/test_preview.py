"""The preview as its user sees it: a browser, an editor, a mistake."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Queue

import pytest
from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as PlaywrightError

from tests.worlds import World

pytestmark = [pytest.mark.model, pytest.mark.browser]

ARTICLE = """
-- seeds/raid.md --
---
title: Raid in Lyon
date: 2025-05-18
---
Police raided a flat in Lyon on Saturday, Interior Minister Bruno Retailleau said.
"""


@contextmanager
def serving(root: Path) -> Iterator[str]:
    """`sitegen serve` on a free port; yields its address once the first build is out."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "sitegen", "serve", "--port", "0"],
        cwd=root,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said: Queue[str] = Queue()
    assert process.stdout is not None
    stream = process.stdout

    def listen() -> None:
        for line in stream:
            said.put(line)

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    try:
        lines: list[str] = []
        while not any("files written" in line for line in lines):
            lines.append(said.get(timeout=90))
        url = next(word for line in lines if "Serving" in line for word in line.split() if "://" in word)
        yield url
    finally:
        process.terminate()
        process.wait(20)
        thread.join(5)
        stream.close()


def wait_for(page: Page, text: str, seconds: float = 40) -> None:
    """Until the page, reloading by itself, shows `text`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(PlaywrightError):  # it is reloading just now
            if text in page.content():
                return
        page.wait_for_timeout(200)
    raise AssertionError(f"{text!r} did not appear in: {page.inner_text('body')[:500]}")


def test_an_edit_reaches_the_browser_and_a_mistake_is_shown(world: World, browser: Browser) -> None:
    world.write(ARTICLE)
    with serving(world.root) as url:
        page = browser.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{url}articles/raid-in-lyon.html")
        assert "Bruno Retailleau" in page.inner_text("article")
        world.write(ARTICLE.replace("a flat", "two flats"))
        wait_for(page, "two flats")
        world.write(ARTICLE.replace("date: 2025-05-18", "date: 31 Febuary"))
        wait_for(page, "bad-date")
        world.write(ARTICLE.replace("a flat", "three flats"))
        wait_for(page, "three flats")
        assert page.locator("#sitegen-problems").count() == 0
        world.write('-- sitegen.toml --\n[site]\ntitel = "x"')
        wait_for(page, "unknown setting")
        assert "three flats" in page.inner_text("article"), "the last good page stays"
        world.write('-- sitegen.toml --\n[site]\ntitle = "Lyon papers"')
        wait_for(page, "Lyon papers")
        assert errors == []
        page.close()
    assert not any(b"_sitegen" in data for path, data in world.tree().items() if path.endswith(".html"))
    assert world.tree() == world.fresh_tree()
