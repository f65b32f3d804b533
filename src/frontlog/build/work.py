"""What a worker does, in whatever process: read the rows of a shard, run the stage, write the result."""

import itertools
import logging
import platform
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import gettempdir
from typing import Any, Protocol

import pyarrow as pa

from frontlog.build.task import Task, bucket
from frontlog.model import Decision, FrontlogError, Memory, Raw, Record, Rejection, Reply, Stage, of_machine
from frontlog.running import FEW, Chain, rejection, run
from frontlog.store import Archive, Log, Shard, read_rows, write_shard
from frontlog.store.atomic import unwritten
from frontlog.store.joined import JoinedLot
from frontlog.store.kept import Kept
from frontlog.store.parcels import ParcelLot
from frontlog.store.shards import rows_of

Spread = Callable[..., Iterator[Any]]


class Worked(Protocol):
    """What is asked of a task to find its stage."""

    @property
    def log(self) -> Path: ...
    @property
    def chain(self) -> Chain: ...
    @property
    def stage(self) -> str: ...
    @property
    def version(self) -> str: ...


def work(task: Task, spread: Spread = map) -> Shard:
    """Work one shard: read its rows, run the stage, write the result. Where the memory of this process does not do, raises MemoryError for
    a stage whose documents can be worked alone, else FrontlogError."""
    stage = stage_of(task)
    lost: list[Rejection] = []
    kept = Kept(task.log, task.stage, task.bucket, task.key, task.version, task.past) if stage.keeps else None
    try:
        shard = put(task, stage, itertools.chain(_results(task, stage, lost, spread, kept), lost), kept.taken if kept else None)
        if kept and task.parcels is None:  # else other buckets may still want what was kept before
            kept.tidy()
        return shard
    except MemoryError as error:
        if stage.key == "document":
            raise
        raise FrontlogError(
            f"{task.stage} ran out of memory on its shard '{task.bucket}'.",
            "Run the same again with fewer --workers or on a larger machine. What is finished is kept.",
        ) from error
    except OSError as error:
        if not of_machine(error):
            raise
        raise unwritten(f"What {task.stage} keeps beside its tables (most often in '{gettempdir()}')", error) from error


def stage_of(task: Worked) -> Stage:
    """The stage of a task as this process knows it. Raises FrontlogError where this machine is not fit to work it."""
    here = platform.node()
    if not task.log.is_dir():
        raise FrontlogError(
            f"The log '{task.log}' is not there on the machine '{here}', which works for this build.",
            "Put the log on storage that all machines of the cluster see under the same path.",
        )
    stage = next((s for s in task.chain() if s.name == task.stage), None)
    if stage is None or stage.version != task.version:
        raise FrontlogError(
            f"The machine '{here}' has another Frontlog than this build: its {task.stage} is {stage.version if stage else 'missing'}, "
            f"not {task.version}.",
            "Install the same version on every machine of the cluster. Nothing was written.",
        )
    return stage


def put(task: Task, stage: Stage, rows: Iterable[Record], taken: Mapping[type[Record], pa.Table] | None = None) -> Shard:
    """Write the rows of a shard."""
    kinds = (*stage.writes, *(() if Rejection in stage.writes else (Rejection,)))
    return write_shard(task.log, task.stage, task.bucket, task.key, kinds, rows, dict(task.kept), taken)


def _results(task: Task, stage: Stage, lost: list[Rejection], spread: Spread, kept: Memory | None) -> Iterable[Record]:
    run_ = partial(stage.run, spread=spread) if stage.spread else stage.run
    if kept is not None:
        run_ = partial(run_, memory=kept)
    if task.parcels is not None:
        return _bucket(task, stage, kept)
    if stage.lots:
        listed = (Raw, Decision, Reply)  # these lie in no table of the log
        given = zip(stage.reads, task.inputs, strict=True)
        if stage.again:
            run_ = partial(run_, before=_earlier(task, stage))
        return run_(*(_rows(task, kind, paths, lost) if kind in listed else JoinedLot(task.log, kind, paths) for kind, paths in given))
    given_rows = tables(task, stage, lost)
    if stage.again:
        return run_(*given_rows, before=_earlier(task, stage))
    return run(stage, given_rows)


def _bucket(task: Task, stage: Stage, kept: Memory | None) -> Iterable[Record]:
    """The rows of one bucket of an exchange."""
    assert stage.exchange is not None
    assert task.parcels is not None
    run_ = stage.exchange.run if kept is None else partial(stage.exchange.run, memory=kept)
    if stage.again:
        run_ = partial(run_, before=_earlier(task, stage))
    return run_(*(ParcelLot(task.log, parcels) for parcels in task.parcels))


def tables(task: Task, stage: Stage, lost: list[Rejection]) -> list[Sequence[Record]]:
    """The rows of a shard, one list a type that the stage reads."""
    return [_rows(task, kind, paths, lost) for kind, paths in zip(stage.reads, task.inputs, strict=True)]


def _earlier(task: Task, stage: Stage) -> Sequence[Record]:
    """The rows of the build before. Where they cannot be read, all are made anew."""
    try:
        return [
            row
            for kind, path in zip(stage.writes if task.before else (), task.before, strict=True)
            for row in read_rows(task.log, kind, [path])
        ]
    except FrontlogError as error:
        logging.getLogger(__name__).info("%s", error)
        return []


def _rows(task: Task, kind: type[Record], paths: tuple[str, ...], lost: list[Rejection]) -> Sequence[Record]:
    if kind is Raw:
        return list(_raws(task, lost))
    if kind is Decision:
        return task.decisions
    if kind is FEW and task.few:
        return task.few
    if task.fresh is not None:
        return rows_of(task.log, kind, paths, task.fresh)
    if kind is Reply:
        return [r for r in Log(task.log).replies.rows() if bucket(r.document) == task.bucket]
    return read_rows(task.log, kind, paths)


def _raws(task: Task, lost: list[Rejection]) -> Iterator[Raw]:
    """The items of a task with their bytes. One whose record is damaged goes into `lost`, and the others are worked."""
    archive = Archive(task.log / "archive")
    for item in task.items if task.fresh is None else [item for item in task.items if item.id in task.fresh]:
        try:
            yield archive.raw(item, task.records)
        except FrontlogError as error:
            logging.getLogger(__name__).warning("%s", error)
            lost.append(rejection(task.stage, item.id, "damaged in the archive", str(error)))
