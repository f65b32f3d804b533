"""From belief to labelled intervals of one place: held, contested, besieged or unknown, with how likely that is over their days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from frontlog.control.belief import Belief, believe
from frontlog.control.chain import Array
from frontlog.control.judge import Judged, Label, Run, judge, rings, runs
from frontlog.control.params import Params
from frontlog.control.siege import Siege, sieges
from frontlog.control.voices import Signal

DAY = timedelta(days=1)


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
        return next(account for _, account in cls.all([(found, params)]))

    @classmethod
    def all(cls, places: Sequence[tuple[Sequence[Signal], Params]]) -> Iterator[tuple[int, "Account"]]:
        """The accounts of many places by their signals and parameters, each beside its number; in no order, and none is kept."""
        for number, belief in believe([found for found, _ in places], [params for _, params in places]):
            found, params = places[number]
            yield number, cls(belief, tuple(sieges(found, params)), params)

    def on(self, day: date) -> Run:
        """What is said of a day, from the first one on."""
        return next(self._runs(self.belief.between(day, day), day))

    def shares(self, side: str, first: date, last: date) -> Array:
        """How far it is believed that a side holds the place, on each day of a time; 0 for sides never heard of."""
        table = self.belief.between(first, last)
        return table[:, self.belief.sides.index(side)] if side in self.belief.sides else 0.0 * table[:, 0]

    def _judged(self, table: Array, first: date) -> Judged:
        judged = judge(table, self.belief.sides, self.params)
        judged.ring[:] = rings(judged.code, first, self.around, self.belief.sides)
        return judged

    def _runs(self, table: Array, first: date) -> Iterator[Run]:
        return runs(self._judged(table, first), self.around, self.belief.sides)

    def days(self) -> Iterator[tuple[date, list[tuple[Label, float]]]]:
        """The first day of each age, and what is said of each of its days and of the silent ones after it, with the belief of that day."""
        for number, age in enumerate(self.belief.ages):
            judged = self._judged(self.belief.followed(number), age.first)
            said = [run.label for run in runs(judged, self.around, self.belief.sides) for _ in range(run.start, run.stop)]
            yield age.first, list(zip(said, judged.probability.tolist(), strict=True))

    def ages(self) -> Iterator[tuple[date, list[Run]]]:
        """The first day of each age, and what is said of its days and of the silent ones after it. What still is said when nothing is left
        to follow is told of the days of evidence only, so that its mean is not one of silent years."""
        for number, age in enumerate(self.belief.ages):
            found = list(self._runs(self.belief.followed(number), age.first))
            yield age.first, found if found[-1].start >= len(age.table) else list(self._runs(age.table, age.first))


def stretches(account: Account) -> list[Stretch]:
    """The labelled intervals of one place, the last one open."""
    out: list[Stretch] = []
    for first, found in account.ages():
        parts = [_stretch(run, first) for run in found]
        if out and parts[0].label == out[-1].label:  # nothing was known before the gap, and nothing is at first after it
            out[-1] = replace(out[-1], end=parts[0].end)
            parts.pop(0)
        elif out:
            out[-1] = replace(out[-1], end=first)
        out += parts
    return [*out[:-1], replace(out[-1], end=None)] if out else []


def _stretch(run: Run, first: date) -> Stretch:
    """A run as an interval."""
    start, end = first + run.start * DAY, first + run.stop * DAY
    return Stretch(run.label, start, end, run.mean, run.least, run.second, run.second_probability)
