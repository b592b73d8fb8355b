"""merge, rename and hide: each is a function from the desk to the file as it shall be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sitegen.catalogue import KnownEntity
from sitegen.editor.desk import Desk, Edit
from sitegen.editor.finder import Kind, Thing
from sitegen.editor.groups import group_of, joinings, partings
from sitegen.editor.rulings_file import Block, RulingsFile, Value
from sitegen.naming import fold, slug
from sitegen.problems import SitegenError
from sitegen.resolve.curation import WHERE
from sitegen.resolve.forgetting import opaque


def merge(desk: Desk, wanted: Sequence[str]) -> Edit:
    """All of them are one; the first keeps its id, its address and its name."""
    things = [desk.finder.thing(one) for one in wanted]
    kinds = {t.kind for t in things}
    if len(kinds) > 1:
        raise SitegenError(
            f"{things[0]} and {next(t for t in things if t.kind != things[0].kind)} are an entity and an"
            " event (hint: merge entities with entities, events with events)",
            status=2,
        )
    lost = next((t for t in things if t.known is None), None)
    if lost is not None:
        raise SitegenError(
            f"{lost.id} is nowhere in the last build (hint: it is hidden, or no article tells of it)",
            status=2,
        )
    kind: Kind = things[0].kind
    whole = _now(desk, things[0])
    ids = [whole.id, *dict.fromkeys(i for t in things[1:] if (i := _now(desk, t).id) != whole.id)]
    if len(ids) == 1:
        return Edit(desk.file, f"{things[0]} is one thing already: nothing to do")
    _refuse_contradiction(desk, kind, ids)
    told = f"{', '.join(ids[1:])} → {whole}"
    notes = _differences(things)
    if kind == "event":
        file, more = _merged_events(desk, ids)
        return Edit(file, f"merged {told}", (*notes, *more))
    return Edit(_merged_entities(desk, ids), f"merged {told}", notes)


def _now(desk: Desk, thing: Thing) -> Thing:
    """The thing that a ruling which no build has seen yet has made of it."""
    for joined in joinings(desk.curation, thing.kind):
        ids = [desk.finder.now(id_, thing.kind) for id_ in joined.ids]
        if thing.id in ids[1:]:
            return replace(desk.finder.thing(ids[0], thing.kind), given=thing.given)
    return thing


def _refuse_contradiction(desk: Desk, kind: Kind, ids: Sequence[str]) -> None:
    def now(id_: str) -> str:
        return desk.finder.now(id_, kind)

    group, _ = group_of(ids, joinings(desk.curation, kind), now)
    for parting in partings(desk.curation, kind):
        inside = [id_ for id_ in parting.ids if now(id_) in group]
        if len({now(id_) for id_ in inside}) > 1:
            raise SitegenError(
                f"{parting.where}: [[not-same]] keeps {' and '.join(inside)} apart"
                " (hint: take that ruling out first if they are one after all)"
            )


def _differences(things: Sequence[Thing]) -> tuple[str, ...]:
    types = {t.known.type for t in things if t.known is not None}
    if len(types) < 2:
        return ()
    told = ", ".join(f"{t.id} is of type {t.known.type}" for t in things if t.known is not None)
    return (f"they are of different types: {told}",)


def _merged_entities(desk: Desk, ids: Sequence[str]) -> RulingsFile:
    """The [[same]] that has one of them takes the others in; else a new one."""
    first = ids[0]
    for block in desk.file.tables("same"):
        own = [id_ for id_ in block.values.get("entities", ()) if isinstance(id_, str)]
        now = [desk.finder.now(id_, "entity") for id_ in own]
        if not {*own, *now} & set(ids):
            continue
        rest = [id_ for id_, is_now in zip(own, now, strict=True) if first not in (id_, is_now)]
        known = {*own, *now}
        kept = own if own and first in (own[0], now[0]) else [first, *rest]
        return desk.file.changed(
            block, {"entities": [*kept, *(i for i in ids if i not in known and i != first)]}
        )
    return desk.file.added("same", {"entities": list(ids)})


def _merged_events(desk: Desk, ids: Sequence[str]) -> tuple[RulingsFile, tuple[str, ...]]:
    """`same` of the first one's [[event]]; what the others had in theirs comes along."""
    others: dict[str, None] = {}
    notes = []
    for id_ in ids[1:]:
        others[id_] = None
        block = ruling_on(desk, "event", id_)
        if block is not None:
            others |= dict.fromkeys(block.values.get("same", ()))
            notes.append(f"the ruling on {id_} in {WHERE}:{block.line} is of no account any more")
    own = ruling_on(desk, "event", ids[0])
    if own is None:
        return desk.file.added("event", {"id": ids[0], "same": list(others)}), tuple(notes)
    same = list(dict.fromkeys([*own.values.get("same", ()), *others]))
    return desk.file.changed(own, {"same": same}), tuple(notes)


