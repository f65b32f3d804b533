"""The two to five incidents that say most: by what they change, how many people they cost, and how well they are attested."""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import log2

from frontlog.model import Incident, Tolls
from frontlog.views.sitrep.figures import one_each
from frontlog.views.sitrep.scope import TOLD, Scope
from frontlog.views.sitrep.shapes import Section, Sentence
from frontlog.views.sitrep.sources import Sources
from frontlog.views.sitrep.words import KINDS, amount, days, listed, name, plural, shown, upper

MOST, OF_A_PLACE = 5, 2
TYPES = {  # how much a kind of event changes, on a scale of our own; what is not listed counts 1
    "capture": 6.0,
    "handover": 5.0,
    "withdraw": 5.0,
    "agreement": 4.0,
    "besiege": 4.0,
    "civilians_attacked": 4.0,
    "airstrike": 3.0,
    "bombing": 3.0,
    "shelling": 3.0,
    "surrender": 3.0,
    "advance": 3.0,
    "assault": 2.0,
    "repel": 2.0,
    "clash": 2.0,
    "statement": 0.2,
    "losses": 0.5,
}
GRADES = {"confirmed": 1.0, "fair": 0.9, "contested": 0.8, "weak": 0.5}  # discounted and ungraded incidents are no highlights


def highlights(scope: Scope) -> Section:
    """The section."""
    told = [i for i in scope.incidents() if i.modality in TOLD and i.grade in GRADES]
    chosen = list(_spread(sorted(told, key=lambda i: (-consequence(i), i.id))))
    return Section(
        "highlights",
        "Highlights",
        "No incident of these days is attested well enough to stand here.",
        tuple(s for i in chosen if (s := _sentence(i, scope))),
    )


def consequence(incident: Incident) -> float:
    """What an incident weighs: its kind and the people it cost, by how well it is attested and by how many voices."""
    people = sum(t.best or t.low or 0 for t in incident.tolls)
    voices = min(len(incident.origin_groups), 4)
    located = 0.5 * (incident.lat is not None)
    return (TYPES.get(incident.type, 1.0) + log2(1 + people) + located) * GRADES.get(incident.grade, 0.1) * (1 + 0.25 * (voices - 1))


def _spread(ranked: Sequence[Incident]) -> Iterator[Incident]:
    """The first ones, no more than a few of one place."""
    met: Counter[str] = Counter()
    for incident in ranked:
        key = incident.place_id or incident.id
        if met[key] < OF_A_PLACE and met.total() < MOST:
            met[key] += 1
            yield incident


def _sentence(incident: Incident, scope: Scope) -> Sentence | None:
    citations = scope.sources.cite(incident.claims)
    if not citations:
        return None
    outlets = [name(o) for o in scope.sources.outlets(incident.claims)]
    by = f" ({listed(outlets)})" if outlets else ""
    tolls = "".join(f"; {_toll(t, scope.sources)}" for t in one_each(incident))
    reason = shown(incident.grade_reason[:1].lower() + incident.grade_reason[1:].rstrip("."))
    when = upper(days(incident.start, incident.end))
    voices = plural(len(incident.origin_groups), "independent voice")
    text = f"{when}: {name(incident.title)}{tolls}. Told by {voices}{by}; {incident.grade}: {reason}."
    return Sentence(text, incident.id, citations)


def _toll(row: Tolls, sources: Sources) -> str:
    """28 to 300 killed (Syrian government)."""
    whose = f" ({name(sources.name(row.side))})" if row.side else ""
    return f"{amount(row.low, row.high)} {KINDS.get(row.kind, row.kind)}{whose}"
