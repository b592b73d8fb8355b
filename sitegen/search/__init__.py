"""Search: one index, written with Whoosh; two readers, the command line and the browser, that agree.

    SearchDocuments ─segments→ runs ─invert→ postings ─┬─index→  search/index/   (whoosh_source.py reads it)
                                                       └─coded─shards→ search/manifest.js, search/shards/
                                                                                     (static/search-*.js)

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
from sitegen.search.segments import Coded, Run, code, cut, statistics, united

__all__ = [
    "MANIFEST",
    "SCRIPT",
    "SCRIPT_PARTS",
    "Answer",
    "Coded",
    "Hit",
    "QueryError",
    "Run",
    "answer",
    "assemble",
    "build_index",
    "code",
    "cut",
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

    Without `settings.publish_index` the browser's shards alone, which the command line reads as well. One
    process: next to reading and annotating the same articles an index takes a hundredth of the time, and
    after an edit few of its segments are coded.
    """
    runs = cut(documents)
    segments = []
    for run in runs:
        segment, files = code(run, settings.publish_index)
        yield from files
        segments.append(segment)
    yield from assemble(segments, runs, settings)


def assemble(
    segments: Sequence[Coded], runs: Sequence[Run], settings: SearchSettings
) -> Iterator[tuple[str, bytes]]:
    """The files of the index beside those of its segments."""
    from sitegen.search.fields import FIELDS
    from sitegen.search.shards import ShardWriter

    if settings.publish_index:
        from sitegen.search.index import contents  # imports whoosh

        yield from contents(segments)
    writer = ShardWriter([document for run in runs for document in run], statistics(segments, runs))
    for number in range(len(FIELDS)):
        for term in united(segments, number):
            writer.term(number, term)
    yield from writer.finish()


def marked_stale(manifest: bytes) -> bytes:
    """MANIFEST's bytes where the index is older than the pages beside it; the search page then says so."""
    from sitegen.search.shards import stale

    return stale(manifest)
