"""From belief to labelled intervals of one place: held, contested, besieged or unknown, with how likely that is over their days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from frontlog.control.belief import Belief, believe
from frontlog.control.params import Params
from frontlog.control.siege import Siege, besieger, sieges
from frontlog.control.voices import Signal

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Label:
    """What is said of a place on a day."""

    state: str
    holder: str = ""
    besieged_by: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A day's label, how likely it is, and the likeliest side beside the one that is named."""

    label: Label
    probability: float
    second: str = ""
    second_probability: float = 0.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days (end excluded, None open) with one label; `probability` is the mean over them, `least` the smallest, and the second side is that
    of the day of the least."""

    label: Label
    start: date
    end: date | None
    probability: float
    least: float
    second: str
    second_probability: float


@dataclass(frozen=True, slots=True)
class Account:
    """Belief over one place with the sieges around it: what can be asked about any day."""

    belief: Belief
    around: tuple[Siege, ...]
    params: Params

    @classmethod
    def of(cls, found: Sequence[Signal], params: Params) -> "Account":
        """The account that the signals of a place give."""
        around = tuple(sieges(found, params))
        return cls(believe(found, [day for siege in around for day in (siege.start, siege.end)], params), around, params)

    def on(self, day: date) -> Judged:
        """What is said of a day, from the first node on."""
        vector = self.belief.at(day)
        held, contested, unknown = vector[:-2], vector[-2], vector[-1]
        top = max(range(len(held)), key=lambda i: (held[i], -i))
        if held[top] >= self.params["report.held"]:
            holder = self.belief.sides[top]
            ring = besieger(self.around, day, holder)
            label = Label("besieged" if ring and not ring.inside else "held", holder, ring.side if ring else "")
            return Judged(label, held[top], *self._other(held, top))
        if contested >= self.params["report.contested"] and contested >= max(unknown, held[top]):
            return Judged(Label("contested"), contested, self.belief.sides[top], held[top])
        if unknown < self.params["report.rivals"]:  # sides disagree, and one of them is likely right
            return Judged(Label("contested"), 1 - unknown - held[top], self.belief.sides[top], held[top])
        return Judged(Label("unknown"), unknown, self.belief.sides[top], held[top])

    def _other(self, held: Sequence[float], top: int) -> tuple[str, float]:
        others = [i for i in range(len(held)) if i != top]
        best = max(others, key=lambda i: (held[i], -i), default=-1)
        return (self.belief.sides[best], held[best]) if best >= 0 else ("", 0.0)

    def share(self, side: str, day: date) -> float:
        """How far it is believed that a side holds the place on a day; 0 before the first evidence and for sides never heard of."""
        if side not in self.belief.sides or day < self.belief.nodes[0]:
            return 0.0
        return self.belief.at(day)[self.belief.sides.index(side)]

    def samples(self, first: date, last: date) -> list[tuple[date, Judged]]:
        """Judgements at both ends, at the nodes between them, and at every day where the label changes, found by halving."""
        out: dict[date, Judged] = {}

        def look(day: date) -> Label:
            if day not in out:
                out[day] = self.on(day)
            return out[day].label

        def halve(a: date, b: date) -> None:
            if (b - a).days <= 1:
                return
            middle = a + timedelta(days=(b - a).days // 2)
            if look(a) == look(b) == look(middle):
                return
            halve(a, middle)
            halve(middle, b)

        inner = [node for node in self.belief.nodes if first < node < last]
        look(first)
        for a, b in pairwise([first, *inner, *([last] if last > first else [])]):
            look(a), look(b)
            halve(a, b)
        return sorted(out.items(), key=lambda row: row[0])


def stretches(account: Account) -> list[Stretch]:
    """The labelled intervals of one place, the last one open. Leading days of which nothing is known are left out."""
    nodes = account.belief.nodes
    end = nodes[-1] + timedelta(days=account.params.days("report.horizon"))
    samples = account.samples(nodes[0], end)
    at_last_node = next(judged for day, judged in samples if day == nodes[-1])
    if samples[-1][1].label == at_last_node.label:
        samples.pop()
    out = joined(samples, None)
    while out and out[0].label.state == "unknown":
        out.pop(0)
    return out


def joined(samples: Sequence[tuple[date, Judged]], end: date | None) -> list[Stretch]:
    """Samples in order of time as intervals of one label each; the last one ends on `end` (excluded), or stays open."""
    out: list[Stretch] = []
    run: list[tuple[date, Judged]] = []
    for day, judged in samples:
        if run and run[0][1].label != judged.label:
            out.append(_stretch(run, day, day))
            run = []
        run.append((day, judged))
    if run:
        out.append(_stretch(run, end or run[-1][0] + DAY, end))
    return out


def _stretch(run: Sequence[tuple[date, Judged]], until: date, end: date | None) -> Stretch:
    """One interval. The mean is over the days of a run, straight lines between its samples."""
    total, days = 0.0, 0
    for a, b in pairwise(run):
        gap = (b[0] - a[0]).days
        total, days = total + gap * (a[1].probability + b[1].probability) / 2, days + gap
    last = (until - run[-1][0]).days
    mean = (total + last * run[-1][1].probability) / (days + last)
    low = min((judged for _, judged in run), key=lambda judged: judged.probability)
    return Stretch(run[0][1].label, run[0][0], end, mean, low.probability, low.second, low.second_probability)
