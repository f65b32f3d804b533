"""The quotations that exports hold, each with what it says of itself: document, place, words, what stands around it."""

import csv
import io
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pandas as pd
import pyarrow.parquet as pq

from frontlog.views.exports.export import Export
from frontlog.views.exports.native import TABLES
from frontlog.views.exports.pack_verify import verify
from frontlog.views.exports.registry import FORMATS
from frontlog.views.write import FORMULA


class Quoted(NamedTuple):
    """A quotation with its place. `after` and `before` are what is said to stand around it; None where nothing is said of that."""

    document: str
    start: int
    end: int
    words: str
    before: str | None = None
    after: str | None = None


Rows = Iterator[Mapping[str, Any]]
csv.field_size_limit(10_000_000)


def of_rows(rows: Rows) -> Iterator[Quoted]:
    """Those of rows of our tables claims and spans."""
    for row in rows:
        if "exact" in row:
            start, end = int(row["start_clean"]), int(row["end_clean"])
            yield Quoted(row["document_id"], start, end, row["exact"], row["prefix"] or "", row["suffix"] or "")
        elif "quote" in row and "span_start" in row:
            start, end = int(row["span_start"]), int(row["span_end"])
            yield Quoted(row["document_id"], start, end, row["quote"], row["quote_prefix"] or "", row["quote_suffix"] or "")


def csv_rows(content: bytes) -> Rows:
    for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True):
        yield {name: _unguarded(cell) for name, cell in row.items()}


def _unguarded(cell: str) -> str:
    """A cell without the sign that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA else cell


def parquet_rows(content: bytes) -> Rows:
    yield from pq.read_table(io.BytesIO(content)).to_pylist()


def stata_rows(content: bytes) -> Rows:
    yield from pd.read_stata(io.BytesIO(content)).to_dict("records")


def line_rows(content: bytes) -> Rows:
    yield from map(json.loads, content.splitlines())


def database_rows(content: bytes) -> Rows:
    """Rows of the tables of a SQLite file that have both words and a place."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        path.write_bytes(content)
        found = sqlite3.connect(path)
        found.row_factory = sqlite3.Row
        for table in ("claims", "spans"):
            if found.execute("select 1 from sqlite_master where name = ?", (table,)).fetchone():
                yield from map(dict, found.execute(f'select * from "{table}"'))
        found.close()


def sheet_rows(content: bytes) -> Rows:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    head, *rows = book["Claims"].iter_rows(values_only=True)
    book.close()
    yield from (dict(zip_longest(head, row)) for row in rows)


def annotations(content: bytes) -> Iterator[Quoted]:
    """The document is named by its address where it has one."""
    for row in line_rows(content):
        place, words = row["target"]["selector"]
        document = row["target"]["source"].removeprefix("urn:frontlog:document:")
        yield Quoted(document, place["start"], place["end"], words["exact"], words["prefix"], words["suffix"])


def packed(content: bytes) -> Iterator[Quoted]:
    """Those of the manifest, of the annotations and, without a place of their own, of the matrix and the claims of a pack."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive, tempfile.TemporaryDirectory() as folder:
        archive.extractall(folder)
        assert verify(Path(folder))[0] == []
        spans = json.loads(archive.read("MANIFEST.json"))["spans"]
        listed = [Quoted(s["document"], s["start"], s["end"], s["exact"]) for s in spans]
        yield from listed
        yield from annotations(archive.read("spans.jsonl"))
        said = {q.words for q in listed}
        assert all(row["quote"] in said for row in csv_rows(archive.read("matrix.csv")))
        linked(archive.read("claims.jsonld"), {s["id"]: s["exact"] for s in spans})


def linked(content: bytes, spans: Mapping[str, str]) -> int:
    """Check that claims as linked data say the words of the span that they name. Returns how many there are."""
    graph = json.loads(content)["@graph"]
    for node in graph:
        assert node["text"] == spans[node["cito:citesAsEvidence"]["@id"].rpartition(":")[2]]
    return len(graph)


READERS: dict[str, Callable[[bytes], Iterator[Quoted]]] = {
    "csv": lambda content: of_rows(csv_rows(content)),
    "parquet": lambda content: of_rows(parquet_rows(content)),
    "ndjson": lambda content: of_rows(line_rows(content)),
    "gpkg": lambda content: of_rows(database_rows(content)),
    "db": lambda content: of_rows(database_rows(content)),
    "dta": lambda content: of_rows(stata_rows(content)),
    "xlsx": lambda content: of_rows(sheet_rows(content)),
    "jsonl": annotations,
    "zip": packed,
}
QUOTING = frozenset(  # formats that quote reports; the tests see to it that no other does
    ["csv", "parquet", "gpkg", "xlsx", "datasette", "annotations", "claims-jsonld", "pack"]
    + [f"{table}-{form}" for table in ("claims", "spans") for form in ("csv", "ndjson", "parquet", "dta")]
)


def quotations(name: str, export: Export) -> Iterator[Quoted]:
    """All quotations of an export."""
    if name == "claims-jsonld":
        spans = {row["span_id"]: row for row in TABLES["spans"](export)}
        assert linked(FORMATS[name].bytes(export), {key: row["exact"] for key, row in spans.items()})
        yield from of_rows(iter(spans.values()))
        return
    for file in FORMATS[name].files:
        if not file.startswith(("codebook", "panel_")):
            named = {report.url: key for key, report in export.reports.items() if report.url}
            read = READERS[file.rpartition(".")[2]](FORMATS[name].bytes(export, file))
            yield from (said._replace(document=named.get(said.document, said.document)) for said in read)
