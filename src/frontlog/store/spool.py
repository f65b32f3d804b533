"""Rows of one kind in the order of their sort fields, however many there are: what comes is put on disk in sorted runs, and merged.

`write_shard` uses it, so that a stage that yields a row for each of a million documents costs the memory of some ten thousand rows and of
the sort fields of all. A crash leaves nothing behind: the runs lie in a file without a name.
"""

import tempfile
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from frontlog.model import Record, schema, to_table

RUN = 1 << 15  # rows that are objects at once
BLOCK = 1 << 10  # rows of a run that are read together
GROUP = 1 << 16  # rows of a merged table


class Spool:
    """Takes rows in any order; of rows with equal sort fields the last one counts."""

    def __init__(self, folder: Path, kind: type[Record], run: int = RUN) -> None:
        self._folder, self._kind, self._run = folder, kind, run
        self._rows: dict[tuple[object, ...], Record] = {}
        self._held: pa.Table | None = None  # rows in order, before those of `_rows` or, where it is `_later`, behind them
        self._later = False
        self._keys: list[pa.Table] = []  # of each run on disk
        self._file: BinaryIO | None = None
        self._writer: pa.RecordBatchFileWriter | None = None

    @property
    def empty(self) -> bool:
        """Whether no row has come."""
        return not self._rows and self._held is None and self._file is None

    def add(self, row: Record) -> None:
        """Take one row."""
        if self._later:
            self._put_all_down()
        self._rows[tuple(getattr(row, name) for name in self._kind.sort)] = row
        if len(self._rows) >= self._run:
            self._put_all_down()

    def take(self, table: pa.Table) -> None:
        """Take rows that were written in their order before."""
        if not len(table):
            return
        if self._held is None and self._file is None and len(table) + self._run <= GROUP:  # else more than one table may come of it
            self._held, self._later = table, bool(self._rows)
        else:
            self._put_all_down()
            self._put_down(table.combine_chunks())

    def tables(self) -> Iterator[pa.Table]:
        """All rows, in tables that follow each other in order. At least one table, be it empty. To be asked for once, at the end."""
        if self._file is None or self._writer is None:
            rows = to_table(self._kind, self._rows.values())
            yield rows if self._held is None else _spliced(self._kind, self._held, rows, self._later)
            return
        self._put_all_down()
        self._writer.close()
        yield from _merged(pa.ipc.open_file(self._file), self._keys)

    def _put_all_down(self) -> None:
        """All that is in memory, in the order in which it came."""
        held, later, self._held, self._later = self._held, self._later, None, False
        if held is not None and not later:
            self._put_down(held.combine_chunks())
        if self._rows:
            self._put_down()
        if held is not None and later:
            self._put_down(held.combine_chunks())

    def _put_down(self, given: pa.Table | None = None) -> None:
        table = to_table(self._kind, self._rows.values()) if given is None else given
        if self._file is None or self._writer is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 - closed on leaving
            self._writer = pa.ipc.new_file(self._file, schema(self._kind))
        self._writer.write_table(table, max_chunksize=BLOCK)
        self._keys.append(table.select(list(self._kind.sort)))
        if given is None:
            self._rows.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._file is not None:
            self._file.close()


def _spliced(kind: type[Record], held: pa.Table, rows: pa.Table, later: bool) -> pa.Table:
    """The rows of two tables that are in order, in order; of equal ones those of the first where it came `later`, else those of the
    second."""
    if not len(rows):
        return held.combine_chunks()
    keys, own = (list(zip(*(part[name].to_pylist() for name in kind.sort), strict=True)) for part in (held, rows))
    order: list[NDArray[np.int64]] = []
    at = 0
    for number, key in enumerate(own):
        place = bisect_left(keys, key, at)
        order.append(np.arange(at, place))
        same = place < len(keys) and keys[place] == key
        at = place + (same and not later)
        if not (same and later):
            order.append(np.array([len(held) + number]))
    order.append(np.arange(at, len(held)))
    return pa.concat_tables([held, rows]).combine_chunks().take(pa.array(np.concatenate(order))).combine_chunks()


def _merged(reader: pa.RecordBatchFileReader, runs: list[pa.Table]) -> Iterator[pa.Table]:
    """The rows of sorted runs that lie one behind the other, as tables of GROUP rows."""
    sizes = [min(BLOCK, len(run) - start) for run in runs for start in range(0, len(run), BLOCK)]
    begins = np.concatenate(([0], np.cumsum(sizes)))
    order = _order(pa.concat_tables(runs))
    for start in range(0, len(order), GROUP):
        wanted = order[start : start + GROUP]
        places = np.sort(wanted)  # a run is sorted, so these are few blocks of each
        blocks = np.searchsorted(begins, places, side="right") - 1
        parts = [reader.get_batch(int(n)).take(pa.array(places[blocks == n] - begins[n])) for n in np.unique(blocks)]
        yield pa.Table.from_batches(parts).combine_chunks().take(pa.array(np.searchsorted(places, wanted)))


def _order(keys: pa.Table) -> NDArray[np.int64]:
    """The places of all rows in order; of equal ones the last."""
    names = keys.column_names
    order = pc.sort_indices(
        keys.append_column("place", pa.array(np.arange(len(keys)))), [(name, "ascending") for name in (*names, "place")]
    )
    ordered = keys.take(order)
    equal = np.ones(len(keys) - 1, np.bool_)
    for name in names:
        column = ordered[name].combine_chunks()
        equal &= pc.equal(column[1:], column[:-1]).to_numpy(zero_copy_only=False)
    places: NDArray[np.int64] = order.to_numpy().astype(np.int64)
    last: NDArray[np.int64] = places[~np.append(equal, False)]
    return last
