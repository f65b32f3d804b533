"""How well beliefs over who holds what follow the truth of a made-up war, beside simple rivals.

    python benchmarks/war.py [--places N] [--days N] [--seeds N] [--reliability] [--diagram FILE.svg]

The war and its outlets are those of benchmarks/war_world.py, which says how they are made. Counted over the days from a place's first
evidence (for all methods alike): share decided, accuracy and macro F1 over decided place-days, Brier score, log loss and calibration error
of the stated probability, changes of holder found within 1, 3 and 7 days, their delay, and changes that nobody made.

Rivals: `majority` (the side named most often as holder, everywhere), `last asserted` (the side of the last claim of taking or holding),
`nearest centre` (the fifth of the places with most claims by last asserted; every other place takes the state of the nearest).
"""

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from pathlib import Path
from time import perf_counter

from war_world import CONTESTED, FIRST, OUTLETS, SIDES, Reports, World, reports, world

from frontlog.control.effects import effects
from frontlog.control.heard import by_place
from frontlog.control.stretches import Account
from frontlog.model import Claim
from frontlog.views import drawing as draw

UNDECIDED = "unknown"
Table = list[list[tuple[str, float]]]  # by day, by place: what is said, and how likely it is
TAKES = {"capture": ("agent", 1), "hold": ("agent", 1), "repel": ("agent", 1), "withdraw": ("target", 1)}


class MadeSides:
    """Every actor is a side."""

    def side(self, actor: str, country: str, day: object) -> str:
        return actor if actor in SIDES else ""

    def allied(self, a: str, b: str, country: str, day: object) -> bool:
        return a == b

    def guest(self, actor: str, country: str) -> bool:
        return False

    def name(self, actor: str) -> str:
        return actor.title() if actor in SIDES else ""

    def speaker(self, outlet: str) -> str:
        return next((o.side for o in OUTLETS if o.name == outlet), "")


@dataclass(slots=True)
class Tally:
    """What was counted over place-days and changes."""

    days: int = 0
    decided: int = 0
    right: int = 0
    brier: float = 0.0
    loss: float = 0.0
    found: Counter[int] = field(default_factory=Counter)
    changes: int = 0
    claimed: int = 0
    delay: list[int] = field(default_factory=list)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    bins: dict[int, list[float]] = field(default_factory=lambda: defaultdict(lambda: [0.0, 0.0, 0.0]))

    def macro(self) -> float:
        """Mean F1 over sides and contested, on decided place-days."""
        out = []
        for kind in (*SIDES, CONTESTED):
            hit = self.pairs[(kind, kind)]
            said = sum(n for (_, p), n in self.pairs.items() if p == kind)
            true = sum(n for (t, _), n in self.pairs.items() if t == kind)
            out.append(2 * hit / (said + true) if said + true else 0.0)
        return sum(out) / len(out)

    def error(self) -> float:
        """Expected calibration error over ten bins of the stated probability."""
        return sum(abs(p - right) for _, p, right in self.bins.values()) / max(1, self.decided)

    def f1(self, within: int) -> float:
        return 2 * self.found[within] / (self.changes + self.claimed) if self.changes + self.claimed else 0.0


def count(said: Table, war: World, heard: Mapping[int, int], tally: Tally) -> None:
    """Add one war's place-days and changes."""
    for n in range(len(war.spots)):
        if n not in heard:
            continue
        for day in range(heard[n], war.days):
            _day(said[day][n], war.truth[day][n], tally)
        _changes([said[d][n][0] for d in range(war.days)], [war.truth[d][n] for d in range(war.days)], heard[n], tally)


def _day(said: tuple[str, float], truth: str, tally: Tally) -> None:
    word, sure = said
    tally.days += 1
    if word == UNDECIDED:
        return
    right = word == truth
    tally.decided += 1
    tally.right += right
    tally.pairs[(truth, word)] += 1
    sure = min(max(sure, 0.01), 0.99)
    tally.brier += (sure - right) ** 2
    tally.loss -= log(sure if right else 1 - sure)
    row = tally.bins[min(9, int(sure * 10))]
    row[0] += 1
    row[1] += sure
    row[2] += right


def _turns(states: Sequence[str], first: int) -> list[tuple[int, str]]:
    """Days on which another side than the last one holds the place."""
    out, last = [], ""
    for day in range(first, len(states)):
        if states[day] in SIDES:
            if last and states[day] != last:
                out.append((day, states[day]))
            last = states[day]
    return out


