"""permalinks.json: which id each thing got, so that it has it for ever.

A thing is recognised again by its keys. An id is never given to another thing: one that was merged
keeps its line with `to`, one that vanished keeps it as it was.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sitegen.model import Permalink, Permalinks
from sitegen.naming import slug
from sitegen.problems import SitegenError

VERSION = 1
SECTIONS = ("articles", "entities", "events")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)", re.MULTILINE)


# ---------------------------------------------------------------- the file


def parse_permalinks(text: str, where: str = "permalinks.json") -> Permalinks:
    """Permalinks from the file's text; none from an empty one.

    Raises SitegenError with the line where the file is damaged: guessing would move addresses.
    """
    if not text.strip():
        return Permalinks()
    conflict = _CONFLICT.search(text)
    if conflict:
        raise _damaged(
            text,
            conflict.start(),
            where,
            "an unfinished merge",
            "keep the lines of both sides, one id a line",
        )
    try:
        data = json.loads(text, object_pairs_hook=lambda pairs: _object(pairs, text, where))
    except json.JSONDecodeError as error:
        hint = "mend the line, or take the file back from version control"
        raise _damaged(text, error.pos, where, error.msg, hint) from error
    if not isinstance(data, dict):
        raise _damaged(text, 0, where, "not a JSON object", "take the file back from version control")
    if data.get("version") != VERSION:
        what = f"version {data.get('version')!r} is not known to this sitegen"
        hint = "build with the sitegen that wrote it, or a later one"
        raise _damaged(text, text.find('"version"'), where, what, hint)
    unknown = sorted(set(data) - {"version", *SECTIONS})
    if unknown:
        at = text.find(json.dumps(unknown[0]))
        raise _damaged(text, at, where, f"unknown section {unknown[0]!r}", "remove it")
    return Permalinks(**{name: _section(data.get(name, {}), name, text, where) for name in SECTIONS})


def write_permalinks(permalinks: Permalinks) -> str:
    """The file's text: sorted, one id a line, ends with a line break."""
    parts = [f' "version": {VERSION}']
    for name in SECTIONS:
        links: tuple[Permalink, ...] = getattr(permalinks, name)
        lines = [f"  {_dump(link.id)}: {_dump(_record(link))}" for link in sorted(links, key=lambda p: p.id)]
        body = "{\n" + ",\n".join(lines) + "\n }" if lines else "{}"
        parts.append(f" {_dump(name)}: {body}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _record(link: Permalink) -> dict[str, Any]:
    record: dict[str, Any] = {"keys": list(link.keys)}
    if link.addresses:
        record["addresses"] = list(link.addresses)
    if link.to is not None:
        record["to"] = link.to
    return record


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(", ", ": "))


def _object(pairs: list[tuple[str, Any]], text: str, where: str) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        at = text.rfind(f"{json.dumps(twice)}:")
        raise _damaged(text, at, where, f"{twice!r} stands twice", "keep one of its lines")
    return result


def _section(table: Any, name: str, text: str, where: str) -> tuple[Permalink, ...]:
    if not isinstance(table, dict):
        raise _damaged(text, text.find(f'"{name}"'), where, f"{name} is not an object", "mend the line")

    def at(id_: str) -> int:
        # Looked for where there is something to tell: a large file has a hundred thousand ids.
        return text.find(f"{json.dumps(id_)}:", text.find(f'"{name}"'))

    links = []
    for id_, record in sorted(table.items()):
        # Ids become addresses: nothing but a slug may pass.
        if not _ID.fullmatch(id_) or len(id_) > 96:
            raise _damaged(
                text, at(id_), where, f"{id_!r} is not an id", "ids are a-z, 0-9 and single hyphens"
            )
        link = _permalink(id_, record)
        if link is None:
            wanted = 'a record is {"keys": […], "addresses": […], "to": "…"}'
            raise _damaged(text, at(id_), where, f"{id_!r} is no record of an id", wanted)
        links.append(link)
    ids = {link.id for link in links}
    for link in links:
        if link.to is not None and link.to not in ids:
            what = f"{link.id!r} leads to {link.to!r}, which is not there"
            raise _damaged(text, at(link.id), where, what, "add it")
    return tuple(links)


def _permalink(id_: str, record: Any) -> Permalink | None:
    """The record; None where it is none."""
    if not isinstance(record, dict) or set(record) - {"keys", "addresses", "to"}:
        return None
    keys, addresses, to = record.get("keys", []), record.get("addresses", []), record.get("to")
    lists = all(isinstance(x, list) and all(isinstance(s, str) for s in x) for x in (keys, addresses))
    if not lists or not (to is None or isinstance(to, str)) or to == id_:
        return None
    return Permalink(id_, tuple(keys), tuple(addresses), to)


def _damaged(text: str, at: int, where: str, what: str, hint: str) -> SitegenError:
    line = text.count("\n", 0, max(at, 0)) + 1
    return SitegenError(f"{where}:{line}: {what} (hint: {hint})")


# ---------------------------------------------------------------- ids


@dataclass(frozen=True, slots=True)
class Claimant:
    """A thing that needs its id."""

    keys: tuple[str, ...]
    """What recognises it, most telling first; at least one."""
    wish: str
    """The slug it would like, as naming.slug gives it."""
    prefer: str = ""
    """The known id that an editor's ruling gives it."""


@dataclass(frozen=True, slots=True)
class Assignment:
    ids: tuple[str, ...]
    """One a claimant, in their order; all different."""
    links: tuple[Permalink, ...]
    """The new section of permalinks.json, sorted by id."""


