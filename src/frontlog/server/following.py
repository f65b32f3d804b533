"""The tables that a mirror follows a log by: what changed, what is gone, and the builds that did it."""

from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

from frontlog.model import Decision
from frontlog.store.history import History, Run, Standing
from frontlog.views.exports.codebook import TYPES, Column
from frontlog.views.rows import Rows

COLUMNS: dict[str, tuple[Column, ...]] = {
    "changes": (
        Column("change_id", "text", "run or decision, and number"),
        Column("changed_at", "datetime", "when"),
        Column("actor", "text", "who", "human model"),
        Column("table", "text", "table of the record", "documents claims incidents contradictions control control_known control_claimed"),
        Column("record_id", "text", "what; of a person's verdict the claims that it is about, with blanks between"),
        Column("change", "text", "what happened to it", "added changed removed decided"),
        Column("field", "text", "which field; empty where only something around the record changed"),
        Column("old", "text", "before, its first 400 characters"),
        Column("new", "text", "after, its first 400 characters"),
        Column("reason", "text", "why: the reason of the person, or the version of the program"),
        Column("run_id", "text", "which build; empty for a person's verdict"),
    ),
    "deleted": (
        Column("record_id", "text", "what is no longer there"),
        Column("table", "text", "table that it stood in"),
        Column("deleted_at", "datetime", "since when"),
        Column("reason", "text", "why", "merged gone"),
        Column("merged_into", "text", "the incident that holds most of its claims now; empty where none does"),
        Column("run_id", "text", "which build"),
    ),
    "runs": (
        Column("run_id", "text", "stable id"),
        Column("at", "datetime", "when"),
        Column("frontlog_version", "text", "program"),
        Column("n_added", "integer", "records that came"),
        Column("n_changed", "integer", "records that changed"),
        Column("n_removed", "integer", "records that went"),
    ),
}  # fmt: skip


def schema(name: str) -> pa.Schema:
    """The Arrow schema of one of these tables."""
    return pa.schema([(column.name, TYPES[column.type]) for column in COLUMNS[name]])


def table(name: str, rows: Rows, history: History | None, runs: Sequence[Run], standing: Standing) -> pa.Table:
    """One of these tables. Changes are in the order in which they came about."""
    if name == "changes":
        made: Iterable[dict[str, Any]] = _changes(rows, history, runs)
    else:
        made = _deleted(standing) if name == "deleted" else map(_run, runs)
    return pa.Table.from_pylist(list(made), schema=schema(name))


def _changes(rows: Rows, history: History | None, runs: Sequence[Run]) -> list[dict[str, Any]]:
    told = [
        {
            "change_id": f"{run.id}-{number}",
            "changed_at": run.at,
            "actor": "model",
            "table": event.table,
            "record_id": event.id,
            "change": event.change,
            "field": event.field,
            "old": event.old,
            "new": event.new,
            "reason": f"frontlog {run.frontlog}",
            "run_id": run.id,
        }
        for run in runs
        for number, event in enumerate(history.events(run) if history else ())
    ]
    return sorted([*told, *map(_decision, rows(Decision))], key=lambda row: row["changed_at"])


def _decision(made: Decision) -> dict[str, Any]:
    return {
        "change_id": made.id,
        "changed_at": made.when,
        "actor": "human",
        "table": "claims",
        "record_id": " ".join(made.subject),
        "change": "decided",
        "field": "same_event",
        "old": "",
        "new": made.verdict,
        "reason": made.why,
        "run_id": "",
    }


def _deleted(standing: Standing) -> Iterable[dict[str, Any]]:
    for gone in sorted(standing.gone.values(), key=lambda g: (g.run.at, g.table, g.id)):
        yield {
            "record_id": gone.id,
            "table": gone.table,
            "deleted_at": gone.run.at,
            "reason": "merged" if gone.merged_into else "gone",
            "merged_into": gone.merged_into,
            "run_id": gone.run.id,
        }


def _run(run: Run) -> dict[str, Any]:
    return {
        "run_id": run.id,
        "at": run.at,
        "frontlog_version": run.frontlog,
        "n_added": sum(run.added.values()),
        "n_changed": sum(run.changed.values()),
        "n_removed": sum(run.removed.values()),
    }
