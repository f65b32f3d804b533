"""Who cannot stand on one of the two sides of a claim: nobody fights himself or his own side, and those without arms take no towns."""

from collections.abc import Sequence

from frontlog.claims.draft import Draft
from frontlog.model import ActorRef, Piece
from frontlog.reference.actors import Actors

GAINING = frozenset({"capture", "advance", "repel", "besiege", "break_siege"})
FIGHTING = GAINING | {"assault", "airstrike", "shelling", "bombing", "clash", "civilians_attacked", "losses", "arrest", "seize_materiel"}
ARMED_DEEDS = frozenset({"capture", "advance", "besiege", "airstrike", "shelling"})
UNARMED = frozenset({"civilians"})
_OF_CAPTIVES = ("abduct", "kidnap", "execute", "torture", "behead")


def two_sides(
    type_: str, agent: Sequence[ActorRef], target: Sequence[ActorRef], actors: Actors, *, ruled: bool
) -> tuple[tuple[ActorRef, ...], tuple[ActorRef, ...]]:
    """Agent and target of a claim of fighting without who would stand on both sides. `ruled`: whether grammar read the target, and not
    the agent; then its reading stands ("was recaptured from [the rebels]"), else that of the agent does."""
    if type_ == "withdraw":
        return tuple(agent), ()  # who leaves has no opponent: "withdrew [his troops]"
    if type_ not in FIGHTING:
        return tuple(agent), tuple(target)
    if ruled:
        return tuple(a for a in agent if not any(_one(a, t) for t in target)), tuple(target)
    kept = (t for t in target if not any(_one(a, t) or (type_ in GAINING and _friends(a, t, actors)) for a in agent))
    return tuple(agent), tuple(kept)


def armed(type_: str, agent: Sequence[ActorRef]) -> tuple[ActorRef, ...]:
    """The agent without people who have no artillery, aircraft or troops: "eleven people were wounded in the shelling"."""
    return tuple(a for a in agent if type_ not in ARMED_DEEDS or a.id not in UNARMED)


def apart(type_: str, agent: Sequence[ActorRef], source: Piece | None) -> tuple[ActorRef, ...]:
    """The agent without people who only tell it: "jets struck the town, [residents] said"."""
    if source is None or type_ not in FIGHTING:
        return tuple(agent)
    return tuple(a for a in agent if a.id not in UNARMED or not (a.start < source.end and source.start < a.end))


def spare_fighters(draft: Draft) -> None:
    """Who harms soldiers or fighters attacks no civilians, unless he has them in his hands."""
    civil = draft.type == "civilians_attacked" and draft.target and draft.hit.lemma not in _OF_CAPTIVES
    if civil and all(i.label in ("armed", "state") for i in draft.target):
        draft.type = "assault"


def _one(a: ActorRef, b: ActorRef) -> bool:
    """Whether two references are one actor, or share words: "the [Assad] regime"."""
    return (bool(a.id) and a.id == b.id) or (a.start < b.end and b.start < a.end and (a.start, a.end) != (b.start, b.end))


def _friends(a: ActorRef, b: ActorRef, actors: Actors) -> bool:
    return a.id in actors and b.id in actors and actors.same_side(a.id, b.id)
