"""The lists that people and other programs ask for: claims, incidents, documents, places, actors, control. Columns as in the export
formats; an unknown value is empty, never 0."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from frontlog.incidents.tolls import COUNTING, by_book
from frontlog.model import (
    ActorRef,
    Claim,
    Copy,
    Document,
    Incident,
    Item,
    Mutation,
    Reuse,
    Segment,
    superseded,
)
from frontlog.views.dated import chosen
from frontlog.views.guide import claim_object, day
from frontlog.views.rows import Rows

Row = dict[str, Any]


def claims(rows: Rows) -> list[Row]:
    """One row a claim: the guide's object with the ids and names that place it. `superseded_by`: the version of its page that counts."""
    documents = {d.id: d for d in rows(Document)}
    newer = superseded(rows(Copy))
    incident = {c: i.id for i in rows(Incident) for c in i.claims}
    out = []
    for claim in sorted(rows(Claim), key=lambda c: (_published(documents[c.document]), c.document, c.evidence.start, c.id)):
        document = documents[claim.document]
        about = {"document": document.id, "name": document.name, "outlet": document.outlet, "published": day(document.published)}
        out.append({**claim_object(claim), **about, "incident": incident.get(claim.id, ""), "superseded_by": newer.get(claim.document, "")})
    return out


def claims_flat(rows: Rows) -> list[Row]:
    """One flat row a claim with the columns of claims.csv."""
    documents = {d.id: d for d in rows(Document)}
    groups = {c.id: c.origin_group for c in rows(Copy)}
    incident = {c: i.id for i in rows(Incident) for c in i.claims}
    newer = superseded(rows(Copy))
    return [
        {**_flat(c, documents[c.document], groups.get(c.document, ""), incident.get(c.id, "")), "superseded_by": newer.get(c.document, "")}
        for c in rows(Claim)
    ]


def _flat(claim: Claim, document: Document, group: str, incident: str) -> Row:
    killed = [x for x in claim.losses if x.kind == "killed"]
    injured = [x for x in claim.losses if x.kind == "wounded"]
    place = claim.place[0] if claim.place else None
    start, end = claim.evidence.start, claim.evidence.end
    return {
        "claim_id": claim.id,
        "incident_id": incident,
        "document_id": claim.document,
        "syndication_group_id": group,
        "speaker": claim.source.text if claim.source else "",
        "outlet": document.outlet,
        "modality": claim.modality,
        "polarity": "negative" if claim.modality == "denied" else "positive",
        "certainty": claim.certainty,
        "event_type": claim.type,
        "actor_ids": _joined(claim.agent),
        "target_ids": _joined(claim.target),
        "date_start": day(claim.time.start),
        "date_end": day(claim.time.end),
        "place_id": place.id if place else "",
        "place_name": "; ".join(p.name for p in claim.place),
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "uncertainty_m": place.uncertainty_m if place else None,
        "where_prec": place.where_prec if place else None,
        "geo_precision": place.geo_precision if place else None,
        "place_confidence": round(place.confidence, 3) if place and place.lat is not None else None,
        "admin1": place.admin1 if place else "",
        "admin2": place.admin2 if place else "",
        "pcode": place.pcode if place else "",
        "killed_low": _sum(x.min for x in killed),
        "killed_high": _sum(x.max for x in killed),
        "killed_who": "; ".join(dict.fromkeys(x.side for x in killed if x.side)),
        "injured_low": _sum(x.min for x in injured),
        "injured_high": _sum(x.max for x in injured),
        "span_start": start,
        "span_end": end,
        "quote": claim.evidence.quote,
        "quote_prefix": document.text[max(0, start - 32) : start],
        "quote_suffix": document.text[end : end + 32],
        "extractor": f"{claim.origin.step} {claim.origin.version}",
        "confidence": round(claim.confidence, 3),
    }


def incidents(rows: Rows, counting: str = "best") -> list[Row]:
    """One row an incident, by day and id. `counting`: the rule by which a toll's one figure is chosen, a name of `COUNTING`."""
    found = sorted(rows(Incident), key=lambda i: (i.start or date.max, i.id))
    tolls = {i.id: [by_book(t, counting) for t in i.tolls if t.kind == "killed"] for i in found}
    return [
        {
            "incident_id": i.id,
            "title": i.title,
            "type": i.type,
            "date_start": day(i.start),
            "date_end": day(i.end),
            "place_id": i.place_id,
            "place_name": i.place_name,
            "latitude": i.lat,
            "longitude": i.lon,
            "actors": "; ".join(i.agents),
            "targets": "; ".join(i.targets),
            "modality": i.modality,
            "killed_low": _sum(t.low for t in tolls[i.id]),
            "killed_best": _sum(t.best for t in tolls[i.id]),
            "killed_high": _sum(t.high for t in tolls[i.id]),
            "killed_rule": COUNTING[counting].name if tolls[i.id] else "",
            "n_claims": len(i.claims),
            "n_documents": len(i.documents),
            "n_origins": len(i.origin_groups),
            "grade": i.grade,
            "grade_reason": i.grade_reason,
            "admiralty": i.admiralty,
            "belief": i.belief,
            "testimony": "; ".join(f"{t.weight:+g} {t.words}" for t in i.testimony),
            "against_interest": "; ".join(i.against_interest),
            "claims": "; ".join(i.claims),
        }
        for i in found
    ]


