"""The columns of our own tables, from codebook.yml. Schemas, headers and the code book that users get are all made from it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any

import pyarrow as pa

from frontlog.reference.yamlfile import Checker, read

FILE = Path(__file__).with_name("codebook.yml")
TYPES: Mapping[str, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "probability": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us", tz="UTC"),
    "list": pa.list_(pa.string()),
}
Row = Mapping[str, Any]
SINCE = "0.1.0"  # the version that first had a column; all of them are of the first


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `allowed` names the values that a coded one has, or the unit of a number."""

    name: str
    type: str
    meaning: str
    allowed: str = ""

    @property
    def unit(self) -> str:
        """The unit of a number; empty where it has none, or a range is given."""
        return self.allowed if self.type in ("integer", "number") and not self.allowed[:1].isdigit() else ""


@cache
def tables() -> dict[str, tuple[Column, ...]]:
    """All tables with their columns, in their order."""
    check = Checker(FILE)
    found = read(FILE)
    out = {}
    for table, rows in found["tables"].items():
        own = {row[0] for row in rows}
        later = [row for row in found["everywhere"] if row[0] not in own]
        columns = []
        for number, row in enumerate((*rows, *later, *found["extras"].get(table, ()))):
            check.need(("tables", table, number), row, _is_column, "[name, type, meaning, allowed]")
            columns.append(Column(*row))
        out[table] = tuple(columns)
    return out | {table: out[other] for table, other in found["like"].items()}


def _is_column(row: Any) -> bool:
    return isinstance(row, list) and len(row) in (3, 4) and all(isinstance(part, str) for part in row) and row[1] in TYPES


def header(table: str) -> list[str]:
    """The names of a table's columns."""
    return [column.name for column in tables()[table]]


def arrow_schema(table: str) -> pa.Schema:
    """The Arrow schema of a table."""
    return pa.schema([(column.name, TYPES[column.type]) for column in tables()[table]])


def lines(table: str, rows: Iterable[Row]) -> Iterator[list[Any]]:
    """Rows as lists in the order of the columns, days and times as ISO 8601."""
    pick = itemgetter(*header(table))
    times = [i for i, column in enumerate(tables()[table]) if column.type in ("date", "datetime")]
    for row in rows:
        values = list(pick(row))
        for i in times:
            if values[i] is not None:
                values[i] = _iso(values[i])
        yield values


def cells_of(table: str, part: Mapping[str, list[Any]]) -> list[list[Any]]:
    """Columns in the order of the table, days and times as ISO 8601."""
    return [
        [value if value is None else _iso(value) for value in part[column.name]]
        if column.type in ("date", "datetime")
        else part[column.name]
        for column in tables()[table]
    ]


@lru_cache(1 << 14)  # thousands of rows share the time of one report
def _iso(day: date) -> str:
    return day.isoformat()


BOOK = ("table", "column", "type", "unit", "allowed_values", "meaning", "since")


def book() -> Iterator[tuple[str, ...]]:
    """The code book, one row a column of a table: see BOOK."""
    for table, columns in tables().items():
        for column in columns:
            yield table, column.name, column.type, column.unit, "" if column.unit else column.allowed, column.meaning, SINCE
