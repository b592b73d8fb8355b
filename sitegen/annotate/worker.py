"""The main module of a worker process: reads batches of articles, writes their results.

Run by pool.py as `python -m sitegen.annotate.worker`; of no use to a person.
"""

from __future__ import annotations

import os
import sys
import traceback

import msgspec

from sitegen.annotate.engine import read_batch
from sitegen.annotate.pool import Reply, receive, send
from sitegen.config import AnnotateSettings
from sitegen.model import Article
from sitegen.problems import SitegenError


def main() -> None:
    """Serve until the input ends. What a library prints goes to stderr, not into the protocol."""
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)
        while True:
            try:
                frame = receive(sys.stdin.buffer)
            except EOFError:
                return
            send(out, answer(frame))


def answer(frame: bytes) -> Reply:
    settings, batch = msgspec.msgpack.decode(frame, type=tuple[AnnotateSettings, list[Article]])
    try:
        return Reply(results=read_batch(batch, settings))
    except SitegenError as error:
        return Reply(error=str(error))
    except Exception:
        return Reply(crash=traceback.format_exc())


if __name__ == "__main__":
    main()
