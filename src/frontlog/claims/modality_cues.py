"""How a cue governs a trigger: as its auxiliary, inside its noun phrase, as a preposition before it, as a predicate behind it."""

from dataclasses import dataclass
from typing import NamedTuple

from frontlog.claims.vocabulary import Sent, match_phrase, may_match, phrases, table

_FINITE = ("VBD", "VBZ", "MODAL", "BE", "HAVE", "DO")
_CLAUSE = frozenset((";", ":", "—", "“", "”", '"'))
_REACH = 14  # words between a cue and the verb that it governs: coordinated verbs ("will march on X and install Y")
_NOUN_REACH = 6  # words between "planned" or "without" and the trigger
_BEHIND = 16  # words between a noun and its predicate, the noun's own phrases included


class Spot(NamedTuple):
    """A cue's first and last token."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger's tokens; `head` is the one that carries tense."""

    sent: Sent
    first: int
    last: int
    head: int

    @property
    def verbal(self) -> bool:
        """Whether the trigger is a verb."""
        return self.sent.tag(self.head) in ("VB", "VBZ", "VBD", "VBG")


def clear(trigger: Trigger, start: int, stop: int, allowed: tuple[str, ...] = ()) -> bool:
    """Whether nothing between two places starts a clause of its own."""
    sent = trigger.sent
    for at in range(start, stop):
        low, tag = sent.low(at), sent.tag(at)
        if low in _CLAUSE or (tag in ("SUB", "REL") and low not in allowed):
            return False
        if low == "," and sent.tag(at + 1) in ("DET", "NNP", "PRON", "SUB", "VBG") and "," not in allowed:
            return False
    return True


def _governs(trigger: Trigger, spot: Spot) -> bool:
    """Whether a verb cue reaches the trigger: next to it, over coordinated verbs, or through a carrying verb to its noun."""
    sent, head = trigger.sent, trigger.head
    between = range(spot.last + 1, trigger.first)
    if head - spot.last > _REACH or not clear(trigger, spot.last + 1, trigger.first):
        return False
    verbs = [
        n
        for n in between
        if sent.tag(n) in ("VB", "VBD", "VBZ", "VBG") or (sent.low(n) in table("modality")["carrying"] and sent.tag(n) == "NN")
    ]
    if not verbs and all(
        sent.tag(n) in ("RB", "BE", "HAVE", "NEG", "DET", "JJ", "TO", "POS", "PRON") or (sent.tag(n) == "NN" and not trigger.verbal)
        for n in between
    ):
        return True
    if not verbs:
        return trigger.verbal and sent.tag(head) == "VBD" and all(sent.tag(n) != "CONJ" for n in between) and head - spot.last <= 4
    if trigger.verbal:
        joined = any(sent.low(n) in ("and", "or", ",") for n in between)
        return (joined and sent.tag(head) == sent.tag(verbs[0]) and sent.tag(head) in ("VB", "VBG")) or (
            sent.low(trigger.first - 1) == "to" and head - spot.last <= 5
        )
    return (
        len(verbs) == 1
        and sent.low(verbs[0]) in table("modality")["carrying"]
        and not any(sent.tag(n) == "PREP" for n in range(verbs[0] + 1, trigger.first))
    )


def inside(trigger: Trigger, spot: Spot) -> bool:
    """Whether a cue is part of the trigger, before its last word."""
    return trigger.first <= spot.first and spot.last < trigger.last


def _cues(trigger: Trigger, key: str, reach: int) -> list[Spot]:
    """Cues of a list inside the trigger or up to `reach` words before it, the nearest first."""
    rows, out = phrases("modality", key), list[Spot]()
    if not may_match(trigger.sent, rows):
        return out
    for at in range(trigger.last - 1, max(-1, trigger.first - reach - 5), -1):
        count = match_phrase(trigger.sent, at, rows)
        if count and (at + count - 1 < trigger.first or trigger.first <= at < trigger.last):
            out.append(Spot(at, at + count - 1))
    return out


