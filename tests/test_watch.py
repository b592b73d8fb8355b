from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue

import pytest

from sitegen.watch import Watcher, signature


@contextmanager
def watching(*places: Path, poll: bool = False) -> Iterator[Queue[frozenset[str]]]:
    watcher = Watcher(places, poll=poll)
    found: Queue[frozenset[str]] = Queue()

    def follow() -> None:
        for changed in watcher.changes():
            found.put(changed)

    thread = threading.Thread(target=follow)
    thread.start()
    try:
        yield found
    finally:
        watcher.stop()
        thread.join(10)


@pytest.mark.parametrize("poll", [False, True])
def test_a_change_is_told_once(tmp_path: Path, poll: bool) -> None:
    (tmp_path / "a.md").write_text("one")
    with watching(tmp_path, poll=poll) as found:
        (tmp_path / "a.md").write_text("two, longer")
        assert found.get(timeout=15) == {str(tmp_path / "a.md")}
        (tmp_path / "new").mkdir()
        (tmp_path / "new" / "b.md").write_text("b")
        assert str(tmp_path / "new" / "b.md") in found.get(timeout=15)
        assert found.empty()


def test_an_atomic_save_and_a_removed_folder_are_told(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "a.md").write_text("one")
    with watching(tmp_path) as found:
        (tmp_path / "d" / ".tmp").write_text("two")
        (tmp_path / "d" / ".tmp").replace(tmp_path / "d" / "a.md")
        assert str(tmp_path / "d" / "a.md") in found.get(timeout=15)
        (tmp_path / "d" / "a.md").unlink()
        (tmp_path / "d").rmdir()
        assert found.get(timeout=15) == {str(tmp_path / "d" / "a.md")}


def test_a_change_of_the_same_size_at_the_same_time_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("one")
    status = path.stat()
    before = signature([tmp_path])
    time.sleep(0.02)
    path.write_text("two")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert signature([tmp_path]) != before


def test_a_missing_file_may_come_later(tmp_path: Path) -> None:
    rulings = tmp_path / "curation.toml"
    with watching(rulings) as found:
        rulings.write_text("x = 1")
        assert found.get(timeout=15) == {str(rulings)}
