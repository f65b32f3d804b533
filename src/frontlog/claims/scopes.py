"""Stretches of a sentence: where a clause begins and ends, where told content begins and ends, in characters."""

from frontlog.claims.vocabulary import Sent

FINITE = ("VBD", "VBZ", "VB", "BE", "HAVE", "MODAL", "DO")
QUOTES = frozenset('"“”«»')


def char_at(sent: Sent, place: int) -> int:
    return sent.tokens[place].start if place < len(sent.tokens) else len(sent.text)


SPAN = 150  # tokens: nothing further away belongs to the same sentence, whatever the text lacks in full stops


def finite(sent: Sent, first: int, last: int, gerunds: bool = False) -> bool:
    """Whether a finite verb (or a gerund) stands between two places; the ones nearest to the inner place count."""
    if last - first > SPAN:
        first, last = (last - SPAN, last) if first == 0 else (first, first + SPAN)
    return any(sent.tag(n) in FINITE or (gerunds and sent.tag(n) == "VBG") for n in range(first, last))


def told_end(sent: Sent, place: int) -> int:
    """The character where what is told behind a cue ends: a semicolon, "while" with a new subject, or the end."""
    inside = 0
    for at in range(place, min(place + SPAN, len(sent.tokens))):
        low = sent.low(at)
        inside += (low == "“") - (low == "”")
        if inside > 0:
            continue
        if low == ";" or (
            low == ","
            and sent.low(at + 1) in ("while", "whereas", "although", "though")
            and sent.tag(at + 2) not in (*FINITE, "NEG", "VBG")
        ):
            return sent.tokens[at].start
    return len(sent.text)


def told_start(sent: Sent, place: int) -> int:
    """The character where told content before a cue begins: behind a semicolon or at the start."""
    for at in range(place - 1, max(-1, place - SPAN), -1):
        if sent.low(at) == ";":
            return sent.tokens[at].end
    return char_at(sent, 0)


_BREAKERS = frozenset(
    ["but", "while", "as", "which", "who", "whom", "after", "when", "because", "although", "though", "whereas", "until", "since", "where"]
)


def clause_start(sent: Sent, place: int) -> int:
    """The character where the clause of a token begins."""
    for at in range(place - 1, max(-1, place - SPAN), -1):
        low = sent.low(at)
        if (
            low in (";", ":", "—", "with")
            or low == "that"
            or (low in _BREAKERS and sent.tag(at) in ("SUB", "REL", "CONJ"))
            or (low in QUOTES and at < place - 1)
        ):
            return sent.tokens[at].end
    return char_at(sent, 0)


def clause_end(sent: Sent, place: int, nested: bool = False) -> int:
    """The character where the clause of a token ends. A nested clause ends at its comma when a verb follows that: "a raid that may have
    failed, rebels took the town"."""
    for at in range(place + 1, min(place + SPAN, len(sent.tokens))):
        low = sent.low(at)
        if nested and low == "," and sent.tag(at + 1) in ("DET", "NNP", "PRON") and finite(sent, at + 2, min(at + 12, len(sent.tokens))):
            return sent.tokens[at].start
        if (
            low == ";"
            or (low == "," and sent.low(at + 1) in _BREAKERS)
            or (low in _BREAKERS and sent.tag(at) in ("SUB", "REL") and finite(sent, at + 1, min(at + 9, len(sent.tokens))))
        ):
            return sent.tokens[at].start
    return len(sent.text)
