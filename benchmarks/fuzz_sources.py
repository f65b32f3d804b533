"""Fuzz the parsers of the room of sources for as long as you like, guided by coverage.

    pip install atheris   # in a virtual environment of its own beside Frontlog; it is no dependency
    python benchmarks/fuzz_sources.py [--minutes 20] [--target NAME] [--keep FOLDER]

Each target of tests/support/hostile.py gets an equal share of the time, in a process of its own. Prints how many inputs each took, and
every fault by its last place in our code; the input that showed it lies in FOLDER (default: fuzz-found). Ends with 1 when there is a fault.
What is found goes into tests/sources/test_hostile.py as a case, and is mended.
"""

import argparse
import hashlib
import re
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]
LONGEST = 12_000  # bytes of an input
HANG = 20  # seconds after which an input counts as a hang; whole samples take a thousandth


def one(name: str, seconds: int, keep: Path) -> None:
    """Fuzz one target in this process; libFuzzer ends it."""
    import atheris  # type: ignore[import-not-found]

    with atheris.instrument_imports(include=["frontlog.sources"]):
        from support.hostile import TARGETS
    target = next(target for target in TARGETS if target.name == name)
    known: set[str] = set()

    def run(content: bytes) -> None:
        try:
            target.run(content)
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            fault = f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}"
            if fault not in known:
                known.add(fault)
                path = keep / f"{name}-{hashlib.sha256(content).hexdigest()[:12]}"
                path.write_bytes(content)
                print(f"FAULT {name}: {fault}: {str(error)[:100]!r} ({path})", file=sys.stderr, flush=True)

    with tempfile.TemporaryDirectory() as folder:
        for number, sample in enumerate(target.samples):
            (Path(folder) / str(number)).write_bytes(sample)
        limits = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-timeout={HANG}", "-rss_limit_mb=3000"]
        atheris.Setup([sys.argv[0], folder, *limits, f"-artifact_prefix={keep}/{name}-hang-", "-print_final_stats=1"], run)
        atheris.Fuzz()


def main() -> int:
    """Fuzz all targets one after the other. Returns the exit code."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--minutes", type=float, default=20.0)
    ask.add_argument("--target")
    ask.add_argument("--keep", type=Path, default=Path("fuzz-found"))
    ask.add_argument("--here", type=int, help=argparse.SUPPRESS)
    args = ask.parse_args()
    args.keep.mkdir(parents=True, exist_ok=True)
    if args.here:
        one(args.target, args.here, args.keep)
        return 0
    from support.hostile import TARGETS

    names = [target.name for target in TARGETS if args.target in (None, target.name)]
    seconds = max(1, int(args.minutes * 60 / len(names)))
    total = bad = 0
    for name in names:
        command = [sys.executable, __file__, "--target", name, "--here", str(seconds), "--keep", str(args.keep)]
        said = subprocess.run(command, stderr=subprocess.PIPE, text=True, errors="replace", check=False)
        units = re.findall(r"number_of_executed_units:\s*(\d+)", said.stderr)
        faults = re.findall(r"^(?:FAULT .*|==\d+== ?ERROR: .*)$", said.stderr, re.MULTILINE)
        total, bad = total + sum(map(int, units)), bad + len(faults)
        print(f"{name:12s} {sum(map(int, units)):>9,} inputs in {seconds} s, {len(faults)} faults", *faults, sep="\n  ", flush=True)
        if not units:
            print(said.stderr[-2000:], file=sys.stderr)
    print(f"all          {total:>9,} inputs, {bad} faults")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
