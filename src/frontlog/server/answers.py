"""ASGI middleware for the API: entity tags, gzip, HEAD, and the last answers kept in memory. While a server runs its log stays the same, so
the answer to the same question does, too."""

import gzip
import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from frontlog.model import digest

LARGEST = 1_000_000  # bytes of an answer that is kept and packed; larger ones stream through
ROOM = 64_000_000  # bytes of all that are kept
WORTH = 1_000  # bytes from which packing pays
READING = ("GET", "HEAD")
Heads = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer, whole."""

    status: int
    headers: Heads
    body: bytes


class Shelf:
    """The answers that were given last, in a bounded room."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: str) -> Kept | None:
        with self._lock:
            found = self._kept.get(key)
            if found:
                self._kept.move_to_end(key)
            return found

    def put(self, key: str, kept: Kept) -> None:
        with self._lock:
            before = self._kept.pop(key, None)
            self._size += len(kept.body) - (len(before.body) if before else 0)
            self._kept[key] = kept
            while self._size > self._room:
                _, gone = self._kept.popitem(last=False)
                self._size -= len(gone.body)


class Answers:
    """Answers a question that was asked before from memory; tells a client that has the answer that it has it."""

    def __init__(self, app: ASGIApp, state: str, prefix: str = "/api") -> None:
        self.app = app
        self.state = state
        self.prefix = prefix
        self.shelf = Shelf()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        ours = scope["type"] == "http" and scope["method"] in READING and scope["path"].startswith(f"{self.prefix}/")
        if not ours:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        packed = _takes_gzip(headers.get("accept-encoding", ""))
        key = digest(self.state, scope["path"], scope["query_string"], headers.get("accept", ""), packed)[:32]
        tag = f'"{key}"'
        if tag in [t.strip().removeprefix("W/") for t in headers.get("if-none-match", "").split(",")]:
            await _send(send, Kept(304, _tagged([], tag), b""), True)
            return
        head = scope["method"] == "HEAD"
        kept = self.shelf.get(key)
        if kept is not None:
            await _send(send, kept, head)
            return
        answer = _Answer(send, key, tag, packed, head, self.shelf)
        await self.app({**scope, "method": "GET"}, receive, answer)


class _Answer:
    """Takes one answer as it comes: small ones as a whole, large ones as a stream."""

    def __init__(self, send: Send, key: str, tag: str, packed: bool, head: bool, shelf: Shelf) -> None:
        self._send = send
        self._key, self._tag, self._packed, self._head, self._shelf = key, tag, packed, head, shelf
        self._start: Message | None = None
        self._body = bytearray()
        self._streaming = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        if message["type"] != "http.response.body" or self._start is None:
            await self._send(message)
            return
        more, body = message.get("more_body", False), message.get("body", b"")
        if self._streaming:
            await self._send({**message, "body": b"" if self._head else body})
        elif len(self._body) + len(body) > LARGEST:
            await self._stream(bytes(self._body) + body, more)
        else:
            self._body += body
            if not more:
                await self._whole(bytes(self._body))

    async def _stream(self, body: bytes, more: bool) -> None:
        assert self._start is not None
        self._streaming = True
        good = self._start["status"] == 200
        await self._send({**self._start, "headers": _tagged(self._start["headers"], self._tag if good else "")})
        await self._send({"type": "http.response.body", "body": b"" if self._head else body, "more_body": more})

    async def _whole(self, body: bytes) -> None:
        assert self._start is not None
        status, headers = self._start["status"], _without(self._start["headers"], b"content-length")
        if self._packed and len(body) >= WORTH and _packable(headers):
            body = gzip.compress(body, 5, mtime=0)
            headers.append((b"content-encoding", b"gzip"))
        headers.append((b"content-length", str(len(body)).encode()))
        kept = Kept(status, _tagged(headers, self._tag if status == 200 else ""), body)
        if status == 200:
            self._shelf.put(self._key, kept)
        await _send(self._send, kept, self._head)


async def _send(send: Send, kept: Kept, head: bool) -> None:
    await send({"type": "http.response.start", "status": kept.status, "headers": list(kept.headers)})
    await send({"type": "http.response.body", "body": b"" if head else kept.body})


def _tagged(headers: Iterable[tuple[bytes, bytes]], tag: str) -> Heads:
    more = [(b"etag", tag.encode()), (b"cache-control", b"no-cache")] if tag else []
    return [*headers, *more, (b"vary", b"Accept, Accept-Encoding")]


def _without(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> Heads:
    return [(k, v) for k, v in headers if k.lower() != name]


def _packable(headers: Heads) -> bool:
    media = next((v for k, v in headers if k.lower() == b"content-type"), b"")
    return any(word in media for word in (b"json", b"text", b"xml", b"csv"))


def _takes_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding header allows gzip: `gzip;q=0` does not."""
    for part in accepted.split(","):
        name, _, weight = part.strip().partition(";")
        if name.strip().lower() in ("gzip", "*"):
            return weight.replace(" ", "").lower() not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
