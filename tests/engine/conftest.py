"""Engines by name, as tests use them."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from frontlog.engine import Executor, engine

Begin = Callable[[str], AbstractContextManager[Executor]]


@pytest.fixture
def begin(request: pytest.FixtureRequest) -> Begin:
    """An engine of two workers; Ray on the cluster of the tests."""

    def begun(name: str) -> AbstractContextManager[Executor]:
        address = request.getfixturevalue("ray_cluster").address if name == "ray" else ""
        return engine(name, 2, address)

    return begun
