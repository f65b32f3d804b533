"""Every file opened by the program that people open it with."""

import csv
import io
import json
import sqlite3
import zipfile
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyarrow.parquet as pq
import pytest

from frontlog.views.exports.codebook import header, tables
from frontlog.views.exports.gpkg_styles import STYLES, qml
from frontlog.views.exports.xlsx_file import Sheet, column, write_workbook
from support.exports import export, made, write

LAYERS = ("incidents", "control", "places", "claims")
N_INCIDENTS = 6


def tool(name: str) -> Any:
    return pytest.importorskip(name, reason=f"{name} is not installed")


# --------------------------------------------------------------------------------------------------------------- tables


def test_pandas_reads_the_tables(tmp_path: Path) -> None:
    pandas = tool("pandas")
    write("csv", tmp_path)
    for name in ("incidents", "claims", "control"):
        frame = pandas.read_csv(tmp_path / "csv" / f"{name}.csv")
        assert list(frame.columns) == header(name)
        assert len(frame)
    incidents = pandas.read_csv(tmp_path / "csv" / "incidents.csv", parse_dates=["first_reported"])
    assert incidents["killed_best"].sum() == 15
    assert len(incidents) == N_INCIDENTS


def test_pandas_reads_polecat_without_quoting() -> None:
    pandas = tool("pandas")
    frame = pandas.read_csv(io.BytesIO(made("polecat")), sep="\t", quoting=3)
    assert frame.shape[1] == 40


def test_duckdb_reads_parquet_and_csv_alike(tmp_path: Path) -> None:
    duckdb = tool("duckdb")
    write("parquet", tmp_path)
    write("csv", tmp_path)
    for name in ("incidents", "claims", "spans", "contradictions"):
        one = duckdb.sql(f"SELECT count(*) FROM '{tmp_path}/parquet/{name}.parquet'").fetchall()
        two = duckdb.sql(f"SELECT count(*) FROM read_csv('{tmp_path}/csv/{name}.csv', header=true, all_varchar=true)").fetchall()
        assert one == two
        assert one[0][0] > 0
    panel = duckdb.sql(f"SELECT sum(ged_os_best), sum(ged_ns_best), sum(n_events) FROM '{tmp_path}/parquet/panel_priogrid_month.parquet'")
    assert panel.fetchall() == [(3, 12, 4)]


def test_parquet_has_real_types_and_lists() -> None:
    schema = pq.read_schema(io.BytesIO(made("incidents-parquet")))
    assert [str(schema.field(n).type) for n in ("date_start", "actors", "killed_best", "disputed")] == [
        "date32[day]",
        "list<element: string>",
        "int64",
        "bool",
    ]


def test_the_code_book_names_every_column_of_every_table() -> None:
    rows = list(csv.DictReader(io.StringIO(made("csv", file="codebook.csv").decode())))
    assert list(rows[0]) == ["table", "column", "type", "unit", "allowed_values", "meaning", "since"]
    assert len(rows) == sum(map(len, tables().values()))
    told = {(row["table"], row["column"]): (row["unit"], row["allowed_values"]) for row in rows}
    assert told["incidents", "geo_radius_m"] == ("metres", "")
    assert told["incidents", "where_prec"] == ("", "1 to 7")
    assert told["control", "basis"] == ("", "assessed claimed inferred")
    assert all(len(column.meaning) >= 3 for columns in tables().values() for column in columns)


# ----------------------------------------------------------------------------------------------------------------- maps


def test_geojson_is_rfc_7946() -> None:
    found = json.loads(made("geojson"))
    assert found["frontlog"]["run_id"] == "0123456789ab"
    assert found["frontlog"]["licence"] == "CC0"
    shapes = {f["properties"]["place_name"]: f for f in found["features"]}
    assert shapes["الرقة"]["geometry"] is None
    assert shapes["Tabqa"]["geometry"] == {"type": "Point", "coordinates": [38.5481, 35.8366]}
    ring = shapes["Doma"]["geometry"]["coordinates"][0]
    assert ring[0] == ring[-1]
    assert sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in pairwise(ring)) < 0  # counter-clockwise
    assert shapes["Doma"]["properties"]["label_point"] == [36.4, 33.57]


