"""The real article held against a reader's list, and the reader itself held against small exports."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from sitegen.locate import locate
from sitegen.update import update
from tests.example.events_reader import EVENTS
from tests.example.events_reader import check as check_events
from tests.example.reader import NAMES, REAL, check
from tests.worlds import NoReport

SEED = Path(__file__).parents[2] / "../shared/seed"


@pytest.mark.model
@pytest.mark.skipif(not SEED.is_dir(), reason="the real article is not here")
def test_every_entity_of_the_real_article_is_right(tmp_path: Path) -> None:
    update(locate(None, SEED, tmp_path / "site", tmp_path), NoReport())
    report = check(tmp_path / "site" / "data", REAL)
    assert report.counts["mentions found"] > 50
    assert not any(report.failures.values()), "\n".join(report.lines())


def test_every_entity_of_the_example_archive_is_right(example: Path) -> None:
    report = check(example / "site" / "data", NAMES)
    assert report.counts["mentions found"] > 700
    assert not any(report.failures.values()), "\n".join(report.lines())


@pytest.mark.model
@pytest.mark.skipif(not SEED.is_dir(), reason="the real article is not here")
def test_the_dated_real_article_tells_what_its_reader_found(tmp_path: Path) -> None:
    """Its dates all right and none made up, at most one event missed, nine in ten who and where."""
    (source,) = SEED.glob("*.txt")
    title, *paragraphs = source.read_text(encoding="utf-8").strip().splitlines()
    written = tomllib.loads(EVENTS.read_text("utf-8"))["written"]
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    head = f"---\ntitle: {json.dumps(title)}\ndate: {written}\n---\n\n"
    (seeds / "dated.md").write_text(head + "\n\n".join(paragraphs) + "\n", encoding="utf-8")
    update(locate(None, seeds, tmp_path / "site", tmp_path), NoReport())
    report = check_events(tmp_path / "site" / "data")
    told = "\n".join(report.lines())
    assert report.listed["date"] == 14, told
    assert not report.failures["date"] + report.failures["date invented"], told
    assert report.listed["event"] - report.found["event"] <= 1, told
    assert report.share("participant", "place") >= 0.9, told
    assert not report.failures["page"] + report.failures["event date"], told


@pytest.mark.model
@pytest.mark.skipif(not SEED.is_dir(), reason="the real article is not here")
def test_the_undated_real_article_has_its_pages_and_no_date_that_it_does_not_state(tmp_path: Path) -> None:
    update(locate(None, SEED, tmp_path / "site", tmp_path), NoReport())
    rows = (tmp_path / "site" / "data" / "times.jsonl").read_text("utf-8").splitlines()
    assert {t["edtf"] for t in map(json.loads, rows)} == {None, "2014", "2011", "2024"}
    rows = (tmp_path / "site" / "data" / "events.jsonl").read_text("utf-8").splitlines()
    pages = [event for event in map(json.loads, rows) if event["url"]]
    raids = [len(event["mentions"]) for event in pages if event["type"] == "raid" and event["place"]]
    assert raids == [3], "the raid in Aleppo, told in other words and in a quarter of it, is one"
    assert {"agreement", "foiled-plot", "meeting", "offensive", "overthrow", "summit"} <= {
        event["type"] for event in pages
    }


LIST = """
may_be_one = []
unread = []
unpublished = []
[entity]
syria = { type = "place", subtype = "country", name = "Syria" }
homs = { type = "place", subtype = "city", name = "Homs" }
homs_province = { type = "place", subtype = "region", name = ["Homs province", "Homs"] }
[article."a.txt"]
syria = ["Syria", "?Syrian"]
homs = ["Homs"]
homs_province = ["Homs( province)"]
"""
TEXT = "The Syrian army left Homs. Homs province is in Syria."
RIGHT = {
    "syria": ("place", "country", "Syria", [(4, 10), (47, 52)]),
    "homs": ("place", "city", "Homs", [(21, 25)]),
    "homs-province": ("place", "region", "Homs province", [(27, 40)]),
}


def failures(folder: Path, entities: dict[str, tuple[str, str, str, list[tuple[int, int]]]]) -> set[str]:
    (folder / "articles.jsonl").write_text(json.dumps({"id": "a", "source": "a.txt", "text": TEXT}) + "\n")
    rows = [
        {
            "id": id_,
            "type": type_,
            "subtype": subtype,
            "name": name,
            "mentions": [
                {"article": "a", "start": start, "end": end, "text": TEXT[start:end], "kind": "name"}
                for start, end in spans
            ],
        }
        for id_, (type_, subtype, name, spans) in entities.items()
    ]
    (folder / "entities.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    listed = folder / "list.toml"
    listed.write_text(LIST)
    return {kind for kind, lines in check(folder, listed).failures.items() if lines}


def test_the_reader_finds_nothing_wrong_where_nothing_is(tmp_path: Path) -> None:
    assert failures(tmp_path, RIGHT) == set()
    shorter = RIGHT | {"homs-province": ("place", "region", "Homs", [(27, 31)])}
    assert failures(tmp_path, shorter) == set()


def test_the_reader_finds_each_kind_of_failure(tmp_path: Path) -> None:
    place = "place"
    assert failures(tmp_path, RIGHT | {"homs": (place, "city", "Homs", [])}) == {"missing", "no entity"}
    assert failures(tmp_path, RIGHT | {"homs": (place, "region", "Homs", [(21, 25)])}) == {"wrong subtype"}
    assert failures(tmp_path, RIGHT | {"homs": ("person", "", "Homs", [(21, 25)])}) == {"wrong type"}
    assert failures(tmp_path, RIGHT | {"homs": (place, "city", "Hums", [(21, 25)])}) == {"wrong name"}
    assert failures(tmp_path, RIGHT | {"army": ("organisation", "", "army", [(11, 15)])}) == {"extra"}
    joined = {"syria": RIGHT["syria"], "homs": (place, "city", "Homs", [(21, 25), (27, 40)])}
    assert failures(tmp_path, joined) == {"joined", "wrong subtype"}
    torn = RIGHT | {
        "syria": (place, "country", "Syria", [(4, 10)]),
        "s2": (place, "country", "Syria", [(47, 52)]),
    }
    assert failures(tmp_path, torn) == {"torn"}
    cut = RIGHT | {"homs": (place, "city", "left Homs", [(16, 25)])}
    assert failures(tmp_path, cut) == {"cut", "no entity"}
