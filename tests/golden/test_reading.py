"""The example reports are read as the golden file says."""

import importlib.util
from pathlib import Path

SPEC = importlib.util.spec_from_file_location("reading", Path(__file__).with_name("reading.py"))
assert SPEC is not None
assert SPEC.loader is not None
reading = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(reading)


def test_the_examples_are_read_as_before() -> None:
    assert reading.lines() == reading.GOLDEN.read_text(encoding="utf-8").splitlines()
