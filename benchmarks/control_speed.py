"""How fast belief over many places is made, with how much memory, and how much of it an added report makes anew.

    python benchmarks/control_speed.py [--places N] [--days N] [--effects N] [--workers N]

Made-up effects: as many reports as a fourth of the effects, published up to two days after what they tell, a tenth of them reposts. A part
of the places gets most of the reports, as in a war. All three layers are made, in one process or spread over several: the best account,
what was known on each day, and claims at face value.
"""

import argparse
import logging
import random
import resource
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from time import perf_counter, process_time
from typing import Any

from frontlog.control.claimed import claimed
from frontlog.control.known import known
from frontlog.control.timeline import timeline
from frontlog.engine import engine
from frontlog.model import ControlState, Copy, Document, Effect, Origin

Layer = Callable[[Sequence[Effect], Sequence[Copy], Sequence[Document], Sequence[ControlState], Any], Sequence[ControlState]]
MADE = Origin("made up", "1")
FIRST = date(2014, 1, 1)
KINDS = ("gains", "holds", "holds", "holds", "contests", "enters", "repels", "loses", "besieges")


class Plain:
    """Every actor is a side."""

    def side(self, actor: str, country: str, day: date | None) -> str:
        return actor

    def allied(self, a: str, b: str, country: str, day: object) -> bool:
        return a == b

    def guest(self, actor: str, country: str) -> bool:
        return False

    def name(self, actor: str) -> str:
        return actor.title()

    def speaker(self, outlet: str) -> str:
        return ""


def made(places: int, days: int, effects: int, chance: random.Random) -> tuple[list[Effect], list[Copy], list[Document]]:
    """Effects of a made-up war with the reports that they come from."""
    rows, copies, documents = [], [], []
    while len(rows) < effects:
        number, day = len(documents), chance.randrange(days)
        id_ = f"d-{number:07d}"
        repost = f"d-{number - 1:07d}" if number and chance.random() < 0.1 else ""
        copies.append(Copy(id=id_, origin_group=repost or id_, copy_of=repost, similarity=1.0 if repost else 0.0, basis=""))
        documents.append(_document(id_, FIRST + timedelta(days=day + chance.randint(0, 2))))
        for n in range(min(4, effects - len(rows))):
            place = int(places * chance.random() ** 1.5)
            rows.append(_effect(f"e-{number:07d}-{n}", id_, place, FIRST + timedelta(days=day), chance))
    return rows, copies, documents


def _document(id_: str, published: date) -> Document:
    return Document(
        id=id_,
        name=id_,
        outlet="",
        republished_by="",
        url="",
        title="",
        author="",
        published=published,
        published_role="published",
        dates=(),
        language="en",
        sha256_raw="",
        sha256_clean="",
        text="",
        origin=MADE,
    )


def _effect(id_: str, document: str, place: int, day: date, chance: random.Random) -> Effect:
    side = chance.choice(("army", "rebels", "rebels", "sect") if place % 5 == 0 else ("army", "rebels"))
    return Effect(
        id=id_,
        claim=f"c{id_[1:]}",
        document=document,
        place_id=f"p-{place:06d}",
        place_name=f"Place {place}",
        lat=20 + place % 200 / 5,
        lon=20 + place // 200 / 5,
        uncertainty_m=None,
        country="",
        actor=side,
        actor_name=side,
        side=side,
        kind=chance.choice(KINDS),
        start=day - timedelta(days=1),
        end=day,
        weight=chance.choice((2.5, 2.0, 1.76, 0.99, -0.8)),
        reason="made up",
        origin=MADE,
    )


def timed(name: str, work: Callable[[], Sequence[ControlState]]) -> tuple[float, Sequence[ControlState]]:
    """Print how long something takes, and how many rows it gives. Returns both."""
    begun, busy = perf_counter(), process_time()
    rows = work()
    seconds, used = perf_counter() - begun, process_time() - busy
    print(f"{name:10s} {len(rows):8,d} intervals  {seconds:6.1f} s, {used:6.1f} s of processor", flush=True)
    return used, rows


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--places", type=int, default=20_000)
    ask.add_argument("--days", type=int, default=2_000)
    ask.add_argument("--effects", type=int, default=200_000)
    ask.add_argument("--workers", type=int, default=1, help="processes; with more than one, an added report is not tried")
    args = ask.parse_args()
    rows, copies, documents = made(args.places, args.days, args.effects, random.Random(7))
    print(f"{args.places:,} places, {args.days:,} days, {len(rows):,} effects in {len(documents):,} reports")
    logging.basicConfig(level=logging.INFO, format="           %(message)s")
    layers: dict[str, Layer] = {
        "assessed": lambda e, c, d, before, spread: list(timeline(e, c, (), Plain(), before, "1", spread)),
        "known": lambda e, c, d, before, spread: list(known(e, c, d, (), Plain(), before, "1", spread)),
        "claimed": lambda e, c, d, before, spread: list(claimed(e, c, (), Plain(), before, "1", spread)),
    }
    begun = perf_counter()
    with engine("pool" if args.workers > 1 else "serial", args.workers) as hands:
        spread = hands.map if args.workers > 1 else map
        told = {name: timed(name, lambda work=work: work(rows, copies, documents, (), spread)) for name, work in layers.items()}
    print(f"all        {perf_counter() - begun:.1f} s, of processor {sum(used for used, _ in told.values()):.1f} s here and ", end="")
    print(f"{children():.1f} s in others; most memory {memory():,.0f} MB, of another {memory(resource.RUSAGE_CHILDREN):,.0f} MB")
    print(f"rows       {mark(told)}")
    if args.workers > 1:
        return
    more, copy, document = made(args.places, args.days, 4, random.Random(8))
    late = (replace(e, id=f"late-{e.id}", document="d-late") for e in more)
    added = [*rows, *late], [*copies, replace(copy[0], id="d-late", origin_group="d-late")], [*documents, replace(document[0], id="d-late")]
    print(f"one more report that speaks of {len({e.place_id for e in more})} places")
    again = {name: timed(name, lambda name=name, work=work: work(*added, told[name][1], map)) for name, work in layers.items()}
    print(f"all        {sum(used for used, _ in again.values()):.1f} s of processor")


def memory(who: int = resource.RUSAGE_SELF) -> float:
    """The most memory that was ever taken, in MB."""
    return resource.getrusage(who).ru_maxrss / 1024


def children() -> float:
    """Seconds of processor of the processes that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def mark(told: Mapping[str, tuple[float, Sequence[ControlState]]]) -> str:
    """A hash of all rows, by which two runs can be compared."""
    digest = sha256()
    for name, (_, rows) in sorted(told.items()):
        digest.update(name.encode())
        for row in rows:
            digest.update(repr(row).encode())
    return digest.hexdigest()[:12]


if __name__ == "__main__":
    main()
