"""Stage `incidents.dating`: reports without a date are dated by dated reports that tell of the same events.

Reads Claim, Document, Decision; writes Dating. Only what other reports date themselves counts: none dates a second one by a day that it was
given here. Claims are read as Arrow batches, and become objects where they may speak for a date.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from frontlog.incidents.dating.days import Found, place_in_time
from frontlog.incidents.dating.pairs import Dated, narrow, pairs, place_keys, usable
from frontlog.incidents.dating.table import Table, load_table
from frontlog.incidents.sides import Sides, register
from frontlog.incidents.telling import Teller
from frontlog.incidents.told import UNTOLD
from frontlog.incidents.types import load_types
from frontlog.model import Claim, Dating, Decision, Lot, Origin, decided_pairs, from_table, record_id, schema, standing
from frontlog.reference.placenames import skeleton

ORIGIN = Origin("incidents.dating", "1")
DAY = timedelta(days=1)
Undated = Mapping[str, datetime | None]  # when each report without a date was fetched


def dating(claims: Lot, documents: Lot, decisions: Sequence[Decision], sides: Sides | None = None) -> Iterator[Dating]:
    """A row for each report without a date of which a dated report seems to tell something, in order of their ids."""
    table, types = load_table(), load_types()
    undated, days = _documents(documents)
    mine = _claims(claims, undated)
    wanted = {key for own in mine.values() for claim in own if usable(claim, table) for key in place_keys(claim)}
    if not wanted:
        return
    teller = Teller(sides if sides is not None else register(), types)
    dated = Dated((teller.telling(claim, UNTOLD) for claim in _dated(claims, undated, wanted, table)), types, table)
    ruled = {pair: one.verdict for one in standing(decisions) for pair in decided_pairs(one)}
    near = _near(days, table)
    for document, own in sorted(mine.items()):
        told = [teller.telling(claim, UNTOLD) for claim in own if usable(claim, table)]
        found = place_in_time(pairs(told, dated, ruled, types, table), near, *_bounds(own, undated[document]), table)
        if found is not None:
            yield _row(document, found)


def _row(document: str, found: Found) -> Dating:
    return Dating(
        id=record_id("dt", document),
        document=document,
        start=found.start,
        end=found.end,
        likeliest=found.likeliest,
        probability=found.probability,
        fellows=tuple(sorted(found.fellows, key=lambda one: (-one.weight, one.claim, one.other))),
        reason=found.reason,
        origin=ORIGIN,
    )


def _documents(documents: Lot) -> tuple[Undated, set[date]]:
    """The reports without a date, and the days of all others."""
    undated: dict[str, datetime | None] = {}
    days: set[date] = set()
    for batch in documents.batches(("id", "published", "retrieved")):
        for id_, published, retrieved in zip(*(batch[name].to_pylist() for name in ("id", "published", "retrieved")), strict=True):
            if published is None:
                undated[id_] = retrieved
            else:
                days.add(published)
    return undated, days


def _near(days: set[date], table: Table) -> set[date]:
    """The days about those of dated reports."""
    reach = table.days("prior.days") // 2
    return {day + n * DAY for day in days for n in range(-reach, reach + 1)}


def _claims(claims: Lot, undated: Undated) -> dict[str, list[Claim]]:
    """The claims of the reports without a date."""
    out: dict[str, list[Claim]] = defaultdict(list)
    if undated:
        wanted = pa.array(sorted(undated), pa.string())
        for batch in claims.batches(schema(Claim).names):
            for claim in _objects(batch.filter(pc.is_in(batch["document"], wanted))):
                out[claim.document].append(claim)
    return out


def _dated(claims: Lot, undated: Undated, wanted: set[str], table: Table) -> Iterator[Claim]:
    """Claims of dated reports about the places that are asked for."""
    own = pa.array(sorted(undated), pa.string())
    for batch in claims.batches(schema(Claim).names):
        others = batch.filter(pc.invert(pc.is_in(batch["document"], own)))
        yield from (claim for claim in _objects(others.filter(_about(others["place"], wanted))) if narrow(claim, table))


def _about(places: pa.ListArray, wanted: set[str]) -> pa.BooleanArray:
    """Which lists of places hold one that is asked for."""
    flat = places.flatten()
    ids, names, texts = (flat.field(name).to_pylist() for name in ("id", "name", "text"))
    hit = np.array([i in wanted or f"~{_alike(n or t)}" in wanted for i, n, t in zip(ids, names, texts, strict=True)], np.int64)
    ends = np.cumsum(places.value_lengths().to_numpy(zero_copy_only=False))
    upto = np.concatenate(([0], np.cumsum(hit)))
    return pa.array(upto[ends] > upto[np.concatenate(([0], ends[:-1]))])


_alike = lru_cache(maxsize=1 << 16)(skeleton)


def _objects(batch: pa.RecordBatch) -> Sequence[Claim]:
    return from_table(Claim, pa.Table.from_batches([batch]))


def _bounds(claims: Sequence[Claim], retrieved: datetime | None) -> tuple[date | None, date | None]:
    """The last day that a report itself dates something that happened to, and the day on which it was fetched."""
    told = [claim.time.start for claim in claims if claim.time.start and claim.modality in ("actual", "failed")]
    return max(told, default=None), retrieved.date() if retrieved else None
