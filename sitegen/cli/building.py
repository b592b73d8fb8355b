"""new, build, serve and watch."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from sitegen.cli.options import PLACE, Find, formatted, placing, print_json, quiet, sitegen, status
from sitegen.console import Screen


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
@placing
@click.option("--no-cache", is_flag=True, help="Forget what earlier builds stored; the result is the same.")
@formatted
@quiet
def build(find: Find, no_cache: bool, form: str, quiet: bool) -> None:
    """Build the site. Unchanged articles are neither read nor parsed again."""
    from sitegen.changes import summary
    from sitegen.update import update

    config = find()
    with Screen(quiet=quiet) as screen:
        done = update(config, screen, fresh=no_cache)
    built, published = done.built, done.published
    screen.problems(built.problems)
    if form == "json":
        print_json(
            {
                "site": str(config.site),
                **asdict(built.summary),
                "computed": built.tally.counts,
                "seconds": {name: round(value, 3) for name, value in built.tally.seconds.items()},
                "files": asdict(published),
                "changes": [asdict(c) for c in done.changes],
                "problems": [asdict(p) for p in built.problems],
            }
        )
    elif not quiet:
        s = built.summary
        click.echo(f"{s.articles} articles, {s.entities} entities, {s.events} events on {s.pages} pages.")
        click.echo(_computed(built.tally.counts, published.written))
        if done.changes:
            click.echo(f"Since the last build: {summary(done.changes)}.")
        click.echo(f"Open {config.site / 'index.html'} in a browser.")
    sys.exit(status(built.problems))


def _computed(counts: dict[str, int], written: int) -> str:
    if not any(counts.values()) and not written:
        return "Nothing has changed."
    return (
        f"Read {counts['read']}, annotated {counts['annotated']}, rendered {counts['rendered']} anew;"
        f" {written} files written."
    )


_poll = click.option("--poll", is_flag=True, help="Look for changes instead of waiting to be told of them.")


@sitegen.command()
@placing
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one."
)
@_poll
def serve(find: Find, host: str, port: int, poll: bool) -> None:
    """Preview the site on this machine; rebuild and reload the browser on every change."""
    from sitegen import preview

    screen = Screen()
    try:
        preview.serve(
            find,
            screen,
            lambda outcome: _tell(screen, outcome),
            lambda url: click.echo(f"Serving {url} (Ctrl-C stops)\nIn doubt: {url}_sitegen/review"),
            host=host,
            port=port,
            poll=poll,
        )
    except KeyboardInterrupt:
        click.echo("Stopped.")


@sitegen.command()
@placing
@_poll
def watch(find: Find, poll: bool) -> None:
    """Rebuild the site on every change, without serving it."""
    from sitegen import preview

    screen = Screen()
    click.echo("Watching (Ctrl-C stops)")
    try:
        preview.watch(find, screen, lambda outcome: _tell(screen, outcome), poll=poll)
    except KeyboardInterrupt:
        click.echo("Stopped.")


def _tell(screen: Screen, outcome: Any) -> None:
    from sitegen.changes import summary

    if outcome.changed and not outcome.follows:
        names = sorted(outcome.changed)
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        screen.say(f"Changed: {', '.join(names[:3])}{more}")
    if outcome.updated is None:
        screen.error(outcome.error)
        return
    built = outcome.updated.built
    if outcome.follows:
        screen.say(f"Search index: {built.tally.seconds.get('index', 0):.2f} s")
    else:
        screen.problems(built.problems)
    screen.say(
        f"{_computed(built.tally.counts, outcome.updated.published.written)}"
        f" {sum(built.tally.seconds.values()):.2f} s"
        f"{'; the search index follows' if outcome.updated.stale else ''}"
    )
    if outcome.updated.changes:
        screen.say(f"Since the last build: {summary(outcome.updated.changes)}.")
