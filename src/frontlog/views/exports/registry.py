"""Every format by name: `FORMATS["acled"].write(export, path)`, or `FORMATS["geojson"].files` to write one file to a stream."""

from frontlog.model import FrontlogError, suggest
from frontlog.views.exports import (
    acled,
    bridges,
    datasette,
    ged,
    geojson,
    geopackage,
    geoparquet,
    hapi,
    hxl,
    kml,
    linked,
    native,
    pack,
    panels,
    plover,
    stata,
    xlsx,
)
from frontlog.views.exports.format import Format, Write

CSV, JSON, LINES = "text/csv; charset=utf-8", "application/json", "application/x-ndjson"
PARQUET, GEOJSON = "application/vnd.apache.parquet", "application/geo+json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STATA = "application/x-stata"
TSV = "text/tab-separated-values; charset=utf-8"


def _one(name: str, file: str, media_type: str, meaning: str, write: Write, notice: str = "") -> Format:
    return Format(name, meaning, media_type, {file: write}, notice)


FORMATS: dict[str, Format] = {
    found.name: found
    for found in (
        Format(
            "csv",
            "all our tables as CSV, with a code book",
            CSV,
            {**{f"{table}.csv": native.AsCsv(table) for table in native.TABLES}, "codebook.csv": native.codebook},
            apart=tuple(f"{table}.csv" for table in native.APART),
        ),
        Format(
            "parquet",
            "all our tables as Parquet, panels by district and day and by PRIO-GRID cell and month, a code book",
            PARQUET,
            {
                **{f"{table}.parquet": native.AsParquet(table) for table in native.TABLES},
                "panel_adm2_day.parquet": panels.adm2_day,
                "panel_priogrid_month.parquet": panels.priogrid_month,
                "codebook.csv": native.codebook,
            },
            joined=("incidents.parquet", "panel_adm2_day.parquet", "panel_priogrid_month.parquet"),
            apart=tuple(f"{table}.parquet" for table in native.APART),
        ),
        _one("geojson", "incidents.geojson", GEOJSON, "incidents for maps (RFC 7946)", geojson.incidents),
        _one("control-geojson", "control.geojson", GEOJSON, "who held which place from when to when, for maps", geojson.control),
        _one("control-known-geojson", "control_known.geojson", GEOJSON, "the same by what was known on each day", geojson.control_known),
        _one("control-claimed-geojson", "control_claimed.geojson", GEOJSON, "who claimed what, at face value", geojson.control_claimed),
        _one("geoparquet", "incidents.geoparquet", PARQUET, "incidents as GeoParquet", geoparquet.incidents),
        _one("control-geoparquet", "control.geoparquet", PARQUET, "control as GeoParquet", geoparquet.control),
        _one("gpkg", "frontlog.gpkg", "application/geopackage+sqlite3", "a GeoPackage with styles, for QGIS", geopackage.geopackage),
        _one("kml", "frontlog.kml", "application/vnd.google-earth.kml+xml", "incidents and control in time, for Google Earth", kml.kml),
        _one("acled", "incidents_acled.csv", CSV, "incidents in ACLED's columns", acled.incidents, acled.NOTICE),
        _one("ged", "incidents_ged.csv", CSV, "lethal incidents in UCDP GED's columns", ged.incidents, ged.NOTICE),
        _one("hapi", "conflict_event_adm2_month.csv", CSV, "counts by district and month, as the HDX API has them", hapi.conflict_events),
        _one("polecat", "incidents_polecat.txt", TSV, "incidents as POLECAT's table", plover.polecat),
        _one("plover", "incidents_plover.jsonl", LINES, "incidents as PLOVER events", plover.jsonl),
        _one("hxl", "incidents_hxl.csv", CSV, "incidents with HXL tags, for humanitarian tools", hxl.incidents),
        _one("control-hxl", "control_hxl.csv", CSV, "control with HXL tags", hxl.control),
        _one("xlsx", "frontlog.xlsx", XLSX, "an Excel workbook with a sheet to read first", xlsx.workbook),
        _one("datasette", "frontlog.db", "application/vnd.sqlite3", "a SQLite database for Datasette", datasette.database),
        Format(
            "timemap",
            "the three files of TimeMap",
            JSON,
            {
                "events.json": bridges.timemap_events,
                "sources.json": bridges.timemap_sources,
                "associations.json": bridges.timemap_associations,
            },
            joined=("events.json", "associations.json"),
        ),
        _one("atlos", "incidents_atlos.csv", CSV, "incidents to import into Atlos", bridges.atlos),
        _one("ftm", "frontlog.ftm.json", LINES, "entities of FollowTheMoney", bridges.ftm),
        _one("annotations", "annotations.jsonl", LINES, "W3C annotations of the texts", linked.annotations),
        _one("claims-jsonld", "claims.jsonld", "application/ld+json", "claims with citation links (schema.org, CiTO)", linked.claims),
        _one("pack", "evidence.zip", "application/zip", "evidence: raw copies, hashes, quotations, claim matrix, verify.py", pack.pack),
        _one("prov", "prov.json", JSON, "where everything comes from (PROV-JSON)", linked.prov),
    )
}


NAMED = tuple(FORMATS)  # those that people choose from; each of our tables can be had on its own, too

for _table in native.TABLES:
    _file, _what = _table.replace("_", "-"), f"our table of {_table.replace('_', ' ')}"
    for _made in (
        _one(f"{_file}-csv", f"{_table}.csv", CSV, _what, native.AsCsv(_table)),
        _one(f"{_file}-ndjson", f"{_table}.ndjson", LINES, f"{_what}, one JSON object a line", native.as_lines(_table)),
        _one(f"{_file}-dta", f"{_table}.dta", STATA, f"{_what}, for Stata", stata.Dta(_table, native.TABLES[_table])),
        _one(f"{_file}-parquet", f"{_table}.parquet", PARQUET, f"{_what}, with lists and real dates", native.AsParquet(_table)),
    ):
        FORMATS[_made.name] = _made


def find(name: str) -> Format:
    """The format of that name. Raises FrontlogError with the nearest one."""
    if name not in FORMATS:
        raise FrontlogError(f"There is no export '{name}'.", suggest(name, FORMATS))
    return FORMATS[name]
