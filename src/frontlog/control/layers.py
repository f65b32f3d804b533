"""Stage `control.layers`: the three layers of who held what, all of them from effects that are read and put in order once.

Reads Effect, Copy, Document, Decision; writes ControlState (`timeline`), KnownState (`known`) and ClaimedState (`claimed`).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from frontlog.control import claimed, known, timeline
from frontlog.control.heard import Heard, based, by_place
from frontlog.control.reuse import Spread, renewed
from frontlog.control.sides import Sides
from frontlog.model import ClaimedState, ControlState, Copy, Decision, Effect, KnownState, Lot, records

S = TypeVar("S", bound=ControlState)


def layers(
    effects: Lot,
    copies: Lot,
    documents: Lot,
    decisions: Sequence[Decision] = (),
    sides: Sides | None = None,
    before: Iterable[ControlState] = (),
    code: str = "",
    spread: Spread = map,
) -> Iterator[ControlState]:
    """What `timeline`, `known` and `claimed` tell of the same rows, one layer behind the other. `before` are rows of all three."""
    places = list(by_place(list(records(Effect, effects)), list(records(Copy, copies)), decisions, sides))
    yield from told(places, documents, before, code, spread)


def told(
    places: Sequence[Heard], documents: Lot, before: Iterable[ControlState], code: str, spread: Spread = map
) -> Iterator[ControlState]:
    """The three layers of some places."""
    old = list(before)
    timeless = [based(heard, {}, code) for heard in places]
    yield from renewed(timeless, _of(ControlState, old), timeline.told, spread)
    yield from renewed(timeless, _of(ClaimedState, old), claimed.told, spread)
    days = published(documents)
    yield from renewed([based(heard, days, code) for heard in places], _of(KnownState, old), known.told, spread)


def _of(kind: type[S], rows: Iterable[ControlState]) -> list[S]:
    return [row for row in rows if type(row) is kind]


def published(documents: Lot) -> dict[str, date | None]:
    """The days of documents, without their texts."""
    found: dict[str, date | None] = {}
    for batch in documents.batches(("id", "published")):
        found.update(zip(batch["id"].to_pylist(), batch["published"].to_pylist(), strict=True))
    return found
