"""Searching a built site from the command line: the same hits, in the same order, as its search page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sitegen.naming import distance
from sitegen.problems import SitegenError
from sitegen.search.excerpt import excerpt, other_names
from sitegen.search.fields import KINDS
from sitegen.search.grammar import All, Any, In, Is, Node, Not, Words, parse
from sitegen.search.rank import rank
from sitegen.search.shards import MANIFEST
from sitegen.search.source import Source

ORDERS = ("best", "newest", "oldest")

_INDEX = Path("search", "index")
_NOT_OURS = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RuntimeError, StopIteration)
"""What values raise that are of another shape than those that we write."""


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
    also: tuple[str, ...]
    """Names of an entity that match and say more than its title does."""
    weight: int
    """How often an entity or event is mentioned, how many names an article has."""


@dataclass(frozen=True, slots=True)
class Answer:
    hits: tuple[Hit, ...]
    """The best ones, best first."""
    found: int
    """How many there are in all."""
    guessed: tuple[tuple[str, tuple[str, ...]], ...]
    """Words of the query that nothing has, and those spelt alike that stood in for them, if any."""
    unknown: tuple[tuple[str, str, tuple[str, ...]], ...]
    """Fields (type or kind), what the query wants there and nothing is, and what there is, closest first."""


def query(
    site: Path, text: str, kind: str = "all", limit: int = 20, order: str = "best", offset: int = 0
) -> tuple[Hit, ...]:
    """The hits of `answer`."""
    return answer(site, text, kind, limit, order, offset).hits


def answer(
    site: Path, text: str, kind: str = "all", limit: int = 20, order: str = "best", offset: int = 0
) -> Answer:
    """What a query finds in the site at `site`: `limit` hits of it, after the first `offset`.

    Reads the site alone: its Whoosh index, or the browser's shards where that is not published.
    Raises QueryError for a quotation mark or bracket without partner, SitegenError for a site
    without a search index and for an index that is damaged or foreign.
    """
    if kind not in ("all", *KINDS):
        raise SitegenError(f"unknown kind {kind!r} (hint: kinds are all, {', '.join(KINDS)})")
    if order not in ORDERS:
        raise SitegenError(f"unknown order {order!r} (hint: orders are {', '.join(ORDERS)})")
    tree = parse(text)
    part = slice(offset, offset + limit)
    whoosh = (site / _INDEX).is_dir()
    if not whoosh and not (site / MANIFEST).is_file():
        raise SitegenError(f"{site}: no search index here (hint: is it a site that sitegen built?)")
    try:
        if whoosh:
            from sitegen.search.whoosh_source import WhooshSource  # slow to import; not all sites need it

            with WhooshSource(site / _INDEX) as source:
                return _answer(tree, source, kind, order, part)
        from sitegen.search.shard_source import ShardSource

        return _answer(tree, ShardSource(site), kind, order, part)
    except _NOT_OURS as error:
        where = _INDEX.as_posix() if whoosh else MANIFEST
        raise SitegenError(f"{where}: damaged search index (hint: build the archive again)") from error


def _answer(tree: Node, source: Source, kind: str, order: str, part: slice) -> Answer:
    ranking = rank(tree, source, kind)
    hits = []
    for doc, score in _ordered(ranking.hits, source, order)[part]:
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
                also=other_names(found.also, found.title, ranking.terms),
                weight=found.weight,
            )
        )
    known = {"type": source.types, "kind": KINDS}
    unknown = tuple(
        (each.field, each.value, closest_first(each.value, known[each.field]))
        for each in _filters(tree)
        if known.get(each.field) and each.value not in known[each.field]
    )
    return Answer(tuple(hits), len(ranking.hits), ranking.guessed, unknown)


def _ordered(hits: Sequence[tuple[int, float]], source: Source, order: str) -> Sequence[tuple[int, float]]:
    """By first days; the undated last, and those of one day in the order of the index."""
    if order == "best":
        return hits
    way = -1 if order == "newest" else 1

    def place(hit: tuple[int, float]) -> tuple[bool, int, int]:
        days = source.days(hit[0])
        return days is None, way * days[0] if days else 0, hit[0]

    return sorted(hits, key=place)


def _filters(node: Node) -> Iterator[Is]:
    match node:
        case Is():
            yield node
        case In() | Not():
            yield from _filters(node.node)
        case All() | Any():
            for each in node.nodes:
                yield from _filters(each)
        case Words():
            for each in (*node.should, *node.must, *node.never):
                yield from _filters(each)


def closest_first(value: str, known: Iterable[str]) -> tuple[str, ...]:
    """Those spelt alike, those that have a part in common, then the others. search-hints.js has the same."""
    parts = set(value.split("-"))

    def far(other: str) -> int:
        edits = distance(value, other, 2)
        if edits <= 2:
            return edits
        return 3 if other.startswith(value) or parts & set(other.split("-")) else 4

    return tuple(sorted(known, key=lambda other: (far(other), other)))
