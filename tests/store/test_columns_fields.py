"""Columns of a log by name, and fields inside them, which are read without the rest of the column."""

from pathlib import Path

import pyarrow as pa
import pytest

from frontlog.model import Claim, Segment
from frontlog.store import Log
from frontlog.views.exports.source import columns, listed
from support.logs import build
from support.sample import week

FIELDS = ("span.document", "span.start", "kind", "span")


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Log:
    rows = week()
    return build(tmp_path_factory.mktemp("fields") / "log", [*rows(Segment), *rows(Claim)])[0]


def test_a_field_is_that_of_the_column_out_of_a_log_and_out_of_memory(log: Log) -> None:
    kept = {kind: log(kind) for kind in (Segment, Claim)}
    for found in (columns(log, Segment, FIELDS), columns(kept.__getitem__, Segment, FIELDS)):
        assert found.column_names == list(FIELDS)
        assert listed(found, "span.start") == [row.span.start for row in kept[Segment]]
        assert listed(found, "span.document") == [row.span.document for row in kept[Segment]]
        assert listed(found, "span") == [
            {"document": s.document, "start": s.start, "end": s.end, "quote": s.quote} for s in (r.span for r in kept[Segment])
        ]
    assert len(kept[Segment]) > 10


def test_a_log_without_such_rows_has_the_same_columns(tmp_path: Path) -> None:
    empty = build(tmp_path / "log", [])[0].columns(Segment, FIELDS)
    assert (empty.num_rows, empty.column_names) == (0, list(FIELDS))
    assert empty.schema.field("span.start").type == pa.int64()
