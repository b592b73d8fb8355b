"""What the tests of reading share: parse a text, show an article on a line, check that it is sound."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

import html5lib
import nh3
import pytest

from sitegen.model import Article, Format
from sitegen.problems import Problem
from sitegen.read.parse import Job, Outcome, Parser

Parse = Callable[..., Outcome]
Show = Callable[[Article], str]
Check = Callable[[Article], None]

_TAGS = nh3.ALLOWED_TAGS | {"p", "figure", "figcaption"}
_ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir", "colspan", "rowspan", "scope", "start", "loading", "title", "alt"},
    "a": {"href"},
    "img": {"src"},
}


@pytest.fixture(scope="session")
def parse() -> Parse:
    """parse(text, format="md", source=…) -> Outcome, in this process."""
    parser = Parser()

    def parsed(text: str | bytes, format: Format = "md", source: str = "") -> Outcome:
        data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        return parser.parse(Job(source or f"folder/article.{format}", "0" * 64, format, data))

    return parsed


@pytest.fixture(scope="session")
def show() -> Show:
    """The body on one line: text as it is, `{path}` for a target, `[…]` around what is not linkable."""
    return shown


@pytest.fixture(scope="session")
def check_sound() -> Check:
    return sound


def shown(article: Article) -> str:
    parts = []
    for piece in article.body:
        if piece.kind == "text":
            text = article.text[piece.start : piece.end]
            parts.append(text if piece.linkable else f"[{text}]")
        else:
            parts.append(piece.html.replace("\0", f"{{{piece.target}}}"))
    return "".join(parts)


def codes(problems: tuple[Problem, ...]) -> list[tuple[str, str, int]]:
    return [(problem.severity, problem.code, problem.line) for problem in problems]


def sound(article: Article) -> None:
    """All that is promised of every article, however hostile."""
    text = article.text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", text)
    # Blocks: in order, apart, not blank, the title first; nothing but blanks between them.
    at = 0
    for start, end in article.blocks:
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert text[start:end].strip() and text[end - 1] not in " \n"
        at = end
    assert not text[at:].strip()
    if article.title is not None:
        assert text[slice(*article.blocks[0])] == article.title
    # Pieces: in order, inside blocks, and together every character of the body but blanks, once.
    body = article.blocks[1:] if article.title is not None else article.blocks
    covered = [False] * len(text)
    at = 0
    for piece in article.body:
        if piece.kind == "text":
            assert at <= piece.start < piece.end <= len(text)
            assert not piece.html and not piece.target
            at = piece.end
            covered[piece.start : piece.end] = [True] * (piece.end - piece.start)
        else:
            assert piece.html.count("\0") == (piece.kind == "target")
            if piece.kind == "target":
                assert not piece.target.startswith(("/", "../")) and piece.target
    for start, end in body:
        assert all(covered[n] or text[n].isspace() for n in range(start, end))
    assert sum(covered) == sum(sum(covered[start:end]) for start, end in body)
    safe_markup(article)


def safe_markup(article: Article) -> None:
    """The body is what a browser makes of it: no tag is moved, closed or dropped, nothing can run."""
    parts = [
        escape(article.text[piece.start : piece.end])
        if piece.kind == "text"
        else piece.html.replace("\0", "x.html")
        for piece in article.body
    ]
    markup = "".join(parts)
    cleaned = nh3.clean(markup, tags=set(_TAGS), attributes=_ATTRIBUTES, link_rel=None)
    assert re.findall(r"</?[a-z0-9]+", cleaned) == re.findall(r"</?[a-z0-9]+", markup)
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    serialised = [
        html5lib.serialize(parser.parseFragment(part), quote_attr_values="always")
        for part in (markup, cleaned)
    ]
    assert serialised[0] == serialised[1]
    for element in parser.parseFragment(markup).iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on") and name != "style"
            if name == "href":
                assert re.match(r"https?://|mailto:|x\.html$|#a-[0-9]+$", value), value
            if name == "src":
                assert value == "x.html"
            if name == "id":
                assert re.fullmatch(r"a-[0-9]+", value)
    ids = re.findall(r' id="([^"]+)"', markup)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', markup)) <= set(ids)
    levels = [int(level) for level in re.findall(r"<h([1-6])", markup)]
    assert all(2 <= level <= before + 1 for before, level in zip([1, *levels], levels, strict=False))
