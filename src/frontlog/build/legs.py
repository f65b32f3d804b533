"""What a worker does for an exchange: work a leg at one place, and put what it sends where its receivers find it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from pathlib import Path
from tempfile import gettempdir

from frontlog.build.task import bucket
from frontlog.build.work import stage_of
from frontlog.model import Decision, FrontlogError, Leg, Lot, Stage, of_machine
from frontlog.running import Chain
from frontlog.store.atomic import unwritten
from frontlog.store.kept import Kept
from frontlog.store.log import BUCKETS
from frontlog.store.parcels import ParcelLot, Posted, post
from frontlog.store.shards import Shard, ShardLot

ONE = "all"  # the bucket of a step that is worked in one piece


def named(number: int, count: int) -> str:
    """The name of a bucket of a key. It tells of how many it is, so that those of another number are never taken for it."""
    return ONE if count == 1 else f"{number:04d}of{count:04d}"


def home(shard: str, count: int) -> str:
    """The home of what lies in a shard: shards of documents share one where buckets are few, so that what is sent comes in few pieces."""
    return f"home{int(shard) % min(count, BUCKETS):02d}" if shard.isdecimal() else shard


@dataclass(frozen=True, slots=True)
class Post:
    """Where things are: the buckets of a key are `count`, a power of two, so that each comes whole out of one where they were fewer."""

    here: str
    count: int

    def bucket(self, keys: Iterable[str]) -> list[str]:
        return [named(_hash(key) & self.count - 1, self.count) for key in keys]

    def home(self, documents: Iterable[str]) -> list[str]:
        return [home(bucket(one), self.count) for one in documents]


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


@dataclass(frozen=True, slots=True)
class LegTask:
    """A leg at one place: everything a worker needs."""

    log: Path
    chain: Chain
    stage: str
    version: str
    leg: str
    post: Post
    path: str  # of the file to write
    inputs: tuple[tuple[str, ...], ...]  # Parquet paths, one tuple a type that the leg reads
    parcels: tuple[tuple[Posted, ...], ...]  # one tuple a name that it takes
    decisions: tuple[Decision, ...] = ()
    past: Shard | None = None  # for a leg that remembers


def work_leg(task: LegTask) -> tuple[Posted, ...]:
    """Work a leg, and tell what it sent. Raises FrontlogError where memory or the disk do not do."""
    stage = stage_of(task)
    leg = leg_of(stage, task.leg)
    run = leg.run
    if leg.remembers:
        run = partial(run, memory=Kept(task.log, stage.name, task.post.here, "", stage.version, task.past))
    given: list[Lot | tuple[Decision, ...]] = [ParcelLot(task.log, parcels) for parcels in task.parcels]
    for kind, paths in zip(leg.reads, task.inputs, strict=True):
        given.append(task.decisions if kind is Decision else ShardLot(task.log, paths))
    try:
        return post(task.log, task.path, run(task.post, *given))
    except MemoryError as error:
        raise FrontlogError(
            f"{task.stage} ran out of memory when it sent its rows ({task.leg}, {task.post.here}).",
            "Run the same again with fewer --workers or on a larger machine. What is finished is kept.",
        ) from error
    except OSError as error:
        if not of_machine(error):
            raise
        raise unwritten(f"What {task.stage} sends from shard to shard (or keeps in '{gettempdir()}')", error) from error


def leg_of(stage: Stage, name: str) -> Leg:
    """The leg of that name."""
    assert stage.exchange is not None
    return next(leg for leg in (*stage.exchange.legs, *stage.exchange.later) if leg.name == name)
