"""Tasks on the cores of this machine."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import wait as wait_for
from typing import Self, TypeVar

AHEAD = 4  # tasks a worker that are begun before their results are asked for
T = TypeVar("T")
U = TypeVar("U")


class Pool:
    """A pool of fresh processes: each loads the registries and models once and keeps them."""

    def __init__(self, workers: int) -> None:
        # spawn, not fork: a forked child would inherit the threads of Arrow and DuckDB in an unknown state
        self._pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
        self._ahead = AHEAD * workers
        self._open: set[Future[object]] = set()

    def map(self, work: Callable[[T], U], tasks: Iterable[T]) -> Iterator[U]:
        """Results in the order of the tasks. A few tasks are begun ahead of what is asked for, so that results do not pile up in memory."""
        waiting: deque[Future[U]] = deque()
        for task in tasks:
            future = self._pool.submit(work, task)
            self._open.add(future)  # type: ignore[arg-type]
            future.add_done_callback(self._open.discard)
            waiting.append(future)
            if len(waiting) > self._ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def barrier(self) -> None:
        wait_for(list(self._open))

    def share(self, value: T) -> T:
        return value

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)
