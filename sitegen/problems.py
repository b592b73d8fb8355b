"""Problem, a value that travels with results, and SitegenError, for "cannot go on"."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong with one input, told to a person.

    `where` is a path relative to the archive (`seeds/x.md`, `curation.toml`), never absolute;
    `line` counts from 1, 0 where no line is to blame.
    """

    where: str
    line: int
    code: str
    severity: Severity
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = printable(self.where) + (f":{self.line}" if self.line else "")
        hint = f" (hint: {printable(self.hint)})" if self.hint else ""
        return f"{place}: {self.severity}[{self.code}]: {printable(self.message)}{hint}"


class SitegenError(Exception):
    """The command cannot go on. The message says what, where and what to do; cli.py prints it.

    `status` is the exit status: 1, or 2 where the command was asked for something that makes no sense.
    """

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status


def printable(text: str) -> str:
    """`text` on one line, with control, format and lone surrogate characters escaped.

    File names and article text reach logs through here, so that they forge no line and
    send no escape sequence to a terminal.
    """
    return "".join(_escape(c) if _unsafe(c) else c for c in text)


def _unsafe(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _escape(char: str) -> str:
    return char.encode("unicode_escape", "surrogatepass").decode("ascii")
