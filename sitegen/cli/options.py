"""What the commands share: the group they belong to, their common options, how they print and end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

from sitegen import __version__
from sitegen.config import Config
from sitegen.locate import locate
from sitegen.problems import Problem

Command = TypeVar("Command", bound=Callable[..., Any])
Find = Callable[[], Config]
"""Reads the configuration that --seeds, --site and --config mean."""
PLACE = click.Path(path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="sitegen")
def sitegen() -> None:
    """Turn a folder of news articles into a cross-linked, searchable static archive.

    An archive is a folder with a sitegen.toml and its articles under seeds/. Start one with
    `sitegen new DIR`; then `sitegen serve` shows it and follows your edits, and `sitegen build`
    writes it to site/. Any folder of articles will do as well: `sitegen build --seeds FOLDER`.
    """


def placing(command: Command) -> Command:
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


formatted = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="json prints one JSON value on standard output, for other programs.",
)
quiet = click.option("-q", "--quiet", is_flag=True, help="Print problems and results alone.")


def print_json(value: object) -> None:
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")


def status(problems: Sequence[Problem]) -> int:
    return int(any(p.severity == "error" for p in problems))
