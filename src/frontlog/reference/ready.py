"""What is worked out of our own tables once, and kept in the user's cache: it was most of what a first report waited for.

Plain values as JSON, numbers as NumPy arrays, never pickles: nothing that lies in a cache is ever run. A file counts only under the name of
the hash of all that it hangs on. What cannot be read or written costs time, never the reading.
"""

import contextlib
import json
import logging
import math
import mmap
import zlib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from frontlog.reference.cache import cache_folder, replacing

MOST = 600  # files of a sort that are kept: those of two versions of Frontlog with two of Python
LINE = 64  # bytes: numbers begin at a multiple of it
DAY = "\0day"  # the key under which a day stands in JSON, which has none
Arrays = Mapping[str, np.ndarray[Any, Any]]


def key(*parts: str | bytes) -> str:
    """A name for what hangs on these parts, each with its length in front."""
    hashed = sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        hashed.update(b"%d:%b" % (len(data), data))
    return hashed.hexdigest()[:16]


def code(*paths: Path | str) -> bytes:
    """The bytes of some modules or tables, for a key."""
    return b"\0".join(Path(path).read_bytes() for path in paths)


@cache
def package() -> bytes:
    """The hash of all code and tables of `reference`, for a key."""
    found = sorted(path for path in Path(__file__).parent.iterdir() if path.suffix in (".py", ".yml", ".csv"))
    return sha256(b"\0".join(path.name.encode() + b"\0" + path.read_bytes() for path in found)).digest()


def values(name: str, key: str, make: Callable[[], Any]) -> Any:
    """What `make` gives: strings, numbers, days, None, lists, and dictionaries by strings. What JSON cannot hold as it is is not kept."""
    path = cache_folder() / f"{name}-{key}.values"
    with contextlib.suppress(OSError, ValueError, RecursionError):
        return _read(path.read_bytes())
    made = make()
    try:
        body = json.dumps(made, ensure_ascii=False, separators=(",", ":"), default=_plain).encode()
        written = b"%08x\n%b" % (zlib.crc32(body), body)
        same = _read(written) == made
    except (TypeError, ValueError, RecursionError):
        return made
    if same:
        _keep(path, written)
    return made


def _read(content: bytes) -> Any:
    """The value that a file holds. Raises ValueError where its checksum is another."""
    checksum, _, body = content.partition(b"\n")
    if int(checksum, 16) != zlib.crc32(body):
        raise ValueError("damaged")
    return json.loads(body, object_hook=_day)


def arrays(name: str, key: str, make: Callable[[], Arrays]) -> Arrays:
    """The arrays that `make` gives, which may not be written to: they are the file itself, and all processes share its memory."""
    path = cache_folder() / f"{name}-{key}.arrays"
    try:
        return _opened(path)
    except (OSError, ValueError, TypeError) as error:
        logging.getLogger(__name__).debug("Nothing at '%s' (%s); it is made", path, error)
    made = make()
    _keep(path, _packed(made))
    return made


def _packed(made: Arrays) -> bytes:
    """A line that says what follows and its checksum, and the numbers."""
    parts: dict[str, tuple[str, tuple[int, ...], int]] = {}
    body = bytearray()
    for name, numbers in made.items():
        body += bytes(-len(body) % LINE)
        parts[name] = (numbers.dtype.str, numbers.shape, len(body))
        body += np.ascontiguousarray(numbers).tobytes()
    head = json.dumps([zlib.crc32(body), parts]).encode()
    return head + b" " * (-(len(head) + 1) % LINE) + b"\n" + body


def _opened(path: Path) -> Arrays:
    with path.open("rb") as file:
        content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    end = content.find(b"\n")
    checksum, parts = json.loads(content[: max(0, end)])
    body = memoryview(content)[end + 1 :]
    if zlib.crc32(body) != checksum:
        raise ValueError("damaged")
    return {name: np.frombuffer(body, kind, math.prod(shape), at).reshape(shape) for name, (kind, shape, at) in parts.items()}


def _plain(value: object) -> dict[str, str]:
    if isinstance(value, date) and not isinstance(value, datetime):
        return {DAY: value.isoformat()}
    raise TypeError(f"no JSON for {type(value).__name__}")


def _day(row: dict[str, Any]) -> Any:
    return date.fromisoformat(row[DAY]) if DAY in row else row


def _keep(path: Path, content: bytes) -> None:
    try:
        with replacing(path) as part:
            part.write_bytes(content)
        for old in sorted(path.parent.glob(f"*{path.suffix}"), key=lambda one: one.stat().st_mtime)[:-MOST]:
            with contextlib.suppress(OSError):
                old.unlink()
    except OSError as error:
        logging.getLogger(__name__).info("No cache at '%s' (%s); what is worked out of tables is made each time.", path.parent, error)
