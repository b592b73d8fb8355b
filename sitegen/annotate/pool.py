"""Worker processes, each a fresh interpreter that runs worker.py and speaks msgpack over pipes.

A worker never imports the parent's main module and ends when its input does, so none is
left behind by a parent that is killed.
"""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING, Any

import msgspec

import sitegen
from sitegen.annotate.engine import BLAS_THREADS, AnnotateResult
from sitegen.problems import SitegenError

if TYPE_CHECKING:
    from sitegen.config import AnnotateSettings
    from sitegen.model import Article


class Reply(msgspec.Struct, frozen=True):
    """What a worker answers: results, or why there are none."""

    results: list[AnnotateResult] = []
    error: str = ""
    """For a person: the text of a SitegenError."""
    crash: str = ""
    """A bug: its traceback."""


def run_in_workers(
    batches: Iterable[tuple[Article, ...]], settings: AnnotateSettings
) -> Iterator[list[AnnotateResult]]:
    """The results of each batch, in order, with a few batches ahead at work. Raises SitegenError."""
    workers = [start_worker() for _ in range(settings.processes)]
    idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
    for worker in workers:
        idle.put(worker)

    def work(batch: Sequence[Article]) -> list[AnnotateResult]:
        worker = idle.get()
        try:
            return ask(worker, batch, settings)
        finally:
            idle.put(worker)

    threads = ThreadPoolExecutor(len(workers))
    ahead: deque[Future[list[AnnotateResult]]] = deque()
    try:
        for batch in batches:
            ahead.append(threads.submit(work, batch))
            if len(ahead) > 2 * len(workers):
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()
    finally:
        for future in ahead:
            future.cancel()
        for worker in workers:
            stop(worker)
        threads.shutdown()


def start_worker() -> subprocess.Popen[bytes]:
    package = str(Path(sitegen.__file__).resolve().parents[1])
    path = os.pathsep.join([package, *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = os.environ | dict.fromkeys(BLAS_THREADS, "1") | {"PYTHONPATH": path}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "sitegen.annotate.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
    )


def stop(worker: subprocess.Popen[bytes]) -> None:
    worker.kill()
    worker.wait()
    for stream in (worker.stdin, worker.stdout):
        if stream is not None:
            try:
                stream.close()
            except BrokenPipeError:
                continue  # what was still to be written is of no use to a worker that has ended


def ask(
    worker: subprocess.Popen[bytes], batch: Sequence[Article], settings: AnnotateSettings
) -> list[AnnotateResult]:
    """The worker's results for a batch. Raises SitegenError where it failed or ended."""
    assert worker.stdin is not None
    assert worker.stdout is not None
    try:
        send(worker.stdin, (settings, batch))
        frame = receive(worker.stdout)
    except (BrokenPipeError, EOFError) as error:
        status = worker.wait()
        raise SitegenError(
            f"a worker process of the annotate stage ended (exit status {status}) while reading "
            f"{batch[0].source} to {batch[-1].source} "
            f"(hint: is there enough memory? [annotate] processes = 1 needs half as much)"
        ) from error
    reply = msgspec.msgpack.decode(frame, type=Reply)
    if reply.error:
        raise SitegenError(reply.error)
    if reply.crash:
        raise RuntimeError(f"in a worker process:\n{reply.crash}")
    return reply.results


def send(stream: IO[bytes], value: Any) -> None:
    """A length of four bytes, big-endian, and a msgpack value."""
    frame = msgspec.msgpack.encode(value)
    stream.write(struct.pack(">I", len(frame)) + frame)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """The next frame. Raises EOFError at the end."""
    length = struct.unpack(">I", _exactly(stream, 4))[0]
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data
