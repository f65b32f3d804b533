"""How well and how fast claims are linked, on a made-up war whose events are known.

    python benchmarks/incidents.py [--events N] [--seed S]
    python benchmarks/incidents.py --claims 10000 100000 1000000 [--workers 2]
    python benchmarks/incidents.py --famous 50000

Each event (type, place, day, sides, toll) is told by one to five outlets: a day off, another toll, a brigade for its army, no
coordinates, no named enemy. Places lie a few kilometres apart, and many events share place and day, as on a busy front. Printed:
pair precision, recall and F1, B-cubed F1, the same for the public floor "one event a day per place, side and type", seconds, memory.

`--claims` works that many through the stage as a build does: tables on disk, parts spread over `--workers` processes, rows counted and not
kept. Each 50,000 are a theatre of war of their own, forty events a day over a year and a half on some 150,000 square kilometres: a million
is twenty such at once, 800 events a day. `--stacked` puts all theatres on the same ground instead, so that it grows denser with the claims.
`--famous` gives all claims one place and one day. Memory is the peak of this process and of the largest worker.
"""

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from math import comb
from pathlib import Path

import pyarrow.parquet as pq

from frontlog.engine import engine
from frontlog.incidents.arrays import hash_of
from frontlog.incidents.gather import Claims, voices
from frontlog.incidents.link import link, linked
from frontlog.model import (
    ActorRef,
    Batch,
    Claim,
    Copy,
    Document,
    Incident,
    Loss,
    Origin,
    Piece,
    PlaceRef,
    Record,
    Span,
    TimeRef,
    to_table,
)
from frontlog.store.shards import ShardLot

PORTION = 50_000  # claims of a large war that are made at once
PER_EVENT = 14 / 6
OUTLETS = 400
MADE = Origin("made up", "1")
SIDES = {"gov": ("gov-army", "gov-guard"), "reb": ("reb-north", "reb-south"), "sect": ("sect-cell",)}
TYPES = ("capture", "clash", "airstrike", "shelling", "bombing", "assault", "arrest", "agreement")
ALSO = {"capture": ("advance", "assault"), "clash": ("losses", "assault"), "airstrike": ("losses",), "bombing": ("civilians_attacked",)}
SYLLABLES = ("ba", "ker", "lo", "min", "ta", "ros", "vel", "du", "shan", "pir", "gol", "we")
WORDS = tuple("".join(parts) for parts in product(SYLLABLES, repeat=3))  # as many as reports of a war use often


class MadeSides:
    """Units belong to their side."""

    def ancestors(self, id_: str) -> Sequence[str]:
        return (id_, id_.split("-")[0]) if "-" in id_ else (id_,)

    def camp(self, id_: str, country: str = "", day: date | None = None) -> str:
        return id_.split("-")[0]

    def name(self, id_: str) -> str:
        return id_

    def speaker(self, outlet: str) -> str:
        return ""


