"""The command that tells what builds cost: runs."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from frontlog.cli.output import FORMATS, fail, show
from frontlog.store import Log
from frontlog.store.spent import Builds, Spent, Step

STEPS = ("step", "seconds", "processor", "share", "memory_mb", "workers", "shards", "reused", "rows", "kb")
BUILDS = ("build", "at", "engine", "documents", "added", "seconds", "processor", "memory_mb", "state")


@click.command()
@click.argument("log", type=click.Path(path_type=Path))
@click.option("--build", "number", type=click.IntRange(min=1), help="The steps of this build, counted from 1; else of the last one.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="How to print it. json: all builds with their steps; jsonl: a build a line; csv: the steps of all builds.",
)
def runs(log: Path, number: int | None, form: str) -> None:
    """What each build of a log cost, and the last one step by step: seconds, memory, rows and bytes.

    Seconds are those of the clock, processor those of all processes that worked the step; memory is the most that one process held. Rows
    and bytes are those that the step wrote. Builds that were stopped, and those of a Frontlog before this one, are not told of.
    """
    found = Builds(Log.open(log).root).rows()
    if number is not None and number > len(found):
        fail(f"The log '{log}' tells of {len(found):,} builds; there is no build {number:,}.")
    if form != "table":
        chosen = [(number, found[number - 1])] if number is not None else list(enumerate(found, 1))
        show([_whole(n, spent) for n, spent in chosen], form, BUILDS, lambda: [row for n, spent in chosen for row in _flat(n, spent)])
        return
    if not found:
        click.echo(f"The log '{log}' tells of no build yet: the next `frontlog build` on it is the first that does.", err=True)
        return
    show([_line(n, spent) for n, spent in enumerate(found, 1)], form, BUILDS)
    at = number or len(found)
    click.echo(f"\nBuild {at:,}, step by step:")
    show([_of(step, found[at - 1].processor) for step in found[at - 1].steps], form, STEPS)


def _line(number: int, spent: Spent) -> dict[str, Any]:
    row = {**_whole(number, spent), "memory_mb": _mb(spent.memory)}
    return {**row, "at": f"{spent.at:%Y-%m-%d %H:%M:%S}"}


def _whole(number: int, spent: Spent) -> dict[str, Any]:
    return {"build": number, **asdict(spent), "at": spent.at.isoformat()}


def _flat(number: int, spent: Spent) -> list[dict[str, Any]]:
    return [{"build": number, "at": spent.at.isoformat(), "engine": spent.engine, **asdict(step)} for step in spent.steps]


def _of(step: Step, whole: float) -> dict[str, Any]:
    share = f"{step.processor / whole:.0%}" if whole else ""
    return {**asdict(step), "share": share, "memory_mb": _mb(step.memory), "kb": round(step.bytes / 1000)}


def _mb(count: int) -> int:
    return round(count / 1e6)
