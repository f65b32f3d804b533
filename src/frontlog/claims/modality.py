"""Whether what a trigger names happened, failed, is planned, hangs on a condition, or did not happen, as the document tells it.

Cues stand in tables/modality.yml, by how they govern a trigger. `read_modality` asks for each sort of cue whether one reaches the
trigger; conditions outrank denials, denials failures (but what nobody managed to do), failures plans.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from frontlog.claims.attribution import rejecting
from frontlog.claims.modality_cues import Spot, Trigger
from frontlog.claims.modality_denied import denied
from frontlog.claims.modality_failed import failed, not_managed
from frontlog.claims.modality_rules import conditional, planned
from frontlog.claims.vocabulary import Sent, analyse, match_phrase, may_match, phrases, table
from frontlog.model import Piece


@dataclass(frozen=True, slots=True)
class ModalityReading:
    """`modality`: actual, failed, planned, conditional or denied. `certainty_hint` is "disputed" for a rumour that the text calls
    false, else empty. `cue`: the words that decided, None for actual."""

    modality: str
    certainty_hint: str
    cue: Piece | None


def read_modality(
    sentence: str, offset: int, trigger: Piece, previous: str = "", following: str = "", claim_type: str = ""
) -> ModalityReading:
    """The modality of one trigger of a sentence. With `claim_type` "statement" the act of saying counts: it is actual whatever it
    announces, unless it was not made ("has not claimed responsibility").

    `previous` and `following` are the sentences beside it: "These reports appeared to be fake" behind a claim denies it, and
    "However, no success was achieved" behind an attempt makes it fail.
    """
    sent = analyse(sentence)
    found = _locate(sent, trigger.start - offset, trigger.end - offset)
    if found is None:
        return ModalityReading("actual", "", None)
    rumour = _untrue(found, following)
    if rumour is not None:
        return ModalityReading("denied", "disputed", sent.piece(rumour.first, rumour.last, offset) if rumour.last >= 0 else None)
    for modality, rule in RULES:
        cue = rule(found)
        if claim_type == "repel" and cue is not None and sent.low(cue.first) in ("attempt", "attempts"):
            continue  # what was stopped is the attempt
        if claim_type == "statement" and cue is not None and (modality != "denied" or not _unsaid(found, cue)):
            continue
        if cue is not None:
            return ModalityReading(modality, "", sent.piece(cue.first, cue.last, offset))
    if found.verbal and claim_type != "statement" and _fails_later(sent, found, following):
        return ModalityReading("failed", "", None)
    return ModalityReading("actual", "", None)


def _locate(sent: Sent, start: int, end: int) -> Trigger | None:
    places = sent.places(start, end)
    if not places:
        return None
    first, last = places[0], places[-1]
    if first == last and "-" in sent.low(first) and sent.low(first).endswith(_STATES):
        return None
    verbs = [n for n in places if sent.tag(n) in ("VB", "VBZ", "VBD", "VBG")]
    return Trigger(sent, first, last, verbs[0] if verbs else last)


_GRADED = 5  # words between "is" and "a lie" at most, and that word
_STATES = ("-held", "-controlled", "-occupied", "-run", "-ruled", "-administered", "-besieged")  # facts even inside a plan


def _unsaid(trigger: Trigger, cue: Spot) -> bool:
    """Whether a denial denies the act of saying: "has not claimed", "no claim of responsibility", not "will not allow"."""
    sent = trigger.sent
    return (sent.low(cue.first) == "no" and sent.low(cue.first - 1) != "be") or sent.low(cue.first - 1) in ("did", "has", "had", "have")


def _fails_later(sent: Sent, trigger: Trigger, following: str) -> bool:
    """An attempt whose failure the next sentence tells."""
    if sent.low(trigger.head) not in ("attempted", "tried", "pushed", "attacked") or not following:
        return False
    after = analyse(following)
    if not match_phrase(after, 0, phrases("modality", "outcome")):
        return False  # "In the north, four assaults were repelled": another attack
    return any(after.low(n) in ("success", "repelled", "failed", "failure", "repulsed") for n in range(len(after.tokens)))


def _untrue(trigger: Trigger, following: str) -> Spot | None:
    """The sentence, or one behind it that points back, calls the report false."""
    own = _untrue_in(trigger.sent.text)
    if own is not None:
        return own
    rows = phrases("modality", "untrue")
    after = analyse(following) if following else None
    if after is None or not match_phrase(after, 0, phrases("attribution", "pointing")):
        return None
    return Spot(0, -1) if any(match_phrase(after, n, rows) for n in range(len(after.tokens))) else None


@lru_cache(maxsize=64)
def _untrue_in(sentence: str) -> Spot | None:
    """Where a sentence calls a report false. Kept, since every trigger of the sentence asks."""
    sent, rows = analyse(sentence), phrases("modality", "untrue")
    phrased = may_match(sent, rows)
    for at in range(len(sent.tokens)):
        count = match_phrase(sent, at, rows) if phrased else 0
        count = count or _called_untrue(sent, at)
        if count and rejecting(sent, at) < 0 and _about_report(sent, at):
            return Spot(at, at + count - 1)
    return None


def _called_untrue(sent: Sent, place: int) -> int:
    """How many words from a place on are "is", what grades it, and a word of untruth: "is yet another blatant lie"; 0 when they are not."""
    if sent.tag(place) != "BE":
        return 0
    words: Sequence[str] = table("modality")["untrue_words"]
    at, stop = place + 1, min(place + 1 + _GRADED, len(sent.tokens))
    while at < stop and sent.tag(at) in ("DET", "RB", "JJ", "NN") and sent.low(at) not in words:
        at += 1
    negated = any(sent.low(n) in ("not", "n't", "never", "no") for n in range(place + 1, at))
    return at + 1 - place if at < stop and sent.low(at) in words and not negated else 0


def _about_report(sent: Sent, place: int) -> bool:
    """Whether the doubt is the document's own word on reports, claims or footage."""
    if sent.low(place - 1) in ("that", "this") and sent.low(place - 2) in (";", ",", "—", "–", "but", "and"):
        return True  # "they write that it fell; this is a lie"
    span = range(max(0, place - 24), place)
    if any(
        sent.low(n) in ("said", "says", "called", "dismissed") or (sent.low(n) in ("claims", "claimed") and sent.tag(n) in ("VBZ", "VBD"))
        for n in span
    ):
        return False
    return any(sent.low(n) in _TIDINGS and sent.tag(n) not in ("VBZ", "VB") for n in span)


_TIDINGS = frozenset(
    [
        "reports",
        "report",
        "claims",
        "claim",
        "rumours",
        "rumors",
        "rumour",
        "rumor",
        "allegations",
        "allegation",
        "assertions",
        "assertion",
        "information",
        "statement",
        "statements",
        "video",
        "footage",
        "news",
    ]
)

RULES: tuple[tuple[str, Callable[[Trigger], Spot | None]], ...] = (
    ("conditional", conditional),
    ("failed", not_managed),
    ("denied", denied),
    ("failed", failed),
    ("planned", planned),
)
