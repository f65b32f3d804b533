"""What a step kept, without a log."""

from collections.abc import Sequence

import pyarrow as pa

from frontlog.model import Record, to_table


class Remembered:
    """A memory without files: what was written and kept the last time."""

    def __init__(self, rows: Sequence[Record] = (), kept: dict[str, pa.Table] | None = None) -> None:
        self._rows, self._kept = rows, kept or {}
        self.next: dict[str, pa.Table] = {}
        self.taken: dict[type[Record], pa.Table] = {}

    def before(self, kind: type[Record]) -> pa.Table:
        return to_table(kind, [row for row in self._rows if type(row) is kind])

    def recall(self, name: str) -> pa.Table | None:
        return self._kept.get(name)

    def take(self, kind: type[Record], rows: pa.Table) -> None:
        self.taken[kind] = rows

    def keep(self, name: str, rows: pa.Table) -> None:
        self.next[name] = rows
