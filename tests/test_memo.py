from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.memo import Memo


def test_values_come_back_after_reopening(tmp_path: Path) -> None:
    memo = Memo.open(tmp_path / "m.sqlite")
    memo.put([("a", b"one"), ("b", b"")])
    memo.close()
    memo = Memo.open(tmp_path / "m.sqlite")
    assert memo.get_many(["a", "b", "c"]) == {"a": b"one", "b": b""}
    assert memo.get("c") is None
    memo.close()


@given(st.dictionaries(st.text(max_size=9), st.binary(max_size=99), max_size=9))
def test_any_bytes_under_any_key(values: dict[str, bytes]) -> None:
    memo = Memo(Path(), sqlite3.connect(":memory:", isolation_level=None), 1)
    memo._connection.execute("create table memo (key primary key, digest, used, value)")
    memo.put(values.items())
    assert memo.get_many(list(values)) == values
    assert memo.digests(list(values)).keys() == values.keys()
    memo.close()


def test_more_keys_than_a_query_takes(tmp_path: Path) -> None:
    memo = Memo.open(tmp_path / "m.sqlite")
    keys = [str(n) for n in range(1300)]
    memo.put((k, k.encode()) for k in keys)
    assert memo.get_many(keys) == {k: k.encode() for k in keys}
    memo.close()


@pytest.mark.parametrize("content", [b"not a database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_store_is_set_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "m.sqlite"
    path.write_bytes(content)
    memo = Memo.open(path)
    memo.put([("a", b"x")])
    assert memo.get("a") == b"x"
    memo.close()
    assert (tmp_path / "m.sqlite.damaged").read_bytes() == content


def test_a_foreign_database_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "m.sqlite"
    with sqlite3.connect(path) as foreign:
        foreign.execute("create table memo (key text)")
    foreign.close()
    memo = Memo.open(path)
    assert memo.get("a") is None
    memo.close()


def test_a_value_that_was_changed_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "m.sqlite"
    memo = Memo.open(path)
    memo.put([("a", b"right")])
    memo.close()
    with sqlite3.connect(path) as other:
        other.execute("update memo set value = x'00112233'")
    other.close()
    memo = Memo.open(path)
    assert memo.get("a") is None
    memo.close()


def test_sweep_keeps_what_was_used_lately(tmp_path: Path) -> None:
    path = tmp_path / "m.sqlite"
    memo = Memo.open(path)
    memo.put([("used", b"1"), ("unused", b"2")])
    memo.close()
    for _ in range(4):
        memo = Memo.open(path)
        memo.get("used")
        memo.sweep(generations=2)
        memo.close()
    memo = Memo.open(path)
    assert memo.get_many(["used", "unused"]) == {"used": b"1"}
    memo.close()


def test_a_purge_leaves_what_is_used_and_no_trace_of_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "memo.sqlite"
    memo = Memo.open(path)
    memo.put([("old", b"a secret"), ("kept", b"a value")])
    memo.close()
    path.with_name("memo.sqlite.damaged").write_bytes(b"a secret")
    memo = Memo.open(path)
    assert memo.get("kept") == b"a value"
    memo.purge()
    memo.close()
    assert zlib.compress(b"a secret", 1) not in path.read_bytes()
    assert b"old" not in path.read_bytes()
    assert [p.name for p in tmp_path.iterdir()] == ["memo.sqlite"]
    memo = Memo.open(path)
    assert (memo.get("old"), memo.get("kept")) == (None, b"a value")
    memo.close()
