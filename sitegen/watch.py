"""Watching: an event is only a wake-up, a scan is the truth.

watchdog's handler does nothing but raise a flag; it may miss, repeat or overflow without harm,
for what has changed is told by comparing signatures (size, time of change in ns, inode) of all
watched files, and a heartbeat compares them even where no event came.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

QUIET = 0.12
"""Seconds without an event before a build starts."""
PATIENCE = 1.0
"""Seconds after which it starts all the same."""
HEARTBEAT = 3.0
"""Seconds between scans where no event comes."""
Signature = dict[str, tuple[int, int, int]]


class _Flag(FileSystemEventHandler):
    def __init__(self, raised: threading.Event) -> None:
        self._raised = raised

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in ("opened", "closed_no_write"):
            self._raised.set()


class Watcher:
    """Waits for changes below `places` (files and folders; a missing one may come later)."""

    def __init__(self, places: Iterable[Path], *, poll: bool = False) -> None:
        self._places = tuple(places)
        self._raised = threading.Event()
        self._stopped = threading.Event()
        self.seen = signature(self._places)
        self.notice = ""
        """Why watching polls, where it does; empty where the system tells of changes."""
        self._observer = self._observe(poll)

    def _observe(self, poll: bool) -> BaseObserver | None:
        observer: BaseObserver = PollingObserver() if poll else Observer()
        folders = {p if p.is_dir() else p.parent: p.is_dir() for p in self._places if p.parent.is_dir()}
        try:
            for folder, deep in folders.items():
                observer.schedule(_Flag(self._raised), str(folder), recursive=deep)
            observer.start()
        except OSError as error:
            self.notice = (
                f"the system cannot tell of changes ({error.strerror}): looking every {HEARTBEAT:g} s"
            )
            return None
        return observer

    def changes(self) -> Iterator[frozenset[str]]:
        """Sets of changed paths, each after a quiet moment, until stop() is called."""
        while not self._stopped.is_set():
            self._raised.wait(HEARTBEAT)
            if self._stopped.is_set():
                return
            self._settle()
            now = signature(self._places)
            changed = {p for p in now.keys() | self.seen.keys() if now.get(p) != self.seen.get(p)}
            self.seen = now
            if changed:
                yield frozenset(changed)

    def _settle(self) -> None:
        """Wait until no event came for QUIET, at most PATIENCE."""
        end = time.monotonic() + PATIENCE
        while self._raised.is_set() and time.monotonic() < end:
            self._raised.clear()
            self._raised.wait(QUIET)
        self._raised.clear()

    def stop(self) -> None:
        self._stopped.set()
        self._raised.set()
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()


def signature(places: Iterable[Path]) -> Signature:
    """Path -> (size, time of change in ns, inode) of every regular file below `places`."""
    found: Signature = {}
    for place in places:
        if place.is_dir():
            _walk(os.fspath(place), found)
        elif place.is_file():
            status = place.stat()
            found[os.fspath(place)] = (status.st_size, status.st_mtime_ns, status.st_ino)
    return found


def _walk(folder: str, found: Signature) -> None:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return  # gone since its parent was read; the next scan tells
    for entry in entries:
        try:
            if entry.is_dir(follow_symlinks=False):
                _walk(entry.path, found)
            elif entry.is_file(follow_symlinks=False):
                status = entry.stat(follow_symlinks=False)
                found[entry.path] = (status.st_size, status.st_mtime_ns ^ status.st_ctime_ns, status.st_ino)
        except OSError:
            continue
