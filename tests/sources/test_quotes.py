"""Quotes of a CSV file that are never closed: noticed and named, and the rows behind them are read."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.sources import quotes
from frontlog.sources.tables import read_table

URL = "https://x.example/"
LONG = "x" * 5_000_000


def rows(table: str, most: int = 2_000_000) -> tuple[list[tuple[str, str]], list[tuple[int, str]]]:
    """Address and text of each row that is one, line and fault of the others."""
    found = list(read_table(io.BytesIO(table.encode()), most))
    read = [(row.address.url.removeprefix(URL), row.text) for row in found if row.address]
    return read, [(row.number, row.fault) for row in found if row.fault]


@pytest.mark.parametrize(
    ("table", "read", "faults"),
    [
        (f'{URL}1,"One\n{URL}2,Two\n{URL}3,"Three"\n', [("1", "One"), ("2", "Two"), ("3", "Three")], [(2, "before line 3")]),
        (f'{URL}1,"One\nmore\n{URL}2,"a ""b"" c"\n', [("1", "One\nmore"), ("2", 'a "b" c')], [(2, "before line 4")]),
        (f'{URL}1,One\n{URL}2,"Two\nmore\n', [("1", "One"), ("2", "Two\nmore")], [(3, "before the file ends")]),
        (f'{URL}1,"One\n{URL}2,"Two\n', [("1", "One"), ("2", "Two")], [(2, "before line 3"), (3, "before the file ends")]),
        (f'{URL}1,"One\n{URL}2,{LONG}\n{URL}3,Three\n', [("1", "One"), ("3", "Three")], [(2, "before line 3"), (3, "cell of more than")]),
        (f'{URL}1,"{LONG}"\n{URL}2,Two\n', [("2", "Two")], [(2, "cell of more than 2 MB")]),
        (f'{URL}1,"He said "go", and left"\n{URL}2,Two\n', [("1", 'He said go"'), ("2", "Two")], []),
        (f'{URL}1,"See\n{URL}9,this\nfor more"\n{URL}2,Two\n', [("1", f"See\n{URL}9,this\nfor more"), ("2", "Two")], []),
    ],
    ids=["next", "several lines", "last", "twice", "beyond the limit", "too large", "stray quotes", "a sound quote"],
)  # fmt: skip
def test_an_open_quote_is_named_and_the_rows_behind_it_are_read(
    table: str, read: list[tuple[str, str]], faults: list[tuple[int, str]]
) -> None:
    found, said = rows(f"url,text\n{table}")
    assert found == read
    assert [number for number, _ in said] == [number for number, _ in faults]
    assert all(words in fault for (_, fault), (_, words) in zip(said, faults, strict=True)), said


def test_a_header_with_an_open_quote_costs_no_row() -> None:
    read, ((number, fault), *rest) = rows(f'url,"text\n{URL}1,One\n{URL}2,Two\n')
    assert ([url for url, _ in read], number, rest) == (["1", "2"], 1, [])
    assert "before line 2" in fault


def test_a_table_of_texts_alone() -> None:
    found = list(read_table(io.BytesIO(b'text,title\n"One,A\nTwo,B\n"Three",C\n'), 1000))
    assert [row.text for row in found if not row.fault] == ["One,A", "Two", "Three"]
    assert [row.number for row in found if row.fault] == [2]


def test_a_table_built_to_be_read_again_and_again_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line opens a quote, whether it is read by itself or inside the one before; no line looks like a row."""
    monkeypatch.setattr(quotes, "MOST_AGAIN", 5_000)
    table = f"url,text\n{URL}1,One\n" + 'x","y\n' * 400
    _, said = rows(table)
    assert len(said) < 500
    assert any("because there are too many" in fault or "before the file ends" in fault for _, fault in said)


def test_no_line_is_named_twice() -> None:
    """A row with an open quote that holds no address either."""
    read, said = rows(f'url,title\nnothing,"One\n{URL}2,Two\n')
    assert (read, [number for number, _ in said]) == ([("2", "")], [2])
    assert "opens a quote" in said[0][1]
    assert [number for number, _ in rows('"a,b\n')[1]] == [1]


CELLS = st.text(st.sampled_from("ab ,;\n\"'\r|"), max_size=12)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=8))
@settings(deadline=None)
def test_what_a_writer_of_csv_wrote_is_read_without_a_fault(cells: list[tuple[str, str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([("url", "title", "text"), *((f"{URL}{n}", *row) for n, row in enumerate(cells))])
    found = list(read_table(io.BytesIO(out.getvalue().encode()), 1000))
    assert [row.fault for row in found] == [""] * len(cells)
    assert [row.text for row in found] == [text.strip() for _, text in cells]
