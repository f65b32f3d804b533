"""Tasks on the cores of this machine."""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import wait as wait_for
from typing import Self, TypeVar

T = TypeVar("T")
U = TypeVar("U")


class Pool:
    """A pool of fresh processes: each loads the registries and models once and keeps them."""

    def __init__(self, workers: int) -> None:
        # spawn, not fork: a forked child would inherit the threads of Arrow and DuckDB in an unknown state
        self._pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
        self._open: list[Future[object]] = []

    def map(self, work: Callable[[T], U], tasks: Iterable[T]) -> Iterator[U]:
        futures = [self._pool.submit(work, task) for task in tasks]
        self._open.extend(futures)  # type: ignore[arg-type]
        for future in futures:
            yield future.result()

    def barrier(self) -> None:
        wait_for(self._open)
        self._open.clear()

    def share(self, value: T) -> T:
        return value

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)
