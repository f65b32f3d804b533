"""Records of an invented week, read from sample_week.txt: what the tests of views, server and page look at.

A document starts with `== name | outlet | published | key=value ...`. Every other line is one sentence,
`kind | text ; type incident key=value ...`.
In the text `{field value|words}` marks the words of a field. A line without a claim ends after its text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import yaml

from frontlog.model import (
    ActorRef,
    Claim,
    Contradiction,
    ControlState,
    Copy,
    Document,
    Effect,
    Evidence,
    Incident,
    Loss,
    Origin,
    Piece,
    PlaceRef,
    Record,
    Rejection,
    Segment,
    Span,
    TimeRef,
    Tolls,
    digest,
    record_id,
)

R = TypeVar("R", bound=Record)
WEEK = Path(__file__).parent / "sample_week.txt"
CONTROL = Path(__file__).parent / "sample_control.yml"
BY = Origin("sample", "1")
ACTORS = {
    "fed": ("Federal Army", "government"),
    "rb": ("River Brigades", "government"),
    "nf": ("Northern Front", "front"),
    "hc": ("Highland Council", "council"),
}
PLACES: dict[str, tuple[str, float | None, float | None, int | None]] = {
    "tabra": ("Tabra", 35.21, 39.12, 800),
    "silos": ("Tabra silos", 35.20, 39.22, 2000),
    "bazaar": ("Tabra old bazaar", 35.212, 39.118, 300),
    "dahr": ("Dahr al-Qasr", 35.31, 39.35, 1500),
    "oren": ("Oren", 34.78, 38.62, 1000),
    "maren": ("Maren", 34.95, 39.61, 1000),
    "ford": ("Qasr Nahr ford", 35.02, 40.02, 3000),
    "saba": ("Saba", 34.62, 39.98, 1000),
    "port": ("Saba river port", 34.63, 40.00, 500),
    "hill": ("Hill 402", 34.60, 38.90, 5000),
    "zarqat": ("Zarqat", 35.46, 38.80, 1000),
    "nowhere": ("Umm Hajar", None, None, None),
}
MARK = re.compile(r"\{(\w+) ?([^|}]*)\|([^}]*)\}")


@dataclass
class Week:
    """Rows by kind; calling it gives the rows of a kind, as a log does."""

    rows: dict[type[Record], list[Any]] = field(default_factory=dict)

    def __call__(self, kind: type[R], /) -> Sequence[R]:
        return self.rows.get(kind, [])

    def add(self, *records: Record) -> None:
        for record in records:
            self.rows.setdefault(type(record), []).append(record)


@dataclass(frozen=True)
class _Sentence:
    kind: str
    text: str
    marks: tuple[tuple[str, str, str, int], ...]  # field, value, words, offset in the sentence
    claim: str


def week() -> Week:
    """The whole sample."""
    out = Week()
    names: dict[str, str] = {}
    groups: dict[str, list[Claim]] = {}
    for block in WEEK.read_text(encoding="utf-8").split("\n== ")[1:]:
        head, *lines = block.strip("\n").split("\n")
        document, sentences = _document(head, lines, out, names)
        for claim, incident in _claims(document, sentences):
            groups.setdefault(incident, []).append(claim)
            out.add(claim)
    _incidents(out, groups)
    _control(out, groups)
    _differences(out, groups)
    _rejections(out)
    return out


def _sentence(line: str) -> _Sentence:
    kind, rest = line.split(" | ", 1)
    text, _, claim = rest.partition(" ; ")
    plain, marks, last = "", [], 0
    for mark in MARK.finditer(text):
        plain += text[last : mark.start()]
        marks.append((mark[1], mark[2], mark[3], len(plain)))
        plain += mark[3]
        last = mark.end()
    return _Sentence(kind, plain + text[last:], tuple(marks), claim)


def _document(head: str, lines: list[str], out: Week, names: dict[str, str]) -> tuple[Document, list[tuple[int, _Sentence]]]:
    name, outlet, published, *more = (part.strip() for part in head.split("|"))
    extra = dict(item.split("=", 1) for item in more)
    text = ""
    placed: list[tuple[int, _Sentence]] = []
    for line in lines:
        sentence = _sentence(line)
        text += "" if not text else " " if placed[-1][1].kind == sentence.kind == "body" else "\n\n"
        placed.append((len(text), sentence))
        text += sentence.text
    key = digest(text)[:16]
    names[name] = key
    title = next((s.text for _, s in placed if s.kind == "title"), "")
    document = Document(
        id=key, name=name, outlet=outlet, republished_by=extra.get("republished", ""), url=extra.get("url", ""), title=title, author="",
        published=date.fromisoformat(published) if published else None, published_role="published" if published else "",
        dates=(), language=extra.get("lang", "en"), sha256_raw=digest(text, "raw"), sha256_clean=digest(text), text=text, origin=BY,
    )  # fmt: skip
    out.add(document)
    for start, sentence in placed:
        span = Span(key, start, start + len(sentence.text), sentence.text)
        out.add(Segment(id=record_id("g", key, start), span=span, kind=sentence.kind, reason=f"sample: {sentence.kind}", origin=BY))
    original = names.get(extra.get("copy", ""), "")
    out.add(
        Copy(
            id=key,
            origin_group=original or key,
            copy_of=original,
            similarity=0.86 if original else 0.0,
            basis="containment" * bool(original),
        )
    )
    return document, placed


def _claims(document: Document, placed: list[tuple[int, _Sentence]]) -> list[tuple[Claim, str]]:
    out = []
    for start, sentence in placed:
        if sentence.claim:
            kind, incident, *more = sentence.claim.split()
            out.append((_claim(document, start, sentence, kind, dict(m.split("=", 1) for m in more)), incident))
    return out


def _claim(document: Document, start: int, sentence: _Sentence, kind: str, extra: dict[str, str]) -> Claim:
    def of(name: str) -> list[tuple[str, Piece]]:
        return [(v, Piece(w, start + at, start + at + len(w))) for f, v, w, at in sentence.marks if f == name]

    place = [_place(v, p) for v, p in of("place")]
    if not place and "place" in extra:  # said in the sentence before: the words stand elsewhere in the document
        at = document.text.index(PLACES[extra["place"]][0])
        place = [_place(extra["place"], Piece(PLACES[extra["place"]][0], at, at + len(PLACES[extra["place"]][0])))]
    source = next(iter(of("source")), None)
    return Claim(
        id=record_id("c", document.id, kind, sentence.text, start),
        document=document.id, evidence=Span(document.id, start, start + len(sentence.text), sentence.text), type=kind,
        trigger=of("trigger")[0][1], agent=tuple(_actor(v, p) for v, p in of("agent")), target=tuple(_actor(v, p) for v, p in of("target")),
        place=tuple(place), time=_time(of("time"), extra), modality=extra.get("modality", "actual"),
        certainty=extra.get("certainty", "asserted"), source=source[1] if source else None, source_id=source[0] if source else "",
        losses=tuple(_loss(v, p) for v, p in of("loss")), objects=tuple(p for _, p in of("object")), confidence=0.8, origin=BY,
    )  # fmt: skip


def _actor(key: str, piece: Piece) -> ActorRef:
    return ActorRef(piece.text, piece.start, piece.end, key, ACTORS[key][0] if key else "")


def _place(key: str, piece: Piece) -> PlaceRef:
    name, lat, lon, uncertainty = PLACES[key]
    return PlaceRef(piece.text, piece.start, piece.end, f"p-{key}", name, lat, lon, uncertainty, "at", "", "exact" if lat else "none")


def _time(marks: list[tuple[str, Piece]], extra: dict[str, str]) -> TimeRef:
    if marks:
        value, piece = marks[0]
        day = date.fromisoformat(value)
        return TimeRef(piece.text, piece.start, piece.end, day, day, "day", "weekday before publication")
    first, last = (date.fromisoformat(extra[k]) if extra.get(k) else None for k in ("first", "last"))
    return TimeRef("", -1, -1, first, last, "day", "reported as news" if first else "nothing said")


def _loss(value: str, piece: Piece) -> Loss:
    side, kind, low, high = value.split(" ")
    return Loss(side, kind, int(low), None if high == "-" else int(high), "", piece.text, piece.start, piece.end)


GRADES = {"tabra-fall": "contested", "oren-convoy": "confirmed", "zarqat": "discounted", "hill402": "weak"}


def _incidents(out: Week, groups: dict[str, list[Claim]]) -> None:
    copies = {c.id: c.origin_group for c in out(Copy)}
    for key, claims in groups.items():
        head = claims[1] if key == "tabra-fall" else claims[0]
        days = [d for c in claims for d in (c.time.start, c.time.end) if d]
        place = next((p for c in claims for p in c.place), None)
        agents = tuple(dict.fromkeys(a.id for c in claims for a in c.agent if a.id))
        targets = tuple(dict.fromkeys(a.id for c in claims for a in c.target if a.id))
        voices = sorted({copies[c.document] for c in claims})
        stamp = min(days).strftime("%Y%m%d") if days else "00000000"
        out.add(
            Incident(
                id=f"FL-XXX-{stamp}-{digest(key)[:4].upper()}", type=head.type, title=_title(head, place),
                start=min(days, default=None), end=max(days, default=None), place_id=place.id if place else "",
                place_name=place.name if place else "", lat=place.lat if place else None, lon=place.lon if place else None,
                uncertainty_m=place.uncertainty_m if place else None, country="", agents=agents, targets=targets, modality=head.modality,
                tolls=_tolls(claims), claims=tuple(c.id for c in claims), documents=tuple(sorted({c.document for c in claims})),
                origin_groups=tuple(voices), grade=GRADES.get(key, "fair" if len(voices) > 1 else "weak"),
                grade_reason=f"{len(voices)} independent voice{'s' * (len(voices) > 1)}", origin=BY,
            )
        )  # fmt: skip


def _title(head: Claim, place: PlaceRef | None) -> str:
    who = next((a.name for a in head.agent if a.name), "Unknown actor")
    return f"{who}: {head.type.replace('_', ' ')}, {place.name if place else 'unknown place'}"


def _tolls(claims: list[Claim]) -> tuple[Tolls, ...]:
    found: dict[tuple[str, str], list[tuple[str, Loss]]] = {}
    for claim in claims:
        for loss in claim.losses:
            found.setdefault((loss.side, loss.kind), []).append((claim.id, loss))
    return tuple(
        Tolls(side, kind, min(x.min or 0 for _, x in rows), None, max((x.max or x.min or 0) for _, x in rows), tuple(c for c, _ in rows))
        for (side, kind), rows in sorted(found.items())
    )


def _control(out: Week, groups: dict[str, list[Claim]]) -> None:
    for row in yaml.safe_load(CONTROL.read_text(encoding="utf-8"))["control"]:
        name, lat, lon, uncertainty = PLACES[row["place"]]
        effects = [_effect(row["place"], row["first"], ground, groups) for ground in row["grounds"]]
        out.add(*(effect for effect, _ in effects))
        holder = row.get("holder", "")
        out.add(
            ControlState(
                id=record_id("s", row["place"], row["first"]), place_id=f"p-{row['place']}", place_name=name, lat=lat, lon=lon,
                uncertainty_m=uncertainty, country="", start=row["first"], end=row.get("until"), state=row["state"], holder=holder,
                holder_name=ACTORS[holder][0] if holder else "", besieged_by=row.get("besieged_by", ""), probability=row["probability"],
                evidence=tuple(evidence for _, evidence in effects),
                last_evidence=max((e.start for e, _ in effects), default=None), claimed_by=row.get("claimed_by", ""), origin=BY,
            )
        )  # fmt: skip


def _effect(place: str, first: date, ground: str, groups: dict[str, list[Claim]]) -> tuple[Effect, Evidence]:
    incident, number, kind, actor, weight = ground.split()
    claim = groups[incident][int(number)]
    name, lat, lon, uncertainty = PLACES[place]
    effect = Effect(
        id=record_id("e", claim.id, place, kind, first), claim=claim.id, document=claim.document, place_id=f"p-{place}", place_name=name,
        lat=lat, lon=lon, uncertainty_m=uncertainty, country="", actor=actor, actor_name=ACTORS[actor][0], side=ACTORS[actor][1],
        kind=kind, start=claim.time.start or first, end=None, weight=abs(float(weight)), reason=claim.type, origin=BY,
    )  # fmt: skip
    return effect, Evidence(effect.id, claim.id, float(weight), f"{claim.type} counts as {kind}")


def _differences(out: Week, groups: dict[str, list[Claim]]) -> None:
    of = {c: i.id for i in out(Incident) for c in i.claims}

    def claim(name: str) -> Claim:
        incident, number = name.split()
        return groups[incident][int(number)]

    for kind, name, left, right, value_a, value_b, size, status in yaml.safe_load(CONTROL.read_text(encoding="utf-8"))["differences"]:
        a, b = claim(left), claim(right)
        out.add(
            Contradiction(
                id=record_id("x", a.id, b.id, kind), incident=of[a.id], type=kind, field=name, claim_a=a.id, claim_b=b.id,
                value_a=value_a, value_b=value_b, size=size, status=status, origin=BY,
            )
        )  # fmt: skip


def _rejections(out: Week) -> None:
    for segment in out(Segment):
        if segment.kind == "comment":
            span = segment.span
            out.add(
                Rejection(
                    id=record_id("r", segment.id), subject=segment.id, document=span.document, start=span.start, end=span.end,
                    quote=span.quote, step="claims", reason="reader comment", message=f"'{span.quote}' stands in a reader comment.",
                )
            )  # fmt: skip
    out.add(
        Rejection(
            id=record_id("r", "empty"), subject="notes/empty.txt", document="", start=-1, end=-1, quote="", step="documents",
            reason="empty file", message="The file 'notes/empty.txt' is empty. Remove it or fetch it again.",
        )
    )  # fmt: skip
