"""One place under two ids made one, before belief: belief split over two spellings of a town would be two weak beliefs."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from operator import attrgetter

from frontlog.control.params import Params
from frontlog.model import Decision, Effect, decided_pairs, standing
from frontlog.reference.placenames import fold, skeleton


@dataclass(frozen=True, slots=True)
class Place:
    """A place as effects know it."""

    id: str
    name: str
    lat: float | None
    lon: float | None
    uncertainty_m: int | None
    country: str

    @property
    def located(self) -> bool:
        return self.lat is not None and self.lon is not None


Sighting = tuple[str, str, float | None, float | None, int | None, str]  # a place as an effect has it: the fields of Place
SIGHTED = ("place_id", "place_name", "lat", "lon", "uncertainty_m", "country")
sighting: Callable[[Effect], Sighting] = attrgetter(*SIGHTED)


def canonical(effects: Sequence[Effect], params: Params, decisions: Sequence[Decision] = ()) -> dict[str, Place]:
    """For each place id the place that stands for it: the same folded name nearby, or two spellings of a name on one point.

    A place without coordinates joins the one located place of its name; where several bear the name it stays alone. What a person decided
    of two places (one of them may be called otherwise now) outranks all of this.
    """
    return joined(Counter(map(sighting, effects)), params, decisions)


def joined(seen: Mapping[Sighting, int], params: Params, decisions: Sequence[Decision] = ()) -> dict[str, Place]:
    """The same by how often each place was told of in which way, which is all that it hangs on."""
    places = sorted(_known(seen), key=lambda place: place.id)
    groups = _Groups(place.id for place in places)
    _decided(decisions, groups)
    located = [place for place in places if place.located]
    for bucket in _by(located, lambda place: fold(place.name)).values():
        _join_near(bucket, params["places.same_name_km"], groups)
    for bucket in _by(located, lambda place: skeleton(place.name)).values():
        _join_near(bucket, params["places.same_point_km"], groups)
    _join_unlocated(places, groups)
    best: dict[str, Place] = {}
    for place in sorted(places, key=lambda one: (not one.located, one.id.startswith("n-"), one.id)):
        best.setdefault(groups.root(place.id), place)
    return {place.id: best[groups.root(place.id)] for place in places}


def km(a: Place, b: Place) -> float:
    """Distance of two located places over the sphere."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return float("inf")
    la, lo, lb, lp = radians(a.lat), radians(a.lon), radians(b.lat), radians(b.lon)
    h = sin((lb - la) / 2) ** 2 + cos(la) * cos(lb) * sin((lp - lo) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(h)))


HELD = ("-held", "-controlled", "-occupied", "-ruled", "-run")  # the name in "the SDF-held area" is the holder's


def named(words: str) -> bool:
    """Whether words name one place: "worker district 1", "Soha", not "the hills", "a large depot" or "the SDF-held area"."""
    own = [w for w in words.split() if not w.lower().endswith(HELD)]
    return any(c.isupper() or c.isdigit() or (c.isalpha() and c.lower() == c.upper()) for word in own for c in word)


class _Groups:
    """Which ids are one: a union-find whose roots are the smallest ids, so that order does not matter."""

    def __init__(self, ids: Iterable[str]) -> None:
        self.parent = {one: one for one in ids}
        self.apart: list[tuple[str, str]] = []  # never to be in one group

    def root(self, one: str) -> str:
        while self.parent[one] != one:
            self.parent[one] = self.parent[self.parent[one]]
            one = self.parent[one]
        return one

    def join(self, a: str, b: str) -> None:
        low, high = sorted((self.root(a), self.root(b)))
        if not any({self.root(x), self.root(y)} == {low, high} for x, y in self.apart):
            self.parent[high] = low


def _decided(decisions: Sequence[Decision], groups: _Groups) -> None:
    """Join what a person called the same place, and hold apart what is none; the last word on two places counts."""
    last: dict[tuple[str, str], str] = {}
    for made in standing(decisions):
        last.update({(a, b): made.verdict for a, b in decided_pairs(made) if a in groups.parent and b in groups.parent})
    groups.apart = [pair for pair, verdict in sorted(last.items()) if verdict == "different"]
    for (a, b), verdict in sorted(last.items()):
        if verdict == "same":
            groups.join(a, b)


def _known(seen: Mapping[Sighting, int]) -> list[Place]:
    names: dict[str, Counter[str]] = {}
    points: dict[str, set[tuple[float, float, int, str]]] = {}
    countries: dict[str, set[str]] = {}
    for (one, name, lat, lon, uncertainty_m, country), count in seen.items():
        names.setdefault(one, Counter())[name] += count
        countries.setdefault(one, set()).add(country)
        if lat is not None and lon is not None:
            points.setdefault(one, set()).add((lat, lon, uncertainty_m or 0, country))
    out = []
    for one, counter in names.items():
        name = min(counter, key=lambda name: (-counter[name], name))
        if one in points:
            lat, lon, uncertainty, country = min(points[one])
            out.append(Place(one, name, lat, lon, uncertainty or None, country))
        else:
            out.append(Place(one, name, None, None, None, max(countries[one])))
    return out


def _by(places: Iterable[Place], key: Callable[[Place], str]) -> dict[str, list[Place]]:
    out: dict[str, list[Place]] = {}
    for place in places:
        if key(place):
            out.setdefault(key(place), []).append(place)
    return out


def _join_near(bucket: Sequence[Place], limit_km: float, groups: _Groups) -> None:
    """Join places of a bucket within the limit, by a sweep over latitude so that a common name does not cost its square."""
    ranked = sorted(bucket, key=lambda place: (place.lat or 0.0, place.id))
    reach = limit_km / 111.0
    for i, a in enumerate(ranked):
        for b in ranked[i + 1 :]:
            if (b.lat or 0.0) - (a.lat or 0.0) > reach:
                break
            if km(a, b) <= limit_km:
                groups.join(a.id, b.id)


def _join_unlocated(places: Sequence[Place], groups: _Groups) -> None:
    for bucket in _by(places, lambda place: fold(place.name)).values():
        lost = [place for place in bucket if not place.located]
        for place in lost[1:]:
            groups.join(lost[0].id, place.id)
        found = {groups.root(place.id) for place in bucket if place.located}
        if lost and len(found) == 1:
            groups.join(lost[0].id, found.pop())
