"""What was tried in vain: from a trigger to the cue that says so, or None."""

from frontlog.claims.modality_cues import Spot, Trigger, behind_cue, clear, link_cue, noun_cue, verb_cue
from frontlog.claims.vocabulary import match_phrase, phrases

_TRYING = frozenset(["tried", "attempted"])


def failed(trigger: Trigger) -> Spot | None:
    """ "failed to", "an unsuccessful raid", "the attack was repelled", "prevented X from entering", "an assassination attempt"."""
    sent = trigger.sent
    spot = verb_cue(trigger, "verb_failed")
    if spot is not None:
        return spot
    for at in range(trigger.first, trigger.last + 1):
        if sent.low(at) == "without" and sent.tag(at + 1) == "VBG":
            return Spot(at, at)  # "returned without reaching"
        if (sent.low(at) in ("attempt", "attempts") and sent.tag(at) not in ("VB", "VBZ")) or (
            sent.low(at) in _TRYING and at == trigger.head
        ):
            return Spot(at, at)
    return (
        _prevented(trigger)
        or _vain_attempt(trigger)
        or noun_cue(trigger, "noun_failed")
        or link_cue(trigger, "noun_failed")
        or behind_cue(trigger, "behind_failed")
        or _but_failed(trigger)
    )


_ATTEMPTS = frozenset(["attempt", "attempts", "bid", "effort", "efforts", "push", "try", "operation", "offensive"])
_VAIN = frozenset(["failed", "unsuccessful", "abortive", "botched", "aborted", "foiled", "thwarted", "vain", "futile", "fruitless"])


def _vain_attempt(trigger: Trigger) -> Spot | None:
    """ "after a failed rebel attempt to [storm] the town", "a failed attempt by rebels to storm it": the purpose of what is called vain."""
    sent, to = trigger.sent, trigger.first - 1
    noun = next((n for n in range(to - 1, max(-1, to - 7), -1) if sent.low(n) in _ATTEMPTS), -1)
    if sent.low(to) != "to" or noun < 0 or (noun < to - 1 and sent.low(noun + 1) not in ("by", "of")):
        return None
    for at in range(noun - 1, max(-1, noun - 6), -1):
        if sent.low(at) in _VAIN:
            return Spot(at, at)
        if sent.tag(at) not in ("JJ", "NN", "NNP", "POS", "NUM") and sent.low(at) not in ("'s", "’s"):
            return None
    return None


def _prevented(trigger: Trigger) -> Spot | None:
    """ "prevented the rebels from entering", "foiled an attempt to storm", "stopped the convoy from reaching"."""
    sent = trigger.sent
    for at in range(trigger.first - 1, max(-1, trigger.first - 12), -1):
        low = sent.low(at)
        if (
            low in ("prevent", "prevented", "prevents", "preventing", "stopped", "stop", "stops", "kept", "blocked", "deterred", "barred")
            and sent.low(trigger.first - 1) == "from"
        ):
            return Spot(at, at)
        if low in ("foiled", "foils", "foil", "foiling", "thwarted", "thwarts", "thwart", "thwarting", "averted", "aborted") and clear(
            trigger, at + 1, trigger.first
        ):
            return Spot(at, at)
        if low in (",", ";", ":") or sent.tag(at) in ("SUB", "REL"):
            return None
    return None


def _but_failed(trigger: Trigger) -> Spot | None:
    """ "advanced on the town but were repelled"."""
    sent = trigger.sent
    if sent.low(trigger.head) not in (
        "attacked",
        "advanced",
        "stormed",
        "pushed",
        "assaulted",
        "moved",
        "raided",
        "infiltrated",
        "crossed",
    ):
        return None
    for at in range(trigger.last + 1, min(trigger.last + 14, len(sent.tokens))):
        if sent.low(at) == "but":
            count = match_phrase(sent, at, phrases("modality", "behind_failed")) or match_phrase(
                sent, at + 1, phrases("modality", "behind_failed")
            )
            return Spot(at, at + count) if count else None
    return None
