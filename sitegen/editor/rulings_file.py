"""curation.toml as text: tables are changed and added, every other line stays as it was.

The text is cut into blocks, one a table with what stands before the next one; tomlkit changes a table
inside its block. So comments, order and blank lines are kept, however the tables are mixed.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import tomlkit

from sitegen.problems import SitegenError
from sitegen.resolve.curation import WHERE, Curation, parse_curation

HEADER = """\
# The editor's rulings. They beat what the program found and last for ever.
# Ids are the last part of a page's address: people/jane-doe.html is "jane-doe".
"""
Value = str | bool | list[str]
_TABLE = re.compile(r"^[ \t]*\[\[[ \t]*[\"']?(?P<name>[\w-]+)[\"']?[ \t]*\]\][ \t]*(?:#.*)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """One table: its header, its keys, and the blank lines and comments up to the next table."""

    table: str
    line: int
    text: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RulingsFile:
    """`head` is what stands before the first table."""

    head: str
    blocks: tuple[Block, ...]
    newline: str = "\n"

    @property
    def text(self) -> str:
        return self.head + "".join(block.text for block in self.blocks)

    @property
    def written(self) -> str:
        """The text with the file's own line ends."""
        return self.text.replace("\n", self.newline)

    def curation(self) -> Curation:
        return parse_curation(self.text)[0]

    def tables(self, name: str) -> Iterator[Block]:
        return (block for block in self.blocks if block.table == name)

    def at(self, line: int) -> Block:
        return next(block for block in self.blocks if block.line == line)

    # ------------------------------------------------------------ changes

    def added(self, table: str, values: Mapping[str, Value]) -> RulingsFile:
        """With one more table at the end, a blank line before it."""
        made = tomlkit.table()
        for key, value in values.items():
            made.add(key, value)
        tables = tomlkit.aot()
        tables.append(made)
        lines = tomlkit.dumps(tomlkit.document().add(table, tables)).strip("\n") + "\n"
        before = self.text or HEADER
        gap = "" if before.endswith("\n\n") else "\n" if before.endswith("\n") else "\n\n"
        return self._checked(before + gap + lines, {})

    def changed(self, block: Block, values: Mapping[str, Value | None]) -> RulingsFile:
        """With these keys of one table set, or taken out where the value is None."""
        body, rest = _without_tail(block.text)
        document = tomlkit.parse(body)
        table: Any = document[block.table][0]
        for key, value in values.items():
            if value is None:
                if key in table:
                    table.remove(key)
            elif isinstance(value, list) and list(table.get(key, ())) == value[: len(table.get(key, ()))]:
                _extend(table, key, value)
            else:
                table[key] = value
        text = tomlkit.dumps(document)
        new = "".join(
            b.text if b is not block else text + ("" if text.endswith("\n") else "\n") + rest
            for b in self.blocks
        )
        return self._checked(self.head + new, {block.line: dict(block.values) | dict(values)})

    def _checked(self, text: str, expected: Mapping[int, Mapping[str, Any]]) -> RulingsFile:
        """The new file, if every other table says what it said before; SitegenError if not."""
        try:
            new = replace(parse_file(text), newline=self.newline)
        except SitegenError as error:
            raise SitegenError(_UNABLE) from error
        for old, now in zip(self.blocks, new.blocks, strict=False):
            wanted = {k: v for k, v in expected.get(old.line, old.values).items() if v is not None}
            if dict(now.values) != wanted:
                raise SitegenError(_UNABLE)
        if len(new.blocks) < len(self.blocks):
            raise SitegenError(_UNABLE)
        return new


_UNABLE = (
    f"{WHERE}: its tables cannot be changed by a command (hint: write each ruling as a table of its own,"
    " [[same]], [[entity]] …, or make the change by hand)"
)


def _extend(table: Any, key: str, value: list[str]) -> None:
    """Add to a list as it is written, several lines or one."""
    if key not in table:
        table[key] = value
        return
    for item in value[len(table[key]) :]:
        table[key].append(item)


def parse_file(text: str) -> RulingsFile:
    """The file's blocks. Raises SitegenError with the line where it is not TOML."""
    newline = "\r\n" if "\r\n" in text and text.count("\n") == text.count("\r\n") else "\n"
    text = text.replace("\r\n", "\n")
    parse_curation(text)
    starts = [found.start() for found in _TABLE.finditer(text)]
    cuts = [*starts, len(text)]
    blocks: list[Block] = []
    at = 0
    while at < len(starts):
        # A line that looks like a header inside a string of several lines is none.
        for end in cuts[at + 1 :]:
            try:
                data = tomllib.loads(text[starts[at] : end])
            except tomllib.TOMLDecodeError:
                continue
            name = next(iter(data))
            line = text.count("\n", 0, starts[at]) + 1
            blocks.append(Block(name, line, text[starts[at] : end], data[name][0]))
            at = cuts.index(end)
            break
        else:
            raise SitegenError(_UNABLE)
    return RulingsFile(text[: starts[0]] if starts else text, tuple(blocks), newline)


def _without_tail(text: str) -> tuple[str, str]:
    """The table's own lines, and the blank lines and comments after its last key."""
    lines = text.splitlines(keepends=True)
    end = len(lines)
    while end > 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    own = "".join(lines[:end])
    try:
        tomllib.loads(own)
    except tomllib.TOMLDecodeError:  # it ends inside a string or a list
        return text, ""
    return own, "".join(lines[end:])


def written_lines(before: str, after: str) -> list[str]:
    """What was taken out and put in, with the line of each: enough to undo it by hand."""
    told: list[str] = []
    old, new = before.splitlines(), after.splitlines()
    for tag, a1, a2, b1, b2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        told.append(f"{WHERE}:{b1 + 1}")
        told += [f"- {line}".rstrip() for line in old[a1:a2]]
        told += [f"+ {line}".rstrip() for line in new[b1:b2]]
    return told
