"""Reports as JSON: as GUIDE.md writes gold (plain words), or with the offsets of every piece, as the extractor writes."""

from typing import Any

from training.notation.records import Claim, Loss, Piece, Report, Role

Json = dict[str, Any]


def spot(piece: Piece) -> Json:
    return {"text": piece.text, "start": piece.start, "end": piece.end}


def loss_json(loss: Loss) -> Json:
    return {"side": loss.side, "kind": loss.kind, "min": loss.min, "max": loss.max, "what": loss.what, "text": loss.piece.text}


def guide_actor(role: Role) -> Json:
    return {"text": role.piece.text, "id": role.entity.id}


def guide_place(role: Role) -> Json:
    entity = role.entity
    return {"text": role.piece.text, "name": entity.name, "lat": entity.lat, "lon": entity.lon, "relation": role.relation}


def time_json(claim: Claim) -> Json:
    when = claim.when
    return {
        "text": when.piece.text if when.piece else "",
        "start": when.start.isoformat() if when.start else None,
        "end": when.end.isoformat() if when.end else None,
    }


def guide_claim(claim: Claim) -> Json:
    """One claim in the form of `gold/*.json`."""
    return {
        "evidence": claim.evidence.text,
        "type": claim.type,
        "alt": list(claim.alt),
        "trigger": claim.trigger.text,
        "agent": [guide_actor(role) for role in claim.agent],
        "target": [guide_actor(role) for role in claim.target],
        "place": [guide_place(role) for role in claim.place],
        "time": time_json(claim),
        "modality": claim.modality,
        "certainty": claim.certainty,
        "source": claim.source.piece.text if claim.source else "",
        "losses": [loss_json(loss) for loss in claim.losses],
        "objects": [piece.text for piece in claim.objects],
    }


def to_guide(report: Report) -> Json:
    """A report in the form of `gold/*.json`; its text goes beside it under the name in `doc`."""
    return {
        "doc": f"{report.id}.txt",
        "published": report.published.isoformat() if report.published else None,
        "outlet": report.outlet,
        "republished_by": "",
        "title": report.title or None,
        "claims": [guide_claim(claim) for claim in report.claims],
    }


def role_json(role: Role) -> Json:
    return {**spot(role.piece), "implied": role.implied}


def span_claim(claim: Claim) -> Json:
    """One claim with the offsets of every piece."""
    plain = guide_claim(claim)
    return {
        **plain,
        "evidence": spot(claim.evidence),
        "trigger": spot(claim.trigger),
        "agent": [{**role_json(role), "id": role.entity.id, "name": role.entity.name} for role in claim.agent],
        "target": [{**role_json(role), "id": role.entity.id, "name": role.entity.name} for role in claim.target],
        "place": [{**role_json(role), **guide_place(role)} for role in claim.place],
        "time": {**plain["time"], "span": spot(claim.when.piece) if claim.when.piece else None},
        "source_span": spot(claim.source.piece) if claim.source else None,
        "losses": [{**loss_json(loss), **spot(loss.piece)} for loss in claim.losses],
        "objects": [spot(piece) for piece in claim.objects],
    }


def to_spans(report: Report) -> Json:
    """A report with text, sentences, mentions and claims, all with offsets: what training reads."""
    head = to_guide(report)
    return {
        "document": {
            **{key: head[key] for key in ("doc", "published", "outlet", "title")},
            "voice": report.voice,
            "war": report.war,
            "text": report.text,
        },
        "sentences": [{**spot(s.piece), "number": s.number, "paragraph": s.paragraph, "kind": s.kind} for s in report.sentences],
        "mentions": [
            {**spot(m.piece), "kind": m.kind, "id": m.entity.id, "name": m.entity.name, "sentence": m.sentence} for m in report.mentions
        ],
        "claims": [span_claim(claim) for claim in report.claims],
    }  # fmt: skip
