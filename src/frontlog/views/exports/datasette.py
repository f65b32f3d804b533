"""A SQLite database that Datasette serves as it is: our tables with keys and full-text search, and views for its maps."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from typing import BinaryIO

from frontlog.views.exports.codebook import Column, book, tables
from frontlog.views.exports.export import Export
from frontlog.views.exports.native import TABLES
from frontlog.views.exports.sqlite_file import filled, taken

SQL = {"integer": "INTEGER", "number": "REAL", "probability": "REAL", "boolean": "INTEGER"}
KEYS = {
    "documents": "document_id",
    "sources": "outlet",
    "syndication_groups": "syndication_group_id",
    "claims": "claim_id",
    "incidents": "incident_id",
    "contradictions": "contradiction_id",
    "actors": "actor_id",
    "places": "place_id",
    "control": "state_id",
    "decisions": "decision_id",
}
LINKS = {  # columns that name a row of another table
    "claims": {"incident_id": "incidents", "document_id": "documents"},
    "incident_claims": {"incident_id": "incidents", "claim_id": "claims"},
    "actor_aliases": {"actor_id": "actors"},
    "control_evidence": {"state_id": "control"},
}
LEFT_OUT = ("spans",)  # every word of every claim again: five times the size of the rest
VIEWS = """
CREATE VIEW incidents_map AS SELECT incident_id, date_start, date_end, event_type, grade, killed_best, latitude, longitude,
  json_object('title', title, 'description', coalesce(date_start, 'no day') || ', ' || grade || ': ' || grade_reason,
    'link', CASE WHEN evidence_url = '' THEN '/frontlog/incidents/' || incident_id ELSE evidence_url END) AS popup
  FROM incidents WHERE latitude IS NOT NULL;
CREATE VIEW control_map AS SELECT state_id, valid_from, valid_to, holder, state, holder_prob, latitude, longitude,
  json_object('title', place_name, 'description', state || coalesce(' by ' || nullif(holder_name, ''), '') || ', ' || valid_from || ' to '
    || coalesce(valid_to, 'now'), 'link', CASE WHEN evidence_url = '' THEN '/frontlog/control/' || state_id ELSE evidence_url END) AS popup
  FROM control WHERE latitude IS NOT NULL;
CREATE VIRTUAL TABLE claims_fts USING FTS5 (quote, content=claims);
INSERT INTO claims_fts (claims_fts) VALUES ('rebuild');
CREATE VIRTUAL TABLE incidents_fts USING FTS5 (title, content=incidents);
INSERT INTO incidents_fts (incidents_fts) VALUES ('rebuild');
"""
INDEXES = (
    ("claims", "incident_id"),
    ("claims", "document_id"),
    ("claims", "event_type"),
    ("incidents", "date_start"),
    ("incidents", "event_type"),
    ("incidents", "place_id"),
    ("control", "place_id"),
    ("incident_claims", "claim_id"),
    ("control_evidence", "state_id"),
)


def database(export: Export, out: BinaryIO) -> None:
    """frontlog.db: `datasette frontlog.db`."""
    filled(out, lambda connection: _fill(connection, export))


def _fill(connection: sqlite3.Connection, export: Export) -> None:
    for table, rows in TABLES.items():
        if table in LEFT_OUT:
            continue
        columns = tables()[table]
        connection.execute(f'CREATE TABLE "{table}" ({", ".join(_declared(table, columns))})')
        marks = ", ".join("?" * len(columns))
        connection.executemany(f'INSERT INTO "{table}" VALUES ({marks})', map(taken(columns, _told), rows(export)))  # noqa: S608 - names of ours
    connection.execute(
        "CREATE TABLE codebook (table_name TEXT, column_name TEXT, type TEXT, unit TEXT, allowed_values TEXT, meaning TEXT, since TEXT)"
    )
    connection.executemany("INSERT INTO codebook VALUES (?, ?, ?, ?, ?, ?, ?)", book())
    for table, column in INDEXES:
        connection.execute(f'CREATE INDEX "{table}_{column}" ON "{table}" ("{column}")')
    connection.executescript(VIEWS)


def _declared(table: str, columns: tuple[Column, ...]) -> Iterator[str]:
    key, links = KEYS.get(table, ""), LINKS.get(table, {})
    for column in columns:
        own = " PRIMARY KEY" if column.name == key else ""
        link = f' REFERENCES "{links[column.name]}"' if column.name in links else ""
        yield f'"{column.name}" {SQL.get(column.type, "TEXT")}{own}{link}'


def _told(_column: Column) -> Callable[[date], str]:
    return _iso


@lru_cache(1 << 14)  # thousands of rows share the time of one report
def _iso(day: date) -> str:
    return day.isoformat()
