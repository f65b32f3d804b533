"""What a person should look at first: the least certain of what weighs most."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from math import exp
from typing import Any

from frontlog.model import Claim, Contradiction, Decision, Document, Incident, Link, PlaceRef, decided_pairs, standing
from frontlog.views.rows import Rows
from frontlog.views.sitrep.highlights import consequence

LEAST = 0.02  # of uncertainty: what is surer than this nobody need look at
DOUBT = 0.8  # uncertainty of two claims that cannot both be true: they may be two events
UNLOCATED = 0.6  # and of a place that nobody could locate


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim as a reviewer reads it."""

    claim: str
    document: str
    start: int
    end: int
    quote: str
    outlet: str
    published: date | None
    incident: str
    incident_title: str


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to decide. `kind`: pair (one event or two?), contradiction (two events, or which is right?), place (which one?).

    `weight` orders the queue: how unsure (0 to 1) times how much hangs on it."""

    id: str
    kind: str
    asks: str
    why: str  # what makes it unsure
    claims: tuple[Shown, ...]
    uncertainty: float
    consequence: float
    weight: float
    field: str = ""  # what a correction would be of
    nth: int = 0  # which of the claim's values, from 1
    choices: tuple[str, ...] = ()  # other places that the words may mean


def queue(rows: Rows) -> list[Question]:
    """Everything that is open, the weightiest first. What somebody decided, or said to be unsure of, is not asked again."""
    return still_open(questions(rows), rows(Decision))


def still_open(found: Sequence[Question], decisions: Sequence[Decision]) -> list[Question]:
    """The questions that no decision that stands has answered."""
    made = standing(decisions)
    pairs = {" ".join(pair) for d in made for pair in decided_pairs(d)}
    claims = {(c, d.field) for d in made for c in d.subject if d.verdict == "corrected"}
    dropped = {c for d in made for c in d.subject if d.verdict == "dropped"}

    def answered(q: Question) -> bool:
        told = {c.claim for c in q.claims}
        return q.id in pairs or bool(told & dropped) or any((c, q.field) in claims for c in told)

    return [q for q in found if not answered(q)]


def questions(rows: Rows) -> list[Question]:
    """Everything that is unsure by the tables as they are."""
    desk = _Desk(rows)
    found = [*_links(desk, rows(Link)), *_quarrels(desk, rows(Contradiction)), *_places(desk)]
    once = {q.id: q for q in sorted(found, key=lambda q: (q.weight, q.id))}  # of a pair that is asked about twice the weightier stays
    return sorted(once.values(), key=lambda q: (-q.weight, q.id))


def plain(question: Question) -> dict[str, Any]:
    """A question for JSON."""
    out = asdict(question)
    for shown in out["claims"]:
        shown["published"] = shown["published"].isoformat() if shown["published"] else None
    return out


class _Desk:
    """What the questions are made from, looked up once."""

    def __init__(self, rows: Rows) -> None:
        self.claims = {c.id: c for c in rows(Claim)}
        self.documents = {d.id: d for d in rows(Document)}
        self.incident = {c: i for i in rows(Incident) for c in i.claims}
        self.settled = {(c, d.field) for d in standing(rows(Decision)) for c in d.subject if d.verdict == "corrected"}

    def weigh(self, claims: Sequence[str]) -> float:
        """What hangs on these claims: the weightiest of their incidents."""
        return round(max((consequence(i) for c in claims if (i := self.incident.get(c))), default=0.0), 3)

    def show(self, claim: Claim) -> Shown:
        document, incident = self.documents[claim.document], self.incident.get(claim.id)
        span = claim.evidence
        return Shown(
            claim.id,
            document.id,
            span.start,
            span.end,
            span.quote,
            document.outlet or document.name,
            document.published,
            incident.id if incident else "",
            incident.title if incident else "",
        )


def _links(desk: _Desk, links: Sequence[Link]) -> Iterator[Question]:
    """Pairs whose score says little either way."""
    for link in links:
        unsure = 1 - abs(2 / (1 + exp(-max(-30.0, min(30.0, link.score)))) - 1)
        if link.score and unsure >= LEAST:
            best = max((f for f in link.features if f.name != "prior"), key=lambda f: abs(f.weight), default=None)
            grounds = f"; what weighed most: {best.name} ({best.detail})" if best else ""
            why = f"Taken as {'one event' if link.verdict == 'same' else 'two events'}, score {link.score:+.1f}{grounds}"
            yield from _pair(desk, link.claim_a, link.claim_b, "pair", "Do these tell one event?", why, unsure)


def _quarrels(desk: _Desk, quarrels: Sequence[Contradiction]) -> Iterator[Question]:
    for found in quarrels:
        if found.status == "contradiction":
            why = f"They differ on {found.field.replace('_', ' ')}: {found.value_a} / {found.value_b}"
            yield from _pair(desk, found.claim_a, found.claim_b, "contradiction", "One event told differently, or two?", why, DOUBT)


def _pair(desk: _Desk, a: str, b: str, kind: str, asks: str, why: str, unsure: float) -> Iterator[Question]:
    first, second = sorted((a, b))
    if first not in desk.claims or second not in desk.claims:
        return
    weight = desk.weigh((a, b))
    shown = tuple(desk.show(desk.claims[c]) for c in (a, b))
    yield Question(f"{first} {second}", kind, asks, why, shown, round(unsure, 3), weight, round(unsure * weight, 4))


def _places(desk: _Desk) -> Iterator[Question]:
    """Places that were located with doubt or not at all, once for all claims that mean the same words of one country by it."""
    told: dict[tuple[str, str, str], list[tuple[Claim, int, PlaceRef]]] = defaultdict(list)
    for claim in desk.claims.values():
        for nth, place in enumerate(claim.place, 1):
            if (claim.id, "place") not in desk.settled:
                told[(place.text, place.id, place.country)].append((claim, nth, place))
    for same in told.values():
        claim, nth, place = max(same, key=lambda row: (desk.weigh((row[0].id,)), row[0].id))
        unsure = UNLOCATED if place.lat is None else 1 - place.confidence
        if unsure >= LEAST:
            weight = desk.weigh((claim.id,))
            where = f"taken for {place.name} ({place.basis})" if place.lat is not None else "not located"
            also = f", {len(same)} claims" if len(same) > 1 else ""
            yield Question(
                f"{claim.id} place {nth}",
                "place",
                f"Which place is “{' '.join(place.text.split())}”?",
                f"{where}, confidence {place.confidence:.2f}{also}",
                (desk.show(claim),),
                round(unsure, 3),
                weight,
                round(unsure * weight, 4),
                "place",
                nth,
                tuple(dict.fromkeys(f"{a.lat},{a.lon} {a.name}" for a in place.alternatives)),
            )
