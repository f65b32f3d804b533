"""What one percent more reports costs a log that is there, beside a build from nothing.

    python benchmarks/incremental.py [--reports 400] [--check]

The reports are those of our own corpus (training/corpus), with a number added where there are more. Times are processor time of one
process that has loaded its models: all reports into a new log, one percent more into it, and a build with nothing new. `--check` also
builds all of it from nothing and compares the tables byte by byte.
"""

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path

from frontlog.build import build
from frontlog.engine.serial import Serial
from frontlog.sources.files import Limits
from frontlog.store import Log

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from training.examples import corpus  # noqa: E402 - run as a file


def write(folder: Path, count: int) -> list[Path]:
    """So many reports as files."""
    texts = [doc.text for doc in corpus(ROOT / "training" / "corpus")]
    paths = []
    for number in range(count):
        again = number // len(texts)
        paths.append(folder / f"{number:06d}.txt")
        paths[-1].write_text(texts[number % len(texts)] + (f"\n\nReport {again}.\n" if again else ""), encoding="utf-8")
    return paths


def timed(paths: list[Path], log: Path) -> tuple[float, int, int]:
    """Processor seconds of a build, and how many shards it worked and reused."""
    begun = time.process_time()
    built = build(paths, log, Serial(), Limits(), lambda *_: None)
    return time.process_time() - begun, built.shards - built.reused, built.reused


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--reports", type=int, default=400)
    ask.add_argument("--check", action="store_true")
    given = ask.parse_args()
    more = max(1, given.reports // 100)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        paths = write(folder / "in", given.reports + more)
        timed(paths[:1], folder / "warm")
        rows = [
            ("all from nothing", given.reports, timed(paths[: given.reports], folder / "log")),
            ("one percent more", more, timed(paths[given.reports :], folder / "log")),
            ("nothing new", 0, timed([], folder / "log")),
        ]
        whole = rows[0][2][0]
        print("| build | reports | processor seconds | of the first | shards worked | reused |\n|---|---|---|---|---|---|")
        for label, count, (seconds, worked, reused) in rows:
            print(f"| {label} | {count:,} | {seconds:.2f} | {seconds / whole:.1%} | {worked:,} | {reused:,} |")
        print(f"\nPeak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
        if given.check:
            timed(paths, folder / "whole")
            same = Log.open(folder / "log").digest() == Log.open(folder / "whole").digest()
            print(f"Tables of the grown log and of a build from nothing: {'equal' if same else 'DIFFERENT'}")


if __name__ == "__main__":
    main()