def test_geopandas_reads_geojson_geoparquet_and_geopackage_alike(tmp_path: Path) -> None:
    geopandas = tool("geopandas")
    frames = [geopandas.read_file(write("geojson", tmp_path)), geopandas.read_file(write("gpkg", tmp_path), layer="incidents")]
    frames.append(geopandas.read_parquet(write("geoparquet", tmp_path)))
    assert {len(frame) for frame in frames} == {N_INCIDENTS}
    assert {frame.crs.to_authority() for frame in frames} == {("EPSG", "4326"), ("OGC", "CRS84")}  # the same points
    assert {frame.geometry.isna().sum() for frame in frames} == {2}
    assert len({tuple(frame.total_bounds.round(4)) for frame in frames}) == 1


def test_geopackage_layers_have_times_and_styles(tmp_path: Path) -> None:
    pyogrio = tool("pyogrio")
    path = write("gpkg", tmp_path)
    assert [name for name, _ in pyogrio.list_layers(path)] == [*LAYERS, "layer_styles"]
    for layer, fields in (("incidents", ("date_start", "date_end")), ("control", ("valid_from", "valid_to"))):
        info = pyogrio.read_info(path, layer=layer)
        kinds = dict(zip(info["fields"], info["dtypes"], strict=True))
        assert all(str(kinds[field]).startswith("datetime64") for field in fields)
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
        declared = {name: kind for _, name, kind, *_ in db.execute("PRAGMA table_info(incidents)")}
        assert (declared["date_start"], declared["date_end"]) == ("DATETIME", "DATETIME")
        assert [row[0] for row in db.execute("SELECT f_table_name FROM layer_styles WHERE useAsDefault")] == list(STYLES)
        assert db.execute("SELECT date_start FROM incidents WHERE place_name = 'Homs'").fetchone() == ("1875-01-01T00:00:00.000Z",)
    db.close()


def test_the_rule_of_qgis_for_times_finds_what_lasted_into_a_day(tmp_path: Path) -> None:
    """A feature is shown where its interval and the frame have a time in common; an open end lasts."""
    path = write("gpkg", tmp_path)
    frame = ("2017-10-20T00:00:00.000Z", "2017-10-20T23:59:59.999Z")
    sql = "SELECT {} FROM {} WHERE ({} IS NULL OR {} <= ?) AND ({} IS NULL OR {} >= ?) ORDER BY 1"
    with sqlite3.connect(path) as db:
        found = db.execute(sql.format("place_name", "incidents", *("date_start",) * 2, *("date_end",) * 2), frame[::-1]).fetchall()
        held = db.execute(sql.format("holder", "control", *("valid_from",) * 2, *("valid_to",) * 2), frame[::-1]).fetchall()
    db.close()
    assert [row[0] for row in found] == ["", "Doma", "Homs"]  # undated, until the 30th, from 1875 on without an end
    assert held == [("sdf",)]


def test_styles_are_xml_that_names_real_fields() -> None:
    for layer, style in STYLES.items():
        root = ElementTree.fromstring(qml(layer).partition("\n")[2])
        assert root.find("renderer-v2").get("attr") in header(layer)  # type: ignore[union-attr]
        temporal = root.find("temporal")
        assert temporal is not None
        if style.begin:
            assert (temporal.get("enabled"), temporal.get("mode")) == ("1", "2")
            assert {temporal.get("startField"), temporal.get("endField")} <= set(header(layer))


def test_kml_has_time_spans_that_gdal_reads(tmp_path: Path) -> None:
    root = ElementTree.fromstring(made("kml"))
    space = {"k": "http://www.opengis.net/kml/2.2"}
    marks = root.findall(".//k:Placemark", space)
    spans = [m.find("k:TimeSpan", space) for m in marks]
    assert len(marks) == N_INCIDENTS + 2
    assert sum(span is not None for span in spans) == len(marks) - 1  # all but the undated one
    begins = [s.findtext("k:begin", namespaces=space) for s in spans if s is not None]
    assert "1875-01-01" in begins
    assert "http://maps.google" not in made("kml").decode()
    geopandas = tool("geopandas")
    frame = geopandas.read_file(write("kml", tmp_path), layer="Incidents")
    assert len(frame) == N_INCIDENTS
    assert frame["begin"].notna().sum() == N_INCIDENTS - 1


