"""Fixtures that every test may use. Builders of records lie in tests/support."""

import os
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
# Neither the packs nor the cache of whoever runs the tests. The cache is kept between runs: what it holds is named by what it was made of.
os.environ["FRONTLOG_PLACES"] = str(Path(tempfile.gettempdir()) / "frontlog-tests-without-packs")
os.environ.setdefault("FRONTLOG_CACHE", str(Path(tempfile.gettempdir()) / f"frontlog-tests-cache-{os.getuid()}"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The evaluation data that lies beside some checkouts."""
    path = ROOT.parent / "shared"
    if not (path / "eval" / "gold").is_dir():
        pytest.skip("the evaluation data (../shared) is not on this machine")
    return path
