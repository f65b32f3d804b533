"""Reports in, tables out: reads, archives, works the chain shard by shard, and makes the result the log's state in one step."""

from frontlog.build.asking import collect
from frontlog.build.build import Built, build
from frontlog.build.chain import work_chain
from frontlog.build.ingest import ingest
from frontlog.build.task import Ask, Progress, Task, bucket
from frontlog.build.work import work

__all__ = [
    "Ask",
    "Built",
    "Progress",
    "Task",
    "bucket",
    "build",
    "collect",
    "ingest",
    "work",
    "work_chain",
]
