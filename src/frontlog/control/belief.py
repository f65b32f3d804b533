"""Belief over who holds one place, day by day: a hidden Markov chain over the sides heard of there, contested and unknown.

Quiet days let belief fade to unknown; only signals of change make a change likely, and only within their window of days. The belief is
smoothed: each day is judged by the evidence before and after it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from frontlog.control.chain import Matrix, Vector, back, likelihood, normal, power, times, weigh
from frontlog.control.dynamics import quiet, transitions
from frontlog.control.params import Params
from frontlog.control.voices import Signal

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Belief:
    """Belief at chosen days (nodes) and the way between them. States are the sides in order, then contested, then unknown."""

    sides: tuple[str, ...]
    nodes: tuple[date, ...]
    forward: tuple[Vector, ...]
    backward: tuple[Vector, ...]  # what comes after the node says of it
    arrive: tuple[Vector, ...]  # the evidence of the node itself
    steps: tuple[Matrix, ...]  # one day's matrix on the way from a node to the next

    def at(self, day: date) -> Vector:
        """Belief on a day, from the first node on. After the last node it fades with nothing to hold it."""
        i = max(0, bisect_right(self.nodes, day) - 1)
        gap = (day - self.nodes[i]).days
        if gap == 0:
            return weigh(self.forward[i], self.backward[i])
        if i + 1 == len(self.nodes):
            return times(self.forward[i], power(quiet(len(self.sides)), gap))
        ahead = (self.nodes[i + 1] - day).days
        later = tuple(a * b for a, b in zip(self.arrive[i + 1], self.backward[i + 1], strict=True))
        come = times(self.forward[i], power(self.steps[i], gap))
        return weigh(come, back(power(self.steps[i], ahead), later))


def believe(signals: Sequence[Signal], extra: Iterable[date], params: Params) -> Belief:
    """Belief from the signals of one place. `extra` are further days to have as nodes (where sieges begin and end)."""
    sides = tuple(sorted({signal.side for signal in signals}))
    nodes = _nodes(signals, extra, params)
    odds = _odds(signals, sides, params)
    first, steps = transitions(signals, nodes, sides, params)
    arrive = [likelihood(odds.get(day, (0.0,) * (len(sides) + 2))) for day in nodes]
    forward = [weigh(first, arrive[0])]
    for i, step in enumerate(steps):
        forward.append(weigh(times(forward[-1], power(step, (nodes[i + 1] - nodes[i]).days)), arrive[i + 1]))
    backward = [normal((1.0,) * (len(sides) + 2))]  # from the last node to the first
    for i in range(len(steps) - 1, -1, -1):
        later = tuple(a * b for a, b in zip(arrive[i + 1], backward[-1], strict=True))
        backward.append(normal(back(power(steps[i], (nodes[i + 1] - nodes[i]).days), later)))
    return Belief(sides, nodes, tuple(forward), tuple(reversed(backward)), tuple(arrive), tuple(steps))


def _nodes(signals: Sequence[Signal], extra: Iterable[date], params: Params) -> tuple[date, ...]:
    """Days between which the way is even: around every window, and before a loss as far as the earlier hold is told."""
    days: set[date] = set()
    for signal in signals:
        early = signal.start - (timedelta(days=params.days("report.before_loss")) if signal.kind == "loses" else timedelta(0))
        days |= {early, signal.start - DAY, signal.start, signal.end - DAY, signal.end}
    first = min(signal.start for signal in signals)
    losses = [signal.start - timedelta(days=params.days("report.before_loss")) for signal in signals if signal.kind == "loses"]
    first = min([first, *losses])
    return tuple(sorted({day for day in days | set(extra) if day >= first} | {first}))


def _odds(signals: Sequence[Signal], sides: Sequence[str], params: Params) -> dict[date, tuple[float, ...]]:
    """The evidence of each day, as log-odds of every state against unknown."""
    out: dict[date, list[float]] = {}

    def add(day: date, signal: Signal, weight: float, kind: str) -> None:
        row = out.setdefault(day, [0.0] * (len(sides) + 2))
        say = params.likelihood[kind]
        for i, side in enumerate(sides):
            row[i] += weight * (say.own if side == signal.side else say.other)
        row[len(sides)] += weight * say.contested

    for signal in signals:
        add(signal.end, signal, signal.weight, signal.kind)
        if signal.kind == "loses":
            add(signal.start - DAY, signal, signal.weight * params["report.before_weight"], "holds")
        elif signal.kind == "holds" and (signal.end - signal.start).days > params["since.days"]:
            add(signal.start, signal, signal.weight * params["since.share"], "holds")
    return {day: tuple(row) for day, row in out.items()}
