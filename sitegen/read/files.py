"""Safe access to the seeds folder: regular files only, never through a link, never past a limit.

Articles are hostile: a symbolic link may lead out of the folder, a FIFO would block for ever,
a device never ends. So each file is opened with O_NOFOLLOW and O_NONBLOCK, and what was opened
is examined before it is read.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sitegen.config import ReadSettings
from sitegen.model import Format
from sitegen.problems import Problem, SitegenError

FORMATS: dict[str, Format] = {
    ".txt": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
}
"""By extension, lower case."""

_OPEN = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
)
_FOLDER = _OPEN | getattr(os, "O_DIRECTORY", 0)
_MAX_DEPTH = 200
"""Folders inside folders; deeper ones are reported. Each level holds one file descriptor."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that may be an article, as it stood when it was looked at."""

    source: str
    """Path relative to the seeds folder, with `/`."""
    digest: str
    """sha256 of its bytes, in hex."""
    size: int
    """Bytes."""


class UnreadableError(Exception):
    """A file that is not read; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def format_of(source: str) -> Format | None:
    """The format that a file's extension names, None where it is no article."""
    name = source.rpartition("/")[2]
    stem, dot, extension = name.rpartition(".")
    return FORMATS.get((dot + extension).lower()) if stem else None


def scan(seeds: Path, settings: ReadSettings) -> tuple[tuple[SourceFile, ...], tuple[Problem, ...]]:
    """The article files under `seeds`, sorted by source, and what is wrong with the others.

    Hidden files and folders, backups and files of other kinds are passed over. A symbolic link,
    or an article that cannot be read, is a Problem whose `where` is its source. Raises
    SitegenError where the folder itself cannot be listed.
    """
    try:
        top = os.open(seeds, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0))
    except OSError as error:
        raise SitegenError(
            f"the seeds folder cannot be read: {error.strerror} (hint: name a folder of articles)"
        ) from error
    files: list[SourceFile] = []
    problems: list[Problem] = []
    try:
        for found in _walk(top, "", settings, 0):
            if isinstance(found, Problem):
                problems.append(found)
            else:
                files.append(found)
    finally:
        os.close(top)
    return tuple(sorted(files, key=lambda file: file.source)), tuple(sorted(problems))


def load(seeds: Path, source: str, settings: ReadSettings) -> bytes:
    """The bytes of one article file. Raises UnreadableError.

    Every folder on the way is opened without following links, as the tree may have changed
    since it was scanned.
    """
    *folders, name = source.split("/")
    held = os.open(seeds, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        for folder in folders:
            if folder in ("", ".", ".."):
                raise UnreadableError(_special(source))
            inner = os.open(folder, _FOLDER, dir_fd=held)
            os.close(held)
            held = inner
        return _read_at(held, name, source, settings)
    except OSError as error:
        raise UnreadableError(_refused(source, error)) from error
    finally:
        os.close(held)


def _walk(folder: int, prefix: str, settings: ReadSettings, depth: int) -> Iterator[SourceFile | Problem]:
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    for entry in listed:
        name = entry.name
        source = prefix + name
        article = format_of(name) is not None
        if name.startswith("."):
            if article and entry.is_file(follow_symlinks=False):
                yield Problem(
                    _shown(source),
                    0,
                    "hidden-file",
                    "note",
                    "a hidden file is not read",
                    "rename it so that it does not begin with a dot",
                )
            continue
        if entry.is_symlink():
            yield Problem(
                _shown(source),
                0,
                "symlink",
                "warning",
                "a symbolic link is not followed",
                "put the file itself there",
            )
        elif entry.is_dir(follow_symlinks=False):
            yield from _enter(folder, name, source, settings, depth)
        elif article:
            try:
                source.encode()
            except UnicodeEncodeError:
                yield Problem(
                    _shown(source),
                    0,
                    "file-name",
                    "error",
                    "the file's name is not UTF-8, so it can have no address",
                    "rename the file",
                )
                continue
            try:
                data = _read_at(folder, name, source, settings)
                yield SourceFile(source, hashlib.sha256(data).hexdigest(), len(data))
            except UnreadableError as refusal:
                yield refusal.problem
            except OSError as error:
                yield _refused(source, error)


def _enter(
    folder: int, name: str, source: str, settings: ReadSettings, depth: int
) -> Iterator[SourceFile | Problem]:
    if depth == _MAX_DEPTH:
        yield Problem(
            _shown(source),
            0,
            "deep-folder",
            "error",
            f"more than {_MAX_DEPTH} folders inside one another",
            "move its articles up",
        )
        return
    try:
        inner = os.open(name, _FOLDER, dir_fd=folder)
    except OSError as error:
        yield _refused(source, error)
        return
    try:
        yield from _walk(inner, source + "/", settings, depth + 1)
    except OSError as error:
        yield _refused(source, error)
    finally:
        os.close(inner)


def _read_at(folder: int, name: str, source: str, settings: ReadSettings) -> bytes:
    """Raises UnreadableError or OSError."""
    handle = os.open(name, _OPEN, dir_fd=folder)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError(_special(source))
        if status.st_size > settings.max_bytes:
            raise UnreadableError(_too_large(source, status.st_size, settings))
        # One byte more than allowed tells whether the file has grown since.
        with open(handle, "rb", buffering=0, closefd=False) as file:
            data = file.read(status.st_size) if status.st_size else b""
            more = file.read(settings.max_bytes + 1 - len(data)) if status.st_size else b""
        while more:
            data += more
            if len(data) > settings.max_bytes:
                raise UnreadableError(_too_large(source, len(data), settings))
            more = os.read(handle, settings.max_bytes + 1 - len(data))
        return data
    finally:
        os.close(handle)


def _shown(source: str) -> str:
    """`source` as text that can be stored: bytes that are no UTF-8 as escapes."""
    return source.encode("utf-8", "backslashreplace").decode()


def _special(source: str) -> Problem:
    return Problem(
        _shown(source),
        0,
        "not-a-file",
        "warning",
        "not a regular file, so it is not opened",
        "put an ordinary file there",
    )


def _refused(source: str, error: OSError) -> Problem:
    if error.errno in (errno.ENXIO, errno.ELOOP, errno.ENOTDIR):  # a socket, a link, a link to a folder
        return _special(source)
    if isinstance(error, FileNotFoundError):
        hint = "it went away while it was read; build again"
    else:
        hint = "see that you may read it"
    return Problem(
        _shown(source), 0, "unreadable", "error", f"cannot be read: {error.strerror or error}", hint
    )


def _too_large(source: str, size: int, settings: ReadSettings) -> Problem:
    return Problem(
        _shown(source),
        0,
        "too-large",
        "error",
        f"{size:,} bytes are more than the limit of {settings.max_bytes:,}",
        "split it, or raise read.max_bytes",
    )
