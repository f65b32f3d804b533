"""One body for every engine: the same results in the same order."""

import math
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from frontlog.engine import ENGINES, Executor, engine
from frontlog.model import FrontlogError

Begin = Callable[[str], AbstractContextManager[Executor]]
pytestmark = pytest.mark.xdist_group("ray")


@pytest.mark.parametrize("name", ENGINES)
def test_results_come_in_the_order_of_the_tasks(name: str, begin: Begin) -> None:
    with begin(name) as executor:
        assert executor.share("model")() == "model"
        assert list(executor.map(math.factorial, range(20))) == [math.factorial(n) for n in range(20)]
        executor.barrier()
        assert list(executor.map(math.factorial, [])) == []


@pytest.mark.parametrize("name", ["pool", "ray"])
def test_few_tasks_are_begun_ahead_of_what_is_asked_for(name: str, begin: Begin) -> None:
    begun: list[int] = []

    def tasks() -> Iterator[int]:
        for n in range(100):
            begun.append(n)
            yield n

    with begin(name) as executor:
        results = executor.map(math.factorial, tasks())
        assert next(results) == 1
        assert len(begun) < 20
        assert [next(results), *results] == [math.factorial(n) for n in range(1, 100)]


@pytest.mark.parametrize("name", ENGINES)
def test_an_error_in_a_task_reaches_the_caller(name: str, begin: Begin) -> None:
    with begin(name) as executor, pytest.raises(ValueError, match="negative"):
        list(executor.map(math.factorial, [-1]))


def test_an_unknown_engine_is_named() -> None:
    with pytest.raises(FrontlogError, match=r"No engine 'poll'\. Did you mean 'pool'"), engine("poll", 1):
        pytest.fail("an unknown engine began")


def test_only_ray_has_an_address() -> None:
    with pytest.raises(FrontlogError, match=r"The engine 'pool' has no address\. Leave --address out"), engine("pool", 1, "10.0.0.1:1"):
        pytest.fail("an address was passed over")


def test_without_the_extra_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.delitem(sys.modules, "frontlog.engine.ray", raising=False)
    with pytest.raises(FrontlogError, match=r"needs the package ray, which is not.+pip install 'frontlog\[ray\]'"), engine("ray", 1):
        pytest.fail("Ray began without Ray")


def test_a_cluster_that_does_not_answer_is_named_at_once() -> None:
    pytest.importorskip("ray", reason="Ray is not installed (the extra `ray`)")
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # and nobody listens
        address = f"127.0.0.1:{held.getsockname()[1]}"
        with (
            pytest.raises(FrontlogError, match=rf"No Ray cluster answers at '{address}' \(.+\)\. Start one with"),
            engine("ray", 1, address),
        ):
            pytest.fail("nobody answered")
    with pytest.raises(FrontlogError, match=r"'there' is no address of a Ray cluster\. Write HOST:PORT"), engine("ray", 1, "there"):
        pytest.fail("that is no address")


def test_a_program_that_has_joined_a_cluster_stays_in_it(begin: Begin) -> None:
    with begin("ray") as executor:
        with engine("ray", 2) as again:
            assert list(again.map(math.factorial, [5])) == [120]
        with pytest.raises(FrontlogError, match=r"works on the Ray cluster at '.+' already"), engine("ray", 2, "127.0.0.1:9"):
            pytest.fail("it joined another")
        assert list(executor.map(math.factorial, [6])) == [720]


def test_a_cluster_without_a_cpu_is_said(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    with begin("ray") as executor:
        ray = sys.modules["frontlog.engine.ray"]
        monkeypatch.setattr(ray.ray, "wait", lambda refs, **_: ([], refs))
        monkeypatch.setattr(ray.ray, "cluster_resources", lambda: {"memory": 1.0})
        with pytest.raises(FrontlogError, match=r"The Ray cluster at '.+' has no CPU left to work on\. Look at the machines"):
            list(executor.map(math.factorial, [5]))
