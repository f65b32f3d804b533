"""Sieges run beside the question of who holds a place: opened by besieging, closed by relief, by capture, or by long silence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from frontlog.control.params import Params
from frontlog.control.voices import Signal


@dataclass(frozen=True, slots=True)
class Siege:
    """Days (end excluded) on which `side` has a place surrounded; `inside` when it was also entered or fought over."""

    side: str
    start: date
    end: date
    inside: bool


def sieges(signals: Sequence[Signal], params: Params) -> list[Siege]:
    """The sieges of one place in order of time, those of one side that overlap joined into one."""
    horizon = timedelta(days=params.days("siege.horizon"))
    closings = [signal for signal in signals if signal.weight > 0 and signal.kind in ("lifts", "gains", "loses")]
    found: list[Siege] = []
    for signal in sorted(signals, key=lambda one: (one.side, one.start, one.end)):
        if signal.kind != "besieges" or signal.weight < params["siege.least"]:
            continue
        ends = [one.end for one in closings if one.end > signal.start and _closes(one, signal)]
        end = min([*ends, signal.end + horizon])
        if end <= signal.start:
            continue
        if found and found[-1].side == signal.side and signal.start <= found[-1].end:
            start, end = found[-1].start, max(end, found[-1].end)
            found.pop()
        else:
            start = signal.start
        found.append(Siege(signal.side, start, end, _fought(signals, start, end, params)))
    return sorted(found, key=lambda one: (one.start, one.end, one.side))


def _fought(signals: Sequence[Signal], start: date, end: date, params: Params) -> bool:
    since = start - timedelta(days=params.days("siege.inside"))
    return any(s.kind in ("enters", "contests") and s.weight > 0 and s.end >= since and s.start < end for s in signals)


def _closes(one: Signal, siege: Signal) -> bool:
    """The besieger takes the place or leaves it, or somebody else breaks the ring."""
    if one.kind == "gains":
        return one.side == siege.side
    if one.kind == "loses":
        return one.side != siege.side and one.end >= siege.end
    return one.side != siege.side
