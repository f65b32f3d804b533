"""A GeoPackage of four layers (incidents, control, places, claims) with real times, and the styles in which QGIS shows them."""

import sqlite3
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, BinaryIO

from frontlog.views.exports.codebook import Column, tables
from frontlog.views.exports.export import Export
from frontlog.views.exports.geojson import spot
from frontlog.views.exports.geometry import Shape, shape_of, wkb
from frontlog.views.exports.geoparquet import corners
from frontlog.views.exports.gpkg_styles import STYLES, qml
from frontlog.views.exports.incidents import Row, row_of
from frontlog.views.exports.native_claims import claims
from frontlog.views.exports.native_control import control
from frontlog.views.exports.native_sources import places
from frontlog.views.exports.sqlite_file import EPOCH, filled, taken

SQL = {
    "text": "TEXT",
    "integer": "INTEGER",
    "number": "DOUBLE",
    "probability": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATETIME",  # QGIS takes a day for the whole day only where the field has a time
    "datetime": "DATETIME",
    "list": "TEXT",
}
ENDS = ("date_end",)  # days that are included to their last second; valid_to is the first day that is not
WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],'
    'PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]'
)
SYSTEMS = (
    ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined"),
    ("WGS 84 geodetic", 4326, "EPSG", 4326, WGS84),
)
CORE = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '',   last_change DATETIME NOT NULL,
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name));
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT, f_table_schema TEXT, f_table_name TEXT,
  f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT, ui TEXT,
  update_time DATETIME);
"""


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer and its rows. Each has its shape under `geom`."""

    table: str
    geometry: str  # POINT, or GEOMETRY where areas stand beside points
    rows: Iterable[Row]


def geopackage(export: Export, out: BinaryIO) -> None:
    """frontlog.gpkg."""
    filled(out, lambda connection: _fill(connection, export))


def _fill(connection: sqlite3.Connection, export: Export) -> None:
    connection.execute("PRAGMA application_id = 1196444487")  # "GPKG"
    connection.execute("PRAGMA user_version = 10300")
    connection.executescript(CORE)
    connection.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)", SYSTEMS)
    changed = _time(export.updated or EPOCH)
    for layer in _layers(export):
        box = _layer(connection, layer)
        about = (layer.table, "features", layer.table, f"Frontlog {export.about.run_id}".strip(), changed, *box, 4326)
        connection.execute("INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", about)
        connection.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)", (layer.table, layer.geometry))
    styles = ("layer_styles", "attributes", "layer_styles", "Styles of the layers", changed, None, None, None, None, None)
    connection.execute("INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", styles)
    for table in STYLES:
        connection.execute(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, styleSLD,"
            " useAsDefault, description, owner, ui, update_time) VALUES ('', '', ?, 'geom', ?, ?, '', 1, ?, '', '', ?)",
            (table, table, qml(table), "How Frontlog shows this layer", changed),
        )


def _layers(export: Export) -> Iterator[Layer]:
    yield Layer("incidents", "GEOMETRY", ({**row_of(export, e), "geom": shape_of(e)} for e in export.events()))
    for name, rows in (("control", control(export)), ("places", places(export)), ("claims", claims(export))):
        yield Layer(name, "POINT", ({**row, "geom": _point(row)} for row in rows))


def _point(row: Row) -> Shape | None:
    lat, lon = row["latitude"], row["longitude"]
    return {"type": "Point", "coordinates": [lon, lat]} if spot(lat, lon) else None


def _layer(connection: sqlite3.Connection, layer: Layer) -> tuple[float | None, ...]:
    """Write a layer; gives its box."""
    columns = tables()[layer.table]
    declared = ", ".join(f'"{c.name}" {SQL[c.type]}' for c in columns)
    connection.execute(f'CREATE TABLE "{layer.table}" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom {layer.geometry}, {declared})')
    box: list[float] = []
    picked = taken(columns, _told)

    def values() -> Iterator[list[Any]]:
        for row in layer.rows:
            shape = row["geom"]
            if shape:
                box[:] = _widened(box, shape)
            yield [geometry(shape) if shape else None, *picked(row)]

    marks = ", ".join("?" * (len(columns) + 1))
    names = ", ".join(f'"{c.name}"' for c in columns)
    connection.executemany(f'INSERT INTO "{layer.table}" (geom, {names}) VALUES ({marks})', values())  # noqa: S608 - names of ours
    return tuple(box) if box else (None, None, None, None)


def _widened(box: Sequence[float], shape: Shape) -> list[float]:
    if shape["type"] == "Point" and box:
        x, y = shape["coordinates"]
        return [min(box[0], x), min(box[1], y), max(box[2], x), max(box[3], y)]
    points = list(corners(shape))
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    old = box or (min(xs), min(ys), max(xs), max(ys))
    return [min(old[0], *xs), min(old[1], *ys), max(old[2], *xs), max(old[3], *ys)]


def geometry(shape: Shape) -> bytes:
    """A shape as GeoPackage keeps it: a head without a box, then well-known binary."""
    return struct.pack("<2sBBi", b"GP", 0, 1, 4326) + wkb(shape)


def _told(column: Column) -> Callable[[date], str]:
    return _last_second if column.name in ENDS else _time


@lru_cache(1 << 14)  # thousands of rows share the time of one report
def _time(moment: date) -> str:
    """As GeoPackage writes times, a day as its first second; strftime drops the zeros of early years."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    return f"{moment.year:04d}-{moment:%m-%dT%H:%M:%S}.000Z"


@lru_cache(1 << 14)
def _last_second(day: date) -> str:
    return _time(day if isinstance(day, datetime) else datetime.combine(day, time(23, 59, 59)))
