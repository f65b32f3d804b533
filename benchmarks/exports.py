"""How fast the exports are: `python benchmarks/exports.py [--incidents 100000] [FORMAT ...]`.

Writes a log of generated incidents (two claims and one and a half reports each, all names and places invented) into a temporary folder,
then every format out of it, each in a process of its own. Prints its seconds of work and on the clock (they differ where others use the
machine, and where two processes write a format) and the most memory of its processes; asked are 30 s and 2 GB for each tabular format.
"""

import argparse
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from frontlog.model import (
    ActorRef,
    Claim,
    ControlState,
    Copy,
    Document,
    Effect,
    Evidence,
    Incident,
    Loss,
    Mention,
    Origin,
    Piece,
    PlaceRef,
    Record,
    Segment,
    Span,
    TimeRef,
    Tolls,
    record_id,
)
from frontlog.store import Log
from frontlog.store.shards import Shard, write_shard
from frontlog.views.exports.choice import Choice, Public
from frontlog.views.exports.export import Export
from frontlog.views.exports.registry import FORMATS, NAMED

BY = Origin("benchmark", "1")
ACTORS = ("syria-gov", "saa", "isis", "hts", "sdf", "fsa", "turkey-army", "russia-airforce", "x-valley-guards")
TYPES = ("clash", "airstrike", "shelling", "capture", "bombing", "assault", "civilians_attacked", "agreement", "arrest", "deploy")
OUTLETS = tuple(f"Outlet {i}" for i in range(60))
FILLER = "Residents spoke of fire from both banks of the river until the evening, and roads to the north stayed closed. " * 4
PER = 20_000  # rows a shard
DAY = date(2012, 1, 1)
LEFT_OUT = ("pack",)  # an evidence pack is for reading: it holds 200 incidents at most


def place(i: int) -> PlaceRef:
    """One of 4,000 places."""
    n = i * 7919 % 4000
    name = f"Place{n}"
    code = f"SY{n % 14 + 1:02d}{n % 7 + 1:02d}"
    return PlaceRef(
        name,
        20,
        20 + len(name),
        f"g-{n}",
        name,
        32.5 + n % 97 / 20,
        36.0 + n % 89 / 15,
        3000,
        "at",
        "SY",
        "exact",
        kind="town",
        where_prec=1,
        geo_precision=1,
        confidence=0.9,
        admin1=f"Province {n % 14}",
        admin2=f"District {n % 70}",
        pcode=code,
    )


def text_of(i: int) -> str:
    where = place(i).name
    return f"Fighters clashed in {where} on Tuesday. {FILLER}\n\nreader{i}: no way"


def document(i: int) -> Document:
    text = text_of(i)
    return Document(
        id=f"d-{i:016x}",
        name=f"r{i}.txt",
        outlet=OUTLETS[i % 60],
        republished_by="",
        url=f"https://news.example/{i}",
        title=f"Fighting in {place(i).name}",
        author="",
        published=DAY + timedelta(days=i % 4000 + 1),
        published_role="published",
        dates=(),
        language="en",
        sha256_raw=record_id("h", i),
        sha256_clean=record_id("h", i),
        text=text,
        origin=BY,
    )


