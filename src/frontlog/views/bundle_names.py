"""Actors and places as the page lists them: every id that a record mentions, with one name, and a colour for each side."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from frontlog.model import Claim, ControlState, Effect, Incident
from frontlog.reference.placewords import without_outer
from frontlog.views import bundle_register as register
from frontlog.views.bundle_shapes import ActorShape, PlaceShape

COLOURS = 8  # the palette of the page tells eight sides apart, also for the colour-blind; further ones are drawn without a hue

AROUND = re.compile(r"^(?:[Tt]he )?(?:(?:[a-z-]+ )*of (?:the )?)?(?=[A-Z])")  # "the town of", "most of" before a name

Spot = tuple[float | None, float | None, int | None]


def actors(
    claims: Iterable[Claim], incidents: Iterable[Incident], states: Iterable[ControlState], effects: Sequence[Effect]
) -> list[ActorShape]:
    """Every actor that is named, by id. Sides get colours in the order of how often they stand in control, so two runs agree."""
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        for ref in (*claim.agent, *claim.target):
            names[ref.id][ref.name] += 1
        names[claim.source_id][_speaker(claim)] += 0
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
        {
            "id": i,
            "name": _best(names[i]) or register.actor_name(i) or i,
            "side": sides.get(i, ""),
            "colour": colours.get(sides.get(i, ""), -1),
            **register.actor(i),
        }
        for i in sorted(names)
        if i
    ]


def _speaker(claim: Claim) -> str:
    """How a report calls a speaker that no register names; the registers' own name those that they know."""
    words = " ".join(claim.source.text.split()) if claim.source and claim.source_id.startswith("x-") else ""
    return words.removeprefix("the ").removeprefix("The ")


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
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    kinds: dict[str, tuple[str, str, str]] = {}
    spots: defaultdict[str, Counter[Spot]] = defaultdict(Counter)
    countries: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def note(place: str, name: str, spot: Spot, country: str) -> None:
        names[place][name] += 1
        countries[place][country] += 1
        if spot[0] is not None and spot[1] is not None:
            spots[place][spot] += 1

    told: Counter[str] = Counter()
    for claim in claims:
        told.update({ref.id for ref in claim.place})
        for ref in claim.place:
            note(ref.id, ref.name, (ref.lat, ref.lon, ref.uncertainty_m), ref.country)
            spellings[ref.id][bare(ref.text)] += 1
            kinds.setdefault(ref.id, (ref.kind, ", ".join(x for x in (ref.admin2, ref.admin1) if x), ref.pcode))
    for incident in incidents:
        note(incident.place_id, incident.place_name, (incident.lat, incident.lon, incident.uncertainty_m), incident.country)
    for state in states:
        note(state.place_id, state.place_name, (state.lat, state.lon, state.uncertainty_m), state.country)
    for effect in effects:
        note(effect.place_id, effect.place_name, (effect.lat, effect.lon, effect.uncertainty_m), effect.country)
    return [
        _place(i, _best(names[i]) or i, spots[i], _best(countries[i]), spellings[i], kinds.get(i, ("", "", "")), told[i])
        for i in sorted(names)
        if i
    ]


def bare(words: str) -> str:
    """The name in the words for a place: "Goma" of "the whole city of Goma" and of "Goma, a city of two million"."""
    return AROUND.sub("", " ".join(without_outer(words).split()))


def _place(
    place: str, name: str, spots: Counter[Spot], country: str, spellings: Counter[str], kind: tuple[str, str, str], claims: int
) -> PlaceShape:
    """One spot for a place: that with a stated uncertainty first, then the most frequent, then the smallest numbers."""
    ranked = sorted(spots.items(), key=lambda s: (s[0][2] is None, -s[1], s[0][0] or 0.0, s[0][1] or 0.0, s[0][2] or 0))
    lat, lon, uncertainty = ranked[0][0] if ranked else (None, None, None)
    return {
        "id": place,
        "name": name,
        "names": register.place_names(place, name, [text for text, _ in spellings.most_common()]),
        "lat": lat,
        "lon": lon,
        "uncertainty_m": uncertainty,
        "country": country,
        "kind": kind[0],
        "area": kind[1],
        "pcode": kind[2],
        "claims": claims,
    }
