"""Arrow schemas come from the dataclasses, and rows survive the way there and back."""

from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from typing import Any, get_args, get_origin, get_type_hints

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.model import RECORDS, Claim, Copy, Record, from_table, schema, to_table
from frontlog.model.tables import plain
from support.sample import week


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a field's type."""
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0]), max_size=2).map(tuple)
    if type(None) in get_args(hint):
        return st.none() | values(next(a for a in get_args(hint) if a is not type(None)))
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return st.builds(hint, **{f.name: values(hints[f.name]) for f in fields(hint)})
    simple: dict[Any, st.SearchStrategy[Any]] = {
        str: st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
        int: st.integers(-(2**62), 2**62),
        float: st.floats(allow_nan=False),
        bool: st.booleans(),
        bytes: st.binary(max_size=8),
        date: st.dates(),
        datetime: st.datetimes(timezones=st.just(UTC)),
    }
    return simple[hint]


@pytest.mark.parametrize("kind", RECORDS, ids=lambda k: k.__name__)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_rows_round_trip(kind: type[Record], data: st.DataObject) -> None:
    row = data.draw(values(kind))
    table = to_table(kind, [row])
    assert list(from_table(kind, table)) == [row]
    assert table.equals(pa.Table.from_pylist([plain(row)], schema=schema(kind)))


def test_cells_that_are_missing_stand_beside_cells_that_are_not() -> None:
    rows = list(week()(Claim))
    assert {claim.source is None for claim in rows} == {True, False}
    table = to_table(Claim, rows)
    back = list(from_table(Claim, table))
    assert back == sorted(rows, key=lambda claim: claim.id)
    assert list(from_table(Claim, table.slice(1, 2))) == back[1:3]
    assert table.equals(pa.Table.from_pylist([plain(row) for row in back], schema=schema(Claim)))


@pytest.mark.parametrize("kind", RECORDS, ids=lambda k: k.__name__)
def test_schema_has_every_field_in_order(kind: type[Record]) -> None:
    assert schema(kind).names == [f.name for f in fields(kind)]
    assert kind.table
    assert kind.__doc__


def test_only_optional_fields_are_nullable() -> None:
    assert not schema(Claim).field("type").nullable
    assert schema(Claim).field("source").nullable
    assert schema(Claim).field("agent").type == pa.list_(schema(Claim).field("agent").type.value_type)


@given(st.permutations(["b", "a", "c"]))
def test_equal_sets_of_rows_give_equal_tables(order: list[str]) -> None:
    rows = [Copy(id=x, origin_group="g", copy_of="", similarity=0.0, basis="") for x in order]
    assert to_table(Copy, rows).to_pylist() == [plain(Copy(id=x, origin_group="g", copy_of="", similarity=0.0, basis="")) for x in "abc"]
