"""Publishing: a Snapshot becomes site/, all of it or nothing.

The new tree is staged beside the store, files that have not changed as hard links to the
published ones, and then changes places with the old tree in one step (renameat2 with
RENAME_EXCHANGE on Linux, renamex_np with RENAME_SWAP on macOS, two renames elsewhere). A reader sees
the old site or the new one; so does the next build after a kill at any moment: what a killed
build left in the staging folder is mended or removed by the next one.
"""

from __future__ import annotations

import ctypes
import errno
import hashlib
import os
import shutil
import stat
import sys
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import msgspec

from sitegen.model import OutputFile, Snapshot
from sitegen.problems import SitegenError

MARKER = "data/archive.json"
"""A folder that holds this file, with GENERATOR in it, is ours to replace."""
GENERATOR = b'"generator": "sitegen"'
KEPT = (".git", ".gitkeep", "CNAME")
"""At the root of site/; carried over from tree to tree."""
STAGED, RECORD = "staged", "published.json"
Seal = tuple[str, int, int, int]
"""(sha256, size, mtime in ns, inode) of a published file: tells whether it is still as we left it."""


@dataclass(frozen=True, slots=True)
class Published:
    written: int
    linked: int
    removed: int


def check_target(site: Path) -> None:
    """SitegenError if `site` is something that a build must not replace."""
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise SitegenError(f"{site} is not a folder (hint: give --site a folder of its own)")
    if not site.exists():
        return
    try:
        strangers = sorted(p.name for p in site.iterdir() if p.name not in KEPT)
        if strangers and GENERATOR not in _head(site / MARKER):
            raise SitegenError(
                f"{site} is not empty and was not built by sitegen: it holds {strangers[0]}"
                " (hint: give --site an empty folder, or empty this one)"
            )
    except OSError as error:
        raise SitegenError(f"{site}: cannot be read: {error.strerror}") from error


def recover(site: Path, store: Path) -> None:
    """Mend what a killed build left between its renames, then remove its staging folder."""
    for place in {store / STAGED, _beside(site)}:
        old = place.with_name(place.name + "-old")
        if old.exists() and not site.exists():
            old.rename(site)
        for left in (place, old):
            if left.exists():
                _hand_back(left, site)
                shutil.rmtree(left)


def publish(
    snapshot: Snapshot, site: Path, store: Path, step: Callable[[], None] = lambda: None
) -> Published:
    """Make `site` hold exactly the files of `snapshot` and those KEPT. `step` is called once a file.

    Raises SitegenError, the old site untouched, where the disk is full or a folder is read-only.
    """
    check_paths(snapshot.files)
    check_target(site)
    try:
        site.parent.mkdir(parents=True, exist_ok=True)
        recover(site, store)
        record = _read_record(store, site)
        present = {path: seal for path, seal in record.items() if _is_sealed(site / path, seal)}
        if _is_up_to_date(snapshot, present, site):
            return Published(0, len(present), 0)
        stage = _staging_folder(site, store)
        try:
            seals, written = _fill(stage, snapshot, site, present, step)
            _carry_over(site, stage)
            os.sync()
            old = _exchange(stage, site)
        except BaseException:
            _hand_back(stage, site)
            shutil.rmtree(stage, ignore_errors=True)
            raise
        _write_record(store, site, seals)
        shutil.rmtree(old)
        return Published(written, len(seals) - written, len(record.keys() - seals.keys()))
    except OSError as error:
        where = error.filename2 or error.filename or site
        reason = error.strerror or error
        hint = "(hint: the site is as it was before)"
        raise SitegenError(f"{os.fsdecode(where)}: cannot publish: {reason} {hint}") from error


def check_paths(files: Mapping[str, OutputFile]) -> None:
    """SitegenError if a path could leave the site or meet another on a case-folding file system."""
    seen: dict[str, str] = {}
    for path in sorted(files):
        parts = path.split("/")
        if any(p in ("", ".", "..") or "\\" in p or "\0" in p or len(p.encode()) > 255 for p in parts):
            raise SitegenError(f"refusing to write {path!r}: not a portable path inside the site")
        folded = unicodedata.normalize("NFC", path).casefold()
        if folded in seen:
            raise SitegenError(f"two pages share one address: {seen[folded]} and {path}")
        seen[folded] = path


# ---------------------------------------------------------------- staging