def world(events: int, rng: random.Random, first: int = 0, famous: bool = False, theatre: int = 0) -> tuple[list[Claim], dict[str, int]]:
    """Claims, and the event of each. `first` numbers the events on; `famous`: all at one place on one day; a theatre is a ground."""
    days = 1 if famous else max(30, events // 40)  # forty events a day, as in a large war
    names = [f"{rng.choice(WORDS)}{rng.choice(WORDS)}".title() for _ in range(1 if famous else max(20, events // 12))]
    south, west = 33 - 6 * (theatre // 8), 36 + 8 * (theatre % 8)
    places = [(name, south + rng.random() * 3, west + rng.random() * 5) for name in names]
    claims: list[Claim] = []
    truth: dict[str, int] = {}
    for event in range(first, first + events):
        name, lat, lon = rng.choice(places)
        one, other = rng.sample(sorted(SIDES), 2)
        day = date(2016, 1, 1) + timedelta(days=rng.randrange(days))
        toll = rng.choice((None, rng.randrange(1, 60)))
        kind = rng.choice(TYPES)
        for voice in range(rng.choice((1, 1, 2, 2, 3, 5))):
            claim = _claim(f"c-{event:07d}-{voice}", f"d-{event}-{voice}", kind, (name, lat, lon), (one, other), day, toll, rng)
            claims.append(claim)
            truth[claim.id] = event
    rng.shuffle(claims)
    return claims, truth


def _claim(
    id_: str, doc: str, kind: str, spot: tuple[str, float, float], sides: tuple[str, str], day: date, toll: int | None, rng: random.Random
) -> Claim:
    kind = rng.choice(ALSO.get(kind, (kind,))) if rng.random() < 0.2 else kind
    said = rng.random() < 0.5
    late = 0 if said else rng.choice((0, 0, 1))
    name, lat, lon = spot
    located = rng.random() > 0.15
    agents = [rng.choice((sides[0], *SIDES[sides[0]]))] if rng.random() > 0.2 else []
    targets = [rng.choice((sides[1], *SIDES[sides[1]]))] if rng.random() > 0.4 else []
    losses = ()
    if toll is not None and rng.random() > 0.3:
        low = max(1, round(toll * rng.choice((1, 1, 1, 0.8, 1.3))))
        losses = (Loss(targets[0] if targets else "", "killed", low, None if rng.random() < 0.4 else low, "", str(low), -1, -1),)
    text = " ".join(rng.choices(WORDS, k=14))
    place = PlaceRef(name, -1, -1, f"g-{name}" if located else f"n-{name}", name, lat if located else None, lon if located else None,
                     1000 if located else None, rng.choice(("at", "at", "at", "near")), "SY", "exact")  # fmt: skip
    return Claim(
        id=id_,
        document=doc,
        evidence=Span(doc, 0, len(text), text),
        type=kind,
        trigger=Piece(kind, 0, 1),
        agent=tuple(ActorRef(a, -1, -1, a, a) for a in agents),
        target=tuple(ActorRef(a, -1, -1, a, a) for a in targets),
        place=(place,),
        time=TimeRef("then" if said else "", -1, -1, day + timedelta(days=late - (not said)), day + timedelta(days=late), "day", "made"),
        modality="actual",
        certainty="asserted",
        source=None,
        source_id="",
        losses=losses,
        objects=(),
        confidence=1.0,
        origin=MADE,
    )


def one_a_day(claims: Iterable[Claim]) -> dict[str, tuple[str, ...]]:
    """The public floor: same place, last day, type and agent is one event."""
    return {c.id: (c.place[0].name, str(c.time.end), c.type, c.agent[0].id.split("-")[0] if c.agent else "") for c in claims}


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision and recall over pairs and B-cubed."""

    pair_precision: float
    pair_recall: float
    b3_precision: float
    b3_recall: float

    @property
    def pair_f1(self) -> float:
        return _f1(self.pair_precision, self.pair_recall)

    @property
    def b3(self) -> float:
        return _f1(self.b3_precision, self.b3_recall)

    def __str__(self) -> str:
        pairs = f"pairs P {self.pair_precision:.3f} R {self.pair_recall:.3f} F1 {self.pair_f1:.3f}"
        return f"{pairs}   B3 P {self.b3_precision:.3f} R {self.b3_recall:.3f} F1 {self.b3:.3f}"


def _f1(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0


def figures(found: Mapping[str, object], truth: Mapping[str, object]) -> Figures:
    """How the found groups agree with the true ones."""
    both, mine, gold = (
        Counter((found[c], truth[c]) for c in truth), Counter(found[c] for c in truth), Counter(truth.values())
    )  # fmt: skip
    hit = sum(comb(n, 2) for n in both.values())
    return Figures(
        hit / max(1, sum(comb(n, 2) for n in mine.values())),
        hit / max(1, sum(comb(n, 2) for n in gold.values())),
        sum(n * n / mine[f] for (f, _), n in both.items()) / max(1, len(truth)),
        sum(n * n / gold[t] for (_, t), n in both.items()) / max(1, len(truth)),
    )


def generate(task: tuple[Path, int, int, bool, bool]) -> Path:
    """One portion of a large war on disk: claims, their documents, and a row of the copy finder for each."""
    folder, seed, events, famous, stacked = task
    claims, _ = world(events, random.Random(seed), seed * events, famous, 0 if stacked else seed)
    kinds: dict[type[Record], list[Record]] = {Claim: list(claims), Document: [], Copy: []}
    for claim in claims:
        outlet = f"Outlet {hash_of(('outlet', claim.document)) % OUTLETS}"
        kinds[Document].append(_document(claim.document, outlet, claim.time.end))
        kinds[Copy].append(Copy(id=claim.document, origin_group=claim.document, copy_of="", similarity=0.0, basis=""))
    for kind, rows in kinds.items():
        pq.write_table(to_table(kind, rows), folder / f"{seed:04d}.{kind.table}.parquet")
    return folder


def _document(id_: str, outlet: str, day: date | None) -> Document:
    return Document(
        id=id_, name=id_, outlet=outlet, republished_by="", url="", title="", author="", published=day, published_role="",
        dates=(), language="en", sha256_raw="", sha256_clean="", text="", origin=MADE,
    )  # fmt: skip


def large(claims: int, workers: int, famous: bool, stacked: bool) -> None:
    """Claims through the stage as a build works it."""
    portions = 1 if famous else max(1, claims // PORTION)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with engine("pool", workers) as executor:  # a pool of its own, so that making the war counts for no memory
            list(
                executor.map(generate, [(folder, seed, round(claims / portions / PER_EVENT), famous, stacked) for seed in range(portions)])
            )
        lots = [ShardLot(folder, tuple(sorted(p.name for p in folder.glob(f"*.{k.table}.parquet")))) for k in (Claim, Copy, Document)]
        tally = Tally()
        begin, spent = time.perf_counter(), processor()
        with engine("pool" if workers > 1 else "serial", workers) as executor:
            source = Claims(lots[0])
            for row in linked(source, voices(source.documents(), lots[1], lots[2]), [], MadeSides(), executor.map, tabled=True):
                tally.add(row)
        seconds, spent = time.perf_counter() - begin, processor() - spent
    own, child = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"claims {tally.claims}  rows {dict(tally.rows)}  largest incident {tally.largest}")
    print(f"linked     {tally.figures()}")
    print(f"speed      {seconds:.1f} s on {workers} processes, {spent:.1f} s of processor")
    print(f"memory     {own:.0f} MB, largest worker {child:.0f} MB")


def processor() -> float:
    """Seconds of processor of this process and of those that have ended."""
    parts = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(part.ru_utime + part.ru_stime for part in parts)


class Tally:
    """Counts of rows, and of pairs of claims as `figures` has them. The event stands in a claim's id."""

    def __init__(self) -> None:
        self.rows: Counter[str] = Counter()
        self.claims = self.largest = 0
        self._events: Counter[str] = Counter()
        self._groups: list[dict[str, int]] = []

    def add(self, row: Record) -> None:
        if isinstance(row, Batch):
            self.rows[row.kind.__name__] += len(row.rows)
            for claims in row.rows["claims"].to_pylist() if row.kind is Incident else ():
                self._count(claims)
            return
        self.rows[type(row).__name__] += 1
        if isinstance(row, Incident):
            self._count(row.claims)

    def _count(self, claims: Sequence[str]) -> None:
        told = Counter(claim.split("-")[1] for claim in claims)
        self._groups.append(dict(told))
        self._events.update(told)
        self.claims += len(claims)
        self.largest = max(self.largest, len(claims))

    def figures(self) -> Figures:
        hit = sum(comb(n, 2) for told in self._groups for n in told.values())
        return Figures(
            hit / max(1, sum(comb(sum(told.values()), 2) for told in self._groups)),
            hit / max(1, sum(comb(n, 2) for n in self._events.values())),
            sum(n * n / sum(told.values()) for told in self._groups for n in told.values()) / max(1, self.claims),
            sum(n * n / self._events[event] for told in self._groups for event, n in told.items()) / max(1, self.claims),
        )


def small(events: int, seed: int) -> None:
    """A war small enough to be compared with the floor."""
    claims, truth = world(events, random.Random(seed))
    begin = time.perf_counter()
    rows = list(link(claims, [], [], [], MadeSides()))
    seconds = time.perf_counter() - begin
    found: dict[str, object] = {c: row.id for row in rows if isinstance(row, Incident) for c in row.claims}
    print(f"claims {len(claims)}  events {events}  rows {dict(Counter(type(row).__name__ for row in rows))}")
    print(f"linked     {figures(found, truth)}")
    print(f"one a day  {figures(one_a_day(claims), truth)}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"speed      {seconds:.1f} s, {len(claims) / seconds:.0f} claims/s, peak {peak:.0f} MB")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--events", type=int, default=2000)
    ask.add_argument("--seed", type=int, default=7)
    ask.add_argument("--claims", type=int, nargs="+", default=[])
    ask.add_argument("--famous", type=int, default=0)
    ask.add_argument("--stacked", action="store_true", help="all theatres on the same ground")
    ask.add_argument("--workers", type=int, default=2)
    args = ask.parse_args()
    if args.famous:
        large(args.famous, args.workers, famous=True, stacked=False)
    for claims in args.claims:
        if len(args.claims) > 1:  # each in a process of its own, for its memory
            stacked = ["--stacked"] * args.stacked
            subprocess.run([sys.executable, __file__, "--claims", str(claims), "--workers", str(args.workers), *stacked], check=True)
        else:
            large(claims, args.workers, famous=False, stacked=args.stacked)
    if not args.famous and not args.claims:
        small(args.events, args.seed)


if __name__ == "__main__":
    main()
