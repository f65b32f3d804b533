"""Rows of our tables of claims, and which incident each belongs to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from frontlog.model import Claim, PlaceRef
from frontlog.reference.actors import load_actors
from frontlog.views.exports.cells import names
from frontlog.views.exports.export import Export
from frontlog.views.exports.incidents import Row
from frontlog.views.exports.source import batches, columns, narrowed

Raw = dict[str, Any]  # a claim as Arrow gives it
KILLED, WOUNDED = "killed", "wounded"
WHOLE: Mapping[str, Sequence[str]] = {  # all but the places that were thought of besides
    f.name: [p.name for p in fields(PlaceRef) if p.name != "alternatives"] if f.name == "place" else () for f in fields(Claim)
}
TOLD: Mapping[str, Sequence[str]] = {  # what our table of claims is made of
    **dict.fromkeys(("id", "document", "type", "modality", "certainty", "source_id", "confidence"), ()),
    "evidence": ("start", "end"),
    "agent": ("id", "text"),
    "target": ("id", "text"),
    "place": ("id", "name", "lat", "lon", "geo_precision", "uncertainty_m", "pcode"),
    "time": ("start", "end", "basis"),
    "source": ("text",),
    "losses": ("kind", "min", "max", "side"),
    "origin": ("step", "version"),
}
GAINS, LOSES = ("gains", "holds"), ("loses",)
SPEAKERS = {"person": "person", "media": "media", "monitor": "monitor", "ngo": "ngo", "igo": "igo", "people": "residents"}


def raw_claims(export: Export, parts: Mapping[str, Sequence[str]] = WHOLE) -> Iterator[Raw]:
    """The claims of the selection by id, as plain values; a batch at a time. `parts`: the fields wanted, with the fields inside them; all
    inside, where none is named."""
    wanted = export.claim_ids
    table = columns(export.rows, Claim, list(parts))
    for name, inner in parts.items():
        table = narrowed(table, name, inner) if inner else table
    for batch in batches(table):
        yield from (claim for claim in batch if claim["id"] in wanted)


def claims(export: Export) -> Iterator[Row]:
    """One row a claim."""
    for claim in raw_claims(export, TOLD):
        report = export.reports[claim["document"]]
        yield {
            **_who(export, claim),
            **_what(export, claim),
            **_where(export, claim),
            **_losses(export, claim),
            **_control(export, claim),
            **_quoted(export, claim),
            **export.made(report.updated),
        }


def _who(export: Export, claim: Raw) -> Row:
    report = export.reports[claim["document"]]
    source = claim["source"]
    return {
        "claim_id": claim["id"],
        "incident_id": export.incident_of.get(claim["id"], ""),
        "document_id": claim["document"],
        "syndication_group_id": export.groups.get(claim["document"], ""),
        "speaker": export.say(" ".join(source["text"].split())) if source else "",
        "speaker_id": export.actor(claim["source_id"]),
        "speaker_type": speaker_type(claim),
        "speaker_side": export.side(claim["source_id"]),
        "outlet": report.outlet,
        "outlet_side": export.outlet_side(report.outlet),
    }


def speaker_type(claim: Raw) -> str:
    """What kind of voice it is: the outlet itself, somebody whom it does not name, or the role of an actor of the registry."""
    if not claim["source"]:
        return "outlet"
    actors = load_actors()
    if claim["source_id"] not in actors:
        return "unnamed"
    actor = actors.get(claim["source_id"])
    return SPEAKERS.get(actor.role, "armed group" if actor.kind in ("rebel", "political-militia", "identity-militia") else "official")


def _what(export: Export, claim: Raw) -> Row:
    return {
        "modality": claim["modality"],
        "polarity": "negative" if claim["modality"] == "denied" else "positive",
        "certainty": claim["certainty"],
        "event_type": claim["type"],
        "actor_ids": _ids(export, claim["agent"]),
        "target_ids": _ids(export, claim["target"]),
        "date_start": claim["time"]["start"],
        "date_end": claim["time"]["end"],
        "date_basis": claim["time"]["basis"],
    }


def _ids(export: Export, refs: Sequence[Raw]) -> list[str]:
    return names(export.actor(ref["id"]) or export.say(ref["text"]) for ref in refs)


def _where(export: Export, claim: Raw) -> Row:
    place = claim["place"][0] if claim["place"] else {}
    lat, lon = export.spot(place.get("lat"), place.get("lon"))
    return {
        "place_id": place.get("id", ""),
        "place_name": place.get("name", ""),
        "latitude": lat,
        "longitude": lon,
        "geo_precision": place.get("geo_precision"),
        "geo_radius_m": place.get("uncertainty_m"),
        "place_pcode": place.get("pcode", ""),
    }


def _losses(export: Export, claim: Raw) -> Row:
    killed = [loss for loss in claim["losses"] if loss["kind"] == KILLED]
    injured = [loss for loss in claim["losses"] if loss["kind"] == WOUNDED]
    return {
        "killed_low": _sum(killed, "min"),
        "killed_high": _sum(killed, "max"),
        "killed_who": names(export.actor(loss["side"]) for loss in killed),
        "injured_low": _sum(injured, "min"),
        "injured_high": _sum(injured, "max"),
    }


def _sum(losses: Sequence[Raw], bound: str) -> int | None:
    known = [loss[bound] for loss in losses if loss[bound] is not None]
    return sum(known) if known else None


def _control(export: Export, claim: Raw) -> Row:
    effects = export.effects.get(claim["id"], ())
    own = export.side(claim["source_id"]) or export.outlet_side(export.reports[claim["document"]].outlet)
    lost = {side for kind, _, side in effects if kind in LOSES} | {export.side(x["side"]) for x in claim["losses"] if x["kind"] == KILLED}
    return {
        "control_holder": export.actor(next((actor for kind, actor, _ in effects if kind in GAINS), "")),
        "control_change": names(kind for kind, _, _ in effects),
        "against_interest": own in lost if own else None,
    }


def _quoted(export: Export, claim: Raw) -> Row:
    start, end = claim["evidence"]["start"], claim["evidence"]["end"]
    quote, before, behind = export.texts.quote(claim["document"], start, end)
    return {
        "span_start": start,
        "span_end": end,
        "quote": quote,
        "quote_prefix": before,
        "quote_suffix": behind,
        "extractor": f"{claim['origin']['step']} {claim['origin']['version']}",
        "confidence": round(claim["confidence"], 3),
    }


def incident_claims(export: Export) -> Iterator[Row]:
    """One row a claim of an incident."""
    for incident, told, _, updated in export.brief:
        for claim in told:
            if claim in export.claim_ids:
                yield {"incident_id": incident, "claim_id": claim, **export.made(updated)}


def fields_of(claim: Raw) -> Iterator[tuple[str, int, int]]:
    """The stretches of text that a claim rests on: its sentence first, then the words of each of its fields."""
    yield "evidence", claim["evidence"]["start"], claim["evidence"]["end"]
    yield "trigger", claim["trigger"]["start"], claim["trigger"]["end"]
    for field in ("agent", "target", "place", "losses", "objects"):
        for piece in claim[field]:
            yield field, piece["start"], piece["end"]
    if claim["time"]["text"]:
        yield "time", claim["time"]["text_start"], claim["time"]["text_end"]
    if claim["source"]:
        yield "source", claim["source"]["start"], claim["source"]["end"]
