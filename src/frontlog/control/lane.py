"""The days of one place as they are told again with each report, laid out as the steps of one chain."""

from collections.abc import Sequence
from datetime import date, timedelta

from frontlog.control.belief import Days
from frontlog.control.chain import Array, Chain
from frontlog.control.dynamics import prior, quiet
from frontlog.control.params import Params

DAY = timedelta(days=1)


class Lane:
    """A chain whose steps tell days from `first` on; a day that is told again goes on from what was last told of the day before."""

    def __init__(self, first: date, sides: Sequence[str], params: Params) -> None:
        self.first, self.sides, self.params = first, tuple(sides), params
        self.steps = 0
        self._moves: dict[int, Array] = {}
        self._odds: dict[int, Array] = {}
        self._again: dict[int, int] = {}
        self._pieces: list[tuple[date, int]] = []  # from which day on which steps count now

    def tell(self, start: date, stop: date, days: Days) -> None:
        """Tell the days from `start` to before `stop`. All days from the first one to `start` must have been told."""
        while self._pieces and self._pieces[-1][0] >= start:
            self._pieces.pop()
        if start > self.first and (before := self.step(start - DAY)) != self.steps - 1:
            self._again[self.steps] = before
        for day in _between(start, stop, days):
            step = self.steps + (day - start).days
            if (move := days.move(day, self.sides)) is not None:
                self._moves[step] = move
            if (odds := days.odds(day, self.sides)) is not None:
                self._odds[step] = odds
        self._pieces.append((start, self.steps))
        self.steps += (stop - start).days

    def step(self, day: date) -> int:
        """The step that tells a day now."""
        start, step = next(piece for piece in reversed(self._pieces) if piece[0] <= day)
        return step + (day - start).days

    def chain(self) -> Chain:
        """All steps as a chain."""
        size = len(self.sides)
        return Chain(quiet(size, self.params), prior(size, self.params), self.steps, self._moves, self._odds, self._again)


def _between(start: date, stop: date, days: Days) -> Sequence[date]:
    """Days of which something may be said, from `start` to before `stop`."""
    whole = (stop - start).days
    if whole <= 64:
        return [start + n * DAY for n in range(whole)]
    return sorted(day for day in days.told() if start <= day < stop)
