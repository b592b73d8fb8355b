"""The commands. The only place that prints or exits.

Exit status: 0 fine, 1 problems of severity error or a build that could not go on, 2 usage.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

from sitegen import __version__
from sitegen.config import Config
from sitegen.console import Screen, table
from sitegen.locate import locate
from sitegen.memo import Memo
from sitegen.problems import Problem, SitegenError

Command = TypeVar("Command", bound=Callable[..., Any])
PLACE = click.Path(path_type=Path)


def main() -> None:
    """Entry point: runs a command and turns a SitegenError into one line and its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        sitegen.main(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except SitegenError as error:
        Screen().error(str(error))
        sys.exit(error.status)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has gone, as with `| head`
        sys.exit(1)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="sitegen")
def sitegen() -> None:
    """Turn a folder of news articles into a cross-linked, searchable static archive.

    An archive is a folder with a sitegen.toml and its articles under seeds/. Start one with
    `sitegen new DIR`; then `sitegen serve` shows it and follows your edits, and `sitegen build`
    writes it to site/. Any folder of articles will do as well: `sitegen build --seeds FOLDER`.
    """


def _placing(command: Command) -> Command:
    """--seeds, --site and --config, which every command takes; handed over as `find`."""

    @click.option("--seeds", type=PLACE, help="Folder of articles.  [default: seeds/ of the archive]")
    @click.option("--site", type=PLACE, help="Folder of the built site.  [default: site/ of the archive]")
    @click.option("--config", type=PLACE, help="The archive's sitegen.toml.  [default: the nearest upwards]")
    @wraps(command)
    def wrapped(*, seeds: Path | None, site: Path | None, config: Path | None, **others: Any) -> None:
        def find() -> Config:
            return locate(config, seeds, site, Path.cwd())

        command(find=find, **others)

    return wrapped  # type: ignore[return-value]


_format = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="json prints one JSON value on standard output, for other programs.",
)
_quiet = click.option("-q", "--quiet", is_flag=True, help="Print problems and results alone.")


# ---------------------------------------------------------------- new


@sitegen.command()
@click.argument("folder", type=PLACE)
def new(folder: Path) -> None:
    """Start an archive in FOLDER: its settings, an example article, an empty curation.toml."""
    from sitegen.starter import start

    start(folder)
    click.echo(f"An archive stands in {folder}. Put your articles under {folder / 'seeds'}, then:")
    click.echo(f"  cd {folder}\n  sitegen serve")


# ---------------------------------------------------------------- build, serve, watch


@sitegen.command()
@_placing
@click.option("--no-cache", is_flag=True, help="Forget what earlier builds stored; the result is the same.")
@_format
@_quiet
def build(find: Callable[[], Config], no_cache: bool, form: str, quiet: bool) -> None:
    """Build the site. Unchanged articles are neither read nor parsed again."""
    from sitegen.update import update

    config = find()
    with Screen(quiet=quiet) as screen:
        done = update(config, screen, fresh=no_cache)
    built, published = done.built, done.published
    screen.problems(built.problems)
    if form == "json":
        _print_json(
            {
                "site": str(config.site),
                **asdict(built.summary),
                "computed": built.tally.counts,
                "seconds": {name: round(value, 3) for name, value in built.tally.seconds.items()},
                "files": asdict(published),
                "problems": [asdict(p) for p in built.problems],
            }
        )
    elif not quiet:
        s = built.summary
        click.echo(f"{s.articles} articles, {s.entities} entities, {s.events} events on {s.pages} pages.")
        click.echo(_computed(built.tally.counts, published.written))
        click.echo(f"Open {config.site / 'index.html'} in a browser.")
    sys.exit(_status(built.problems))


def _computed(counts: dict[str, int], written: int) -> str:
    if not any(counts.values()) and not written:
        return "Nothing has changed."
    return (
        f"Read {counts['read']}, annotated {counts['annotated']}, rendered {counts['rendered']} anew;"
        f" {written} files written."
    )


_poll = click.option("--poll", is_flag=True, help="Look for changes instead of waiting to be told of them.")


@sitegen.command()
@_placing
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one."
)
@_poll
def serve(find: Callable[[], Config], host: str, port: int, poll: bool) -> None:
    """Preview the site on this machine; rebuild and reload the browser on every change."""
    from sitegen import preview

    screen = Screen()
    try:
        preview.serve(
            find,
            screen,
            lambda outcome: _tell(screen, outcome),
            lambda url: click.echo(f"Serving {url} (Ctrl-C stops)"),
            host=host,
            port=port,
            poll=poll,
        )
    except KeyboardInterrupt:
        click.echo("Stopped.")


