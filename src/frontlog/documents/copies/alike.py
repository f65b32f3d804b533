"""What a build keeps of pairs of documents for the next one: how alike they are, by the hash of all that this hangs on.

As arrays, since a million documents have millions of pairs: 36 bytes each.
"""

from array import array
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from frontlog.documents.copies.shingle import U64
from frontlog.model import Memory

NAME = "likenesses"
KEY = ("first", "second")


class Counts(NamedTuple):
    """What two documents share, in runs and words, and the runs of each without furniture: see `Likeness`."""

    shared: int
    passages: int
    longest: int
    of_earlier: int
    of_later: int


class Alike:
    """The counts of the build before, and those of this one. A key is two numbers of 64 bits."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        old = memory.recall(NAME)
        columns = [old[name].to_numpy() for name in (*KEY, *Counts._fields)] if old is not None else []
        self._first: U64 = columns[0] if columns else np.empty(0, np.uint64)  # in order
        self._second: U64 = columns[1] if columns else np.empty(0, np.uint64)
        self.counts = np.stack(columns[len(KEY) :], axis=1) if columns else np.empty((0, len(Counts._fields)), np.int32)
        self._keys: list[U64] = []  # two columns
        self._noted: list[NDArray[np.int32]] = []
        self._single = array("Q")  # two numbers a pair
        self._counted = array("i")

    def find(self, keys: U64) -> NDArray[np.int64]:
        """Where in `counts` those are that the build before kept under some keys; -1 where it has none."""
        if not len(self._first):
            return np.full(len(keys), -1, np.int64)
        rows = np.minimum(self._first.searchsorted(keys[:, 0]), len(self._first) - 1).astype(np.int64)
        there = (self._first[rows] == keys[:, 0]) & (self._second[rows] == keys[:, 1])
        return np.where(there, rows, -1)  # of two keys that begin alike the second is not found: it is counted anew

    def note(self, keys: U64, counts: NDArray[np.int32]) -> None:
        """Keep counts for the next build."""
        self._keys.append(keys)
        self._noted.append(counts)

    def find_one(self, key: tuple[int, int]) -> Counts | None:
        """The counts that the build before kept under a key."""
        row = int(self.find(np.array([key], np.uint64))[0]) if len(self._first) else -1
        return Counts(*self.counts[row].tolist()) if row >= 0 else None

    def note_one(self, key: tuple[int, int], counts: Counts) -> None:
        """Keep the counts of one pair for the next build."""
        self._single.extend(key)
        self._counted.extend(counts)

    def keep(self) -> None:
        """Put down all that was noted."""
        keys = np.concatenate([np.array(self._single, np.uint64).reshape(-1, len(KEY)), *self._keys])
        counts = np.concatenate([np.array(self._counted, np.int32).reshape(-1, len(Counts._fields)), *self._noted])
        order = np.unique(keys[:, 0], return_index=True)[1]  # a pair may be asked for twice
        columns = [*(keys[order, n] for n in range(len(KEY))), *(counts[order, n] for n in range(len(Counts._fields)))]
        self._memory.keep(NAME, pa.table([pa.array(column) for column in columns], names=[*KEY, *Counts._fields]))
