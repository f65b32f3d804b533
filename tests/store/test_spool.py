"""Rows that do not fit into memory come out as if they had."""

import gc
import random
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.model import Copy, RawSpan, Record, batch, from_table, to_table
from frontlog.store import spool, write_shard
from frontlog.store.spool import Spool


def row(name: str, basis: str = "") -> Copy:
    return Copy(id=name, origin_group=f"g-{name}", copy_of="", similarity=0.0, basis=basis)


def merged(folder: Path, kind: type[Record], rows: list[Record], run: int) -> pa.Table:
    with Spool(folder, kind, run) as found:
        for one in rows:
            found.add(one)
        return pa.concat_tables(list(found.tables())).combine_chunks()


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.tuples(st.sampled_from("aäbBé-ß10漢"), st.integers(0, 30)), max_size=120),
    run=st.integers(1, 50),
    block=st.integers(1, 9),
    group=st.integers(1, 20),
)
def test_however_it_is_cut_the_table_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, int]], run: int, block: int, group: int
) -> None:
    spans: list[Record] = [RawSpan(document=name, start=n, end=n + 1, raw_start=at, raw_end=at + 1) for at, (name, n) in enumerate(rows)]
    last = {(name, n): spans[at] for at, (name, n) in enumerate(rows)}  # of equal sort fields the last one counts
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spool, "BLOCK", block)
        patch.setattr(spool, "GROUP", group)
        found = merged(tmp_path_factory.getbasetemp() / "runs", RawSpan, spans, run)
    assert found == to_table(RawSpan, list(last.values())).combine_chunks()


def test_runs_lie_on_disk_and_leave_nothing_behind(tmp_path: Path) -> None:
    rows: list[Record] = [row(f"d-{n:03d}") for n in range(100)]
    random.Random(3).shuffle(rows)
    found = merged(tmp_path, Copy, rows, 7)
    assert [one.id for one in from_table(Copy, found)] == [f"d-{n:03d}" for n in range(100)]
    assert list(tmp_path.iterdir()) == []


def test_a_stage_of_very_many_rows_holds_few_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def rows(count: int) -> Iterator[Copy]:
        order = list(range(count))
        random.Random(1).shuffle(order)
        for n in order:
            yield row(f"d-{n:06d}", "words " * 40 + str(n))

    def peak(run: int) -> int:
        monkeypatch.setattr(spool, "RUN", run)
        monkeypatch.setattr(Spool.__init__, "__defaults__", (run,))
        gc.collect()
        tracemalloc.start()
        shards.append(write_shard(tmp_path / str(run), "s", "all", "k" * 64, (Copy,), rows(20_000)).files[0])
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    shards: list[object] = []
    whole, few = peak(50_000), peak(1000)
    assert few < whole / 4
    assert shards[0].rows == shards[1].rows == 20_000  # type: ignore[attr-defined]


def test_batches_come_out_as_their_rows_do(tmp_path: Path) -> None:
    rows = [row(f"d-{n:03d}") for n in range(50)]
    random.Random(1).shuffle(rows)
    parts = [batch(Copy, rows[begin : begin + 12]) for begin in range(0, 48, 12)]
    one_by_one, at_once = (
        write_shard(tmp_path / name, "s", "all", "k" * 64, (Copy,), given).files[0]
        for name, given in (("rows", rows), ("batches", [rows[48], *parts[:2], rows[49], *parts[2:]]))
    )
    assert one_by_one.sha256 == at_once.sha256
    assert at_once.rows == 50


@settings(max_examples=60, deadline=None)
@given(
    names=st.lists(st.text("aäbBé-ß10漢", min_size=1, max_size=3), max_size=40),
    order=st.permutations(["held", "rows", "more"]),
    group=st.sampled_from([5, 1 << 16]),
)
def test_rows_of_before_come_between_new_ones_as_if_all_were_new(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], order: list[str], group: int
) -> None:
    """Whether they come first, last or between, and whether all of them fit into one table."""
    parts = {name: [row(one, name) for one in names[at::4] + names[3::4]] for at, name in enumerate(("held", "rows", "more"))}
    with pytest.MonkeyPatch.context() as patch, Spool(tmp_path_factory.getbasetemp() / "held", Copy, run=4) as found:
        patch.setattr(spool, "GROUP", group)
        for name in order:
            if name == "held":
                found.take(to_table(Copy, {one.id: one for one in parts[name]}.values()))
            else:
                for one in parts[name]:
                    found.add(one)
        assert found.empty == (not names)
        made = pa.concat_tables(list(found.tables())).combine_chunks()
    assert made == to_table(Copy, {one.id: one for name in order for one in parts[name]}.values()).combine_chunks()
