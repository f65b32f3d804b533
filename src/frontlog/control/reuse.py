"""An added report makes only the places anew that it touches: the others keep the rows that they had.

Every row of control carries the hash of all that its place rests on. Rows of the build before are taken again where that hash is the same;
they are what working the place again would give, so the result never shows whether there was a build before.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from frontlog.control.heard import Heard
from frontlog.model import ControlState

State = TypeVar("State", bound=ControlState)


def renewed(places: Sequence[Heard], before: Iterable[State], work: Callable[[Sequence[Heard]], Iterable[State]]) -> Iterator[State]:
    """The rows of places, in the order of the places and of time. `work` makes those of some places, in any order."""
    found: dict[str, list[State]] = defaultdict(list)
    bases = {heard.place.id: heard.basis for heard in places if heard.basis}
    for row in before:
        if row.basis and row.basis == bases.get(row.place_id):
            found[row.place_id].append(row)
    anew = [heard for heard in places if heard.place.id not in found]
    logging.getLogger(__name__).info("%d of %d places are told anew", len(anew), len(places))
    for row in work(anew):
        found[row.place_id].append(row)
    for heard in places:
        yield from sorted(found.pop(heard.place.id, ()), key=lambda row: row.start)
