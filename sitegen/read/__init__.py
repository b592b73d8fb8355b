"""Stage 1, read: files -> Article.

    files.py       which files there are, and their bytes, without ever following a link
    encoding.py    bytes -> clean text
    parse.py       the bytes of one file -> Article; txt.py, markdown.py and html.py, one a format;
                   frontmatter.py, dates.py and links.py for what they hold
    sanitise.py    any HTML -> safe tokens; markup.py: tokens -> text, blocks, pieces (body.py)
    worker.py      the process in which Markdown and HTML are parsed; pool.py keeps it busy

`read` is a function of a file's name and bytes alone. What else stands in the folder, such as the
images that an article shows, is asked of `images`, at every build.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sitegen.config import ReadSettings
from sitegen.model import Article
from sitegen.problems import Problem
from sitegen.read import files, pool
from sitegen.read.files import SourceFile, Unreadable, format_of, scan
from sitegen.read.parse import Job, Outcome, Parser

__all__ = ["ReadResult", "SourceFile", "images", "read", "scan"]

_TWO_WORKERS_FROM = 100
"""Articles to parse from which a second process saves more than it costs to start."""
_IMAGE_BYTES = 25_000_000
"""A larger image is not copied: hosts refuse it, and readers wait for it."""


@dataclass(frozen=True, slots=True)
class ReadResult:
    """`source` has the digest of the bytes that were read, which is not that of the scan where the
    file was changed in between. Where there is no article, a problem says why."""

    source: SourceFile
    article: Article | None
    problems: tuple[Problem, ...]


def read(seeds: Path, sources: Sequence[SourceFile], settings: ReadSettings) -> Iterator[ReadResult]:
    """One result for each source, in order. Plain text is parsed here, the rest in worker processes.

    Raises SitegenError where no worker starts.
    """
    marked = [file for file in sources if format_of(file.source) != "txt"]
    finished: dict[str, ReadResult] = {}
    parser = Parser()
    with closing(_parsed(seeds, marked, settings, finished)) as parsing:
        for file in sources:
            if format_of(file.source) == "txt":
                job = _job(seeds, file, settings)
                yield job if isinstance(job, ReadResult) else _result(job, parser.parse(job))
                continue
            while file.source not in finished:
                next(parsing)
            yield finished.pop(file.source)


def _parsed(
    seeds: Path, sources: Sequence[SourceFile], settings: ReadSettings, finished: dict[str, ReadResult]
) -> Iterator[None]:
    """Puts results into `finished`, some at each step, until all of them are there."""

    def jobs() -> Iterator[Job]:
        for file in sources:
            job = _job(seeds, file, settings)
            if isinstance(job, ReadResult):
                finished[file.source] = job
            else:
                yield job

    if sources:
        # Starting a process takes as long as parsing dozens of articles.
        count = 2 if len(sources) >= _TWO_WORKERS_FROM and (os.cpu_count() or 1) > 1 else 1
        for job, outcome in pool.run(jobs(), count, settings):
            finished[job.source] = _result(job, outcome)
            yield
    yield


def _job(seeds: Path, file: SourceFile, settings: ReadSettings) -> Job | ReadResult:
    try:
        data = files.load(seeds, file.source, settings)
    except Unreadable as refusal:
        return ReadResult(file, None, (refusal.problem,))
    return Job(file.source, hashlib.sha256(data).hexdigest(), format_of(file.source) or "txt", data)


def _result(job: Job, outcome: Outcome) -> ReadResult:
    return ReadResult(SourceFile(job.source, job.digest, len(job.data)), outcome.article, outcome.problems)


def images(seeds: Path, articles: Iterable[Article]) -> tuple[tuple[SourceFile, ...], tuple[Problem, ...]]:
    """The image files that these articles show, sorted, and a problem for each that is not there."""
    settings = ReadSettings(max_bytes=_IMAGE_BYTES)
    wanted: dict[str, list[str]] = {}
    for article in articles:
        for image in article.assets:
            wanted.setdefault(image, []).append(article.source)
    found, problems = [], []
    for image in sorted(wanted):
        try:
            data = files.load(seeds, image, settings)
            found.append(SourceFile(image, hashlib.sha256(data).hexdigest(), len(data)))
        except Unreadable as refusal:
            problems += [
                Problem(
                    source,
                    0,
                    "image",
                    "warning",
                    f"the image {image} is not shown: {refusal.problem.message}",
                    "put the image there, or take it out of the article",
                )
                for source in sorted(wanted[image])
            ]
    return tuple(found), tuple(problems)
