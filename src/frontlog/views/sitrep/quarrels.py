"""Open contradictions of these days: what two reports say of one event that cannot both be true."""

from frontlog.model import Contradiction, Incident
from frontlog.views.sitrep.scope import Scope
from frontlog.views.sitrep.shapes import Section, Sentence
from frontlog.views.sitrep.words import KINDS, name

MOST = 12
FIELDS = {
    "result": "how it ended",
    "holder": "who holds it",
    "agent": "who did it",
    "modality": "whether it happened",
    "certainty": "whether it is known to have happened",
    "time": "the day",
    "date": "the day",
    "type": "what it was",
    "place": "the place",
    **{kind: f"how many were {words}" for kind, words in KINDS.items()},
}


def contradictions(scope: Scope) -> Section:
    """The section: of each incident and field the widest disagreement, the largest first."""
    incidents = {i.id: i for i in scope.incidents()}
    hard = [c for c in scope.rows(Contradiction) if c.status == "contradiction" and c.incident in incidents]
    widest: dict[tuple[str, str], Contradiction] = {}
    for one in sorted(hard, key=lambda c: (_same_report(c, scope), -(c.size or 0), c.id)):
        widest.setdefault((one.incident, one.field), one)
    ranked = sorted(
        widest.values(), key=lambda c: (_same_report(c, scope), -len(incidents[c.incident].origin_groups), -(c.size or 0), c.id)
    )
    said = tuple(s for c in ranked[:MOST] if (s := _sentence(c, incidents[c.incident], scope)))
    return Section("contradictions", "Contradictions", "No two reports of these days contradict each other about one event.", said)


def _sentence(found: Contradiction, incident: Incident, scope: Scope) -> Sentence | None:
    citations = (*scope.sources.cite([found.claim_a]), *scope.sources.cite([found.claim_b]))
    if len(citations) < 2:  # both sides are heard, or the sentence is not made
        return None
    a, b = (name(scope.sources.outlet(c)) for c in (found.claim_a, found.claim_b))
    about = FIELDS.get(found.field, found.field.replace("_", " "))
    one, other = f"“{_value(found.value_a)}”", f"“{_value(found.value_b)}”"
    says = f"{a} has both {one} and {other}" if a == b else f"{a} has {one} and {b} {other}"
    text = f"{name(incident.title)}: on {about}, {says}."
    return Sentence(text, found.id, citations)


def _same_report(found: Contradiction, scope: Scope) -> bool:
    a, b = (scope.sources.claims.get(c) for c in (found.claim_a, found.claim_b))
    return bool(a and b and a.document == b.document)


def _value(value: str) -> str:
    return name(value.replace("_", " ")) or "not said"
