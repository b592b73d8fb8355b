"""The data export: the archive as data beside its pages, under data/.

A published interface: every file, key and order here is documented in README.md and described
by a JSON Schema in data/schema/. Paths, clocks and machines stay out of it: the same archive
gives the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from sitegen.export.exchange import followthemoney, geojson, tables
from sitegen.export.rows import SCHEMAS, Addresses, Row, rows
from sitegen.model import Archive

FORMAT = 1
"""Version of the export; a change that old readers can't read raises it."""


def export(
    archive: Archive, addresses: Addresses, *, text: str, model: str, version: str
) -> Iterator[tuple[str, bytes]]:
    """Every file of data/ as (site-relative path, bytes), data/archive.json last.

    `text` is PublishSettings.text; `model` names the spaCy model and its hash.
    """
    listed: dict[str, dict[str, object]] = {}
    for name, records in rows(archive, addresses, text).items():
        data = _lines(records)
        listed[f"{name}.jsonl"] = {"records": len(records), "sha256": hashlib.sha256(data).hexdigest()}
        yield f"data/{name}.jsonl", data
        yield f"data/schema/{name}.schema.json", _schema(SCHEMAS[name])
    others = {
        **tables(archive, addresses),
        "events.geojson": geojson(archive, addresses),
        "archive.ftm.jsonl": _lines(followthemoney(archive)),
    }
    for name, data in others.items():
        listed[name] = {"sha256": hashlib.sha256(data).hexdigest()}
        yield f"data/{name}", data
    about = {
        "generator": "sitegen",
        "version": version,
        "format": FORMAT,
        "model": model,
        "files": dict(sorted(listed.items())),
    }
    yield "data/archive.json", pretty(about)


def pretty(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def _lines(records: Iterable[object]) -> bytes:
    encoder = msgspec.json.Encoder()
    return b"".join(encoder.encode(record) + b"\n" for record in records)


def _schema(kind: type[Row]) -> bytes:
    schema: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return pretty(schema | msgspec.json.schema(kind))


__all__ = ["Addresses", "export"]
