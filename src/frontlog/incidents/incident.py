"""One incident from its tellings: the most specific of what they agree on, and nothing that none of them says."""

from collections.abc import Callable, Hashable, Sequence
from functools import cache
from typing import TypeVar

from frontlog.incidents.acts import act_of, lost
from frontlog.incidents.consensus import chosen_place, span
from frontlog.incidents.credibility import Grade
from frontlog.incidents.disagreements.found import age
from frontlog.incidents.naming import Founding
from frontlog.incidents.parties import parties
from frontlog.incidents.sides import Sides
from frontlog.incidents.telling import Dated, Telling
from frontlog.incidents.titles import Phrase, part_of, title
from frontlog.incidents.tolls import tolls
from frontlog.incidents.types import Types
from frontlog.model import ActorRef, Incident, Origin, PlaceRef, quick

ORIGIN = Origin("incidents.link", "1")
MODALITIES = ("actual", "failed", "denied", "planned", "conditional")  # an event that some say happened is told as having happened

CIVILIANS = "civilians"
ARMED = {"airstrike", "shelling", "bombing", "capture", "advance", "repel", "besiege", "break_siege", "assault", "civilians_attacked"}
BEHIND = 80  # characters behind a trigger that may say what sort of act it is

K = TypeVar("K", bound=Hashable)
_incident = quick(Incident)


def founding(group: Sequence[Dated]) -> Founding:
    """What the id hangs on: the claims of the report that was published first."""
    first = min(group, key=age)
    same = [t for t in group if t.claim.document == first.claim.document]
    countries = {place.country for t in group for place in t.claim.place}
    place = chosen_place(group) if len(countries) > 1 else None
    return Founding(
        place.country if place else next(iter(countries), ""), span(same)[0] or span(group)[0], tuple(sorted(t.id for t in same))
    )


def incident(
    id_: str, group: Sequence[Telling], now: Sequence[Telling], documents: Sequence[str], grade: Grade, sides: Sides, types: Types
) -> Incident:
    """The row of an incident. `now` are the tellings that are still said, `documents` all that tell it, copies too; `origin_groups` are
    its independent voices.

    What is said of it is what is said now: words that a later version of their page has otherwise are among its claims, and no more.
    """
    ranked = sorted(now, key=age)
    kind = kind_of(ranked, types)
    modality = min((t.claim.modality for t in ranked), key=_order(MODALITIES))
    main = [t for t in ranked if t.claim.type == kind and t.claim.modality == modality] or ranked
    agents, targets = parties(main, ranked, kind, types, sides)
    place = chosen_place(main, ranked) or chosen_place(ranked)
    start, end = span(ranked)
    doers = [ref for ref in agents if ref.id != CIVILIANS or kind not in ARMED]
    names = _apart(_named(doers, sides), _named(targets, sides), place)
    return _incident(
        id=id_,
        type=kind,
        title=title(kind, modality, *names, *_where(place), _said(kind, main), _part(main, place), place.kind if place else ""),
        start=start,
        end=end,
        place_id=place.id if place else "",
        place_name=(place.name or place.text) if place else "",
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        uncertainty_m=place.uncertainty_m if place else None,
        country=place.country if place else "",
        agents=tuple(dict.fromkeys(ref.id for ref in agents if ref.id)),
        targets=tuple(dict.fromkeys(ref.id for ref in targets if ref.id)),
        modality=modality,
        tolls=tolls(ranked),
        claims=tuple(sorted(member for t in group for member in t.members)),
        documents=tuple(sorted(set(documents))),
        origin_groups=tuple(sorted({t.voice for t in ranked})),
        grade=grade.word,
        grade_reason=grade.reason,
        origin=ORIGIN,
        belief=None,  # and what hangs on the whole log
        testimony=(),
        admiralty="",
        against_interest=(),
    )


def _said(kind: str, main: Sequence[Telling]) -> Phrase | None:
    """How the title says the act, where its tellings say more of it than its type."""
    if kind == "losses":
        return lost(one.kind for t in main for one in t.claim.losses)
    return act_of(kind, (t.claim.trigger.text for t in main), (_behind(t) for t in main))


def _behind(t: Telling) -> str:
    quote, end = t.claim.evidence.quote, t.claim.trigger.end - t.claim.evidence.start
    return quote[end : end + BEHIND]


def _part(main: Sequence[Telling], place: PlaceRef | None) -> str:
    """How much of the place is meant, where nobody tells of all of it."""
    if place is None:
        return ""
    parts = {part_of(one.text) for t in main for one in t.claim.place if one.id == place.id}
    return parts.pop() if len(parts) == 1 else ""


def kind_of(group: Sequence[Telling], types: Types) -> str:
    """The type that most voices tell; a bare toll only when there is nothing else."""
    if len(group) == 1:
        return str(group[0].claim.type)
    voices: dict[str, set[str]] = {}
    for t in group:
        voices.setdefault(t.claim.type, set()).add(t.voice)
    if len(voices) == 1:
        return next(iter(voices))
    order = _order(tuple(types.roles))
    return min(voices, key=lambda kind: (kind == "losses", -len(voices[kind]), order(kind), kind))


def _apart(agents: Sequence[str], targets: Sequence[str], place: PlaceRef | None) -> tuple[Sequence[str], Sequence[str]]:
    """Names for a title: no name stands on both sides, and none that is the place's."""
    taken = {*agents, place.name or place.text} if place else set(agents)
    return agents, [name for name in targets if name not in taken]


def _where(place: PlaceRef | None) -> tuple[str, str]:
    return (place.name or place.text, place.relation or "at") if place else ("", "at")


def _named(refs: Sequence[ActorRef], sides: Sides) -> list[str]:
    """Names for a title; a state beside its own army is not named twice."""
    own = refs
    if len(refs) > 1:
        whole = {one for ref in refs if ref.id for one in sides.ancestors(ref.id) if one != ref.id}
        own = [ref for ref in refs if ref.id not in whole]
    names = (name if ref.id and (name := sides.name(ref.id)) != ref.id else ref.name or ref.text for ref in own)
    return list(dict.fromkeys(names))


@cache
def _order(values: tuple[K, ...]) -> Callable[[K], int]:
    place = {value: i for i, value in enumerate(values)}
    return lambda value: place.get(value, len(place))
