"""Articles in the archive: their stable ids, and which are copies of which."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import PurePosixPath

from sitegen.model import Annotation, ArchiveArticle, Article, Permalink
from sitegen.naming import slug
from sitegen.resolve.permalinks import Claimant, assign_ids

SHINGLE = 5
"""Words a shingle."""
SKETCH = 12
"""The smallest shingle hashes of an article; near copies share some of them nearly always."""
CROWD = 40
"""A shingle of so many articles is boilerplate and proposes nobody."""
ALIKE = 0.8
"""Share of shingles (Jaccard) from which two texts are one story; Broder 1997, resemblance."""

_WORD = re.compile(r"[^\W_]+")


def archive_articles(
    inputs: Sequence[tuple[Article, Annotation]], known: Sequence[Permalink]
) -> tuple[tuple[ArchiveArticle, ...], tuple[Permalink, ...]]:
    """The articles under their ids, sorted by id, and the new links. The order of inputs is of no account."""
    ordered = sorted(inputs, key=lambda pair: (pair[0].source, pair[0].digest))
    claimants = [
        Claimant(
            # A file that was edited keeps its id before one that has its old content.
            keys=(f"source:{article.source}", f"digest:{article.digest}"),
            wish=slug(article.title or PurePosixPath(article.source).stem, "article"),
        )
        for article, _ in ordered
    ]
    assigned = assign_ids(claimants, known)
    copies = _copies([article for article, _ in ordered])
    found = [
        ArchiveArticle(
            id=assigned.ids[n],
            article=article,
            annotation=annotation,
            copy_of=assigned.ids[copies[n]] if n in copies else None,
        )
        for n, (article, annotation) in enumerate(ordered)
    ]
    return tuple(sorted(found, key=lambda a: a.id)), assigned.links


def _copies(articles: Sequence[Article]) -> dict[int, int]:
    """Copy -> original, by position. The original is the earliest dated, then the first by source."""
    shingles = [_shingles(article) for article in articles]
    order = sorted(range(len(articles)), key=lambda n: (articles[n].date is None, articles[n].date or "", n))
    rank = {n: position for position, n in enumerate(order)}
    by_hash: dict[int, list[int]] = defaultdict(list)
    copies: dict[int, int] = {}
    for n in order:
        sketch = sorted(shingles[n])[:SKETCH]
        votes: dict[int, int] = defaultdict(int)
        for value in sketch:
            if len(by_hash[value]) < CROWD:
                for other in by_hash[value]:
                    votes[other] += 1
        for other in sorted(votes, key=lambda m: (-votes[m], rank[m])):
            if _alike(shingles[n], shingles[other]):
                copies[n] = other
                break
        else:
            # Copies propose nobody: every copy leads to the original itself.
            for value in sketch:
                by_hash[value].append(n)
    return copies


def _shingles(article: Article) -> frozenset[int]:
    body = article.text[article.blocks[0][1] :] if article.title and article.blocks else article.text
    words = [word.casefold() for word in _WORD.findall(body)]
    if len(words) < 2 * SHINGLE:
        return frozenset()
    return frozenset(
        zlib.crc32(" ".join(words[n : n + SHINGLE]).encode("utf-8", "surrogatepass"))
        for n in range(len(words) - SHINGLE + 1)
    )


def _alike(a: frozenset[int], b: frozenset[int]) -> bool:
    return bool(a) and len(a & b) >= ALIKE * len(a | b)
