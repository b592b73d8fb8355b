"""The memo: a content-addressed store in one SQLite file. It knows keys and bytes only.

A key names everything that a value was made from (see fingerprint.py), so nothing is ever
invalidated: a value stands under its key or it does not. Deleting the file changes nothing
but the time of the next build. Values are checked against their sha256 when they are loaded
and never unpickled; a file that is damaged, foreign or of another version is set aside.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

APPLICATION = 0x51736567
VERSION = 1
SCHEMA = """
create table if not exists memo (
    key text primary key, digest text not null, used integer not null, value blob not null
) without rowid
"""
DAMAGED = ".damaged"
"""What a store that was set aside is called after its name."""
CHUNK = 500
"""Keys a query; SQLite allows 999 parameters in its oldest builds."""


class DamagedStoreError(Exception):
    """The file cannot be used any further; the caller sets it aside and starts afresh."""


class Memo:
    """The store. One connection, one thread."""

    def __init__(self, path: Path, connection: sqlite3.Connection, generation: int) -> None:
        self._path = path
        self._connection = connection
        self._generation = generation

    @classmethod
    def open(cls, path: Path) -> Memo:
        """The store at `path`, made where there is none; one that can't be used is set aside."""
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return cls._open(path)
        except (sqlite3.DatabaseError, DamagedStoreError):
            set_aside(path)
            return cls._open(path)

    @classmethod
    def _open(cls, path: Path) -> Memo:
        known = path.exists() and path.stat().st_size > 0
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            if known:
                marks = [
                    connection.execute(f"pragma {p}").fetchone()[0]
                    for p in ("application_id", "user_version")
                ]
                if marks != [APPLICATION, VERSION]:
                    raise DamagedStoreError(f"{path.name} is not a store of this version")
            connection.execute("pragma journal_mode = wal")
            connection.execute("pragma synchronous = normal")
            connection.execute(f"pragma application_id = {APPLICATION}")
            connection.execute(f"pragma user_version = {VERSION}")
            connection.execute(SCHEMA)
            last = connection.execute("select coalesce(max(used), 0) from memo").fetchone()[0]
        except BaseException:
            connection.close()
            raise
        return cls(path, connection, last + 1)

    @staticmethod
    def copy(path: Path, to: Path) -> None:
        """A copy of the store at `path` as it stands, for reading aside; nothing where it is damaged."""
        source = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
        target = sqlite3.connect(to)
        try:
            source.backup(target)
        except sqlite3.DatabaseError:
            to.unlink(missing_ok=True)
        finally:
            target.close()
            source.close()

    def close(self) -> None:
        self._connection.close()

    def digests(self, keys: Sequence[str]) -> dict[str, str]:
        """sha256 of the value under each key that is there."""
        found: dict[str, str] = {}
        for some in _chunks(keys):
            marks = ",".join("?" * len(some))
            found.update(self._run(f"select key, digest from memo where key in ({marks})", some))
        self._touch(list(found))
        return found

    def get(self, key: str) -> bytes | None:
        return self.get_many([key]).get(key)

    def get_many(self, keys: Sequence[str]) -> dict[str, bytes]:
        """The values that are there and whole, by key."""
        found: dict[str, bytes] = {}
        for some in _chunks(keys):
            marks = ",".join("?" * len(some))
            rows = self._run(f"select key, digest, value from memo where key in ({marks})", some)
            for key, digest, value in rows:
                try:
                    whole = zlib.decompress(value)
                except zlib.error:
                    continue
                if hashlib.sha256(whole).hexdigest() == digest:
                    found[key] = whole
        self._touch(list(found))
        return found

    def put(self, items: Iterable[tuple[str, bytes]]) -> None:
        """Store each value under its key, all of them or none."""
        rows = [
            (key, hashlib.sha256(value).hexdigest(), self._generation, zlib.compress(value, 1))
            for key, value in items
        ]
        self._transact("insert or replace into memo values (?, ?, ?, ?)", rows)

    def sweep(self, generations: int = 20) -> None:
        """Forget what none of the last `generations` openings of the store used."""
        self._transact("delete from memo where used < ?", [(self._generation - generations,)])

    def purge(self) -> None:
        """Forget what this opening of the store has not used, and leave no trace of it in the file."""
        self._transact("delete from memo where used < ?", [(self._generation,)])
        try:
            self._connection.execute("vacuum")
            self._connection.execute("pragma wal_checkpoint(truncate)")
        except sqlite3.DatabaseError as error:
            raise _damage(error) from error
        self._path.with_name(self._path.name + DAMAGED).unlink(missing_ok=True)

    def _touch(self, keys: Sequence[str]) -> None:
        rows = [(self._generation, key, self._generation) for key in keys]
        if rows:
            self._transact("update memo set used = ? where key = ? and used < ?", rows)

    def _run(self, statement: str, values: Sequence[str]) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(statement, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise _damage(error) from error

    def _transact(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        try:
            self._connection.execute("begin immediate")
            try:
                self._connection.executemany(statement, rows)
                self._connection.execute("commit")
            except BaseException:
                self._connection.execute("rollback")
                raise
        except sqlite3.DatabaseError as error:
            raise _damage(error) from error


def _damage(error: sqlite3.DatabaseError) -> Exception:
    """A full disk and a read-only folder are told as they are; the rest is a damaged file."""
    full = "full" in str(error) or "readonly" in str(error) or "locked" in str(error)
    return OSError(str(error)) if full else DamagedStoreError(str(error))


def set_aside(path: Path) -> None:
    """Move a store that can't be used out of the way, replacing the one set aside before."""
    for suffix in ("-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    if path.exists():
        path.replace(path.with_name(path.name + DAMAGED))


def _chunks(keys: Sequence[str]) -> Iterable[list[str]]:
    return (list(keys[i : i + CHUNK]) for i in range(0, len(keys), CHUNK))
