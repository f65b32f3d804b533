"""From what a reviewer types to the value of a correction: "12..17", "2017-10-12", the name of a place or of an actor."""

import json
import re
from datetime import date
from typing import Any

from frontlog.model import Claim, FrontlogError, suggest
from frontlog.reference.actors import load_actors
from frontlog.reference.gazetteer import Gazetteer
from frontlog.review.corrections import CERTAINTIES, FIELDS, MODALITIES, corrected

SPOT = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)(?:\s+(.+))?\s*")
RANGE = re.compile(r"\s*(\d*)\s*(\.\.)?\s*(\d*)\s*")
AREAS = ("admin1", "admin2", "country")
AROUND = 1000  # metres: how exact a spot that a person types is taken to be


def entry(claim: Claim, field: str, words: str, nth: int, places: Gazetteer) -> str:
    """The value of a correction as JSON. `nth` counts the values of a field from 1. Raises FrontlogError, with what may be typed, where it
    is no value or fits the claim nowhere."""
    if field not in FIELDS:
        raise FrontlogError(f"No field '{field}' of a claim can be corrected.", suggest(field, FIELDS))
    value = json.dumps({**_value(claim, field, words.strip(), places), **_nth(field, nth)}, ensure_ascii=False, sort_keys=True)
    corrected(claim, field, value)  # what cannot be put into effect is not decided
    return value


def _nth(field: str, nth: int) -> dict[str, int]:
    return {"nth": nth - 1} if field in ("place", "number", "agent", "target") else {}


def _value(claim: Claim, field: str, words: str, places: Gazetteer) -> dict[str, Any]:
    match field:
        case "place":
            return _place(claim, words, places)
        case "time":
            return _time(words)
        case "number":
            return _number(words)
        case "agent" | "target":
            return _actor(words)
    choices = MODALITIES if field == "modality" else CERTAINTIES
    if words not in choices:
        raise FrontlogError(f"'{words}' is no {field}.", suggest(words, choices))
    return {"value": words}


def _place(claim: Claim, words: str, places: Gazetteer) -> dict[str, Any]:
    """`LAT,LON NAME`, an id of the gazetteer, or a name that it knows: of namesakes the one in the country of the claim."""
    if spot := SPOT.fullmatch(words):
        lat, lon, name = float(spot[1]), float(spot[2]), spot[3] or (claim.place[0].name if claim.place else words)
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise FrontlogError(f"There is no place at {lat}, {lon}.", "Give latitude, then longitude, in degrees: 35.02,40.45 al-Mayadin.")
        country = claim.place[0].country if claim.place else ""
        return _spot(f"at-{lat:.4f},{lon:.4f}", name, lat, lon, AROUND, country, "", "")
    found = places.get(words)
    if found is None:
        countries = tuple(dict.fromkeys(p.country for p in claim.place if p.country))
        ranked = [c.place for c in places.candidates(words, countries)]
        inside = [p for p in ranked if p.country in countries]
        found = min(inside or ranked, key=lambda p: p.kind in AREAS, default=None)  # the town before the province of its name
    if found is None:
        raise FrontlogError(
            f"The gazetteer knows no '{words}'.", "Give its spot: LAT,LON NAME. Or add a pack of places: `frontlog places add`."
        )
    return _spot(found.id, found.name, found.lat, found.lon, found.radius_m, found.country, found.kind, found.admin1)


def _spot(
    id_: str, name: str, lat: float | None, lon: float | None, uncertainty_m: int | None, country: str, kind: str, admin1: str
) -> dict[str, Any]:
    where = {"lat": lat, "lon": lon, "uncertainty_m": uncertainty_m, "country": country, "admin1": admin1}
    return {"id": id_, "name": name, "kind": kind, **where}


def _time(words: str) -> dict[str, Any]:
    first, dots, last = words.partition("..")
    try:
        start, end = (date.fromisoformat(w.strip()).isoformat() if w.strip() else None for w in (first, last))
    except ValueError as error:
        raise FrontlogError(f"'{words}' is no day.", "Give 2017-10-12, or 2017-10-12..2017-10-14, or an open end: 2017-10-12..") from error
    if not start and not end:
        raise FrontlogError("No day is given.", "Give 2017-10-12, or 2017-10-12..2017-10-14.")
    return {"start": start, "end": end if dots else start}


def _number(words: str) -> dict[str, Any]:
    found = RANGE.fullmatch(words)
    if found is None or not (found[1] or found[3]):
        raise FrontlogError(f"'{words}' is no number.", "Give 12, or 12..17, or 12.. for at least 12, or ..17 for up to 17.")
    low, high = (int(found[n]) if found[n] else None for n in (1, 3))
    return {"min": low, "max": high if found[2] else low}


def _actor(words: str) -> dict[str, Any]:
    actors = load_actors()
    if words in actors:
        return {"id": words, "name": actors.name(words)}
    found = actors.find(words)
    if not found:
        raise FrontlogError(f"The registry knows no actor '{words}'.", suggest(words, [a.id for a in actors]))
    return {"id": found[0], "name": actors.name(found[0])}
