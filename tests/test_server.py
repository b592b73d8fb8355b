"""The preview server, over real sockets on the loopback."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from sitegen.model import OutputFile
from sitegen.server import LIVE_EVENTS, LIVE_SCRIPT, Pointer, Server, answer_to

PAGE = b"<!doctype html><html><head><title>x</title></head><body>home</body></html>"


def files(**more: bytes) -> dict[str, OutputFile]:
    def one(path: str, data: bytes) -> OutputFile:
        return OutputFile(path, hashlib.sha256(data).hexdigest(), lambda: data)

    return {
        path: one(path, data)
        for path, data in {
            "index.html": PAGE,
            "people/index.html": PAGE,
            "data/a.json": b"{}",
            **more,
        }.items()
    }


Talk = Callable[[int], Awaitable[None]]


def serve(talk: Talk, pointer: Pointer | None = None) -> None:
    async def run() -> None:
        server = Server(pointer or Pointer(files()), port=0)
        await server.start()
        try:
            await talk(server.port)
        finally:
            await server.stop()

    # A thread of its own: Playwright, once started, keeps a loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, run()).result()


async def ask(port: int, request: str) -> tuple[int, str]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request.replace("PORT", str(port)).encode("latin-1"))
    data = await asyncio.wait_for(reader.read(), 5)
    writer.close()
    return int(data.split(b" ", 2)[1]) if data else 0, data.decode("latin-1")


def get(target: str = "/", host: str = "127.0.0.1:PORT", more: str = "", method: str = "GET") -> str:
    return f"{method} {target} HTTP/1.1\r\nHost: {host}\r\n{more}\r\n"


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (get(), 200),
        (get(host="localhost"), 200),
        (get(method="HEAD"), 200),
        (get("/people/"), 200),
        (get("/people"), 302),
        (get("/data/a.json?x=1"), 200),
        (get("/PEOPLE/"), 404),
        (get("/index.html/"), 404),
        (get("/../../etc/passwd"), 404),
        (get("/%2e%2e%2f%2e%2e%2fetc/passwd"), 404),
        (get("//etc/passwd"), 404),
        (get("/%ff"), 400),
        (get(host="evil.example"), 421),
        (get(host="127.0.0.1.evil.example:PORT"), 421),
        (get(host="127.0.0.1:1"), 421),
        (get(host="[::1"), 421),
        (get("http://evil.example/"), 400),
        (get(method="POST"), 405),
        (get(method="OPTIONS"), 405),
        (get(more="Origin: http://evil.example\r\n"), 403),
        (get(more="Origin: null\r\n"), 403),
        (get(more="Origin: http://127.0.0.1:PORT\r\n"), 200),
        (get(more="Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n"), 403),
        (
            get(
                more="Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n"
            ),
            200,
        ),
        (get(LIVE_EVENTS, host="evil.example"), 421),
        (get(more="Host: evil.example\r\n"), 400),
        ("GET / HTTP/1.1\r\n\r\n", 400),
        ("nonsense\r\n\r\n", 400),
        (get("/" + "a" * 60000), 431),
    ],
)
def test_who_may_read_what(request_: str, status: int) -> None:
    async def talk(port: int) -> None:
        found, answer = await ask(port, request_)
        assert found == status, answer[:200]
        assert "access-control" not in answer.lower()

    serve(talk)


def test_the_live_script_is_in_served_pages_alone() -> None:
    async def talk(port: int) -> None:
        _, answer = await ask(port, get())
        assert LIVE_SCRIPT in answer
        status, script = await ask(port, get(LIVE_SCRIPT))
        assert status == 200
        assert "EventSource" in script

    serve(talk)
    assert LIVE_SCRIPT.encode() not in PAGE


def test_pages_of_the_preview_alone_are_made_when_they_are_asked_for() -> None:
    made = []

    def review() -> bytes:
        made.append(1)
        return PAGE.replace(b"home", b"in doubt")

    async def talk(port: int) -> None:
        assert made == []
        status, answer = await ask(port, get("/_sitegen/review"))
        assert (status, "in doubt" in answer, LIVE_SCRIPT in answer, made) == (200, True, True, [1])
        assert (await ask(port, get("/_sitegen/review", host="evil.example")))[0] == 421
        assert (await ask(port, get("/_sitegen/changes")))[0] == 404
        assert (await ask(port, get("/_sitegen/")))[0] == 404
        assert made == [1]

    serve(talk, Pointer(files(), own={"review": review}))


def test_the_own_404_page_is_shown() -> None:
    answer = answer_to(b"/nowhere", files(**{"404.html": b"<html><head></head>lost</html>"}))
    assert answer.status == 404
    assert b"lost" in answer.body


def test_before_the_first_build_the_page_waits() -> None:
    answer = answer_to(b"/people/", {})
    assert answer.status == 503
    assert LIVE_SCRIPT.encode() in answer.body


def test_a_redirect_leads_nowhere_but_here() -> None:
    for target in (b"//people", b"/people", b"/\\people"):
        answer = answer_to(target, files())
        assert not answer.location.startswith(("/", "\\", "h"))


def test_open_pages_are_told_of_a_build() -> None:
    pointer = Pointer(files(), problems='seeds/a.md:1: error[x]: "quoted"\nsecond')

    async def talk(port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(get(LIVE_EVENTS, host=f"127.0.0.1:{port}").encode())
        head = await asyncio.wait_for(reader.readuntil(b"\n\n"), 5)
        assert b"text/event-stream" in head
        assert rb'"seeds/a.md:1: error[x]: \"quoted\"\nsecond"' in head
        pointer.show(files(**{"new.html": PAGE}), "")
        assert await asyncio.wait_for(reader.readuntil(b"\n\n"), 5) == b"event: reload\ndata: 1\n\n"
        assert (await ask(port, get("/new.html")))[0] == 200
        pointer.show(None, "broken")
        assert b"broken" in await asyncio.wait_for(reader.readuntil(b"\n\n"), 5)
        assert (await ask(port, get("/new.html")))[0] == 200
        writer.close()

    serve(talk, pointer)
