"""Files that are either whole or absent: written beside their place, flushed to disk, then renamed."""

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from typing import Any, BinaryIO

from frontlog.model import FrontlogError

PART = ".part-"  # how the names of files begin that are being written
LEFT = 3600.0  # seconds after which nobody writes to one any more


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """A file to write and read that stands at `path` when the block ends, in one step. A crash leaves the old file or the new one, never a
    part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=PART, dir=path.parent)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def swept(folder: Path) -> None:
    """Remove what killed writers left in a folder. What is younger may be another writer's at work."""
    for path in folder.glob(f"{PART}*"):
        with suppress(FileNotFoundError):
            if path.is_file() and time.time() - path.stat().st_mtime > LEFT:
                path.unlink()


def unwritten(what: str, error: OSError) -> FrontlogError:
    """What is said when a disk takes no more."""
    why = error.strerror or str(error) or type(error).__name__
    return FrontlogError(
        f"{what} could not be written ({why}).", "Make room on the disk, or mend the rights of the log's folder, and run the same again."
    )


def write_bytes(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step."""
    with writing(path) as file:
        file.write(data)


def write_json(path: Path, value: Any) -> None:
    """`value` as JSON with sorted keys, so that equal values give equal bytes."""
    write_bytes(path, json_bytes(value))


def json_bytes(value: Any) -> bytes:
    """What `write_json` writes."""
    return (json.dumps(value, sort_keys=True, indent=1, ensure_ascii=False) + "\n").encode()


def json_digest(value: Any) -> str:
    """Hex SHA-256 of a value as it is written."""
    return hashlib.sha256(json_bytes(value)).hexdigest()


def read_json(path: Path) -> Any:
    """The JSON value at `path`, or FrontlogError that names the file when it is damaged."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise FrontlogError(f"{path} is damaged: {error}.", "Build the log again; its archive keeps every byte that was read.") from error


def append_bytes(path: Path, data: bytes, sync: bool = True) -> None:
    """Add bytes at the end, and with `sync` wait until they are on the disk. When that fails, what was added is taken away again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab", buffering=0) as file:
        size = os.fstat(file.fileno()).st_size
        add(file, data)
        try:
            if sync:
                sync_file(path)
        except OSError:
            file.truncate(size)
            raise


def sync_file(path: Path) -> None:
    """Wait until a file and its name are on the disk."""
    for place, mode in ((path, os.O_RDWR), (path.parent, os.O_RDONLY)):
        handle = os.open(place, mode)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def add(file: FileIO, data: bytes) -> None:
    """Write all of `data` at the end of an unbuffered file, or nothing of it."""
    size = os.fstat(file.fileno()).st_size
    rest = memoryview(data)
    try:
        while rest:
            rest = rest[file.write(rest) :]
    except BaseException:
        file.truncate(size)
        raise
