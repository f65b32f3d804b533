"""Nouns that count losses themselves: where their phrase begins, which number is theirs, whether they say "none"."""

from dataclasses import replace

from frontlog.claims.loss_phrases import Scene
from frontlog.claims.number_words import Amount
from frontlog.claims.vocabulary import Sent, is_person, table

_NONE = frozenset(["no", "without", "zero"])
_LINKS = frozenset(["any", "further", "causing"])  # "without causing any", "no further"
_HUMAN = frozenset(["heavy", "inflicting", "inflicted", "suffered", "sustained", "human", "personnel"])
_HURT = frozenset(["wounded", "injured", "injuries", "hurt"])
_DEAD = frozenset(["killed", "dead", "deaths", "fatalities", "victims", "casualties"])
_TOLL_REACH = 40  # tokens between "the death toll" and its number: "... from the strikes on the capital five days ago rises to 100"


def noun_first(view: Scene, place: int) -> int:
    """The first word of the phrase that ends in a counting noun: "heavy civilian casualties"."""
    sent = view.sent
    while place > 0 and view.starting(place) is None:
        if sent.tag(place - 1) not in ("NN", "NNP", "JJ", "POS") and sent.low(place - 1) not in ("other", "more", "further"):
            break
        place -= 1
    return place


def noun_number(view: Scene, first: int, head: int) -> Amount | None:
    """The quantity of a counting noun: inside its phrase, right before it, or before "of" ("dozens of fatalities")."""
    ends = (first - 1, head - 1, first - 2 if view.sent.low(first - 1) == "of" else -1)
    inside = next((view.starts[n] for n in range(first, head) if n in view.starts), None)
    return inside or next((n for n in view.numbers if n.last in ends), None)


def negated(sent: Sent, first: int) -> bool:
    """ "no casualties", "without causing any further injuries"."""
    at = first if sent.low(first) in _NONE | _LINKS else first - 1
    while sent.low(at) in _LINKS and at > first - 4:
        at -= 1
    return sent.low(at) in _NONE or (sent.low(at) in ("not", "n't") and sent.low(at + 1) == "any")


def of_people(sent: Sent, first: int, head: int) -> bool:
    """Whether "losses" are losses of people: heavy, human, inflicted; not those of a firm."""
    return any(sent.low(n) in _HUMAN for n in range(first - 1, head))


def toll_kind(sent: Sent, place: int) -> str:
    """What a toll counts: a death toll the killed, "the number of wounded" what stands behind it; "" when it counts no losses."""
    casualty = sent.low(place - 1) == "casualty"
    if sent.low(place) != "number" and not casualty:
        return "killed"
    behind = {sent.low(n) for n in range(place + 1, place + 6)}
    hurt, dead = bool(behind & _HURT), bool(behind & _DEAD)
    if casualty or (hurt and dead) or "casualties" in behind:
        return "killed_or_wounded"
    return "wounded" if hurt else "killed" if dead else ""


def toll_number(view: Scene, place: int) -> Amount | None:
    """The figure that a toll reaches: behind "to", "at", "reached", "is" and the like."""
    sent, verbs = view.sent, table("losses")["toll_verbs"]
    for number in (view.starts[n] for n in range(place + 1, place + _TOLL_REACH) if n in view.starts):
        if (
            sent.tag(number.last + 1) == "NN"
            and not is_person(sent.low(number.last + 1))
            and sent.low(number.last + 1) not in _DEAD | _HURT
        ):
            continue  # "the toll of the two attacks"
        before = sent.low(number.first - 2) if sent.low(number.first - 1) == "the" else sent.low(number.first - 1)
        if number.first not in view.inner and before in _PAST:
            return replace(number, max=None)
        if number.first not in view.inner and (before in verbs or sent.low(number.first) in verbs):
            return _reached(sent, number)
    return None


_PAST = frozenset(["past", "beyond"])  # "the toll climbed past 90"


def _reached(sent: Sent, number: Amount) -> Amount:
    """ "rose from 12 to 17": the toll is the second figure, not a range."""
    if number.min != number.max and number.max is not None and "from" in (sent.low(number.first), sent.low(number.first - 1)):
        return replace(number, min=number.max)
    return number


def is_total(sent: Sent, place: int) -> bool:
    """Whether a toll counts more than the event of its sentence: "bringing the death toll to", "the total number of"."""
    words = table("losses")["total_words"]
    return any(sent.low(n) in words for n in range(max(0, place - TOTAL_REACH), place))


TOTAL_REACH = 5  # tokens before the noun: "bringing the war's official death toll"


_EARLIER = frozenset(["earlier", "previous", "former", "initial", "original", "preliminary"])


def superseded(sent: Sent, place: int) -> bool:
    """Whether a toll is the one that another replaces: "revising an [earlier toll] of 20"."""
    return any(sent.low(n) in _EARLIER for n in range(max(0, place - 2), place))


_ANEW = frozenset(["wounds", "injuries", "bodies", "body", "succumbed", "rubble", "more", "others", "missing"])
_WAR = frozenset(["war", "conflict", "insurgency", "offensive", "campaign", "since", "year", "month", "week"])


def of_the_same(sent: Sent, place: int) -> bool:
    """Whether a toll of all so far is the event's own: more of its wounded died, more of its dead were found, and no war is spoken of."""
    words = {sent.low(n) for n in range(len(sent.tokens))}
    return bool(words & _ANEW) and not words & _WAR and any(sent.low(n).endswith("ing") for n in range(max(0, place - TOTAL_REACH), place))
