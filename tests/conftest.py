"""Fixtures that every test may use. Builders of records lie in tests/support."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The evaluation data that lies beside some checkouts."""
    path = ROOT.parent / "shared"
    if not (path / "eval" / "gold").is_dir():
        pytest.skip("the evaluation data (../shared) is not on this machine")
    return path
