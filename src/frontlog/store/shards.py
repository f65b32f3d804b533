"""Immutable Parquet shards: one file a stage, bucket and table, named by the hash of all that went in."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from frontlog.model import Batch, Document, FrontlogError, Record, compression, from_table, schema
from frontlog.store import lately
from frontlog.store.atomic import read_json, unwritten, write_bytes, write_json, writing
from frontlog.store.spool import Spool

R = TypeVar("R", bound=Record)
BATCH = 4096  # rows: some 10 MB of texts


@dataclass(frozen=True, slots=True)
class ShardFile:
    """One Parquet file of a shard. `path` is relative to the log; `sha256` is of its bytes."""

    table: str
    path: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class Shard:
    """What one stage wrote for one bucket, and the key (hash of stage, version and inputs) it stands under."""

    stage: str
    bucket: str
    key: str
    files: tuple[ShardFile, ...]

    def of(self, kind: type[Record]) -> ShardFile | None:
        return next((f for f in self.files if f.table == kind.table), None)


def of_documents(shard: Shard) -> bool:
    """Whether it holds what comes of some documents: those lie in buckets with numbers, all else in "all" or in buckets of a key."""
    return shard.bucket.isdecimal()


REWRITTEN = {"claims": ("review.claims", "claims.dated")}  # table -> stages whose shard stands for those before it, where there is one


def files_of(shards: Iterable[Shard], kind: type[Record]) -> list[ShardFile]:
    """The files that hold the rows of a kind now. What people set right, and what others date, stands instead of what was read, which stays
    beside it."""
    found = [(shard, file) for shard in shards if (file := shard.of(kind))]
    rank = {stage: number for number, stage in enumerate(REWRITTEN.get(kind.table, ()), 1)}
    last: dict[str, int] = {}
    for shard, _ in found:
        last[shard.bucket] = max(rank.get(shard.stage, 0), last.get(shard.bucket, 0))
    return [file for shard, file in found if rank.get(shard.stage, 0) == last[shard.bucket]]


def marker(log: Path, stage: str, bucket: str, key: str) -> Path:
    """The file that says a shard is whole. It is written last, so what it names exists."""
    return log / "tables" / stage / f"{bucket}-{key[:16]}.json"


def shard_of(row: Mapping[str, Any]) -> Shard:
    """The shard that a marker or the manifest describes."""
    return Shard(row["stage"], row["bucket"], row["key"], tuple(ShardFile(**file) for file in row["files"]))


def finished(log: Path, stage: str, bucket: str, key: str) -> Shard | None:
    """The shard of this key when it was written whole before, else None; so where its marker is damaged: it is made anew."""
    path = marker(log, stage, bucket, key)
    if not path.exists():
        return None
    try:
        shard = shard_of(read_json(path))
    except (FrontlogError, KeyError, TypeError):
        return None
    whole = shard.key == key and all((log / f.path).exists() for f in shard.files)
    return shard if whole else None


def write_shard(
    log: Path,
    stage: str,
    bucket: str,
    key: str,
    kinds: Sequence[type[Record]],
    rows: Iterable[Record],
    kept: Mapping[str, str] | None = None,
    taken: Mapping[type[Record], pa.Table] | None = None,
) -> Shard:
    """Write the rows of a stage as one Parquet file a kind, then the marker. The rows may be more than fit into memory. `kept`: Parquet
    files, by table, whose rows are taken over. `taken`: rows that are taken over, too, known once all others are made.

    Raises FrontlogError when the disk is full or may not be written to.
    """
    with ExitStack() as opened:
        spools = {kind: opened.enter_context(Spool(log / "tables" / stage, kind)) for kind in kinds}
        for kind, spool in spools.items():
            if path := (kept or {}).get(kind.table):
                spool.take(table(log, kind, path))
        for row in rows:
            if isinstance(row, Batch):
                spools[row.kind].take(row.rows)
                continue
            if type(row) not in spools:
                raise FrontlogError(
                    f"Stage '{stage}' wrote a {type(row).__name__}, which its `writes` does not name.",
                    "Add it there, or stop writing it.",
                )
            try:
                spools[type(row)].add(row)
            except OSError as error:
                raise unwritten(f"The rows of {stage}", error) from error
        try:
            for kind, known in (taken or {}).items():
                spools[kind].take(known)
            return _written(log, stage, bucket, key, spools)
        except OSError as error:
            raise unwritten(f"The tables of {stage}", error) from error


def _written(log: Path, stage: str, bucket: str, key: str, spools: Mapping[type[Record], Spool]) -> Shard:
    files = [_write_table(log, f"tables/{stage}/{bucket}-{key[:16]}.{kind.table}.parquet", kind, spools[kind]) for kind in spools]
    shard = Shard(stage, bucket, key, tuple(files))
    write_json(
        marker(log, stage, bucket, key),
        {"stage": stage, "bucket": bucket, "key": key, "files": [{n: getattr(f, n) for n in ShardFile.__slots__} for f in files]},
    )
    return shard


def _write_table(log: Path, path: str, kind: type[Record], spool: Spool) -> ShardFile:
    if spool.empty:
        hint: Any = kind
        write_bytes(log / path, content := _nothing(hint))
        return ShardFile(kind.table, path, hashlib.sha256(content).hexdigest(), 0)
    parts = spool.tables()
    first, count = next(parts), 0
    with writing(log / path) as file:
        with pq.ParquetWriter(file, schema(kind), compression=compression(len(first))) as writer:
            for part in chain([first], parts):
                writer.write_table(part)
                count += len(part)
        sha256 = _sha256(file)
    if count == len(first):
        lately.note(log / path, first)
    return ShardFile(kind.table, path, sha256, count)


@cache
def _nothing(kind: Any) -> bytes:
    """The file of a table without rows: most steps write one, of what they gave up."""
    held = pa.BufferOutputStream()
    pq.write_table(schema(kind).empty_table(), held, compression=compression(0))
    content: bytes = held.getvalue().to_pybytes()
    return content


def _sha256(file: BinaryIO) -> str:
    hashed = hashlib.sha256()
    file.seek(0)
    while part := file.read(1 << 20):
        hashed.update(part)
    return hashed.hexdigest()


def read_rows(log: Path, kind: type[R], paths: Iterable[str]) -> list[R]:
    """All rows of some Parquet files of a log, in the order of the paths."""
    return [row for path in paths for row in from_table(kind, table(log, kind, path))]


def rows_of(log: Path, kind: type[R], paths: Iterable[str], documents: Sequence[str]) -> list[R]:
    """The rows of some documents out of some Parquet files of a log, in the order of the paths."""
    out: list[R] = []
    for path in paths:
        rows = table(log, kind, path)
        names = rows.column_names
        owner = rows["id"] if kind is Document else pc.struct_field(rows["span"], "document") if "span" in names else rows["document"]
        out += from_table(kind, rows.filter(pc.is_in(owner, pa.array(documents, owner.type))))
    return out


def table(log: Path, kind: type[Record], path: str) -> pa.Table:
    """All rows of one Parquet file of a log, with the columns of their kind."""
    held = lately.find(log / path)
    if held is not None:
        return held
    try:
        with pq.ParquetFile(log / path) as file:
            if file.schema_arrow.equals(schema(kind)):  # else it was written by an older Frontlog
                rows = file.read(use_threads=many(file))
                lately.note(log / path, rows)
                return rows
        return pq.read_table(log / path, schema=schema(kind))
    except (OSError, ValueError) as error:
        raise unreadable(log / path, error) from error


def many(file: pq.ParquetFile) -> bool:
    """Whether threads are worth it: for few rows, handing them out takes a third of the time."""
    return bool(file.metadata.num_rows > BATCH)


def read_columns(log: Path, kind: type[Record], paths: Iterable[str], names: Sequence[str]) -> pa.Table:
    """Some columns, or fields in them ("span.start"), of all rows of some Parquet files of a log, in the order of the paths."""
    wanted = pa.schema([_field(kind, name) for name in names])
    tables = []
    for path in paths:
        try:
            found = _columns(log / path, kind, names)
        except (OSError, ValueError, TypeError) as error:  # TypeError: written by an older Frontlog
            raise unreadable(log / path, error) from error
        tables.append(found.rename_columns(list(names)))  # of a field it gives the last name only
    return pa.concat_tables(tables) if tables else wanted.empty_table()


def _columns(path: Path, kind: type[Record], names: Sequence[str]) -> pa.Table:
    if not any("." in name for name in names):
        held = lately.find(path)
        if held is not None:
            return held.select(list(names))
        with pq.ParquetFile(path) as file:
            if file.schema_arrow.equals(schema(kind)):
                return file.read(columns=list(names), use_threads=many(file)).select(list(names))
    return pq.read_table(path, schema=schema(kind), columns=list(names))


def _field(kind: type[Record], name: str) -> pa.Field:
    first, *inner = name.split(".")
    found = schema(kind).field(first)
    for part in inner:
        found = found.type.field(part)
    return found.with_name(name)


def row_batches(log: Path, kind: type[Record], path: str) -> Iterator[pa.RecordBatch]:
    """The rows of one Parquet file as Arrow batches with the columns of their kind, as `read_rows` would read them."""
    import pyarrow.dataset as ds  # late: where pandas is installed, it loads that, too

    try:
        yield from ds.dataset(log / path, schema=schema(kind), format="parquet").to_batches(batch_size=BATCH, use_threads=False)
    except (OSError, ValueError) as error:
        raise unreadable(log / path, error) from error


@dataclass(frozen=True, slots=True)
class ShardLot:
    """All rows of a kind as Arrow batches out of some Parquet files of a log, read anew each time: no more than a batch is in memory."""

    log: Path
    paths: tuple[str, ...]

    def batches(self, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        for path in self.paths:
            try:
                with pq.ParquetFile(self.log / path) as file:
                    yield from file.iter_batches(batch_size=BATCH, columns=list(columns), use_threads=many(file))
            except (OSError, ValueError) as error:
                raise unreadable(self.log / path, error) from error

    def of(self, ids: Collection[str], columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """All of them: where which row stands is not known."""
        del ids
        yield from self.batches(columns)


class VanishedError(FrontlogError):
    """A table file that was there is gone."""


def unreadable(path: Path, error: Exception) -> FrontlogError:
    if not path.exists():
        return VanishedError(f"{path} is gone.", "Run `frontlog build` on the log again; it is rebuilt.")
    return FrontlogError(f"{path} cannot be read: {error}.", "Delete that file and run `frontlog build` on the log again; it is rebuilt.")
