"""Marks: what stands between quotation marks, block by block.

Straight, curly, German, French and TeX marks, and single marks as British papers set them, among
apostrophes. The rules are those of typography: an opening mark has no letter before it and a
letter behind it, a closing mark the reverse; a speech of several paragraphs opens each of them
anew and closes the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sitegen.model import Span

PAIRS = {"“": "”", "«": "»", "„": "“”", "``": "''", "''": "''", '"': '"', "‘": "’", "'": "'"}
"""Opening mark -> what closes it, one of these characters or, for TeX, the two together."""
SINGLE = ("‘", "'")
OPENING = re.compile("[“«„]|``|''|\"|[‘'](?=[\\w“\"£$€\\[(…])")
SINGLES = re.compile("[‘’']")
ELISION = re.compile(r"['‘](?:s|t|re|ve|ll|d|m|em|tis|twas|til|cause|cos|n|bout|round|\d\ds?)\b", re.I)
"""An apostrophe at the head of a word or of what a tokeniser split off one."""
LEAST_WORDS = 4
"""Fewer words in quotation marks are a name or a doubt, not a quote, unless they make a sentence."""
ENDINGS = (".", ",", "!", "?", "…")
ATTRIBUTING = frozenset("said says added wrote".split())
BEFORE_SPEECH = ".,:;!?”’'\"—–-)\n"
"""What a sentence in marks may stand behind."""
BLOCKS = 6
"""Paragraphs that a speech may run through without a mark of its own."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Text between marks; start..end leaves the marks out, outer_start..outer_end takes them in."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    block: int
    """Index of the block."""
    follows: bool = False
    """It goes on with the speech that the passage before it left open."""


def passages(text: str, blocks: Sequence[Span]) -> list[Passage]:
    """Every passage in text order, none inside another."""
    found: list[Passage] = []
    is_open: str | None = None
    bare = 0
    """Paragraphs since the open mark."""
    for index, (start, end) in enumerate(blocks):
        if is_open is not None:
            first = start + len(text[start:end]) - len(text[start:end].lstrip())
            if text.startswith(is_open, first):
                within, is_open = list(_within(text, (first, end), index, follows=True)), None
            else:
                stop = _closes_later(text, is_open, blocks[index : index + BLOCKS - bare])
                if stop is None:
                    is_open = None
                    within = list(_within(text, (start, end), index))
                elif stop < end:
                    past = stop + (2 if is_open in ("``", "''") else 1)
                    is_open, bare = None, 0
                    within = [_passage(text, start, stop, start, past, index, follows=True)]
                    within += _within(text, (past, end), index)
                else:
                    found.append(_passage(text, start, end, start, end, index, follows=True))
                    bare += 1
                    continue
        else:
            within = list(_within(text, (start, end), index))
        found += within
        if within and within[-1].outer_end > end:
            # Left open: kept where the next paragraphs go on with it, or where it fills its own.
            last = found[-1] = _closed_at(within[-1], end)
            mark = _mark(text, last.outer_start)
            rest = blocks[index + 1 : index + 1 + BLOCKS]
            opens = bool(rest) and text[rest[0][0] : rest[0][1]].lstrip().startswith(mark)
            if opens or _closes_later(text, mark, rest) is not None:
                is_open, bare = mark, 0
            elif mark in ('"', "''") or text[start : last.outer_start].strip():
                found.pop()
    return [p for p in found if p.start < p.end]


def _within(text: str, block: Span, index: int, *, follows: bool = False) -> Iterator[Passage]:
    """The passages of a block; the last one ends beyond it where its mark is never closed."""
    at, stop = block
    while at < stop:
        opening = OPENING.search(text, at, stop)
        if opening is None:
            return
        mark, start = opening.group(), opening.end()
        if not _opens(text, opening.start(), start, mark, block[0]):
            at = start
            continue
        end = _closing(text, start, stop, mark)
        if end is None:
            again = mark not in ('"', "''") and text.find(mark, start, stop) >= 0
            if mark in SINGLE or again:  # an apostrophe, or a mark that somebody forgot to close
                at = start
                continue
            yield _passage(text, start, stop, opening.start(), stop + 1, index, follows=follows)
            return
        # Paragraphs run together: the next one opens its mark anew.
        again = text.startswith(mark, end) and mark != PAIRS[mark]
        outer = end if again else end + (2 if text.startswith("''", end) else 1)
        yield _passage(text, start, end, opening.start(), outer, index, follows=follows)
        at, follows = outer, again


