"""Opening an index that someone else wrote runs nothing of it; damage is told, not raised."""

from __future__ import annotations

import json
import pickle
import shutil
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sitegen.config import SearchSettings
from sitegen.model import SearchDocument
from sitegen.problems import SitegenError
from sitegen.search import build_index, code, cut, pickles, query, segments
from sitegen.search.index import contents
from sitegen.search.whoosh_source import check_index
from tests.search.conftest import write

RAN: list[str] = []


def run(what: str) -> str:
    RAN.append(what)
    return what


class Bomb:
    def __init__(self, what: str) -> None:
        self.what = what

    def __reduce__(self) -> tuple[Callable[[str], str], tuple[str]]:
        return run, (self.what,)


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Path:
    """A site of its own to spoil."""
    shutil.copytree(site / "search" / "index", tmp_path / "search" / "index")
    RAN.clear()
    return tmp_path


def index(copy: Path, ending: str) -> Path:
    return next((copy / "search" / "index").glob(f"*{ending}"))


def test_the_bomb_is_one() -> None:
    RAN.clear()
    pickle.loads(pickle.dumps(Bomb("armed")))
    assert RAN == ["armed"]


def test_toc(copy: Path) -> None:
    path = index(copy, ".toc")
    data = path.read_bytes()
    start = data.rindex(b"\x95") - 2  # the pickle of the segments is the last
    path.write_bytes(data[:start] + pickle.dumps([Bomb("toc")]))
    with pytest.raises(SitegenError, match="no index needs"):
        query(copy, "raid")
    assert RAN == []


def test_schema(copy: Path) -> None:
    """The schema's pickle is not read at all."""
    path = index(copy, ".toc")
    data = path.read_bytes()
    bomb = pickle.dumps(Bomb("schema"), 2)
    start = data.index(b"\x80\x02")
    path.write_bytes(data[:start] + bomb + data[start + len(bomb) :])
    assert query(copy, "raid")
    assert RAN == []


def test_term_table(copy: Path) -> None:
    path = index(copy, ".trm")
    data = path.read_bytes()
    length = int.from_bytes(data[-4:], "big")
    bomb = pickle.dumps(Bomb("terms"))
    path.write_bytes(data[: -4 - length] + bomb + len(bomb).to_bytes(4, "big"))
    with pytest.raises(SitegenError):
        query(copy, "raid")
    assert RAN == []


def test_postings(copy: Path) -> None:
    """Every block's header is a bomb, whichever a query reads first."""
    path = index(copy, ".pst")
    data = path.read_bytes()
    bomb = pickle.dumps(Bomb("postings"), 0)
    spoilt = bytearray(data)
    at = 0
    while (at := data.find(b"\x80\x02(K", at)) >= 0:
        spoilt[at : at + len(bomb)] = bomb
        at += len(bomb)
    path.write_bytes(spoilt)
    with pytest.raises(SitegenError):
        query(copy, "raid")
    assert RAN == []


def test_inlined_postings(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoosh may keep postings in the term table, as a pickle that it would load; ours never does."""
    from sitegen.search.whoosh_segment import _Terms

    terms: Any = object.__new__(_Terms)
    terms._keycoder = lambda field, term: b"key"
    terms._tindex = {b"key": b"\x01" + bytes(30) + pickle.dumps(Bomb("inlined"))}
    with pytest.raises(ValueError, match="term table"):
        terms.term_info("text", b"raid")
    assert RAN == []


def test_stored_fields(copy: Path) -> None:
    path = index(copy, "._stored.col")
    bomb = zlib.compress(pickle.dumps(Bomb("stored")), 9)
    data = path.read_bytes()
    starts = [
        at for at in range(len(data) - 1) if data[at : at + 2] in (b"\x78\x5e", b"\x78\x01", b"\x78\x9c")
    ]
    spoilt = bytearray(data)
    for start in starts:
        spoilt[start : start + len(bomb)] = bomb
    path.write_bytes(spoilt[: len(data)])
    with pytest.raises(SitegenError):
        check_index(copy / "search" / "index")
    assert RAN == []


@pytest.mark.parametrize("ending", [".toc", ".trm", ".pst", "._stored.col", "._text_len.col"])
@pytest.mark.parametrize(
    "spoil", [lambda data: b"", lambda data: data[: len(data) // 2], lambda data: data[::-1]]
)
def test_damage_is_told(copy: Path, ending: str, spoil: Callable[[bytes], bytes]) -> None:
    path = index(copy, ending)
    path.write_bytes(spoil(path.read_bytes()))
    try:
        check_index(copy / "search" / "index")
    except SitegenError as error:
        assert "build the archive again" in str(error)
    else:  # a column of lengths is bytes whatever it holds
        assert ending == "._text_len.col"
    assert RAN == []


def test_ours_is_sound(site: Path) -> None:
    check_index(site / "search" / "index")


def test_segment_names_no_other_file(copy: Path) -> None:
    path = index(copy, ".toc")
    name = next(copy.glob("search/index/MAIN_*.trm")).stem.removeprefix("MAIN_").encode()
    data = path.read_bytes()
    assert name in data
    path.write_bytes(data.replace(name, b"../../x".ljust(len(name), b"x")))
    with pytest.raises(SitegenError, match="not ours"):
        query(copy, "raid")


@pytest.fixture
def parts(documents: tuple[SearchDocument, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site whose index has several segments, and no shards."""
    monkeypatch.setattr(segments, "_LEAST", 1 << 12)
    write(build_index(documents, SearchSettings()), tmp_path)
    shutil.rmtree(tmp_path / "search" / "shards")
    assert query(tmp_path, "raid")
    return tmp_path


def test_damage_to_any_segment_is_told(parts: Path) -> None:
    paths = sorted((parts / "search" / "index").glob("*.trm"))
    assert len(paths) > 2
    for path in paths:
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2])
        with pytest.raises(SitegenError, match="build the archive again"):
            query(parts, "raid")
        path.write_bytes(data)