def assign_ids(claimants: Sequence[Claimant], known: Sequence[Permalink]) -> Assignment:
    """Give every claimant its id: the one that its keys had, else a new one.

    Claimants come strongest first: where two share a key, the first of them keeps it. An id whose
    keys went to another claimant is merged into that claimant's id; if its thing stands apart again
    it gets its id back. Assigning again with the links it returned gives the same ids and links.
    """
    keys = exclusive([c.keys for c in claimants])
    owner = {key: n for n, own in enumerate(keys) for key in own}
    table = {link.id: link for link in known}
    target = {link.id: follow(link.id, table) for link in known}

    # Keys of an id count before the keys of ids that were merged into it.
    scores: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0])
    for link in known:
        for rank, key in enumerate(link.keys):
            n = owner.get(key)
            if n is not None:
                weight = 2 if rank == 0 else 1
                scores[n, target[link.id]][0 if link.to is None else 1] += weight
    wanted: dict[int, str] = {}
    for n, claimant in enumerate(claimants):
        if claimant.prefer in target and claimant.prefer not in wanted.values():
            wanted[n] = claimant.prefer
    given = _pair(scores, wanted)
    # An id that was merged comes back for a thing that nothing else recognises.
    spare: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0])
    taken = set(given.values())
    for link in known:
        if link.id not in taken:
            for key in link.keys:
                n = owner.get(key)
                if n is not None and n not in given:
                    spare[n, link.id][0] += 1
    given = _pair(spare, given)

    used = {link.id for link in known}
    ids = []
    for n, claimant in enumerate(claimants):
        id_ = given.get(n) or free(claimant.wish, used)
        used.add(id_)
        ids.append(id_)
    return Assignment(tuple(ids), _links(ids, keys, owner, known))


def reclaim(
    known: Sequence[Permalink], present: Iterable[str], alike: Callable[[str], str]
) -> tuple[Permalink, ...]:
    """The links; one that lost all its keys recognises its thing by a key that is `alike`.

    Another model may call a person an organisation, an edit may change the one sentence that reports
    an event: an id whose keys are all gone takes a key of `present` that no id has, where just one is
    alike and no other id asks for it.
    """
    here = set(present)
    claimed = {key for link in known for key in link.keys}
    fresh: dict[str, list[str]] = defaultdict(list)
    for key in sorted(here - claimed):
        fresh[alike(key)].append(key)
    wanted: dict[str, list[Permalink]] = defaultdict(list)
    for link in known if fresh else ():
        if link.keys and not here.intersection(link.keys):
            options = {key for own in link.keys for key in fresh.get(alike(own), ())}
            if len(options) == 1:
                wanted[options.pop()].append(link)
    taken = {links[0].id: key for key, links in wanted.items() if len(links) == 1}
    return tuple(
        replace(link, keys=(taken[link.id], *link.keys)) if link.id in taken else link for link in known
    )


def exclusive(keys: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The same keys, each with the first that has it; a numbered one for whoever has none left."""
    taken: set[str] = set()
    result = []
    for wanted in keys:
        own = tuple(dict.fromkeys(key for key in wanted if key not in taken))
        number = 2
        while not own:
            spare = f"{wanted[0]}#{number}"
            own = () if spare in taken else (spare,)
            number += 1
        taken.update(own)
        result.append(own)
    return result


def follow(id_: str, links: Sequence[Permalink] | Mapping[str, Permalink]) -> str:
    """The id that `id_` stands for today; itself where it is unknown."""
    table = links if isinstance(links, Mapping) else {link.id: link for link in links}
    seen = {id_}
    while id_ in table:
        to = table[id_].to
        if to is None or to in seen:
            break
        seen.add(to)
        id_ = to
    return id_


def free(wish: str, used: set[str]) -> str:
    """`wish`, or `wish-2`, `wish-3` … where it is used."""
    wish = wish or slug("", "x")
    if wish not in used:
        return wish
    number = 2
    while f"{wish}-{number}" in used:
        number += 1
    return f"{wish}-{number}"


def _pair(scores: dict[tuple[int, str], list[int]], given: dict[int, str]) -> dict[int, str]:
    """`given` with the best pairs added, one id a claimant and one claimant an id."""
    result, taken = dict(given), set(given.values())
    for n, id_ in sorted(scores, key=lambda pair: ([-s for s in scores[pair]], pair)):
        if n not in result and id_ not in taken:
            result[n] = id_
            taken.add(id_)
    return result


def _links(
    ids: list[str], keys: list[tuple[str, ...]], owner: dict[str, int], known: Sequence[Permalink]
) -> tuple[Permalink, ...]:
    present = set(ids)
    merged: dict[str, Permalink] = {}
    held: dict[str, set[str]] = defaultdict(set)
    for link in known:
        if link.id in present:
            continue
        votes: dict[str, int] = defaultdict(int)
        for key in link.keys:
            if key in owner:
                votes[ids[owner[key]]] += 1
        to = min(votes, key=lambda id_: (-votes[id_], id_)) if votes else link.to
        merged[link.id] = replace(link, to=to)
        if to is not None:
            held[to].update(link.keys)
    before = {link.id: link for link in known}
    live = []
    for n, id_ in enumerate(ids):
        # Keys of a merged id stay with it: they bring it back when the things come apart again.
        old = before.get(id_, Permalink(id_, ()))
        own = [key for key in keys[n] if key not in held[id_]]
        # What it was known by it may be known by again, unless another thing is now.
        own += [key for key in old.keys if key not in own and key not in held[id_] and key not in owner]
        live.append(Permalink(id_, tuple(own) or old.keys or keys[n][:1], old.addresses))
    return tuple(sorted([*live, *merged.values()], key=lambda link: link.id))
