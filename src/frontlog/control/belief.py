"""Belief over who holds one place, day by day: a hidden Markov chain over the sides heard of there, contested and unknown.

Quiet days let belief fade to unknown; only signals of change make a change likely, and only within their window of days. The belief is
smoothed: each day is judged by the evidence before and after it. A place of which nothing is told for longer than belief is followed
starts anew with the next evidence.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from frontlog.control.chain import Array, Chain, run
from frontlog.control.dynamics import active, change, daily, evidence, faded, fading, net, prior, quiet
from frontlog.control.effects import inferred
from frontlog.control.params import Params
from frontlog.control.voices import Signal

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Age:
    """Days in a row for which a place is followed, from its first to its last evidence: one row of probabilities a day."""

    first: date
    table: Array
    nodes: tuple[date, ...]  # days of evidence

    @property
    def last(self) -> date:
        """The last day of evidence."""
        return self.first + timedelta(days=len(self.table) - 1)


@dataclass(frozen=True, slots=True)
class Belief:
    """Belief at all days. States are the sides in order, then contested, then unknown."""

    sides: tuple[str, ...]
    ages: tuple[Age, ...]
    params: Params

    @property
    def nodes(self) -> tuple[date, ...]:
        """Days of evidence, the first of which is the first day of which anything is said."""
        return tuple(sorted({self.ages[0].first} | {day for age in self.ages for day in age.nodes}))

    def at(self, day: date) -> Array:
        """Belief on a day, from the first one on. After the last evidence it fades with nothing to hold it."""
        row: Array = self.between(day, day)[0]
        return row

    def between(self, first: date, last: date) -> Array:
        """Belief on the days from `first` to `last`, as far as they are followed: one row each. None before the first evidence."""
        parts = [np.empty((0, len(self.sides) + 2))]
        for number, age in enumerate(self.ages):
            end = self.ages[number + 1].first - DAY if number + 1 < len(self.ages) else last
            a, b = max(first, age.first), min(last, end)
            if a <= b:
                parts.append(self._part(age, (a - age.first).days, (b - age.first).days + 1))
        return np.concatenate(parts)

    def followed(self, number: int) -> Array:
        """Belief from the first day of an age to the end of what is followed of it: until nobody is named any more, or the next age."""
        age, most = self.ages[number], len(fading(len(self.sides), self.params)) - 1
        if number + 1 < len(self.ages):
            most = min(most, (self.ages[number + 1].first - age.last).days - 1)
        return np.concatenate([age.table, faded(age.table[-1], most, self.params)])

    def _part(self, age: Age, start: int, stop: int) -> Array:
        inside = age.table[start:stop]
        after = max(start, len(age.table)) - len(age.table) + 1, stop - len(age.table) + 1
        return np.concatenate([inside, self._faded(age, *after)]) if after[1] > after[0] else inside

    def _faded(self, age: Age, start: int, stop: int) -> Array:
        """What is left of an age's last belief so many days later; nothing is left of it after the horizon, and it stays so."""
        table = fading(len(self.sides), self.params)
        days = np.minimum(np.arange(start, stop), len(table) - 1)
        faded: Array = (age.table[-1][None, :, None] * table[days]).sum(axis=1)
        return faded


def believe(places: Sequence[Sequence[Signal]], params: Sequence[Params]) -> Iterator[tuple[int, Belief]]:
    """The belief of each place by its signals and parameters, beside its number. In no order: places of like size are worked together."""
    sides = [sides_of(signals) for signals in places]
    ages = [(n, age) for n, signals in enumerate(places) for age in split(signals, params[n])]
    begun: dict[int, list[Age]] = defaultdict(list)
    wanted = defaultdict[int, int](int)
    for n, _ in ages:
        wanted[n] += 1
    for number, table in run([chain_of(signals, sides[n], params[n]) for n, signals in ages]):
        n, signals = ages[number]
        begun[n].append(Age(first_day(signals, params[n]), table, tuple(sorted({s.end for s in signals}))))
        if len(begun[n]) == wanted[n]:
            yield n, Belief(sides[n], tuple(sorted(begun.pop(n), key=lambda age: age.first)), params[n])


def sides_of(signals: Iterable[Signal]) -> tuple[str, ...]:
    """The sides heard of."""
    return tuple(sorted({signal.side for signal in signals}))


def split(signals: Sequence[Signal], params: Params) -> Iterator[list[Signal]]:
    """Signals in groups between which nothing is told for longer than belief is followed."""
    horizon = timedelta(days=params.days("report.horizon"))
    group: list[Signal] = []
    last = date.min
    for signal in sorted(signals, key=lambda s: begins(s, params)):
        if group and begins(signal, params) - last > horizon:
            yield group
            group = []
        group.append(signal)
        last = max(last, signal.end) if len(group) > 1 else signal.end
    if group:
        yield group


