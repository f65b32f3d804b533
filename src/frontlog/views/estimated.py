"""The parameters of belief beside what a log says of them."""

from typing import Any

from frontlog.control.estimate import fit
from frontlog.control.heard import by_place
from frontlog.control.params import load_params
from frontlog.model import Copy, Decision, Effect
from frontlog.views.rows import Rows


def estimated(rows: Rows) -> list[dict[str, Any]]:
    """One row a parameter: what is shipped, what the log says, from how many expected cases, and whether they are enough to go by."""
    places = [heard.signals for heard in by_place(rows(Effect), rows(Copy), rows(Decision)) if heard.signals]
    return [
        {
            "parameter": row.name,
            "shipped": row.shipped,
            "estimated": round(row.value, 5),
            "cases": round(row.cases, 1),
            "enough": not row.few,
        }
        for row in fit(places, load_params()).estimates
    ]
