"""How a log was built, for the page that shows runs and method. Use `run_of` for a log; rows from elsewhere have `NO_RUN`."""

from collections import Counter, defaultdict
from itertools import islice

from frontlog.model import Decision, digest
from frontlog.store import FORMAT, Log
from frontlog.store.history import Change, History, Run
from frontlog.views.bundle_shapes import BuildShape, EventShape, RunShape, StageShape

BUILDS = 20  # of the history that the page shows
EVENTS = 200  # of one build
LOOKED_AT = ("incidents", "control", "contradictions")
LONGEST = 200  # characters of a value

NO_RUN: RunShape = {"digest": "", "format": 0, "chosen": {}, "packs": [], "decisions": 0, "stages": [], "history": []}


def run_of(log: Log) -> RunShape:
    """What the manifest of a log says about its build."""
    files = log.digest()
    return {
        "digest": digest(*(part for name, sha in sorted(files.items()) for part in (name, sha))),
        "format": FORMAT,
        "chosen": {name: str(value) for name, value in sorted(log.choices.items())},
        "packs": [f"{pack.get('name', '')} {pack.get('version', '')}".strip() for pack in log.packs()],
        "decisions": len(log.rows(Decision)),
        "stages": _stages(log),
        "history": builds(log.history),
    }


def builds(history: History) -> list[BuildShape]:
    """The last builds that changed something, the latest first."""
    runs = history.runs()
    return [_build(history, run, run.id == runs[0].id) for run in reversed(runs[-BUILDS:])]


def _build(history: History, run: Run, first: bool) -> BuildShape:
    looked_at = (e for e in history.events(run) if e.table in LOOKED_AT)
    events: list[EventShape] = [] if first else [_event(e) for e in islice(looked_at, EVENTS)]
    return {
        "at": run.at.isoformat(),
        "frontlog": run.frontlog,
        "added": dict(run.added),
        "changed": dict(run.changed),
        "removed": dict(run.removed),
        "events": events,
    }


def _event(change: Change) -> EventShape:
    return {
        "table": change.table,
        "id": change.id,
        "change": change.change,
        "field": change.field,
        "old": change.old[:LONGEST],
        "new": change.new[:LONGEST],
        "merged_into": change.merged_into,
    }


def _stages(log: Log) -> list[StageShape]:
    shards: Counter[str] = Counter()
    rows: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for shard in log.shards():
        shards[shard.stage] += 1
        for file in shard.files:
            rows[shard.stage][file.table] += file.rows
    return [{"name": name, "shards": shards[name], "rows": dict(sorted(rows[name].items()))} for name in shards]
