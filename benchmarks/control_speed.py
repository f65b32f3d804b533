"""How fast belief over many places is made, with how much memory, and how much of it an added report makes anew.

    python benchmarks/control_speed.py [--places N] [--days N] [--effects N]

Made-up effects: as many reports as a fourth of the effects, published up to two days after what they tell, a tenth of them reposts. A part
of the places gets most of the reports, as in a war. All three layers are made in one process: the best account, what was known on each day,
and claims at face value.
"""

import argparse
import logging
import random
import resource
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from time import perf_counter, process_time

from frontlog.control.claimed import claimed
from frontlog.control.known import known
from frontlog.control.timeline import timeline
from frontlog.model import ControlState, Copy, Document, Effect, Origin

Layer = Callable[[Sequence[Effect], Sequence[Copy], Sequence[Document], Sequence[ControlState]], Sequence[ControlState]]
MADE = Origin("made up", "1")
FIRST = date(2014, 1, 1)
KINDS = ("gains", "holds", "holds", "holds", "contests", "enters", "repels", "loses", "besieges")


class Plain:
    """Every actor is a side."""

    def side(self, actor: str, country: str, day: date | None) -> str:
        return actor

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
    args = ask.parse_args()
    rows, copies, documents = made(args.places, args.days, args.effects, random.Random(7))
    print(f"{args.places:,} places, {args.days:,} days, {len(rows):,} effects in {len(documents):,} reports")
    logging.basicConfig(level=logging.INFO, format="           %(message)s")
    layers: dict[str, Layer] = {
        "assessed": lambda e, c, d, before: list(timeline(e, c, (), Plain(), before, "1")),
        "known": lambda e, c, d, before: list(known(e, c, d, (), Plain(), before, "1")),
        "claimed": lambda e, c, d, before: list(claimed(e, c, (), Plain(), before, "1")),
    }
    told = {name: timed(name, lambda work=work: work(rows, copies, documents, ())) for name, work in layers.items()}
    print(f"all        {sum(used for used, _ in told.values()):.1f} s of processor, most memory {memory():,.0f} MB")
    more, copy, document = made(args.places, args.days, 4, random.Random(8))
    late = (replace(e, id=f"late-{e.id}", document="d-late") for e in more)
    added = [*rows, *late], [*copies, replace(copy[0], id="d-late", origin_group="d-late")], [*documents, replace(document[0], id="d-late")]
    print(f"one more report that speaks of {len({e.place_id for e in more})} places")
    again = {name: timed(name, lambda name=name, work=work: work(*added, told[name][1])) for name, work in layers.items()}
    print(f"all        {sum(used for used, _ in again.values()):.1f} s of processor")


def memory() -> float:
    """The most memory that was ever taken, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
