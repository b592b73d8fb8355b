"""Addresses in articles: which are safe, and which file of the archive a relative one means."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, unquote, urljoin, urlsplit

IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
"""Extensions of images that are copied. No SVG: it can hold scripts."""

_PAGES = (".html", ".htm", ".md", ".markdown", ".txt")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_BLANKS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_ALIAS = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9._~-]{0,99}/){0,10}(?:[A-Za-z0-9][A-Za-z0-9._~-]{0,99})?")
_KEPT = "!#$%&()*+,/:;=?@[]~-._"
"""Characters of an address that stand as they are; `'`, `"`, `<`, `>`, blanks and the like do not."""


@dataclass(frozen=True, slots=True)
class Address:
    """web: `value` is an http, https or mailto address. file: a path relative to the seeds folder.
    here: the id of a place in the same article. none: nothing that may be linked."""

    kind: Literal["web", "file", "here", "none"]
    value: str = ""


_NOWHERE = Address("none")


def classify(written: str, folder: str, base: str | None = None) -> Address:
    """What an address in an article of `folder` (relative to seeds, "" at its root) leads to.

    `base` is the address that a saved page came from: an address of its site is resolved against it.
    """
    written = written.strip()
    if _SCHEME.match(_BLANKS.sub("", written)):
        address = web_address(written, mail=True)
        return Address("web", address) if address else _NOWHERE
    if written.startswith("#"):
        return Address("here", unquote(written[1:])) if len(written) > 1 else _NOWHERE
    try:
        parts = urlsplit(written)
    except ValueError:
        return _NOWHERE
    path = unquote(parts.path)
    if parts.netloc or written.startswith(("//", "\\")) or not path:
        return _NOWHERE
    named = path.lower().endswith(IMAGES + _PAGES)
    if base and (path.startswith("/") or not named):
        address = web_address(urljoin(base, written))
        return Address("web", address) if address else _NOWHERE
    target = posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path))
    if target.startswith("../") or target in ("..", ".") or "\x00" in target or not _storable(target):
        return _NOWHERE
    return Address("file", target)


def web_address(written: str, *, mail: bool = False) -> str | None:
    """An http or https address (mailto too where `mail`), safe in an attribute, else None."""
    if _BLANKS.search(written.strip()):
        written = re.sub(r"[\t\n\r]", "", written.strip())
    try:
        parts = urlsplit(written.strip())
        host = parts.hostname
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if (scheme in ("http", "https") and host) or (mail and scheme == "mailto" and "@" in parts.path):
        return quote(written.strip(), safe=_KEPT) if _storable(written) else None
    return None


def safe_alias(written: str) -> str | None:
    """A site-relative address that a redirect may stand at, else None.

    Only pages: no file that a server or a host reads as an instruction (`.htaccess`, `_headers`,
    `robots.txt`), nothing that leaves the site. "old/path/" becomes "old/path/index.html".
    """
    if "//" in written or "\\" in written:
        return None
    path = written.removeprefix("/")
    if not path or not _ALIAS.fullmatch(path) or ".." in path.split("/"):
        return None
    name = path.rpartition("/")[2]
    if not name:
        return path + "index.html"
    if "." not in name:
        return path + ".html"
    return path if name.lower().endswith((".html", ".htm")) else None


def _storable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
