"""What keeps a page on this machine to itself: which names it answers to, and what a browser may do with its answers."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from frontlog.server.problems import problem

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src data: blob:",  # the map's own buttons, and its signs
        "worker-src blob:",  # the map draws in a worker whose code travels inside app.js
        "connect-src blob:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)

CLOSED, OPEN = "connect-src blob:", "connect-src 'self' blob:"
REVIEWING = POLICY.replace(CLOSED, OPEN)  # a page that reviews sends decisions to its server

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",  # or any site could load data.js as a script of its own and read the record
    "cross-origin-opener-policy": "same-origin",
}


def with_policy(page: bytes, policy: str) -> bytes:
    """The page for a server with that policy. It states one of its own, which as a folder without any server it needs."""
    return page.replace(CLOSED.encode(), OPEN.encode()) if OPEN in policy else page


class Guard:
    """ASGI middleware: refuse requests by another name than this machine's own, so that no web site can reach the server by
    pointing its own name at 127.0.0.1; add the headers above to every answer."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = LOOPBACK, policy: str = POLICY) -> None:
        self.app = app
        self.headers = {**HEADERS, "content-security-policy": policy}
        self.hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *((k.encode(), v.encode()) for k, v in self.headers.items())]
            await send(message)

        if self._host(scope) not in self.hosts:
            refusal = problem(421, "This server answers only to the names of this machine.", "Open it as http://127.0.0.1.")
            await refusal(scope, receive, sealed)
            return
        await self.app(scope, receive, sealed)

    @staticmethod
    def _host(scope: Scope) -> str:
        """The name that was asked for, without its port; empty when it is no name at all."""
        found = [value.decode("latin-1") for key, value in scope["headers"] if key == b"host"]
        try:
            return urlsplit(f"//{found[0]}").hostname or "" if len(found) == 1 else ""
        except ValueError:
            return ""
