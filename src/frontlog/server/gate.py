"""The gate before a server that other machines may reach: a token for every request, and a bound on how many each of them sends."""

import base64
import binascii
import hmac
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from frontlog.model import FrontlogError
from frontlog.server.problems import problem
from frontlog.server.security import LOOPBACK

SHORTEST = 20  # characters of a token: what `python -c "import secrets; print(secrets.token_urlsafe(24))"` gives has 32
A_SECOND, AT_ONCE = 20.0, 200.0  # requests of one machine: a page asks for a dozen files at once
WRONG = 40.0  # requests that a wrong token counts for: one in two seconds can be tried
PEERS = 10_000  # machines that are remembered; of more the longest silent are forgotten


@dataclass(frozen=True, slots=True)
class Door:
    """Where a server listens: on this machine only, or for others with a token. `names` are further names that it answers to."""

    host: str = "127.0.0.1"
    token: str = ""
    names: tuple[str, ...] = ()

    @property
    def public(self) -> bool:
        return not loopback(self.host)

    def hosts(self) -> frozenset[str]:
        """The names that the server answers to."""
        return LOOPBACK | {self.host, *(name.lower() for name in self.names)}


def door(host: str, token_file: Path | None, names: tuple[str, ...], reviewing: bool) -> Door:
    """Where to listen. Raises FrontlogError for an address of other machines without a token, and for reviewing there."""
    if loopback(host):
        return Door(host)
    if reviewing:
        raise FrontlogError("Reviewing is for this machine only.", "Leave --host out, or --review; reach this machine by ssh.")
    if token_file is None:
        raise FrontlogError(
            f"At '{host}' other machines can reach the record, which names people.", "Give --token-file, or leave --host out."
        )
    try:
        token = token_file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeError) as error:
        raise FrontlogError(f"The token in '{token_file}' cannot be read ({error}).", "Name a file with one line of ASCII.") from error
    if len(token) < SHORTEST:
        raise FrontlogError(
            f"The token in '{token_file}' has {len(token)} characters.", f"Give one of {SHORTEST} at least, made by chance."
        )
    return Door(host, token, names)


def loopback(host: str) -> bool:
    """Whether an address is one that only this machine reaches. Raises FrontlogError for what is no address."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError as error:
        raise FrontlogError(
            f"'{host}' is no address.", "Give one such as 127.0.0.1 or 192.168.1.4; 0.0.0.0 is all of this machine's."
        ) from error


class Gate:
    """ASGI middleware: every request needs the token (as a bearer, or as the password that a browser asks for), and no machine may send
    more than a page needs. Tokens are compared in constant time and stand in no message."""

    def __init__(self, app: ASGIApp, token: str, clock: Callable[[], float] = time.monotonic) -> None:
        self.app = app
        self._token = token.encode()
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # by machine: requests that it may send, as of when

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        peer = str((scope.get("client") or ("",))[0])
        if not self._may(peer, 1.0):
            told = problem(429, "These are too many requests.", "Wait a second.", headers={"retry-after": "2"})
            await told(scope, receive, send)
            return
        if not hmac.compare_digest(_given(Headers(scope=scope)), self._token):
            self._may(peer, WRONG)
            head = {"www-authenticate": 'Basic realm="frontlog", charset="UTF-8"'}
            told = problem(401, "This server needs its token.", "Send it as `Authorization: Bearer TOKEN`, or as a password.", headers=head)
            await told(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _may(self, peer: str, cost: float) -> bool:
        """Take some of what a machine may still ask, down to nothing."""
        now = self._clock()
        left, then = self._left.pop(peer, (AT_ONCE, now))
        left = min(AT_ONCE, left + (now - then) * A_SECOND)
        enough = left >= cost
        self._left[peer] = (left - cost if enough else min(left, 0.0) if cost > 1 else left, now)
        if len(self._left) > PEERS:
            self._left.popitem(last=False)
        return enough


def _given(headers: Headers) -> bytes:
    """The token that a request brings; empty where it brings none."""
    kind, _, words = headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return words.strip().encode()
    if kind.lower() == "basic":
        try:
            return base64.b64decode(words, validate=True).partition(b":")[2]
        except (binascii.Error, ValueError):
            return b""
    return b""
