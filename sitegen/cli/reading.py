"""search, check, explain and changes: nothing is written."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.text import Text

from sitegen.changes import Log
from sitegen.cli.options import Find, formatted, placing, print_json, quiet, sitegen, status
from sitegen.config import Config
from sitegen.console import Screen, on_terminal, table
from sitegen.memo import Memo
from sitegen.problems import SitegenError, printable

if TYPE_CHECKING:
    from sitegen.search import Hit

# ---------------------------------------------------------------- search

_LISTED = 12
"""Types named where the query has one that is none."""


# -h would be taken out of -hama, which is a word that must not be there
@sitegen.command(context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("query", nargs=-1, required=True, type=click.UNPROCESSED)
@placing
@click.option(
    "--kind",
    type=click.Choice(["article", "entity", "event", "all"]),
    default="all",
    show_default=True,
    help="What to look for.",
)
@click.option(
    "--order",
    type=click.Choice(["best", "newest", "oldest"]),
    default="best",
    show_default=True,
    help="Which hits come first; undated ones come last where dates decide.",
)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Hits at most.")
@click.option("--offset", type=click.IntRange(0), default=0, show_default=True, help="Hits to skip.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    help="How to print them.  [default: text, a table, on a terminal, and json elsewhere]",
)
def search(
    find: Find, query: Sequence[str], kind: str, order: str, limit: int, offset: int, form: str | None
) -> None:
    """Search the built site, as its search page does.

    Words are joined by OR, best first. "a phrase", -not, AND, OR, NOT, prefix*, fuzzy~, and fields:
    person: place: org: event: title: publisher: date: kind: type: before: after:

    \b
    sitegen search '"security forces" -raid'     a shell needs quotes around quotation marks
    """
    from sitegen.search import answer

    for word in query:
        if re.fullmatch("--[a-z]+(=.*)?", word):
            raise click.NoSuchOption(word)  # a slip, and no word
    terminal = on_terminal()
    found = answer(_site_only(find), " ".join(query), kind, limit, order, offset)
    for word, alike in found.guessed:
        instead = f" Words spelt alike: {', '.join(alike)}." if alike else ""
        click.echo(printable(f"Nothing has “{word}”.{instead}"), err=True)
    for field, value, known in found.unknown:
        others = f", and {len(known) - _LISTED} more" if len(known) > _LISTED else ""
        there = f"There are: {', '.join(known[:_LISTED])}{others}."
        click.echo(printable(f"Nothing is of the {field} “{value}”. {there}"), err=True)
    if not found.found:
        click.echo("Nothing found.", err=True)
    elif not found.hits:
        click.echo(f"There are no more hits than {found.found:,}.", err=True)
    if form == "json" or (form is None and not terminal):
        print_json(found.hits)
        return
    if terminal:
        table(("Kind", "Date", "Page"), ((h.kind, h.date or "", _in_full(h)) for h in found.hits))
    else:
        table((), ((h.kind, h.title, h.date or "", h.url) for h in found.hits))
    shown = offset + len(found.hits)
    if terminal and found.hits and found.found > len(found.hits):
        here = f"{len(found.hits)}" if not offset else f"{offset + 1:,} to {shown:,}"
        hint = f" (hint: --offset {shown} shows the next)" if shown < found.found else ""
        click.echo(f"{here} of {found.found:,}{hint}", err=True)


def _in_full(hit: Hit) -> Text:
    """A hit's title and address, and below them its passage with the words that match."""
    lines = Text.assemble((printable(hit.title), "bold"), f"\n{printable(hit.url)}\n")
    if hit.also:
        lines.append(f"also: {printable(', '.join(hit.also))}\n")
    if hit.kind == "entity" and not hit.excerpt:
        often = "once" if hit.weight == 1 else f"{hit.weight:,} times"
        return lines.append(f"Mentioned {often}", "dim")
    passage = Text(printable(hit.excerpt), style="dim")
    if len(passage) == len(hit.excerpt):
        for start, end in hit.marks:
            passage.stylize("not dim bold", start, end)
    return lines + passage


def _site_only(find: Find) -> Path:
    """--site alone is enough to search: a built site needs no archive around it."""
    site: Path | None = click.get_current_context().params["site"]
    place = Path.cwd() / site if site is not None else find().site
    if not place.is_dir():
        raise SitegenError(f"{place} is not a built site (hint: run 'sitegen build' first)", status=2)
    return place


# ---------------------------------------------------------------- check, explain


@sitegen.command()
@placing
@formatted
@quiet
def check(find: Find, form: str, quiet: bool) -> None:
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
        print_json([asdict(p) for p in problems])
    elif not quiet:
        worst = sum(p.severity == "error" for p in problems)
        others = len(problems) - worst
        click.echo(f"{built.summary.articles} articles checked: {worst} errors, {others} other problems.")
    sys.exit(status(problems))


@sitegen.command()
@click.argument("wanted", metavar="URL|ID")
@placing
@formatted
def explain(find: Find, wanted: str, form: str) -> None:
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
        print_json(explanation)
    else:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
        for line in lines(explanation, width):
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


# ---------------------------------------------------------------- changes


@sitegen.command()
@click.argument("wanted", metavar="[ID]", required=False)
@placing
@click.option("--builds", type=click.IntRange(1), default=1, show_default=True, help="Builds to look back.")
@formatted
def changes(find: Find, wanted: str | None, builds: int, form: str) -> None:
    """Say what the last build made new, merged, renamed or let go.

    With an ID, an address or a name: what became of that one thing in every build that is remembered.
    """
    from sitegen.changes import read_log, summary
    from sitegen.editor.desk import open_desk
    from sitegen.update import LOG

    config = find()
    log = read_log(config.store / LOG)
    if wanted is None:
        batches = [b for b in log.batches if b.build > log.builds - builds]
    else:
        thing = open_desk(config).finder.thing(wanted)
        own = {thing.id, thing.given}
        chosen = [
            (b, tuple(c for c in b.changes if c.id in own or c.detail == f"into {thing.id}"))
            for b in log.batches
        ]
        batches = [replace(b, changes=told) for b, told in chosen if told]
    if form == "json":
        print_json([{"build": b.build, **asdict(c)} for b in batches for c in b.changes])
        return
    for batch in batches:
        ago = log.builds - batch.build
        when = "the last build" if not ago else "the build before" if ago == 1 else f"{ago} builds ago"
        click.echo(f"Build {batch.build}, {when}: {summary(batch.changes)}")
        table(
            ("What", "Kind", "Id", "Name", "How", "In"),
            ((c.what, c.kind, c.id, c.name, c.detail, ", ".join(c.articles)) for c in batch.changes),
        )
    if not batches:
        click.echo(_nothing(log, wanted))


def _nothing(log: Log, wanted: str | None) -> str:
    if wanted is not None:
        return f"Nothing has become of it in the {len(log.batches)} builds that are remembered."
    if not log.batches:
        return "No build has changed anything since the first."
    ago = log.builds - log.batches[-1].build + 1
    return f"The last build changed nothing (hint: --builds {ago} looks further back)"
