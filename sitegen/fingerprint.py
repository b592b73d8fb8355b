"""Fingerprints: what a stage's results depend on besides its input.

Law 1 makes this complete: a stage imports the model and itself alone, so its own source and
data, the model's, its settings and its libraries' versions are all there is. Nobody bumps a
version by hand.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec

PACKAGE = Path(__file__).parent
MODEL = (
    "model.py",
    "problems.py",
    "config.py",
    "taxonomy.py",
    "event_types.tsv",
    "edtf.py",
    "naming.py",
    "gazetteer",
)
LIBRARIES = {
    "read": ("markdown", "trafilatura", "htmldate", "lxml-html-clean", "nh3", "pyyaml", "lxml"),
    "annotate": ("spacy",),
    "resolve": ("rapidfuzz", "anyascii", "tomlkit"),
    "plan": (),
    "render": ("jinja2",),
    "search": ("whoosh",),
}


def stage_fingerprint(stage: str, *settings: Any) -> str:
    """Of the package sitegen/<stage>, the model and these settings."""
    libraries = [f"{name} {version(name)}" for name in LIBRARIES[stage]]
    return key(stage, source_digest(stage), source_digest(*MODEL), *libraries, msgspec.json.encode(settings))


@cache
def source_digest(*names: str) -> str:
    """sha256 over every file of these modules and packages, data included; read once a process."""
    found: list[Path] = []
    for name in names:
        place = PACKAGE / name
        found += place.rglob("*") if place.is_dir() else [place]
    return tree_digest(PACKAGE, (p for p in found if "__pycache__" not in p.parts))


def tree_digest(root: Path, paths: Iterable[Path]) -> str:
    """sha256 over the relative names and the bytes of those `paths` that are files."""
    total = hashlib.sha256()
    for path in sorted(p for p in paths if p.is_file()):
        total.update(f"{path.relative_to(root).as_posix()}\0".encode("utf-8", "surrogateescape"))
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def key(*parts: str | bytes) -> str:
    """A memo key: sha256 over the parts, each with its length, so that no two lists collide."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()
