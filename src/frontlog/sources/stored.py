"""Records of a log's archive: an item as one packed WARC record, and that record read back with every digest in it checked."""

import hashlib
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

from frontlog.model import Item, Raw
from frontlog.sources.capture import Capture, to_uri
from frontlog.sources.http import HEAD_END, STATUS, Headers, header, read_headers
from frontlog.sources.revisit import Revisit
from frontlog.sources.warc_render import ABOUT, KEPT_AS, UNPACKED, pack, render, render_info

VERSION = b"WARC/1.1\r\n"
END = b"\r\n\r\n"
RATIO = 1100  # deflate can make bytes 1,032 times smaller: a record that unpacks to more was not made by us
FIELDS = tuple(field.name for field in fields(Item))
UNKNOWN_TIME = "1970-01-01T00:00:00Z"
KEPT = re.compile(f"{KEPT_AS}(?:{'|'.join(UNPACKED)})", re.IGNORECASE)


class StoredError(Exception):
    """A record that is not as it was written. The words say what about it differs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A record as it lies in the archive. `item` says what was met and `when`; a `revisit` has no content, a `warcinfo` no item."""

    kind: str  # warcinfo, response, resource, revisit
    when: datetime | None
    item: Item | None = None
    headers: Headers = ()
    content: bytes = b""

    def captured(self) -> Capture:
        """The record as a capture, to be written elsewhere."""
        assert self.item is not None
        return capture_of(Raw(item=self.item, content=self.content, headers=self.headers), self.when)


def capture_of(raw: Raw, when: datetime | None) -> Capture:
    """The capture that gave an item, or reading it from a file at `when`. The reverse of `raw_of`."""
    item = raw.item
    return Capture(
        url=item.url or item.name,
        when=when,
        media_type=item.media_type,
        content=raw.content,
        part=item.part,
        status=item.status,
        headers=raw.headers,
        asked=item.asked,
    )


def revisit_of(raw: Raw, when: datetime | None, first: Item, first_when: datetime | None) -> Revisit:
    """That the bytes of `first` were met again."""
    return Revisit(
        url=to_uri(raw.item.url or raw.item.name, raw.item.part),
        when=when,
        sha256=raw.item.sha256,
        first_url=to_uri(first.url or first.name, first.part),
        first_when=first_when,
        status=raw.item.status,
        headers=raw.headers,
    )


def packed_record(record: Capture | Revisit, item: Item) -> bytes:
    """The bytes that the archive keeps of a capture."""
    return pack(render(record, json.dumps(item_row(item), sort_keys=True)).content)


def packed_info(when: datetime) -> bytes:
    """The record that stands first in each file of the archive."""
    return pack(render_info(when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")).content)


def item_row(item: Item) -> dict[str, Any]:
    """An item as plain JSON values."""
    return {name: getattr(item, name) for name in FIELDS} | {"retrieved": item.retrieved.isoformat() if item.retrieved else None}


def item_of_row(row: Mapping[str, Any]) -> Item:
    """The reverse of `item_row`. Raises StoredError for what is no item; fields that a later version added are passed over."""
    try:
        when = row.get("retrieved")
        return Item(**{**{k: v for k, v in row.items() if k in FIELDS}, "retrieved": datetime.fromisoformat(when) if when else None})
    except (TypeError, ValueError, AttributeError) as error:
        raise StoredError(f"does not describe an item ({error})") from error


def read_stored(packed: bytes) -> Stored:
    """A record out of its packed bytes: unpacked, parsed, its digests compared. Raises StoredError."""
    record = _unpack(packed)
    end = HEAD_END.search(record)
    if not record.startswith(VERSION) or not end:
        raise StoredError("is no WARC 1.1 record")
    head = read_headers(record[len(VERSION) : end.start()])
    length = header(head, "content-length")
    block = record[end.end() : -len(END)]
    if not length.isdigit() or int(length) != len(block) or record[-len(END) :] != END:
        raise StoredError("does not have the length that it states")
    _compare(head, "warc-block-digest", block)
    return _stored(head, block)


def _unpack(packed: bytes) -> bytes:
    engine = zlib.decompressobj(31)
    try:
        record = engine.decompress(packed, RATIO * len(packed) + 1024)
    except zlib.error as error:
        raise StoredError(f"cannot be unpacked ({str(error).rpartition(': ')[2]})") from error
    if not engine.eof or engine.unused_data:
        raise StoredError("cannot be unpacked (it is not one whole gzip member)")
    return record


def _stored(head: Headers, block: bytes) -> Stored:
    kind, when = header(head, "warc-type"), header(head, "warc-date")
    time = None if when == UNKNOWN_TIME else datetime.fromisoformat(when)
    if kind == "warcinfo":
        return Stored(kind=kind, when=time)
    item = _item(head)
    answer, content = _answer(block) if header(head, "content-type").startswith("application/http") else ((), block)
    if kind == "revisit":
        return Stored(kind=kind, when=time, item=item, headers=answer)
    _compare(head, "warc-payload-digest", content)
    if hashlib.sha256(content).hexdigest() != item.sha256:
        raise StoredError("holds other bytes than its item had")
    return Stored(kind=kind, when=time, item=item, headers=answer, content=content)


def _item(head: Headers) -> Item:
    try:
        row = json.loads(header(head, ABOUT))
    except ValueError as error:
        raise StoredError("does not say which item it holds") from error
    if not isinstance(row, dict):
        raise StoredError("does not say which item it holds")
    return item_of_row(row)


def _answer(block: bytes) -> tuple[Headers, bytes]:
    """Headers of the HTTP answer as they came, and its body."""
    status, end = STATUS.match(block), HEAD_END.search(block)
    if not status or not end:
        raise StoredError("holds no HTTP answer")
    rows = read_headers(block[status.end() : end.start()])
    kept = [(name[len(KEPT_AS) :] if KEPT.fullmatch(name) else name, value) for name, value in rows if name.lower() != "content-length"]
    return tuple(kept), block[end.end() :]


def _compare(head: Headers, name: str, content: bytes) -> None:
    if header(head, name) != f"sha256:{hashlib.sha256(content).hexdigest()}":
        raise StoredError(f"does not have the digest that it states ({name})")
