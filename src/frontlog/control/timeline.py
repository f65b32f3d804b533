"""A layer of `control.layers`: who held each place from when to when, how sure that is, and by which evidence, by all reports together.

Of Effect, Copy, Decision; gives ControlState.
"""

from collections.abc import Iterable, Iterator, Sequence

from frontlog.control.face import claimed_only, fresh
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

    Nothing is said of days before the first evidence, save for the side that a first claim of loss names. Where nobody is believed to
    have a place but one side claims it, the state is unknown and `claimed_by` names that side. `before` are rows that the same
    `code` made of other effects: those of places where nothing changed are taken over. `spread` works parts where hands are free.
    """
    places = [based(heard, {}, code) for heard in by_place(effects, copies, decisions, sides)]
    yield from renewed(places, before, told, spread)


def told(places: Sequence[Heard]) -> list[ControlState]:
    """The intervals of places."""
    out, params = list[ControlState](), load_params()
    for number, account in Account.all([(heard.signals, heard.params) for heard in places]):
        told = claimed_only(account, stretches(account), fresh(places[number].signals, params))
        out += states(ControlState, places[number], told, ORIGIN)
    return out
