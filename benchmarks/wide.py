"""How much memory one process needs for a step of many rows, in one piece and by buckets of a key.

    python benchmarks/wide.py [--effects 200000] [--pairs 20000] [--buckets 1 8 32] [--engine pool]

The rows are made up and put straight into the tables of a log, so that no other step is worked: effects as in control_speed.py, and
reports of 300 words each of which has a copy with a few words changed. Each run is a process of its own. Prints seconds by the clock,
processor seconds of all processes, the most memory that one of them had, and a hash of all rows.
"""

import argparse
import multiprocessing
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from control_speed import made

from frontlog.build.before import Before
from frontlog.build.chain import worked
from frontlog.build.exchange import Exchanging, count_of
from frontlog.build.meter import Meter
from frontlog.build.plan import Given, tasks
from frontlog.build.task import bucket
from frontlog.engine import engine
from frontlog.model import Copy, Document, Effect, Overlap, Record, Sketch, Stage, digest
from frontlog.pipeline import pipeline
from frontlog.store import Log, Shard, read_rows, write_shard
from frontlog.store.shards import files_of

CONTROL, COMPARE = "control.layers", "documents.compare"
WORDS = 300


@cache
def chain(each: int) -> tuple[Stage, ...]:
    """The chain with buckets of so many rows."""
    return tuple(replace(s, exchange=replace(s.exchange, each=each)) if s.exchange else s for s in pipeline())


def put(log: Path, stage: str, rows: Iterable[Any], kind: type[Record], of: Callable[[Any], str] | None) -> list[Shard]:
    """Rows as a step would have written them: by the documents that they are of, or in one piece."""
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[bucket(of(row)) if of else "all"].append(row)
    return [write_shard(log, stage, name, digest(stage, name), (kind,), some) for name, some in sorted(found.items())]


def of_control(log: Path, count: int) -> list[Shard]:
    """Effects of twenty thousand places."""
    effects, copies, documents = made(20_000, 2_000, count, random.Random(7))
    return [
        *put(log, "documents.read", documents, Document, lambda row: row.id),
        *put(log, "documents.copies", copies, Copy, None),
        *put(log, "control.effects", effects, Effect, lambda row: row.document),
    ]


def of_pairs(log: Path, count: int) -> list[Shard]:
    """Reports and their copies."""
    draw = random.Random(7)
    words = ["".join(draw.choice("bdfglmnrst") + draw.choice("aeiou") for _ in range(3)) for _ in range(4_000)]
    _, _, (empty, *_) = made(1, 1, 1, draw)
    documents, sketches, overlaps = list[Document](), list[Sketch](), list[Overlap]()
    for number in range(count):
        text = draw.choices(words, k=WORDS)
        changed = [draw.choice(words) if draw.random() < 0.01 else word for word in text]
        pair = [f"d-{2 * number + n:08x}" for n in (0, 1)]
        for name, said in zip(pair, (text, changed), strict=True):
            written = " ".join(said)
            documents.append(replace(empty, id=name, name=name, text=written, sha256_clean=digest(written)))
            sketches.append(_sketch(name, written))
        overlap = {"id": f"o-{number}", "document": pair[1], "earlier": pair[0], "kind": "same text"}
        overlaps.append(Overlap(**overlap, containment=0.95, run=200, basis="containment"))
    return [
        *put(log, "documents.read", documents, Document, lambda row: row.id),
        *put(log, "documents.sketch", sketches, Sketch, lambda row: row.id),
        *put(log, "documents.copies", overlaps, Overlap, None),
    ]


def _sketch(name: str, text: str) -> Sketch:
    return Sketch(
        id=name,
        name=name,
        address="",
        outlet="",
        republished_by="",
        agency=False,
        published=None,
        retrieved=None,
        sha256_clean=digest(text),
        sha256_body=digest(text),
        bodies=(0, len(text)),
        runs=0,
        grams=b"",
    )


def run(root: Path, shards: Sequence[Shard], name: str, each: int, on: str) -> str:
    """Work a step, in a process of its own."""
    chain_ = partial(chain, each)
    stage = next(stage for stage in chain_() if stage.name == name)
    log, there, past = Log(root), Given({}, {}, ()), Before({})
    begun = time.monotonic()
    with engine(on, 2) as executor:
        meter = Meter(executor)
        with meter.step(name):
            exchange = Exchanging(log, stage, chain_, there, shards, past) if count_of(stage, shards) > 1 else None
            planned = exchange.tasks(meter) if exchange else list(tasks(log, stage, chain_, there, shards, past))
            found = list(worked(meter, stage, planned, there))
            if exchange:
                exchange.clean()
    (step,) = meter.steps()
    seconds = time.monotonic() - begun
    rows = (row for kind in stage.writes for row in _in_order(root, found, kind))
    return f"{len(found)} | {seconds:.1f} s | {step.processor:.1f} s | {step.memory / 1e6:,.0f} MB | {digest(*map(repr, rows))[:12]}"


def _in_order(root: Path, shards: Sequence[Shard], kind: type[Record]) -> list[Record]:
    rows = read_rows(root, kind, [file.path for file in files_of(shards, kind)])
    return sorted(rows, key=lambda row: tuple(getattr(row, name) for name in kind.sort))


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--effects", type=int, default=200_000)
    ask.add_argument("--pairs", type=int, default=20_000)
    ask.add_argument("--buckets", type=int, nargs="+", default=[1, 8, 32])
    ask.add_argument("--engine", default="pool")
    given = ask.parse_args()
    print("| step | rows | buckets | by the clock | processor | most memory of a process | rows |\n" + "|---" * 7 + "|")
    for name, count, make in ((CONTROL, given.effects, of_control), (COMPARE, given.pairs, of_pairs)):
        with tempfile.TemporaryDirectory() as folder:
            shards = make(Path(folder), count) if count else []
            for buckets in given.buckets if count else ():
                with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as alone:
                    said = alone.submit(run, Path(folder), shards, name, -(-count // buckets), given.engine).result()
                print(f"| {name} | {count:,} | {said} |", flush=True)


if __name__ == "__main__":
    main()
