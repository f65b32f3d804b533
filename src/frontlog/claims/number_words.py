"""Plain values in digits and words: "1,200", "twenty-five", "two dozen", "tens of thousands", "several". No bounds, no judgement."""

import re
from dataclasses import dataclass
from functools import cache

from frontlog.claims.vocabulary import Sent, table

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
_UNKNOWN_NUMBER = frozenset(
    ["unknown", "undisclosed", "unspecified", "uncertain", "large", "small", "significant", "growing", "unconfirmed"]
)

LARGEST = 10**10  # nothing that a report counts is larger; digits beyond are serial or phone numbers


@dataclass(frozen=True, slots=True)
class Amount:
    """A number at token places `first` to `last`, both included: what `read_numbers` finds, before it is put into document offsets."""

    min: int | None
    max: int | None
    first: int
    last: int


def value_at(sent: Sent, place: int) -> Amount | None:
    """A value without bounds at `place`: digits, number words, "a dozen", "several hundred", "tens of thousands"."""
    for reader in (_multitude, digits_at, words_at, _vague):
        found = reader(sent, place)
        if found is not None:
            return found
    return None


def digits_at(sent: Sent, place: int) -> Amount | None:
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


def words_at(sent: Sent, place: int) -> Amount | None:
    """Number words: "three", "twenty-five", "three hundred and forty", "a dozen", "two dozen", "half a million"."""
    total = current = 0
    at, seen, article = place, False, False
    if sent.low(at) == "half" and sent.low(at + 1) == "a" and sent.low(at + 2) in (*SCALES, "dozen"):
        size = {**SCALES, "dozen": 12}[sent.low(at + 2)] // 2
        return Amount(size, size, place, at + 2)
    quarters = {"a": 1, "three": 3}.get(sent.low(at), 0) if sent.low(at + 1).startswith("quarter") else 0
    if quarters and [sent.low(at + 2), sent.low(at + 3)] == ["of", "a"] and sent.low(at + 4) in SCALES:
        size = quarters * SCALES[sent.low(at + 4)] // 4
        return Amount(size, size, place, at + 4)
    if sent.low(at) in ("a", "an") and sent.low(at + 1) in ("married", "young", "elderly", "old") and sent.low(at + 2) == "couple":
        return Amount(2, 2, place, at + 2)
    if sent.low(at) in ("a", "an"):
        article, current, at = True, 1, at + 1
    while at < len(sent.tokens) and at - place < 12:
        word = sent.low(at)
        little = small(word)
        if little is not None and not article and (current % 100 == 0 or (current % 10 == 0 and little < 10)):
            current += little
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
            and small(sent.low(at + 1)) is not None
            and sent.low(at - 1) in SCALES
        ):
            at += 1
            continue
        else:
            break
        seen, article, at = True, False, at + 1
    return Amount(total + current, total + current, place, at - 1) if seen and total + current <= LARGEST else None


def small(word: str) -> int | None:
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
