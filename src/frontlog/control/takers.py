"""Who took or kept a place where the sentence leaves the doer out: the speaker's own side, or whoever fights the side that lost it.

"The town was liberated", a ministry says: by its own army. "The RSF-held town was recaptured": by those who fight the RSF in the report.
"Rebels were pushed back from the town": by those who fight the rebels. "Street fighting was reported": between those who fight there.
"""

import re
from collections.abc import Sequence

from frontlog.control.parties import FIGHTS, Party, named_fights, nearest, party
from frontlog.control.sides import Sides
from frontlog.model import Claim

LEFT_OUT = {"capture", "repel", "hold"}  # claim types whose doer is the side that has the place then
# words for ground that changes hands which only those use whose side it comes to
WON = re.compile(
    r"\b(?:liberat|freed|recaptur|recover|retak|retook|regain|reclaim|captur|taken|took|seiz|clear|cleans|overr[ua]n|secured?|repel|repuls|thwart|foil|"
    r"beat|driv|drove|under (?:(?:our|the|full|total|complete|firm) )*control|flag)",
    re.IGNORECASE,
)
LOST = re.compile(r"\blos[test]", re.IGNORECASE)  # and those that only the side uses that it goes from
HELD = re.compile(r"-(?:held|controlled|occupied|ruled)$", re.IGNORECASE)


def takers(claims: Sequence[Claim], sides: Sides, speakers: dict[str, str]) -> dict[str, dict[str, Party]]:
    """For claims of taking, keeping or losing a place that name no doer: who is meant, by the word of the effect table ("agent", "target").

    `speakers` are the actors who tell each claim. One who tells of others' war is nobody's side: the speaker must fight in the report.
    """
    fights, has, fighting = named_fights(claims, sides), _holders(claims, sides), _fighting(claims, sides)
    out: dict[str, dict[str, Party]] = {}
    for claim in claims:
        if claim.type == "clash" and not party(claim.agent, claim, sides) and not party(claim.target, claim, sides):
            near = [foe for (document, _), foes in fights.items() if document == claim.document for foe in foes]
            if (best := nearest(near, claim.trigger.start)) is not None:  # "street fighting was reported": between those who fight
                out[claim.id] = {"agent": Party(best.actor, best.name, best.side, inferred=True)}
            continue
        if claim.type in ("capture", "advance") and claim.modality == "denied" and not claim.agent:
            side = _side(speakers.get(claim.id, ""), claim, sides)
            foe = nearest(fights.get((claim.document, side), []), claim.trigger.start) if side else None
            if foe is not None:  # "the army denied that the town had fallen": to those it fights
                out[claim.id] = {"agent": Party(foe.actor, foe.name, foe.side, inferred=True)}
            continue
        if claim.type not in LEFT_OUT or claim.modality != "actual" or party(claim.agent, claim, sides) is not None:
            continue
        found = _said(claim, speakers.get(claim.id, ""), sides, fighting)
        loser = party(claim.target, claim, sides) or (found or {}).get("target") or _had(claim, has)
        if not found and loser is not None and claim.type != "hold":
            best = nearest(fights.get((claim.document, loser.side), []), claim.trigger.start)
            best = best or _teller(claim, loser, speakers.get(claim.id, ""), sides)
            found = {"agent": Party(best.actor, best.name, best.side, inferred=True)} if best else {}
            if not claim.target:
                found["target"] = Party(loser.actor, loser.name, loser.side, inferred=True)
        if found:
            out[claim.id] = found
    return out


def _said(claim: Claim, speaker: str, sides: Sides, fighting: set[tuple[str, str]]) -> dict[str, Party] | None:
    """The speaker's side as the one that won the place, or lost it, by the words for it."""
    side = _side(speaker, claim, sides) if claim.place else ""
    if not side or claim.target or (claim.document, side) not in fighting:
        return None
    if LOST.search(claim.trigger.text):
        return {"target": Party(speaker, "", side)} if claim.type == "capture" else None
    return {"agent": Party(speaker, "", side)} if WON.search(claim.trigger.text) else None


def _teller(claim: Claim, loser: Party, speaker: str, sides: Sides) -> Party | None:
    """The speaker's own side, where it fights the loser at home: "the Taliban were driven off, the Afghan defence ministry said"."""
    country, side = claim.place[0].country if claim.place else "", _side(speaker, claim, sides)
    day = claim.time.end or claim.time.start
    if not side or sides.guest(speaker, country) or sides.allied(side, loser.side, country, day):
        return None
    return Party(speaker, "", side)


def _side(speaker: str, claim: Claim, sides: Sides) -> str:
    country = claim.place[0].country if claim.place else ""
    return sides.side(speaker, country, claim.time.end or claim.time.start) if speaker else ""


def _fighting(claims: Sequence[Claim], sides: Sides) -> set[tuple[str, str]]:
    """The sides that fight in each report or speak for themselves in it."""
    out = set[tuple[str, str]]()
    for claim in claims:
        for refs in (claim.agent, claim.target) if claim.type in FIGHTS or claim.type == "hold" else ():
            if (one := party(refs, claim, sides)) is not None:
                out.add((claim.document, one.side))
    return out


def _holders(claims: Sequence[Claim], sides: Sides) -> dict[tuple[str, str], Party]:
    """Who had each place by the name that a report gives it: "the RSF-held town of X"."""
    out: dict[tuple[str, str], Party] = {}
    for claim in claims:
        if claim.type == "hold" and claim.modality == "actual" and HELD.search(claim.trigger.text):
            one = party(claim.agent, claim, sides)
            for place in claim.place if one is not None else ():
                assert one is not None
                out.setdefault((claim.document, place.id), one)
    return out


def _had(claim: Claim, has: dict[tuple[str, str], Party]) -> Party | None:
    return next((has[key] for place in claim.place if (key := (claim.document, place.id)) in has), None)
