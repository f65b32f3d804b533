"""Small records for tests, each made in one line."""

import hashlib
from datetime import date

from frontlog.model import (
    ActorRef,
    Claim,
    ControlState,
    Copy,
    Document,
    Evidence,
    Incident,
    Item,
    Loss,
    Origin,
    Piece,
    PlaceRef,
    Raw,
    Span,
    TimeRef,
    digest,
)

ORIGIN = Origin("test", "1")


def raw(text: str, name: str = "report.txt") -> Raw:
    content = text.encode()
    sha = hashlib.sha256(content).hexdigest()
    item = Item(id=f"d-{digest(sha, 0)[:16]}", name=name, part=0, media_type="text/plain", size=len(content), sha256=sha)
    return Raw(item=item, content=content)


def document(
    text: str, id_: str = "d-0000000000000001", outlet: str = "The Outlet", published: date | None = date(2017, 10, 12)
) -> Document:
    return Document(
        id=id_,
        name=f"{id_}.txt",
        outlet=outlet,
        republished_by="",
        url="",
        title="A title",
        author="",
        published=published,
        published_role="published" if published else "",
        dates=(),
        language="en",
        sha256_raw=digest(text),
        sha256_clean=digest(text),
        text=text,
        origin=ORIGIN,
    )


def actor(doc: Document, words: str, id_: str) -> ActorRef:
    at = doc.text.index(words)
    return ActorRef(words, at, at + len(words), id_, id_.upper())


def place(doc: Document, words: str, lat: float | None = 35.0, lon: float | None = 40.0, relation: str = "at") -> PlaceRef:
    at = doc.text.index(words)
    return PlaceRef(words, at, at + len(words), f"p-{words.lower()}", words, lat, lon, 3000 if lat else None, relation, "SY", "exact")


def claim(
    doc: Document,
    sentence: str,
    trigger: str,
    type_: str = "capture",
    agent: tuple[ActorRef, ...] = (),
    target: tuple[ActorRef, ...] = (),
    where: tuple[PlaceRef, ...] = (),
    losses: tuple[Loss, ...] = (),
) -> Claim:
    start = doc.text.index(sentence)
    at = start + sentence.index(trigger)
    return Claim(
        id=f"c-{digest(doc.id, type_, sentence, trigger)[:16]}",
        document=doc.id,
        evidence=Span(doc.id, start, start + len(sentence), sentence),
        type=type_,
        trigger=Piece(trigger, at, at + len(trigger)),
        agent=agent,
        target=target,
        place=where,
        time=TimeRef("", -1, -1, date(2017, 10, 11), date(2017, 10, 12), "day", "default"),
        modality="actual",
        certainty="asserted",
        source=None,
        source_id="",
        losses=losses,
        objects=(),
        confidence=0.5,
        origin=ORIGIN,
    )


def incident(*claims: Claim, id_: str = "FL-SYR-20171011-AAAA") -> Incident:
    first = claims[0]
    where = first.place[0] if first.place else None
    return Incident(
        id=id_,
        type=first.type,
        title=f"{first.type} at {where.name if where else 'an unknown place'}",
        start=first.time.start,
        end=first.time.end,
        place_id=where.id if where else "",
        place_name=where.name if where else "",
        lat=where.lat if where else None,
        lon=where.lon if where else None,
        uncertainty_m=where.uncertainty_m if where else None,
        country="SY",
        agents=tuple(a.id for a in first.agent),
        targets=tuple(a.id for a in first.target),
        modality="actual",
        tolls=(),
        claims=tuple(c.id for c in claims),
        documents=tuple(sorted({c.document for c in claims})),
        origin_groups=tuple(sorted({c.document for c in claims})),
        grade="weak",
        grade_reason="one origin",
        origin=ORIGIN,
    )


def state(where: PlaceRef, holder: str, start: date, end: date | None, evidence: tuple[Evidence, ...] = ()) -> ControlState:
    return ControlState(
        id=f"s-{digest(where.id, start)[:16]}",
        place_id=where.id,
        place_name=where.name,
        lat=where.lat,
        lon=where.lon,
        uncertainty_m=where.uncertainty_m,
        country=where.country,
        start=start,
        end=end,
        state="held" if holder else "contested",
        holder=holder,
        holder_name=holder.upper(),
        besieged_by="",
        probability=0.9,
        evidence=evidence,
        last_evidence=start,
        origin=ORIGIN,
    )


def copy(doc: Document, group: str = "") -> Copy:
    return Copy(id=doc.id, origin_group=group or doc.id, copy_of="", similarity=0.0, basis="")
