"""The hostile articles, the corpora and the real example, where they stand beside the checkout."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sitegen.config import ReadSettings
from sitegen.model import Article
from sitegen.problems import Problem
from sitegen.read import ReadResult, read, scan

SHARED = Path(__file__).parents[3] / "shared"
SETTINGS = ReadSettings()
GROUPS = ("ctl", "xss", "fm", "enc", "fs", "nlp")
"""Of the hostile articles; the group dos takes the parser to its time limit again and again, a minute
in all, and test_read.py has one of its kind."""
CORPORA = ("ecbplus", "lgl", "meantime", "wikiwars")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    script = SHARED / "checks" / "make_hostile.py"
    if not script.is_file():
        pytest.skip("no hostile articles beside the checkout")
    out = tmp_path_factory.mktemp("hostile") / "h"
    only = [option for group in GROUPS for option in ("--only", group)]
    subprocess.run([sys.executable, script, out, *only], check=True, capture_output=True)
    manifest: dict[str, Any] = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    files, problems = scan(out / "articles", SETTINGS)
    told: dict[str, list[Problem]] = {}
    results: dict[str, ReadResult] = {}
    for result in read(out / "articles", files, SETTINGS):
        results[result.source.source] = result
        problems += result.problems
    for problem in problems:
        told.setdefault(problem.where, []).append(problem)
    assert not list(out.glob("CANARY*")), "an article ran code"
    return {"cases": manifest["cases"], "results": results, "told": told}


def verdict(case: dict[str, Any], article: Article | None, told: list[Problem]) -> str:
    """What is wrong with the outcome of a case; "" where nothing is."""
    shown = article is not None and (case["token"] is None or case["token"] in article.text)
    expected = case["expect"]
    if expected == "ok" and not shown:
        return "lost"
    if expected == "skip" and article is not None:
        return "published"
    if expected == "either" and case["token"] and not shown and not told:
        return "silently lost"
    if expected == "error" and article is not None:
        return "an article in spite of an error"
    if expected == "error" and case["line"] not in (None, *(problem.line for problem in told)):
        return "the wrong line"
    if expected == "error" and not any(problem.severity == "error" for problem in told):
        return "no error"
    return ""


def test_every_hostile_case_ends_as_it_should(
    hostile: dict[str, Any], check_sound: Callable[[Article], None]
) -> None:
    assert len(hostile["cases"]) > 300
    wrong = []
    for case in hostile["cases"]:
        result = hostile["results"].get(case["path"])
        article = result.article if result else None
        where = case["path"].encode("utf-8", "backslashreplace").decode()
        if fault := verdict(case, article, hostile["told"].get(where, [])):
            wrong.append((fault, case["id"], case["why"]))
        if article is not None:
            check_sound(article)
    assert wrong == []


@pytest.mark.parametrize("corpus", CORPORA)
def test_every_article_of_a_corpus_is_read(corpus: str, check_sound: Callable[[Article], None]) -> None:
    seeds = SHARED / "corpora" / corpus / "articles"
    if not seeds.is_dir():
        pytest.skip("no corpora beside the checkout")
    files, problems = scan(seeds, SETTINGS)
    assert problems == () and files
    for number, result in enumerate(read(seeds, files, SETTINGS)):
        article = result.article
        assert article is not None, result.problems
        assert all(problem.severity == "note" for problem in result.problems)
        if article.format == "txt":
            assert verbatim((seeds / article.source).read_text(encoding="utf-8")) == article.text
        if number % 25 == 0:
            check_sound(article)


def test_the_real_example_is_kept_verbatim(check_sound: Callable[[Article], None]) -> None:
    seeds = SHARED / "seed"
    if not seeds.is_dir():
        pytest.skip("no example beside the checkout")
    files, problems = scan(seeds, SETTINGS)
    assert problems == ()
    for result in read(seeds, files, SETTINGS):
        assert result.article is not None and result.problems == ()
        assert result.article.date is None
        assert verbatim((seeds / result.source.source).read_text(encoding="utf-8")) == result.article.text
        check_sound(result.article)


def verbatim(text: str) -> str:
    """The text that a plain file must have: title, a blank line, the rest without blank lines around it."""
    lines = text.split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    title, *rest = lines
    while rest and not rest[0].strip():
        rest.pop(0)
    while rest and not rest[-1].strip():
        rest.pop()
    return "\n\n".join(filter(None, [title.strip(), "\n".join(rest)]))
