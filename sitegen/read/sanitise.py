"""Any HTML -> safe HTML -> tokens. Everything that an article may show is in the tables here.

nh3 (ammonia) parses as a browser does and drops what is not listed; its output is well formed,
so that a regular expression reads it back. markup.py then writes its own tags from the tokens:
nothing of an article's markup reaches a page as it stood.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

import nh3


def words(text: str) -> frozenset[str]:
    """Names, parted by blanks, as a set."""
    return frozenset(text.split())


INLINE = words(
    "a abbr b bdi bdo cite code del dfn em i ins kbd mark q rp rt ruby s samp small strong sub sup u var"
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FLOW = frozenset({"", "blockquote", "li", "td", "dd", "figure"})
PARENTS = {
    "p": _FLOW | {"th", "figcaption"},
    "blockquote": _FLOW,
    "ul": _FLOW,
    "ol": _FLOW,
    "dl": _FLOW,
    "table": _FLOW,
    "pre": _FLOW,
    "figure": _FLOW - {"figure"},
    "hr": _FLOW,
    "li": frozenset({"ul", "ol"}),
    "dt": frozenset({"dl"}),
    "dd": frozenset({"dl"}),
    "figcaption": frozenset({"figure"}),
    "caption": frozenset({"table"}),
    "thead": frozenset({"table"}),
    "tbody": frozenset({"table"}),
    "tfoot": frozenset({"table"}),
    "tr": frozenset({"table", "thead", "tbody", "tfoot"}),
    "td": frozenset({"tr"}),
    "th": frozenset({"tr"}),
} | dict.fromkeys(HEADINGS, _FLOW)
"""Block elements and what they may stand in; "" is the body. Elsewhere the tag goes, its text stays."""
VOID = frozenset({"br", "hr", "img", "wbr"})
_BREAKS = words(
    "address article aside body button center details dir div fieldset footer form frameset header hgroup "
    "legend main menu nav option optgroup section select summary textarea title marquee xmp listing"
)
"""Elements that are not kept, but end a paragraph, lest two words run together."""
_SILENT = frozenset({"script", "style", "template", "iframe", "object", "noembed", "noframes"})
"""Elements that go with what is in them."""

_TAGS = set(INLINE | PARENTS.keys() | VOID | _BREAKS)
_ATTRIBUTES = {
    "*": {"id", "lang", "dir"},
    "a": {"href", "class", "name"},
    "img": {"src", "alt"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "ol": {"start"},
    "abbr": {"title"},
}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=set(_SILENT),
    attributes=_ATTRIBUTES,
    strip_comments=True,
    link_rel=None,
    url_schemes={"http", "https", "mailto"},
)
_TOKEN = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z:_-]+="[^"]*")*)>|[^<]+|<')
_ATTRIBUTE = re.compile(r' ([a-z:_-]+)="([^"]*)"')
_NO_ATTRIBUTES: dict[str, str] = {}


class Token(NamedTuple):
    """kind start or end: `value` is the tag. kind text: `value` is text, unescaped."""

    kind: str
    value: str
    attributes: dict[str, str]


def tokens(markup: str) -> Iterator[Token]:
    """The safe tokens of any markup, start and end tags in balance."""
    for found in _TOKEN.finditer(_CLEANER.clean(markup)):
        closing, tag, attributes = found.groups()
        if tag is None:
            yield Token("text", html.unescape(found.group()), _NO_ATTRIBUTES)
        elif closing:
            yield Token("end", tag, _NO_ATTRIBUTES)
        elif attributes:
            named = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(attributes)}
            yield Token("start", tag, named)
        else:
            yield Token("start", tag, _NO_ATTRIBUTES)


def anchors(stream: Iterable[Token]) -> frozenset[str]:
    """The ids of places in the same text that its links lead to."""
    return frozenset(
        unquote(href[1:])
        for token in stream
        if token.value == "a" and (href := token.attributes.get("href", "")).startswith("#")
    )
