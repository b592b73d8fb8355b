"""Any markup -> sound articles. Most of these would break a page if they did not hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.model import Article
from sitegen.read.body import whole
from sitegen.read.links import classify
from sitegen.read.markup import Builder
from sitegen.read.parse import Outcome
from sitegen.read.sanitise import anchors, tokens

TAGS = (
    "p div h1 h2 h3 h5 ul ol li dl dt dd table thead tbody tr td th caption blockquote pre code a b i sup "
    "figure figcaption span section svg math style script textarea title select form details q ruby rt"
).split()
TEXTS = [
    *(
        "word",
        " ",
        "\n",
        "two words",
        "  ",
        "\xa0",
        "&amp;",
        "&lt;script&gt;",
        "a < b",
        "é",
        "漢字",
        "x\n y ",
    ),
    *("\u2028", "'", '"', "\u200b", "&#0;", "&#x1;", "&#151;", "end."),
]
VOIDS = [
    "<br>",
    "<hr>",
    '<img src="a.png" alt="A">',
    '<img src="b.jpg">',
    '<img src="https://x.example/t.gif" alt="t">',
    "<img src=x onerror=alert(1)>",
    '<a href="#here">',
    '<a href="javascript:alert(1)">',
    '<a href="../up.md#x" title="t">',
    '<a href="https://x.example/?a=1&amp;b=&quot;">',
    '<p id="here" style="x" onclick="y">',
    '<h2 id="here">',
    '<td colspan="2" align="right">',
    '<ol start="7">',
    "<!-- c -->",
    "<!--",
    "</",
]
soup = st.lists(
    st.one_of(
        st.sampled_from(TEXTS),
        st.sampled_from(VOIDS),
        st.sampled_from(TAGS).map(lambda tag: f"<{tag}>"),
        st.sampled_from(TAGS).map(lambda tag: f"</{tag}>"),
        st.text(max_size=8),
    ),
    max_size=40,
).map("".join)
prose = st.lists(
    st.one_of(
        st.sampled_from(TEXTS),
        st.sampled_from(
            ["\n\n", "\n", "# ", "## ", "- ", "1. ", "> ", "    ", "* ", "*", "**", "_", "`", "``"]
        ),
        st.sampled_from(
            ["| a | b |\n|---|--:|\n| c | d |\n", "```\n", "[^1]", "\n[^1]: note\n", "''", "<IBM>"]
        ),
        st.sampled_from(
            ["[a](b.md)", "![i](i.png)", "![](j.png)", "[x](javascript:y)", "<b>", "</b>", "<div>"]
        ),
        st.text(max_size=8),
    ),
    max_size=40,
).map("".join)


def built(markup: str, title: str | None = None) -> Article:
    stream = list(tokens(markup))
    builder = Builder(lambda address: classify(address, "folder"), anchors(stream), title)
    builder.feed(stream)
    body = builder.finish()
    parts = whole(body)
    return Article("folder/x.html", "", "html", body.title, parts.text, parts.blocks, parts.pieces)


@given(soup, st.sampled_from([None, "word", "A title"]))
@settings(max_examples=150, deadline=None)
def test_any_tag_soup_is_sound(
    check_sound: Callable[[Article], None], markup: str, title: str | None
) -> None:
    article = built(markup, title)
    if article.text:
        check_sound(article)


@given(prose)
@settings(max_examples=120, deadline=None)
def test_any_markdown_is_sound(
    parse: Callable[..., Outcome], check_sound: Callable[[Article], None], text: str
) -> None:
    outcome = parse(text)
    assert outcome.article is not None or outcome.problems
    if outcome.article is not None:
        check_sound(outcome.article)


@given(soup)
@settings(max_examples=60, deadline=None)
def test_building_again_from_its_own_markup_changes_nothing(markup: str) -> None:
    """Of bodies without links and images, whose addresses are not in the pieces."""
    first = built(markup.replace("<a", "<b").replace("</a", "</b").replace("<img", "<x"), "A title")
    again = built(whole_html(first), first.title)
    assert again.text == first.text
    assert again.blocks == first.blocks


def whole_html(article: Article) -> str:
    from html import escape

    return "".join(
        escape(article.text[p.start : p.end]) if p.kind == "text" else p.html for p in article.body
    )


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        # blank space, breaks, empty elements
        ("<p> a\n b </p><p></p><p>&nbsp;</p>", "<p>a b</p>"),
        ("<p>a<br>b</p>", "<p>a<br>b</p>"),
        ("<p>a<br><br>b</p>", "<p>a</p><p>b</p>"),
        ("<p>a<br></p>", "<p>a</p>"),
        ("a <b> b</b>", "<p>a <b>b</b></p>"),
        ("<div>a</div><div>b</div>", "<p>a</p><p>b</p>"),
        # inline elements never span blocks
        ("<b><p>a</p><p>b</p></b>", "<p><b>a</b></p><p><b>b</b></p>"),
        ("<a href='https://x.example/'></a>b", "<p>b</p>"),
        # headings: under the page's h1, none skipped; the first is the title
        ("<h1>T</h1><h4>a</h4><h2>b</h2><h3>c</h3>", "<h2>a</h2><h2>b</h2><h3>c</h3>"),
        ("<h2><p>a</p><p>b</p></h2><p>c</p>", "<p>c</p>"),
        # elements stand where they may
        ("<li>a</li>", "<p>a</p>"),
        ("<ul>a<li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ul><li><div>a</div><div>b</div></li></ul>", "<ul><li>a<p>b</p></li></ul>"),
        (
            "<table><tr><th></th><th>b</th></tr><tr><td>c<td></table>",
            "<table><tbody><tr><td></td><th>b</th></tr><tr><td>c</td><td></td></tr></tbody></table>",
        ),
        ("<dl><dt>a<dd>b</dl>", "<dl><dt>a</dt><dd>b</dd></dl>"),
        ("<pre>\n a\n\n  b\n</pre>", "<pre>[ a]\n\n[  b]</pre>"),
        # links and images
        ("<a href='javascript:x'>a</a>", "<p>a</p>"),
        ("<a href='//evil.example'>a</a>", "<p>a</p>"),
        ("<a href='b.md#c'>a</a>", '<p><a href="{folder/b.md}">[a]</a></p>'),
        ("<a href='../../b.md'>a</a>", "<p>a</p>"),
        ("<a href='#n'>a</a><p id=n>b", '<p><a href="#a-1">[a]</a></p><p id="a-1">b</p>'),
        ("<a href='#n'>a</a><p id=m>b", "<p><a>[a]</a></p><p>b</p>"),
        ("<img src=a.png>", '<p><img src="{folder/a.png}" alt="" loading="lazy"></p>'),
        (
            "x <img src=a.png alt='b\"'> y",
            '<p>x <img src="{folder/a.png}" alt="b&quot;" loading="lazy"> y</p>',
        ),
        ("<img src=a.svg alt=s>", "<p>s</p>"),
        ("<img src='https://x.example/a.gif' alt=t>", '<p><a href="https://x.example/a.gif">[t]</a></p>'),
        ("<img src='https://x.example/a.gif'>b", "<p>b</p>"),
        (
            "<a href='https://x.example/'><img src=a.png></a>",
            '<p><img src="{folder/a.png}" alt="" loading="lazy"></p>',
        ),
        # what must never be shown
        ("a<script>b</script><style>c</style><!-- d -->e", "<p>ae</p>"),
        ("<p style='x' onclick='y' id='z' class='w'>a", "<p>a</p>"),
        ("<p lang=fr dir=rtl>a", '<p lang="fr" dir="rtl">a</p>'),
        ("a<textarea>b", "<p>a</p><p>b</p>"),
    ],
)
def test_markup_becomes(
    show: Callable[[Article], str], check_sound: Callable[[Article], None], markup: str, expected: str
) -> None:
    article = built(markup)
    assert show(article) == expected
    check_sound(article)


def test_the_text_has_a_blank_line_between_blocks_and_a_blank_for_a_break() -> None:
    article = built("<h1>T</h1><p>a<br>b</p><ul><li>c</li></ul><table><tr><td>d</td><td>e</td></tr></table>")
    assert article.text == "T\n\na b\n\nc\n\nd\n\ne"
    assert [article.text[start:end] for start, end in article.blocks] == ["T", "a b", "c", "d", "e"]


def test_a_heading_with_an_image_is_not_dropped(show: Callable[[Article], str]) -> None:
    assert show(built("<h1>T <img src=a.png alt=i></h1><p>b</p>", "T")).startswith("<h2>T<img")


def test_deep_nesting_keeps_the_text_and_loses_tags(check_sound: Callable[[Article], None]) -> None:
    article = built("<blockquote>" * 500 + "a" + "<b>" * 500 + "b")
    assert article.text == "ab"
    assert sum(piece.html.count("<blockquote>") for piece in article.body) == 24
    check_sound(article)
