"""make bench-search: the search of a built archive against Pagefind's on the same pages, in one run.

    python tests/bench/search.py [--articles N | --seeds FOLDER] [--site FOLDER] [--queries N]

Builds an archive, measures its search stage alone, and again after an edit (Pagefind makes all of its index
again), lets Pagefind (installed into a temporary folder) index the same pages, and asks both the same
queries in headless Chromium: pairs of queries, each pair in a browser that knows nothing yet, over a server
that compresses text. Counted is what searching loads: scripts, styles and index, not the page itself nor
the theme. Ours is the real search page; Pagefind's is the same page without our scripts, which calls its
interface for scripts and shows as many results, with their excerpts. The time of the page alone, which
shows an empty result when it can, is what both share. Memory is a process's peak, Python's own included.
With --site the archive stays there, and is built from its store the next time.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote, urlsplit

import msgspec
from playwright.sync_api import sync_playwright

os.environ.setdefault("OMP_NUM_THREADS", "1")
ROOT = Path(__file__).parent.parent.parent
PAGEFIND = "pagefind-bin==1.5.2"
PAGES = "{articles,people,organisations,places,groups,events}/**/*.html"
SHOWN = 10
"""Results that our page shows at first."""

DOCUMENTS = """
import sys
from pathlib import Path
import msgspec
from sitegen.build import Tally, compile_archive, read_inputs
from sitegen.locate import locate
from sitegen.plan import plan
from sitegen.update import opened, update

class Silent:
    def stage(self, name, total): pass
    def step(self, count=1): pass

if __name__ == "__main__":
    config = locate(None, Path(sys.argv[1]), Path(sys.argv[2]), Path.cwd())
    update(config, Silent())
    with opened(config) as memo:
        compiled = compile_archive(config, memo, read_inputs(config), Silent(), Tally())
    documents = plan(compiled.archive, config.settings).documents
    Path(sys.argv[3]).write_bytes(msgspec.msgpack.encode(documents))
"""
INDEX = """
import sys
from pathlib import Path
import msgspec
from sitegen.config import SearchSettings
from sitegen.model import SearchDocument
from sitegen.search import build_index
documents = msgspec.msgpack.decode(Path(sys.argv[1]).read_bytes(), type=tuple[SearchDocument, ...])
for path, data in build_index(documents, SearchSettings()):
    target = Path(sys.argv[2], path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
"""
EDIT = """
import sys, time
from dataclasses import replace
from pathlib import Path
import msgspec
from sitegen.locate import locate
from sitegen.memo import Memo
from sitegen.model import SearchDocument
from sitegen.stages import index_runs, index_stage

class Silent:
    def stage(self, name, total): pass
    def step(self, count=1): pass

folder = Path(sys.argv[2])
(folder / "seeds").mkdir(parents=True)
config = locate(None, folder / "seeds", folder / "site", folder)
memo = Memo.open(folder / "memo.sqlite")
documents = msgspec.msgpack.decode(Path(sys.argv[1]).read_bytes(), type=list[SearchDocument])
for edited in (False, True):
    if edited:
        at = len([each for each in documents if each.kind == "article"]) // 2
        documents[at] = replace(documents[at], text=documents[at].text + " An afterthought.")
    started = time.perf_counter()
    index_stage(config, memo, index_runs(config, documents), Silent())
Path(sys.argv[3]).write_text(str(time.perf_counter() - started))
"""
THEIR_SCRIPT = """<script type="module">
const engine = await import("/pagefind/pagefind.js");
await engine.init();
const list = document.createElement("ol");
list.className = "hits";
document.getElementById("search-results").append(list);
window.ask = async (text) => {
  list.replaceChildren();
  const found = await engine.search(text);
  await Promise.all(found.results.slice(0, SHOWN).map(async (each) => {
    const { meta, excerpt } = await each.data();
    const item = document.createElement("li");
    item.className = "hit";
    item.innerHTML = meta.title + " " + excerpt;
    list.append(item);
  }));
};
const given = new URLSearchParams(location.search).get("q");
if (given) window.ask(given);
</script></body>""".replace("SHOWN", str(SHOWN))
NO_SEARCH = """<script type="module">
const item = document.createElement("li");
item.className = "hit";
document.getElementById("search-results").append(item);
</script></body>"""
"""The page shows a result without searching: no search can be quicker."""
OURS_ALONE = re.compile(
    r"<(?:script|link)[^>]*(?:search/|search\.css)[^>]*>(?:</script>)?|<meta http-equiv[^>]*>"
)
"""Our scripts and styles, of no use to Pagefind's page, and a policy that forbids theirs."""
FIRST_SHOWN = """new Promise((resolve) => {
  const look = () => document.querySelector(".hit") && resolve(performance.now());
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
  look();
})"""
ANOTHER = """(text) => {
  document.querySelectorAll(".hit").forEach((hit) => hit.remove());
  document.getElementById("search-query").value = text;
  const began = performance.now();
  if (window.ask) window.ask(text);
  else document.getElementById("search-form").requestSubmit();
  return FIRST_SHOWN.then((shown) => shown - began);
}""".replace("FIRST_SHOWN", FIRST_SHOWN)


# ---------------------------------------------------------------- building


@dataclass(frozen=True, slots=True)
class Cost:
    seconds: float
    megabytes: float
    """Peak memory of the process."""


def measured(command: Sequence[str | Path], cwd: Path | None = None) -> Cost:
    started = time.perf_counter()
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment, cwd=cwd)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} failed")
    return Cost(time.perf_counter() - started, usage.ru_maxrss / 1024)


