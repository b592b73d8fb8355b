"""Every address of the site is decided here: pages, redirects, assets.

Addresses are relative to the site's root. No two are the same on a file system that folds case, none
is a folder of another, every name is portable and at most 100 bytes. Ids come from permalinks.json,
which people edit, and aliases from articles, which anybody wrote: neither is trusted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import PurePosixPath
from urllib.parse import quote, unquote

from sitegen.model import Archive, Entity, Permalink, Permalinks
from sitegen.naming import RESERVED, slug
from sitegen.plan.letters import Shelf, shelves
from sitegen.problems import Problem

FOLDERS = {"person": "people", "organisation": "organisations", "place": "places", "group": "groups"}
"""Folder of each type of entity that can have a page."""

SHELF_LIMIT = 500
"""Rows of an A to Z on one page; a longer one stands on shelves."""

FIXED = (
    "index.html",
    "404.html",
    *(f"{folder}/index.html" for folder in FOLDERS.values()),
    "events/index.html",
    "months/index.html",
    "undated/index.html",
    "timeline/index.html",
    "map/index.html",
    "search/index.html",
    "quality/index.html",
)
"""Pages that every site has."""

_KEPT = frozenset({"static", "data", "search", "media"})
"""Folders that hold no page but what FIXED names."""

_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,88}[a-z0-9])?")
_SEGMENT = re.compile(r"[^\W_][\w.-]*")
_PLAIN = re.compile(r"[A-Za-z0-9/._#-]*")
_DEVICES = RESERVED - {"index", "404", "feed"}
MAX_NAME = 100
MAX_PATH = 240


class Ledger:
    """The addresses already given, compared as a file system that folds case would."""

    def __init__(self) -> None:
        self._files: set[str] = set()
        self._folders: set[str] = set()

    def claim(self, address: str) -> bool:
        """Takes an address; False where it, or a folder or file in its way, is taken."""
        key = unicodedata.normalize("NFC", address).casefold()
        folders = {key[:n] for n, char in enumerate(key) if char == "/"}
        if key in self._files or key in self._folders or folders & self._files:
            return False
        self._files.add(key)
        self._folders |= folders
        return True


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where everything stands. Keys are ids; values are site-relative addresses."""

    articles: Mapping[str, str]
    entities: Mapping[str, str]
    """Of entities with a page."""
    rows: Mapping[str, str]
    """Of entities without one: their row in an index, with its fragment."""
    events: Mapping[str, str]
    """Of events with a page."""
    assets: Mapping[str, str]
    """Path relative to the seeds folder, to address."""
    sources: Mapping[str, str]
    """Path of an article relative to the seeds folder, to the address of its page."""
    shelves: Mapping[str, tuple[Shelf, ...]]
    """By type of entity: the parts of its A to Z; empty where it stands on one page."""
    moved: tuple[tuple[str, str], ...]
    """(old address, where it leads now; empty where the thing is gone), sorted."""
    permalinks: Permalinks
    """With this build's addresses added."""
    problems: tuple[Problem, ...]


@lru_cache(maxsize=200_000)
def href(root: str, address: str) -> str:
    """A link from a page whose way to the site's root is `root`."""
    path, mark, fragment = address.partition("#")
    if not _PLAIN.fullmatch(address):
        path, fragment = quote(path), quote(fragment)
    return root + path + mark + fragment


def root_of(address: str) -> str:
    """The way from a page to the site's root: "", "../", …"""
    return "../" * address.count("/")


def sibling(address: str, suffix: str) -> str:
    """The address of what accompanies a page: its feed (.xml) or calendar file (.ics)."""
    return address.removesuffix(".html") + suffix


def anchor(id_: str) -> str:
    """The fragment of an entity's row in an index."""
    return f"e-{id_}"


def shelf_address(type_: str, prefix: str) -> str:
    name = f"{prefix}-" if prefix in _DEVICES else prefix  # "con" is no file name on Windows
    return f"{FOLDERS[type_]}/letters/{name}.html"


def decide(archive: Archive) -> Addresses:
    """All addresses of an archive. The same archive gives the same addresses, whatever the order."""
    ledger = Ledger()
    for address in FIXED:
        ledger.claim(address)
    articles = _pages(ledger, "articles", (a.id for a in archive.articles))
    entities: dict[str, str] = {}
    for type_, folder in FOLDERS.items():
        entities |= _pages(ledger, folder, (e.id for e in archive.entities if e.type == type_ and e.page))
    events = _pages(ledger, "events", (e.id for e in archive.events if e.page))
    on_shelves, rows = _rows(archive.entities)
    present = {**articles, **rows, **entities, **events}
    redirects = _Redirects(ledger, present)
    kept = Permalinks(
        articles=redirects.of_kind(archive.permalinks.articles, articles),
        entities=redirects.of_kind(archive.permalinks.entities, entities),
        events=redirects.of_kind(archive.permalinks.events, events),
    )
    for article in archive.articles:
        for alias in article.article.aliases:
            redirects.alias(alias, articles[article.id], article.article.source)
    return Addresses(
        articles=articles,
        entities=entities,
        rows=rows,
        events=events,
        assets=_assets(archive),
        sources={a.article.source: articles[a.id] for a in archive.articles},
        shelves=on_shelves,
        moved=tuple(sorted(redirects.moved.items())),
        permalinks=kept,
        problems=tuple(redirects.problems),
    )


def _pages(ledger: Ledger, folder: str, ids: Iterable[str]) -> dict[str, str]:
    return {id_: _page(ledger, folder, id_) for id_ in sorted(ids)}


