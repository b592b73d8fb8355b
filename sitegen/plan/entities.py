"""One page a person, organisation, place or group; further pages for the mentions of those named often."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sitegen import edtf
from sitegen.gazetteer import ROLES as ROLE_WORDS
from sitegen.model import Entity, EntityMention, Evidence, Relation, Role
from sitegen.plan import quotes, words
from sitegen.plan.addresses import FOLDERS, sibling
from sitegen.plan.articles import month_key
from sitegen.plan.letters import shelves
from sitegen.plan.parts import Here, article_when, entity_line, when
from sitegen.plan.strips import strip
from sitegen.plan.views import (
    EntityView,
    EventGroup,
    EvidenceView,
    Link,
    MentionGroup,
    MentionsView,
    PagePlan,
    Related,
    RoleView,
)
from sitegen.plan.world import World, grouped, newest_first

SENTENCES = 4
"""Sentences shown of one article at most."""

GROUPS = 25
"""Articles with their sentences on the entity's own page; more stand on pages by month."""

MONTH_GROUPS = 100
"""Articles on a page of a month."""

EVENTS = 40
"""Events of one role."""

RELATED = 8
CANDIDATES = 6
"""Sentences to choose from that name two entities."""

ALIASES = 24
ROLES = 20
HOLDS = 60
REASONS = 12

IDENTIFIERS = {
    "wikidata": "https://www.wikidata.org/wiki/",
    "geonames": "https://www.geonames.org/",
}


def plan_entities(world: World) -> Iterator[PagePlan]:
    for entity in world.archive.entities:
        if entity.id in world.where.entities:
            yield from _pages(world, entity)


def _pages(world: World, entity: Entity) -> Iterator[PagePlan]:
    path = world.where.entities[entity.id]
    by_article: dict[str, list[EntityMention]] = defaultdict(list)
    for mention in entity.mentions:
        if mention.article in world.articles:
            by_article[mention.article].append(mention)
    order = [
        a.id for a in newest_first((world.articles[i] for i in sorted(by_article)), lambda a: a.article.date)
    ]
    further = _months(world, path, order) if len(order) > GROUPS else {}
    yield PagePlan(path, "entity.html", _view(Here(world, path), entity, by_article, order, further))
    for address, (label, ids) in further.items():
        yield _month_page(Here(world, address), entity, by_article, ids, label)


