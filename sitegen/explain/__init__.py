"""`sitegen explain`: the inputs and reasons behind one page, entity, event or article."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import process

from sitegen.explain.event import event_facts
from sitegen.model import Archive, ArchiveArticle, Entity
from sitegen.problems import SitegenError


@dataclass(frozen=True, slots=True)
class Explanation:
    """`facts` are (label, value) lines in reading order; a label repeats where there are several."""

    kind: str
    id: str
    title: str
    facts: tuple[tuple[str, str], ...]


def explain(archive: Archive, addresses: Mapping[str, tuple[str, str]], wanted: str) -> Explanation:
    """What `wanted` (an id, or an address as in the browser) rests on.

    `addresses` maps the address of a page to (kind, id). Raises SitegenError with the nearest
    names where there is no such thing.
    """
    articles = {a.id: a for a in archive.articles}
    entities = {e.id: e for e in archive.entities}
    events = {e.id: e for e in archive.events}
    address = wanted.split("#")[0].split("?")[0]
    address = next((a for a in addresses if address == a or address.endswith("/" + a)), "")
    kind, name = addresses.get(address, ("", wanted))
    if name in entities and kind in ("", "entity"):
        return _entity(entities[name], articles)
    if name in events and kind in ("", "event"):
        event = events[name]
        return Explanation("event", event.id, event.title, tuple(event_facts(event, archive)))
    if name in articles and kind in ("", "article"):
        return _article(articles[name], archive)
    known = sorted({*articles, *entities, *events})
    near = ", ".join(match for match, _, _ in process.extract(wanted, known, limit=3))
    raise SitegenError(f"nothing is called {wanted!r} here (hint: the nearest ids are {near})", status=2)


def _entity(entity: Entity, articles: Mapping[str, ArchiveArticle]) -> Explanation:
    facts = [("type", f"{entity.type}, {entity.subtype}" if entity.subtype else entity.type)]
    facts += [("page", entity.page_reason)]
    facts += [("spelt", f"{a.text} ({a.count})") for a in entity.aliases]
    facts += [("joined", reason) for reason in entity.joined]
    facts += [
        ("role", f"{r.text}, {r.date or 'undated'}: {_place(r.evidence.article, articles)}")
        for r in entity.roles
    ]
    if entity.coordinates:
        at = entity.coordinates
        facts.append(("coordinates", f"{at.lat}, {at.lon} ({at.precision}): {entity.placed}"))
    elif entity.placed:
        facts.append(("coordinates", f"none: {entity.placed}"))
    for m in entity.mentions:
        facts.append(
            ("mention", f"{_place(m.article, articles)}: {m.text!r} {m.kind} {m.confidence:.2f}, {m.reason}")
        )
    return Explanation("entity", entity.id, entity.name, tuple(facts))


def _article(article: ArchiveArticle, archive: Archive) -> Explanation:
    a = article.article
    facts = [("source", a.source), ("sha256", a.digest), ("format", a.format)]
    facts.append(("date", f"{a.date} (from {a.date_from})" if a.date else "undated"))
    if article.date_inferred:
        facts.append(("inferred", f"{article.date_inferred}: {article.inferred_why}"))
    facts.append(
        (
            "language",
            f"{article.annotation.language}{'' if article.annotation.read else ', not read by the model'}",
        )
    )
    if article.copy_of:
        facts.append(("copy of", article.copy_of))
    facts += [("entity", e.id) for e in archive.entities if any(m.article == article.id for m in e.mentions)]
    facts += [
        ("event", e.id) for e in archive.events if e.page and any(m.article == article.id for m in e.mentions)
    ]
    return Explanation("article", article.id, a.title or a.source, tuple(facts))


def _place(article: str, articles: Mapping[str, ArchiveArticle]) -> str:
    return articles[article].article.source


def lines(explanation: Explanation, width: int = 0) -> Iterator[str]:
    """The explanation as plain lines, of at most `width` characters where that is not 0."""
    yield f"{explanation.kind} {explanation.id}: {explanation.title}"
    column = max(len(label) for label, _ in explanation.facts)
    for label, value in explanation.facts:
        room = max(width - column - 4, 30) if width else len(value) + 1
        parts = textwrap.wrap(value, room, break_long_words=False, break_on_hyphens=False)
        for n, part in enumerate(parts or [""]):
            yield f"  {'' if n else label:<{column}}  {part}"
