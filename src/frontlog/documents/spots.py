"""Where in a text which expressions of a table may match: looked up for all its characters at once, so that few are tried in earnest.

A hundred expressions, each tried on each line, took three quarters of the time of the segmenter. Nearly all of them need certain characters
to begin with. `Spotter` works these out from the expressions themselves; each place of a text is then one look into an array.
A place that it names may be no match (the expression itself is asked there); one that it does not name is none.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from string import ascii_lowercase, digits
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from frontlog.documents.places import codepoints

Bits = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.unsignedinteger[Any]]
# places, each with the numbers of expressions that may match there; where there are many expressions, a place may come more than once
Spots = list[tuple[int, tuple[int, ...]]]
# what must stand before the place (ANY, EDGE, START), sets of classes of the characters from it on, and the set of what may follow them
Head = tuple[int, tuple[int, ...], int]
Opening = tuple[int, tuple[int, ...]]  # the same with DEPTH sets
DEPTH = 5  # characters that are looked at
# each is a class of its own, small and capital letters the same but for the first character, where capitals have further classes
OWN = ascii_lowercase + ".,!?'\":;-([@#</_$"
DIGIT, SPACE, SIGN, OTHER, NONE = range(len(OWN), len(OWN) + 5)  # of ASCII: figures, white space, signs; all beyond it; outside the text
CLASSES = len(OWN) + 5
FIRSTS = CLASSES + len(ascii_lowercase)
SQUARE = CLASSES**2
ALL, LOW = (1 << FIRSTS) - 1, (1 << CLASSES) - 1
ANY, EDGE, START = range(3)
END = "\0"  # stands between texts; where a text itself holds one, expressions are tried once too often there
# letters beyond ASCII that expressions without case take for a letter of it
TWINS = {0x130: "i", 0x131: "i", 0x17F: "s", 0x212A: "k"}
BANK = 64
PARTS = ("owners", "banks", "openings", "first", "rests", "second")


def _class(number: int) -> int:
    letter = TWINS.get(number) or chr(number).lower()
    if letter in OWN:
        return OWN.index(letter)
    if letter == END:
        return NONE
    if letter.isspace():
        return SPACE
    return DIGIT if letter in digits else SIGN if letter.isascii() else OTHER


CLASS = np.array([_class(number) for number in range(0x3001)] + [OTHER], np.int64)  # by character; the last stands for all higher ones
CASED = CLASS.copy()  # the same of a first character
CASED[ord("A") : ord("Z") + 1] += CLASSES
LETTERS = (1 << len(ascii_lowercase)) - 1
WORDS = LETTERS | LETTERS << CLASSES | 1 << DIGIT | 1 << OWN.index("_")  # classes of nothing but letters and figures
BEFORE = np.array([ANY if WORDS >> number & 1 else EDGE for number in range(NONE)] + [START])  # by class of the character before
PREFIX = BEFORE * FIRSTS * SQUARE
CATEGORIES = {
    "CATEGORY_DIGIT": 1 << DIGIT | 1 << OTHER,
    "CATEGORY_SPACE": 1 << SPACE,
    "CATEGORY_WORD": WORDS | 1 << OTHER,
    "CATEGORY_NOT_WORD": ALL & ~WORDS,
}


class Written(Protocol):
    """An expression as it is written, compiled or not."""

    @property
    def pattern(self) -> str: ...

    @property
    def flags(self) -> int: ...


class Spotter:
    """Finds the places of texts at which some of the expressions of one table or several may match."""

    def __init__(self, *tables: Sequence[Written]) -> None:
        halves: list[tuple[int, list[Opening]]] = []
        self._banks: list[range] = []  # of each table
        for patterns in tables:
            begun = len(halves) // BANK
            halves += _halves(patterns) or [(0, [])]  # nothing of it can match anywhere
            halves += [(0, [])] * (-len(halves) % BANK)  # no bank is shared by tables
            self._banks.append(range(begun, len(halves) // BANK))
        self._owners = [number for number, _ in halves]
        banks = len(halves) // BANK
        first = np.zeros((banks, 3, FIRSTS, CLASSES, CLASSES), np.uint64)  # what stands before, and the first three characters
        second = np.zeros((banks, CLASSES, CLASSES, CLASSES), np.uint64)  # the third to the fifth
        for place, (_, found) in enumerate(halves):
            bank, bit = place // BANK, np.uint64(1 << place % BANK)
            for sets in {tuple(map(_folded, sets[2:])) for _, sets in found}:
                second[bank][np.ix_(*map(_members, sets))] |= bit
            for before, sets in {(before, (sets[0], *map(_folded, sets[1:3]))) for before, sets in found}:
                # beside a character that may be a letter or none, an edge says nothing
                for least, opening in ((before, sets[0] & WORDS), (before if before != EDGE else ANY, sets[0] & ~WORDS)):
                    first[bank][np.ix_(range(least, 3), *map(_members, (opening, *sets[1:])))] |= bit
        self._openings, self._first = _packed(first.reshape(banks, -1))
        self._rests, self._second = _packed(second.reshape(banks, -1))
        self._known: list[dict[int, tuple[int, ...]]] = [{} for _ in range(banks)]  # by bits, the numbers that they stand for

    def parts(self) -> dict[str, Numbers]:
        """All that it is made of."""
        banks = np.array([(bank.start, bank.stop) for bank in self._banks], np.uint64).reshape(-1, 2)
        arrays = (np.array(self._owners, np.uint64), banks, self._openings, self._first, self._rests, self._second)
        return dict(zip(PARTS, arrays, strict=True))

    @classmethod
    def of(cls, parts: Mapping[str, Numbers]) -> "Spotter":
        """The inverse."""
        out = cls.__new__(cls)
        owners, banks, out._openings, out._first, out._rests, out._second = (parts[name] for name in PARTS)
        out._owners, out._banks = owners.tolist(), [range(begin, end) for begin, end in banks.tolist()]
        out._known = [{} for _ in range(len(out._first))]
        return out

    def spots(self, texts: Sequence[str]) -> list[Spots]:
        """For each text its places for the first table, in order."""
        return self.look(texts)(0)

    def look(self, texts: Sequence[str]) -> Callable[[int], list[Spots]]:
        """One look at some texts for all tables; what it gives, asked for a table, names for each text its places in order."""
        whole = END + END.join(texts) + END * DEPTH
        codes = np.frombuffer(whole.encode(), np.uint8) if whole.isascii() else codepoints(whole)
        classes = CLASS.take(codes, mode="clip")
        ahead = [classes[n : len(classes) - DEPTH + n] for n in range(DEPTH + 1)]
        cased = CASED.take(codes[1 : len(codes) - DEPTH + 1], mode="clip")
        low = PREFIX.take(ahead[0]) + cased * SQUARE + ahead[2] * CLASSES + ahead[3]
        opening = self._openings.take(low)
        some = np.flatnonzero(opening)  # at most places nothing may begin
        opening, third = opening.take(some), ahead[3].take(some)
        rest = self._rests.take(third * SQUARE + ahead[4].take(some) * CLASSES + ahead[5].take(some))
        lengths = np.array([*map(len, texts), 0])  # the last stands for what is behind all texts
        begins = np.cumsum([0, *(lengths[:-1] + 1)])

        def of(table: int) -> list[Spots]:
            out: list[Spots] = [[] for _ in texts]
            for bank in self._banks[table]:
                fits = self._first[bank].take(opening) & self._second[bank].take(rest)
                kept = np.flatnonzero(fits)
                found, places = fits.take(kept), some.take(kept)
                which = np.searchsorted(begins, places, side="right") - 1
                places = places - begins[which]
                inside = places < lengths[which]
                known = self._known[bank]
                for text, place, bits in zip(which[inside].tolist(), places[inside].tolist(), found[inside].tolist(), strict=True):
                    out[text].append((place, known.get(bits) or self._numbers(bank, bits)))
            return out

        return of

    def _numbers(self, bank: int, bits: int) -> tuple[int, ...]:
        places = range(bank * BANK, (bank + 1) * BANK)
        found = tuple(dict.fromkeys(self._owners[place] for place in places if bits >> place % BANK & 1))
        self._known[bank][bits] = found
        return found


def _halves(patterns: Sequence[Written]) -> list[tuple[int, list[Opening]]]:
    """The beginnings of each expression under its number. Short ones, which leave the later characters open, have a bit of their own, or
    they would open them for all the others."""
    known = enumerate(map(heads, patterns))
    halves = [
        (number, [head for head in found if (_folded(head[1][2]) == LOW) == short]) for number, found in known for short in (False, True)
    ]
    return [(number, found) for number, found in halves if found]


def _packed(table: Bits) -> tuple[Numbers, Bits]:
    """A table most of whose columns are empty or the same: the number of the column at each place, and the columns, the empty one first.

    The whole table has megabytes, which no near memory holds; looking into it took most of the time.
    """
    some = np.flatnonzero(table.any(axis=0))
    which = np.zeros(len(some), np.int64)
    for row in table:  # numbers that are the same where all rows so far are; sorting whole columns takes ten times as long
        _, one = np.unique(row[some], return_inverse=True)
        _, least, which = np.unique(which * (len(some) + 1) + one, return_index=True, return_inverse=True)
    columns = np.ascontiguousarray(table[:, some[least]])
    numbers = np.zeros(table.shape[1], np.min_scalar_type(columns.shape[1]))
    numbers[some] = which + 1
    return numbers, np.concatenate([np.zeros((len(table), 1), np.uint64), columns], axis=1)


@cache
def _members(some: int) -> list[int]:
    return [number for number in range(FIRSTS) if some >> number & 1]


def _folded(some: int) -> int:
    """A set without the further classes of capitals."""
    return some & LOW | some >> CLASSES


def heads(pattern: Written) -> set[Opening]:
    """How a match may begin."""
    parsed = parser.parse(pattern.pattern, pattern.flags)
    found = _sequence(parsed, DEPTH, bool((pattern.flags | parsed.state.flags) & code.SRE_FLAG_IGNORECASE))
    return {(before, (*sets, rest, *(ALL,) * DEPTH)[:DEPTH]) for before, sets, rest in found}


def _sequence(parts: Iterable[tuple[Any, Any]], depth: int, fold: bool) -> set[Head]:
    """The beginnings of a sequence. `fold`: small and capital letters are the same in it."""
    out: set[Head] = {(ANY, (), ALL)}
    for operator, argument in parts:
        if all(len(sets) >= depth for _, sets, _ in out):
            break
        out = _then(out, _one(operator, argument, depth, fold), depth)
    return out


def _then(first: set[Head], second: set[Head], depth: int) -> set[Head]:
    out: set[Head] = {head for head in first if len(head[1]) >= depth}
    for before, sets, rest in first - out:
        for later, more, after in second:
            may = rest & _beside(sets[-1]) if later == EDGE and sets else rest
            if not more:
                out.add((before if sets else max(before, later), sets, may & after))
            elif may & more[0]:  # else nothing can stand there
                whole = (*sets, may & more[0], *more[1:])
                out.add((before if sets else max(before, later), whole[:depth], after if len(whole) < depth else ALL))
    return out


def _beside(last: int) -> int:
    """What may stand on the other side of a word's edge from a set of characters."""
    if not last & ~WORDS:
        return ALL & ~WORDS
    return ALL if last & (WORDS | 1 << OTHER) else WORDS | 1 << OTHER