@sitegen.command()
@_placing
@_poll
def watch(find: Callable[[], Config], poll: bool) -> None:
    """Rebuild the site on every change, without serving it."""
    from sitegen import preview

    screen = Screen()
    click.echo("Watching (Ctrl-C stops)")
    try:
        preview.watch(find, screen, lambda outcome: _tell(screen, outcome), poll=poll)
    except KeyboardInterrupt:
        click.echo("Stopped.")


def _tell(screen: Screen, outcome: Any) -> None:
    if outcome.changed:
        names = sorted(outcome.changed)
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        screen.say(f"Changed: {', '.join(names[:3])}{more}")
    if outcome.updated is None:
        screen.error(outcome.error)
        return
    built = outcome.updated.built
    screen.problems(built.problems)
    screen.say(
        f"{_computed(built.tally.counts, outcome.updated.published.written)}"
        f" {sum(built.tally.seconds.values()):.2f} s"
    )


# ---------------------------------------------------------------- search


@sitegen.command()
@click.argument("query", nargs=-1, required=True)
@_placing
@click.option(
    "--kind",
    type=click.Choice(["article", "entity", "event", "all"]),
    default="all",
    show_default=True,
    help="What to look for.",
)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Hits at most.")
@_format
def search(find: Callable[[], Config], query: Sequence[str], kind: str, limit: int, form: str) -> None:
    """Search the built site, as its search page does.

    Words are joined by OR, best first. "a phrase", -not, AND, OR, NOT, prefix*, fuzzy~, and fields:
    person: place: org: event: type: before: after: title:
    """
    from sitegen.search import query as run

    hits = run(_site_only(find), " ".join(query), kind, limit)
    if form == "json":
        _print_json(hits)
        return
    if not hits:
        click.echo("Nothing found.", err=True)
    table(
        ("Kind", "Title", "Date", "Page"),
        ((h.kind, h.title, h.date or "", h.url) for h in hits),
    )


def _site_only(find: Callable[[], Config]) -> Path:
    """--site alone is enough to search: a built site needs no archive around it."""
    site: Path | None = click.get_current_context().params["site"]
    place = Path.cwd() / site if site is not None else find().site
    if not place.is_dir():
        raise SitegenError(f"{place} is not a built site (hint: run 'sitegen build' first)", status=2)
    return place


# ---------------------------------------------------------------- check, explain


@sitegen.command()
@_placing
@_format
@_quiet
def check(find: Callable[[], Config], form: str, quiet: bool) -> None:
    """Check articles, curation and links without writing anything."""
    from sitegen.build import build as make
    from sitegen.links import broken_links

    config = find()
    with _scratch_memo(config) as memo, Screen(quiet=quiet) as screen:
        built = make(config, memo, screen)
        files = {p: f.load() if p.endswith(".html") else None for p, f in built.snapshot.files.items()}
    problems = (*built.problems, *broken_links(files))
    screen.problems(problems)
    if form == "json":
        _print_json([asdict(p) for p in problems])
    elif not quiet:
        worst = sum(p.severity == "error" for p in problems)
        others = len(problems) - worst
        click.echo(f"{built.summary.articles} articles checked: {worst} errors, {others} other problems.")
    sys.exit(_status(problems))


@sitegen.command()
@click.argument("wanted", metavar="URL|ID")
@_placing
@_format
def explain(find: Callable[[], Config], wanted: str, form: str) -> None:
    """Say what a page, entity, event or article rests on, and why."""
    from sitegen.build import Tally, compile_archive, read_inputs
    from sitegen.explain import explain as say
    from sitegen.explain import lines
    from sitegen.plan import plan

    config = find()
    with _scratch_memo(config) as memo, Screen() as screen:
        archive = compile_archive(config, memo, read_inputs(config), screen, Tally()).archive
    where = plan(archive, config.settings).addresses
    addresses = {
        address: (kind, id_)
        for kind, ids in (("article", where.articles), ("entity", where.entities), ("event", where.events))
        for id_, address in ids.items()
    }
    explanation = say(archive, addresses, wanted)
    if form == "json":
        _print_json(explanation)
    else:
        for line in lines(explanation):
            click.echo(line)


@contextmanager
def _scratch_memo(config: Config) -> Iterator[Memo]:
    """A copy of the archive's store that may be written to and is thrown away."""
    from sitegen.update import STORE

    with tempfile.TemporaryDirectory(prefix="sitegen-") as folder:
        own = config.store / STORE
        copy = Path(folder) / STORE
        if own.exists():
            Memo.copy(own, copy)
        memo = Memo.open(copy)
        try:
            yield memo
        finally:
            memo.close()


# ---------------------------------------------------------------- output


def _print_json(value: object) -> None:
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")


def _status(problems: Sequence[Problem]) -> int:
    return int(any(p.severity == "error" for p in problems))