# ---------------------------------------------------------------------------------------------------------------- excel


def test_openpyxl_reads_the_workbook(tmp_path: Path) -> None:
    openpyxl = tool("openpyxl")
    book = openpyxl.load_workbook(write("xlsx", tmp_path))
    assert book.sheetnames == ["Read me", "Incidents", "Claims", "Control", "Contradictions", "Code book"]
    sheet = book["Incidents"]
    assert [cell.value for cell in sheet[1]] == header("incidents")
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:{column(len(header('incidents')))}{N_INCIDENTS + 1}")
    rows = [dict(zip(header("incidents"), [c.value for c in row], strict=True)) for row in sheet.iter_rows(min_row=2)]
    days = {row["place_name"]: row["date_start"] for row in rows}
    assert days["Tabqa"] == datetime(2017, 10, 10)
    assert days["Homs"] == "1875-01-01"  # before Excel's time
    assert days["الرقة"] == datetime(2017, 10, 10)
    title = next(cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=HYPERLINK"))
    assert title.data_type == "s"  # a text, never run
    assert any("not what is true" in str(row[1].value) for row in book["Read me"].iter_rows())
    book.close()


def test_a_sheet_goes_on_where_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frontlog.views.exports.xlsx_file.MOST_ROWS", 4)
    out = io.BytesIO()
    write_workbook(out, [Sheet("A/B: rows", ("n", "text"), ([i, "x\x00\x0by"] for i in range(7)))])
    with zipfile.ZipFile(out) as archive:
        names = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        sheets = [s.get("name") for s in names.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}sheet")]
        rows = [archive.read(f"xl/worksheets/sheet{i}.xml").count(b"<row ") for i in (1, 2, 3)]
    assert sheets == ["A B  rows", "A B  rows 2", "A B  rows 3"]
    assert rows == [4, 4, 2]


# ------------------------------------------------------------------------------------------------------------ datasette


def test_datasette_serves_the_database_and_answers(tmp_path: Path) -> None:
    app = tool("datasette.app")
    import asyncio

    path = write("datasette", tmp_path)

    async def ask() -> list[Any]:
        served = app.Datasette([str(path)])
        out = []
        for url in (
            "/frontlog/incidents.json?_shape=array&event_type=airstrike",
            "/frontlog/incidents_map.json?_shape=array",
            "/frontlog.json?_shape=array&sql=select+claims.quote+from+claims+join+claims_fts+on+claims.rowid%3Dclaims_fts.rowid+where+claims_fts+match+'besieged'",
            "/frontlog/claims.json?_facet=event_type&_size=0",
        ):
            answer = await served.client.get(url)
            assert answer.status_code == 200, answer.text
            out.append(answer.json())
        return out

    strikes, mapped, quotes, facets = asyncio.run(ask())
    assert [row["killed_best"] for row in strikes] == [3]
    popup = json.loads(mapped[0]["popup"]) if isinstance(mapped[0]["popup"], str) else mapped[0]["popup"]
    assert set(popup) == {"title", "description", "link"}
    assert all(row["latitude"] is not None for row in mapped)
    assert quotes == [{"quote": "Soldiers besieged Doma."}]
    assert {row["value"] for row in facets["facet_results"]["event_type"]["results"]} >= {"capture", "airstrike"}


def test_the_database_is_whole_and_links_its_tables(tmp_path: Path) -> None:
    path = write("datasette", tmp_path)
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("SELECT count(*) FROM incident_claims JOIN claims USING (claim_id)").fetchone()[0] == 9
        assert db.execute("SELECT count(*) FROM codebook").fetchone()[0] > 150
    db.close()


def test_reading_twice_gives_the_same_rows() -> None:
    source = export()
    assert [e.id for e in source.events()] == [e.id for e in source.events()]
