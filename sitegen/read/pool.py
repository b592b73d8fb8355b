"""At most two worker processes, kept busy, ended and replaced when an article takes too much.

Jobs are sent ahead of need, so that no worker waits; its outcomes come back in the order of its
jobs, so the first job without an outcome is the one it works on, and the one to blame when it
dies or takes too long.
"""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import msgspec

import sitegen
from sitegen.config import ReadSettings
from sitegen.problems import Problem, SitegenError
from sitegen.read.parse import Job, Outcome
from sitegen.read.worker import HEADER_SIZE, READY, frame, frame_length

_AHEAD_JOBS = 32
_AHEAD_BYTES = 1_000_000
"""How much a worker is sent beyond the job that it works on."""
_START_SECONDS = 60.0
_PATIENCE = 6.0 if hasattr(signal, "setitimer") else 1.5
"""Times the limit that a worker may take by the clock: it shares the machine. Where it cannot measure
its own processor time, the clock is all there is."""
_CHUNK = 1 << 18
_SIGPROF = int(getattr(signal, "SIGPROF", 0))
_DECODER = msgspec.msgpack.Decoder(Outcome)
_ENCODER = msgspec.msgpack.Encoder()


@dataclass(slots=True)
class _Worker:
    process: subprocess.Popen[bytes]
    errors: IO[bytes]
    jobs: deque[Job] = field(default_factory=deque)
    """Sent or being sent, without an outcome yet."""
    outgoing: bytearray = field(default_factory=bytearray)
    incoming: bytearray = field(default_factory=bytearray)
    ready: bool = False
    since: float = 0.0
    """When it began the first of `jobs`, or was started."""

    @property
    def waiting(self) -> int:
        return sum(len(job.data) for job in self.jobs)


