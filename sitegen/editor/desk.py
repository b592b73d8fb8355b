"""The desk: the archive as the editor's commands see it, and the one place that writes curation.toml."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sitegen.build import read_text
from sitegen.catalogue import Catalogue
from sitegen.config import Config
from sitegen.editor.finder import Finder
from sitegen.editor.rulings_file import RulingsFile, parse_file, written_lines
from sitegen.model import Permalinks
from sitegen.problems import SitegenError
from sitegen.resolve import parse_permalinks
from sitegen.resolve.curation import WHERE, Curation
from sitegen.update import CATALOGUE, decoded, locked, write_whole

PATIENCE = 20.0
"""Seconds that a command waits for a build of the same archive to end."""


@dataclass(frozen=True)
class Desk:
    finder: Finder
    file: RulingsFile

    @cached_property
    def curation(self) -> Curation:
        return self.file.curation()

    @property
    def catalogue(self) -> Catalogue:
        return self.finder.catalogue


@dataclass(frozen=True, slots=True)
class Edit:
    """What a command makes of curation.toml. `notes` are for the person who gave it."""

    file: RulingsFile
    done: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    edit: Edit
    lines: tuple[str, ...]
    """What was put in and taken out, for printing; empty where the file says so already."""


def rulings_path(config: Config) -> Path:
    """Where the archive's rulings stand: beside its permalinks, so that an ad hoc archive has some too."""
    return config.curation or config.permalinks.with_name(WHERE)


def open_desk(config: Config) -> Desk:
    """What the last build found and what the editor has ruled. Raises SitegenError where nothing is built."""
    try:
        known = decoded((config.store / CATALOGUE).read_bytes())
    except OSError:
        known = None
    if known is None:
        raise SitegenError("the archive is not built yet (hint: run 'sitegen build' first)", status=2)

    def permalinks() -> Permalinks:
        return parse_permalinks(read_text(config.permalinks))

    return Desk(Finder(known, permalinks), parse_file(read_text(rulings_path(config))))


def carry_out(config: Config, command: Callable[[Desk], Edit], *, dry: bool) -> Written:
    """Run a command and write what it makes of curation.toml, in one step and under the archive's lock."""
    with locked(config, PATIENCE):
        desk = open_desk(config)
        edit = command(desk)
        old, new = desk.file.text, edit.file.text
        if new != old and not dry:
            # Where the file is a link to one kept elsewhere it stays one.
            write_whole(rulings_path(config).resolve(), edit.file.written)
    return Written(edit, tuple(written_lines(old, new)))
