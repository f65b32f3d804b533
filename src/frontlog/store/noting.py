"""Noting in its history what a build makes of a log, before that becomes the log's state."""

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from frontlog.model import Decision
from frontlog.store.compare import compare
from frontlog.store.duck import UnreadableError
from frontlog.store.history import Change, Run, vanished
from frontlog.store.log import Log
from frontlog.store.shards import Shard

SKEW = timedelta(minutes=2)  # builds within one second are put one behind the other, a second apart


def note(
    log: Log, shards: Sequence[Shard], frontlog: str, now: datetime, say: Callable[[Change], Change] = lambda change: change
) -> Run | None:
    """Note what these shards have otherwise than the log's state, each change as `say` words it. A log without a history begins one here:
    all its records are added.

    Where a build is killed after this and before the state is committed, the next one notes the same again, which a mirror takes as the
    same news twice.
    """
    runs = log.history.runs()
    if runs and now < runs[-1].at - SKEW:
        logging.getLogger(__name__).warning(
            "The clock here says %s, but the build before was at %s. Times in the history go on from there, the tables hang on no clock. "
            "Set the clock of this machine, or of the one that built before.",
            f"{now:%Y-%m-%d %H:%M} UTC",
            f"{runs[-1].at:%Y-%m-%d %H:%M} UTC",
        )
    before = log.shards() if runs else ()
    judged = [made.subject for made in log.rows(Decision) if runs and made.when >= runs[-1].at]
    try:
        changes = list(compare(log.root, before, shards, judged))
    except UnreadableError as error:  # a table of the state before is lost or damaged: this build has made it anew
        logging.getLogger(__name__).warning("What this build changed cannot be told record by record: %s", error)
        changes = list(_anew(log, shards))
    return log.history.add(map(say, changes), frontlog, now)


def _anew(log: Log, shards: Sequence[Shard]) -> Iterator[Change]:
    """Everything that is there as if it had just come, and tombstones for what the history knows and is not there."""
    came = list(compare(log.root, (), shards))
    yield from came
    yield from vanished(log.history.standing(), ((change.table, change.id) for change in came))
