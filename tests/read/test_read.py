"""Reading with worker processes: order, limits, and what happens to the one that takes too much."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from sitegen import read as stage
from sitegen.config import ReadSettings
from sitegen.problems import SitegenError
from sitegen.read import Reader, ReadResult, SourceFile, read, scan
from sitegen.read.parse import Job, Parser
from sitegen.read.pool import Pool

SETTINGS = ReadSettings()
SLOW = "[" * 60_000
"""Python-Markdown takes minutes over it."""


def world(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def results(seeds: Path, settings: ReadSettings = SETTINGS) -> list[ReadResult]:
    files, problems = scan(seeds, settings)
    assert problems == ()
    return list(read(seeds, files, settings))


def test_one_result_a_source_in_order_whatever_its_format(tmp_path: Path) -> None:
    seeds = world(tmp_path, a_md="# A\n\na", b_txt="B\n\nb", c__d_html="<p>c d e f", e_md="", f_md="# F\n\nf")
    found = results(seeds)
    assert [result.source.source for result in found] == ["a.md", "b.txt", "c/d.html", "e.md", "f.md"]
    assert [result.article is not None for result in found] == [True, True, True, False, True]
    for result in found:
        if result.article is not None:
            assert (result.article.source, result.article.digest) == (
                result.source.source,
                result.source.digest,
            )
        else:
            assert result.problems


def test_two_workers_give_what_one_parser_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "_TWO_WORKERS_FROM", 2)
    seeds = world(tmp_path, **{f"n{n:03d}_md": f"---\ntitle: T{n}\n---\n\nText *{n}*.\n" for n in range(50)})
    parser = Parser()
    for result in results(seeds):
        data = (seeds / result.source.source).read_bytes()
        alone = parser.parse(Job(result.source.source, result.source.digest, "md", data))
        assert (result.article, result.problems) == (alone.article, alone.problems)


def test_an_article_that_takes_too_long_is_one_error(tmp_path: Path) -> None:
    seeds = world(tmp_path, a_md="# A\n\na", b_md=SLOW, c_md="# C\n\nc")
    found = results(seeds, ReadSettings(max_seconds=0.6))
    assert [result.article is not None for result in found] == [True, False, True]
    assert [(p.severity, p.code) for p in found[1].problems] == [("error", "too-slow")]


def test_a_worker_that_is_stuck_without_computing_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds = world(tmp_path, a_md="# A\n\na", b_md="# B\n\nb")
    monkeypatch.setattr(
        Pool, "_deadline", lambda pool, worker: worker.since - 1 if worker.jobs else float("inf")
    )
    found = results(seeds)
    assert all(result.problems or result.article is not None for result in found)
    assert {p.code for result in found for p in result.problems} == {"too-slow"}


def test_articles_that_take_too_much_memory_are_errors(tmp_path: Path) -> None:
    """A limit below what the parser's own code takes."""
    seeds = world(tmp_path, a_md="# A\n\na", b_html="<p>b", c_txt="C\n\nc")
    found = results(seeds, ReadSettings(max_memory_mb=20))
    assert [result.article is not None for result in found] == [False, False, True]
    for result in found[:2]:
        assert [p.severity for p in result.problems] == ["error"]
        assert "memory" in result.problems[0].message + result.problems[0].hint


def test_a_worker_that_cannot_start_is_said_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = world(tmp_path, a_md="# A\n\na", b_md="# B\n\nb")
    monkeypatch.setattr("sitegen.read.pool.sys.executable", shutil.which("false"))
    with pytest.raises(SitegenError, match="does not start"):
        results(seeds)


def test_a_file_that_changes_or_goes_after_the_scan(tmp_path: Path) -> None:
    seeds = world(tmp_path, a_md="# A\n\na", b_md="# B\n\nb", c_txt="C\n\nc")
    files, _ = scan(seeds, SETTINGS)
    (seeds / "a.md").write_text("# New\n\nnew", encoding="utf-8")
    (seeds / "b.md").unlink()
    (seeds / "c.txt").unlink()
    changed, gone, plain = read(seeds, files, SETTINGS)
    assert changed.article is not None and changed.article.title == "New"
    assert changed.source.digest == changed.article.digest != files[0].digest
    for result in (gone, plain):
        assert [(p.severity, p.code) for p in result.problems] == [("error", "unreadable")]


def test_a_reader_keeps_its_workers_and_survives_an_abandoned_read(tmp_path: Path) -> None:
    seeds = world(tmp_path, **{f"n{n:02d}_md": f"# T{n}\n\ntext" for n in range(30)})
    files, _ = scan(seeds, SETTINGS)
    with Reader(SETTINGS) as reader:
        list(reader.read(seeds, files))
        (worker,) = reader._pool.workers
        assert next(iter(list(reader.read(seeds, files[:1])))).article is not None
        assert [kept.process.pid for kept in reader._pool.workers] == [worker.process.pid]
        abandoned = reader.read(seeds, files)
        next(abandoned)
        abandoned.close()  # type: ignore[attr-defined]
        assert reader._pool.workers == []
        assert len(list(reader.read(seeds, files))) == 30
        reader._pool.workers[0].process.kill()
        reader._pool.workers[0].process.wait()
        assert all(result.article is not None for result in reader.read(seeds, files))
    assert reader._pool.workers == []


def test_no_module_of_the_current_folder_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = world(tmp_path / "seeds", a_md="# A\n\na")
    for name in ("yaml.py", "markdown.py", "msgspec.py"):
        (tmp_path / name).write_text(f"open({str(tmp_path / 'canary')!r}, 'w')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert results(seeds)[0].article is not None
    assert not (tmp_path / "canary").exists()


def test_the_same_whatever_the_zone_locale_and_hash_seed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "---\ndate: 2024-03-03T23:30:00-08:00\ntags: [b, a]\n---\n# T\n\n![b](b.png) ![a](a.png)"
    seeds = world(tmp_path, a_md=text, b_html=f"<title>T</title><p>{'word ' * 30}")
    first = results(seeds)
    for name, value in {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"}.items():
        monkeypatch.setitem(os.environ, name, value)
    assert results(seeds) == first


def test_nothing_to_read_starts_nothing(tmp_path: Path) -> None:
    assert list(read(tmp_path, (), SETTINGS)) == []
    assert isinstance(SourceFile("a", "b", 1), SourceFile)
