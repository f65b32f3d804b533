"""Who stands on which side of an incident: one account of who did it, and nobody on both sides."""

from collections.abc import Sequence

from frontlog.incidents.sides import Sides
from frontlog.incidents.telling import PROVISIONAL, Telling
from frontlog.incidents.types import Types
from frontlog.model import ActorRef
from frontlog.reference.hostile import AGAINST


def parties(
    main: Sequence[Telling], group: Sequence[Telling], kind: str, types: Types, sides: Sides
) -> tuple[list[ActorRef], list[ActorRef]]:
    """Agents and targets. Nobody is both: whom two tellings name on either side stands where the first has him."""
    if types.roles.get(kind, "a") == "b" and any(t.claim.agent or t.claim.target for t in main):
        return _facing(main, sides)
    main = _one_account(main)
    agents = _actors(main, group, kind, types, set())
    targets = _actors(main, group, kind, types, {ref.id for ref in agents}, second=True)
    if both := {ref.id for ref in agents} & {ref.id for ref in targets} - {""}:
        turned = {id_ for id_ in both if _mostly_target(id_, main)}
        agents = [ref for ref in agents if ref.id not in turned]
        targets = [ref for ref in targets if ref.id not in both - turned]
    return agents, [ref for ref in targets if not _kin([ref], agents, sides)] if kind in AGAINST else targets


def _one_account(main: Sequence[Telling]) -> Sequence[Telling]:
    """The tellings that agree with most voices about whose side did it; where voices are even, with the first that says.

    Two sides that are both said to have done it are two accounts, not allies: the other account stays among the claims, and as a
    contradiction. A telling that names nobody, or nobody whose side is known, contradicts none.
    """
    if len(main) < 2:
        return main
    voices: dict[str, set[str]] = {}
    for t in main:
        for camp in _known(t):
            voices.setdefault(camp, set()).add(t.voice)
    if len(voices) < 2:
        return main
    most = max(map(len, voices.values()))
    first = next(t for t in main if any(len(voices[camp]) == most for camp in _known(t)))
    chosen = {camp for camp in _known(first) if len(voices[camp]) == most}
    return [t for t in main if not _known(t) or chosen.intersection(_known(t))]


def _known(telling: Telling) -> list[str]:
    """The camps of its agents; a group that no register knows may be of any."""
    return sorted(camp for camp in telling.agent_camps if not camp.startswith(PROVISIONAL))


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
    if not refs or not others:
        return 0
    mine = [sides.ancestors(ref.id) for ref in refs if ref.id]
    theirs = [(ref.id, sides.ancestors(ref.id)) for ref in others if ref.id]
    own = [ref.id for ref in refs if ref.id]
    return sum(any(id_ in chain or their in known for their, chain in theirs) for id_, known in zip(own, mine, strict=True))


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


def _unique(refs: Sequence[ActorRef]) -> list[ActorRef]:
    out: dict[str, ActorRef] = {}
    for ref in refs:
        out.setdefault(ref.id or ref.text.lower(), ref)
    return list(out.values())
