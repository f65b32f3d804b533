"""One incident from its tellings: the most specific of what they agree on, and nothing that none of them says."""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from frontlog.incidents.consensus import chosen_place, span
from frontlog.incidents.credibility import Grade
from frontlog.incidents.disagreements.found import age
from frontlog.incidents.naming import Founding
from frontlog.incidents.sides import Sides
from frontlog.incidents.telling import Dated, Telling, current
from frontlog.incidents.titles import title
from frontlog.incidents.tolls import tolls
from frontlog.incidents.types import Types
from frontlog.model import ActorRef, Incident, Origin, PlaceRef

ORIGIN = Origin("incidents.link", "1")
MODALITIES = ("actual", "failed", "denied", "planned", "conditional")  # an event that some say happened is told as having happened

K = TypeVar("K", bound=Hashable)


def founding(group: Sequence[Dated]) -> Founding:
    """What the id hangs on: the claims of the report that was published first."""
    first = min(group, key=age)
    same = [t for t in group if t.claim.document == first.claim.document]
    countries = {place.country for t in group for place in t.claim.place}
    place = chosen_place(group) if len(countries) > 1 else None
    return Founding(
        place.country if place else next(iter(countries), ""), span(same)[0] or span(group)[0], tuple(sorted(t.id for t in same))
    )


def incident(id_: str, group: Sequence[Telling], documents: Sequence[str], grade: Grade, sides: Sides, types: Types) -> Incident:
    """The row of an incident. `documents` are all that tell it, copies too; `origin_groups` are its independent voices.

    What is said of it is what is said now: words that a later version of their page has otherwise are among its claims, and no more.
    """
    ranked = sorted(current(group), key=age)
    kind = kind_of(ranked, types)
    modality = min((t.claim.modality for t in ranked), key=_order(MODALITIES))
    main = [t for t in ranked if t.claim.type == kind and t.claim.modality == modality] or ranked
    agents, targets = _parties(main, ranked, kind, types, sides)
    place = chosen_place(main) or chosen_place(ranked)
    start, end = span(ranked)
    return Incident(
        id=id_,
        type=kind,
        title=title(kind, modality, *_apart(_named(agents, sides), _named(targets, sides)), *_where(place)),
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
    )


def kind_of(group: Sequence[Telling], types: Types) -> str:
    """The type that most voices tell; a bare toll only when there is nothing else."""
    voices: dict[str, set[str]] = {}
    for t in group:
        voices.setdefault(t.claim.type, set()).add(t.voice)
    order = _order(tuple(types.roles))
    return min(voices, key=lambda kind: (kind == "losses", -len(voices[kind]), order(kind), kind))


def _parties(
    main: Sequence[Telling], group: Sequence[Telling], kind: str, types: Types, sides: Sides
) -> tuple[list[ActorRef], list[ActorRef]]:
    """Agents and targets. Nobody is both: whom two tellings name on either side stands where the first has him."""
    if types.roles.get(kind, "a") == "b" and any(t.claim.agent or t.claim.target for t in main):
        return _facing(main, sides)
    agents = _actors(main, group, kind, types, set())
    targets = _actors(main, group, kind, types, {ref.id for ref in agents}, second=True)
    both = {ref.id for ref in agents} & {ref.id for ref in targets} - {""}
    turned = {id_ for id_ in both if _mostly_target(id_, main)}
    return [ref for ref in agents if ref.id not in turned], [ref for ref in targets if ref.id not in both - turned]


def _mostly_target(id_: str, main: Sequence[Telling]) -> bool:
    """Whether more tellings have an actor as target than as agent; where they are even, whether the first to name him has."""
    told = [(t, any(ref.id == id_ for ref in t.claim.agent), any(ref.id == id_ for ref in t.claim.target)) for t in main]
    as_agent, as_target = (len({t.voice for t, *named in told if named[i]}) for i in (0, 1))
    first = next((target and not agent for _, agent, target in told if agent or target), False)
    return as_target > as_agent or (as_target == as_agent and first)


def _facing(main: Sequence[Telling], sides: Sides) -> tuple[list[ActorRef], list[ActorRef]]:
    """Two sides that meet, in the order of the first telling: one that names them the other way round is turned."""
    one: list[ActorRef] = []
    other: list[ActorRef] = []
    for t in main:
        a, b = t.claim.agent, t.claim.target
        straight = _kin(a, one, sides) + _kin(b, other, sides)
        if _kin(a, other, sides) + _kin(b, one, sides) > straight:
            a, b = b, a
        one += (ref for ref in a if not _kin([ref], other, sides))
        other += (ref for ref in b if not _kin([ref], one, sides))
    return _unique(one), _unique(other)


def _kin(refs: Sequence[ActorRef], others: Sequence[ActorRef], sides: Sides) -> int:
    """How many of some actors are those, a part of those, or what those are a part of."""
    mine = [set(sides.ancestors(ref.id)) for ref in refs if ref.id]
    theirs = [(ref.id, set(sides.ancestors(ref.id))) for ref in others if ref.id]
    own = [ref.id for ref in refs if ref.id]
    return sum(any(id_ in chain or their in known for their, chain in theirs) for id_, known in zip(own, mine, strict=True))


def _apart(agents: Sequence[str], targets: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Names for a title: no name stands on both sides."""
    return agents, [name for name in targets if name not in agents]


def _actors(
    main: Sequence[Telling], group: Sequence[Telling], kind: str, types: Types, taken: set[str], second: bool = False
) -> list[ActorRef]:
    """The agents (or, as `second`, the targets) that the tellings of the incident's own type name; where those are silent, the others'.

    In another telling the roles may be turned: who repels is the target of the attack. In a clash both sides are both.
    """
    refs = [ref for t in main for ref in (t.claim.target if second else t.claim.agent)]
    if refs:
        return _unique(refs)
    role = types.roles.get(kind, "a")
    for t in group:
        other = types.roles.get(t.claim.type, "a")
        if other == "b" and role != "b":
            refs += [*t.claim.agent, *t.claim.target] if second else []
        else:
            refs += t.claim.target if second == (other == role) else t.claim.agent
    return _unique([ref for ref in refs if ref.id not in taken])


def _where(place: PlaceRef | None) -> tuple[str, str]:
    return (place.name or place.text, place.relation or "at") if place else ("", "at")


def _unique(refs: Sequence[ActorRef]) -> list[ActorRef]:
    out: dict[str, ActorRef] = {}
    for ref in refs:
        out.setdefault(ref.id or ref.text.lower(), ref)
    return list(out.values())


def _named(refs: Sequence[ActorRef], sides: Sides) -> list[str]:
    names = (sides.name(ref.id) if ref.id and sides.name(ref.id) != ref.id else ref.name or ref.text for ref in refs)
    return list(dict.fromkeys(names))


def _order(values: Sequence[K]) -> Callable[[K], int]:
    place = {value: i for i, value in enumerate(values)}
    return lambda value: place.get(value, len(place))