def claim(i: int, documents: int) -> Claim:
    """Claim i is of incident i // 2."""
    of = i * 3 // 4 % documents
    where, day = place(of), DAY + timedelta(days=i // 2 % 4000)
    sentence = f"Fighters clashed in {where.name} on Tuesday."
    agent, target = ACTORS[i // 2 % 9], ACTORS[(i // 2 + 3) % 9]
    dead = i // 2 % 5
    return Claim(
        id=f"c-{i:016x}",
        document=f"d-{of:016x}",
        evidence=Span(f"d-{of:016x}", 0, len(sentence), sentence),
        type=TYPES[i // 2 % 10],
        trigger=Piece("clashed", 9, 16),
        agent=(ActorRef("Fighters", 0, 8, agent, agent),),
        target=(ActorRef("Fighters", 0, 8, target, target),),
        place=(where,),
        time=TimeRef("on Tuesday", 0, 0, day, day, "day", "weekday"),
        modality="actual",
        certainty="attributed",
        source=Piece("Fighters", 0, 8),
        source_id=ACTORS[i % 9],
        losses=(Loss(target, "killed", dead, dead + 2, "", "x", 0, 1),) if dead else (),
        objects=(),
        confidence=0.7,
        origin=BY,
    )


def incident(i: int, documents: int) -> Incident:
    first = claim(2 * i, documents)
    where, day = first.place[0], first.time.start
    assert day is not None
    claims = (f"c-{2 * i:016x}", f"c-{2 * i + 1:016x}")
    told = tuple(dict.fromkeys((first.document, claim(2 * i + 1, documents).document)))
    tolls = tuple(Tolls(x.side, x.kind, x.min, x.min, x.max, claims) for x in first.losses)
    return Incident(
        id=f"FL-SYR-{day:%Y%m%d}-{i:06X}",
        type=first.type,
        title=f"Fighting at {where.name}",
        start=day,
        end=day + timedelta(days=i % 3),
        place_id=where.id,
        place_name=where.name,
        lat=where.lat,
        lon=where.lon,
        uncertainty_m=3000,
        country="SY",
        agents=(first.agent[0].id,),
        targets=(first.target[0].id,),
        modality="actual",
        tolls=tolls,
        claims=claims,
        documents=told,
        origin_groups=told,
        grade="fair",
        grade_reason="2 independent voices, not all of the side that gains by it, and no denial.",
        origin=BY,
    )


def others(i: int) -> Iterator[Record]:
    """What hangs on document i beside its claims."""
    key, text = f"d-{i:016x}", text_of(i)
    end = text.index("\n\n")
    yield Copy(id=key, origin_group=key, copy_of="", similarity=0.0, basis="")
    yield Segment(id=f"s-{i:016x}", span=Span(key, 0, end, text[:end]), kind="body", reason="benchmark", origin=BY)
    yield Segment(id=f"t-{i:016x}", span=Span(key, end + 2, len(text), text[end + 2 :]), kind="comment", reason="benchmark", origin=BY)
    if i % 5 == 0:
        name = f"Walid Person{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}"
        yield Mention(id=f"m-{i:016x}", span=Span(key, 0, 8, name), sentence=0, kind="actor", label="person", origin=BY)


def control(i: int) -> Iterator[Record]:
    """An interval of a place and its ground."""
    where, holder, first = place(i), ACTORS[i % 9], DAY + timedelta(days=i % 3000)
    common = {"place_id": where.id, "place_name": where.name, "lat": where.lat, "lon": where.lon, "uncertainty_m": 3000, "country": "SY"}
    kept = Evidence(f"e-{i:016x}", f"c-{i:016x}", 1.5, "capture counts as gains")
    yield Effect(
        id=f"e-{i:016x}",
        claim=f"c-{i:016x}",
        document="",
        actor=holder,
        actor_name=holder,
        side=holder,
        kind="gains",
        start=first,
        end=None,
        weight=1.5,
        reason="capture",
        origin=BY,
        **common,
    )
    yield ControlState(
        id=f"k-{i:016x}",
        start=first,
        end=first + timedelta(days=40),
        state="held",
        holder=holder,
        holder_name=holder,
        besieged_by="",
        probability=0.8,
        evidence=(kept,),
        last_evidence=first,
        origin=BY,
        **common,
    )


def generate(root: Path, incidents: int) -> Log:
    """A log of that many incidents. Only what exports read is in it."""
    log = Log.create(root)
    documents = incidents * 3 // 2
    shards: list[Shard] = []
    parts = (
        ("documents", (Document,), documents, lambda i: iter((document(i),))),
        ("claims", (Claim,), 2 * incidents, lambda i: iter((claim(i, documents),))),
        ("incidents", (Incident,), incidents, lambda i: iter((incident(i, documents),))),
        ("others", (Copy, Segment, Mention), documents, others),
        ("control", (Effect, ControlState), incidents // 5, control),
    )
    for stage, kinds, count, make in parts:
        for bucket, start in enumerate(range(0, count, PER)):
            rows = (row for i in range(start, min(count, start + PER)) for row in make(i))
            shards.append(write_shard(root, stage, f"{bucket:03d}", record_id("k", stage, bucket), kinds, rows))
    log.commit(shards, "benchmark")
    return log


def one(root: Path, name: str, public: bool, out: "multiprocessing.Queue[tuple[float, float, int, int]]") -> None:
    """Write a format out of a log; puts seconds of work and on the clock, bytes and the most memory (KB).

    A second process that the export starts is counted in; its most memory is added, whenever that was."""
    begun, worked = time.perf_counter(), time.process_time()
    choice = Choice(public=Public(date(2026, 1, 1))) if public else None
    form = FORMATS[name]
    with tempfile.TemporaryDirectory() as folder:
        paths = form.write(Export(Log.open(root), choice), Path(folder) / ("file" if form.single else "files"))
        size = sum(path.stat().st_size for path in paths)
    own, child = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    work = time.process_time() - worked + child.ru_utime + child.ru_stime
    out.put((work, time.perf_counter() - begun, size, own.ru_maxrss + child.ru_maxrss))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="FORMAT", help="only these formats")
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--log", type=Path, help="keep the generated log here, or use the one that is there")
    parser.add_argument("--public", action="store_true", help="with the public-safe profile")
    asked = parser.parse_args()
    names = asked.names or [name for name in NAMED if name not in LEFT_OUT]
    with tempfile.TemporaryDirectory(prefix="frontlog-bench-") as folder:
        root = asked.log or Path(folder) / "log"
        if not (root / "manifest.json").exists():
            begun = time.perf_counter()
            generate(root, asked.incidents)
            print(
                f"generated {asked.incidents:,} incidents in {time.perf_counter() - begun:.0f} s (not part of what is measured)\n",
                flush=True,
            )
        print("| format | CPU seconds | on the clock | file, MB | most memory, MB |\n|---|---|---|---|---|", flush=True)
        context = multiprocessing.get_context("spawn")
        for name in names:
            queue: multiprocessing.Queue[tuple[float, float, int, int]] = context.Queue()
            process = context.Process(target=one, args=(root, name, asked.public, queue))
            process.start()
            process.join()
            if process.exitcode:
                print(f"| {name} | failed with {process.exitcode} | | | |", flush=True)
                continue
            work, clock, size, memory = queue.get()
            print(f"| {name} | {work:.1f} | {clock:.1f} | {size / 1e6:.1f} | {memory / 1024:.0f} |", flush=True)


if __name__ == "__main__":
    main()
