"""Config: what sitegen.toml may say, one small section a stage."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args, get_type_hints

from sitegen.problems import SitegenError


@dataclass(frozen=True, slots=True)
class SiteSettings:
    title: str = "Archive"
    """The archive's name, in every page's header."""
    description: str = ""
    """One sentence on what the archive holds; home page and feeds."""
    url: str = ""
    """Where the site will stand (https://example.org/archive/). Without it there is no canonical
    address, no sitemap and no absolute feed link."""
    language: str = "en"
    """BCP 47 tag of the site's own words."""
    author: str = ""
    """Who keeps the archive; feeds and footer."""


@dataclass(frozen=True, slots=True)
class ReadSettings:
    max_bytes: int = 5_000_000
    """A larger file is an error and is not read."""
    max_seconds: float = 10.0
    """Time for one article's parse and markup."""
    max_memory_mb: int = 1024
    """Memory of the process that parses."""


@dataclass(frozen=True, slots=True)
class AnnotateSettings:
    model: str = "sm"
    """sm, md, or the name or path of any installed spaCy pipeline."""
    processes: int = 2
    """Worker processes where the amount of work deserves them."""
    components: tuple[str, ...] = (
        "sitegen_sentences",
        "sitegen_mentions",
        "sitegen_times",
        "sitegen_events",
        "sitegen_quotes",
    )
    """The archive's own components after the model's, in order."""


@dataclass(frozen=True, slots=True)
class ResolveSettings:
    min_mentions: int = 2
    """An entity with fewer mentions has a row in the index, no page, unless something else speaks for it."""
    event_confidence: float = 0.6
    """An event below this has no page."""


@dataclass(frozen=True, slots=True)
class PublishSettings:
    text: Literal["full", "excerpt", "none"] = "full"
    """How much of an article's text is published, on its page and in the exports."""


@dataclass(frozen=True, slots=True)
class SearchSettings:
    publish_index: bool = True
    """False keeps the Whoosh index in the store; the browser's copy is always published."""


@dataclass(frozen=True, slots=True)
class Settings:
    """sitegen.toml."""

    site: SiteSettings = field(default_factory=SiteSettings)
    read: ReadSettings = field(default_factory=ReadSettings)
    annotate: AnnotateSettings = field(default_factory=AnnotateSettings)
    resolve: ResolveSettings = field(default_factory=ResolveSettings)
    publish: PublishSettings = field(default_factory=PublishSettings)
    search: SearchSettings = field(default_factory=SearchSettings)


@dataclass(frozen=True, slots=True)
class Config:
    """Settings and where everything stands. Paths are absolute and never reach the output."""

    settings: Settings
    root: Path
    """The archive's root, or the ad hoc store's parent."""
    seeds: Path
    site: Path
    store: Path
    permalinks: Path
    curation: Path | None
    templates: Path | None
    """The archive's own templates, which override the theme's by name."""
    static: Path | None


def parse_settings(text: str, where: str = "sitegen.toml") -> Settings:
    """Settings from the text of a sitegen.toml. Raises SitegenError with the line for a bad one."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SitegenError(f"{where}: {error} (hint: mend the file's TOML)") from error
    sections: dict[str, type[Any]] = get_type_hints(Settings)
    given = {}
    for name, table in tables.items():
        if name not in sections or not isinstance(table, dict):
            known = ", ".join(f"[{s}]" for s in sections)
            raise SitegenError(
                f"{where}:{_line(text, name)}: unknown section [{name}] (hint: sections are {known})"
            )
        given[name] = _section(sections[name], table, name, text, where)
    return Settings(**given)


def _section(kind: type[Any], table: dict[str, Any], name: str, text: str, where: str) -> Any:
    hints = get_type_hints(kind)
    values = {}
    for key, value in table.items():
        at = f"{where}:{_line(text, key, name)}"
        if key not in hints:
            raise SitegenError(f"{at}: unknown setting {name}.{key} (hint: settings are {', '.join(hints)})")
        values[key] = _value(hints[key], value, f"{at}: {name}.{key}")
    return kind(**values)


def _value(hint: Any, value: Any, at: str) -> Any:
    choices = get_args(hint)
    if hint in (str, bool, int):
        if type(value) is hint and (hint is not int or value >= 0):
            return value
        wanted = {str: "a string", bool: "true or false", int: "a whole number, 0 or more"}[hint]
    elif hint is float:
        if type(value) in (int, float) and value >= 0:
            return float(value)
        wanted = "a number, 0 or more"
    elif choices and choices[-1] is Ellipsis:
        if isinstance(value, list) and all(isinstance(v, str) for v in value):
            return tuple(value)
        wanted = "a list of strings"
    else:
        if value in choices:
            return value
        wanted = "one of " + ", ".join(f'"{c}"' for c in choices)
    raise SitegenError(f"{at} is {value!r} (hint: it takes {wanted})")


def _line(text: str, key: str, section: str = "") -> int:
    """The line of a section's or a key's first occurrence, 1 where it can't be told."""
    inside = not section
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if bare.startswith("["):
            inside = bare.strip("[] ") == section if section else True
            if not section and bare.strip("[] ") == key:
                return number
        elif inside and bare.split("=")[0].strip().strip("\"'") == key:
            return number
    return 1
