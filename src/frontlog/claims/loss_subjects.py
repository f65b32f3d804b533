"""Subjects of words of loss: the noun phrases to the left of a passive, a participle or a verb of dying."""

from frontlog.claims.loss_lists import LONGEST_LIST, next_item
from frontlog.claims.loss_phrases import Phrase, Scene, phrase_at
from frontlog.claims.vocabulary import Sent

_SKIP_BACK = ("RB", "BE", "HAVE", "MODAL", "NEG", "TO")
_SKIP_WORDS = frozenset(
    [
        "reported",
        "reportedly",
        "believed",
        "feared",
        "confirmed",
        "presumed",
        "said",
        "known",
        "all",
        "both",
        "together",
        "announced",
        "thought",
        "allegedly",
        "also",
        "then",
        "later",
        "still",
        "now",
        "been",
        "being",
        "get",
        "got",
        "getting",
        "was",
        "were",
        "is",
        "are",
    ]
)

_SAYING = frozenset(["says", "said", "say", "reports", "reported", "claims", "claimed", "announced", "announces", "added", "told"])
_TAKEN = frozenset(["prisoner", "prisoners", "captive", "captives", "hostage", "hostages"])
_REACH = 40  # tokens that a subject may stretch to the left; longer ones are lists that lost their commas


def verb_start(sent: Sent, place: int) -> int:
    """The first token of the verb group that ends at `place`: "have been reportedly killed"."""
    at = place - 1
    while at >= 0 and (
        ((sent.tag(at) in _SKIP_BACK or sent.low(at) in _SKIP_WORDS) and sent.low(at) not in ("over", "about", "only"))
        or (sent.low(at) == "since" and sent.tag(at - 1) == "HAVE")  # "have since been killed"
    ):
        at -= 1
    if sent.low(at) in ("and", "or") and sent.tag(at - 1) == "VBD" and sent.tag(at - 2) in ("BE", "RB"):
        return verb_start(sent, at - 1)  # "was struck and killed"
    return at + 1


def subjects(view: Scene, place: int, near: bool = False) -> list[Phrase]:
    """The coordinated noun phrases before a verb group that begins at `place`. `near`: a participle without helper verb, whose
    noun stands right before it."""
    last = _step_over(view, place - 1)
    if last < 0:
        return []
    if view.sent.tag(last) == "REL" or view.sent.low(last) == "that":
        last = last - 2 if view.sent.low(last - 1) == "," else last - 1
    first = _window(view, last)
    return _pick(view, first, last, near)


def _step_over(view: Scene, place: int) -> int:
    """The last token of the subject, insertions behind it stepped over: "Abu X, 42, of Homs, a top member, was killed".

    A comma before the verb always closes an insertion, but for one that lists who they were: "the victims, 51 men and 11 women, were".
    """
    sent = view.sent
    for _ in range(4):
        if sent.low(place) == ")":
            opening = next((n for n in range(place, max(-1, place - 20), -1) if sent.low(n) == "("), -1)
            place = opening - 1 if opening > 0 else place
        comma = next((n for n in range(place - 1, max(-1, place - 24), -1) if sent.low(n) == ","), -1)
        if sent.low(place) == ",":
            if comma <= 0 or _makes_up(view, comma):
                return place - 1
            place = comma - 1
        elif (
            comma > 0
            and place - comma <= 4
            and (sent.low(comma + 1) in ("of", "from", "aged") or (sent.low(comma + 1).isdigit() and place == comma + 1))
        ):
            place = comma - 1
        else:
            return place
    return place


def _makes_up(view: Scene, comma: int) -> bool:
    """Whether what stands behind a comma goes on with a list of who they were, and is no part of them ("eight of whom")."""
    number = view.starting(comma + 1)
    return number is not None and view.sent.low(number.last + 1) != "of" and _lists(view, comma)


def _window(view: Scene, last: int) -> int:
    """Where the clause before a verb begins: behind the nearest verb, clause word or comma that joins no list."""
    sent = view.sent
    at = last
    while at >= 0 and last - at < _REACH:
        tag, low = sent.tag(at), sent.low(at)
        if tag == "VBD" and _told_beside(view, at, last):
            at -= 1
            continue
        if view.covered(at) or (low in (",", "and") and _lists(view, at)):
            at -= 1
            continue
        if (
            low in _SAYING
            or (low in _TAKEN and sent.low(at - 1) in ("taken", "took", "held"))
            or tag in ("SUB", "REL", "MODAL", "VBZ", "VB", "BE", "HAVE")
            or low in (";", ":", ",", "“", '"', "(", ")", "as", "after", "before", "when", "while", "that", "with", "leaving", "said")
        ):
            return at + 1
        if (
            tag in ("VBD", "VBG")
            and not (sent.tag(at + 1) in ("NN", "NNP", "JJ") and sent.tag(at - 1) in ("DET", "NUM", "JJ", "NNP", "POS"))
            and not (tag == "VBG" and at < last and sent.tag(at - 1) in ("NN", "NNP"))
        ):
            return at + 1
        at -= 1
    return at + 1


