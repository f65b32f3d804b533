"""Kill Frontlog at random moments and look for what was lost.

    python benchmarks/kills.py [--kills 100] [--each 4] [--seed 1] [--reports FOLDER]

Each round builds a log of a few reports and kills the build (SIGKILL, its whole process group) `each` times at moments spread over the time
that a whole build takes; then lets it finish. Checked: after every kill a finished log verifies; at the end it verifies and every table is
byte-equal to that of a build that nobody killed. The same for `export` (no half-written file under its final name) and `places add` (the
pack is whole or not there). Prints the kills survived; ends with 1 at the first loss, which it describes.
"""

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CHOSEN = ("02-free-orontes-abu-dali.txt", "04-meridian-abu-dali-toll.txt", "08-steel-line-tanf.txt")
PACK = "id,name,lat,lon,country\n" + "".join(f"x{n},Village {n},{30 + n / 1000:.3f},{40 + n / 900:.3f},SY\n" for n in range(2000))


class LostError(Exception):
    """Something that had been acknowledged is gone, or another result came out."""


def command(*words: str) -> list[str]:
    """The command line of this checkout's frontlog."""
    return [sys.executable, "-m", "frontlog", *words]


def whole(words: list[str], home: Path) -> float:
    """Run to the end; the seconds it took."""
    begun = time.monotonic()
    done = subprocess.run(words, capture_output=True, text=True, env=environment(home), check=False)
    if done.returncode:
        raise LostError(f"{' '.join(words[2:])} ended with {done.returncode}:\n{done.stdout[-800:]}{done.stderr[-800:]}")
    return time.monotonic() - begun


def killed(words: list[str], home: Path, after: float) -> bool:
    """Kill it after some seconds; False when it had ended by itself."""
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment(home), start_new_session=True)
    time.sleep(after)
    ended = process.poll() is not None
    if not ended:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return not ended


def environment(home: Path) -> dict[str, str]:
    """That of this process, with the user's data elsewhere."""
    return {**os.environ, "XDG_DATA_HOME": str(home), "FRONTLOG_PLACES": str(home / "places"), "PYTHONPATH": f"{ROOT / 'src'}"}


def tables(log: Path) -> dict[str, str]:
    """sha256 of every table file that the manifest of a log names."""
    return {str(p.relative_to(log)): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted((log / "tables").rglob("*.parquet"))}


def builds(folder: Path, reports: Path, chance: random.Random, kills: int, each: int) -> int:
    """Kill builds; how many kills were survived."""
    build = lambda log: command("build", str(reports), "--log", str(log), "--engine", "serial")  # noqa: E731
    span = whole(build(folder / "reference"), folder)
    wanted, survived, number = tables(folder / "reference"), 0, 0
    while survived < kills:
        number += 1
        log = folder / f"log{number}"
        for _ in range(each):
            survived += killed(build(log), folder, chance.uniform(0.05, span))
            if (log / "manifest.json").exists():  # before a first build is finished there is nothing that it could be compared with
                whole(command("verify", str(log)), folder)
        whole(build(log), folder)
        found = tables(log)
        if {k: v for k, v in found.items() if k in wanted} != wanted:
            raise LostError(f"round {number}: tables differ after {each} kills: {sorted(k for k in wanted if found.get(k) != wanted[k])}")
        whole(command("verify", str(log)), folder)
        shutil.rmtree(log)
    return survived


def exports(folder: Path, chance: random.Random, kills: int) -> int:
    """Kill exports; a file under its final name is always whole."""
    out, survived = folder / "out", 0
    words = command("export", str(folder / "reference"), "--as", "geojson", "-o", str(out / "a.geojson"))
    out.mkdir()
    span = whole(words, folder)
    wanted = {p.name: p.read_bytes() for p in out.rglob("*") if p.is_file()}
    while survived < kills:
        shutil.rmtree(out)
        out.mkdir()
        survived += killed(words, folder, chance.uniform(0.05, span))
        for path in (p for p in out.rglob("*") if p.name in wanted):
            if path.read_bytes() != wanted[path.name]:
                raise LostError(f"{path.name} is half written under its final name")
    return survived


def packs(folder: Path, chance: random.Random, kills: int) -> int:
    """Kill `places add`; the list of packs is always readable, and adding again works."""
    source, survived = folder / "villages.csv", 0
    source.write_text(PACK, encoding="utf-8")
    add = command("places", "add", str(source), "--name", "villages")
    home = folder / "home"
    span = whole(add, home)
    while survived < kills:
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        survived += killed(add, home, chance.uniform(0.05, span))
        whole(command("places", "list"), home)
        whole(add, home)
    return survived


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100, help="of builds; a fifth as many of exports and of packs")
    parser.add_argument("--each", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    chance = random.Random(args.seed)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        reports = folder / "reports"
        reports.mkdir()
        for name in CHOSEN:
            shutil.copy(ROOT / "examples" / "reports" / name, reports)
        try:
            print(f"builds: {builds(folder, reports, chance, args.kills, args.each)} kills, nothing lost", flush=True)
            print(f"exports: {exports(folder, chance, args.kills // 5)} kills, no half file", flush=True)
            print(f"packs: {packs(folder, chance, args.kills // 5)} kills, no half pack", flush=True)
        except LostError as error:
            print(f"LOST: {error}")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
