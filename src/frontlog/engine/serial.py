"""One task after the other, in this process."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from frontlog.engine.lost import TRIES, Lost, give_up

T = TypeVar("T")
U = TypeVar("U")


class Serial:
    """The reference that every other engine must equal. What kills its worker kills the whole program."""

    def map(self, work: Callable[[T], U], tasks: Iterable[T], lost: Lost = give_up, tries: int = TRIES) -> Iterator[U]:
        return map(work, tasks)

    def barrier(self) -> None:
        """Nothing is ever left running."""

    def share(self, value: T) -> Callable[[], T]:
        return lambda: value
