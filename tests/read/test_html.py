"""Saved pages: the main text, and only the metadata that the page states."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sitegen.model import Article
from sitegen.read.parse import Outcome

TEXT = (
    "Security forces raided a house in the eastern district on Saturday, the ministry said in a statement. "
    "Three men were killed and four were arrested; weapons were found. "
)
PAGE = f"""<!doctype html><html lang="en-GB"><head><title>Raid kills three | The Daily</title>
<meta property="article:published_time" content="2025-05-18T23:30:00-08:00">
<meta name="author" content="Jane Roe"><meta property="og:site_name" content="The Daily">
<link rel="canonical" href="https://daily.example/a/raid.html"><script>alert(1)</script></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav><main><article><h1>Raid kills three</h1>
<p>{TEXT}<b>More</b> is known, says <a href="/ministry">the ministry</a>; see <a href="old.html">here</a>.</p>
<img src="raid_files/a.jpg" alt="A house"><h3>What happened</h3><p>{TEXT}</p><ul><li>One</li><li>Two</li></ul>
</article></main><aside>Buy now</aside><footer>© 2019 The Daily, 1 January 2001</footer></body></html>"""


@pytest.fixture(scope="module")
def page(parse: Callable[..., Outcome]) -> Article:
    article = parse(PAGE, "html").article
    assert article is not None
    return article


def test_the_metadata(page: Article) -> None:
    assert page.title == "Raid kills three"
    assert (page.date, page.date_from) == ("2025-05-18", "html-metadata")
    assert (page.byline, page.publisher, page.language) == ("Jane Roe", "The Daily", "en-GB")
    assert page.url == "https://daily.example/a/raid.html"


def test_the_main_text_without_what_is_around_it(
    page: Article, show: Callable[[Article], str], check_sound: Callable[[Article], None]
) -> None:
    check_sound(page)
    for word in ("Home", "Buy now", "2019", "alert"):
        assert word not in page.text
    assert page.text.startswith("Raid kills three\n\nSecurity forces")
    shown = show(page)
    assert "<b>More</b>" in shown or "<strong>More</strong>" in shown
    assert '<a href="https://daily.example/ministry">[the ministry]</a>' in shown
    assert '<a href="{folder/old.html}">[here]</a>' in shown
    assert '<img src="{folder/raid_files/a.jpg}" alt="A house"' in shown
    assert "<h2>What happened</h2>" in shown
    assert "<ul><li>One</li><li>Two</li></ul>" in shown
    assert page.assets == ("folder/raid_files/a.jpg",)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("", None),
        ('<meta name="date" content="2024-03-03">', "2024-03-03"),
        ('<meta name="date" content="yesterday">', None),
        ('<meta name="date" content="03/04/2024">', None),
        ('<meta property="article:modified_time" content="2024-03-03">', None),
        ('<meta itemprop="datePublished" content="2024-03">', "2024-03"),
        (
            '<script type="application/ld+json">[{"datePublished": "2021-02-03T04:05Z"}]</script>',
            "2021-02-03",
        ),
        ('<script type="application/ld+json">{"broken</script>', None),
        ('<link rel="canonical" href="https://x.example/2019/04/05/a.html">', "2019-04-05"),
    ],
)
def test_the_date_is_one_that_the_page_states(
    parse: Callable[..., Outcome], head: str, expected: str | None
) -> None:
    """Not one that stands in its text, nor one of its last change."""
    article = parse(
        f"<html><head><title>A title</title>{head}</head><body><h1>A title</h1>"
        f"<p>Posted on 2023-01-05. {TEXT}</p><p>{TEXT}</p><footer>Copyright 2019</footer></body></html>",
        "html",
    ).article
    assert article is not None
    assert article.date == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Words & 1 < 2\n\nno tags", "Words & 1 < 2\n\nno tags"),
        ("---\ntitle: T\n---\n\nText of it", "--- title: T ---\n\nText of it"),
        ("<p>short</p><script>x</script>", "short"),
    ],
)
def test_a_page_without_a_recognised_text_is_kept_whole(
    parse: Callable[..., Outcome], text: str, expected: str
) -> None:
    article = parse(text, "html").article
    assert article is not None
    assert article.text == expected


@pytest.mark.parametrize(
    "text", ["<html></html>", "<html><head><script>x</script></head></html>", "<!-- a -->"]
)
def test_a_page_without_text_is_no_article_and_said_so(parse: Callable[..., Outcome], text: str) -> None:
    outcome = parse(text, "html")
    assert outcome.article is None
    assert outcome.problems


def test_no_clock_is_asked(
    parse: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch, page: Article
) -> None:
    import datetime

    class Late(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Late:
            return cls(1970, 1, 2, tzinfo=tz)

    monkeypatch.setattr("datetime.datetime", Late)
    monkeypatch.setattr("trafilatura.settings.datetime", Late)
    article = parse(PAGE, "html").article
    assert article == page
