"""All sketches of a log as arrays: some 1.3 kB a document of 300 words, so that a million fit into memory.

Documents go by number, the earliest first: by day, then by when they were fetched, then the one that says of itself that it is no repost,
then by id. So the order in which rows are read never matters.
"""

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from frontlog.documents.copies.shingle import U32, U64
from frontlog.documents.outlet import folded
from frontlog.model import Lot

SMALL = ("id", "published", "retrieved", "republished_by", "outlet", "agency", "address", "name", "sha256_clean", "sha256_body", "runs")
KEYS = ("outlet", "publisher", "address", "name", "clean", "body")


@dataclass(frozen=True, slots=True)
class Corpus:
    """The sketches by number. A key is a hash of a name or address, 0 where there is none."""

    ids: list[str]
    keys: dict[str, U64]  # one of KEYS -> by number
    repost: NDArray[np.bool_]
    agency: NDArray[np.bool_]
    fetched: NDArray[np.int64]  # microseconds; 0 when unknown
    day: NDArray[np.int64]  # of publication, since 1970; the largest number when unknown
    flat: U32  # runs of all documents, one behind the other, in the order they were read
    row_starts: NDArray[np.int64]  # where each begins in `flat`, in the order they were read, and the end
    rank: NDArray[np.int64]  # number of the document by place in that order
    starts: NDArray[np.int64]  # where a document begins in `flat`, by number
    sizes: NDArray[np.int64]  # runs, by number

    def __len__(self) -> int:
        return len(self.ids)

    def runs(self, number: int) -> U32:
        """The runs of one document, in order."""
        start = self.starts[number]
        return self.flat[start : start + self.sizes[number]]


def load(sketches: Lot) -> Corpus:
    """Read all sketches, small columns first and then the runs into one array of the right size."""
    table = pa.Table.from_batches(list(sketches.batches(SMALL)) or [_nothing()])
    table = table.append_column("repost", pc.not_equal(table["republished_by"], ""))
    order = pc.sort_indices(
        table.select(["published", "retrieved", "repost", "id"]),
        sort_keys=[(name, "ascending") for name in ("published", "retrieved", "repost", "id")],
    ).to_numpy()
    sizes = table["runs"].to_numpy().astype(np.int64)
    row_starts = np.concatenate(([0], np.cumsum(sizes)))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return Corpus(
        ids=table["id"].take(pa.array(order)).to_pylist(),
        keys={name: found[order] for name, found in _keys(table).items()},
        repost=table["repost"].to_numpy()[order],
        agency=table["agency"].to_numpy()[order],
        fetched=pc.fill_null(table["retrieved"].cast(pa.int64()), 0).to_numpy()[order],
        day=pc.fill_null(table["published"].cast(pa.int32()), np.iinfo(np.int32).max).to_numpy().astype(np.int64)[order],
        flat=_flat(sketches, int(row_starts[-1])),
        row_starts=row_starts,
        rank=rank,
        starts=row_starts[:-1][order],
        sizes=sizes[order],
    )


def _nothing() -> pa.RecordBatch:
    from frontlog.model import Sketch, schema

    whole = schema(Sketch)
    return pa.RecordBatch.from_pylist([], schema=pa.schema([whole.field(name) for name in SMALL]))


def _flat(sketches: Lot, size: int) -> U32:
    flat = np.empty(size, np.uint32)
    at = 0
    for batch in sketches.batches(("grams",)):
        for value in batch.column(0):
            part = np.frombuffer(value.as_buffer(), dtype="<u4")
            flat[at : at + len(part)] = part
            at += len(part)
    return flat


def _keys(table: pa.Table) -> dict[str, U64]:
    outlets = {name: folded(name) for column in ("outlet", "republished_by") for name in table[column].unique().to_pylist()}
    outlet = [outlets[name] for name in table["outlet"].to_pylist()]
    publisher = [outlets[name] or own for name, own in zip(table["republished_by"].to_pylist(), outlet, strict=True)]
    addresses = table["address"].to_pylist()
    return {
        "outlet": _hashed(outlet),
        "publisher": _hashed(publisher),
        "address": _hashed(addresses),
        "name": _hashed(["" if address else name for name, address in zip(table["name"].to_pylist(), addresses, strict=True)]),
        "clean": _hashed(table["sha256_clean"].to_pylist()),
        "body": _hashed(table["sha256_body"].to_pylist()),
    }


def _hashed(names: list[str]) -> U64:
    return np.array([_hash(name) if name else 0 for name in names], np.uint64)


def _hash(name: str) -> int:
    return int.from_bytes(blake2b(name.encode("utf-8", "replace"), digest_size=8).digest(), "little") | 1
