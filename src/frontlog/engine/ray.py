"""Tasks on a Ray cluster, or on a Ray of this machine. The only module that imports ray; it comes with the extra `ray`.

Tasks, not actors: Ray keeps a worker process for the next task, so that registries and models are loaded once a process all the same, and
what a dead machine was at is simply begun elsewhere.
"""

import logging
import pickle
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple, TypeVar

import ray
from ray.exceptions import RayError, RaySystemError, RayTaskError

from frontlog.engine.lost import HUNGRY, TRIES, Lost, give_up
from frontlog.model import FrontlogError

AHEAD = 4  # results a worker that wait for those before them
PATIENCE = 5.0  # seconds for a cluster to answer
LOOK = 30.0  # seconds without a result before it is looked whether anybody works
HELD = 200_000_000  # bytes of results that a Ray of our own keeps in memory
START = "Start one with `ray start --head` and name its address, or leave --address out: then Ray is started on this machine."
RESUME = "Look at the machines of the cluster and run the same again: what is finished is kept."
T = TypeVar("T")
U = TypeVar("U")


class Said(NamedTuple):
    """What came of a task: its result, or the error that it raised."""

    result: Any
    error: Exception | None = None


def call(work: Callable[[T], U], task: T) -> Said:
    """Run in a worker. Errors come back as values: those that Ray raises then all mean that a worker was lost."""
    try:
        return Said(work(task))
    except Exception as error:
        return Said(None, _sendable(error))


def _sendable(error: Exception) -> Exception:
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - of our own making
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


class Running(NamedTuple):
    """A task that is out, how often it was begun, and its place among the tasks."""

    number: int
    task: Any
    begun: int


class Ray:
    """Tasks on the CPUs of a cluster, less one: that is left for Ray itself and for the build that hands them out."""

    def __init__(self, where: str) -> None:
        self._where = where
        # Ray's own retries count neither the tries nor tell of them
        self._call = ray.remote(call).options(num_cpus=1, max_retries=0)
        self._open: dict[Any, Running] = {}
        self.lost = 0  # workers, until now

    def hands(self) -> int:
        """How many tasks are out at a time."""
        return max(1, self._cpus() - 1)

    def _cpus(self) -> int:
        return int(ray.cluster_resources().get("CPU", 0))

    def map(self, work: Callable[[T], U], tasks: Iterable[T], lost: Lost = give_up, tries: int = TRIES) -> Iterator[U]:
        """Results in the order of the tasks. As many are out as there are hands, and few results wait for those before them."""
        hands, rest = self.hands(), enumerate(tasks)
        out: dict[Any, Running] = {}
        come: dict[int, U] = {}
        wanted, more = 0, True
        try:
            while True:
                while more and len(out) < hands and len(out) + len(come) < AHEAD * hands:
                    number, task = next(rest, (-1, None))
                    more = number >= 0
                    if more:
                        self._begin(out, work, Running(number, task, 1))
                if wanted in come:
                    yield come.pop(wanted)
                    wanted += 1
                elif out:
                    self._take(out, come, work, lost, tries)
                else:
                    return
        finally:
            self._leave(out)

    def _begin(self, out: dict[Any, Running], work: Callable[[T], U], one: Running) -> None:
        ref = self._call.remote(work, one.task)
        out[ref] = self._open[ref] = one

    def _take(self, out: dict[Any, Running], come: dict[int, U], work: Callable[[T], U], lost: Lost, tries: int) -> None:
        """Wait for one task. Where its worker died or ran out of memory, it is begun again."""
        ref = self._next(out)
        one = out.pop(ref)
        del self._open[ref]
        how = ""
        try:
            said = ray.get(ref)
        except RayError as error:
            said, how = Said(None), self._died(error)
        if isinstance(said.error, MemoryError):
            how = HUNGRY
        if how and one.begun < tries:
            self._begin(out, work, one._replace(begun=one.begun + 1))
        elif how:
            come[one.number] = lost(one.task, how)
        elif said.error is not None:
            raise said.error
        else:
            come[one.number] = said.result

    def _next(self, out: dict[Any, Running]) -> Any:
        """The first task that comes back. Ray itself would wait for ever where all machines that work are gone."""
        while True:
            come, _ = ray.wait(list(out), num_returns=1, timeout=LOOK)
            if come:
                return come[0]
            if not self._cpus():
                raise FrontlogError(f"The Ray cluster {self._where} has no CPU left to work on.", RESUME)

    def _died(self, error: RayError) -> str:
        """How a worker died. Raises FrontlogError for what is no worker's death."""
        first = (str(error).strip().splitlines() or [""])[0]
        if isinstance(error, RayTaskError):  # raised around our own code: it could not be loaded
            last = str(error).strip().splitlines()[-1]
            raise FrontlogError(
                f"A worker of the Ray cluster {self._where} could not load its work or send what came of it ({last}).",
                "Install the same versions of frontlog and of ray on every machine of the cluster.",
            ) from error
        if isinstance(error, RaySystemError):
            raise FrontlogError(f"The Ray cluster {self._where} broke down ({first}).", RESUME) from error
        self.lost += 1
        logging.getLogger(__name__).info("A worker was lost: %s", first)
        return type(error).__name__

    def _leave(self, out: dict[Any, Running]) -> None:
        """End what nobody waits for any more."""
        for ref in out:
            self._open.pop(ref, None)
            ray.cancel(ref, force=True)

    def barrier(self) -> None:
        if self._open:
            ray.wait(list(self._open), num_returns=len(self._open))

    def share(self, value: T) -> Callable[[], T]:
        return Put(ray.put(value))


