"""Reading the gazetteer's tables, which lie beside the code and ship with it."""

from __future__ import annotations

from importlib.resources import files


def lines(name: str) -> list[str]:
    """The lines of data/`name`, without empty ones and comments ("#")."""
    text = files("sitegen.gazetteer").joinpath("data", name).read_text("utf-8")
    return [line for line in text.split("\n") if line and line[0] != "#"]
