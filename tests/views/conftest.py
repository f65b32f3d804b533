"""The log of the examples, built once, and its rows read once."""

from pathlib import Path

import pytest

from frontlog.build import build
from frontlog.engine import Serial
from frontlog.model import RECORDS
from frontlog.sources.files import Limits
from frontlog.store import Log
from support.sample import Week

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Week:
    return built([EXAMPLES], tmp_path_factory.mktemp("views") / "log")


def built(paths: list[Path], root: Path) -> Week:
    """The rows of a log of these reports."""
    build(paths, root, Serial(), Limits(), lambda *_: None)
    log = Log.open(root)
    return Week({kind: log.rows(kind) for kind in RECORDS})
