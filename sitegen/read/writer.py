"""The text, blocks and pieces of a body as they grow."""

from __future__ import annotations

from dataclasses import dataclass, field

from sitegen.model import Piece, Span


@dataclass(frozen=True, slots=True)
class Mark:
    """How much there was at some moment between two blocks."""

    pieces: int
    chunks: int
    length: int
    blocks: int


@dataclass(slots=True)
class Writer:
    """Text is written block by block; markup goes between and around."""

    pieces: list[Piece] = field(default_factory=list)
    chunks: list[str] = field(default_factory=list)
    length: int = 0
    """Characters in all `chunks`."""
    blocks: list[Span] = field(default_factory=list)
    block: int | None = None
    """Start of the block that is being written."""
    blank: bool = True
    """Whether the text ends with a blank that swallows the next."""

    def markup(self, html: str) -> None:
        self.pieces.append(Piece("markup", html))

    def text(self, data: str, *, linkable: bool) -> None:
        """Characters of the text, in a block that they begin where there is none."""
        if self.block is None:
            if self.length:
                self.chunks.append("\n\n")
                self.length += 2
            self.block = self.length
        start = self.length
        self.chunks.append(data)
        self.length += len(data)
        self.blank = data.endswith(" ")
        self.pieces.append(Piece("text", "", start, self.length, linkable=linkable))

    def gap(self) -> None:
        """A blank in the text that stands for a break in the markup."""
        if self.block is not None and not self.chunks[-1].endswith(" "):
            self.chunks.append(" ")
            self.length += 1
        self.blank = True

    def end_block(self) -> None:
        """Blanks at a block's end are not part of it."""
        if self.block is not None:
            while self.chunks[-1][-1] in " \xa0":
                self._drop_last()
            self.blocks.append((self.block, self.length))
        self.block, self.blank = None, True

    def mark(self) -> Mark:
        return Mark(len(self.pieces), len(self.chunks), self.length, len(self.blocks))

    def since(self, mark: Mark) -> str:
        """The text of the blocks since then, "" where there is none."""
        if len(self.blocks) == mark.blocks:
            return ""
        written = "".join(self.chunks[mark.chunks :])
        return written[self.blocks[mark.blocks][0] - mark.length :]

    def rewind(self, mark: Mark) -> None:
        """Takes back what was written since then."""
        del self.pieces[mark.pieces :], self.chunks[mark.chunks :], self.blocks[mark.blocks :]
        self.length = mark.length

    def _drop_last(self) -> None:
        """Takes the last character away, from the text and from the piece that shows it."""
        self.chunks[-1] = self.chunks[-1][:-1]
        if not self.chunks[-1]:
            self.chunks.pop()
        self.length -= 1
        for index in range(len(self.pieces) - 1, -1, -1):
            piece = self.pieces[index]
            if piece.kind == "text":
                if piece.end > self.length:
                    kept = Piece("text", "", piece.start, self.length, linkable=piece.linkable)
                    self.pieces[index] = kept if kept.end > kept.start else Piece("markup")
                return
