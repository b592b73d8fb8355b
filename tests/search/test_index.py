"""What build_index writes: the same bytes always, an index that Whoosh itself reads, shards of their size."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.config import SearchSettings
from sitegen.model import SearchDocument
from sitegen.search import build_index, query, segments, shards
from sitegen.search.fields import FIELD_NUMBERS, FIELDS
from sitegen.search.numbers import decode, encode
from sitegen.search.rank import rank
from sitegen.search.shard_source import ShardSource
from sitegen.search.whoosh_source import WhooshSource

DIGEST = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from conftest import world
from sitegen.config import SearchSettings
from sitegen.search import build_index
files = list(build_index(world(12), SearchSettings()))
print(hashlib.sha256(repr(files).encode()).hexdigest())
"""


def test_same_bytes_for_any_order(documents: tuple[SearchDocument, ...]) -> None:
    shuffled = list(documents)
    random.Random(1).shuffle(shuffled)
    assert list(build_index(shuffled, SearchSettings())) == list(build_index(documents, SearchSettings()))


def test_same_bytes_in_any_process(tmp_path: Path) -> None:
    """Whoosh's files too: no random names, no times, no hash order."""
    digests = set()
    for seed, zone, place in (("0", "UTC", "C"), ("1", "Asia/Tokyo", "C.UTF-8")):
        done = subprocess.run(
            [sys.executable, "-c", DIGEST, str(Path(__file__).parent)],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": place},
            cwd=tmp_path if seed == "1" else None,
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def test_nothing_is_an_index_too(tmp_path: Path) -> None:
    for settings in (SearchSettings(), SearchSettings(publish_index=False)):
        folder = tmp_path / str(settings.publish_index)
        for path, data in build_index([], settings):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        for text in ("raid", "-raid", "kind:event", "rai*", "raid~", "before:2020", '"a raid"'):
            assert query(folder, text) == ()


def test_publish_index(documents: tuple[SearchDocument, ...]) -> None:
    published = dict(build_index(documents, SearchSettings()))
    kept = dict(build_index(documents, SearchSettings(publish_index=False)))
    assert {path for path in published if not path.startswith("search/index/")} == set(kept)
    assert all(published[path] == kept[path] for path in kept)
    assert any(path.startswith("search/index/") for path in published)


def test_shards_are_named_by_content(documents: tuple[SearchDocument, ...]) -> None:
    named: dict[str, dict[int, bytes]] = {}
    for path, data in build_index(documents, SearchSettings()):
        if path.startswith("search/shards/"):
            name = path.removeprefix("search/shards/").removesuffix(".js")
            before, after = f'sitegenShard("{name}",'.encode(), b");\n"
            assert data.startswith(before) and data.endswith(after)
            body = data[len(before) : -len(after)]
            json.loads(body)
            assert len(data) < 45_000
            together, _, part = name.partition("-")
            named.setdefault(together, {})[int(part or "0")] = body
    for name, parts in named.items():
        content = b"".join(parts[number] for number in range(len(parts)))
        assert hashlib.sha256(content).hexdigest().startswith(name)


def test_one_edit_leaves_most_shards(
    documents: tuple[SearchDocument, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names by content: a changed title keeps the texts' shards where they are."""
    monkeypatch.setattr(shards, "_DOCS_SIZE", 300)
    monkeypatch.setattr(shards, "_TERMS_SIZE", 300)
    edited = [d if d.id != "article-5" else retitled(d) for d in documents]
    before = {path for path, _ in build_index(documents, SearchSettings(publish_index=False))}
    after = {path for path, _ in build_index(edited, SearchSettings(publish_index=False))}
    assert len(before & after) > len(before) / 3
    assert before != after


def retitled(document: SearchDocument) -> SearchDocument:
    values = {name: getattr(document, name) for name in SearchDocument.__slots__}
    return SearchDocument(**values | {"title": "harbour"})


@pytest.mark.parametrize("least", [1 << 12, 1 << 19])
def test_whoosh_itself_ranks_the_same(tmp_path: Path, least: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "_LEAST", least)
    """The oracle: Whoosh's own searcher on our index, where every document has the fields that count."""
    from whoosh.collectors import TopCollector
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import FileIndex
    from whoosh.query import Or, Term
    from whoosh.scoring import BM25F

    chance = random.Random(5)
    words = [f"w{chance.randint(0, 60)}x" for _ in range(4000)]
    documents = [
        SearchDocument(
            kind="article",
            id=f"{number:03}",
            address=f"{number}.html",
            title=" ".join(chance.choices(words, k=4)),
            type="article",
            text=" ".join(chance.choices(words, k=chance.randint(5, 80))),
            date=None,
        )
        for number in range(150)
    ]
    for path, data in build_index(documents, SearchSettings()):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    index = FileIndex(FileStorage(str(tmp_path / "search" / "index")))
    with index.searcher(weighting=BM25F(B=0.75, K1=1.2)) as searcher:
        assert index.schema["text"].format.__class__.__name__ == "Positions"
        for _ in range(30):
            asked = chance.sample(sorted(set(words)), 3)
            terms = [
                Term(name, word, boost=FIELDS[FIELD_NUMBERS[name]].boost)
                for word in asked
                for name in ("title", "text")
            ]
            collector = TopCollector(150, usequality=False)
            collector.replace = 0
            searcher.search_with_collector(Or(terms), collector)
            # all words found counts extra with us alone: compare without it
            theirs = {hit.docnum: hit.score for hit in collector.results()}
            ours = ranked(tmp_path, asked)
            assert theirs.keys() == ours.keys()
            for doc, score in ours.items():
                assert score == pytest.approx(theirs[doc], abs=1e-4)


def ranked(site: Path, words: list[str]) -> dict[int, float]:
    """Our scores without the factor for all words: those of an explicit OR."""
    from sitegen.search.grammar import parse

    with WhooshSource(site / "search" / "index") as source:
        return dict(rank(parse(" OR ".join(words)), source).hits)


def test_common_words_are_left_out_beside_rarer_ones(tmp_path: Path) -> None:
    documents = [
        SearchDocument(
            kind="article",
            id=f"{number:05}",
            address=f"{number}.html",
            title="",
            type="article",
            text="the the common words" if number % 500 else "the raid",
            date=None,
        )
        for number in range(1501)
    ]
    for path, data in build_index(documents, SearchSettings()):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    assert len(query(tmp_path, "the raid", limit=5000)) == 4
    assert len(query(tmp_path, "the", limit=5000)) == 1501
    assert len(query(tmp_path, '"the raid"', limit=5000)) == 4
    shards = ShardSource(tmp_path)
    assert "the" in shards._manifest["common"] and "raid" not in shards._manifest["common"]


def test_numbers_round() -> None:
    numbers = [0, 1, 31, 32, 1023, 1024, 4095, 4096, 2**31, 2**40]
    assert decode(encode(numbers)) == numbers
