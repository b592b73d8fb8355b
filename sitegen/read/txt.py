"""Plain text -> Body: the first line that is not empty is the title, the rest is kept as it stands.

A paragraph is a line. Text that was wrapped by hand or by a program at a fixed width, as mail and
wire copy are, has paragraphs of several lines: then blank lines, indents and lines that were
broken off early end a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sitegen.model import Piece, Span
from sitegen.read.body import Body

MAX_TITLE = 1000
"""Characters; a longer first line is a paragraph, and the article has no title."""
_WIDEST = 120
"""Characters of a line of wrapped text."""
_NARROWEST = 40
_ENDS = tuple(".!?:;\"'”’»)…-–—*")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


def parse(text: str) -> Body:
    """The body of clean text; title None and text "" where there is nothing."""
    lines = [line for line in _lines(text) if line.text.strip()]
    if not lines:
        return Body(None, "", (), ())
    title: str | None = lines[0].text.strip()
    if title is not None and len(title) > MAX_TITLE:
        title = None
    rest = lines if title is None else lines[1:]
    if not rest:
        return Body(title, "", (), ())
    first = rest[0].start
    body = text[first : rest[-1].end]
    blocks = tuple(_trimmed(body, start - first, end - first) for start, end in _paragraphs(rest))
    pieces: list[Piece] = []
    for start, end in blocks:
        pieces += (Piece("markup", "<p>"), Piece("text", "", start, end), Piece("markup", "</p>"))
    return Body(title, body, blocks, tuple(pieces))


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for line in text.split("\n"):
        yield _Line(at, at + len(line), line)
        at += len(line) + 1


def _paragraphs(lines: list[_Line]) -> Iterator[Span]:
    """Spans of the paragraphs that these lines (none of them blank) make."""
    width = _wrapped_at(lines)
    if width is None:
        yield from ((line.start, line.end) for line in lines)
        return
    start = lines[0].start
    for line, after in pairwise(lines):
        indented = after.text[0] in " \t" and line.text[0] not in " \t"
        if after.start > line.end + 1 or indented or _room(line, after, width):
            yield start, line.end
            start = after.start
    yield start, lines[-1].end


def _wrapped_at(lines: list[_Line]) -> int | None:
    """The width that the text is wrapped at, None where each line is a paragraph.

    A program fills lines as far as the next word allows, and breaks them anywhere in a sentence.
    """
    pairs = [(line, after) for line, after in pairwise(lines) if after.start == line.end + 1]
    if not pairs:
        return None
    width = max(len(line.text) for line in lines)
    open_ended = sum(not line.text.rstrip().endswith(_ENDS) for line, _ in pairs)
    full = sum(not _room(line, after, width) for line, after in pairs)
    wrapped = _NARROWEST <= width <= _WIDEST and open_ended * 2 > len(pairs) and full * 3 >= len(pairs) * 2
    return width if wrapped else None


def _room(line: _Line, after: _Line, width: int) -> bool:
    """Whether the next line's first word had fitted easily: the break was meant."""
    word = after.text.split(None, 1)[0]
    return len(line.text.rstrip()) + 1 + len(word) < width * 0.75


def _trimmed(body: str, start: int, end: int) -> Span:
    """The span without blanks at its ends. It holds something that is not blank."""
    paragraph = body[start:end]
    return (
        start + len(paragraph) - len(paragraph.lstrip()),
        end - len(paragraph) + len(paragraph.rstrip()),
    )
