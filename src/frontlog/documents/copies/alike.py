"""What a build keeps of pairs of documents for the next one: how alike they are, by the hash of all that this hangs on.

As arrays, since a million documents have millions of pairs: 36 bytes each.
"""

from array import array
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from frontlog.model import Memory

NAME = "likenesses"
KEY = 16  # bytes


class Counts(NamedTuple):
    """What two documents share, in runs and words, and the runs of each without furniture: see `Likeness`."""

    shared: int
    passages: int
    longest: int
    of_earlier: int
    of_later: int


class Alike:
    """The counts of the build before, and those of this one."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        old = memory.recall(NAME)
        keys = b"".join(old["key"].to_pylist()) if old is not None else b""
        halves = np.frombuffer(keys, ">u8").astype(np.uint64).reshape(-1, 2)  # in the order of the first ones
        self._first, self._second = np.ascontiguousarray(halves[:, 0]), halves[:, 1]
        columns = [old[name].to_numpy() for name in Counts._fields] if old is not None else []
        self._old = np.stack(columns, axis=1) if columns else np.empty((0, len(Counts._fields)), np.int32)
        self._keys = bytearray()
        self._counts = array("i")

    def find(self, key: bytes) -> Counts | None:
        """The counts that the build before kept under a key."""
        first = np.uint64(int.from_bytes(key[:8], "big"))
        row = int(self._first.searchsorted(first))
        if row == len(self._first) or self._first[row] != first or self._second[row] != int.from_bytes(key[8:], "big"):
            return None  # of two keys that begin alike the second is not found: it is counted anew
        return Counts(*self._old[row].tolist())

    def note(self, key: bytes, counts: Counts) -> None:
        """Keep counts for the next build."""
        self._keys += key
        self._counts.extend(counts)

    def keep(self) -> None:
        """Put down all that was noted."""
        first = np.frombuffer(self._keys, ">u8")[::2]
        order = np.unique(first, return_index=True)[1]  # a pair may be asked for twice
        keys = pa.FixedSizeBinaryArray.from_buffers(pa.binary(KEY), len(first), [None, pa.py_buffer(bytes(self._keys))])
        counts = np.array(self._counts, np.int32).reshape(-1, len(Counts._fields))[order]
        columns = [keys.take(pa.array(order)), *(pa.array(counts[:, n]) for n in range(counts.shape[1]))]
        self._memory.keep(NAME, pa.table(columns, names=["key", *Counts._fields]))
