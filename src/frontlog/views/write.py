"""Rows as text: CSV that a spreadsheet cannot mistake for formulas, JSON, JSON lines."""

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

Row = dict[str, Any]
FORMULA = frozenset(
    ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
)  # the wide ones too: some spreadsheets take them for the same


def to_csv(rows: Sequence[Row], columns: Sequence[str] = ()) -> str:
    """Comma-separated values with a header. Unknown is empty, lists are joined by `; `, booleans are true/false.

    A text cell that a spreadsheet would run as a formula gets a leading apostrophe.
    """
    names = list(columns) or (list(rows[0]) if rows else [])
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([cell(row.get(name)) for name in names])
    return out.getvalue()


def cell(value: Any) -> str:
    """One value as a CSV cell."""
    if isinstance(value, str):
        text = " ".join(value.split("\x00")) if "\x00" in value else value
        return f"'{text}" if text[:1] in FORMULA else text
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return cell("; ".join(str(v) for v in value))
    return str(value)


def to_json(rows: Any) -> str:
    """JSON with one space of indent."""
    return json.dumps(rows, ensure_ascii=False, indent=1)


def to_jsonl(rows: Sequence[Row]) -> str:
    """One JSON object a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