def _one(operator: Any, argument: Any, depth: int, fold: bool) -> set[Head]:
    """The beginnings of one part of an expression; empty ones of what has no width."""
    match str(operator):
        case "LITERAL":
            return {(ANY, (_letters(argument, fold),), ALL)}
        case "IN":
            return {(ANY, (_set(argument, fold),), ALL)}
        case "ANY" | "NOT_LITERAL":
            return {(ANY, (ALL,), ALL)}
        case "BRANCH":
            return {head for branch in argument[1] for head in _sequence(branch, depth, fold)}
        case "SUBPATTERN":
            _, more, less, inner = argument
            return _sequence(inner, depth, bool((fold or more & code.SRE_FLAG_IGNORECASE) and not less & code.SRE_FLAG_IGNORECASE))
        case "ATOMIC_GROUP":
            return _sequence(argument, depth, fold)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return set(_repeated(argument, depth, fold))
        case "AT":
            place = {code.AT_BOUNDARY: EDGE, code.AT_BEGINNING: START, code.AT_BEGINNING_STRING: START}
            return {(place.get(argument, ANY), (), ALL)}
        case "ASSERT" | "ASSERT_NOT":
            return {(ANY, (), ALL)}
        case _:
            return {(ANY, (ALL,) * depth, ALL)}