def begins(signal: Signal, params: Params) -> date:
    """The first day that a signal says something of: a loss tells of a hold before it."""
    return signal.start - timedelta(days=params.days("report.before_loss")) if signal.kind == "loses" else signal.start


def first_day(signals: Iterable[Signal], params: Params) -> date:
    """The first day that signals say something of."""
    return min(begins(signal, params) for signal in signals)


def chain_of(signals: Sequence[Signal], sides: Sequence[str], params: Params) -> Chain:
    """The chain of one age of a place."""
    first = first_day(signals, params)
    days = Days(params)
    for signal in signals:
        days.add(signal)
    steps = sorted(days.told())
    return Chain(
        quiet=quiet(len(sides), params),
        start=prior(len(sides), params),
        length=(max(s.end for s in signals) - first).days + 1,
        moves={(day - first).days: move for day in steps if (move := days.move(day, sides)) is not None},
        odds={(day - first).days: odds for day in steps if (odds := days.odds(day, sides)) is not None},
    )


class Days:
    """What the signals of a place say of each day. They may be taken out again."""

    def __init__(self, params: Params) -> None:
        self.params = params
        self._moving: dict[date, list[Signal]] = defaultdict(list)
        self._saying: dict[date, list[tuple[str, str, float]]] = defaultdict(list)
        self._denials: dict[tuple[str, str], list[Signal]] = defaultdict(list)
        self._meant: dict[tuple[str, str], list[Signal]] = defaultdict(list)

    def add(self, signal: Signal) -> None:
        """Take a signal in."""
        for day, word in said(signal, self.params):
            self._saying[day].append(word)
        for day in self._moves(signal):
            self._moving[day].append(signal)
        (self._denials if signal.weight < 0 else self._meant)[signal.kind, signal.side].append(signal)

    def remove(self, signal: Signal) -> None:
        """Take a signal out that was taken in."""
        for day, word in said(signal, self.params):
            self._saying[day].remove(word)
        for day in self._moves(signal):
            self._moving[day].remove(signal)
        (self._denials if signal.weight < 0 else self._meant)[signal.kind, signal.side].remove(signal)

    def told(self) -> set[date]:
        """Days of which something is said, or was before it was taken out."""
        return {*self._moving, *self._saying}

    def touched(self, signal: Signal) -> date:
        """The first day that a signal bears on; a denial bears on all days of what it denies."""
        days = [begins(signal, self.params), *self._moves(signal)[:1], *(day for day, _ in said(signal, self.params))]
        if signal.weight < 0:
            meant = self._meant[signal.kind, signal.side]
            days += [s.start for s in meant if s.start <= signal.end and s.end >= signal.start]
        return min(days)

    def move(self, day: date, sides: Sequence[str]) -> Array | None:
        """How the day moves belief, where anything does."""
        moves = []
        if day not in self._moving:
            return None
        for signal in self._moving[day]:
            left = net(signal, self._denials[signal.kind, signal.side])
            if left > 0:
                moves.append((signal.kind, sides.index(signal.side), daily(signal, left, day, self.params)))
        return change(len(sides), tuple(sorted(moves))) if moves else None

    def odds(self, day: date, sides: Sequence[str]) -> Array | None:
        """The evidence of a day, where there is any."""
        if day not in self._saying:
            return None
        words = sorted((kind, sides.index(side), weight) for kind, side, weight in self._saying[day])
        return evidence(len(sides), tuple(words), self.params) if words else None

    def _moves(self, signal: Signal) -> list[date]:
        days = active(signal, self.params) if signal.weight > 0 else None
        return [days[0] + n * DAY for n in range((days[1] - days[0]).days + 1)] if days else []


def said(signal: Signal, params: Params) -> Iterator[tuple[date, tuple[str, str, float]]]:
    """What a signal says of which days: kind, side and weight."""
    yield signal.end, (signal.kind, signal.side, signal.weight)
    if signal.kind == "loses":
        yield signal.start - DAY, ("was_in", signal.side, signal.weight * params["report.before_weight"])
    elif signal.kind == "holds" and (signal.end - signal.start).days > params["since.days"]:
        for day in _through(signal, params):
            yield day, ("holds", signal.side, signal.weight * params["since.share"])


def _through(signal: Signal, params: Params) -> Iterator[date]:
    """The first day of a long state, and further days of it: it lasts over all of them, so that silence says nothing against it. What is
    only concluded, such as who is inside a long siege, is believed of its first and last day alone."""
    yield signal.start
    if any(part.effect.start <= signal.start and not inferred(part.effect.reason) for part in signal.parts):
        every, days = params.days("since.every"), (signal.end - signal.start).days
        yield from (signal.start + n * DAY for n in range(every, days - every // 2, every))
