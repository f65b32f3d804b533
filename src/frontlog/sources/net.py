"""Connections that lead only where they may: every address that a name resolves to is checked, and the checked one is connected to.

Names are resolved here and nowhere else, once for each connection, so a name that answers differently the second time (DNS rebinding)
or a redirect to an inner host gains nothing.
"""

import ipaddress
import math
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator

import httpcore
import httpx

Resolver = Callable[[str, int], list[str]]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
SITE_LOCAL = ipaddress.IPv6Network("fec0::/10")


class ForbiddenAddressError(httpx.TransportError):
    """A name that leads to an address which is not of the open internet."""


def is_public(words: str) -> bool:
    """Whether an IP address lies in the open internet; not private, loopback, link-local, shared (CGNAT), reserved or multicast.

    Addresses that carry another one inside (IPv4-mapped, 6to4, Teredo, NAT64) count as the one that they carry.
    """
    try:
        found: Address = ipaddress.ip_address(words.partition("%")[0])
    except ValueError:
        return False
    carried = list(_carried(found))
    if carried:
        return all(is_public(str(inner)) for inner in carried)
    if found.version == 6 and found in SITE_LOCAL:
        return False
    return found.is_global and not found.is_multicast and not found.is_reserved and not found.is_unspecified


def _carried(found: Address) -> Iterator[Address]:
    if isinstance(found, ipaddress.IPv4Address):
        return
    if found.ipv4_mapped:
        yield found.ipv4_mapped
    if found.sixtofour:
        yield found.sixtofour
    if found.teredo:
        yield from found.teredo
    if found in NAT64 or (int(found) >> 32 == 0 and int(found) > 1):
        yield ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host, as the system knows them, each once."""
    rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in rows))


def tls() -> ssl.SSLContext:
    """What sites are proved with: the authorities that come with httpx, whatever the environment says."""
    return httpx.create_ssl_context(trust_env=False)


class GuardedBackend(httpcore.NetworkBackend):
    """Opens connections for httpcore. Refuses a host when any of its addresses is not public, unless private ones are allowed.

    `deadline` is the time at which the request on the way must have ended: a server that sends a byte now and then keeps nobody waiting.
    """

    def __init__(self, allow_private: bool, resolver: Resolver = resolve) -> None:
        self._allow = allow_private
        self._resolve = resolver
        self._inner = httpcore.SyncBackend()
        self.deadline = math.inf

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve, check, and connect to the address that was checked."""
        try:
            found = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the host '{host}' is not known") from error
        bad = [] if self._allow else [one for one in found if not is_public(one)]
        if bad:
            raise ForbiddenAddressError(f"'{host}' leads to {bad[0]}, which is not an address of the open internet")
        last: Exception = httpcore.ConnectError(f"the host '{host}' has no address")
        for one in found[:4]:
            try:
                return _Timed(self._inner.connect_tcp(one, port, timeout, local_address, socket_options), self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise last


class _Timed(httpcore.NetworkStream):
    """A connection whose reads and writes end at the deadline of its backend."""

    def __init__(self, inner: httpcore.NetworkStream, backend: GuardedBackend) -> None:
        self._inner, self._backend = inner, backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(self._inner.start_tls(ssl_context, server_hostname, self._left(timeout)), self._backend)

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)

    def _left(self, timeout: float | None) -> float | None:
        left = self._backend.deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left if timeout is None else min(left, timeout)


class GuardedTransport(httpx.BaseTransport):
    """What httpx sends its requests through: a pool of guarded connections. No proxy, no retries of its own.

    One request at a time, each with its answer within `longest` seconds.
    """

    def __init__(self, allow_private: bool, resolver: Resolver = resolve, longest: float = 180.0) -> None:
        self._backend, self._longest = GuardedBackend(allow_private, resolver), longest
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls(),
            max_connections=20,
            keepalive_expiry=30.0,
            network_backend=self._backend,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request. Whatever goes wrong on the way becomes an httpx error."""
        inner = httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path),
            headers=request.headers.raw,
            content=request.read(),
            extensions=request.extensions,
        )
        self._backend.deadline = time.monotonic() + self._longest
        try:
            answer = self._pool.handle_request(inner)
        except httpcore.TimeoutException as error:
            raise httpx.ReadTimeout("it did not answer in time", request=request) from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise httpx.ConnectError(str(error) or "the connection failed", request=request) from error
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer, request), extensions=answer.extensions)

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response, request: httpx.Request) -> None:
        self._answer, self._request = answer, request

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._answer.iter_stream()
        except httpcore.TimeoutException as error:
            raise httpx.ReadTimeout("it stopped answering", request=self._request) from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise httpx.ReadError(str(error) or "the connection broke", request=self._request) from error

    def close(self) -> None:
        self._answer.close()
