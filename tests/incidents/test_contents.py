"""Equal rows have equal hashes, however they lie in memory; other rows have others."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from frontlog.incidents.contents import part_hashes

INNER = pa.struct([("name", pa.string()), ("lat", pa.float64())])
SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("day", pa.date32()),
        ("count", pa.int64()),
        ("said", pa.bool_()),
        ("raw", pa.binary()),
        ("words", pa.list_(pa.string())),
        ("places", pa.list_(INNER)),
        ("span", pa.struct([("start", pa.int64()), ("of", INNER)])),
    ]
)
SPAN = {"start": 1, "of": None}
TOWNS = [{"name": "T", "lat": 1.5}] * 2
ROWS = [
    {"id": "a", "day": date(2020, 1, 1), "count": 1, "said": True, "raw": b"x", "words": ["to", "wn"], "places": [], "span": None},
    {"id": "b", "day": None, "count": None, "said": None, "raw": None, "words": [], "places": [{"name": None, "lat": None}], "span": None},
    {
        "id": "",
        "day": date(1970, 1, 1),
        "count": 0,
        "said": False,
        "raw": b"",
        "words": None,
        "places": None,
        "span": {"start": 1, "of": None},
    },
    {
        "id": "d",
        "day": None,
        "count": 3,
        "said": True,
        "raw": b"yz",
        "words": ["town"],
        "places": [{"name": "T", "lat": 1.5}] * 2,
        "span": None,
    },
]


def batch(rows: list[dict[str, object]]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(rows, SCHEMA)


def alone(rows: list[dict[str, object]]) -> list[bytes]:
    return [part_hashes(batch([row]), [0, 1])[0] for row in rows]


def test_rows_in_any_company_have_the_hash_that_they_have_alone() -> None:
    wanted = alone(ROWS)
    assert len(set(wanted)) == len(ROWS)
    assert part_hashes(batch(ROWS), range(5)) == wanted
    assert part_hashes(batch(ROWS * 3).slice(3, 6), range(7)) == [*wanted[3:], *wanted, wanted[0]]
    order = [3, 1, 0, 2, 1]
    assert part_hashes(batch(ROWS * 2).take(pa.array(order)), range(6)) == [wanted[row] for row in order]


def test_what_lies_under_nulls_does_not_count() -> None:
    known, valid = np.array([7, 8], np.int64), pa.py_buffer(np.packbits([1, 0], bitorder="little"))
    held = pa.Array.from_buffers(pa.int64(), 2, [valid, pa.py_buffer(known)])
    assert part_hashes(pa.record_batch([held], ["n"]), [0, 2]) == part_hashes(pa.record_batch([pa.array([7, None])], ["n"]), [0, 2])


def test_parts_of_several_rows() -> None:
    whole = part_hashes(batch(ROWS), [0, 2, 2, 4])
    assert whole[0] == part_hashes(batch(ROWS[:2]), [0, 2])[0]
    assert whole[1] == part_hashes(batch([]), [0, 0])[0]
    assert whole[2] == part_hashes(batch(ROWS[2:]), [0, 2])[0]


@pytest.mark.parametrize(
    "change",
    [
        {"id": "ab"},
        {"day": None},
        {"count": 2},
        {"said": None},
        {"raw": None},
        {"words": ["t", "own"]},
        {"words": ["town"]},
        {"places": None},
    ],
)
def test_every_change_shows(change: dict[str, object]) -> None:
    assert alone([ROWS[0] | change]) != alone(ROWS[:1])
