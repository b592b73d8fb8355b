"""review, merge, split, rename and hide: what the editor rules, written into curation.toml."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from sitegen.cli.options import Find, formatted, placing, print_json, sitegen
from sitegen.config import Config
from sitegen.console import Screen
from sitegen.problems import SitegenError, printable

if TYPE_CHECKING:
    from sitegen.editor.desk import Desk, Edit, Written
    from sitegen.editor.review import Pair

dry_run = click.option("--dry-run", is_flag=True, help="Show the lines; write nothing.")


# ---------------------------------------------------------------- merge, split, rename, hide


@sitegen.command()
@click.argument("things", metavar="A B [C]...", nargs=-1, required=True)
@placing
@dry_run
def merge(find: Find, things: Sequence[str], dry_run: bool) -> None:
    """Rule that A, B and C are one. A keeps its id and address; the others lead there.

    Each is an id, the address of a page, or a name that only one thing has. Entities and events alike.

    \b
      sitegen merge ahmad-al-sharaa abu-mohammed-al-jolani
      sitegen merge "Islamic State" Daesh --dry-run
    """
    from sitegen.editor.edits import merge as merging

    if len(things) < 2:
        raise click.UsageError("name two or more things that are one")
    _run(find(), lambda desk: merging(desk, things), dry_run)


@sitegen.command()
@click.argument("things", metavar="ID [OTHER]...", nargs=-1, required=True)
@placing
@click.option("--name", "names", multiple=True, help="This name of ID is another one's, in every article.")
@click.option(
    "--article", "articles", multiple=True, help="In this article ID is another one. May be repeated."
)
@click.option(
    "--context", default="", help="Only where these words of the article stand, the name among them."
)
@click.option(
    "--as", "to", default="", metavar="NAME", help="The other one: an id that there is, or a new name."
)
@dry_run
def split(
    find: Find,
    things: Sequence[str],
    names: tuple[str, ...],
    articles: tuple[str, ...],
    context: str,
    to: str,
    dry_run: bool,
) -> None:
    """Take apart what was wrongly joined, or keep two apart for good.

    \b
      sitegen split john-smith                       what it is made of
      sitegen split john-smith --name "Jon Smyth"    another spelling, another man
      sitegen split john-smith --article a-match --as "John Smith (footballer)"
                                                     one name, two men: say where
      sitegen split john-smith --article a-match --context "coach John Smith"
      sitegen split raid-in-aleppo --article monitor-says
                                                     that article reports another raid
      sitegen split bashar-al-assad hafez-al-assad   two that must never be joined
    """
    from sitegen.editor.desk import open_desk
    from sitegen.editor.splitting import How, keep_apart, parts
    from sitegen.editor.splitting import split as splitting

    config = find()
    how = How(names, articles, context, to)
    if len(things) > 1:
        if how != How():
            raise click.UsageError("options are for one ID; two or more are kept apart as they are")
        _run(config, lambda desk: keep_apart(desk, things), dry_run)
    elif not (names or articles):
        if context or to:
            raise click.UsageError("--context and --as need an --article")
        for line in parts(open_desk(config), things[0]):
            click.echo(printable(line))
    else:
        if names and articles:
            raise click.UsageError("split by --name or by --article, one at a time")
        _run(config, lambda desk: splitting(desk, things[0], how), dry_run)


@sitegen.command()
@click.argument("thing", metavar="ID")
@click.argument("name")
@placing
@dry_run
def rename(find: Find, thing: str, name: str, dry_run: bool) -> None:
    """Give an entity or an event the NAME that its page and every list show.

    Its id and address stay as they are; so do the spellings in the articles.
    """
    from sitegen.editor.edits import rename as renaming

    _run(find(), lambda desk: renaming(desk, thing, name), dry_run)


@sitegen.command()
@click.argument("thing", metavar="ID")
@placing
@click.option("--forget", is_flag=True, help="Purge its name from the store, redirects and permalinks too.")
@dry_run
def hide(find: Find, thing: str, forget: bool, dry_run: bool) -> None:
    """Take an entity or an event out of pages, lists, search and exports.

    The text of the articles stays. With --forget no address, old or new, answers for it any more, and
    the next build purges the name from everything but article texts; the ruling itself does not tell it.
    """
    from sitegen.editor.edits import hide as hiding

    _run(find(), lambda desk: hiding(desk, thing, forget=forget), dry_run)


def _run(config: Config, command: Callable[[Desk], Edit], dry: bool) -> Written:
    from sitegen.editor.desk import carry_out, rulings_path

    written = carry_out(config, command, dry=dry)
    edit = written.edit
    if dry:
        click.echo("Dry run: nothing is written.")
    click.echo(printable(edit.done))
    for line in written.lines:
        click.echo(f"  {printable(line)}")
    for note in edit.notes:
        click.echo(f"note: {printable(note)}", err=True)
    if written.lines and not dry:
        name = rulings_path(config).name
        both = any(line.startswith("- ") for line in written.lines)
        undo = "put the - lines back for the + lines" if both else "take these lines out again"
        click.echo(f"'sitegen build' shows it. To undo it, {undo} in {name}.")
    return written


# ---------------------------------------------------------------- review


@sitegen.command()
@placing
@click.option(
    "--kind",
    type=click.Choice(["entity", "event", "all"]),
    default="all",
    show_default=True,
    help="Which pairs.",
)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Pairs at most.")
@click.option("--ask", is_flag=True, help="Go through them one by one: same, not the same, later.")
@formatted
def review(find: Find, kind: str, limit: int, ask: bool, form: str) -> None:
    """List the pairs that may be one, those that most depends on first, and how to rule on each.

    Nothing doubtful is ever joined by itself; what you rule is asked no more.
    """
    from sitegen.editor.desk import open_desk
    from sitegen.editor.review import answers, lines, pairs

    config = find()
    found = pairs(open_desk(config), kind)
    if form == "json":
        if ask:
            raise click.UsageError("--ask talks to a person; it has no --format json")
        print_json([asdict(pair) for pair in found[:limit]])
    elif ask:
        _ask(config, found[:limit], len(found))
    else:
        for number, pair in enumerate(found[:limit], 1):
            for line in (*lines(pair, number, len(found)), *answers(pair), ""):
                click.echo(line)
        more = f"; {len(found) - limit} more with --limit {len(found)}" if len(found) > limit else ""
        told = f"{len(found)} pairs in doubt{more}. 'sitegen review --ask' goes through them."
        click.echo(told if found else "No pair is in doubt.")


def _ask(config: Config, found: Sequence[Pair], total: int) -> None:
    from sitegen.editor.desk import carry_out, rulings_path
    from sitegen.editor.edits import merge as merging
    from sitegen.editor.review import lines
    from sitegen.editor.splitting import keep_apart

    ruled = 0
    for number, pair in enumerate(found, 1):
        click.echo("\n".join(lines(pair, number, total)))
        choice = click.Choice(["s", "n", "l", "q"])
        told = "[s]ame, [n]ot the same, [l]ater, [q]uit"
        answer = click.prompt(told, type=choice, default="l", show_choices=False, show_default=False)
        if answer == "q":
            break
        if answer == "l":
            continue
        ids = (f"{pair.kind}:{pair.first.id}", f"{pair.kind}:{pair.second.id}")
        command = merging if answer == "s" else keep_apart
        try:
            written = carry_out(config, lambda desk, c=command, i=ids: c(desk, i), dry=False)  # type: ignore[misc]
        except SitegenError as error:
            # One that can't be ruled stops no other.
            Screen().error(str(error))
            continue
        ruled += bool(written.lines)
        for line in written.lines:
            click.echo(f"  {printable(line)}")
        click.echo("-" * min(60, shutil.get_terminal_size().columns))
    click.echo(
        f"{ruled} ruled, in {rulings_path(config).name}. 'sitegen build' shows it."
        if ruled
        else "Nothing ruled."
    )
