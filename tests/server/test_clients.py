"""Clients that are slow, broken or too many, on a real socket: each is answered or hung up on, and none hurts the others."""

import asyncio
import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import uvicorn

from frontlog.server.app import create_app
from frontlog.server.patience import LEAST, MOST, impatient
from frontlog.server.review import review
from frontlog.server.run import MOST as ANSWERED
from frontlog.server.run import library, listen, settings
from support.client import Client
from support.logs import build
from support.sample import week


@contextmanager
def running(app: Any, patience: float, most: int = MOST) -> Iterator[SimpleNamespace]:
    """The app on a real socket, with little patience."""
    with listen(0) as door:
        server = uvicorn.Server(settings(app, impatient(patience, most)))
        thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[door])), daemon=True)
        thread.start()
        try:
            yield SimpleNamespace(port=door.getsockname()[1], server=server)
        finally:
            server.should_exit = True
            thread.join(10)


def ask(port: int, *parts: bytes, pause: float = 0.0) -> bytes:
    """Send parts of a request, and read until the server hangs up."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as wire:
        try:
            for part in parts:
                wire.sendall(part)
                time.sleep(pause)
            out = b""
            while data := wire.recv(65_536):
                out += data
            return out
        except ConnectionError:
            return b""


GOOD = b"GET /api/runs HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"


def test_clients_that_hang_or_stammer_are_hung_up_on(served: Client) -> None:
    with running(served.app, 0.3) as here:
        assert b" 200 " in ask(here.port, GOOD).partition(b"\r\n")[0]
        assert ask(here.port) == b""  # says nothing
        assert ask(here.port, b"GET /api/runs HT") == b""  # stops in the middle
        assert ask(here.port, *[b"GET", b" /a", b"pi/", b"run", b"s H", b"TTP", b"/1."], pause=0.1) == b""  # byte by byte
        assert b" 400 " in ask(here.port, b"\x16\x03\x01nonsense\r\n\r\n")  # another protocol
        assert b" 400 " in ask(here.port, b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n")  # a line without an end
        head = b"GET /api/runs HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        refused = ask(here.port, head + b"X: " + b"y" * 2_000_000 + b"\r\n\r\n")
        assert b" 400 " in refused or not refused  # hung up on while it was still sending
        assert b" 200 " in ask(here.port, head + b"Content-Length: 99999999999\r\n\r\n" + b"z" * 1_000)  # a body that nobody reads
        assert b" 404 " in ask(here.port, GOOD.replace(b"/api/runs", b"/api/export/../../../../etc/passwd"))
        assert b" 405 " in ask(here.port, b"POST /api/runs HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\n\r\nhello")
        assert b" 200 " in ask(here.port, GOOD).partition(b"\r\n")[0]


def test_a_client_that_does_not_take_its_answer_is_hung_up_on(served: Client) -> None:
    with running(served.app, 0.3) as here, socket.socket() as wire:
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2_048)
        wire.connect(("127.0.0.1", here.port))
        request = b"GET /api/bundle HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: identity\r\n\r\n"
        wire.sendall(request * 200)
        deadline = time.monotonic() + 20
        while here.server.server_state.connections and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not here.server.server_state.connections


def test_a_body_that_does_not_come_is_not_waited_for(tmp_path: Path) -> None:
    """Only reviewing reads bodies. Whoever has its token and sends a part of a decision, or byte by byte, is hung up on."""
    log, _ = build(tmp_path / "log", [row for found in week().rows.values() for row in found])
    shelf = library(log)
    token = "token-of-this-test"
    body = json.dumps({"act": "drop", "who": "Mira", "why": "x" * 60, "records": ["c-1"]}).encode()
    head = f"POST /review/decisions HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n"
    whole = f"{head}Connection: close\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    with running(create_app(shelf, routers=[review(log, shelf, token)]), 0.4) as here:
        assert b" 422 " in ask(here.port, whole + body)  # no claim c-1: it was read
        begun = time.monotonic()
        assert ask(here.port, whole + body[:40]) == b""
        assert ask(here.port, whole, *[bytes([b]) for b in body[:-1]], pause=0.03) == b""
        assert time.monotonic() - begun < 8
        assert b" 413 " in ask(here.port, f"{head}Transfer-Encoding: chunked\r\n\r\n5\r\nhello".encode())
        assert not log.decisions.rows()


CHUNK, CHUNKS = 32_768, 400


async def long(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """An answer that is made while it is taken, as a large export is."""
    assert scope["type"] == "http"
    await send({"type": "http.response.start", "status": 200, "headers": [(b"connection", b"close")]})
    for number in range(CHUNKS):
        await send({"type": "http.response.body", "body": bytes([number % 256]) * CHUNK, "more_body": number < CHUNKS - 1})


def taken(port: int, step: int, pause: float, longest: float) -> int:
    """How many bytes a client gets that takes `step` of them at a time."""
    with socket.socket() as wire:
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, step)
        wire.settimeout(10)
        wire.connect(("127.0.0.1", port))
        wire.sendall(GOOD)
        total, end = 0, time.monotonic() + longest
        try:
            while (data := wire.recv(step)) and time.monotonic() < end:
                total += len(data)
                time.sleep(pause)
        except ConnectionError:
            return total
        return total


def test_a_client_that_takes_little_is_hung_up_on_and_a_steady_one_is_not() -> None:
    """A byte now and then is not enough; a line that takes ten times our patience for the whole, but goes on, is."""
    with running(long, 0.3) as here:
        begun = time.monotonic()
        assert taken(here.port, 1_000, 0.05, 60) < CHUNK * CHUNKS
        assert time.monotonic() - begun < 50
        begun = time.monotonic()
        assert taken(here.port, 262_144, 0.02, 120) > CHUNK * CHUNKS
        assert time.monotonic() - begun > 2 * 0.3
    assert LEAST < 65_536  # below what asyncio keeps waiting at most


BROKEN = (
    b"\r\n\r\n\r\n\r\n",
    b"GET\r\n\r\n",
    b"GET / HTTP/1.1\nHost 127.0.0.1\n\n",
    b"GET /\x00\xff\xfe HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\x00b\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n : x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked, gzip\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(256)) * 3,
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(5_000)) + b"\r\n",
    b"G" * 70_000,
)


def test_what_is_no_http_is_refused_and_hurts_nobody(served: Client) -> None:
    with running(served.app, 0.3) as here:
        for number, wire in enumerate(BROKEN):
            said = ask(here.port, wire)
            assert not said or re.match(rb"HTTP/1\.1 4\d\d ", said), (number, said[:100])
        assert b" 200 " in ask(here.port, GOOD).partition(b"\r\n")[0]


def test_requests_one_behind_the_other_are_answered_each_by_itself(served: Client) -> None:
    two = GOOD.replace(b"Connection: close\r\n", b"") + GOOD.replace(b"/api/runs", b"/api/nothing")
    smuggled = b"GET /api/runs HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /evil"
    with running(served.app, 0.5) as here:
        assert re.findall(rb"HTTP/1\.1 (\d{3})", ask(here.port, two)) == [b"200", b"404"]
        behind = ask(here.port, GOOD.replace(b"Connection: close\r\n", b"") + b"\x00nonsense\r\n\r\n")
        assert re.findall(rb"HTTP/1\.1 (\d{3})", behind) == [b"200", b"400"]
        assert ask(here.port, smuggled).count(b"HTTP/1.1 200") <= 1
        assert b" 200 " in ask(here.port, GOOD).partition(b"\r\n")[0]


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET /api/bundle HTTP/1.1\r\nHost: evil.example\r\n", 421),
        (b"GET /api/bundle HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n", 400),
        (b"GET /api/bundle HTTP/1.1\r\n", 400),
        (b"GET /api/bundle HTTP/1.0\r\n", 421),
        (b"GET http://127.0.0.1/api/bundle HTTP/1.1\r\nHost: evil.example\r\n", 421),
        (b"GET /api/bundle HTTP/1.1\r\nHost: 127.0.0.1.evil.example\r\nX-Forwarded-Host: 127.0.0.1\r\n", 421),
        (b"GET /api/bundle HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-Host: evil.example\r\n", 200),
    ],
)
def test_only_this_machines_names_are_answered_on_the_wire(head: bytes, status: int, served: Client) -> None:
    with running(served.app, 0.5) as here:
        assert ask(here.port, head + b"Connection: close\r\n\r\n")[9:12] == str(status).encode()


def test_connections_are_bounded_and_idle_ones_make_room(served: Client) -> None:
    with running(served.app, 0.6, most=8) as here, ExitStack() as held:
        for _ in range(8):
            held.enter_context(socket.create_connection(("127.0.0.1", here.port), timeout=10))
        while len(here.server.server_state.connections) < 8:
            time.sleep(0.01)
        begun = time.monotonic()
        assert ask(here.port, GOOD) == b""  # the ninth is hung up on at once
        assert time.monotonic() - begun < 0.6
        while len(here.server.server_state.connections) > 4 and time.monotonic() - begun < 20:
            time.sleep(0.05)
        assert b" 200 " in ask(here.port, GOOD).partition(b"\r\n")[0]  # and when the idle ones are gone there is room
    assert ANSWERED < MOST < 1_000  # files that a process may have open on most machines
