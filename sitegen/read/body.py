"""A body by itself: text, blocks and pieces, before the title is put in front."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sitegen.model import Piece, Span


@dataclass(frozen=True, slots=True)
class Body:
    """Offsets count from the start of `text`."""

    title: str | None
    """The title that was given, or else the first heading."""
    text: str
    blocks: tuple[Span, ...]
    pieces: tuple[Piece, ...]
    images: tuple[str, ...] = ()
    """Local images that it shows, sorted."""
    dropped: tuple[str, ...] = ()
    """Addresses of links and images that were unsafe, as they were written, in order."""
    remote: tuple[str, ...] = ()
    """Addresses of images on other sites, in order."""


@dataclass(frozen=True, slots=True)
class Whole:
    """Text, blocks and pieces of an article, as in model.Article."""

    text: str
    blocks: tuple[Span, ...]
    pieces: tuple[Piece, ...]


def whole(body: Body) -> Whole:
    """The title, a blank line, the body; one of them alone where the other is missing."""
    title = body.title
    if not title:
        return Whole(body.text, body.blocks, body.pieces)
    if not body.text:
        return Whole(title, ((0, len(title)),), body.pieces)
    shift = len(title) + 2
    return Whole(
        f"{title}\n\n{body.text}",
        ((0, len(title)), *((start + shift, end + shift) for start, end in body.blocks)),
        tuple(
            Piece("text", "", piece.start + shift, piece.end + shift, linkable=piece.linkable)
            if piece.kind == "text"
            else piece
            for piece in body.pieces
        ),
    )


def coalesced(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces with neighbours of a kind as one."""
    held: list[str] = []
    last: Piece | None = None
    for piece in pieces:
        if piece.kind == "markup":
            if piece.html:
                held.append(piece.html)
            continue
        if (
            last is not None
            and not held
            and piece.kind == "text" == last.kind
            and (last.end, last.linkable) == (piece.start, piece.linkable)
        ):
            last = Piece("text", "", last.start, piece.end, linkable=piece.linkable)
            continue
        yield from _held(last, held)
        held, last = [], piece
    yield from _held(last, held)


def _held(last: Piece | None, markup: Iterable[str]) -> Iterator[Piece]:
    if last is not None:
        yield last
    if joined := "".join(markup):
        yield Piece("markup", joined)
