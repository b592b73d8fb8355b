"""Where the default theme stands: in the checkout, or inside the installed package."""

from __future__ import annotations

from pathlib import Path


def templates() -> Path:
    return _folder("templates")


def static() -> Path:
    return _folder("static")


def _folder(name: str) -> Path:
    packaged = Path(__file__).parent / "theme_files" / name
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / name