def _told_beside(view: Scene, at: int, last: int) -> bool:
    """Whether a participle only tells which of a count are meant, as a verb follows: "Ten carts [hidden] under trees were burnt"."""
    sent = view.sent
    if sent.tag(last + 1) not in ("BE", "HAVE") or sent.tag(at + 1) != "PREP" or sent.tag(at - 1) != "NN":
        return False
    if any(sent.tag(n) in ("CONJ", "PUNCT", "SUB", "REL") or n in view.starts for n in range(at, last + 1)):
        return False
    number = next((view.starts[n] for n in range(at - 1, max(-1, at - 6), -1) if n in view.starts), None)
    return number is not None and not any(sent.tag(n) in ("VBD", "VBZ", "PUNCT") for n in range(number.last, at))


def _lists(view: Scene, place: int) -> bool:
    """Whether a comma or "and" joins two counted phrases: "30 bandits, five officers and one civilian"."""
    sent = view.sent
    if sent.low(place) == "and":
        return True
    after = place + 2 if sent.low(place + 1) == "and" else place + 1
    if view.starting(after) is None and sent.low(after) not in ("a", "an"):
        return False
    if after == place + 2 and sent.tag(view.starts[after].last + 1 if after in view.starts else after) in ("BE", "HAVE"):
        return False  # "left 23 bodies, and [five] were captured"
    before = next((n for n in range(place - 1, max(-1, place - 10), -1) if sent.low(n) in (",", ";") or view.starting(n) is not None), -1)
    return (
        before >= 0
        and view.starting(before) is not None
        and not any(sent.tag(n) in ("VBD", "VBZ", "VB", "BE", "HAVE") for n in range(before, place))
    )


def _pick(view: Scene, first: int, last: int, near: bool) -> list[Phrase]:
    """The phrases of the subject inside its window: counted ones before uncounted ones.

    Of several counted chains the first is the subject, the last where the window opens with a preposition or the verb is bare.
    """
    sent = view.sent
    counted = [view.starts[n] for n in range(first, last + 1) if n in view.starts]
    outer = [n for n in counted if n.first not in view.inner]
    chains: list[list[Phrase]] = []
    for number in outer or (counted[-1:] if near else []):
        found = phrase_at(view, number.first, last + 1)
        if found is None:
            continue
        if chains and _joined(sent, chains[-1][-1].last, number.first):
            chains[-1].append(found)
        else:
            chains.append([found])
    if chains:
        chain = chains[-1] if near or sent.tag(first) == "PREP" else chains[0]
        after = next_item(view, chain[-1].last + 1)
        more = phrase_at(view, after, last + 1) if 0 <= after <= last and sent.low(after) in ("a", "an", "the", "their", "its") else None
        return [*chain, more] if more is not None and not near else chain
    return _nearest(view, first, last)


def _joined(sent: Sent, left: int, right: int) -> bool:
    between = [sent.low(n) for n in range(left + 1, right)]
    return 0 < len(between) <= 3 and all(low in (",", "and", "or", "&", "another", "as", "well") for low in between)


def _nearest(view: Scene, first: int, last: int) -> list[Phrase]:
    """The uncounted subject: the first noun phrase of the window, or the last one when the window opens with a preposition."""
    sent = view.sent
    while first <= last and sent.tag(first) in ("CONJ", "RB", "PUNCT", "NEG"):
        first += 1
    if first > last:
        return []
    if sent.tag(first) == "PREP":
        begin = last
        while begin > first and sent.tag(begin - 1) in ("NN", "NNP", "JJ", "DET", "NUM", "POS", "PRON"):
            begin -= 1
        if sent.tag(begin - 1) == "PREP":
            return []
        first = begin
    found = phrase_at(view, first, last + 1)
    if found is None:
        return []
    out = [found]
    after = next_item(view, found.last + 1)
    while 0 <= after <= last and len(out) < LONGEST_LIST:
        more = phrase_at(view, after, last + 1)
        if more is None:
            break
        out.append(more)
        after = next_item(view, more.last + 1)
    return out
