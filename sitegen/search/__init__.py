"""Search: one index, written with Whoosh; two readers, the command line and the browser, that agree.

    SearchDocument ─invert→ postings ─┬─index→  search/index/            (whoosh_source.py reads it)
                                      └─shards→ search/manifest.js, search/shards/  (static/search-*.js)

    analyzer.py     text -> terms                        = static/search-text.js
    forms.py        an English word -> its other forms   = static/search-forms.js
    grammar.py      query -> tree                        = static/search-query.js
    rank.py         tree over a Source -> scored hits    = static/search-rank.js
    excerpt.py      the passage to show                  = static/search-excerpt.js
    fields.py       every figure that ranking uses; the browser gets them through the manifest

The only stage that imports whoosh, and only where an index is written or read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.config import SearchSettings
from sitegen.model import SearchDocument
from sitegen.search.grammar import QueryError
from sitegen.search.query import Answer, Hit, answer, query

__all__ = [
    "MANIFEST",
    "SCRIPT",
    "SCRIPT_PARTS",
    "Answer",
    "Hit",
    "QueryError",
    "answer",
    "build_index",
    "marked_stale",
    "query",
]

MANIFEST = "search/manifest.js"
SCRIPT = "search/search.js"
"""What the search page loads: the parts below, one after the other, in one request."""
SCRIPT_PARTS = tuple(
    f"static/search{part}.js"
    for part in (
        *("-text", "-forms", "-query", "-shards", "-rank", "-excerpt", "-suggest"),
        *("-address", "-hints", "-filters", ""),
    )
)


def build_index(documents: Sequence[SearchDocument], settings: SearchSettings) -> Iterator[tuple[str, bytes]]:
    """Site-relative paths and bytes of the search index as they are made, the same for any order of them.

    Without `settings.publish_index` the browser's shards alone, which the command line reads as well.
    The postings are walked once, for both. One process: with a second one for the shards both would invert
    the documents, which would save a quarter of the time at most and take twice the memory.
    """
    from sitegen.search.fields import FIELDS
    from sitegen.search.index import IndexWriter, kept_length  # imports whoosh
    from sitegen.search.invert import invert
    from sitegen.search.shards import ShardWriter

    inverted = invert(documents)
    writers: list[IndexWriter | ShardWriter] = [IndexWriter(inverted)] if settings.publish_index else []
    writers.append(ShardWriter(inverted, kept_length))
    for number in range(len(FIELDS)):
        for writer in writers:
            writer.start_field(number)
        for term, postings in inverted.field(number):
            for writer in writers:
                writer.term(number, term, postings)
    for writer in writers:
        yield from writer.finish()


def marked_stale(manifest: bytes) -> bytes:
    """MANIFEST's bytes where the index is older than the pages beside it; the search page then says so."""
    from sitegen.search.shards import stale

    return stale(manifest)
