"""Stage `control.claimed`: who claims a place, at face value. The layer that maps of claims show, beside what is believed of it.

Reads Effect, Copy, Decision; writes ClaimedState.

A claim of having or taking a place stands until the other side claims it, the claimant tells of its loss, or a fight goes on inside it; it
lapses after the horizon of belief.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from frontlog.control.heard import Heard, based, by_place
from frontlog.control.judge import Label
from frontlog.control.params import load_params
from frontlog.control.reuse import Spread, renewed
from frontlog.control.sides import Sides
from frontlog.control.states import states
from frontlog.control.stretches import DAY, Account, Stretch
from frontlog.control.voices import Signal
from frontlog.model import ClaimedState, Copy, Decision, Effect, Origin

ORIGIN = Origin("control.claimed", "2")
HAVE = ("gains", "holds", "repels")


def claimed(
    effects: Sequence[Effect],
    copies: Sequence[Copy],
    decisions: Sequence[Decision] = (),
    sides: Sides | None = None,
    before: Iterable[ClaimedState] = (),
    code: str = "",
    spread: Spread = map,
) -> Iterator[ClaimedState]:
    """Intervals of every place that a side claims, in order of place and time; they never overlap. `before`, `code`: as in `timeline`."""
    places = [based(heard, {}, code) for heard in by_place(effects, copies, decisions, sides)]
    yield from renewed(places, before, told, spread)


def told(places: Sequence[Heard]) -> list[ClaimedState]:
    """The intervals of places."""
    out: list[ClaimedState] = []
    for number, account in Account.all([heard.signals for heard in places], load_params()):
        turns = [_stretch(account, side, start, end) for start, end, side in claims(places[number])]
        out += states(ClaimedState, places[number], turns, ORIGIN)
    return out


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
    """The claim as an interval: its probability is the mean of what is believed of it on its days, an open one's of those of evidence."""
    last = end - DAY if end else max(start, account.belief.ages[-1].last)
    shares = account.shares(side, start, last)
    return Stretch(Label("held", side), start, end, float(shares.mean()), float(shares.min()), "", 0.0)
