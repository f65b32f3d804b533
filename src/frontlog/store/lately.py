"""Small tables that this process wrote or read a moment ago: the next step reads what the one before it wrote, and opening a Parquet file
costs more than some hundred rows do.

A table file never changes under its name; that it is the very file is asked of the disk each time, so a damaged or vanished one is noticed.
"""

from collections import OrderedDict
from pathlib import Path

import pyarrow as pa

ONE = 1 << 21  # bytes in memory: of larger tables the rows are most of the work
ALL = 1 << 25  # bytes of all of them; those that were asked for last stay
Mark = tuple[int, int, int]  # of a file: number, size, time of its last change

_held: OrderedDict[Path, tuple[Mark, pa.Table]] = OrderedDict()
_bytes = 0


def note(path: Path, rows: pa.Table) -> None:
    """Hold all rows of a file that was just written or read."""
    global _bytes
    forget(path)
    mark = _mark(path)
    if mark is None or rows.nbytes > ONE:
        return
    _held[path] = mark, rows
    _bytes += rows.nbytes
    while _bytes > ALL:
        forget(next(iter(_held)))


def find(path: Path) -> pa.Table | None:
    """All rows of a file; None where they are not held, or the file is another one by now."""
    if path not in _held:
        return None
    mark, rows = _held[path]
    if mark != _mark(path):
        forget(path)
        return None
    _held.move_to_end(path)
    return rows


def forget(path: Path) -> None:
    """Let go of a file's rows."""
    global _bytes
    if path in _held:
        _bytes -= _held.pop(path)[1].nbytes


def _mark(path: Path) -> Mark | None:
    try:
        there = path.stat()
    except OSError:
        return None
    return there.st_ino, there.st_size, there.st_mtime_ns
