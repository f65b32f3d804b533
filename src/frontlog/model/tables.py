"""Arrow schemas and rows, derived from the dataclasses of model.records: no field list is typed twice.

Arrow is imported where it is used: to read one report to its claims takes no tables.
"""

import types
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

import numpy as np

from frontlog.model.quick import quick
from frontlog.model.records import Record
from frontlog.model.stage import Lot

if TYPE_CHECKING:
    import pyarrow as pa

R = TypeVar("R", bound=Record)
FEW = 1 << 9  # rows


@cache
def _scalars() -> "dict[type, pa.DataType]":
    import pyarrow as pa

    return {
        str: pa.string(),
        int: pa.int64(),
        float: pa.float64(),
        bool: pa.bool_(),
        bytes: pa.binary(),
        date: pa.date32(),
        datetime: pa.timestamp("us", tz="UTC"),
    }


def table_name(kind: type[Record]) -> str:
    """The name of the table that holds rows of this kind."""
    return kind.table


def _optional(hint: Any) -> tuple[Any, bool]:
    """The type without None, and whether None was allowed."""
    if get_origin(hint) in (Union, types.UnionType):
        inner = [arg for arg in get_args(hint) if arg is not type(None)]
        return inner[0], len(inner) < len(get_args(hint))
    return hint, False


def _arrow(hint: Any) -> "pa.DataType":
    import pyarrow as pa

    hint, _ = _optional(hint)
    if get_origin(hint) is tuple:
        return pa.list_(_arrow(get_args(hint)[0]))
    if is_dataclass(hint):
        return pa.struct(_fields(hint))
    return _scalars()[hint]


def _fields(kind: Any) -> "list[pa.Field]":
    import pyarrow as pa

    hints = get_type_hints(kind)
    return [pa.field(f.name, _arrow(hints[f.name]), nullable=_optional(hints[f.name])[1]) for f in fields(kind)]


@cache
def _schema(kind: Any) -> "pa.Schema":
    import pyarrow as pa

    return pa.schema(_fields(kind))


def schema(kind: type[Record]) -> "pa.Schema":
    """The Arrow schema of a record type, in the order of its fields."""
    hint: Any = kind
    return _schema(hint)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {f.name: hints[f.name] for f in fields(kind)}


def _values(hint: Any, column: "pa.Array") -> list[Any]:
    """The values of a column. Whole columns at once: row by row, most of the time would go into asking each cell for its type."""
    import pyarrow as pa

    hint, _ = _optional(hint)
    if get_origin(hint) is tuple:
        if column.null_count:
            raise TypeError(f"{column.null_count} of {len(column)} lists are missing.")
        inner = _values(get_args(hint)[0], column.flatten())
        ends = np.cumsum(column.value_lengths().to_numpy()).tolist()
        return [tuple(inner[begin:end]) for begin, end in zip([0, *ends], ends, strict=False)]
    if is_dataclass(hint):
        rows = _built(hint, column.flatten())
        if not column.null_count:
            return rows
        return [row if there else None for row, there in zip(rows, column.is_valid().to_pylist(), strict=True)]
    if pa.types.is_timestamp(column.type) or (column.null_count and not (pa.types.is_string(column.type) or pa.types.is_date(column.type))):
        return list(column.to_pylist())
    return list(column.to_numpy(zero_copy_only=False).tolist())


def _built(kind: Any, columns: "Sequence[pa.Array]") -> list[Any]:
    """One object a row from the columns of its fields."""
    rows = zip(*(_values(hint, column) for hint, column in zip(_hints(kind).values(), columns, strict=True)), strict=True)
    make = quick(kind)
    return [make(*row) for row in rows]


def values_of(hint: Any, column: "pa.Array") -> list[Any]:
    """The values of a column of a record type as objects; `hint` is the type of its field."""
    return _values(hint, column)


def column_of(hint: Any, values: Sequence[Any]) -> "pa.Array":
    """Objects as a column of a record type: the inverse of `values_of`."""
    return _column(hint, values)


