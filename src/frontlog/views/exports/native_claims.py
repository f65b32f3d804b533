"""Rows of our tables of claims, and which incident each belongs to."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from frontlog.model import Claim, PlaceRef
from frontlog.reference.actors import load_actors
from frontlog.views.exports.cells import names
from frontlog.views.exports.export import Export
from frontlog.views.exports.incidents import Row
from frontlog.views.exports.source import BATCH, Columns, batches, columns, inside, listed, narrowed, rows_of

Refs = tuple[tuple[str, str], ...]
Raw = dict[str, Any]  # a claim as Arrow gives it
KILLED, WOUNDED = "killed", "wounded"
PLACE = [p.name for p in fields(PlaceRef) if p.name != "alternatives"]  # all but the places that were thought of besides
READ = (  # what our table of claims is made of
    *("id", "document", "type", "modality", "certainty", "source_id", "confidence"),
    *("evidence", "agent", "target", "place", "time", "source", "losses", "origin"),
)
UNPLACED = ("", "", None, None, None, None, "")
GAINS, LOSES = ("gains", "holds"), ("loses",)
SPEAKERS = {"person": "person", "media": "media", "monitor": "monitor", "ngo": "ngo", "igo": "igo", "people": "residents"}


def raw_claims(export: Export) -> Iterator[Raw]:
    """The claims of the selection by id, as plain values; a batch at a time."""
    wanted = export.claim_ids
    table = columns(export.rows, Claim, [f.name for f in fields(Claim)])
    for batch in batches(narrowed(table, "place", PLACE)):
        yield from (claim for claim in batch if claim["id"] in wanted)


def claims(export: Export) -> Iterator[Row]:
    """One row a claim."""
    return rows_of(claim_columns(export))


def claim_columns(export: Export) -> Iterator[Columns]:
    """The same rows as columns, some thousand rows at a time."""
    table = columns(export.rows, Claim, READ)
    table = table.filter(pc.is_in(table.column("id"), value_set=pa.array(sorted(export.claim_ids), pa.string())))
    for at in range(0, table.num_rows, BATCH):
        part = table.slice(at, BATCH)
        documents = listed(part, "document")
        reports = [export.reports[document] for document in documents]
        yield {
            **_who(export, part, documents, [report.outlet for report in reports]),
            **_what(export, part),
            **_where(export, part),
            **_losses(export, part),
            **_control(export, part, [report.outlet for report in reports]),
            **_quoted(export, part, documents),
            **{name: [value] * len(reports) for name, value in export.made(None).items()},
            "updated_at": [report.updated for report in reports],
        }


def _who(export: Export, part: pa.Table, documents: Sequence[str], outlets: Sequence[str]) -> Columns:
    claims, source_ids = listed(part, "id"), listed(part, "source_id")
    words = listed(part, "source.text")  # None: the outlet speaks
    return {
        "claim_id": claims,
        "incident_id": [export.incident_of.get(claim, "") for claim in claims],
        "document_id": list(documents),
        "syndication_group_id": [export.groups.get(document, "") for document in documents],
        "speaker": [export.say(" ".join(said.split())) if said else "" for said in words],
        "speaker_id": [export.actor(id_) for id_ in source_ids],
        "speaker_type": [speaker_type(said is not None, id_) for said, id_ in zip(words, source_ids, strict=True)],
        "speaker_side": [export.side(id_) for id_ in source_ids],
        "outlet": list(outlets),
        "outlet_side": [export.outlet_side(outlet) for outlet in outlets],
    }


def speaker_type(quoted: bool, source_id: str) -> str:
    """What kind of voice it is: the outlet itself, somebody whom it does not name, or the role of an actor of the registry."""
    if not quoted:
        return "outlet"
    actors = load_actors()
    if source_id not in actors:
        return "unnamed"
    actor = actors.get(source_id)
    return SPEAKERS.get(actor.role, "armed group" if actor.kind in ("rebel", "political-militia", "identity-militia") else "official")


def _what(export: Export, part: pa.Table) -> Columns:
    modality = listed(part, "modality")
    return {
        "modality": modality,
        "polarity": ["negative" if said == "denied" else "positive" for said in modality],
        "certainty": listed(part, "certainty"),
        "event_type": listed(part, "type"),
        "actor_ids": _ids(export, part, "agent"),
        "target_ids": _ids(export, part, "target"),
        "date_start": listed(part, "time.start"),
        "date_end": listed(part, "time.end"),
        "date_basis": listed(part, "time.basis"),
    }


def _ids(export: Export, part: pa.Table, role: str) -> list[list[str]]:
    """Who is named in a role. Claims name the same parties over and over: each set of them is made once."""

    @cache
    def told(refs: Refs) -> list[str]:
        return names(export.actor(id_) or export.say(text) for id_, text in refs)

    return [told(tuple(refs)) for refs in inside(part, role, ("id", "text"))]


def _where(export: Export, part: pa.Table) -> Columns:
    known = ("id", "name", "lat", "lon", "geo_precision", "uncertainty_m", "pcode")
    first = [refs[0] if refs else UNPLACED for refs in inside(part, "place", known)]
    ids, called, lat, lon, precision, radius, code = map(list, zip(*first, strict=True))
    points = [export.spot(*point) for point in zip(lat, lon, strict=True)]
    return {
        "place_id": ids,
        "place_name": called,
        "latitude": [point[0] for point in points],
        "longitude": [point[1] for point in points],
        "geo_precision": precision,
        "geo_radius_m": radius,
        "place_pcode": code,
    }


def _losses(export: Export, part: pa.Table) -> Columns:
    told = inside(part, "losses", ("kind", "min", "max", "side"))
    killed = [[loss for loss in losses if loss[0] == KILLED] if losses else losses for losses in told]
    injured = [[loss for loss in losses if loss[0] == WOUNDED] if losses else losses for losses in told]
    return {
        "killed_low": [_sum(losses, 1) for losses in killed],
        "killed_high": [_sum(losses, 2) for losses in killed],
        "killed_who": [names(export.actor(loss[3]) for loss in losses) if losses else [] for losses in killed],
        "injured_low": [_sum(losses, 1) for losses in injured],
        "injured_high": [_sum(losses, 2) for losses in injured],
    }


def _sum(losses: Sequence[tuple[Any, ...]], bound: int) -> int | None:
    known = [loss[bound] for loss in losses if loss[bound] is not None]
    return sum(known) if known else None


def _control(export: Export, part: pa.Table, outlets: Sequence[str]) -> Columns:
    effects = [export.effects.get(claim, ()) for claim in listed(part, "id")]
    own = [export.side(id_) or export.outlet_side(outlet) for id_, outlet in zip(listed(part, "source_id"), outlets, strict=True)]
    losses = inside(part, "losses", ("kind", "side"))
    return {
        "control_holder": [export.actor(next((actor for kind, actor, _ in found if kind in GAINS), "")) for found in effects],
        "control_change": [names(kind for kind, _, _ in found) if found else [] for found in effects],
        "against_interest": [
            side in _lost(export, found, killed) if side else None for side, found, killed in zip(own, effects, losses, strict=True)
        ],
    }


def _lost(export: Export, effects: Sequence[tuple[str, str, str]], losses: Sequence[tuple[Any, ...]]) -> set[str]:
    """The sides that lost ground or people by what a claim says."""
    return {side for kind, _, side in effects if kind in LOSES} | {export.side(side) for kind, side in losses if kind == KILLED}


def _quoted(export: Export, part: pa.Table, documents: Sequence[str]) -> Columns:
    starts, ends = listed(part, "evidence.start"), listed(part, "evidence.end")
    quotes = [export.texts.quote(document, start, end) for document, start, end in zip(documents, starts, ends, strict=True)]
    return {
        "span_start": starts,
        "span_end": ends,
        "quote": [quote for quote, _, _ in quotes],
        "quote_prefix": [before for _, before, _ in quotes],
        "quote_suffix": [behind for _, _, behind in quotes],
        "extractor": [
            f"{step} {version}" for step, version in zip(listed(part, "origin.step"), listed(part, "origin.version"), strict=True)
        ],
        "confidence": [round(confidence, 3) for confidence in listed(part, "confidence")],
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
