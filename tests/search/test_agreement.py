"""The Whoosh index, the shards read by Python and the browser give the same hits in the same order."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from sitegen.config import SearchSettings
from sitegen.model import SearchDocument
from sitegen.search import build_index, query, shards
from sitegen.search.analyzer import tokens
from tests.search.agreement import ASK, Made, bare_page, differences, shown
from tests.search.conftest import write

ROOT = Path(__file__).parents[2]

FIXED = (
    "raid aleppo",
    "raids",
    '"the raid"',
    '"the the"',
    '"of the" raid',
    "raid AND city",
    "raid AND NOT city",
    "raid OR oil -the",
    "-raid",
    "NOT (raid OR oil)",
    "rai*",
    "gov* planning",
    "alepo",
    "alepo~ prise~2",
    "caid blice cities~",
    "xraid ariad leppo balepo~",
    "ebank nabk ώάχη",
    "person:al-shara",
    "place:aleppo raid",
    "org:(bank OR oil)",
    "event:raid -person:raid",
    "title:the",
    "kind:event",
    "kind:people raid",
    "type:labour-strike",
    "before:2011",
    "after:2025-05-17 raid",
    "before:2025-05-17 after:2024",
    "cafe naive strasse lodz izmir cesme",
    "σοφια ΜΆΧΗ москва",
    "ادلب الشام 123",
    "東京",
    "大阪市 ไทย 한국어",
    "us U.S. obrien o'brien ivoire assad",
    "f-16 -al-shara",
    "fire (raid (oil OR bank) -city)",
    "zzzz qqqq",
    "...",
    "",
)
VOCABULARY = "the a of raid raiding city aleppo oil prices bank planning said al shara us 42 naïve مير 東"


def generated(count: int, seed: int = 3) -> list[str]:
    """Queries of seeded words and operators; brackets and quotation marks always in pairs."""
    chance = random.Random(seed)

    def one(depth: int) -> str:
        word = chance.choice(VOCABULARY.split())
        match chance.randint(0, 11):
            case 0:
                return f'"{word} {chance.choice(VOCABULARY.split())}"'
            case 1:
                return f"-{word}"
            case 2:
                return f"{word[:3]}*"
            case 3:
                return f"{word[:-1]}~"
            case 4:
                return f"{chance.choice(('person', 'place', 'org', 'event', 'title'))}:{word}"
            case 5 if depth:
                return f"({one(depth - 1)} {one(depth - 1)})"
            case 6 if depth:
                return f"{one(depth - 1)} {chance.choice(('AND', 'OR', 'AND NOT'))} {one(depth - 1)}"
            case 7:
                return chance.choice(("kind:article", "kind:event", "after:2012", "before:2025-05"))
        return word

    return [" ".join(one(2) for _ in range(chance.randint(1, 4))) for _ in range(count)]


QUERIES = [*FIXED, *generated(60)]


def test_queries_find_something() -> None:
    """The comparison below would hold of empty lists too."""
    assert len(set(QUERIES)) > 80


def test_whoosh_and_shards_agree(site: Path, shards_only: Path) -> None:
    found = 0
    for text in QUERIES:
        hits = query(site, text)
        assert hits == query(shards_only, text), text
        found += bool(hits)
    assert found > len(QUERIES) * 0.75


@pytest.mark.browser
def test_python_and_browser_agree(anywhere: Any, site: Path) -> None:
    answers = anywhere.evaluate(ASK, QUERIES)
    for text, answer in zip(QUERIES, answers, strict=True):
        assert answer == shown(site, text), text


@pytest.mark.browser
def test_generated_queries_agree(page: Any, site: Path) -> None:
    """Of every kind that agreement.py makes; it asks any built site 1,000."""
    queries = Made(site, 1).queries(140)
    assert list(differences(site, page, queries)) == []
    assert sum(bool(query(site, text)) for text in queries) > len(queries) * 0.7


@pytest.mark.browser
def test_common_words_and_many_shards(browser: Any, tmp_path: Path) -> None:
    """Enough articles that some words are common and terms, positions and words fill several shards."""
    chance = random.Random(2)
    rare = [f"{a}{b}{c}" for a in "ptk" for b in "aeiou" for c in ("ran", "lim", "dos", "ber", "tun")]
    documents = [
        SearchDocument(
            kind="article",
            id=f"{number:05}",
            address=f"{number}.html",
            title=chance.choice(rare),
            type="article",
            text=" ".join(["the", chance.choice(rare), "of", chance.choice(rare), f"n{number}n"]),
            date=f"{1900 + number % 100}",
        )
        for number in range(1600)
    ]
    for path, data in build_index(documents, SearchSettings()):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    (tmp_path / "page").mkdir()
    queries = [f"the {word}" for word in rare[:8]]
    queries += [
        "the of",
        '"the pabber"',
        '"of palim"',
        "n15* the",
        "n777m~",
        "padoss",
        "before:1910 the -palim",
    ]
    page = browser.new_page()
    page.goto(bare_page(tmp_path, tmp_path / "page"))
    answers = page.evaluate(ASK, queries)
    page.close()
    for text, answer in zip(queries, answers, strict=True):
        assert answer == shown(tmp_path, text), text
    assert len(list((tmp_path / "search" / "shards").iterdir())) > 15


@pytest.mark.browser
def test_the_most_mentioned_are_suggested(browser: Any, tmp_path: Path) -> None:
    """Also where more names begin so than one would read while somebody types."""
    named = [
        SearchDocument(
            kind="entity",
            id=f"{number:04}",
            address=f"{number}.html",
            title=f"Al Name{number:04}",
            type="person",
            text="",
            date=None,
            weight=number % 997,
        )
        for number in range(1200)
    ]
    write(build_index(named, SearchSettings(publish_index=False)), tmp_path)
    (tmp_path / "page").mkdir()
    page = browser.new_page()
    page.goto(bare_page(tmp_path, tmp_path / "page"))
    for typed in ("al", "nam", "name", "al name0", "name1", "name113"):
        found = page.evaluate(
            """async (typed) => {
              const source = await window.sitegenSearch.Source.open();
              return (await source.suggestions(typed, 8)).map((each) => each.name);
            }""",
            typed,
        )
        known = [each for each in named if typed in each.title.lower()]
        best = sorted(known, key=lambda each: (-each.weight, each.title))[:8]
        assert found == [each.title for each in best], typed
    page.close()


@pytest.mark.browser
def test_lists_of_lists(
    browser: Any, documents: tuple[SearchDocument, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in an archive so large that the manifest does not list its shards: shards of a few bytes."""
    for size in ("_SIZE", "_TERMS_SIZE", "_DOCS_SIZE", "_SUGGEST_SIZE"):
        monkeypatch.setattr(shards, size, 40)
    for name, value in (("_LISTED", 4), ("_LIST", 3), ("_NAMED_TOGETHER", 3)):
        monkeypatch.setattr(shards, name, value)
    write(build_index(documents, SearchSettings(publish_index=False)), tmp_path)
    (tmp_path / "page").mkdir()
    page = browser.new_page()
    page.goto(bare_page(tmp_path, tmp_path / "page"))
    assert list(differences(tmp_path, page, [*FIXED, *Made(tmp_path, 2).queries(56)])) == []
    suggested = """async (typed) => {
      const source = await window.sitegenSearch.Source.open();
      return (await source.suggestions(typed, 99)).map((each) => each.name);
    }"""
    for typed in ("raid", "ci", "ale"):
        found = page.evaluate(suggested, typed)
        assert found and all(any(word.startswith(typed) for word in tokens(name)) for name in found)
    page.close()
