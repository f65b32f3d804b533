"""The stage over tables gives the rows that linking whole records gives, and reads no text."""

import gc
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pyarrow as pa
import pytest

from frontlog.engine import engine
from frontlog.incidents.gather import Claims, gather
from frontlog.incidents.link import link
from frontlog.incidents.told import objects
from frontlog.model import Batch, Claim, Contradiction, Copy, Document, Incident, Link, RowLot, from_table, to_table
from support.opened import opened
from support.sample import week


class Watched(RowLot):
    """A lot that notes which columns were asked for."""

    def __init__(self, *arguments) -> None:
        super().__init__(*arguments)
        self.asked: set[str] = set()

    def batches(self, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        self.asked |= set(columns)
        return super().batches(columns)


@pytest.mark.parametrize("strange", [0, 3])
def test_tables_give_what_records_give(strange: int) -> None:
    rows = week()
    claims, documents, copies = list(rows(Claim)), list(rows(Document)), list(rows(Copy))
    assert claims
    more = [replace(documents[0], id=f"d-strange{n}", outlet="") for n in range(strange)]  # claim nothing and share nothing
    alone = [Copy(id=d.id, origin_group=f"g-{d.id}", copy_of="", similarity=0.0, basis="") for d in more]
    held = Watched(Document, [*documents, *more])
    found = list(gather(RowLot(Claim, claims), RowLot(Copy, [*copies, *alone]), held, []))
    assert found == list(link(claims, copies, documents, []))
    assert "text" not in held.asked


def test_the_work_may_be_spread_over_processes(copy_row) -> None:
    rows = week()
    claims, documents = list(rows(Claim)), list(rows(Document))
    told = claims + [replace(c, id=f"{c.id}{n}", document=f"{c.document}{n}") for c in claims for n in range(30)]
    lots = (RowLot(Claim, told), RowLot(Copy, [copy_row(d.id) for d in documents]), RowLot(Document, documents))
    with engine("pool", 2) as executor:
        assert list(gather(*lots, [], spread=executor.map)) == list(gather(*lots, []))


@pytest.mark.parametrize("all_of_them", [True, False])
def test_cycles_are_looked_for_again_once_nobody_asks_for_more(all_of_them: bool, copy_row) -> None:
    rows = week()
    documents = list(rows(Document))
    told = gather(RowLot(Claim, list(rows(Claim))), RowLot(Copy, [copy_row(d.id) for d in documents]), RowLot(Document, documents), [])
    assert next(told)
    assert not gc.isenabled()
    if all_of_them:
        assert list(told)
    else:
        told.close()
    assert gc.isenabled()


class Chopped(RowLot):
    """A lot in batches of so many rows."""

    def __init__(self, kind, rows, size: int) -> None:
        super().__init__(kind, rows)
        self._size = size

    def batches(self, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        yield from pa.Table.from_batches(super().batches(columns)).to_batches(max_chunksize=self._size)


@pytest.mark.parametrize("size", [1, 3, 7])
def test_the_rows_are_the_same_however_the_tables_are_cut(size: int) -> None:
    rows = week()
    claims, documents, copies = list(rows(Claim)), list(rows(Document)), list(rows(Copy))
    cut = gather(Chopped(Claim, claims, size), Chopped(Copy, copies, size), Chopped(Document, documents, size), [])
    assert list(cut) == list(gather(RowLot(Claim, claims), RowLot(Copy, copies), RowLot(Document, documents), []))


def test_what_no_incident_is_made_from_is_not_kept() -> None:
    rows = week()
    claims = [replace(c, place=tuple(replace(p, geometry="LINESTRING (1 2, 3 4)") for p in c.place)) for c in rows(Claim)]
    kept = Claims(RowLot(Claim, claims))
    told = [claim for portion in kept.portions() for claim in objects(portion)]
    assert any(c.place for c in told)
    by_id = {c.id: c for c in rows(Claim)}
    assert [replace(c, place=()) for c in told] == [replace(by_id[c.id], place=()) for c in told]
    assert all(
        not p.geometry and not p.alternatives and p.lat == q.lat for c in told for p, q in zip(c.place, by_id[c.id].place, strict=True)
    )
    wanted = [3, 0, 2, 3]
    assert [c.id for c in objects(kept.take(wanted))] == [told[i].id for i in wanted]


def test_the_outlet_of_a_voice_is_that_of_its_original_though_only_the_copy_claims() -> None:
    rows = week()
    claims, documents = list(rows(Claim)), list(rows(Document))
    told = [claim for claim in claims if claim.document == claims[0].document]
    original = replace(next(d for d in documents if d.id == claims[0].document), id="d-original", outlet="The Original")
    copies = [
        Copy(id="d-original", origin_group="g-1", copy_of="", similarity=0.0, basis=""),
        Copy(id=told[0].document, origin_group="g-1", copy_of="d-original", similarity=1.0, basis="same text"),
    ]
    found = list(gather(RowLot(Claim, told), RowLot(Copy, copies), RowLot(Document, [*documents, original]), []))
    assert found == list(link(told, copies, [*documents, original], []))
    assert any("the original" in repr(row) for row in found)


def test_the_rows_of_very_many_come_as_tables(monkeypatch, copy_row) -> None:
    rows = week()
    claims, documents = list(rows(Claim)), list(rows(Document))
    told = claims + [replace(c, id=f"{c.id}{n}", document=f"{c.document}{n}") for c in claims for n in range(3)]
    lots = (RowLot(Claim, told), RowLot(Copy, [copy_row(d.id) for d in documents]), RowLot(Document, documents))
    one_by_one = list(gather(*lots, []))
    monkeypatch.setattr("frontlog.incidents.gather.VERY_MANY", len(told))
    at_once = list(gather(*lots, []))
    assert {row.kind for row in at_once if isinstance(row, Batch)} == {Incident, Link, Contradiction}
    for row in at_once:
        assert not isinstance(row, Batch) or row.rows.equals(to_table(row.kind, from_table(row.kind, row.rows)))
    assert sorted(opened(at_once), key=repr) == sorted(one_by_one, key=repr)
