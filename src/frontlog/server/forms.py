"""Rows in the form that is asked for: JSON, GeoJSON, CSV, JSON lines, Parquet, HXL."""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from frontlog.server.book import TABLES, Book
from frontlog.views.exports import hxl
from frontlog.views.exports.cells import write_csv
from frontlog.views.exports.export import Export

Json = dict[str, Any]
MEDIA = {
    "json": "application/json",
    "geojson": "application/geo+json",
    "csv": "text/csv; charset=utf-8",
    "ndjson": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
    "hxl": "text/csv; charset=utf-8; header=present",
}
HXL = {"incidents": hxl.incidents, "control": hxl.control}


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a table, and what is said of them: `next` is where to go on, `total` how many there are in all."""

    name: str
    rows: pa.Table
    ids: Sequence[str]
    total: int
    next: str | None
    meta: Json

    def said(self) -> Json:
        return {"next": self.next, "total": self.total, "meta": self.meta}


def dumped(value: Any) -> bytes:
    """JSON on one line; days and times as ISO 8601."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_written).encode()


def _written(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def rows_of(table: pa.Table) -> list[Json]:
    """Rows for JSON."""
    return [finite(row) for row in table.to_pylist()]


def finite(row: Json) -> Json:
    """A row for JSON: what is no number is unknown."""
    return {name: None if isinstance(value, float) and not math.isfinite(value) else value for name, value in row.items()}


def as_json(page: Page, _: Book) -> bytes:
    return dumped({"data": rows_of(page.rows), **page.said()})


def as_lines(page: Page, _: Book) -> bytes:
    return b"".join(dumped(row) + b"\n" for row in rows_of(page.rows))


def as_csv(page: Page, _: Book) -> bytes:
    out = BytesIO()
    write_csv(out, [page.rows.column_names], ([_cell(v) for v in row.values()] for row in rows_of(page.rows)))
    return out.getvalue()


def _cell(value: Any) -> Any:
    return _written(value) if isinstance(value, date) else value


def as_parquet(page: Page, _: Book) -> bytes:
    out = BytesIO()
    pq.write_table(page.rows.replace_schema_metadata({"frontlog": dumped(page.said())}), out, compression="zstd")
    return out.getvalue()


def as_geojson(page: Page, book: Book) -> bytes:
    """Features at the points of the rows; null geometry where nobody could say where. The foreign member `frontlog` tells the rest."""
    whole = book[page.name].table
    features = [
        {"type": "Feature", "id": id_, "geometry": _point(row), "properties": properties}
        for id_, row, properties in zip(page.ids, _spots(whole, page), rows_of(page.rows), strict=True)
    ]
    return dumped({"type": "FeatureCollection", "frontlog": page.said(), "features": features})


def _spots(whole: pa.Table, page: Page) -> Sequence[tuple[float | None, float | None]]:
    at = {id_: i for i, id_ in enumerate(whole[TABLES[page.name].id].to_pylist())} if "latitude" not in page.rows.column_names else None
    rows = page.rows if at is None else whole.take(pa.array([at[id_] for id_ in page.ids], pa.int64()))
    return list(zip(rows["longitude"].to_pylist(), rows["latitude"].to_pylist(), strict=True))


def _point(spot: tuple[float | None, float | None]) -> Json | None:
    return (
        None if None in spot or not all(math.isfinite(x) for x in spot if x is not None) else {"type": "Point", "coordinates": list(spot)}
    )


def as_hxl(page: Page, book: Book) -> bytes:
    """The rows of the page as HXL tables have them, in the order of that format."""
    ids, whole = frozenset(page.ids), book.export.choice
    choice = replace(whole, incidents=ids) if page.name == "incidents" else replace(whole, states=ids)
    part = Export(book.rows, choice, book.export.about)
    out = BytesIO()
    HXL[page.name](part, out)
    return out.getvalue()


FORMS: Mapping[str, Callable[[Page, Book], bytes]] = {
    "json": as_json, "geojson": as_geojson, "csv": as_csv, "ndjson": as_lines, "parquet": as_parquet, "hxl": as_hxl,
}  # fmt: skip
WANTED = {
    "application/json": "json", "application/geo+json": "geojson", "text/csv": "csv", "application/x-ndjson": "ndjson",
    "application/jsonl": "ndjson", "application/vnd.apache.parquet": "parquet",
}  # fmt: skip


def form(asked: str | None, accept: str, offered: Sequence[str]) -> str:
    """The form of an answer: what is asked for by name, else the first that the Accept header likes best, else JSON."""
    if asked:
        return asked
    liked = sorted(((-_liking(part), WANTED.get(part.split(";")[0].strip().lower(), "")) for part in accept.split(",")), key=lambda x: x[0])
    return next((name for weight, name in liked if weight < 0 and name in offered), "json")


def _liking(part: str) -> float:
    for parameter in part.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0
