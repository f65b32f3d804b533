"""A log on disk whose tables are given rows, as a build would leave it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from frontlog.model import RECORDS, Decision, Item, Raw, Record, Reply, digest
from frontlog.store import Log, write_shard
from frontlog.store.history import Run
from frontlog.store.noting import note

KINDS = tuple(kind for kind in RECORDS if kind not in (Item, Raw, Decision, Reply))
MORNING = datetime(2026, 1, 1, 8, tzinfo=UTC)


def build(root: Path, rows: Iterable[Record], now: datetime = MORNING) -> tuple[Log, Run | None]:
    """Make these rows the state of the log at `root`, and note what that changes."""
    log, given = Log.create(root), list(rows)
    key = digest(*sorted(repr(row) for row in given))
    shard = write_shard(log.root, "test", "all", key, KINDS, given)
    run = note(log, [shard], "0.0", now)
    log.commit([shard], "0.0")
    return log, run
