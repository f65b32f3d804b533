"""Our own tables: every one as CSV and as Parquet, with the code book. What the other formats are views of."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

import pyarrow as pa

from frontlog.views.exports import native_claims, native_control, native_sources, native_spans, native_verdicts
from frontlog.views.exports.cells import write_columns, write_csv
from frontlog.views.exports.codebook import BOOK, arrow_schema, book, cells_of, header, lines
from frontlog.views.exports.export import Export
from frontlog.views.exports.geojson import dumped
from frontlog.views.exports.incidents import Row, write_batches, write_parquet
from frontlog.views.exports.incidents import rows as incidents
from frontlog.views.exports.source import Columns

Rows = Callable[[Export], Iterator[Row]]
Write = Callable[[Export, BinaryIO], None]

TABLES: Mapping[str, Rows] = {
    "documents": native_sources.documents,
    "sources": native_sources.sources,
    "syndication_groups": native_sources.groups,
    "spans": native_spans.spans,
    "claims": native_claims.claims,
    "incidents": incidents,
    "incident_claims": native_claims.incident_claims,
    "contradictions": native_verdicts.contradictions,
    "actors": native_sources.actors,
    "actor_aliases": native_sources.aliases,
    "places": native_sources.places,
    "control": native_control.control,
    "control_known": native_control.known,
    "control_claimed": native_control.claimed,
    "control_evidence": native_control.evidence,
    "decisions": native_verdicts.decisions,
    "changes": native_verdicts.changes,
    "deleted": native_verdicts.deleted,
    "id_aliases": native_verdicts.id_aliases,
    "runs": native_verdicts.runs,
}
APART = ("spans", "documents", "syndication_groups", "claims")  # half of the work, which asks for no incidents
BY_COLUMN: Mapping[str, Callable[[Export], Iterator[Columns]]] = {  # the largest ones
    "spans": native_spans.span_columns,
    "claims": native_claims.claim_columns,
}


@dataclass(frozen=True, slots=True)
class AsCsv:
    """A writer of a table as CSV. (A class and no function, for another process may be told to do it.)"""

    table: str

    def __call__(self, export: Export, out: BinaryIO) -> None:
        table = self.table
        if table in BY_COLUMN:
            write_columns(out, [header(table)], (cells_of(table, part) for part in BY_COLUMN[table](export)))
        else:
            write_csv(out, [header(table)], lines(table, TABLES[table](export)))


@dataclass(frozen=True, slots=True)
class AsParquet:
    """A writer of a table as Parquet."""

    table: str

    def __call__(self, export: Export, out: BinaryIO) -> None:
        table = self.table
        if table in BY_COLUMN:
            write_batches(out, arrow_schema(table), BY_COLUMN[table](export))
        else:
            write_parquet(out, arrow_schema(table), TABLES[table](export))


def as_lines(table: str) -> Write:
    """A writer of a table as JSON lines: as the CSV, but lists are lists and unknown is null."""

    def write(export: Export, out: BinaryIO) -> None:
        names = header(table)
        for values in lines(table, TABLES[table](export)):
            out.write(dumped(dict(zip(names, values, strict=True))) + b"\n")

    return write


def codebook(export: Export, out: BinaryIO) -> None:
    """codebook.csv: every column of every table."""
    write_csv(out, [BOOK], book())


def as_table(table: str, export: Export) -> pa.Table:
    """A table in memory, for notebooks."""
    return pa.Table.from_pylist(list(TABLES[table](export)), schema=arrow_schema(table))
