"""Claims and documents as the JSON objects of the annotation guide, with character offsets beside every quoted piece."""

from dataclasses import asdict
from datetime import date
from typing import Any

from frontlog.model import ActorRef, Claim, Document, Loss, Piece, PlaceRef, TimeRef

Json = dict[str, Any]


def claim_object(claim: Claim) -> Json:
    """One claim with the guide's keys. Offsets count characters of the document's `text`; days are ISO 8601, unknown ones null."""
    return {
        "id": claim.id,
        "evidence": {"text": claim.evidence.quote, "start": claim.evidence.start, "end": claim.evidence.end},
        "type": claim.type,
        "trigger": _piece(claim.trigger),
        "agent": [actor_object(a) for a in claim.agent],
        "target": [actor_object(a) for a in claim.target],
        "place": [place_object(p) for p in claim.place],
        "time": _time(claim.time),
        "modality": claim.modality,
        "certainty": claim.certainty,
        "source": {**_piece(claim.source), "id": claim.source_id} if claim.source else "",
        "losses": [_loss(x) for x in claim.losses],
        "objects": [_piece(o) for o in claim.objects],
        "confidence": round(claim.confidence, 3),
    }


def document_object(document: Document) -> Json:
    """What is known of a document, and the clean text that all offsets count."""
    return {
        "id": document.id,
        "name": document.name,
        "outlet": document.outlet,
        "republished_by": document.republished_by,
        "title": document.title,
        "author": document.author,
        "url": document.url,
        "published": day(document.published),
        "published_role": document.published_role,
        "dates": [{"date": day(d.day), "role": d.role, "text": d.text} for d in document.dates],
        "language": document.language,
        "sha256_raw": document.sha256_raw,
        "sha256_clean": document.sha256_clean,
        "text": document.text,
    }


def day(value: date | None) -> str | None:
    """An ISO 8601 day, or None."""
    return value.isoformat() if value else None


def _piece(piece: Piece) -> Json:
    return {"text": piece.text, "start": piece.start, "end": piece.end}


def actor_object(actor: ActorRef) -> Json:
    return {"text": actor.text, "start": actor.start, "end": actor.end, "id": actor.id, "name": actor.name}


def place_object(place: PlaceRef) -> Json:
    return {
        "text": place.text,
        "start": place.start,
        "end": place.end,
        "id": place.id,
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "uncertainty_m": place.uncertainty_m,
        "relation": place.relation,
        "country": place.country,
        "basis": place.basis,
        "kind": place.kind,
        "where_prec": place.where_prec,
        "geo_precision": place.geo_precision,
        "confidence": round(place.confidence, 3),
        "admin1": place.admin1,
        "admin2": place.admin2,
        "pcode": place.pcode,
        "geometry": place.geometry,
        "alternatives": [asdict(other) for other in place.alternatives],
    }


def _time(time: TimeRef) -> Json:
    span = [time.text_start, time.text_end] if time.text else None
    return {
        "text": time.text,
        "span": span,
        "start": day(time.start),
        "end": day(time.end),
        "granularity": time.granularity,
        "basis": time.basis,
    }


def _loss(loss: Loss) -> Json:
    return {
        "side": loss.side,
        "kind": loss.kind,
        "min": loss.min,
        "max": loss.max,
        "what": loss.what,
        "text": loss.text,
        "start": loss.start,
        "end": loss.end,
    }
