"""Values of a column as numbers, equal ones alike, without making an object of each: lists and structs by the numbers of their parts."""

from collections.abc import Collection

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from frontlog.incidents.codes import Numbers

MANY = 1 << 62  # combinations that a number can tell apart


def numbered(column: pa.Array, parts: Collection[str] = ()) -> Numbers:
    """A number for each value. `parts`: the fields of structs, also of those in a list, that are looked at; none: all."""
    if pa.types.is_list(column.type):
        return _lists(column, parts)
    if pa.types.is_struct(column.type):
        fields = [column.type.field(i).name for i in range(column.type.num_fields)]
        inner = dict(zip(fields, column.flatten(), strict=True))
        wanted = [numbered(inner[name]) for name in fields if name in parts or not parts]
        there = [column.is_valid().to_numpy(zero_copy_only=False).astype(np.int64)] if column.null_count else []
        return combined(*wanted, *there)
    found = column.dictionary_encode().indices
    out: Numbers = (pc.fill_null(found, -1) if found.null_count else found).to_numpy().astype(np.int64)
    return out + 1


def combined(*numbers: Numbers) -> Numbers:
    """One number for some numbers of each row, none of them negative."""
    out, size = np.zeros(len(numbers[0]), np.int64), 1
    for one in numbers:
        most = int(one.max(initial=0)) + 1
        if most == 1:
            continue
        if size * most >= MANY:
            out, size = dense(out)[0], len(out)
        out, size = out * most + one, size * most
    return dense(out)[0]


def dense(numbers: Numbers) -> tuple[Numbers, Numbers]:
    """The numbers anew from 0 on without gaps, and a row where each stands."""
    _, first, of = np.unique(numbers, return_index=True, return_inverse=True)
    return of, first


def _lists(column: pa.Array, parts: Collection[str]) -> Numbers:
    sizes = column.value_lengths().to_numpy().astype(np.int64)
    inner = numbered(column.flatten(), parts) + 1
    begins = np.cumsum(sizes) - sizes
    out, one = np.zeros(len(sizes), np.int64), sizes == 1
    out[one] = inner[begins[one]]
    known: dict[bytes, int] = {}
    top = int(inner.max(initial=0)) + 1
    for row in np.flatnonzero(sizes > 1).tolist():
        run = inner[begins[row] : begins[row] + sizes[row]].tobytes()
        out[row] = known.setdefault(run, top + len(known))
    return out
