"""What the commands print: progress on a terminal, plain lines elsewhere, problems and tables."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from sitegen.problems import Problem, printable

COLOURS = {"error": "bold red", "warning": "yellow", "note": "cyan"}


class Screen:
    """A Report (see stages.py) that draws on standard error; standard output is for results."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._console = Console(stderr=True, highlight=False, soft_wrap=True)
        self._quiet = quiet
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Screen:
        if self._console.is_terminal and not self._quiet:
            self._progress = Progress(
                TextColumn("{task.description:<12}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                console=self._console,
                transient=True,
            )
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress is not None:
            self._progress.stop()
            self._progress = None

    def stage(self, name: str, total: int | None) -> None:
        if total == 0:
            return
        if self._progress is not None:
            if self._task is not None:
                self._progress.remove_task(self._task)
            self._task = self._progress.add_task(name, total=total)
        elif not self._quiet:
            self._console.print(Text(f"{name} {total}" if total else name))

    def step(self, count: int = 1) -> None:
        if self._progress is not None and self._task is not None:
            self._progress.advance(self._task, count)

    def problems(self, problems: Iterable[Problem]) -> None:
        """One line each, on standard error, whatever `quiet` says."""
        for problem in problems:
            head, mark, rest = str(problem).partition(f"{problem.severity}[")
            self._console.print(Text.assemble(head, (mark, COLOURS[problem.severity]), rest))

    def error(self, message: str) -> None:
        first, *others = (printable(line) for line in message.split("\n"))
        self._console.print(Text.assemble(("sitegen: ", "bold red"), first))
        for line in others:
            self._console.print(Text(line))

    def say(self, message: str) -> None:
        if not self._quiet:
            self._console.print(Text(printable(message)))


def table(columns: Sequence[str], rows: Iterable[Sequence[str | Text]]) -> None:
    """A table on a terminal, tab-separated lines elsewhere, on standard output."""
    console = Console(highlight=False)
    if not console.is_terminal:
        for row in rows:
            sys.stdout.write("\t".join(printable(str(cell)) for cell in row) + "\n")
        return
    drawn = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        drawn.add_column(column, overflow="fold")  # an address cut short is none
    for row in rows:
        drawn.add_row(*(Text(printable(cell)) if isinstance(cell, str) else cell for cell in row))
    console.print(drawn)


def on_terminal() -> bool:
    """Whether standard output is one."""
    return Console().is_terminal
