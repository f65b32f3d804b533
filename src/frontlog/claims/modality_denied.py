"""What is said not to have happened: from a trigger to the cue that denies it, or None."""

from frontlog.claims.modality_cues import Spot, Trigger, behind_cue, clause_of, clear, inside, link_cue, verb_cue
from frontlog.claims.vocabulary import Sent, match_phrase, phrases, table


def denied(trigger: Trigger) -> Spot | None:
    """Negated verb, negative subject, negative object or predicate, "without", "refused to", "called off"."""
    for rule in (_negated, _no_subject, _no_noun, _denying_verb, _denied_claim):
        spot = rule(trigger)
        if spot is not None:
            return None if _goes_on(trigger.sent, spot) else spot
    spot = link_cue(trigger, "link_denied") or behind_cue(trigger, "behind_denied")
    return None if spot is not None and _goes_on(trigger.sent, spot) else spot


def _denying_verb(trigger: Trigger) -> Spot | None:
    """ "refused to leave", "called off the attack"."""
    spot = verb_cue(trigger, "verb_denied")
    if spot is not None and trigger.sent.low(spot.first) in _DENYING and _another_verb(trigger, spot):
        return None  # "denied this and threatened to bomb"
    if spot is None or not inside(trigger, spot):
        return spot
    return spot if trigger.sent.low(spot.first) in ("call", "called", "calls", "not", "refrain", "avoid") else None


_DENYING = ("denied", "denies", "deny", "denying")


def _another_verb(trigger: Trigger, spot: Spot) -> bool:
    """Whether "and" with a verb of its own stands between a cue and the trigger."""
    sent = trigger.sent
    return any(sent.low(n) in ("and", "but") and sent.tag(n + 1) in ("VBD", "VBZ") for n in range(spot.last + 1, trigger.first))


def _goes_on(sent: Sent, spot: Spot) -> bool:
    """Whether what is denied is only that something ended: "the shelling [never] stopped", "has not [ceased] shelling"."""
    words, negative = table("modality")["stopping"], ("never", "not", "n't")
    ends = any(sent.low(n) in words for n in range(spot.first, spot.last + 2))
    return ends and any(sent.low(n) in negative for n in range(spot.first - 2, spot.last + 1))


def _negative(sent: Sent, at: int) -> bool:
    """A word of negation at a place that denies something."""
    if sent.low(at) not in table("modality")["negative"] or sent.low(at) in ("without", "no", "neither", "nor"):
        return False
    rows = phrases("modality", "not_negative")
    return not match_phrase(sent, at, rows) and not match_phrase(sent, at - 1, rows)


def _negated(trigger: Trigger) -> Spot | None:
    """ "did not enter", "have never held", "can't be delivered", "not going to surrender"."""
    sent = trigger.sent
    for at in range(trigger.last - 1, max(-1, trigger.first - 9), -1):
        if not _negative(sent, at) and not (sent.low(at) == "ca" and sent.low(at + 1) == "n't"):
            continue
        spot = Spot(at, at)
        if trigger.first <= at < trigger.last or _short_reach(trigger, at):
            return spot
    return None


_SILENT = ("comment", "elaborate", "respond", "reply", "react", "speak")  # "did not comment on the attack" denies no attack


def _short_reach(trigger: Trigger, at: int) -> bool:
    """Whether a negation reaches the trigger: in its verb group, or over "want to" or "allow ... to"."""
    sent = trigger.sent
    if not clear(trigger, at + 1, trigger.first) or any(sent.low(n) in ("but", "and", ",") for n in range(at + 1, trigger.first)):
        return False
    between = list(range(at + 1, trigger.first))
    verbs = [n for n in between if sent.tag(n) in ("VB", "VBD", "VBZ", "VBG") or sent.low(n) in _SILENT]
    if not verbs:
        return trigger.verbal or len(between) <= 4
    return len(between) <= 8 and sent.low(verbs[0]) in (
        "want",
        "go",
        "going",
        "plan",
        "intend",
        "allow",
        "let",
        "lead",
        "result",
        "cause",
        "conduct",
        "carry",
        "make",
        "launch",
        "commit",
        "claim",
        "announced",
        "announce",
        "take",
        "report",
        "shown",
        "show",
        "see",
        "suffer",
        "dare",
        "seek",
        "agree",
    )


def _no_subject(trigger: Trigger) -> Spot | None:
    """ "No coalition troops were injured", "nobody was hurt", "neither side advanced"."""
    sent = trigger.sent
    first, _ = clause_of(trigger)
    for at in range(first, trigger.first):
        if sent.low(at) in ("no", "nobody", "none", "neither") and not match_phrase(sent, at, phrases("modality", "not_negative")):
            verbs = [n for n in range(at + 1, trigger.first) if sent.tag(n) in ("VBD", "VBZ", "VB", "VBG", "SUB", "REL")]
            verbal = trigger.verbal or sent.tag(trigger.first - 1) in ("BE", "HAVE")
            if verbal and not verbs and sent.tag(at - 1) in ("", "PUNCT", "SUB", "CONJ", "RB"):
                return Spot(at, at)
    return None


def _no_noun(trigger: Trigger) -> Spot | None:
    """ "no casualties", "no immediate claim of responsibility"; "received no aid"."""
    sent = trigger.sent
    if (
        trigger.first <= trigger.last
        and sent.low(trigger.first) == "no"
        and not match_phrase(sent, trigger.first, phrases("modality", "not_negative"))
    ):
        return Spot(trigger.first, trigger.first)
    for at in range(trigger.first, trigger.last):
        if (
            sent.low(at) in ("no", "without")
            and sent.tag(at + 1) != "VBG"
            and not match_phrase(sent, at, phrases("modality", "not_negative"))
        ):
            return Spot(at, at)
    if trigger.verbal and sent.tag(trigger.head) != "VBG":
        return None
    for at in range(trigger.first - 1, max(-1, trigger.first - 5), -1):
        if sent.low(at) == "no" and not match_phrase(sent, at, phrases("modality", "not_negative")):
            return Spot(at, at)
        if sent.tag(at) not in ("JJ", "NN", "NNP", "CONJ", "RB") and sent.low(at) not in ("further", "other", "immediate", "any"):
            return None
    return None


_DENIALS = frozenset(
    [
        "denied",
        "denies",
        "denying",
        "deny",
        "rejected",
        "rejects",
        "reject",
        "dismissed",
        "dismisses",
        "dismiss",
        "refuted",
        "refutes",
        "refute",
    ]
)
_TOLD = frozenset(
    [
        "that",
        "having",
        "any",
        "reports",
        "report",
        "claims",
        "claim",
        "allegations",
        "rumours",
        "rumors",
        "rumour",
        "rumor",
        "news",
        "assertions",
    ]
)


def _denied_claim(trigger: Trigger) -> Spot | None:
    """ "denied that it had left", "rejected claims that X was taken": over the whole told clause."""
    sent = trigger.sent
    for at in range(trigger.first - 1, max(-1, trigger.first - 24), -1):
        if sent.low(at) in (";", ":"):
            return None
        if sent.low(at) in _DENIALS and sent.low(at - 1) in ("nor", "or"):
            return None  # "would neither confirm nor deny that"
        if sent.low(at) in _DENIALS and sent.tag(at - 1) != "BE":
            told = any(sent.low(n) in _TOLD for n in range(at + 1, min(at + 6, trigger.first + 1)))
            gerund = sent.tag(trigger.head) == "VBG" and trigger.first - at <= 3
            if (told or gerund) and not any(sent.low(n) in (",", "but", "and") for n in range(at + 1, trigger.first)):
                return Spot(at, at)
    return None
