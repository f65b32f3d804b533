"""One day in figures: what is told of it, what changed hands, what is disputed, what could not be placed. Each figure names its records."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from frontlog.model import ControlState
from frontlog.views.exports.export import Export
from frontlog.views.exports.native_verdicts import contradictions
from frontlog.views.listing import changes

Row = dict[str, Any]
FINE = ("day", "week")  # an event of "some day this month" is news of no day
UNTOLD = ("planned", "conditional", "denied")


def day_figures(export: Export, incidents: Sequence[Row], day: date) -> Row:
    """The day as one object. `incidents` are the rows of the table of incidents."""
    here = [row for row in incidents if _on(row, day)]
    told = [row for row in here if row["modality"] not in UNTOLD]
    ids = {row["incident_id"] for row in here}
    return {
        "date": day,
        "incidents": _figure(told),
        "not_told_as_fact": _figure(row for row in here if row["modality"] in UNTOLD),
        "killed": _people(told, "killed"),
        "injured": _people(told, "injured"),
        "by_type": {kind: _figure(r for r in told if r["event_type"] == kind) for kind in sorted({r["event_type"] for r in told})},
        "by_grade": {grade: _figure(r for r in told if r["grade"] == grade) for grade in sorted({r["grade"] for r in told})},
        "unplaced": _figure(row for row in told if row["latitude"] is None),
        "disputed": _figure(row for row in told if row["disputed"]),
        "contradictions": [row for row in contradictions(export) if row["incident_id"] in ids and row["status"] == "contradiction"],
        "control_changes": _changed(export.rows(ControlState), day),
        "highlights": sorted(told, key=lambda r: (-(r["killed_best"] or 0), -r["n_origins"], r["incident_id"]))[:5],
    }


def _on(row: Row, day: date) -> bool:
    first, last = row["date_start"], row["date_end"]
    return row["date_precision"] in FINE and first is not None and last is not None and first <= day <= last


def _figure(rows: Iterable[Row]) -> Row:
    found = [row["incident_id"] for row in rows]
    return {"n": len(found), "incident_ids": found}


def _people(rows: Sequence[Row], kind: str) -> Row:
    """People over all incidents that state a number, and how many state none: a sum of what is told is not a count of the dead."""
    best = f"{kind}_best"
    stated = [row for row in rows if any(row.get(f"{kind}_{bound}") is not None for bound in ("low", "best", "high"))]
    known = [row[best] for row in stated if row.get(best) is not None]
    return {
        "best": sum(known) if known else None,
        "incident_ids": [row["incident_id"] for row in stated],
        "not_stated": len(rows) - len(stated),
    }


def _changed(states: Sequence[ControlState], day: date) -> list[Row]:
    before = day - timedelta(days=1) if day > date.min else day
    return (
        [
            {
                "place_id": row["place_id"],
                "place_name": row["place_name"],
                "before": row[f"on_{before}"],
                "now": row[f"on_{day}"],
                "holder_prob": row["holder_prob"],
                "state_id": row["state_id"],
            }
            for row in changes(states, before, day)
        ]
        if before != day
        else []
    )
