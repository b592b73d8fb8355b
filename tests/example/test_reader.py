"""The real article held against a reader's list, and the reader itself held against small exports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sitegen.locate import locate
from sitegen.update import update
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
