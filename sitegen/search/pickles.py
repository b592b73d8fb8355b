"""Reading pickles that a stranger may have written: plain values and the few named classes, nothing else.

A pickle runs code through the functions it names; one that can name none of them runs none.
"""

from __future__ import annotations

import io
import pickle
from collections import defaultdict
from typing import Any

from sitegen.search.whoosh_api import W3Codec, W3Segment


def _latin1(text: str, encoding: str) -> bytes:
    """How pickles of protocol 2 hold bytes."""
    if encoding != "latin1":
        raise pickle.UnpicklingError(f"it encodes as {encoding}")
    return text.encode("latin1")


def _no_bytes() -> bytes:
    return b""


_ALLOWED: dict[tuple[str, str], Any] = {
    ("whoosh.codec.whoosh3", "W3Segment"): W3Segment,
    ("whoosh.codec.whoosh3", "W3Codec"): W3Codec,
    ("collections", "defaultdict"): defaultdict,
    ("builtins", "int"): int,
    ("__builtin__", "int"): int,
    ("__builtin__", "bytes"): _no_bytes,
    ("_codecs", "encode"): _latin1,
}


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"it names {module}.{name}, which no index needs")
        return _ALLOWED[module, name]


def load(file: Any) -> Any:
    """The next pickle of `file`. Raises UnpicklingError for one that names anything unexpected."""
    return _Reader(file).load()


def loads(data: bytes) -> Any:
    return load(io.BytesIO(data))
