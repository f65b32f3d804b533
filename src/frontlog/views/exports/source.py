"""Columns of the tables, out of a log on disk or out of rows in memory. A million claims as objects would fill the memory."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any, Protocol, runtime_checkable

import pyarrow as pa
import pyarrow.compute as pc

from frontlog.model import Record, to_table
from frontlog.views.rows import Rows

BATCH = 8_192
Columns = dict[str, list[Any]]


@runtime_checkable
class Tabled(Protocol):
    """A source of rows that can give columns of a table without making objects of its rows. A `store.Log` is one."""

    def columns(self, kind: type[Record], names: Sequence[str], /) -> pa.Table: ...


@runtime_checkable
class Standing(Protocol):
    """A source of rows that others may change, and that can be held as it is: every process that is given it reads the same."""

    def as_it_is(self) -> Rows: ...


def columns(rows: Rows, kind: type[Record], names: Sequence[str]) -> pa.Table:
    """Some columns, or fields inside them ("span.start"), of all rows of a kind, in the order of its sort fields."""
    if isinstance(rows, Tabled):
        return rows.columns(kind, names)
    table = to_table(kind, rows(kind))
    return pa.table({name: _values(table, name) for name in names})


def listed(table: pa.Table, path: str) -> list[Any]:
    """The values of a column or of a field inside it ("evidence.start"), as Python values."""
    values: list[Any] = _values(table, path).to_pylist()
    return values


def _values(table: pa.Table, path: str) -> Any:
    name, *inner = [path] if path in table.column_names else path.split(".")
    column = table.column(name).combine_chunks()
    for field in inner:
        column = pc.struct_field(column, field)
    return column


def inside(table: pa.Table, name: str, fields: Sequence[str]) -> list[list[tuple[Any, ...]]]:
    """For each row the structs of a list column, each as a tuple of some of its fields: `place` -> [[(id, name), ...], ...]."""
    column = table.column(name).combine_chunks()
    if isinstance(column, pa.ChunkedArray):  # an empty table has no chunk to combine
        return [[] for _ in range(table.num_rows)]
    flat = pc.list_flatten(column)
    values = zip(*(pc.struct_field(flat, field).to_pylist() for field in fields), strict=True)
    return [list(islice(values, length)) for length in pc.list_value_length(column).fill_null(0).to_pylist()]


def narrowed(table: pa.Table, name: str, kept: Sequence[str]) -> pa.Table:
    """The table with a column of structs, or of lists of structs, that have some of their fields only: what nobody asks for must not become
    Python objects."""
    column = table.column(name).combine_chunks()
    if isinstance(column, pa.ChunkedArray) or not table.num_rows:
        return table
    lists = pa.types.is_list(column.type)
    flat = column.flatten() if lists else column
    structs: pa.Array = pa.StructArray.from_arrays(
        [pc.struct_field(flat, f) for f in kept], names=list(kept), mask=None if lists else pc.is_null(flat)
    )
    if lists:
        lengths = pc.list_value_length(column).fill_null(0)
        offsets = pa.concat_arrays([pa.array([0], pa.int32()), pc.cumulative_sum(lengths).cast(pa.int32())])
        structs = pa.ListArray.from_arrays(offsets, structs)
    return table.set_column(table.schema.get_field_index(name), name, structs)


def batches(table: pa.Table) -> Iterator[list[dict[str, Any]]]:
    """The rows as dicts, some thousand at a time."""
    for start in range(0, table.num_rows, BATCH):
        yield table.slice(start, BATCH).to_pylist()


def rows_of(parts: Iterable[Columns]) -> Iterator[dict[str, Any]]:
    """Columns, some thousand rows at a time, as rows."""
    for part in parts:
        names = list(part)
        yield from (dict(zip(names, values, strict=True)) for values in zip(*part.values(), strict=True))


def moment(*known: date | datetime | None) -> datetime | None:
    """The latest of some days and times, as a time in UTC; None where nothing is known."""
    times = [d if isinstance(d, datetime) else datetime(d.year, d.month, d.day, tzinfo=UTC) for d in known if d is not None]
    return max(times, default=None)
