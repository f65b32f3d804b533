"""Flip random bits of a log and of its evidence pack, one at a time, and see whether `frontlog verify` finds each.

    python benchmarks/flips.py [--flips 300] [--pack 100] [--seed 1]

Builds a log of three of the invented reports with two decisions, chooses bytes evenly among its archive, tables, history, decisions and
manifest (each file's turn first, then a place in it), changes one bit, verifies, and puts it back. A flip counts as found where a
difference names the file. Ends with 1 where one was missed. log.duckdb holds only views and is left out.
"""

import argparse
import random
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from frontlog.store import Log
from frontlog.store.verify import verify
from frontlog.views.exports.pack_verify import verify as verify_pack
from support.kills import build_words, reports

HELD = ("archive", "tables", "history", "decisions.jsonl", "runs.jsonl", "manifest.json")


def flipped(path: Path, chance: random.Random) -> bytes:
    """Change one bit of a file; what it held before."""
    whole = path.read_bytes()
    changed = bytearray(whole)
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    path.write_bytes(changed)
    return whole


def in_log(log: Path, flips: int, chance: random.Random) -> tuple[Counter[str], list[str]]:
    """How many flips were found by part of the log, and those that were missed."""
    parts = {name: [p for p in [log / name, *sorted((log / name).rglob("*"))] if p.is_file() and p.stat().st_size] for name in HELD}
    found, missed = Counter[str](), []
    for number in range(flips):
        part = HELD[number % len(HELD)]
        path = chance.choice(parts[part])
        whole = flipped(path, chance)
        differences = verify(log, lambda *_: None).differences
        if any(path.name in f"{one.file} {one.next_step}" for one in differences):
            found[part] += 1
        else:
            missed.append(f"{path.relative_to(log)}: {[str(one) for one in differences[:2]]}")
        path.write_bytes(whole)
    return found, missed


def in_pack(pack: Path, flips: int, chance: random.Random) -> tuple[int, list[str]]:
    """The same for the files of an unpacked evidence pack."""
    files = [path for path in sorted(pack.rglob("*")) if path.is_file() and path.stat().st_size]
    missed = []
    for _ in range(flips):
        path = chance.choice(files)
        whole = flipped(path, chance)
        try:
            differences, *_ = verify_pack(pack)
        except ValueError as error:
            differences = [str(error)]
        if not differences:
            missed.append(path.relative_to(pack).as_posix())
        path.write_bytes(whole)
    return flips - len(missed), missed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--flips", type=int, default=300)
    parser.add_argument("--pack", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    chance = random.Random(args.seed)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        log, run = folder / "log", [sys.executable, "-m", "frontlog"]
        subprocess.run([*run, *build_words(reports(folder / "reports"), log)], check=True, capture_output=True)
        for verdict in ("same", "different"):
            Log.open(log).decisions.add(("c-a", "c-b"), verdict, "Mira", "seen", datetime.now(UTC))
        subprocess.run([*run, "export", str(log), "--as", "pack", "-o", str(folder / "pack.zip")], check=True, capture_output=True)
        subprocess.run([sys.executable, "-m", "zipfile", "-e", str(folder / "pack.zip"), str(folder / "pack")], check=True)
        found, missed = in_log(log, args.flips, chance)
        print(f"log: {found.total()} of {args.flips} found ({', '.join(f'{count} {name}' for name, count in found.items())})", flush=True)
        roots = [path.parent for path in (folder / "pack").rglob("verify.py")] or [folder / "pack"]
        held, more = in_pack(roots[0], args.pack, chance)
        print(f"pack: {held} of {args.pack} found")
        for one in (*missed, *more):
            print(f"MISSED {one}")
    return 1 if missed or more else 0


if __name__ == "__main__":
    sys.exit(main())
