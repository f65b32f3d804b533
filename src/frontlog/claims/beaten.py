"""An attack and its repulse in one sentence are one claim: the defender's, with the attacker as its target and the attack's place.

"The guards attacked Ras Lanuf but were beaten back by the army." So is a place entered and then taken, which the capture tells, and a
missile that was launched and hit.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from frontlog.model import ActorRef, Claim

_GROUND = ("assault", "advance", "capture", "airstrike", "shelling")
_ATTEMPTS = ("assault", "advance", "capture")  # what is fired and shot down stays two claims
_FIRED = ("airstrike", "shelling")
_TRIED = ("tried", "attempt", "attempts", "attempted", "trying", "foiled", "thwarted")


def merged(claims: Sequence[Claim]) -> tuple[list[Claim], set[str]]:
    """The claims with what their repulses and captures took over from the attacks before them, and the ids of those attacks."""
    out, dropped = list(claims), set[str]()
    for place, claim in enumerate(claims):
        if claim.type == "repel":
            for attack in _beside(claims, claim, dropped):
                if _was_repelled(attack, claim):
                    dropped.add(attack.id)
                    out[place] = _taking_over(out[place], attack)
        elif claim.type in _FIRED:
            for launch in _beside(claims, claim, dropped):
                if _was_launch(launch, claim):
                    dropped.add(launch.id)
                    out[place] = replace(out[place], agent=out[place].agent or launch.agent)
        elif claim.type == "capture" and claim.modality == "actual":
            dropped.update(entry.id for entry in _beside(claims, claim, dropped) if _led_to(entry, claim))
    return out, dropped


def _beside(claims: Sequence[Claim], claim: Claim, dropped: Collection[str]) -> Iterator[Claim]:
    """The other claims of its sentence."""
    yield from (c for c in claims if c is not claim and c.evidence == claim.evidence and c.id not in dropped)


def _was_repelled(attack: Claim, repel: Claim) -> bool:
    """Whether an attack is the one that was repelled: it failed, or it came first and its agent was beaten."""
    if attack.type not in _GROUND or attack.trigger.start > repel.trigger.start:
        return False
    beaten, attackers = _ids(repel.target), _ids(attack.agent)
    if beaten and attackers and not beaten & attackers:
        return False
    between = attack.evidence.quote[: repel.trigger.end - attack.evidence.start].lower().split()
    failed = attack.modality == "failed" or any(word in _TRIED for word in between)
    return failed or (attack.type in _ATTEMPTS and attack.modality == "actual" and bool(beaten & attackers))


def _was_launch(launch: Claim, hit: Claim) -> bool:
    """Whether one only says where from, or by whom, what hit was fired: "a missile [launched] from X [hit] Y"."""
    text = launch.evidence.quote
    behind = text[launch.trigger.end - launch.evidence.start : max(0, hit.trigger.start - launch.evidence.start)]
    told = launch.type in _FIRED and launch.trigger.text.lower() in ("launched", "fired") and launch.trigger.end <= hit.trigger.start
    return told and behind.startswith((" from ", " by ")) and not any(mark in behind for mark in (",", ";", " and "))


def _taking_over(repel: Claim, attack: Claim) -> Claim:
    """The repulse with the attack's places where those hold its own, and with the attacker where it names none."""
    place = attack.place if _places(repel) <= _places(attack) else repel.place
    return replace(repel, place=place, target=repel.target or attack.agent)


def _led_to(entry: Claim, capture: Claim) -> bool:
    """Whether an advance is only the first step of a capture: the same place, by the same agent, before it."""
    same = bool(_places(entry)) and _places(entry) == _places(capture)
    agents, takers = _ids(entry.agent), _ids(capture.agent)
    return (
        entry.type == "advance"
        and entry.modality == "actual"
        and entry.trigger.start < capture.trigger.start
        and same
        and (not agents or not takers or bool(agents & takers))
    )


def _ids(refs: Sequence[ActorRef]) -> set[str]:
    return {ref.id for ref in refs if ref.id}


def _places(claim: Claim) -> set[str]:
    return {place.id for place in claim.place}