def plain(record: Any) -> dict[str, Any]:
    """A record as nested dicts and lists of plain values, keys in field order."""
    out: dict[str, Any] = _plain(record)
    return out


def compression(rows: int) -> str:
    """How a Parquet file of so many rows is compressed. zstd is made ready anew for each column, which of few rows is most of the work: a
    file of 120 claims is written in 2.7 ms with snappy and in 6.0 with zstd, read in 1.7 and 4.7, and is 9 % longer."""
    return "snappy" if rows <= FEW else "zstd"


def to_table(kind: type[R], rows: Iterable[R]) -> "pa.Table":
    """Rows as an Arrow table, ordered by the record's sort fields, so that equal sets of rows give equal tables."""
    import pyarrow as pa

    ordered = sorted(rows, key=lambda r: tuple(getattr(r, name) for name in kind.sort))
    hints: Any = kind
    columns = [_column(hint, [getattr(row, name) for row in ordered]) for name, hint in _hints(hints).items()]
    return pa.Table.from_arrays(columns, schema=schema(kind))


def _column(hint: Any, values: Sequence[Any]) -> "pa.Array":
    """Values of one type as a column: the inverse of `_values`."""
    import pyarrow as pa

    hint, _ = _optional(hint)
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        ends = np.cumsum([0, *map(len, values)]).astype(np.int32)
        return pa.ListArray.from_arrays(pa.array(ends), _column(inner, [one for value in values for one in value]), type=_arrow(hint))
    if is_dataclass(hint):
        there = [value for value in values if value is not None]
        if not there:
            return pa.array(values, _arrow(hint))
        kind: Any = hint
        parts = [_column(part, [getattr(value, name) for value in there]) for name, part in _hints(kind).items()]
        if len(there) == len(values):
            return pa.StructArray.from_arrays(parts, fields=list(_arrow(hint)))
        missing = np.array([value is None for value in values])
        where = pa.array(np.where(missing, 0, np.cumsum(~missing) - 1))  # a row that is missing borrows the first one's fields, unseen
        return pa.StructArray.from_arrays([part.take(where) for part in parts], fields=list(_arrow(hint)), mask=pa.array(missing))
    return pa.array(values, _arrow(hint))


def from_table(kind: type[R], table: "pa.Table") -> Sequence[R]:
    """The rows of an Arrow table as records again: the inverse of `to_table`."""
    names = [field.name for field in fields(kind)]
    return [row for batch in table.to_batches() for row in _built(kind, [batch.column(name) for name in names])]


def records(kind: type[R], lot: Lot) -> Iterator[R]:
    """All rows of a lot as records, a batch at a time."""
    import pyarrow as pa

    for batch in lot.batches(schema(kind).names):
        yield from from_table(kind, pa.Table.from_batches([batch]))


@dataclass(frozen=True, slots=True)
class Batch(Record):
    """Many rows of a kind at once, as a table in the order of their sort fields: what a step may yield in place of them, where making an
    object of each would take too long."""

    kind: type[Record]
    rows: "pa.Table"


def batch(kind: type[R], rows: Iterable[R]) -> Batch:
    """Records as a batch."""
    return Batch(kind, to_table(kind, rows))


class RowLot:
    """A Lot of rows that lie in memory already. For tests and for comparing a handful of documents."""

    def __init__(self, kind: type[R], rows: Iterable[R]) -> None:
        self._table = to_table(kind, rows)

    def batches(self, columns: Sequence[str]) -> "Iterator[pa.RecordBatch]":
        """The rows in the order of their sort fields, some columns only."""
        yield from self._table.select(list(columns)).to_batches(max_chunksize=1024)

    def of(self, ids: Collection[str], columns: Sequence[str]) -> "Iterator[pa.RecordBatch]":
        """The same of the rows of some ids."""
        import pyarrow as pa
        import pyarrow.compute as pc

        wanted = pc.is_in(self._table["id"], pa.array(sorted(ids), pa.string()))
        yield from self._table.filter(wanted).select(list(columns)).to_batches(max_chunksize=1024)
