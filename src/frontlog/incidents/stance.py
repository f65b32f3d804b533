"""Whose interest a telling serves: that of its speaker, nobody's, or that of the other side."""

from frontlog.incidents.sides import Sides
from frontlog.incidents.telling import Telling
from frontlog.incidents.types import Types

OWN, NEUTRAL, AGAINST = "own", "neutral", "against"
UNARMED = ("civilians", "civilians-camp")  # who suffers and tells of it admits nothing
NOBODY: frozenset[str] = frozenset()
TURNED = {"agent": "target", "target": "agent"}


def stance(camp: str, winners: frozenset[str], losers: frozenset[str]) -> str:
    """own, neutral or against, by the camp of a speaker and the camps that an event does good or harm."""
    if camp and camp in losers:
        return AGAINST
    return OWN if camp and camp in winners else NEUTRAL


def concedes(telling: Telling, sides: Sides, types: Types) -> bool:
    """Whether the speaker is of the side that lost, or that is blamed: an admission against interest."""
    return bool(telling.camp) and telling.camp not in UNARMED and telling.camp in losers(telling, sides, types)


def gains(telling: Telling, sides: Sides, types: Types) -> bool:
    """Whether the speaker is of the side that looks better by it."""
    return bool(telling.camp) and telling.camp in winners(telling, sides, types)


def losers(telling: Telling, sides: Sides, types: Types) -> frozenset[str]:
    """The camps that what is told does harm: that lost, or that are blamed."""
    return _role_camps(telling, _loser(telling, types), sides)


def winners(telling: Telling, sides: Sides, types: Types) -> frozenset[str]:
    """The camps that look better by what is told."""
    return _role_camps(telling, TURNED.get(_loser(telling, types), "agent"), sides)


def _loser(telling: Telling, types: Types) -> str:
    """agent or target. Who failed in what he tried is the loser of it."""
    role = types.concedes.get(telling.claim.type, "")
    return "agent" if telling.claim.modality == "failed" and role == "target" else role


def _role_camps(telling: Telling, role: str, sides: Sides) -> frozenset[str]:
    claim = telling.claim
    refs = {"agent": claim.agent, "target": claim.target}.get(role, ())
    if not refs:
        return NOBODY
    country = claim.place[0].country if claim.place else ""
    return frozenset(sides.camp(ref.id, country, telling.end) for ref in refs if ref.id)
