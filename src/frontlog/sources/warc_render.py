"""One WARC 1.1 record as bytes: pages as `response`, users' files as `resource`, the same bytes met again as `revisit`."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from zlib import compress

from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped]
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from frontlog.sources.capture import Capture, to_uri
from frontlog.sources.http import Headers
from frontlog.sources.revisit import Revisit

# `content` is unpacked, so these no longer hold for the bytes that are stored. Crawlers keep them under another name, and so do we.
UNPACKED = ("content-encoding", "transfer-encoding", "content-length")
KEPT_AS = "X-Archive-Orig-"
LEVEL = 6  # of gzip. 9 makes HTML pages 1 % smaller and takes half as long again
ABOUT = "X-Frontlog-Item"  # the header of a log's own records that holds the whole item, so that the index can be made anew from them
SOFTWARE = "software: frontlog\r\nformat: WARC File Format 1.1\r\nconformsTo: https://iipc.github.io/warc-specifications/\r\n"


@dataclass(frozen=True, slots=True)
class Rendered:
    """One record as bytes, not packed. `sha256` is of its payload."""

    kind: str
    uri: str
    stamp: str
    sha256: str
    content: bytes


WRITER = WARCWriter(BytesIO(), gzip=False, warc_version="1.1")  # only makes records; each is written through one of its own


def pack(content: bytes) -> bytes:
    """A record as one gzip member, without the time of packing: equal records give equal bytes."""
    return compress(content, LEVEL, wbits=31)


def render(record: Capture | Revisit, about: str = "") -> Rendered:
    """The bytes of one record. `about` goes into a header of its own; a log's archive keeps the item there."""
    stamp = _stamp(record)
    uri = to_uri(record.url, record.part if isinstance(record, Capture) else 0)
    more = {ABOUT: about} if about else {}
    row, sha256 = _revisit(record, uri, stamp, more) if isinstance(record, Revisit) else _capture(record, uri, stamp, more)
    return Rendered(row.rec_type, uri, stamp, sha256, _bytes(row))


def render_info(stamp: str) -> Rendered:
    """The `warcinfo` that stands first in a file."""
    content = SOFTWARE.encode()
    sha256 = hashlib.sha256(content).hexdigest()
    head = _head("warcinfo", "", stamp, sha256, content)
    row = WRITER.create_warc_record("", "warcinfo", payload=BytesIO(content), length=len(content), warc_headers_dict=head)
    return Rendered("warcinfo", "", stamp, sha256, _bytes(row))


def _bytes(row: ArcWarcRecord) -> bytes:
    out = BytesIO()
    WARCWriter(out, gzip=False, warc_version="1.1").write_record(row)
    return out.getvalue()


def _revisit(record: Revisit, uri: str, stamp: str, more: dict[str, str]) -> tuple[ArcWarcRecord, str]:
    http = _http(record.status, record.headers, -1) if record.status else None
    head = _head("revisit", uri, stamp, record.sha256, http.to_ascii_bytes() if http else b"") | more
    if http is None:
        head["Content-Type"] = "application/octet-stream"  # warcio would say HTTP
    first = to_uri(record.first_url, 0), _iso(record.first_when)
    return WRITER.create_revisit_record(uri, head.pop("WARC-Payload-Digest"), *first, http, head), record.sha256


def _capture(record: Capture, uri: str, stamp: str, more: dict[str, str]) -> tuple[ArcWarcRecord, str]:
    kind = "response" if record.status else "resource"
    sha256 = hashlib.sha256(record.content).hexdigest()
    answer = _http(record.status, record.headers, len(record.content)) if record.status else None
    block = (answer.to_ascii_bytes() if answer else b"") + record.content
    row = WRITER.create_warc_record(
        uri,
        kind,
        payload=BytesIO(record.content),
        length=len(record.content),
        warc_content_type="" if record.status else record.media_type,
        warc_headers_dict=_head(kind, uri, stamp, sha256, block) | more,
        http_headers=answer,
    )
    return row, sha256


def _head(kind: str, uri: str, stamp: str, sha256: str, block: bytes) -> dict[str, str]:
    """Headers that warcio would fill with SHA-1 and chance: digests in SHA-256, and an id made of what the record says."""
    name = uuid.uuid5(uuid.NAMESPACE_URL, " ".join((kind, uri, stamp, sha256)))
    return {
        "WARC-Date": stamp,
        "WARC-Record-ID": f"<urn:uuid:{name}>",
        "WARC-Payload-Digest": f"sha256:{sha256}",
        "WARC-Block-Digest": f"sha256:{hashlib.sha256(block).hexdigest()}",
    }


def _http(status: int, headers: Headers, length: int) -> StatusAndHeaders:
    reason = HTTPStatus(status).phrase if status in list(HTTPStatus) else ""
    rows = [(_clean(f"{KEPT_AS}{name}" if name.lower() in UNPACKED else name), _clean(value)) for name, value in headers]
    if length >= 0:
        rows.append(("Content-Length", str(length)))
    return StatusAndHeaders(f"{status} {reason}".strip(), rows, protocol="HTTP/1.1")


def _clean(value: str) -> str:
    return " ".join(value.split())


def _stamp(record: Capture | Revisit) -> str:
    """The time of a record. A WARC cannot leave it open, so a file whose time is not known carries the first second of 1970."""
    return _iso(record.when)


def _iso(when: datetime | None) -> str:
    return (when or datetime.fromtimestamp(0, UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
