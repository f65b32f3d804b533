"""Which web sites may read the API from a browser (CORS): pages of this machine, and those that whoever starts the server names."""

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from frontlog.model import FrontlogError
from frontlog.server.security import LOOPBACK

EVERYBODY = "*"
SHOWN = b"ETag, Link, X-Total-Count, Content-Disposition"


def origins(given: Collection[str]) -> frozenset[str]:
    """Origins as browsers write them. Raises FrontlogError for what is none."""
    for one in given:
        parts = urlsplit(one)
        if one != EVERYBODY and (
            parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query or parts.fragment
        ):
            raise FrontlogError(
                f"'{one}' is no origin of a web page.", "Write it as https://example.org, without a path; or * for every site."
            )
    return frozenset(one if one == EVERYBODY else one.lower() for one in given)


class Crossing:
    """ASGI middleware: lets pages of some origins read the API, and no others. It never lets them send cookies or write."""

    def __init__(self, app: ASGIApp, allowed: Collection[str] = (), prefix: str = "/api") -> None:
        self.app = app
        self.allowed = origins(allowed)
        self.prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        origin = Headers(scope=scope).get("origin", "") if scope["type"] == "http" and scope["path"].startswith(f"{self.prefix}/") else ""
        if not origin:
            await self.app(scope, receive, send)
            return
        head = [(b"access-control-allow-origin", origin.encode("latin-1"))] if self.allows(origin) else []
        if scope["method"] == "OPTIONS":
            asked = [(b"access-control-allow-methods", b"GET, HEAD"), (b"access-control-allow-headers", b"Accept, If-None-Match")]
            ages = [(b"access-control-max-age", b"600"), (b"vary", b"Origin"), (b"content-length", b"0")]
            await send({"type": "http.response.start", "status": 204 if head else 403, "headers": [*head, *(asked if head else []), *ages]})
            await send({"type": "http.response.body", "body": b""})
            return

        async def opened(message: Message) -> None:
            if message["type"] == "http.response.start":
                shown = [(b"access-control-expose-headers", SHOWN)] if head else []
                message = {**message, "headers": [*message["headers"], *head, *shown, (b"vary", b"Origin")]}
            await send(message)

        await self.app(scope, receive, opened)

    def allows(self, origin: str) -> bool:
        """Whether a page of that origin may read: one of this machine, or one that was named."""
        try:
            host = urlsplit(origin).hostname or ""
        except ValueError:
            return False
        return EVERYBODY in self.allowed or origin.lower() in self.allowed or host in LOOPBACK
