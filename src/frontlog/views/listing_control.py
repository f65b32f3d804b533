"""Who holds which place, as the lists that people and other programs ask for. Columns as in the export formats."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from frontlog.control.effects import inferred
from frontlog.model import ClaimedState, ControlState, KnownState
from frontlog.views.guide import day
from frontlog.views.rows import Rows

Row = dict[str, Any]

LAYERS: dict[str, type[ControlState]] = {"assessed": ControlState, "known": KnownState, "claimed": ClaimedState}

CONTROL_COLUMNS = (
    "place_id",
    "place_name",
    "latitude",
    "longitude",
    "place_pcode",
    "adm3_pcode",
    "valid_from",
    "valid_to",
    "known_at",
    "holder",
    "holder_prob",
    "second",
    "second_prob",
    "state",
    "besieger",
    "basis",
    "last_evidence_date",
    "n_evidence",
    "n_origins",
    "changed_from",
    "evidence_url",
    "x_holder_name",
    "x_state_id",
    "x_least_prob",
    "x_change_earliest",
    "x_change_latest",
    "x_claimed_by",
)


def control(rows: Rows, on: date | None = None, layer: str = "assessed") -> list[Row]:
    """One row an interval of a place, half-open; with `on`, only the intervals that hold that day. Columns of control.csv."""
    return intervals(rows(LAYERS[layer]), on)


def intervals(found: Sequence[ControlState], on: date | None = None) -> list[Row]:
    """States of one layer as rows of control.csv."""
    before = _previous(found)
    states = [s for s in found if holds(s, on)]
    return [_interval(s, before.get(s.id, "")) for s in sorted(states, key=lambda s: (s.place_name, s.place_id, s.start))]


def holds(state: ControlState, on: date | None) -> bool:
    """Whether an interval covers a day."""
    return on is None or (state.start <= on and (state.end is None or on < state.end))


def changes(found: Sequence[ControlState], first: date, last: date) -> list[Row]:
    """What is another state on `last` than on `first`: one row a place, with both."""
    one, two = ({s.place_id: s for s in found if holds(s, day_)} for day_ in (first, last))
    names = {s.place_id: s.place_name for s in (*one.values(), *two.values())}
    return [
        {
            "place_name": names[key],
            "place_id": key,
            f"on_{first}": _brief(one.get(key)),
            f"on_{last}": _brief(two.get(key)),
            "holder_prob": round(two[key].probability, 3) if key in two else None,
            "state_id": two[key].id if key in two else "",
        }
        for key in sorted(names, key=lambda key: (names[key], key))
        if _brief(one.get(key)) != _brief(two.get(key))
    ]


def _brief(state: ControlState | None) -> str:
    if state is None:
        return "not told of"
    return f"{state.state} by {state.holder}" if state.holder else state.state


def _interval(state: ControlState, before: str) -> Row:
    return {
        "place_id": state.place_id,
        "place_name": state.place_name,
        "latitude": state.lat,
        "longitude": state.lon,
        "place_pcode": "",
        "adm3_pcode": "",
        **held(state, before),
        "evidence_url": "",
        "x_holder_name": state.holder_name,
        "x_state_id": state.id,
        "x_least_prob": round(state.least, 3),
        "x_change_earliest": day(state.change_from),
        "x_change_latest": day(state.change_to),
        "x_claimed_by": state.claimed_by,
    }


def held(state: ControlState, before: str) -> Row:
    """Who held a place from when to when, and on what ground, as every list and export of control says it. `before`: the holder of the
    interval before, where that was another one."""
    return {
        "valid_from": day(state.start),
        "valid_to": day(state.end),
        "known_at": day(state.known) if isinstance(state, KnownState) else None,
        "holder": state.holder,
        "holder_prob": round(state.probability, 3),
        "second": state.second,
        "second_prob": round(state.second_probability, 3) if state.second else None,
        "state": state.state,
        "besieger": state.besieged_by,
        "basis": basis(state),
        "last_evidence_date": day(state.last_evidence),
        "n_evidence": len(state.evidence),
        "n_origins": len(state.origins),
        "changed_from": before,
    }


def basis(state: ControlState) -> str:
    """What kind of account an interval is: claimed (at face value), assessed, or inferred, where nothing that speaks for it says it of this
    place and side."""
    if isinstance(state, ClaimedState):
        return "claimed"
    speaks_for = [ground.reason for ground in state.evidence if ground.weight > 0]
    return "inferred" if speaks_for and all(map(inferred, speaks_for)) else "assessed"


def _previous(states: Iterable[ControlState]) -> dict[str, str]:
    """The holder of the interval before, when it was another one."""
    out: dict[str, str] = {}
    last: dict[str, ControlState] = {}
    for state in sorted(states, key=lambda s: (s.place_id, s.start)):
        earlier = last.get(state.place_id)
        if earlier and earlier.holder != state.holder and earlier.end == state.start:
            out[state.id] = earlier.holder or earlier.state
        last[state.place_id] = state
    return out
