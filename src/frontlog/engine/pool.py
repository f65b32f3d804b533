"""Tasks on the cores of this machine."""

import logging
import multiprocessing
import pickle
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import wait as wait_for
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Generic, Self, TypeVar

from frontlog.engine.lost import HUNGRY, TRIES, Lost, give_up

AHEAD = 4  # tasks a worker that are begun before their results are asked for
DIED = "its process ended without a word, as when memory runs out"
T = TypeVar("T")
U = TypeVar("U")


class Pool:
    """A pool of fresh processes: each loads the registries and models once and keeps them."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool = _processes(workers)
        self._one: ProcessPoolExecutor | None = None  # where tasks are tried alone
        self._ahead = AHEAD * workers
        self._open: set[Future[Any]] = set()
        self._shared = tempfile.TemporaryDirectory(prefix="frontlog-")

    def map(self, work: Callable[[T], U], tasks: Iterable[T], lost: Lost = give_up, tries: int = TRIES) -> Iterator[U]:
        """Results in the order of the tasks. A few tasks are begun ahead of what is asked for, so that results do not pile up in memory."""
        waiting: deque[tuple[T, Future[U]]] = deque()
        for task in tasks:
            waiting.append((task, self._begin(work, task)))
            if len(waiting) > self._ahead:
                yield self._result(work, *waiting.popleft(), lost, tries)
        while waiting:
            yield self._result(work, *waiting.popleft(), lost, tries)

    def _begin(self, work: Callable[[T], U], task: T) -> Future[U]:
        try:
            future = self._pool.submit(work, task)
        except BrokenProcessPool:  # some task begun before killed its worker, and the pool with it
            self._pool.shutdown(wait=False)
            self._pool = _processes(self._workers)
            future = self._pool.submit(work, task)
        self._open.add(future)
        future.add_done_callback(self._open.discard)
        return future

    def _result(self, work: Callable[[T], U], task: T, future: Future[U], lost: Lost, tries: int) -> U:
        try:
            return future.result()
        except (BrokenProcessPool, MemoryError):
            return self._again(work, task, lost, tries - 1)

    def _again(self, work: Callable[[T], U], task: T, lost: Lost, tries: int) -> U:
        """When a worker dies nobody knows at which of the tasks that were begun. Each is tried alone, so that none suffers for another; so
        is one whose worker ran out of memory, in a process that holds nothing yet."""
        how = DIED
        for left in range(tries, 0, -1):
            try:
                return self._alone().submit(work, task).result()
            except (BrokenProcessPool, MemoryError) as error:
                how = HUNGRY if isinstance(error, MemoryError) else DIED
                logging.getLogger(__name__).info("A worker was lost (%s); %d tries are left", how, left - 1)
                self._end_alone()
        return lost(task, how)  # type: ignore[no-any-return]

    def _alone(self) -> ProcessPoolExecutor:
        if self._one is None:
            self._one = _processes(1)
        return self._one

    def _end_alone(self) -> None:
        if self._one is not None:
            self._one.shutdown(cancel_futures=True)
            self._one = None

    def barrier(self) -> None:
        wait_for(list(self._open))
        self._end_alone()

    def share(self, value: T) -> Callable[[], T]:
        handle, name = tempfile.mkstemp(dir=self._shared.name)
        with open(handle, "wb") as file:
            pickle.dump(value, file)
        return Kept(Path(name))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end_alone()
        self._pool.shutdown(cancel_futures=True)
        self._shared.cleanup()


def _written(content: bytes) -> Any:
    """What a task that was written down gives."""
    work, task = pickle.loads(content)  # noqa: S301 - written by this program a moment ago
    return work(task)


@contextmanager
def beside(work: Callable[[T], U], task: T) -> Iterator[Callable[[], U]]:
    """One task worked by a fresh process while this one goes on; what is given waits for its result. Both must be picklable. Where the
    process dies, as for want of memory, this one works the task itself. The task is written down at once: it is sent by a thread, while
    this process may already fill what it remembers."""
    with _processes(1) as pool:
        future: Future[U] = pool.submit(_written, pickle.dumps((work, task)))

        def result() -> U:
            try:
                return future.result()
            except BrokenProcessPool:
                logging.getLogger(__name__).info("The process beside this one died; its task is worked here")
                return work(task)

        yield result


def _processes(count: int) -> ProcessPoolExecutor:
    # spawn, not fork: a forked child would inherit the threads of Arrow and DuckDB in an unknown state
    return ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn"))


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """A shared value in a file of ours, read once a process."""

    path: Path

    def __call__(self) -> T:
        value: T = _read(self.path)
        return value


@cache
def _read(path: Path) -> Any:
    return pickle.loads(path.read_bytes())  # noqa: S301 - written by `share`, in a folder of this user alone
