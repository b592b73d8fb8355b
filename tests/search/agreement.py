"""Queries made from an archive's own words, and both readers' answers to them.

    python -m tests.search.agreement SITE [--queries 1000] [--seed 1]

Asks the command line's reader and headless Chromium the same queries and tells where the first 20 hits
differ, in order, score, title, excerpt or marks. Exits with 1 if any do.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sitegen.search import SCRIPT_PARTS, query
from sitegen.search.forms import FUNCTION_WORDS
from sitegen.search.grammar import QUOTES
from sitegen.search.shard_source import ShardSource

ROOT = Path(__file__).parents[2]
LIMIT = 20
ASK = """async (queries) => {
  const search = window.sitegenSearch;
  window.opened = window.opened || search.Source.open();
  const source = await window.opened;
  const count = (text, at) => Array.from(text.slice(0, at)).length;
  const found = [];
  for (const text of queries) {
    const ranking = await search.rank(source.parse(text), source);
    const hits = [];
    for (const [doc, score] of ranking.hits.slice(0, LIMIT)) {
      const { kind, id, url, title, date, text } = await source.record(doc);
      const passage = search.excerpt(text, ranking.terms);
      const marks = passage.marks.map((mark) => mark.map((at) => count(passage.text, at)));
      hits.push([kind, id, url, title, score, date, passage.text, marks]);
    }
    found.push(hits);
  }
  return found;
}""".replace("LIMIT", str(LIMIT))


def shown(site: Path, text: str) -> list[list[Any]]:
    """The first hits of the command line's reader, as ASK gives them."""
    return [
        [hit.kind, hit.id, hit.url, hit.title, hit.score, hit.date, hit.excerpt, [list(m) for m in hit.marks]]
        for hit in query(site, text, limit=LIMIT)
    ]


class Made:
    """Queries over the words, names, phrases and dates that a built archive has."""

    def __init__(self, site: Path, seed: int) -> None:
        self._chance = random.Random(seed)
        source = ShardSource(site)
        size = source.statistics.size
        self._docs = [source.record(doc) for doc in self._chance.sample(range(size), min(size, 400))]
        numbers = self._chance.sample(range(size), min(size, 400))
        self._texts = [words for doc in numbers if len(words := source.text(doc).split()) > 3]
        vocabulary = sorted(source.vocabulary(""))
        often = sorted(vocabulary, key=lambda row: (-row[1], row[0]))
        self._frequent = [term for term, _ in often[:200]]
        self._usual = [term for term, count in vocabulary if count > 2] or self._frequent
        self._all = [term for term, _ in vocabulary]
        self._foreign = [term for term in self._all if not term.isascii()] or self._usual

    def queries(self, count: int) -> list[str]:
        makers: Sequence[Callable[[], str]] = (
            self._word,
            self._words,
            self._long,
            self._phrase,
            self._common_phrase,
            self._prefix,
            self._misspelt,
            self._fuzzy,
            self._field,
            self._negation,
            self._dated,
            self._operators,
            self._title,
            self._strange,
        )
        return [makers[number % len(makers)]() for number in range(count)]

    def _word(self) -> str:
        kinds = (self._usual, self._usual, self._all, self._frequent, self._foreign)
        return self._chance.choice(self._chance.choice(kinds))

    def _words(self) -> str:
        return f"{self._word()} {self._word()}"

    def _run(self, least: int, most: int) -> list[str]:
        """Neighbouring words of a text, without what the grammar would take for its own."""
        words = self._chance.choice(self._texts)
        start = self._chance.randrange(len(words))
        found = words[start : start + self._chance.randint(least, most)]
        return ["".join(char for char in word if char not in QUOTES + "():*~-") for word in found]

    def _long(self) -> str:
        return " ".join(self._run(4, 12))

    def _phrase(self) -> str:
        return f'"{" ".join(self._run(2, 4))}"'

    def _common_phrase(self) -> str:
        """A phrase across a word that says little, beside another word."""
        for _ in range(50):
            run = self._run(3, 3)
            if len(run) == 3 and run[1].lower() in FUNCTION_WORDS:
                return f'"{" ".join(run)}" {self._word()}'
        return f'"the {self._word()}"'

    def _prefix(self) -> str:
        return f"{self._word()[: self._chance.randint(3, 5)]}* {self._word()}"

    def _misspelt(self) -> str:
        return self._spoilt(self._word())

    def _fuzzy(self) -> str:
        return f"{self._spoilt(self._word())}~{self._chance.choice(('', '1', '2'))} {self._word()}"

    def _spoilt(self, word: str) -> str:
        at = self._chance.randrange(len(word))
        letter = self._chance.choice("aeioustrn")
        swapped = word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]
        return (
            self._chance.choice((word[:at] + word[at + 1 :], word[:at] + letter + word[at:], swapped)) or word
        )

    def _field(self) -> str:
        field = self._chance.choice(("person", "place", "org", "event", "title", "kind", "type", "publisher"))
        if field == "kind":
            return f"{self._word()} kind:{self._chance.choice(('article', 'people', 'event', 'places'))}"
        if field == "type":
            return f"type:{self._chance.choice(self._docs).type} {self._word()}"
        one = self._chance.choice(self._docs)
        name = ((field == "publisher" and one.publisher) or one.title).split()[0]
        value = self._chance.choice((self._word(), name, f'"{name}"'))
        return f"{field}:{value}" if len(value.strip('"')) else self._word()

    def _negation(self) -> str:
        return self._chance.choice(("{} -{}", "-{} {}", "NOT {} {}", "{} AND NOT {}")).format(
            self._word(), self._word()
        )

    def _dated(self) -> str:
        date = (self._chance.choice(self._docs).date or "2000").split("/")[0].strip("~?%")
        value = date[: self._chance.choice((4, 7, 10))]
        side = self._chance.choice(("before", "after", "date"))
        return f"{side}:{value} {self._word() if self._chance.random() < 0.7 else ''}".strip()

    def _operators(self) -> str:
        a, b, c = self._word(), self._word(), self._word()
        shape = self._chance.choice(("{} AND {}", "{} OR {} {}", "({} {}) AND {}", "{} OR ({} AND -{})"))
        return shape.format(a, b, c)

    def _title(self) -> str:
        """A whole title: entities whose whole name it is come first; twins tie."""
        words = self._chance.choice(self._docs).title.split()
        return " ".join("".join(c for c in word if c not in QUOTES + "():") for word in words)

    def _strange(self) -> str:
        return self._chance.choice(("", "...", "zzqx", "the of", "İ ß ﬁ", "a" * 80, "١٢ 東京", "-", "'s"))


