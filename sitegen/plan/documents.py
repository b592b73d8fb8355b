"""What the search index is made of: one document an article, an entity or an event with a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from sitegen import gazetteer
from sitegen.model import ArchiveArticle, Entity, Event, SearchDocument
from sitegen.naming import distance, fold
from sitegen.plan import words
from sitegen.plan.world import World, title_span

SPELLINGS = 12
"""Names of one entity that an article about it can be found by."""

EVIDENCE = 20
"""Sentences of an event."""
ATLAS = 10
"""Names of a place that no article uses."""
APART = 3
"""Edits between such a name and those that are used: a search finds what is nearer by itself…"""
SHORT = 3
"""…but for words of so few letters."""

Names = Mapping[str, Sequence[str]]
"""By entity, what it may be found by."""


def documents(world: World) -> Iterator[SearchDocument]:
    atlas = {entity.id: tuple(islice(_atlas_names(entity), ATLAS)) for entity in world.archive.entities}
    names = {id_: (*spelt[:SPELLINGS], *atlas[id_]) for id_, spelt in world.spellings.items()}
    for article in world.archive.articles:
        yield _article(world, names, article)
    for entity in world.archive.entities:
        if entity.id in world.where.entities:
            yield _entity(world, names, entity, atlas[entity.id])
    for event in world.archive.events:
        if event.id in world.where.events:
            yield _event(world, names, event)


def _article(world: World, names: Names, article: ArchiveArticle) -> SearchDocument:
    named = list({e.id: e for _, e in world.mentions.get(article.id, ())}.values())
    events = {e.id: e for _, e in world.reports.get(article.id, ()) if e.page}
    source = article.article
    return SearchDocument(
        kind="article",
        id=article.id,
        address=world.where.articles[article.id],
        title=world.titles[article.id],
        type="article",
        text=source.text[title_span(article)[1] : world.cuts[article.id]].strip(),
        date=source.date,
        source=source.source,
        publisher=source.publisher or "",
        people=_names(names, named, "person"),
        organisations=_names(names, named, "organisation"),
        places=_names(names, named, "place"),
        events=tuple(dict.fromkeys(t for e in events.values() for t in (words.event_type(e), e.title))),
        weight=len(named),
    )


def _entity(world: World, names: Names, entity: Entity, atlas: Sequence[str]) -> SearchDocument:
    holders = [e for e in (world.entities.get(r.of or "") for r in entity.roles) if e is not None]
    lines: dict[str, str] = {}
    for line in (entity.description, *entity.roles):
        if line is not None:
            lines.setdefault(fold(line.text), line.text)
    return SearchDocument(
        kind="entity",
        id=entity.id,
        address=world.where.entities[entity.id],
        title=entity.name,
        type=entity.type,
        text=". ".join(lines.values()),
        date=None,
        aliases=(*world.spellings[entity.id][1:], *atlas),
        people=_names(names, [entity], "person"),
        organisations=_names(names, [entity, *holders], "organisation"),
        places=_names(names, [entity, *holders, *world.within(entity.id)], "place"),
        weight=len(entity.mentions),
    )


def _atlas_names(entity: Entity) -> Iterator[str]:
    """What the place is called elsewhere: Halab, Haleb. Not for what stands only at its coordinates."""
    known = entity.coordinates.geonameid if entity.coordinates else None
    if not known or entity.type != "place":
        return
    if all(place.geonameid != known for place in gazetteer.places(entity.name)):
        return
    seen = [fold(alias.text) for alias in entity.aliases]
    for name in gazetteer.other_names(known):
        folded = fold(name)
        apart = APART if len(folded) > SHORT else 1
        if all(distance(folded, other, apart - 1) >= apart for other in seen):
            seen.append(folded)
            yield name


def _event(world: World, names: Names, event: Event) -> SearchDocument:
    told = dict.fromkeys((r.article, r.sentence) for r in event.mentions if r.article in world.articles)
    # A headline repeats what the sentences say, and runs into them.
    sentences = [s for s in told if s[1][1] > title_span(world.articles[s[0]])[1]] or list(told)
    shown = [] if world.settings.publish.text == "none" else sentences[:EVIDENCE]
    named = [world.entities[p.entity] for p in event.participants if p.entity in world.entities]
    place = world.entities.get(event.place or "")
    places = [place, *world.within(place.id)] if place else []
    return SearchDocument(
        kind="event",
        id=event.id,
        address=world.where.events[event.id],
        title=event.title,
        type=event.type,
        text=" ".join(world.articles[a].article.text[start:end] for a, (start, end) in shown),
        date=event.date,
        people=_names(names, named, "person"),
        organisations=_names(names, named, "organisation"),
        places=_names(names, [*named, *places], "place"),
        events=(words.event_type(event),),
        weight=len(event.mentions),
    )


def _names(names: Names, entities: Iterable[Entity], type_: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for e in entities if e.type == type_ for name in names[e.id]))
