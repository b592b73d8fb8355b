"""Watch and serve: a change wakes the builder, a good build moves the pointer, the browser reloads.

One thread builds; the event loop serves. A build that cannot go on leaves the last good site
where it is and its message in every open page.
"""

from __future__ import annotations

import asyncio
import html
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sitegen import theme
from sitegen.changes import read_log
from sitegen.config import Config
from sitegen.editor.desk import open_desk, rulings_path
from sitegen.editor.pages import changes_page, review_page
from sitegen.editor.review import pairs
from sitegen.model import OutputFile
from sitegen.problems import SitegenError
from sitegen.server import Pointer, Server
from sitegen.stages import Report
from sitegen.update import LOG, Updated, update
from sitegen.watch import Watcher


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build while watching came to: a site, or the reason why there is none."""

    updated: Updated | None
    error: str
    changed: frozenset[str]
    follows: bool = False
    """Whether the pages are those of the outcome before, and only their search index is new."""


Tell = Callable[[Outcome], None]
Locate = Callable[[], Config]
"""Reads the configuration again: sitegen.toml is watched too."""


def watch(
    find: Locate, report: Report, tell: Tell, *, poll: bool, stop: threading.Event | None = None
) -> None:
    """Build, then build again after every change, until interrupted or `stop` is set."""
    config = find()
    watcher = Watcher(watched(config), poll=poll)
    if stop is not None:
        threading.Thread(target=_stop_when, args=(stop, watcher), daemon=True).start()
    try:
        tell(attempt(find, report, frozenset(), tell))
        for changed in watcher.changes():
            tell(attempt(find, report, frozenset(_short(config, c) for c in changed), tell))
    finally:
        watcher.stop()


def _stop_when(stop: threading.Event, watcher: Watcher) -> None:
    stop.wait()
    watcher.stop()


def attempt(find: Locate, report: Report, changed: frozenset[str], tell: Tell) -> Outcome:
    """One build while watching; what stops a build is told and does not end the watch. The pages of a
    large archive are told of first, their search index with the outcome returned."""
    early = False

    def pages_first(updated: Updated) -> None:
        nonlocal early
        early = True
        tell(Outcome(updated, "", changed))

    try:
        return Outcome(update(find(), report, early=pages_first), "", changed, follows=early)
    except SitegenError as error:
        return Outcome(None, str(error), changed)


def watched(config: Config) -> tuple[Path, ...]:
    """What a build reads: articles, rulings, settings, theme. Not what it writes."""
    root = config.root
    own = [config.seeds, root / "sitegen.toml", rulings_path(config), root / "templates", root / "static"]
    return tuple(dict.fromkeys([*own, theme.templates(), theme.static()]))


def _short(config: Config, path: str) -> str:
    place = Path(path)
    return place.relative_to(config.root).as_posix() if place.is_relative_to(config.root) else place.name


def serve(
    find: Locate,
    report: Report,
    tell: Tell,
    ready: Callable[[str], None],
    *,
    host: str,
    port: int,
    poll: bool,
) -> None:
    """Serve the site on `host`:`port` and rebuild on change, until interrupted.

    `ready` is told the address once it listens. Raises SitegenError where the port is taken.
    """
    asyncio.run(_serve(find, report, tell, ready, host, port, poll))


async def _serve(
    find: Locate, report: Report, tell: Tell, ready: Callable[[str], None], host: str, port: int, poll: bool
) -> None:
    pointer = Pointer()
    server = Server(pointer, host, port)
    try:
        await server.start()
    except OSError as error:
        hint = "choose another with --port"
        raise SitegenError(f"{host}:{port}: {error.strerror or error} (hint: {hint})") from error
    loop = asyncio.get_running_loop()
    stop = threading.Event()
    failure: asyncio.Future[None] = loop.create_future()

    def show(outcome: Outcome) -> None:
        tell(outcome)
        config = find() if outcome.updated else None
        files = published_files(config.site, outcome) if config else None
        own = own_pages(config) if config else {}
        loop.call_soon_threadsafe(pointer.show, files, _problem_text(outcome), own, not outcome.follows)

    def work() -> None:
        try:
            watch(find, report, show, poll=poll, stop=stop)
        except BaseException as error:
            loop.call_soon_threadsafe(failure.set_exception, error)

    builder = threading.Thread(target=work, name="build")
    ready(server.url)
    builder.start()
    try:
        await failure
    finally:
        stop.set()
        await server.stop()
        await asyncio.to_thread(builder.join)


def published_files(site: Path, outcome: Outcome) -> Mapping[str, OutputFile]:
    """The snapshot's files, each read from where it was published: the store has one thread only."""
    assert outcome.updated is not None
    return {
        path: OutputFile(path, file.digest, partial(_read, site / path))
        for path, file in outcome.updated.built.snapshot.files.items()
    }


def own_pages(config: Config) -> Mapping[str, Callable[[], bytes]]:
    """The pages that are never published."""
    return {
        "review": partial(_review, config),
        "changes": lambda: changes_page(read_log(config.store / LOG)),
    }


def _review(config: Config) -> bytes:
    """What is in doubt; what keeps it from being told, where something does."""
    try:
        return review_page(pairs(open_desk(config)))
    except SitegenError as error:
        return html.escape(str(error)).encode()


def _read(path: Path) -> bytes:
    return path.read_bytes()


def _problem_text(outcome: Outcome) -> str:
    if outcome.updated is None:
        return outcome.error
    return "\n".join(str(p) for p in outcome.updated.built.problems if p.severity == "error")
