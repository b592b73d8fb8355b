"""Reading the gazetteer's tables, which lie beside the code and ship with it."""

from __future__ import annotations

from importlib.resources import files


def lines(name: str) -> list[str]:
    """The lines of data/`name`, without empty ones and comments ("#")."""
    text = files("sitegen.gazetteer").joinpath("data", name).read_text("utf-8")
    return [line for line in text.split("\n") if line and line[0] != "#"]


def sections(name: str) -> dict[str, list[str]]:
    """The lines of data/`name` by the comment that stands above them, without its "# "."""
    found: dict[str, list[str]] = {}
    heading = ""
    for line in files("sitegen.gazetteer").joinpath("data", name).read_text("utf-8").split("\n"):
        if line.startswith("#"):
            heading = line[1:].strip()
        elif line:
            found.setdefault(heading, []).append(line)
    return found
