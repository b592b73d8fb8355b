"""A small world to search, built once; and a browser on its search page, over file:// and over http."""

from __future__ import annotations

import random
import shutil
import threading
from collections.abc import Iterable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from sitegen.config import SearchSettings
from sitegen.model import SearchDocument
from sitegen.search import SCRIPT, SCRIPT_PARTS, build_index

ROOT = Path(__file__).parents[2]
POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; object-src 'none'"
BASE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>World</title>'
    "{% block head %}{% endblock %}</head>"
    '<body><main id="main">{% block main %}{% endblock %}</main></body></html>'
)
"""What the search page stands in: the frame of the theme is not this part's to test."""
WORDS = """
    the a of raid raids raiding raided city cities aleppo damascus idlib oil price prices priced bank banks
    planned planning plan government minister ministers said talks talk al shara assad's state security
    forces militia clash clashes ceasefire harbour market markets café naïve Straße Łódź İzmir Çeşme
    Σοφία μάχη Москва мир إدلب الشام חלב ١٢٣ 東京 大阪市 ไทย 한국어 U.S. O'Brien d'Ivoire 1999 42 F-16 ﬁre
    𝔣ire 𠀀 😀 killed kills labour labor planes
"""
TYPES = {"entity": ("person", "organisation", "place"), "event": ("raid", "labour-strike")}
PUBLISHERS = ("The Post", "Gazette")
DATES = ("2024-11-30", "2025-05-17", "2025-05", "2011/2024", "1990", None)


def world(articles: int, seed: int = 7) -> tuple[SearchDocument, ...]:
    """Documents of seeded words: few words, so that scores tie and phrases repeat."""
    chance = random.Random(seed)

    def words(least: int, most: int) -> str:
        picked = [chance.choice(WORDS.split()) for _ in range(chance.randint(least, most))]
        return " ".join(word + chance.choice(("", "", "", ",", ".", "\n")) for word in picked)

    def names() -> tuple[str, ...]:
        return tuple(words(1, 3) for _ in range(chance.randint(0, 3)))

    found = []
    for kind, count in (("article", articles), ("entity", articles // 3), ("event", articles // 4)):
        for number in range(count):
            found.append(
                SearchDocument(
                    kind=kind,  # type: ignore[arg-type]
                    id=f"{kind}-{number}",
                    address=f"{kind}/{number}.html",
                    title=words(1, 5),
                    type=chance.choice(TYPES.get(kind, ("article",))),
                    text=words(0, 60) * ((kind, number) != ("entity", 1)),
                    date=chance.choice(DATES),
                    source=f"{number}.txt" if kind == "article" else "",
                    publisher=chance.choice(("", PUBLISHERS[number % 2])),
                    aliases=names(),
                    people=names(),
                    organisations=names(),
                    places=names(),
                    events=names(),
                    weight=chance.randint(1, 5),
                )
            )
    # the same text again: ties that the document number must settle
    return (*found, *(twin(document, n) for n, document in enumerate(found[:10])))


def twin(document: SearchDocument, number: int) -> SearchDocument:
    values = {name: getattr(document, name) for name in SearchDocument.__slots__}
    return SearchDocument(**values | {"id": f"a-twin-{number}", "address": f"twins/{number}.html"})


def write(files: Iterable[tuple[str, bytes]], site: Path) -> None:
    for path, data in files:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)


@pytest.fixture(scope="session")
def documents() -> tuple[SearchDocument, ...]:
    return world(60)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, documents: tuple[SearchDocument, ...]) -> Path:
    """A site that holds its search alone."""
    folder = tmp_path_factory.mktemp("world") / "site"
    write(build_index(documents, SearchSettings()), folder)
    return folder


@pytest.fixture(scope="session")
def shards_only(tmp_path_factory: pytest.TempPathFactory, documents: tuple[SearchDocument, ...]) -> Path:
    folder = tmp_path_factory.mktemp("shards") / "site"
    write(build_index(documents, SearchSettings(publish_index=False)), folder)
    return folder


@pytest.fixture(scope="session")
def themed(site: Path) -> Path:
    """The site with the search page and what it loads."""
    from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader

    shutil.copytree(ROOT / "static", site / "static", dirs_exist_ok=True)
    (site / SCRIPT).write_text("".join((ROOT / part).read_text("utf-8") for part in SCRIPT_PARTS), "utf-8")
    loader = ChoiceLoader([DictLoader({"base.html": BASE}), FileSystemLoader(ROOT / "templates")])
    template = Environment(loader=loader, autoescape=True).get_template("search.html")
    page = {"root": "../", "head": {"title": "Search"}, "indexes": ()}
    (site / "search" / "index.html").write_text(template.render(page=page, site={}), encoding="utf-8")
    return site


class _Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None: ...


@pytest.fixture(scope="session")
def served(themed: Path) -> Iterator[str]:
    """The address of the site's root, over http and under the policy."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(themed)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def page(browser: Any, served: str) -> Iterator[Any]:
    """The search page over http."""
    yield from _opened(browser, served)


@pytest.fixture(params=["file", "http"])
def anywhere(request: pytest.FixtureRequest, browser: Any, themed: Path) -> Iterator[Any]:
    """The search page from file:// and over http."""
    if request.param == "file":
        yield from _opened(browser, f"{themed.as_uri()}/")
    else:
        yield from _opened(browser, request.getfixturevalue("served"))


def _opened(browser: Any, root: str) -> Iterator[Any]:
    """The search page; afterwards the test fails if the page reported an error."""
    opened = browser.new_page()
    opened.set_default_timeout(8000)
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    opened.goto(f"{root}search/index.html")
    yield opened
    opened.close()
    # the theme's own files are not all here
    assert not [fault for fault in faults if "Failed to load resource" not in fault]
