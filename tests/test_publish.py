"""Publishing: all or nothing, whatever stood there before."""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from sitegen import publish as module
from sitegen.model import OutputFile, Snapshot
from sitegen.problems import SitegenError
from sitegen.publish import publish, recover

MARK = {"data/archive.json": '{\n  "generator": "sitegen"\n}\n'}


def snapshot(files: dict[str, str]) -> Snapshot:
    def one(path: str, data: bytes) -> OutputFile:
        return OutputFile(path, hashlib.sha256(data).hexdigest(), lambda: data)

    return Snapshot({path: one(path, text.encode()) for path, text in (MARK | files).items()})


def tree(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "site", tmp_path / ".sitegen"


def test_the_site_holds_exactly_the_snapshot(places: tuple[Path, Path]) -> None:
    site, store = places
    publish(snapshot({"index.html": "one", "a/b.html": "two"}), site, store)
    done = publish(snapshot({"index.html": "one", "c.html": "three"}), site, store)
    assert tree(site) == MARK | {"index.html": "one", "c.html": "three"}
    assert (done.written, done.linked, done.removed) == (1, 2, 1)
    assert not (store / module.STAGED).exists()


def test_nothing_is_written_where_nothing_changed(places: tuple[Path, Path]) -> None:
    site, store = places
    publish(snapshot({"index.html": "one"}), site, store)
    before = (site / "index.html").stat()
    assert publish(snapshot({"index.html": "one"}), site, store).written == 0
    after = (site / "index.html").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


@pytest.mark.parametrize("harm", ["changed", "removed", "added"])
def test_a_site_that_was_tampered_with_is_mended(places: tuple[Path, Path], harm: str) -> None:
    site, store = places
    publish(snapshot({"index.html": "one"}), site, store)
    if harm == "changed":
        (site / "index.html").write_text("eno")
    elif harm == "removed":
        (site / "index.html").unlink()
    else:
        (site / "stray.html").write_text("x")
    publish(snapshot({"index.html": "one"}), site, store)
    assert tree(site) == MARK | {"index.html": "one"}


def test_without_a_record_equal_files_are_kept(places: tuple[Path, Path]) -> None:
    site, store = places
    publish(snapshot({"index.html": "one"}), site, store)
    (store / module.RECORD).unlink()
    assert publish(snapshot({"index.html": "one"}), site, store).written == 0


def test_git_and_cname_are_carried_over(places: tuple[Path, Path]) -> None:
    site, store = places
    (site / ".git").mkdir(parents=True)
    (site / ".git" / "HEAD").write_text("ref")
    (site / ".gitkeep").write_text("")
    (site / "CNAME").write_text("example.org")
    publish(snapshot({"index.html": "one"}), site, store)
    publish(snapshot({"index.html": "two"}), site, store)
    assert tree(site) == MARK | {
        "index.html": "two",
        ".git/HEAD": "ref",
        ".gitkeep": "",
        "CNAME": "example.org",
    }


def test_a_folder_of_somebody_else_is_refused(places: tuple[Path, Path]) -> None:
    site, store = places
    site.mkdir()
    (site / "thesis.doc").write_text("precious")
    with pytest.raises(SitegenError, match=r"not empty.*thesis\.doc"):
        publish(snapshot({}), site, store)
    assert tree(site) == {"thesis.doc": "precious"}


@pytest.mark.parametrize(
    "path", ["../x.html", "a/../../x", "/etc/x", "a//b", "a\\b", "a/./b", "x" * 300, "a\0b"]
)
def test_paths_that_leave_the_site_are_refused(places: tuple[Path, Path], path: str) -> None:
    with pytest.raises(SitegenError, match="refusing"):
        publish(snapshot({path: "x"}), *places)


@pytest.mark.parametrize("pair", [("A.html", "a.html"), ("caf\u00e9.html", "cafe\u0301.html")])
def test_two_paths_that_fold_to_one_are_refused(places: tuple[Path, Path], pair: tuple[str, str]) -> None:
    with pytest.raises(SitegenError, match="share one address"):
        publish(snapshot(dict.fromkeys(pair, "x")), *places)


def test_a_full_disk_leaves_the_old_site(places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    site, store = places
    publish(snapshot({"index.html": "old"}), site, store)

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(module, "_write", full)
    with pytest.raises(SitegenError, match=r"index\.html: cannot publish: No space left"):
        publish(snapshot({"index.html": "new"}), site, store)
    assert tree(site) == MARK | {"index.html": "old"}
    assert not (store / module.STAGED).exists()


class KilledError(BaseException):
    """Stands for kill -9: nothing may clean up after it."""


@pytest.mark.parametrize("swaps", [True, False], ids=["exchange", "two renames"])
@pytest.mark.parametrize("moment", range(12))
def test_a_kill_at_any_moment_is_mended(
    places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, moment: int, swaps: bool
) -> None:
    """The build is cut off before its n-th change of the disk; no cleaning up runs."""
    site, store = places
    (site / ".git").mkdir(parents=True)
    (site / ".git" / "HEAD").write_text("ref")
    publish(snapshot({"index.html": "old", "x.html": "x"}), site, store)
    old, new = tree(site), MARK | {"index.html": "new", "y.html": "y", ".git/HEAD": "ref"}
    left = moment

    def cut(real: object) -> object:
        def changed(*args: object, **kwargs: object) -> object:
            nonlocal left
            if left == 0:
                raise KilledError
            left -= 1
            return real(*args, **kwargs)  # type: ignore[operator]

        return changed

    with monkeypatch.context() as patch:
        for name in ("_write", "_carry_over", "_swap", "_write_record"):
            patch.setattr(module, name, cut(getattr(module, name) if name != "_swap" or swaps else _never))
        patch.setattr(Path, "rename", cut(Path.rename))
        patch.setattr(shutil, "rmtree", cut(shutil.rmtree))
        patch.setattr(module, "_hand_back", lambda *args: None)
        with suppress(KilledError):
            publish(snapshot({"index.html": "new", "y.html": "y"}), site, store)
    recover(site, store)
    assert tree(site) in (old, new)
    publish(snapshot({"index.html": "new", "y.html": "y"}), site, store)
    assert tree(site) == new
    assert sorted(p.name for p in store.iterdir()) == [module.RECORD]


def _never(*_: object) -> bool:
    return False


def test_files_can_be_read_by_a_web_server_whatever_the_umask(places: tuple[Path, Path]) -> None:
    site, store = places
    before = os.umask(0o077)
    try:
        publish(snapshot({"a/index.html": "one"}), site, store)
    finally:
        os.umask(before)
    assert (site / "a/index.html").stat().st_mode & 0o777 == 0o644
    assert (site / "a").stat().st_mode & 0o777 == 0o755
