"""How well and how fast claims are linked, on a made-up war whose events are known.

    python benchmarks/incidents.py [--events N] [--seed S]

Each event (type, place, day, sides, toll) is told by one to five outlets: a day off, another toll, a brigade for its army, no
coordinates, no named enemy. Places lie a few kilometres apart, and many events share place and day, as on a busy front. Printed:
pair precision, recall and F1, B-cubed F1, the same for the public floor "one event a day per place, side and type", seconds, memory.
"""

import argparse
import random
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from math import comb

from frontlog.incidents.link import link
from frontlog.model import ActorRef, Claim, Incident, Loss, Origin, Piece, PlaceRef, Span, TimeRef

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


def world(events: int, rng: random.Random) -> tuple[list[Claim], dict[str, int]]:
    """Claims, and the event of each."""
    days = max(30, events // 40)  # forty events a day, as in a large war
    names = [f"{rng.choice(WORDS)}{rng.choice(WORDS)}".title() for _ in range(max(20, events // 12))]
    places = [(name, 33 + rng.random() * 3, 36 + rng.random() * 5) for name in names]
    claims: list[Claim] = []
    truth: dict[str, int] = {}
    for event in range(events):
        name, lat, lon = rng.choice(places)
        first, second = rng.sample(sorted(SIDES), 2)
        day = date(2016, 1, 1) + timedelta(days=rng.randrange(days))
        toll = rng.choice((None, rng.randrange(1, 60)))
        kind = rng.choice(TYPES)
        for voice in range(rng.choice((1, 1, 2, 2, 3, 5))):
            claim = _claim(f"c-{len(claims):07d}", f"d-{event}-{voice}", kind, (name, lat, lon), (first, second), day, toll, rng)
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


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--events", type=int, default=2000)
    ask.add_argument("--seed", type=int, default=7)
    args = ask.parse_args()
    claims, truth = world(args.events, random.Random(args.seed))
    begin = time.perf_counter()
    rows = list(link(claims, [], [], [], MadeSides()))
    seconds = time.perf_counter() - begin
    found: dict[str, object] = {c: row.id for row in rows if isinstance(row, Incident) for c in row.claims}
    kinds = defaultdict(int)
    for row in rows:
        kinds[type(row).__name__] += 1
    print(f"claims {len(claims)}  events {args.events}  rows {dict(kinds)}")
    print(f"linked     {figures(found, truth)}")
    print(f"one a day  {figures(one_a_day(claims), truth)}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"speed      {seconds:.1f} s, {len(claims) / seconds:.0f} claims/s, peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
