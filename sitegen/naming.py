"""Folding names for matching, and slugs for addresses."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

SLUG_LENGTH = 80

RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "index", "404", "all", "data", "feed", "search", "static"]
    + ["cname", "headers", "redirects", "robots", "sitemap"]
    + [f"{port}{n}" for port in ("com", "lpt") for n in range(10)]
)
"""Slugs that a file system, a static host or the site's own pages keep for themselves."""

_APOSTROPHES = re.compile("['`´ʹʻʼʽʾʿˈ‘’‛′＇]")
_INITIALS = re.compile(r"(?<![^\W_])(?:[^\W_]\.){2,}(?:[^\W_](?![^\W_]))?")
_OTHER = re.compile(r"[^a-z0-9]+")


def words(text: str) -> frozenset[str]:
    """A table of words written as one text."""
    return frozenset(text.split())


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """`text` as matched by: case, accents and script folded, apostrophes dropped, "U.S." one word,
    other punctuation to single spaces. Empty where nothing can be read.

    >>> fold("Asaad al‑Shaʿrā’"), fold("U.S. Army"), fold("Johnson & Johnson")
    ('asaad al shara', 'us army', 'johnson and johnson')
    """
    text = _APOSTROPHES.sub("", text)
    text = _INITIALS.sub(lambda m: m.group().replace(".", "") + " ", text)
    text = text.replace("&", " and ")
    if not text.isascii():
        text = anyascii(text).replace("'", "").replace("`", "")
    return _OTHER.sub(" ", text.casefold()).strip()


def anglicised(text: str) -> bool:
    """True for Latin letters, with whatever marks: "Erdoğan", not "القذافي"."""
    return text.isascii() or all(
        unicodedata.name(c, "LATIN").startswith("LATIN") for c in text if c.isalpha()
    )


def slug(text: str, fallback: str) -> str:
    """An address part for `text`: [a-z0-9-], at most SLUG_LENGTH characters, never empty or reserved.

    `fallback` stands in where nothing of `text` is left, and before a reserved word.

    >>> slug("Asaad Al Shibani", "person"), slug("…", "person"), slug("Con", "person")
    ('asaad-al-shibani', 'person', 'person-con')
    """
    spare = _cut("-".join(fold(fallback).split()))
    if not spare or spare in RESERVED:
        spare = f"x-{spare}".rstrip("-")
    name = _cut("-".join(fold(text).split()))
    if not name:
        return spare
    return _cut(f"{spare}-{name}") if name in RESERVED else name


def _cut(name: str) -> str:
    """`name` within SLUG_LENGTH, cut between words where there is a break in its second half."""
    if len(name) <= SLUG_LENGTH:
        return name
    head = name[:SLUG_LENGTH]
    if name[SLUG_LENGTH] != "-":
        at = head.rfind("-")
        head = head[:at] if at > SLUG_LENGTH // 2 else head
    return head.strip("-")


def distance(a: str, b: str, most: int) -> int:
    """Edits between two words, a swap of neighbours counting one; `most` + 1 where there are more."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, char in enumerate(a, 1):
        row = [i]
        for j, other in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (char != other))
            if i > 1 and j > 1 and char == b[j - 2] and a[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)