def _fill(
    stage: Path,
    snapshot: Snapshot,
    site: Path,
    present: Mapping[str, Seal],
    step: Callable[[], None],
) -> tuple[dict[str, Seal], int]:
    seals: dict[str, Seal] = {}
    written = 0
    for folder in sorted({str(parent) for path in snapshot.files for parent in PurePosixPath(path).parents}):
        (stage / folder).mkdir(exist_ok=True)
        (stage / folder).chmod(0o755)  # a web server must read it, whatever the umask
    for path, file in sorted(snapshot.files.items()):
        target = stage / path
        old = site / path
        if path in present and present[path][0] == file.digest and _linked(old, target):
            seals[path] = present[path]
        elif path not in present and _same_bytes(old, file.digest) and _linked(old, target):
            seals[path] = _seal(target, file.digest)
        else:
            _write(target, file.load())
            seals[path] = _seal(target, file.digest)
            written += 1
        step()
    return seals, written


def _linked(old: Path, new: Path) -> bool:
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EROFS, errno.EDQUOT):
            raise
        return False  # no hard links here: the caller writes the file
    return True


def _write(path: Path, data: bytes) -> None:
    """Write and close; an error of closing is an error."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
        if os.fstat(descriptor).st_mode & 0o777 != 0o644:
            os.fchmod(descriptor, 0o644)
    except OSError as error:
        error.filename = str(path)
        raise
    finally:
        os.close(descriptor)


def _carry_over(site: Path, stage: Path) -> None:
    for name in KEPT:
        kept = site / name
        if kept.is_dir() and not kept.is_symlink():
            kept.rename(stage / name)
        elif kept.is_file() and not _linked(kept, stage / name):
            shutil.copy2(kept, stage / name, follow_symlinks=False)


def _hand_back(stage: Path, site: Path) -> None:
    """Return the folders that _carry_over moved, where the exchange did not happen."""
    for name in KEPT:
        kept = stage / name
        if kept.is_dir() and site.is_dir() and not (site / name).exists():
            kept.rename(site / name)


def _staging_folder(site: Path, store: Path) -> Path:
    """A new empty folder on the site's file system: in the store, else beside the site."""
    store.mkdir(parents=True, exist_ok=True)
    place = store / STAGED if store.stat().st_dev == site.parent.stat().st_dev else _beside(site)
    place.mkdir(mode=0o755)
    place.chmod(0o755)
    return place


def _beside(site: Path) -> Path:
    return site.with_name(f".{site.name}.staged")


# ---------------------------------------------------------------- exchange


def _exchange(stage: Path, site: Path) -> Path:
    """Put `stage` in the place of `site`; returns where the old tree is now."""
    if not site.exists():
        site.mkdir()
    if _swap(stage, site):
        return stage
    old = stage.with_name(stage.name + "-old")
    site.rename(old)  # a kill here is mended by recover()
    stage.rename(site)
    return old


def _swap(first: Path, second: Path) -> bool:
    """Exchange two folders in one step; False where the system can't."""
    if sys.platform == "linux":
        name, arguments = "renameat2", (-100, os.fsencode(first), -100, os.fsencode(second), 2)
    elif sys.platform == "darwin":
        name, arguments = "renamex_np", (os.fsencode(first), os.fsencode(second), 2)
    else:
        return False
    call = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    if call is None:
        return False
    if call(*arguments) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code), str(second))


# ---------------------------------------------------------------- the record of what is published


def _read_record(store: Path, site: Path) -> dict[str, Seal]:
    """Seals by path; empty where there is no record, a damaged one or one of another folder."""
    try:
        name, record = msgspec.json.decode((store / RECORD).read_bytes(), type=tuple[str, dict[str, Seal]])
    except (OSError, msgspec.MsgspecError):
        return {}
    return record if name == str(site) else {}


def _write_record(store: Path, site: Path, seals: Mapping[str, Seal]) -> None:
    new = store / (RECORD + ".new")
    new.write_bytes(msgspec.json.encode((str(site), seals)))
    new.replace(store / RECORD)


def _is_up_to_date(snapshot: Snapshot, present: Mapping[str, Seal], site: Path) -> bool:
    if {p: s[0] for p, s in present.items()} != {p: f.digest for p, f in snapshot.files.items()}:
        return False
    found = sum(1 for p in site.rglob("*") if p.relative_to(site).parts[0] not in KEPT and not p.is_dir())
    return found == len(present)


def _seal(path: Path, digest: str) -> Seal:
    status = path.lstat()
    return (digest, status.st_size, status.st_mtime_ns, status.st_ino)


def _is_sealed(path: Path, seal: Seal) -> bool:
    try:
        status = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and seal[1:] == (status.st_size, status.st_mtime_ns, status.st_ino)


def _same_bytes(path: Path, digest: str) -> bool:
    with suppress(OSError):
        if stat.S_ISREG(path.lstat().st_mode):
            return hashlib.sha256(path.read_bytes()).hexdigest() == digest
    return False


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(4096)
    except FileNotFoundError:
        return b""
