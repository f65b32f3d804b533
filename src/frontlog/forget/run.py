"""Forgetting, step by step: decided at one moment, and finished by whoever comes next where it was stopped."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from frontlog import __version__
from frontlog.build import Progress, work_chain
from frontlog.engine import Executor
from frontlog.forget.plan import apply, clear, decide, finish, pending, purge
from frontlog.forget.prepare import Forgot, Wanted, prepare
from frontlog.masking.names import Names
from frontlog.reference.packs import Pack
from frontlog.running import Chain
from frontlog.store import Log
from frontlog.store.duck import write_views
from frontlog.store.history import Change
from frontlog.store.noting import note


def would(log: Log, wanted: Wanted, chain: Chain) -> Forgot:
    """What forgetting would do. Changes nothing."""
    with log.lock():
        try:
            return prepare(log, wanted, chain, datetime.now(UTC).replace(microsecond=0))[0]
        finally:
            clear(log.root)


def begin(log: Log, wanted: Wanted, chain: Chain, now: datetime) -> Forgot:
    """Take a person or documents out of everything but the tables; `remake` has to follow. May be killed at any moment: before it is
    decided nothing has changed, and afterwards `carry_on` and `remake` finish it."""
    with log.lock(), log.decisions.alone():  # a decision that is put down meanwhile waits, and stands in the new file
        found, plan = prepare(log, wanted, chain, now.astimezone(UTC).replace(microsecond=0))
        decide(log.root, plan)
        apply(log.root, plan)
    return found


def carry_on(root: Path) -> bool:
    """Put the new files of what was decided into their places. Whether there was any: then `remake` has to follow."""
    with Log(root).lock():
        plan = pending(root)
        if plan is None:
            clear(root)
            return False
        apply(root, plan)
    return True


def remake(root: Path, executor: Executor, progress: Progress, chain: Chain, packs: Sequence[Pack]) -> None:
    """Make the tables anew, note what that changed, remove all earlier ones, and with them the plan."""
    log = Log(root)
    with log.lock():
        plan = pending(root)
        names = Names(plan.names) if plan and plan.names else None
        shards, _ = work_chain(log, executor, progress, chain)
        note(log, shards, __version__, datetime.now(UTC), lambda change: _without(change, names))
        log.commit(shards, __version__, [pack.plain() for pack in packs])
        write_views(log)
        purge(log)
        finish(root)


def _without(change: Change, names: Names | None) -> Change:
    return replace(change, old=names.masked(change.old), new=names.masked(change.new)) if names else change
