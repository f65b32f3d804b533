"""Hashes of parts of Arrow batches that hang on their values alone, not on how these lie in memory."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Numbers = npt.NDArray[np.int64]


def part_hashes(batch: pa.RecordBatch, bounds: Sequence[int]) -> list[bytes]:
    """A hash of the rows between each two neighbours of some bounds."""
    cuts = np.array(bounds, np.int64)
    leaves = [(np.ascontiguousarray(data).data, ends.tolist()) for column in batch.columns for data, ends in _leaves(column, cuts)]
    starts = [(data, ends, [*ends[1:], 0]) for data, ends in leaves]
    return [
        blake2b(b"".join([data[begin[number] : end[number]] for data, begin, end in starts]), digest_size=16).digest()
        for number in range(len(bounds) - 1)
    ]


def _leaves(array: pa.Array, cuts: Numbers) -> Iterator[tuple[npt.NDArray[np.uint8], Numbers]]:
    """All that an array holds as runs of bytes, each with where the parts end in it."""
    if array.null_count:
        yield array.is_valid().to_numpy(zero_copy_only=False).view(np.uint8), cuts
    else:
        yield np.ones(len(array), np.uint8), cuts
    kind = array.type
    if pa.types.is_struct(kind):
        for part in array.flatten():
            yield from _leaves(part, cuts)
    elif pa.types.is_list(kind):
        sizes = pc.fill_null(array.value_lengths(), 0).to_numpy().astype(np.int64)
        yield sizes.view(np.uint8), cuts * 8
        yield from _leaves(array.flatten(), np.append(0, np.cumsum(sizes))[cuts])
    elif pa.types.is_string(kind) or pa.types.is_binary(kind):
        yield from _words(pc.fill_null(array, pa.scalar("" if pa.types.is_string(kind) else b"", kind)), cuts)
    elif pa.types.is_boolean(kind):
        yield pc.fill_null(array, False).to_numpy(zero_copy_only=False).view(np.uint8), cuts
    else:
        width = kind.bit_width // 8
        known = pc.fill_null(array, pa.scalar(0, pa.int64() if width == 8 else pa.int32()).cast(kind)) if array.null_count else array
        held = np.frombuffer(known.buffers()[1] or b"", np.uint8)
        yield held[known.offset * width : (known.offset + len(known)) * width], cuts * width


def _words(array: pa.Array, cuts: Numbers) -> Iterator[tuple[npt.NDArray[np.uint8], Numbers]]:
    """The lengths of some words, and the words."""
    if not len(array):
        return
    _, offsets, data = array.buffers()
    ends = np.frombuffer(offsets, np.int32)[array.offset : array.offset + len(array) + 1].astype(np.int64)
    yield np.diff(ends).view(np.uint8), cuts * 8
    yield np.frombuffer(data or b"", np.uint8), ends[cuts]