def _changes(said: Sequence[str], truth: Sequence[str], first: int, tally: Tally) -> None:
    real, told = _turns(truth, first), _turns(said, first)
    tally.changes += len(real)
    tally.claimed += len(told)
    for within in (1, 3, 7):
        left = list(told)
        for day, side in real:
            near = sorted((abs(d - day), d) for d, s in left if s == side and abs(d - day) <= within)
            if near:
                left.remove((near[0][1], side))
                tally.found[within] += 1
                if within == 7:
                    tally.delay.append(near[0][1] - day)


# ---------------------------------------------------------------------------------------------------------------- methods


def believed(told: Reports, war: World) -> Table:
    """What the room `control` says of each day, with the belief of that day."""
    found = list(effects(told.claims, told.documents, MadeSides()))
    out: Table = [[(UNDECIDED, 0.0)] * len(war.spots) for _ in range(war.days)]
    places = list(by_place(found, told.copies, sides=MadeSides()))
    for number, account in Account.all([(heard.signals, heard.params) for heard in places]):
        n = int(places[number].place.id.removeprefix("g-"))
        for start, runs in account.days():
            for row, (label, probability) in enumerate(runs, (start - FIRST).days):
                if 0 <= row < war.days and label.state != "unknown":
                    out[row][n] = (label.holder or CONTESTED, probability)
    return out


def asserted(told: Reports, war: World) -> Table:
    """The side of the last claim that it took, held or kept the place; contested after a claim of an advance into it."""
    by_day: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for claim in _in_order(told):
        side = _claimed(claim)
        if side:
            by_day[_published(claim)].append((_place(claim), side))
    now: dict[int, str] = {}
    out: Table = []
    for day in range(war.days):
        now.update(by_day.get(day, []))
        out.append([(now.get(n, UNDECIDED), 0.8) for n in range(len(war.spots))])
    return out


