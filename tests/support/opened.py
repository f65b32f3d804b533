"""Rows one by one, where some of them come as tables."""

from collections.abc import Iterable

from frontlog.model import Batch, Record, from_table


def opened(rows: Iterable[Record]) -> list[Record]:
    """The rows of batches and those beside them."""
    return [one for row in rows for one in (from_table(row.kind, row.rows) if isinstance(row, Batch) else [row])]
