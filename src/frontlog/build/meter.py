"""What the steps of a build cost, in whatever process they are worked."""

import os
import platform
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from frontlog.engine import Executor, Lost
from frontlog.engine.lost import TRIES, give_up
from frontlog.store import Shard
from frontlog.store.spent import Step

T = TypeVar("T")
U = TypeVar("U")
Process = tuple[str, int]  # machine and number
STATUS, RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


class Done(NamedTuple, Generic[U]):
    """A result, and what a process other than that of the build spent on it: who, processor seconds, the most bytes it held."""

    result: U
    who: Process | None = None
    processor: float = 0.0
    memory: int = 0


@dataclass(slots=True)
class Tally:
    """A step while it runs."""

    name: str
    seconds: float = 0.0
    processor: float = 0.0
    memory: int = 0
    who: set[Process] = field(default_factory=set)
    shards: int = 0
    reused: int = 0
    rows: int = 0
    bytes: int = 0

    def wrote(self, root: Path, shard: Shard) -> None:
        """Count a shard that was written anew."""
        self.shards += 1
        self.rows += sum(file.rows for file in shard.files)
        self.bytes += sum((root / file.path).stat().st_size for file in shard.files if (root / file.path).exists())

    def step(self) -> Step:
        seconds, processor = round(self.seconds, 3), round(self.processor, 3)
        return Step(self.name, seconds, processor, self.memory, len(self.who), self.shards, self.reused, self.rows, self.bytes)


class Meter:
    """An engine that notes what its work costs. Every process counts what it spends itself; that of the build counts all that it does."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self._home = process()
        self._steps: dict[str, Tally] = {}
        self._now = Tally("")

    @classmethod
    def of(cls, executor: "Executor | Meter") -> "Meter":
        """A meter for an engine; itself where it is one."""
        return executor if isinstance(executor, Meter) else cls(executor)

    @property
    def engine(self) -> str:
        return type(self._executor).__name__.lower()

    def steps(self) -> list[Step]:
        """All steps until now, in the order in which they were begun."""
        return [tally.step() for tally in self._steps.values()]

    @contextmanager
    def step(self, name: str) -> Iterator[Tally]:
        """A step. One of a name that was there before goes on with it."""
        tally = self._now = self._steps.setdefault(name, Tally(name))
        begun, spent = time.monotonic(), time.process_time()
        forget_peak()
        try:
            yield tally
        finally:
            tally.seconds += time.monotonic() - begun
            tally.processor += (own := time.process_time() - spent)
            tally.memory = max(tally.memory, peak())
            if own and not tally.who:
                tally.who.add(self._home)

    def map(self, work: Callable[[T], U], tasks: Iterable[T], lost: Lost = give_up, tries: int = TRIES) -> Iterator[U]:
        """As the engine does it."""

        def saved(task: T, how: str) -> Done[U]:
            return Done(lost(task, how))

        tally = self._now
        for done in self._executor.map(partial(measured, self._home, work), tasks, saved, tries):
            if done.who is not None:
                tally.who.add(done.who)
                tally.processor += done.processor
                tally.memory = max(tally.memory, done.memory)
            yield done.result

    def barrier(self) -> None:
        self._executor.barrier()

    def share(self, value: T) -> Callable[[], T]:
        return self._executor.share(value)


def measured(home: Process, work: Callable[[T], U], task: T) -> Done[U]:
    """Run wherever the engine has hands. What the process of the build spends is counted there."""
    if process() == home:
        return Done(work(task))
    forget_peak()
    spent = time.process_time()
    result = work(task)
    return Done(result, process(), time.process_time() - spent, peak())


def process() -> Process:
    """This process among those of all machines."""
    return platform.node(), os.getpid()


def peak() -> int:
    """The most bytes that this process held since `forget_peak`; since its beginning where that could not be, 0 where nobody tells."""
    try:
        lines = STATUS.read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), 0)


def forget_peak() -> None:
    """Let `peak` begin anew, where the system can do that."""
    try:
        RESET.write_text("5")
    except OSError:
        return
