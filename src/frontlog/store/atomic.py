"""Files that are either whole or absent: written beside their place, flushed to disk, then renamed."""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from frontlog.model import FrontlogError


def write_bytes(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step. A crash leaves the old file or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".part-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_json(path: Path, value: Any) -> None:
    """`value` as JSON with sorted keys, so that equal values give equal bytes."""
    write_bytes(path, (json.dumps(value, sort_keys=True, indent=1, ensure_ascii=False) + "\n").encode())


def read_json(path: Path) -> Any:
    """The JSON value at `path`, or FrontlogError that names the file when it is damaged."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise FrontlogError(f"{path} is damaged: {error}.", "Build the log again; its archive keeps every byte that was read.") from error


def append_line(path: Path, line: str) -> None:
    """Add one line and flush it to disk before returning. A line that a crash cut off is ended first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab+") as file:
        size = file.seek(0, os.SEEK_END)
        if size:
            file.seek(size - 1)
            if file.read(1) != b"\n":
                file.write(b"\n")
        file.write(line.encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