def _opens(text: str, at: int, behind: int, mark: str, first: int) -> bool:
    before = text[at - 1] if at > first else " "
    if mark in ("“", "«", "„", "``"):
        return True
    if before.isalnum() or (mark in SINGLE and (before in ".,)’" or ELISION.match(text, at))):
        return False
    return behind < len(text) and not text[behind].isspace()


def _closing(text: str, start: int, stop: int, mark: str) -> int | None:
    """Where the passage ends: at its closing mark, or where the next paragraph's mark opens."""
    if mark in SINGLE:
        return _single(text, start, stop, mark)
    if mark == '"':
        at = text.find('"', start, stop)
        while at >= 0 and at + 1 < stop and text[at - 1].isalnum() and text[at + 1].isalnum():
            at = text.find('"', at + 1, stop)  # a mark where an apostrophe belongs
        return at if at >= 0 else None
    if mark in ("``", "''"):
        at = text.find("''", start, stop)
        return at if at >= 0 else None
    depth = 1
    for found in re.compile(f"[{mark}{PAIRS[mark]}]").finditer(text, start, stop):
        if found.group() == mark:
            before = text[start : found.start()].rstrip()
            if before.endswith((".", "?", "!")):
                return found.start()
            if before.endswith(":"):
                return None  # somebody else begins: the mark before was never closed
        depth += 1 if found.group() == mark else -1
        if depth == 0:
            return found.start()
    return None


def _single(text: str, start: int, stop: int, mark: str) -> int | None:
    """The mark that closes a single one: the first that no letter follows and that is no plural's own."""
    plural = None
    for found in SINGLES.finditer(text, start, stop):
        at = found.start()
        if found.group() == "‘" and not ELISION.match(text, at):
            break
        if found.group() != PAIRS[mark] or text[at + 1 : at + 2].isalnum() or text[at - 1].isspace():
            continue
        if text[at - 1] not in "sS":
            return at
        plural = at  # "the boys’ school": the last such mark, where no other closes
    return plural


def _closes_later(text: str, mark: str, blocks: Sequence[Span]) -> int | None:
    """Where a mark left open is closed in the blocks behind it, with no other opening before."""
    if mark in SINGLE or mark == '"':
        return None
    close = PAIRS[mark]
    for start, end in blocks:
        found = text.find(close, start, end) if mark in ("``", "''") else _first(text, close, start, end)
        again = text.find(mark, start, end) if mark != close else -1
        if again >= 0 and (found < 0 or again < found):
            return None
        if found >= 0:
            return found
    return None


def _first(text: str, characters: str, start: int, end: int) -> int:
    return min((at for at in (text.find(c, start, end) for c in characters) if at >= 0), default=-1)


def _mark(text: str, at: int) -> str:
    return text[at : at + 2] if text[at : at + 2] in PAIRS else text[at]


def _passage(
    text: str, start: int, end: int, outer_start: int, outer_end: int, block: int, *, follows: bool
) -> Passage:
    inside = text[start:end]
    start += len(inside) - len(inside.lstrip())
    return Passage(start, start + len(inside.strip()), outer_start, outer_end, block, follows)


def _closed_at(passage: Passage, end: int) -> Passage:
    return Passage(
        passage.start, min(passage.end, end), passage.outer_start, end, passage.block, passage.follows
    )


def speech(text: str, passage: Passage) -> bool:
    """Whether the words may be speech by their form: no name, no title of a work, no word of doubt."""
    inside = text[passage.start : passage.end]
    words = inside.split()
    if words and (words[0] in ATTRIBUTING or words[-1].rstrip(".") in ATTRIBUTING):
        return False  # marks that stand the wrong way round
    before = text[max(0, passage.outer_start - 3) : passage.outer_start].rstrip()
    begins = passage.follows or not before or before[-1] in BEFORE_SPEECH
    if inside.endswith(("!", "?")) or (inside.endswith(ENDINGS) and begins):
        return True
    if begins and before[-1:] != "," and (before[-1:] == ":" or text.startswith(",", passage.outer_end)):
        return len(words) > 1
    long = [w for w in words if len(w) > 3]
    titled = all(w[:1].isupper() or w[:1].isdigit() for w in long)
    return len(words) >= LEAST_WORDS and (inside.endswith(ENDINGS) or not titled)
