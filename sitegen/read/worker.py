"""The process that parses Markdown and HTML: `python -m sitegen.read.worker SECONDS MEGABYTES`.

It reads jobs from its standard input and writes outcomes to its standard output, each a frame:
four bytes of length, big-endian, then msgpack. It may use so much memory, and so much processor
time for one article; past either it dies, and pool.py tells which article it was.
"""

from __future__ import annotations

import signal
import struct
import sys
from typing import BinaryIO

import msgspec

from sitegen.read.parse import Job, Outcome, Parser

READY = b"ready"
"""The first frame, before any job."""
_HEADER = struct.Struct(">I")


def frame(payload: bytes) -> bytes:
    return _HEADER.pack(len(payload)) + payload


def frame_length(header: bytes) -> int:
    return int(_HEADER.unpack(header)[0])


HEADER_SIZE = _HEADER.size


def serve(jobs: BinaryIO, outcomes: BinaryIO, seconds: float) -> None:
    """Parses jobs until there are no more."""
    parser = Parser()
    decoder, encoder = msgspec.msgpack.Decoder(Job), msgspec.msgpack.Encoder()
    outcomes.write(frame(READY))
    outcomes.flush()
    while len(header := jobs.read(HEADER_SIZE)) == HEADER_SIZE:
        job = decoder.decode(jobs.read(frame_length(header)))
        _allow(seconds)
        payload = _encoded(parser, job, encoder)
        _allow(0)
        outcomes.write(frame(payload))
        outcomes.flush()


def _encoded(parser: Parser, job: Job, encoder: msgspec.msgpack.Encoder) -> bytes:
    outcome: Outcome = parser.parse(job)
    return encoder.encode(outcome)


def _allow(seconds: float) -> None:
    """Ends the process after so much processor time; 0 for no end.

    Processor time, so that a busy machine fails no article that an idle one passes. The signal's
    default action ends the process even in the middle of a regular expression, and it does so
    too where nobody is left to read the outcome.
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _limit_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time limit still holds
        return
    size = megabytes * 1024 * 1024
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    if hard != resource.RLIM_INFINITY:
        size = min(size, hard)
    resource.setrlimit(resource.RLIMIT_AS, (size, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    seconds, megabytes = float(sys.argv[1]), int(sys.argv[2])
    _limit_memory(megabytes)
    serve(sys.stdin.buffer, sys.stdout.buffer, seconds)


if __name__ == "__main__":
    main()
