"""What was found at an address at a time: the form in which fetched pages, WARC records and a user's files meet."""

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote, unquote

from frontlog.model import Raw
from frontlog.sources.http import Headers, charset
from frontlog.sources.rows import item_of

FILE = "file:///"
PART = "#part="


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One document as it was found. `content` is unpacked, so its SHA-256 is the item's. `status` is 0 for what came by no HTTP."""

    url: str  # the address that gave the bytes, behind all redirects; for a file its name
    when: datetime | None  # when it was fetched or read, UTC
    media_type: str
    content: bytes
    part: int = 0
    status: int = 0
    headers: Headers = ()
    asked: str = ""  # the address that was asked for, where a redirect led to another

    @property
    def charset(self) -> str:
        """The charset that the server stated; empty when it stated none."""
        return charset(self.headers)


def raw_of(capture: Capture) -> Raw:
    """The item of a capture, named by its address."""
    raw = item_of(capture.url, capture.part, capture.media_type, capture.content)
    web = capture.url if capture.url.lower().startswith(("http://", "https://")) else ""
    item = replace(
        raw.item,
        url=web,
        asked=capture.asked,
        retrieved=capture.when if web else None,
        status=capture.status,
        charset=capture.charset,
    )
    return replace(raw, item=item, headers=capture.headers)


def to_uri(name: str, part: int) -> str:
    """The name of an item as the URI that a WARC record wants."""
    uri = name if "://" in name else FILE + quote(name)
    return f"{uri}{PART}{part}" if part else uri


def from_uri(uri: str) -> tuple[str, int]:
    """Name and part of the item that a WARC record holds; the reverse of `to_uri`."""
    head, mark, tail = uri.rpartition(PART)
    part = int(tail) if mark and tail.isdecimal() and len(tail) < 10 else 0
    name = head if part else uri
    return (unquote(name.removeprefix(FILE)) if name.startswith(FILE) else name), part
