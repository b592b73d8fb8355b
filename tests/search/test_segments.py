"""Segments: the index is the same however it is cut, and an edit codes what it touches and no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.config import Config, SearchSettings
from sitegen.locate import locate
from sitegen.memo import Memo
from sitegen.model import SearchDocument
from sitegen.search import assemble, build_index, code, cut, query, segments
from sitegen.search.fields import KINDS
from sitegen.search.whoosh_source import WhooshSource, check_index
from sitegen.stages import IndexRuns, index_runs, index_stage
from tests.search.conftest import world, write
from tests.search.test_agreement import QUERIES

SHARDS_ALONE = SearchSettings(publish_index=False)


class Silent:
    def stage(self, name: str, total: int | None) -> None: ...

    def step(self, count: int = 1) -> None: ...


@pytest.fixture
def fine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs of a few documents."""
    monkeypatch.setattr(segments, "_LEAST", 1 << 12)


def archive(folder: Path) -> tuple[Config, Memo]:
    (folder / "seeds").mkdir()
    return locate(None, folder / "seeds", folder / "site", folder), Memo.open(folder / "memo.sqlite")


def in_order(documents: Sequence[SearchDocument]) -> tuple[SearchDocument, ...]:
    return tuple(sorted(documents, key=lambda document: (KINDS.index(document.kind), document.id)))


@settings(max_examples=25, deadline=None)
@given(ends=st.lists(st.integers(0, 60)), articles=st.integers(0, 30))
def test_any_cut_gives_the_same_shards(ends: list[int], articles: int) -> None:
    documents = in_order(world(articles))
    places = sorted({0, len(documents), *(end for end in ends if end < len(documents))})
    runs = [documents[a:b] for a, b in pairwise(places)] or [()]
    parts = [code(run, publish=False)[0] for run in runs]
    whole = [code(documents, publish=False)[0]]
    assert dict(assemble(parts, runs, SHARDS_ALONE)) == dict(assemble(whole, [documents], SHARDS_ALONE))


def test_the_whoosh_index_answers_alike(
    documents: tuple[SearchDocument, ...], site: Path, tmp_path: Path, fine: None
) -> None:
    assert len(cut(documents)) > 4
    write(build_index(documents, SearchSettings()), tmp_path)
    check_index(tmp_path / "search" / "index")
    for text in QUERIES[::3]:
        assert query(tmp_path, text, limit=500) == query(site, text, limit=500), text
    one, many = (WhooshSource(each / "search" / "index") for each in (site, tmp_path))
    with one, many:
        assert one.statistics == many.statistics
        for start in ("", "r", "raid", "ال"):
            assert list(one.vocabulary(start)) == list(many.vocabulary(start))
        for tail in ("aid", "ity", "zz"):
            assert list(one.tails(tail)) == list(many.tails(tail))


def test_runs_hold_every_document_in_order(fine: None) -> None:
    for articles in (0, 1, 40):
        documents = world(articles)
        runs = cut(documents)
        assert runs and tuple(document for run in runs for document in run) == in_order(documents)
        assert cut(tuple(reversed(documents))) == runs


@pytest.mark.parametrize("id_", ["article-0", "article-2x", "zzz"])
def test_a_new_document_moves_the_ends_beside_it_alone(fine: None, id_: str) -> None:
    documents = world(80)
    before = cut(documents)
    after = cut((*documents, replace(documents[3], id=id_)))
    assert len(before) > 8
    assert len(set(after) - set(before)) <= 2
    assert len(set(before) - set(after)) <= 2


def test_an_edit_codes_one_run(tmp_path: Path, fine: None) -> None:
    documents = world(80)
    config, memo = archive(tmp_path)

    def indexed(documents: Sequence[SearchDocument]) -> tuple[IndexRuns, dict[str, bytes], int]:
        planned = index_runs(config, documents)
        files, count = index_stage(config, memo, planned, Silent())
        return planned, {path: memo.get(origin.name) or b"" for path, origin in files.items()}, count

    before, _, count = indexed(documents)
    assert count == len(documents)
    at = next(n for n, document in enumerate(documents) if document.id == "article-7")
    edited = (*documents[:at], replace(documents[at], title="A harbour"), *documents[at + 1 :])
    after, files, count = indexed(edited)
    changed = set(after.runs) - set(before.runs)
    assert len(changed) == 1 and count == len(changed.pop()) < len(documents) / 4
    assert files == dict(build_index(edited, SearchSettings()))
    assert indexed(edited)[2] == 0 and indexed(documents)[2] == 0
    memo.close()


def test_a_segment_whose_file_is_gone_is_coded_again(tmp_path: Path, fine: None) -> None:
    documents = world(40)
    config, memo = archive(tmp_path)
    planned = index_runs(config, documents)
    files, _ = index_stage(config, memo, planned, Silent())
    lost = next(origin.name for path, origin in files.items() if path.endswith(".pst"))
    memo._transact("delete from memo where key = ?", [(lost,)])
    again, count = index_stage(config, memo, planned, Silent())
    assert again == files and 0 < count < len(documents)
    assert memo.get(lost) is not None
    memo.close()
