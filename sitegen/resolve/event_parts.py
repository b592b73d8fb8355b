"""Parts of operations: the arrests of a raid, the dead of a storm; what an agreement is to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sitegen.resolve.event_dates import grain
from sitegen.resolve.event_fields import Draft

VIOLENT = "raid attack bombing strike shelling clash offensive riot accident disaster fire"
WHOLE_OF = {
    part: frozenset(wholes.split())
    for part, wholes in {
        "killing": VIOLENT + " abduction",
        "death": VIOLENT + " outbreak killing",
        "arrest": "raid riot demonstration foiled-plot",
        "seizure": "raid arrest foiled-plot",
        "clash": "raid offensive riot",
        "capture": "offensive",
        "attack": "offensive",
        "displacement": "disaster offensive fire",
        "rescue": "raid accident disaster",
    }.items()
}
"""Which types can be a part of which; no type of a whole is below itself."""
WHOLES = frozenset().union(*WHOLE_OF.values())
HAPPENED = ("occurred", "ongoing", "alleged")
NEAR = 1
"""Sentences between an operation and a part of it that names none of its parties."""
FURTHER = 2
"""Times as many articles as tell of its whole may tell of a part, at most."""
NAMED = 2
"""Sentences between an operation and a part of it that names one of them."""


def wholes_of(drafts: Sequence[Draft]) -> dict[int, int]:
    """Number of a draft -> number of the operation that it is a part of, the outermost one."""
    operations: dict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(drafts):
        if one.type in WHOLES and one.status in HAPPENED:
            for article in one.articles:
                operations[article].append(n)
    direct: dict[int, int] = {}
    for n, one in enumerate(drafts):
        if one.type not in WHOLE_OF or one.status not in HAPPENED:
            continue
        beside = sorted({m for article in one.articles for m in operations.get(article, ()) if m != n})
        whole = _whole_of(one, beside, drafts)
        if whole is not None:
            direct[n] = whole
    direct.update(_agreed(drafts))
    result = {}
    for part, whole in direct.items():
        while whole in direct:
            whole = direct[whole]
        result[part] = whole
    return result


def _agreed(drafts: Sequence[Draft]) -> Iterator[tuple[int, int]]:
    """(what is planned, the agreement to do it): "agreed to lift sanctions", in all that tells of it."""
    agreed: dict[tuple[str, int], int] = {}
    for n, one in enumerate(drafts):
        if one.type == "agreement" and one.status in HAPPENED:
            agreed.update(((r.article, r.mention.sentence), n) for r in one.reports)
    for n, one in enumerate(drafts):
        if one.status == "planned" and one.type != "agreement":
            homes = {agreed.get((r.article, r.mention.sentence)) for r in one.reports}
            home = next(iter(homes))
            if len(homes) == 1 and home is not None and _parties(one) & _parties(drafts[home]):
                yield n, home


def dated(part: Draft, whole: Draft) -> Draft:
    """The part with the day and the place of its whole where it has none: it was within both.

    What is only planned was within neither.
    """
    if part.status == "planned":
        return part
    if part.date is None and whole.date is not None and grain(whole.date) == "day":
        part = replace(part, date=whole.date, date_from="relative")
    if part.place is None and whole.place is not None:
        part = replace(part, place=whole.place)
    return part


def _whole_of(part: Draft, beside: Sequence[int], drafts: Sequence[Draft]) -> int | None:
    """The operation that `part` belongs to: told of beside it in one article, with nothing against it."""
    best: tuple[tuple[int, int, int, int], int] | None = None
    for n in beside:
        whole = drafts[n]
        if whole.type not in WHOLE_OF[part.type] or _against(part, whole):
            continue
        gap, characters = min(
            (abs(r.mention.sentence - s.mention.sentence), abs(r.mention.start - s.mention.start))
            for r in part.reports
            for s in whole.reports
            if r.article == s.article
        )
        ours, theirs = _parties(part), _parties(whole)
        shared = ours & theirs
        # "HTS toppled the regime", "ISIS fought the regime": two wars with one enemy.
        elsewhere = bool(ours - shared) and bool(theirs - shared)
        if gap == 0 or (gap <= NAMED and shared and not elsewhere) or (gap <= NEAR and not ours):
            rank = (gap, -len(shared), characters, whole.first.number)
            if best is None or rank < best[0]:
                best = (rank, n)
    return best[1] if best else None


def _against(part: Draft, whole: Draft) -> bool:
    if len(part.articles) > FURTHER * len(whole.articles):
        return True  # told far and wide, and its whole is not
    if part.date and whole.date and part.date != whole.date:
        return True
    places: Mapping[str | None, object] = dict.fromkeys((whole.place, *(r.place for r in whole.reports)))
    return part.place is not None and whole.place is not None and part.place not in places


def _parties(one: Draft) -> set[str]:
    return {p.entity for p in one.participants}
