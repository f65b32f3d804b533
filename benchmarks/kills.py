"""Kill Frontlog at random moments and look for what was lost.

    python benchmarks/kills.py [--builds 120] [--reviews 100] [--exports 80] [--packs 80] [--each 4] [--seed 1]

Four programs are killed (SIGKILL) at moments drawn from the seed over the time that each takes: `build` (every second one of a log that
had a state and a decision before), `serve --review` with reviewers putting decisions down, `export` over the files of an earlier export in
five formats, and `places add` over an earlier pack. After every kill: nothing that had been acknowledged is gone, the log verifies, and a
file under its final name is the old one or the new one. After the next run: tables, exports and packs are byte-equal to those of a run that
nobody killed. Prints the kills survived; ends with 1 at the first loss, which it describes. A short run is tests/trust/test_kills.py.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from frontlog.store import Log
from support.kills import REPORTS, Killer, LostError, build_words, builds, exports, packs, reports, reviews


def decided(killer: Killer, folder: Path, kills: int) -> int:
    """Reviews, and then a build of what was decided: its tables are those of a log that holds the same decisions and was never killed."""
    source = reports(folder / "desk")
    killer.whole(*build_words(source, folder / "log"))
    shutil.copytree(folder / "log", folder / "calm")
    found = reviews(killer, folder / "log", kills)
    shutil.copy(folder / "log" / "decisions.jsonl", folder / "calm" / "decisions.jsonl")
    for name in ("log", "calm"):
        killer.whole(*build_words(source, folder / name))
    if Log.open(folder / "log").digest() != Log.open(folder / "calm").digest():
        raise LostError("the decisions give other tables than in a log that was never killed")
    return found


def exported(killer: Killer, folder: Path, kills: int) -> int:
    """Exports of one log over those of another."""
    killer.whole(*build_words(reports(folder / "few", REPORTS[:1]), folder / "other"))
    return exports(killer, folder / "log", folder / "other", folder / "out", kills)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, usual in (("builds", 120), ("reviews", 100), ("exports", 80), ("packs", 80)):
        parser.add_argument(f"--{name}", type=int, default=usual, help=f"kills, {usual} unless said otherwise")
    parser.add_argument("--each", type=int, default=4, help="kills of builds of one log")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        killer = Killer(folder / "home", random.Random(args.seed))
        killer.home.mkdir()
        try:
            print(f"packs: {packs(killer, folder / 'packs', args.packs)} kills, no half pack", flush=True)
            shutil.rmtree(killer.home / "places")  # a pack that is there would be read by the builds
            print(f"reviews: {decided(killer, folder, args.reviews)} kills, no answered decision lost", flush=True)
            print(f"exports: {exported(killer, folder, args.exports)} kills, no half file", flush=True)
            print(f"builds: {builds(killer, folder / 'builds', args.builds, args.each)} kills, nothing lost, equal tables", flush=True)
        except LostError as error:
            print(f"LOST: {error}")
            return 1
        print(f"{killer.kills} kills survived in {time.monotonic() - begun:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
