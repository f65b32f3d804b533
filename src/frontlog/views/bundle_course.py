"""How likely a holder is on each day of an interval, for the page. The log keeps the mean over an interval and its smallest value; a day's
own belief is worked out again from the effects."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from frontlog.control.heard import by_place
from frontlog.control.judge import Label
from frontlog.control.stretches import Account
from frontlog.model import ControlState, Copy, Decision, Effect
from frontlog.views.rows import Rows

OFF = 0.6  # per cent by which a day that is not told may be away from the line between those that are
LONGEST = 60  # days of one line
AFTER = 400  # days of an interval without an end that are told: belief has faded by then


def courses(rows: Rows, states: Sequence[ControlState]) -> Mapping[str, list[int]]:
    """By the id of an interval: days counted from its first, each with a per cent. Nothing for one whose days were not worked out."""
    of_place: defaultdict[str, list[ControlState]] = defaultdict(list)
    for state in states:
        of_place[state.place_id].append(state)
    heard = [h for h in by_place(rows(Effect), rows(Copy), rows(Decision)) if h.signals]
    out: dict[str, list[int]] = {}
    for number, account in Account.all([(h.signals, h.params) for h in heard]):
        days = list(account.days())
        for state in of_place[heard[number].place.id]:
            if found := _course(state, days):
                out[state.id] = found
    return out


Day = tuple[Label, float]  # what is said of a day, and how far it is believed


def _course(state: ControlState, ages: Sequence[tuple[date, Sequence[Day]]]) -> list[int]:
    """The days of an interval as far as the same is said of them."""
    for first, said in reversed(ages):
        if first <= state.start:
            start = (state.start - first).days
            length = (state.end - state.start).days if state.end else AFTER
            return thinned([100 * sure for sure in _same(state, said[start : start + length])])
    return []


def _same(state: ControlState, said: Sequence[Day]) -> Iterator[float]:
    for label, sure in said:
        if label.state != state.state or label != said[0][0]:
            return
        yield sure


def thinned(values: Sequence[float]) -> list[int]:
    """Days and rounded values from which all of them can be told by drawing lines, to within a little."""
    if not values:
        return []
    out = [0, round(values[0])]
    start = 0
    while start < len(values) - 1:
        stop = start + 1
        while stop + 1 < len(values) and stop - start < LONGEST and _straight(values, start, stop + 1):
            stop += 1
        out += [stop, round(values[stop])]
        start = stop
    return out


def _straight(values: Sequence[float], start: int, stop: int) -> bool:
    step = (values[stop] - values[start]) / (stop - start)
    return all(abs(values[n] - values[start] - step * (n - start)) <= OFF for n in range(start + 1, stop))
