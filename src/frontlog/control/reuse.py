"""An added report makes only the places anew that it touches: the others keep the rows that they had.

Every row of control carries the hash of all that its place rests on. Rows of the build before are taken again where that hash is the same;
they are what working the place again would give, so the result never shows whether there was a build before.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from frontlog.control.heard import Heard, slim
from frontlog.model import ControlState

State = TypeVar("State", bound=ControlState)
T = TypeVar("T")
U = TypeVar("U")
FEW = 400  # places: fewer are worked here, since sending them would take as long
PART = 1500  # places that are sent at once: enough of a size to be worked together, and some parts for each of many cores


class Spread(Protocol):
    """Works a function over tasks, in their order: `map`, or that of an engine with more hands."""

    def __call__(self, work: Callable[[T], U], tasks: Iterable[T], /) -> Iterator[U]: ...


def renewed(
    places: Sequence[Heard], before: Iterable[State], work: Callable[[Sequence[Heard]], Sequence[State]], spread: Spread = map
) -> Iterator[State]:
    """The rows of places, in the order of the places and of time. `work` makes those of some places, in any order; `spread` works parts of
    them where hands are free."""
    found: dict[str, list[State]] = defaultdict(list)
    bases = {heard.place.id: heard.basis for heard in places if heard.basis}
    for row in before:
        if row.basis and row.basis == bases.get(row.place_id):
            found[row.place_id].append(row)
    anew = [heard for heard in places if heard.place.id not in found]
    logging.getLogger(__name__).info("%d of %d places are told anew", len(anew), len(places))
    parts = [anew] if len(anew) < FEW or spread is map else _parts(anew)
    for rows in spread(work, parts):
        for row in rows:
            found[row.place_id].append(row)
    for heard in places:
        yield from sorted(found.pop(heard.place.id, ()), key=lambda row: row.start)


def _parts(places: Sequence[Heard]) -> Iterator[list[Heard]]:
    """Parts that are about as much work each: neighbours in the order of places, of which some get most of the reports, go to different
    ones. They are made when they are asked for."""
    count = -(-len(places) // PART)
    return (slim(places[number::count]) for number in range(count))
