"""Articles' text as markup: anchors once each, links in place, whatever the pieces are."""

from __future__ import annotations

import itertools
from html import unescape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from sitegen.model import Piece, Span
from sitegen.plan.views import TextLink, TextView
from sitegen.render.text import body_html, marked, title_html


class Reader(HTMLParser):
    """Text, ids and links of markup; fails where tags don't nest or links are inside links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.ids: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed("".join([html]))  # a plain str: a slice of Markup would be escaped again
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given_ = dict(attrs)
        if tag == "a":
            assert "a" not in self.open
            self.links.append((given_.get("href") or "", ""))
        self.ids += [given_["id"] or ""] if "id" in given_ else []
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if "a" in self.open:
            self.links[-1] = (self.links[-1][0], self.links[-1][1] + data)


def view(
    text: str,
    pieces: list[Piece],
    sentences: list[Span],
    links: list[TextLink] | None = None,
    title: Span = (0, 0),
    targets: tuple[tuple[str, str], ...] = (),
) -> TextView:
    return TextView(text, title, tuple(pieces), tuple(sentences), tuple(links or []), targets)


def words(text: str, *, linkable: bool = True, offset: int = 0) -> Piece:
    return Piece("text", start=offset, end=offset + len(text), linkable=linkable)


def test_sentence_and_name_across_tags() -> None:
    text = "Ahmad Al Shara spoke. He left."
    pieces = [
        Piece("markup", html="<p>"),
        Piece("text", start=0, end=6),
        Piece("markup", html="<em>"),
        Piece("text", start=6, end=14),
        Piece("markup", html="</em>"),
        Piece("text", start=14, end=30),
        Piece("markup", html="</p>"),
    ]
    html = body_html(view(text, pieces, [(0, 21), (22, 30)], [TextLink(0, 14, "p.html", "person")]))
    read = Reader(html)
    assert read.text == text
    assert read.ids == ["s1", "s2"]
    assert read.links == [("p.html", "Ahmad "), ("p.html", "Al Shara")]
    assert html.count('data-s="1"') == 2


def test_no_link_where_the_text_is_a_link_already() -> None:
    pieces = [
        Piece("markup", html='<a href="x">'),
        words("Aleppo", linkable=False),
        Piece("markup", html="</a>"),
    ]
    read = Reader(body_html(view("Aleppo", pieces, [(0, 6)], [TextLink(0, 6, "p.html", "place")])))
    assert read.links == [("x", "Aleppo")]


def test_a_sentence_without_text_of_its_own_still_has_its_anchor() -> None:
    read = Reader(body_html(view("Kept. Lost.", [words("Kept. ")], [(0, 5), (6, 11)])))
    assert sorted(read.ids) == ["s1", "s2"]


def test_title_has_the_anchors_of_its_sentences_and_the_body_the_others() -> None:
    text = "A title. Two.\n\nBody."
    shown = view(text, [Piece("text", start=15, end=20)], [(0, 8), (9, 13), (15, 20)], title=(0, 13))
    assert Reader(title_html(shown, "")).ids == ["s1", "s2"]
    assert Reader(body_html(shown)).ids == ["s3"]
    assert title_html(view("x", [], []), "<made up>") == "&lt;made up&gt;"


def test_targets_lead_to_pages_and_of_lost_ones_the_words_stay() -> None:
    pieces = [
        Piece("target", html='<a href="\0#part">', target="b.md"),
        Piece("markup", html="</a>"),
        Piece("target", html='<a href="\0">', target="lost.md"),
        Piece("markup", html="</a>"),
        Piece("target", html='<img src="\0" alt="A &lt;map&gt;" loading="lazy">', target="lost.png"),
        Piece("target", html='<img src="\0" alt="" loading="lazy">', target="lost.png"),
        Piece("target", html='<img src="\0" alt="" loading="lazy">', target="kept.png"),
    ]
    known = (("b.md", "../articles/b.html"), ("kept.png", "../media/kept.png"))
    html = body_html(view("", pieces, [], targets=known))
    assert html == (
        '<a href="../articles/b.html#part"></a><a></a><span class="lost-image">A &lt;map&gt;</span>'
        '<img src="../media/kept.png" alt="" loading="lazy">'
    )


def test_text_never_becomes_markup() -> None:
    text = "<script>alert('x')</script> & \"more\""
    html = body_html(view(text, [words(text)], [(0, len(text))], [TextLink(0, 8, 'a"b', "person")]))
    assert "<script" not in html
    assert 'a"b' not in html
    assert unescape(Reader(html).text) == text


def test_marks() -> None:
    assert marked("a <b> c", ((2, 5),)) == "a <mark>&lt;b&gt;</mark> c"


@st.composite
def layouts(draw: st.DrawFn) -> TextView:
    """A text cut three times: into pieces, into sentences with gaps, into links with gaps."""
    text = draw(st.text(alphabet="ab <&.", max_size=40))

    def cut() -> list[Span]:
        at = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
        return [s for s in itertools.pairwise(at) if draw(st.booleans())]

    edges = [0, *sorted(draw(st.sets(st.integers(1, max(1, len(text) - 1)), max_size=6))), len(text)]
    pieces: list[Piece] = []
    for start, end in itertools.pairwise(edges):
        if start < end:
            tag = draw(st.sampled_from(["em", "p", "code"]))
            pieces += [
                Piece("markup", html=f"<{tag}>"),
                Piece("text", start=start, end=end, linkable=tag != "code"),
                Piece("markup", html=f"</{tag}>"),
            ]
    links = [TextLink(s, e, "x.html", "person") for s, e in cut()]
    return view(text, pieces, cut(), links)


@given(layouts())
def test_any_layout_keeps_the_text_and_gives_each_sentence_one_anchor(shown: TextView) -> None:
    read = Reader(body_html(shown))
    assert read.text == (shown.text if len(shown.text) > 1 or shown.pieces else "")
    assert sorted(read.ids) == sorted(f"s{n + 1}" for n in range(len(shown.sentences)))
    linked = "".join(text for _, text in read.links)
    allowed = [p for p in shown.pieces if p.kind == "text" and p.linkable]
    expected = "".join(
        shown.text[max(p.start, k.start) : max(min(p.end, k.end), max(p.start, k.start))]
        for p in allowed
        for k in shown.links
    )
    assert linked == expected
