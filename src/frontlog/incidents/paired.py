"""Pairs of tellings that a build looked at: what they disagree on is taken over where both are told as before, in the same incidents."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from frontlog.incidents.arrays import among, distinct
from frontlog.incidents.codes import Flags, Numbers
from frontlog.incidents.told import Bytes
from frontlog.model import Memory

TELLINGS, PAIRS = "paired", "pairs"


def new_pairs(memory: Memory, told: Bytes, a: Numbers, b: Numbers) -> Flags:
    """Which pairs were not looked at in the build before; all are kept for the next one. `told` is all that a pair hangs on, by telling.

    By pair and not by telling: a new report hangs on names that many others have, and of these only the pairs with itself are new.
    """
    used = distinct(np.concatenate((a, b)))
    x, y = np.searchsorted(used, a), np.searchsorted(used, b)
    names = _fixed(told[used])
    old, before = memory.recall(TELLINGS), memory.recall(PAIRS)
    new = np.ones(len(a), np.bool_)
    if old is not None and before is not None and old.schema.field("telling").type == names.type:
        number: Numbers = pc.fill_null(pc.index_in(names, old["telling"].combine_chunks()), -1).to_numpy().astype(np.int64)
        p, q, count = number[x], number[y], max(1, len(old))
        known = np.sort(before["a"].to_numpy().astype(np.int64) * count + before["b"].to_numpy())
        new = (p < 0) | (q < 0) | ~among(p * count + q, known)
    memory.keep(TELLINGS, pa.table({"telling": names}))
    memory.keep(PAIRS, pa.table({"a": pa.array(x, pa.int32()), "b": pa.array(y, pa.int32())}))
    return new


def _fixed(rows: Bytes) -> pa.Array:
    """Rows of bytes as values."""
    width = rows.shape[1]
    return pa.FixedSizeBinaryArray.from_buffers(pa.binary(width), len(rows), [None, pa.py_buffer(np.ascontiguousarray(rows).tobytes())])
