"""Where it happens when a claim names no place, or only a part of one: in the place that its report speaks of there.

"Residents of X said that the fighters had left": X. "The army holds the northern half of X. The rebels hold the southern half": of X. Only
the one place of the same sentence, or of the sentence before it that names any, is taken; where two are named, nobody knows which is meant.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from frontlog.control.parties import party
from frontlog.control.sides import Sides
from frontlog.model import Claim, PlaceRef
from frontlog.reference.placewords import without_outer

GROUND = {"capture", "advance", "repel", "hold", "withdraw", "break_siege", "clash", "handover", "surrender", "statement"}
BACK = 2  # sentences of claims that are looked at before the claim's own
GAP = 400  # characters: what was named further back is another paragraph's
# words that lead to another place than the one told of
AWAY = re.compile(
    r"\b(?:elsewhere|separately|other|another|others|neighbou?ring|nearby|further|across the|along the|"
    r"front|province|region|country|towards?)\b",
    re.IGNORECASE,
)
PART = re.compile(
    r"^(?:(?:the|its|their|an?|most|much|half|parts?|all|of|only|whole|entire|remaining|rest|other)\s+)*(?:(?:north|south|east|west)\w*(?:-\w+)?|old|upper|lower|inner|outer|"
    r"central|main|far)?\s*(?:half|halves|part|parts|side|sides|end|ends|bank|banks|edge|edges|quarters?|districts?|neighbou?rhoods?|suburbs?|"
    r"sectors?|streets?|cent(?:re|er)|rest)$"
)

LEAVES_PART = re.compile(r"\b(?:parts?|half|outskirts|positions|posts|some|several|district|quarter)\b", re.IGNORECASE)
SITE = re.compile(  # a part of a town by its use, without a name: "its school", "the police station"
    r"^(?:the|its|their|an?)?\s*(?:\w+ )?(?:headquarters|stations?|schools?|hospital|municipality|town hall|city hall|offices?|"
    r"buildings?|market|square|mosque|"
    r"church|airstrip|airport|barracks|prison|courthouse|bank|fort|castle|base|camp|garrison|outpost|dam|bridge)$"
)


def placed(claims: Sequence[Claim]) -> dict[str, PlaceRef]:
    """For claims without a place of their own the place that is meant, by claim id. Claims of one document must come together."""
    out: dict[str, PlaceRef] = {}
    for same in _documents(claims):
        for claim in same:
            if claim.type in GROUND and _placeless(claim) and (found := _meant(claim, same)) is not None:
                own = claim.place[0] if claim.place else None
                words = own.text if own else ""
                again = bool(own) and words.lower().split()[-1:] and words.lower().split()[-1] in found.text.lower().split()  # "the fort"
                basis = found.basis if again or not own else "inherited"  # a part of a place is known no better than by the place
                kind = "" if again else found.kind
                start, end = (own.start, own.end) if own else (-1, -1)
                out[claim.id] = replace(found, text=words, start=start, end=end, basis=basis, relation="at", kind=kind)
    return out


def with_place(claim: Claim, where: PlaceRef) -> Claim:
    """The claim at the place that is meant."""
    return replace(claim, place=(where,))


def around(claims: Sequence[Claim], sides: Sides) -> dict[tuple[str, str], str]:
    """What the same report tells of a place beside an advance or siege, by claim id and place id: "left" where another side leaves it then,
    "relieved" where the own side breaks the ring around it."""
    left: dict[tuple[str, str], list[tuple[str, date | None]]] = {}
    relieved: dict[tuple[str, str], set[str]] = {}
    for claim in claims:
        one = party(claim.agent, claim, sides) if claim.modality == "actual" and claim.type in ("withdraw", "break_siege") else None
        if one is None:
            continue
        for place in claim.place:
            if claim.type == "withdraw" and not LEAVES_PART.search(place.text):
                left.setdefault((claim.document, place.id), []).append((one.side, claim.time.start or claim.time.end))
            elif claim.type == "break_siege":
                relieved.setdefault((claim.document, place.id), set()).add(one.side)
    out: dict[tuple[str, str], str] = {}
    for claim in claims:
        one = party(claim.agent, claim, sides) if claim.type in ("advance", "besiege") else None
        if one is None:
            continue
        for place in claim.place:
            key, day = (claim.document, place.id), claim.time.end or claim.time.start
            gone = [at for side, at in left.get(key, ()) if side != one.side and (at is None or day is None or at <= day)]
            out[claim.id, place.id] = " ".join([*(["left"] if gone else []), *(["relieved"] if one.side in relieved.get(key, ()) else [])])
    return out


def _documents(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    rows: dict[str, list[Claim]] = {}
    for claim in claims:
        rows.setdefault(claim.document, []).append(claim)
    for same in rows.values():
        yield sorted(same, key=lambda one: (one.evidence.start, one.trigger.start, one.id))


def _placeless(claim: Claim) -> bool:
    """Whether a claim names no place, or only "the southern half", "its school"."""
    if len(claim.place) != 1:
        return not claim.place
    only = claim.place[0]
    words = _lowered(without_outer(only.text))
    return only.lat is None and words == words.lower() and bool(PART.match(words) or SITE.match(words))


def _lowered(words: str) -> str:
    """The words without the capital of an article that opens a sentence: "The base"."""
    return words[:1].lower() + words[1:] if words.startswith(("The ", "Its ", "Their ", "An ", "A ")) else words


def _meant(claim: Claim, same: Sequence[Claim]) -> PlaceRef | None:
    """The one place of its sentence, else of the last sentence before it that names any."""
    quote = claim.evidence.quote
    if not claim.place and AWAY.search(quote[max(0, claim.trigger.start - claim.evidence.start - 60) :]):
        return None
    here = _named(one for one in same if one.evidence.start == claim.evidence.start and one.id != claim.id)
    if here:
        return here[0] if len(here) == 1 else None
    before = [one for one in same if one.evidence.start < claim.evidence.start and claim.evidence.start - one.evidence.end <= GAP]
    for start in sorted({one.evidence.start for one in before}, reverse=True)[:BACK]:
        found = _named(one for one in before if one.evidence.start == start)
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _named(claims: Iterator[Claim]) -> list[PlaceRef]:
    """The settlements that claims happen at, each once."""
    found: dict[str, PlaceRef] = {}
    for claim in claims:
        for place in claim.place:
            own = without_outer(place.text)
            if place.kind not in ("country", "admin1", "sea", "expanse", "region", "river") and not PART.match(own.lower()):
                found.setdefault(place.id, place)
    return list(found.values())
