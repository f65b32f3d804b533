"""Every shard of every stage, worked wherever the engine has hands or reused from a build before."""

from collections.abc import Iterator, Sequence

from frontlog.build.plan import given, refusals, tasks
from frontlog.build.task import Chain, Progress, Task
from frontlog.build.work import work
from frontlog.engine import Executor
from frontlog.model import Record, Stage
from frontlog.store import Log, Shard
from frontlog.store.shards import finished


def work_chain(
    log: Log, executor: Executor, progress: Progress, chain: Chain, until: type[Record] | None = None
) -> tuple[list[Shard], int]:
    """Every shard of every stage, worked or reused, up to the stage that writes `until`. Returns them with the count of those reused."""
    there = given(log)
    first, reused = refusals(log)
    done: list[Shard] = [first]
    for stage in chain():
        planned = list(tasks(log, stage, chain, there, done))
        old = [finished(log.root, task.stage, task.bucket, task.key) for task in planned]
        todo = [task for task, shard in zip(planned, old, strict=True) if shard is None]
        done += [shard for shard in old if shard is not None]
        reused += len(planned) - len(todo)
        for number, shard in enumerate(_worked(executor, stage, todo), 1):
            done.append(shard)
            progress(stage.name, number, len(todo))
        executor.barrier()
        if until in stage.writes:
            break
    return done, reused


def _worked(executor: Executor, stage: Stage, todo: Sequence[Task]) -> Iterator[Shard]:
    """The shards of a stage. One that spreads its own work is worked here, and its parts by the engine."""
    return (work(task, executor.map) for task in todo) if stage.spread else executor.map(work, todo)