def scripted(code: str, folder: Path, *arguments: Path) -> Cost:
    script = folder / "step.py"
    script.write_text(code)
    return measured([sys.executable, script, *arguments])


def pagefind(folder: Path) -> Path:
    """The program, installed into `folder`."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*command, "--no-deps", "--target", folder, PAGEFIND], check=True)
    return max(folder.rglob("pagefind*"), key=lambda path: path.stat().st_size)


def size(folder: Path) -> tuple[int, int]:
    """Files and bytes below it."""
    sizes = [p.stat().st_size for p in folder.rglob("*") if p.is_file() and p.name != "index.html"]
    return len(sizes), sum(sizes)


# ---------------------------------------------------------------- asking


@dataclass(slots=True)
class Asked:
    """What queries loaded and how long they took, first ones or second ones."""

    bytes: list[int] = field(default_factory=list)
    requests: list[int] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Measured:
    asked: tuple[Asked, Asked]
    build: Cost
    edit: float
    """Seconds of the index after an edit of one article."""
    browser: tuple[int, int]
    """Files and bytes that a browser may load; `all` counts the command line's index too."""
    all: tuple[int, int]


@cache
def _zipped(data: bytes) -> bytes:
    return gzip.compress(data, 6)


TEXT = (".js", ".css", ".html", ".json", ".svg")


class Handler(SimpleHTTPRequestHandler):
    """Serves files, text compressed, and counts what searching loads."""

    loaded: list[tuple[str, int]]
    disable_nagle_algorithm = True
    wbufsize = -1
    """Head and body in one packet: no answer waits for an acknowledgement."""

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        file = Path(self.translate_path(path))
        if not file.is_file():
            self.send_error(404)
            return
        data = file.read_bytes()
        zipped = file.suffix in TEXT
        data = _zipped(data) if zipped else data
        searching = "/pagefind/" in path or "/search/" in path or "/static/search" in path
        if searching and file.suffix != ".html":
            self.loaded.append((path, len(data)))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(data)))
        if zipped:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None: ...


