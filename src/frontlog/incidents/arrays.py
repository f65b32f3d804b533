"""Arrays of numbers that belong to tellings: several to each, which of them are equal, and hashes of what they mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from frontlog.incidents.codes import Flags, Numbers

Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Runs:
    """Several numbers for each telling, one telling's behind the other's."""

    numbers: Numbers
    telling: Numbers

    def crossed(self, other: "Runs", size: int) -> tuple[Numbers, Numbers, Numbers]:
        """All pairs of one number of this and one of the other of the same telling: the telling, the one, the other. Both are in order."""
        counts = np.bincount(other.telling, minlength=size)
        begins = np.cumsum(counts) - counts
        times = counts[self.telling]
        mine = np.repeat(np.arange(len(self.numbers)), times)
        within = np.arange(len(mine)) - np.repeat(np.cumsum(times) - times, times)
        return self.telling[mine], self.numbers[mine], other.numbers[begins[self.telling[mine]] + within]


def spread(lists: Sequence[Sequence[int]], of: Numbers) -> Runs:
    """The list of each telling, given by number."""
    counts = np.array([len(one) for one in lists], np.int64)
    flat = np.array([number for one in lists for number in one], np.int64)
    begins = np.cumsum(counts) - counts
    times = counts[of]
    telling = np.repeat(np.arange(len(of)), times)
    within = np.arange(len(telling)) - np.repeat(np.cumsum(times) - times, times)
    return Runs(flat[begins[of[telling]] + within], telling)


def joined(*runs: Runs) -> Runs:
    numbers, telling = np.concatenate([one.numbers for one in runs]), np.concatenate([one.telling for one in runs])
    order = np.lexsort((numbers, telling))
    numbers, telling = numbers[order], telling[order]
    new = np.append(True, (numbers[1:] != numbers[:-1]) | (telling[1:] != telling[:-1]))[
        : len(numbers)
    ]  # a number twice is a pair with itself
    return Runs(numbers[new], telling[new])


def mixed(a: Numbers, b: Numbers) -> Numbers:
    """One hash of two numbers."""
    with np.errstate(over="ignore"):
        mixed = (a.astype(np.uint64) ^ (a.astype(np.uint64) >> np.uint64(31))) * np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed + b.astype(np.uint64)) * np.uint64(0xBF58476D1CE4E5B9)
        return ((mixed ^ (mixed >> np.uint64(29))) >> np.uint64(1)).astype(np.int64)


def hash_of(key: Key) -> int:
    """Sixty-two bits of a key, the same in every process."""
    words = "|".join(map(str, key)).encode()
    return (crc32(words) << 30) ^ crc32(words, 0x5F3759DF)


def distinct(numbers: Numbers) -> Numbers:
    """Each number once, in order. By sorting: numpy's own `unique` hashes, which is ten times slower on arrays that no cache holds."""
    ordered = np.sort(numbers)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def among(numbers: Numbers, wanted: Numbers) -> Flags:
    """Which of some numbers are among others, which are in order."""
    if not len(wanted):
        return np.zeros(len(numbers), np.bool_)
    found: Flags = wanted[np.minimum(np.searchsorted(wanted, numbers), len(wanted) - 1)] == numbers
    return found


def connected(size: int, a: Numbers, b: Numbers) -> Numbers:
    """Of each position the smallest one that a chain of pairs leads to."""
    least = np.arange(size)
    while len(a):
        low = np.minimum(least[a], least[b])
        np.minimum.at(least, a, low)
        np.minimum.at(least, b, low)
        while not np.array_equal(jump := least[least], least):
            least = jump
        open_ = least[a] != least[b]
        a, b = a[open_], b[open_]
        a, b = least[a], least[b]
    return least
