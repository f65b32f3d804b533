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

from frontlog.incidents.link import linked
from frontlog.incidents.told import Spread
from frontlog.incidents.voices import Voices
from frontlog.model import Claim, Contradiction, Copy, Decision, Incident, Link, Lot, from_table, schema

UNUSED = ("alternatives", "geometry")


class About(NamedTuple):
    """What is asked of a report here."""

    id: str
    outlet: str
    published: date | None


class Claims:
    """The claims of a log as Arrow batches, without what no incident is made from: other places that a word may mean, lines on a map."""

    def __init__(self, lot: Lot) -> None:
        self._batches = [_slim(batch) for batch in lot.batches(schema(Claim).names)]
        self._begins = np.cumsum([0, *map(len, self._batches)])

    def documents(self) -> set[str]:
        """All that claim something."""
        return {document for batch in self._batches for document in batch["document"].to_pylist()}

    def portions(self) -> Iterator[pa.Table]:
        for batch in self._batches:
            yield pa.Table.from_batches([batch])

    def take(self, rows: Sequence[int]) -> pa.Table:
        """The claims of some rows, in that order."""
        wanted = np.array(rows, np.int64)
        order = np.argsort(wanted, kind="stable")
        where = np.searchsorted(self._begins, wanted[order], side="right") - 1
        parts = [self._batches[n].take(pa.array(wanted[order][where == n] - self._begins[n])) for n in np.unique(where).tolist()]
        back = np.empty(len(rows), np.int64)
        back[order] = np.arange(len(rows))
        return pa.Table.from_batches(parts, schema(Claim)).combine_chunks().take(pa.array(back))


def _slim(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch without the alternatives and the lines of its places."""
    places = batch["place"]
    inner = places.values
    fields = [inner.type.field(i) for i in range(inner.type.num_fields)]
    parts = [_empty(field, len(inner)) if field.name in UNUSED else inner.field(field.name) for field in fields]
    slim = pa.ListArray.from_arrays(places.offsets, pa.StructArray.from_arrays(parts, fields=fields), type=places.type)
    return batch.set_column(batch.schema.get_field_index("place"), batch.schema.field("place"), slim)


def _empty(field: pa.Field, size: int) -> pa.Array:
    if pa.types.is_list(field.type):
        return pa.ListArray.from_arrays(pa.array(np.zeros(size + 1, np.int32)), pa.array([], field.type.value_type), type=field.type)
    return pa.array([""] * size, field.type)


def gather(
    claims: Lot, copies: Lot, documents: Lot, decisions: Sequence[Decision], spread: Spread = map
) -> Iterator[Incident | Link | Contradiction]:
    """The incidents of a log: `linked` on the claims and on what is needed of the other tables."""
    source = Claims(claims)
    yield from linked(source, voices(source.documents(), copies, documents), decisions, spread=spread)


def voices(told: set[str], copies: Lot, documents: Lot) -> Voices:
    """The voices of the documents that claim something, and of all that are one voice with them."""
    kin = {copy.id: copy for copy in _kin(copies, told)}
    return Voices(kin, {about.id: about for about in _about(documents, told | kin.keys())})


def _kin(copies: Lot, documents: set[str]) -> Iterator[Copy]:
    """The rows of all that speak with the voice of these documents."""
    groups = {group for batch in copies.batches(("id", "origin_group")) for group in _groups(batch, documents)}
    wanted = pa.array(sorted(groups), pa.string())
    for batch in copies.batches(schema(Copy).names):
        yield from from_table(Copy, pa.Table.from_batches([batch.filter(pc.is_in(batch["origin_group"], wanted))]))


def _groups(batch: pa.RecordBatch, documents: set[str]) -> Iterator[str]:
    names, groups = batch["id"].to_pylist(), batch["origin_group"].to_pylist()
    return (group for name, group in zip(names, groups, strict=True) if name in documents)


def _about(documents: Lot, named: set[str]) -> Iterator[About]:
    for batch in documents.batches(About._fields):
        for row in zip(*(batch[name].to_pylist() for name in About._fields), strict=True):
            if row[0] in named:
                yield About(*row)
