"""One page an event: what, when, where, who, how many; who says so, and where they differ."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sitegen import edtf
from sitegen.model import Claim, Entity, Event, Evidence
from sitegen.plan import words
from sitegen.plan.addresses import sibling
from sitegen.plan.parts import Here, event_when
from sitegen.plan.views import (
    Account,
    AccountValue,
    EventRow,
    EventView,
    EvidenceView,
    Link,
    PagePlan,
    ParticipantView,
    SaidBy,
    TallyView,
)
from sitegen.plan.world import World, grouped, title_span
from sitegen.taxonomy import FIELDS

EVIDENCE = 8
REPORTS = 40
PARTS = 40
NEAR = 4
"""Events shown before and after."""

VALUES = 8
ACCOUNTS = 4
"""Articles shown of one value."""

EXCERPTS = 3
"""Sentences of one article for one value."""

_Order = tuple[int, int, int, str]


def plan_events(world: World) -> Iterator[PagePlan]:
    order = {id_: [edtf.order_key(e.date) for e, _ in pairs] for id_, pairs in world.took_part.items()}
    for event in world.archive.events:
        if event.id in world.where.events:
            path = world.where.events[event.id]
            yield PagePlan(path, "event.html", _view(Here(world, path), event, order))


def _view(here: Here, event: Event, order: dict[str, list[_Order]]) -> EventView:
    world = here.world
    place = world.entities.get(event.place or "")
    within = world.within(place.id) if place else ()
    reports = list(dict.fromkeys(r.article for r in event.mentions if r.article in world.articles))
    evidence = _evidence(here, event)
    when = event_when(event)
    whole = world.events.get(event.part_of or "")
    parts = world.parts.get(event.id, ())
    near = _near(world, event, order)
    return EventView(
        head=here.head(
            _head_title(world, event),
            evidence[0].text if evidence else event.title,
            kind="article",
            crumbs=[("Home", "index.html"), ("Events", "events/index.html")],
            section="Events",
        ),
        root=here.root,
        title=event.title,
        id=event.id,
        type=words.event_type(event),
        family=words.family(event),
        status=words.STATUSES[event.status],
        status_key=event.status,
        when=when,
        place=here.entity(place) if place else None,
        within=tuple(here.entity(p) for p in within),
        participants=tuple(_participants(here, event)),
        numbers=tuple(
            TallyView(t.field, t.best, f"{t.low:,} to {t.high:,}" if t.low != t.high else "")
            for t in event.numbers
        ),
        accounts=tuple(_accounts(here, event)),
        evidence=tuple(evidence[:EVIDENCE]),
        more_evidence=max(0, len(evidence) - EVIDENCE),
        part_of=here.event_row(whole) if whole and whole.page else None,
        parts=tuple(_part(here, e) for e in _distinct(parts)[:PARTS]),
        before=tuple(here.event_row(e) for e in near[0]),
        after=tuple(here.event_row(e) for e in near[1]),
        maybe_same=tuple(
            here.event_row(world.events[i]) for i in event.maybe_same if i in world.where.events
        ),
        reports=tuple(here.article_row(id_, summary=True) for id_ in reports[:REPORTS]),
        more_reports=max(0, len(reports) - REPORTS),
        map=here.map_of([p for p in (place, *within) if p and p.coordinates][:1], margin=5.0),
        joined=event.joined[:12],
        calendar=here.to(sibling(here.path, ".ics")) if when.edtf else "",
    )


def _distinct(parts: Sequence[Event]) -> list[Event]:
    """By date. Of those without a page one for each type, title and date: they have no more to show."""
    found: dict[object, Event] = {}
    for part in sorted(parts, key=lambda e: (edtf.order_key(e.date), e.id)):
        found.setdefault(part.id if part.page else (part.type, part.title, part.date), part)
    return list(found.values())


def _part(here: Here, event: Event) -> EventRow:
    """Its row; without a page it leads to the sentence that tells of it."""
    row = here.event_row(event)
    told = next((r for r in event.mentions if r.article in here.world.articles), None)
    if event.page or told is None:
        return row
    return replace(row, link=Link(here.sentence(told.article, told.start).href, event.title, "event"))


def _head_title(world: World, event: Event) -> str:
    """For <title>: with its type where the title lacks it, and a number where it shares its title."""
    type_ = words.event_type(event)
    title = event.title if type_.casefold() in event.title.casefold() else f"{event.title} [{type_}]"
    rank = world.ranks.get(event.id)
    return f"{title} ({rank})" if rank else title


def _participants(here: Here, event: Event) -> Iterator[ParticipantView]:
    by_role: dict[str, dict[str, str]] = defaultdict(dict)
    for p in event.participants:
        if p.entity in here.world.entities:
            by_role[p.role].setdefault(p.entity, p.as_named)
    for role, title in words.ROLE_OF_PARTICIPANT.items():
        named = by_role.get(role)
        if named:
            yield ParticipantView(
                title,
                tuple(
                    here.entity_row(here.world.entities[i], line=_as(i, n, here)) for i, n in named.items()
                ),
            )


def _as(id_: str, as_named: str, here: Here) -> str:
    """How the text names a participant, where that says more than the name."""
    entity = here.world.entities[id_]
    known = as_named.casefold() in entity.name.casefold()
    return "" if known else f"named as “{words.shortened(as_named, 80)}”"


def _evidence(here: Here, event: Event) -> list[EvidenceView]:
    """Its sentences with the trigger words marked: each article's surest first, then its next; the
    headlines, which say least, last."""
    marks: dict[Evidence, list[tuple[int, int]]] = {}
    for report in sorted(event.mentions, key=lambda r: (-r.confidence, r.article, r.start)):
        if report.article in here.world.articles:
            marks.setdefault(Evidence(report.article, *report.sentence), []).append(
                (report.start, report.end)
            )
    turn: Counter[str] = Counter()
    ranked = []
    for n, evidence in enumerate(marks):
        headline = evidence.end <= title_span(here.world.articles[evidence.article])[1]
        turn[evidence.article] += not headline
        ranked.append((headline, turn[evidence.article], n, evidence))
    return [here.evidence(evidence, marks[evidence]) for *_, evidence in sorted(ranked, key=lambda r: r[:3])]


def _accounts(here: Here, event: Event) -> Iterator[Account]:
    by_field: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in event.claims:
        if claim.article in here.world.articles:
            by_field[claim.field][claim.value].append(claim)
    for field in words.CLAIM_FIELDS:
        values = by_field.get(field, {})
        disputed = field in event.disputed
        # What one article alone says is told by the facts already.
        articles = {c.article for claims in values.values() for c in claims}
        agreed = field in FIELDS or (field in ("date", "place") and len(articles) > 1)
        if values and (agreed or (disputed and len(values) > 1)):
            ranked = sorted(values, key=lambda v: (-len({c.article for c in values[v]}), -len(values[v]), v))
            shown = tuple(_value(here, field, v, values[v], disputed) for v in ranked[:VALUES])
            yield Account(field, disputed and len(values) > 1, shown)


def _value(here: Here, field: str, value: str, claims: list[Claim], disputed: bool) -> AccountValue:
    """A value and the articles that give it, a line each."""
    by_article = grouped(claims, lambda c: c.article)
    by = tuple(_said_by(here, a, by_article[a], disputed) for a in list(by_article)[:ACCOUNTS])
    return AccountValue(_in_words(here, field, value), by, len(by_article) - len(by))


def _said_by(here: Here, article: str, claims: tuple[Claim, ...], disputed: bool) -> SaidBy:
    sentences = [
        here.evidence(Evidence(article, *span))
        for span in sorted({(c.start, c.end) for c in claims})[:EXCERPTS]
    ]
    named = dict.fromkeys(c.source for c in claims if c.source in here.world.entities)
    row = here.article_row(article)
    return SaidBy(
        article=row.link,
        publisher=row.publisher,
        when=row.when,
        sources=tuple(here.world.entities[id_].name for id_ in named if id_),
        sentences=tuple(e if disputed else replace(e, text="", marks=()) for e in sentences),
    )


def _in_words(here: Here, field: str, value: str) -> str:
    if field == "date":
        return edtf.describe(value)
    if field in ("place", "participant"):
        entity: Entity | None = here.world.entities.get(value)
        return entity.name if entity else value
    if field == "status":
        return words.STATUSES.get(value, value) or "Occurred"
    return value.replace("-", " ").capitalize() if field == "type" else value


def _near(world: World, event: Event, order: dict[str, list[_Order]]) -> tuple[list[Event], list[Event]]:
    """The dated events of the same participants and place just before it and just after it."""
    if event.date is None or edtf.bounds(event.date) is None:
        return [], []
    key = edtf.order_key(event.date)
    before: dict[str, Event] = {}
    after: dict[str, Event] = {}
    subjects = dict.fromkeys([*(p.entity for p in event.participants), *filter(None, [event.place])])
    for subject in subjects:
        pairs = world.took_part.get(subject, ())
        at = bisect_left(order.get(subject, []), key)
        before.update((e.id, e) for e, _ in pairs[max(0, at - NEAR * 2) : at])
        after.update((e.id, e) for e, _ in pairs[at : at + NEAR * 2 + 2] if edtf.order_key(e.date) > key)
    for near in (before, after):
        for id_ in (event.id, event.part_of or "", *(p.id for p in world.parts.get(event.id, ()))):
            near.pop(id_, None)
    dated = [e for e in after.values() if edtf.bounds(e.date or "")]

    def by_date(e: Event) -> tuple[_Order, str]:
        return edtf.order_key(e.date), e.id

    return sorted(before.values(), key=by_date)[-NEAR:], sorted(dated, key=by_date)[:NEAR]
