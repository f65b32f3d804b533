"""From effects to intervals: who held each place from when to when, how sure that is, and by which evidence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from frontlog.control.belief import Belief, believe
from frontlog.control.params import Params, load_params
from frontlog.control.places import Place, canonical, named
from frontlog.control.sides import Sides, register
from frontlog.control.siege import Siege, besieger, sieges
from frontlog.control.voices import Signal, independent, signals
from frontlog.model import ControlState, Copy, Effect, Evidence, Origin, record_id

ORIGIN = Origin("control.timeline", "1")
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Label:
    """What is said of a place on a day."""

    state: str
    holder: str = ""
    besieged_by: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days (end excluded, None open) with one label and the label's mean probability over them."""

    label: Label
    start: date
    end: date | None
    probability: float


def timeline(effects: Sequence[Effect], copies: Sequence[Copy], sides: Sides | None = None) -> Iterator[ControlState]:
    """Intervals of every place that the effects speak of, in order of place and time; they never overlap.

    Nothing is said of days before the first evidence, save for the side that a first claim of loss names.
    """
    params, register_ = load_params(), sides if sides is not None else register()
    by_document = {copy.id: copy for copy in copies}
    places = canonical(effects, params)
    told: dict[str, list[Effect]] = {}
    for effect in effects:
        told.setdefault(places[effect.place_id].id, []).append(effect)
    for key, heard in sorted(told.items()):
        place = places[key]
        if not place.located and not named(place.name):
            continue  # "the hills", "a large depot": many places or none; their effects are kept, a row on a map would pretend to know one
        found = signals(independent(heard, by_document), by_document, params)
        if found:
            names = _names(heard, register_)
            for stretch in stretches(found, params):
                yield _state(place, stretch, found, names, params)


def stretches(found: Sequence[Signal], params: Params) -> list[Stretch]:
    """The labelled intervals of one place, the last one open. Leading days of which nothing is known are left out."""
    around = sieges(found, params)
    belief = believe(found, [day for siege in around for day in (siege.start, siege.end)], params)
    samples = _samples(belief, around, params)
    out: list[Stretch] = []
    run: list[tuple[date, Label, float]] = []
    for i, sample in enumerate(samples):
        if run and run[0][1] != sample[1]:
            out.append(Stretch(run[0][1], run[0][0], sample[0], _mean(run, sample[0])))
            run = []
        run.append(sample)
        if i + 1 == len(samples):
            out.append(Stretch(run[0][1], run[0][0], None, _mean(run, run[-1][0] + DAY)))
    while out and out[0].label.state == "unknown":
        out.pop(0)
    return out


def label(belief: Belief, around: Sequence[Siege], day: date, params: Params) -> tuple[Label, float]:
    """What belief says of a day, and how likely it is."""
    vector = belief.at(day)
    held, contested, unknown = vector[:-2], vector[-2], vector[-1]
    top = max(range(len(held)), key=lambda i: (held[i], -i))
    if held[top] >= params["report.held"]:
        holder = belief.sides[top]
        ring = besieger(around, day, holder)
        state = "besieged" if ring and not ring.inside else "held"
        return Label(state, holder, ring.side if ring else ""), held[top]
    if contested >= params["report.contested"] and contested >= max(unknown, held[top]):
        return Label("contested"), contested
    if unknown < params["report.rivals"]:  # sides disagree, and one of them is likely right
        return Label("contested"), 1 - unknown - held[top]
    return Label("unknown"), unknown


def _samples(belief: Belief, around: Sequence[Siege], params: Params) -> list[tuple[date, Label, float]]:
    """Labels at nodes and at every day where the label changes, found by halving the stretches between nodes."""
    out: dict[date, tuple[Label, float]] = {}

    def look(day: date) -> Label:
        if day not in out:
            out[day] = label(belief, around, day, params)
        return out[day][0]

    def halve(a: date, b: date) -> None:
        if (b - a).days <= 1:
            return
        middle = a + timedelta(days=(b - a).days // 2)
        if look(a) == look(b) == look(middle):
            return
        halve(a, middle)
        halve(middle, b)

    end = belief.nodes[-1] + timedelta(days=params.days("report.horizon"))
    days = [*belief.nodes, end]
    for a, b in pairwise(days):
        look(a), look(b)
        halve(a, b)
    if out[end][0] == out[belief.nodes[-1]][0]:
        del out[end]
    return [(day, *out[day]) for day in sorted(out)]


def _mean(run: Sequence[tuple[date, Label, float]], end: date) -> float:
    """Mean over the days of a run, straight lines between its samples."""
    total, days = 0.0, 0
    for a, b in pairwise(run):
        gap = (b[0] - a[0]).days
        total, days = total + gap * (a[2] + b[2]) / 2, days + gap
    last = (end - run[-1][0]).days
    return (total + last * run[-1][2]) / (days + last)


def _names(heard: Sequence[Effect], sides: Sides) -> dict[str, str]:
    """Names of the sides: the register's, or else the first name under which the side's main actor was told."""
    out: dict[str, str] = {}
    for effect in sorted(heard, key=lambda one: (one.actor != one.side, one.start, one.id)):
        out.setdefault(effect.side, sides.name(effect.side) or effect.actor_name or effect.side)
    return out


def _state(place: Place, stretch: Stretch, found: Sequence[Signal], names: Mapping[str, str], params: Params) -> ControlState:
    evidence, last = _evidence(stretch, found, params)
    label = stretch.label
    return ControlState(
        id=record_id("k", place.id, stretch.start, label.state, label.holder, label.besieged_by),
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
        holder_name=names.get(label.holder, ""),
        besieged_by=label.besieged_by,
        probability=round(stretch.probability, 4),
        evidence=evidence,
        last_evidence=last,
        origin=ORIGIN,
    )


def _evidence(stretch: Stretch, found: Sequence[Signal], params: Params) -> tuple[tuple[Evidence, ...], date | None]:
    """The effects that bear on a stretch, strongest first, signed for its label; the latest earlier ones when none falls into it."""
    if stretch.label.state == "unknown":
        return (), max((s.end for s in found if s.end < stretch.start), default=None)
    inside = [s for s in found if s.end >= stretch.start and (stretch.end is None or _first(s, params) < stretch.end)]
    if not inside:
        before = [s for s in found if s.end < stretch.start]
        latest = max((s.end for s in before), default=None)
        inside = [s for s in before if s.end == latest]
    rows = [
        Evidence(part.effect.id, part.effect.claim, round(part.weight * _sign(signal, stretch), 4), part.effect.reason)
        for signal in inside
        for part in signal.parts
        if _sign(signal, stretch)
    ]
    last = max((s.end for s in inside if stretch.end is None or s.end < stretch.end), default=None)
    return tuple(sorted(rows, key=lambda one: (-abs(one.weight), one.effect))), last


def _first(signal: Signal, params: Params) -> date:
    return signal.start - timedelta(days=params.days("report.before_loss")) if signal.kind == "loses" else signal.start


def _sign(signal: Signal, stretch: Stretch) -> float:
    """What a unit of the signal's weight says for the stretch's label."""
    say = load_params().likelihood[signal.kind]
    if stretch.label.state == "contested":
        return say.contested
    if signal.kind == "loses" and signal.side == stretch.label.holder and stretch.end is not None and signal.end >= stretch.end:
        return 1.0  # lost at the end of the stretch, so held until then
    return say.own if signal.side == stretch.label.holder else say.other
