"""From effects to intervals: who held each place from when to when, how sure that is, and by which evidence."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from frontlog.control.belief import begins
from frontlog.control.dynamics import CHANGES
from frontlog.control.params import Params, load_params
from frontlog.control.places import Place, canonical, named
from frontlog.control.sides import Sides, register
from frontlog.control.stretches import Account, Stretch, stretches
from frontlog.control.voices import Signal, independent, signals
from frontlog.model import ControlState, Copy, Effect, Evidence, Origin, record_id

ORIGIN = Origin("control.timeline", "2")
State = TypeVar("State", bound=ControlState)
PREFIX = {"control": "k", "control_known": "kn", "control_claimed": "kc"}  # of ids, by table
NEAR = timedelta(days=3)  # a change signal whose window is this near to the day of a change may be the change


@dataclass(frozen=True, slots=True)
class Heard:
    """What was told of one place: its effects without those that copies only repeat, as signals, with what names its sides and voices."""

    place: Place
    told: tuple[Effect, ...]  # all of its effects, those of copies and old versions too
    effects: tuple[Effect, ...]
    signals: tuple[Signal, ...]
    names: Mapping[str, str]
    voices: Mapping[str, str]  # origin group of each document
    params: Params


def timeline(effects: Sequence[Effect], copies: Sequence[Copy], sides: Sides | None = None) -> Iterator[ControlState]:
    """Intervals of every place that the effects speak of, in order of place and time; they never overlap.

    Nothing is said of days before the first evidence, save for the side that a first claim of loss names.
    """
    yield from told(list(by_place(effects, copies, sides)))


def told(places: Sequence[Heard]) -> Iterator[ControlState]:
    """The intervals of places, in their order."""
    found: dict[int, list[ControlState]] = {}
    for number, account in Account.all([heard.signals for heard in places], load_params()):
        found[number] = list(states(ControlState, places[number], stretches(account), ORIGIN))
    for number in range(len(places)):
        yield from found.pop(number)


def by_place(effects: Sequence[Effect], copies: Sequence[Copy], sides: Sides | None = None, only: str | None = None) -> Iterator[Heard]:
    """What was told of each place that can be one, in order of place id; with `only`, of the place of that id alone."""
    params, register_ = load_params(), sides if sides is not None else register()
    by_document = {copy.id: copy for copy in copies}
    places = canonical(effects, params)
    told: dict[str, list[Effect]] = {}
    for effect in effects:
        told.setdefault(places[effect.place_id].id, []).append(effect)
    for key, heard in sorted(told.items()):
        place = places[key]
        if only not in (None, key) or not (place.located or named(place.name)):
            continue  # "the hills", "a large depot": many places or none; their effects are kept, a row on a map would pretend to know one
        own = independent(heard, by_document)
        found = signals(own, by_document, params)
        voices = {e.document: by_document[e.document].origin_group if e.document in by_document else e.document for e in heard}
        if found:
            yield Heard(place, tuple(heard), tuple(own), tuple(found), _names(heard, register_), voices, params)


def _names(heard: Sequence[Effect], sides: Sides) -> dict[str, str]:
    """Names of the sides: the register's, or else the first name under which the side's main actor was told."""
    out: dict[str, str] = {}
    for effect in sorted(heard, key=lambda one: (one.actor != one.side, one.start, one.id)):
        out.setdefault(effect.side, sides.name(effect.side) or effect.actor_name or effect.side)
    return out


def states(kind: type[State], heard: Heard, found: Sequence[Stretch], origin: Origin) -> Iterator[State]:
    """The intervals of one place in a layer, in order of time, each with its evidence."""
    bearing = Bearing(heard.signals, heard.params)
    for stretch in found:
        yield state(kind, heard, stretch, bearing.on(stretch), origin)


def state(kind: type[State], heard: Heard, stretch: Stretch, near: Sequence[Signal], origin: Origin) -> State:
    """One interval of a layer; `near` are the signals that may bear on it."""
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
        probability=round(stretch.probability, 4),
        least=round(stretch.least, 4),
        second=stretch.second,
        second_probability=round(stretch.second_probability, 4),
        change_from=change_from,
        change_to=change_to,
        evidence=tuple(row for row, _ in evidence),
        last_evidence=last,
        origins=tuple(sorted({heard.voices[document] for _, document in evidence})),
        origin=origin,
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


def _sign(signal: Signal, stretch: Stretch, params: Params) -> float:
    """What a unit of the signal's weight says for the stretch's label."""
    say = params.likelihood[signal.kind]
    if stretch.label.state == "contested":
        return say.contested
    if signal.kind == "loses" and signal.side == stretch.label.holder and stretch.end is not None and signal.end >= stretch.end:
        return 1.0  # lost at the end of the stretch, so held until then
    return say.own if signal.side == stretch.label.holder else say.other
