"""Values as numbers: what many tellings share gets a number each, and sets of words are runs of numbers."""

from array import array
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Reals = npt.NDArray[np.float64]
V = TypeVar("V", bound=Hashable)


class _Numbered(dict[V, int]):
    """Gives each new key the next number."""

    def __missing__(self, key: V) -> int:
        number = self[key] = len(self)
        return number


class Codes(Generic[V]):
    """Numbers for values, and of each telling the number of its value."""

    def __init__(self) -> None:
        self.number: _Numbered[V] = _Numbered()
        self._of = array("q")
        self.of: Numbers = np.empty(0, np.int64)
        self.values: list[V] = []

    def add(self, value: V) -> None:
        self._of.append(self.number[value])

    def extend(self, other: "Codes[V]") -> Numbers:
        """Adds what another has. Returns this one's numbers for the other's."""
        mine = np.array([self.number[value] for value in other.number], np.int64)
        if len(other._of):
            self._of.frombytes(mine[np.frombuffer(other._of, np.int64)].tobytes())
        return mine

    @classmethod
    def filled(cls, values: Iterable[V], of: Numbers) -> "Codes[V]":
        """Values by number, and the number of each telling."""
        out: Codes[V] = cls()
        for value in values:
            out.number[value]
        out._of = array("q", of.tobytes())
        return out

    def added(self) -> tuple[list[V], Numbers]:
        """The inverse, before some are taken."""
        return list(self.number), np.array(self._of, np.int64)

    def take(self, rows: Numbers) -> None:
        self.of = np.frombuffer(self._of, np.int64)[rows] if len(self._of) else np.empty(0, np.int64)
        self.values = list(self.number)
        self._of, self.number = array("q"), _Numbered()

    def value(self, telling: int) -> V:
        found: V = self.values[int(self.of[telling])]
        return found

    def part(self, tellings: Numbers) -> "Codes[V]":
        """The same for some tellings alone, numbered anew."""
        out: Codes[V] = Codes()
        used, out.of = np.unique(self.of[tellings], return_inverse=True)
        out.values = [self.values[number] for number in used.tolist()]
        return out


class Bags:
    """Sets of words, as runs of numbers."""

    def __init__(self, words: Codes[str]) -> None:
        self._words = words
        self._run = array("q")
        self._ends = array("q", [0])
        self.run: Numbers = np.empty(0, np.int64)
        self.begins: Numbers = np.empty(0, np.int64)
        self.sizes: Numbers = np.empty(0, np.int64)

    def add(self, words: Iterable[str]) -> None:
        self._run.extend(map(self._words.number.__getitem__, words))
        self._ends.append(len(self._run))

    def extend(self, other: "Bags", numbers: Numbers) -> None:
        """Adds what another has, whose words have these numbers here."""
        before = len(self._run)
        if len(other._run):
            self._run.frombytes(numbers[np.frombuffer(other._run, np.int64)].tobytes())
        self._ends.extend(end + before for end in other._ends[1:])

    @classmethod
    def filled(cls, words: Codes[str], run: Numbers, sizes: Numbers) -> "Bags":
        """Runs of numbers of words one behind the other, and how long each is."""
        out = cls(words)
        out._run = array("q", run.tobytes())
        out._ends.extend(np.cumsum(sizes).tolist())
        return out

    def added(self) -> tuple[Numbers, Numbers]:
        """The inverse, before some are taken."""
        ends: Numbers = np.array(self._ends, np.int64)
        return np.array(self._run, np.int64), ends[1:] - ends[:-1]

    def take(self, rows: Numbers) -> None:
        self.run = np.frombuffer(self._run, np.int64) if len(self._run) else np.empty(0, np.int64)
        ends = np.array(self._ends, np.int64)
        self.begins, self.sizes = ends[:-1][rows], (ends[1:] - ends[:-1])[rows]
        self._ends = array("q")

    def part(self, tellings: Numbers, words: Codes[str]) -> "Bags":
        """The same for some tellings alone, whose words have the same numbers."""
        out = Bags(words)
        out.sizes = self.sizes[tellings]
        out.begins = np.cumsum(out.sizes) - out.sizes
        out.run = self.run[spread_out(self.begins[tellings], out.sizes)]
        return out

    def told(self, tellings: Numbers) -> tuple[list[str], Numbers, Numbers]:
        """The words of some tellings: the words, and of each that is said its number among them and its telling."""
        sizes = self.sizes[tellings]
        used, of = np.unique(self.run[spread_out(self.begins[tellings], sizes)], return_inverse=True)
        return [self._words.values[number] for number in used.tolist()], of, np.repeat(tellings, sizes)

    def numbers(self, telling: int) -> frozenset[int]:
        begin = int(self.begins[telling])
        return frozenset(self.run[begin : begin + int(self.sizes[telling])].tolist())

    def value(self, telling: int) -> frozenset[str]:
        return frozenset(self._words.values[number] for number in self.numbers(telling))


def spread_out(begins: Numbers, sizes: Numbers) -> Numbers:
    """The places of runs that begin at some places and are so long, one run behind the other."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(begins - ends + sizes, sizes) + np.arange(total)
