"""What comes of work that kills its process, on each engine that has processes."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from frontlog.engine import Executor, LostWorkerError
from support.workers import called, shout, shout_later

Begin = Callable[[str], AbstractContextManager[Executor]]
pytestmark = pytest.mark.xdist_group("ray")


@pytest.mark.parametrize("name", ["pool", "ray"])
def test_deaths_hurt_nobody_else(name: str, begin: Begin, tmp_path: Path) -> None:
    """On one engine after the other: what kills once, what kills always, and what the others give."""
    with begin(name) as executor:
        assert list(executor.map(shout_later, [(word, tmp_path / word) for word in ("a", "b")])) == ["A", "B"]
        said: list[str] = []
        results = executor.map(shout, ["a", "poison", "b", "c"], lambda task, how: said.append(how) or task, 2)
        assert list(results) == ["A", "poison", "B", "C"]
        assert len(said) == 1
        with pytest.raises(LostWorkerError, match=r"Each worker that took up .+ died \(.+\)\. Most often memory ran out"):
            list(executor.map(shout, ["poison"], tries=1))
        executor.barrier()
        share = executor.share([10, 11, 12])
        assert list(executor.map(called, [(share, 0), (share, 2)])) == [10, 12]