@pytest.mark.parametrize("change", ["twice", "no lengths", "more documents"])
def test_contents_that_cannot_be_true(
    documents: tuple[SearchDocument, ...], parts: Path, change: str
) -> None:
    listed = [code(run, publish=False)[0] for run in cut(documents)]
    if change == "twice":
        listed.append(listed[0])
    elif change == "no lengths":
        fields = [replace(field, length=0) for field in listed[0].fields]
        listed = [replace(each, fields=fields) for each in listed]
    else:
        listed[-1] = replace(listed[-1], size=10**12)
    write(contents(listed), parts)
    for text in ("raid", "-raid"):
        with pytest.raises(SitegenError, match="build the archive again"):
            query(parts, text)


def test_other_names_are_names(
    documents: tuple[SearchDocument, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json, "dumps", lambda value: "[1,2]")
    write(build_index(documents, SearchSettings()), tmp_path)
    monkeypatch.undo()
    with pytest.raises(SitegenError, match="build the archive again"):
        query(tmp_path, "kind:entity raid")


def test_plain_values_alone() -> None:
    assert pickles.loads(pickle.dumps({"a": [1, (b"x", b"", None)]}, 2)) == {"a": [1, (b"x", b"", None)]}
    for value in (print, SitegenError, pickle.loads, Path("x")):
        with pytest.raises(pickle.UnpicklingError):
            pickles.loads(pickle.dumps(value))


@pytest.mark.parametrize("text", ["", "sitegenShard(", 'sitegenShard("manifest",{});\n', "alert(1);"])
def test_damaged_shards_are_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "search").mkdir()
    (tmp_path / "search" / "manifest.js").write_text(text)
    with pytest.raises(SitegenError, match="build the archive again"):
        query(tmp_path, "raid")


def test_shards_of_another_shape_are_told(shards_only: Path, tmp_path: Path) -> None:
    shutil.copytree(shards_only / "search", tmp_path / "search")
    for path in (tmp_path / "search" / "shards").iterdir():
        path.write_text(f'sitegenShard("{path.stem}",{{"terms":[["raid",7,1]],"positions":[]}});\n')
    for text in ("raid", '"the raid"', "rai*", "before:2020"):
        with pytest.raises(SitegenError, match="build the archive again"):
            query(tmp_path, text)


def test_postings_that_end_early_are_told(shards_only: Path, tmp_path: Path) -> None:
    shutil.copytree(shards_only / "search", tmp_path / "search")
    for path in (tmp_path / "search" / "shards").iterdir():
        path.write_text(f'sitegenShard("{path.stem}",{{"terms":[["raid",0,2,"A"]],"positions":[]}});\n')
    with pytest.raises(SitegenError, match="build the archive again"):
        query(tmp_path, "raid")


@pytest.mark.parametrize("change", ["size", "kinds", "fields"])
def test_untrue_manifest(shards_only: Path, tmp_path: Path, change: str) -> None:
    shutil.copytree(shards_only / "search", tmp_path / "search")
    path = tmp_path / "search" / "manifest.js"
    before, after = 'sitegenShard("manifest",', ");\n"
    manifest = json.loads(path.read_text().removeprefix(before).removesuffix(after))
    if change == "fields":
        manifest["fields"] = [[name, boost, documents, 0] for name, boost, documents, _ in manifest["fields"]]
    else:
        manifest["kinds"]["event"][1] = 10**12
        manifest["size"] = 10**12 if change == "size" else manifest["size"]
    path.write_text(before + json.dumps(manifest) + after)
    for text in ("raid", "-raid"):
        with pytest.raises(SitegenError, match="build the archive again"):
            query(tmp_path, text)


def test_no_index_is_told(tmp_path: Path) -> None:
    with pytest.raises(SitegenError, match="no search index"):
        query(tmp_path, "raid")
