"""Conditions and plans: one function each, from a trigger to the cue that decides, or None."""

from frontlog.claims.modality_cues import Spot, Trigger, behind_cue, clause_of, link_cue, noun_cue, verb_cue
from frontlog.claims.time_words import ORDINALS
from frontlog.claims.vocabulary import Sent, match_phrase, match_phrase_before, phrases, table


def conditional(trigger: Trigger) -> Spot | None:
    """In an "if" clause, or what depends on one: the other clause with "will", "would" or "could"."""
    sent = trigger.sent
    first, _ = clause_of(trigger)
    for at in range(first, trigger.first):
        count = match_phrase(sent, at, phrases("modality", "if"))
        if count and sent.low(at - 1) not in ("as",) and not (sent.low(at) == "provided" and sent.tag(at - 1) in ("NN", "NNP", "HAVE")):
            return Spot(at, at + count - 1)
    hanging = _supposed(trigger) or _until(trigger) or _hanging(trigger, first) or _inverted(trigger, first)
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


_TAKEN = ("fall", "loss", "capture", "recapture", "seizure")


def _supposed(trigger: Trigger) -> Spot | None:
    """ "The [fall] of Rubaya would give the rebels the mines": what is only supposed, the subject of "would"."""
    sent = trigger.sent
    if sent.low(trigger.first) not in _TAKEN or sent.tag(trigger.first) in ("VB", "VBD", "VBZ"):
        return None
    for at in range(trigger.first + 1, min(trigger.first + _SUBJECT, len(sent.tokens))):
        if sent.low(at) in ("would", "could", "might"):
            return Spot(at, at)
        if sent.tag(at) in ("VBD", "VBZ", "VB", "BE", "HAVE", "MODAL", "SUB", "REL", "PUNCT"):
            return None
    return None


_SUBJECT = 10  # words from "the fall of X" to its verb


def _until(trigger: Trigger) -> Spot | None:
    """ "vowed to fight on until the army [withdrew]", "ruled out a truce until they [disarm]": what ends a will that goes on."""
    sent = trigger.sent
    until = next((n for n in range(trigger.first - 1, max(-1, trigger.first - _SUBJECT), -1) if sent.low(n) in ("until", "unless")), -1)
    verbs = ("VBD", "VBZ", "VB", "MODAL", "REL", "SUB")
    if until < 0 or not trigger.verbal or any(sent.tag(n) in verbs for n in range(until + 1, trigger.first)):
        return None
    willed = any(sent.low(n) in table("modality")["willing"] for n in range(until))
    return Spot(until, until) if willed else None


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


def _inverted(trigger: Trigger, first: int) -> Spot | None:
    """ "[Had] the bridge fallen, the road would have been open", "[Should] the town fall, ...": a condition without "if"."""
    sent = trigger.sent
    if sent.low(first) not in ("had", "should", "were") or sent.tag(first + 1) in ("PUNCT", "") or not first < trigger.first:
        return None
    behind = any(sent.low(n) in ("would", "could", "might", "will", "may") for n in range(trigger.last + 1, len(sent.tokens)))
    closed = any(sent.low(n) == "," for n in range(trigger.last + 1, len(sent.tokens)))
    return Spot(first, first) if behind and closed else None


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


def planned(trigger: Trigger) -> Spot | None:
    """ "will", "plans to", "an expected offensive", "calls for a truce", and the bare infinitive of purpose."""
    return (
        verb_cue(trigger, "verb_planned")
        or _when_planned(trigger)
        or noun_cue(trigger, "noun_planned")
        or link_cue(trigger, "link_planned")
        or _asked(trigger)
        or _purpose(trigger)
        or behind_cue(trigger, "behind_planned")
    )


_ASKED = frozenset(
    verb + end
    for verb, ends in (("demand", ("", "s", "ed", "ing")), ("insist", ("", "s", "ed", "ing")), ("request", ("", "s", "ed", "ing")),
        ("order", ("", "s", "ed", "ing")), ("recommend", ("", "s", "ed", "ing")), ("urg", ("e", "es", "ed", "ing")),
        ("propos", ("e", "es", "ed", "ing")), ("requir", ("e", "es", "ed", "ing")), ("stipulat", ("e", "es", "ed", "ing")))
    for end in ends
)  # fmt: skip
_MANY = ("men", "people", "police", "militia", "both", "all")


def _asked(trigger: Trigger) -> Spot | None:
    """ "[demanded] that the army leave Kidal", "[insists] the gunman go free": a bare verb behind what is asked for. "Insists that its men
    hold the town" tells what is so: of those that may be told with many, only who is one shows it."""
    sent, verb = trigger.sent, trigger.head
    if sent.tag(verb) not in ("VB", "VBZ") or (sent.low(verb).endswith("s") and not sent.low(verb).endswith("ss")):
        return None
    for at in range(verb - 1, max(-1, verb - _SUBJECT - 2), -1):
        if sent.low(at) in _ASKED:
            who = next((sent.low(n) for n in range(verb - 1, at, -1) if sent.tag(n) != "RB"), "")
            many = who.endswith("s") or who in _MANY
            return Spot(at, at) if who and who != "to" and not (many and sent.low(at).startswith("insist")) else None
        if sent.tag(at) in ("VBD", "VBZ", "VB", "MODAL", "BE", "HAVE", "DO", "TO", "REL", "PUNCT") or (
            sent.tag(at) == "SUB" and sent.low(at) != "that"
        ):
            return None
    return None


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
    if sent.low(governor + 1) == "only" or _one_of_many(sent, to):
        return None
    return None if sent.low(governor) in known or sent.low(_causer(sent, governor)) in known else Spot(to, to)


def _one_of_many(sent: Sent, to: int) -> bool:
    """Whether what stands before "to" is counted among such as it: "the fourth aircraft to be shot down", "the last to die"."""
    if not (sent.low(to + 1) == "be" and sent.tag(to + 2) in ("VBD", "RB")) and sent.low(to + 1) not in ("fall", "die"):
        return False
    ordinals = (*ORDINALS, "last", "latest", "only")
    near = range(to - 1, max(-1, to - 7), -1)
    return any(sent.low(n) in ordinals or (sent.low(n)[:1].isdigit() and sent.low(n)[-2:] in ("st", "nd", "rd", "th")) for n in near)


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
