"""Update the site: lock the archive, build, keep the permalinks, publish, note what changed.

Everything that a build changes on disk is changed here: the store, permalinks.json and site/.
"""

from __future__ import annotations

import gc
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from sitegen.build import Built, build, read_text
from sitegen.catalogue import Catalogue
from sitegen.changes import Change, differences, extended, published_catalogue, read_log
from sitegen.config import Config
from sitegen.memo import DamagedStoreError, Memo, set_aside
from sitegen.problems import SitegenError
from sitegen.publish import Published, check_target, publish, recover
from sitegen.resolve import parse_curation, parse_permalinks
from sitegen.resolve.forgetting import forgotten_in
from sitegen.resolve.permalinks import follow
from sitegen.stages import Report

STORE = "memo.sqlite"
LOCK = "lock"
CATALOGUE = "catalogue.msgpack"
LOG = "changes.json"


@dataclass(frozen=True, slots=True)
class Updated:
    built: Built
    published: Published
    changes: tuple[Change, ...]
    """Since the last build; empty for the first one."""
    stale: bool = False
    """Whether the search index is older than the pages; another publish follows then."""


Early = Callable[[Updated], None]


def update(config: Config, report: Report, *, fresh: bool = False, early: Early | None = None) -> Updated:
    """Build and publish. `fresh` forgets the store first. Raises SitegenError; the old site stays then.

    Where `early` is given and the index takes its time, the pages are published before it is made, and
    `early` is told.
    """
    with locked(config):
        check_target(config.site)
        recover(config.site, config.store)
        if fresh:
            set_aside(config.store / STORE)
        try:
            return _update(config, report, early)
        except DamagedStoreError:
            set_aside(config.store / STORE)
            return _update(config, report, early)


def _update(config: Config, report: Report, early: Early | None) -> Updated:
    log = read_log(config.store / LOG)
    before = _last(config)

    def before_index(permalinks: str) -> Callable[[Built], None] | None:
        # The last index may still hold what is to be forgotten.
        if early is None or not forgotten_in(permalinks) <= set(log.forgotten):
            return None

        def publish_early(built: Built) -> None:
            write_whole(config.permalinks, built.permalinks)
            early(Updated(built, publish(built.snapshot, config.site, config.store), (), stale=True))

        return publish_early

    with opened(config) as memo:
        built = build(config, memo, report, before_index=before_index)
        forgotten = forgotten_in(built.permalinks)
        purging = not forgotten <= set(log.forgotten)
        if purging and "resolve" not in built.tally.seconds:
            # What is not used now is about to go: use all that later builds need.
            built = build(config, memo, report, recall=False)
        # Before publishing: no address may be out that permalinks.json does not know.
        write_whole(config.permalinks, built.permalinks)
        report.stage("Publishing", len(built.snapshot.files))
        published = publish(built.snapshot, config.site, config.store, report.step)
        changes = _changes(before, built, config)
        if purging:
            memo.purge()
        # The log before the catalogue: see extended().
        digest = before.digest if before else ""
        log = extended(log, digest, built.catalogue.digest, changes, forgotten)
        write_whole(config.store / LOG, msgspec.json.encode(log))
        write_whole(config.store / CATALOGUE, built.catalogue.load())
    return Updated(built, published, log.last())


@dataclass(frozen=True, slots=True)
class _Last:
    """The catalogue of the last build, as it was written."""

    digest: str
    data: bytes
    site: Catalogue | None = None
    """What the published site tells, where the store tells nothing."""

    def read(self) -> Catalogue | None:
        return self.site or decoded(self.data)


def _last(config: Config) -> _Last | None:
    """What the last build found; None where there was none."""
    try:
        data = (config.store / CATALOGUE).read_bytes()
    except OSError:
        site = published_catalogue(config.site)
        return _Last("", b"", site) if site else None
    return _Last(hashlib.sha256(data).hexdigest(), data)


def decoded(data: bytes) -> Catalogue | None:
    """The catalogue in these bytes; None where they are another version's or damaged."""
    was = gc.isenabled()
    gc.disable()  # a million small values that hold no cycle
    try:
        return msgspec.msgpack.decode(data, type=Catalogue)
    except msgspec.MsgspecError:
        return None
    finally:
        if was:
            gc.enable()


def _changes(before: _Last | None, built: Built, config: Config) -> tuple[Change, ...]:
    if before is None or before.digest == built.catalogue.digest:
        return ()
    old, new = before.read(), decoded(built.catalogue.load())
    if old is None or new is None:
        return ()
    links = parse_permalinks(built.permalinks)
    tables = {
        "entity": {link.id: link for link in links.entities},
        "event": {link.id: link for link in links.events},
    }

    def heir(kind: str, id_: str) -> str | None:
        to = follow(id_, tables[kind])
        return to if to != id_ else None

    curation, _ = parse_curation(read_text(config.curation))
    hidden = {("entity", follow(r.id, tables["entity"])) for r in curation.entities if r.hide}
    hidden |= {("event", follow(r.id, tables["event"])) for r in curation.events if r.hide}
    return differences(old, new, heir, hidden)


@contextmanager
def locked(config: Config, patience: float = 0) -> Iterator[None]:
    """Hold the archive's lock. It dies with its process; SitegenError where another build has it for
    longer than `patience` seconds."""
    try:
        config.store.mkdir(parents=True, exist_ok=True)
        lock = FileLock(config.store / LOCK, timeout=patience)
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


def write_whole(path: Path, content: str | bytes) -> None:
    """Replace a file in one step, if it holds something else; the old one stays where that fails."""
    data = content.encode("utf-8") if isinstance(content, str) else content
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
