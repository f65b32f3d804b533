"""A layer of `control.layers`: who claims a place, at face value. The layer that maps of claims show, beside what is believed of it.

Of Effect, Copy, Decision; gives ClaimedState.

A claim of having or taking a place stands until the other side claims it, the claimant tells of its loss, or a fight goes on inside it; it
lapses after the horizon of belief.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from frontlog.control.face import claims
from frontlog.control.heard import Heard, based, by_place
from frontlog.control.judge import Label
from frontlog.control.params import load_params
from frontlog.control.reuse import Spread, renewed
from frontlog.control.sides import Sides
from frontlog.control.states import states
from frontlog.control.stretches import DAY, Account, Stretch
from frontlog.model import ClaimedState, Copy, Decision, Effect, Origin

ORIGIN = Origin("control.claimed", "2")


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
    out, params = list[ClaimedState](), load_params()
    for number, account in Account.all([(heard.signals, heard.params) for heard in places]):
        turns = [_stretch(account, side, start, end) for start, end, side in claims(places[number].signals, params)]
        out += states(ClaimedState, places[number], turns, ORIGIN)
    return out


def _stretch(account: Account, side: str, start: date, end: date | None) -> Stretch:
    """The claim as an interval: its probability is the mean of what is believed of it on its days, an open one's of those of evidence."""
    last = end - DAY if end else max(start, account.belief.ages[-1].last)
    shares = account.shares(side, start, last)
    return Stretch(Label("held", side), start, end, float(shares.mean()), float(shares.min()), "", 0.0)
