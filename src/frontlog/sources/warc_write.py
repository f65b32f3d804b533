"""Writing WARC: every page as `response`, every file of a user as `resource`, an unchanged page that was fetched again as `revisit`."""

import os
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from frontlog.model import FrontlogError
from frontlog.sources.capture import Capture
from frontlog.sources.revisit import Revisit
from frontlog.sources.warc_render import Rendered, pack, render, render_info

__all__ = ["Revisit", "Written", "write_records", "write_warc"]


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
    at = 0
    for record in records:
        made = render(record)
        if not at:
            at += _put(handle, render_info(made.stamp), packed)
        length = _put(handle, made, packed)
        yield Written(record, made.uri, made.stamp, made.sha256, at, length)
        at += length


def _put(handle: BinaryIO, made: Rendered, packed: bool) -> int:
    content = pack(made.content) if packed else made.content
    handle.write(content)
    return len(content)