def verb_cue(trigger: Trigger, key: str) -> Spot | None:
    """A cue that governs the trigger as a verb, the nearest one."""
    for spot in _cues(trigger, key, _REACH):
        if trigger.sent.tokens[spot.first].capital and trigger.sent.tag(spot.first) == "NNP":
            continue  # "May talks"
        if trigger.sent.low(spot.first) == "due" and trigger.sent.tag(spot.last + 1) not in ("VB", "BE"):
            continue  # "due to shelling"
        if inside(trigger, spot) or (spot.last < trigger.first and _governs(trigger, spot)):
            return spot
    return None


def noun_cue(trigger: Trigger, key: str) -> Spot | None:
    """A cue in the noun phrase of the trigger: only nominal words between."""
    sent = trigger.sent
    if sent.tag(trigger.last) in ("VB", "VBZ", "VBD") or (trigger.head == trigger.first and sent.tag(trigger.first) in ("VB", "VBZ")):
        return None
    for spot in _cues(trigger, key, _NOUN_REACH):
        if sent.tag(spot.first - 1) in ("BE", "HAVE", "PRON", "NNP") and spot.first == spot.last and sent.low(spot.first).endswith("ed"):
            continue
        if sent.low(spot.first) == "likely" and spot.first == spot.last and sent.tag(spot.first - 1) in ("NN", "NNP"):
            continue  # "forces likely control the villages" is a guess at what is so, no plan
        if spot.first == trigger.first or all(
            sent.tag(n) in ("JJ", "NN", "NNP", "CONJ", "POS", "NUM", "DET") for n in range(spot.last + 1, trigger.first)
        ):
            return spot
    return None


def link_cue(trigger: Trigger, key: str) -> Spot | None:
    """ "in preparation for an assault", "without causing casualties": nominal words or one gerund between."""
    sent = trigger.sent
    for spot in _cues(trigger, key, _NOUN_REACH):
        if spot.last >= trigger.first or (sent.tag(trigger.head) in ("VBD", "VBZ") and trigger.first == trigger.head):
            continue
        between = range(spot.last + 1, trigger.first)
        if (
            len(between) <= _NOUN_REACH
            and all(sent.tag(n) in ("JJ", "NN", "NNP", "CONJ", "POS", "NUM", "DET", "VBG", "RB") or sent.low(n) == "the" for n in between)
            and clear(trigger, spot.last + 1, trigger.first)
        ):
            return spot
    return None


def behind_cue(trigger: Trigger, key: str) -> Spot | None:
    """A predicate behind a noun trigger, its own phrases stepped over: "an operation to take back X is expected"."""
    sent = trigger.sent
    if sent.tag(trigger.head) in ("VBD", "VBZ"):
        return None
    rows = phrases("modality", key)
    for at in range(trigger.last + 1, min(trigger.last + _BEHIND, len(sent.tokens))):
        count = match_phrase(sent, at, rows)
        if count:
            return Spot(at, at + count - 1)
        if (
            sent.low(at) in (";", ":", ".")
            or sent.tag(at) in ("VBZ", "HAVE", "BE", "MODAL", "DO")
            or (sent.tag(at) == "VBD" and sent.low(at + 1) not in ("by", "from", "on", "in", "with"))
        ):
            return None
        if sent.tag(at) == "SUB" or (
            sent.low(at) == "," and sent.tag(at + 1) in ("DET", "NNP", "PRON", "CONJ") and not match_phrase(sent, at + 1, rows)
        ):
            return None
        if sent.low(at) == "," and sent.tag(at + 1) == "REL" and not match_phrase(sent, at + 1, rows):
            return None
    return None


def clause_of(trigger: Trigger) -> tuple[int, int]:
    """The comma-bounded clause of the trigger."""
    sent = trigger.sent
    first = next((n + 1 for n in range(trigger.first - 1, -1, -1) if sent.low(n) in (",", ";", ":", "—")), 0)
    last = next((n - 1 for n in range(trigger.last + 1, len(sent.tokens)) if sent.low(n) in (",", ";", ":", "—")), len(sent.tokens) - 1)
    return first, last
