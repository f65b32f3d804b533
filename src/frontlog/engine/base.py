"""The interface that every engine has: three methods."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

from frontlog.engine.lost import TRIES, Lost, give_up
from frontlog.engine.pool import Pool
from frontlog.engine.serial import Serial
from frontlog.model import FrontlogError, suggest

T = TypeVar("T")
U = TypeVar("U")


class Executor(Protocol):
    """Works a function over tasks. Which engine does it must never show in the result."""

    def map(self, work: Callable[[T], U], tasks: Iterable[T], lost: Lost = give_up, tries: int = TRIES) -> Iterator[U]:
        """Results in the order of the tasks. `work` and tasks must be picklable. A task whose worker dies or runs out of memory is tried
        again, `tries` times in all; then `lost` gives its result, and the others go on."""

    def barrier(self) -> None:
        """Return when all that was begun has ended."""

    def share(self, value: T) -> Callable[[], T]:
        """A value that all tasks use (a model, a table), as a function to send along: the value goes to each worker once."""


ENGINES = ("serial", "pool", "ray")
LOOPBACK = ("127.", "localhost:", "[::1]:")
NO_RAY = "pip install 'frontlog[ray]', on every machine of the cluster; or use --engine pool, which needs nothing."


@contextmanager
def engine(name: str, workers: int, address: str = "") -> Iterator[Executor]:
    """The engine of that name, ended on leaving. `address` is that of a Ray cluster; without one Ray is started on this machine. Raises
    FrontlogError for an unknown engine, and where Ray is not installed or its cluster cannot be reached."""
    if name not in ENGINES:
        raise FrontlogError(f"No engine '{name}'.", suggest(name, ENGINES))
    if address and name != "ray":
        raise FrontlogError(f"The engine '{name}' has no address.", "Leave --address out, or add --engine ray.")
    if name == "serial":
        yield Serial()
    elif name == "pool":
        with Pool(workers) as pool:
            yield pool
    else:
        _settle(address)
        try:
            from frontlog.engine.ray import on_ray  # late: an extra, and slow to load
        except ModuleNotFoundError as error:
            raise FrontlogError("The engine 'ray' needs the package ray, which is not installed.", NO_RAY) from error
        with on_ray(workers, address) as cluster:
            yield cluster


def _settle(address: str) -> None:
    """What Ray wants to know before it is loaded."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # else it reports to its makers
    if not address or address.startswith(LOOPBACK):  # a Ray of our own listens on the loopback alone: that is what this name comes to
        os.environ.setdefault("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")
