"""One page an event: what, when, where, who, how many; who says so, and where they differ."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sitegen import edtf
from sitegen.model import Event, Evidence
from sitegen.plan import quotes, words
from sitegen.plan.accounts import accounts, reports, tallies
from sitegen.plan.addresses import sibling
from sitegen.plan.parts import Here, event_when
from sitegen.plan.views import (
    EventRow,
    EventView,
    EvidenceView,
    Link,
    PagePlan,
    ParticipantView,
    Reason,
    When,
)
from sitegen.plan.world import World, title_span

EVIDENCE = 8
REPORTS = 40
PARTS = 40
LINE = 200
"""Characters of the sentence shown of a part without a page."""

NEAR = 4
"""Events shown before and after."""

EDITOR = "the archive’s editor says so"

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
    articles = {r.article for r in event.mentions if r.article in world.articles}
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
        status_why=_status(here, event),
        when=when,
        dated=_dated(here, event),
        place=here.entity(place) if place else None,
        within=tuple(here.entity(p) for p in within),
        participants=tuple(_participants(here, event)),
        numbers=tuple(tallies(here, event)),
        accounts=tuple(accounts(here, event)),
        evidence=tuple(evidence[:EVIDENCE]),
        quotes=quotes.of_event(here, event),
        more_evidence=max(0, len(evidence) - EVIDENCE),
        part_of=here.event_row(whole) if whole and whole.page else None,
        parts=tuple(_parts(here, _distinct(parts)[:PARTS])),
        before=tuple(here.event_row(e) for e in near[0]),
        after=tuple(here.event_row(e) for e in near[1]),
        maybe_same=tuple(
            here.event_row(world.events[i]) for i in event.maybe_same if i in world.where.events
        ),
        reports=reports(here, event, REPORTS, {e.text for e in evidence[:EVIDENCE]}),
        more_reports=max(0, len(articles) - REPORTS),
        map=here.map_of([p for p in (place, *within) if p and p.coordinates][:1], margin=5.0),
        ruled=tuple(words.CLAIMED.get(field, field.capitalize()).lower() for field in event.ruled),
        page_reason=event.page_reason,
        joined=event.joined[:12],
        calendar=here.to(sibling(here.path, ".ics")) if when.edtf else "",
    )


def _distinct(parts: Sequence[Event]) -> list[Event]:
    """By date. Of those without a page one for each type, title and date: they have no more to show."""
    found: dict[object, Event] = {}
    for part in sorted(parts, key=lambda e: (edtf.order_key(e.date), e.id)):
        found.setdefault(part.id if part.page else (part.type, part.title, part.date), part)
    return list(found.values())


def _parts(here: Here, parts: Sequence[Event]) -> Iterator[EventRow]:
    """Their rows, each sentence given once."""
    told: set[str] = set()
    for part in parts:
        row = _part(here, part)
        yield replace(row, line="") if row.line in told else row
        told.add(row.line)


def _part(here: Here, event: Event) -> EventRow:
    """Its row; without a page it leads to the sentence that tells of it, and gives that."""
    row = here.event_row(event)
    if not event.date:
        row = replace(row, when=When(""), told="")
    told = next((r for r in event.mentions if r.article in here.world.articles), None)
    if event.page or told is None:
        return row
    link = Link(here.sentence(told.article, told.start).href, event.title, "event")
    return replace(row, link=link, line=words.shortened(here.words(told.article, told.sentence), LINE))


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
    """Its sentences with the trigger words marked: of each article first the one that says most, then
    its next; the headlines last."""
    articles = here.world.articles
    fields: dict[Evidence, set[str]] = defaultdict(set)
    for claim in event.claims:
        fields[Evidence(claim.article, claim.start, claim.end)].add(claim.field)
    marks: dict[Evidence, list[tuple[int, int]]] = defaultdict(list)
    sure: dict[Evidence, float] = {}
    for m in event.mentions:
        if m.article in articles:
            at = Evidence(m.article, *m.sentence)
            marks[at].append((m.start, m.end))
            sure[at] = max(sure.get(at, 0.0), m.confidence)
    turn: Counter[str] = Counter()
    ranked = []
    for at in sorted(marks, key=lambda e: (-len(fields[e]), -sure[e], e.article, e.start)):
        headline = at.end <= title_span(articles[at.article])[1]
        turn[at.article] += not headline
        written = edtf.order_key(articles[at.article].article.date)
        ranked.append(((headline, turn[at.article], -len(fields[at]), written, at.article, at.start), at))
    shown: dict[object, EvidenceView] = {}
    for _, at in sorted(ranked, key=lambda r: r[0]):
        view = here.evidence(at, marks[at])
        # Near-identical copies say the same: their words are shown but once.
        shown.setdefault(view.text or at, view)
    return list(shown.values())


def _status(here: Here, event: Event) -> Reason:
    """Whether it happened, and the report that says so best."""
    if "status" in event.ruled:
        return Reason(EDITOR)
    told = [m for m in event.mentions if m.article in here.world.articles]
    for m in sorted(told, key=lambda m: (-m.confidence, m.article, m.start)):
        state, _, why = m.reason.partition("; ")[2].partition(": ")
        if state == event.status:
            known = words.STATUS_REASONS.get(why, why)
            return Reason(known, source=here.sentence(m.article, m.start))
    return Reason("")


def _dated(here: Here, event: Event) -> Reason:
    """How its date is known; without one, what the text has instead and when it was reported."""
    if event.date is None:
        return Reason(here.told(event))
    if "date" in event.ruled:
        return Reason(EDITOR)
    own = [c for c in event.claims if (c.field, c.value) == ("date", event.date)]
    claims = [c for c in own if c.article in here.world.articles]
    claim = next((c for c in claims if c.words), claims[0] if claims else None)
    how = words.DATE_FROM.get(event.date_from or "", "")
    if claim is None:
        return Reason(how)
    article = here.world.articles[claim.article]
    if event.date_from == "relative" and article.article.date:
        how = f"counted from the report of {edtf.describe(article.article.date)}"
    source = here.sentence(claim.article, claim.start)
    told = here.words(claim.article, claim.words)
    return Reason(how, "" if told == edtf.describe(event.date) else told, source)


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
