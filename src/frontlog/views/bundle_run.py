"""How a log was built, for the page that shows runs and method. Use `run_of` for a log; rows from elsewhere have `NO_RUN`."""

from collections import Counter, defaultdict

from frontlog.model import Decision, digest
from frontlog.store import FORMAT, Log
from frontlog.views.bundle_shapes import RunShape, StageShape

NO_RUN: RunShape = {"digest": "", "format": 0, "chosen": {}, "packs": [], "decisions": 0, "stages": []}


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
    }


def _stages(log: Log) -> list[StageShape]:
    shards: Counter[str] = Counter()
    rows: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for shard in log.shards():
        shards[shard.stage] += 1
        for file in shard.files:
            rows[shard.stage][file.table] += file.rows
    return [{"name": name, "shards": shards[name], "rows": dict(sorted(rows[name].items()))} for name in shards]
