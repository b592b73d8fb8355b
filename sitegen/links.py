"""The links of a built site: every internal one must lead to a file and, with a fragment, to an id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from sitegen.problems import Problem

ATTRIBUTES = ("href", "src")


class _Page(HTMLParser):
    """Collects the ids and the links of one page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            elif name in ATTRIBUTES and value:
                self.links.append((self.getpos()[0], value))


def broken_links(files: Mapping[str, bytes | None]) -> Iterator[Problem]:
    """Problems of the pages in `files`: path -> bytes of a page, None for any other file."""
    pages = {}
    for path, data in files.items():
        if data is not None:
            pages[path] = _Page()
            pages[path].feed(data.decode("utf-8"))
    for path, page in sorted(pages.items()):
        for line, link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = normpath(join(dirname(path), unquote(parts.path))) if parts.path else path
            if target not in files:
                yield Problem(f"site/{path}", line, "broken-link", "error", f"{link} leads nowhere")
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
                yield Problem(
                    f"site/{path}", line, "broken-anchor", "error", f"{link}: no such id in {target}"
                )
