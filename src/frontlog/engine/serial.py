"""One task after the other, in this process."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
U = TypeVar("U")


class Serial:
    """The reference that every other engine must equal."""

    def map(self, work: Callable[[T], U], tasks: Iterable[T]) -> Iterator[U]:
        return map(work, tasks)

    def barrier(self) -> None:
        """Nothing is ever left running."""

    def share(self, value: T) -> T:
        return value
