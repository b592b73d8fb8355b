"""Which tags are written where, and what their attributes may be."""

from __future__ import annotations

import html
import re

from sitegen.model import Piece
from sitegen.read.encoding import clean
from sitegen.read.sanitise import HEADINGS

LEAVES = frozenset({"p", "pre", "dt", "caption"}) | HEADINGS
"""Elements that hold text alone: a break inside them is a blank, not a new block."""
WRAPPERS = {
    "": ("<p>", "</p>"),
    "blockquote": ("<p>", "</p>"),
    "figure": ("<p>", "</p>"),
    "ul": ("<li>", "</li>"),
    "ol": ("<li>", "</li>"),
    "dl": ("<dd>", "</dd>"),
    "tr": ("<td>", "</td>"),
    "table": ("<tbody><tr><td>", "</td></tr></tbody>"),
    "thead": ("<tr><td>", "</td></tr>"),
    "tbody": ("<tr><td>", "</td></tr>"),
    "tfoot": ("<tr><td>", "</td></tr>"),
}
"""What is put around text that stands directly in an element that holds none."""
ITEMS = frozenset({"li", "td", "th", "dd", "figcaption"})
"""Elements that hold text as well as blocks: text after the first block is wrapped as in the body."""

BLANKS = re.compile(r"[ \t\n\r\f]+")
_LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def attributes_of(tag: str, given: dict[str, str]) -> str:
    """The attributes that `tag` keeps, each with a blank before it, safe; no id, no address."""
    written = ""
    if (language := given.get("lang")) and _LANG.fullmatch(language):
        written += f' lang="{language}"'
    if given.get("dir") in ("ltr", "rtl", "auto"):
        written += f' dir="{given["dir"]}"'
    for name in ("colspan", "rowspan", "start"):
        number = given.get(name, "")
        if number.isascii() and number.isdigit() and len(number) < 4:
            written += f' {name}="{int(number) if name == "start" else max(int(number), 1)}"'
    if given.get("align") in ("left", "center", "right"):
        written += f' class="align-{given["align"]}"'
    if given.get("scope") in ("col", "row"):
        written += f' scope="{given["scope"]}"'
    if "title" in given and tag == "abbr":
        written += f' title="{html.escape(tidy(given["title"]))}"'
    return written


def image(target: str, alt: str) -> Piece:
    return Piece("target", f'<img src="\x00" alt="{html.escape(alt)}" loading="lazy">', target=target)


def with_id(piece: Piece, name: str) -> Piece:
    """A start tag with an id."""
    head, blank, rest = piece.html.partition(" ")
    marked = f'{head.removesuffix(">")} id="{name}"' + (blank + rest if blank else ">")
    return Piece(piece.kind, marked, target=piece.target)


def tidy(text: str) -> str:
    """Clean text on one line."""
    return BLANKS.sub(" ", clean(text)).strip()
