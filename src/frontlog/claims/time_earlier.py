"""Whether an event without a time of its own is told as news or as something that happened earlier, on a day that nobody says.

Use `earlier` for a trigger of a sentence: it names the rule that applies, or is empty for news. Such an event has no start.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from frontlog.claims.scopes import finite
from frontlog.claims.vocabulary import Sent, match_phrase, match_phrase_before, phrases, table
from frontlog.reference.english import FORMS, forms

_REACH = 7  # words of a noun phrase between "in response to" and its noun: "the third Ukrainian drone strike"
_MANY = 10_000  # victims: a count of that size is a war’s; from 1,000 on, two days of the development reports were read as totals
_INSIDE = ("DET", "JJ", "NN", "NNP", "NUM", "POS", "VBD", "VBG", "RB", "CONJ", "PRON")
_MAIN = ("VBD", "VBZ", "VB", "VBG")
_BEFORE = 16  # words before a trigger in which its count and "so far" may stand


@dataclass(frozen=True, slots=True)
class Told:
    """A trigger as these rules see it: its words, its claim's type, and the verb of telling that it is the content of."""

    sent: Sent
    first: int
    last: int
    head: int  # the word that carries tense, -1 for a noun
    type: str
    teller: str = ""


def located(sent: Sent, start: int, end: int, claim_type: str, teller: str = "") -> Told | None:
    """The trigger at characters of a sentence, None where no word stands there."""
    places = sent.places(start, end)
    if not places:
        return None
    head = next((n for n in places if sent.tag(n) in ("VB", "VBZ", "VBD", "VBG")), -1)
    return Told(sent, places[0], places[-1], head, claim_type, teller)


def tense(told: Told) -> str:
    """past, present, perfect, pluperfect or participle (of a noun before it); of a noun that of the verb before it, or "noun"."""
    sent, head = told.sent, told.head
    if head < 0:
        verb = next((n for n in range(told.first - 1, -1, -1) if sent.tag(n) in _MAIN), -1)
        return tense(replace(told, head=verb)) if verb >= 0 else "noun"
    at, passive = head - 1, False
    while at >= 0 and (sent.tag(at) in ("RB", "NEG", "BE") or sent.low(at) in ("been", "being")):
        passive = passive or sent.tag(at) == "BE"
        if sent.low(at) in ("is", "are", "am", "'s", "'re"):
            return "present"
        if sent.low(at) in ("was", "were"):
            return "past"
        at -= 1
    if sent.tag(at) == "HAVE":
        return "pluperfect" if sent.low(at) in ("had", "'d") else "perfect"
    if sent.tag(at) == "CONJ" and sent.tag(head) == "VBD" and not passive:
        return "past"
    if sent.tag(head) == "VBD":
        return "participle" if sent.tag(head - 1) in ("NN", "NNP", "VB") and sent.low(head + 1) == "by" else "past"
    return "present"


def earlier(told: Told) -> str:
    """The name of the rule by which the event happened before the news, empty where it is the news."""
    return next((name for name, rule in RULES if rule(told)), "")


def _reason(told: Told) -> bool:
    """ "in response to a drone strike", "behind the Ardel massacre": a noun that the news only answers to."""
    sent, rows = told.sent, phrases("time", "reasons")
    if sent.tag(told.last) in ("VBZ", "VBD", "VB"):
        return False
    for at in range(told.first, max(-1, told.first - _REACH), -1):
        if match_phrase_before(sent, at, rows):
            return True
        if sent.tag(at - 1) not in _INSIDE:
            return False
    return False


def _previous(told: Told) -> bool:
    """ "after previous warnings", "an earlier raid"."""
    sent, words = told.sent, table("time")["before"]
    if told.head >= 0 and sent.tag(told.head) != "VBG":
        return False
    for at in range(told.first - 1, max(-1, told.first - 1 - _REACH), -1):
        if (sent.low(at) in words and sent.tag(at - 1) not in ("DET", "BE")) or (sent.low(at) in ("previous", "earlier", "prior")):
            return sent.low(at) != "last"
        if sent.tag(at) not in ("JJ", "NN", "NNP", "VBG", "POS"):
            return False
    return False


def _pluperfect(told: Told) -> bool:
    """ "had been trained": before the rest; but "said that it had left" is only how English reports news."""
    if told.head < 0 or tense(told) != "pluperfect":
        return False
    return not told.teller or recalled(told)


def recalled(told: Told) -> bool:
    """Whether the trigger is told by somebody who looks back: "he admitted that he had abducted"."""
    return told.teller in _recalling() and tense(told) == "pluperfect"


def _reduced(told: Told) -> bool:
    """ "farmers executed by the militia are found": a participle that only tells which farmers."""
    sent, head = told.sent, told.head
    if head < 0 or told.type in ("hold", "besiege", "losses", "airstrike", "shelling") or tense(told) != "participle":
        return False  # a missile launched by somebody is the news itself
    if any(sent.low(n) in ("leaving", "with", "including", "left", "saw", "seen") for n in range(max(0, head - 6), head)):
        return False
    return finite(sent, 0, head) or finite(sent, head + 1, len(sent.tokens))


def _total(told: Told) -> bool:
    """ "bringing the official death toll to 58,000", "410 have been abducted in all": a count of all that happened."""
    sent = told.sent
    if told.type not in ("losses", "civilians_attacked", "evacuate", "arrest"):
        return False
    near = range(max(0, told.first - _BEFORE), min(len(sent.tokens), told.last + _BEFORE))
    noun = any(sent.low(n) in ("toll", "number", "total") for n in range(told.first, told.last + 1))
    cue = any(match_phrase(sent, n, phrases("time", "totals")) for n in near)
    if noun:
        return cue or any(_count(sent, n) >= _MANY for n in range(told.last, min(len(sent.tokens), told.last + _BEFORE)))
    if told.head < 0 or tense(told) not in ("past", "perfect"):
        return False
    if sent.low(told.head) not in ("died", "perished") and not any(sent.tag(n) == "BE" for n in range(told.head - 2, told.head)):
        return False
    return cue or (tense(told) == "past" and any(_count(sent, n) >= _MANY for n in range(max(0, told.first - _BEFORE), told.first)))


def _count(sent: Sent, place: int) -> int:
    digits = sent.low(place).replace(",", "")
    return int(digits) if digits.isdigit() and len(digits) < 10 and not (len(digits) == 4 and sent.low(place - 1) in ("in", "of")) else 0


def _recalling() -> frozenset[str]:
    return frozenset(forms(lemma)[form] for lemma in table("time")["recalling"] for form in FORMS)


RULES: tuple[tuple[str, Callable[[Told], bool]], ...] = (
    ("reason", _reason),
    ("previous", _previous),
    ("pluperfect", _pluperfect),
    ("reduced", _reduced),
    ("total", _total),
)