def nearest(told: Reports, war: World) -> Table:
    """The places with most claims by last asserted; each other one takes the state of the nearest of these."""
    base = asserted(told, war)
    counts = Counter(_place(claim) for claim in told.claims)
    centres = [n for n, _ in counts.most_common(max(1, len(war.spots) // 5))]
    home = {
        s.number: s.number
        if s.number in centres
        else min(centres, key=lambda m, s=s: (war.spots[m].lat - s.lat) ** 2 + (0.8 * (war.spots[m].lon - s.lon)) ** 2)
        for s in war.spots
    }
    return [[row[home[n]] for n in range(len(war.spots))] for row in base]


def majority(told: Reports, war: World) -> Table:
    """The side most often said to hold anything, everywhere."""
    side = Counter(s for c in told.claims if (s := _claimed(c)) in SIDES).most_common(1)[0][0]
    return [[(side, 0.5)] * len(war.spots) for _ in range(war.days)]


def _in_order(told: Reports) -> list[Claim]:
    return sorted(told.claims, key=lambda c: (c.time.end, c.id))


def _published(claim: Claim) -> int:
    assert claim.time.end is not None
    return (claim.time.end - FIRST).days


def _place(claim: Claim) -> int:
    return int(claim.place[0].id.removeprefix("g-"))


def _claimed(claim: Claim) -> str:
    if claim.modality != "actual" or claim.place[0].relation != "at":
        return ""
    if claim.type == "advance":
        return CONTESTED
    role, _ = TAKES.get(claim.type, ("", 0))
    refs = {"agent": claim.agent, "target": claim.target}.get(role, ())
    return refs[0].id if refs else ""


def first_heard(told: Reports) -> dict[int, int]:
    """The day of a place's first claim that says who has it."""
    out: dict[int, int] = {}
    for claim in told.claims:
        if _claimed(claim):
            n = _place(claim)
            out[n] = min(out.get(n, _published(claim)), _published(claim))
    return out


METHODS = {"Frontlog": believed, "last asserted": asserted, "nearest centre": nearest, "majority": majority}


def row(name: str, tally: Tally) -> str:
    """One line of the table."""
    decided = max(1, tally.decided)
    delay = sorted(tally.delay)[len(tally.delay) // 2] if tally.delay else 0
    return (
        f"| {name} | {tally.decided / tally.days:.3f} | {tally.right / decided:.4f} | {tally.macro():.3f} | {tally.brier / decided:.3f} | "
        f"{tally.loss / decided:.3f} | {tally.error():.3f} | {tally.f1(1):.3f} / {tally.f1(3):.3f} / {tally.f1(7):.3f} | {delay} | "
        f"{tally.claimed} for {tally.changes} |"
    )


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--places", type=int, default=200)
    ask.add_argument("--days", type=int, default=200)
    ask.add_argument("--seeds", type=int, default=3)
    ask.add_argument("--first-seed", type=int, default=100, help="parameters were looked at with seeds below 100 only")
    ask.add_argument("--reliability", action="store_true", help="stated probability and share right, in ten bins")
    ask.add_argument("--diagram", type=Path, help="draw the reliability as SVG")
    args = ask.parse_args()
    tallies = {name: Tally() for name in METHODS}
    claims, seconds, plans = 0, 0.0, (0, 0)
    for seed in range(args.first_seed, args.first_seed + args.seeds):
        chance = random.Random(seed)
        war = world(args.places, args.days, chance)
        told = reports(war, chance)
        claims += len(told.claims)
        heard = first_heard(told)
        for name, method in METHODS.items():
            begun = perf_counter()
            said = method(told, war)
            seconds += (perf_counter() - begun) if name == "Frontlog" else 0.0
            count(said, war, heard, tallies[name])
        plans = tuple(map(sum, zip(plans, _hang_on_plans(told, war), strict=True)))
    print(f"{args.seeds} wars of {args.places} places and {args.days} days, {claims} claims, {seconds:.1f} s for effects and belief\n")
    print("| method | decided | accuracy | macro F1 | Brier | log loss | ECE | changes F1 within 1 / 3 / 7 days | delay | changes |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for name, tally in tallies.items():
        print(row(name, tally))
    ours, last = tallies["Frontlog"], tallies["last asserted"]
    print(f"\nerror against last asserted: {(1 - ours.right / ours.decided) / (1 - last.right / last.decided):.2f}")
    print(f"changes of holder that hang on plans: {plans[0]}, of these false: {plans[1]}")
    if args.diagram:
        args.diagram.write_text(diagram(ours.bins), encoding="utf-8")
    if args.reliability:
        for n, (size, sure, right) in sorted(ours.bins.items()):
            print(f"{n / 10:.1f} to {(n + 1) / 10:.1f}: {int(size):6d} place-days, said {sure / size:.3f}, right {right / size:.3f}")


def diagram(bins: Mapping[int, Sequence[float]]) -> str:
    """Stated probability against the share that was right, a disc a bin as large as it has days; on the line, word and truth agree."""
    low, high = 60.0, 340.0

    def at(said: float, right: float) -> draw.Point:
        return low + (high - low) * said, high - (high - low) * right

    parts = [draw.line(at(0, 0), at(1, 1), "#888", 1, stroke_dasharray="4 3")]
    for share in (0.0, 0.5, 1.0):
        parts += [draw.line(at(share, 0), at(share, 1), "#ddd"), draw.line(at(0, share), at(1, share), "#ddd")]
        parts += [
            draw.text(at(share, 0)[0], high + 18, f"{share:.1f}", 11, "middle"),
            draw.text(low - 8, at(0, share)[1] + 4, f"{share:.1f}", 11, "end"),
        ]
    whole = sum(row[0] for row in bins.values())
    for _, (size, sure, right) in sorted(bins.items()):
        x, y = at(sure / size, right / size)
        half = 3 + 14 * (size / whole) ** 0.5
        title = f"said {sure / size:.3f}, right {right / size:.3f}, {int(size):,} place-days"
        parts.append(draw.rectangle(x - half, y - half, 2 * half, 2 * half, draw.PALETTE[0], title, rx=f"{half:.2f}", opacity="0.75"))
    parts += [draw.text(200, high + 38, "probability that was stated", 12, "middle"), draw.text(8, 30, "share that was right", 12)]
    return draw.page(400, 400, "Reliability of belief on made-up wars", diagram.__doc__ or "", parts)


def _hang_on_plans(told: Reports, war: World) -> tuple[int, int]:
    """Changes of holder that only plans bring about, and how many of them are false. Without the plans that side does not come to hold the
    place within a week of then; false: nor does it in truth."""
    kept = [c for c in told.claims if c.modality != "planned"]
    without = believed(Reports(told.documents, tuple(kept), told.copies), war)
    whole = believed(told, war)
    hang = false = 0
    for n in range(len(war.spots)):
        for day, side in _turns([whole[d][n][0] for d in range(war.days)], 0):
            near = range(max(0, day - 7), min(war.days, day + 8))
            if side not in {without[d][n][0] for d in near}:
                hang += 1
                false += side not in {war.truth[d][n] for d in near}
    return hang, false


if __name__ == "__main__":
    main()
