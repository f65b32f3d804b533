"""Time along a picture: which days it shows, where a day stands, marks below it, and the parts of time that are counted together."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from frontlog.model import FrontlogError
from frontlog.views import drawing as draw
from frontlog.views.believed import DAY, days

WIDTH, LEFT, RIGHT = 960, 130, 24
UNITS = ((62, "day"), (800, "week"), (7000, "month"))  # up to so many days: that unit; beyond, years


@dataclass(frozen=True, slots=True)
class Frame:
    """What of time is drawn, and where."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Where a day begins."""
        whole = (self.last - self.first).days + 1
        inside = min(max((day - self.first).days, 0), whole)
        return LEFT + (WIDTH - LEFT - RIGHT) * inside / whole


@dataclass(frozen=True, slots=True)
class Bins:
    """A stretch of time in equal parts of the calendar. `unit`: day, week, month or year."""

    unit: str
    starts: Sequence[date]  # the first day of each
    last: date

    def of(self, day: date | None) -> date | None:
        """The first day of the part that a day lies in; None outside."""
        if day is None or not self.starts[0] <= day <= self.last:
            return None
        return self.starts[bisect_right(self.starts, day) - 1]

    def end(self, start: date) -> date:
        """The day after the last one of a part."""
        after = bisect_right(self.starts, start)
        return self.starts[after] if after < len(self.starts) else self.last + DAY


def frame_of(told: Sequence[date], first: date | None, last: date | None, what: str) -> Frame:
    """The days asked for, or else all that are told. Raises FrontlogError where there is nothing to draw."""
    if not told and not (first and last):
        raise FrontlogError(f"There is no day of which the log tells {what}.", "Give --from and --to, or add reports that say when.")
    frame = Frame(first or min(told), last or max(told))
    if frame.last < frame.first:
        raise FrontlogError(f"There are no days from {frame.first} to {frame.last}.", "Choose a first day that is not after the last.")
    return frame


def bins(frame: Frame) -> Bins:
    """Days, weeks, months or years, so that there are some dozens of them."""
    whole = (frame.last - frame.first).days + 1
    unit = next((name for most, name in UNITS if whole <= most), "year")
    starts = [frame.first]
    while (following := _next(starts[-1], unit)) <= frame.last:
        starts.append(following)
    return Bins(unit, starts, frame.last)


def _next(day: date, unit: str) -> date:
    match unit:
        case "day":
            return day + DAY
        case "week":
            return day + timedelta(days=7 - day.weekday())
        case "month":
            return date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return date(day.year + 1, 1, 1)


def axis(frame: Frame, top: float, from_: float) -> Iterator[str]:
    """Firsts of months or years, or single days where the time is short, with room for their words. A thin line goes up to `from_`."""
    for day, said in marks(frame):
        x = frame.x(day)
        yield draw.line((x, from_), (x, top + 4), "#888", 0.5, opacity="0.5")
        yield draw.text(x, top + 18, said, 11, "middle", "#444")


def marks(frame: Frame) -> Iterator[tuple[date, str]]:
    """Days that are named on the axis, with their words."""
    whole = (frame.last - frame.first).days + 1
    if whole <= 45:
        yield from ((day, f"{day:%-d %b %Y}" if n == 0 else f"{day:%-d %b}") for n, day in enumerate(days(frame.first, frame.last, 8)[:-1]))
        return
    months = whole / 30.4
    every = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120, 600) if months / step <= 10 or step == 600)
    number = frame.first.year * 12 + frame.first.month  # the first of the month after the first day
    while (day := date(number // 12, number % 12 + 1, 1)) <= frame.last:
        if (number % 12) % min(every, 12) == 0 and (every <= 12 or (number // 12) % (every // 12) == 0):
            yield day, f"{day:%b %Y}" if every < 12 else str(day.year)
        number += 1