def _months(world: World, path: str, order: Sequence[str]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """By address: the label and the articles of each further page, a month or a part of a long one."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    folder = path.removesuffix(".html")
    for key, ids in grouped(order, lambda id_: month_key(world.articles[id_])).items():
        label = edtf.describe(key) if key else "Undated"
        if len(ids) <= MONTH_GROUPS:
            found[f"{folder}/{key or 'undated'}.html"] = (label, ids)
            continue
        for shelf in shelves(((i, world.titles[i]) for i in ids), MONTH_GROUPS):
            address = f"{folder}/{key or 'undated'}-{shelf.prefix}.html"
            found[address] = (f"{label}, titles with {shelf.label}", shelf.ids)
    return found


def _view(
    here: Here,
    entity: Entity,
    by_article: Mapping[str, Sequence[EntityMention]],
    order: Sequence[str],
    further: Mapping[str, tuple[str, tuple[str, ...]]],
) -> EntityView:
    world = here.world
    plural = words.PLURALS[entity.type]
    description = entity.description
    spellings = set(world.spellings[entity.id])
    aliases = [(a.text, a.count) for a in entity.aliases if a.text in spellings]
    within = world.within(entity.id)
    events = world.took_part.get(entity.id, ())
    # A body's coordinates are those of the place that it is called after: no pin of its own.
    places = [entity, *(within[:1] if not entity.coordinates else ())] if entity.type == "place" else []
    dated = [world.articles[i] for i in order if edtf.bounds(world.articles[i].article.date or "")]
    type_, rank = words.entity_type(entity), world.ranks.get(entity.id)
    return EntityView(
        head=here.head(
            f"{entity.name} ({type_.lower()}{f' {rank}' if rank else ''})",
            entity_line(entity) or f"{entity.name} in the archive: mentions, events, quotes.",
            kind="profile" if entity.type == "person" else "website",
            crumbs=[("Home", "index.html"), (plural, f"{FOLDERS[entity.type]}/index.html")],
            section=plural,
            feed=sibling(here.path, ".xml") if dated else "",
        ),
        root=here.root,
        name=entity.name,
        kind=entity.type,
        type=type_,
        description=description.text if description else "",
        evidence=_shown(here, description.evidence, entity) if description else None,
        aliases=tuple(aliases[:ALIASES]),
        more_aliases=max(0, len(aliases) - ALIASES),
        roles=tuple(_roles(here, entity)),
        first=article_when(dated[-1]) if dated else when(None),
        last=article_when(dated[0]) if dated else when(None),
        mentions=len(entity.mentions),
        articles=len(order),
        within=tuple(here.entity(p) for p in within),
        holds=tuple(here.entity(p) for p in world.holds.get(entity.id, ())[:HOLDS]),
        identifiers=tuple(
            Link(IDENTIFIERS[scheme] + value, f"{scheme.capitalize()} {value}")
            for scheme, value in entity.identifiers
            if scheme in IDENTIFIERS and value.isalnum() and value.isascii()
        ),
        coordinates=_coordinates(entity),
        joined=entity.joined[:REASONS],
        page_reason=entity.page_reason,
        strip=strip(here, dated, [e for e, _ in events]),
        map=here.map_of(places, margin=6.0),
        events=tuple(_event_groups(here, entity)),
        said=quotes.by(here, entity),
        about=quotes.about(here, entity, by_article),
        related=tuple(_related(here, entity)),
        groups=tuple(_group(here, by_article[id_], id_) for id_ in order[:GROUPS]),
        months=tuple(Link(here.to(address), label) for address, (label, _) in further.items()),
    )


def _month_page(
    here: Here,
    entity: Entity,
    by_article: Mapping[str, Sequence[EntityMention]],
    ids: Sequence[str],
    label: str,
) -> PagePlan:
    above = [
        ("Home", "index.html"),
        (words.PLURALS[entity.type], f"{FOLDERS[entity.type]}/index.html"),
        (entity.name, here.world.where.entities[entity.id]),
    ]
    head = here.head(
        f"{entity.name} ({words.entity_type(entity).lower()}): mentions, {label}",
        crumbs=above,
        section=words.PLURALS[entity.type],
    )
    groups = tuple(_group(here, by_article[id_], id_) for id_ in ids)
    return PagePlan(here.path, "mentions.html", MentionsView(head, here.root, entity.name, label, groups))


def _group(here: Here, mentions: Sequence[EntityMention], article: str) -> MentionGroup:
    sentences: dict[tuple[int, int], list[EntityMention]] = defaultdict(list)
    for mention in mentions:
        sentences[mention.sentence].append(mention)
    # A sentence that gives the name says more than one that says "he".
    named = [s for s in sorted(sentences) if any(m.kind != "pronoun" for m in sentences[s])]
    chosen = (named or sorted(sentences))[:SENTENCES]
    return MentionGroup(
        article=here.article_row(article),
        sentences=tuple(
            here.evidence(Evidence(article, *span), [(m.start, m.end) for m in sentences[span]])
            for span in chosen
        ),
        more=len(sentences) - len(chosen),
    )


def _shown(here: Here, evidence: Evidence, *entities: Entity) -> EvidenceView:
    """Evidence with every mention of the entities marked."""
    wanted = {e.id for e in entities}
    named = here.world.named_within(evidence)
    return here.evidence(evidence, [(m.start, m.end) for m, e in named if e.id in wanted])


def _roles(here: Here, entity: Entity) -> Iterator[RoleView]:
    """Each office once, from the first to the last article that gives it, in the order of the first."""
    offices: dict[tuple[str, str | None], list[Role]] = defaultdict(list)
    for role in sorted(entity.roles, key=lambda r: (edtf.order_key(r.date), r.text, r.evidence.article)):
        offices[role.text.casefold(), role.of].append(role)
    for own in list(offices.values())[:ROLES]:
        role = own[0]
        dates = [r.date for r in own if r.date]
        holder = here.world.entities.get(role.of or "")
        yield RoleView(
            text=role.text[:1].upper() + role.text[1:],
            of=here.entity(holder) if holder and holder.name.casefold() not in role.text.casefold() else None,
            when=when(dates[0] if dates else None),
            until=when(dates[-1]) if len(set(dates)) > 1 else None,
            evidence=_shown(here, role.evidence, entity),
        )


def _office(world: World, relation: Relation) -> str:
    """The office that a relation rests on: "foreign minister"; "" where it rests on none."""
    person = world.entities.get(relation.subject)
    if person is None or relation.relation not in ("leads", "led", "works-for", "worked-for"):
        return ""
    own = [role for role in person.roles if role.of == relation.object]
    at = relation.article, relation.start
    same = [role for role in own if (role.evidence.article, role.evidence.start) == at]
    text = (same or own)[-1].text if own else ""
    return text.lower() if text.lower() in ROLE_WORDS else text[:1].lower() + text[1:]


def _coordinates(entity: Entity) -> str:
    at = entity.coordinates
    if at is None or entity.type != "place":
        return ""
    lat = f"{abs(at.lat):.2f}° {'N' if at.lat >= 0 else 'S'}"
    lon = f"{abs(at.lon):.2f}° {'E' if at.lon >= 0 else 'W'}"
    return f"{lat}, {lon}" + ("" if at.precision == "exact" else f" (of the {at.precision})")


def _event_groups(here: Here, entity: Entity) -> Iterator[EventGroup]:
    by_role: dict[str, list[str]] = defaultdict(list)
    for event, role in here.world.took_part.get(entity.id, ()):
        by_role[role].append(event.id)
    for role, title in words.ROLE_IN_EVENTS.items():
        ids = by_role.get(role, [])
        events = newest_first((here.world.events[i] for i in ids), lambda e: e.date)
        if events:
            rows = tuple(here.event_row(e) for e in events[:EVENTS])
            if role == "place":
                # That they happened here the heading says.
                rows = tuple(replace(r, place="") if r.place == entity.name else r for r in rows)
            yield EventGroup(title, rows, len(events) - len(rows))


def _related(here: Here, entity: Entity) -> Iterator[Related]:
    """Those it stands in a relation to, then those it is most often named with."""
    world = here.world
    told: dict[str, tuple[Relation, str]] = {}
    for relation in world.relations.get(entity.id, ()):
        forward = relation.subject == entity.id
        other = relation.object if forward else relation.subject
        if other in world.where.entities and other not in told and relation.article in world.articles:
            pair = words.RELATIONS.get(relation.relation, (relation.relation, relation.relation))
            office = _office(world, relation)
            how = f"its {office}" if office else pair[0] if forward else pair[1]
            told[other] = (relation, how)
    counts: Counter[str] = Counter()
    sentences: dict[str, list[Evidence]] = defaultdict(list)
    seen: set[tuple[str, int]] = set()
    # A sentence that gives the name says more than one that says "he".
    for mention in sorted(entity.mentions, key=lambda m: m.kind == "pronoun"):
        key = (mention.article, mention.sentence[0])
        if key not in seen:
            seen.add(key)
            for other in world.together.get(key, ()):
                counts[other] += 1
                if len(sentences[other]) < CANDIDATES:
                    sentences[other].append(Evidence(mention.article, *mention.sentence))
    del counts[entity.id]
    shown: set[str] = set()
    order = sorted(told, key=lambda id_: (-counts[id_], id_))
    order += [id_ for id_, _ in sorted(counts.items(), key=lambda c: (-c[1], c[0])) if id_ not in told]
    for other in order[:RELATED]:
        if other in told:
            relation, how = told[other]
            found = [Evidence(relation.article, relation.start, relation.end)]
        else:
            how = "named together" if counts[other] == 1 else f"named together {counts[other]} times"
            found = sentences[other]
        # Near-identical copies say the same: it is the words that are shown but once.
        evidence = next((e for e in found if _words_of(world, e) not in shown), found[0])
        second = world.entities[other]
        view = _shown(here, evidence, entity, second)
        if _words_of(world, evidence) in shown:
            view = replace(view, text="", marks=())
        shown.add(_words_of(world, evidence))
        yield Related(here.entity(second), words.entity_type(second), how, view)


def _words_of(world: World, evidence: Evidence) -> str:
    return world.articles[evidence.article].article.text[evidence.start : evidence.end]
