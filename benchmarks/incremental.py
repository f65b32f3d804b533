"""What one percent more reports costs a log that is there, beside a build from nothing.

    python benchmarks/incremental.py [--reports 100] [--rules] [--check] [--profile]

The reports are made up (generated.py). Times are processor time of one process that has loaded its models: all reports into a new log,
one percent more into it, as many again, one report more, and a build with nothing new; then each by its steps, as `frontlog runs` tells
them. What the first of two builds of one percent takes longer is what a process does once. What one report more costs, less its share of
what the others add, is what a build costs whatever comes in: it hangs on the size of the log. `--rules` leaves the tagger's
network out, so that a large log can be measured. `--check` also builds all of it from nothing and compares the tables byte by byte.
`--profile` says which functions the build of one percent spent its time in.
"""

import argparse
import cProfile
import pstats
import tempfile
import time
from pathlib import Path

from generated import without_tagger, write

from frontlog.build import build
from frontlog.engine.serial import Serial
from frontlog.pipeline import pipeline
from frontlog.running import Chain
from frontlog.sources.files import Limits
from frontlog.store import Log
from frontlog.store.spent import Builds, Spent


def timed(paths: list[Path], log: Path, chain: Chain) -> tuple[float, int, int]:
    """Processor seconds of a build, and how many shards it worked and reused."""
    begun = time.process_time()
    built = build(paths, log, Serial(), Limits(), lambda *_: None, chain)
    return time.process_time() - begun, built.shards - built.reused, built.reused


def by_step(builds: list[Spent]) -> None:
    """Each build by its steps."""
    print("\n| step | " + " | ".join(f"{spent.added:,} new" for spent in builds) + " |\n" + "|---" * (1 + len(builds)) + "|")
    steps = [{step.step: step for step in spent.steps} for spent in builds]
    for name in steps[0]:
        cells = (f"{found[name].processor:.2f} s" if name in found else "" for found in steps)
        print(f"| {name} | {' | '.join(cells)} |")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--reports", type=int, default=100)
    ask.add_argument("--rules", action="store_true", help="without the tagger's network")
    ask.add_argument("--check", action="store_true")
    ask.add_argument("--profile", action="store_true")
    given = ask.parse_args()
    chain: Chain = without_tagger if given.rules else pipeline
    more = max(1, given.reports // 100)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = write(folder / "in", 0, given.reports + 2 * more + 1)
        timed(paths[:1], folder / "warm", chain)
        rows = [("all from nothing", given.reports, timed(paths[: given.reports], folder / "log", chain))]
        profile = cProfile.Profile(time.process_time)
        if given.profile:
            profile.enable()
        ends = (given.reports, given.reports + more, given.reports + 2 * more, len(paths))
        rows.append(("one percent more", more, timed(paths[ends[0] : ends[1]], folder / "log", chain)))
        profile.disable()
        rows.append(("one percent more again", more, timed(paths[ends[1] : ends[2]], folder / "log", chain)))
        rows.append(("one report more", 1, timed(paths[ends[2] :], folder / "log", chain)))
        rows.append(("nothing new", 0, timed([], folder / "log", chain)))
        whole = rows[0][2][0]
        print("| build | reports | processor seconds | of the first | shards worked | reused |\n|---|---|---|---|---|---|")
        for label, count, (seconds, worked, reused) in rows:
            print(f"| {label} | {count:,} | {seconds:.2f} | {seconds / whole:.1%} | {worked:,} | {reused:,} |")
        if more > 1:
            many, one = rows[2][2][0], rows[3][2][0]
            each = (many - one) / (more - 1)
            always, own = one - each, each * more
            print(f"\nWhatever comes in: {always:.2f} s ({always / whole:.1%}); {more} reports: {own:.2f} s ({own / whole:.1%})")
        builds = Builds(folder / "log").rows()
        by_step(builds)
        print(f"\nMost memory: {max(spent.memory for spent in builds) / 1e6:,.0f} MB")
        if given.profile:
            pstats.Stats(profile).sort_stats("cumulative").print_stats(60)
        if given.check:
            timed(paths, folder / "whole", chain)
            same = Log.open(folder / "log").digest() == Log.open(folder / "whole").digest()
            print(f"Tables of the grown log and of a build from nothing: {'equal' if same else 'DIFFERENT'}")


if __name__ == "__main__":
    main()
