"""One correction of one claim: which field, of which of its values, and what is right. The words of the report stay as they are."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from frontlog.model import ActorRef, Claim, Decision, FrontlogError, Loss, PlaceRef, suggest

T = TypeVar("T")
BASIS = "decided"  # of a place or a time that a person set
MODALITIES = ("actual", "failed", "planned", "conditional", "denied")
CERTAINTIES = ("asserted", "attributed", "hedged", "disputed")
WHERE_PREC = {"admin2": 3, "admin1": 4, "country": 6}  # of a whole area, as UCDP and ACLED code it
GEO_PRECISION = {"admin2": 2, "admin1": 3, "country": 3}
Value = Mapping[str, Any]


def corrected(claim: Claim, field: str, value: str) -> Claim:
    """The claim with a field set right. Raises FrontlogError where it has no such field or value: a correction may name the third place of
    a claim that a newer extractor finds only two in."""
    if field not in FIELDS:
        raise FrontlogError(f"No field '{field}' of a claim can be corrected.", suggest(field, FIELDS))
    try:
        return FIELDS[field](claim, json.loads(value))
    except (KeyError, TypeError, ValueError) as error:
        raise FrontlogError(f"'{value}' is no value for {field} ({error}).", "Decide it anew with `frontlog review`.") from error


def _place(claim: Claim, value: Value) -> Claim:
    def mend(old: PlaceRef) -> PlaceRef:
        lat, lon = value["lat"], value["lon"]
        return replace(
            old,
            id=str(value["id"]),
            name=str(value["name"]),
            lat=None if lat is None else float(lat),
            lon=None if lon is None else float(lon),
            uncertainty_m=value["uncertainty_m"],
            country=str(value["country"]),
            kind=str(value["kind"]),
            admin1=str(value["admin1"]),
            admin2="",
            pcode="",
            basis=BASIS,
            where_prec=None if lat is None else WHERE_PREC.get(value["kind"], 1),
            geo_precision=None if lat is None else GEO_PRECISION.get(value["kind"], 1),
            confidence=1.0 if lat is not None else 0.0,
            geometry="",
            alternatives=(),
        )

    return replace(claim, place=_mended(claim.place, "place", value, mend))


def _time(claim: Claim, value: Value) -> Claim:
    start, end = (date.fromisoformat(value[name]) if value[name] else None for name in ("start", "end"))
    if start and end and end < start:
        raise ValueError("its end is before its start")
    grain = "day" if start and start == end else "interval"
    return replace(claim, time=replace(claim.time, start=start, end=end, granularity=grain, basis=BASIS))


def _number(claim: Claim, value: Value) -> Claim:
    low, high = value["min"], value["max"]
    if not all(v is None or (isinstance(v, int) and v >= 0) for v in (low, high)) or (low is not None and high is not None and high < low):
        raise ValueError("it is no range of people or things")

    def mend(old: Loss) -> Loss:
        return replace(old, min=low, max=high)

    return replace(claim, losses=_mended(claim.losses, "number", value, mend))


def _agent(claim: Claim, value: Value) -> Claim:
    return replace(claim, agent=_mended(claim.agent, "agent", value, lambda old: _actor(old, value)))


def _target(claim: Claim, value: Value) -> Claim:
    return replace(claim, target=_mended(claim.target, "target", value, lambda old: _actor(old, value)))


def _actor(old: ActorRef, value: Value) -> ActorRef:
    return replace(old, id=str(value["id"]), name=str(value["name"]))


def _modality(claim: Claim, value: Value) -> Claim:
    return replace(claim, modality=_among(value, MODALITIES))


def _certainty(claim: Claim, value: Value) -> Claim:
    return replace(claim, certainty=_among(value, CERTAINTIES))


def _among(value: Value, choices: Sequence[str]) -> str:
    if value["value"] not in choices:
        raise ValueError(f"it is one of {', '.join(choices)}")
    return str(value["value"])


def _mended(old: tuple[T, ...], what: str, value: Value, mend: Callable[[T], T]) -> tuple[T, ...]:
    """The values with the one at `nth` (from 0) set right."""
    nth = int(value["nth"])
    if not 0 <= nth < len(old):
        raise FrontlogError(
            f"The claim has {len(old)} of the field {what}, and number {nth + 1} is to be corrected.",
            "Only what a report's words say can be corrected; choose another claim or number.",
        )
    return (*old[:nth], mend(old[nth]), *old[nth + 1 :])


FIELDS: Mapping[str, Callable[[Claim, Value], Claim]] = {
    "place": _place,
    "time": _time,
    "number": _number,
    "agent": _agent,
    "target": _target,
    "modality": _modality,
    "certainty": _certainty,
}


def one_value(decision: Decision) -> str:
    """What of a claim a decision sets, so that two of them can be seen to set the same: the field, and which of its values."""
    return f"{decision.field} {json.loads(decision.value).get('nth', 0)}" if decision.verdict == "corrected" else ""
