"""Long texts in parts that a model can hold: whole blocks together, a huge block cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitegen.model import Span

LIMIT = 50_000
"""Characters in one chunk. The parser's and the tagger's memory grows with it."""
SENTENCE_END = re.compile(r"[.!?。！？؟][\"'”’)\]]*\s")


def chunks(text: str, blocks: Sequence[Span], limit: int = LIMIT) -> list[Span]:
    """Spans that cover `text` in order, each at most `limit` long, cut at block starts where possible."""
    if len(text) <= limit:
        return [(0, len(text))] if text.strip() else []
    cuts = [start for start, _ in blocks if start] + [len(text)]
    parts, begin, last = [], 0, 0
    for cut in cuts:
        if cut - begin > limit and last > begin:
            parts.append((begin, last))
            begin = last
        while cut - begin > limit:
            at = cut_point(text, begin, begin + limit)
            parts.append((begin, at))
            begin = at
        last = cut
    parts.append((begin, len(text)))
    return [(s, e) for s, e in parts if text[s:e].strip()]


def cut_point(text: str, start: int, end: int) -> int:
    """Where to cut text[start:end] as late as possible: after a sentence, else a space, else at `end`."""
    late = start + (end - start) // 2
    ends = [m.end() for m in SENTENCE_END.finditer(text, late, end)]
    if ends:
        return ends[-1]
    for at in range(end, late, -1):
        if text[at - 1].isspace():
            return at
    return end


def blocks_within(blocks: Sequence[Span], chunk: Span) -> Iterator[Span]:
    """The parts of `blocks` inside `chunk`, as offsets into it."""
    start, end = chunk
    for first, last in blocks:
        if last > start and first < end:
            yield max(first, start) - start, min(last, end) - start
