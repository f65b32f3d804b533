"""Reports without a date, dated by others: which events speak for which day, and when that is not enough."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pytest

from frontlog.incidents.dating.stage import dating
from frontlog.model import Claim, Dating, Decision, Document, RowLot, TimeRef

Make = Callable[..., Claim]
Doc = Callable[..., Document]
TWO_CAPTURES = ({"trigger": "captured"}, {"type": "repel", "agent": "army", "target": "rebels", "place": "Wadi Zar"})


def told(make: Make, document: str, rows: Any, days: tuple[str, str] | None = None, basis: str = "default", text: str = "") -> list[Claim]:
    """Claims of a report on days, or of one without a date, whose times the words leave open."""
    out = []
    for number, row in enumerate(rows):
        claim = make({**row, "doc": document}, number=number)
        start, end = (date.fromisoformat(d) for d in days) if days else (None, None)
        out.append(replace(claim, time=TimeRef(text, -1, -1, start, end, "day", basis)))
    return out


@pytest.fixture
def found(sides: Any) -> Callable[..., Dating | None]:
    def find(claims: list[Claim], documents: list[Document], decisions: Any = ()) -> Dating | None:
        rows = list(dating(RowLot(Claim, claims), RowLot(Document, documents), decisions, sides))
        assert all(row.document == "u" for row in rows)
        return rows[0] if rows else None

    return find


def test_two_events_of_one_report_give_the_day(make: Make, doc: Doc, found: Any) -> None:
    claims = [*told(make, "d", TWO_CAPTURES, ("2017-10-01", "2017-10-02")), *told(make, "u", TWO_CAPTURES)]
    row = found(claims, [doc("d"), doc("u", None), doc("e", "2019-01-01")])
    assert row is not None
    assert row.start <= date(2017, 10, 2) <= row.end
    assert (row.end - row.start).days < 5
    assert 0.8 <= row.probability <= 1
    assert {one.document for one in row.fellows} == {"d"}
    assert {one.claim for one in row.fellows} == {c.id for c in claims if c.document == "u"}


def test_one_event_alone_gives_none_unless_it_is_marked(make: Make, doc: Doc, found: Any) -> None:
    documents = [doc("d"), doc("u", None)]
    alone = found([*told(make, "d", [{}], ("2017-10-01", "2017-10-02")), *told(make, "u", [{}])], documents)
    assert alone is not None
    assert alone.start is None
    assert "alone" in alone.reason
    toll = [{"losses": "rebels killed 31"}]
    marked = found([*told(make, "d", toll, ("2017-10-01", "2017-10-02")), *told(make, "u", toll)], documents)
    assert marked is not None
    assert marked.start is not None


def test_two_times_that_fit_as_well_give_none(make: Make, doc: Doc, found: Any) -> None:
    claims = [
        *told(make, "d", TWO_CAPTURES, ("2017-10-01", "2017-10-02")),
        *told(make, "e", TWO_CAPTURES, ("2018-05-01", "2018-05-02")),
        *told(make, "u", TWO_CAPTURES),
    ]
    row = found(claims, [doc("d"), doc("e", "2018-05-02"), doc("u", None)])
    assert row is not None
    assert row.start is None
    assert row.probability < 0.8


def test_a_report_that_was_dated_by_others_dates_none(make: Make, doc: Doc, sides: Any) -> None:
    # only the second one tells what the third tells; it has no date of its own to give
    other = ({"place": "Ras Tin"}, {"place": "Umm Laban", "type": "withdraw"})
    claims = [
        *told(make, "d", TWO_CAPTURES, ("2017-10-01", "2017-10-02")),
        *told(make, "u", (*TWO_CAPTURES, *other)),
        *told(make, "v", other),
    ]
    rows = list(dating(RowLot(Claim, claims), RowLot(Document, [doc("d"), doc("u", None), doc("v", None)]), (), sides))
    assert [row.document for row in rows if row.start] == ["u"]


@pytest.mark.parametrize(("weekday", "fits"), [("Sunday", True), ("Wednesday", False)])
def test_a_weekday_must_be_the_one_of_the_event(weekday: str, fits: bool, make: Make, doc: Doc, found: Any) -> None:
    claims = [
        *told(make, "d", TWO_CAPTURES, ("2017-10-01", "2017-10-01")),  # a Sunday
        *told(make, "u", TWO_CAPTURES, basis="weekday", text=f"on {weekday}"),
    ]
    row = found(claims, [doc("d"), doc("u", None)])
    assert (row is not None and row.start is not None) == fits


def test_no_day_before_what_the_report_itself_dates(make: Make, doc: Doc, found: Any) -> None:
    later = told(make, "u", [{"place": "Umm Laban"}], ("2017-12-11", "2017-12-11"))
    claims = [*told(make, "d", TWO_CAPTURES, ("2017-10-01", "2017-10-02")), *told(make, "u", TWO_CAPTURES), *later]
    assert found(claims, [doc("d"), doc("u", None)]) is None


def test_no_day_after_it_was_fetched(make: Make, doc: Doc, found: Any) -> None:
    claims = [*told(make, "d", TWO_CAPTURES, ("2017-10-01", "2017-10-02")), *told(make, "u", TWO_CAPTURES)]
    fetched = replace(doc("u", None), retrieved=datetime(2017, 9, 1, tzinfo=UTC))
    assert found(claims, [doc("d"), fetched]) is None


def test_plans_and_other_sides_say_nothing(make: Make, doc: Doc, found: Any) -> None:
    dated = told(make, "d", TWO_CAPTURES, ("2017-10-01", "2017-10-02"))
    plans = told(make, "u", [{**row, "modality": "planned"} for row in TWO_CAPTURES])
    swapped = told(make, "u", [{**row, "agent": "rebels", "target": "army"} for row in TWO_CAPTURES])
    for claims in (plans, swapped):
        assert found([*dated, *claims], [doc("d"), doc("u", None)]) is None


def test_a_person_outranks_the_likeness(make: Make, doc: Doc, found: Any) -> None:
    mine, other = told(make, "u", [{}]), told(make, "d", [{}], ("2017-10-01", "2017-10-02"))

    def verdict(word: str) -> list[Decision]:
        pair = (mine[0].id, other[0].id)
        return [Decision(id="v", subject=pair, verdict=word, who="Mira", when=datetime(2020, 1, 1, tzinfo=UTC), why="read both")]

    documents = [doc("d"), doc("u", None)]
    same = found([*mine, *other], documents, verdict("same"))
    assert same is not None
    assert same.start is not None
    assert same.fellows[0].words == "decided: same"
    assert found([*mine, *other], documents, verdict("different")) is None


def test_no_claim_is_read_where_every_report_has_a_date(make: Make, doc: Doc, sides: Any) -> None:
    class Unread(RowLot):
        def batches(self, columns: Any) -> Any:
            raise AssertionError("nobody asks for claims here")

    assert list(dating(Unread(Claim, told(make, "d", [{}], ("2017-10-01", "2017-10-02"))), RowLot(Document, [doc("d")]), (), sides)) == []


def test_the_order_and_size_of_batches_change_nothing(make: Make, doc: Doc, sides: Any) -> None:
    class Chopped(RowLot):
        def batches(self, columns: Any) -> Any:
            yield from pa.Table.from_batches(super().batches(columns)).to_batches(max_chunksize=1)

    claims = [*told(make, "d", TWO_CAPTURES, ("2017-10-01", "2017-10-02")), *told(make, "u", TWO_CAPTURES)]
    documents = [doc("d"), doc("u", None)]
    whole = list(dating(RowLot(Claim, claims), RowLot(Document, documents), (), sides))
    assert whole == list(dating(Chopped(Claim, claims[::-1]), Chopped(Document, documents[::-1]), (), sides))
    assert whole[0].start is not None
