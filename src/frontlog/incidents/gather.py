"""The stage incidents.link on a whole log: what it compares is read by column, so that a million reports need no memory for their texts.

Only the claims become objects, and of the copies those that speak with the voice of a report that claims something.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from frontlog.incidents.link import link
from frontlog.model import Claim, Contradiction, Copy, Decision, Incident, Link, Lot, from_table, records, schema


class About(NamedTuple):
    """What is asked of a report here."""

    id: str
    outlet: str
    published: date | None


def gather(claims: Lot, copies: Lot, documents: Lot, decisions: Sequence[Decision]) -> Iterator[Incident | Link | Contradiction]:
    """The incidents of a log: `link` on the claims and on what is needed of the other tables."""
    told = list(records(Claim, claims))
    kin = list(_kin(copies, {claim.document for claim in told}))
    named = {claim.document for claim in told} | {copy.id for copy in kin}
    yield from link(told, kin, list(_about(documents, named)), decisions)


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
