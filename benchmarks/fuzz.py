"""Damaged input for everything that reads: files, feeds, archives, documents, and the stages, tables and questions behind them.

    python benchmarks/fuzz.py [--minutes 20] [--seed 1] [--target NAME] [--keep FOLDER]

A plain mutational fuzzer without any dependency, so that a million inputs are a matter of an hour or two. Each target of
tests/support/hostile.py and hostile_stages.py, and the reading of documents of every kind, gets an equal share of the time, round after
round in one process. Prints how many inputs each took; every fault (an exception that is none of ours, a promise that was broken, more than
HANG seconds) by its last place in our code, once, with the input in FOLDER (default: fuzz-found). The same seed gives the same inputs.
Ends with 1 when there is a fault. What is found becomes a case in a test, and is mended.
"""

import argparse
import hashlib
import mmap
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from support import fuzz as documents  # noqa: E402
from support.hostile import TARGETS, Target  # noqa: E402
from support.hostile_stages import targets  # noqa: E402
from support.mutate import mutated  # noqa: E402

SLICE = 20.0  # seconds that a target has in each round
HANG = 20  # seconds of processor time for one input; whole samples take some hundredths


ROOM = 1 << 16  # bytes of a file that holds an input with its target
MEMORY = 5_000_000_000  # bytes: an input that needs more is a fault (MemoryError)


class HangError(BaseException):
    """An input took longer than HANG seconds."""


def hung(number: int, frame: object) -> None:
    raise HangError(f"more than {HANG} seconds")


def reading(media_type: str, samples: list[bytes]) -> Target:
    """The reading of documents of a kind, in both ways."""

    def run(content: bytes) -> None:
        documents.worked(
            documents.raw(content, media_type, documents.CHARSETS[len(content) % len(documents.CHARSETS)]), len(content) % 3 == 0
        )

    return Target(f"read {media_type}", run, tuple(samples))


def every() -> list[Target]:
    """All targets."""
    kinds: dict[str, list[bytes]] = {}
    for media_type, content in documents.SAMPLES:
        kinds.setdefault(media_type, []).append(content)
    return [*TARGETS, *(reading(*kind) for kind in sorted(kinds.items())), *targets()]


class Run:
    """One run with what it found."""

    def __init__(self, keep: Path, say: Callable[[str], None]) -> None:
        self.keep, self.say = keep, say
        self.inputs: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()
        self.slowest: dict[str, float] = {}
        with (keep / "current").open("w+b") as file:  # the input that is worked, for a process that is killed or ends by itself
            file.truncate(ROOM)
            self.current = mmap.mmap(file.fileno(), ROOM)

    def one(self, target: Target, content: bytes) -> None:
        """Feed one input."""
        self.inputs[target.name] += 1
        head = f"{target.name} {len(content)}\n".encode()
        self.current[: len(head) + len(content)] = head + content
        begun = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, HANG, 1)
        try:
            target.run(content)
        except (Exception, HangError) as error:
            signal.setitimer(signal.ITIMER_PROF, 0)
            self.fault(target, content, error)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        self.slowest[target.name] = max(self.slowest.get(target.name, 0.0), time.process_time() - begun)

    def fault(self, target: Target, content: bytes, error: BaseException) -> None:
        """Count a fault, and keep the first input of each."""
        places = [
            f for f in traceback.extract_tb(error.__traceback__) if "/site-packages/" not in f.filename and "/lib/python" not in f.filename
        ]
        kind = f"{target.name}: {type(error).__name__} at {Path(places[-1].filename).name}:{places[-1].lineno}"
        self.faults[kind] += 1
        if self.faults[kind] == 1:
            path = self.keep / f"{target.name.replace('/', '-').replace(' ', '-')}-{hashlib.sha256(content).hexdigest()[:12]}"
            path.write_bytes(content)
            self.say(f"FAULT {kind}: {str(error)[:200]!r} ({path.name})")

    def target(self, target: Target, chance: Random, seconds: float) -> None:
        """Feed a target for some seconds. What came through becomes a start for further damage now and then."""
        if not self.inputs[target.name]:
            self.one(target, target.samples[0])  # loads what it needs
        end, pool = time.monotonic() + seconds, list(target.samples)
        while time.monotonic() < end:
            content = mutated(chance.choice(pool), chance, target.samples)
            self.one(target, content)
            if len(pool) < 200 and chance.random() < 0.01:
                pool.append(content)


def main() -> int:
    """Fuzz. Returns the exit code."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--minutes", type=float, default=20.0)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--target", help="only targets whose name begins so")
    ask.add_argument("--keep", type=Path, default=Path("fuzz-found"))
    args = ask.parse_args()
    args.keep.mkdir(parents=True, exist_ok=True)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    signal.signal(signal.SIGPROF, hung)
    found = Run(args.keep, lambda line: print(line, flush=True))
    chosen = [target for target in every() if target.name.startswith(args.target or "")]
    end, rounds = time.monotonic() + args.minutes * 60, 0
    while time.monotonic() < end:
        for target in chosen:
            left = end - time.monotonic()
            if left > 0:
                found.target(
                    target, Random(f"{args.seed} {rounds} {target.name}"), min(SLICE, max(1.0, args.minutes * 60 / len(chosen)), left)
                )
        rounds += 1
        print(f"round {rounds}: {found.inputs.total():,} inputs, {found.faults.total():,} faults of {len(found.faults)} kinds", flush=True)
    for target in chosen:
        print(f"{target.name:40s} {found.inputs[target.name]:>10,} inputs, slowest {found.slowest.get(target.name, 0):.2f} s")
    for kind, times in found.faults.most_common():
        print(f"{times:>8,} {kind}")
    print(f"all {found.inputs.total():,} inputs, {found.faults.total():,} faults of {len(found.faults)} kinds")
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
