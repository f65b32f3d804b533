"""Quantities of a sentence with their bounds: "at least 12", "between four and 70", "dozens", "about 1.5 million", "a soldier".

Use `read_numbers` where something is counted. Dates, unit designations, distances, money, ages and times are no quantities.
"""

import re
from dataclasses import dataclass

from frontlog.claims.number_words import Amount, digits_at, value_at, words_at
from frontlog.claims.vocabulary import Sent, analyse, is_person, match_phrase, match_phrase_before, person_plurals, persons, phrases, table
from frontlog.reference.words import MONTHS, SHORT_MONTHS

_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_BEFORE = frozenset(
    [
        "in",
        "since",
        "until",
        "till",
        "by",
        "of",
        "from",
        "during",
        "to",
        "before",
        "after",
        "year",
        "late",
        "early",
        "mid",
        "around",
        "through",
        "and",
        "between",
    ]
)

_MONTHS = frozenset((*MONTHS, *SHORT_MONTHS, *(f"{name}." for name in SHORT_MONTHS)))

_MOTION = frozenset(
    ["flew", "flying", "fly", "flown", "drones", "drone", "aircraft", "helicopters", "jets", "control", "down", "authority", "sovereignty"]
)

_LAST_DAY = 31
_A_REACH = 6  # words between "a" and its person noun: "a senior Hamas military police commander"


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity. `min`/`max` None is open; both None is a quantity of unknown size ("several"). Offsets count in the document."""

    min: int | None
    max: int | None
    text: str
    start: int
    end: int


def read_numbers(sentence: str, offset: int = 0) -> list[Number]:
    """Every quantity of a sentence, in order, bounds words ("at least") included in its text."""
    sent = analyse(sentence)
    out = []
    for amount in amounts(sent):
        piece = sent.piece(amount.first, amount.last, offset)
        out.append(Number(amount.min, amount.max, piece.text, piece.start, piece.end))
    return out


def number_value(text: str) -> int | None:
    """The value of a plain number in words or digits ("twenty-five", "1,200", "a dozen"), or None. For counts inside other readers."""
    sent = analyse(text)
    found = value_at(sent, 0)
    return found.min if found and found.last == len(sent.tokens) - 1 and found.min == found.max else None


def amounts(sent: Sent) -> list[Amount]:
    """Quantities by token places, in order, none overlapping."""
    out: list[Amount] = []
    place = 0
    while place < len(sent.tokens):
        found = _amount(sent, place, out[-1].last if out else -1)
        if found is None:
            place += 1
            continue
        out.append(found)
        place = found.last + 1
    return out


def _amount(sent: Sent, place: int, floor: int) -> Amount | None:
    """The quantity whose number words begin at `place`. `floor`: last token of the quantity before."""
    value = value_at(sent, place)
    if value is None:
        return _article(sent, place)
    value = _range(sent, value)
    if _no_count(sent, value):
        return None
    return _bounded(sent, value, floor)


def _article(sent: Sent, place: int) -> Amount | None:
    """ "a", "an" or "another" before a person noun in the singular counts one."""
    word = sent.low(place)
    if word not in ("a", "an", "another"):
        return None
    if word == "another" and sent.tag(place + 1) in ("BE", "VBD", "HAVE"):
        return Amount(1, 1, place, place)
    for at in range(place + 1, min(place + 1 + _A_REACH, len(sent.tokens))):
        low, tag = sent.low(at), sent.tag(at)
        if tag in ("PUNCT", "PREP", "CONJ", "SUB", "REL", "BE", "HAVE", "DO", "MODAL", "TO", "DET", "POS", "PRON"):
            return None
        if low.rsplit("-", 1)[-1] in persons() and not (
            is_person(sent.low(at + 1)) or (sent.tag(at + 1) in ("NN", "NNP", "POS") and sent.low(at + 1) not in ("dead",))
        ):
            return Amount(1, 1, place, place)
    return None


def _range(sent: Sent, value: Amount) -> Amount:
    """ "between 10 and 15", "six to 30", "10-15", "15 or 20": both ends."""
    joint = sent.low(value.last + 1)
    before = sent.low(value.first - 1)
    if joint not in ("-", "–", "—", "to", "or", "and") or value.min is None:
        return value
    if joint == "and" and before != "between":
        return value
    other = digits_at(sent, value.last + 2) or words_at(sent, value.last + 2)
    if other is None or other.min is None or other.max is None or other.min <= value.min:
        return value
    if joint == "or" and other.min > 2 * value.min:
        return value
    if before in _MONTHS and other.min > _LAST_DAY:
        return value  # "the toll since October 7 to 23,084"
    first = value.first - 1 if before in ("between", "from") else value.first
    return Amount(value.min, other.max, first, other.last)


def _bounded(sent: Sent, value: Amount, floor: int) -> Amount:
    """The value with the bound words before and behind it."""
    low, high, first, last = value.min, value.max, value.first, value.last
    while first - 1 > floor:
        known = False
        for key in ("at_least", "at_most", "about"):
            count = match_phrase_before(sent, first, phrases("numbers", key))
            if count and first - count > floor and not (count == 1 and _verb_like(sent, first - 1)):
                first, known = first - count, True
                low, high = _apply(key, low, high)
                break
        if not known:
            break
    for key in ("at_least_after", "at_most_after"):
        count = match_phrase(sent, last + 1, phrases("numbers", key))
        if count:
            last += count
            low, high = _apply(key.removesuffix("_after"), low, high)
    while first < value.first and sent.low(first) in ("the", "all", "other", "only", "just"):  # these belong to the noun phrase
        first += 1
    return Amount(low, high, first, last)


def _apply(key: str, low: int | None, high: int | None) -> tuple[int | None, int | None]:
    if key == "at_least":
        return low, None
    if key == "at_most":
        return None, high
    return low, high


def _verb_like(sent: Sent, place: int) -> bool:
    """ "over", "above", "below", "under" behind a word of motion or control are prepositions of place: "shot down over 13 regions"."""
    return sent.low(place) in ("over", "above", "below", "under") and sent.low(place - 1) in _MOTION


def _no_count(sent: Sent, value: Amount) -> bool:
    """Whether a number is a date, designation, measure, age, share or sum of money."""
    return _glued(sent, value) or _named(sent, value) or _measure(sent, value) or _dated(sent, value)


def _glued(sent: Sent, value: Amount) -> bool:
    """Digits that touch letters, signs or other digits: "T-72", "9/11", "180D", "+380", "#5"."""
    first, last = sent.tokens[value.first], sent.tokens[value.last]
    left, right = sent.text[first.start - 1 : first.start] if first.start else "", sent.text[last.end : last.end + 1]
    if left and (left.isalnum() or left in "/#@_.,:$€£₴₽'’\\-‑"):
        return True
    return bool(right) and (right.isalnum() or right in "/%°_\\@-‑" or (right in ".:" and sent.text[last.end + 1 : last.end + 2].isalnum()))


def _named(sent: Sent, value: Amount) -> bool:
    """Digits behind a designating word: "Route 60", "Brigade 105", "Boeing 727", "No. 5"."""
    before = sent.low(value.first - 1)
    if before in ("no", "each", "this", "that", "any", "every", "which") and sent.low(value.first) == "one":
        return True
    if sent.low(value.first) == "one" and sent.low(value.first + 1) in ("another", "by", "day", "time", "hand", "side"):
        return True
    if not sent.low(value.first)[:1].isdigit() or before not in table("numbers")["designation"]:
        return False
    return sent.tokens[value.first - 1].capital or sent.tag(value.last + 1) not in ("NN", "NNP", "JJ", "VBD")


def _measure(sent: Sent, value: Amount) -> bool:
    """A unit behind the number, money before it, an age around it."""
    rows = table("numbers")
    before, after = sent.low(value.first - 1), sent.low(value.last + 1)
    if after in rows["unit"] or before in rows["money"] or before in rows["age_before"]:
        return True
    if after in ("hundred", "thousand", "million", "billion"):
        return False
    if before in (",", "(") and after in (",", ")") and sent.tag(value.first - 2) == "NNP" and value.max is not None and value.max < 120:
        return True
    return after in ("-", "–") and sent.low(value.last + 2) in rows["unit"]


def _dated(sent: Sent, value: Amount) -> bool:
    """Part of a date, or a year alone."""
    before, after = sent.low(value.first - 1), sent.low(value.last + 1)
    small = value.max is not None and value.max <= 31 and sent.low(value.first)[:1].isdigit()
    if small and ((before in _MONTHS and _month_like(sent, value.first - 1)) or (after in _MONTHS and _month_like(sent, value.last + 1))):
        return True
    if not _YEAR.fullmatch(sent.low(value.first)) or value.first != value.last:
        return False
    if before in _MONTHS or sent.tag(value.last + 1) not in ("NN", "NNS", "NNP", "JJ"):
        return True
    return before in _YEAR_BEFORE and after not in person_plurals()


def _month_like(sent: Sent, place: int) -> bool:
    """A month name, not the verb: capitalised."""
    return sent.tokens[place].capital
