"""A SQLite file that is made beside its place and then copied to a stream: equal rows give equal bytes."""

import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from operator import itemgetter
from pathlib import Path
from shutil import copyfileobj
from typing import Any, BinaryIO

from frontlog.views.exports.codebook import Column, Row

CACHE_KB = 200_000  # pages of the indexes are written once, not again and again
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def taken(columns: Sequence[Column], told: Callable[[Column], Callable[[Any], str]]) -> Callable[[Row], list[Any]]:
    """From a row to its values in the order of some columns, as SQLite takes them: lists joined, days and times as `told` says for their
    column. Everything else it takes as it is."""
    pick = itemgetter(*(column.name for column in columns))
    changed: list[tuple[int, Callable[[Any], str]]] = [(i, "; ".join) for i, column in enumerate(columns) if column.type == "list"]
    changed += [(i, told(column)) for i, column in enumerate(columns) if column.type in ("date", "datetime")]

    def values(row: Row) -> list[Any]:
        out = list(pick(row))
        for i, change in changed:
            if out[i] is not None:
                out[i] = change(out[i])
        return out

    return values


def filled(out: BinaryIO, fill: Callable[[sqlite3.Connection], None]) -> None:
    """Make a database, fill it and write its bytes to `out`."""
    with tempfile.TemporaryDirectory(prefix="frontlog-") as folder:
        path = Path(folder) / "made.db"
        connection = sqlite3.connect(path)
        try:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")
            connection.execute("PRAGMA temp_store = MEMORY")
            with connection:
                fill(connection)
        finally:
            connection.close()
        with path.open("rb") as made:
            copyfileobj(made, out, 1 << 20)
