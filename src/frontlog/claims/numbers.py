"""Quantities of a sentence with their bounds: "at least 12", "between four and 70", "dozens", "about 1.5 million", "a soldier".

Use `read_numbers` where something is counted. Dates, unit designations, distances, money, ages and times are no quantities.
"""

import re
from dataclasses import dataclass
from functools import cache

from frontlog.claims.vocabulary import Sent, analyse, is_person, match_phrase, match_phrase_before, person_plurals, persons, phrases, table

UNITS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: 10 * value for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2)
}
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "mln": 10**6, "k": 1000}
_PLURAL_SCALES = {"dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000, "millions": 10**6, "billions": 10**9}
_DIGITS = re.compile(r"\d{1,3}(?:[,. ]\d{3})+|\d{1,12}")
_DECIMAL = re.compile(r"\d{1,6}\.\d{1,3}")
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
_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "jan.",
        "feb.",
        "mar.",
        "apr.",
        "jun.",
        "jul.",
        "aug.",
        "sep.",
        "sept.",
        "oct.",
        "nov.",
        "dec.",
    ]
)
_MOTION = frozenset(
    ["flew", "flying", "fly", "flown", "drones", "drone", "aircraft", "helicopters", "jets", "control", "down", "authority", "sovereignty"]
)
_UNKNOWN_NUMBER = frozenset(
    ["unknown", "undisclosed", "unspecified", "uncertain", "large", "small", "significant", "growing", "unconfirmed"]
)
LARGEST = 10**10  # nothing that a report counts is larger; digits beyond are serial or phone numbers
_A_REACH = 6  # words between "a" and its person noun: "a senior Hamas military police commander"


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity. `min`/`max` None is open; both None is a quantity of unknown size ("several"). Offsets count in the document."""

    min: int | None
    max: int | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Amount:
    """A number at token places `first` to `last`, both included: what `read_numbers` finds, before it is put into document offsets."""

    min: int | None
    max: int | None
    first: int
    last: int


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
    found = _value(sent, 0)
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
    value = _value(sent, place)
    if value is None:
        return _article(sent, place)
    value = _range(sent, value)
    if _no_count(sent, value):
        return None
    return _bounded(sent, value, floor)


# --------------------------------------------------------------------------------------------------------------- values


def _value(sent: Sent, place: int) -> Amount | None:
    """A value without bounds at `place`: digits, number words, "a dozen", "several hundred", "tens of thousands"."""
    for reader in (_multitude, _digits, _words, _vague):
        found = reader(sent, place)
        if found is not None:
            return found
    return None


def _digits(sent: Sent, place: int) -> Amount | None:
    word = sent.low(place)
    if not word[:1].isdigit() or not word.isascii():
        return None
    if _DIGITS.fullmatch(word) and _grouped(sent, place):
        return _grouped_value(sent, place)
    scale = SCALES.get(sent.low(place + 1), 0)
    last = place + 1 if scale else place
    if scale == 1000 and sent.low(place + 1) == "k" and sent.tokens[place].end != sent.tokens[place + 1].start:
        scale, last = 0, place
    if _DIGITS.fullmatch(word):
        if not scale and "." in word:
            return None  # "1.200" may be 1200 or a decimal: unknown, so no count
        size = int(re.sub(r"[,. ]", "", word)) * (scale or 1)
    elif _DECIMAL.fullmatch(word) and scale:
        size = round(float(word) * scale)
    else:
        return None
    return Amount(size, size, place, last) if size <= LARGEST else None


def _grouped(sent: Sent, place: int) -> bool:
    """ "20 000": a group of exactly three digits one blank behind one to three digits, and no measure behind it."""
    if len(sent.low(place)) > 3 or len(sent.low(place + 1)) != 3 or not sent.low(place + 1).isdecimal():
        return False
    near = sent.tokens[place + 1].start - sent.tokens[place].end == 1
    return near and sent.low(place + 2) not in table("numbers")["unit"]


def _grouped_value(sent: Sent, place: int) -> Amount:
    digits, last = sent.low(place), place
    while last - place < 3 and len(sent.low(last + 1)) == 3 and sent.low(last + 1).isdecimal():
        last += 1
        digits += sent.low(last)
    return Amount(int(digits), int(digits), place, last)


def _words(sent: Sent, place: int) -> Amount | None:
    """Number words: "three", "twenty-five", "three hundred and forty", "a dozen", "two dozen", "half a million"."""
    total = current = 0
    at, seen, article = place, False, False
    if sent.low(at) == "half" and sent.low(at + 1) == "a" and sent.low(at + 2) in SCALES:
        size = SCALES[sent.low(at + 2)] // 2
        return Amount(size, size, place, at + 2)
    if sent.low(at) in ("a", "an"):
        article, current, at = True, 1, at + 1
    while at < len(sent.tokens) and at - place < 12:
        word = sent.low(at)
        small = _small(word)
        if small is not None and not article and (current % 100 == 0 or (current % 10 == 0 and small < 10)):
            current += small
        elif word == "hundred" and (seen or article):
            current = max(current, 1) * 100
        elif word in ("thousand", "million", "billion") and (seen or article):
            total, current = total + max(current, 1) * SCALES[word], 0
        elif word in ("dozen", "score") and (seen or article):
            current = max(current, 1) * (12 if word == "dozen" else 20)
        elif word == "couple" and article:
            return Amount(2, 2, place, at + 1 if sent.low(at + 1) == "of" else at)
        elif (
            word == "and"
            and seen
            and current % 100 == 0
            and current + total > 0
            and _small(sent.low(at + 1)) is not None
            and sent.low(at - 1) in SCALES
        ):
            at += 1
            continue
        else:
            break
        seen, article, at = True, False, at + 1
    return Amount(total + current, total + current, place, at - 1) if seen and total + current <= LARGEST else None


def _small(word: str) -> int | None:
    """0 to 99 in one token, hyphen or not."""
    if word in UNITS:
        return UNITS[word]
    if word in TENS:
        return TENS[word]
    tens, _, unit = word.partition("-")
    return TENS[tens] + UNITS[unit] if tens in TENS and unit in UNITS else None


def _multitude(sent: Sent, place: int) -> Amount | None:
    """ "dozens", "hundreds of thousands", "several hundred", "a few dozen": lower bounds."""
    word = sent.low(place)
    if word in ("several", "many", "few") or (word == "a" and sent.low(place + 1) == "few"):
        at = place + (2 if word == "a" else 1)
        scale = {**SCALES, "dozen": 12, "score": 20}.get(sent.low(at))
        return Amount(2 * scale, None, place, at) if scale else None
    if (
        word in ("tens", "dozens", "hundreds", "thousands")
        and sent.low(place + 1) == "of"
        and sent.low(place + 2) in ("thousands", "millions", "hundreds")
    ):
        low = {"tens": 20, "dozens": 24, "hundreds": 200, "thousands": 2000}[word] * _PLURAL_SCALES[sent.low(place + 2)]
        return Amount(low, None, place, place + 2)
    if word in _PLURAL_SCALES and sent.tokens[place].text.islower() | (place == 0):
        return Amount(int(_many()[word]), None, place, place)
    return None


def _vague(sent: Sent, place: int) -> Amount | None:
    """ "several", "a few", "a number of", "many", "numerous": counted, size unknown."""
    if sent.low(place) in ("several", "numerous", "multiple", "countless"):
        return Amount(None, None, place, place)
    if (
        sent.low(place) in ("a", "an")
        and sent.low(place + 1) in _UNKNOWN_NUMBER
        and sent.low(place + 2) == "number"
        and sent.low(place + 3) == "of"
    ):
        return Amount(None, None, place, place + 3)
    if (
        sent.low(place) == "a"
        and sent.low(place + 1) in ("few", "handful", "number")
        and (sent.low(place + 1) == "few" or sent.low(place + 2) == "of")
    ):
        return Amount(None, None, place, place + (1 if sent.low(place + 1) == "few" else 2))
    return None


@cache
def _many() -> dict[str, int]:
    rows = table("numbers")["many"]
    assert isinstance(rows, dict)
    return {str(word): int(low) for word, low in rows.items()}


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


# --------------------------------------------------------------------------------------------------------------- ranges and bounds


def _range(sent: Sent, value: Amount) -> Amount:
    """ "between 10 and 15", "six to 30", "10-15", "15 or 20": both ends."""
    joint = sent.low(value.last + 1)
    before = sent.low(value.first - 1)
    if joint not in ("-", "–", "—", "to", "or", "and") or value.min is None:
        return value
    if joint == "and" and before != "between":
        return value
    other = _digits(sent, value.last + 2) or _words(sent, value.last + 2)
    if other is None or other.min is None or other.max is None or other.min <= value.min:
        return value
    if joint == "or" and other.min > 2 * value.min:
        return value
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


# --------------------------------------------------------------------------------------------------------------- what is no count


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
