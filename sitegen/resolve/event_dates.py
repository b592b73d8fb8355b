"""EDTF as the merging of events asks about it, remembered: a few values come again and again."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from sitegen import edtf


@lru_cache(maxsize=65536)
def bounds(value: str) -> tuple[date, date] | None:
    return edtf.bounds(value)


@lru_cache(maxsize=65536)
def grain(value: str) -> str | None:
    return edtf.grain(value)


@lru_cache(maxsize=65536)
def compatible(a: str, b: str) -> bool:
    return edtf.compatible(a, b)


@lru_cache(maxsize=65536)
def days_apart(a: str, b: str) -> timedelta:
    """Between the end of one and the beginning of the other; none where they overlap or are open."""
    first, second = bounds(a), bounds(b)
    if first is None or second is None:
        return timedelta(0)
    return max(first[0] - second[1], second[0] - first[1], timedelta(0))
