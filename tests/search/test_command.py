"""`sitegen search`: a table on a terminal, JSON elsewhere, and what it says of words that nothing has."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.cli import sitegen
from sitegen.model import SearchDocument
from sitegen.problems import printable
from sitegen.search import answer, query


def run(site: Path, *arguments: str) -> Result:
    return CliRunner().invoke(sitegen, ["search", "--site", str(site), *arguments])


def test_json_where_no_terminal_is(site: Path) -> None:
    hits = json.loads(run(site, "--limit", "3", "raid", "aleppo").stdout)
    assert [hit["title"] for hit in hits] == [hit.title for hit in query(site, "raid aleppo", limit=3)]
    assert set(hits[0]) == {
        "kind", "id", "url", "title", "score", "source", "date", "type", "excerpt", "marks",
        "also", "weight",
    }  # fmt: skip
    assert json.loads(run(site, "qqqqqqq").stdout) == []


def test_lines_where_text_is_wanted(site: Path) -> None:
    hit = query(site, "raid aleppo", limit=1)[0]
    done = run(site, "--format", "text", "--limit", "1", "raid", "aleppo")
    assert done.stdout.split("\t") == [hit.kind, printable(hit.title), hit.date or "", f"{hit.url}\n"]


def test_a_table_on_a_terminal(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    found = answer(site, "raid", limit=2)
    done = run(site, "--limit", "2", "raid")
    assert "Kind" in done.stdout.splitlines()[0]
    for hit in found.hits:
        assert hit.url in done.stdout
    assert "\x1b[1mraid" in done.stdout
    assert f"2 of {found.found:,} (hint: --offset 2 shows the next)" in done.stderr
    last = run(site, "--offset", str(found.found - 1), "raid")
    assert last.stderr == f"{found.found} to {found.found} of {found.found}\n"


def test_other_names_and_mentions_on_a_terminal(
    site: Path, documents: Sequence[SearchDocument], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    hit = next(hit for hit in query(site, "harbour kind:entity") if hit.also)
    assert f"also: {printable(', '.join(hit.also))}" in run(site, "harbour", "kind:entity").stdout
    (silent,) = (each for each in documents if each.kind == "entity" and not each.text)
    often = "once" if silent.weight == 1 else f"{silent.weight} times"
    done = run(site, "--limit", "1000", "--kind", "entity", silent.title)
    assert f"Mentioned {often}" in done.stdout


def test_order_and_offset(site: Path) -> None:
    def titles(*arguments: str) -> list[str]:
        return [hit["title"] for hit in json.loads(run(site, *arguments).stdout)]

    newest = [hit.title for hit in query(site, "raid", limit=1000, order="newest")]
    assert titles("--order", "newest", "raid") == newest[:20]
    assert titles("--order", "newest", "--limit", "5", "--offset", "20", "raid") == newest[20:25]
    beyond = run(site, "--offset", "5000", "raid")
    assert json.loads(beyond.stdout) == []
    assert beyond.stderr == f"There are no more hits than {len(newest)}.\n"
    for option, value in (("--order", "latest"), ("--offset", "-1"), ("--limit", "0")):
        bad = run(site, option, value, "raid")
        assert bad.exit_code == 2 and value in bad.stderr and option in bad.stderr


def test_a_type_that_nothing_is_of_is_told(site: Path) -> None:
    done = run(site, "type:", "raidd")
    there = "raid, article, labour-strike, organisation, person, place"
    assert f"Nothing is of the type “raidd”. There are: {there}.\nNothing found." in done.stderr
    assert done.exit_code == 0


def test_words_that_nothing_has_are_told(site: Path) -> None:
    done = run(site, "alepo")
    assert "Nothing has “alepo”. Words spelt alike: aleppo." in done.stderr
    assert done.exit_code == 0 and json.loads(done.stdout)
    assert "Nothing found." in run(site, "qqqqqqq").stderr


def test_what_begins_with_a_minus(site: Path) -> None:
    """A word that must not be there, whatever its first letters; a long option that is none is an error."""
    for text in ("-aleppo", "-harbour"):
        wanted = [hit.title for hit in query(site, f"raid {text}")]
        assert [hit["title"] for hit in json.loads(run(site, "raid", text).stdout)] == wanted
    slip = run(site, "--limt", "3", "raid")
    assert slip.exit_code == 2 and "--limt" in slip.stderr


def test_a_bad_query_is_pointed_at(site: Path) -> None:
    command = [sys.executable, "-m", "sitegen", "search", "--site", str(site), 'raid "oil']
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-2:] == ['  raid "oil', "       ^"]
    assert done.stdout == ""
