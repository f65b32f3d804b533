"""One task after the other, in this process."""

import gc
import logging
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from frontlog.engine.lost import HUNGRY, TRIES, Lost, give_up

T = TypeVar("T")
U = TypeVar("U")


class Serial:
    """The reference that every other engine must equal. What kills its worker kills the whole program."""

    def map(self, work: Callable[[T], U], tasks: Iterable[T], lost: Lost = give_up, tries: int = TRIES) -> Iterator[U]:
        return (self._result(work, task, lost, tries) for task in tasks)

    def _result(self, work: Callable[[T], U], task: T, lost: Lost, tries: int) -> U:
        for left in range(tries - 1, -1, -1):
            try:
                return work(task)
            except MemoryError:
                logging.getLogger(__name__).info("Memory ran out; %d tries are left", left)
            gc.collect()
        return lost(task, HUNGRY)  # type: ignore[no-any-return]

    def barrier(self) -> None:
        """Nothing is ever left running."""

    def share(self, value: T) -> Callable[[], T]:
        return lambda: value