def _letters(number: int, fold: bool) -> int:
    """The classes of a character of an expression, as a first one: with `fold` those of the small and the capital letter."""
    one = _class(number)
    if one >= len(ascii_lowercase):
        return 1 << one
    capital = 1 << one + CLASSES
    return 1 << one | capital if fold else capital if chr(number).isascii() and chr(number).isupper() else 1 << one


def _repeated(argument: tuple[int, int, Any], depth: int, fold: bool) -> Iterator[Head]:
    least, most, parts = argument
    once = _sequence(parts, depth, fold)
    now: set[Head] = {(ANY, (), ALL)}
    for count in range(min(int(most), int(least) + depth) + 1):
        if count >= least:
            yield from now
        now = _then(now, once, depth)


def _set(members: Iterable[tuple[Any, Any]], fold: bool) -> int:
    out = 0
    for operator, argument in members:
        match str(operator):
            case "LITERAL":
                out |= _letters(argument, fold)
            case "RANGE":
                low, high = argument
                out |= 1 << OTHER if high > 0x7F else 0
                for number in (*range(low, min(high, 0x7F) + 1), *(twin for twin in TWINS if low <= twin <= high)):
                    out |= _letters(number, fold)
            case "CATEGORY":
                out |= CATEGORIES.get(str(argument), ALL)
            case _:
                return ALL
    return out
