"""CSV made by Arrow: what the csv module writes of the same cells, whatever stands in them."""

import csv
import io
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontlog.views.exports.cells import write_columns, write_csv
from frontlog.views.exports.encode import csv_lines
from frontlog.views.write import cell

SIGNS = "=+-@\t\r\n＝＋－＠"
WORDS = st.text(st.sampled_from("ab ,;\"'\n\r\t\x00=+-@＝＠الرقةé\u2028|"), max_size=6)
CELLS: dict[str, st.SearchStrategy[Any]] = {
    "texts": WORDS,
    "any text": st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
    "numbers": st.integers(),
    "shares": st.floats(allow_nan=False),
    "lists": st.lists(WORDS, max_size=3),
    "days": st.dates(),
    "mixed": st.one_of(WORDS, st.integers(), st.booleans(), st.floats(allow_nan=False), st.dates(), st.lists(st.integers(), max_size=2)),
}


def by_module(columns: list[list[Any]]) -> list[list[str]]:
    """The cells as text: a number's minus is no formula."""
    return [[str(v) if type(v) in (int, float, date) else cell(v) for v in row] for row in zip(*columns, strict=True)]


@st.composite
def tables(draw: st.DrawFn) -> list[list[Any]]:
    rows = draw(st.integers(0, 5))
    kinds = draw(st.lists(st.sampled_from(sorted(CELLS)), min_size=1, max_size=4))
    return [draw(st.lists(st.one_of(st.none(), CELLS[kind]), min_size=rows, max_size=rows)) for kind in kinds]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_it_reads_back_and_is_what_the_csv_module_writes(columns: list[list[Any]]) -> None:
    made, wanted = csv_lines(columns).decode(), by_module(columns)
    assert list(csv.reader(io.StringIO(made, newline=""), strict=True)) == wanted
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(wanted)
    if "\r" not in made:  # a bare \r some versions of the module leave without quotation marks, and then no reader finds its row again
        assert made == out.getvalue()


@pytest.mark.parametrize("column", [["\r"], ["", None, "a\rb"], [], [None], ['"', "a,b"], [1, None]])
def test_a_single_column_reads_back(column: list[Any]) -> None:
    assert list(csv.reader(io.StringIO(csv_lines([column]).decode(), newline=""), strict=True)) == by_module([column])


@pytest.mark.parametrize("sign", SIGNS)
def test_no_spreadsheet_runs_a_text_and_numbers_stay_numbers(sign: str) -> None:
    out = io.BytesIO()
    write_csv(out, [["a", "b", "c"]], [[f"{sign}1+1", "x", -1], ["x", [f"{sign}2"], -0.5], [None, None, None]])
    rows = list(csv.reader(io.StringIO(out.getvalue().decode(), newline=""), strict=True))
    assert rows == [["a", "b", "c"], [f"'{sign}1+1", "x", "-1"], ["x", f"'{sign}2", "-0.5"], ["", "", ""]]


def test_arrow_columns_are_written_as_their_values() -> None:
    texts = pa.array(["left out", "=1", None, 'say "no"', "حلب، الرقة"]).slice(1)
    numbers, times = pa.array([1, None, -3, 4]), pa.array([datetime(2017, 10, 12), None, None, None])
    out = io.BytesIO()
    write_columns(out, [["a", "b", "c"]], [[texts, numbers, times]])
    assert out.getvalue().decode() == 'a,b,c\n\'=1,1,2017-10-12 00:00:00\n,,\n"say ""no""",-3,\nحلب، الرقة,4,\n'


def test_a_lone_empty_cell_is_a_line() -> None:
    assert csv_lines([["", None, "a,b"]]) == b'""\n""\n"a,b"\n'
    assert csv_lines([]) == b""
    assert csv_lines([[], []]) == b""
