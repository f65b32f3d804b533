"""The exchange of a step whose rows are too many for one process: its legs one after the other, then the shards of its buckets.

What was sent lies in the log until the step is done. A build that was stopped finds there which legs were worked; a build in which nothing
changed finds in `tables/exchange/STAGE.kept` which shards the step has, and sends nothing.
"""

import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from frontlog.build.before import Before
from frontlog.build.legs import LegTask, Post, home, named, work_leg
from frontlog.build.plan import Given, about, earlier_paths, key_of
from frontlog.build.task import Task
from frontlog.engine import Executor
from frontlog.model import Decision, FrontlogError, Leg, Stage, digest
from frontlog.model.exchange import BUCKET, EVERYWHERE
from frontlog.running import Chain
from frontlog.store import Log, Shard
from frontlog.store.atomic import read_json, write_json
from frontlog.store.kept import SUFFIX as KEPT
from frontlog.store.kept import Kept
from frontlog.store.parcels import FOLDER, SUFFIX, Posted, posted
from frontlog.store.shards import files_of, finished

Sent = dict[str, dict[str, list[Posted]]]  # name -> address -> parcels


def count_of(stage: Stage, done: Iterable[Shard]) -> int:
    """How many buckets a stage has: the power of two that its rows want."""
    count = 1
    if stage.exchange is not None:
        rows = sum(file.rows for file in files_of(done, stage.reads[0]))
        while count * stage.exchange.each < rows:
            count *= 2
    return count


