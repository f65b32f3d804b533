"""GeoParquet 1.1 of incidents and control: the tables with a geometry column in well-known binary."""

import json
import math
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from frontlog.views.exports.codebook import arrow_schema
from frontlog.views.exports.export import Export
from frontlog.views.exports.geojson import spot
from frontlog.views.exports.geometry import Shape, shape_of, wkb
from frontlog.views.exports.incidents import Row, row_of
from frontlog.views.exports.native_control import control as control_rows
from frontlog.views.exports.source import BATCH


def incidents(export: Export, out: BinaryIO) -> None:
    """incidents.geoparquet."""
    _write(out, "incidents", ({**row_of(export, event), "geometry": shape_of(event)} for event in export.events()))


def control(export: Export, out: BinaryIO) -> None:
    """control.geoparquet."""
    _write(out, "control", ({**row, "geometry": _point(row)} for row in control_rows(export)))


def _point(row: Row) -> Shape | None:
    lat, lon = row["latitude"], row["longitude"]
    return {"type": "Point", "coordinates": [lon, lat]} if spot(lat, lon) else None


def _write(out: BinaryIO, table: str, rows: Iterator[Row]) -> None:
    schema = arrow_schema(table).append(pa.field("geometry", pa.binary()))
    box: list[float] = [math.inf, math.inf, -math.inf, -math.inf]
    kinds: set[str] = set()
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        while part := list(islice(rows, BATCH)):
            _note(part, box, kinds)
            lines = [{**row, "geometry": wkb(row["geometry"]) if row["geometry"] else None} for row in part]
            writer.write_batch(pa.RecordBatch.from_pylist(lines, schema=schema))
        column: dict[str, Any] = {"encoding": "WKB", "geometry_types": sorted(kinds), "orientation": "counterclockwise"}
        if kinds:
            column["bbox"] = box
        about = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
        writer.add_key_value_metadata({"geo": json.dumps(about)})


def _note(rows: Iterable[Row], box: list[float], kinds: set[str]) -> None:
    """Widen the box by the shapes of some rows, and note their kinds."""
    for row in rows:
        shape = row["geometry"]
        if shape:
            kinds.add(shape["type"])
            for lon, lat in corners(shape):
                box[:] = [min(box[0], lon), min(box[1], lat), max(box[2], lon), max(box[3], lat)]


def corners(shape: Shape) -> Iterator[tuple[float, float]]:
    """All points of a shape."""
    points = shape["coordinates"]
    if shape["type"] == "Point":
        yield points[0], points[1]
    elif shape["type"] == "LineString":
        yield from ((p[0], p[1]) for p in points)
    else:
        yield from ((p[0], p[1]) for ring in points for p in ring)
