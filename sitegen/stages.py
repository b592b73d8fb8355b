"""The stages behind the memo: look up, compute what is missing in one batch, store.

A result's key is a hash over the stage's fingerprint and its inputs. Problems are stored with the
results they belong to, so that a second build tells them again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from sitegen.annotate import annotate, model_fingerprint
from sitegen.config import Config
from sitegen.fingerprint import key, stage_fingerprint
from sitegen.memo import Memo
from sitegen.model import Annotation, Article, SearchDocument
from sitegen.plan import PagePlan
from sitegen.problems import Problem, SitegenError, printable
from sitegen.read import SourceFile, read
from sitegen.render import Renderer
from sitegen.search import MANIFEST, Coded, Run, assemble, build_index, code, cut, marked_stale

BATCH = 200
"""Results stored at a time; what a killed build loses at most."""


class Report(Protocol):
    """Who is told how far the build is."""

    def stage(self, name: str, total: int | None) -> None:
        """A stage begins; `total` steps, None where that is not known."""

    def step(self, count: int = 1) -> None:
        """`count` steps of it are done."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file of the site comes from. place: memo (a key), static or seeds (a relative path)."""

    digest: str
    place: str
    name: str


@dataclass(frozen=True, slots=True)
class ReadRecord:
    article: Article | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class AnnotateRecord:
    annotation: Annotation
    problems: tuple[Problem, ...]


Record = TypeVar("Record", ReadRecord, AnnotateRecord)


def read_stage(
    config: Config, memo: Memo, sources: Sequence[SourceFile], report: Report
) -> tuple[list[ReadRecord], int]:
    """One record a source file, in order, and how many were read anew."""
    mark = stage_fingerprint("read", config.settings.read)
    keys = [key(mark, s.source, s.digest) for s in sources]
    wanted = frozenset(sources)

    def compute(missing: Sequence[int]) -> Iterator[ReadRecord]:
        report.stage("Reading", len(missing))
        for result in read(config.seeds, [sources[n] for n in missing], config.settings.read):
            report.step()
            if result.source not in wanted:
                # Stored under the digest of the scan it would pass for what it is not.
                name = printable(result.source.source)
                raise SitegenError(f"{name} changed while it was read (hint: build again)")
            yield ReadRecord(result.article, result.problems)

    return _memoised(memo, keys, ReadRecord, compute)


def annotate_stage(
    config: Config, memo: Memo, articles: Sequence[Article], report: Report
) -> tuple[list[AnnotateRecord], int]:
    """One record an article, in order, and how many were annotated anew."""
    settings = config.settings.annotate
    # How many processes do the work does not change it.
    mark = stage_fingerprint("annotate", replace(settings, processes=0), model_fingerprint(settings))
    keys = [
        key(mark, msgspec.msgpack.encode((a.text, a.title, a.blocks, a.date, a.language))) for a in articles
    ]
    # Two files may share one text: it is annotated once.
    unique = dict(zip(keys, articles, strict=True))
    texts = list(unique.values())

    def compute(missing: Sequence[int]) -> Iterator[AnnotateRecord]:
        report.stage("Annotating", len(missing))
        for result in annotate([texts[n] for n in missing], settings):
            report.step()
            yield AnnotateRecord(result.annotation, result.problems)

    records, count = _memoised(memo, list(unique), AnnotateRecord, compute)
    by_key = dict(zip(unique, records, strict=True))
    return [_about(by_key[k], a.source) for k, a in zip(keys, articles, strict=True)], count


def _about(record: AnnotateRecord, source: str) -> AnnotateRecord:
    """The record with its problems told of `source`: two files may share one text."""
    if all(p.where == source for p in record.problems):
        return record
    return replace(record, problems=tuple(replace(p, where=source) for p in record.problems))


def render_stage(
    memo: Memo, renderer: Renderer, pages: Sequence[PagePlan], report: Report
) -> tuple[dict[str, Origin], int]:
    """Where each page's bytes are, by path, and how many were rendered anew."""
    mark = key(stage_fingerprint("render"), stage_fingerprint("plan"), renderer.digest)
    keys = [key(mark, page.template, msgspec.msgpack.encode(page.view)) for page in pages]
    known = memo.digests(keys)
    missing = [n for n, k in enumerate(keys) if k not in known]
    report.stage("Rendering", len(missing))
    for batch in _batches(missing):
        rendered = [(keys[n], renderer.render(pages[n])) for n in batch]
        memo.put(rendered)
        known.update((k, hashlib.sha256(data).hexdigest()) for k, data in rendered)
        report.step(len(batch))
    return {p.path: Origin(known[k], "memo", k) for p, k in zip(pages, keys, strict=True)}, len(missing)


@dataclass(frozen=True, slots=True)
class IndexRuns:
    """What the search index is made of, run by run, and the memo key of each."""

    runs: tuple[Run, ...]
    keys: tuple[str, ...]

    @property
    def key(self) -> str:
        """The memo key of the whole index."""
        return key("index", *self.keys)


