"""One body for every engine: the same results in the same order."""

import math
from collections.abc import Iterator

import pytest

from frontlog.engine import ENGINES, engine
from frontlog.model import FrontlogError


@pytest.mark.parametrize("name", ENGINES)
def test_results_come_in_the_order_of_the_tasks(name: str) -> None:
    with engine(name, 2) as executor:
        assert executor.share("model") == "model"
        assert list(executor.map(math.factorial, range(20))) == [math.factorial(n) for n in range(20)]
        executor.barrier()
        assert list(executor.map(math.factorial, [])) == []


def test_a_pool_begins_few_tasks_ahead_of_what_is_asked_for() -> None:
    begun: list[int] = []

    def tasks() -> Iterator[int]:
        for n in range(100):
            begun.append(n)
            yield n

    with engine("pool", 2) as executor:
        results = executor.map(math.factorial, tasks())
        assert next(results) == 1
        assert len(begun) < 20
        assert [next(results), *results] == [math.factorial(n) for n in range(1, 100)]


@pytest.mark.parametrize("name", ENGINES)
def test_an_error_in_a_task_reaches_the_caller(name: str) -> None:
    with engine(name, 2) as executor, pytest.raises(ValueError, match="negative"):
        list(executor.map(math.factorial, [-1]))


def test_an_unknown_engine_is_named() -> None:
    with pytest.raises(FrontlogError, match=r"No engine 'poll'\. Did you mean 'pool'"), engine("poll", 1):
        pytest.fail("an unknown engine began")
