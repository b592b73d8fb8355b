"""Stage 1, read: files -> Article.

    files.py       which files there are, and their bytes, without ever following a link
    encoding.py    bytes -> clean text
    parse.py       the bytes of one file -> Article; txt.py, markdown.py and html.py, one a format;
                   frontmatter.py, dates.py and links.py for what they hold
    sanitise.py    any HTML -> safe tokens; markup.py: tokens -> text, blocks, pieces (body.py)
    worker.py      the process in which Markdown and HTML are parsed; pool.py keeps it busy

`read` is a function of a file's name and bytes alone, so that its results can be remembered. Whether
the images that an article names are there is for the build to see, each time.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sitegen.config import ReadSettings
from sitegen.model import Article
from sitegen.problems import Problem
from sitegen.read import files
from sitegen.read.files import SourceFile, UnreadableError, format_of, scan
from sitegen.read.parse import Job, Outcome, Parser
from sitegen.read.pool import Pool

__all__ = ["ReadResult", "Reader", "SourceFile", "read", "scan"]

_TWO_WORKERS_FROM = 100
"""Articles to parse from which a second process saves more than it costs to start."""


@dataclass(frozen=True, slots=True)
class ReadResult:
    """`source` has the digest of the bytes that were read, which is not that of the scan where the
    file was changed in between. Where there is no article, a problem says why."""

    source: SourceFile
    article: Article | None
    problems: tuple[Problem, ...]


def read(seeds: Path, sources: Sequence[SourceFile], settings: ReadSettings) -> Iterator[ReadResult]:
    """One result for each source, in order. Raises SitegenError where no worker starts."""
    with Reader(settings) as reader:
        yield from reader.read(seeds, sources)


class Reader:
    """Reads again and again with the same worker processes: for a preview, where an edited article
    should not wait for a process to start. Plain text is parsed here, the rest in the workers."""

    def __init__(self, settings: ReadSettings) -> None:
        self._settings = settings
        self._parser = Parser()
        self._pool = Pool(settings)

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the workers; a later read starts new ones."""
        self._pool.stop()

    def read(self, seeds: Path, sources: Sequence[SourceFile]) -> Iterator[ReadResult]:
        """One result for each source, in order. One read at a time."""
        marked = [file for file in sources if format_of(file.source) != "txt"]
        finished: dict[str, ReadResult] = {}
        with closing(self._parsed(seeds, marked, finished)) as parsing:
            for file in sources:
                if format_of(file.source) == "txt":
                    job = _job(seeds, file, self._settings)
                    yield job if isinstance(job, ReadResult) else _result(job, self._parser.parse(job))
                    continue
                while file.source not in finished:
                    next(parsing)
                yield finished.pop(file.source)
            for _ in parsing:
                pass  # let the run come to its end, so that its workers are kept

    def _parsed(
        self, seeds: Path, sources: Sequence[SourceFile], finished: dict[str, ReadResult]
    ) -> Generator[None, None, None]:
        """Puts results into `finished`, some at each step, until all of them are there."""

        def jobs() -> Iterator[Job]:
            for file in sources:
                job = _job(seeds, file, self._settings)
                if isinstance(job, ReadResult):
                    finished[file.source] = job
                else:
                    yield job

        if sources:
            # Starting a process takes as long as parsing dozens of articles.
            count = 2 if len(sources) >= _TWO_WORKERS_FROM and (os.cpu_count() or 1) > 1 else 1
            with closing(self._pool.run(jobs(), count)) as run:
                for job, outcome in run:
                    finished[job.source] = _result(job, outcome)
                    yield
        yield


def _job(seeds: Path, file: SourceFile, settings: ReadSettings) -> Job | ReadResult:
    try:
        data = files.load(seeds, file.source, settings)
    except UnreadableError as refusal:
        return ReadResult(file, None, (refusal.problem,))
    return Job(file.source, hashlib.sha256(data).hexdigest(), format_of(file.source) or "txt", data)


def _result(job: Job, outcome: Outcome) -> ReadResult:
    return ReadResult(SourceFile(job.source, job.digest, len(job.data)), outcome.article, outcome.problems)
