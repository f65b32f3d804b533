"""The interface that every engine has: three methods."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

from frontlog.engine.pool import Pool
from frontlog.engine.serial import Serial
from frontlog.model import FrontlogError, suggest

T = TypeVar("T")
U = TypeVar("U")


class Executor(Protocol):
    """Works a function over tasks. Which engine does it must never show in the result."""

    def map(self, work: Callable[[T], U], tasks: Iterable[T]) -> Iterator[U]:
        """Results in the order of the tasks. `work` and tasks must be picklable."""

    def barrier(self) -> None:
        """Return when all that was begun has ended."""

    def share(self, value: T) -> T:
        """A value that all tasks use (a model, a table): sent to the workers once where the engine can."""


ENGINES = ("serial", "pool")


@contextmanager
def engine(name: str, workers: int) -> Iterator[Executor]:
    """The engine of that name, ended on leaving. Raises FrontlogError for an unknown one."""
    if name == "serial":
        yield Serial()
    elif name == "pool":
        with Pool(workers) as pool:
            yield pool
    else:
        raise FrontlogError(f"No engine '{name}'.", suggest(name, ENGINES))
