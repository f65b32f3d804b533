"""What was tried in vain: from a trigger to the cue that says so, or None."""

from frontlog.claims.modality_cues import Spot, Trigger, behind_cue, clear, link_cue, noun_cue, verb_cue
from frontlog.claims.vocabulary import match_phrase, phrases

_TRYING = frozenset(["tried", "attempted"])


def failed(trigger: Trigger) -> Spot | None:
    """ "failed to", "an unsuccessful raid", "the attack was repelled", "prevented X from entering", "an assassination attempt"."""
    sent = trigger.sent
    spot = verb_cue(trigger, "verb_failed") or _nearly(trigger)
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


_NEARLY = frozenset(["nearly", "almost", "narrowly"])
_MANAGING = frozenset(["managed", "manage", "managing", "able", "succeeded", "succeed", "succeeding"])
_NOT = frozenset(["not", "n't", "never", "neither", "no", "nobody", "none", "yet"])


def not_managed(trigger: Trigger) -> Spot | None:
    """ "has [not] managed to take the base", "[neither] side was able to cross": what somebody set out to do and could not."""
    sent = trigger.sent
    to = next((n for n in range(trigger.first - 1, max(-1, trigger.first - 4), -1) if sent.low(n) in ("to", "in")), -1)
    if to < 1 or sent.low(to - 1) not in _MANAGING or any(sent.tag(n) != "RB" for n in range(to + 1, trigger.first)):
        return None
    for at in range(to - 2, max(-1, to - 10), -1):
        if sent.low(at) in _NOT and (
            sent.low(at) in ("not", "n't", "never", "yet") or sent.tag(at - 1) in ("", "PUNCT", "SUB", "CONJ", "RB")
        ):
            return Spot(at, at)
        if sent.low(at) in (",", ";", ":", "and", "but") or sent.tag(at) in ("VBD", "VBZ", "VB", "SUB", "REL"):
            return None
    return None


def _nearly(trigger: Trigger) -> Spot | None:
    """ "[nearly] overran the camp"; not "nearly surrounded", which is a state all but reached."""
    sent, at = trigger.sent, trigger.first - 1
    taking = sent.tag(trigger.head) in ("VBD", "VB", "VBG") and sent.tag(trigger.last + 1) in ("DET", "NNP", "PRON")
    return Spot(at, at) if sent.low(at) in _NEARLY and taking and sent.tag(at - 1) != "BE" else None


_ATTEMPTS = frozenset(["attempt", "attempts", "bid", "effort", "efforts", "push", "try", "operation", "offensive"])
_VAIN = frozenset(["failed", "unsuccessful", "abortive", "botched", "aborted", "foiled", "thwarted", "vain", "futile", "fruitless"])


def _vain_attempt(trigger: Trigger) -> Spot | None:
    """ "after a failed rebel attempt to [storm] the town", "a failed attempt by rebels to storm it": the purpose of what is called vain."""
    sent, to = trigger.sent, trigger.first - 1
    noun = next((n for n in range(to - 1, max(-1, to - 7), -1) if sent.low(n) in _ATTEMPTS), -1)
    if sent.low(to) != "to" or noun < 0 or (noun < to - 1 and sent.low(noun + 1) not in ("by", "of")):
        return None
    owner = noun - 1 - (sent.tag(noun - 1) in ("JJ", "NN"))  # "failed in their latest bid to storm the camp"
    if sent.tag(owner) in ("DET", "PRON", "POS") and sent.low(owner - 1) == "in" and sent.low(owner - 2) in ("failed", "fail", "failing"):
        return Spot(owner - 2, owner - 1)
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
        if low in (",", ";", ":") or sent.tag(at) in ("SUB", "REL") or (low == "and" and sent.tag(at + 1) in ("VBD", "VBZ", "DET", "PRON")):
            return None  # "foiled a raid and [inflicted] losses", "the raid was foiled and the rebels [withdrew]"
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
