"""The small files of a table as one: opening a Parquet file and its columns costs more than some hundred rows do, and a log has 64.

What steps that look at all reports read is kept for the next build as Arrow in one file a table, `tables/joined/TABLE.kept`: a batch for
each Parquet file, by that file's name, which hangs on all that its rows hang on. So only files that are new are opened. Like everything
else that is kept it may be deleted at any time, and counts only where it has the hash that it begins with.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from frontlog.model import Record, schema
from frontlog.store import lately
from frontlog.store.atomic import writing
from frontlog.store.kept import SIZE, SUFFIX
from frontlog.store.shards import ShardLot, many, unreadable

FOLDER = "joined"
SMALL = (
    1 << 18
)  # bytes that a file has in the mean: in larger ones the rows are most of the work, and all of them would lie on the disk twice
LONG: Mapping[str, frozenset[str]] = {"documents": frozenset({"text"})}  # columns that only few rows are ever asked for
FILES = b"files"


@dataclass(frozen=True, slots=True)
class JoinedLot:
    """All rows of a kind, file by file, as `ShardLot` gives them."""

    log: Path
    kind: type[Record]
    paths: tuple[str, ...]

    def batches(self, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        found = _joined(self.log, self.kind, self.paths) if set(columns) <= set(_schema(self.kind).names) else None
        if found is None:
            yield from ShardLot(self.log, self.paths).batches(columns)
            return
        yield from (batch.select(list(columns)) for batch in found if len(batch))

    def of(self, ids: Collection[str], columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """Some columns of the files in which rows of these ids may stand."""
        found, paths = _joined(self.log, self.kind, self.paths), self.paths
        if found is not None:
            wanted = pa.array(sorted(ids), pa.string())
            paths = tuple(path for path, batch in zip(paths, found, strict=True) if pc.any(pc.is_in(batch["id"], wanted)).as_py())
        yield from ShardLot(self.log, paths).batches(columns)


def recalled(log: Path, kind: type[Record]) -> dict[str, pa.RecordBatch]:
    """The rows of the Parquet files that were joined last, by path, without long texts. Empty where that is lost or damaged."""
    try:
        content = pa.memory_map(str(_place(log, kind))).read_buffer()
    except (OSError, ValueError):  # ValueError: nothing in it
        return {}
    whole = memoryview(content).cast("B")
    if hashlib.sha256(whole[SIZE:]).digest() != whole[:SIZE]:
        return {}
    reader = pa.ipc.open_file(content.slice(SIZE))
    if not reader.schema.equals(_schema(kind)):
        return {}  # of an older Frontlog
    names = json.loads(reader.schema.metadata[FILES])
    return {name: reader.get_batch(number) for number, name in enumerate(names)}


def _joined(log: Path, kind: type[Record], paths: Sequence[str]) -> list[pa.RecordBatch] | None:
    """The rows of each file; None where they are few, large or gone."""
    if len(paths) < 2 or not _small(log, paths):
        _place(log, kind).unlink(missing_ok=True)
        return None
    known = recalled(log, kind)
    found = {path: known[path] if path in known else _read(log, kind, path) for path in paths}
    batches = [batch for batch in found.values() if batch is not None]
    if len(batches) < len(paths):
        return None
    if not found.keys() <= known.keys():
        shards = {_shard(path) for path in paths}
        others = {
            path: batch for path, batch in known.items() if _shard(path) not in shards
        }  # one step reads the claims as others left them
        _keep(log, kind, [*found, *others], [*batches, *others.values()])
    return batches


def _shard(path: str) -> str:
    """Stage and bucket of a table file."""
    return path.partition("-")[0]


def _small(log: Path, paths: Sequence[str]) -> bool:
    try:
        return sum((log / path).stat().st_size for path in paths) <= SMALL * len(paths)
    except OSError:
        return False


def _read(log: Path, kind: type[Record], path: str) -> pa.RecordBatch | None:
    """The rows of a file; None where an older Frontlog wrote it."""
    wanted, held = _schema(kind), lately.find(log / path)
    try:
        if held is not None:
            found = held.select(wanted.names)
        else:
            with pq.ParquetFile(log / path) as file:
                found = file.read(columns=wanted.names, use_threads=many(file))
    except (OSError, ValueError) as error:
        raise unreadable(log / path, error) from error
    if not found.schema.equals(wanted):
        return None
    return (found.combine_chunks().to_batches() or [pa.RecordBatch.from_pylist([], wanted)])[0]


def _keep(log: Path, kind: type[Record], paths: Sequence[str], batches: Sequence[pa.RecordBatch]) -> None:
    marked = _schema(kind).with_metadata({FILES: json.dumps(paths).encode()})
    held = pa.BufferOutputStream()
    with pa.ipc.new_file(held, marked) as writer:
        for batch in batches:
            writer.write_batch(batch.replace_schema_metadata(marked.metadata))
    content = held.getvalue()
    with writing(_place(log, kind)) as file:
        file.write(hashlib.sha256(memoryview(content)).digest())
        file.write(content)


def _place(log: Path, kind: type[Record]) -> Path:
    return log / "tables" / FOLDER / f"{kind.table}{SUFFIX}"


def _schema(kind: type[Record]) -> pa.Schema:
    return pa.schema([field for field in schema(kind) if field.name not in LONG.get(kind.table, ())])
