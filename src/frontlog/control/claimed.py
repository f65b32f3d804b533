"""Stage `control.claimed`: who claims a place, at face value. The layer that maps of claims show, beside what is believed of it.

Reads Effect, Copy; writes ClaimedState. A claim of having or taking a place stands until the other side claims it, the claimant tells of
its loss, or a fight goes on inside it; it lapses after the horizon of belief.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from frontlog.control.sides import Sides
from frontlog.control.stretches import DAY, Account, Label, Stretch
from frontlog.control.timeline import Heard, by_place, state
from frontlog.control.voices import Signal
from frontlog.model import ClaimedState, Copy, Effect, Origin

ORIGIN = Origin("control.claimed", "1")
HAVE = ("gains", "holds", "repels")


def claimed(effects: Sequence[Effect], copies: Sequence[Copy], sides: Sides | None = None) -> Iterator[ClaimedState]:
    """Intervals of every place that a side claims, in order of place and time; they never overlap."""
    for heard in by_place(effects, copies, sides):
        account = Account.of(heard.signals, heard.params)
        for start, end, side in claims(heard):
            yield state(ClaimedState, heard, _stretch(account, side, start, end), ORIGIN)


def claims(heard: Heard) -> Iterator[tuple[date, date | None, str]]:
    """First day, end (excluded; None when nothing ended it) and side of each claim; the later of two claims of one day stands."""
    turns: list[tuple[date, str]] = []
    for signal in sorted(heard.signals, key=lambda s: (s.end, s.kind in HAVE, s.weight, s.side)):
        if signal.weight <= 0:
            continue
        side = turns[-1][1] if turns else ""
        now = signal.side if signal.kind in HAVE else "" if _ends(signal, side) else side
        if now != side:
            turns.append((signal.end, now))
    last = max((s.end for s in heard.signals), default=date.min)
    lapse = last + timedelta(days=heard.params.days("report.horizon"))
    for (start, side), (end, _) in pairwise([*turns, (lapse, "")]):
        if side and start < end:
            yield start, end if end != lapse else None, side


def _ends(signal: Signal, side: str) -> bool:
    return (signal.kind == "loses" and signal.side == side) or (signal.kind == "enters" and signal.side != side)


def _stretch(account: Account, side: str, start: date, end: date | None) -> Stretch:
    """The claim as an interval: its probability is the mean of what is believed of it on its first and last day and between."""
    last = end - DAY if end else start
    days = sorted({start, start + (last - start) // 2, last, *(d for d in account.belief.nodes if start <= d <= last)})
    shares = [account.share(side, day) for day in days]
    mean = sum(shares) / len(shares)
    return Stretch(Label("held", side), start, end, mean, min(shares), "", 0.0)
