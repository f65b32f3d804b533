"""Having an authority outside stamp how far the chains of a log reach. Only when somebody asks; it learns one hash."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from frontlog import __version__
from frontlog.model import FrontlogError
from frontlog.sources.net import GuardedTransport
from frontlog.store import Log
from frontlog.store.rfc3161 import LARGEST, StampError, question, stamped
from frontlog.store.stamps import Stamp, heads, statement

LONGEST = 30.0  # seconds for an answer
QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"


@dataclass(frozen=True, slots=True)
class Authority:
    """Whom to ask (RFC 3161 over HTTP), and the certificates, as PEM, that vouch for what it signs."""

    url: str
    roots: tuple[str, ...]
    allow_private: bool = False
    longest: float = LONGEST


def stamp(log: Log, authority: Authority) -> Stamp:
    """Have the heads of a log stamped, and keep the stamp in it. Raises FrontlogError, and keeps nothing, where no good stamp is given."""
    with log.lock():
        said = heads(log)
        asked, nonce = question(statement(said))
        answer = _ask(authority, asked)
        try:
            when = stamped(answer, statement(said), authority.roots, nonce)
        except StampError as error:
            what = f"What {authority.url} answered {error}. Nothing was kept."
            raise FrontlogError(what, "Check that the root certificate is that of this authority, or ask another one.") from error
        made = Stamp(when, authority.url, said, base64.b64encode(answer).decode(), authority.roots)
        log.stamps.add(made)
    return made


def _ask(authority: Authority, asked: bytes) -> bytes:
    if not authority.url.lower().startswith(("http://", "https://")):
        raise FrontlogError(f"'{authority.url}' is no address of an authority.", "Give one such as https://tsa.example/tsr.")
    try:
        with _client(authority) as client, client.stream("POST", authority.url, content=asked) as answer:
            if answer.status_code != 200:
                raise _none(authority, f"answered with status {answer.status_code}")
            if answer.headers.get("content-type", "").partition(";")[0].strip().lower() != REPLY:
                raise _none(authority, f"answered with something that is not of the type {REPLY}")
            body = bytearray()
            for part in answer.iter_raw():
                body += part
                if len(body) > LARGEST:
                    raise _none(authority, f"answered with more than {LARGEST:,} bytes")
            return bytes(body)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise _none(authority, f"could not be asked ({str(error)[:200]})") from error


@contextmanager
def _client(authority: Authority) -> Iterator[httpx.Client]:
    head = {"User-Agent": f"frontlog/{__version__}", "Content-Type": QUERY, "Accept": REPLY, "Accept-Encoding": "identity"}
    transport = GuardedTransport(authority.allow_private, longest=authority.longest)
    with httpx.Client(transport=transport, headers=head, timeout=authority.longest, follow_redirects=False, trust_env=False) as client:
        yield client


def _none(authority: Authority, what: str) -> FrontlogError:
    return FrontlogError(f"The authority {authority.url} {what}. Nothing was kept.", "Try later, or ask another one with --authority.")
