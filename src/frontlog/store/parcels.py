"""What the legs of an exchange send each other: one file a leg and place, in which the rows for each address lie as a Parquet file of
their own, found by an index at its end.

They lie in `tables/exchange/STAGE-KEY/` until the step is done. A file is there whole or not at all, so that it says itself that its leg
was worked; a build that was stopped goes on from there.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from frontlog.model import Parcel, compression
from frontlog.store.atomic import writing
from frontlog.store.shards import unreadable

FOLDER = "exchange"
SUFFIX = ".parcels"
TAIL = 8  # bytes: how long the index before them is
BATCH = 4096  # rows that are read together


@dataclass(frozen=True, slots=True)
class Posted:
    """Where a parcel lies: a part of a file of the log, with the hash of its bytes."""

    path: str
    name: str
    to: str
    offset: int
    length: int
    sha256: str
    rows: int


def post(log: Path, path: str, parcels: Iterable[Parcel]) -> tuple[Posted, ...]:
    """Write what a leg sends, as it comes."""
    found: list[Posted] = []
    with writing(log / path) as file:
        for parcel in parcels:
            content = _content(parcel.rows)
            sha256 = hashlib.sha256(content).hexdigest()
            found.append(Posted(path, parcel.name, parcel.to, file.tell(), len(content), sha256, len(parcel.rows)))
            file.write(content)
        index = json.dumps([astuple(one)[1:] for one in found]).encode()
        file.write(index + len(index).to_bytes(TAIL, "big"))
    return tuple(found)


def _content(rows: pa.Table) -> memoryview:
    """Equal rows give equal bytes, which those of Arrow itself do not."""
    held = pa.BufferOutputStream()
    pq.write_table(rows, held, compression=compression(len(rows)))
    return memoryview(held.getvalue()).cast("B")


def posted(log: Path, path: str) -> tuple[Posted, ...] | None:
    """What a leg sent that was worked before; None where it was not, or its file is damaged."""
    try:
        with (log / path).open("rb") as file:
            end = file.seek(-TAIL, 2)
            length = int.from_bytes(file.read(TAIL), "big")
            file.seek(end - length)
            return tuple(Posted(path, *row) for row in json.loads(file.read(length)))
    except (OSError, ValueError, TypeError):
        return None


@dataclass(frozen=True, slots=True)
class ParcelLot:
    """The rows of some parcels, one behind the other."""

    log: Path
    parcels: tuple[Posted, ...]

    def batches(self, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        for parcel in self.parcels:
            with pq.ParquetFile(pa.BufferReader(_bytes(self.log, parcel))) as file:
                for batch in file.iter_batches(BATCH, columns=list(columns), use_threads=False):
                    yield batch.select(list(columns))

    def of(self, ids: Collection[str], columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """All of them: nothing else was sent."""
        del ids
        yield from self.batches(columns)


def _bytes(log: Path, parcel: Posted) -> bytes:
    try:
        with (log / parcel.path).open("rb") as file:
            content = _part(file, parcel)
    except OSError as error:
        raise unreadable(log / parcel.path, error) from error
    if hashlib.sha256(content).hexdigest() != parcel.sha256:
        raise unreadable(log / parcel.path, ValueError("it has other bytes than were written"))
    return content


def _part(file: BinaryIO, parcel: Posted) -> bytes:
    file.seek(parcel.offset)
    return file.read(parcel.length)
