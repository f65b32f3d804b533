"""Who is meant by agent, target, opponent: the sides of a claim, with the opponent taken from the report where it is not named."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from frontlog.control.sides import Sides
from frontlog.model import ActorRef, Claim

FIGHTS = {  # claim types whose agent and target are enemies
    "capture",
    "advance",
    "repel",
    "withdraw",
    "besiege",
    "break_siege",
    "clash",
    "assault",
    "airstrike",
    "shelling",
    "negotiate",
}

STAFF = re.compile(
    r"^(?:the )?(?:general staff|(?:armed |ground )?forces|army|military|(?:joint |high )?command|defen[cs]e ministry|"
    r"ministry of defen[cs]e)\b",
    re.IGNORECASE,
)
KEEPS = {"hold", "surrender", "handover"}  # and those whose agent has ground


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a claim: the actor that was named and the side that would be called the holder."""

    actor: str
    name: str
    side: str
    inferred: bool = False


Foe = tuple[int, str, Party]  # where a claim's trigger stands, the claim's id, who is the enemy there


def party(refs: Sequence[ActorRef], claim: Claim, sides: Sides) -> Party | None:
    """The one side that several named actors stand for: hosts before guests, the side most of them belong to, the first one named.

    A place has one holder, so a joint capture goes to one of them: "the army, the militia and their foreign ally" to the army's side.
    """
    country, day = claim.place[0].country if claim.place else "", claim.time.end or claim.time.start
    fighting = [ref for ref in refs if ref.id and not _place(ref, claim, sides)]
    known = [Party(ref.id, ref.name or ref.text, sides.side(ref.id, country, day)) for ref in fighting]
    known = [one for one in known if one.side]
    if not known:
        return None
    counts = Counter(one.side for one in known)
    return min(known, key=lambda one: (sides.guest(one.actor, country), -counts[one.side]))


def _place(ref: ActorRef, claim: Claim, sides: Sides) -> bool:
    """Whether the words are those of a place that the claim is about, and of no actor that is known: "storm Abu Dali" has no Abu Dali that
    fights."""
    return not sides.name(ref.id) and any(0 <= one.start <= ref.start and ref.end <= one.end for one in claim.place)


def speakers(claims: Sequence[Claim], voices: Mapping[str, str], sides: Sides) -> dict[str, str]:
    """Who tells each claim: who is quoted, or else whom the outlet speaks for (`voices`, by document). "The General Staff" that no register
    knows speaks for the one side that fights in its report."""
    there = _there(claims, sides)
    out = {}
    for claim in claims:
        told = claim.source_id or voices.get(claim.document, "")
        if (
            told.startswith("x-")
            and claim.source is not None
            and STAFF.search(claim.source.text)
            and len(there.get(claim.document, {})) == 1
        ):
            told = next(iter(there[claim.document].values())).actor
        out[claim.id] = told
    return out


def opponents(claims: Sequence[Claim], sides: Sides) -> dict[str, Party]:
    """For each claim id the other side: its target, or the side that its agent fights in the nearest claim of the same document, or the
    only other side that fights or has ground in it."""
    named, there = named_fights(claims, sides), _there(claims, sides)
    out: dict[str, Party] = {}
    for claim in claims:
        agent, target = party(claim.agent, claim, sides), party(claim.target, claim, sides)
        if target is not None and (agent is None or target.side != agent.side):
            out[claim.id] = target
        elif agent is not None:
            near = named.get((claim.document, agent.side), [])
            best = nearest(near, claim.trigger.start) or _only_other(claim, agent, there.get(claim.document, {}), sides)
            if best is not None:
                out[claim.id] = Party(best.actor, best.name, best.side, inferred=True)
    return out


def _there(claims: Sequence[Claim], sides: Sides) -> dict[str, dict[str, Party]]:
    """The sides that fight or have ground in each document."""
    out: dict[str, dict[str, Party]] = {}
    for claim in claims:
        for refs in (claim.agent, claim.target) if claim.type in FIGHTS | KEEPS else ():
            if (one := party(refs, claim, sides)) is not None:
                out.setdefault(claim.document, {}).setdefault(one.side, one)
    return out


def _only_other(claim: Claim, agent: Party, there: dict[str, Party], sides: Sides) -> Party | None:
    country, day = claim.place[0].country if claim.place else "", claim.time.end or claim.time.start
    others = [one for side, one in there.items() if side != agent.side and not sides.allied(side, agent.side, country, day)]
    return others[0] if len(others) == 1 else None


def named_fights(claims: Sequence[Claim], sides: Sides) -> dict[tuple[str, str], list[Foe]]:
    """Whom each side fights in each document."""
    named: dict[tuple[str, str], list[Foe]] = {}
    for claim in claims:
        agent, target = party(claim.agent, claim, sides), party(claim.target, claim, sides)
        if claim.type in FIGHTS and agent and target and agent.side != target.side:
            at = claim.trigger.start
            named.setdefault((claim.document, agent.side), []).append((at, claim.id, target))
            named.setdefault((claim.document, target.side), []).append((at, claim.id, agent))
    return named


def nearest(found: Iterable[Foe], at: int) -> Party | None:
    """The enemy of the claim whose trigger stands nearest to a place of the text."""
    ranked = sorted(found, key=lambda row: (abs(row[0] - at), row[0], row[1]))
    return ranked[0][2] if ranked else None
