"""Tables for Stata, read back by two readers of its format that are not ours."""

import warnings
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from frontlog.views.exports.codebook import header, tables
from frontlog.views.exports.export import Export
from frontlog.views.exports.native import TABLES
from frontlog.views.exports.registry import FORMATS
from frontlog.views.exports.stata import Dta
from support.exports import export, made
from support.sample import Week


def read(content: bytes) -> pd.DataFrame:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", pd.errors.PerformanceWarning)
        return pd.read_stata(BytesIO(content))


def plain(value: Any) -> Any:
    """A value as pandas gives it back from Stata, which has no lists, no empty texts beside unknown ones, and no days beside times."""
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    if isinstance(value, datetime):
        return pd.Timestamp(value).tz_localize(None)
    return pd.Timestamp(value) if isinstance(value, date) else value


@pytest.mark.parametrize("table", sorted(TABLES))
def test_what_is_written_is_read_back(table: str) -> None:
    source = export()
    wanted = list(TABLES[table](source))
    found = read(FORMATS[f"{table.replace('_', '-')}-dta"].bytes(source))
    assert list(found.columns) == header(table)
    assert len(found) == len(wanted)
    for column in tables()[table]:
        for got, row in zip(found[column.name], wanted, strict=True):
            value = plain(row[column.name])
            if value is None:
                assert got == "" if column.type in ("text", "list") else pd.isna(got), column.name
            else:
                assert got == value, column.name


def row(**given: Any) -> dict[str, Any]:
    return {**dict.fromkeys(header("incidents")), **given}


def test_hostile_cells_old_days_and_long_texts_come_through() -> None:
    long = "حلب، " * 800
    rows = [
        row(incident_id="=1+1", title=long, date_start=date(1875, 1, 1), killed_low=3_000_000_000, belief=0.5, disputed=True),
        row(incident_id="b\x00c\nd;e", title="", actors=["x", "=y"], updated_at=datetime(2017, 10, 12, 8, 30, tzinfo=UTC), disputed=False),
    ]
    out = BytesIO()
    Dta("incidents", lambda _: iter(rows))(Export(Week()), out)
    found = read(out.getvalue())
    assert list(found["incident_id"]) == ["=1+1", "b c\nd;e"]
    assert list(found["title"]) == [long, ""]
    assert list(found["actors"]) == ["", "x; =y"]
    assert found["date_start"][0] == pd.Timestamp(1875, 1, 1)
    assert pd.isna(found["date_start"][1])
    assert found["killed_low"][0] == 3_000_000_000
    assert found["updated_at"][1] == pd.Timestamp(2017, 10, 12, 8, 30)
    assert list(found["disputed"]) == [1, 0]


def test_the_labels_are_those_of_the_code_book_and_the_bytes_hang_on_the_rows_only() -> None:
    content = made("incidents-dta")
    with pd.io.stata.StataReader(BytesIO(content)) as reader:
        labels = reader.variable_labels()
    assert labels["killed_low"] == next(c.meaning for c in tables()["incidents"] if c.name == "killed_low")
    assert all(len(label) <= 80 for label in labels.values())
    assert content == made("incidents-dta")


def test_readstat_reads_it(tmp_path: Path) -> None:
    """The C library behind R's haven and pyreadstat."""
    pyreadstat = pytest.importorskip("pyreadstat")
    for table in ("incidents", "claims", "deleted"):
        path = tmp_path / f"{table}.dta"
        path.write_bytes(made(f"{table}-dta"))
        found, about = pyreadstat.read_dta(str(path))
        assert list(found.columns) == header(table)
        assert about.column_names_to_labels["run_id"]
        assert len(found) == len(list(TABLES[table](export())))
