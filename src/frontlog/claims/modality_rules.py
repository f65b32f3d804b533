"""Conditions, denials, failures and plans: one function each, from a trigger to the cue that decides, or None."""

from frontlog.claims.modality_cues import Spot, Trigger, behind_cue, clause_of, clear, inside, link_cue, noun_cue, verb_cue
from frontlog.claims.vocabulary import Sent, match_phrase, match_phrase_before, phrases, table


def conditional(trigger: Trigger) -> Spot | None:
    """In an "if" clause, or what depends on one: the other clause with "will", "would" or "could"."""
    sent = trigger.sent
    first, _ = clause_of(trigger)
    for at in range(first, trigger.first):
        count = match_phrase(sent, at, phrases("modality", "if"))
        if count and sent.low(at - 1) not in ("as",) and not (sent.low(at) == "provided" and sent.tag(at - 1) in ("NN", "NNP", "HAVE")):
            return Spot(at, at + count - 1)
    hanging = _hanging(trigger, first)
    if hanging is not None:
        return hanging
    stop = trigger.last + 9 if not trigger.verbal else trigger.last
    modal = next((n for n in range(first, stop) if sent.low(n) in ("will", "would", "could", "can", "may", "might", "'ll")), -1)
    if modal < 0:
        return None
    for at in range(len(sent.tokens)):
        if first <= at <= trigger.last:
            continue
        count = match_phrase(sent, at, phrases("modality", "if")) or (
            at < first and match_phrase(sent, at, phrases("modality", "when_planned"))
        )
        if count and (at < first or at > trigger.last) and sent.low(at) != "otherwise" and sent.low(at - 1) not in ("what", "as", "see"):
            return Spot(at, at + count - 1)
    return None


def _hanging(trigger: Trigger, first: int) -> Spot | None:
    """ "will not withdraw until ...", "in return for their release", "two ways to unblock the city"."""
    sent = trigger.sent
    count = 0
    for at in range(max(first, trigger.first - 4), trigger.last + 1):
        count = match_phrase(sent, at, phrases("modality", "hang_before"))
        if count:
            return Spot(at, at + count - 1)
    negated = any(
        sent.low(n) in ("not", "n't") and sent.low(n - 1) in ("will", "would", "wo", "shall", "can", "could")
        for n in range(max(0, trigger.first - 4), trigger.last)
    )
    if negated:
        for at in range(trigger.last + 1, len(sent.tokens)):
            if sent.low(at) in ("until", "unless", "if"):
                return Spot(at, at)
    return None


def _when_planned(trigger: Trigger) -> Spot | None:
    """ "As soon as the force secures the road": planned, where the main clause looks ahead."""
    sent = trigger.sent
    first, _ = clause_of(trigger)
    if not any(sent.low(n) in ("will", "would", "can", "could", "shall", "'ll") for n in range(len(sent.tokens))):
        return None
    if sent.low(first - 1) == "," and match_phrase_before(sent, first - 1, phrases("modality", "when_planned")):
        return Spot(first - 2, first - 2)  # "As soon as, the force ..."
    for at in range(first, trigger.first):
        count = match_phrase(sent, at, phrases("modality", "when_planned"))
        if count:
            return Spot(at, at + count - 1)
    return None


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


def _short_reach(trigger: Trigger, at: int) -> bool:
    """Whether a negation reaches the trigger: in its verb group, or over "want to" or "allow ... to"."""
    sent = trigger.sent
    if not clear(trigger, at + 1, trigger.first) or any(sent.low(n) in ("but", "and", ",") for n in range(at + 1, trigger.first)):
        return False
    between = list(range(at + 1, trigger.first))
    verbs = [n for n in between if sent.tag(n) in ("VB", "VBD", "VBZ", "VBG")]
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
        if (
            sent.low(at)
            in (
                "denied",
                "denies",
                "denying",
                "deny",
                "rejected",
                "rejects",
                "reject",
                "dismiss",
                "dismissed",
                "dismisses",
                "refuted",
                "refutes",
            )
            and sent.tag(at - 1) != "BE"
        ):
            told = any(sent.low(n) in _TOLD for n in range(at + 1, min(at + 6, trigger.first + 1)))
            gerund = sent.tag(trigger.head) == "VBG" and trigger.first - at <= 3
            if (told or gerund) and not any(sent.low(n) in (",", "but", "and") for n in range(at + 1, trigger.first)):
                return Spot(at, at)
    return None


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


def planned(trigger: Trigger) -> Spot | None:
    """ "will", "plans to", "an expected offensive", "calls for a truce", and the bare infinitive of purpose."""
    return (
        verb_cue(trigger, "verb_planned")
        or _when_planned(trigger)
        or noun_cue(trigger, "noun_planned")
        or link_cue(trigger, "link_planned")
        or _purpose(trigger)
        or behind_cue(trigger, "behind_planned")
    )


def _purpose(trigger: Trigger) -> Spot | None:
    """ "an operation to liberate X", "in a bid to retake Y": an infinitive that no verb of success governs."""
    sent = trigger.sent
    to = next((n for n in (trigger.first - 1, trigger.first - 2, trigger.first) if sent.low(n) == "to" and n >= 0), -1)
    if to < 0 or sent.tag(to + 1) not in ("VB", "RB", "NN", "JJ", "BE") or sent.low(to + 1) in ("have", "the", "a"):
        return None
    if to == trigger.first - 2 and sent.tag(trigger.first - 1) not in ("RB", "BE"):
        return None
    if not (trigger.verbal or sent.tag(trigger.first) == "VB") and trigger.first == trigger.last and sent.tag(trigger.first) != "NN":
        return None
    if sent.tag(trigger.first) in ("NN", "NNP") and to == trigger.first - 1 and not _base_form(sent, trigger.first):
        return None
    governor = to - 1
    while governor >= 0 and sent.tag(governor) in ("RB",):
        governor -= 1
    known = table("modality")["implicative"]
    return None if sent.low(governor) in known or sent.low(_causer(sent, governor)) in known else Spot(to, to)


def _causer(sent: Sent, place: int) -> int:
    """The verb before the noun phrase that stands before "to": "prompting thousands of people to flee"."""
    at = place
    while at > 0 and place - at < 12 and (sent.tag(at) in ("NN", "NNP", "DET", "JJ", "POS", "NUM", "CONJ", "PRON") or sent.low(at) == "of"):
        at -= 1
    return at if sent.tag(at) in ("VBG", "VBD", "VBZ", "VB") else -1


def _base_form(sent: Sent, place: int) -> bool:
    """A word behind "to" that is a verb though tagged a noun: an object or a preposition follows, and it is no plural."""
    return (
        not sent.tokens[place].capital
        and not sent.low(place).endswith("s")
        and sent.tag(place + 1) in ("DET", "NNP", "PRON", "NUM", "JJ", "PREP", "NN")
    )
