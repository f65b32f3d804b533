"""Until when a holder had a place that the same report says changed hands: "the army-held town of X was taken on Monday"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from frontlog.control.parties import party
from frontlog.control.sides import Sides
from frontlog.model import Claim

DAY = timedelta(days=1)
BACKGROUND = re.compile(r"-(?:held|controlled|occupied|ruled)$", re.IGNORECASE)  # by which a place is called, not what is news of it
PAST = re.compile(r"\bhad\s(?:\w+\s)?(?:been\s)?(?:\w+\s){0,2}$|\b(?:formerly|previously|until (?:then|now|recently))\b", re.IGNORECASE)
STILL = re.compile(r"\b(?:still|remain\w*|continu\w+|now|again)\b", re.IGNORECASE)
LONG = timedelta(days=14)  # "has held it since March"


def before_change(claims: Sequence[Claim], sides: Sides) -> dict[str, date]:
    """For holds that are the background of a change told in the same report: the day before it, the last one on which they are told."""
    changes: dict[tuple[str, str], list[tuple[date, str, str]]] = {}
    for claim in claims:
        start = claim.time.start
        if start is None or claim.modality != "actual" or claim.type not in ("capture", "withdraw", "handover", "break_siege"):
            continue
        agent = party(claim.agent, claim, sides)
        for place in claim.place:
            if place.relation == "at":
                changes.setdefault((claim.document, place.id), []).append((start, claim.type, agent.side if agent else ""))
    out: dict[str, date] = {}
    for claim in claims:
        if claim.type == "besiege" and claim.modality == "actual" and (ring := party(claim.agent, claim, sides)) is not None:
            found = (row for place in claim.place for row in changes.get((claim.document, place.id), ()))
            ends = [
                start
                for start, kind, by in found
                if kind == ("capture" if by == ring.side else "break_siege") and (claim.time.start or start) <= start
            ]
            if ends:  # "took the base after a siege of nine days", "broke the rebels' siege"
                out[claim.id] = max(ends) - DAY
            continue
        holder = party(claim.agent, claim, sides) if claim.type == "hold" and claim.modality == "actual" and not claim.source_id else None
        if holder is None or not _background(claim):
            continue
        days = [
            start
            for place in claim.place
            for start, kind, by in changes.get((claim.document, place.id), ())
            if kind != "break_siege"
            and ((by != holder.side) if kind == "capture" else (by == holder.side))
            and (claim.time.start or start) <= start
        ]
        if days:
            out[claim.id] = max(days) - DAY
    return out


def _background(claim: Claim) -> bool:
    """Whether a hold is told as what was the case: by the place's name, as the past of another past, or since long ago."""
    lead = claim.evidence.quote[: claim.trigger.start - claim.evidence.start]
    if STILL.search(lead):
        return False
    start, end = claim.time.start, claim.time.end
    since = start is not None and end is not None and end - start > LONG
    return bool(since or BACKGROUND.search(claim.trigger.text) or PAST.search(lead[-40:]))


def until(claim: Claim, last: Mapping[str, date]) -> Claim:
    """The claim with its days ended before the change."""
    day = last.get(claim.id)
    if day is None:
        return claim
    start = min(claim.time.start, day) if claim.time.start else day
    return replace(claim, time=replace(claim.time, start=start, end=day))
