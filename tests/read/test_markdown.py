"""Markdown articles, whole: what a reader sees, and what the record says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sitegen.model import Article
from sitegen.read.parse import Outcome


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two\nlines *and* `code`", "<p>Two lines <em>and</em> <code>[code]</code></p>"),
        ("Hard  \nbreak", "<p>Hard<br>break</p>"),
        ("- a\n- b\n    - c", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"),
        ("> quoted", "<blockquote><p>quoted</p></blockquote>"),
        ("```py\na\n  b\n```", "<pre><code>[a]\n[  b]</code></pre>"),
        (
            "a | b\n--|--:\nc | d",
            '<table><thead><tr><th>a</th><th class="align-right">b</th></tr></thead>'
            '<tbody><tr><td>c</td><td class="align-right">d</td></tr></tbody></table>',
        ),
        (
            "Said.[^1] More.\n\n[^1]: By *whom*.",
            '<p>Said.<sup id="a-1"><a href="#a-2">1</a></sup> More.</p><hr>'
            '<ol><li id="a-2"><p>By <em>whom</em>.<a href="#a-1">↩</a></p></li></ol>',
        ),
        # news text that plain Markdown would spoil
        ("He said ``the talks'' and ``no more'' of it", "<p>He said ``the talks'' and ``no more'' of it</p>"),
        ("A ``code`` span", "<p>A <code>[code]</code> span</p>"),
        ("International Business Machines <IBM> fell", "<p>International Business Machines <IBM> fell</p>"),
        ("<A/S Norske Shell> and <S> rose", "<p><A/S Norske Shell> and <S> rose</p>"),
        ("Sears <S> and Citizens <B> rose", "<p>Sears <S> and Citizens <B> rose</p>"),
        ("<b>Bold</b> and <i class=x>this", "<p><b>Bold</b> and <i>this</i></p>"),
        ("1 < 2 && 3 > 2 &amp; AT&T", "<p>1 < 2 && 3 > 2 & AT&T</p>"),
        # hostile
        ("<script>alert(1)</script>\n\na", "<p>a</p>"),
        ("[a](javascript:alert(1)) <javascript:alert(1)>", "<p>a <javascript:alert(1)></p>"),
        (
            '![a](x.png "\\" onerror=alert(1) x=\\"")',
            '<p><img src="{folder/x.png}" alt="a" loading="lazy"></p>',
        ),
        (
            "<div><table><tr><td><a href='x'><b>a",
            '<table><tbody><tr><td><a href="{folder/x}"><b>[a]</b></a></td></tr></tbody></table>',
        ),
        ("</article></main></body>a", "<p>a</p>"),
    ],
)
def test_markdown_becomes(
    parse: Callable[..., Outcome],
    show: Callable[[Article], str],
    check_sound: Callable[[Article], None],
    text: str,
    expected: str,
) -> None:
    article = parse(f"---\ntitle: A title\n---\n{text}\n").article
    assert article is not None
    assert show(article) == expected
    check_sound(article)


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("# A\n\nb", "A", "b"),
        ("---\ntitle: A\n---\n# A\n\nb", "A", "b"),
        ("---\ntitle: A\n---\n# B\n\nc", "A", "B\n\nc"),
        ("A\n\n## B\n\nc", "B", "A\n\nc"),
        ("a\n\nb", None, "a\n\nb"),
        ("## *A* & `b`\n\nc", "A & b", "c"),
        ("---\ntitle: '  A \n\n  B '\n---\nc", "A B", "c"),
    ],
)
def test_the_title(parse: Callable[..., Outcome], text: str, title: str | None, body: str) -> None:
    article = parse(text).article
    assert article is not None
    assert article.title == title
    assert article.text == (f"{title}\n\n{body}" if title else body)


def test_the_record(parse: Callable[..., Outcome]) -> None:
    article = parse(
        "---\ndate: 2025-05\n---\n# T\n\n![i](../i.png) ![j](/j.JPG) [k](k.md)", source="a/b.md"
    ).article
    assert article is not None
    assert (article.source, article.format, article.date, article.date_from) == (
        "a/b.md",
        "md",
        "2025-05",
        "front-matter",
    )
    assert article.assets == ("i.png", "j.JPG")
    assert [piece.target for piece in article.body if piece.target] == ["i.png", "j.JPG", "a/k.md"]


def test_the_date_of_the_file_name_is_the_last_resort(parse: Callable[..., Outcome]) -> None:
    dated = parse("# T\n\na", source="2025-05-18-x.md").article
    stated = parse("---\ndate: 2024\n---\n# T\n\na", source="2025-05-18-x.md").article
    undated = parse("# T\n\na", source="x.md").article
    assert dated is not None and (dated.date, dated.date_from) == ("2025-05-18", "file-name")
    assert stated is not None and (stated.date, stated.date_from) == ("2024", "front-matter")
    assert undated is not None and (undated.date, undated.date_from) == (None, None)


def test_a_draft_is_no_article_and_a_note(parse: Callable[..., Outcome]) -> None:
    outcome = parse("---\ndraft: true\n---\n# T\n\na")
    assert outcome.article is None
    assert [(p.severity, p.code) for p in outcome.problems] == [("note", "draft")]


def test_what_is_left_out_is_told(parse: Callable[..., Outcome]) -> None:
    outcome = parse("# T\n\n[a](javascript:x) [b](../../b.md) ![c](https://x.example/c.png) ![](data:x)")
    assert outcome.article is not None
    assert [(p.severity, p.code) for p in outcome.problems] == [
        ("warning", "link-dropped"),
        ("note", "remote-image"),
    ]
    assert "../../b.md" in outcome.problems[0].message
    assert "(3)" in outcome.problems[0].message


def test_one_article_leaves_nothing_behind_for_the_next(parse: Callable[..., Outcome]) -> None:
    text = "# T\n\na[^1] [r]\n\n[^1]: note\n\n[r]: https://x.example/\n"
    first = parse(text)
    assert "x.example" not in str(parse("# T\n\na[^1] [r]"))
    assert parse(text) == first
