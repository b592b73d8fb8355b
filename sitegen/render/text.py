"""An article's text as markup: its pieces, with an anchor for each sentence and links for names.

Sentences and links are laid over the text; the pieces' own markup is kept as it is. Where a sentence
or a name runs across markup, it is continued on the far side, so that tags always nest.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from html import escape

from markupsafe import Markup

from sitegen.model import Piece
from sitegen.plan.views import TextLink, TextView

_IMAGE = re.compile(r"<img\b[^>]*>")
_ALT = re.compile(r'\salt="([^"]*)"')
_ADDRESS = re.compile(r'\s(?:href|src)="\0[^"]*"')
"""The address of a link or an image: without it a link is the words alone."""


def title_html(view: TextView, title: str) -> Markup:
    """The heading's text with the anchors of the sentences in it; no links."""
    start, end = view.title
    if start == end:
        return Markup(escape(title))
    return Markup(_Writer(view).run(start, end, linkable=False))


def body_html(view: TextView) -> Markup:
    """The body. Every sentence outside the title has its anchor exactly once."""
    writer = _Writer(view)
    for n, (start, _) in enumerate(view.sentences):
        if start < view.title[1]:
            writer.placed.add(n)
    hrefs = dict(view.targets)
    parts = [_piece(writer, piece, hrefs) for piece in view.pieces]
    rest = (n for n in range(len(view.sentences)) if n not in writer.placed)
    return Markup("".join(parts) + "".join(f'<span id="s{n + 1}"></span>' for n in rest))


def marked(text: str, marks: tuple[tuple[int, int], ...]) -> Markup:
    """`text` with the marks, which are in order and apart."""
    parts: list[str] = []
    at = 0
    for start, end in marks:
        parts += (escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>")
        at = end
    return Markup("".join([*parts, escape(text[at:])]))


def _piece(writer: _Writer, piece: Piece, hrefs: Mapping[str, str]) -> str:
    if piece.kind == "text":
        return writer.run(piece.start, piece.end, linkable=piece.linkable)
    if piece.kind == "markup":
        return piece.html
    if piece.target in hrefs:
        return piece.html.replace("\0", escape(hrefs[piece.target]))
    return _IMAGE.sub(_alternative, _ADDRESS.sub("", piece.html))


def _alternative(image: re.Match[str]) -> str:
    """The words that stand for an image which the site doesn't have."""
    alt = _ALT.search(image.group())
    return f'<span class="lost-image">{alt.group(1)}</span>' if alt and alt.group(1) else ""


class _Writer:
    """Writes stretches of the text in order, and knows which sentences have their anchor."""

    def __init__(self, view: TextView) -> None:
        self.view = view
        self.placed: set[int] = set()
        self._starts = [start for start, _ in view.sentences]
        self._links = [link.start for link in view.links]

    def run(self, start: int, end: int, *, linkable: bool) -> str:
        """The characters start..end, each sentence in a span of its own."""
        parts: list[str] = []
        at = start
        n = max(0, bisect_right(self._starts, start) - 1)
        while at < end:
            while n < len(self.view.sentences) and self.view.sentences[n][1] <= at:
                n += 1
            if n == len(self.view.sentences) or self.view.sentences[n][0] >= end:
                parts.append(self._linked(at, end, linkable))
                break
            first, last = self.view.sentences[n]
            if first > at:
                parts.append(self._linked(at, first, linkable))
            inner = self._linked(max(at, first), min(end, last), linkable)
            parts.append(f"<span{self._mark(n)}>{inner}</span>")
            at = min(end, last)
        return "".join(parts)

    def _mark(self, n: int) -> str:
        if n in self.placed:
            return f' data-s="{n + 1}"'
        self.placed.add(n)
        return f' id="s{n + 1}"'

    def _linked(self, start: int, end: int, linkable: bool) -> str:
        if not linkable:
            return escape(self.view.text[start:end])
        parts: list[str] = []
        at = start
        k = max(0, bisect_right(self._links, start) - 1)
        for link in self.view.links[k:]:
            if link.start >= end:
                break
            if link.end <= at:
                continue
            first, last = max(at, link.start), min(end, link.end)
            parts += (escape(self.view.text[at:first]), _anchor(link, self.view.text[first:last]))
            at = last
        return "".join([*parts, escape(self.view.text[at:end])])


def _anchor(link: TextLink, text: str) -> str:
    return f'<a class="m {link.kind}" href="{escape(link.href)}">{escape(text)}</a>'