def differences(site: Path, page: Any, queries: Sequence[str]) -> Iterator[tuple[str, Any, Any]]:
    """Query, the command's hits and the page's, where they differ. `page` has the search scripts."""
    for start in range(0, len(queries), 20):
        some = queries[start : start + 20]
        for text, theirs in zip(some, page.evaluate(ASK, some), strict=True):
            ours = shown(site, text)
            if ours != theirs:
                yield text, ours, theirs


def bare_page(site: Path, folder: Path) -> str:
    """The address of a page in `folder` that has the search's scripts alone, those of this source tree."""
    (folder / "static").mkdir()
    (folder / "search").symlink_to((site / "search").resolve())
    script = "".join((ROOT / part).read_text("utf-8") for part in SCRIPT_PARTS[:-1])
    (folder / "static" / "all.js").write_text(script, "utf-8")
    html = '<!doctype html><meta charset="utf-8"><script src="static/all.js"></script>'
    (folder / "bare.html").write_text(html, "utf-8")
    return (folder / "bare.html").as_uri()


def main() -> int:
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    spec = importlib.util.spec_from_file_location("browser", ROOT / ".ci" / "browser.py")
    assert spec is not None and spec.loader is not None
    browsers = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(browsers)
    queries = Made(options.site, options.seed).queries(options.queries)
    started = time.perf_counter()
    wrong = 0
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        path = browsers.installed() or browsers.playwright_own()
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(bare_page(options.site, Path(name)))
        for text, ours, theirs in differences(options.site, page, queries):
            wrong += 1
            print(json.dumps({"query": text, "python": ours[:3], "browser": theirs[:3]}, ensure_ascii=False))
        browser.close()
    found = sum(1 for text in queries[::10] if shown(options.site, text))
    took = time.perf_counter() - started
    print(f"{len(queries)} queries, {wrong} differ; of every tenth {found} found something; {took:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
