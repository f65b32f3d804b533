"""Intervals as records: each with its evidence, the days between which it began, and the voices behind it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

from frontlog.control.belief import begins
from frontlog.control.dynamics import CHANGES
from frontlog.control.heard import Heard
from frontlog.control.params import Params
from frontlog.control.stretches import Stretch
from frontlog.control.voices import Signal
from frontlog.model import ControlState, Evidence, Origin, record_id

State = TypeVar("State", bound=ControlState)
PREFIX = {"control": "k", "control_known": "kn", "control_claimed": "kc"}  # of ids, by table
TAKES = ("gains", "holds", "repels")
NEAR = timedelta(days=3)  # a change signal whose window is this near to the day of a change may be the change


def states(kind: type[State], heard: Heard, found: Sequence[Stretch], origin: Origin) -> Iterator[State]:
    """The intervals of one place in a layer, in order of time, each with its evidence."""
    bearing = Bearing(heard.signals, heard.params)
    for stretch in found:
        near = heard.signals if stretch.label.claimed_by else bearing.on(stretch)  # a claim may have been told long before
        yield state(kind, heard, stretch, near, origin)


def state(kind: type[State], heard: Heard, stretch: Stretch, near: Sequence[Signal], origin: Origin, **more: Any) -> State:
    """One interval of a layer; `near` are the signals that may bear on it, `more` is what only this layer says."""
    place, label = heard.place, stretch.label
    evidence, last = _evidence(stretch, near, heard.params)
    change_from, change_to = _change(stretch, near)
    return kind(
        id=record_id(PREFIX[kind.table], place.id, stretch.start, label.state, label.holder, label.besieged_by),
        place_id=place.id,
        place_name=place.name,
        lat=place.lat,
        lon=place.lon,
        uncertainty_m=place.uncertainty_m,
        country=place.country,
        start=stretch.start,
        end=stretch.end,
        state=label.state,
        holder=label.holder,
        holder_name=heard.names.get(label.holder, ""),
        besieged_by=label.besieged_by,
        claimed_by=label.claimed_by,
        probability=round(stretch.probability, 4),
        least=round(stretch.least, 4),
        second=stretch.second,
        second_probability=round(stretch.second_probability, 4),
        change_from=change_from,
        change_to=change_to,
        evidence=tuple(row for row, _ in evidence),
        last_evidence=last,
        origins=tuple(sorted({heard.voice(document) for _, document in evidence})),
        basis=heard.basis,
        origin=origin,
        **more,
    )


class Bearing:
    """Which signals of a place may bear on an interval: asked in order of time, so that each is looked at about once."""

    def __init__(self, found: Sequence[Signal], params: Params) -> None:
        self.params = params
        self.coming = sorted(found, key=lambda s: begins(s, params), reverse=True)
        self.ended = sorted(found, key=lambda s: s.end)
        self.ends = [s.end for s in self.ended]
        self.open: list[Signal] = []

    def on(self, stretch: Stretch) -> list[Signal]:
        """Signals with days in the interval, near its first day, or, where there are none, the last before it."""
        since = stretch.start - NEAR
        while self.coming and (stretch.end is None or begins(self.coming[-1], self.params) < stretch.end + NEAR):
            self.open.append(self.coming.pop())
        self.open = [s for s in self.open if s.end >= since]
        before = bisect_left(self.ends, stretch.start)
        last = bisect_left(self.ends, self.ends[before - 1]) if before else 0
        earlier = [s for s in self.ended[last:before] if s.end < since]
        return sorted([*earlier, *self.open], key=lambda s: (s.end, s.start, s.kind, s.side, s.weight))


def _change(stretch: Stretch, found: Sequence[Signal]) -> tuple[date, date]:
    """Between which days the change into a stretch came: the windows of the changes that were told of about then, else its first day."""
    near = [
        s for s in found if s.kind in CHANGES and s.weight > 0 and s.start - NEAR <= stretch.start <= s.end + NEAR and _leads(s, stretch)
    ]
    return min([stretch.start, *(s.start for s in near)]), max([stretch.start, *(s.end for s in near)])


def _leads(signal: Signal, stretch: Stretch) -> bool:
    """Whether a change that was told of leads into the stretch."""
    if stretch.label.state == "contested":
        return signal.kind in ("enters", "contests")
    own = signal.side == stretch.label.holder
    return (own and signal.kind == "gains") or (not own and signal.kind == "loses")


def _evidence(stretch: Stretch, found: Sequence[Signal], params: Params) -> tuple[list[tuple[Evidence, str]], date | None]:
    """The effects that bear on a stretch with their documents, strongest first, signed for its label; the latest earlier ones when none
    falls into it."""
    if stretch.label.claimed_by:
        return _claim(stretch, found, params)
    if stretch.label.state == "unknown":
        return [], max((s.end for s in found if s.end < stretch.start), default=None)
    inside = [s for s in found if s.end >= stretch.start and (stretch.end is None or begins(s, params) < stretch.end)]
    if not inside:
        before = [s for s in found if s.end < stretch.start]
        latest = max((s.end for s in before), default=None)
        inside = [s for s in before if s.end == latest]
    rows = [
        (Evidence(part.effect.id, part.effect.claim, round(part.weight * sign, 4), part.effect.reason), part.effect.document)
        for signal in inside
        if (sign := _sign(signal, stretch, params))
        for part in signal.parts
    ]
    last = max((s.end for s in inside if stretch.end is None or s.end < stretch.end), default=None)
    return sorted(rows, key=lambda row: (-abs(row[0].weight), row[0].effect)), last


def _claim(stretch: Stretch, found: Sequence[Signal], params: Params) -> tuple[list[tuple[Evidence, str]], date | None]:
    """The effects that a claim rests on which is not believed, and the last day of them."""
    since = stretch.start - timedelta(days=params.days("claimed.fresh"))
    own = (s for s in found if s.kind in TAKES and s.side == stretch.label.claimed_by and s.weight > 0)
    words = [s for s in own if s.end >= since and (stretch.end is None or s.end < stretch.end)]
    rows = [(Evidence(p.effect.id, p.effect.claim, round(p.weight, 4), p.effect.reason), p.effect.document) for s in words for p in s.parts]
    return sorted(rows, key=lambda row: (-row[0].weight, row[0].effect)), max((s.end for s in words), default=None)


def _sign(signal: Signal, stretch: Stretch, params: Params) -> float:
    """What a unit of the signal's weight says for the stretch's label."""
    say = params.likelihood[signal.kind]
    if stretch.label.state == "contested":
        return say.contested
    if signal.kind == "loses" and signal.side == stretch.label.holder and stretch.end is not None and signal.end >= stretch.end:
        return 1.0  # lost at the end of the stretch, so held until then
    return say.own if signal.side == stretch.label.holder else say.other
