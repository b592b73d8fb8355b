"""The preview server: the published files of one snapshot, over HTTP, to this machine alone.

Every request is hostile. A request path is looked up in the snapshot's list of files and never
becomes a file name by itself, so there is nothing to traverse and no link to follow. One asyncio
loop serves everybody; h11 parses (it refuses what request smuggling needs); every connection has
a deadline for its request and for reading the answer.
"""

from __future__ import annotations

import asyncio
import contextlib
import html
import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from pathlib import PurePosixPath
from urllib.parse import quote, unquote_to_bytes, urlsplit

import h11

from sitegen.model import OutputFile

LIVE_SCRIPT = "/_sitegen/live.js"
LIVE_STYLE = "/_sitegen/live.css"
LIVE_EVENTS = "/_sitegen/events"
OWN = "/_sitegen/"
"""Where pages stand that only the preview has."""
REQUEST_SECONDS = 5.0
ANSWER_SECONDS = 20.0
MOST_CONNECTIONS = 900
"""Below the 1,024 files that a process may usually hold open."""
LINE_BYTES = 16_384
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".geojson": "application/geo+json",
    ".xml": "application/xml; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".woff2": "font/woff2",
}
NO_PAGES: Mapping[str, Callable[[], bytes]] = {}
BUILDING = b"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Building</title></head>
<body><main><h1>The site is being built</h1><p>It shows here as soon as it is there.</p></main></body></html>
"""
POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
LIVE_JS = """\
"use strict";
(() => {
  const events = new EventSource("/_sitegen/events");
  let opened = false;
  events.addEventListener("open", () => { if (opened) location.reload(); opened = true; });
  events.addEventListener("reload", () => location.reload());
  events.addEventListener("problems", (event) => {
    let box = document.getElementById("sitegen-problems");
    const text = JSON.parse(event.data);
    if (!text) { if (box) box.remove(); return; }
    if (!box) {
      box = document.createElement("pre");
      box.id = "sitegen-problems";
      box.setAttribute("role", "alert");
      document.body.prepend(box);
    }
    box.textContent = text;
  });
})();
"""
LIVE_CSS = """\
#sitegen-problems {
  margin: 0; padding: 1rem 1.5rem; background: #7a1212; color: #fff; white-space: pre-wrap;
  font: 0.9rem/1.5 ui-monospace, monospace; position: sticky; top: 0; z-index: 99;
  max-height: 40vh; overflow: auto;
}
"""


@dataclass(slots=True)
class Pointer:
    """What is shown now: the preview's one piece of state that a build changes."""

    files: Mapping[str, OutputFile] = field(default_factory=dict)
    own: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
    """Pages that are never published, made when they are asked for, by name: /_sitegen/NAME."""
    problems: str = ""
    """The problems of the last build, shown in the page; empty where there are none."""
    streams: set[asyncio.Queue[str]] = field(default_factory=set)

    def show(
        self,
        files: Mapping[str, OutputFile] | None,
        problems: str,
        own: Mapping[str, Callable[[], bytes]] = NO_PAGES,
        reload: bool = True,
    ) -> None:
        """Point to a new snapshot (None keeps the last good one) and tell every open page, which need
        not `reload` where only the search index is new."""
        changed = files is not None and reload
        if files is not None:
            self.files, self.own = files, own
        self.problems = problems
        for stream in self.streams:
            stream.put_nowait(_event("reload", "1") if changed else _problems(problems))


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    type: str
    body: bytes
    location: str = ""


