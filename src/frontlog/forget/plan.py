"""Carrying out what was prepared, in steps that can be done again: a crash at any moment leaves the old log, or a plan that is finished."""

import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from frontlog.store import Log
from frontlog.store.atomic import read_json, write_json
from frontlog.store.forgotten import FORGETTING, PLAN
from frontlog.store.shards import marker


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be put where, as paths relative to the folder of preparation and to the log. `names` are needed until the end, to keep
    them out of what the last build says that it changed; then this file is gone, and they with it."""

    put: tuple[str, ...]
    remove: tuple[str, ...]
    names: tuple[str, ...]
    choices: dict[str, object] | None


def decide(root: Path, plan: Plan) -> None:
    """From here on it will be done."""
    write_json(root / FORGETTING / PLAN, asdict(plan))


def pending(root: Path) -> Plan | None:
    """What was decided and not finished."""
    path = root / FORGETTING / PLAN
    if not path.exists():
        return None
    row = read_json(path)
    return Plan(tuple(row["put"]), tuple(row["remove"]), tuple(row["names"]), row["choices"])


def apply(root: Path, plan: Plan) -> None:
    """Put the new files into their places and remove the old ones."""
    for name in plan.put:
        made = root / FORGETTING / name
        if made.exists():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(made, root / name)
    for name in plan.remove:
        (root / name).unlink(missing_ok=True)
    if plan.choices is not None:
        write_json(root / "build.json", plan.choices)


def purge(log: Log) -> None:
    """Remove every table that is not of the current state: those of earlier builds still hold what was forgotten."""
    shards = log.shards()
    kept = {log.root / file.path for shard in shards for file in shard.files}
    kept |= {marker(log.root, shard.stage, shard.bucket, shard.key) for shard in shards}
    for path in sorted((log.root / "tables").rglob("*")):
        if path.is_file() and path not in kept:
            path.unlink()


def finish(root: Path) -> None:
    """The plan first: without it the rest of the folder means nothing."""
    (root / FORGETTING / PLAN).unlink(missing_ok=True)
    clear(root)


def clear(root: Path) -> None:
    """Remove what was prepared."""
    shutil.rmtree(root / FORGETTING, ignore_errors=True)


def listed(folder: Path) -> tuple[str, ...]:
    """The files that were prepared."""
    return tuple(sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()))