class Exchanging:
    """The exchange of one stage in one build."""

    def __init__(self, log: Log, stage: Stage, chain: Chain, there: Given, done: Sequence[Shard], past: Before) -> None:
        assert stage.exchange is not None
        self._log, self._stage, self._chain, self._exchange = log, stage, chain, stage.exchange
        self._done, self._written, self._count = done, past.written, count_of(stage, done)
        self._decisions = about(stage, named(0, 1), there.decided)
        shards = sorted(done, key=lambda s: (s.stage, s.bucket))
        self._whole = key_of(log, there, None, self._decisions, stage, f"{self._count} buckets", shards, ())
        self._area = f"tables/{FOLDER}/{stage.name}-{self._whole[:16]}"
        self._note = log.root / "tables" / FOLDER / f"{stage.name}{KEPT}"
        self._sent: Sent = defaultdict(lambda: defaultdict(list))
        self._tasks: list[Task] = []

    def tasks(self, executor: Executor) -> list[Task]:
        """The shards of the stage, once everything that they hang on was sent. Those that must be worked have all that they need."""
        self._tasks = [self._task(name, key) for name, key in self._known()]
        if self._tasks:
            return self._tasks
        for leg in self._exchange.legs:
            self._work(executor, leg, None)
        names = sorted({to for name in self._basis() for to in self._sent[name]} & {named(n, self._count) for n in range(self._count)})
        self._tasks = [self._task(name, self._key(name)) for name in names]
        todo = {task.bucket for task in self._tasks if not self._finished(task.bucket, task.key)}
        for leg in self._exchange.later:
            self._work(executor, leg, todo)
        self._tasks = [replace(task, parcels=self._parcels(self._exchange.takes, task.bucket)) for task in self._tasks]
        return self._tasks

    def clean(self) -> None:
        """Once all shards are written: note them, and remove what was sent and what earlier builds kept."""
        write_json(self._note, {"whole": self._whole, "shards": [[task.bucket, task.key] for task in self._tasks]})
        shutil.rmtree(self._log.root / self._area, ignore_errors=True)
        there = {(task.bucket, task.key) for task in self._tasks}
        there |= {(s.bucket, s.key) for (stage, _), s in self._written.items() if stage == self._stage.name}
        names = {f"{bucket}-{key[:16]}" for bucket, key in there}
        for path in (self._log.root / "tables" / self._stage.name).glob(f"*{KEPT}"):
            if path.name.split(".")[0] not in names:
                with suppress(OSError):
                    path.unlink()

    def _known(self) -> list[tuple[str, str]]:
        """The shards that an earlier build noted for the same rows, where all are still there."""
        try:
            row = read_json(self._note)
            found = [(str(name), str(key)) for name, key in row["shards"]] if row["whole"] == self._whole else []
        except (FrontlogError, OSError, KeyError, TypeError, ValueError):
            return []
        return found if all(self._finished(*one) for one in found) else []

    def _finished(self, name: str, key: str) -> bool:
        return finished(self._log.root, self._stage.name, name, key) is not None

    def _work(self, executor: Executor, leg: Leg, wanted: set[str] | None) -> None:
        """Work a leg wherever it has something to do; of buckets only at those that are wanted."""
        tasks = [self._leg_task(leg, place) for place in self._places(leg) if wanted is None or leg.at != BUCKET or place in wanted]
        found = {task.path: posted(self._log.root, task.path) for task in tasks}
        fresh = iter(executor.map(work_leg, [task for task in tasks if found[task.path] is None]))
        for task in tasks:
            there = found[task.path]
            for one in next(fresh) if there is None else there:
                self._sent[one.name][one.to].append(one)

    def _places(self, leg: Leg) -> list[str]:
        if not leg.takes or EVERYWHERE in self._sent[leg.takes[0]]:
            return sorted({home(shard.bucket, self._count) for shard in self._done if shard.of(leg.reads[0])})
        return sorted(self._sent[leg.takes[0]])

    def _leg_task(self, leg: Leg, place: str) -> LegTask:
        here = sorted((s for s in self._done if home(s.bucket, self._count) == place), key=lambda s: (s.stage, s.bucket))
        inputs = [files_of(here, kind) for kind in leg.reads]
        parcels = self._parcels(leg.takes, place)
        decisions = self._decisions if Decision in leg.reads else ()
        past = self._past(place) if leg.remembers else None
        memory = Kept(self._log.root, self._stage.name, place, "", self._stage.version, past).mark() if leg.remembers else ""
        hashes = [*(file.sha256 for files in inputs for file in files), *_hashes(parcels), *(d.id for d in decisions), memory]
        key = digest(self._stage.version, leg.name, place, str(self._count), *hashes)
        return LegTask(
            self._log.root.resolve(),
            self._chain,
            self._stage.name,
            self._stage.version,
            leg.name,
            Post(place, self._count),
            f"{self._area}/{leg.name}-{place}-{key[:16]}{SUFFIX}",
            tuple(tuple(file.path for file in files) for files in inputs),
            parcels,
            decisions,
            past,
        )

    def _parcels(self, names: Iterable[str], place: str) -> tuple[tuple[Posted, ...], ...]:
        return tuple((*self._sent[name].get(place, ()), *self._sent[name].get(EVERYWHERE, ())) for name in names)

    def _basis(self) -> list[str]:
        """What the rows of a bucket hang on, out of what it takes."""
        given = {name for leg in self._exchange.legs for name in leg.gives}
        return [name for name in self._exchange.takes if name in given]

    def _key(self, name: str) -> str:
        parcels = self._parcels(self._basis(), name)
        return digest(self._stage.name, self._stage.version, name, *_hashes(parcels))

    def _task(self, name: str, key: str) -> Task:
        past = self._past(name)
        return Task(
            self._log.root.resolve(),
            self._chain,
            self._stage.name,
            self._stage.version,
            name,
            key,
            (),
            {},
            tuple(() for _ in self._stage.reads),
            earlier_paths(self._log, self._stage, past) if self._stage.again else (),
            past=past if self._stage.keeps else None,
            parcels=(),
        )

    def _past(self, name: str) -> Shard | None:
        """What the build before wrote for the rows of a bucket: that bucket, or, where there were fewer, the one that they lay in."""
        number, count = int(name.partition("of")[0]), self._count
        while count:
            found = self._written.get((self._stage.name, named(number & count - 1, count)))
            if found is not None:
                return found
            count //= 2
        return None


def _hashes(parcels: Iterable[Sequence[Posted]]) -> Iterator[str]:
    """Of parcels what tells them apart. What lies between two names is told by the name."""
    for some in parcels:
        yield from (f"{one.name} {one.sha256}" for one in some)


def tidy(log: Path) -> None:
    """Remove what stopped builds left of their exchanges. To be called where no step is at work."""
    for path in (log / "tables" / FOLDER).glob("*"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
