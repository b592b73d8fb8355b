"""One page an article: its text with links, what it speaks of, and what stands near it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from sitegen import edtf
from sitegen.model import Archive, ArchiveArticle, Article, Piece, Span
from sitegen.plan import quotes, words
from sitegen.plan.addresses import Addresses, targets
from sitegen.plan.parts import Here, article_summary, article_when
from sitegen.plan.views import ArticleView, EntityRow, Link, PagePlan, TextLink, TextView
from sitegen.plan.world import World, newest_first, title_span
from sitegen.problems import Problem
from sitegen.taxonomy import PAGELESS

CASTING = 40
"""Entities of one type listed beside an article at most."""

RELATED = 5
COPIES = 20

COMMON = 30
"""An entity or event in more articles than this relates none of them to another."""

EVENT_WEIGHT = 3.0
"""A shared event against a shared entity of the same rarity."""


def plan_articles(world: World) -> Iterator[PagePlan]:
    near = _neighbours(world)
    known = dict(targets(world.where))
    relating = _relating(world)
    for article in world.archive.articles:
        path = world.where.articles[article.id]
        yield PagePlan(path, "article.html", _view(Here(world, path), article, near, known, relating))


def _view(
    here: Here,
    article: ArchiveArticle,
    near: dict[str, tuple[str | None, str | None]],
    known: dict[str, str],
    relating: dict[str, list[tuple[float, tuple[str, ...]]]],
) -> ArticleView:
    world, source = here.world, article.article
    month = month_crumb(world, article)
    cast = _cast(here, article)
    events = {e.id: e for _, e in world.reports.get(article.id, ()) if e.page}
    slight = (
        words.event_type(e)
        for r, e in world.reports.get(article.id, ())
        if not e.page and e.type not in PAGELESS
    )
    earlier, later = near.get(article.id, (None, None))
    original = world.articles.get(article.copy_of or "")
    copies = world.copies.get(article.copy_of or article.id, ())
    others = [c.id for c in copies if c.id != article.id]
    summary = article_summary(world, article)
    return ArticleView(
        head=here.head(
            _distinct_title(world, article),
            summary,
            kind="article",
            crumbs=[("Home", "index.html"), month],
            section="Articles",
        ),
        root=here.root,
        title=world.titles[article.id],
        untitled=not (source.title and source.title.strip()),
        when=article_when(article),
        byline=source.byline or "",
        publisher=source.publisher or "",
        original=source.url or "",
        source=source.source,
        language=_language(world, article),
        tags=source.tags,
        sources=tuple(_outside(s) for s in source.sources),
        text=_text(here, article, known),
        shown=world.settings.publish.text,
        notes=tuple(_notes(world, article)),
        copy_of=here.article(original.id) if original else None,
        copies=tuple(here.article_row(id_) for id_ in others[:COPIES]),
        events=tuple(here.event_row(e) for e in events.values()),
        slight=tuple(f"{name} ({n})" if n > 1 else name for name, n in Counter(slight).most_common(12)),
        people=cast["person"],
        organisations=cast["organisation"],
        places=cast["place"],
        groups=cast["group"],
        quotes=quotes.own(here, article.id),
        related=tuple(here.article_row(id_) for id_ in _related(article, relating)),
        earlier=here.article(earlier) if earlier else None,
        later=here.article(later) if later else None,
    )


def broken_links(archive: Archive, where: Addresses) -> Iterator[Problem]:
    """Links of articles to files that are no article of the archive and no image beside it."""
    known = dict(targets(where))
    for article in archive.articles:
        source = article.article
        asked = {p.target for p in source.body if p.kind == "target" and p.html.startswith("<a")}
        for target in sorted(asked - known.keys()):
            message = f"links to {target}, which is no article of this archive"
            hint = "mend the address, or add the article; the words are shown without a link"
            yield Problem(source.source, 0, "broken-link", "warning", message, hint)


def month_key(article: ArchiveArticle) -> str:
    """ "2025-05" for a date that is at least so exact, "2025" for a coarser one, "" for none."""
    date = article.article.date
    days = edtf.bounds(date) if date else None
    if not date or days is None or not 1 <= days[0].year < 9999:
        return ""
    exact = (days[0].year, days[0].month) == (days[1].year, days[1].month)
    return f"{days[0].year:04}-{days[0].month:02}" if exact else f"{days[0].year:04}"


def month_address(key: str) -> str:
    return f"months/{key}.html" if key else "undated/index.html"


def month_crumb(world: World, article: ArchiveArticle) -> tuple[str, str]:
    key = month_key(article)
    return (edtf.describe(key) if key else "Undated", month_address(key))


def _distinct_title(world: World, article: ArchiveArticle) -> str:
    """For <title>: with what tells it from another article of the same title."""
    when = article_when(article)
    telling = [t for t in (article.article.publisher or "", when.label if when.edtf else "") if t]
    title = words.shortened(world.titles[article.id], 110)
    return f"{title} ({', '.join(telling)})" if telling else f"{title} ({article.article.source})"


def _language(world: World, article: ArchiveArticle) -> str:
    language = article.annotation.language or article.article.language or ""
    return "" if language == world.settings.site.language else language


def _outside(source: str) -> Link:
    parts = urlsplit(source) if "://" in source else None
    return Link(source if parts and parts.scheme in ("http", "https") else "", source)


def _notes(world: World, article: ArchiveArticle) -> Iterator[str]:
    if not article.annotation.read:
        yield (
            "This article is not in English. It is shown and can be searched, "
            "but no names or events were read from it."
        )
    if world.cuts[article.id] < len(article.article.text):
        if world.settings.publish.text == "excerpt":
            yield "Only the beginning of the article is published here."
        else:
            yield "The text of the article is not published here."


# ---------------------------------------------------------------- its text


def _text(here: Here, article: ArchiveArticle, known: dict[str, str]) -> TextView:
    world, source = here.world, article.article
    cut, title = world.cuts[article.id], title_span(article)
    whole = cut >= len(source.text)
    pieces = source.body if whole else _paragraphs(source, title, cut)
    asked = sorted({p.target for p in pieces if p.kind == "target"})
    return TextView(
        text=source.text if whole else source.text[:cut],
        title=title,
        pieces=pieces,
        sentences=tuple(s for s in article.annotation.sentences if s[0] < cut),
        links=tuple(_links(here, article, title[1], cut)),
        targets=tuple((t, here.to(known[t])) for t in asked if t in known),
    )


def _paragraphs(source: Article, title: Span, cut: int) -> tuple[Piece, ...]:
    """The published beginning as plain paragraphs: cutting through markup would leave it open."""
    pieces: list[Piece] = []
    for start, end in source.blocks:
        if start >= title[1] and start < cut:
            pieces += (
                Piece("markup", html="<p>"),
                Piece("text", start=start, end=min(end, cut)),
                Piece("markup", html="</p>"),
            )
    return tuple(pieces)


def _links(here: Here, article: ArchiveArticle, start: int, end: int) -> Iterator[TextLink]:
    """Links that do not overlap: of entities the outermost, then of events what is left."""
    world, path = here.world, here.world.where
    named = [
        (m.start, m.end, here.to(path.entities[e.id]), e.type)
        for m, e in world.mentions.get(article.id, ())
        if m.kind != "pronoun" and e.id in path.entities
    ]
    triggers = [
        (r.start, r.end, here.to(path.events[e.id]), "event")
        for r, e in world.reports.get(article.id, ())
        if e.id in path.events
    ]
    kept: list[tuple[int, int, str, str]] = []
    taken = bytearray(end)
    for links in (named, triggers):
        for link in sorted(links, key=lambda x: (x[0] - x[1], x)):
            if start <= link[0] < link[1] <= end and not any(taken[link[0] : link[1]]):
                kept.append(link)
                taken[link[0] : link[1]] = b"\1" * (link[1] - link[0])
    for link in sorted(kept):
        yield TextLink(*link)


def _cast(here: Here, article: ArchiveArticle) -> dict[str, tuple[EntityRow, ...]]:
    """Who and what it names, by type, most named first."""
    counts: dict[str, int] = defaultdict(int)
    for mention, entity in here.world.mentions.get(article.id, ()):
        if mention.kind != "pronoun":
            counts[entity.id] += 1
    rows: dict[str, list[EntityRow]] = {t: [] for t in words.PLURALS}
    for id_ in sorted(counts, key=lambda id_: (-counts[id_], id_)):
        entity = here.world.entities[id_]
        if entity.type in rows and len(rows[entity.type]) < CASTING:
            rows[entity.type].append(here.entity_row(entity, counts[id_]))
    return {type_: tuple(found) for type_, found in rows.items()}


# ---------------------------------------------------------------- what stands near it


def _neighbours(world: World) -> dict[str, tuple[str | None, str | None]]:
    """The dated article before and after each dated one."""
    dated = [a.id for a in reversed(newest_first(world.newest, lambda a: a.article.date)) if month_key(a)]
    before: Sequence[str | None] = [None, *dated]
    after: Sequence[str | None] = [*dated[1:], None][: len(dated)]
    return {id_: (before[n], after[n]) for n, id_ in enumerate(dated)}


def _relating(world: World) -> dict[str, list[tuple[float, tuple[str, ...]]]]:
    """For each article: the weight of each rare entity and event in it, and the articles that have it."""
    found: dict[str, list[tuple[float, tuple[str, ...]]]] = defaultdict(list)
    shared = [(1.0, world.in_articles[e.id]) for e in world.archive.entities if e.page]
    shared += [
        (EVENT_WEIGHT, tuple(dict.fromkeys(r.article for r in e.mentions if r.article in world.articles)))
        for e in world.archive.events
        if e.page
    ]
    for weight, ids in shared:
        if 1 < len(ids) <= COMMON:
            for id_ in ids:
                found[id_].append((weight / len(ids), ids))
    return found


def _related(article: ArchiveArticle, relating: dict[str, list[tuple[float, tuple[str, ...]]]]) -> list[str]:
    scores: dict[str, float] = defaultdict(float)
    for weight, ids in relating.get(article.id, ()):
        for id_ in ids:
            scores[id_] += weight
    for own in (article.id, article.copy_of):
        scores.pop(own or "", None)
    return sorted(scores, key=lambda id_: (-round(scores[id_], 9), id_))[:RELATED]
