"""Markdown -> HTML, by Python-Markdown, with two habits of news text allowed for.

Wire copy writes ``quotations like this'' and tickers like <IBM>. Plain Markdown takes the first
for code and the second for a tag that a browser hides; here both stay text.
"""

from __future__ import annotations

import re

import markdown
from markdown.inlinepatterns import HTML_RE, HtmlInlineProcessor, InlineProcessor

from sitegen.read.sanitise import words

_EXTENSIONS = ("tables", "fenced_code", "footnotes", "sane_lists", "def_list")
_TEX_QUOTE = r"(?<!`)``(?!`)(?=[^`]{1,4000}?'')"
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?=[\s/>])")
_CLOSING = re.compile(r"</([A-Za-z][A-Za-z0-9]*)")
_ALONE = words(
    "area base br col embed hr img input link meta param source track wbr "
    "li dt dd p rb rt rtc rp optgroup option colgroup caption thead tbody tfoot tr td th"
)
"""Elements that need no closing tag."""
_PAIRED = words(
    "a abbr acronym address applet article aside audio b bdi bdo big blink blockquote body button canvas "
    "center cite code data datalist del details dfn dialog dir div dl em fieldset figcaption figure font "
    "footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup html i iframe ins kbd label legend "
    "main map mark marquee math menu meter nav nobr noembed noframes noscript object ol output picture "
    "plaintext pre progress q ruby s samp script search section select slot small span strike strong style "
    "sub summary sup svg table template textarea time title tt u ul var video xmp"
)


class Converter:
    """A reused Python-Markdown object (a new one each time costs a tenth of the speed)."""

    def __init__(self) -> None:
        self._markdown = markdown.Markdown(
            extensions=list(_EXTENSIONS), extension_configs={"tables": {"use_align_attribute": True}}
        )
        self._tags = _Tags(HTML_RE, self._markdown)
        patterns = self._markdown.inlinePatterns
        patterns.deregister("html")
        patterns.register(self._tags, "html", 90)
        patterns.register(_TexQuote(_TEX_QUOTE, self._markdown), "tex_quote", 191)

    def html(self, text: str) -> str:
        """The HTML of Markdown text; unsafe until it is sanitised. Whatever the parser raises."""
        self._tags.closed = frozenset(name.lower() for name in _CLOSING.findall(text))
        self._markdown.reset()
        return self._markdown.convert(text)


class _Tags(HtmlInlineProcessor):
    """Leaves text that only looks like a tag: no HTML element, or one with no attribute and no end tag."""

    closed: frozenset[str] = frozenset()
    """Names that the text at hand closes somewhere."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        written = m.group(1)
        named = _NAME.match(written)
        if named is None:
            is_tag = written.startswith("<!--")
        else:
            name = named.group(1).lower()
            opens = "=" in written or (name in self.closed and name != "a") or written.startswith("</")
            is_tag = name in _ALONE or (name in _PAIRED and opens)
        if is_tag:
            return super().handleMatch(m, data)  # type: ignore[return-value]
        return written, m.start(0), m.end(0)


class _TexQuote(InlineProcessor):
    """The opening of a ``quotation''."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        return "``", m.start(0), m.end(0)
