"""Relations that an article states outright: who leads, works for, is a member, where a place lies."""

from __future__ import annotations

from sitegen.annotate.grid import Draft, Grid
from sitegen.annotate.lists import DETERMINERS, LEADERS, NATIONALS, SUBORDINATE

Link = tuple[Draft, str, Draft]
MEMBERS = frozenset("member members lawmaker fighter founder co-founder mp senator".split())


def links(grid: Grid, found: list[Draft]) -> list[Link]:
    """(subject, relation, object), each from one sentence."""
    made: list[Link] = []
    for draft in found:
        if draft.role and draft.role_of is not None:
            made.append((draft, _of_role(draft.role, draft.role_of), draft.role_of))
        elif draft.type == "person" and draft.role and (people := _nationals(grid, draft)):
            made.append((draft, "nationality", people))
        if draft.container and (outer := _container(grid, draft, found)):
            made.append((draft, "located-in", outer))
    made += _led_by(grid)
    made += _parts(grid)
    return made


def _of_role(role: str, holder: Draft) -> str:
    words = set(role.lower().replace("-", " ").split())
    if holder.kind == "demonym" and words & NATIONALS:
        return "nationality"
    if words & MEMBERS:
        return "member-of"
    if words & (LEADERS | {"secretary"}) and not words & SUBORDINATE - {"of"}:
        whole = role.lower()
        minister = "secretary" in words and "general" not in words
        if not (minister and holder.type == "place") and "chief of staff" not in whole:
            return "leads"
    return "works-for"


def _nationals(grid: Grid, draft: Draft) -> Draft | None:
    before = grid.before(draft.i)
    return before if before is not None and before.kind == "demonym" else None


def _container(grid: Grid, draft: Draft, found: list[Draft]) -> Draft | None:
    """The mention that `container` is the name of, in the same sentence."""
    same = [
        d
        for d in found
        if grid.sents[d.i] == grid.sents[draft.i]
        and d.type == "place"
        and grid.span(d.i, d.j) == draft.container
    ]
    return min(same, key=lambda d: abs(d.i - draft.i), default=None)


def _led_by(grid: Grid) -> list[Link]:
    """ "HTS, …, is led by Mr Al Shara"; "a group led by X"."""
    made: list[Link] = []
    for k, low in enumerate(grid.lowers):
        if low not in ("led", "headed", "chaired", "commanded", "founded") or k + 2 >= len(grid.words):
            continue
        if grid.lowers[k + 1] != "by":
            continue
        n = k + 2
        while n < len(grid.words) and grid.same_sentence(k, n) and grid.owner[n] is None and n < k + 8:
            n += 1
        leader = grid.owner[n] if n < len(grid.words) and grid.same_sentence(k, n) else None
        while leader is not None and leader.type != "person":
            n = leader.j  # "led by Syrian President X"
            while (
                n < len(grid.words) and grid.owner[n] is None and n < leader.j + 4 and grid.words[n].isalpha()
            ):
                n += 1
            leader = grid.owner[n] if n < len(grid.words) and grid.same_sentence(k, n) else None
        led = _subject(grid, k)
        if leader is not None and led is not None and led.type == "organisation":
            made.append((leader, "leads", led))
    return made


def _subject(grid: Grid, k: int) -> Draft | None:
    """The name that the participle at k is said of."""
    if grid.dep(k) == "acl":
        return grid.owner[grid.head(k)]
    for child in grid.doc[k].children:
        if child.dep_ == "nsubjpass":
            return grid.owner[child.i]
    return None


def _parts(grid: Grid) -> list[Link]:
    """ "X, part of Y" and "X, a member of Y"."""
    made: list[Link] = []
    for k, low in enumerate(grid.lowers):
        if low not in ("part", "member", "branch", "arm", "wing", "subsidiary", "unit") or k + 2 >= len(
            grid.words
        ):
            continue
        if grid.lowers[k + 1] != "of":
            continue
        n = k + 2
        while n < len(grid.words) and grid.lowers[n] in DETERMINERS:
            n += 1
        whole = grid.owner[n] if n < len(grid.words) and grid.same_sentence(k, n) else None
        b = k - 1
        while (
            b > 0
            and (grid.lowers[b] in DETERMINERS or grid.tags[b] in ("JJ", ","))
            and grid.same_sentence(b, k)
        ):
            b -= 1
        part = grid.owner[b] if b >= 0 and grid.words[b + 1] == "," and grid.same_sentence(b, k) else None
        if part is None or whole is None or part is whole:
            continue
        if whole.type == "organisation" and part.type in ("organisation", "person"):
            made.append((part, "member-of" if part.type == "person" or low == "member" else "part-of", whole))
        elif whole.type == part.type == "place":
            made.append((part, "part-of", whole))
    return made
