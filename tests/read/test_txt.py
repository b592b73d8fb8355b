"""Plain text: the title, the body verbatim, and which lines are one paragraph."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model import Article
from sitegen.read.encoding import clean
from sitegen.read.parse import Outcome
from sitegen.read.txt import MAX_TITLE

WRAPPED = """\
Talks end without a deal

Officials of both countries met for two days in the capital to
discuss the border, the ministry said, but left without having
signed anything.
The talks go on in May, a spokesman told reporters after the last
session of the day.

   A third round was ruled out by the opposition, which says that
the government gives too much away.
"""


def blocks(parse: Callable[..., Outcome], text: str) -> list[str]:
    article = parse(text, "txt").article
    assert article is not None
    return [article.text[start:end] for start, end in article.blocks]


def test_a_paragraph_is_a_line(parse: Callable[..., Outcome]) -> None:
    text = (
        "\n\nA “title”\nOne sentence. Another one.\nA second paragraph, which is longer.\n\nThe last one\n\n"
    )
    outcome = parse(text, "txt")
    assert outcome.article is not None
    assert outcome.article.title == "A “title”"
    assert outcome.article.text == "A “title”\n\n" + text.split("title”\n")[1].rstrip("\n")
    assert blocks(parse, text)[1:] == [
        "One sentence. Another one.",
        "A second paragraph, which is longer.",
        "The last one",
    ]


def test_wrapped_text_has_paragraphs_of_several_lines(parse: Callable[..., Outcome]) -> None:
    found = blocks(parse, WRAPPED)
    assert [paragraph.split()[0] for paragraph in found] == ["Talks", "Officials", "The", "A"]
    article = parse(WRAPPED, "txt").article
    assert article is not None
    assert article.text == WRAPPED.rstrip("\n"), "wrapping changes no character"


def test_short_lines_are_no_wrapped_text(parse: Callable[..., Outcome]) -> None:
    names = ["Present", "Jane Roe", "John Doe", "Ann Other", "Joe Bloggs"]
    assert blocks(parse, "\n".join(names)) == names


@pytest.mark.parametrize("text", ["One line", "One line\n", "\n\n One line \n"])
def test_one_line_is_a_title_without_a_body(parse: Callable[..., Outcome], text: str) -> None:
    outcome = parse(text, "txt")
    assert outcome.article is not None
    assert (outcome.article.title, outcome.article.text) == ("One line", "One line")
    assert [problem.code for problem in outcome.problems] == ["no-body"]


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n", "\ufeff", "\xa0\n"])
def test_nothing_is_no_article_and_said_so(parse: Callable[..., Outcome], text: str) -> None:
    outcome = parse(text, "txt")
    assert outcome.article is None
    assert [problem.code for problem in outcome.problems] == ["empty"]


def test_a_first_line_of_a_page_is_no_title(parse: Callable[..., Outcome]) -> None:
    text = "word " * MAX_TITLE + "\nNext"
    article = parse(text, "txt").article
    assert article is not None
    assert article.title is None
    assert article.text == text


def test_markup_and_front_matter_are_text_here(
    parse: Callable[..., Outcome], show: Callable[[Article], str]
) -> None:
    article = parse("T\n<script>alert(1)</script> & *b*", "txt").article
    assert article is not None
    assert show(article) == "<p><script>alert(1)</script> & *b*</p>"  # escaped when it is rendered
    assert all(piece.html in ("", "<p>", "</p>") for piece in article.body)
    outcome = parse("---\ntitle: T\n---\nText", "txt")
    assert outcome.article is not None and outcome.article.title == "---"
    assert [(problem.code, problem.line) for problem in outcome.problems] == [("front-matter", 1)]


lines = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just(" "), max_size=90)


@given(st.lists(lines, max_size=12).map("\n".join))
def test_any_text_is_kept_verbatim(
    parse: Callable[..., Outcome], check_sound: Callable[[Article], None], text: str
) -> None:
    article = parse(text, "txt").article
    if article is None:
        assert not clean(text).removeprefix("\ufeff").strip()
        return
    kept = [line for line in clean(text.removeprefix("\ufeff")).split("\n") if line.strip()]
    assert [line for line in article.text.split("\n") if line.strip()][1:] == kept[1:]
    assert article.title == kept[0].strip()
    check_sound(article)
