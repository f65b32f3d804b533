"""DuckDB views over a log's Parquet files. The only module that imports duckdb."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from frontlog.model import RECORDS, Decision, Item, Record, schema
from frontlog.store.log import Log

VIEWS = tuple(kind for kind in RECORDS if kind not in (Item, Decision))


def write_views(log: Log) -> Path:
    """(Re)write `log.duckdb`: one view a table, over paths relative to the log, so that the folder can be moved.

    Open it with the log as working directory: `cd LOG && duckdb log.duckdb`.
    """
    path = log.root / "log.duckdb"
    part = log.root / ".part-log.duckdb"
    part.unlink(missing_ok=True)
    with duckdb.connect(str(part)) as connection:
        connection.execute(f"SET file_search_path = '{_quoted(log.root)}'")
        for kind in VIEWS:
            connection.execute(f"CREATE OR REPLACE VIEW {kind.table} AS {_select(log, kind)}")
    os.replace(part, path)
    return path


def query(log: Log, sql: str, parameters: Sequence[object] = ()) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Column names and rows of a query over the tables of a log (claims, incidents, documents, ...)."""
    with duckdb.connect() as connection:
        connection.execute(f"SET file_search_path = '{_quoted(log.root)}'")
        for kind in VIEWS:
            connection.execute(f"CREATE VIEW {kind.table} AS {_select(log, kind)}")
        result = connection.execute(sql, list(parameters))
        return [column[0] for column in result.description or ()], result.fetchall()


def _select(log: Log, kind: type[Record]) -> str:
    paths = log.paths(kind)
    if paths:
        return f"SELECT * FROM read_parquet([{', '.join(repr(p) for p in paths)}])"  # noqa: S608 - names made by us
    return f"SELECT {', '.join(f'NULL AS {name}' for name in schema(kind).names)} WHERE false"


def _quoted(path: Path) -> str:
    return str(path.resolve()).replace("'", "''")
