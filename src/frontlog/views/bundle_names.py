"""Actors and places as the page lists them: every id that a record mentions, with one name, and a colour for each side."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from frontlog.model import Claim, ControlState, Effect, Incident
from frontlog.views.bundle_shapes import ActorShape, PlaceShape

COLOURS = 8  # the palette of the page tells eight sides apart, also for the colour-blind; further ones are drawn without a hue

Spot = tuple[float | None, float | None, int | None]


def actors(
    claims: Iterable[Claim], incidents: Iterable[Incident], states: Iterable[ControlState], effects: Sequence[Effect]
) -> list[ActorShape]:
    """Every actor that is named, by id. Sides get colours in the order of how often they stand in control, so two runs agree."""
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        for ref in (*claim.agent, *claim.target):
            names[ref.id][ref.name] += 1
        names[claim.source_id][""] += 0
        for loss in claim.losses:
            names[loss.side][""] += 0
    for incident in incidents:
        for actor in (*incident.agents, *incident.targets, *(t.side for t in incident.tolls)):
            names[actor][""] += 0
    for state in states:
        names[state.holder][state.holder_name] += 1
        names[state.besieged_by][""] += 0
    for effect in effects:
        names[effect.actor][effect.actor_name] += 1
    sides = _sides(effects)
    colours = _colours(effects)
    return [
        {"id": i, "name": _best(names[i]) or i, "side": sides.get(i, ""), "colour": colours.get(sides.get(i, ""), -1)}
        for i in sorted(names)
        if i
    ]


def _best(names: Counter[str]) -> str:
    """The most frequent name, the first in the alphabet among equals, empty when there is none."""
    given = [(-count, name) for name, count in names.items() if name]
    return min(given)[1] if given else ""


def _sides(effects: Iterable[Effect]) -> dict[str, str]:
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for effect in effects:
        if effect.actor and effect.side:
            found[effect.actor][effect.side] += 1
    return {actor: _best(sides) for actor, sides in found.items()}


def _colours(effects: Iterable[Effect]) -> dict[str, int]:
    count = Counter(e.side for e in effects if e.side)
    order = sorted(count, key=lambda side: (-count[side], side))
    return {side: index for index, side in enumerate(order[:COLOURS])}


def places(
    claims: Iterable[Claim], incidents: Iterable[Incident], states: Iterable[ControlState], effects: Iterable[Effect]
) -> list[PlaceShape]:
    """Every place that something is said about, by id; one that no record could locate has no coordinates."""
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    spots: defaultdict[str, Counter[Spot]] = defaultdict(Counter)
    countries: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def note(place: str, name: str, spot: Spot, country: str) -> None:
        names[place][name] += 1
        countries[place][country] += 1
        if spot[0] is not None and spot[1] is not None:
            spots[place][spot] += 1

    for claim in claims:
        for ref in claim.place:
            note(ref.id, ref.name, (ref.lat, ref.lon, ref.uncertainty_m), ref.country)
    for incident in incidents:
        note(incident.place_id, incident.place_name, (incident.lat, incident.lon, incident.uncertainty_m), incident.country)
    for state in states:
        note(state.place_id, state.place_name, (state.lat, state.lon, state.uncertainty_m), state.country)
    for effect in effects:
        note(effect.place_id, effect.place_name, (effect.lat, effect.lon, effect.uncertainty_m), effect.country)
    return [_place(i, _best(names[i]) or i, spots[i], _best(countries[i])) for i in sorted(names) if i]


def _place(place: str, name: str, spots: Counter[Spot], country: str) -> PlaceShape:
    """One spot for a place: that with a stated uncertainty first, then the most frequent, then the smallest numbers."""
    ranked = sorted(spots.items(), key=lambda s: (s[0][2] is None, -s[1], s[0][0] or 0.0, s[0][1] or 0.0, s[0][2] or 0))
    lat, lon, uncertainty = ranked[0][0] if ranked else (None, None, None)
    return {"id": place, "name": name, "lat": lat, "lon": lon, "uncertainty_m": uncertainty, "country": country}
