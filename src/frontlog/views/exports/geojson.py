"""GeoJSON (RFC 7946) of incidents and of control: one feature a line, null geometry where nobody could say where."""

import json
import math
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from frontlog.model import ClaimedState, ControlState, KnownState
from frontlog.views.exports.events import Count, Event, levels
from frontlog.views.exports.export import Export
from frontlog.views.exports.geometry import shape_of
from frontlog.views.guide import day
from frontlog.views.listing_control import held

Json = dict[str, Any]


def incidents(export: Export, out: BinaryIO) -> None:
    """Incidents as points, or as areas with a label point where only an area is known."""
    collection(out, export, (incident_feature(export, event) for event in export.events()))


def control(export: Export, out: BinaryIO, layer: type[ControlState] = ControlState) -> None:
    """Who held which place from when to when, as points."""
    collection(out, export, (control_feature(export, row) for row in control_rows(export, layer)))


def control_known(export: Export, out: BinaryIO) -> None:
    """The same by what was known on each day."""
    control(export, out, KnownState)


def control_claimed(export: Export, out: BinaryIO) -> None:
    """Claims at face value."""
    control(export, out, ClaimedState)


def collection(out: BinaryIO, export: Export, features: Iterable[Json]) -> None:
    """A feature collection, written as it comes. What it says about itself stands in the foreign member `frontlog`."""
    said = {**export.about.plain(), "generated_at": stamp(export), "profile": "public" if export.guard else "full"}
    out.write(b'{"type":"FeatureCollection","frontlog":' + dumped(said) + b',"features":[')
    for number, feature in enumerate(features):
        out.write((b",\n" if number else b"\n") + dumped(feature))
    out.write(b"\n]}\n")


def incident_feature(export: Export, event: Event) -> Json:
    """One incident."""
    shape = shape_of(event)
    label = {"label_point": [event.lon, event.lat]} if shape and shape["type"] != "Point" else {}
    return {"type": "Feature", "id": event.id, "geometry": shape, "properties": {**incident_properties(export, event), **label}}


def incident_properties(export: Export, event: Event) -> Json:
    """What is said of an incident beside its shape."""
    one, two, three = event.spot.codes
    coding = export.coding(event)
    return {
        "id": event.id,
        "title": event.title,
        "date_start": day(event.start),
        "date_end": day(event.end),
        "date_precision": event.date_precision,
        "event_type": event.type,
        "sub_event_type": coding.acled.sub_event if coding.acled else "",
        "actors": [p.name for p in event.agents],
        "targets": [p.name for p in event.targets],
        "place_id": event.place_id,
        "place_name": event.place_name,
        "place_pcode": event.spot.pcode,
        "adm1_pcode": one,
        "adm2_pcode": two,
        "adm3_pcode": three,
        "geo_precision": event.spot.geo_precision,
        "geo_radius_m": event.radius_m,
        "killed_low": event.killed.low,
        "killed_best": event.killed.best,
        "killed_high": event.killed.high,
        "killed_by_side": {side: _count(count) for side, count in sorted(event.killed_by_side.items())},
        "injured_best": event.injured.best,
        "claimants": event.claimants,
        "grade": event.grade,
        "certainty": event.certainty,
        "admiralty": event.admiralty,
        "belief": None if event.belief is None else round(event.belief, 3),
        "modality": event.modality,
        "n_documents": len(event.reports),
        "n_origins": len(event.origins),
        "disputed": event.disputed,
        "contradiction_types": list(event.contradictions),
        "first_reported": day(event.first_reported),
        "updated_at": event.updated.isoformat() if event.updated else None,
        "evidence_url": export.choice.link(event.id),
    }


def control_feature(export: Export, row: tuple[ControlState, str]) -> Json:
    """One interval of a place."""
    state, before = row
    shape = {"type": "Point", "coordinates": [state.lon, state.lat]} if spot(state.lat, state.lon) else None
    return {"type": "Feature", "id": state.id, "geometry": shape, "properties": control_properties(export, state, before)}


def control_rows(export: Export, layer: type[ControlState] = ControlState) -> Iterator[tuple[ControlState, str]]:
    """Intervals, each with the holder of the interval before where that was another one."""
    last: ControlState | None = None
    for state in export.states(layer):
        same = last is not None and last.place_id == state.place_id and last.end == state.start and last.holder != state.holder
        yield state, (last.holder or last.state) if last is not None and same else ""
        last = state


def control_properties(export: Export, state: ControlState, before: str) -> Json:
    """What is said of an interval beside its point."""
    code = export.place_codes.get(state.place_id, "")
    return {
        "place_id": state.place_id,
        "place_name": state.place_name,
        "place_pcode": code,
        "adm3_pcode": levels(code)[2],
        **held(state, before),
        "evidence_url": export.choice.link(state.id),
        "claimed_by": state.claimed_by,
    }


def spot(lat: float | None, lon: float | None) -> bool:
    """Whether a point can be drawn."""
    return lat is not None and lon is not None and math.isfinite(lat) and math.isfinite(lon)


def dumped(value: Any) -> bytes:
    """JSON on one line. NaN is no JSON, and a bug where it stands."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def stamp(export: Export) -> str | None:
    """The time that stands for that of the export: its newest report."""
    return export.updated.isoformat() if export.updated else None


def _count(count: Count) -> Json:
    return {"low": count.low, "best": count.best, "high": count.high}