class Put:
    """A shared value in the memory of the cluster, fetched once a process."""

    def __init__(self, ref: Any) -> None:
        self._ref = ref

    def __call__(self) -> Any:
        return _fetched(self._ref)


@cache
def _fetched(ref: Any) -> Any:
    return ray.get(ref)


@contextmanager
def on_ray(workers: int, address: str) -> Iterator[Ray]:
    """The cluster at an address, a Ray of our own without one, or the one that this program has joined already, which it then stays in."""
    if ray.is_initialized():
        joined = str(ray.get_runtime_context().gcs_address)
        if address not in ("", "auto", joined):
            raise FrontlogError(f"This program works on the Ray cluster at '{joined}' already.", "Leave the address out.")
        yield Ray(f"at '{joined}'")
        return
    quiet = {"log_to_driver": False, "logging_level": logging.ERROR}
    if address:
        _reach(address)
    try:
        if address:
            ray.init(address=address, **quiet)
        else:
            cpus = {"num_cpus": max(2, workers), "object_store_memory": HELD, "include_dashboard": False}
            ray.init(address="local", **cpus, **quiet)
    except (OSError, RuntimeError, ValueError, ImportError, RayError) as error:
        first = (str(error).strip().splitlines() or [type(error).__name__])[0]
        if address:
            raise FrontlogError(f"The Ray cluster at '{address}' could not be joined ({first}).", START) from error
        raise FrontlogError(f"Ray could not be started on this machine ({first}).", "Use --engine pool.") from error
    try:
        yield Ray(f"at '{address}'" if address else "of this machine")
    finally:
        ray.shutdown()


def _reach(address: str) -> None:
    """Raises FrontlogError where nobody answers: Ray itself would try for minutes."""
    if address == "auto":
        return
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if not host or not port.isdigit():
        raise FrontlogError(f"'{address}' is no address of a Ray cluster.", "Write HOST:PORT, as 10.0.0.5:6379, or auto.")
    try:
        socket.create_connection((host.strip("[]"), int(port)), PATIENCE).close()
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise FrontlogError(f"No Ray cluster answers at '{address}' ({why}).", START) from error