def _page(ledger: Ledger, folder: str, id_: str) -> str:
    if _ID.fullmatch(id_) and id_ not in RESERVED and ledger.claim(f"{folder}/{id_}.html"):
        return f"{folder}/{id_}.html"
    # An id that some hand has put into permalinks.json: a name that is portable and its own.
    address = f"{folder}/{slug(id_, 'page')[:70].strip('-')}-{_short_digest(id_)}.html"
    ledger.claim(address)
    return address


def _short_digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _rows(entities: Iterable[Entity]) -> tuple[dict[str, tuple[Shelf, ...]], dict[str, str]]:
    by_type: dict[str, list[Entity]] = {type_: [] for type_ in FOLDERS}
    for entity in entities:
        if entity.type in by_type:
            by_type[entity.type].append(entity)
    on_shelves: dict[str, tuple[Shelf, ...]] = {}
    rows: dict[str, str] = {}
    for type_, members in by_type.items():
        if len(members) <= SHELF_LIMIT:
            on_shelves[type_] = ()
            rows |= {e.id: f"{FOLDERS[type_]}/index.html#{anchor(e.id)}" for e in members}
            continue
        on_shelves[type_] = shelves(((e.id, e.name) for e in members), SHELF_LIMIT)
        for shelf in on_shelves[type_]:
            page = shelf_address(type_, shelf.prefix)
            rows |= {id_: f"{page}#{anchor(id_)}" for id_ in shelf.ids}
    return on_shelves, rows


def _assets(archive: Archive) -> dict[str, str]:
    ledger = Ledger()
    assets = {}
    for asset in sorted({asset for a in archive.articles for asset in a.article.assets}):
        path = PurePosixPath(asset)
        suffix = slug(path.suffix, "bin")[:8]
        address = f"media/{slug(path.stem, 'image')}.{suffix}"
        if not ledger.claim(address):
            address = f"media/{slug(path.stem, 'image')[:70]}-{_short_digest(asset)}.{suffix}"
            ledger.claim(address)
        assets[asset] = address
    return assets


def checked(text: str) -> str | None:
    """An address as somebody wrote it, in the form of ours; None where it is not safe and portable.

    >>> checked("/2024/Story/"), checked("old/x.html"), checked("../x.html"), checked("static/x.html")
    ('2024/Story/index.html', 'old/x.html', None, None)
    """
    address = unicodedata.normalize("NFC", unquote(text.strip())).removeprefix("/")
    if address.endswith("/"):
        address += "index.html"
    elif "." not in address.rpartition("/")[2]:
        address += "/index.html"
    segments = address.split("/")
    portable = all(
        _SEGMENT.fullmatch(s)
        and s[-1] != "."
        and len(s.encode("utf-8", "replace")) <= MAX_NAME
        and s.split(".")[0].casefold() not in _DEVICES
        for s in segments
    )
    if not portable or len(address) > MAX_PATH or not address.casefold().endswith((".html", ".htm")):
        return None
    return None if segments[0].casefold() in _KEPT else address


class _Redirects:
    """Collects old addresses that lead on, and says which cannot."""

    def __init__(self, ledger: Ledger, present: Mapping[str, str]) -> None:
        self.ledger = ledger
        self.present = present
        self.moved: dict[str, str] = {}
        self.problems: list[Problem] = []

    def of_kind(self, links: tuple[Permalink, ...], pages: Mapping[str, str]) -> tuple[Permalink, ...]:
        """The permalinks of one kind with this build's addresses; their old ones lead on."""
        by_id = {link.id: link for link in links}
        return tuple(self._link(link, by_id, pages) for link in sorted(links, key=lambda link: link.id))

    def _link(self, link: Permalink, by_id: Mapping[str, Permalink], pages: Mapping[str, str]) -> Permalink:
        final = self._final(link, by_id)
        for old in link.addresses:
            self._old(old, self.present.get(final, ""))
        now = pages.get(link.id)
        if now is None or link.to is not None or link.addresses[-1:] == (now,):
            return link
        return replace(link, addresses=(*(a for a in link.addresses if a != now), now))

    def _final(self, link: Permalink, by_id: Mapping[str, Permalink]) -> str:
        seen = {link.id}
        while link.to is not None and link.to not in seen and link.to in by_id:
            link = by_id[link.to]
            seen.add(link.id)
        return link.id if link.to is None else link.to

    def _old(self, old: str, target: str) -> None:
        address = checked(old)
        if address is None:
            self._problem("permalinks.json", "bad-address", f"{old!r} is no address of a page", "remove it")
        elif address != target and self.ledger.claim(address):
            self.moved[address] = target

    def alias(self, alias: str, target: str, source: str) -> None:
        address = checked(alias)
        if address is None:
            hint = "an alias is a site-relative address such as old/story.html or 2024/story/"
            self._problem(source, "bad-alias", f"the alias {alias!r} cannot be an address here", hint)
        elif address != target and self.moved.get(address) != target:
            if self.ledger.claim(address):
                self.moved[address] = target
            else:
                hint = "every address leads to one page; give it to one article"
                self._problem(source, "alias-taken", f"the alias {alias!r} is already taken", hint)

    def _problem(self, where: str, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(where, 0, code, "warning", message, hint))


def targets(addresses: Addresses) -> Iterator[tuple[str, str]]:
    """Every (path relative to the seeds folder, address) that a link in an article may name."""
    yield from addresses.assets.items()
    yield from addresses.sources.items()
