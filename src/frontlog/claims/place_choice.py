"""Choosing among the places that names may mean, together over a report: neighbours, provinces, two ends of a road."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from frontlog.claims.geo import distance_km, km_between
from frontlog.claims.place_fit import DEEP, LOCAL, SETTLED, WIDEST, fit, inside
from frontlog.claims.place_said import PlaceName
from frontlog.reference.gazetteer import Candidate, Gazetteer
from frontlog.reference.place_rows import Place
from frontlog.reference.placepairs import Pair
from frontlog.reference.placewords import Phrase, split
from frontlog.reference.words import clean

_FAR_KM = 400.0  # beyond it a neighbour named in the report says nothing
_SKELETON_KM = 150.0  # a bare consonant match needs another named place this near, or the province
_FOLDED_KM = 100.0  # and so does a village whose spelling had to be changed, where the report names others
_SMALL = 20_000  # people up to which a place counts as one
_HEARD = 12  # other places of the report that have a say, the nearest in the text
_LOCAL_KM = 60.0  # a quarter found under another spelling lies this near to some place of the report
_BESIDE = 3  # of the places named next to a bare consonant match one must be near
_FLOOR = 0.12  # an alien small town at the exact level stays below it
_PAIR_KM = 400.0  # two ends of a road or front lie nearer than that
_SAME_KM = 5.0  # two entries of one name and both settlements: no two villages of a name lie so near
_SOURCES = {"frontlog": 0, "GeoNames": 1}
LOWER = re.compile(r"^(?:(?!(?:al|el|as|ash|ad|ar|at|an|az|es|ez)[-\s])[a-z][\w-]*\s+)+(?=\S*[A-Z])")

Key = tuple[str, str, tuple[str, ...]]


@dataclass(slots=True)
class Name:
    """A name on its way: what was said, what it may be, how well each fits so far."""

    said: PlaceName
    phrase: Phrase
    core: str
    candidates: list[tuple[float, Candidate]]
    near: Sequence[str] = ()  # countries that the document speaks of there
    outer: Sequence[Place] = ()
    whole: bool = False  # the phrase as it stands is a place's name, so nothing of it is a direction or part
    pair: Pair | None = None

    @property
    def key(self) -> Key:
        """Names of one key are one place throughout a document."""
        return clean(self.core), self.phrase.kind, tuple(self.said.within or self.phrase.within)


def plain(name: str, near: Sequence[str], gazetteer: Gazetteer, most: int = 1) -> list[Candidate]:
    """The best candidates of a name by itself: of what another lies in, or of an end of a road."""
    phrase = split(name)
    found = gazetteer.candidates(phrase.name, tuple(near[:DEEP])) or gazetteer.candidates(LOWER.sub("", phrase.name), tuple(near[:DEEP]))
    scored = [(fit(c, phrase.kind, near, []), c) for c in found]
    return [c for _, c in sorted((row for row in scored if row[0] > 0.2), key=lambda row: (-row[0], row[1].place.id))][:most]


def joint(rows: Sequence[Name]) -> dict[Key, Candidate | None]:
    """One candidate for each distinct name. Two rounds: first against the best of each other name, then against what was chosen."""
    first: dict[Key, Name] = {}
    for row in rows:
        first.setdefault(row.key, row)
    distinct = list(first.values())
    anchors = {id(row): row.candidates[0][1].place for row in distinct if row.candidates}
    best: dict[int, Candidate | None] = {}
    for _ in range(2):
        best = {id(row): _choose(row, _others(row, distinct, anchors)) for row in distinct}
        anchors = {key: found.place for key, found in best.items() if found is not None}
    return {row.key: _known_as(best[id(row)], row) for row in distinct}


def _known_as(best: Candidate | None, row: Name) -> Candidate | None:
    """The same place as our table knows it, or the bundled cities: a pack that has it, too, must not give it another id. What only the
    pack says (province, code) is kept."""
    if best is None or best.place.kind not in SETTLED:
        return best
    place = best.place
    same = [c.place for _, c in row.candidates if _same(c.place, place)]
    first = min(same, key=lambda p: (_SOURCES.get(p.source, len(_SOURCES)), p is not place, p.id))
    more = next((p for p in (place, *same) if p.admin1), first)
    if first is not place or not first.admin1:
        first = replace(first, admin1=more.admin1, admin2=more.admin2, pcode=first.pcode or more.pcode)
    return replace(best, place=first)


def _same(a: Place, b: Place) -> bool:
    """Whether two settlements of one name are one: sources put the middle of a large city up to its radius apart."""
    near = max(_SAME_KM, (a.radius_m + b.radius_m) / 1000 if a.kind == b.kind == "city" else 0.0)
    return a.kind in SETTLED and b.kind in SETTLED and distance_km(a, b) <= near


def _others(row: Name, distinct: Sequence[Name], anchors: dict[int, Place]) -> list[tuple[Place, int]]:
    """The other places of the report with their distance in the text, and what the name is said to lie in right beside it."""
    found = [(anchors[id(o)], abs(o.said.start - row.said.start)) for o in distinct if o is not row and id(o) in anchors]
    return sorted((row for row in found if row[0].kind not in WIDEST), key=lambda row: (row[1], row[0].id))[:_HEARD]


def _choose(row: Name, around: Sequence[tuple[Place, int]]) -> Candidate | None:
    """The best candidate once neighbours named in the report have their say; None when even that one hardly fits."""
    best, top = None, _FLOOR
    within = row.said.within or row.phrase.within
    if len(row.candidates) == 1 and row.candidates[0][1].level in ("exact", "article"):
        score, only = row.candidates[0]
        return only if score > _FLOOR and not _astray(only, around) else None
    for score, candidate in row.candidates:
        place = candidate.place
        pull, weight, nearest = 0.0, 0.0, 1e9
        beside_it = around[:_BESIDE] if candidate.level == "skeleton" else around
        for n, (other, gap) in enumerate(around):
            if other.id != place.id:
                gone = distance_km(place, other)
                share = 1 / (1 + gap / 400)
                weight += share
                pull += share * max(0.0, 1 - gone / _FAR_KM)
                nearest = min(nearest, gone) if n < len(beside_it) else nearest
        if nearest > _reach(candidate, weight == 0) and not inside(place, row.outer, within):
            continue
        total = score * (0.75 + 0.5 * pull / weight) if weight else score
        if total > top:
            best, top = candidate, total
    return best


def _astray(only: Candidate, around: Sequence[tuple[Place, int]]) -> bool:
    """Whether a quarter whose name was changed to be found lies in a town that the report does not speak of."""
    place = only.place
    far = (distance_km(place, other) > _LOCAL_KM for other, _ in around if other.id != place.id)
    return only.level != "exact" and place.kind == "quarter" and bool(around) and all(far)


def _reach(candidate: Candidate, alone: bool) -> float:
    """How far in km from the nearest other place of the report a match may lie. `alone`: the report names no other."""
    place = candidate.place
    if candidate.level == "skeleton":
        return _SKELETON_KM
    small = place.kind in SETTLED | LOCAL and place.kind != "city" and place.population < _SMALL
    return _FOLDED_KM if candidate.level == "folded" and small and not alone else 1e9


def around_of(row: Name, best: Candidate | None, rows: Sequence[tuple[Name, Candidate | None]]) -> tuple[Place, ...]:
    """Places that the report names beside another: what it is said to lie in first, then the nearest in the text."""
    gaps: dict[str, tuple[int, Place]] = {}
    for other, found in rows:
        if found is not None and found is not best:
            gap = abs(other.said.start - row.said.start)
            if gap < gaps.get(found.place.id, (1 << 60, found.place))[0]:
                gaps[found.place.id] = (gap, found.place)
    ranked = sorted(gaps.values(), key=lambda pair: (pair[0], pair[1].id))
    return (*row.outer, *(place for _, place in ranked))


def beside(place: Place, around: Sequence[Place]) -> bool:
    """Whether another place of the report lies near: then its namesakes elsewhere are hardly meant."""
    return any(other.id != place.id and other.kind not in WIDEST and distance_km(place, other) <= 60 for other in around[:8])


def _preferred(found: list[Candidate]) -> list[Candidate]:
    """Candidates without those that are the same settlement from another source."""
    ranked = sorted(found, key=lambda c: _SOURCES.get(c.place.source, len(_SOURCES)))
    kept: list[Candidate] = []
    for one in ranked:
        if not any(_same(one.place, other.place) for other in kept):
            kept.append(one)
    return kept


def ends_of(found: Pair, near: Sequence[str], gazetteer: Gazetteer) -> tuple[Place, Place] | None:
    """The two places of a pair: of all readings and namesakes those that fit best and lie near one another."""
    best: tuple[float, Place, Place] | None = None
    for left, right in found.ends:
        for one in _preferred(plain(left, near, gazetteer, 4)):
            for other in _preferred(plain(right, near, gazetteer, 4)):
                a, b = one.place, other.place
                gone = km_between((a.lat, a.lon), (b.lat, b.lon))
                score = fit(one, "", near, []) * fit(other, "", near, []) / (1 + gone / 100)
                apart = a.id != b.id and gone <= _PAIR_KM and "country" not in (a.kind, b.kind)
                if apart and (best is None or score > best[0]):
                    best = (score, a, b)
    return best[1:] if best else None
