"""Forgetting: how permalinks.json remembers what must leave no name.

An id that an editor has forgotten stands there as `forgotten-…`, its keys as `sha256:…`, without an
address: enough to recognise it in every later build, nothing to read. Whoever suspects a name can
test it against the hash; nobody can list the names.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from sitegen.model import Permalink
from sitegen.naming import slug
from sitegen.resolve.curation import Curation
from sitegen.resolve.permalinks import follow

ID, KEY = "forgotten-", "sha256:"
_OPAQUE = re.compile(rf'^\s*"({ID}[0-9a-f]{{16}})":', re.MULTILINE)


def opaque(id_: str) -> str:
    """The id without its name; itself where it has none.

    >>> opaque("ann-lee"), opaque(opaque("ann-lee"))
    ('forgotten-1a1cf9d3abbf4506', 'forgotten-1a1cf9d3abbf4506')
    """
    return id_ if id_.startswith(ID) else ID + sha256(id_.encode()).hexdigest()[:16]


def veiled(key: str) -> str:
    return key if key.startswith(KEY) else KEY + sha256(key.encode()).hexdigest()[:32]


def reveal(links: Sequence[Permalink], curation: Curation, labels: Iterable[str]) -> tuple[Permalink, ...]:
    """The links with the forgotten ones readable as far as this build knows their names anyway.

    `labels` are the keys of this build. What no ruling forgets any longer is left out: it gets an id anew.
    """
    hidden = [link for link in links if link.id.startswith(ID)]
    if not hidden:
        return tuple(links)
    ruled = {opaque(id_) for r in curation.entities if r.forget for id_ in (r.id, slug(r.id, "entity"))}
    named = {opaque(id_): id_ for id_ in _references(curation)}
    known = {veiled(label): label for label in labels}
    own = {link.id: link for link in hidden}
    found = [link for link in links if not link.id.startswith(ID)]
    for link in hidden:
        if follow(link.id, own) in ruled:
            to = named.get(link.to, link.to) if link.to else None
            keys = tuple(known.get(key, key) for key in link.keys)
            found.append(Permalink(named.get(link.id, link.id), keys, (), to))
    return tuple(sorted(found, key=lambda link: link.id))


def _references(curation: Curation) -> set[str]:
    """Every id that a ruling may mean."""
    found = {r.id for r in curation.entities} | {m.entity for m in curation.mentions}
    found |= {id_ for one in curation.same for id_ in one.entities}
    found |= {id_ for one in curation.not_same for id_ in one.entities}
    return {slug(id_, "entity") for id_ in found} | found


def veil(
    links: Iterable[Permalink], forgotten: Collection[str], names: Collection[str], present: Collection[str]
) -> tuple[Permalink, ...]:
    """The links as they may be written: those of `forgotten` ids opaque.

    `names`: folded names of the forgotten. A link of nothing that is `present`, known by one of these
    names alone, was a slip of the model about the same person, and goes.
    """
    links = tuple(links)
    table = {link.id: link for link in links}
    found = []
    for link in links:
        if follow(link.id, table) in forgotten:
            keys = tuple(veiled(key) for key in link.keys)
            found.append(Permalink(opaque(link.id), keys, (), opaque(link.to) if link.to else None))
        elif link.id in present or not link.keys or not all(name_of(key) in names for key in link.keys):
            found.append(link)
    kept = {link.id for link in found}
    return tuple(
        sorted(
            (replace(link, to=None) if link.to and link.to not in kept else link for link in found),
            key=lambda link: link.id,
        )
    )


def forgotten_in(permalinks: str) -> frozenset[str]:
    """The opaque ids in the text of a permalinks.json."""
    return frozenset(_OPAQUE.findall(permalinks))


def name_of(key: str) -> str:
    """The folded name in an entity's key: "ahmad shara" of "person:ahmad shara@sy"."""
    return key.partition(":")[2].partition("@")[0].partition("#")[0]
