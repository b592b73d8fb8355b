"""The editor's rulings on events: which reports an id means, what must join, what must not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sitegen.model import Permalink
from sitegen.problems import Problem
from sitegen.resolve.curation import WHERE, Curation, EventRuling, nearest
from sitegen.resolve.event_corrections import Entities, checked
from sitegen.resolve.event_reports import Report
from sitegen.resolve.permalinks import follow


@dataclass(frozen=True, slots=True)
class EventRulings:
    together: tuple[frozenset[int], ...] = ()
    """Reports (by number) that are one event."""
    apart: tuple[tuple[frozenset[int], frozenset[int]], ...] = ()
    by_anchor: Mapping[str, EventRuling] = field(default_factory=dict)
    """Anchor of a report -> the ruling of its event."""
    heirs: Mapping[str, str] = field(default_factory=dict)
    """Id that was merged by a ruling -> the id it became."""
    anchors_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Id that was merged by a ruling -> the anchors of its own reports, by which the ruling finds it
    again once the two are one."""
    pinned: Mapping[str, str] = field(default_factory=dict)
    """Anchor of a report -> the id that a ruling keeps apart from others: to be kept, or the ruling
    would lose it."""
    problems: tuple[Problem, ...] = ()


def read_rulings(
    curation: Curation,
    found: Sequence[Report],
    events: Mapping[str, Collection[int]],
    links: Sequence[Permalink],
    entities: Entities,
) -> EventRulings:
    """What the rulings mean. `events` are the events of this build before any ruling: id -> reports."""
    table = {link.id: link for link in links}
    by_anchor: dict[str, list[int]] = defaultdict(list)
    for r in found:
        by_anchor[r.anchor].append(r.number)
    problems: list[Problem] = []

    def reports_of(id_: str, line: int, what: str) -> frozenset[int]:
        own = {n for key in (table[id_].keys if id_ in table else ()) for n in by_anchor.get(key, ())}
        if not own:
            own.update(events.get(follow(id_, table), ()))
        if not own:
            message = f"{id_!r} in {what} names no event of the archive"
            hint = nearest(id_, events, "see data/events.jsonl for ids")
            problems.append(Problem(WHERE, line, "unknown-event", "warning", message, hint))
        return frozenset(own)

    together: list[frozenset[int]] = []
    apart: list[tuple[frozenset[int], frozenset[int]]] = []
    anchors: dict[str, EventRuling] = {}
    heirs: dict[str, str] = {}
    anchors_of: dict[str, tuple[str, ...]] = {}
    pinned: dict[str, str] = {}
    merged = {other: r for r in curation.events for other in r.same if other != r.id}
    for told in curation.events:
        ruling = told
        if ruling.id in merged:
            whole = merged[ruling.id]
            message = f"{ruling.id!r} is part of {whole.id!r} by the ruling in line {whole.line}"
            hint = f"say it of {whole.id!r}, or take it out of `same` there"
            problems.append(Problem(WHERE, ruling.line, "vain-ruling", "warning", message, hint))
            continue
        own = reports_of(ruling.id, ruling.line, "[[event]]")
        ruling, wrong = checked(ruling, entities)
        problems.extend(wrong)
        cut = frozenset(n for n in own if found[n].article in ruling.split)
        problems.extend(_unknown_split(ruling, found, own))
        if cut and cut == own:
            message = f"split of {ruling.id!r} takes all of its reports"
            hint = "leave out the article whose event keeps the id"
            problems.append(Problem(WHERE, ruling.line, "vain-ruling", "warning", message, hint))
        elif cut:
            apart.append((own - cut, cut))
            own -= cut
        joined = own
        for other in ruling.same:
            more = reports_of(other, ruling.line, "same of [[event]]")
            joined |= more
            if more:
                heirs[other] = ruling.id
                anchors_of[other] = tuple(dict.fromkeys(found[n].anchor for n in sorted(more)))
        if len(joined) > 1:
            together.append(joined)
        earlier = next((anchors[found[n].anchor] for n in sorted(own) if found[n].anchor in anchors), None)
        if earlier is not None:
            message = f"{ruling.id!r} is the event that line {earlier.line} rules on; that holds"
            problems.append(Problem(WHERE, ruling.line, "vain-ruling", "warning", message, "make them one"))
        for n in sorted(joined):
            anchors.setdefault(found[n].anchor, ruling)
    for no in curation.not_same:
        groups = [reports_of(id_, no.line, "[[not-same]]") for id_ in no.events]
        for one, two in ((a, b - a) for i, a in enumerate(groups) for b in groups[i + 1 :] if b - a):
            if any(group & one and group & two for group in together):
                message = "[[not-same]] keeps apart what `same` of an [[event]] joins"
                problems.append(Problem(WHERE, no.line, "vain-ruling", "warning", message, "remove one"))
            apart.append((one, two))
        for id_, group in zip(no.events, groups, strict=True):
            pinned.update((found[n].anchor, id_) for n in group if id_ not in table)
    return EventRulings(tuple(together), tuple(apart), anchors, heirs, anchors_of, pinned, tuple(problems))


def _unknown_split(ruling: EventRuling, found: Sequence[Report], own: Collection[int]) -> list[Problem]:
    articles = {found[n].article for n in own}
    return [
        Problem(
            WHERE,
            ruling.line,
            "unknown-article",
            "warning",
            f"{article!r} in split of {ruling.id!r} does not report it",
            "articles that do: " + ", ".join(sorted(articles)),
        )
        for article in ruling.split
        if own and article not in articles
    ]
