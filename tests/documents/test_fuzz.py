"""Damaged files: no bytes break the reading.

A short run that is the same each time; benchmarks/fuzz_documents.py runs for as long as it is told.
"""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontlog.model import Document, Raw
from support.formats import samples, valid
from support.fuzz import raw, raws, worked


@given(raws(), st.booleans())
@settings(max_examples=150, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_damaged_files(given_raw: Raw, bulk: bool) -> None:
    worked(given_raw, bulk)


@pytest.mark.parametrize(("media_type", "content"), [*sorted(valid().items()), *samples()])
def test_the_undamaged_files_are_read(media_type: str, content: bytes) -> None:
    rows, _ = worked(raw(content, media_type))
    (document,) = [row for row in rows if isinstance(row, Document)]
    assert "Government troops retook the village of Tal Rifat on Monday" in document.text
