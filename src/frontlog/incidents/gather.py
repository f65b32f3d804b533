"""The stage incidents.link on a whole log: what it compares is read by column, so that a million reports need no memory for their texts.

The claims stay Arrow batches, too, and become objects a few thousand at a time; of the copies those become objects that speak with the
voice of a report that claims something.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from frontlog.collecting import put_off
from frontlog.incidents.contents import part_hashes
from frontlog.incidents.link import linked
from frontlog.incidents.told import PORTION, Bytes, Spread, hashes
from frontlog.incidents.voices import Voices
from frontlog.model import Batch, Claim, Contradiction, Copy, Decision, Incident, Link, Lot, Memory, from_table, schema

UNUSED = ("alternatives", "geometry")
LARGE = 1 << 16  # claims that lie in one batch
VERY_MANY = 1 << 16  # claims whose rows come as tables


class About(NamedTuple):
    """What is asked of a report here."""

    id: str
    outlet: str
    published: date | None


class Claims:
    """The claims of a log as Arrow batches, without what no incident is made from: other places that a word may mean, lines on a map."""

    def __init__(self, lot: Lot) -> None:
        self._batches = list(_merged(_slim(batch) for batch in lot.batches(schema(Claim).names)))
        self._begins = np.cumsum([0, *map(len, self._batches)])

    def __len__(self) -> int:
        return int(self._begins[-1])

    def documents(self) -> set[str]:
        """All that claim something."""
        return {document for batch in self._batches for document in batch["document"].to_pylist()}

    def portions(self) -> Iterator[pa.Table]:
        for batch in self._batches:
            for begin in range(0, len(batch), PORTION):
                rows = pa.array(np.arange(begin, min(begin + PORTION, len(batch))))
                yield pa.Table.from_batches([batch.take(rows)])  # a slice would be sent with all that it is a slice of

    def contents(self) -> Bytes:
        """Of each row a hash of all that its document claims, and of its id. Hashed by document, for a row alone takes as long."""
        return np.concatenate([np.empty((0, 16), np.uint8), *map(_contents, self._batches)])

    def take(self, rows: Sequence[int]) -> pa.Table:
        """The claims of some rows, in that order."""
        wanted = np.array(rows, np.int64)
        order = np.argsort(wanted, kind="stable")
        where = np.searchsorted(self._begins, wanted[order], side="right") - 1
        parts = [self._batches[n].take(pa.array(wanted[order][where == n] - self._begins[n])) for n in np.unique(where).tolist()]
        back = np.empty(len(rows), np.int64)
        back[order] = np.arange(len(rows))
        return pa.Table.from_batches(parts, schema(Claim)).combine_chunks().take(pa.array(back))


def _merged(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Few large batches for many small ones: rows are taken from each of them, whatever their order."""
    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        if sum(map(len, waiting)) >= LARGE:
            yield from _as_one(waiting)
            waiting = []
    yield from _as_one(waiting)


def _as_one(batches: list[pa.RecordBatch]) -> list[pa.RecordBatch]:
    if not batches:
        return []
    merged: list[pa.RecordBatch] = pa.Table.from_batches(batches).combine_chunks().to_batches()
    return merged


def _slim(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch without the alternatives and the lines of its places."""
    places = batch["place"]
    inner = places.values
    fields = [inner.type.field(i) for i in range(inner.type.num_fields)]
    parts = [_empty(field, len(inner)) if field.name in UNUSED else inner.field(field.name) for field in fields]
    slim = pa.ListArray.from_arrays(places.offsets, pa.StructArray.from_arrays(parts, fields=fields), type=places.type)
    return batch.set_column(batch.schema.get_field_index("place"), batch.schema.field("place"), slim)


def _contents(batch: pa.RecordBatch) -> Bytes:
    codes = batch["document"].dictionary_encode().indices.to_numpy()
    order = np.argsort(codes, kind="stable")
    by_document = batch.take(pa.array(order))
    begins = np.flatnonzero(np.append(True, codes[order][1:] != codes[order][:-1])[: len(order)])
    told = part_hashes(by_document, [*begins.tolist(), len(order)])
    of = np.empty(len(order), np.int64)
    of[order] = np.repeat(np.arange(len(begins)), np.diff(np.append(begins, len(order))))
    return hashes(told[document] + id_.encode() for document, id_ in zip(of.tolist(), batch["id"].to_pylist(), strict=True))


def _empty(field: pa.Field, size: int) -> pa.Array:
    if pa.types.is_list(field.type):
        return pa.ListArray.from_arrays(pa.array(np.zeros(size + 1, np.int32)), pa.array([], field.type.value_type), type=field.type)
    return pa.repeat("", size).cast(field.type)


def gather(
    claims: Lot, copies: Lot, documents: Lot, decisions: Sequence[Decision], spread: Spread = map, memory: Memory | None = None
) -> Iterator[Incident | Link | Contradiction | Batch]:
    """The incidents of a log: `linked` on the claims and on what is needed of the other tables. The rows of very many come as tables."""
    source = Claims(claims)
    told = voices(source.documents(), copies, documents)
    yield from linked(source, told, decisions, spread=spread, memory=memory, tabled=len(source) >= VERY_MANY)


def voices(told: set[str], copies: Lot, documents: Lot) -> Voices:
    """The voices of the documents that claim something, and of all that are one voice with them."""
    with put_off(aged=True):
        named, kin = set(told), dict[str, Copy]()
        for batch in _kin(copies, told):
            named.update(batch["id"].to_pylist())
            kin.update((copy.id, copy) for copy in from_table(Copy, pa.Table.from_batches([batch.filter(pc.invert(_alone(batch)))])))
        return Voices(kin, {about.id: about for about in _about(documents, named)})


def _kin(copies: Lot, documents: set[str]) -> Iterator[pa.RecordBatch]:
    """The rows of all that speak with the voice of these documents."""
    groups = {group for batch in copies.batches(("id", "origin_group")) for group in _groups(batch, documents)}
    for batch in copies.batches(schema(Copy).names):  # by Python: Arrow would make its set of all groups anew for each batch
        yield batch.filter(pa.array([group in groups for group in batch["origin_group"].to_pylist()], pa.bool_()))


def _alone(batch: pa.RecordBatch) -> pa.Array:
    """Which rows say no more than that a document's voice is called by its own id: without one, it would be so, too."""
    original, first = (pc.equal(batch[name], "") for name in ("copy_of", "version_of"))
    return pc.and_(pc.equal(batch["id"], batch["origin_group"]), pc.and_(original, first))


def _groups(batch: pa.RecordBatch, documents: set[str]) -> Iterator[str]:
    names, groups = batch["id"].to_pylist(), batch["origin_group"].to_pylist()
    return (group for name, group in zip(names, groups, strict=True) if name in documents)


def _about(documents: Lot, named: set[str]) -> Iterator[About]:
    for batch in documents.batches(About._fields):
        for row in zip(*(batch[name].to_pylist() for name in About._fields), strict=True):
            if row[0] in named:
                yield About(*row)
