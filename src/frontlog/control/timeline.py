"""Stage `control.timeline`: who held each place from when to when, how sure that is, and by which evidence, by all reports together.

Reads Effect, Copy, Decision; writes ControlState.
"""

from collections.abc import Iterable, Iterator, Sequence

from frontlog.control.heard import Heard, based, by_place
from frontlog.control.params import load_params
from frontlog.control.reuse import Spread, renewed
from frontlog.control.sides import Sides
from frontlog.control.states import states
from frontlog.control.stretches import Account, stretches
from frontlog.model import ControlState, Copy, Decision, Effect, Origin

ORIGIN = Origin("control.timeline", "2")


def timeline(
    effects: Sequence[Effect],
    copies: Sequence[Copy],
    decisions: Sequence[Decision] = (),
    sides: Sides | None = None,
    before: Iterable[ControlState] = (),
    code: str = "",
    spread: Spread = map,
) -> Iterator[ControlState]:
    """Intervals of every place that the effects speak of, in order of place and time; they never overlap.

    Nothing is said of days before the first evidence, save for the side that a first claim of loss names. `before` are rows that the same
    `code` made of other effects: those of places where nothing changed are taken over. `spread` works parts where hands are free.
    """
    places = [based(heard, {}, code) for heard in by_place(effects, copies, decisions, sides)]
    yield from renewed(places, before, told, spread)


def told(places: Sequence[Heard]) -> list[ControlState]:
    """The intervals of places."""
    accounts = Account.all([heard.signals for heard in places], load_params())
    return [row for number, account in accounts for row in states(ControlState, places[number], stretches(account), ORIGIN)]
