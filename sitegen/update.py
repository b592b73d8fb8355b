"""Update the site: lock the archive, build, keep the permalinks, publish.

Everything that a build changes on disk is changed here: the store, permalinks.json and site/.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from sitegen.build import Built, build
from sitegen.config import Config
from sitegen.memo import DamagedStoreError, Memo, set_aside
from sitegen.problems import SitegenError
from sitegen.publish import Published, check_target, publish, recover
from sitegen.stages import Report

STORE = "memo.sqlite"
LOCK = "lock"


@dataclass(frozen=True, slots=True)
class Updated:
    built: Built
    published: Published


def update(config: Config, report: Report, *, fresh: bool = False) -> Updated:
    """Build and publish. `fresh` forgets the store first. Raises SitegenError; the old site stays then."""
    with locked(config):
        check_target(config.site)
        recover(config.site, config.store)
        if fresh:
            set_aside(config.store / STORE)
        try:
            return _update(config, report)
        except DamagedStoreError:
            set_aside(config.store / STORE)
            return _update(config, report)


def _update(config: Config, report: Report) -> Updated:
    with opened(config) as memo:
        built = build(config, memo, report)
        # Before publishing: no address may be out that permalinks.json does not know.
        write_whole(config.permalinks, built.permalinks)
        report.stage("Publishing", len(built.snapshot.files))
        published = publish(built.snapshot, config.site, config.store, report.step)
    return Updated(built, published)


@contextmanager
def locked(config: Config) -> Iterator[None]:
    """Hold the archive's lock. It dies with its process; SitegenError where another build has it."""
    try:
        config.store.mkdir(parents=True, exist_ok=True)
        lock = FileLock(config.store / LOCK, timeout=0)
        with lock:
            yield
    except Timeout as error:
        raise SitegenError(
            "locked: another build of this archive is running (hint: wait for it, or stop it)"
        ) from error
    except PermissionError as error:
        raise SitegenError(
            f"{error.filename}: {error.strerror} (hint: the store must be writable)"
        ) from error


@contextmanager
def opened(config: Config) -> Iterator[Memo]:
    """The archive's store."""
    try:
        memo = Memo.open(config.store / STORE)
    except OSError as error:
        raise SitegenError(f"{config.store}: the store cannot be opened: {error}") from error
    try:
        yield memo
    finally:
        memo.close()


def write_whole(path: Path, text: str) -> None:
    """Replace a file in one step, if its text is another; the old one stays where that fails."""
    data = text.encode("utf-8")
    new = path.with_name(path.name + ".new")
    try:
        if path.exists() and path.read_bytes() == data:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with new.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise SitegenError(f"{path}: cannot be written: {error.strerror or error}") from error