@dataclass(slots=True)
class Pool:
    """Worker processes of one set of settings, kept from run to run until `stop`."""

    settings: ReadSettings
    workers: list[_Worker] = field(default_factory=list)
    source: Iterator[Job] = field(default_factory=lambda: iter(()))
    again: deque[Job] = field(default_factory=deque)
    """Jobs of a worker that was ended, to be sent to another."""
    selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)
    exhausted: bool = True

    def run(self, jobs: Iterator[Job], count: int) -> Generator[tuple[Job, Outcome], None, None]:
        """(job, outcome) of each job, as they are done, by at least `count` workers.

        Raises SitegenError where no worker starts. One run at a time; a run that is abandoned
        ends the workers.
        """
        self.source, self.exhausted = jobs, False
        for worker in list(self.workers):
            if worker.process.poll() is not None:
                self._end(worker)  # it died between two runs, of no job
        finished = False
        try:
            while len(self.workers) < count:
                self._start()
            while self._busy():
                yield from self._turn()
            finished = True
        finally:
            if not finished:
                self.stop()

    def stop(self) -> None:
        """Ends the workers. The pool can be run again."""
        for worker in list(self.workers):
            self._end(worker)
        self.again.clear()
        self.exhausted = True

    def _busy(self) -> bool:
        return not self.exhausted or bool(self.again) or any(worker.jobs for worker in self.workers)

    def _start(self) -> None:
        errors = tempfile.TemporaryFile()  # noqa: SIM115  it lives as long as the worker
        package = str(Path(sitegen.__file__).parent.parent)
        paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
        process = subprocess.Popen(
            # -P: a module of ours is never looked for in the current folder, which may be an archive's.
            [
                *(sys.executable, "-P", "-m", "sitegen.read.worker"),
                *(str(self.settings.max_seconds), str(self.settings.max_memory_mb)),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            bufsize=0,
            start_new_session=True,  # Ctrl-C is for us; we end the workers
        )
        worker = _Worker(process, errors, since=time.monotonic())
        assert process.stdin is not None and process.stdout is not None
        os.set_blocking(process.stdin.fileno(), False)
        os.set_blocking(process.stdout.fileno(), False)
        self.selector.register(process.stdout, selectors.EVENT_READ, worker)
        self.workers.append(worker)

    def _turn(self) -> Iterator[tuple[Job, Outcome]]:
        """Sends what can be sent, waits a little, gives what has come."""
        for worker in self.workers:
            self._supply(worker)
        done: list[tuple[Job, Outcome]] = []
        for key, _ in self.selector.select(self._patience()):
            worker = key.data
            if worker not in self.workers:
                continue  # ended by its other event, a moment ago
            if key.fileobj is worker.process.stdin:
                self._send(worker)
            elif not self._receive(worker, done):
                done += self._lost(worker, late=False)
        now = time.monotonic()
        for worker in list(self.workers):
            if now > self._deadline(worker):
                done += self._lost(worker, late=True)
        return iter(done)

    def _deadline(self, worker: _Worker) -> float:
        """The worker ends itself by processor time; this is for one that is stuck."""
        if not worker.ready:
            return worker.since + _START_SECONDS
        if not worker.jobs:
            return float("inf")
        return worker.since + _PATIENCE * self.settings.max_seconds + 1

    def _patience(self) -> float | None:
        soonest = min((self._deadline(worker) for worker in self.workers), default=float("inf"))
        return None if soonest == float("inf") else max(0.0, soonest - time.monotonic()) + 0.01

    def _supply(self, worker: _Worker) -> None:
        if not worker.ready:
            return
        while len(worker.jobs) < _AHEAD_JOBS and worker.waiting < _AHEAD_BYTES:
            job = self.again.popleft() if self.again else next(self.source, None)
            if job is None:
                self.exhausted = True
                break
            if not worker.jobs:
                worker.since = time.monotonic()
            worker.jobs.append(job)
            worker.outgoing += frame(_ENCODER.encode(job))
        self._send(worker)

    def _send(self, worker: _Worker) -> None:
        pipe = worker.process.stdin
        assert pipe is not None
        registered = pipe in self.selector.get_map()
        while worker.outgoing:
            try:
                sent = os.write(pipe.fileno(), memoryview(worker.outgoing)[:_CHUNK])
            except BlockingIOError:
                break
            except BrokenPipeError:
                worker.outgoing.clear()  # it has died: its end of file comes next
                break
            del worker.outgoing[:sent]
        if worker.outgoing and not registered:
            self.selector.register(pipe, selectors.EVENT_WRITE, worker)
        elif not worker.outgoing and registered:
            self.selector.unregister(pipe)

    def _receive(self, worker: _Worker, done: list[tuple[Job, Outcome]]) -> bool:
        """Takes what the worker has written; False where it is gone."""
        assert worker.process.stdout is not None
        try:
            data = os.read(worker.process.stdout.fileno(), _CHUNK)
        except BlockingIOError:
            return True
        if not data:
            return False
        buffer = worker.incoming
        buffer += data
        while len(buffer) >= HEADER_SIZE:
            end = HEADER_SIZE + frame_length(bytes(buffer[:HEADER_SIZE]))
            if len(buffer) < end:
                break
            payload = bytes(buffer[HEADER_SIZE:end])
            del buffer[:end]
            worker.since = time.monotonic()
            if not worker.ready and payload == READY:
                worker.ready = True
            else:
                done.append((worker.jobs.popleft(), _DECODER.decode(payload)))
        return True

    def _lost(self, worker: _Worker, *, late: bool) -> list[tuple[Job, Outcome]]:
        """A worker is gone or stuck: its first job is to blame, the others go to another worker."""
        if not worker.ready:
            worker.errors.seek(0)
            lines = worker.errors.read().decode("utf-8", "replace").strip().splitlines() or ["no message"]
            raise SitegenError(
                f"the process that parses articles does not start: {lines[-1][:200]} "
                "(hint: see that sitegen is installed whole, and that read.max_memory_mb is 256 or more)"
            )
        self._end(worker)
        if not worker.jobs:
            if self._busy():
                self._start()
            return []
        blamed, *others = worker.jobs
        self.again.extendleft(reversed(others))
        if self._busy():
            self._start()
        return [(blamed, Outcome(None, (self._blame(blamed, worker, late),)))]

    def _blame(self, job: Job, worker: _Worker, late: bool) -> Problem:
        status = worker.process.returncode
        limit = self.settings.max_seconds
        if late or (status is not None and -status == _SIGPROF):
            message = f"its markup takes longer than {limit:g} s to parse"
            return Problem(
                job.source,
                0,
                "too-slow",
                "error",
                message,
                "simplify the markup, or raise read.max_seconds",
            )
        return Problem(
            job.source,
            0,
            "parser-died",
            "error",
            f"the parser came to its end on it (status {status})",
            "simplify the markup, or raise read.max_memory_mb",
        )

    def _end(self, worker: _Worker) -> None:
        if worker in self.workers:
            self.workers.remove(worker)
        registered: Any = self.selector.get_map()
        for pipe in (worker.process.stdin, worker.process.stdout):
            if pipe is not None:
                if pipe in registered:
                    self.selector.unregister(pipe)
                pipe.close()
        if worker.process.poll() is None:
            try:
                # With its input closed an idle worker ends by itself, in moments.
                worker.process.wait(0 if worker.jobs else 1)
            except subprocess.TimeoutExpired:
                worker.process.kill()
        worker.process.wait()
        worker.errors.close()
