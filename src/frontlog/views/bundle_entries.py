"""One record as the page reads it: small functions from a record of the model to its shape in the bundle."""

from collections.abc import Mapping, Sequence

from frontlog.model import (
    ActorRef,
    Claim,
    Contradiction,
    ControlState,
    Copy,
    DateCandidate,
    Document,
    Effect,
    Incident,
    Mutation,
    Piece,
    Rejection,
    Testimony,
)
from frontlog.views.bundle_shapes import (
    ActorWordsShape,
    ChangeShape,
    ClaimShape,
    ContradictionShape,
    ControlShape,
    DateShape,
    DocumentShape,
    IncidentShape,
    PartShape,
    RejectionShape,
    TestimonyShape,
    WordsShape,
)
from frontlog.views.dated import chosen
from frontlog.views.guide import day


def _words(piece: Piece) -> WordsShape:
    return {"start": piece.start, "end": piece.end}


def _actor_words(actor: ActorRef) -> ActorWordsShape:
    return {"start": actor.start, "end": actor.end, "id": actor.id}


def document(record: Document, copy: Copy | None, newer: str, parts: list[PartShape]) -> DocumentShape:
    """A document without its text, which `parts` holds. One that shares nothing is an origin group of its own."""
    taken = chosen(record)
    return {
        "id": record.id,
        "name": record.name,
        "outlet": record.outlet,
        "republished_by": record.republished_by,
        "title": record.title,
        "published": day(record.published),
        "published_role": record.published_role,
        "dates": [_date(d, d is taken) for d in record.dates],
        "url": record.url,
        "language": record.language,
        "origin_group": copy.origin_group if copy else record.id,
        "copy_of": copy.copy_of if copy else "",
        "copy_basis": copy.basis if copy else "",
        "copy_similarity": round(copy.similarity, 3) if copy else 0.0,
        "version_of": copy.version_of if copy else "",
        "superseded_by": newer,
        "sha256": record.sha256_raw,
        "retrieved": record.retrieved.isoformat() if record.retrieved else None,
        "parts": parts,
    }


def _date(candidate: DateCandidate, taken: bool) -> DateShape:
    words: WordsShape | None = {"start": candidate.start, "end": candidate.end} if candidate.start >= 0 else None
    return {"day": candidate.day.isoformat(), "role": candidate.role, "why": candidate.why, "words": words, "taken": taken}


def change(record: Mutation) -> ChangeShape:
    """A change between a document and the one that it copies; the sentences around stand in the parts of both."""
    return {
        "id": record.id,
        "kind": record.kind,
        "document": record.span.document,
        "start": record.span.start,
        "end": record.span.end,
        "earlier": record.earlier.document,
        "earlier_start": record.earlier.start,
        "earlier_end": record.earlier.end,
        "before": record.before,
        "after": record.after,
    }


def claim(record: Claim, incident: str) -> ClaimShape:
    """A claim by the offsets of its words; the words themselves stand in the parts of its document."""
    time = record.time
    said = {"start": time.text_start, "end": time.text_end}
    return {
        "id": record.id,
        "document": record.document,
        "incident": incident,
        "type": record.type,
        "start": record.evidence.start,
        "end": record.evidence.end,
        "trigger": _words(record.trigger),
        "agent": [_actor_words(a) for a in record.agent],
        "target": [_actor_words(a) for a in record.target],
        "place": [{"start": p.start, "end": p.end, "id": p.id, "relation": p.relation, "basis": p.basis} for p in record.place],
        "time": {
            "words": {"start": said["start"], "end": said["end"]} if said["start"] >= 0 else None,
            "first": day(time.start),
            "last": day(time.end),
            "granularity": time.granularity,
            "basis": time.basis,
        },
        "modality": record.modality,
        "certainty": record.certainty,
        "source": _words(record.source) if record.source else None,
        "source_id": record.source_id,
        "losses": [
            {"start": x.start, "end": x.end, "side": x.side, "kind": x.kind, "min": x.min, "max": x.max, "what": x.what}
            for x in record.losses
        ],
        "objects": [_words(o) for o in record.objects],
        "confidence": round(record.confidence, 3),
    }


def incident(record: Incident) -> IncidentShape:
    """An incident; its place is an id of the bundle's places."""
    return {
        "id": record.id,
        "type": record.type,
        "title": record.title,
        "first": day(record.start),
        "last": day(record.end),
        "place": record.place_id,
        "agents": list(record.agents),
        "targets": list(record.targets),
        "modality": record.modality,
        "tolls": [{"side": t.side, "kind": t.kind, "low": t.low, "best": t.best, "high": t.high} for t in record.tolls],
        "claims": list(record.claims),
        "documents": list(record.documents),
        "origin_groups": list(record.origin_groups),
        "grade": record.grade,
        "grade_reason": record.grade_reason,
        "belief": None if record.belief is None else round(record.belief, 3),
        "admiralty": record.admiralty,
        "testimony": [_testimony(line) for line in record.testimony],
        "against_interest": list(record.against_interest),
    }


def _testimony(line: Testimony) -> TestimonyShape:
    return {
        "voice": line.voice,
        "camp": line.camp,
        "stance": line.stance,
        "act": line.act,
        "weight": round(line.weight, 2),
        "letter": line.letter,
        "claims": list(line.claims),
        "words": line.words,
    }


def control(state: ControlState, effects: Mapping[str, Effect], course: Sequence[int] = ()) -> ControlShape:
    """A control interval with its grounds, the weightiest first; `course` is how likely it is on each day (bundle_course)."""
    grounds = sorted(state.evidence, key=lambda e: (-abs(e.weight), e.effect, e.claim))
    return {
        "id": state.id,
        "place": state.place_id,
        "first": state.start.isoformat(),
        "until": day(state.end),
        "state": state.state,
        "holder": state.holder,
        "besieged_by": state.besieged_by,
        "claimed_by": state.claimed_by,
        "probability": round(state.probability, 3),
        "least": round(state.least, 3),
        "second": state.second,
        "second_probability": round(state.second_probability, 3),
        "origins": len(state.origins),
        "last_evidence": day(state.last_evidence),
        "evidence": [
            {
                "claim": e.claim,
                "kind": effects[e.effect].kind if e.effect in effects else "",
                "actor": effects[e.effect].actor if e.effect in effects else "",
                "weight": round(e.weight, 2),
                "reason": e.reason,
            }
            for e in grounds
        ],
        "course": list(course),
    }


def contradiction(record: Contradiction) -> ContradictionShape:
    """Two claims that differ, and in what."""
    return {
        "id": record.id,
        "incident": record.incident,
        "type": record.type,
        "field": record.field,
        "claim_a": record.claim_a,
        "claim_b": record.claim_b,
        "value_a": record.value_a,
        "value_b": record.value_b,
        "size": record.size,
        "status": record.status,
        "other_incident": record.other_incident,
        "compatible_reason": record.compatible_reason,
    }


def rejection(record: Rejection, withheld: bool) -> RejectionShape:
    """What was not taken. `withheld`: the words are a reader's, so neither they nor a message that may repeat them are given."""
    return {
        "id": record.id,
        "subject": record.subject,
        "document": record.document,
        "start": record.start,
        "end": record.end,
        "quote": "" if withheld else record.quote,
        "step": record.step,
        "reason": record.reason,
        "message": "These are a reader's words; they are not part of this page." if withheld else record.message,
    }
