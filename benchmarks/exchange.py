"""What it costs to work a step by buckets of a key instead of in one piece, and whether the rows are the same.

    python benchmarks/exchange.py [--reports 2000] [--buckets 1 4 16 64] [--engine serial]

The reports are made up (generated.py) and read by the rules alone, once. Then each step that has an exchange is worked anew for each number
of buckets, and once more after one percent more reports, which are the same for all. Prints the processor seconds of the step, the most
memory of one process, what was sent, and whether all rows equal those of one bucket.
"""

import argparse
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from generated import without_tagger, write

from frontlog.build import build
from frontlog.engine import engine
from frontlog.model import Stage, digest
from frontlog.sources.files import Limits
from frontlog.store import Log
from frontlog.store.shards import files_of
from frontlog.store.spent import Builds, Step


@cache
def chain(buckets: int, rows: tuple[tuple[str, int], ...] = ()) -> tuple[Stage, ...]:
    """The chain with so many buckets, for the rows that each step has."""
    many = dict(rows)
    return tuple(
        replace(stage, exchange=replace(stage.exchange, each=-(-many.get(stage.name, 1 << 40) * 11 // (10 * buckets))))
        if stage.exchange
        else stage
        for stage in without_tagger()
    )


def built(paths: Sequence[Path], root: Path, name: str, *given: object) -> dict[str, Step]:
    """A build; what each step cost."""
    with engine(name, 2) as executor:
        build(list(paths), root, executor, Limits(), lambda *_: None, partial(chain, *given))  # type: ignore[arg-type]
    return {step.step: step for step in Builds(root).rows()[-1].steps}


def rows_of(log: Log, stage: Stage) -> str:
    """One hash of all rows that a step wrote."""
    return digest(*(repr(row) for kind in stage.writes for row in log.rows(kind)))[:12]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--reports", type=int, default=2000)
    ask.add_argument("--buckets", type=int, nargs="+", default=[1, 4, 16, 64])
    ask.add_argument("--engine", default="serial")
    given = ask.parse_args()
    more = max(1, given.reports // 100)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = write(folder / "in", 0, given.reports + more)
        built(paths[: given.reports], folder / "log", given.engine, 1)
        steps = [stage for stage in chain(1) if stage.exchange]
        shards = Log.open(folder / "log").shards()
        count = tuple((stage.name, sum(file.rows for file in files_of(shards, stage.reads[0]))) for stage in steps)
        (folder / "log" / "manifest.json").unlink()  # else rows of before would be taken over
        for stage in steps:
            shutil.rmtree(folder / "log" / "tables" / stage.name)
        print(
            "| step | rows | buckets | processor | one percent more | most memory | rows of the step | of one percent more |\n"
            + "|---" * 8
            + "|"
        )
        for buckets in given.buckets:
            root = folder / f"log{buckets}"
            shutil.copytree(folder / "log", root)
            first = built([], root, given.engine, buckets, count)
            hashes = [rows_of(Log.open(root), stage) for stage in steps]
            then = built(paths[given.reports :], root, given.engine, buckets, count)
            for stage, (_, rows), was in zip(steps, count, hashes, strict=True):
                own, now = first[stage.name], rows_of(Log.open(root), stage)
                print(
                    f"| {stage.name} | {rows:,} | {own.shards} | {own.processor:.2f} s | {then[stage.name].processor:.2f} s | "
                    f"{own.memory / 1e6:,.0f} MB | {was} | {now} |"
                )
            shutil.rmtree(root)


if __name__ == "__main__":
    main()
