"""Searching a built site from the command line: the same hits, in the same order, as its search page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sitegen.problems import SitegenError
from sitegen.search.excerpt import excerpt
from sitegen.search.fields import KINDS
from sitegen.search.grammar import Node, parse
from sitegen.search.rank import rank
from sitegen.search.shards import MANIFEST
from sitegen.search.source import Source

_INDEX = Path("search", "index")


@dataclass(frozen=True, slots=True)
class Hit:
    kind: str
    """article, entity or event."""
    id: str
    url: str
    """Site-relative address of its page."""
    title: str
    score: float
    source: str
    """The article's file; empty for entities and events."""
    date: str | None
    """EDTF."""
    type: str
    """Entity or event type; "article" for an article."""
    excerpt: str
    marks: tuple[tuple[int, int], ...]
    """Spans of `excerpt` that match."""


@dataclass(frozen=True, slots=True)
class Answer:
    hits: tuple[Hit, ...]
    """The best ones, best first."""
    found: int
    """How many there are in all."""
    guessed: tuple[tuple[str, tuple[str, ...]], ...]
    """Words of the query that nothing has, and those spelt alike that stood in for them, if any."""


def query(site: Path, text: str, kind: str = "all", limit: int = 20) -> tuple[Hit, ...]:
    """The hits of `answer`."""
    return answer(site, text, kind, limit).hits


def answer(site: Path, text: str, kind: str = "all", limit: int = 20) -> Answer:
    """What a query finds in the site at `site`; `limit` hits of it.

    Reads the site alone: its Whoosh index, or the browser's shards where that is not published.
    Raises QueryError for a quotation mark or bracket without partner, SitegenError for a site
    without a search index and for an index that is damaged or foreign.
    """
    if kind not in ("all", *KINDS):
        raise SitegenError(f"unknown kind {kind!r} (hint: kinds are all, {', '.join(KINDS)})")
    tree = parse(text)
    if (site / _INDEX).is_dir():
        from sitegen.search.whoosh_source import WhooshSource  # slow to import; most sites need it, not all

        with WhooshSource(site / _INDEX) as source:
            return _answer(tree, source, kind, limit)
    if not (site / MANIFEST).is_file():
        raise SitegenError(f"{site}: no search index here (hint: is it a site that sitegen built?)")
    from sitegen.search.shard_source import ShardSource

    try:
        return _answer(tree, ShardSource(site), kind, limit)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        # JSON, but not of the shape that we write
        raise SitegenError(f"{MANIFEST}: damaged search index (hint: build the archive again)") from error


def _answer(tree: Node, source: Source, kind: str, limit: int) -> Answer:
    ranking = rank(tree, source, kind)
    hits = []
    for doc, score in ranking.hits[:limit]:
        found = source.record(doc)
        passage = excerpt(source.text(doc), ranking.terms)
        hits.append(
            Hit(
                kind=found.kind,
                id=found.id,
                url=found.url,
                title=found.title,
                score=score,
                source=found.source,
                date=found.date,
                type=found.type,
                excerpt=passage.text,
                marks=passage.marks,
            )
        )
    return Answer(tuple(hits), len(ranking.hits), ranking.guessed)
