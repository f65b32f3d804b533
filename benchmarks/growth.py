"""The whole chain on made-up reports, several sizes one after the other: how time, memory and disk grow.

    python benchmarks/growth.py [--reports 1000 10000] [--workers 2] [--tagger]

Reports are those of generated.py. Each size is built from nothing by a pool of `--workers` processes, in a process of its own. Without
`--tagger` the network stays out (rules find the triggers): it is the most of the time, grows with the sentences alone, and would hide
how the other steps grow. A table by step follows each: processor seconds of all processes, milliseconds a report, and the most memory that
one process held.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generated import without_tagger, write

from frontlog.build import build
from frontlog.engine import engine
from frontlog.pipeline import pipeline
from frontlog.sources.files import Limits
from frontlog.store.spent import Builds


def one(count: int, workers: int, tagger: bool) -> None:
    """Build so many reports, and tell what it took."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "in", 0, count)
        begun = time.monotonic()
        with engine("pool", workers) as pool:
            built = build([folder / "in"], folder / "log", pool, Limits(), lambda *_: None, pipeline if tagger else without_tagger)
        seconds = time.monotonic() - begun
        (spent,) = Builds(folder / "log").rows()
        disk = sum(path.stat().st_size for path in (folder / "log").rglob("*") if path.is_file())
    print(f"\n{count:,} reports: {built.rows.get('claims', 0):,} claims, {built.rows.get('incidents', 0):,} incidents")
    print(
        f"{seconds:,.0f} s by the clock, {spent.processor:,.0f} s of processor ({spent.processor / count * 1000:.1f} ms a report), ", end=""
    )
    print(f"most memory of one process {spent.memory / 1e6:,.0f} MB, log {disk / 1e6:,.0f} MB ({disk / count / 1000:.1f} kB a report)\n")
    print("| step | processor s | ms a report | MB |\n|---|---|---|---|")
    for step in spent.steps:
        print(f"| {step.step} | {step.processor:,.1f} | {step.processor / count * 1000:.2f} | {step.memory / 1e6:,.0f} |", flush=True)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--reports", type=int, nargs="+", default=[1000])
    ask.add_argument("--workers", type=int, default=2)
    ask.add_argument("--tagger", action="store_true")
    given = ask.parse_args()
    if len(given.reports) == 1:
        one(given.reports[0], given.workers, given.tagger)
        return
    for count in given.reports:  # each in a process of its own, for its memory
        words = [sys.executable, __file__, "--reports", str(count), "--workers", str(given.workers), *["--tagger"] * given.tagger]
        subprocess.run(words, check=True)


if __name__ == "__main__":
    main()
