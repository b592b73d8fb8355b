"""Relations that an article states outright: who leads, founded or owns, kin, members, parts, places.

Those that an office says ("Syria's foreign minister X") are read from the mention's role later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen.annotate.grid import Draft, Grid
from sitegen.annotate.lists import DETERMINERS
from sitegen.gazetteer import country
from sitegen.gazetteer.office_words import KIN

Link = tuple[Draft, str, Draft]
By = Mapping[int, Draft]
"""Token -> the mention that covers it, nominals and pronouns included."""

PASSIVE = {
    "led": "leads",
    "headed": "leads",
    "chaired": "leads",
    "commanded": "leads",
    "founded": "founded",
    "co-founded": "founded",
    "owned": "owns",
    "succeeded": "succeeded",
}
"""Participles before "by"."""
ACTIVE = {
    "leads": "leads",
    "heads": "leads",
    "chairs": "leads",
    "commands": "leads",
    "led": "led",
    "headed": "led",
    "chaired": "led",
    "commanded": "led",
    "founded": "founded",
    "co-founded": "founded",
    "owns": "owns",
    "succeeded": "succeeded",
    "married": "married",
}
"""Finite verbs; what is told in the past may be over."""
PAST = {"leads": "led"}
SPOUSES = frozenset("wife husband widow widower".split())
PARTS = frozenset("part member branch arm wing subsidiary unit division affiliate offshoot".split())
UNSURE = frozenset("would could may might will should can if whether not n't never".split())
CLOSING = frozenset(",.;:)—–") | {"and", "who", "which"}
DRIVES = frozenset("on to past into through with out back".split())
"""Who leads a team past another or on an attack need not be its head."""


def links(grid: Grid, found: list[Draft]) -> list[Link]:
    """(subject, relation, object), each from one sentence."""
    at = {k: draft for draft in found for k in range(draft.i, draft.j)}
    made: list[Link] = []
    for draft in found:
        if draft.type == "place" and draft.container and (outer := _container(grid, draft, found)):
            made.append((draft, "located-in", outer))
    for k, low in enumerate(grid.lowers):
        if low in PASSIVE and _word(grid, k + 1) == "by":
            made += _passive(grid, at, k)
        elif low in ACTIVE:
            made += _active(grid, at, k)
        if low in PARTS:
            made += _parts(grid, at, k)
        elif low in KIN and low != "partner":
            made += _kin(grid, at, k)
        elif low in ("a", "an"):
            made += _nationals(grid, at, k)
    return made


def _word(grid: Grid, k: int) -> str:
    return grid.lowers[k] if 0 <= k < len(grid.words) else ""


def _container(grid: Grid, draft: Draft, found: list[Draft]) -> Draft | None:
    """The mention that `container` is the name of, in the same sentence."""
    same = [
        d
        for d in found
        if d is not draft
        and grid.sents[d.i] == grid.sents[draft.i]
        and d.type == "place"
        and grid.span(d.i, d.j) == draft.container
    ]
    outer = min(same, key=lambda d: abs(d.i - draft.i), default=None)
    return None if outer is None or _listed(grid, draft, outer) else outer


def _listed(grid: Grid, draft: Draft, outer: Draft) -> bool:
    """Whether two places stand side by side in a list of countries: "Mali, Congo, Algeria and Chad"."""
    before = grid.owner[draft.i - 2] if grid.same_sentence(draft.i - 2, draft.i) else None
    enumerated = before is not None and before.type == "place" and grid.words[draft.i - 1] == ","
    return enumerated and outer.i == draft.j + 1 and country(grid.span(outer.i, outer.j)) is not None


# ---------------------------------------------------------------- verbs


def _sure(grid: Grid, k: int) -> bool:
    return not any(child.lower_ in UNSURE for child in grid.doc[k].children)


def _passive(grid: Grid, at: By, k: int) -> Iterator[Link]:
    """ "HTS is led by Mr Al Shara"; "a group founded by X"."""
    doer = _person_behind(grid, at, k + 2)
    done = _undergoer(grid, at, k)
    if doer is None or done is None or not _sure(grid, k):
        return
    relation = PASSIVE[grid.lowers[k]]
    if relation == "succeeded":
        if done.type == "person":
            yield doer, relation, done
    elif done.type == "organisation":
        was = any(c.dep_ == "auxpass" and c.lower_ in ("was", "were", "been") for c in grid.doc[k].children)
        yield doer, PAST.get(relation, relation) if was else relation, done


def _person_behind(grid: Grid, at: By, n: int) -> Draft | None:
    """The person named at token n or right behind an office: "by Syrian President X"."""
    start = n
    while grid.same_sentence(start - 1, n) and n < start + 8:
        found = at.get(n)
        if found is not None and found.type == "person":
            return found
        if found is not None:
            n = found.j
        elif grid.words[n][:1].isalpha() or grid.tags[n] in ("POS", "HYPH"):
            n += 1
        else:
            return None
    return None


def _undergoer(grid: Grid, at: By, k: int) -> Draft | None:
    """What the participle at k is said of."""
    if grid.dep(k) == "acl":
        return at.get(grid.head(k))
    for child in grid.doc[k].children:
        if child.dep_ == "nsubjpass":
            return _named(grid, at, child.i, k)
    return None


def _active(grid: Grid, at: By, k: int) -> Iterator[Link]:
    if grid.tags[k] not in ("VBD", "VBZ", "VBN") or not _sure(grid, k):
        return
    if any(c.dep_ in ("auxpass", "agent", "nsubjpass") for c in grid.doc[k].children):
        return
    if grid.lowers[k] == "led" and any(c.lower_ in DRIVES for c in grid.doc[k].children):
        return
    thing = next((at.get(c.i) for c in grid.doc[k].children if c.dep_ == "dobj"), None)
    doer = _subject(grid, at, k)
    if thing is None or doer is None or doer is thing:
        return
    relation = ACTIVE[grid.lowers[k]]
    person = relation in ("succeeded", "married")
    if thing.type == ("person" if person else "organisation") and (
        doer.type == "person" or relation == "owns"
    ):
        yield doer, relation, thing


def _subject(grid: Grid, at: By, k: int) -> Draft | None:
    token = grid.doc[k]
    for _ in range(3):
        own = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if own is not None:
            return _named(grid, at, own.i, token.i)
        if token.dep_ != "conj" or token.head.i == token.i:
            return None
        token = token.head
    return None


def _named(grid: Grid, at: By, subject: int, verb: int) -> Draft | None:
    """The mention at a subject; what a relative pronoun stands for."""
    if grid.lowers[subject] in ("who", "which", "that"):
        if grid.dep(verb) != "relcl":
            return None
        # What stands right before it: the parser may go further back.
        near = at.get(subject - 2) if _word(grid, subject - 1) == "," else at.get(subject - 1)
        return near if near is not None and near is at.get(grid.head(verb)) else None
    return at.get(subject)


# ---------------------------------------------------------------- nouns


def _apposed(grid: Grid, at: By, k: int) -> Draft | None:
    """The name that the apposition opening before noun k stands behind: "X, the younger …"."""
    b = k - 1
    while b > 0 and grid.tags[b] in ("JJ", "NN", "JJR", "JJS", "HYPH") and b > k - 4 and b not in at:
        b -= 1
    if b < 1 or grid.lowers[b] not in DETERMINERS | {","}:
        return None
    comma = b if grid.words[b] == "," else b - 1
    if comma < 1 or grid.words[comma] != "," or not grid.same_sentence(comma - 1, k):
        return None
    return at.get(comma - 1)


def _whole(grid: Grid, at: By, k: int) -> Draft | None:
    """The name behind "of" after noun k, offices between allowed."""
    if _word(grid, k + 1) != "of":
        return None
    n = k + 2
    while n < len(grid.words) and n < k + 8 and grid.same_sentence(k, n):
        found = at.get(n)
        if found is not None:
            nearer = _person_behind(grid, at, found.j) if found.type != "person" else None
            return nearer if nearer is not None and nearer.role is not None else found
        if grid.lowers[n] not in DETERMINERS and grid.tags[n] not in ("JJ", "NN", "NNP"):
            return None
        n += 1
    return None


def _parts(grid: Grid, at: By, k: int) -> Iterator[Link]:
    """ "X, part of Y" and "X, a member of Y"."""
    part, whole = _apposed(grid, at, k), _whole(grid, at, k)
    if part is None or whole is None or part is whole:
        return
    member = grid.lowers[k] == "member"
    if whole.type == "organisation" and part.type == "organisation":
        yield part, "member-of" if member else "part-of", whole
    elif whole.type == "organisation" and part.type == "person" and member:
        yield part, "member-of", whole
    elif whole.type == part.type == "place" and grid.lowers[k] == "part":
        yield part, "part-of", whole


def _kin(grid: Grid, at: By, k: int) -> Iterator[Link]:
    """ "X, the father of Y", "Y's wife, X", "his brother X"."""
    relation = "married" if grid.lowers[k] in SPOUSES else "related-to"
    if _word(grid, k - 1) in ("ex", "former", "-") or "ex-" in grid.lowers[k]:
        return
    one = two = None
    if _word(grid, k + 1) == "of":
        one, two = _apposed(grid, at, k), _whole(grid, at, k)
    else:
        b = k - 1
        while b > 0 and grid.tags[b] in ("JJ", "JJR", "JJS", "RBS") and b > k - 3:
            b -= 1
        if _word(grid, b) in ("ex", "former"):
            return
        if grid.tags[b] == "POS":
            two = at.get(b - 1)
        elif grid.tags[b] == "PRP$":
            two = at.get(b)
        n = k + 1
        if _word(grid, n) == ",":
            n += 1
        one = at.get(n) if two is not None else None
        if one is not None and n == k + 2 and _word(grid, one.j) not in CLOSING:
            one = None
        if two is not None and one is None and two.j <= b and _word(grid, two.i - 1) == ",":
            one = at.get(two.i - 2) if _word(grid, k + 1) in CLOSING else None  # "X, Y's brother,"
    if one is None or two is None or one is two or not grid.same_sentence(one.i, two.i):
        return
    if one.type == two.type == "person":
        yield one, relation, two


def _nationals(grid: Grid, at: By, k: int) -> Iterator[Link]:
    """ "X, a Kurd," and "X is an Alawite"."""
    people = at.get(k + 1)
    if people is None or people.kind != "demonym" or people.type not in ("place", "group"):
        return
    if people.j < len(grid.words) and _word(grid, people.j) not in CLOSING:
        return
    if _word(grid, k - 1) == ",":
        person = at.get(k - 2)
    elif _word(grid, k - 1) in ("is", "was"):
        person = _subject(grid, at, k - 1)
    else:
        return
    if person is not None and person.type == "person" and grid.same_sentence(person.i, k):
        yield person, "nationality", people
