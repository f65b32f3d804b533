"""Our own table of incidents, flat: one row each."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from frontlog.views.exports.events import Event
from frontlog.views.exports.export import Export
from frontlog.views.exports.source import BATCH

Row = dict[str, Any]


def write_parquet(out: BinaryIO, schema: pa.Schema, found: Iterable[Row]) -> None:
    """Rows as Parquet, some thousand at a time."""
    rest = iter(found)
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        while part := list(islice(rest, BATCH)):
            writer.write_batch(pa.RecordBatch.from_pylist(part, schema=schema))


def write_batches(out: BinaryIO, schema: pa.Schema, parts: Iterable[Mapping[str, list[Any]]]) -> None:
    """Columns as Parquet, a part at a time: the same bytes as of their rows where each part but the last has as many rows."""
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for part in parts:
            writer.write_batch(pa.RecordBatch.from_pydict(part, schema=schema))


def rows(export: Export) -> Iterator[Row]:
    """One row an incident."""
    for event in export.events():
        yield row_of(export, event)


def row_of(export: Export, event: Event) -> Row:
    """The row of one incident."""
    coding = export.coding(event)
    one, two, three = event.spot.codes
    return {
        "incident_id": event.id,
        "title": event.title,
        "event_type": event.type,
        "modality": event.modality,
        "date_start": event.start,
        "date_end": event.end,
        "date_precision": event.date_precision,
        "actor_ids": [p.id for p in event.agents],
        "actors": [p.name for p in event.agents],
        "target_ids": [p.id for p in event.targets],
        "targets": [p.name for p in event.targets],
        "place_id": event.place_id,
        "place_name": event.place_name,
        "latitude": event.lat,
        "longitude": event.lon,
        "geo_precision": event.spot.geo_precision,
        "where_prec": event.spot.where_prec,
        "geo_radius_m": event.radius_m,
        "country": export.country(event).alpha3,
        "admin1": event.spot.admin1,
        "admin2": event.spot.admin2,
        "adm1_pcode": one,
        "adm2_pcode": two,
        "adm3_pcode": three,
        "place_pcode": event.spot.pcode,
        "killed_low": event.killed.low,
        "killed_best": event.killed.best,
        "killed_high": event.killed.high,
        "killed_civilians": event.killed_civilians.best,
        "injured_best": event.injured.best,
        "claimants": event.claimants,
        "grade": event.grade,
        "grade_reason": event.grade_reason,
        "certainty": event.certainty,
        "admiralty": event.admiralty,
        "belief": None if event.belief is None else round(event.belief, 3),
        "n_claims": len(event.claims),
        "n_documents": len(event.reports),
        "n_origins": len(event.origins),
        "disputed": event.disputed,
        "contradiction_types": list(event.contradictions),
        "first_reported": event.first_reported,
        "acled_sub_event_type": coding.acled.sub_event,
        "plover_event": coding.plover.event,
        "plover_mode": coding.plover.mode,
        "cameo_code": coding.cameo.code,
        "evidence_url": export.choice.link(event.id),
        **export.made(event.updated),
    }
