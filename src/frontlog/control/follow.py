"""One place followed through its publications: each report changes belief from the first day on that it speaks of, and only those days
are told again, so that the work grows with the reports and not with their square."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from frontlog.control.belief import Days, begins, first_day, sides_of, split
from frontlog.control.lane import Lane
from frontlog.control.ledger import Ledger
from frontlog.control.params import Params
from frontlog.control.siege import Siege, sieges
from frontlog.control.voices import Signal
from frontlog.model import Copy, Effect

DAY = timedelta(days=1)
NEAR = 3  # days before a publication of which signals may bear on what is said from then on


@dataclass(frozen=True, slots=True)
class Edition:
    """What was known of a place from one publication to the next that changed anything (excluded, None: no further one)."""

    start: date
    end: date | None
    step: int  # of the lane, for the first day
    rows: int  # days that are told of it
    fades: int  # silent days that its last day fades on for, where nothing ends it
    near: tuple[Signal, ...]  # what may bear on it
    around: tuple[Siege, ...]


def followed(by_day: Mapping[date, Sequence[Effect]], copies: Mapping[str, Copy], params: Params) -> Iterator[tuple[Lane, Edition]]:
    """The editions of one place by its effects on each day of publication, each with the lane that tells it, in order of time."""
    follow = _Follow(copies, params)
    for day in sorted(by_day):
        gone, new = follow.ledger.add(by_day[day])
        if gone or new:
            if follow.begun:
                yield follow.finish(day)
            follow.begin(day, gone, new)
    if follow.begun:
        yield follow.finish(None)


class _Follow:
    def __init__(self, copies: Mapping[str, Copy], params: Params) -> None:
        self.ledger, self.days, self.params = Ledger(copies, params), Days(params), params
        self.horizon = timedelta(days=params.days("report.horizon"))
        self.lane: Lane | None = None
        self.begun: date | None = None
        self.since = self.last = date.min  # the first day to be told again; the last day of evidence
        self.near: tuple[Signal, ...] = ()
        self.around: tuple[Siege, ...] = ()

    def begin(self, day: date, gone: Sequence[Signal], new: Sequence[Signal]) -> None:
        """Take in what a day of publication changed."""
        before, touched = self.last, [self.days.touched(signal) for signal in gone]
        for signal in gone:
            self.days.remove(signal)
        for signal in new:
            self.days.add(signal)
        since = min([*touched, *(self.days.touched(signal) for signal in new)])
        standing = [signal for same in self.ledger.signals.values() for signal in same] if gone or self.lane is None else list(new)
        if not standing:
            self.begun, self.lane = None, None
            return
        self.last = max([signal.end for signal in standing] + ([] if gone else [before]))
        if self._anew(since, before, gone, new):
            found = self.ledger.all()
            self.lane = Lane(first_day(list(split(found, self.params))[-1], self.params), sides_of(found), self.params)
            since = self.lane.first
        self.begun, self.since = day, since
        self._look(day)

    def _anew(self, since: date, before: date, gone: Sequence[Signal], new: Sequence[Signal]) -> bool:
        """Whether the lane cannot go on: another side was heard of, a silence was too long, or its first day changed."""
        lane = self.lane
        if lane is None or since <= lane.first or since - before > self.horizon:
            return True
        sides = {side for (side, _, _), same in self.ledger.signals.items() if same}
        if sides != set(lane.sides):
            return True
        late = any(begins(signal, self.params) - before > self.horizon for signal in new)
        if not (gone or late):
            return False
        return first_day(list(split(self.ledger.all(), self.params))[-1], self.params) != lane.first

    def _look(self, day: date) -> None:
        """Keep what may bear on what is said from a day on."""
        floor = min(day - NEAR * DAY, self.last)
        near = []
        for same in self.ledger.signals.values():
            for signal in reversed(same):
                if signal.end >= floor:
                    near.append(signal)
                elif signal.end < floor - NEAR * DAY:
                    break
        self.near = tuple(sorted(near, key=lambda s: (s.end, s.start, s.kind, s.side, s.weight)))
        ring = any(kind == "besieges" and same for (_, kind, _), same in self.ledger.signals.items())
        self.around = tuple(sieges(self.ledger.all(), self.params)) if ring else ()

    def finish(self, end: date | None) -> tuple[Lane, Edition]:
        """Tell the days of what was begun, up to the next publication."""
        lane, day = self.lane, self.begun
        assert lane is not None
        assert day is not None
        told = self.last + self.horizon  # no further are days told one by one
        stop = min(end, told + DAY) if end else max(min(day, told), self.last) + DAY
        since = max(lane.first, min(self.since, day, stop))
        if stop > since:
            lane.tell(since, stop, self.days)
        first = min(day, stop - DAY)
        fades = max(0, (told - (stop - DAY)).days) if end is None else 0
        return lane, Edition(day, end, lane.step(first), (stop - first).days, fades, self.near, self.around)
