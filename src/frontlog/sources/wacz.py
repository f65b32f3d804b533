"""WACZ, the zip of a web archive: reading the WARC files in one, and exporting captures as one that ReplayWeb.page opens."""

import hashlib
import json
import re
import uuid
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from frontlog.model import FrontlogError
from frontlog.sources.capture import Capture
from frontlog.sources.rows import Kept, Limits, Seen, refuse
from frontlog.sources.warc import read_warc
from frontlog.sources.warc_write import Revisit, Written, write_records
from frontlog.sources.window import BOMB_FLOOR, BOMB_RATIO

WARC_NAMES = (".warc", ".warc.gz")
MOST_MEMBERS = 10_000  # crawls are split into files of about a gigabyte: ten terabytes
REVISIT = "warc/revisit"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip's first day, so that equal captures give equal bytes


def read_wacz(handle: BinaryIO, name: str, limits: Limits, seen: Seen) -> Iterator[Kept]:
    """The pages of every WARC in a WACZ. Nothing is unpacked to the disk, so names inside it can lead nowhere."""
    try:
        with zipfile.ZipFile(handle) as archive:
            members = [info for info in archive.infolist()[: MOST_MEMBERS + 1] if info.filename.lower().endswith(WARC_NAMES)]
            if len(archive.infolist()) > MOST_MEMBERS:
                yield refuse(name, "too large", f"'{name}' lists more than {MOST_MEMBERS:,} files. Split it into smaller ones.")
            elif not members:
                yield refuse(name, "no reports", f"'{name}' holds no WARC file. Check that it is a WACZ, or unpack it and add the reports.")
            else:
                for info in members:
                    yield from _member(archive, info, f"{name}!{info.filename}", limits, seen)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        yield refuse(name, "damaged", f"'{name}' is no whole zip file ({str(error)[:80]}). Get it anew, or add the WARC files in it.")


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, label: str, limits: Limits, seen: Seen) -> Iterator[Kept]:
    if info.flag_bits & 1:
        yield refuse(label, "protected", f"'{label}' is protected by a password. Unpack it with the password and add what is in it.")
    elif info.file_size > max(BOMB_FLOOR, BOMB_RATIO * info.compress_size):
        yield refuse(label, "bomb", f"'{label}' would unpack to more than {BOMB_RATIO} times its size, as only a bomb does. Leave it out.")
    else:
        try:
            with archive.open(info) as member:
                yield from read_warc(member, label, limits, seen)  # type: ignore[arg-type]  # a readable binary stream
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError, zlib.error) as error:
            yield refuse(label, "damaged", f"'{label}' cannot be unpacked ({str(error)[:80]}). Get the file anew.")


def write_wacz(records: Iterable[Capture | Revisit], path: Path, title: str) -> int:
    """Export captures as WACZ 1.1.1, whole or not at all. Returns how many records it holds. Equal records give equal bytes."""
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.part")
    warc = draft.with_suffix(".warc")
    try:
        with warc.open("w+b") as handle:
            rows = list(_lines(write_records(records, handle)))
            handle.seek(0)
            with zipfile.ZipFile(draft, "w") as archive:
                _fill(archive, handle, rows, title)
        draft.replace(path)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise FrontlogError(f"'{path}' could not be written ({why}).", "Check the folder, its rights and the room on the disk.") from error
    finally:
        draft.unlink(missing_ok=True)
        warc.unlink(missing_ok=True)
    return len(rows)


def _lines(written: Iterable[Written]) -> Iterator[tuple[str, str, str, str]]:
    """For each record: key and time, the rest of its index line, its line in the list of pages (if it is one), its time."""
    for row in written:
        media_type = REVISIT if isinstance(row.record, Revisit) else row.record.media_type
        stamp = re.sub(r"\D", "", row.stamp)
        entry = {
            "url": row.uri,
            "mime": media_type,
            "status": str(row.record.status or 200),
            "digest": f"sha256:{row.sha256}",
            "length": str(row.length),
            "offset": str(row.offset),
            "filename": "data.warc.gz",
        }
        page = {"id": row.sha256[:20], "url": row.uri, "ts": row.stamp, "title": row.uri}
        listed = media_type == "text/html"
        yield f"{surt(row.uri)} {stamp}", json.dumps(entry), json.dumps(page) if listed else "", row.stamp


def _fill(archive: zipfile.ZipFile, warc: BinaryIO, rows: list[tuple[str, str, str, str]], title: str) -> None:
    index = "".join(f"{key} {entry}\n" for key, entry, _, _ in sorted(rows)).encode()
    head = json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "All Pages"})
    pages = "\n".join([head, *(page for _, _, page, _ in rows if page), ""]).encode()
    resources = [
        _copy(archive, "archive/data.warc.gz", warc),
        _put(archive, "indexes/index.cdx", index),
        _put(archive, "pages/pages.jsonl", pages),
    ]
    package = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "software": "frontlog",
        "title": title,
        "created": max((stamp for *_, stamp in rows), default="1970-01-01T00:00:00Z"),
        "resources": resources,
    }
    listed = _put(archive, "datapackage.json", json.dumps(package, indent=2).encode())
    digest = {"path": "datapackage.json", "hash": listed["hash"]}
    _put(archive, "datapackage-digest.json", json.dumps(digest, indent=2).encode())


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> dict[str, object]:
    archive.writestr(zipfile.ZipInfo(name, EARLIEST), content, zipfile.ZIP_DEFLATED)
    return _resource(name, hashlib.sha256(content).hexdigest(), len(content))


def _copy(archive: zipfile.ZipFile, name: str, source: BinaryIO) -> dict[str, object]:
    """Store a file as it is: the replay reads single records out of it by their offset."""
    sha, size = hashlib.sha256(), 0
    with archive.open(zipfile.ZipInfo(name, EARLIEST), "w", force_zip64=True) as target:
        while part := source.read(1 << 20):
            sha.update(part)
            size += len(part)
            target.write(part)
    return _resource(name, sha.hexdigest(), size)


def _resource(name: str, sha256: str, size: int) -> dict[str, object]:
    return {"name": Path(name).name, "path": name, "hash": f"sha256:{sha256}", "bytes": size}


def surt(url: str) -> str:
    """The address as an index sorts it: host reversed, without www, in lower case, arguments sorted."""
    try:
        parts = urlsplit(url.lower())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return url.lower()
    if parts.scheme not in ("http", "https") or not host:
        return url.lower().replace(" ", "%20")
    labels = re.sub(r"^www\d*\.", "", host).split(".")
    query = "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    place = ",".join(reversed(labels)) + (f":{port}" if port and port not in (80, 443) else "")
    return f"{place}){parts.path or '/'}{'?' + query if query else ''}".replace(" ", "%20")