class Server:
    """Serves `pointer` on `host`:`port`; port 0 takes a free one."""

    def __init__(self, pointer: Pointer, host: str = "127.0.0.1", port: int = 8000) -> None:
        self.pointer = pointer
        self.host = host
        self.port = port
        self._open = 0
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listen. Raises OSError where the port is taken."""
        self._server = await asyncio.start_server(self._serve, self.host, self.port, limit=LINE_BYTES)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
        for stream in self.pointer.streams:
            stream.put_nowait("")

    @property
    def url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"

    # ------------------------------------------------------------ one connection, one request

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open += 1
        try:
            if self._open > MOST_CONNECTIONS:
                await self._send(writer, _plain(503, "too many connections"), head=False)
                return
            await self._exchange(reader, writer)
        except (OSError, TimeoutError, asyncio.IncompleteReadError):
            pass  # the client went away or was too slow; there is nobody to tell
        finally:
            self._open -= 1
            writer.close()
            with contextlib.suppress(OSError):
                writer.transport.abort() if writer.transport.get_write_buffer_size() else None

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = h11.Connection(h11.SERVER, max_incomplete_event_size=LINE_BYTES)
        try:
            async with asyncio.timeout(REQUEST_SECONDS):
                request = await _request(connection, reader)
        except h11.RemoteProtocolError as error:
            answer = _plain(error.error_status_hint, "this is not a request that can be answered")
            await self._send(writer, answer, head=False)
            return
        if request is None:
            return
        headers = _headers(request)
        refused = self._refusal(request, headers)
        if refused is None and urlsplit(request.target).path == LIVE_EVENTS.encode():
            await self._stream(writer)
            return
        if refused is None and request.target.startswith(OWN.encode()):
            # Those take a while to make, and nobody else shall wait for it.
            answer = await asyncio.to_thread(answer_to, request.target, self.pointer.files, self.pointer.own)
        else:
            answer = refused or answer_to(request.target, self.pointer.files)
        await self._send(writer, answer, head=request.method == b"HEAD")

    def _refusal(self, request: h11.Request, headers: Mapping[str, list[str]]) -> Answer | None:
        """Who may ask: this machine, by its own names, from its own pages, to read."""
        if request.method not in (b"GET", b"HEAD"):
            return _plain(405, "only GET and HEAD are answered")
        hosts = headers.get("host", [])
        if len(hosts) != 1 or not self._is_own(hosts[0]):
            return _plain(421 if hosts else 400, "this host name is not served here")
        if not request.target.startswith(b"/"):
            return _plain(400, "the address must be a path")
        own = {f"http://{host}" for host in hosts}
        if any(origin not in own for origin in headers.get("origin", [])):
            return _plain(403, "other sites may not ask")
        if headers.get("sec-fetch-site", ["none"])[0] in ("cross-site", "same-site") and not _is_navigation(
            headers
        ):
            return _plain(403, "other sites may not ask")
        return None

    def _is_own(self, host: str) -> bool:
        name, port = host.lower(), ""
        if name.startswith("["):
            name, bracket, port = name[1:].partition("]")
            if not bracket:
                return False
            port = port.removeprefix(":")
        elif ":" in name:
            name, _, port = name.partition(":")
        if port not in ("", str(self.port)):
            return False
        return name in {"localhost", "127.0.0.1", "::1", self.host.lower()} and not _is_any(name)

    async def _send(self, writer: asyncio.StreamWriter, answer: Answer, *, head: bool) -> None:
        phrase = HTTPStatus(answer.status).phrase
        lines = [
            f"HTTP/1.1 {answer.status} {phrase}",
            f"Content-Type: {answer.type}",
            f"Content-Length: {len(answer.body)}",
            "Cache-Control: no-store",
            "X-Content-Type-Options: nosniff",
            "Referrer-Policy: no-referrer",
            "Cross-Origin-Resource-Policy: same-origin",
            "Cross-Origin-Opener-Policy: same-origin",
            f"Content-Security-Policy: {POLICY}",
            "Connection: close",
        ]
        if answer.status == 405:
            lines.append("Allow: GET, HEAD")
        if answer.location:
            lines.append(f"Location: {answer.location}")
        writer.write("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + (b"" if head else answer.body))
        async with asyncio.timeout(ANSWER_SECONDS):
            await writer.drain()
            writer.write_eof()

    async def _stream(self, writer: asyncio.StreamWriter) -> None:
        """Server-sent events: `reload` after a build, `problems` after one that failed."""
        queue: asyncio.Queue[str] = asyncio.Queue()
        self.pointer.streams.add(queue)
        try:
            writer.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n"
                b"X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\n"
                b"Connection: close\r\n\r\n"
            )
            writer.write(_problems(self.pointer.problems).encode())
            while True:
                async with asyncio.timeout(ANSWER_SECONDS):
                    await writer.drain()
                try:
                    message = await asyncio.wait_for(queue.get(), 15)
                except TimeoutError:
                    message = ": still here\n\n"
                if not message:
                    return
                writer.write(message.encode())
        finally:
            self.pointer.streams.discard(queue)


async def _request(connection: h11.Connection, reader: asyncio.StreamReader) -> h11.Request | None:
    while True:
        event = connection.next_event()
        if isinstance(event, h11.Request):
            return event
        if event is not h11.NEED_DATA:
            return None
        data = await reader.read(LINE_BYTES)
        connection.receive_data(data)
        if not data and connection.their_state is h11.IDLE:
            return None


def _headers(request: h11.Request) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in request.headers:
        found.setdefault(name.decode("latin-1"), []).append(value.decode("latin-1"))
    return found


def _is_navigation(headers: Mapping[str, list[str]]) -> bool:
    """A link from elsewhere that the person followed."""
    mode, target = headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")
    return mode == ["navigate"] and target == ["document"]


def _is_any(name: str) -> bool:
    """0.0.0.0 and ::, which name every interface and so nothing that a browser should call us by."""
    try:
        return ipaddress.ip_address(name).is_unspecified
    except ValueError:
        return False


# ---------------------------------------------------------------- what is answered


def answer_to(
    target: bytes, files: Mapping[str, OutputFile], own: Mapping[str, Callable[[], bytes]] = NO_PAGES
) -> Answer:
    """The answer to a GET of `target` (the path and query of a request line)."""
    path = urlsplit(target).path if target.startswith(b"/") else b""
    try:
        wanted = unquote_to_bytes(target.split(b"?", 1)[0].split(b"#", 1)[0]).decode("utf-8")
    except UnicodeDecodeError:
        return _plain(400, "the address is not UTF-8")
    if path and wanted == LIVE_SCRIPT:
        return Answer(200, TYPES[".js"], LIVE_JS.encode())
    if path and wanted == LIVE_STYLE:
        return Answer(200, TYPES[".css"], LIVE_CSS.encode())
    if wanted.startswith(OWN) and wanted.removeprefix(OWN) in own:
        return _with_live(Answer(200, TYPES[".html"], own[wanted.removeprefix(OWN)]()))
    if not files:
        return _with_live(Answer(503, TYPES[".html"], BUILDING))
    name = wanted.removeprefix("/")
    if name == "" or name.endswith("/"):
        name += "index.html"
    file = files.get(name)
    if file is not None:
        return _file(file, name, 200)
    if f"{name}/index.html" in files and not name.startswith("/"):
        # Relative, so that it can lead nowhere but here.
        return Answer(302, TYPES[".txt"], b"", location=f"./{quote(PurePosixPath(name).name, safe='')}/")
    lost = files.get("404.html")
    return _file(lost, "404.html", 404) if lost else _plain(404, "no such page")


def _file(file: OutputFile, name: str, status: int) -> Answer:
    suffix = PurePosixPath(name).suffix.lower()
    try:
        body = file.load()
    except OSError:
        return _plain(503, "the site is being replaced; try again")
    answer = Answer(status, TYPES.get(suffix, "application/octet-stream"), body)
    return _with_live(answer) if suffix == ".html" else answer


def _with_live(answer: Answer) -> Answer:
    """The page with the script that reloads it after a build; published files never have it."""
    live = f'<link rel="stylesheet" href="{LIVE_STYLE}"><script src="{LIVE_SCRIPT}" defer></script>'
    return replace(answer, body=answer.body.replace(b"</head>", live.encode() + b"</head>", 1))


def _plain(status: int, message: str) -> Answer:
    return Answer(status, TYPES[".txt"], html.escape(message).encode() + b"\n")


def _event(name: str, data: str) -> str:
    return f"event: {name}\ndata: {data}\n\n"


def _problems(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return _event("problems", f'"{escaped}"')
