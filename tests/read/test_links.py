"""Which addresses are safe, and what a relative one means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.read.links import classify, safe_alias, web_address


@pytest.mark.parametrize(
    ("written", "kind", "value"),
    [
        ("https://x.example/a?b=c#d", "web", "https://x.example/a?b=c#d"),
        ("HTTP://X.example", "web", "HTTP://X.example"),
        ("mailto:a@b.example", "web", "mailto:a@b.example"),
        ("https://x.example/a b\"'<>`", "web", "https://x.example/a%20b%22%27%3C%3E%60"),
        ("https://x.example/é", "web", "https://x.example/%C3%A9"),
        ("b.md", "file", "folder/b.md"),
        ("./b.md", "file", "folder/b.md"),
        ("../b.md#part", "file", "b.md"),
        ("/b.md", "file", "b.md"),
        ("b%20c.md?x=1", "file", "folder/b c.md"),
        ("#note", "here", "note"),
        ("../../b.md", "none", ""),
        ("%2e%2e/%2e%2e/b.md", "none", ""),
        ("/../b.md", "none", ""),
        ("..", "none", ""),
        ("", "none", ""),
        ("#", "none", ""),
        ("//evil.example/x", "none", ""),
        ("\\\\evil.example\\x", "none", ""),
        ("javascript:alert(1)", "none", ""),
        (" JaVa\tScRiPt:alert(1)", "none", ""),
        ("\x01javascript:alert(1)", "none", ""),
        ("data:text/html,x", "none", ""),
        ("vbscript:x", "none", ""),
        ("file:///etc/passwd", "none", ""),
        ("http://", "none", ""),
        ("http://[", "none", ""),
        ("https:/x", "none", ""),
        ("a%00b.md", "none", ""),
        ("C:\\x", "none", ""),
    ],
)
def test_an_address_leads(written: str, kind: str, value: str) -> None:
    found = classify(written, "folder")
    assert (found.kind, found.value) == (kind, value)


@pytest.mark.parametrize(
    ("written", "kind", "value"),
    [
        ("/politics", "web", "https://x.example/politics"),
        ("more", "web", "https://x.example/a/more"),
        ("other.html", "file", "folder/other.html"),
        ("img/a.png", "file", "folder/img/a.png"),
        ("/img/a.png", "web", "https://x.example/img/a.png"),
    ],
)
def test_an_address_of_a_saved_page(written: str, kind: str, value: str) -> None:
    found = classify(written, "folder", "https://x.example/a/page.html")
    assert (found.kind, found.value) == (kind, value)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("old/path.html", "old/path.html"),
        ("/old/", "old/index.html"),
        ("old", "old.html"),
        ("../x.html", None),
        ("a/../x.html", None),
        ("//evil.example/", None),
        ("https://evil.example/", None),
        ("_headers", None),
        (".htaccess", None),
        ("robots.txt", None),
        ("a\\b.html", None),
        ("a b.html", None),
        ("", None),
        ("/", None),
    ],
)
def test_an_alias_is_a_page_of_this_site(written: str, expected: str | None) -> None:
    assert safe_alias(written) == expected


@given(
    st.text(max_size=40) | st.text("./\\%2e0:jhtps#?&ab\t ", max_size=20), st.sampled_from(["", "a", "a/b"])
)
def test_no_address_leaves_the_seeds_folder_or_breaks_an_attribute(written: str, folder: str) -> None:
    found = classify(written, folder)
    if found.kind == "file":
        assert found.value not in ("", ".", "..")
        assert not found.value.startswith(("/", "../"))
        assert "/../" not in f"/{found.value}/"
    elif found.kind == "web":
        assert found.value.lower().startswith(("http://", "https://", "mailto:"))
        assert not set(found.value) & set("\"'<>` \t\n")
    address = web_address(written)
    assert address is None or address.isascii()
