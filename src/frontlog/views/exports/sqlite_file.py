"""A SQLite file that is made beside its place and then copied to a stream: equal rows give equal bytes."""

import sqlite3
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

PLAIN = frozenset((str, int, float, bytes, type(None)))  # what SQLite takes as it is
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def filled(out: BinaryIO, fill: Callable[[sqlite3.Connection], None]) -> None:
    """Make a database, fill it and write its bytes to `out`."""
    with tempfile.TemporaryDirectory(prefix="frontlog-") as folder:
        path = Path(folder) / "made.db"
        connection = sqlite3.connect(path)
        try:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            with connection:
                fill(connection)
        finally:
            connection.close()
        with path.open("rb") as made:
            copyfileobj(made, out, 1 << 20)