# ---------------------------------------------------------------- rename, hide


def rename(desk: Desk, wanted: str, name: str) -> Edit:
    """The name or title that its page and every list show; the spellings of the articles stay."""
    name = " ".join(name.split())
    if not fold(name):
        raise SitegenError(
            f"{name!r} is no name (hint: give the name that shall stand on the page)", status=2
        )
    thing = _now(desk, desk.finder.thing(wanted))
    key = "name" if thing.kind == "entity" else "title"
    file = _with_ruling(desk, thing, {key: name})
    if file == desk.file:
        return Edit(file, f"{thing} is called so already: nothing to do")
    return Edit(file, f"renamed {thing} → {name}", _nowhere(thing))


def hide(desk: Desk, wanted: str, *, forget: bool = False) -> Edit:
    """No page, no list, no search entry, no export. Forgetting leaves its name nowhere else either."""
    thing = _now(desk, desk.finder.thing(wanted))
    if forget and thing.kind == "event":
        raise SitegenError(
            "an event can be hidden, not forgotten (hint: leave out --forget, or forget who took part)",
            status=2,
        )
    if forget:
        return _forgotten(desk, thing)
    file = _with_ruling(desk, thing, {"hide": True})
    if file == desk.file:
        return Edit(file, f"{thing} is hidden already: nothing to do")
    return Edit(file, f"hid {thing}", ("the text of the articles stays as it is", *_nowhere(thing)))


def _nowhere(thing: Thing) -> tuple[str, ...]:
    return () if thing.known else (f"the last build shows {thing.id} nowhere",)


def _forgotten(desk: Desk, thing: Thing) -> Edit:
    """A ruling that does not name whom it means: its id is a hash."""
    id_ = opaque(thing.id)
    own = ruling_on(desk, "entity", thing.id) or ruling_on(desk, "entity", id_)
    if own is None:
        file = desk.file.added("entity", {"id": id_, "forget": True})
    else:
        telling = dict.fromkeys(("name", "aliases", "wikidata", "geonameid", "hide", "page"))
        file = desk.file.changed(own, {"id": id_, "forget": True, **telling})
    if file == desk.file:
        return Edit(file, f"{thing.id} is forgotten already: nothing to do")
    notes = [
        "the text of the articles stays as it is, their titles and addresses too",
        f"the ruling says {id_}, which nobody can read a name from: note for yourself whom it means",
        *(f"{WHERE}:{line} still has the name: mend it by hand" for line in _naming_lines(file, thing)),
    ]
    return Edit(file, f"forgot {thing.id}: the next build purges its name", tuple(notes))


def _naming_lines(file: RulingsFile, thing: Thing) -> list[int]:
    names = {thing.id.replace("-", " ")}
    if isinstance(thing.known, KnownEntity):
        names |= {fold(text) for text, _ in thing.known.names} | {fold(thing.name)}
    full = {name for name in names if " " in name} or names
    lines = enumerate(file.text.splitlines(), 1)
    return [n for n, line in lines if any(f" {name} " in f" {fold(line)} " for name in full if name)]


def _with_ruling(desk: Desk, thing: Thing, values: dict[str, Value | None]) -> RulingsFile:
    own = ruling_on(desk, thing.kind, thing.id)
    if own is not None:
        return desk.file.changed(own, values)
    plain: dict[str, Value] = {key: value for key, value in values.items() if value is not None}
    return desk.file.added(thing.kind, {"id": thing.id, **plain})


def ruling_on(desk: Desk, kind: Kind, id_: str) -> Block | None:
    """The [[entity]] or [[event]] of this id, also where it knows it by an id or a name of before."""
    own = [block for block in desk.file.tables(kind) if block.values.get("id") == id_]
    if own:
        return own[0]
    others = ((b, b.values.get("id")) for b in desk.file.tables(kind))
    return next(
        (b for b, told in others if isinstance(told, str) and desk.finder.now(told, kind) == id_), None
    )


def free_id(desk: Desk, name: str) -> str:
    """An id for a new entity of this name, one that neither the archive nor a ruling has."""
    wish = slug(name, "entity")
    ruled = {block.values.get("id") for block in desk.file.tables("entity")}
    ruled |= {block.values.get("entity") for block in desk.file.tables("mention")}
    number, id_ = 1, wish
    while desk.finder.taken(id_) or id_ in ruled:
        number += 1
        id_ = f"{wish}-{number}"
    return id_
