"""DuckDB views over a log's Parquet files. The only module that imports duckdb."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from frontlog.model import RECORDS, Decision, FrontlogError, Item, Record, schema
from frontlog.store import lately
from frontlog.store.atomic import json_digest, write_bytes
from frontlog.store.joined import LONG, recalled
from frontlog.store.kept import NOTE
from frontlog.store.log import Log
from frontlog.store.shards import Shard, ShardFile, files_of

if TYPE_CHECKING:
    import duckdb  # else with the first question: reading reports asks none

HELD = 20_000  # rows of a table that are held in memory while two states are compared: with texts some 100 MB
VIEWS = tuple(kind for kind in RECORDS if kind not in (Item, Decision))


def write_views(log: Log) -> Path:
    """Write `log.duckdb`: one view a table, over paths relative to the log, so that the folder can be moved. Where it is there as it was
    written for these very tables, it is left.

    Open it with the log as working directory: `cd LOG && duckdb log.duckdb`.
    """
    log, path = log.as_it_is(), log.root / "log.duckdb"  # the manifest is read once, not for each table
    views = {kind.table: _select(log, kind) for kind in VIEWS}
    note = log.root / NOTE
    if _noted(note) == _of_views(path, views):
        return path
    part = log.root / ".part-log.duckdb"
    part.unlink(missing_ok=True)
    with _connected(str(part)) as connection:
        connection.execute(f"SET file_search_path = '{_quoted(log.root)}'")
        for name, select in views.items():
            connection.execute(f"CREATE OR REPLACE VIEW {name} AS {select}")
    os.replace(part, path)
    write_bytes(note, _of_views(path, views))
    return path


def _of_views(path: Path, views: Mapping[str, str]) -> bytes:
    """A name for the views and for the file that holds them, as it is now. Of another file, or of none, it is another name."""
    try:
        there = path.stat()
    except OSError:
        return b"none"
    return json_digest([views, there.st_ino, there.st_size, there.st_mtime_ns]).encode()


def _noted(note: Path) -> bytes:
    try:
        return note.read_bytes()
    except OSError:
        return b""


def query(log: Log, sql: str, parameters: Sequence[object] = ()) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Column names and rows of a query over the tables of a log (claims, incidents, documents, ...)."""
    log = log.as_it_is()
    with _connected() as connection:
        connection.execute(f"SET file_search_path = '{_quoted(log.root)}'")
        for kind in VIEWS:
            connection.execute(f"CREATE VIEW {kind.table} AS {_select(log, kind)}")
        result = connection.execute(sql, list(parameters))
        return [column[0] for column in result.description or ()], result.fetchall()


class UnreadableError(FrontlogError):
    """A table file is missing or damaged."""


Ask = Callable[[str], list[tuple[Any, ...]]]


@contextmanager
def over(root: Path, states: Mapping[str, Sequence[Shard]], kinds: Mapping[type[Record], str]) -> Iterator[Ask]:
    """A function that answers SQL over several states of a log at once: of each kind the columns that are named, as NAME_TABLE, with a
    number `m` that another row does not have; and as only_NAME_TABLE whole rows, but of files that not all states have. There `m` is 0 in
    the others. `mark(x)` is a number that another value of x does not have."""
    with _connected() as connection:
        connection.execute(f"SET file_search_path = '{_quoted(root)}'")
        connection.execute("CREATE MACRO mark(x) AS coalesce(CAST(hash(x) AS HUGEINT), 0)")
        files = {kind: {name: files_of(shards, kind) for name, shards in states.items()} for kind in kinds}
        if all(sum(file.rows for file in own) <= HELD for named in files.values() for own in named.values()):
            connection.execute("SET threads = 1")  # handing out so little takes longer
        for kind in kinds:
            connection.register(f"no_{kind.table}", schema(kind).empty_table())
        for kind, columns in kinds.items():
            _lay_out(connection, root, kind, columns, files[kind])
        yield lambda sql: _answer(connection, sql)


def _connected(path: str = ":memory:") -> "duckdb.DuckDBPyConnection":
    import duckdb

    return duckdb.connect(path)


def _lay_out(
    connection: "duckdb.DuckDBPyConnection", root: Path, kind: type[Record], columns: str, files: Mapping[str, Sequence[ShardFile]]
) -> None:
    """The rows of a kind in each state. Small files are read once; of large ones only what a question needs, for they may not fit into
    memory."""
    common = set.intersection(*(set(own) for own in files.values()))
    known = recalled(root, kind) if len(common) > 1 and sum(file.rows for file in common) <= HELD else {}

    def made(name: str, own: set[ShardFile], select: str) -> None:
        what = "TABLE" if sum(file.rows for file in own) <= HELD else "VIEW"
        paths = sorted(file.path for file in own)
        rest = ""
        opened = [pa.Table.from_batches([known[path]]) if path in known else lately.find(root / path) for path in paths]
        there = [rows for rows in opened if rows is not None]
        if paths and len(there) == len(paths):
            connection.register(f"known_{name}_{kind.table}", pa.concat_tables(there))
            rest = f" UNION ALL BY NAME SELECT * FROM known_{name}_{kind.table}"  # noqa: S608
        elif paths:  # columns that an older Frontlog did not have are there, and empty
            rest = f" UNION ALL BY NAME SELECT * FROM read_parquet([{_listed(paths)}], union_by_name = true)"  # noqa: S608
        _answer(connection, f"CREATE TEMP {what} {name}_{kind.table} AS SELECT {select} FROM (SELECT * FROM no_{kind.table}{rest}) x")  # noqa: S608

    made("common", common, f"{columns}, CAST(0 AS HUGEINT) AS m")
    if kind.table in LONG:
        known = {}  # of the others whole rows are asked for
    for name, own in files.items():
        made(f"only_{name}", set(own) - common, "*")
        _answer(
            connection,
            f"CREATE TEMP VIEW {name}_{kind.table} AS SELECT * FROM common_{kind.table} "  # noqa: S608
            f"UNION ALL SELECT {columns}, mark(x) AS m FROM only_{name}_{kind.table} x",
        )


def _answer(connection: "duckdb.DuckDBPyConnection", sql: str) -> list[tuple[Any, ...]]:
    import duckdb

    try:
        return connection.execute(sql).fetchall()
    except (duckdb.IOException, duckdb.InvalidInputException, duckdb.HTTPException) as error:
        said = str(error).splitlines()[0]
        raise UnreadableError(f"A table of the log cannot be read: {said}.", "`frontlog verify` names it and what to do.") from error


def _select(log: Log, kind: type[Record]) -> str:
    paths = log.paths(kind)
    if paths:
        return f"SELECT * FROM read_parquet([{_listed(paths)}])"  # noqa: S608 - names made by us
    return f"SELECT {', '.join(f'NULL AS {name}' for name in schema(kind).names)} WHERE false"


def _listed(paths: Sequence[str]) -> str:
    return ", ".join(repr(p) for p in paths)


def _quoted(path: Path) -> str:
    return str(path.resolve()).replace("'", "''")