def index_runs(config: Config, documents: Sequence[SearchDocument]) -> IndexRuns:
    mark = stage_fingerprint("search", config.settings.search)
    runs = tuple(cut(documents))
    return IndexRuns(runs, tuple(key(mark, msgspec.msgpack.encode(run)) for run in runs))


@dataclass(frozen=True, slots=True)
class SegmentRecord:
    coded: Coded
    files: dict[str, Origin]


def index_stage(
    config: Config, memo: Memo, planned: IndexRuns, report: Report
) -> tuple[dict[str, Origin], int]:
    """Where each file of the search index is, and how many documents were indexed anew: those of the
    runs that hold one which has changed."""
    settings = config.settings.search
    known = _known_index(memo, planned.key)
    if known is not None:
        memo.digests(planned.keys)  # the next build may need them
        return known, 0
    report.stage("Indexing", sum(map(len, planned.runs)))
    segments: list[Coded] = []
    files: dict[str, Origin] = {}
    count = 0
    for own, run in zip(planned.keys, planned.runs, strict=True):
        record = _known_segment(memo, own)
        if record is None:
            coded, made = code(run, settings.publish_index)
            record = SegmentRecord(coded, store_files(memo, made))
            memo.put([(own, msgspec.msgpack.encode(record))])
            count += len(run)
        segments.append(record.coded)
        files |= record.files
        report.step(len(run))
    files |= store_files(memo, assemble(segments, planned.runs, settings))
    listed = msgspec.msgpack.encode(files)
    memo.put([(planned.key, listed), (_last_index(config), listed)])
    return files, count


def _known_segment(memo: Memo, mark: str) -> SegmentRecord | None:
    """The segment stored under `mark`, if the memo still holds every file of it."""
    stored = memo.get(mark)
    record = msgspec.msgpack.decode(stored, type=SegmentRecord) if stored is not None else None
    return record if record is not None and _has_all(memo, record.files) else None


def older_index(config: Config, memo: Memo, planned: IndexRuns) -> dict[str, Origin] | None:
    """The files of the last index that was made, marked as older than the pages; those of an empty one
    where there was none. None where the index of these documents is known already."""
    if _known_index(memo, planned.key) is not None:
        return None
    files = _known_index(memo, _last_index(config))
    manifest = memo.get(files[MANIFEST].name) if files else None
    if files is None or manifest is None:
        empty = dict(build_index((), config.settings.search))
        files, manifest = store_files(memo, sorted(empty.items())), empty[MANIFEST]
    return files | store_files(memo, [(MANIFEST, marked_stale(manifest))])


def _last_index(config: Config) -> str:
    """The memo key of the index that was made last, by this version of the stage: pages read no other."""
    return key(stage_fingerprint("search", config.settings.search), "last")


def _known_index(memo: Memo, mark: str) -> dict[str, Origin] | None:
    """The index stored under `mark`, if the memo still holds every file of it."""
    stored = memo.get(mark)
    if stored is None:
        return None
    listed = msgspec.msgpack.decode(stored, type=dict[str, Origin])
    return listed if _has_all(memo, listed) else None


def _has_all(memo: Memo, files: Mapping[str, Origin]) -> bool:
    names = {o.name for o in files.values()}
    return memo.digests(sorted(names)).keys() >= names


def store_files(memo: Memo, files: Iterable[tuple[str, bytes]]) -> dict[str, Origin]:
    """Keep files in the memo under their own digest; what is there already is not written again."""
    origins: dict[str, Origin] = {}
    for batch in _batches(files):
        digests = [hashlib.sha256(data).hexdigest() for _, data in batch]
        known = memo.digests(digests)
        fresh = {d: data for d, (_, data) in zip(digests, batch, strict=True) if d not in known}
        memo.put(sorted(fresh.items()))
        origins.update((path, Origin(d, "memo", d)) for d, (path, _) in zip(digests, batch, strict=True))
    return origins


def copies(place: str, folder: Path, names: Mapping[str, str]) -> dict[str, Origin]:
    """Files that are copied as they are: address -> Origin, from address -> name below `folder`."""
    return {
        address: Origin(hashlib.sha256((folder / name).read_bytes()).hexdigest(), place, name)
        for address, name in names.items()
    }


def _memoised(
    memo: Memo,
    keys: Sequence[str],
    kind: type[Record],
    compute: Callable[[Sequence[int]], Iterator[Record]],
) -> tuple[list[Record], int]:
    decoder = msgspec.msgpack.Decoder(kind)
    found: dict[int, Record] = {}
    for start in range(0, len(keys), BATCH):
        some = keys[start : start + BATCH]
        stored = memo.get_many(some)
        found.update((start + n, decoder.decode(stored[k])) for n, k in enumerate(some) if k in stored)
    missing = [n for n in range(len(keys)) if n not in found]
    if missing:
        for batch in _batches(zip(missing, compute(missing), strict=True)):
            memo.put((keys[n], msgspec.msgpack.encode(record)) for n, record in batch)
            found.update(batch)
    return [found[n] for n in range(len(keys))], len(missing)


Item = TypeVar("Item")


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    iterator = iter(items)
    while batch := list(islice(iterator, BATCH)):
        yield batch