class _Server(ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    for part in ("search", "static", "pagefind"):  # compressed ahead, as hosts do
        for file in (folder / part).rglob("*"):
            if file.suffix in TEXT:
                _zipped(file.read_bytes())
    loaded: list[tuple[str, int]] = []
    handler = type("Counting", (Handler,), {"loaded": loaded, "protocol_version": "HTTP/1.1"})
    server = _Server(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", loaded
    finally:
        server.shutdown()
        server.server_close()


def ask(
    browser: Any,
    address: str,
    loaded: list[tuple[str, int]],
    pair: tuple[str, str],
    into: tuple[Asked, Asked],
) -> None:
    """Notes what a first and a second query cost, on the page at `address` in a new browser."""
    with opened(browser, f"{address}?q={quote(pair[0])}", loaded) as page:
        note(into[0], page.evaluate(FIRST_SHOWN), page, loaded)
        note(into[1], page.evaluate(ANOTHER, pair[1]), page, loaded)


@contextmanager
def opened(browser: Any, address: str, loaded: list[tuple[str, int]]) -> Iterator[Any]:
    context = browser.new_context()
    page = context.new_page()
    loaded.clear()
    page.goto(address, wait_until="commit")
    yield page
    context.close()


def note(into: Asked, milliseconds: float, page: Any, loaded: list[tuple[str, int]]) -> None:
    """Waits until the query has loaded all it needs, and notes it."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    into.milliseconds.append(milliseconds)
    into.bytes.append(sum(count for _, count in loaded))
    into.requests.append(len(loaded))
    loaded.clear()


def queries(documents: Path, count: int) -> list[tuple[str, str]]:
    """Pairs of queries: two words of one article, neither rare nor common."""
    sys.path.insert(0, str(ROOT))
    from sitegen.model import SearchDocument
    from sitegen.search.analyzer import tokens
    from sitegen.search.forms import FUNCTION_WORDS

    known = msgspec.msgpack.decode(documents.read_bytes(), type=tuple[SearchDocument, ...])
    texts = [tokens(document.text) for document in known if document.kind == "article"]
    often = Counter(word for text in texts for word in set(text))
    most, usual = max(3, len(texts) // 10), list[list[str]]()
    while not usual and most <= len(texts):
        words = {w for w, n in often.items() if len(w) > 3 and 3 <= n <= most and w not in FUNCTION_WORDS}
        usual = [own for own in (sorted(words.intersection(text)) for text in texts) if len(own) > 1]
        most *= 2
    chance = random.Random(1)
    found = [" ".join(chance.sample(chance.choice(usual), 2)) for _ in range(2 * count)]
    return list(zip(found[::2], found[1::2], strict=True))


def module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


# ---------------------------------------------------------------- the table


def line(label: str, ours: float, theirs: float, unit: str, digits: int = 0) -> None:
    ratio = ours / theirs if theirs else float("nan")
    print(f"{label:<22} {ours:>12,.{digits}f} {theirs:>12,.{digits}f}  {unit:<8} {ratio:6.2f}")


def table(ours: Measured, theirs: Measured, alone: float) -> None:
    """`alone`: milliseconds until the page without a search could show a result."""
    print(f"{'':<22} {'sitegen':>12} {'Pagefind':>12}  {'':<8}  ratio")
    for number, label in enumerate(("first query", "second query")):
        mine, other = ours.asked[number], theirs.asked[number]
        line(label, statistics.median(mine.bytes), statistics.median(other.bytes), "bytes")
        line(label, statistics.median(mine.requests), statistics.median(other.requests), "requests")
        line(label, statistics.median(mine.milliseconds), statistics.median(other.milliseconds), "ms")
        if not number:
            mine_over, other_over = (statistics.median(each.milliseconds) - alone for each in (mine, other))
            line(f"  over {alone:.0f} of the page", mine_over, other_over, "ms")
    line("build", ours.build.seconds, theirs.build.seconds, "s", 2)
    line("index after an edit", ours.edit, theirs.edit, "s", 2)
    line("peak memory", ours.build.megabytes, theirs.build.megabytes, "MB")
    line("files, browser's", ours.browser[0], theirs.browser[0], "")
    line("bytes, browser's", ours.browser[1], theirs.browser[1], "bytes")
    line("files, all", ours.all[0], theirs.all[0], "")
    line("bytes, all", ours.all[1], theirs.all[1], "bytes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--seeds", type=Path)
    parser.add_argument("--site", type=Path)
    parser.add_argument("--queries", type=int, default=8)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seeds = options.seeds or folder / "seeds"
        if options.seeds is None:
            module(Path(__file__).with_name("engine.py")).make_articles(options.articles, seeds)
        site = (options.site or folder / "site").absolute()
        scripted(DOCUMENTS, folder, seeds, site, folder / "documents")
        our_build = scripted(INDEX, folder, folder / "documents", folder / "ours")
        scripted(EDIT, folder, folder / "documents", folder / "edited", folder / "seconds")
        program = pagefind(folder / "program")
        pages = folder / "pages"
        shutil.copytree(site, pages)
        command: list[str | Path] = [program, "--site", pages, "--glob", PAGES, "--root-selector", "main"]
        their_build = measured(command, folder)
        page = OURS_ALONE.sub("", (pages / "search" / "index.html").read_text())
        (pages / "search" / "theirs.html").write_text(page.replace("</body>", THEIR_SCRIPT))
        (pages / "search" / "alone.html").write_text(page.replace("</body>", NO_SEARCH))
        pairs = queries(folder / "documents", options.queries)
        browsers = module(ROOT / ".ci" / "browser.py")
        with sync_playwright() as playwright, serving(pages) as (root, loaded):
            path = browsers.installed() or browsers.playwright_own()
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
            asked = {page: (Asked(), Asked()) for page in ("index.html", "theirs.html")}
            alone: list[float] = []
            for page in asked:
                ask(browser, f"{root}search/{page}", loaded, pairs[0], (Asked(), Asked()))  # a warm machine
            for pair in pairs:
                for page, into in asked.items():
                    ask(browser, f"{root}search/{page}", loaded, pair, into)
                with opened(browser, f"{root}search/alone.html", loaded) as empty:
                    alone.append(empty.evaluate(FIRST_SHOWN))
            browser.close()
        count = len(list(pages.glob("*/**/*.html")))
        print(f"{count} pages, medians of {len(pairs)} pairs of queries, such as {pairs[0]}")
        shards, everything = size(folder / "ours" / "search" / "shards"), size(folder / "ours")
        their_size = size(pages / "pagefind")
        table(
            Measured(
                asked["index.html"],
                our_build,
                float((folder / "seconds").read_text()),
                (shards[0] + 1, shards[1]),
                everything,
            ),
            Measured(asked["theirs.html"], their_build, their_build.seconds, their_size, their_size),
            statistics.median(alone),
        )


if __name__ == "__main__":
    main()
