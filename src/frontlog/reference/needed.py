"""Words of which a text must hold one for an expression to match in it, worked out from the expression itself.

A table of sixty expressions, each tried on each sentence, costs more than all that is done with what they find; nearly every one needs a
word that few sentences hold. `Needed` works these words out and tells for a text which expressions may match: one that it names may still
not match, one that it leaves out does not.
"""

import sys
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import product
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Protocol

from frontlog.reference import ready

Words = frozenset[str]
MOST = 80  # words that stand for one expression; of more, another part of it is taken
LETTERS = 40  # as many letters as a class may hold to be spelled out
# letters beyond ASCII that expressions without case take for a letter of it
TWINS = {0x130: "i", 0x131: "i", 0x17F: "s", 0x212A: "k"}


class Written(Protocol):
    """An expression as it is written, compiled or not."""

    @property
    def pattern(self) -> str: ...

    @property
    def flags(self) -> int: ...


class Needed:
    """Which expressions of a table may match in a text. The words are worked out at the first text, and kept in the user's cache."""

    def __init__(self, name: str, table: Sequence[Written]) -> None:
        self._name, self._table = name, table

    @cached_property
    def _words(self) -> list[Words]:
        key = ready.key(sys.version, ready.code(__file__), *(f"{row.flags}{row.pattern}" for row in self._table))
        made = ready.values(f"needed-{self._name}", key, lambda: [sorted(needed(row)) for row in self._table])
        return [frozenset(words) for words in made]

    @cached_property
    def _all(self) -> list[str]:
        return sorted({word for words in self._words for word in words})

    def may(self, text: str) -> list[int]:
        """The numbers of the expressions that may match, in their order."""
        low = plain(text)
        held = {word for word in self._all if word in low}
        return [number for number, words in enumerate(self._words) if not words or not held.isdisjoint(words)]


def plain(text: str) -> str:
    """A text in small letters, as expressions without case compare it."""
    return (text if text.isascii() else text.translate(TWINS)).lower()


def needed(row: Written) -> Words:
    """Words in small letters of which each match holds one; none where nothing is known."""
    return _sequence(parser.parse(row.pattern, row.flags)) or frozenset()


def _sequence(parts: Iterable[tuple[Any, Any]]) -> Words | None:
    """The rarest words that a sequence needs: those of one of its parts, or of several that can be spelled out together."""
    found: list[Words] = []
    run: Words = frozenset([""])
    for operator, argument in parts:
        spelled = _spelled(operator, argument)
        joined = frozenset(a + b for a, b in product(run, spelled)) if spelled and len(spelled) * len(run) <= MOST else None
        if joined is None:
            found.append(run)
            run = spelled or frozenset([""])
            inner = _inner(operator, argument)
            if inner:
                found.append(inner)
        else:
            run = joined
    return min((words for words in [*found, run] if "" not in words), key=_often, default=None)


def _often(words: Words) -> float:
    """How often one of them may be met, were all letters equally frequent."""
    return sum(20.0 ** -len(word) for word in words)


def _spelled(operator: Any, argument: Any) -> Words | None:
    """All that a part can match, where that is a few words; the empty word of what has no width."""
    match str(operator):
        case "LITERAL":
            letter = plain(chr(argument))
            return frozenset([letter]) if letter.isascii() else None
        case "IN":
            return _class(argument)
        case "BRANCH":
            return _either([_whole(branch) for branch in argument[1]])
        case "SUBPATTERN":
            return _whole(argument[3])
        case "MAX_REPEAT" | "MIN_REPEAT":
            least, most, inner = argument
            once = _whole(inner) if most == 1 else None
            return None if once is None else once if least else once | {""}
        case "AT" | "ASSERT_NOT":
            return frozenset([""])
        case _:
            return None


def _whole(parts: Iterable[tuple[Any, Any]]) -> Words | None:
    out: Words = frozenset([""])
    for operator, argument in parts:
        spelled = _spelled(operator, argument)
        if spelled is None or len(spelled) * len(out) > MOST:
            return None
        out = frozenset(a + b for a, b in product(out, spelled))
    return out


def _either(branches: Sequence[Words | None]) -> Words | None:
    known = [words for words in branches if words is not None]
    out = frozenset[str]().union(*known)
    return out if len(known) == len(branches) and len(out) <= MOST else None


def _class(members: Iterable[tuple[Any, Any]]) -> Words | None:
    out: set[str] = set()
    for operator, argument in members:
        low, high = (argument, argument) if str(operator) == "LITERAL" else argument if str(operator) == "RANGE" else (0, sys.maxunicode)
        if high - low > LETTERS or high > 0x7F:
            return None
        out |= {chr(number).lower() for number in range(low, high + 1)}
    return frozenset(out) if len(out) <= LETTERS else None


def _inner(operator: Any, argument: Any) -> Words | None:
    """The words that a part needs which cannot be spelled out."""
    match str(operator):
        case "BRANCH":
            return _either([_sequence(branch) for branch in argument[1]])
        case "SUBPATTERN":
            return _sequence(argument[3])
        case "MAX_REPEAT" | "MIN_REPEAT":
            return _sequence(argument[2]) if argument[0] else None
        case "ASSERT":
            return _sequence(argument[1])
        case _:
            return None
