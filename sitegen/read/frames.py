"""The elements that are open while a body is built."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model import Piece
from sitegen.read.writer import Mark


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How things stood before a heading."""

    mark: Mark
    levels: tuple[int, ...]
    opened: int
    ids: int
    images: int


@dataclass(slots=True)
class Frame:
    """An element that is open in the source."""

    tag: str
    markup: Piece
    """Its start tag."""
    anchor: str = ""
    """The id that it has in the source, where the article links to it."""
    name: str | None = None
    """The tag that it has in the output; None while it is not opened there, "" where it never is."""
    at: int = 0
    """Index of its start tag in the pieces."""
    filled: bool = False
    depth: int = 0
    """How many containers it stands in, itself among them, in the output."""
    note: str = ""
    """footnote-ref or footnote-backref: its text is a mark, not part of the article's text."""
    before: Checkpoint | None = None
    """Of a heading that may be the first."""
