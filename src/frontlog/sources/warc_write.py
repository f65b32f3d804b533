"""Writing WARC: every page as `response`, every file of a user as `resource`, an unchanged page that was fetched again as `revisit`."""

import hashlib
import os
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped]
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from frontlog.model import FrontlogError
from frontlog.sources.capture import Capture, to_uri
from frontlog.sources.http import Headers

# `content` is unpacked, so these no longer hold for the bytes that are stored. Crawlers keep them under another name, and so do we.
UNPACKED = ("content-encoding", "transfer-encoding", "content-length")
KEPT_AS = "X-Archive-Orig-"
SOFTWARE = "software: frontlog\r\nformat: WARC File Format 1.1\r\nconformsTo: https://iipc.github.io/warc-specifications/\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisit:
    """A page that was fetched again and had the same bytes as a capture before it."""

    url: str
    when: datetime
    sha256: str  # of the bytes, in hex
    first_url: str
    first_when: datetime
    status: int = 200
    headers: Headers = ()


@dataclass(frozen=True, slots=True)
class Written:
    """Where a record lies in the file that was written."""

    record: Capture | Revisit
    uri: str
    stamp: str
    sha256: str
    offset: int
    length: int


def write_warc(records: Iterable[Capture | Revisit], path: Path) -> int:
    """Write the records to `path` (.warc.gz packs each), whole or not at all. Returns how many. Equal records give equal bytes."""
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        with draft.open("wb") as handle:
            count = sum(1 for _ in write_records(records, handle, packed=path.suffix == ".gz"))
            handle.flush()
            os.fsync(handle.fileno())
        draft.replace(path)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise FrontlogError(f"'{path}' could not be written ({why}).", "Check the folder, its rights and the room on the disk.") from error
    finally:
        draft.unlink(missing_ok=True)
    return count


def write_records(records: Iterable[Capture | Revisit], handle: BinaryIO, packed: bool = True) -> Iterator[Written]:
    """Write records one by one as they are asked for, after a `warcinfo`. Gives each its place, for an index."""
    writer = WARCWriter(handle, gzip=packed, warc_version="1.1")
    first = True
    for record in records:
        stamp = _stamp(record)
        if first:
            writer.write_record(_info(writer, stamp))
            first = False
        uri = to_uri(record.url, record.part if isinstance(record, Capture) else 0)
        row, sha256 = _row(writer, record, uri, stamp)
        start = handle.tell()
        writer.write_record(row)
        yield Written(record, uri, stamp, sha256, start, handle.tell() - start)


def _row(writer: WARCWriter, record: Capture | Revisit, uri: str, stamp: str) -> tuple[ArcWarcRecord, str]:
    if isinstance(record, Revisit):
        http = _http(record.status, record.headers, -1)
        head = _head("revisit", uri, stamp, record.sha256, http.to_ascii_bytes())
        first = to_uri(record.first_url, 0), _iso(record.first_when)
        return writer.create_revisit_record(uri, head.pop("WARC-Payload-Digest"), *first, http, head), record.sha256
    kind = "response" if record.status else "resource"
    sha256 = hashlib.sha256(record.content).hexdigest()
    answer = _http(record.status, record.headers, len(record.content)) if record.status else None
    block = (answer.to_ascii_bytes() if answer else b"") + record.content
    row = writer.create_warc_record(
        uri,
        kind,
        payload=BytesIO(record.content),
        length=len(record.content),
        warc_content_type="" if record.status else record.media_type,
        warc_headers_dict=_head(kind, uri, stamp, sha256, block),
        http_headers=answer,
    )
    return row, sha256


def _info(writer: WARCWriter, stamp: str) -> ArcWarcRecord:
    content = SOFTWARE.encode()
    head = _head("warcinfo", "", stamp, hashlib.sha256(content).hexdigest(), content)
    return writer.create_warc_record("", "warcinfo", payload=BytesIO(content), length=len(content), warc_headers_dict=head)


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
    return _iso(record.when or datetime.fromtimestamp(0, UTC))


def _iso(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
