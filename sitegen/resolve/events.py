"""Events: the reports of all articles become events, each once, with what speaks for every field."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sitegen.config import ResolveSettings
from sitegen.model import ArchiveArticle, Doubt, Event, Permalink, Permalinks
from sitegen.naming import slug
from sitegen.problems import Problem
from sitegen.resolve.curation import Curation, EventRuling
from sitegen.resolve.event_corrections import Entities, corrected
from sitegen.resolve.event_fields import Draft, absorb, draft, event_reports
from sitegen.resolve.event_merging import Merged, merge
from sitegen.resolve.event_parts import dated, wholes_of
from sitegen.resolve.event_reports import Report, reports
from sitegen.resolve.event_rulings import EventRulings, read_rulings
from sitegen.resolve.event_salience import page_of
from sitegen.resolve.event_scores import NAMED_ALIKE
from sitegen.resolve.gone import Unspoken
from sitegen.resolve.index import EntityIndex
from sitegen.resolve.permalinks import Claimant, assign_ids, reclaim
from sitegen.resolve.similarity import neighbours
from sitegen.resolve.titles import title

ALIKE = 0.12
"""Least cosine of articles whose reports may be of one event."""
MAYBE_SAME = 5
"""Doubtful others that an event lists, at most."""


@dataclass(frozen=True, slots=True)
class EventResolution:
    events: tuple[Event, ...]
    doubts: tuple[Doubt, ...]
    links: tuple[Permalink, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Named:
    """A draft with what depends on its fellows."""

    draft: Draft
    title: str
    whole: int | None
    """Number of the draft it is part of."""
    page: bool
    page_reason: str
    ruling: EventRuling | None


def resolve_events(
    articles: Sequence[ArchiveArticle],
    index: EntityIndex,
    curation: Curation,
    permalinks: Permalinks,
    settings: ResolveSettings,
    hidden: Unspoken | None = None,
    forgotten: Unspoken | None = None,
    entity_links: Sequence[Permalink] = (),
) -> EventResolution:
    """The events of the archive, sorted by id; doubtful pairs; the links to keep.

    No title has a name that is hidden, no id and no address one that is forgotten. Resolving again
    with the links it returned gives the same.
    """
    found = reports(articles, index)
    links = _reclaimed(permalinks.events, found)
    if hidden:
        found = [replace(r, name=None) if hidden.says(r.name) else r for r in found]
    if forgotten:
        said = {link.id for link in links if forgotten.address_says(link)}
        links = tuple(
            replace(link, to=None) if link.to in said else link for link in links if link.id not in said
        )
    named: list[set[str]] = [set() for _ in articles]
    position = {a.id: n for n, a in enumerate(articles)}
    for (article, _), id_ in index.by_mention.items():
        if article in position:
            named[position[article]].add(id_)
    near = neighbours(articles, [sorted(ids) for ids in named], ALIKE)
    merged = merge(found, near)
    rulings = EventRulings()
    if curation.events or any(n.events for n in curation.not_same):
        before = _build(found, merged, index, rulings, links, settings)
        known = _numbers(before[0], found)
        entities = Entities(index.entities, entity_links or permalinks.entities)
        rulings = read_rulings(curation, found, known, links, entities)
        merged = merge(found, near, rulings.together, rulings.apart)
    events, links, keys = _build(found, merged, index, rulings, links, settings)
    doubts, maybe = _doubts(merged, keys, events)
    events = tuple(replace(e, maybe_same=maybe[e.id]) if e.id in maybe else e for e in events)
    gone = _hidden(events, found, rulings)
    return EventResolution(
        events=tuple(_without(e, gone) for e in events if e.id not in gone) if gone else events,
        doubts=tuple(d for d in doubts if d.first not in gone and d.second not in gone),
        links=links,
        problems=rulings.problems,
    )


def _reclaimed(links: Sequence[Permalink], found: Sequence[Report]) -> tuple[Permalink, ...]:
    """The links; an event whose reports are all gone is known by its sentence under another type, or,
    where the sentence was edited, by the only new report of its type in its article."""
    anchors = [r.anchor for r in found]
    by_sentence = reclaim(links, anchors, lambda anchor: ":".join(anchor.split(":")[:2]))
    return reclaim(by_sentence, anchors, lambda anchor: ":".join(anchor.split(":")[::2][:2]))


def _without(event: Event, hidden: Collection[str]) -> Event:
    """The event without a word of those that the editor hides; these keep their ids in the links."""
    return replace(
        event,
        part_of=None if event.part_of in hidden else event.part_of,
        maybe_same=tuple(id_ for id_ in event.maybe_same if id_ not in hidden),
    )


def _hidden(events: Sequence[Event], found: Sequence[Report], rulings: EventRulings) -> set[str]:
    """Ids of the events that a ruling hides, whatever id the ruling knows them by."""
    anchors = {anchor for anchor, ruling in rulings.by_anchor.items() if ruling.hide}
    if not anchors:
        return set()
    return {
        id_
        for id_, numbers in _numbers(events, found).items()
        if any(found[n].anchor in anchors for n in numbers)
    }


def _numbers(events: Sequence[Event], found: Sequence[Report]) -> dict[str, frozenset[int]]:
    """Event id -> numbers of its reports."""
    number = {(r.article, r.mention.start, r.mention.end): r.number for r in found}
    return {e.id: frozenset(number[m.article, m.start, m.end] for m in e.mentions) for e in events}


def _build(
    found: Sequence[Report],
    merged: Merged,
    index: EntityIndex,
    rulings: EventRulings,
    known: Sequence[Permalink],
    settings: ResolveSettings,
) -> tuple[tuple[Event, ...], tuple[Permalink, ...], list[str]]:
    """Events sorted by id, the links to keep, and the id of each cluster in its order."""
    within = {r.place: index.within(r.place) for r in found if r.place}
    drafts = []
    for cluster, why in zip(merged.clusters, merged.why, strict=True):
        members = [found[n] for n in cluster]
        one = draft(members, why, within)
        ruling = _ruling_of(one, rulings)
        drafts.append(corrected(one, ruling, index.entities) if ruling else one)
    wholes = wholes_of(drafts)
    parts: dict[int, list[Draft]] = defaultdict(list)
    for part, whole in wholes.items():
        if drafts[part].status != "planned":  # what is only planned has cost nobody anything
            parts[whole].append(drafts[part])
    for whole, own in sorted(parts.items()):
        drafts[whole] = absorb(drafts[whole], own)
    for part, whole in wholes.items():
        drafts[part] = dated(drafts[part], drafts[whole])
    named = [_named(n, drafts, wholes, index, rulings, settings) for n in range(len(drafts))]
    ids, links = _ids(named, rulings, known)
    events = [
        Event(
            id=id_,
            type=one.draft.type,
            title=one.title,
            status=one.draft.status,
            date=one.draft.date,
            date_from=one.draft.date_from,
            place=one.draft.place,
            participants=one.draft.participants,
            numbers=one.draft.numbers,
            claims=one.draft.claims,
            mentions=event_reports(one.draft.reports),
            disputed=one.draft.disputed,
            ruled=one.draft.ruled,
            part_of=ids[one.whole] if one.whole is not None else None,
            joined=one.draft.joined,
            page=one.page,
            page_reason=one.page_reason,
        )
        for id_, one in zip(ids, named, strict=True)
    ]
    return tuple(sorted(events, key=lambda e: e.id)), links, ids


def _ruling_of(one: Draft, rulings: EventRulings) -> EventRuling | None:
    return next((rulings.by_anchor[r.anchor] for r in one.reports if r.anchor in rulings.by_anchor), None)


def _named(
    n: int,
    drafts: Sequence[Draft],
    wholes: Mapping[int, int],
    index: EntityIndex,
    rulings: EventRulings,
    settings: ResolveSettings,
) -> _Named:
    one = drafts[n]
    ruling = _ruling_of(one, rulings)
    whole = wholes.get(n)
    name = title(one, index.entities)
    whole_has_page = (
        whole is not None and page_of(drafts[whole], index.entities, settings.event_confidence, None)[0]
    )
    part_of = title(drafts[whole], index.entities) if whole is not None and whole_has_page else None
    page, reason = page_of(one, index.entities, settings.event_confidence, part_of)
    if ruling is not None:
        name = ruling.title or name
        if ruling.page is not None:
            page, reason = ruling.page, "the editor's ruling"
    return _Named(one, name, whole, page, reason, ruling)


def _ids(
    named: Sequence[_Named], rulings: EventRulings, known: Sequence[Permalink]
) -> tuple[list[str], tuple[Permalink, ...]]:
    """An id for each. Those with a page, and those that had one, keep it in permalinks.json; the
    others go by type and anchor, so that the file stays small."""
    before = {key for link in known for key in link.keys}
    heirs = rulings.heirs
    known = [replace(link, to=heirs[link.id]) if link.id in heirs else link for link in known]
    # An id that a ruling merges before it was ever kept: kept now, or the ruling would lose it.
    kept_ids = {link.id for link in known}
    known += [
        Permalink(id_, rulings.anchors_of[id_], to=heir)
        for id_, heir in sorted(heirs.items())
        if id_ not in kept_ids
    ]
    plain: list[str] = []
    used: set[str] = {link.id for link in known}
    for one in named:
        digest = hashlib.sha256(one.draft.first.anchor.encode()).hexdigest()[:10]
        id_ = f"{one.draft.type}-{digest}"
        number = 2
        while id_ in used:
            id_ = f"{one.draft.type}-{digest}-{number}"
            number += 1
        used.add(id_)
        plain.append(id_)
    kept = [
        n
        for n, one in enumerate(named)
        if one.page
        or one.ruling is not None
        or any(r.anchor in before or r.anchor in rulings.pinned for r in one.draft.reports)
    ]
    kept.sort(key=lambda n: (-len(named[n].draft.reports), n))
    claimants = [
        Claimant(
            tuple(dict.fromkeys(r.anchor for r in named[n].draft.reports)),
            _wish(named[n], rulings, kept_ids | heirs.keys()),
        )
        for n in kept
    ]
    assigned = assign_ids(claimants, known)
    ids = list(plain)
    for n, id_ in zip(kept, assigned.ids, strict=True):
        ids[n] = id_
    return ids, assigned.links


def _wish(one: _Named, rulings: EventRulings, taken: Collection[str]) -> str:
    if one.ruling is not None and one.ruling.id not in taken:
        return one.ruling.id
    pinned = next((rulings.pinned[r.anchor] for r in one.draft.reports if r.anchor in rulings.pinned), "")
    return pinned or slug(one.title, one.draft.type)


def _doubts(
    merged: Merged, ids: Sequence[str], events: Sequence[Event]
) -> tuple[tuple[Doubt, ...], dict[str, tuple[str, ...]]]:
    by_id = {e.id: e for e in events}
    maybe: dict[str, list[str]] = defaultdict(list)
    doubts = []
    for a, b, reasons in merged.doubtful:
        first, second = sorted((ids[a], ids[b]))
        one, other = by_id[first], by_id[second]
        if not (one.page or other.page) or first == second:
            continue
        if not (NAMED_ALIKE | {"same article"}).intersection(reasons) or not all(
            e.participants or e.place for e in (one, other)
        ):
            continue  # an editor could not tell either
        impact = len(one.mentions) + len(other.mentions)
        doubts.append(Doubt("event", first, second, impact, reasons))
        maybe[first].append(second)
        maybe[second].append(first)
    return (
        tuple(sorted(doubts, key=lambda d: (-d.impact, d.first, d.second))),
        {id_: tuple(sorted(others)[:MAYBE_SAME]) for id_, others in maybe.items()},
    )
