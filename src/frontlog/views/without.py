"""Incidents without an outlet or a camp, beside what they are with everybody."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from frontlog.incidents.without import Left, without
from frontlog.model import Claim, Copy, Document, Incident, Tolls
from frontlog.views.guide import day
from frontlog.views.rows import Rows

Row = dict[str, Any]
GONE = "gone"  # instead of a grade: nobody else tells of it


def left_out(rows: Rows, leave: Sequence[str]) -> list[Row]:
    """One row an incident, those first whose grade or belief changes most."""
    found = [_row(left) for left in without(rows(Incident), rows(Claim), rows(Copy), rows(Document), leave)]
    return sorted(found, key=lambda row: (-_change(row), row["date_start"] or date.max.isoformat(), row["incident_id"]))


def _row(left: Left) -> Row:
    row, rest = left.incident, left.rest
    return {
        "incident_id": row.id,
        "date_start": day(row.start),
        "title": row.title,
        "grade": row.grade,
        "grade_without": rest.grade if rest else GONE,
        "belief": row.belief,
        "belief_without": rest.belief if rest else None,
        "n_origins": len(row.origin_groups),
        "n_origins_without": len(rest.origin_groups) if rest else 0,
        "killed_best": _killed(row.tolls),
        "killed_best_without": _killed(rest.tolls) if rest else None,
        "grade_reason_without": rest.grade_reason if rest else "Nobody else tells of it.",
    }


def _change(row: Row) -> float:
    if row["grade_without"] == GONE:
        return 2.0
    before: float | None = row["belief"]
    after: float | None = row["belief_without"]
    moved = abs(before - after) if before is not None and after is not None else float(before is not after)
    return moved + float(row["grade"] != row["grade_without"])


def _killed(tolls: Iterable[Tolls]) -> int | None:
    known = [toll.best for toll in tolls if toll.kind == "killed" and toll.best is not None]
    return sum(known) if known else None
