"""Every shard of every stage, worked wherever the engine has hands or reused from a build before."""

import logging
from collections.abc import Iterator, Sequence

from frontlog.build.before import Before
from frontlog.build.exchange import Exchanging, count_of, tidy
from frontlog.build.meter import Meter
from frontlog.build.plan import Given, given, refusals, tasks
from frontlog.build.rescue import PART_TRIES, rescued
from frontlog.build.task import Progress, Task
from frontlog.build.work import work
from frontlog.engine import Executor
from frontlog.model import Record, Stage
from frontlog.running import Chain
from frontlog.store import Log, Shard
from frontlog.store.shards import VanishedError, finished


def work_chain(
    log: Log, executor: Executor, progress: Progress, chain: Chain, until: type[Record] | None = None
) -> tuple[list[Shard], int]:
    """Every shard of every stage, worked or reused, up to the stage that writes `until`. Returns them with the count of those reused.

    A table file that vanishes while it is needed is made anew, once.
    """
    meter = Meter.of(executor)
    try:
        return _all_stages(log, meter, progress, chain, until)
    except VanishedError as error:
        logging.getLogger(__name__).warning("%s It is made anew now.", error.what or error)
        return _all_stages(log, meter, progress, chain, until)


def _all_stages(log: Log, meter: Meter, progress: Progress, chain: Chain, until: type[Record] | None) -> tuple[list[Shard], int]:
    with meter.step("build.plan"):
        there, past = given(log), Before.of(log)
        first, reused = refusals(log)
    done: list[Shard] = [first]
    for stage in chain():
        with meter.step(stage.name) as step:
            exchange = Exchanging(log, stage, chain, there, done, past) if count_of(stage, done) > 1 else None
            planned = exchange.tasks(meter) if exchange else list(tasks(log, stage, chain, there, done, past))
            old = [finished(log.root, task.stage, task.bucket, task.key) for task in planned]
            todo = [task for task, shard in zip(planned, old, strict=True) if shard is None]
            done += [shard for shard in old if shard is not None]
            step.reused = len(planned) - len(todo)
            reused += step.reused
            for number, shard in enumerate(worked(meter, stage, todo, there), 1):
                done.append(shard)
                step.wrote(log.root, shard)
                progress(stage.name, number, len(todo))
            meter.barrier()
            if exchange:
                exchange.clean()
        if until in stage.writes:
            break
    if until is None:  # else a build that was stopped may still go on with what it sent
        tidy(log.root)
    return done, reused


def worked(executor: Executor, stage: Stage, todo: Sequence[Task], there: Given) -> Iterator[Shard]:
    """The shards of a stage. One that spreads its own work is worked here, and its parts by the engine."""
    if stage.spread and not any(task.parcels is not None for task in todo):
        return (work(task, executor.map) for task in todo)

    def lost(task: Task, how: str) -> Shard:
        return rescued(executor, task, {item.id: item.name for item in there.items.get(task.bucket, ())}, how)

    return executor.map(work, todo, lost, PART_TRIES)