def documents(rows: Rows) -> list[Row]:
    """One row a document: where it was fetched, who published it, and how much of its text is not the report itself."""
    items = {i.id: i for i in rows(Item)}
    copies = {c.id: c for c in rows(Copy)}
    newer = superseded(copies.values())
    aside: Counter[str] = Counter()
    for segment in rows(Segment):
        if segment.kind not in ("title", "body"):
            aside[segment.span.document] += segment.span.end - segment.span.start
    counted = Counter(c.document for c in rows(Claim))
    changed = Counter(m.span.document for m in rows(Mutation) if m.kind != "spelling")
    reused: dict[str, set[str]] = defaultdict(set)
    for reuse in rows(Reuse):
        if reuse.kind == "partial reuse":
            reused[reuse.span.document].add(reuse.earlier.document)
    return [
        {
            **_document(d, items.get(d.id), copies.get(d.id), aside[d.id]),
            "superseded_by": newer.get(d.id, ""),
            "n_changes": changed[d.id],
            "reuses": "; ".join(sorted(reused[d.id])),
            "n_claims": counted[d.id],
        }
        for d in sorted(rows(Document), key=lambda d: (d.name, d.id))
    ]


def _document(document: Document, item: Item | None, copy: Copy | None, aside: int) -> Row:
    taken = chosen(document)
    return {
        "document_id": document.id,
        "name": document.name,
        "url": document.url,
        "outlet": document.outlet,
        "republished_by": document.republished_by,
        "title": document.title,
        "published_at": day(document.published),
        "published_role": document.published_role,
        "published_why": taken.why if taken else "",
        "published_words": taken.text if taken else "",
        "other_dates": "; ".join(f"{d.role} {d.day}" for d in document.dates if d is not taken),
        "dateline_place": document.dateline_place.text if document.dateline_place else "",
        "retrieved_from": item.url if item else "",
        "retrieved_at": document.retrieved.isoformat() if document.retrieved else "",
        "language": document.language,
        "sha256_raw": document.sha256_raw,
        "sha256_clean": document.sha256_clean,
        "chars_clean": len(document.text),
        "removed_share": round(aside / max(1, len(document.text)), 3),
        "syndication_group_id": copy.origin_group if copy else "",
        "is_origin": not copy.copy_of if copy else None,
        "copy_of": copy.copy_of if copy else "",
        "copy_basis": copy.basis if copy else "",
        "copy_similarity": round(copy.similarity, 3) if copy else None,
        "version_of": copy.version_of if copy else "",
    }


def places(rows: Rows) -> list[Row]:
    """One row a place that a claim names, most named first. Places that could not be located have no coordinates."""
    found: dict[str, Row] = {}
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    counted: Counter[str] = Counter()
    for claim in rows(Claim):
        for place in claim.place:
            counted[place.id] += 1
            spellings[place.id][place.text] += 1
            found.setdefault(
                place.id,
                {
                    "place_id": place.id,
                    "place_name": place.name,
                    "country": place.country,
                    "latitude": place.lat,
                    "longitude": place.lon,
                    "uncertainty_m": place.uncertainty_m,
                    "basis": place.basis,
                },
            )
    return [
        {**row, "spellings": "; ".join(sorted(spellings[key])), "n_claims": counted[key]}
        for key, row in sorted(found.items(), key=lambda kv: (-counted[kv[0]], kv[0]))
    ]


def actors(rows: Rows) -> list[Row]:
    """One row an actor that a claim names, most named first; `actor_id` is empty for words that could not be resolved."""
    roles: dict[str, Counter[str]] = defaultdict(Counter)
    names: dict[str, str] = {}
    words: dict[str, set[str]] = defaultdict(set)
    for claim in rows(Claim):
        for role, mentioned in (("agent", claim.agent), ("target", claim.target)):
            for actor in mentioned:
                roles[actor.id][role] += 1
                names.setdefault(actor.id, actor.name if actor.id else "")
                words[actor.id].add(" ".join(actor.text.split()))
        if claim.source:
            roles[claim.source_id]["source"] += 1
            names.setdefault(claim.source_id, claim.source_id)
            words[claim.source_id].add(" ".join(claim.source.text.split()))
    order = sorted(roles, key=lambda key: (-sum(roles[key].values()), key))
    return [
        {
            "actor_id": key,
            "name": names[key],
            "n_agent": roles[key]["agent"],
            "n_target": roles[key]["target"],
            "n_source": roles[key]["source"],
            "words": "; ".join(sorted(words[key])),
        }
        for key in order
    ]


def _joined(actors: Sequence[ActorRef]) -> str:
    return "; ".join(a.id or a.text for a in actors)


def _sum(values: Iterable[int | None]) -> int | None:
    known = [v for v in values if v is not None]
    return sum(known) if known else None


def _published(document: Document) -> date:
    return document.published or date.max


LISTS: dict[str, Callable[[Rows], list[Row]]] = {
    "claims": claims,
    "incidents": incidents,
    "documents": documents,
    "places": places,
    "actors": actors,
}
