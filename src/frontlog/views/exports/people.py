"""Who stands against whom, as data sets with one actor on each side want it."""

from collections.abc import Sequence

from frontlog.views.exports.actors import CIVILIANS, Party
from frontlog.views.exports.cells import flat
from frontlog.views.exports.events import Event

Side = Sequence[Party]
ATTACKED = "civilians_attacked"
FIGHTS = ("clash", "assault", "repel", "capture", "advance", "airstrike", "shelling", "bombing", "break_siege", "losses", "besiege")


def two_sides(event: Event) -> tuple[Side, Side]:
    """The acting side and the other one. Whoever is named on both sides stands on the first; civilians as victims stand alone."""
    first = event.agents
    ids = {p.id for p in first}
    second = [p for p in event.targets if p.id not in ids]
    if not second and event.type == ATTACKED:
        second = [Party(CIVILIANS, "Civilians", CIVILIANS, 7, "CVL", event.country, True)]
    return first, second


def one_actor(side: Side) -> tuple[str, str]:
    """Name and code of the first of a side."""
    return (flat(side[0].name), side[0].id) if side else ("", "")


def others(side: Side) -> list[Party]:
    """The rest of a side."""
    return list(side[1:])


def one_sided(event: Event) -> bool:
    """Whether people who bear no arms are the target."""
    _, second = two_sides(event)
    return event.type == ATTACKED or (bool(second) and all(p.kind == CIVILIANS for p in second))
