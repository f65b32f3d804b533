"""Rows of our tables of control: who held which place from when to when, and which claims say so."""

from collections.abc import Iterator
from datetime import date

from frontlog.model import ClaimedState, ControlState, KnownState
from frontlog.views.exports.export import Export
from frontlog.views.exports.geojson import control_properties, control_rows
from frontlog.views.exports.incidents import Row

DAYS = ("valid_from", "valid_to", "known_at", "last_evidence_date")


def known(export: Export) -> Iterator[Row]:
    """The same by what was known on each day."""
    return control(export, KnownState)


def claimed(export: Export) -> Iterator[Row]:
    """Claims at face value."""
    return control(export, ClaimedState)


def control(export: Export, layer: type[ControlState] = ControlState) -> Iterator[Row]:
    """One row an interval of a place, half-open."""
    for state, before in control_rows(export, layer):
        row = control_properties(export, state, before)
        days = {name: date.fromisoformat(row[name]) if row[name] else None for name in DAYS}
        told = export.state_updated(state)
        yield {
            "state_id": state.id,
            **row,
            **days,
            "latitude": state.lat,
            "longitude": state.lon,
            "holder_name": state.holder_name,
            **export.made(told),
        }


def evidence(export: Export) -> Iterator[Row]:
    """One row a claim behind an interval, with its signed weight."""
    for state, _ in control_rows(export):
        for ground in state.evidence:
            if ground.claim in export.claim_ids or export.choice.incidents is not None:
                yield {
                    "place_id": state.place_id,
                    "valid_from": state.start,
                    "claim_id": ground.claim,
                    "direction": "for" if ground.weight > 0 else "against",
                    "weight": round(ground.weight, 3),
                    "reason": ground.reason,
                    "state_id": state.id,
                    **export.made(export.state_updated(state)),
                }
