"""How well an incident is attested: the grade table of the export rules, decided by independent voices and by who would rather deny it.

A voice is an outlet (an origin group of documents where the outlet is unknown), or a named speaker however many outlets quote him.
Verbatim copies never count.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from frontlog.incidents.sides import Sides
from frontlog.incidents.stance import concedes, gains
from frontlog.incidents.telling import Telling
from frontlog.incidents.titles import listed
from frontlog.incidents.types import Types
from frontlog.model import Contradiction

TOLD = ("actual", "failed")
IN_WORDS = {
    "outcome": "the outcome",
    "attack_result": "how an attack ended",
    "losses": "losses",
    "denial": "whether it happened",
    "blame": "who did it",
    "existence": "whether it happened at all",
    "identity": "who it was",
}
OPPOSING = {"outcome", "attack_result", "losses", "denial", "blame", "existence", "identity"}  # they contest an event; two dates do not


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade (confirmed, fair, weak, contested, discounted, ungraded) and the sentence that explains it."""

    word: str
    reason: str


def grade(group: Sequence[Telling], quarrels: Sequence[Contradiction], sides: Sides, types: Types) -> Grade:
    """The first row of the table that fits, from the strictest doubt to the plainest."""
    told = [t for t in group if t.claim.modality in TOLD and t.claim.certainty != "disputed"]
    denied = [t for t in group if t.claim.modality == "denied" or t.claim.certainty == "disputed"]
    if not told and not denied:
        return Grade("ungraded", "Only planned or conditional so far.")
    if not told:
        return Grade("ungraded", "Only told as a rumour or in order to deny it.")
    if all(t.claim.certainty == "hedged" for t in told):
        return Grade("ungraded", "Every telling hedges: a rumour so far.")
    voices, against = _voices(told), _voices(denied)
    if _retracted(told, denied):
        return Grade("discounted", f"Denied by {len(against)} independent voices, the side that first claimed it among them.")
    if against or any(q.status == "contradiction" and q.type in OPPOSING for q in quarrels):
        return Grade("contested", _contested(against, quarrels))
    conceding = [t for t in told if concedes(t, sides, types)]
    if conceding:
        return Grade("confirmed", f"The side that would rather deny it says so itself ({_speakers(conceding)}).")
    camps = {t.camp for t in told if t.camp}
    opposed = sorted(camps & _party_camps(told))
    if len(opposed) >= 2:
        return Grade("confirmed", f"Opposed sides agree on it ({', '.join(sides.name(camp) for camp in opposed)}).")
    if len(voices) == 1:
        return Grade("weak", "One independent voice.")
    if any(not gains(t, sides, types) for t in told):
        return Grade("fair", f"{len(voices)} independent voices, not all of the side that gains by it, and no denial.")
    return Grade("weak", f"{len(voices)} independent voices, but all of the side that gains by it.")


def _party_camps(told: Sequence[Telling]) -> set[str]:
    return {camp for t in told for camp in t.camps}


def _voices(group: Sequence[Telling]) -> list[str]:
    return sorted({t.voice for t in group})


def _retracted(told: Sequence[Telling], denied: Sequence[Telling]) -> bool:
    """Denied by two voices, one of them of the claimant: the same voice, or one of its camp."""
    if len(_voices(denied)) < 2:
        return False
    claimants = {t.voice for t in told}
    camps = {t.camp for t in told if t.camp}
    return any(t.voice in claimants or t.camp in camps for t in denied)


def _contested(against: Sequence[str], quarrels: Sequence[Contradiction]) -> str:
    kinds = sorted({q.type for q in quarrels if q.status == "contradiction" and q.type in OPPOSING})
    if kinds:
        return f"Its tellings cannot all be true: they disagree on {listed([IN_WORDS.get(kind, kind) for kind in kinds])}."
    return f"Denied by {len(against)} independent voice{'s' if len(against) > 1 else ''}."


def _speakers(group: Sequence[Telling]) -> str:
    return ", ".join(sorted({t.claim.source.text if t.claim.source else t.speaker for t in group}))
