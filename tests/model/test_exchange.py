"""Legs of an exchange: rows go where they are sent, whole and in order, and a chain whose legs do not fit is refused."""

from collections import defaultdict
from dataclasses import replace

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.model import Document, Exchange, FrontlogError, Leg, Overlap, Sketch, Stage, check_chain, dealt, gathered, to_each
from frontlog.model.exchange import HOME


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(("a", "b", "cc")), st.integers(0, 9))))
def test_dealt_rows_keep_their_order(rows: list[tuple[str, int]]) -> None:
    table = pa.table({"n": pa.array([n for _, n in rows], pa.int64())})
    found = {parcel.to: parcel.rows["n"].to_pylist() for parcel in dealt("some", [to for to, _ in rows], table)}
    wanted: dict[str, list[int]] = defaultdict(list)
    for to, n in rows:
        wanted[to].append(n)
    assert found == dict(wanted)


@settings(deadline=None)
@given(st.lists(st.integers(0, 5), max_size=12), st.integers(1, 7))
def test_gathered_batches_lose_nothing(sizes: list[int], room: int) -> None:
    batches = [pa.RecordBatch.from_pydict({"n": pa.array([at] * size, pa.int64())}) for at, size in enumerate(sizes)]
    tables = list(gathered(iter(batches), room))
    assert [n for table in tables for n in table["n"].to_pylist()] == [at for at, size in enumerate(sizes) for _ in range(size)]
    assert all(len(table) >= room for table in tables[:-1])
    assert all(len(table) for table in tables)


class Names:
    """A Lot of ids."""

    def batches(self, columns: object) -> list[pa.RecordBatch]:
        return [pa.RecordBatch.from_pydict({"id": names}) for names in (["a", "b"], ["c"])]


def test_a_row_goes_to_each_that_wants_it() -> None:
    found = [(p.to, p.rows["id"].to_pylist()) for p in to_each("some", Names(), ("id",), {"c": ["y"], "a": ["x", "y"], "z": ["x"]})]
    assert found == [("x", ["a"]), ("y", ["a", "c"])]
    assert list(to_each("some", Names(), ("id",), {})) == []


FIRST = Leg("first", HOME, list, gives=("pairs",), reads=(Overlap,))
GOOD = Stage("some", "1", (Overlap,), (Sketch,), list, "pair", exchange=Exchange((FIRST,), ("pairs",), list))


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        (replace(GOOD, exchange=None), "has key 'pair'"),
        (replace(GOOD, key="all"), "has key 'all'"),
        (
            replace(GOOD, exchange=Exchange((replace(FIRST, reads=(Document,)),), ("pairs",), list)),
            "reads Document, which the stage does not",
        ),
        (replace(GOOD, exchange=Exchange((replace(FIRST, takes=("ids",)),), ("pairs",), list)), "takes 'ids', which no earlier leg gives"),
        (replace(GOOD, exchange=Exchange((FIRST,), ("texts",), list)), "takes 'texts', which none of its legs gives"),
    ],
)
def test_legs_that_do_not_fit_are_refused(stage: Stage, words: str) -> None:
    check_chain([GOOD], [Overlap])
    with pytest.raises(FrontlogError, match=words):
        check_chain([stage], [Overlap])
